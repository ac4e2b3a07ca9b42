"""What a scraper is: a source, how often to visit it, and one function of `fetch`.

A scraper is pure: live it gets the polite client of `scrapers.fetch`, in tests the replayed
sample. It has no clock; the time of a visit is the `fetched_at` of the pages it was given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
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
    """

    url: str
    final_url: str
    body: bytes
    content_type: str
    charset: str
    fetched_at: datetime

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


Fetch = Callable[[str], Page]
"""A URL becomes a page, or a `FetchError` that says why not."""

Scraped = Iterator[Source | Document | Fact]


@dataclass(frozen=True, slots=True)
class Scraper:
    """One source to visit `every` so often.

    A visit that yields fewer than `at_least` records has failed.
    """

    source: Source
    every: timedelta
    at_least: int
    scrape: Callable[[Fetch], Scraped]
