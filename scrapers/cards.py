"""Cards: what a list of posts shows of each of them, a link and a day in one part of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bs4 import Tag

from scrapers.page_data import web_address
from scrapers.printed_days import printed_day
from scrapers.scraper import Page

CARD_LEVELS = 8  # from a day up to what its link is in; real cards have one to four
MOST_CARDS = 1000  # of one page, newest first as a rule; each takes a millisecond
TITLES = ("h1, h2, h3, h4, h5, h6", "[class*='title' i]", "[class*='headline' i]")


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one post; `address` is empty where the link is none of the web."""

    address: str
    title: str
    day: date
    summary: str


def cards(page: Page) -> Iterator[Card]:
    """The least parts of the page that have a link and one day, in their order."""
    days = [(tag, day) for tag in page.soup.find_all() if (day := _day_of(tag))]
    links = {id(part) for link in page.soup.select("a[href]") for part in _lineage(link)}
    inside: dict[int, set[date]] = {}
    found: dict[int, Tag] = {}
    for tag, day in days:
        for part in _lineage(tag):
            inside.setdefault(id(part), set()).add(day)
        card = next((part for part in _lineage(tag) if id(part) in links), None)
        if card is not None:
            found[id(card)] = card
    for card in islice(found.values(), MOST_CARDS):
        day, *others = inside[id(card)]
        if not others and (title := _title(card, day)):
            summary = " ".join(card.p.get_text(" ").split()) if card.p else ""
            address = web_address(page, _link(card))
            yield Card(address, title, day, "" if summary == title else summary)


def _lineage(tag: Tag) -> Iterator[Tag]:
    """`tag` and what it is in, as far as a card may reach."""
    yield tag
    yield from islice(tag.parents, CARD_LEVELS)


def _day_of(tag: Tag) -> date | None:
    if tag.name == "time":
        return printed_day(str(tag.get("datetime") or "")) or printed_day(tag.get_text(" "))
    inside = tag.contents[0] if len(tag.contents) == 1 else None  # `string` goes down without end
    return printed_day(inside) if isinstance(inside, str) else None


def _link(card: Tag) -> str:
    """Where a card leads: itself, its heading, else its first link."""
    links = (card, card.select_one("h1 a, h2 a, h3 a, h4 a, h5 a, h6 a"), card.find("a", href=True))
    hrefs = (str(link.get("href") or "") for link in links if isinstance(link, Tag))
    return next((href for href in hrefs if href and not href.startswith("#")), "")


def _title(card: Tag, day: date) -> str:
    for selector in TITLES:
        if (found := card.select_one(selector)) and (said := found.get_text(" ").strip()):
            return " ".join(said.split())
    texts = [" ".join(text.split()) for text in card.stripped_strings]
    return max((text for text in texts if printed_day(text) != day), key=len, default="")
