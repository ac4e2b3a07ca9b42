"""A page that lists posts, of a lab that has no feed.

Three things are read, best first: what the page carries for machines (JSON-LD, or the data of
its own scripts, which often has more posts than the page shows), then what it shows: cards
with a link and a day. A post is whatever has a title, a day and an address; a link without a
day is none. Days in data are moments in UTC, and pages show the day of that moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.errors import ParseError
from app.schema import Document, Source
from app.vocabulary import Read
from scrapers.canonical import canonical
from scrapers.cards import cards
from scrapers.documents import document_of
from scrapers.markup import plain_text
from scrapers.page_data import objects, page_data, web_address
from scrapers.printed_days import printed_day
from scrapers.scraper import Fetch, Lead, Page, Target

# What sites call these things in their data, best first.
TITLES = ("headline", "title", "name")
DAYS = ("datePublished", "publishedOn", "publishedAt", "published_at", "publishDate", "date")
ADDRESSES = ("url", "href", "permalink", "path")
SUMMARIES = ("summary", "description", "excerpt", "subtitle")


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the list; `place` is where its day was read."""

    address: str
    title: str
    published: date | datetime
    summary: str
    place: str


def scrape(fetch: Fetch, target: Target) -> Iterator[Lead]:
    """The posts of the page, each with the address of its whole text.

    Raises:
        ParseError: no post is found.
    """
    page = fetch(target.url)
    posts: dict[str, Post] = {}
    for post in (*_stated(page), *_shown(page)):
        posts.setdefault(canonical(post.address), post)
    for no_post in ("", canonical(page.final_url)):  # data also describe the list itself
        posts.pop(no_post, None)
    if not posts:
        raise ParseError(page.url, "posts with a title, a day and an address")
    for post in posts.values():
        yield Lead(_teaser(post, page, target.source))


def _teaser(post: Post, page: Page, source: Source) -> Document:
    return document_of(
        page,
        source,
        post.address,
        title=post.title,
        text=post.summary,
        published=post.published,
        published_from=post.place,
        read=Read.excerpt,
    )


def _stated(page: Page) -> Iterator[Post]:
    """The posts in the data of the page."""
    links = [web_address(page, str(link["href"])) for link in page.soup.select("a[href]")]
    found = [entry for value in page_data(page) for entry in objects(value)]
    slugs = {_slug(entry) for entry in found} - {""}
    shown = {link.partition("?")[0].rpartition("/")[2]: link for link in links}
    folders = Counter(link.rpartition("/")[0] for name, link in shown.items() if name in slugs)
    folder = next(iter(folders.most_common(1)), (page.final_url.rstrip("/"), 0))[0]
    for entry in found:
        title, published = _said(entry, TITLES), _moment(_said(entry, DAYS))
        slug, address = _slug(entry), _said(entry, ADDRESSES)
        if title and published and (address or slug):
            address = web_address(page, address or shown.get(slug) or f"{folder}/{slug}")
            summary = plain_text(_said(entry, SUMMARIES))
            yield Post(address, plain_text(title), published, summary, "data")


def _said(entry: dict[str, Any], names: tuple[str, ...]) -> str:
    texts = (entry.get(name) for name in names)
    return next((text for text in texts if isinstance(text, str) and text.strip()), "")


def _slug(entry: dict[str, Any]) -> str:
    slug = entry.get("slug")
    slug = slug.get("current") if isinstance(slug, dict) else slug
    return slug.strip("/") if isinstance(slug, str) else ""


def _moment(said: str) -> date | datetime | None:
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return printed_day(said)


def _shown(page: Page) -> Iterator[Post]:
    """The posts that the page shows."""
    for card in cards(page):
        yield Post(card.address, card.title, card.day, card.summary, "list")
