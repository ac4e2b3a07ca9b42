"""A piece of HTML as plain text, with the lines, items and rows it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import html
from lxml.html import HtmlElement

SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "form"}
)
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd mark q s samp small "
        "span strike strong sub sup time tt u var wbr",
    )
)
ITEM = "- "
CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)  # no XML has these
OLD_MARKS = re.compile(r"[\x80-\x9f]")  # controls by Unicode, quotes and dashes as they were meant
WINDOWS_1252 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


def plain_text(markup: str) -> str:
    """`markup` as lines: a block a line, `- ` before items, table rows between pipes.

    Text without a tag comes back as it is, apart from its spacing and its entities.
    """
    if OLD_MARKS.search(markup):
        markup = markup.translate(WINDOWS_1252)
    if "<" not in markup:
        return " ".join(CONTROLS.sub("", unescape(markup)).split())
    tree = html.fromstring(f"<div>{CONTROLS.sub('', markup)}</div>")
    return tidy(CONTROLS.sub("", "".join(_pieces(tree))))  # those that were written as numbers


def tidy(text: str) -> str:
    """`text` with single spaces and single line breaks, and nothing around them."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(root: HtmlElement) -> Iterator[str]:
    """The text of a tree, walked without recursion: hostile pages nest without end."""
    stack: list[HtmlElement | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node.tag, str) and node.tag not in SILENT:
            stack.extend(reversed(_opened(node)))


def _opened(node: HtmlElement) -> list[HtmlElement | str]:
    if node.tag == "tr":
        return [*_row(node), "\n"]
    edge = "" if node.tag in INLINE else "\n"
    parts: list[HtmlElement | str] = [edge, ITEM if node.tag == "li" else "", _flow(node.text)]
    for child in node:
        parts += [child, _flow(child.tail)]
    return [*parts, edge]


def _row(row: HtmlElement) -> Iterator[str]:
    """A row on one line; after a row of headings, the line that says that it was one."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    texts = (" ".join(cell.text_content().split()).replace("|", "\\|") for cell in cells)
    yield f"\n| {' | '.join(texts)} |"
    if cells and all(cell.tag == "th" for cell in cells):
        yield f"\n|{'---|' * len(cells)}"


def _flow(text: str | None) -> str:
    """Running text: line breaks of the source are spaces."""
    return " ".join(re.split(r"\s+", text)) if text else ""
