"""Interconnects, Nathan Lambert's newsletter on open models. Run on Substack.

Free posts stand in the feed as a whole, those for subscribers as a teaser; days are UTC.
"""

from __future__ import annotations

from datetime import timedelta

from app.data_files import slug
from app.schema import Source
from app.vocabulary import SourceKind
from scrapers.following import follow
from scrapers.scraper import Fetch, Scraped, Scraper

FEED = "https://www.interconnects.ai/feed"
SOURCE = Source(
    slug=slug("Interconnects"),
    name="Interconnects",
    kind=SourceKind.newsletter,
    url="https://www.interconnects.ai/",
)


def scrape(fetch: Fetch) -> Scraped:
    """The newest posts, each as the text of its own page."""
    return follow(fetch, FEED, SOURCE)


INTERCONNECTS = Scraper(source=SOURCE, every=timedelta(hours=6), at_least=3, scrape=scrape)
