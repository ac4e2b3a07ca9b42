"""`SHAPES` is the whole list of scrapers: a module that is not in it is never run.

What people entered by hand is read by `scrapers.authorities.curated`, when the ledger is
filled.
"""

from __future__ import annotations

from datetime import datetime

from app.schema import Subscription
from scrapers.authorities import models_dev
from scrapers.publishers import (
    bluesky,
    feed,
    hacker_news,
    kalshi,
    manifold,
    mastodon,
    metaculus,
    polymarket,
    reddit,
)
from scrapers.scraper import Fetch, Scraped, Shape, Target

SHAPES: dict[str, Shape] = {
    "bluesky": bluesky.scrape,
    "feed": feed.scrape,
    "hacker_news": hacker_news.scrape,
    "kalshi": kalshi.scrape,
    "manifold": manifold.scrape,
    "mastodon": mastodon.scrape,
    "metaculus": metaculus.scrape,
    "models_dev": models_dev.scrape,
    "polymarket": polymarket.scrape,
    "reddit": reddit.scrape,
}


def scrape(fetch: Fetch, subscription: Subscription, since: datetime | None = None) -> Scraped:
    """What stands at the address of `subscription`, newer than `since` where that is known."""
    target = Target(subscription.url, subscription.source(), since)
    return SHAPES[subscription.shape](fetch, target)
