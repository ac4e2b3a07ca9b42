"""Import AI, Jack Clark's weekly newsletter. Run on Substack.

Issues stand in the feed as a whole; days are UTC. Its author is an officer of Anthropic.
"""

from __future__ import annotations

from datetime import timedelta

from app.data_files import slug
from app.schema import Source
from app.vocabulary import SourceKind
from scrapers.following import follow
from scrapers.scraper import Fetch, Scraped, Scraper

FEED = "https://importai.substack.com/feed"
SOURCE = Source(
    slug=slug("Import AI"),
    name="Import AI",
    kind=SourceKind.newsletter,
    url="https://importai.substack.com/",
)


def scrape(fetch: Fetch) -> Scraped:
    """The newest posts, each as the text of its own page."""
    return follow(fetch, FEED, SOURCE)


IMPORT_AI = Scraper(source=SOURCE, every=timedelta(hours=12), at_least=3, scrape=scrape)
