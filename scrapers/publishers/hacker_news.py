"""Hacker News: what is submitted and asked there about models, through Algolia's search API.

Run by Y Combinator, searched by Algolia. One request a query, newest first; a query never
gives more than 1 000 hits, so it is asked often rather than deeply. `created_at` is UTC. A
story is its title and, where it has one, its own text; the page it links to is not followed,
since that is another publisher's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlencode

from pydantic import BaseModel, Field, ValidationError

from app.data_files import slug
from app.errors import ParseError
from app.language import language_of
from app.schema import Document, Source
from app.vocabulary import SourceKind
from scrapers.article import headed
from scrapers.markup import plain_text
from scrapers.scraper import Fetch, Page, Scraper

SEARCH = "https://hn.algolia.com/api/v1/search_by_date"
QUERIES = ("GPT", "Claude", "Gemini", "DeepSeek", "Grok", "Llama", "Qwen")
HITS = 50
SOURCE = Source(
    slug=slug("Hacker News"),
    name="Hacker News",
    kind=SourceKind.forum,
    url="https://news.ycombinator.com/",
)


class Hit(BaseModel):
    """One story as the search gives it; the keys that are read here."""

    id: str = Field(alias="objectID")
    created_at: datetime
    title: str | None
    story_text: str | None = None


class Answer(BaseModel):
    """One answer of the search."""

    hits: list[Hit]


def scrape(fetch: Fetch) -> Iterator[Document]:
    """The newest stories for each query, each once."""
    seen: set[str] = set()
    for query in QUERIES:
        asked = urlencode({"query": query, "tags": "story", "hitsPerPage": HITS})
        page = fetch(f"{SEARCH}?{asked}")
        for hit in _hits(page):
            if hit.id not in seen:
                seen.add(hit.id)
                yield _document(hit, page)


def _hits(page: Page) -> list[Hit]:
    try:
        return Answer.model_validate(page.json).hits
    except ValidationError as error:
        raise ParseError(page.url, f"a list of hits ({error.errors()[0]['msg']})") from error


def _document(hit: Hit, page: Page) -> Document:
    url = f"https://news.ycombinator.com/item?id={hit.id}"
    title = " ".join((hit.title or "").split())
    text = headed(title, plain_text(hit.story_text or ""))
    return Document.of(
        source=SOURCE.slug,
        name=url,
        url=url,
        title=title or None,
        published=hit.created_at.date(),
        language=language_of(text),
        text=text,
        added_at=page.fetched_at,
    )


HACKER_NEWS = Scraper(source=SOURCE, every=timedelta(hours=1), at_least=10, scrape=scrape)
