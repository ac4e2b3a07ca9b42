"""Mastodon: the posts under a tag, as one server knows them, or those of a list or a search.

Each server is run by somebody else and knows the posts that reached it; the largest is
mastodon.social. A tag is read without signing in unless the server's keeper forbids it (401 or
422, a setting since version 4.5); `/tags/X.rss` has the local posts as a plain feed. The limit
is 300 requests in five minutes, and 40 posts each. Boosts are other people's posts and skipped.

`created_at` is UTC; an edited text keeps the day it was posted on. `language` is what its
author's settings say, often not the language of the text, and is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from app.errors import ParseError
from app.schema import Document
from scrapers.markup import plain_text
from scrapers.newest_first import Post, asking, read_back
from scrapers.quotes import mark_quotes
from scrapers.scraper import Fetch, Page, Target

SERVER = "https://mastodon.social"  # the one that knows most of the others' posts


def search(words: str) -> str:
    """The address of the tag that is these words without spaces and signs, newest first."""
    tag = "".join(char for char in words if char.isalnum())
    return f"{SERVER}/api/v1/timelines/tag/{quote(tag)}?limit=40"


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """The posts since the last visit."""
    return read_back(fetch, target, _posts, _older)


def _posts(page: Page) -> list[Post]:
    host = urlsplit(page.final_url).netloc
    try:
        return [_post(status, host) for status in _statuses(page)]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ParseError(page.url, f"a list of posts ({error!r})") from error


def _statuses(page: Page) -> list[Any]:
    """The posts of a timeline, or of the answer to a search."""
    found = page.json.get("statuses") if isinstance(page.json, dict) else page.json
    if not isinstance(found, list):
        raise ParseError(page.url, "a list of posts")
    return found


def _post(status: dict[str, Any], host: str) -> Post:
    """One post. What its author put before it as a warning is its title."""
    is_boost = status.get("reblog") is not None
    account = status["account"]["acct"]
    return Post(
        url=status.get("url") or status["uri"],
        at=_moment(status["created_at"]),
        published_from="created_at, edited since" if status.get("edited_at") else "created_at",
        author=account if "@" in account else f"{account}@{host}",
        title=None if is_boost else status.get("spoiler_text"),
        text="" if is_boost else plain_text(mark_quotes(status["content"])),
    )


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _older(url: str, page: Page, posts: list[Post]) -> str | None:  # noqa: ARG001 - one for all
    """What was posted before the last; a search has no such address."""
    last = page.json[-1].get("id") if isinstance(page.json, list) else None
    return asking(url, max_id=last) if last else None
