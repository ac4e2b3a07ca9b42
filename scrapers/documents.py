"""A page, or an entry of one, becomes a document: the one place where that is done."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.language import language_of
from app.schema import Document, Source
from scrapers.article import headed
from scrapers.canonical import canonical
from scrapers.scraper import Page


def document_of(  # noqa: PLR0913 - a document is said in so many words
    page: Page,
    source: Source,
    url: str,
    *,
    title: str | None,
    text: str,
    published: date | datetime | None,
    part: str | None = None,
    own_title: bool = True,
    **known: Any,
) -> Document:
    """The document at `url` that says `title` and `text`, read from `page`.

    `published` as a moment counts as the day in its own time zone. `part` is the anchor of a
    page that holds several documents. A comment stands under the title of another (not
    `own_title`), whose claims are not the comment's. `known` are further fields of
    `app.schema.Document`.
    """
    address = canonical(url) + (f"#{part}" if part else "")
    title = " ".join((title or "").split()) or None
    whole = headed(title, text) if own_title else text
    return Document.of(
        source=source.slug,
        name=address,
        url=address,
        title=title,
        published=published.date() if isinstance(published, datetime) else published,
        language=language_of(whole),
        text=whole,
        evidence=page.evidence or None,
        added_at=page.fetched_at,
        **known,
    )
