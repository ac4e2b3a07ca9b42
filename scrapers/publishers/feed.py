"""A feed in RSS, Atom or JSON: of a lab, a paper, a blog, a tag of some site.

An entry with its whole text is a document as it is; one with less leads to its page. An entry
that a feed gathered from another publisher is that publisher's.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.schema import Document, Source, slug
from app.vocabulary import Read
from scrapers.documents import document_of
from scrapers.feed import Entry, read_feed
from scrapers.scraper import Fetch, Lead, Page, Target

FULL_CHARS = 1500  # a shorter entry is a teaser; press feeds cut at some 700


def scrape(fetch: Fetch, target: Target) -> Iterator[Source | Document | Lead]:
    """The entries of the feed, in its order."""
    page = fetch(target.url)
    for entry in read_feed(page):
        if not entry.link:
            continue
        source = target.source
        if entry.publisher and entry.publisher != source.name:
            source = Source(slug=slug(entry.publisher), name=entry.publisher)
            yield source
        if len(entry.text) >= FULL_CHARS:
            yield _document(entry, source, page, Read.page)
        else:
            yield Lead(_document(entry, source, page, Read.excerpt))


def _document(entry: Entry, source: Source, page: Page, read: Read) -> Document:
    return document_of(
        page,
        source,
        entry.link or "",
        title=entry.title,
        text=entry.text,
        published=entry.published,
        author=entry.author,
        published_from="feed" if entry.published else None,
        read=read,
    )
