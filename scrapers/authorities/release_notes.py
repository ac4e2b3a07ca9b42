"""Release notes: a vendor's page of dated sections, as facts and as one document a section.

A section is a heading that is a day, or ends in one in parentheses, and what stands below it
up to the next such heading. The day is the vendor's own, without a zone. Every section is a
document, for the extractor to read; facts are only what `scrapers.authorities.release_items`
is sure of, known from the section's day on. On a page about an API a launch is the launch in
the API; on other pages the day of a launch may be that of one product, so there it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bs4 import Tag

from app.errors import ParseError
from app.model_names import ModelNames
from app.schema import Document, Fact
from app.vocabulary import Authority
from scrapers.authorities.release_items import stated
from scrapers.documents import document_of
from scrapers.markup import plain_text
from scrapers.printed_days import printed_day
from scrapers.scraper import Fetch, Page, Target

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
IN_PARENTHESES = re.compile(r"\(([^()]+)\)\s*$")
OF_AN_API = re.compile(r"\bapi\b|\bdevelopers?\b|\bplatform\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """What the notes say of one day; `part` is the anchor that leads there."""

    day: date
    heading: str
    part: str
    text: str


def scrape(fetch: Fetch, target: Target) -> Iterator[Document | Fact]:
    """The sections of the page, each with its facts behind it.

    Raises:
        ParseError: no heading is a day.
    """
    page = fetch(target.url)
    sections = list(_sections(page))
    if not sections:
        raise ParseError(page.url, "headings that are days")
    vendors = ModelNames.shipped().vendor_mentions(target.source.name)
    for section in sections:
        document = _document(section, page, target)
        yield document
        if vendors and section.day <= page.fetched_at.date():
            facts = _facts(section, vendors[0].vendor, document.url or page.url, page)
            yield from {fact.id: fact for fact in facts}.values()  # a thing may be said twice


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


def _is_of_an_api(page: Page) -> bool:
    address = urlsplit(page.final_url)
    return bool(OF_AN_API.search(f"{address.hostname} {address.path}"))


def _sections(page: Page) -> Iterator[Section]:
    """The sections in the order of the page; the second of a day gets a number."""
    times: dict[str, int] = {}
    for heading in page.soup.find_all(HEADINGS):
        day = _day(heading)
        if day is None:
            continue
        said = " ".join(heading.get_text(" ").split())
        part = _anchor(heading) or day.isoformat()
        times[part] = times.get(part, 0) + 1
        part = part if times[part] == 1 else f"{part}-{times[part]}"
        text = plain_text("".join(map(str, _below(heading))))
        if text:
            yield Section(day, said, part, text)


def _day(heading: Tag) -> date | None:
    said = heading.get_text(" ")
    inside = IN_PARENTHESES.search(said)
    return printed_day(said) or (printed_day(inside[1]) if inside else None)


def _anchor(heading: Tag) -> str | None:
    """The id of the heading, of something in it, or of its own frame."""
    holders = (heading, *heading.select("[id], [name]"), heading.parent)
    names = (holder.get("id") or holder.get("name") for holder in holders if holder is not None)
    if heading.parent is not None and len(heading.parent.find_all(HEADINGS)) > 1:
        names = (tag.get("id") or tag.get("name") for tag in holders[:-1] if tag is not None)
    return next((str(name) for name in names if name), None)


def _below(heading: Tag) -> Iterator[Tag]:
    """What follows a heading, up to the next that has a day or stands no lower."""
    node = heading
    while node.parent is not None and node.find_next_sibling() is None:
        node = node.parent  # the heading has a frame of its own
    for part in node.find_next_siblings():
        headings = [part, *part.find_all(HEADINGS)]
        if any(tag.name in HEADINGS and _ends(tag, heading) for tag in headings):
            return
        yield part


def _ends(other: Tag, heading: Tag) -> bool:
    return other.name <= heading.name or _day(other) is not None
