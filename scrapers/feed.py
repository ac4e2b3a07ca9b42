"""RSS, Atom and JSON Feed: the bytes of a feed become its entries."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from app.errors import ParseError
from scrapers.markup import plain_text
from scrapers.scraper import Page

SNIFFED_BYTES = 1024  # a feed says within these what it is
NOT_A_FEED = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `text` is its content, else its summary, without markup.

    `published` is aware, `None` where the feed gives no day that can be read. `publisher` is
    who the entry is really from, where the feed gathers from others (RSS `<source>`).
    """

    title: str
    link: str | None
    published: datetime | None
    text: str
    author: str | None = None
    publisher: str | None = None


def read_feed(page: Page) -> list[Entry]:
    """The entries of a feed, in its order.

    Raises:
        ParseError: it is no feed (a web page, say), or one that declares entities, with which
            a few bytes can be made to unfold into gigabytes.
    """
    body = page.body
    start = body[:SNIFFED_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return list(_json_entries(page))
    if NOT_A_FEED.match(start):
        raise ParseError(page.final_url, "a feed, but it is a web page")
    if "<!ENTITY" in page.text and "<!DOCTYPE" in page.text:
        raise ParseError(page.final_url, "a feed that declares no entities of its own")
    return list(_xml_entries(page))


def _xml_entries(page: Page) -> Iterator[Entry]:
    headers = {
        "content-location": page.final_url,
        "content-type": f"{page.content_type or 'application/xml'}; charset={page.charset}",
    }
    feed = feedparser.parse(page.body, response_headers=headers)
    if not feed.get("version") and not feed.entries:
        raise ParseError(page.final_url, f"a feed ({feed.get('bozo_exception', 'no items')})")
    for entry in feed.entries:
        contents = [part.get("value", "") for part in entry.get("content", ())]
        yield Entry(
            title=plain_text(entry.get("title", "")),
            link=entry.get("link"),
            published=_instant(entry, "published") or _instant(entry, "updated"),
            text=plain_text(max([*contents, entry.get("summary", "")], key=len)),
            author=entry.get("author") or None,
            publisher=entry.get("source", {}).get("title") or None,
        )


def _instant(entry: dict[str, Any], name: str) -> datetime | None:
    """When it was published or updated, in the time zone that was printed where one was."""
    printed = _moment(dict.get(entry, name))  # the parser's own `get` has old names answer too
    parsed: Any = dict.get(entry, f"{name}_parsed")
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return printed  # none was parsed, or none that a clock can show
    return printed if printed == moment else moment


def _json_entries(page: Page) -> Iterator[Entry]:
    feed = page.json
    items = feed.get("items") if "jsonfeed.org" in str(feed.get("version")) else None
    if not isinstance(items, list):
        raise ParseError(page.final_url, "a JSON Feed with a list of items")
    for item in items:
        if isinstance(item, dict):
            yield _json_entry(item, page.final_url)


def _json_entry(item: dict[str, Any], base: str) -> Entry:
    said = {name: value for name, value in item.items() if isinstance(value, str)}
    content = plain_text(said.get("content_html", "")) or said.get("content_text", "").strip()
    link = said.get("url") or said.get("external_url")
    return Entry(
        title=said.get("title", "").strip(),
        link=urljoin(base, link) if link else None,
        published=_moment(said.get("date_published") or said.get("date_modified")),
        text=content or said.get("summary", "").strip(),
        author=_author(item),
    )


def _moment(said: str | None) -> datetime | None:
    """A date of either kind of feed (RFC 3339, RFC 5322), UTC where no zone was printed."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(said or "")
        except ValueError:
            continue
        return moment.replace(tzinfo=moment.tzinfo or UTC)
    return None


def _author(item: dict[str, Any]) -> str | None:
    authors = item.get("authors") or item.get("author")
    several = authors if isinstance(authors, list) else [authors]
    named = [one.get("name") for one in several if isinstance(one, dict)]
    return ", ".join(name for name in named if isinstance(name, str)) or None
