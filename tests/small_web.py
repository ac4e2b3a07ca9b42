"""A web of a few pages, and passes over it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine

from app.collecting import Pass
from app.errors import FetchError
from app.schema import ScrapeRun, Subscription
from app.vocabulary import Failure
from scrapers.archive import Archive
from scrapers.charset import find_charset
from scrapers.scraper import Page
from scrapers.visit import Known

START = datetime(2031, 5, 10, 12, tzinfo=UTC)
LOAF = "The bakery of the harbour sells its bread before the ferry leaves. "


class Web:
    """Pages by address, an `Exception` for one that cannot be had; `asked` in their order.

    `now` is its clock, which stands still until it is moved on.
    """

    def __init__(self) -> None:
        self.pages: dict[str, str | Exception] = {}
        self.asked: list[str] = []
        self.now = START
        self.before: Callable[[str], object] = lambda _: None

    def get(self, url: str, _: Mapping[str, Known]) -> Page:
        """The page at `url`."""
        self.before(url)
        self.asked.append(url)
        page = self.pages.get(url, FetchError(url, "the server answered 404", Failure.refused))
        if isinstance(page, Exception):
            raise page
        body = page.encode()
        kind = "application/rss+xml" if page.startswith("<rss") else "text/html"
        evidence = uuid4().urn
        return Page(url, url, body, kind, find_charset(body), self.now, evidence=evidence)

    def pass_over(
        self, ledger: Engine, folder: Path, *sources: Subscription, even_if_not_due: bool = False
    ) -> Pass:
        """A pass over `sources`, leased."""
        chance = iter(lambda: 0.5, None).__next__
        one = Pass(ledger, self.get, Archive(folder), lambda: self.now, chance, threading.Event())
        one.lease(list(sources), even_if_not_due=even_if_not_due)
        return one

    def run(self, ledger: Engine, folder: Path, *sources: Subscription) -> dict[str, ScrapeRun]:
        """What a pass over `sources`, due or not, did to each."""
        one = self.pass_over(ledger, folder, *sources, even_if_not_due=True)
        return {run.source: run for run in one}

    def later(self, **by: float) -> None:
        """Move the clock on."""
        self.now += timedelta(**by)


def source(slug: str = "loom", shape: str = "posts", **said: object) -> Subscription:
    """A source at a host of its own."""
    url = f"http://{slug}.example/feed"
    fields = {"slug": slug, "shape": shape, "url": url, "publisher": slug.title(), **said}
    return Subscription.model_validate(fields)


def feed_of(*texts: str, host: str = "loom", day: int = 9) -> str:
    """A feed whose item `n` says the n-th of `texts`."""
    items = "".join(
        f"<item><title>Item {number}</title><link>http://{host}.example/{number}</link>"
        f"<pubDate>{day:02} May 2031 10:00:00 GMT</pubDate><description>{text}</description></item>"
        for number, text in enumerate(texts)
    )
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'


def article_of(text: str, title: str = "Item") -> str:
    """A page with an article of that text."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n"))
    return (
        f"<html><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
