"""Bluesky: the posts that a search finds, of an account, of a list, or of a thread.

Run by Bluesky Social PBC. `getAuthorFeed` and the like stand open at public.api.bsky.app, with
a limit of 3 000 requests in five minutes. `searchPosts` has been shut to those not signed in
again and again since January 2025: public.api.bsky.app then answers 403, api.bsky.app has gone
on answering, and neither gives more than the newest 100. Reposts are skipped, and what a post
quotes is not its own; an account that changes its name changes the addresses of its posts.

Times are UTC. `createdAt` is whatever the author's program says; where it is far from when the
network saw the post (`indexedAt`), that is its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from app.errors import GapError, ParseError
from app.schema import Document
from scrapers.newest_first import Post, asking, read_back
from scrapers.scraper import Fetch, Page, Target

SEARCH = "https://api.bsky.app/xrpc/app.bsky.feed.searchPosts"
FAR = timedelta(days=1)  # clocks and time zones are off by less; posts dated back by years
NAMELESS = "handle.invalid"  # stands for a name that could not be checked
CUT = ("...", "…")  # end an address that is shown in part


def search(words: str) -> str:
    """The address that asks for these words in this order, newest first."""
    query = '"' + words.replace('"', " ").strip() + '"'
    return f"{SEARCH}?{urlencode({'q': query, 'sort': 'latest', 'limit': '100'})}"


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """The posts since the last visit."""
    return read_back(fetch, target, _posts, _older)


def _posts(page: Page) -> list[Post]:
    answer = page.json if isinstance(page.json, dict) else {}
    try:
        if "thread" in answer:
            return [_post(node["post"], None) for node in _nodes(answer["thread"])]
        if "feed" in answer:
            return [_post(item["post"], item.get("reason")) for item in answer["feed"]]
        return [_post(view, None) for view in answer["posts"]]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ParseError(page.url, f"a list of posts ({error!r})") from error


def _nodes(thread: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A thread's posts, each before its replies; those blocked or deleted are not shown."""
    top = thread
    while parent := top.get("parent"):
        top = parent | {"replies": [{key: top[key] for key in top if key != "parent"}]}
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if "post" in node:
            yield node
        waiting += (node.get("replies") or ())[::-1]


def _post(view: dict[str, Any], reason: dict[str, Any] | None) -> Post:
    """One post. The headline of the page it links to is its title, its own if it says no more."""
    author, record = view["author"], view["record"]
    name = author["did"] if author["handle"] == NAMELESS else author["handle"]
    url = f"https://bsky.app/profile/{name}/post/{view['uri'].rpartition('/')[2]}"
    if reason and reason.get("$type", "").endswith("#reasonRepost"):
        return Post(f"{url}#repost", _moment(reason.get("indexedAt")), "indexedAt")
    at, published_from = _published(record.get("createdAt"), view.get("indexedAt"))
    text = _text(record["text"], record.get("facets") or [])
    return Post(
        url=url,
        at=at,
        published_from=published_from,
        author=name,
        title=_headline(record.get("embed") or {}),
        text=text,
        own_title=not text,
    )


def _published(created: str | None, indexed: str | None) -> tuple[datetime | None, str]:
    said, seen = _moment(created), _moment(indexed)
    if said is None or (seen is not None and abs(said - seen) > FAR):
        return seen, "indexedAt"
    return said, "createdAt"


def _moment(said: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said or "")
    except ValueError:
        return None  # any program may write one; the network's own time is there beside it
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _text(text: str, facets: list[dict[str, Any]]) -> str:
    """The text, with the whole of the addresses that it shows in part.

    Facets count in bytes of UTF-8.
    """
    raw = text.encode("utf-8", "surrogatepass")
    for facet in sorted(facets, key=lambda facet: -facet["index"]["byteStart"]):
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        uris = [feature["uri"] for feature in facet["features"] if "uri" in feature]
        if uris and raw[start:end].decode(errors="replace").endswith(CUT):
            raw = raw[:start] + uris[0].encode("utf-8", "replace") + raw[end:]
    return raw.decode(errors="replace").strip()


def _headline(embed: dict[str, Any]) -> str | None:
    """The title of the page that a post links to, alone or beside a post that it quotes."""
    external = embed.get("external") or (embed.get("media") or {}).get("external") or {}
    return external.get("title")


def _older(url: str, page: Page, posts: list[Post]) -> str | None:
    cursor = page.json.get("cursor")
    if cursor and "searchPosts" in url:
        raise GapError(url, f"a search gives no more than these {len(posts)} to who is no member")
    return asking(url, cursor=cursor) if cursor else None
