"""OpenAI's own news: launches, research, company matters. Run by OpenAI.

The feed has one sentence a post; its days are UTC, to the minute. The pages behind it often
turn programs away, and then the sentence is all there is.
"""

from __future__ import annotations

from datetime import timedelta

from app.data_files import slug
from app.schema import Source
from app.vocabulary import SourceKind
from scrapers.following import follow
from scrapers.scraper import Fetch, Scraped, Scraper

FEED = "https://openai.com/news/rss.xml"
SOURCE = Source(
    slug=slug("OpenAI"),
    name="OpenAI",
    kind=SourceKind.official,
    url="https://openai.com/news",
)


def scrape(fetch: Fetch) -> Scraped:
    """The newest posts, each as the text of its own page."""
    return follow(fetch, FEED, SOURCE)


OPENAI_NEWS = Scraper(source=SOURCE, every=timedelta(hours=3), at_least=3, scrape=scrape)
