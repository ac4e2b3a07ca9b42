"""`SHAPES` is the whole list of scrapers: a module that is not in it is never run.

What people entered by hand is read by `scrapers.authorities.curated`, when the ledger is
filled.
"""

from __future__ import annotations

from datetime import datetime

from app.schema import Subscription
from scrapers.authorities import (
    hugging_face_models,
    litellm,
    llm_prices,
    lmarena,
    models_dev,
    openrouter,
    release_notes,
)
from scrapers.publishers import (
    arxiv,
    bing_news,
    bluesky,
    dev_to,
    feed,
    github_releases,
    google_news,
    hacker_news,
    kalshi,
    manifold,
    mastodon,
    metaculus,
    newsroom,
    polymarket,
    posts,
    reddit,
    youtube,
)
from scrapers.scraper import Fetch, Scraped, Shape, Target

SHAPES: dict[str, Shape] = {
    "arxiv": arxiv.scrape,
    "bing_news": bing_news.scrape,
    "bluesky": bluesky.scrape,
    "dev_to": dev_to.scrape,
    "feed": feed.scrape,
    "github_releases": github_releases.scrape,
    "google_news": google_news.scrape,
    "hacker_news": hacker_news.scrape,
    "hugging_face_models": hugging_face_models.scrape,
    "kalshi": kalshi.scrape,
    "litellm": litellm.scrape,
    "llm_prices": llm_prices.scrape,
    "lmarena": lmarena.scrape,
    "manifold": manifold.scrape,
    "mastodon": mastodon.scrape,
    "metaculus": metaculus.scrape,
    "models_dev": models_dev.scrape,
    "newsroom": newsroom.scrape,
    "openrouter": openrouter.scrape,
    "polymarket": polymarket.scrape,
    "posts": posts.scrape,
    "reddit": reddit.scrape,
    "release_notes": release_notes.scrape,
    "youtube": youtube.scrape,
}


def scrape(fetch: Fetch, subscription: Subscription, since: datetime | None = None) -> Scraped:
    """What stands at the address of `subscription`, newer than `since` where that is known."""
    target = Target(subscription.url, subscription.source(), since)
    return SHAPES[subscription.shape](fetch, target)
