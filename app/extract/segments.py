"""A document cut into the units that can carry a claim: sentences, headings, rows, items.

Each segment is plain text with its exact place in the raw text. Bibliographies leave no
segments; their entries are kept so that a citation mark can be resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from nupunkt import sent_spans

from app.extract.layout import Block, Kind, blocks
from app.extract.markup import BREAK, strip_markup

LONGEST_SENTENCE = 2_000  # characters; what is longer is no sentence, and carries no claim
MOST_CELLS = 40


@dataclass(slots=True)
class Cell:
    """One cell of a row: its plain text and its column's name (may be empty)."""

    text: str
    column: str


@dataclass(slots=True)
class Segment:
    """One unit: `text` is plain, `start` and `end` are its raw offsets.

    `block` numbers the paragraph, item or row it stands in; `first` says it opens it. `body`
    is the place in `text` after a lead-in ("Cost: ..."); `label` the lead-in of the whole item.
    `title` marks the headline of a post inside an item. `marks` are citation marks, as
    (place in `text`, number).
    """

    start: int
    end: int
    text: str
    kind: Kind
    block: int
    depth: int = 0
    first: bool = True
    body: int = 0
    label: str = ""
    poster: str | None = None
    quoted: bool = False
    title: bool = False
    cells: tuple[Cell, ...] = ()
    table: int = 0
    header: bool = False
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The segments of a document, and its numbered references: number → the entry's raw text."""

    segments: tuple[Segment, ...]
    references: dict[int, str]


_BOUNDARY = re.compile(r"[.!?…][\"'”’)\]]*\s")
_MISSED = re.compile(
    r"(?<![A-Z])(?<=[a-z]{3})(?<!\betc)(?<!\bapprox)[.!][\"”’)]?\s+(?=[A-Z][a-z]+\s[a-z])"
)
_ANSWER = re.compile(r"[\s*_:–—-]*\d{1,3}(?:\.\d)?\s?(?:%|percent|¢|cents)[\s.*_]*")
_LEAD = re.compile(r"[^:.!?\n]{1,78}?\s?:\s+(?=\S)|[^:!?\n—–]{1,60}\s[—–]\s+(?=\S)")
_ENTRY = re.compile(r"\[(\d{1,3})\]")


def outline(text: str) -> Outline:
    """The segments of `text`, in order, and its references."""
    found: list[Segment] = []
    references: dict[int, str] = {}
    columns: tuple[str, ...] = ()
    table = 0
    for number, block in enumerate(blocks(text)):
        if block.kind is Kind.reference:
            references |= _references(text, block)
        elif block.kind is Kind.row:
            opens = block.table != table
            if opens:
                table, columns = block.table, tuple(_cell_texts(text, block))
            found.append(_row(text, block, number, columns, header=opens))
        else:
            found += _sentences(text, block, number)
    return Outline(tuple(found), references)


def _references(text: str, block: Block) -> dict[int, str]:
    marks = list(_ENTRY.finditer(text, block.start, block.end))
    ends = [mark.start() for mark in marks[1:]] + [block.end]
    entries = zip(marks, ends, strict=False)
    return {int(mark[1]): text[mark.end() : end].strip() for mark, end in entries}


def _cell_texts(text: str, block: Block) -> list[str]:
    """The plain texts of a row's cells; what is too long to be a statement is left out."""
    cells = block.cells[:MOST_CELLS]
    texts = [" ".join(strip_markup(text, *cell).text.split()) for cell in cells]
    return [plain if len(plain) <= LONGEST_SENTENCE else "" for plain in texts]


def _row(
    text: str, block: Block, number: int, columns: tuple[str, ...], *, header: bool
) -> Segment:
    texts = _cell_texts(text, block)
    names = [*columns, *[""] * len(texts)]
    return Segment(
        block.start,
        block.start + len(text[block.start : block.end].rstrip()),
        " · ".join(texts),
        Kind.row,
        number,
        poster=block.poster,
        cells=tuple(Cell(cell, name) for cell, name in zip(texts, names, strict=False)),
        table=block.table,
        header=header,
    )


def _sentences(text: str, block: Block, number: int) -> Iterator[Segment]:
    plain = strip_markup(text, block.start, block.end)
    headline = BREAK in plain.text.rstrip() and block.kind is Kind.item
    label = ""
    for count, (start, end) in enumerate(_spans(plain.text)):
        words = plain.text[start:end]
        lead = _LEAD.match(words)
        if count == 0 and lead:
            label = lead.group().strip(" :—–\t")
        yield Segment(
            plain.raw(start),
            plain.raw_end(end),
            words,
            block.kind,
            number,
            depth=block.depth,
            first=count == 0,
            body=lead.end() if lead else 0,
            label=label,
            poster=block.poster,
            quoted=block.quoted,
            title=headline and count == 0,
            marks=_marks_between(plain.marks, start, end),
        )


def _marks_between(
    marks: tuple[tuple[int, int], ...], start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """The citation marks of a sentence, of those of its block, counted from its start."""
    inside = marks[bisect_left(marks, (start, 0)) : bisect_left(marks, (end + 1, 0))]
    return tuple((at - start, number) for at, number in inside)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of plain text, without the blanks around them."""
    at = 0
    for piece in text.split(BREAK):
        for start, end in _piece_spans(piece):
            words = piece[start:end]
            first = start + len(words) - len(words.lstrip())
            last = start + len(words.rstrip())
            if 1 < last - first <= LONGEST_SENTENCE:
                yield at + first, at + last
        at += len(piece) + len(BREAK)


def _piece_spans(piece: str) -> list[tuple[int, int]]:
    if not _BOUNDARY.search(piece):
        return [(0, len(piece))]
    parts: list[tuple[int, int]] = []
    for start, end in (part for span in sent_spans(piece) for part in _parted(piece, *span)):
        if parts and _ANSWER.fullmatch(piece, start, end) and _asks(piece, *parts[-1]):
            parts[-1] = (parts[-1][0], end)  # "X by June? 84%": the answer is the question's
        else:
            parts.append((start, end))
    return parts


def _asks(piece: str, start: int, end: int) -> bool:
    """Whether the sentence at `[start, end)` is a question."""
    return piece[start:end].rstrip('*_ "”').endswith("?")


def _parted(piece: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence parted where the splitter took a word for an abbreviation ("lab. Key ...")."""
    for missed in _MISSED.finditer(piece, start, end):
        yield start, missed.end()
        start = missed.end()
    yield start, end
