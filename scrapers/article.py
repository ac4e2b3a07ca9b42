"""An HTML page becomes an article: its words, its headline, its day, who put it out.

What the page says of itself for machines (JSON-LD, then meta tags) comes first; where it
says nothing, the day is searched for. Where the day was read is kept with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

import trafilatura
from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura import load_html
from trafilatura.metadata import extract_author

from scrapers.canonical import canonical, same_site
from scrapers.feed_entry import MONTHS
from scrapers.markup import CONTROLS, plain_text, tidy

MAX_CHARS = 2_000_000  # real articles have some 0.2 MB
MAX_ELEMENTS = 40_000  # extraction takes 75 us an element; real articles have under 2 500
EARLIEST = date(2000, 1, 1)  # what is dated before that is a placeholder

# How the names of schema.org's types end that describe an article, best first.
ARTICLE_TYPES = ("Article", "Posting", "Report", "WebPage")

# What stands between a headline and the name of its site: bar, hyphen, en and em dash.
SITE_MARKS = ("|", "-", "\u2013", "\u2014")

TITLE_TAGS = ("og:title", "twitter:title", "citation_title", "dc.title")
DAY_TAGS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "citation_publication_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "publishdate",
    "pubdate",
    "date",
)
AUTHOR_TAGS = ("author", "parsely-author", "citation_author", "dc.creator", "article:author")
SITE_TAGS = ("og:site_name", "dc.publisher", "publisher", "application-name")

# What content systems call whoever nobody named.
NOBODY = frozenset({"admin", "administrator", "author", "editor", "editorial", "guest", "user"})
BY = re.compile(r"^(?:by|von|par|por|di)\s+(?=\S+ \S)", re.IGNORECASE)
PRINTED_AFTER = re.compile(  # what stands behind a name in its line; some months are names
    r"\W+(?:published|updated|posted|january|february|july|september|october|november|december"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W+\d).*$",
    re.IGNORECASE,
)

# Posts of others shown in an article are part of what it says; extraction leaves them out by
# the class of their frames.
SHOWN_POST = re.compile(r"(?:twitter|instagram|bluesky|mastodon|tiktok|reddit)-\w+")
MOST_FRAMES = 3  # around such a post

TAG = re.compile(r"<[a-z!?/]", re.IGNORECASE)
ADDRESS_DAY = re.compile(
    r"/(?P<year>20\d\d)(?P<mark>[/-])(?P<month>\d\d?|[a-z]{3,9})(?P=mark)(?P<day>\d\d?)(?=[/.-]|$)"
)
ISO_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Article:
    """What was read of a page.

    `published_from` says where the day stands: `json-ld`, `meta …`, `address`, `htmldate` (a
    search of the page). `canonical` is the address that the page gives as its own, on the same
    site.

    `text` is the article alone: paragraphs a line each, `- ` before items, tables with pipes.
    """

    text: str
    title: str | None = None
    published: date | None = None
    published_from: str | None = None
    author: str | None = None
    site: str | None = None
    canonical: str | None = None

    @property
    def headed_text(self) -> str:
        """The text under its headline, which makes claims of its own."""
        return headed(self.title, self.text)


def read_article(markup: str, url: str | None = None, latest: date | None = None) -> Article:
    """The article of a page, given as decoded text; `latest` is the day it was fetched.

    Nothing is raised: a page without an article has an empty `text`.
    """
    markup = CONTROLS.sub("", markup[:MAX_CHARS])
    tree = _tree(markup) if TAG.search(markup) else None
    if tree is None:
        return Article(markup.strip())
    meta = _meta(tree)
    stated = _stated(tree, url)
    published, published_from = _published(stated, meta)
    if published is None and (published := _address_day(url)):
        published_from = "address"
    if published is None and (published := _searched(tree, markup, url, latest)):
        published_from = "htmldate"
    if published and latest and published > latest:
        published = published_from = None  # a day that had not come yet is a mistake
    site = _name(stated.get("publisher")) or _first(meta, SITE_TAGS)
    title = _title(tree, stated, meta, site)
    return Article(
        text=_without_head(_text(tree, markup), title, url),
        title=title,
        published=published,
        published_from=published_from,
        author=_author(tree, stated, meta),
        site=site,
        canonical=_own_address(tree, meta, url) if url else None,
    )


def headed(title: str | None, text: str) -> str:
    """`text` with `title` as its first line, unless it already begins with it."""
    if not title or text.startswith(title):
        return text
    return f"{title}\n\n{text}".strip()


def _tree(markup: str) -> HtmlElement | None:
    # A fragment without a frame is taken for something else than HTML.
    framed = markup if "<body" in markup.lower() else f"<html><body>{markup}</body></html>"
    return load_html(framed)


def _text(tree: HtmlElement, markup: str) -> str:
    if _is_huge(tree):
        return plain_text(markup)
    _show_posts(tree)
    found = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=True)
    return tidy(found) if found else plain_text(markup)


def _without_head(text: str, title: str | None, url: str | None) -> str:
    """The text without the lines on top that only repeat its headline or its address."""
    lines = text.split("\n")
    heads = {_letters(said) for said in (title, url) if said}
    while len(lines) > 1 and _letters(lines[0]) in heads:
        del lines[0]
    return "\n".join(lines)


def _letters(line: str) -> str:
    return "".join(char for char in line.lower() if char.isalnum())


def _show_posts(tree: HtmlElement) -> None:
    """Make quotes of the posts that an article shows, which are taken for buttons otherwise."""
    for quote in list(tree.iter("blockquote")):
        if not SHOWN_POST.search(quote.get("class") or ""):
            continue
        frame, words = quote, _words(quote)
        for _ in range(MOST_FRAMES):
            frame.attrib.pop("class", None)
            frame.attrib.pop("id", None)
            frame = frame.getparent()
            if frame is None or _words(frame) != words:
                break


def _words(element: HtmlElement) -> list[str]:
    parts = element.xpath(".//text()[not(parent::script or parent::style)]")
    return " ".join(parts).split()


def _is_huge(tree: HtmlElement) -> bool:
    return sum(1 for _ in tree.iter()) > MAX_ELEMENTS


def _meta(tree: HtmlElement) -> dict[str, str]:
    """What the meta tags say, by name in lower case; the first of a name counts."""
    said: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            said.setdefault(name.lower(), content)
    return said


def _stated(tree: HtmlElement, url: str | None) -> dict[str, Any]:
    """The JSON-LD entry that describes the article, empty where there is none.

    Of several articles, as pages with a list of others have them, the one at this address.
    """
    entries = [entry for script in _json_ld(tree) for entry in _flat(script)]
    for kind in ARTICLE_TYPES:
        of_kind = [entry for entry in entries if _is_a(entry, kind)]
        if of_kind:
            chosen = next((entry for entry in of_kind if _is_at(entry, url)), of_kind[0])
            return {key: _described(said, entries) for key, said in chosen.items()}
    return {}


def _is_a(entry: dict[str, Any], kind: str) -> bool:
    return any(str(one).endswith(kind) for one in _listed(entry.get("@type")))


def _is_at(entry: dict[str, Any], url: str | None) -> bool:
    """Whether an entry gives `url` as the address of what it describes."""
    places = [entry.get(key) for key in ("url", "@id", "mainEntityOfPage")]
    said = [place.get("@id") if isinstance(place, dict) else place for place in places]
    return bool(url) and any(
        isinstance(one, str) and canonical(one) == canonical(url or "") for one in said
    )


def _described(said: Any, entries: list[dict[str, Any]]) -> Any:
    """What a bare `@id` stands for, where another entry says it."""
    if not isinstance(said, dict) or "name" in said or "@id" not in said:
        return said
    return next((one for one in entries if one.get("@id") == said["@id"] and "name" in one), said)


def _own_address(tree: HtmlElement, meta: dict[str, str], url: str) -> str | None:
    """The address by which a page calls itself; a whole site's is a mistake of its template."""
    links = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
    for said in (*links, meta.get("og:url")):
        address = _joined(url, said or "")
        if address and same_site(address, url) and urlsplit(address).path not in ("", "/"):
            return canonical(address)
    return None


