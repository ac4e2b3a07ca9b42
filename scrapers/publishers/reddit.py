"""Reddit: the posts of a community or a search, and the comments of a thread.

Three answers are read, whichever comes: a listing (`/r/X/new.json`), a thread
(`/r/X/comments/ID.json`, without what stands behind "more") and the Atom feed of either
(`/r/X/new/.rss`, `/search.rss`). Reddit's robots.txt forbids everything to everybody since July
2024, and since May 2026 its JSON answers 403 to who is not signed in; feeds are limited to a
few requests a minute. A visit that minds robots.txt fails unless Reddit has allowed it.

A link post or a crosspost is its title alone: the rest is said by others elsewhere. What was
deleted or removed is skipped. Days are UTC; an edited text keeps the day it was posted on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from app.errors import GapError, ParseError
from app.schema import Document
from scrapers.feed import read_feed
from scrapers.markup import plain_text
from scrapers.newest_first import Post, asking, read_back
from scrapers.quotes import mark_quotes
from scrapers.scraper import Fetch, Page, Target

HOME = "https://www.reddit.com"
CUT_AT = 900  # a list as long as this has come to Reddit's end of it, not to its own
GONE = frozenset({"[deleted]", "[removed]"})
LINK = re.compile(r"/comments/(?P<post>\w+)/[^/]*/?(?P<comment>\w+)?")
ON = re.compile(r"/u/\S+ on ")  # begins the title of a comment in a feed
CONTENT = re.compile(r"(<content\b[^<>]*>)([^<]*)(</content>)")  # of a feed: HTML, escaped
OPENED, CLOSED = "<!-- SC_OFF -->", "<!-- SC_ON -->"  # stand around what its author wrote


def search(words: str) -> str:
    """The address that asks for these words in this order, newest first."""
    query = '"' + words.replace('"', " ").strip() + '"'
    return f"{HOME}/search.rss?{urlencode({'q': query, 'sort': 'new', 'limit': '100'})}"


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """The posts or comments since the last visit."""
    return read_back(fetch, target, _posts, _older)


def _posts(page: Page) -> list[Post]:
    if _is_feed(page):
        return _entries(page)
    listings = page.json if isinstance(page.json, list) else [page.json]
    try:
        things = list(_things(listings))
        thread = next((said["title"] for kind, said in things if kind == "t3"), None)
        return [_thing(kind, said, thread) for kind, said in things]
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise ParseError(page.url, f"a listing of posts or comments ({error!r})") from error


def _is_feed(page: Page) -> bool:
    return page.text.lstrip().startswith("<")


def _things(listings: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The posts (t3) and comments (t1) in their order, each before its replies."""
    waiting = [thing for listing in listings for thing in listing["data"]["children"]][::-1]
    while waiting:
        thing = waiting.pop()
        if thing["kind"] not in ("t1", "t3"):
            continue  # a community or a person, or "more": what was not sent
        yield thing["kind"], thing["data"]
        if replies := thing["data"].get("replies"):
            waiting += replies["data"]["children"][::-1]


def _thing(kind: str, said: dict[str, Any], thread: str | None) -> Post:
    """One post or comment. Its text comes as Markdown and as HTML, both escaped once."""
    source = said.get("body" if kind == "t1" else "selftext") or ""
    markup = said.get("body_html" if kind == "t1" else "selftext_html")
    is_gone = source in GONE or bool(said.get("removed_by_category"))
    text = plain_text(mark_quotes(html.unescape(markup))) if markup else html.unescape(source)
    author = said.get("author")
    return Post(
        url=HOME + said["permalink"],
        at=datetime.fromtimestamp(said["created_utc"], UTC),
        published_from="created_utc, edited since" if said.get("edited") else "created_utc",
        author=f"u/{author}" if author and author not in GONE else None,
        title=html.unescape(said.get("title") or said.get("link_title") or thread or ""),
        text="" if is_gone else text,
        own_title=kind == "t3" and not is_gone,
    )


def _entries(page: Page) -> list[Post]:
    marked = CONTENT.sub(_said, page.text)
    found = read_feed(replace(page, body=marked.encode(), charset="utf-8"))
    linked = ((entry, LINK.search(entry.link or "")) for entry in found)
    return [
        Post(
            url=entry.link or "",
            at=entry.published,
            published_from="feed",
            author=entry.author and entry.author.removeprefix("/"),
            title=ON.sub("", entry.title, 1) if link["comment"] else entry.title,
            text="" if entry.text in GONE else entry.text,
            own_title=not link["comment"] and entry.text not in GONE,
        )
        for entry, link in linked
        if link  # a search also lists communities and people
    ]


def _said(content: re.Match[str]) -> str:
    """The content of a feed's entry without who submitted it where, its quotes marked."""
    inner = html.unescape(content[2])
    if OPENED in inner or ">[comments]<" in inner:  # a link post has nothing between them
        inner = inner.partition(OPENED)[2].partition(CLOSED)[0]
    return f"{content[1]}{html.escape(mark_quotes(inner))}{content[3]}"


def _older(url: str, page: Page, posts: list[Post]) -> str | None:
    """The next page, named by the last thing on this one."""
    count = int(parse_qs(urlsplit(page.url).query).get("count", ["0"])[0]) + len(posts)
    if count >= CUT_AT:
        raise GapError(url, f"the {count} newest are all that Reddit lists")
    after = _after(page, posts[-1])
    return asking(url, count=count, after=after) if after else None


def _after(page: Page, last: Post) -> str | None:
    if not _is_feed(page):
        return page.json["data"].get("after") if isinstance(page.json, dict) else None
    link = LINK.search(last.url)
    return link and (f"t1_{link['comment']}" if link["comment"] else f"t3_{link['post']}")
