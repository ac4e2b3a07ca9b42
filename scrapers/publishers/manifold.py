"""Manifold: what a play-money market says of models, through its API (version 0).

Run by Manifold Markets; no key is needed. `/v0/search-markets?term=…&sort=newest` lists markets
without their rules, so the page of each (`/v0/market/…`) is read too; `/v0/markets` is read alike.
Moments are milliseconds since 1970. A market with several answers is one question for each. Its
prices are play money (mana): good forecasts, but `volume` is no sum of dollars.

Polls, bounties and numbers have no price that is the probability of one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus

from pydantic import TypeAdapter

from app.schema import Document
from scrapers.markets import ANNULLED, Camel, Question, day_of, documents, read_as, titled
from scrapers.scraper import Fetch, Target, UnchangedError

API = "https://api.manifold.markets/v0"
SEARCHED = 30  # of a search: each is a request of its own, and newer ones come first

SEVERAL = frozenset({"MULTIPLE_CHOICE", "FREE_RESPONSE"})
WORDS = {"YES": "yes", "NO": "no", "CANCEL": ANNULLED}  # "MKT" pays by shares: kept as it is


class Answer(Camel):
    """One answer of a market that has several."""

    id: str
    text: str
    probability: float | None = None
    resolution: str | None = None
    resolution_time: float | None = None


class Entry(Camel):
    """One market; the keys that are read here."""

    id: str
    question: str
    url: str
    outcome_type: str
    probability: float | None = None
    is_resolved: bool
    resolution: str | None = None
    resolution_time: float | None = None
    close_time: float | None = None
    last_updated_time: float | None = None
    volume: float | None = None
    text_description: str | None = None
    description: str | dict[str, object] | None = None
    answers: list[Answer] | None = None

    @property
    def moved(self) -> float:
        """When it was last traded, edited or settled; 0 where that is not said."""
        return max(self.last_updated_time or 0, self.resolution_time or 0)

    @property
    def whole(self) -> bool:
        """Whether it was listed with its rules."""
        return self.text_description is not None or self.description is not None

    @property
    def rules(self) -> str:
        """Its rules as plain text."""
        plain = self.description if isinstance(self.description, str) else ""
        return self.text_description or plain


LISTING: TypeAdapter[list[Entry]] = TypeAdapter(list[Entry])
MARKET: TypeAdapter[Entry] = TypeAdapter(Entry)


def search(words: str) -> str:
    """The address of the newest markets on these words."""
    return f"{API}/search-markets?term={quote_plus(words)}&sort=newest&limit={SEARCHED}"


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """Today's price, or the outcome, of every market listed that moved since the last visit.

    The others stand where they were told to stand: no page is asked for on their account.
    """
    since = target.since.timestamp() * 1000 if target.since else 0
    listing = fetch(target.url)
    for entry in read_as(listing, LISTING, "a list of markets"):
        if entry.outcome_type != "BINARY" and entry.outcome_type not in SEVERAL:
            continue
        if 0 < entry.moved < since:
            continue
        try:
            page = listing if entry.whole else fetch(f"{API}/market/{entry.id}")
        except UnchangedError:
            continue
        asked = entry if entry.whole else read_as(page, MARKET, "a market")
        yield from documents(page, target.source, questions(asked))


def questions(entry: Entry) -> Iterator[Question]:
    """The question of a market, or one for each of its answers."""
    if entry.outcome_type not in SEVERAL:
        yield _question(entry, None)
        return
    for answer in entry.answers or []:
        yield _question(entry, answer)


def _question(entry: Entry, answer: Answer | None) -> Question:
    settled = entry.is_resolved or (answer is not None and answer.resolution is not None)
    moment = (answer and answer.resolution_time) or entry.resolution_time
    return Question(
        url=entry.url,
        part=answer.id if answer else None,
        title=titled(entry.question, answer.text if answer else None),
        rules=entry.rules,
        probability=answer.probability if answer else entry.probability,
        closes=day_of(entry.close_time),
        resolution=_resolution(entry, answer) if settled else None,
        resolved_on=day_of(moment) if settled else None,
        volume=entry.volume,
    )


def _resolution(entry: Entry, answer: Answer | None) -> str:
    """How it was settled; a market of several answers may name the one that came true."""
    said = (answer and answer.resolution) or entry.resolution or ANNULLED
    if answer and said in {other.id for other in entry.answers or []}:
        return "yes" if said == answer.id else "no"
    return WORDS.get(said, said.lower())
