"""Release notes: a vendor's page of dated sections, as facts and as one document a section.

A section is a heading that is a day, or ends in one in parentheses, and what stands below it
up to the next such heading. The day is the vendor's own, without a zone. Every section is a
document, for the extractor to read; facts are only what `scrapers.authorities.release_items`
is sure of, known from the section's day on. On a page about an API a launch is the launch in
the API, unless a preview came first; on other pages it may be that of one product, so there
it is no day of release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from urllib.parse import urlsplit

from app.errors import ParseError
from app.model_names import ModelNames
from app.schema import Document, Fact
from app.vocabulary import Authority
from scrapers.authorities.release_items import previewed, stated
from scrapers.dated_sections import Section, dated_sections
from scrapers.documents import document_of
from scrapers.scraper import Fetch, Page, Target

OF_AN_API = re.compile(r"\bapi\b|\bdevelopers?\b|\bplatform\b", re.IGNORECASE)


def scrape(fetch: Fetch, target: Target) -> Iterator[Document | Fact]:
    """The sections of the page, each with its facts behind it.

    Raises:
        ParseError: no heading is a day.
    """
    page = fetch(target.url)
    sections = list(dated_sections(page))
    if not sections:
        raise ParseError(page.url, "headings that are days")
    vendors = ModelNames.shipped().vendor_mentions(target.source.name)
    vendor = vendors[0].vendor if vendors else ""
    earlier = _previews(sections, vendor)
    for section in sections:
        document = _document(section, page, target)
        yield document
        if vendor and section.day <= page.fetched_at.date():
            facts = _facts(section, vendor, document.url or page.url, page)
            for fact in {fact.id: fact for fact in facts}.values():  # a thing may be said twice
                if not _is_no_first(fact, earlier):
                    yield fact


def _document(section: Section, page: Page, target: Target) -> Document:
    return document_of(
        page,
        target.source,
        page.url,
        part=section.part,
        title=section.heading,
        text=section.text,
        published=section.day,
        published_from="heading",
    )


def _facts(section: Section, vendor: str, url: str, page: Page) -> Iterator[Fact]:
    launched = section.day if _is_of_an_api(page) else None
    for event, said in stated(section.text, vendor, launched):
        yield Fact.of(
            valid_from=section.day,
            known_at=section.day,
            authority=Authority.vendor,
            url=url,
            note=f"Release notes of {section.day}: {event}.",
            evidence=page.evidence or None,
            **said,
        )


def _previews(sections: list[Section], vendor: str) -> dict[str, date]:
    """The first day on which the page names a preview of each model."""
    by_day = sorted(sections, key=attrgetter("day"), reverse=True)
    return {model: one.day for one in by_day for model in previewed(one.text, vendor)}


def _is_no_first(fact: Fact, earlier: dict[str, date]) -> bool:
    """Whether a launch is that of a model which was there before as a preview."""
    day = earlier.get(fact.model, fact.valid_from)
    return fact.attribute == "release_date" and day < fact.valid_from


def _is_of_an_api(page: Page) -> bool:
    address = urlsplit(page.final_url)
    return bool(OF_AN_API.search(f"{address.hostname} {address.path}"))
