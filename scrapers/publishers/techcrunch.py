"""TechCrunch on artificial intelligence. Run by TechCrunch, on WordPress.

The feed has a sentence a story and the last twenty; its days are UTC, the pages print
Pacific time, so a story of the evening may bear two days.
"""

from __future__ import annotations

from datetime import timedelta

from app.data_files import slug
from app.schema import Source
from app.vocabulary import SourceKind
from scrapers.following import follow
from scrapers.scraper import Fetch, Scraped, Scraper

FEED = "https://techcrunch.com/category/artificial-intelligence/feed/"
SOURCE = Source(
    slug=slug("TechCrunch"),
    name="TechCrunch",
    kind=SourceKind.press,
    url="https://techcrunch.com/category/artificial-intelligence/",
)


def scrape(fetch: Fetch) -> Scraped:
    """The newest posts, each as the text of its own page."""
    return follow(fetch, FEED, SOURCE)


TECHCRUNCH = Scraper(source=SOURCE, every=timedelta(hours=2), at_least=5, scrape=scrape)
