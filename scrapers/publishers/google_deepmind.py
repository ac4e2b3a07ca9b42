"""Google DeepMind's blog: Gemini, Gemma and research. Run by Google.

The feed has a sentence a post, or none; its days are UTC. Some posts stand on blog.google
and carry the same day there.
"""

from __future__ import annotations

from datetime import timedelta

from app.data_files import slug
from app.schema import Source
from app.vocabulary import SourceKind
from scrapers.following import follow
from scrapers.scraper import Fetch, Scraped, Scraper

FEED = "https://deepmind.google/blog/rss.xml"
SOURCE = Source(
    slug=slug("Google DeepMind"),
    name="Google DeepMind",
    kind=SourceKind.official,
    url="https://deepmind.google/blog/",
)


def scrape(fetch: Fetch) -> Scraped:
    """The newest posts, each as the text of its own page."""
    return follow(fetch, FEED, SOURCE)


GOOGLE_DEEPMIND = Scraper(source=SOURCE, every=timedelta(hours=3), at_least=5, scrape=scrape)
