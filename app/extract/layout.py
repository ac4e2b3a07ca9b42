"""The lines of a document put in their places: headings, items, table rows, posts, paragraphs.

Every pattern here looks at one line and has no nested repeats: time grows with the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from app.extract.patterns import caseless


class Kind(StrEnum):
    """What a block is on the page."""

    prose = "prose"
    item = "item"
    heading = "heading"
    question = "question"
    row = "row"
    reference = "reference"


@dataclass(slots=True)
class Block:
    """A stretch of raw text `[start, end)`.

    `depth`: a heading's level (1 the highest), an item's indentation. `poster`: the user whose
    post it is. `cells`: a row's cells as raw offsets; `table` numbers its table, from 1.
    """

    start: int
    end: int
    kind: Kind
    depth: int = 0
    poster: str | None = None
    cells: tuple[tuple[int, int], ...] = ()
    table: int = 0
    quoted: bool = False
    blank_before: bool = False


PLAIN_HEADING_DEPTH = 7  # below markdown's six levels: nothing tells its rank
BOLD_HEADING_DEPTH = 6
LONGEST_HEADING = 90  # characters; headlines of news pages are rarely longer
MOST_HEADING_WORDS = 14
WRAPPED_AT_LEAST = 50  # characters; shorter lines are not paragraphs wrapped by an editor
REFERENCE_READ = 2_500  # characters of a line read for the address that makes it a reference
FEWEST_BARS = 2
FEWEST_POSTERS = 2  # one bracketed word at a line's start may be anything

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+|\n")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
_BULLET = re.compile(r"(\s*)(?:[-*+•◦▪●‣·–]|\(?\d{1,2}[.)]|[a-z]\))(?:\s+|(?=\*\*))")
_QUOTE = re.compile(r"\s{0,40}(?:(?:>|&gt;)\s?)+")
_POST = re.compile(
    r"\s*(?:\[{1,2}(?P<in>(?![\d_-]+\])\w[\w-]{2,29})\]{1,2}(?!\()|/?u/(?P<u>[\w-]{3,30}):?)\s+"
)
# The line over a post on a page that was copied: "user 3 hours ago | parent | next [-]".
_BYLINE = re.compile(
    r"\s{0,60}(?:\[[–+-]\]\s?)?(?:\d+\spoints?\sby\s|(?:posted|submitted)\sby\s)?(?:/?u/)?"
    r"(?P<name>\w[\w-]{1,29})\s(?:[·•|]\s)?(?:-?\d+\spoints?\s(?:[·•|]\s)?)?"
    r"\d{1,3}\s?(?:m|h|d|w|min|mins|minutes?|hrs?\.?|hours?|days?|weeks?|months?|mo|years?|yr?)\sago"
    r"(?:\s\(?(?:[|·•]|edited|\d+\schild).{0,90})?\s*"
)
LONGEST_BYLINE = 160  # characters
_SEPARATOR = re.compile(r"\s*+(?:\|\s*+)?:?--[-\s|:]*+$")
_BOLD_LINE = re.compile(
    r"\s*(?:\*\*|__|<strong>|<b>)(?P<in>[^*<]{2,120})(?:\*\*|__|</strong>|</b>):?\s*$"
)
_TERMINAL = re.compile(r"[.!;,…][\"'”’)\]*_]*\s*$")
_ASKS = re.compile(r"\?[\"'”’)\]*_]*\s*$")
_WORDED = re.compile(r"[\"“'‘*_`<#(]*[^\W_]")
_ARROW = re.compile(r"[→←↓↑⇒]|->|=>")
_SENTENCES = re.compile(r"[a-z)]\.\s+[A-Z]")
_STOP = re.compile(r"[.!?:;…|][\"'”’)\]*_]*\s*$")
_REFERENCES = caseless(
    r"\W*(?:\d+\.?\s*)?(?:references|sources|bibliography|citations|footnotes|works cited"
    r"|(?:further|related) (?:reading|articles|posts|links)|see also|external links"
    r"|links? mentioned|links|resources|read more|more (?:from|in|on)\b.{0,40}|you may also like"
    r"|recommended(?: reading| posts| articles)?|table of contents|contents)\W*$"
)
_REFERENCE_LINE = caseless(
    r"\s*(?:\*\*)?(?:(?:primary|secondary)(?:\ssources?)?|sources?|via|hat tip|h/t):|\s*\[\d{1,3}\][:\s].{0,2000}?https?://"
)
_HTML_ROW = caseless(r"<tr\b[^<>]{0,300}>(?:(?!</?tr\b)[^\0]){0,6000}?</tr>")
_HTML_CELL = caseless(r"<t([dh])\b[^<>]{0,300}>((?:(?!</?t[dhr]\b)[^\0]){0,3000})")
# A row of a table whose cells lost the space between them: "workloadsOptimized".
_JUNCTION = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
FEWEST_JUNCTIONS = 2
_CAMEL_NAME = re.compile(
    r"\b(?:OpenAI|DeepSeek|DeepMind|MiniMax|LaTeX|ChatGPT|GitHub|GitLab|LinkedIn|YouTube|TikTok"
    r"|JavaScript|TypeScript|VentureBeat|TechCrunch|BuzzFeed|LangChain|LlamaIndex|HuggingFace"
    r"|ByteDance|OpenRouter|PyTorch|TensorFlow|NotebookLM|PowerPoint|WhatsApp|FrontierMath"
    r"|LiveCodeBench|BrowseComp|FlashAttention|MathVista|HumanEval)\b"
)


def blocks(text: str) -> list[Block]:
    """The blocks of `text` in order; code fences and blank lines leave none."""
    found = list(_unfenced(text, [*_html_rows(text)]))
    found = _with_posters(text, found)
    found = _with_tables(text, _joined(text, found))
    found = _with_headings(text, found)
    return _with_references(text, found)


def _html_rows(text: str) -> Iterator[Block]:
    if "<tr" not in text and "<TR" not in text:
        return
    for row in _HTML_ROW.finditer(text):
        cells = tuple(cell.span(2) for cell in _HTML_CELL.finditer(text, row.start(), row.end()))
        yield Block(row.start(), row.end(), Kind.row, cells=cells)


def _unfenced(text: str, rows: list[Block]) -> Iterator[Block]:
    """Lines as blocks, but for code fences; HTML rows stand whole at their place."""
    fenced, blank, inside, at = False, True, 0, 0
    for line in _LINE.finditer(text):
        while at < len(rows) and rows[at].start < line.end():
            inside = rows[at].end
            yield rows[at]
            at += 1
        content = line.group()
        if line.start() < inside or not content.strip():
            blank = blank or (content == "\n" and text[line.start() - 1 : line.start()] == "\n")
            continue
        if content.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            yield _block(line, blank)
        blank = False


def _block(line: re.Match[str], blank: bool) -> Block:  # noqa: FBT001 - a field of the block
    content, start, end = line.group(), line.start(), line.end()
    quoted = False
    if quote := _QUOTE.match(content):
        quoted, start = True, start + quote.end()
        content = content[quote.end() :]
    if heading := _HEADING.match(content):
        return Block(
            start + heading.end(),
            end,
            Kind.heading,
            len(heading[1]),
            quoted=quoted,
            blank_before=blank,
        )
    if (by := _byline(content)) is not None:
        return Block(start, end, Kind.prose, poster=by, blank_before=blank)
    if content.count("|") >= FEWEST_BARS and (
        content.lstrip().startswith("|") or content.count(" | ") >= 1
    ):
        return Block(start, end, Kind.row, quoted=quoted, blank_before=blank)
    if bullet := _BULLET.match(content):
        depth = len(bullet[1].expandtabs(4))
        return Block(start + bullet.end(), end, Kind.item, depth, quoted=quoted, blank_before=blank)
    blanks = len(content) - len(content.lstrip())
    return Block(start + blanks, end, Kind.prose, blanks, quoted=quoted, blank_before=blank)


def _byline(content: str) -> str | None:
    """Who wrote the post that a line stands over, None where it is no such line."""
    if len(content) > LONGEST_BYLINE or " ago" not in content:
        return None
    by = _BYLINE.fullmatch(content)
    return by["name"] if by else None


def _with_posters(text: str, lines: list[Block]) -> list[Block]:
    """Marks whose post each block is; a forum's post runs to the next poster."""
    posts = {
        i: m
        for i, b in enumerate(lines)
        if b.kind is Kind.prose and not b.poster and (m := _POST.match(text, b.start, b.end))
    }
    if len(posts) + sum(block.poster is not None for block in lines) < FEWEST_POSTERS:
        return [replace(block, poster=None) if block.poster else block for block in lines]
    poster, marked = None, []
    for index, block in enumerate(lines):
        start = block.start
        if block.poster:
            poster = block.poster
            continue
        if post := posts.get(index):
            poster, start = post["in"] or post["u"], post.end()
            if quote := _QUOTE.match(text, start, block.end):
                block = replace(block, quoted=True)  # noqa: PLW2901 - the post opens with a quote
                start = quote.end()
        elif block.kind is Kind.heading:
            poster = None
        marked.append(replace(block, start=start, poster=poster))
    return marked


