"""Kalshi: prices of questions on models, through its public trade API (version 2).

Run by KalshiEX, a regulated exchange of the United States; no key is needed to read. The API
takes no words to search for: `/events?series_ticker=…&with_nested_markets=true` lists the events
of one series with their markets, `/markets?series_ticker=…` the markets alone. Every market is
one strike: the event asks "When will …?", `yes_sub_title` says "Before Jul 1, 2026". Prices are
dollars in strings. Moments are UTC; a market means New York's day and closes at its midnight or
up to a day later, and earlier than it says as soon as the event has happened.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, TypeAdapter

from app.schema import Document
from scrapers.markets import Question, asking, day_of, documents, listed, read_as, titled
from scrapers.scraper import Fetch, Page, Target

SITE = "https://kalshi.com/markets"

# The middle between bid and ask is a price only where the two are near; 10 points is the
# width at which the error of the middle, 5 points at most, reaches that of a last trade.
WIDEST_SPREAD = 0.10


class Strike(BaseModel):
    """One market; the keys that are read here."""

    ticker: str
    title: str
    market_type: str = "binary"
    yes_sub_title: str = ""
    rules_primary: str = ""
    rules_secondary: str = ""
    yes_bid_dollars: float
    yes_ask_dollars: float
    last_price_dollars: float
    result: str = ""
    close_time: str | None = None
    settlement_ts: str | None = None
    volume_fp: float | None = None


class Event(BaseModel):
    """An event with its markets, which it has only where they were asked for."""

    markets: list[Strike]


class Events(BaseModel):
    """An answer of `/events`."""

    cursor: str | None = None
    events: list[Event]

    @property
    def strikes(self) -> list[Strike]:
        """All markets of it."""
        return [strike for event in self.events for strike in event.markets]


class Markets(BaseModel):
    """An answer of `/markets`."""

    cursor: str | None = None
    markets: list[Strike]

    @property
    def strikes(self) -> list[Strike]:
        """All markets of it."""
        return self.markets


ANSWER: TypeAdapter[Events | Markets] = TypeAdapter(Events | Markets)


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """Today's price, or the outcome, of every market listed."""
    for page in listed(fetch, target.url, _following):
        yield from documents(page, target.source, questions(page))


def questions(page: Page) -> Iterator[Question]:
    """The questions of one answer, in its order.

    Markets that pay by a figure and not by yes or no have no price that is a probability.
    """
    for strike in _answer(page).strikes:
        if strike.market_type == "binary":
            yield _question(strike)


def _answer(page: Page) -> Events | Markets:
    return read_as(page, ANSWER, "a list of events with their markets, or of markets")


def _question(strike: Strike) -> Question:
    # Some titles are whole questions that name their strike, others leave it to be added.
    named = strike.yes_sub_title.casefold() in strike.title.casefold()
    return Question(
        url=f"{SITE}/{strike.ticker.lower()}",
        title=titled(strike.title, None if named else strike.yes_sub_title),
        rules="\n\n".join(filter(None, (strike.rules_primary, strike.rules_secondary))),
        probability=_price(strike),
        closes=day_of(strike.close_time),
        resolution=strike.result or None,
        resolved_on=day_of(strike.settlement_ts) if strike.result else None,
        volume=strike.volume_fp,
    )


def _price(strike: Strike) -> float | None:
    """The middle of bid and ask where they are near, else the last trade.

    Nobody asks at 0 dollars: it stands for an empty book, as a last price of 0 for no trade.
    """
    bid, ask = strike.yes_bid_dollars, strike.yes_ask_dollars
    if ask > 0 and 0 <= round(ask - bid, 4) <= WIDEST_SPREAD:
        return round((bid + ask) / 2, 4)
    return strike.last_price_dollars or None


def _following(page: Page) -> str | None:
    answer = _answer(page)
    return asking(page.url, cursor=answer.cursor) if answer.cursor and answer.strikes else None
