"""What the four prediction markets share: a question with its price becomes a document.

A price is told once a day. Its document is the question over the venue's rules for settling
it, without any figure that moves, so that a second visit on the same day adds nothing. A
settled market is a document of its own: its text ends with the outcome, so it is never taken
for the priced one of the same day, and its day is that of the settlement, so it is kept once
and not once for every day on which the venue still lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from app.errors import GapError, ParseError
from app.schema import Document, Market, Source
from scrapers.documents import document_of
from scrapers.scraper import Fetch, Page, UnchangedError

MOST_PAGES = 10  # of one listing at a visit; 10 pages of 100 hold all questions on AI there are

ANNULLED = "annulled"

Answer = TypeVar("Answer")


class Camel(BaseModel):
    """What an API answers whose keys are in camel case."""

    model_config = ConfigDict(alias_generator=to_camel)


@dataclass(frozen=True, slots=True)
class Question:
    """One question that is answered by yes or no, as it stands at a venue.

    `rules` say how it will be settled, in the venue's words; `part` is the anchor of a question
    on a page that asks several. `probability` is the price of yes,
    `None` where there is none: nobody has traded, or the venue hides it. `resolution` is `None`
    until it is settled. `volume` is in the venue's currency.
    """

    url: str
    title: str
    rules: str
    probability: float | None
    part: str | None = None
    closes: date | None = None
    resolution: str | None = None
    resolved_on: date | None = None
    volume: float | None = None

    @property
    def priced(self) -> bool:
        """Whether there is a price to tell: one is strictly between 0 and 1."""
        return self.probability is not None and 0 < self.probability < 1


def documents(page: Page, source: Source, questions: Iterable[Question]) -> Iterator[Document]:
    """A document for each question that is settled or has a price.

    One with neither says nothing yet; it is asked about again at the next visit.
    """
    for question in questions:
        if question.resolution is not None:
            yield _settled(page, source, question, question.resolution)
        elif question.priced:
            yield _priced(page, source, question)


def titled(question: str, part: str | None) -> str:
    """The words of a question that a listing asks once for several parts (days, answers)."""
    return f"{question.strip()} – {part.strip()}" if part and part.strip() else question.strip()


def listed(fetch: Fetch, url: str, following: Callable[[Page], str | None]) -> Iterator[Page]:
    """The listing at `url` and the pages that follow it, at most `MOST_PAGES`.

    A later page that has not changed ends the visit: what follows it is not known.

    Raises:
        UnchangedError: the first page has not changed.
        GapError: after the last page, where more would follow.
    """
    page = fetch(url)
    yield page
    for _ in range(MOST_PAGES - 1):
        further = following(page)
        if further is None:
            return
        try:
            page = fetch(further)
        except UnchangedError:
            return
        yield page
    if following(page) is not None:
        raise GapError(url, f"there are more than {MOST_PAGES} pages of it")


def read_as(page: Page, shape: TypeAdapter[Answer], expected: str) -> Answer:
    """The page's JSON as `shape`. Raises `ParseError` that names what was `expected`."""
    try:
        return shape.validate_python(page.json)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ParseError(page.url, f"{expected} ({place}: {first['msg']})") from error


def asking(url: str, **changed: str | int) -> str:
    """`url` with these parameters of its query set."""
    parts = urlsplit(url)
    query = {**dict(parse_qsl(parts.query)), **{key: str(value) for key, value in changed.items()}}
    return urlunsplit(parts._replace(query=urlencode(query)))


def parameter(url: str, name: str, default: int) -> int:
    """A number of the query of `url`."""
    value = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(value) if value.isdecimal() else default


def day_of(moment: str | float | None) -> date | None:
    """The UTC day of an ISO moment or of milliseconds since 1970; `None` where it is neither.

    A market that never closes says so with a day beyond the calendar.
    """
    try:
        if isinstance(moment, str):
            return datetime.fromisoformat(moment).astimezone(UTC).date()
        return datetime.fromtimestamp(moment / 1000, UTC).date() if moment else None
    except (ValueError, OverflowError, OSError):
        return None


def _priced(page: Page, source: Source, question: Question) -> Document:
    market = Market(probability=question.probability or 0.0)
    return document_of(
        page,
        source,
        question.url,
        title=question.title,
        text=question.rules.strip(),
        part=question.part,
        published=page.fetched_at,
        published_from="visit",
        market=_known(market, question),
    )


def _settled(page: Page, source: Source, question: Question, resolution: str) -> Document:
    market = Market(resolution=resolution)
    if question.resolved_on:
        market["resolved_on"] = question.resolved_on.isoformat()
    return document_of(
        page,
        source,
        question.url,
        title=question.title,
        text=f"{question.rules.strip()}\n\nResolved: {resolution}".strip(),
        part=question.part,
        published=question.resolved_on,
        published_from="resolution" if question.resolved_on else None,
        market=_known(market, question),
    )


def _known(market: Market, question: Question) -> dict[str, Any]:
    """`market` with what stays known of the question, settled or not."""
    if question.closes:
        market["closes"] = question.closes.isoformat()
    if question.volume is not None:
        market["volume"] = question.volume
    return dict(market)
