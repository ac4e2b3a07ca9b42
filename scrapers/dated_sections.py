"""Pages whose headings are days: the parts below each, as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bs4.element import NavigableString, PageElement, Tag

from scrapers.markup import plain_text
from scrapers.printed_days import printed_day
from scrapers.scraper import Page

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
IN_PARENTHESES = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below a day; `part` is the anchor that leads there."""

    day: date
    heading: str
    part: str
    text: str


def dated_sections(page: Page) -> Iterator[Section]:
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
        text = plain_text("".join(_below(heading)))
        if text:
            yield Section(day, said, part, text)


def _day(heading: Tag) -> date | None:
    said = heading.get_text(" ")
    inside = IN_PARENTHESES.search(said)
    return printed_day(said) or (printed_day(inside[1]) if inside else None)


def _anchor(heading: Tag) -> str | None:
    """The id of the heading, of something in it, or of its own frame."""
    holders = [heading, *heading.select("[id], [name]")]
    frame = heading.parent
    if frame is not None and len(frame.find_all(HEADINGS, limit=2)) == 1:
        holders.append(frame)
    names = (holder.get("id") or holder.get("name") for holder in holders)
    return next((str(name) for name in names if name), None)


def _below(heading: Tag) -> Iterator[str]:
    """What follows a heading, up to the next that has a day or stands no lower, as markup."""
    node = heading
    while node.parent is not None and not any(map(_is_something, node.next_siblings)):
        node = node.parent  # the heading has a frame of its own
    for part in node.next_siblings:
        if isinstance(part, NavigableString):
            yield part.output_ready()
        elif isinstance(part, Tag):
            if any(_ends(tag, heading) for tag in (part, *part.find_all(HEADINGS))):
                return
            yield str(part)


def _is_something(part: PageElement) -> bool:
    return isinstance(part, Tag) or bool(isinstance(part, NavigableString) and part.strip())


def _ends(other: Tag, heading: Tag) -> bool:
    return other.name in HEADINGS and (other.name <= heading.name or _day(other) is not None)
