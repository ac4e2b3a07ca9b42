"""Scrapers: they write down what was said and what is on record.

`SCRAPERS` is the whole list of live sources: a module that is not in it is never run. What
people entered by hand is read by `scrapers.authorities.curated`, when the ledger is filled.
"""

from __future__ import annotations

from scrapers.scraper import Scraper

SCRAPERS: tuple[Scraper, ...] = ()
