"""The entries of a feed become documents, with the articles behind them where it has teasers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from app.errors import FetchError
from app.language import language_of
from app.schema import Document, Source
from scrapers.article import Article, headed, read_article
from scrapers.feed import Entry, read_feed
from scrapers.scraper import Fetch, Page

MOST_FOLLOWED = 10  # articles fetched in one visit: a feed that came late is caught up in days
FULL_CHARS = 1500  # a shorter entry is a teaser; press feeds cut at some 700

ARTICLES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown"})

_NEVER = datetime.min.replace(tzinfo=UTC)


def follow(fetch: Fetch, url: str, source: Source) -> Iterator[Document]:
    """The documents behind a feed, newest first.

    An entry with its whole text is one as it is; of the teasers, the newest few are followed.
    An article that cannot be had leaves its teaser.

    Raises:
        FetchError: the feed itself cannot be had.
        ParseError: it is no feed.
    """
    page = fetch(url)
    left = MOST_FOLLOWED
    for entry in sorted(read_feed(page), key=lambda one: one.published or _NEVER, reverse=True):
        if not entry.link:
            continue
        if len(entry.text) >= FULL_CHARS:
            yield _document(entry, source, page)
        elif left:
            left -= 1
            yield _followed(fetch, entry, source, page)


def _followed(fetch: Fetch, entry: Entry, source: Source, feed: Page) -> Document:
    try:
        page = fetch(entry.link or "")
    except FetchError:
        return _document(entry, source, feed)
    if page.content_type not in ARTICLES:
        return _document(entry, source, feed)
    article = read_article(page.text, page.final_url, page.fetched_at.date())
    if len(article.text) <= len(entry.text):
        return _document(entry, source, feed)
    return _document(entry, source, page, article)


def _document(entry: Entry, source: Source, page: Page, article: Article | None = None) -> Document:
    title = entry.title or (article.title if article else None)
    published = entry.published.date() if entry.published else None
    if article and not published:
        published = article.published
    text = headed(title, article.text if article else entry.text)
    return Document.of(
        source=source.slug,
        name=entry.link or "",
        url=entry.link,
        title=title or None,
        published=published,
        language=language_of(text),
        text=text,
        added_at=page.fetched_at,
    )
