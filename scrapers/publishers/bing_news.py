"""Bing News: the feed of a query, newest first, through to who published each story.

Run by Microsoft. The link of an item leads through Bing and has the publisher's address in it
(`url`). The publisher stands in an element `Source`, whose namespace is the query itself and
differs with each; a story that a portal shows is named "X on MSN", and its address is the
portal's. The text is the beginning of the story. Days are UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

from lxml import etree

from app.errors import ParseError
from app.schema import Document, Source, slug
from app.vocabulary import Read
from scrapers.documents import document_of
from scrapers.feed_entry import moment
from scrapers.markup import plain_text
from scrapers.scraper import Fetch, Lead, Page, Target

FEED = "https://www.bing.com/news/search"
NEWEST_FIRST = 'sortbydate="1"'
THROUGH = re.compile(r"https?://(?:www\.)?bing\.com/news/apiclick\.aspx\?", re.IGNORECASE)
WEB = re.compile(r"https?://[^\s/]+\S*")
PORTAL = re.compile(r" (?:on|via) MSN$")


def search(words: str) -> str:
    """The address of the newest stories that say `words`, in this order."""
    asked = f'"{" ".join(words.replace(chr(34), " ").split())}"'
    return f"{FEED}?{urlencode({'q': asked, 'format': 'rss', 'qft': NEWEST_FIRST})}"


def scrape(fetch: Fetch, target: Target) -> Iterator[Source | Lead]:
    """The stories that the query finds, each behind its publisher."""
    page = fetch(target.url)
    for item in _items(page):
        address = _publisher_address(item.get("link", ""))
        if not address:
            continue  # an advertisement, or a search of Bing's own: nobody's story
        source = target.source
        if name := PORTAL.sub("", item.get("Source", "")):
            source = Source(slug=slug(name), name=name)
            yield source
        yield Lead(_teaser(item, address, source, page))


def _items(page: Page) -> Iterator[dict[str, str]]:
    """The items, as the text of each element by its name without a namespace."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(page.body, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError(page.final_url, f"a feed ({error.msg})") from error
    if root.tag != "rss":
        raise ParseError(page.final_url, f"a feed in RSS, not <{root.tag}>")
    for item in root.iter("item"):
        elements = (one for one in item if isinstance(one.tag, str))
        yield {etree.QName(one).localname: (one.text or "").strip() for one in elements}


def _publisher_address(link: str) -> str:
    """The address that `link` leads to, empty where that is none of the web."""
    try:
        inside = parse_qs(urlsplit(link).query).get("url", [""])[0]
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    address = inside if THROUGH.match(link) else link
    return address if WEB.fullmatch(address) else ""


def _teaser(item: dict[str, str], address: str, source: Source, page: Page) -> Document:
    published = moment(item.get("pubDate"))
    return document_of(
        page,
        source,
        address,
        title=plain_text(item.get("title", "")),
        text=plain_text(item.get("description", "")),
        published=published,
        published_from="feed" if published else None,
        read=Read.excerpt,
    )
