"""Scrapers: they turn pages into records of what was said and of what is known.

The shapes of page that are known are listed in `scrapers.live`, the engines that can be asked
for some words in `scrapers.watches`. A scraper is a pure function (`scrapers.scraper`); the
network is reached by `scrapers.fetch` alone. `scrapers.samples` records what tests replay.
"""
