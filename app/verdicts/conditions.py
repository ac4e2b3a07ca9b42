"""Before the fact: what would confirm a claim, and what would refute it.

Each sentence says what the rule of the claim's kind of value does (`app.verdicts.RULES`), with
the figures and days worked out. They are made of the claim alone, before any fact is there.
Days stand in ISO form and models by their ids, as in the reasons of verdicts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from app.schema import Claim
from app.verdicts.conditions_in_time import cutoff, release, state
from app.verdicts.conditions_of_values import number, rank, ratio, score
from app.verdicts.conditions_of_words import codename, forerunner, member, official_name, phrase
from app.verdicts.deadlines import deadline
from app.verdicts.silence import NUMBERED
from app.verdicts.terms import Terms, where
from app.vocabulary import ATTRIBUTES, DATED_WHEN_DENIED, Polarity, ValueKind


@dataclass(frozen=True, slots=True)
class Conditions:
    """How a claim will be settled, in plain sentences.

    `partly`: what makes it right in part, `unverifiable`: what leaves it unsettled for good;
    `None` where that cannot happen. `tolerance`: how far a figure may miss, as a share of the
    one on record; `None` where the rule knows none. `deadline`: the last day it gives itself,
    `grace_until`: the day after which the silence of an authority counts. `where`: who will say.
    """

    confirms: str
    refutes: str
    where: str
    partly: str | None = None
    unverifiable: str | None = None
    tolerance: float | None = None
    deadline: date | None = None
    grace_until: date | None = None


def conditions(claim: Claim) -> Conditions:
    """What will decide `claim`: exists for every claim, also one that nothing can decide."""
    terms = _mirrored(claim, _TERMS[ATTRIBUTES[claim.attribute].kind](claim))
    row, last = ATTRIBUTES[claim.attribute], deadline(claim)
    until = last + row.grace if last and last < date.max - row.grace else None
    return Conditions(
        confirms=terms.confirms,
        refutes=terms.refutes,
        where=where(claim.attribute),
        partly=terms.partly,
        unverifiable=terms.unverifiable,
        tolerance=row.tolerance or None,
        deadline=last,
        grace_until=until if _silence_counts(claim) else None,
    )


def _mirrored(claim: Claim, terms: Terms) -> Terms:
    """A denial is borne out by what refutes what it denies; of states it speaks for its day."""
    if claim.polarity is Polarity.asserts or claim.attribute in DATED_WHEN_DENIED:
        return terms
    return replace(terms, confirms=terms.refutes, refutes=terms.confirms)


def _silence_counts(claim: Claim) -> bool:
    """Whether a catalogue would list the model, so that its silence tells of a release."""
    return claim.attribute != "release_date" or bool(NUMBERED.search(claim.model.partition("/")[2]))


def _day(claim: Claim) -> Terms:
    return cutoff(claim) if claim.attribute == "knowledge_cutoff" else release(claim)


def _name(claim: Claim) -> Terms:
    return official_name(claim) if claim.attribute == "official_name" else codename(claim)


_TERMS: dict[ValueKind, Callable[[Claim], Terms]] = {
    ValueKind.date: _day,
    ValueKind.stage: state,
    ValueKind.name: _name,
    ValueKind.flag: state,
    ValueKind.number: number,
    ValueKind.score: score,
    ValueKind.rank: rank,
    ValueKind.member: member,
    ValueKind.ratio: ratio,
    ValueKind.model: forerunner,
    ValueKind.phrase: phrase,
}
