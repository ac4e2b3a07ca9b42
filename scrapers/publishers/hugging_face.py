"""Hugging Face's blog: open models, by the company and by guests. Run by Hugging Face.

The feed has titles and days (UTC midnight) alone, of all posts ever: only the newest are
followed.
"""

from __future__ import annotations

from datetime import timedelta

from app.data_files import slug
from app.schema import Source
from app.vocabulary import SourceKind
from scrapers.following import follow
from scrapers.scraper import Fetch, Scraped, Scraper

FEED = "https://huggingface.co/blog/feed.xml"
SOURCE = Source(
    slug=slug("Hugging Face"),
    name="Hugging Face",
    kind=SourceKind.official,
    url="https://huggingface.co/blog",
)


def scrape(fetch: Fetch) -> Scraped:
    """The newest posts, each as the text of its own page."""
    return follow(fetch, FEED, SOURCE)


HUGGING_FACE = Scraper(source=SOURCE, every=timedelta(hours=6), at_least=5, scrape=scrape)