def _joined(text: str, lines: list[Block]) -> list[Block]:
    """Hard-wrapped lines as one paragraph: the next goes on in lower case."""
    joined: list[Block] = []
    for block in lines:
        last = joined[-1] if joined else None
        if last and _goes_on(text, last, block):
            joined[-1] = replace(last, end=block.end)
        else:
            joined.append(block)
    return joined


def _goes_on(text: str, last: Block, block: Block) -> bool:
    if block.kind is not Kind.prose or last.kind not in (Kind.prose, Kind.item):
        return False
    if block.blank_before or block.poster != last.poster:
        return False
    length = last.end - max(last.start, text.rfind("\n", last.start, last.end) + 1)
    if length < WRAPPED_AT_LEAST or _STOP.search(text, max(last.end - 12, last.start), last.end):
        return False
    return text[block.start].islower() or (
        text[last.end - 1].islower() and text[block.start].isdigit()
    )


def _with_tables(text: str, lines: list[Block]) -> list[Block]:
    """Rows with their cells and the number of their table; separator lines go."""
    numbered: list[Block] = []
    table, row_before, stuck_before = 0, False, False
    stuck = _stuck_rows(text, lines)
    for index, block in enumerate(lines):
        is_stuck = index in stuck
        is_row = block.kind is Kind.row or is_stuck
        heads = any(_is_separator(text, line) for line in lines[index + 1 : index + 2])
        if is_row and (heads or not (row_before and is_stuck == stuck_before)):
            table += 1
        row_before, stuck_before = is_row, is_stuck
        if _is_separator(text, block):
            continue
        if is_row:
            cells = stuck[index] if is_stuck else block.cells or _pipe_cells(text, block)
            numbered.append(replace(block, kind=Kind.row, cells=cells, table=table))
        else:
            numbered.append(block)
    return numbered


