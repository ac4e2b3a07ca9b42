"""The Verge on artificial intelligence. Run by Vox Media.

An Atom feed of the last ten stories, each cut after two paragraphs; days bear the offset of
New York. A story that was updated keeps its first day as `published`.
"""

from __future__ import annotations

from datetime import timedelta

from app.data_files import slug
from app.schema import Source
from app.vocabulary import SourceKind
from scrapers.following import follow
from scrapers.scraper import Fetch, Scraped, Scraper

FEED = "https://www.theverge.com/rss/ai-artificial-intelligence/index.xml"
SOURCE = Source(
    slug=slug("The Verge"),
    name="The Verge",
    kind=SourceKind.press,
    url="https://www.theverge.com/ai-artificial-intelligence",
)


def scrape(fetch: Fetch) -> Scraped:
    """The newest posts, each as the text of its own page."""
    return follow(fetch, FEED, SOURCE)


THE_VERGE = Scraper(source=SOURCE, every=timedelta(hours=2), at_least=3, scrape=scrape)
