"""RSS and Atom that is well-formed XML: a tree becomes its entries.

Many times as fast as the parser for broken feeds, which reads what is refused here. What
elements of other vocabularies than those named here say of an item is not read.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from lxml import etree

from scrapers.feed_entry import WEB, Entry, moment, person, web_address
from scrapers.markup import plain_text, tidy

Fields = dict[str, list[etree._Element]]  # noqa: SLF001 - lxml has no other name for the type

# Namespaces in lower case, and what stands before the names of their elements here; before
# those of RSS and Atom themselves stands nothing.
VOCABULARIES = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}
ROOTS = ("rss", "rdf:RDF", "feed")
ITEMS = ("item", "entry")

# Where an item says a thing, best first.
TITLES = ("title", "media:title", "dc:title", "itunes:title")
BODIES = (
    *("content:encoded", "content", "xhtml:body", "body", "fullitem"),
    *("description", "summary"),
)
LESSER_BODIES = ("media:description", "itunes:summary", "dc:description")
DAYS = ("pubDate", "published", "issued", "dcterms:issued", "dc:date", "dcterms:created")
LATER_DAYS = ("created", "updated", "modified", "dcterms:modified")
AUTHORS = ("author", "dc:creator", "dc:author", "itunes:author")

PLAIN_TYPES = ("text", "plain", "text/plain")
TEXT_TYPES = ("", "text", "plain", "html", "xhtml", "escaped", "xml")
MAYBE_MARKUP = re.compile(r"</[a-z]|<(?:br|p|img|hr)\b|&(?:#\d+|#x[\da-f]+|[a-z]+);", re.IGNORECASE)
UNRELATED = 2  # the rank of links to something else than the item itself


def tree_entries(text: str, address: str) -> list[Entry] | None:
    """The entries of the feed `text` that stands at `address`, in its order.

    `None` where it is not well-formed, or of another kind than RSS and Atom.
    """
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True
    )
    try:
        raw = text.lstrip().encode("utf-8", "replace")
        root = etree.fromstring(raw, parser, base_url=address)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.getroottree().docinfo.doctype or _kind(root) not in ROOTS:
        return None  # a document type brings entities that only the other parser knows
    head = next((node for node in root if _kind(node) == "channel"), root)
    feed = _Feed.of(_fields(head), address, is_atom=_kind(root) == "feed")
    items = [node for node in root.iter("{*}item", "{*}entry") if _kind(node) in ITEMS]
    return [feed.entry(_fields(item)) for item in items]


@dataclass(frozen=True, slots=True)
class _Feed:
    """What the items share: where the feed stands, what relative links start from, an author.

    Atom says itself what links start from (RFC 4287, § 2), and that a feed's author wrote what
    names none (§ 4.2.1). In RSS they start from the site, wherever the feed was copied to.
    """

    address: str
    base: str
    author: str | None
    is_atom: bool

    @classmethod
    def of(cls, head: Fields, address: str, *, is_atom: bool) -> _Feed:
        feed = cls(address, address, _author(head) if is_atom else None, is_atom)
        if is_atom:
            return feed
        return cls(address, feed.first_address(_own(head), _reference) or address, None, is_atom)

    def entry(self, fields: Fields) -> Entry:
        """One item, whatever it lacks."""
        origin = next(iter(fields.get("source", ())), None)
        source = _fields(origin) if origin is not None else {}
        titles = (self._words(node, kind) for kind, node in _named(fields, TITLES))
        return Entry(
            title=" ".join(next(filter(None, titles), "").split()),
            link=self._link(fields),
            published=_first_moment(fields, DAYS) or _first_moment(fields, LATER_DAYS),
            text=self._body(fields, BODIES) or self._body(fields, LESSER_BODIES),
            author=_author(fields) or _author(source) or self.author,
            publisher=_publisher(origin, source),
            publisher_url=self.first_address(fields.get("source", ()), _origin)
            or self.first_address(_own(source), _reference),
            guid=_first_text(fields, ("guid", "id")),
        )

    def _link(self, fields: Fields) -> str | None:
        """The address of an item, else what it is called by where that is an address."""
        return (
            self.first_address(fields.get("feedburner:origLink", ()), _text)
            or self.first_address(_own(fields), _reference)
            or self.first_address([*fields.get("guid", ()), *fields.get("id", ())], _permalink)
        )

    def first_address(
        self, nodes: Iterable[etree._Element], read: Callable[[etree._Element], str]
    ) -> str | None:
        """The first absolute address of the web among what `read` finds."""
        return next(filter(None, (self._absolute(read(node), node) for node in nodes)), None)

    def _absolute(self, said: str, node: etree._Element) -> str | None:
        if not said:
            return None
        stated = self.address if WEB.match(said) else node.base or self.address
        return web_address(said, self.base if stated == self.address else stated)

    def _body(self, fields: Fields, names: Iterable[str]) -> str:
        """The fullest of what an item says under `names`."""
        texts = (self._words(node, kind) for kind, node in _named(fields, names))
        return max(texts, key=len, default="")

    def _words(self, node: etree._Element, kind: str) -> str:
        """What an element says; plain text is told from markup, which many have instead."""
        form = (node.get("type") or "").strip().lower()
        is_text = form in TEXT_TYPES or form.startswith("text/") or form.endswith("xml")
        is_packed = node.get("mode") == "base64" or not is_text
        markup = _unpacked(node.text or "") if is_packed else _markup(node)
        is_plain = form in PLAIN_TYPES or (not form and (self.is_atom or kind.startswith("media:")))
        return tidy(markup) if is_plain and not MAYBE_MARKUP.search(markup) else plain_text(markup)


def _kind(node: etree._Element) -> str:
    """The name of an element, in one vocabulary, or with that of another before it."""
    return _known(node.tag) if isinstance(node.tag, str) else ""  # a processing instruction


@lru_cache(maxsize=1024)
def _known(tag: str) -> str:
    space, _, name = tag.rpartition("}")
    return VOCABULARIES.get(space[1:].lower(), "unknown:") + name


def _fields(item: etree._Element) -> Fields:
    """What an item has, by name; the parts of `media:group` count as its own."""
    fields: Fields = {}
    for child in item:
        kind = _kind(child)
        if kind == "media:group":
            for name, parts in _fields(child).items():
                fields.setdefault(name, []).extend(parts)
        else:
            fields.setdefault(kind, []).append(child)
    return fields


def _named(fields: Fields, names: Iterable[str]) -> Iterator[tuple[str, etree._Element]]:
    return ((name, node) for name in names if name in fields for node in fields[name])


def _own(fields: Fields) -> list[etree._Element]:
    """The links to the thing itself, pages first."""
    return sorted((link for link in fields.get("link", ()) if _rank(link) < UNRELATED), key=_rank)


def _rank(link: etree._Element) -> int:
    if link.get("rel", "alternate") != "alternate":
        return UNRELATED
    return 0 if link.get("type", "text/html") == "text/html" else 1


def _text(node: etree._Element) -> str:
    return ("".join(map(str, node.itertext())) if len(node) else node.text or "").strip()


def _reference(link: etree._Element) -> str:
    return (link.get("href") or _text(link)).strip()


def _origin(source: etree._Element) -> str:
    return (source.get("url") or "").strip()


def _permalink(name: etree._Element) -> str:
    said = _text(name)
    return said if WEB.match(said) and name.get("isPermaLink", "").lower() != "false" else ""


def _first_text(fields: Fields, names: Iterable[str]) -> str | None:
    return next(filter(None, (_text(node) for _, node in _named(fields, names))), None)


def _first_moment(fields: Fields, names: Iterable[str]) -> datetime | None:
    return next(filter(None, (moment(_text(node)) for _, node in _named(fields, names))), None)


def _markup(node: etree._Element) -> str:
    """What an element holds, as HTML: escaped in its text, or as elements of its own."""
    if not len(node):
        return node.text or ""
    for inner in node.iterdescendants(tag=etree.Element):
        inner.tag = etree.QName(inner).localname
    etree.cleanup_namespaces(node)
    parts = (etree.tostring(part, encoding="unicode", method="html") for part in node)
    return (node.text or "") + "".join(parts)


def _unpacked(packed: str) -> str:
    """Text in Base64, as Atom has what is of no type of text; nothing where it is a picture."""
    try:
        return b64decode(packed, validate=False).decode()
    except ValueError:
        return ""


def _publisher(origin: etree._Element | None, source: Fields) -> str | None:
    if origin is None:
        return None
    return _first_text(source, ("title",)) or (None if source else _text(origin) or None)


def _author(fields: Fields) -> str | None:
    """The names of those who wrote it, each once."""
    for kind in AUTHORS:
        names = [_person(node) for node in fields.get(kind, ())]
        if found := ", ".join(dict.fromkeys(filter(None, names))):
            return found
    return None


def _person(author: etree._Element) -> str:
    return person(_first_text(_fields(author), ("name",)) if len(author) else _text(author))
