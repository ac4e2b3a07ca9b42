"""Samples for the tests of scrapers: the pages of one visit, without the words of others.

A sample is a folder. `target.json` says which shape looks where, `urls.json` which file answers
which address with which content type, `expected.json` what the scraper finds there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.errors import FetchError, HearsayError, ParseError
from app.schema import Document, Fact, Source, Subscription
from scrapers.blanks import blanked
from scrapers.charset import find_charset
from scrapers.live import scrape
from scrapers.scraper import Fetch, Lead, Listed, Page

MOST_PAGES = 12  # more are more of the same, and somebody has to write them anew

TARGET = ("shape", "url", "publisher", "kind", "home")
ENDINGS = {"json": ".json", "xml": ".xml", "html": ".html"}
Record = Source | Document | Fact | Lead | Listed


class SampleError(HearsayError):
    """A sample cannot be made."""


class _EnoughError(Exception):
    """No further page is asked for."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A skeleton: `pages` by address, what its scraper finds, and what is odd about it.

    `missing` are addresses that the scraper asked for beyond its pages; `fault` says why it
    could not read them.
    """

    subscription: Subscription
    pages: Mapping[str, Page]
    records: tuple[Record, ...]
    missing: tuple[str, ...]
    fault: str | None


def record(fetch: Fetch, subscription: Subscription) -> dict[str, Page]:
    """The pages that a first visit asks for, by address; no more than `MOST_PAGES`.

    They are kept too where the scraper cannot read them: that is when a sample is wanted.

    Raises:
        FetchError: not even the first can be had.
    """
    pages: dict[str, Page] = {}

    def keep(url: str) -> Page:
        if url not in pages:
            if len(pages) == MOST_PAGES:
                raise _EnoughError
            pages[url] = fetch(url)
        return pages[url]

    try:
        with suppress(_EnoughError, ParseError):
            for _ in scrape(keep, subscription):
                pass
    except FetchError:
        if not pages:
            raise
    return pages


def skeleton(subscription: Subscription, pages: Mapping[str, Page], items: int | None) -> Sample:
    """The pages without their words, cut to `items` of each list unless that breaks them."""
    cut = _blank(subscription, pages, items)
    if cut.records and not cut.fault:
        return cut
    whole = _blank(subscription, pages, None)
    return whole if len(whole.records) > len(cut.records) else cut


def write(sample: Sample, folder: Path) -> None:
    """Write a new sample.

    Raises:
        SampleError: the folder is there already, or cannot be made.
    """
    refuse_existing(folder)
    target = sample.subscription.model_dump(mode="json", include=set(TARGET))
    urls, taken = {}, {"target", "urls", "expected"}
    try:
        folder.mkdir(parents=True)
        for url, page in sample.pages.items():
            file = _file_name(page, taken)
            (folder / file).write_bytes(page.body)
            urls[url] = [file, page.content_type]
        found = [told(one) for one in sample.records]
        for name, value in (("target", target), ("urls", urls), ("expected", found)):
            (folder / f"{name}.json").write_text(
                json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
            )
    except OSError as error:
        raise SampleError(f"{folder} cannot be written: {error}") from error


def refuse_existing(folder: Path) -> None:
    """Raises `SampleError` where `folder` is there: a sample is somebody's work."""
    if folder.exists():
        raise SampleError(f"{folder} is there already; name another folder with --to")


def told(record: Record) -> dict[str, Any]:
    """What a record says, without its id and without what was left at its default."""
    if isinstance(record, Lead):
        return {"lead": told(record.teaser)}
    if isinstance(record, Listed):
        return {"listed": told(record.fact)}
    return record.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)


def _blank(subscription: Subscription, pages: Mapping[str, Page], items: int | None) -> Sample:
    """The skeleton of the pages that its scraper still asks for."""
    blank = {url: _answer(url, page, blanked(page, items)) for url, page in pages.items()}
    asked: dict[str, Page | None] = {}
    found: list[Record] = []
    fault = None

    def fetch(url: str) -> Page:
        asked[url] = page = blank.get(url)
        if page is None:
            raise FetchError(url, "it is not in the sample")
        return page

    try:
        found.extend(scrape(fetch, subscription))
    except FetchError:
        pass  # `asked` tells
    except ParseError as error:
        fault = str(error)
    kept = {url: page for url, page in asked.items() if page is not None}
    missing = [url for url, page in asked.items() if page is None]
    return Sample(subscription, kept, tuple(found), tuple(missing), fault)


def _answer(url: str, page: Page, body: bytes) -> Page:
    """A page of the sample as it will be replayed: nothing but body and content type."""
    blank = replace(page, url=url, final_url=url, body=body, charset=find_charset(body))
    return replace(blank, headers=(), evidence="")


def _file_name(page: Page, taken: set[str]) -> str:
    """A name like the address, with the ending of its content type; adds to `taken`."""
    path = urlsplit(page.url).path.rstrip("/").rpartition("/")[2]
    stem = re.sub(r"[^a-z0-9]+", "-", path.partition(".")[0].lower()).strip("-") or "page"
    name = next(name for name in _numbered(stem) if name not in taken)
    taken.add(name)
    return name + next((end for kind, end in ENDINGS.items() if kind in page.content_type), ".txt")


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, MOST_PAGES + 4))
