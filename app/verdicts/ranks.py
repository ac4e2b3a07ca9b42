"""Rules for ranks: one model against another, or against all, on a named benchmark.

A rank on record settles it, read from either side; else two scores of the same benchmark,
unit and identity. A snapshot of a board holds for its own day (`at`) and no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from app.extent import is_number
from app.schema import Fact
from app.verdicts.evidence import Evidence, Ruling, asserting, is_model, public_on, ruled, silent
from app.verdicts.numbers import Fit
from app.verdicts.weighing import figure, ranked, weigh
from app.vocabulary import Op, Outcome

ALL = "all"
FLIPPED = {Op.gt: Op.lt, Op.ge: Op.le, Op.lt: Op.gt, Op.le: Op.ge}
ABOVE, BELOW = frozenset({Op.gt, Op.ge}), frozenset({Op.lt, Op.le})
# Two scores this close, as a share, are a draw: harnesses and reruns differ by as much.
DRAW = 0.02
Compared = tuple[Fit, tuple[Fact, ...], str]


def rank(evidence: Evidence) -> Ruling:
    """A rank by the record of ranks, else by scores."""
    claim = evidence.claim
    facts = [(fact, _standing(evidence, op, fact)) for fact, op in _ranks(evidence)]
    said = ranked(claim.op, claim.value) + (f" on {claim.qualifier}" if claim.qualifier else "")
    day = f", on {claim.at}" if claim.at else ""
    if ruling := weigh(facts, said, day):
        return ruling
    if is_model(claim.value) and (ruling := _by_scores(evidence, said)):
        return ruling
    if claim.at and claim.at < evidence.today:
        return ruled(Outcome.unverifiable, f"No snapshot of {claim.at} is on record.", [])
    return silent(evidence)


def _ranks(evidence: Evidence) -> Iterator[tuple[Fact, Op]]:
    """The ranks on record that speak of the claim's benchmark and day, seen from its model."""
    claim = evidence.claim
    mine = [(fact, fact.op) for fact in asserting(evidence.own("benchmark_rank"))]
    theirs = [
        (fact, FLIPPED.get(fact.op, fact.op))
        for rival in evidence.rivals
        for fact in asserting(evidence.on(rival, "benchmark_rank"))
        if evidence.names(fact.value) == claim.model
    ]
    for fact, op in mine + theirs:
        if claim.qualifier in (None, fact.qualifier) and fact.at == claim.at:
            yield fact, op


def _standing(evidence: Evidence, op: Op, fact: Fact) -> Fit:
    """How a rank on record meets the claimed one; first with ties counts as first."""
    claim = evidence.claim
    if is_number(claim.value) or is_number(fact.value):
        same = fact.value == claim.value
        return (Fit.agrees if same else Fit.misses) if is_number(fact.value) else Fit.unknown
    if claim.value == ALL:
        return _among_all(claim.op, op, fact)
    if fact.value == ALL:
        return _agree(claim.op, op) if op in ABOVE and _rated(evidence, fact) else Fit.unknown
    compared = claim.value in (fact.model, evidence.names(fact.value))
    return _agree(claim.op, op) if compared else Fit.unknown


def _among_all(said: Op, known: Op, fact: Fact) -> Fit:
    """A claim to be first (or not) of all: one model above it is enough to refute it."""
    if fact.value == ALL:
        return Fit.agrees if (known in ABOVE) == (said in ABOVE) else Fit.misses
    return Fit.misses if known is Op.lt and said in ABOVE else Fit.unknown


def _rated(evidence: Evidence, fact: Fact) -> bool:
    """Whether the rival was there to be beaten on the day that a model led all."""
    rival = str(evidence.claim.value)
    known = (one for one in evidence.facts if one.valid_from <= fact.valid_from)
    return any(evidence.subject(one.model) == rival for one in known)


def _agree(said: Op, known: Op) -> Fit:
    if said is known:
        return Fit.agrees
    if Op.approx in (said, known):
        return Fit.near
    return Fit.agrees if {said, known} <= ABOVE or {said, known} <= BELOW else Fit.misses


def _by_scores(evidence: Evidence, said: str) -> Ruling | None:
    """From scores: all common benchmarks where none is named, in part where they differ."""
    found = list(_score_pairs(evidence))
    if not found:
        return None
    fits = [how for how, _, _ in found]
    best, worst = max(fits), min(fits)
    outcome = Outcome.partly
    if best == worst:
        outcome = {Fit.agrees: Outcome.confirmed, Fit.near: Outcome.partly}.get(
            best, Outcome.refuted
        )
    facts = [fact for _, pair, _ in found for fact in pair]
    shown = "; ".join(words for _, _, words in found)
    since = min(max(map(public_on, pair)) for _, pair, _ in found)
    return ruled(outcome, f"The claim says {said}; the scores are {shown}.", facts, since)


def _score_pairs(evidence: Evidence) -> Iterator[Compared]:
    claim, seen = evidence.claim, set()
    own = [fact for fact in asserting(evidence.own("benchmark_score")) if fact.op is Op.eq]
    other = [
        fact
        for fact in asserting(evidence.on(str(claim.value), "benchmark_score"))
        if fact.op is Op.eq
    ]
    for ours, theirs in product(own, other):
        name = ours.qualifier
        same = (name, ours.unit) == (theirs.qualifier, theirs.unit)
        if same and name not in seen and claim.qualifier in (None, name):
            seen.add(name)
            words = f"{figure(ours.value)} against {figure(theirs.value)} on {name}"
            yield _score_fit(claim.op, ours.value, theirs.value), (ours, theirs), words


def _score_fit(said: Op, ours: float, theirs: float) -> Fit:
    if said is Op.approx:
        return Fit.agrees if abs(ours - theirs) <= DRAW * theirs else Fit.misses
    if ours == theirs:
        return Fit.agrees if said in (Op.ge, Op.le) else Fit.misses
    return Fit.agrees if (ours > theirs) == (said in ABOVE) else Fit.misses
