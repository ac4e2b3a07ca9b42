"""Google News: the feed of a query, through to who published each story.

Run by Google. An item names its publisher (`<source url>`), and repeats it at the end of the
title; the text is the title once more, so there is none. The link is Google's own: base64 of
a small message that had the address in it until July 2024. Since then it has a token that
only Google can resolve, and not by following the link. Such a story is its title, under its
publisher, with Google's link. Days are UTC. Google's robots.txt keeps programs from these
feeds (2026), and the feed says that it is for readers of one's own: the polite client asks for
them only if that changes.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import urlencode

from app.schema import Document, Source, slug
from app.vocabulary import Read
from scrapers.documents import document_of
from scrapers.feed import Entry, read_feed
from scrapers.scraper import Fetch, Lead, Page, Target

FEED = "https://news.google.com/rss/search"
RECENT = "when:7d"  # Google sorts by relevance, not by day; a week has fewer than its 100 items
TOKEN = re.compile(r"news\.google\.com/(?:__i/)?(?:rss/)?(?:articles|read)/([\w-]+)")

# The message (protocol buffers): field 1 is the number 19, field 4 a text and its length.
BEGIN = b"\x08\x13\x22"
MORE = 0x80  # of a byte of a length: another one follows
LENGTH_BYTES = 3  # that a length may have: two million characters are more than any address
WEB = re.compile(r"https?://[^\s/]+/?\S*")


def search(words: str) -> str:
    """The address of the stories of the last days that say `words`, in this order."""
    asked = {"q": f'"{" ".join(words.replace(chr(34), " ").split())}" {RECENT}'}
    return f"{FEED}?{urlencode(asked | {'hl': 'en-US', 'gl': 'US', 'ceid': 'US:en'})}"


def scrape(fetch: Fetch, target: Target) -> Iterator[Source | Document | Lead]:
    """The stories that the query finds, each behind its publisher."""
    page = fetch(target.url)
    for entry in read_feed(page):
        if not entry.link:
            continue  # a headline that nobody can be asked about
        source = target.source
        if entry.publisher:
            name = entry.publisher
            source = Source(slug=slug(name), name=name, url=entry.publisher_url)
            yield source
        address = publisher_address(entry.link)
        story = _story(entry, source, page, address or entry.link)
        yield Lead(story) if address else story


def publisher_address(link: str) -> str | None:
    """The address inside Google's `link`, `None` where only Google knows it."""
    token = TOKEN.search(link)
    if token is None:
        return None if "news.google.com/" in link else link
    try:
        message = base64.urlsafe_b64decode(token[1] + "=" * (-len(token[1]) % 4))
    except binascii.Error:
        return None
    if not message.startswith(BEGIN):
        return None
    said = _text(message[len(BEGIN) :]).decode("utf-8", "replace")
    return said if WEB.fullmatch(said) else None


def _text(field: bytes) -> bytes:
    """A text that begins with its own length, seven bits a byte."""
    length = 0
    for place, byte in enumerate(field[:LENGTH_BYTES]):
        length |= (byte & ~MORE) << (7 * place)
        if byte < MORE:
            return field[place + 1 : place + 1 + length]
    return b""


def _story(entry: Entry, source: Source, page: Page, address: str) -> Document:
    return document_of(
        page,
        source,
        address,
        title=entry.title.removesuffix(f" - {source.name}"),
        text="",
        published=entry.published,
        published_from="feed" if entry.published else None,
        read=Read.excerpt,
    )
