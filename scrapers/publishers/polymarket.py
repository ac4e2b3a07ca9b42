"""Polymarket: prices of questions on models, through its Gamma API.

Run by Polymarket; no key is needed. `/events?tag_slug=ai` lists groups of questions ("GPT-6
released by…?" with a question a day), `/markets` the questions alone, `/public-search` both by
words. Lists of strings and prices come as JSON within JSON. Moments are UTC, while questions
mean New York's day. The price is that of the outcome Yes. A question with other outcomes than yes
and no sets one side against another: no single price says that it comes true, so it is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from urllib.parse import quote_plus

from pydantic import Json, TypeAdapter

from app.schema import Document
from scrapers.markets import (
    Camel,
    Question,
    asking,
    day_of,
    documents,
    listed,
    parameter,
    read_as,
    titled,
)
from scrapers.scraper import Fetch, Page, Target

API = "https://gamma-api.polymarket.com"
SITE = "https://polymarket.com/event"
BY_SETTLING = "order=closedTime&ascending=false"
SPLIT = "50-50"  # the venue's word for a question that pays both sides alike


class Group(Camel):
    """The event that a question belongs to."""

    slug: str
    title: str


class Entry(Camel):
    """One question; the keys that are read here."""

    question: str
    slug: str
    description: str = ""
    outcomes: Json[list[str]]
    outcome_prices: Json[list[float]] | None = None
    closed: bool = False
    closed_time: str | None = None
    end_date: str | None = None
    uma_resolution_status: str | None = None
    group_item_title: str | None = None
    volume: float | None = None
    events: list[Group] | None = None


class Event(Group):
    """An event with its questions."""

    markets: list[Entry]


class Found(Camel):
    """An answer of the search: no list where nothing answers to the words."""

    events: list[Event] | None
    pagination: dict[str, int | bool]


ANSWER: TypeAdapter[Found | list[Event | Entry]] = TypeAdapter(Found | list[Event | Entry])


def search(words: str) -> str:
    """The address of all questions with these words."""
    return f"{API}/public-search?q={quote_plus(words)}&limit_per_type=50&keep_closed_markets=1"


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """Today's price, or the outcome, of every question listed."""
    following = partial(_following, since=target.since.date() if target.since else date.max)
    for page in listed(fetch, target.url, following):
        yield from documents(page, target.source, questions(page))


def questions(page: Page) -> Iterator[Question]:
    """The yes-or-no questions of one answer, in its order."""
    answer = _answer(page)
    for entry in answer.events or [] if isinstance(answer, Found) else answer:
        yield from _asked(entry)


def _asked(entry: Event | Entry) -> Iterator[Question]:
    group = entry if isinstance(entry, Event) else next(iter(entry.events or []), None)
    for one in entry.markets if isinstance(entry, Event) else [entry]:
        if {outcome.casefold() for outcome in one.outcomes} == {"yes", "no"}:
            yield _question(one, group)


def _answer(page: Page) -> Found | list[Event | Entry]:
    return read_as(page, ANSWER, "a list of events or markets")


def _question(entry: Entry, event: Group | None) -> Question:
    again = event is not None and entry.question == event.title
    yes = [outcome.casefold() for outcome in entry.outcomes].index("yes")
    price = entry.outcome_prices[yes] if entry.outcome_prices else None
    resolution = _resolution(entry, price)
    path = f"{event.slug}/{entry.slug}" if event else entry.slug
    return Question(
        url=f"{SITE}/{path}",
        title=titled(entry.question, entry.group_item_title if again else None),
        rules=entry.description,
        probability=None if entry.closed else price,
        closes=day_of(entry.end_date),
        resolution=resolution,
        resolved_on=day_of(entry.closed_time) if resolution else None,
        volume=entry.volume,
    )


def _resolution(entry: Entry, price: float | None) -> str | None:
    """How it was settled; a question that is closed waits for its outcome until then."""
    if not entry.closed or price is None:
        return None
    if price in {0.0, 1.0}:
        return "yes" if price else "no"
    return SPLIT if entry.uma_resolution_status == "resolved" else None


def _following(page: Page, since: date) -> str | None:
    """The next page, unless this one goes back to what was settled by the last visit.

    Listed by the day of settling, that is years of questions: the first visit takes one page.
    """
    answer = _answer(page)
    if isinstance(answer, Found):
        more = answer.pagination.get("hasMore")
        return asking(page.url, page=parameter(page.url, "page", 1) + 1) if more else None
    if not answer:  # a short page is no sign of the end: the server may allow less than is asked
        return None
    last = [asked.resolved_on for asked in _asked(answer[-1])]
    if BY_SETTLING in page.url and last and all(day and day < since for day in last):
        return None
    return asking(page.url, offset=parameter(page.url, "offset", 0) + len(answer))
