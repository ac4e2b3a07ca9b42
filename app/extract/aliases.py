"""What a document's own short names and codenames stand for.

CLAIMS: within a document a short name takes the id of the fullest name printed for the same
model, and a codename the id of the model that it is said of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.extract.patterns import caseless
from app.extract.segments import Segment
from app.model_names import Mention, MentionKind
from app.name_grammar import VARIANTS, is_measured

# "Codenamed Quince inside the company, the model took ...": the name opens the sentence.
_OPENS = caseless(r"\W*(?:internally\s)?(?:code[- ]?named|known\sas|nicknamed|dubbed)\W{1,3}$")
_ITS_MODEL = caseless(
    r"[^.;,]{0,60},\s(?:(?:the|this)\s(?:\w+\s)?(?:model|llm|system|release)\b|it\b|its\b)"
)


MOST_SHORT_NAMES = 24  # a text that prints more names of variants is a catalogue
_SHORTENED = re.compile(r"[A-Z][A-Za-z]{2,}[ -](?P<rest>[A-Z][A-Za-z]*[ -]?\d.*)")
MOST_LINES = 4  # whose kin are looked for; a text that shortens more is a catalogue
_SIZES_IN_WORDS = ("Small", "Medium", "Large")
_NUMBERED = re.compile(r"(?P<word>[A-Z][a-z]{2,}|[VRK])(?P<joint>[ -]?)(?P<version>\d(?:\.\d)?)")
_SIZE = caseless(r"(?<![\w.$-])e?\d{1,4}(?:\.\d)?b(?:-a\d{1,3}b)?\b(?![\w-])")
_ACTIVE = re.compile(r"-\d{1,4}b-a\d+b$")
_ARTICLE = caseless(r"\b(?:the|its)\s(?:(?:old|new|big|small|little|dense|bigger|smaller)\s)?$")
_SIZED = re.compile(r"-(e?\d{1,4}(?:\.\d)?b)(?:-a\d+b)?$")
_PLAN = caseless(
    r"[\s-]+(?:users?|subscribers?|customers?|plans?|tiers?|members?|accounts?|subscription)\b"
)
_LONGER = re.compile(r"[ -][A-Z0-9]|[’'-]?\w")
# A word that many makers give a variant is a name of its own where it does something.
_ACTS = caseless(
    r"(?:\s(?:itself|also|now|already|only|alone))?\s(?:is|was|has|had|comes|came|costs|gets|got|runs"
    r"|scores|beats|does|can|will|takes|keeps|reaches|supports|ships|uses|offers|stays|remains"
    r"|needs|fits)\b|['’]s\b"
)
_VARIANT_BEHIND = re.compile(r"[ -]([A-Z][a-z]+)\b")
_NAME_BEFORE = re.compile(r"(?:[A-Za-z0-9][-.]|[A-Z][\w.]*\s|\w)$")


def settled(
    segments: Sequence[Segment], rows: Sequence[list[Mention]], about: str | None
) -> list[list[Mention]]:
    """`rows`, a list of mentions for each of `segments`, with aliases under the ids they mean."""
    bearers = _bearers(segments, rows, about)
    named: dict[tuple[str, str], str] = {}  # the model last named, by vendor and last word
    found = []
    for row in rows:
        new = []
        for mention in row:
            model = bearers.get(mention.text) or _full(mention, named) or mention.model
            new.append(mention if model == mention.model else replace(mention, model=model))
            if any(char.isdigit() for char in mention.text):
                named |= _words_of(model)
        found.append(new)
    if shorts := _short_names(segments, found):
        found = [_with_shorts(s.text, row, shorts) for s, row in zip(segments, found, strict=True)]
    found = [_without_makers(row) if len(row) > 1 else row for row in found]
    found = _with_active(found)
    sizes, listed = _sizes_told(segments, found)
    if sizes:
        found = [
            _with_sizes(s.text, row, sizes, listed=listed)
            for s, row in zip(segments, found, strict=True)
        ]
    return found


def _without_makers(row: list[Mention]) -> list[Mention]:
    """`row` without a maker that bears its family's name, where the sentence names a member."""
    makers = {m.vendor for m in row if m.kind is MentionKind.name}
    return [
        m
        for m in row
        if m.kind is not MentionKind.family
        or m.model != f"{m.vendor}/{m.vendor}"
        or m.vendor not in makers
    ]


