"""Manifold: what a play-money market says of models, through its API (version 0).

Run by Manifold Markets; no key is needed. `/v0/search-markets?term=…&sort=last-updated` lists
markets without their rules, so the page of each (`/v0/market/…`) is read too, where it moved since
the last visit. In that order alone the listing is read back to where that visit ended.
Moments are milliseconds since 1970. A market with several answers is one question for each. Its
prices are play money (mana): good forecasts, but `volume` is no sum of dollars.

Polls, bounties and numbers have no price that is the probability of one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote_plus

from app.schema import Document
from scrapers.manifold_markets import LISTING, MARKET, Answer, Entry
from scrapers.markets import (
    ANNULLED,
    Question,
    asking,
    day_of,
    documents,
    listed,
    parameter,
    read_as,
    titled,
)
from scrapers.scraper import Fetch, Page, Target, UnchangedError

API = "https://api.manifold.markets/v0"
SEARCHED = 30  # of a page: at the first visit each market is a request of its own
BY_MOVE = "last-updated"

SEVERAL = frozenset({"MULTIPLE_CHOICE", "FREE_RESPONSE"})
WORDS = {"YES": "yes", "NO": "no", "CANCEL": ANNULLED}  # "MKT" pays by shares: kept as it is


def search(words: str) -> str:
    """The address of the markets on these words that moved last, new ones among them."""
    return f"{API}/search-markets?term={quote_plus(words)}&sort={BY_MOVE}&limit={SEARCHED}"


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """Today's price, or the outcome, of every market listed that moved since the last visit.

    The others stand where they were told to stand: no page is asked for on their account.

    Raises:
        UnchangedError: none has moved.
    """
    since = target.since.timestamp() * 1000 if target.since else 0.0
    any_moved = not since
    for listing in listed(fetch, target.url, partial(_following, since=since)):
        for entry in _entries(listing):
            if not 0 < entry.moved < since:
                any_moved = True
                yield from _documents(fetch, target, entry, listing)
    if not any_moved:
        raise UnchangedError(target.url)


def _documents(fetch: Fetch, target: Target, entry: Entry, listing: Page) -> Iterator[Document]:
    if entry.outcome_type != "BINARY" and entry.outcome_type not in SEVERAL:
        return
    try:
        page = listing if entry.whole else fetch(f"{API}/market/{entry.id}")
    except UnchangedError:
        return
    asked = entry if entry.whole else read_as(page, MARKET, "a market")
    yield from documents(page, target.source, questions(asked))


def _entries(page: Page) -> list[Entry]:
    return read_as(page, LISTING, "a list of markets")


def _following(page: Page, since: float) -> str | None:
    """The next page, as long as all of this one moved since the last visit; none at the first."""
    entries = _entries(page)
    by_move = since and f"sort={BY_MOVE}" in page.url
    if not by_move or not entries or entries[-1].moved < since:
        return None
    return asking(page.url, offset=parameter(page.url, "offset", 0) + len(entries))


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