def _joined(url: str, said: str) -> str | None:
    try:
        return urljoin(url, said.strip()) if said.strip() else None
    except ValueError:  # brackets that hold no address of a host
        return None


def _json_ld(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue  # a page whose own description is broken still has its text


def _flat(value: Any) -> Iterator[dict[str, Any]]:
    for entry in _listed(value):
        if isinstance(entry, dict):
            yield entry
            yield from (part for part in _listed(entry.get("@graph")) if isinstance(part, dict))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _published(stated: dict[str, Any], meta: dict[str, str]) -> tuple[date | None, str | None]:
    """The day that the page states for machines, and where it does."""
    candidates = [("json-ld", stated.get("datePublished"))]
    candidates += [(f"meta {name}", meta.get(name)) for name in DAY_TAGS]
    days = ((_day(said), place) for place, said in candidates)
    return next(((day, place) for day, place in days if day), (None, None))


def _address_day(url: str | None) -> date | None:
    """The day that stands in the path of an address, with its month in figures or in words."""
    found = ADDRESS_DAY.search(urlsplit(url).path.lower()) if url else None
    if found is None:
        return None
    name = found["month"][:3]
    month = MONTHS.index(name) + 1 if name in MONTHS else name
    return _day(f"{found['year']}-{month:0>2}-{found['day']:0>2}")


def _searched(tree: HtmlElement, markup: str, url: str | None, latest: date | None) -> date | None:
    """The day that stands somewhere in the page."""
    if _is_huge(tree):
        return None
    until = latest.isoformat() if latest else None
    return _day(find_date(markup, original_date=True, url=url, max_date=until))


def _day(said: Any) -> date | None:
    """The day as it was printed: in the publisher's own time zone, not in ours."""
    found = ISO_DAY.match(said) if isinstance(said, str) else None
    if found is None:
        return None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return day if day >= EARLIEST else None


def _title(
    tree: HtmlElement, stated: dict[str, Any], meta: dict[str, str], site: str | None
) -> str | None:
    headline = stated.get("headline")
    title = plain_text(headline) if isinstance(headline, str) else _first(meta, TITLE_TAGS)
    title = title or _title_tag(tree)
    for mark in SITE_MARKS:
        if title and site and title.endswith(f" {mark} {site}"):
            return title.removesuffix(f" {mark} {site}").strip() or None
    return title


def _title_tag(tree: HtmlElement) -> str | None:
    """The `<title>`, or just the heading that it begins with."""
    title = " ".join((tree.findtext(".//title") or "").split())
    headings = (" ".join(heading.text_content().split()) for heading in tree.iter("h1"))
    return next((one for one in headings if one and title.startswith(one)), title) or None


def _author(tree: HtmlElement, stated: dict[str, Any], meta: dict[str, str]) -> str | None:
    """Who wrote it, as stated for machines, else in the line under the headline."""
    for said in (_name(stated.get("author")), _first(meta, AUTHOR_TAGS)):
        if said and (name := _person(said)):
            return name
    if _is_huge(tree):
        return None
    return _person((extract_author(tree) or "").replace("; ", ", "))


def _person(said: str) -> str | None:
    """A name without what is printed around it; `None` for an address or an account's role."""
    name = PRINTED_AFTER.sub("", BY.sub("", said)).strip()
    is_named = name and name.lower() not in NOBODY and not name.startswith(("http:", "https:"))
    return name if is_named else None


def _name(value: Any) -> str | None:
    """The name of a JSON-LD thing, or of several, joined."""
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value))) or None
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _first(said: dict[str, str], names: Iterable[str]) -> str | None:
    return next((said[name] for name in names if name in said), None)
