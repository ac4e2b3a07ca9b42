"""A quote in its context, and the address that lands on the very sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote as percent_encoded

from app.dashboard.markup import ELLIPSIS, is_web, short, visible
from app.schema import Assertion, Document

CONTEXT = 200  # characters on either side: a sentence or two
LONGEST_QUOTE = 1200  # a row of a wide table; what is longer is cut in the middle
LONGEST_EXACT = 120  # longer sentences are named by their first and last words
EDGE_WORDS = 6  # enough to be unique in an article
PREFIX_WORDS = 4

_BREAKS = re.compile(r"\s*(?:\n|\t|\|)+\s*")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of an assertion, and the text on either side of them."""

    before: str
    words: str
    after: str


def quote(assertion: Assertion, document: Document) -> Quote | None:
    """What the document says there; `None` where its text is not kept."""
    span = _span(assertion, document)
    if span is None:
        return None
    start, end = span
    text = document.text
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    return Quote(
        ELLIPSIS + _from_word(before) if start > CONTEXT else before,
        _cut(text[start:end]),
        _to_word(after) + ELLIPSIS if end + CONTEXT < len(text) else after,
    )


def address(assertion: Assertion, document: Document) -> str | None:
    """Where the document is on the web, at the sentence itself where its text is kept.

    By text fragment: https://wicg.github.io/scroll-to-text-fragment/
    """
    if document.url is None or not is_web(document.url):
        return None
    span = _span(assertion, document)
    directive = _directive(document.text, *span) if span else ""
    if not directive:
        return document.url
    separator = "" if "#" in document.url else "#"
    return f"{document.url}{separator}:~:text={directive}"


def _span(assertion: Assertion, document: Document) -> tuple[int, int] | None:
    start, end = assertion.start, assertion.end
    if start is None or end is None or not 0 <= start < end <= len(document.text):
        return None
    return start, end


def _directive(text: str, start: int, end: int) -> str:
    """`[prefix-,]start[,end]`: the pieces of a table's row are blocks, so only their ends count."""
    words = text[start:end]
    pieces = [piece for piece in _BREAKS.split(visible(words).strip()) if _is_worded(piece)]
    if not pieces:
        return ""
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1 and len(first) <= LONGEST_EXACT:
        said = _encoded(first)
    else:
        said = f"{_encoded(_edge(first))},{_encoded(_edge(last, at_end=True))}"
    return _prefix(text, start, words) + said


def _is_worded(piece: str) -> bool:
    return any(char.isalnum() for char in piece)


def _edge(piece: str, *, at_end: bool = False) -> str:
    words = piece.split()
    return " ".join(words[-EDGE_WORDS:] if at_end else words[:EDGE_WORDS])


def _prefix(text: str, start: int, words: str) -> str:
    """The words before, where the same words stand earlier in the text."""
    line = _BREAKS.split(visible(text[max(0, start - CONTEXT) : start]))[-1].split()
    if not line or text.find(words) == start:
        return ""
    return f"{_encoded(' '.join(line[-PREFIX_WORDS:]))}-,"


def _encoded(words: str) -> str:
    """Percent-encoded, with the dash that the syntax of fragments keeps for itself."""
    clean = words.encode("utf-8", "replace")
    return percent_encoded(clean, safe="").replace("-", "%2D")


def _cut(words: str) -> str:
    if len(words) <= LONGEST_QUOTE:
        return words
    half = LONGEST_QUOTE // 2
    return f"{words[:half]} {ELLIPSIS} {short(words[-half:], half)}"


def _from_word(text: str) -> str:
    return text.partition(" ")[2] or text


def _to_word(text: str) -> str:
    return text.rpartition(" ")[0] or text
