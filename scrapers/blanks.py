"""Pages with the words of others taken out: the structure stays, prose becomes placeholders.

What stays is what a scraper goes by and what is nobody's sentence: elements, keys, attributes,
addresses, figures, days, and texts of a few words such as names. Every other word becomes one
of as many letters, in the same case, and the same word the same one each time.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from itertools import islice
from typing import Any
from zlib import crc32

from lxml import etree, html

from scrapers.feed import NOT_A_FEED
from scrapers.markup import CONTROLS
from scrapers.page_data import PIECE, STREAMED
from scrapers.scraper import Page

FEW_WORDS = 3  # a name or a label
NAME_CHARS = 60  # and where words are not spaced apart, no longer than this
MAP_KEYS = 10  # an object of more, all of them objects, is a list by name

SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro"),
    *("su", "ta", "ve", "wi", "xo", "zu", "bel", "dor", "fin", "gam", "lur", "mon", "ner"),
)
TOKEN = re.compile(r"\S+")
WORD = re.compile(r"&#?\w+;|[^\W\d_]+")  # an entity is none
NO_WORD = re.compile(r"[\d_=@]|://|^&#?\w+;$")
OF_A_DAY = frozenset(
    re.findall(
        r"\w+",
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec "
        "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
        "gmt utc est edt cst cdt pst pdt cet cest",
    )
)
FEED = re.compile(r"<(?:\?xml|rss|feed|rdf)\b", re.IGNORECASE)
MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>")

FLOWING = frozenset({"text", "children", "content"})  # keys of texts that are cut into pieces
ELEMENT = "$"  # begins a list that stands for an element: sign, tag, key, attributes
SPOKEN = frozenset(
    {"title", "alt", "content", "aria-label", "placeholder", "label", "summary", "value", "text"}
)
LAYOUT = frozenset(
    {"div", "section", "main", "head", "body", "meta", "link", "script", "br", "td", "th", "col"}
)
XHTML = "{http://www.w3.org/1999/xhtml}"
RELATION = "rel"  # links of one entry differ in this


def blanked(page: Page, items: int | None = None) -> bytes:
    """The body of `page` as a skeleton; of what it lists no more than `items` each."""
    text = page.text.strip()
    if text.startswith(("{", "[")):
        with suppress(ValueError, RecursionError):
            value = blank_json(json.loads(text), items)
            return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
    if MARKUP.search(text) is None:
        return prose(text).encode()
    is_xml = FEED.match(text) or "xml" in page.content_type
    if is_xml and not NOT_A_FEED.match(text):
        return _blank_xml(text, items)
    return _blank_html(text, items)


def prose(text: str) -> str:
    """`text` with each of its words replaced; figures, addresses and days stay."""
    return TOKEN.sub(lambda token: _token(token[0]), text)


def phrase(text: str, items: int | None = None) -> str:
    """One whole value: a name stays, data and markup keep their structure, the rest is prose."""
    if text.lstrip().startswith(("{", "[")):
        with suppress(ValueError, RecursionError):
            return json.dumps(blank_json(json.loads(text), items))
    if MARKUP.search(text):
        return _blank_fragment(text, items)
    is_name = len(text.split()) <= FEW_WORDS and (text.isascii() or len(text) <= NAME_CHARS)
    return text if is_name else prose(text)


def blank_json(value: Any, items: int | None, *, flowing: bool = False) -> Any:
    """A JSON value with its texts blanked; those that are `flowing` are pieces of one."""
    if isinstance(value, str):
        return prose(value) if flowing and not MARKUP.search(value) else phrase(value, items)
    if isinstance(value, list):
        if value[:1] == [ELEMENT]:
            return [*value[:3], *(blank_json(one, items, flowing=flowing) for one in value[3:])]
        return [blank_json(one, items, flowing=flowing) for one in value[:items]]
    if isinstance(value, dict):
        return {
            key: blank_json(one, items, flowing=key in FLOWING)
            for key, one in islice(value.items(), items if _is_list_by_name(value) else None)
        }
    return value


def _is_list_by_name(value: dict[str, Any]) -> bool:
    return len(value) > MAP_KEYS and all(isinstance(one, dict) for one in value.values())


def _token(token: str) -> str:
    if token.isascii() and NO_WORD.search(token):
        return token
    return WORD.sub(lambda word: _placeholder(word[0]), token)


def _placeholder(word: str) -> str:
    if word.startswith("&") or word.lower() in OF_A_DAY:
        return word
    number, made = crc32(word.lower().encode()), ""
    while len(made) < len(word):
        made += SYLLABLES[number % len(SYLLABLES)]
        number = crc32(made.encode(), number)
    made = made[: len(word)]
    if word.isupper():
        return made.upper()
    return made.capitalize() if word[0].isupper() else made


def _blank_html(text: str, items: int | None) -> bytes:
    parser = html.HTMLParser(encoding="utf-8")
    tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    _blank_tree(tree, items)
    doctype = tree.getroottree().docinfo.doctype or None
    # In ASCII, for whatever charset the page says that it is in.
    return bytes(etree.tostring(tree, method="html", encoding="ascii", doctype=doctype)) + b"\n"


def _blank_fragment(text: str, items: int | None) -> str:
    tree = html.fragment_fromstring(CONTROLS.sub("", text), create_parent="div")
    _blank_tree(tree, items)
    whole = str(html.tostring(tree, encoding="unicode"))
    return whole.removeprefix("<div>").removesuffix("</div>")


def _blank_tree(tree: Any, items: int | None) -> None:
    if items:
        _cut(tree, items, "class", LAYOUT)
    _keep_data(tree, items)
    for node in tree.iter():
        if isinstance(node.tag, str):
            _blank_attributes(node)
        if node.text and node.tag != "script":
            node.text = prose(node.text)
        node.tail = prose(node.tail) if node.tail else node.tail


def _blank_attributes(node: Any) -> None:
    for name, said in list(node.attrib.items()):
        # Without a value: a text with quotes of its own left its words behind as attributes.
        is_word = not said and not name.startswith("data-")
        if is_word or name.startswith("on") or name == "style":
            del node.attrib[name]
        elif name in SPOKEN or name.startswith("data-"):
            node.attrib[name] = phrase(said)


def _keep_data(tree: Any, items: int | None) -> None:
    """Drop scripts and styles, apart from data, which are blanked."""
    begin, end = PIECE
    streamed, first = "", None
    for node in list(tree.iter("script", "style")):
        said = (node.text or "").strip()
        if said.startswith(begin):
            with suppress(ValueError, RecursionError):
                pieces = json.loads(said.rstrip(";")[len(begin) : -len(end)])
                streamed += "".join(part for part in pieces if isinstance(part, str))
            if first is None:
                first = node
                continue
        elif "json" in (node.get("type") or ""):
            with suppress(ValueError, RecursionError):
                value = blank_json(json.loads(said, strict=False), items)
                node.text = _for_script(value)
                continue
        node.drop_tree()
    if first is not None:
        first.text = f"{begin}{_for_script([1, _blank_streamed(streamed, items)])}{end}"


def _blank_streamed(streamed: str, items: int | None) -> str:
    decoder, place, lines = json.JSONDecoder(strict=False), 0, []
    while found := STREAMED.search(streamed, place):
        place = found.end()
        with suppress(ValueError, RecursionError):
            value, place = decoder.raw_decode(streamed, place)
            lines.append(found[0] + json.dumps(blank_json(value, items)))
    return "\n".join(lines)


def _for_script(value: Any) -> str:
    return json.dumps(value).replace("</", "<\\/")


def _blank_xml(text: str, items: int | None) -> bytes:
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, strip_cdata=False
    )
    tree = etree.fromstring(CONTROLS.sub("", text).encode("utf-8", "replace"), parser)
    if tree is None:
        return prose(text).encode()
    if items:
        _cut(tree, items, RELATION, frozenset())
    for node in tree.iter(etree.Element):
        _blank_attributes(node)
        if node.text:
            node.text = _xml_text(node, items)
        node.tail = prose(node.tail) if node.tail else node.tail
    for comment in tree.iter(etree.Comment):
        comment.text = prose(comment.text or "")
    written = etree.tostring(tree.getroottree(), xml_declaration=True, encoding="utf-8")
    return bytes(written) + b"\n"


def _xml_text(node: Any, items: int | None) -> Any:
    if len(node) or node.tag.startswith(XHTML):
        return prose(node.text)
    said = phrase(node.text, items)
    is_marked = b"<![CDATA[" in etree.tostring(node, with_tail=False)
    return etree.CDATA(said) if is_marked and "]]>" not in said else said


def _cut(tree: Any, items: int, kind: str, layout: frozenset[str]) -> None:
    """Of children that are alike, in tag and in the attribute `kind`, keep the first `items`."""
    for parent in list(tree.iter(etree.Element)):
        alike: Counter[tuple[str, str | None]] = Counter()
        for child in list(parent.iterchildren(etree.Element)):
            sort = (child.tag, child.get(kind))
            alike[sort] += 1
            if alike[sort] > items and not (child.tag in layout and sort[1] is None):
                parent.remove(child)
