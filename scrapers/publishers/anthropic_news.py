"""Anthropic's newsroom, which has no feed of its own; the words are read from its own pages.

The list of posts is a feed that a volunteer makes from the newsroom once an hour. It gives
days without a time of day, as midnight UTC, and repeats each title as the summary.
"""

from __future__ import annotations

from datetime import timedelta

from app.data_files import slug
from app.schema import Source
from app.vocabulary import SourceKind
from scrapers.following import follow
from scrapers.scraper import Fetch, Scraped, Scraper

FEED = "https://raw.githubusercontent.com/Olshansk/rss-feeds/main/feeds/feed_anthropic_news.xml"
SOURCE = Source(
    slug=slug("Anthropic"),
    name="Anthropic",
    kind=SourceKind.official,
    url="https://www.anthropic.com/news",
)


def scrape(fetch: Fetch) -> Scraped:
    """The newest posts, each as the text of its own page."""
    return follow(fetch, FEED, SOURCE)


ANTHROPIC_NEWS = Scraper(source=SOURCE, every=timedelta(hours=6), at_least=5, scrape=scrape)
