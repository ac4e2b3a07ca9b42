"""An assertion held against its own quote: whether its value can be read there again.

The quote is the sentence, item or row that carries the assertion; a row is read with the heads of
its columns. Numbers are read again by `app.extract.values`, dates by `app.extract.dates`, names
letter by letter, and what is said by words alone by the stems of those words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from app.extract import Said, extract
from app.extract.dates import windows
from app.extract.layout import Kind
from app.extract.segments import Segment, outline
from app.extract.values import quantities
from app.extract.whole import read
from app.model_names import ModelNames
from app.vocabulary import Op
from tests.extract_samples import document

Spans = tuple[tuple[int, int], ...]

NAMED = ("codename", "official_name")
DATED = ("release_date", "knowledge_cutoff")
ROUNDED = 1e-6  # the rounding of ratios
SMALL_WORDS = frozenset(("a", "an", "the", "of", "or", "and", "for", "in", "latest", "new"))

# What a value that is no quotation may be called, as beginnings of words.
STEMS: dict[str, dict[str, str]] = {
    "modality": {
        "text": "text|writ",
        "image": "image|vision|visual|photo|picture|screenshot|diagram|see|draw|paint",
        "audio": "audio|voice|speech|sound|spoken|hear|listen|speak|talk|sing",
        "video": "video",
    },
    "license": {
        "open_weights": "open|weight",
        "proprietary": "proprietary|closed|weight",
        "Apache-2.0": "apache",
        "MIT": "mit",
        "noncommercial": "non-?commercial|non commercial",
        "research-only": "research",
    },
    "architecture": {
        "moe": "mixture|moe|expert",
        "dense": "dense",
        "native_multimodal": "nativ|unified|single|omni",
        "multimodal": "multi-?modal|modalit",
        "new_pretraining": "pre-?train|scratch",
        "same_base": "same|shar|base|unchanged|checkpoint",
        "reasoning_modes": "modes?\\b|reason|think|effort|deliberat",
    },
    "release_stage": {
        "training": "train",
        "pretraining_complete": "pre-? ?train",
        "post_training": "post-? ?train|rlhf",
        "red_teaming": "red-? ?team",
        "limited_test": "test|beta|(?:lm|web|design)? ?arena|lmsys|openrouter|trial|pilot|dogfood"
        "|stealth|alpha|preview|bench",
        "preview": "preview|beta",
        "announced": "announc|unveil|teas|reveal|official",
        "released": "releas|launch|ship|roll|introduc|debut|drop|land|arriv|out|avail|made"
        "|open(?!ai)|live|came|come|weight|public|unreleas|internal|ga\\b|yes\\b|no\\b",
        "delayed": "delay|postpon|push|slip|put|hold",
        "cancelled": "cancel|scrap|abandon|shelv|gone|dead|kill|call|axe",
        "deprecated": "deprecat|retir|sunset|discontinu|shut|phas|remov|end|pull",
    },
    "compatibility": {"backward_compatible": "backward"},
    "availability": {"general": "general|avail|partner|public", "api": "apis?"},
}
_COMPARED = re.compile(
    r"\b(?:cheap|less|low|more|high|expensive|pric|cost|dear|fast|quick|slow|latency|speed|drop"
    r"|reduc|cut|fraction|afford|economical|better|improv)",
    re.IGNORECASE,
)
_RISES = re.compile(
    r"\b(?:more|high|expens|dear|pric(?:ey|ier)|rais|increas|hik|lift|fast|quick|larg|bigg|longer)"
)
_FALLS = re.compile(
    r"\b(?:cheap|less|low|cut|slash|reduc|drop|trim|fell|fall|discount|off|slow|small|short|fewer)"
)
_FRACTIONS = {"half": 2, "halv": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6}
_FRACTIONS |= {"eighth": 8, "tenth": 10}
_MULTIPLES = {"same": 1, "unchanged": 1, "doubl": 2, "twice": 2, "tripl": 3, "thrice": 3}
_RATIO_WORDS = {word: 1 / parts for word, parts in _FRACTIONS.items()} | _MULTIPLES
_MEANT = re.compile(
    r"\b(?:it|its|they|them|their|both|others?|models?|predecessors?|successors?|rivals?|all|any"
    r"|every|best|first|top|leads?|sota|state|tops|number|versions?)\b|#\d",
    re.IGNORECASE,
)
_ORDINALS = {1: "first|one|best|top|lead", 2: "second|two", 3: "third|three", 4: "four", 5: "fif"}
_PART = re.compile(r"[a-z]+|\d+(?:\.\d+)*")


@dataclass(frozen=True)
class Page:
    """A document with what is needed to read its assertions again."""

    text: str
    day: date | None

    @cached_property
    def said(self) -> list[Said]:
        """What is extracted from it."""
        return extract(document(self.text, self.day))

    @cached_property
    def printed(self) -> dict[str, str]:
        """Every name of a model that is printed, with the id it has in this document."""
        return read(document(self.text, self.day), ModelNames.shipped()).printed

    @cached_property
    def segments(self) -> dict[tuple[int, int], Segment]:
        """The units of the text by their places."""
        return {(s.start, s.end): s for s in outline(self.text).segments}

    def evidence(self, said: Said) -> Evidence:
        """The words in which `said` must be found: of an answer, with its question.

        Raises:
            KeyError: it stands on no sentence, item or row of the text.
        """
        segment = self.segments[said.start, said.end]
        if " asked: " not in said.cue:
            return Evidence(self, segment)
        before = [s for place, s in self.segments.items() if place < (said.start, said.end)]
        return Evidence(self, replace(segment, text=f"{before[-1].text} {segment.text}"))


@dataclass(frozen=True)
class Evidence:
    """The quote of an assertion, as plain words."""

    page: Page
    segment: Segment

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The quote; a row also cell by cell, under its column's head and under its own."""
        if self.segment.kind is not Kind.row:
            return (self.segment.text,)
        return (self.segment.text, *self._cell_lines())

    def _cell_lines(self) -> Iterator[str]:
        cells = self.segment.cells
        for cell in cells:
            yield cell.text
            for head in (cell.column, cells[0].text):
                rated = "$" in head and "$" not in cell.text
                shown = f"${cell.text} per million tokens" if rated else cell.text
                yield f"{head}: {shown}"

    @cached_property
    def words(self) -> str:
        """All of it in small letters, a row with the heads of its columns."""
        heads = " ".join(cell.column for cell in self.segment.cells)
        return f"{self.segment.text} {heads}".lower()

    @cached_property
    def figures(self) -> frozenset[float]:
        """Every figure in it outside names, the ends of ranges too, with their magnitudes."""
        return self._figures_outside(_names_in)

    @cached_property
    def sizes(self) -> frozenset[float]:
        """The figures of it in names too: a model may be called by its size."""
        return self._figures_outside(lambda _: ())

    def _figures_outside(self, masked: Callable[[str], Spans]) -> frozenset[float]:
        found = (quantity for line in self.lines for quantity in quantities(line, masked(line)))
        return frozenset(end for quantity in found for end in (quantity.low, quantity.high))

    @cached_property
    def days(self) -> tuple[Any, ...]:
        """Every day and window in it, told on the day of the document."""
        return tuple(
            found.value
            for line in self.lines
            for found in windows(line, self.page.day, _names_in(line))
        )

    def has_stem(self, stems: str) -> bool:
        """Whether a word of the quote begins with one of `stems`."""
        return re.search(rf"\b(?:{stems})", self.words) is not None

    def has_words(self, value: str) -> bool:
        """Whether every word of `value` stands in the quote."""
        wanted = set(re.findall(r"[\w.]*\w", value.lower().replace("_", " "))) - SMALL_WORDS
        there = set(re.findall(r"[\w.]*\w", self.words)) | set(re.findall(r"\w+", self.words))
        return bool(wanted) and wanted <= there

    def names(self, model: str) -> bool:
        """Whether the quote names `model`, or means it and the document named it before."""
        own = {m.model for m in ModelNames.shipped().mentions(self.segment.text)}
        own |= {m for name, m in self.page.printed.items() if name.lower() in self.words}
        if model in own:
            return True
        return _spells(self.words, model) or (
            _MEANT.search(self.words) is not None and is_named(self.page, model)
        )


