"""A feed whose entries are whole, however short: posts of a forum or a tag, releases, notices.

RSS, Atom or JSON, as for `scrapers.publishers.feed`; no entry leads to a page behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.schema import Document, Source
from scrapers.publishers import feed
from scrapers.scraper import Fetch, Lead, Target


def scrape(fetch: Fetch, target: Target) -> Iterator[Source | Document | Lead]:
    """The entries of the feed, in its order."""
    return feed.entries_of(fetch(target.url), target, full_chars=0)
