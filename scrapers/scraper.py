"""What a scraper is: one function of `fetch` and of where it is to look.

A scraper is pure: live it gets the polite client of `scrapers.fetch`, in tests the replayed
sample. It has no clock; the time of a visit is the `fetched_at` of the pages it was given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup, Tag

from app.errors import ParseError
from app.schema import Document, Fact, Source


@dataclass(frozen=True)
class Page:
    """One answer of a server, after redirects.

    `charset` is a codec that Python knows, settled when the page was fetched; `fetched_at` is
    aware. `content_type` is the media type alone, in lower case, without parameters.
    `headers` are those of the answer, names in lower case. `evidence` is the id under which the
    answer is archived if a record comes of it.
    """

    url: str
    final_url: str
    body: bytes
    content_type: str
    charset: str
    fetched_at: datetime
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    evidence: str = ""

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), `None` where there is none."""
        return next((value for key, value in self.headers if key == name), None)

    @cached_property
    def text(self) -> str:
        """The body decoded; bytes that are not of the charset become U+FFFD."""
        return self.body.decode(self.charset, "replace").removeprefix("\ufeff")

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The body as a tree. Costs some 10 ms a page: for known layouts, not for articles."""
        return BeautifulSoup(self.text, "lxml")

    @cached_property
    def json(self) -> Any:
        """The body as JSON. Raises `ParseError` where it is not."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise ParseError(self.url, f"JSON ({error})") from error

    def one(self, selector: str) -> Tag:
        """The element that a CSS selector matches. Raises `ParseError` unless there is one."""
        found = self.soup.select(selector)
        if len(found) != 1:
            raise ParseError(self.url, f"exactly one {selector!r}, found {len(found)}")
        return found[0]


class UnchangedError(Exception):
    """The page is as it was at the last visit; no fault, and no records."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"{url} has not changed")


Fetch = Callable[[str], Page]
"""A URL becomes a page, or a `FetchError` that says why not, or `UnchangedError`."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A page worth following; `teaser` is the document that is kept where it cannot be had.

    The teaser's `url` is the page, its `read` is `excerpt`.
    """

    teaser: Document


@dataclass(frozen=True, slots=True)
class Listed:
    """What a catalogue lists now. A value other than the one listed before is a new fact."""

    fact: Fact


Scraped = Iterator[Source | Document | Fact | Lead | Listed]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a scraper is to look, and whose words stand there.

    `source` is the publisher, or the site that gathers the words of others. What is older than
    `since` was taken in by an earlier visit; `None` at the first.
    """

    url: str
    source: Source
    since: datetime | None = None


Shape = Callable[[Fetch, Target], Scraped]
"""The function of a scraper's module: it knows one shape of page, wherever that stands."""


def changed_pages(fetch: Fetch, urls: Iterable[str]) -> Iterator[Page]:
    """The pages behind `urls` that changed, for scrapers that read several.

    Raises:
        UnchangedError: none of them did.
    """
    asked, changed = "", False
    for asked in urls:
        try:
            page = fetch(asked)
        except UnchangedError:
            continue
        changed = True
        yield page
    if asked and not changed:
        raise UnchangedError(asked)