def is_named(page: Page, model: str) -> bool:
    """Whether a document names `model`: by a printed name, or by its family and its version.

    A vendor's next model is named where its vendor is.
    """
    vendor, _, slug = model.partition("/")
    if model in page.printed.values():
        return True
    if slug == "next":
        return any(m.vendor == vendor for m in ModelNames.shipped().vendor_mentions(page.text))
    return _spells(page.text.lower(), model)


def _spells(low: str, model: str) -> bool:
    """Whether all parts of a model's id stand in a text in small letters: "gpt", "5.5", "pro"."""
    vendor, _, slug = model.partition("/")
    known = vendor in ModelNames.shipped().vendors()
    return known and set(_PART.findall(slug)) <= set(_PART.findall(low))


def grounded(said: Said, page: Page) -> bool:
    """Whether the value of `said`, and the day it gives, are read again from its quote."""
    evidence = page.evidence(said)
    rule = _RULES.get(said.attribute, _worded)
    if said.attribute not in DATED and _is_figure(said.value):
        rule = _figured
    return rule(said, evidence) and (said.at is None or _dated_at(said.at, evidence))


def _is_figure(value: Any) -> bool:
    ends = value if isinstance(value, list) else [value]
    return all(isinstance(end, (int, float)) and not isinstance(end, bool) for end in ends)