def _with_active(rows: list[list[Mention]]) -> list[list[Mention]]:
    """`rows` with "the 235B" as the "X 235B A22B" that they print in full."""
    full = {
        m.model.rpartition("-")[0]: m.model for row in rows for m in row if _ACTIVE.search(m.model)
    }
    if not full:
        return rows
    return [
        [
            replace(m, model=full[m.model]) if m.model in full and _SIZE.match(m.text) else m
            for m in r
        ]
        for r in rows
    ]


def _sizes_told(
    segments: Sequence[Segment], rows: Sequence[list[Mention]]
) -> tuple[dict[str, str], bool]:
    """The sizes that stand for models, and whether some are listed as such.

    They are those listed beside one family ("X 4: 4B, 12B and 48B"), and those that a single
    printed name has ("the old 27B").
    """
    family, listed = _sizes_listed(segments, rows)
    sized: dict[str, set[str]] = {}
    for mention in (mention for row in rows for mention in row):
        if size := _SIZED.search(mention.model):
            sized.setdefault(size[1], set()).add(mention.model)
    others = {size: min(models) for size, models in sized.items() if len(models) == 1}
    return others | {size: f"{family}-{size}" for size in listed}, bool(listed)


def _sizes_listed(
    segments: Sequence[Segment], rows: Sequence[list[Mention]]
) -> tuple[str | None, set[str]]:
    """The first family that is named with two sizes or more of its own, and these sizes."""
    for segment, row in zip(segments, rows, strict=True):
        families = {m.model for m in row if not _SIZED.search(m.model)}
        if len(families) == 1:
            sizes = {found.group() for found in _bare_sizes(segment.text, row)}
            if len(sizes) > 1:
                return min(families), sizes
    return None, set()


def _with_sizes(
    text: str, row: list[Mention], sizes: dict[str, str], *, listed: bool
) -> list[Mention]:
    """`row` with the sizes of `text` that are names: where none is listed, those like "the 70B"."""
    new = [
        Mention(*found.span(), sizes[found.group()], text[slice(*found.span())])
        for found in _bare_sizes(text, row)
        if found.group() in sizes
        and not _of_another(row, found, sizes[found.group()])
        and (listed or _ARTICLE.search(text, max(found.start() - 12, 0), found.start()))
    ]
    return sorted([*row, *new], key=lambda m: m.start) if new else row


def _of_another(row: Sequence[Mention], found: re.Match[str], model: str) -> bool:
    """Whether a size stands behind another family's name: "Acme Nano: hybrid, 9B"."""
    before = [mention.model for mention in row if mention.end <= found.start()]
    return bool(before) and not any(model.startswith(_SIZED.sub("", other)) for other in before)


def _bare_sizes(text: str, row: list[Mention]) -> Iterator[re.Match[str]]:
    """The sizes of `text` that stand alone, outside names, and measure nothing."""
    for found in _SIZE.finditer(text):
        inside = any(m.start < found.end() and found.start() < m.end for m in row)
        if not inside and not is_measured(text.lower(), found.end()):
            yield found


def _short_names(segments: Sequence[Segment], rows: Sequence[list[Mention]]) -> dict[str, str]:
    """What a document calls its models for short, the longest first.

    That is "Air" where it prints "X 4 Air" beside "X 4", and "Medium 4" for "Maker Medium 4",
    whose kin are "Medium 3" and "Small 4".
    """
    printed = {m.model: m.text for row in rows for m in row if m.kind is MentionKind.name}
    found: dict[str, str] = {}
    lines: dict[str, str] = {}
    for model, text in printed.items():
        base, _, tail = model.rpartition("-")
        word = text[-len(tail) :]
        if base in printed and word.isalpha() and word.istitle() and word.lower() == tail:
            found[word] = "" if word in found else model
        if short := _SHORTENED.fullmatch(text):
            found[short["rest"]] = model
            lines.setdefault(model.removesuffix(_slug(short["rest"])), short["rest"])
    for stem, rest in list(lines.items())[:MOST_LINES]:
        found = _kin(segments, rest, stem) | found
    kept = sorted(((w, m) for w, m in found.items() if m), key=lambda item: -len(item[0]))
    return dict(kept[:MOST_SHORT_NAMES])


