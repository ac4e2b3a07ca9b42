"""RSS, Atom and JSON Feed: the bytes of a feed become its entries.

Well-formed XML is read as a tree; what is broken, cut off or of an old kind goes to the parser
that puts up with anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import feedparser

from app.errors import ParseError
from scrapers.feed_entry import WEB, Entry, moment, person, web_address
from scrapers.feed_tree import tree_entries
from scrapers.markup import plain_text
from scrapers.scraper import Page

__all__ = ["Entry", "read_feed"]

SNIFFED_BYTES = 1024  # a feed says within these what it is
NOT_A_FEED = re.compile(
    r"\s*(?:(?:<!--.*?-->|<\?xml.*?\?>)\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)

OPENED = re.compile(r"<(?P<end>/?)[a-z][^<>]*?(?P<alone>/?)>", re.IGNORECASE)
MOST_OPEN = 50_000  # elements within one another: the parser takes 1 s, for twice as many 4


def read_feed(page: Page) -> list[Entry]:
    """The entries of a feed, in its order.

    Raises:
        ParseError: it is no feed (a web page, say), or one that declares entities, with which
            a few bytes can be made to unfold into gigabytes.
    """
    start = page.text[:SNIFFED_BYTES].lstrip()
    if start.startswith("{"):
        return list(_json_entries(page))
    if NOT_A_FEED.match(start):
        raise ParseError(page.final_url, "a feed, but it is a web page")
    if "<!ENTITY" in page.text and "<!DOCTYPE" in page.text:
        raise ParseError(page.final_url, "a feed that declares no entities of its own")
    found = tree_entries(page.text, page.final_url)
    return list(_broken_entries(page)) if found is None else found


def _broken_entries(page: Page) -> Iterator[Entry]:
    tags = OPENED.findall(page.text)
    depths = accumulate(-1 if end else 1 for end, alone in tags if not alone)
    if max(depths, default=0) > MOST_OPEN:
        raise ParseError(page.final_url, "a feed that closes what it opens")
    headers = {
        "content-location": page.final_url,
        "content-type": f"application/xml; charset={page.charset}",
    }
    feed = feedparser.parse(
        page.body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.get("version") and not feed.entries:
        raise ParseError(page.final_url, f"a feed ({feed.get('bozo_exception', 'no items')})")
    for entry in feed.entries:
        contents = [part.get("value", "") for part in entry.get("content", ())]
        texts = [plain_text(text) for text in (*contents, entry.get("summary", ""))]
        source = entry.get("source", {})
        yield Entry(
            title=" ".join(plain_text(entry.get("title", "")).split()),
            link=web_address(entry.get("link"), page.final_url),
            published=_instant(entry, "published") or _instant(entry, "updated"),
            text=max(texts, key=len),
            author=person(entry.get("author")) or None,
            publisher=source.get("title") or None,
            publisher_url=web_address(source.get("href") or source.get("url"), page.final_url),
            guid=entry.get("id") or None,
        )


def _instant(entry: Any, name: str) -> Any:
    return moment(dict.get(entry, name))  # the parser's own `get` has old names answer too


def _json_entries(page: Page) -> Iterator[Entry]:
    feed = page.json
    items = feed.get("items") if "jsonfeed.org" in str(feed.get("version")) else None
    if not isinstance(items, list):
        raise ParseError(page.final_url, "a JSON Feed with a list of items")
    for item in items:
        if isinstance(item, dict):
            yield _json_entry(item, page.final_url, _author(feed))


def _json_entry(item: dict[str, Any], base: str, author: str | None) -> Entry:
    said = {name: value for name, value in item.items() if isinstance(value, str)}
    guid = item.get("id")
    content = plain_text(said.get("content_html", "")) or said.get("content_text", "").strip()
    return Entry(
        title=said.get("title", "").strip(),
        link=web_address(said.get("url"), base)
        or web_address(said.get("external_url"), base)
        or _permalink(said.get("id"), base),
        published=moment(said.get("date_published")) or moment(said.get("date_modified")),
        text=content or said.get("summary", "").strip(),
        author=_author(item) or author,
        guid=str(guid) if guid and isinstance(guid, (str, int)) else None,
    )


def _permalink(guid: str | None, base: str) -> str | None:
    return web_address(guid, base) if guid and WEB.match(guid) else None


def _author(item: dict[str, Any]) -> str | None:
    authors = item.get("authors") or item.get("author")
    several = authors if isinstance(authors, list) else [authors]
    named = [one.get("name") for one in several if isinstance(one, dict)]
    return ", ".join(name for name in named if isinstance(name, str)) or None
