"""Statements of one source that cannot all hold, in one document or in several of one day.

Probabilities of one speaker have to fit together: what implies another thing is no likelier
than it, and things of which only one can be so share 100 %. What one speaker puts forward must
not exclude itself. Each conflict is one row for every claim in it, in each of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from app.extent import Window, span, window
from app.phrasing import NameOf, day, readable, sentence
from app.schema import Assertion, Conflict, Document, record_id
from app.schema.claims import AUTHOR
from app.vocabulary import ATTRIBUTES, Confidence, Op, Polarity, Precision, Sourcing, ValueKind

# Quoted prices are rounded to a cent and bear the market's spread, so two of them may pass
# each other by as much without anybody being wrong.
SPREAD = 0.02
# Two pages of one day may be hours apart, and prices move by some cents in that time.
SPREAD_OF_A_DAY = 0.05

# Attributes of which a model has one value at a time; of the others, several hold at once.
SINGLE = frozenset({"release_date", "official_name", "knowledge_cutoff"})
NUMERIC = frozenset({ValueKind.number, ValueKind.score, ValueKind.ratio})

# More than an even chance each: two things that exclude each other cannot both be that.
LIKELY = Confidence.moderate
CROWDS = frozenset({Sourcing.community, Sourcing.anonymous})
"""Those who go by one name and are many: they may differ."""

Clash = tuple[str, tuple[Assertion, ...]]
"""Why they cannot all hold, and the assertions in question."""


def conflicts(
    document: Document, assertions: Iterable[Assertion], name_of: NameOf = readable
) -> list[Conflict]:
    """Every conflict among `assertions`, all of `document`, one row for each claim in it."""
    every = list(assertions)
    sure = {one.id for one in every if _is_put_forward(one) and _is_plain(one, document, every)}
    rows: dict[str, Conflict] = {}
    for said in _by_speaker(every):
        plain = [one for one in said if one.id in sure]
        for note, group in (*_odds(said, SPREAD, name_of), *_exclusions(plain, name_of)):
            for one in group:
                row = _row(one, None, note)
                rows[row.id] = row
    return list(rows.values())


def conflicts_between(
    spoken: Iterable[tuple[Document, Sequence[Assertion]]], name_of: NameOf = readable
) -> list[Conflict]:
    """Every conflict among the probabilities of several documents, in each of them.

    `spoken` are documents of one source and day with their assertions. What moved from one
    text of a page to the next is no conflict: of each page the last text counts.
    """
    last = _last_texts(spoken)
    by_document = {document.id: document for document, _ in last}
    rows: dict[str, Conflict] = {}
    for said in _by_speaker((one for _, some in last for one in some), by_document):
        for note, group in _odds(said, SPREAD_OF_A_DAY, name_of):
            places = list(dict.fromkeys(one.document_id for one in group))
            for one in group:
                other = next((place for place in places if place != one.document_id), None)
                row = _row(one, other, note)
                rows |= {row.id: row} if other else {}
    return list(rows.values())


def _last_texts(
    spoken: Iterable[tuple[Document, Sequence[Assertion]]],
) -> list[tuple[Document, Sequence[Assertion]]]:
    """The last text of each page whose words are surely of the day that it bears."""
    last: dict[str, tuple[Document, Sequence[Assertion]]] = {}
    for document, said in sorted(spoken, key=lambda one: (one[0].added_at, one[0].id)):
        if document.precision is Precision.day and document.revises is None:
            last[document.name] = document, said
    return list(last.values())


def _row(one: Assertion, other: str | None, note: str) -> Conflict:
    named = (other,) if other else ()
    return Conflict(
        id=record_id("conflict", one.document_id, one.claim_id, note, *named),
        claim_id=one.claim_id,
        document_id=one.document_id,
        other_document_id=other,
        note=note,
    )


def _by_speaker(
    assertions: Iterable[Assertion], documents: dict[str, Document] | None = None
) -> list[list[Assertion]]:
    """What one speaker says of one attribute of one model, in one unit; a crowd is not one.

    Between `documents`, authors are told apart by their names.
    """
    groups: dict[tuple[Any, ...], list[Assertion]] = defaultdict(list)
    for one in sorted(assertions, key=_place):
        if one.sourcing in CROWDS:
            continue
        author = documents[one.document_id].author if documents and one.speaker == AUTHOR else None
        subject = (one.model, one.attribute, one.qualifier, one.unit, one.baseline, one.at)
        groups[(one.speaker, author, *subject)].append(one)
    return list(groups.values())


def _place(one: Assertion) -> tuple[str, int, str, str]:
    """Where an assertion stands, so that a note reads the same whatever came first."""
    return one.document_id, -1 if one.start is None else one.start, str(one.value), one.id


def _odds(said: Sequence[Assertion], spread: float, name_of: NameOf) -> Iterator[Clash]:
    """Probabilities that cannot all hold: of nested windows, of windows apart, of names."""
    priced = [one for one in said if one.probability is not None]
    dated = [(one, days) for one in priced if (days := _days(one))]
    for pair in combinations(dated, 2):
        for first, second in (pair, pair[::-1]):
            if _is_unordered(first, second, spread):
                yield _ordered_wrong(first, second, name_of), (first[0], second[0])
    yield from _shared_out([_latest_apart(dated), *_named(priced)], spread, name_of)


def _days(one: Assertion) -> Window | None:
    return window(one.op, one.value) if one.attribute == "release_date" else None


def _chance(one: Assertion) -> float:
    """The probability given to the positive proposition."""
    stated = one.probability or 0.0
    return 1 - stated if one.polarity is Polarity.denies else stated


def _is_unordered(
    one: tuple[Assertion, Window], other: tuple[Assertion, Window], spread: float
) -> bool:
    """Whether the first window lies in the second and is given the higher probability."""
    inner, outer = one[1], other[1]
    within = outer.start <= inner.start and inner.end <= outer.end and inner != outer
    return within and _chance(one[0]) > _chance(other[0]) + spread


def _ordered_wrong(
    one: tuple[Assertion, Window], other: tuple[Assertion, Window], name_of: NameOf
) -> str:
    (first, inner), (second, outer) = one, other
    return (
        f"{_voice(first)} gives {name_of(first.model)} {_percent(first)} {_said(inner)} and "
        f"{_percent(second)} {_said(outer)}; these cannot both hold, because the first "
        "implies the second."
    )


def _latest_apart(dated: Sequence[tuple[Assertion, Window]]) -> list[Assertion]:
    """Windows of which none overlaps another, so that at most one of them can come true.

    Taken by their ends, earliest first; open beginnings are left out, as deadlines nest.
    """
    apart: list[tuple[Assertion, Window]] = []
    bounded = [pair for pair in dated if pair[1].start > date.min]
    for one, days in sorted(bounded, key=lambda pair: (pair[1].end, pair[1].start)):
        if not apart or days.start > apart[-1][1].end:
            apart.append((one, days))
    return [one for one, _ in apart]


def _named(priced: Sequence[Assertion]) -> Iterator[list[Assertion]]:
    """Different official names, of which a model bears one."""
    names = {
        str(one.value).casefold(): one
        for one in priced
        if one.attribute == "official_name" and one.op is Op.eq
    }
    yield list(names.values())


def _shared_out(
    groups: Iterable[Sequence[Assertion]], spread: float, name_of: NameOf
) -> Iterator[Clash]:
    """A clash where things of which only one can be so are given more than 100 %."""
    for group in groups:
        total = sum(map(_chance, group))
        if len(group) > 1 and total > 1 + spread * len(group):
            listed = ", ".join(f"{_percent(one)} {_shown(one)}" for one in group)
            note = (
                f"{_voice(group[0])} gives {name_of(group[0].model)} {listed}: together "
                f"{100 * total:.0f} %, though at most one of them can come true."
            )
            yield note, tuple(group)


def _exclusions(said: Sequence[Assertion], name_of: NameOf) -> Iterator[Clash]:
    """Statements that exclude each other, or of which one denies the other."""
    for one, other in combinations(said, 2):
        if _contradict(one, other):
            first, second = (sentence(it, name_of(it.model), name_of) for it in (one, other))
            note = (
                f"{_voice(one)} says that {first}, and also that {second}; "
                "these exclude each other."
            )
            yield note, (one, other)


def _is_put_forward(one: Assertion) -> bool:
    """Whether a speaker stands by a statement.

    What is only likely counts where the author speaks: what others thought likely, they may
    have thought at different times.
    """
    if one.probability is not None:
        return False
    if one.confidence is Confidence.certain:
        return True
    return one.confidence.rank >= LIKELY.rank and one.speaker == AUTHOR


def _is_plain(one: Assertion, document: Document, every: Iterable[Assertion]) -> bool:
    """Whether its words leave no doubt that this value of this model is meant.

    A sentence that does not print the model's name may go on about another one; one with two
    models for a value, or two values for the model, is easily read amiss.
    """
    if one.start is None:
        return True
    if _folded(one.model.partition("/")[2]) not in _folded(document.text[one.start : one.end]):
        return False
    beside = [it for it in every if (it.start, it.attribute) == (one.start, one.attribute)]
    return not any((it.model == one.model) != (it.value == one.value) for it in beside)


def _contradict(one: Assertion, other: Assertion) -> bool:
    same = (one.op, one.value) == (other.op, other.value)
    if one.polarity is not other.polarity:
        return same
    return one.polarity is Polarity.asserts and not same and _exclude(one, other)


def _exclude(one: Assertion, other: Assertion) -> bool:
    """Whether a model cannot have both values."""
    if one.attribute in SINGLE:
        first, second = window(one.op, one.value), window(other.op, other.value)
        if first and second:
            return first.end < second.start or second.end < first.start
        names = {_folded(str(it.value)) for it in (one, other)}
        return one.attribute == "official_name" and len(names) > 1
    if ATTRIBUTES[one.attribute].kind not in NUMERIC:
        return False
    first_span, second_span = span(one.op, one.value), span(other.op, other.value)
    if first_span is None or second_span is None:
        return False
    slack = 1 + ATTRIBUTES[one.attribute].tolerance
    apart = (first_span[1] * slack < second_span[0], second_span[1] * slack < first_span[0])
    return any(apart)


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _voice(one: Assertion) -> str:
    return "The author" if one.speaker == AUTHOR else one.speaker


def _percent(one: Assertion) -> str:
    return f"{100 * _chance(one):.3g} %"


def _said(days: Window) -> str:
    """A window in words: "by 23 April 2026", "for 1 to 31 May 2026"."""
    if days.start == date.min:
        return f"by {day(days.end)}"
    if days.end == date.max:
        return f"from {day(days.start)} on"
    return f"for {day(days.start)} to {day(days.end)}"


def _shown(one: Assertion) -> str:
    days = _days(one)
    return _said(days) if days else f"to {one.value}"
