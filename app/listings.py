"""What is news in a catalogue: it lists values as of now, and the ledger keeps what held when.

A value seen for the first time is a fact as it was read. The same value tomorrow is no news.
Another value is a new fact, true from the day it was first seen, and the earlier one ended the
day before. What a catalogue drops is not unsaid.

Pure: the facts of a visit and what was listed before go in, what is news comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.extent import window
from app.schema import Fact, record_id
from app.vocabulary import ATTRIBUTES, Op, ValueKind

# One model has several of these at once: a second one listed does not replace the first.
SEVERAL_AT_ONCE = frozenset({"architecture", "codename", "modality", "variant"})


@dataclass(frozen=True, slots=True)
class Listing:
    """What a catalogue was last seen to list, since when, and the fact that says so.

    `value` is as `listed_value` gives it.
    """

    value: Any
    fact_id: str
    seen_on: date


@dataclass(frozen=True, slots=True)
class News:
    """A fact that a visit brought, the key it stands under, and the id of the one it ends."""

    key: str
    fact: Fact
    ends: str | None = None


def key_of(fact: Fact) -> str:
    """Who lists what of which model: the same for every value that takes another's place."""
    own = listed_value(fact) if fact.attribute in SEVERAL_AT_ONCE else None
    return record_id(
        "listing",
        fact.url,
        fact.authority,
        fact.model,
        fact.attribute,
        fact.qualifier,
        fact.baseline,
        fact.unit,
        own,
    )


def listed_value(fact: Fact) -> list[Any]:
    """All of a fact that a catalogue may change: operator, value, day, polarity."""
    day = fact.at.isoformat() if fact.at else None
    return [fact.op.value, fact.value, day, fact.polarity.value]


def news(
    facts: Mapping[str, Iterable[Fact]], before: Mapping[str, Listing], today: date
) -> Iterator[News]:
    """What `facts`, seen `today`, say that was not listed `before`; both are by `key_of`.

    A model that is listed twice with two values: the one known stays, else the first counts.
    A listing older than the one known says nothing of now.
    """
    for key, some in facts.items():
        listed, known = list(some), before.get(key)
        if known is None:
            yield News(key, listed[0])
        elif known.seen_on <= today and not any(_same(known, fact) for fact in listed):
            yield News(key, _changed(listed[0], known, today), ends=known.fact_id)


def ended(valid_from: date, today: date) -> date:
    """The last day of a fact that another took the place of `today`.

    One that began only today has been true for a day: nothing ends before it began.
    """
    return max(valid_from, date.fromordinal(today.toordinal() - 1))


def _same(known: Listing, fact: Fact) -> bool:
    """Whether `fact` says what is known: the same, or a day within a wider window of days."""
    if known.value == listed_value(fact):
        return True
    if ATTRIBUTES[fact.attribute].kind is not ValueKind.date:
        return False
    op, value, *_ = known.value
    told, said = window(Op(op), value), window(fact.op, fact.value)
    return bool(told and said and said.start <= told.start and told.end <= said.end)


def _changed(fact: Fact, known: Listing, today: date) -> Fact:
    """`fact` as true from `today` on, with a word on what stood in its place before.

    A listed day that is another now was a mistake: the event is where it always was, so the
    fact keeps its own days, and only became known today.
    """
    said = {name: getattr(fact, name) for name in Fact.model_fields if name != "id"}
    dated = fact.at is not None or ATTRIBUTES[fact.attribute].kind is ValueKind.date
    note = _before(fact, known)
    told = {name: value for name, value in said.items() if value is not None}
    return Fact.of(
        **told
        | {
            "valid_from": fact.valid_from if dated else today,
            "known_at": today,
            "note": "; ".join(filter(None, (fact.note, note))),
        }
    )


def _before(fact: Fact, known: Listing) -> str:
    """What was listed before, in words; of a list of names, what came and what went."""
    was, now = known.value[1], fact.value
    if not isinstance(was, list):
        return f"{was} was listed from {known.seen_on} until then"
    if ATTRIBUTES[fact.attribute].kind is ValueKind.date:
        return f"{' to '.join(map(str, was))} was listed from {known.seen_on} until then"
    came, went = (", ".join(sorted({*one} - {*other})) for one, other in ((now, was), (was, now)))
    changes = [f"new: {came}"] * bool(came) + [f"gone: {went}"] * bool(went)
    return f"since {known.seen_on} {'; '.join(changes) or 'the same'}"
