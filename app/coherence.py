"""Statements of one document that cannot all hold.

Probabilities of one speaker have to fit together: what implies another thing is no likelier
than it, and things of which only one can be so share 100 %. What one speaker says with
certainty must not exclude itself. Each conflict is one row for every claim in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from app.extent import Window, span, window
from app.schema import Assertion, Conflict, Document, record_id
from app.vocabulary import ATTRIBUTES, Confidence, Op, Polarity, Sourcing, ValueKind

# Quoted prices are rounded to a cent and bear the market's spread, so two of them may pass
# each other by as much without anybody being wrong.
SPREAD = 0.02

# Attributes of which a model has one value at a time; of the others, several hold at once.
SINGLE = frozenset({"release_date", "official_name", "knowledge_cutoff"})
NUMERIC = frozenset({ValueKind.number, ValueKind.score, ValueKind.ratio})

Clash = tuple[str, tuple[Assertion, ...]]
"""Why they cannot all hold, and the assertions in question."""


def conflicts(document: Document, assertions: Sequence[Assertion]) -> list[Conflict]:
    """Every conflict among `assertions`, all of `document`, one row for each claim in it."""
    rows: dict[str, Conflict] = {}
    for said in _by_speaker(assertions):
        for note, group in (*_odds(said), *_certainties(said)):
            for claim_id in dict.fromkeys(one.claim_id for one in group):
                row = Conflict(
                    id=record_id("conflict", document.id, claim_id, note),
                    claim_id=claim_id,
                    document_id=document.id,
                    note=note,
                )
                rows[row.id] = row
    return list(rows.values())


def _by_speaker(assertions: Iterable[Assertion]) -> list[list[Assertion]]:
    """What one speaker says of one attribute of one model, in one unit; a crowd is not one."""
    groups: dict[tuple[Any, ...], list[Assertion]] = defaultdict(list)
    for one in assertions:
        if one.sourcing is Sourcing.community:
            continue
        key = (one.speaker, one.model, one.attribute, one.qualifier, one.unit, one.baseline, one.at)
        groups[key].append(one)
    return list(groups.values())


def _odds(said: Sequence[Assertion]) -> Iterator[Clash]:
    """Probabilities that cannot all hold: of nested windows, of windows apart, of names."""
    priced = [one for one in said if one.probability is not None]
    dated = [(one, days) for one in priced if (days := _days(one))]
    for (one, inner), (other, outer) in combinations(dated, 2):
        yield from _ordered(one, inner, other, outer)
        yield from _ordered(other, outer, one, inner)
    yield from _shared_out([_latest_apart(dated), *_named(priced)])


def _days(one: Assertion) -> Window | None:
    return window(one.op, one.value) if one.attribute == "release_date" else None


def _chance(one: Assertion) -> float:
    """The probability given to the positive proposition."""
    stated = one.probability or 0.0
    return 1 - stated if one.polarity is Polarity.denies else stated


def _ordered(one: Assertion, inner: Window, other: Assertion, outer: Window) -> Iterator[Clash]:
    """A clash where the narrower window is given the higher probability."""
    within = outer.start <= inner.start and inner.end <= outer.end and inner != outer
    if within and _chance(one) > _chance(other) + SPREAD:
        note = (
            f"{one.speaker} gives {one.model} {_percent(one)} {_said(inner)} and "
            f"{_percent(other)} {_said(outer)}; these cannot both hold, because the first "
            "implies the second."
        )
        yield note, (one, other)


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


def _shared_out(groups: Iterable[Sequence[Assertion]]) -> Iterator[Clash]:
    """A clash where things of which only one can be so are given more than 100 %."""
    for group in groups:
        total = sum(map(_chance, group))
        if len(group) > 1 and total > 1 + SPREAD * len(group):
            listed = ", ".join(f"{_percent(one)} {_shown(one)}" for one in group)
            note = (
                f"{group[0].speaker} gives {group[0].model} {listed}: together "
                f"{total:.0%}, though at most one of them can come true."
            )
            yield note, tuple(group)


def _certainties(said: Sequence[Assertion]) -> Iterator[Clash]:
    """Certain statements that exclude each other, or of which one denies the other."""
    sure = [one for one in said if one.confidence is Confidence.certain and one.probability is None]
    for one, other in combinations(sure, 2):
        same = (one.op, one.value) == (other.op, other.value)
        if one.polarity is not other.polarity:
            excluded = same
        else:
            excluded = one.polarity is Polarity.asserts and not same and _exclude(one, other)
        if excluded:
            note = (
                f"{one.speaker} says with certainty of {one.model} both {_stated(one)} and "
                f"{_stated(other)}; these exclude each other."
            )
            yield note, (one, other)


def _exclude(one: Assertion, other: Assertion) -> bool:
    """Whether a model cannot have both values."""
    if one.attribute in SINGLE:
        first, second = window(one.op, one.value), window(other.op, other.value)
        if first and second:
            return first.end < second.start or second.end < first.start
        return one.attribute == "official_name" and _folded(one) != _folded(other)
    if ATTRIBUTES[one.attribute].kind not in NUMERIC:
        return False
    first_span, second_span = span(one.op, one.value), span(other.op, other.value)
    if first_span is None or second_span is None:
        return False
    slack = 1 + ATTRIBUTES[one.attribute].tolerance
    apart = (first_span[1] * slack < second_span[0], second_span[1] * slack < first_span[0])
    return any(apart)


def _folded(one: Assertion) -> str:
    return "".join(char for char in str(one.value).casefold() if char.isalnum())


def _percent(one: Assertion) -> str:
    return f"{100 * _chance(one):.3g} %"


def _said(days: Window) -> str:
    """A window in words: "by 23 April 2026", "for 1 to 31 May 2026"."""
    if days.start == date.min:
        return f"by {_day(days.end)}"
    if days.end == date.max:
        return f"from {_day(days.start)} on"
    return f"for {_day(days.start)} to {_day(days.end)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _shown(one: Assertion) -> str:
    days = _days(one)
    return _said(days) if days else f"to {one.value}"


def _stated(one: Assertion) -> str:
    """A statement in words: "context window 1,000,000", "no release stage released"."""
    no = "no " if one.polarity is Polarity.denies else ""
    which = f" ({one.qualifier})" if one.qualifier else ""
    ends = one.value if isinstance(one.value, list) else [one.value]
    value = " to ".join(f"{end:,}" if isinstance(end, (int, float)) else str(end) for end in ends)
    op = "" if one.op in (Op.eq, Op.in_, Op.range) else f"{one.op} "
    return f"{no}{one.attribute.replace('_', ' ')}{which} {op}{value}"
