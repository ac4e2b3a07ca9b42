"""Rules for ranks: one model against another, or against all, on a named benchmark.

A rank on record settles it, read from either side; else two scores of the same benchmark,
unit and identity. A snapshot of a board holds for its own day (`at`) and no other. Where the
claim names no benchmark, all on record count: it is so on all, on none, or in part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from app.extent import is_number
from app.schema import Fact
from app.verdicts.evidence import Evidence, Ruling, asserting, is_model, ruled, silent, source
from app.verdicts.facts import public_on
from app.verdicts.numbers import Fit
from app.verdicts.weighing import OUTCOMES, figure, ranked, shown, weigh
from app.vocabulary import ATTRIBUTES, Op, Outcome

ALL = "all"
FLIPPED = {Op.gt: Op.lt, Op.ge: Op.le, Op.lt: Op.gt, Op.le: Op.ge}
ABOVE, BELOW = frozenset({Op.gt, Op.ge}), frozenset({Op.lt, Op.le})
# Two scores this close, as a share, are a draw: harnesses and reruns differ by as much.
DRAW = 0.02
# More benchmarks than these are counted, not listed, in a reason.
LISTED = 4

Board = str | None


def rank(evidence: Evidence) -> Ruling:
    """A rank by the record of ranks, else by scores, on every benchmark that the claim means."""
    claim = evidence.claim
    boards = {**dict(_by_scores(evidence)), **dict(_by_ranks(evidence))}
    if boards:
        return _over_all(evidence, list(boards.values()))
    if claim.at and claim.at < evidence.today:
        reason = f"No snapshot of {claim.at} is on record."
        lost = evidence.today - claim.at > ATTRIBUTES[claim.attribute].grace
        return ruled(Outcome.unverifiable if lost else Outcome.open, reason, [])
    return silent(evidence, private=claim.at is None)


def _over_all(evidence: Evidence, boards: Sequence[Ruling]) -> Ruling:
    """The rulings of single benchmarks as one."""
    claim = evidence.claim
    outcomes = {board.outcome for board in boards}
    outcome = outcomes.pop() if len(outcomes) == 1 else Outcome.partly
    said = ranked(claim.op, claim.value) + (f" on {claim.qualifier}" if claim.qualifier else "")
    words = [board.reason for board in boards[:LISTED]]
    if len(boards) > LISTED:
        words.append(f"and {len(boards) - LISTED} benchmarks more")
    day = f" on {claim.at}" if claim.at else ""
    reason = f"The claim says {said}{day}; on record: {'; '.join(words)}."
    known = [board.knowable_from for board in boards if board.knowable_from]
    facts = [fact for board in boards for fact in board.facts]
    dissent = tuple(fact for board in boards for fact in board.dissent)
    return replace(ruled(outcome, reason, facts, min(known)), dissent=dissent)


def _by_ranks(evidence: Evidence) -> Iterator[tuple[Board, Ruling]]:
    """What the ranks on record say, benchmark by benchmark."""
    by_board: dict[Board, list[tuple[Fact, Fit]]] = defaultdict(list)
    for fact, op in _ranks(evidence):
        by_board[fact.qualifier].append((fact, _standing(evidence, op, fact)))
    for board, weighed in by_board.items():
        if ruling := weigh(weighed, ""):
            lead = ruling.facts[0]
            where = f" on {board}" if board else ""
            words = f"{shown(lead)}{where} ({source(lead)})"
            yield board, replace(ruling, reason=words)


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
    known = (one for model in evidence.facts for one in evidence.about(model))
    return any(
        one.valid_from <= fact.valid_from and evidence.subject(one.model) == rival for one in known
    )


def _agree(said: Op, known: Op) -> Fit:
    if said is known:
        return Fit.agrees
    if Op.approx in (said, known):
        return Fit.near
    return Fit.agrees if {said, known} <= ABOVE or {said, known} <= BELOW else Fit.misses


def _by_scores(evidence: Evidence) -> Iterator[tuple[Board, Ruling]]:
    """What two scores say, benchmark by benchmark; a snapshot's day needs its own record."""
    claim = evidence.claim
    if claim.at or not is_model(claim.value):
        return
    seen: set[Board] = set()
    theirs = asserting(evidence.on(str(claim.value), "benchmark_score"))
    for own, other in product(asserting(evidence.own("benchmark_score")), theirs):
        board = own.qualifier
        same = (board, own.unit) == (other.qualifier, other.unit)
        exact = own.op is Op.eq is other.op
        if same and exact and board not in seen and claim.qualifier in (None, board):
            seen.add(board)
            words = f"{figure(own.value)} against {figure(other.value)} on {board}"
            outcome = OUTCOMES[_score_fit(claim.op, own.value, other.value)]
            yield board, ruled(outcome, words, [own, other], max(public_on(own), public_on(other)))


def _score_fit(said: Op, ours: float, theirs: float) -> Fit:
    if said is Op.approx:
        return Fit.agrees if abs(ours - theirs) <= DRAW * theirs else Fit.misses
    if ours == theirs:
        return Fit.agrees if said in (Op.ge, Op.le) else Fit.misses
    return Fit.agrees if (ours > theirs) == (said in ABOVE) else Fit.misses
