"""Pages of samples, replayed as a `Fetch`.

A sample is a folder of `tests/samples`: `target.json` says which shape looks where (`shape`,
`url`, `publisher`, `kind`, `home`, optionally `since`), `urls.json` which file answers which
address with which content type, `expected.json` what a person reads there.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from app.errors import FetchError
from app.schema import Document, Fact, Source, Subscription
from scrapers import samples
from scrapers.charset import find_charset
from scrapers.live import scrape
from scrapers.scraper import Fetch, Lead, Listed, Page

SAMPLES = Path(__file__).parent / "samples"
VISIT = datetime(2031, 5, 10, 12, tzinfo=UTC)


def page_of(url: str, body: bytes, content_type: str = "text/html") -> Page:
    return Page(url, url, body, content_type, find_charset(body), VISIT)


def replay(folder: Path) -> Fetch:
    """A `Fetch` of the pages of a sample; what is not there cannot be had."""
    urls = json.loads((folder / "urls.json").read_text())

    def fetch(url: str) -> Page:
        if url not in urls:
            raise FetchError(url, "the server answered 403")
        file, content_type = urls[url]
        return page_of(url, (folder / file).read_bytes(), content_type)

    return fetch


def serving(pages: dict[str, str]) -> Fetch:
    """A `Fetch` of these pages, by address."""

    def fetch(url: str) -> Page:
        if url not in pages:
            raise FetchError(url, "the server answered 404")
        return page_of(url, pages[url].encode())

    return fetch


def subscription_of(folder: Path) -> tuple[Subscription, datetime | None]:
    """What a sample's `target.json` says: where to look, and since when."""
    told = json.loads((folder / "target.json").read_text())
    since = told.pop("since", None)
    slug = folder.name.replace("_", "-")
    subscription = Subscription.model_validate({"slug": slug, **told})
    return subscription, datetime.fromisoformat(since) if since else None


def scraped(
    folder: Path, fetch: Fetch | None = None
) -> list[Source | Document | Fact | Lead | Listed]:
    """What the sample's scraper finds, in its pages or in those of another `fetch`."""
    subscription, since = subscription_of(folder)
    return list(scrape(fetch or replay(folder), subscription, since))


told = samples.told
