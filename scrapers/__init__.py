"""Scrapers: they turn pages into records of what was said and of what is known.

The live ones are listed in `scrapers.live`.
"""
