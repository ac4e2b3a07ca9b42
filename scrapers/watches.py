"""Watches: the same words, asked of every engine that takes a query.

`ENGINES` is the whole list of them. Kalshi and dev.to take a series or a tag, not words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.errors import WatchError
from app.schema import Source, Subscription, record_id, slug
from app.vocabulary import SourceKind
from scrapers.publishers import (
    arxiv,
    bing_news,
    bluesky,
    google_news,
    hacker_news,
    manifold,
    mastodon,
    metaculus,
    polymarket,
    reddit,
)

EVERY_S = 3600
MOST_CHARS = 100  # a name with some words around it; engines cut longer queries or refuse them


@dataclass(frozen=True, slots=True)
class Engine:
    """One place to ask: `search` makes the address whose answer has the shape `shape`."""

    shape: str
    publisher: Source
    search: Callable[[str], str]


def _engine(
    shape: str, name: str, kind: SourceKind, home: str, search: Callable[[str], str]
) -> Engine:
    return Engine(shape, Source(slug=slug(name), name=name, kind=kind, url=home), search)


ENGINES: tuple[Engine, ...] = (
    _engine("arxiv", "arXiv", SourceKind.aggregator, "https://arxiv.org/", arxiv.search),
    _engine(
        "bing_news",
        "Bing News",
        SourceKind.aggregator,
        "https://www.bing.com/news",
        bing_news.search,
    ),
    _engine("bluesky", "Bluesky", SourceKind.social, "https://bsky.app/", bluesky.search),
    _engine(
        "google_news",
        "Google News",
        SourceKind.aggregator,
        "https://news.google.com/",
        google_news.search,
    ),
    _engine(
        "hacker_news",
        "Hacker News",
        SourceKind.forum,
        "https://news.ycombinator.com/",
        hacker_news.search,
    ),
    _engine(
        "manifold", "Manifold", SourceKind.market, "https://manifold.markets/", manifold.search
    ),
    _engine("mastodon", "Mastodon", SourceKind.social, "https://mastodon.social/", mastodon.search),
    _engine(
        "metaculus", "Metaculus", SourceKind.market, "https://www.metaculus.com/", metaculus.search
    ),
    _engine(
        "polymarket", "Polymarket", SourceKind.market, "https://polymarket.com/", polymarket.search
    ),
    _engine("reddit", "Reddit", SourceKind.forum, "https://www.reddit.com/", reddit.search),
)


def watching(words: str, now: datetime) -> list[Subscription]:
    """The sources that look for `words`, one an engine, as added at `now`.

    Raises:
        WatchError: nobody can look for that.
    """
    asked = _checked(words)
    return [_subscription(engine, asked, now) for engine in ENGINES]


def _checked(words: str) -> str:
    asked = " ".join(words.split())
    if not any(char.isalnum() for char in asked):
        raise WatchError(words, "there is no letter or digit in it")
    if len(asked) > MOST_CHARS:
        raise WatchError(words, f"it has {len(asked)} characters, and {MOST_CHARS} are the most")
    if not asked.isprintable():
        raise WatchError(words, "it has characters that cannot be printed")
    return asked


def _subscription(engine: Engine, words: str, now: datetime) -> Subscription:
    named = slug(words)
    named = named if named.isascii() else record_id(words)  # slugs are typed, on any keyboard
    return Subscription(
        slug=f"watch-{named}-{engine.publisher.slug}",
        shape=engine.shape,
        url=engine.search(words),
        publisher=engine.publisher.name,
        kind=engine.publisher.kind,
        home=engine.publisher.url,
        every_s=EVERY_S,
        watch=words,
        note=f"What {engine.publisher.name} finds for these words.",
        added_at=now,
    )
