"""Puts the parts of extraction together: the path from a document to its assertions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.extract import costs, cues, design, naming, reach, scores, sizes, timing, training
from app.extract.anchors import Part, anchors_of
from app.extract.attribution import AUTHOR, CROWD, Credit, Sources, is_leak, speaks_for
from app.extract.benchmarks import Benchmarks
from app.extract.confidence import Shown, shown
from app.extract.language import is_english
from app.extract.layout import Kind
from app.extract.reading import Finding, Named, Reading
from app.extract.segments import Segment, outline
from app.extract.subjects import Subject, Tracker, main_model
from app.extract.tables import Statement, statements
from app.model_names import Mention, MentionKind, ModelNames, VendorMention
from app.schema import Assertion, Document, Proposition
from app.vocabulary import Confidence, Op, Polarity, Sourcing

FAMILIES = (timing.find, naming.find, sizes.find, scores.find, costs.find, design.find, reach.find, training.find)
"""The rules, one function per family of attributes: sentence in, findings out."""

_PRESUPPOSED = re.compile(r"\b(?:already|newly|recently)[\s-]$", re.IGNORECASE)
_HEDGED_HEADING = re.compile(r"\brumou?r(?:s|ed)?\b|\bspeculati\w+\b|\bunconfirmed\b|\(estimated?\)|^if\b", re.IGNORECASE)
_A_SERIES = re.compile(r"\s(?:model\s)?(?:series|family|families|models|releases|line-?up|line)\b", re.IGNORECASE)
_VARIANT_COLUMN = re.compile(r"(?:variants?|versions?|editions?|tiers?)\b", re.IGNORECASE)
NAMING = frozenset({"official_name", "codename", "variant"})
STRONG_SHARE = 0.6  # of the names in a text: it is about that model alone
LONGEST_LIST = 8  # lines of a list read for the sentence that opens it
_ASKS = re.compile(r"\?[\"'”’)]*$")
_CONDITION = re.compile(r"\b(?:if|whether|unless|once|until)\b(?:[^,;.]|\.(?=\d)){1,150}", re.IGNORECASE)
_MAYBE = re.compile(r"\W*(?:maybe|perhaps|probably|possibly)\b", re.IGNORECASE)
_DISCLAIMER = re.compile(
    r"\b(?:most|much|all|everything|some)\sof\s(?:what\sfollows|this|the\sfollowing|it|the\sinformation)\b[^.]{0,40}\b(?:rumou?r|speculat|unverified|unconfirmed)"
    r"|\b(?:details?|numbers?|specs|dates?|information|claims?)\b[^.]{0,60}\b(?:are|is|remain)\s(?:\w+\s)?(?:unverified|unconfirmed|speculative|rumou?rs?)\b"
    r"|\bnot\sconfirmed\sfact|\b(?:speculative|hypothetical)\b[^.]{0,60}\b(?:model|iteration|article|piece|analysis|post|release)\b|\btreat\sthis\sas\b",
    re.IGNORECASE,
)


@dataclass
class _Text:
    """One document as the rules need it: its parts, and what holds for all of it."""

    document: Document
    subjects: list[Subject]
    vendors: dict[int, list[VendorMention]]
    sources: Sources
    about: str | None
    released: frozenset[str]
    disclaimed: bool
    codenames: frozenset[str]
    names: ModelNames
    printed: dict[str, str]


def extract(document: Document, names: ModelNames | None = None) -> list[Assertion]:
    """The assertions of a document, in order of place; none where its text is not English."""
    if not document.text.strip() or not is_english(document.text):
        return []
    text = _read(document, names or ModelNames.shipped())
    found: dict[str, Assertion] = {}
    leaking: tuple[int, bool] = (-1, False)
    for subject in text.subjects:
        block = subject.segment.block
        leak = leaking[1] if leaking[0] == block else False
        for assertion in _assertions(text, subject, leaking=leak):
            found.setdefault(assertion.id, assertion)
        leaking = (block, leak or is_leak(subject.segment.text))
    return sorted(found.values(), key=_order)


def _order(assertion: Assertion) -> tuple[Any, ...]:
    said = (assertion.attribute, assertion.qualifier or "", str(assertion.value), assertion.op)
    return (assertion.start, assertion.end, assertion.model, *said, assertion.id)


def _read(document: Document, names: ModelNames) -> _Text:
    parts = outline(document.text)
    segments = parts.segments
    joined = "\n".join(segment.text for segment in segments)
    starts = _starts(segments)
    mentions = _by_segment(names.mentions(joined), starts)
    vendors = _by_segment(names.vendor_mentions(joined), starts)
    rows = [mentions.get(i, []) for i in range(len(segments))]
    printed = {m.model for row in rows for m in row}
    main = main_model(zip(segments, rows, strict=True), lambda model: _base(printed, model))
    about = main.model
    rows = [_identified(s.text, row, about, printed) for s, row in zip(segments, rows, strict=True)]
    tracker = Tracker(about, strong=main.share >= STRONG_SHARE)
    subjects = [
        tracker.read(i, segment, row, [(v.start, v.end, v.vendor) for v in vendors.get(i, [])])
        for i, (segment, row) in enumerate(zip(segments, rows, strict=True))
    ]
    every = [mention for row in rows for mention in row]
    official = speaks_for(joined, names.vendors().get(_vendor_of(every) or ""))
    return _Text(
        document,
        subjects,
        vendors,
        Sources(parts.references, official, crowd=_is_crowded(segments)),
        about,
        frozenset(m.model for m in every if _is_out(names, m.model, document.published)),
        any(_DISCLAIMER.search(segment.text) for segment in segments[:12]),
        frozenset(m.text for m in every if m.kind is MentionKind.codename),
        names,
        {m.text: m.model for m in every},
    )


def _base(printed: set[str], model: str) -> str:
    """The printed model that `model` is a variant of, else itself.

    A bare family ("anthropic/claude") is no base: it has no version and no second word.
    """
    bases = [b for b in printed if model.startswith(f"{b}-") and re.search(r"[\d-]", b.partition("/")[2])]
    return min(bases, key=len, default=model)


def _starts(segments: Sequence[Segment]) -> list[int]:
    starts, at = [], 0
    for segment in segments:
        starts.append(at)
        at += len(segment.text) + 1
    return starts


def _by_segment(mentions: Iterable[Any], starts: list[int]) -> dict[int, list[Any]]:
    """Mentions of the joined text by segment, their places counted from its start."""
    found: dict[int, list[Any]] = {}
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        offset = starts[index]
        moved = replace(mention, start=mention.start - offset, end=mention.end - offset)
        found.setdefault(index, []).append(moved)
    return found


def _identified(
    line: str, row: list[Mention], about: str | None, printed: set[str]
) -> list[Mention]:
    """Mentions under the id that the document itself gives them.

    A vendor's next model is the one the document is about, where it is that vendor's; a family
    name alone is the family's only member that is printed.
    """
    row = [m for m in row if not _is_bare_family(m, about)]
    coming = f"{about.partition('/')[0]}/next" if about else None
    found = []
    for mention in row:
        model = about if about and mention.model == coming else mention.model
        if mention.kind is MentionKind.family and not _A_SERIES.match(line, mention.end):
            model = _only_member(model, printed) or model
        found.append(replace(mention, model=model))
    return found


def _is_bare_family(mention: Mention, about: str | None) -> bool:
    """Whether a name is only the family of the document's own model ("the GPT family")."""
    if mention.kind is not MentionKind.family or about is None:
        return False
    return about.startswith(f"{mention.model}-") and not re.search(r"\d", mention.text)


