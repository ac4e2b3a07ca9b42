"""GitHub: the releases of a repository, by its API.

One request has the last 30 releases. Without a key GitHub answers 60 requests an hour from one
address. The day is that of `published_at` (UTC): a draft lies there for long before it is
public, and `created_at` is the day of the commit. A name such as "v2.1" says nothing alone, so
the repository stands behind it in the title, as on GitHub's own page. The text is the Markdown
that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from pydantic import BaseModel, TypeAdapter, ValidationError

from app.errors import ParseError
from app.schema import Document
from scrapers.documents import document_of
from scrapers.markup import tidy
from scrapers.scraper import Fetch, Page, Target

REPOSITORY = re.compile(r"github\.com/([^/]+/[^/]+)/releases/")
HIDDEN = re.compile(r"<!--.*?-->", re.DOTALL)  # what a template told the one who wrote


class Author(BaseModel):
    """Who put the release out."""

    login: str


class Release(BaseModel):
    """One release as the API gives it; the keys that are read here."""

    html_url: str
    tag_name: str
    name: str | None = None
    body: str | None = None
    draft: bool = False
    published_at: datetime | None = None
    author: Author | None = None


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """The newest releases; drafts are nobody's word yet."""
    page = fetch(target.url)
    for release in _releases(page):
        if not release.draft:
            yield _document(release, page, target)


def _releases(page: Page) -> list[Release]:
    try:
        return TypeAdapter(list[Release]).validate_python(page.json)
    except ValidationError as error:
        raise ParseError(page.url, f"a list of releases ({error.errors()[0]['msg']})") from error


def _document(release: Release, page: Page, target: Target) -> Document:
    repository = REPOSITORY.search(release.html_url)
    name = (release.name or "").strip() or release.tag_name
    return document_of(
        page,
        target.source,
        release.html_url,
        title=f"{name} · {repository[1]}" if repository else name,
        text=tidy(HIDDEN.sub("", release.body or "")),
        published=release.published_at,
        author=release.author.login if release.author else None,
        published_from="api" if release.published_at else None,
    )
