"""dev.to: the newest posts under a tag, by its API.

Run by Forem; anybody writes there. The list has a title and the beginning of each post, the
rest is on its page. Days are UTC: `published_timestamp` is the day of a post here, also of one
that stood elsewhere before (`published_at` is then the elder day, of the original).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pydantic import BaseModel, TypeAdapter, ValidationError

from app.errors import ParseError
from app.schema import Document
from app.vocabulary import Read
from scrapers.documents import document_of
from scrapers.markup import plain_text
from scrapers.scraper import Fetch, Lead, Page, Target


class User(BaseModel):
    """Who wrote the post."""

    name: str


class Post(BaseModel):
    """One post of the list; the keys that are read here."""

    title: str
    url: str
    description: str | None = None
    published_at: datetime | None = None
    published_timestamp: datetime | None = None
    user: User | None = None


def scrape(fetch: Fetch, target: Target) -> Iterator[Lead]:
    """The newest posts, each with the page that has the whole of it."""
    page = fetch(target.url)
    for post in _posts(page):
        yield Lead(_teaser(post, page, target))


def _posts(page: Page) -> list[Post]:
    try:
        return TypeAdapter(list[Post]).validate_python(page.json)
    except ValidationError as error:
        raise ParseError(page.url, f"a list of posts ({error.errors()[0]['msg']})") from error


def _teaser(post: Post, page: Page, target: Target) -> Document:
    published = post.published_timestamp or post.published_at
    return document_of(
        page,
        target.source,
        post.url,
        title=post.title,
        text=plain_text(post.description or ""),
        published=published,
        author=post.user.name if post.user else None,
        published_from="api" if published else None,
        read=Read.excerpt,
    )