def _only_member(family: str, printed: set[str]) -> str | None:
    vendor, _, slug = family.partition("/")
    parts = set(slug.split("-"))
    members = [
        model for model in printed
        if model.startswith(f"{vendor}/") and model != family and parts < set(model.partition("/")[2].split("-"))
    ]
    return members[0] if len(members) == 1 else None


def _vendor_of(mentions: Sequence[Mention]) -> str | None:
    """The vendor whose models a document speaks of, where it hardly speaks of others."""
    counts = Counter(mention.model.partition("/")[0] for mention in mentions)
    vendor, count = counts.most_common(1)[0] if counts else ("", 0)
    return vendor if count and count >= STRONG_SHARE * counts.total() else None


def _is_out(names: ModelNames, model: str, day: date | None) -> bool:
    released = names.released(model)
    return released is not None and day is not None and released <= day


def _is_crowded(segments: Sequence[Segment]) -> bool:
    return any(re.search(r"\b(?:users?|commenters?|reddit|thread|comments?)\b", s.text, re.IGNORECASE) for s in segments)


def _assertions(text: _Text, subject: Subject, *, leaking: bool) -> Iterator[Assertion]:
    segment = subject.segment
    if segment.kind is Kind.question or cues.NO_STATEMENT.match(segment.text):
        return
    if _ASKS.search(segment.text) and not _MAYBE.match(segment.text):
        return
    if segment.kind is Kind.row:
        yield from _row_assertions(text, subject)
        return
    if not subject.anchors and not subject.scope:
        return
    reading = _reading(text, subject)
    for finding in _findings(reading):
        credit = text.sources.credit(segment, finding.end, subject.heading, subject.lead, leaking=leaking)
        sure = _sure(text, segment.text, finding, credit)
        sure = _in_section(text, subject, finding, sure)
        if _is_given(reading, finding, text.released):
            sure = replace(sure, level=Confidence.certain, explicit=False)
        yield _assertion(text, segment, finding, sure, credit)


