"""A list of posts, newest first, read back to where an earlier visit ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic import AfterValidator
from pydantic.dataclasses import dataclass

from app.errors import GapError
from app.schema import Document
from scrapers.documents import document_of
from scrapers.markup import CONTROLS
from scrapers.scraper import Fetch, Page, Target, UnchangedError

MOST_PAGES = 50  # of one list in one visit: a few minutes at the usual pause
SETTLING = timedelta(hours=2)  # a post may be listed late; Hacker News lets it be edited so long

Words = Annotated[str, AfterValidator(lambda text: CONTROLS.sub("", text).strip())]
"""Text without the signs that no ledger can keep."""


@dataclass(frozen=True, slots=True)
class Post:
    """One item of a list. One without words of its own is no document and marks its time alone.

    `at` is aware, `None` where it cannot be told; `published_from` says where it stood. Not
    `own_title`: the title is that of what the post answers or points to. Raises `ValueError`
    where a field is of another kind, as in an answer that changed shape.
    """

    url: Words
    at: datetime | None
    published_from: str
    author: Words | None = None
    title: Words | None = None
    text: Words = ""
    own_title: bool = True


Older = Callable[[str, Page, list[Post]], str | None]
"""The address of what is older than a page's posts, of the list at some address; `None` where
the list ends. Raises `GapError` where there is more that cannot be had."""


def read_back(
    fetch: Fetch,
    target: Target,
    read: Callable[[Page], list[Post]],
    older: Older,
    look_back: timedelta | None = None,
) -> Iterator[Document]:
    """The posts of the list at `target.url`, back to `target.since` and `SETTLING` beyond.

    The first visit goes `look_back` far or, without one, reads one page; it stops without a
    word after `MOST_PAGES`.

    Raises:
        GapError: after the last post, where a later visit did not get back to the one before.
    """
    asked: str | None = target.url
    known: set[str] = set()
    for _ in range(MOST_PAGES):
        if asked is None:
            return
        try:
            page = fetch(asked)
        except UnchangedError:
            if not known:
                raise
            return  # it was read back from there when it was as it is
        posts = read(page)
        new = {post.url: post for post in posts if post.url not in known}
        known.update(new)
        yield from (_document(page, target, post) for post in new.values() if _says(post))
        if not new or _is_known(page, posts, target, look_back):
            return
        asked = older(target.url, page, posts)
    if target.since is not None:
        raise GapError(target.url, f"{MOST_PAGES} pages do not go back to the last visit")


def asking(url: str, **parameters: object) -> str:
    """`url` with these parameters of its query, in place of those it has of the same name."""
    address = urlsplit(url)
    asked = dict(parse_qsl(address.query, keep_blank_values=True)) | parameters
    return address._replace(query=urlencode(asked, errors="replace")).geturl()


def _says(post: Post) -> bool:
    return bool(post.text or (post.title and post.own_title))


def _is_known(page: Page, posts: list[Post], target: Target, look_back: timedelta | None) -> bool:
    """Whether what is older than these posts was read before, or is too old for a first visit."""
    if target.since is not None:
        horizon = target.since - SETTLING
    elif look_back is not None:
        horizon = page.fetched_at - look_back
    else:
        return True
    # Pinned posts stand at the top however old they are: the last one tells how far it goes.
    last = next((post.at for post in reversed(posts) if post.at), None)
    return last is not None and last < horizon


def _document(page: Page, target: Target, post: Post) -> Document:
    return document_of(
        page,
        target.source,
        post.url,
        title=post.title,
        text=post.text,
        published=post.at,
        author=post.author,
        published_from=post.published_from if post.at else None,
        own_title=post.own_title,
    )