def _is_separator(text: str, block: Block) -> bool:
    """Whether a line only sets a table's head apart from its rows: "|---|---|"."""
    return block.kind is Kind.row and bool(_SEPARATOR.match(text[block.start : block.end]))


def _pipe_cells(text: str, block: Block) -> tuple[tuple[int, int], ...]:
    bars = [i for i in range(block.start, block.end) if text[i] == "|" and text[i - 1 : i] != "\\"]
    edges = [block.start - 1, *bars, block.end]
    cells = [(a + 1, b) for a, b in pairwise(edges)]
    if not text[slice(*cells[0])].strip():
        cells = cells[1:]
    if cells and not text[slice(*cells[-1])].strip():
        cells = cells[:-1]
    return tuple(cells)


def _stuck_rows(text: str, lines: list[Block]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Rows whose cells were run together when a page became text, by their place in `lines`.

    One such line may be a slip of the pen; two in a row are a table.
    """
    joints = {}
    for index, block in enumerate(lines):
        if block.kind is Kind.prose:
            places = _junctions(text, block)
            if len(places) >= FEWEST_JUNCTIONS:
                edges = [block.start, *places, block.end]
                joints[index] = tuple(pairwise(edges))
    return {i: cells for i, cells in joints.items() if i - 1 in joints or i + 1 in joints}


def _junctions(text: str, block: Block) -> list[int]:
    names = [name.span() for name in _CAMEL_NAME.finditer(text, block.start, block.end)]
    found = []
    for joint in _JUNCTION.finditer(text, block.start, block.end):
        before = bisect_left(names, (joint.start(), 0)) - 1
        if before < 0 or names[before][1] <= joint.start():
            found.append(joint.start())
    return found


def _with_headings(text: str, lines: list[Block]) -> list[Block]:
    """Short lines without a full stop, above something longer, as headings; questions too."""
    forum = any(block.poster for block in lines)
    marked = []
    for index, block in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        kind = block.kind
        if kind is Kind.prose and not forum:
            kind = _heading_kind(text, block, after)
        elif kind is Kind.prose and index == 0 and not block.poster:
            kind = Kind.heading  # a thread's title
        elif kind is Kind.heading and _ASKS.search(
            text, max(block.end - 12, block.start), block.end
        ):
            kind = Kind.question
        depth = block.depth
        if kind is Kind.heading and block.kind is Kind.prose:
            bold = _BOLD_LINE.match(text[block.start : block.end])
            depth = BOLD_HEADING_DEPTH if bold else PLAIN_HEADING_DEPTH
        same = kind is block.kind
        marked.append(block if same else replace(block, kind=kind, depth=depth))
    return marked


def _heading_kind(text: str, block: Block, after: Block | None) -> Kind:
    content = text[block.start : block.end]
    if _BOLD_LINE.match(content):
        return Kind.question if _ASKS.search(content) else Kind.heading
    if not _WORDED.match(content) or _ARROW.search(content):
        return Kind.prose
    short = len(content) <= LONGEST_HEADING and len(content.split()) <= MOST_HEADING_WORDS
    if not short or after is None or _TERMINAL.search(content) or _SENTENCES.search(content):
        return Kind.prose
    if _ASKS.search(content):
        return Kind.question
    return Kind.heading


def _with_references(text: str, lines: list[Block]) -> list[Block]:
    """Bibliographies and lists of links: from their heading to the next, or line by line."""
    marked, inside = [], False
    for block in lines:
        content = text[block.start : block.end] if block.end - block.start < LONGEST_HEADING else ""
        if content and _REFERENCES.match(content):
            inside = True
        elif (block.kind is Kind.heading and block.depth < PLAIN_HEADING_DEPTH) or block.poster:
            inside = False
        end = min(block.end, block.start + REFERENCE_READ)
        is_reference = inside or _REFERENCE_LINE.match(text, block.start, end)
        marked.append(replace(block, kind=Kind.reference) if is_reference else block)
    return marked