def _is_given(reading: Reading, finding: Finding, released: frozenset[str]) -> bool:
    """Whether a hedge of the sentence does not touch what it takes as given.

    That is what a released rival is compared by ("expected to beat GPT-4o's 88 %"), and what
    an adjective presupposes ("the already-released GPT-5").
    """
    if finding.attribute == "release_stage":
        return bool(_PRESUPPOSED.search(reading.text[: finding.start]))
    rivals = {m for a in reading.anchors if a.part is Part.rival for m in a.models}
    figure = finding.attribute in ("benchmark_score", "context_window", "speed", "price")
    return figure and finding.model in rivals and finding.model in released


def _in_section(text: _Text, subject: Subject, finding: Finding, sure: Shown) -> Shown:
    """Plain statements under "What is rumoured" or "Design (rumoured)" are rumours."""
    heading = subject.heading.rpartition(" / ")[2]
    plain = sure.cue is None and not sure.denies
    if plain and finding.model not in text.released and _HEDGED_HEADING.search(heading):
        return replace(sure, level=Confidence.low, explicit="(" in heading)
    return sure


def _findings(reading: Reading) -> Iterator[Finding]:
    conditions = [match.span() for match in _CONDITION.finditer(reading.text)]
    for family in FAMILIES:
        for finding in family(reading):
            if not any(start <= finding.start and finding.end <= end for start, end in conditions):
                yield finding


def _reading(text: _Text, subject: Subject) -> Reading:
    segment = subject.segment
    benchmarks = Benchmarks.shipped().find(segment.text)
    named = [(m.start, m.end) for m in subject.mentions] + [(b.start, b.end) for b in benchmarks]
    vendors = [Named(v.start, v.end, v.vendor, v.text) for v in text.vendors.get(subject.index, [])]
    return Reading(
        segment,
        subject.anchors,
        tuple(benchmarks),
        tuple(vendors),
        subject.scope,
        text.about,
        subject.heading,
        text.document.published,
        tuple(sorted(named)),
        subject.earlier,
        subject.plural,
        subject.lead,
        _listed_below(text, subject.index),
        text.codenames,
    )


def _listed_below(text: _Text, index: int) -> tuple[str, ...]:
    """The models of a list that a sentence ending in a colon opens."""
    if not text.subjects[index].segment.text.endswith(":"):
        return ()
    models: list[str] = []
    for later in text.subjects[index + 1 : index + 1 + LONGEST_LIST]:
        opens = [a for a in later.anchors if a.start <= 2 and a.places]
        if not opens:
            break
        models += opens[0].models
    return tuple(dict.fromkeys(models))


def _sure(text: _Text, line: str, finding: Finding, credit: Credit) -> Shown:
    """How sure a line sounds of a finding, the document's own standing counted in."""
    return shown(
        line,
        finding.start,
        finding.end,
        vendor=credit.sourcing is Sourcing.official,
        named=credit.sourcing is Sourcing.named,
        plain=_plain(text, finding, credit),
    )


def _is_of(model: str, about: str | None) -> bool:
    """Whether `model` is the one the document is about, or a variant of it."""
    return about is not None and (model == about or model.startswith(f"{about}-"))


def _plain(text: _Text, finding: Finding, credit: Credit) -> Confidence:
    """The level of a statement that no wording governs."""
    if text.disclaimed and credit.speaker == AUTHOR and _is_of(finding.model, text.about):
        if finding.polarity is Polarity.asserts:
            return Confidence.moderate
    if credit.speaker == CROWD and finding.attribute in NAMING:
        return Confidence.low  # what people call a model is no name of it yet
    day = text.document.published
    if finding.attribute == "release_date" and day is not None:
        last = finding.value[-1] if isinstance(finding.value, list) else finding.value
        if str(last) > day.isoformat():
            return Confidence.high
    return Confidence.certain


