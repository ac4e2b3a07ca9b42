"""Hacker News: what is submitted and asked there about models, through Algolia's search API.

Run by Y Combinator, searched by Algolia. One request a query, newest first; a query never
gives more than 1 000 hits, so it is asked often rather than deeply. `created_at` is UTC. A
story is its title and, where it has one, its own text; the page it links to is not followed,
since that is another publisher's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pydantic import BaseModel, Field, ValidationError

from app.errors import ParseError
from app.schema import Document, Source
from scrapers.documents import document_of
from scrapers.markup import plain_text
from scrapers.scraper import Fetch, Page, Target


class Hit(BaseModel):
    """One story as the search gives it; the keys that are read here."""

    id: str = Field(alias="objectID")
    created_at: datetime
    title: str | None
    story_text: str | None = None


class Answer(BaseModel):
    """One answer of the search."""

    hits: list[Hit]


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """The newest stories for a query."""
    page = fetch(target.url)
    for hit in _hits(page):
        yield _document(hit, page, target.source)


def _hits(page: Page) -> list[Hit]:
    try:
        return Answer.model_validate(page.json).hits
    except ValidationError as error:
        raise ParseError(page.url, f"a list of hits ({error.errors()[0]['msg']})") from error


def _document(hit: Hit, page: Page, source: Source) -> Document:
    return document_of(
        page,
        source,
        f"https://news.ycombinator.com/item?id={hit.id}",
        title=hit.title,
        text=plain_text(hit.story_text or ""),
        published=hit.created_at,
    )