def _figured(said: Said, evidence: Evidence) -> bool:
    if said.attribute == "benchmark_rank":
        return evidence.has_stem(f"{said.value}|{_ORDINALS.get(said.value, said.value)}")
    if said.unit == "ratio" and said.value == 1 and said.op is not Op.eq:
        return _COMPARED.search(evidence.words) is not None
    ends = said.value if isinstance(said.value, list) else [said.value]
    of_size = said.attribute == "parameter_count"
    read_again = set(evidence.sizes if of_size else evidence.figures)
    if said.unit == "ratio":
        said_so = {*evidence.figures, *_ratio_words(evidence.words)}
        read_again |= {ratio for figure in said_so for ratio in _ratios(figure, evidence.words)}
    close = ROUNDED if said.unit == "ratio" else 0
    return all(any(abs(end - figure) <= close for figure in read_again) for end in ends)


def _ratios(figure: float, words: str) -> Iterator[float]:
    """What a figure may say of a ratio: "down 40 %" is 0.6, "5x cheaper" is 0.2."""
    yield figure
    for share in (figure / 100, figure):
        if share <= 1 and _FALLS.search(words):
            yield 1 - share
        if share <= 1 and _RISES.search(words):
            yield 1 + share
    yield figure / 100
    if figure:
        yield 1 / figure


def _ratio_words(words: str) -> Iterator[float]:
    """Halves, doubles and simple fractions in words."""
    for word, ratio in _RATIO_WORDS.items():
        if word in words:
            yield ratio


def _dated(said: Said, evidence: Evidence) -> bool:
    return said.value in evidence.days


def _dated_at(at: Any, evidence: Evidence) -> bool:
    return any(str(at) in (day if isinstance(day, list) else [day]) for day in evidence.days)


def _called(said: Said, evidence: Evidence) -> bool:
    name = rf"(?<!\w){re.escape(str(said.value))}(?!\w)"
    return re.search(name, evidence.segment.text) is not None


def _worded(said: Said, evidence: Evidence) -> bool:
    """A value in the words of the quote, or one of those that `STEMS` gives words to."""
    if isinstance(said.value, bool):
        what = said.qualifier or said.cue.rpartition(": ")[2]
        return _has_any(evidence, what, STEMS["availability"])
    return _has_any(evidence, str(said.value), STEMS.get(said.attribute, {}))


def _has_any(evidence: Evidence, value: str, stems: dict[str, str]) -> bool:
    return evidence.has_stem(stems[value]) if value in stems else evidence.has_words(value)


def _against(said: Said, evidence: Evidence) -> bool:
    """A value that is another model, or "all" of them."""
    if said.value == "all":
        return _MEANT.search(evidence.words) is not None
    return evidence.names(str(said.value))


_RULES: dict[str, Callable[[Said, Evidence], bool]] = {
    **dict.fromkeys(DATED, _dated),
    **dict.fromkeys(NAMED, _called),
    **dict.fromkeys(("lineage", "benchmark_rank", "parameter_count"), _against),
}


def _names_in(line: str) -> Spans:
    return tuple((m.start, m.end) for m in ModelNames.shipped().mentions(line))


def ungrounded(page: Page) -> Iterable[Said]:
    """The assertions of `page` whose value is not in their quote, or whose model is nowhere."""
    return (s for s in page.said if not (grounded(s, page) and is_named(page, s.model)))