def _assertion(
    text: _Text, segment: Segment, finding: Finding, sure: Shown, credit: Credit
) -> Assertion:
    denies = sure.denies or finding.polarity is Polarity.denies
    said = Proposition(
        model=finding.model,
        attribute=finding.attribute,
        qualifier=finding.qualifier,
        op=finding.op,
        value=finding.value,
        baseline=finding.baseline,
        at=finding.at,
        unit=finding.unit,
        polarity=Polarity.denies if denies else Polarity.asserts,
    )
    return Assertion.of(
        text.document,
        said,
        start=segment.start,
        end=segment.end,
        confidence=sure.level,
        probability=sure.probability,
        explicit=sure.explicit,
        speaker=credit.speaker,
        sourcing=credit.sourcing,
        cue=finding.rule,
    )


def _row_assertions(text: _Text, subject: Subject) -> Iterator[Assertion]:
    row = subject.segment

    def models_in(cell: str) -> tuple[str, ...]:
        printed = [m for m in text.printed if m in cell]
        found = [m.model for m in text.names.mentions(cell)] or [text.printed[max(printed, key=len)]] if printed else []
        return tuple(dict.fromkeys(found))

    yield from _variant_rows(text, subject)
    for statement in statements(row, models_in):
        yield from _told(text, subject, statement)


def _variant_rows(text: _Text, subject: Subject) -> Iterator[Assertion]:
    """A table of variants names one a row."""
    row = subject.segment
    if row.header or not row.cells or not _VARIANT_COLUMN.match(row.cells[0].column):
        return
    first = row.cells[0].text
    for mention in text.names.mentions(first)[:1]:
        base = _base(set(text.printed.values()), mention.model)
        name = mention.model.removeprefix(base).strip("-")
        others = re.findall(r"[A-Z][\w-]+", first[mention.end :])
        for variant in [name, *others] if name else others:
            finding = Finding(base, "variant", variant.lower(), 0, len(first), f"variant table: {first}")
            yield _assertion(text, row, finding, _sure(text, first, finding, Credit()), Credit())


def _told(text: _Text, subject: Subject, statement: Statement) -> Iterator[Assertion]:
    """The assertions of one statement of a row."""
    row = subject.segment
    line = replace(row, text=statement.text, kind=Kind.item, cells=(), marks=())
    scope = statement.models or subject.scope
    if not scope:
        return
    mentions = _mentions_of_line(text, statement.text)
    anchors = () if statement.models else tuple(anchors_of(statement.text, mentions))
    inner = Subject(subject.index, line, anchors, tuple(mentions), scope, subject.heading)
    if statement.released is not None:
        polarity = Polarity.asserts if statement.released else Polarity.denies
        found: Iterable[Finding] = [
            Finding(scope[0], "release_stage", "released", 0, len(statement.text), f"table: {statement.text}", polarity=polarity)
        ]
    else:
        found = _findings(_line_reading(text, inner))
    cell = replace(line, text=statement.credit or statement.text)
    for finding in found:
        credit = text.sources.credit(cell, 0, subject.heading, "", leaking=False)
        sure = _sure(text, statement.text, finding, credit)
        if statement.sure is not None:
            sure = replace(statement.sure, denies=sure.denies)
        elif statement.estimate and finding.attribute != "release_stage":
            sure = replace(sure, level=Confidence.low, explicit=True)
        yield _assertion(text, row, finding, sure, credit)


def _mentions_of_line(text: _Text, line: str) -> list[Mention]:
    """The names of a cell; an everyday word is one where the document says so elsewhere."""
    found = text.names.mentions(line)
    return found or [
        Mention(line.index(printed), line.index(printed) + len(printed), model, printed)
        for printed, model in text.printed.items()
        if printed in line
    ][:1]


def _line_reading(text: _Text, subject: Subject) -> Reading:
    line = subject.segment
    benchmarks = Benchmarks.shipped().find(line.text)
    named = [(m.start, m.end) for m in subject.mentions] + [(b.start, b.end) for b in benchmarks]
    return Reading(
        line, subject.anchors, tuple(benchmarks), (), subject.scope, text.about,
        subject.heading, text.document.published, tuple(sorted(named)), (), (), "", (), text.codenames,
    )
