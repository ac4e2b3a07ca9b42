"""A feed in RSS, Atom or JSON: of a lab, a paper, a blog, a tag of some site.

An entry with its whole text is a document as it is; one with less leads to its page. An entry
that a feed gathered from another publisher is that publisher's. Entries without a page of their
own (a changelog on one page, no link at all) are parts of that page, or else of the feed, under
what the feed calls them by. Days count as printed; placeholders and days to come are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from app.schema import Document, Source, slug
from app.vocabulary import Read
from scrapers.article import EARLIEST
from scrapers.canonical import canonical, same_site
from scrapers.documents import document_of
from scrapers.feed import Entry, read_feed
from scrapers.scraper import Fetch, Lead, Page, Target

FULL_CHARS = 1500  # a shorter entry is a teaser; press feeds cut at some 700
AHEAD = timedelta(days=1)  # a day may be printed where it is tomorrow already
PART_CHARS = 200  # of a name that becomes an anchor


def scrape(fetch: Fetch, target: Target) -> Iterator[Source | Document | Lead]:
    """The entries of the feed, in its order."""
    yield from entries_of(fetch(target.url), target, FULL_CHARS)


def entries_of(page: Page, target: Target, full_chars: int) -> Iterator[Source | Document | Lead]:
    """The entries of a feed; those of at least `full_chars` are whole, the others leads."""
    entries = read_feed(page)
    shared = _shared_pages(entries)
    for entry in entries:
        if not (entry.link or entry.text or entry.title):
            continue  # it says nothing and leads nowhere
        source = _publisher(entry, target)
        if source is not target.source:
            yield source
        is_part = not entry.link or canonical(entry.link) in shared
        is_whole = len(entry.text) >= full_chars
        known = {
            "part": _part(entry) if is_part else None,
            "read": Read.page if is_whole else Read.excerpt,
        }
        document = _document(entry, source, page, target, **known)
        yield document if is_part or is_whole else Lead(document)


def _shared_pages(entries: Sequence[Entry]) -> set[str]:
    """The addresses that several different entries lead to."""
    behind = defaultdict(set)
    for entry in entries:
        if entry.link:
            behind[canonical(entry.link)].add(entry.guid or (entry.title, entry.text))
    return {address for address, names in behind.items() if len(names) > 1}


def _part(entry: Entry) -> str:
    """What an entry is called on a page that holds several."""
    named = entry.guid if entry.guid and entry.guid != entry.link else entry.link or ""
    anchor = named.partition("#")[2] or (named if named != entry.link else "")
    return quote((anchor or entry.title or entry.text)[:PART_CHARS], safe="-._~:")


def _publisher(entry: Entry, target: Target) -> Source:
    """Who an entry is from: a feed may name itself, and under another name than ours."""
    name, url = entry.publisher, entry.publisher_url
    if not name or slug(name) == slug(target.source.name):
        return target.source
    if url and any(same_site(url, own) for own in (target.url, target.source.url or "")):
        return target.source
    return Source(slug=slug(name), name=name, url=url)


def _document(entry: Entry, source: Source, page: Page, target: Target, **known: Any) -> Document:
    published = _believed(entry.published, page)
    return document_of(
        page,
        source,
        entry.link or target.url,
        title=entry.title,
        text=entry.text,
        published=published,
        author=entry.author,
        published_from="feed" if published else None,
        **known,
    )


def _believed(published: datetime | None, page: Page) -> datetime | None:
    if published is None or published.date() < EARLIEST or published > page.fetched_at + AHEAD:
        return None
    return published
