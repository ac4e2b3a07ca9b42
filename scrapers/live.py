"""`SCRAPERS` is the whole list of live sources: a module that is not in it is never run.

What people entered by hand is read by `scrapers.authorities.curated`, when the ledger is
filled.
"""

from __future__ import annotations

from scrapers.authorities.models_dev import MODELS_DEV
from scrapers.publishers.anthropic_news import ANTHROPIC_NEWS
from scrapers.publishers.google_deepmind import GOOGLE_DEEPMIND
from scrapers.publishers.hacker_news import HACKER_NEWS
from scrapers.publishers.hugging_face import HUGGING_FACE
from scrapers.publishers.import_ai import IMPORT_AI
from scrapers.publishers.interconnects import INTERCONNECTS
from scrapers.publishers.openai_news import OPENAI_NEWS
from scrapers.publishers.techcrunch import TECHCRUNCH
from scrapers.publishers.the_verge import THE_VERGE
from scrapers.scraper import Scraper

SCRAPERS: tuple[Scraper, ...] = (
    MODELS_DEV,
    OPENAI_NEWS,
    ANTHROPIC_NEWS,
    GOOGLE_DEEPMIND,
    HUGGING_FACE,
    TECHCRUNCH,
    THE_VERGE,
    INTERCONNECTS,
    IMPORT_AI,
    HACKER_NEWS,
)
