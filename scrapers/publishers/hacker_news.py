"""Hacker News: what is submitted and said there, through Algolia's search or one item at a time.

Run by Y Combinator, searched by Algolia (https://hn.algolia.com/api), whose limit is 10 000
requests an hour and 1 000 hits a query: what is older is asked for by its time. A story is its
title and its own text, not the page it links to; a comment is its text alone and bears the
title of its story. Only the plain fields are read, never those with highlights. An item of the
Firebase API (https://github.com/HackerNews/API) is read as well; it has no title of a story.
Days are UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import AliasChoices, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from app.errors import ParseError
from app.schema import Document
from scrapers.markup import plain_text
from scrapers.newest_first import Post, asking, read_back
from scrapers.scraper import Fetch, Page, Target

SEARCH = "https://hn.algolia.com/api/v1/search_by_date"
LOOK_BACK = timedelta(days=30)  # how far the first visit goes: what is older is other days' news
MOST_HITS = 1000  # of one query, as Algolia gives them out
GONE = frozenset({"[deleted]", "[flagged]", "[dead]"})
ITEM = re.compile(
    r"\n(?=[^\S\n]*(?:[-*•]|\d+[.)])\s)"
)  # a list, which the site shows as one paragraph
FIREBASE = ("story", "comment", "job", "poll", "pollopt")


class Item(BaseModel):
    """A story or a comment, as either API gives it; the keys that are read here."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str = Field(validation_alias=AliasChoices("objectID", "id"))
    created_at: AwareDatetime = Field(validation_alias=AliasChoices("created_at", "time"))
    author: str | None = Field(None, validation_alias=AliasChoices("author", "by"))
    title: str | None = None
    story_title: str | None = None
    story_text: str | None = None
    comment_text: str | None = None
    text: str | None = None

    @property
    def words(self) -> str:
        """Its own text, without markup; empty where it was taken away."""
        markup = self.story_text or self.comment_text or self.text or ""
        text = plain_text(ITEM.sub("<br>", markup))
        return "" if text in GONE else text


def search(words: str) -> str:
    """The address that asks for these words in this order, in stories and in comments."""
    query = '"' + words.replace('"', " ").strip() + '"'
    asked = {"query": query, "tags": "(story,comment)", "hitsPerPage": "100"}
    return f"{SEARCH}?{urlencode(asked)}"


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """The stories and comments for a query since the last visit."""
    return read_back(fetch, target, _posts, _older, LOOK_BACK)


def _posts(page: Page) -> list[Post]:
    try:
        return [_post(Item.model_validate(entry)) for entry in _entries(page)]
    except ValidationError as error:
        raise ParseError(page.url, f"stories and comments ({error.errors()[0]['msg']})") from error


def _entries(page: Page) -> list[Any]:
    answer = page.json if isinstance(page.json, dict) else {}
    hits = [answer] if answer.get("type") in FIREBASE else answer.get("hits")
    if not isinstance(hits, list):
        raise ParseError(page.url, "a list of hits, or an item")
    return hits


def _post(item: Item) -> Post:
    return Post(
        url=f"https://news.ycombinator.com/item?id={item.id}",
        at=item.created_at,
        published_from="created_at",
        author=item.author,
        title=item.title or item.story_title,
        text=item.words,
        own_title=bool(item.title),
    )


def _older(url: str, page: Page, posts: list[Post]) -> str | None:
    """The same query for what is no newer than the last hit, whose second may have more."""
    listed, last = page.json.get("hitsPerPage"), posts[-1].at
    is_whole = isinstance(listed, int) and len(posts) < listed
    if is_whole or last is None or not urlsplit(url).path.endswith("/search_by_date"):
        return None  # an item, or hits by relevance, which time does not divide
    # More hits within one second than a page holds cannot be told apart by time.
    is_one_second = posts[0].at == last and len(posts) > 1
    return _until(url, int(last.timestamp()) - is_one_second)


def _until(url: str, second: int) -> str:
    filters = [*parse_qs(urlsplit(url).query).get("numericFilters", ()), f"created_at_i<={second}"]
    return asking(url, numericFilters=",".join(filters), hitsPerPage=MOST_HITS)
