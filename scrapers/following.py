"""A lead becomes the document behind it."""

from __future__ import annotations

from app.schema import Document, Source
from app.vocabulary import Read
from scrapers.article import read_article
from scrapers.documents import document_of
from scrapers.scraper import Lead, Page

ARTICLES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown"})


def read_lead(lead: Lead, page: Page) -> Document:
    """The document of the page that `lead` points to, or its teaser where that says no less."""
    teaser = lead.teaser
    if page.content_type not in ARTICLES:
        return teaser
    article = read_article(page.text, page.final_url, page.fetched_at.date())
    if len(article.text) <= len(teaser.text):
        return teaser
    from_feed = teaser.published is not None
    return document_of(
        page,
        Source(slug=teaser.source, name=""),
        teaser.url or page.final_url,
        title=teaser.title or article.title,
        text=article.text,
        published=teaser.published or article.published,
        author=teaser.author or article.author,
        published_from=teaser.published_from if from_feed else article.published_from,
        read=Read.page,
    )