def _kin(segments: Sequence[Segment], short: str, stem: str) -> dict[str, str]:
    """The other versions and sizes of a line that a text calls as it calls `short` for short."""
    parts = _NUMBERED.fullmatch(short)
    if parts is None or not stem.endswith("-"):
        return {}
    names = rf"{parts['word']}{parts['joint']}\d(?:\.\d)?"
    if parts["word"] in _SIZES_IN_WORDS:
        names += rf"|(?:{'|'.join(_SIZES_IN_WORDS)}) {parts['version']}"
    pattern = re.compile(rf"(?<![\w.-])(?:{names})(?![\w-]|\.\d)")
    return {name: stem + _slug(name) for s in segments for name in pattern.findall(s.text)}


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _with_shorts(text: str, row: list[Mention], shorts: dict[str, str]) -> list[Mention]:
    """`row` with the short names that `text` has outside its full ones."""
    new: list[Mention] = []
    for word, model in shorts.items():
        if word in text:
            taken = [(m.start, m.end) for m in (*row, *new)]
            new += (
                Mention(start, end, model + _slug(text[start + len(word) : end]), text[start:end])
                for start, end in _places(text, word)
                if not any(a < end and start < b for a, b in taken)
            )
    return sorted([*row, *new], key=lambda m: m.start) if new else row


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where `word` stands as a name of its own, or with the word of a variant behind it.

    It is none inside a longer name, nor where it means a plan's users.
    """
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before = text[max(start - 20, 0) : start]
        variant = _VARIANT_BEHIND.match(text, end)
        if variant and any(map(str.isdigit, word)) and variant[1].lower() in VARIANTS:
            end = variant.end()
        own = not _NAME_BEFORE.search(before) and not _LONGER.match(text, end)
        common = word.lower() in VARIANTS
        if own and (_ACTS.match(text, end) if common else not _PLAN.match(text, end)):
            yield start, end
        start = text.find(word, end)


def _words_of(model: str) -> dict[tuple[str, str], str]:
    """What a model named in full may later be called by: its last word, or its line's."""
    vendor, _, slug = model.partition("/")
    *before, last = slug.split("-")
    lines = {(vendor, f"line {word}"): model for word in (*before[1:], last) if word.isalpha()}
    return {(vendor, last): model, **lines}


def _full(mention: Mention, named: Mapping[tuple[str, str], str]) -> str | None:
    """The model last named in full that a bare variant word ("Maverick", "Sonnet") is short for."""
    if mention.kind is MentionKind.family and "-" in mention.model:
        return named.get((mention.vendor, f"line {mention.text.lower()}"))
    if mention.kind is not MentionKind.name or not mention.text.isalpha():
        return None
    return named.get((mention.vendor, mention.text.lower()))


def _bearers(
    segments: Sequence[Segment], rows: Sequence[list[Mention]], about: str | None
) -> dict[str, str]:
    """The models of codenames that a sentence opens with, as words for its subject."""
    found: dict[str, str] = {}
    last = about
    for segment, row in zip(segments, rows, strict=True):
        for mention in row:
            text = segment.text
            new = mention.kind is MentionKind.codename and mention.model.endswith(
                f"/{mention.text.lower()}"
            )
            opens = _OPENS.fullmatch(text, 0, mention.start)
            if new and opens and last and _ITS_MODEL.match(text, mention.end):
                found.setdefault(mention.text, last)
        plain = [m for m in row if m.kind is MentionKind.name]
        last = plain[0].model if plain else last
    return found
