"""What needs a person: which claims no rule should have the last word on, and why.

Pure: `app.store.review` finds the cases, the functions of `REASONS` say what is the matter
with each, the most pressing first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.phrasing import NameOf, day, value
from app.schema import Assertion, Claim, Conflict, Decision, Fact, Verdict
from app.verdicts import last_word
from app.verdicts.evidence import AUTHORITY_NAMES
from app.vocabulary import (
    Authority,
    Confidence,
    ConflictKind,
    DecisionKind,
    Outcome,
    Sourcing,
)

POPULAR = 3  # publishers: two may be one story and its reprint
REPEATED = 2  # publishers: what one alone said and nobody repeated can wait
NEIGHBOURS = 1  # ranks of authority: a catalogue against a third party is no even match

PLAUSIBLE: Mapping[tuple[str, str], tuple[float, float]] = {
    ("context_window", "tokens"): (500, 1e9),  # 512 in 2018; 100 million is the most ever offered
    ("max_output", "tokens"): (100, 1e9),
    ("parameter_count", "parameters"): (1e5, 1e15),  # the boldest guesses speak of 1e14
    ("benchmark_score", "percent"): (0, 100),
    ("price", "usd_per_mtok"): (0, 10_000),  # the dearest ever was 600
    ("speed", "tokens_per_second"): (0.1, 100_000),
}
"""What a figure of an attribute and unit can be at all; beyond it something was misread."""

OWN = (Authority.vendor, Authority.vendor_catalogue)


class Why(StrEnum):
    """Why a person should look, the most pressing first."""

    disputed = "disputed"
    conflicting = "conflicting authorities"
    doubtful = "doubtful reading"
    popular = "unverifiable by rule"
    overdue = "overdue"
    orphaned = "decided, and gone"


@dataclass(frozen=True, slots=True)
class Said:
    """One assertion, with the publisher (a slug) and the day of its document."""

    assertion: Assertion
    publisher: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """A claim that may need a person, with all that tells whether it does.

    `claim` and `verdict` are `None` where the claim is no longer in the ledger. `facts` has
    those that decided and those that were outweighed, by id; `decisions` are oldest first.
    """

    claim_id: str
    claim: Claim | None = None
    verdict: Verdict | None = None
    said: Sequence[Said] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    conflicts: Sequence[Conflict] = ()
    decisions: Sequence[Decision] = ()

    @property
    def publishers(self) -> int:
        """How many publishers said it."""
        return len({one.publisher for one in self.said})

    @property
    def undecided(self) -> Verdict | None:
        """The rule's verdict, where no person's word stands in its place."""
        return self.verdict if self.verdict and self.verdict.decision is None else None


@dataclass(frozen=True, slots=True)
class Need:
    """One claim that a person should look at: why, in words, and the command to decide it."""

    case: Case
    why: Why
    says: str
    command: str


Reason = Callable[[Case, NameOf], str | None]


def needs(cases: Iterable[Case], name_of: NameOf) -> list[Need]:
    """Which of `cases` need a person, each once with its most pressing reason.

    Ordered by that reason, then by how many publishers said it, then by id.
    """
    found = [need for case in cases if (need := _need(case, name_of))]
    order = list(Why)
    return sorted(
        found,
        key=lambda need: (order.index(need.why), -need.case.publishers, need.case.claim_id),
    )


def _need(case: Case, name_of: NameOf) -> Need | None:
    for why, reason in REASONS.items():
        if says := reason(case, name_of):
            return Need(case, why, says, _command(case))
    return None


def _command(case: Case) -> str:
    if case.claim is None:
        return f'hearsay decide {case.claim_id} rule --because "…"'
    return f'hearsay decide {case.claim_id} VERDICT --because "…" --evidence URL'


def _disputed(case: Case, _: NameOf) -> str | None:
    answered = max(
        (one.decided_at for one in case.decisions if one.kind is DecisionKind.decides),
        default=None,
    )
    open_still = [
        one
        for one in case.decisions
        if one.kind is DecisionKind.disputes and (answered is None or one.decided_at > answered)
    ]
    if case.claim is None or not open_still:
        return None
    last = open_still[-1]
    return f"{last.by} disputes it since {day(last.decided_at.date())}: {last.because}"


def _conflicting(case: Case, name_of: NameOf) -> str | None:
    verdict = case.undecided
    known = [case.facts[fact] for fact in verdict.facts if fact in case.facts] if verdict else []
    if verdict is None or not known:
        return None
    against = [case.facts[fact] for fact in verdict.dissent if fact in case.facts]
    even = [
        fact for fact in against if abs(fact.authority.rank - known[0].authority.rank) <= NEIGHBOURS
    ]
    if not even:
        return None
    says = f"{_told(known[0], name_of)}; {_told(even[0], name_of)}: which of them is right?"
    return says[:1].upper() + says[1:]


def _told(fact: Fact, name_of: NameOf) -> str:
    return f"{AUTHORITY_NAMES[fact.authority]} has {value(fact, name_of)}"


def _doubtful(case: Case, _: NameOf) -> str | None:
    if case.undecided is None or case.claim is None:
        return None
    return _impossible(case.claim) or _against_its_own(case) or _contradicts_itself(case)


def _impossible(claim: Claim) -> str | None:
    low, high = PLAUSIBLE.get((claim.attribute, claim.unit or ""), (None, None))
    if low is None or high is None:
        return None
    ends = claim.value if isinstance(claim.value, list) else [claim.value]
    numbers = [end for end in ends if isinstance(end, (int, float)) and not isinstance(end, bool)]
    if all(low <= number <= high for number in numbers):
        return None
    return f"The figure cannot be: it lies outside {low:,.10g} to {high:,.10g}. Was it misread?"


def _against_its_own(case: Case) -> str | None:
    """A vendor knows its own record: what it is credited with and had ruled out was misread."""
    verdict = case.undecided
    if verdict is None or verdict.outcome is not Outcome.refuted:
        return None
    if not any(case.facts[one].authority in OWN for one in verdict.facts if one in case.facts):
        return None
    for one in case.said:
        said = one.assertion
        sure = said.confidence is Confidence.certain and said.sourcing is Sourcing.official
        if sure and _extracted(said) and verdict.false_when_published(one.published):
            return (
                f"A text of {one.publisher} credits the vendor itself with what the vendor's own "
                "record had ruled out by then. Was it misread?"
            )
    return None


def _contradicts_itself(case: Case) -> str | None:
    read = {one.assertion.document_id for one in case.said if _extracted(one.assertion)}
    for note in case.conflicts:
        own = note.kind is ConflictKind.incoherent and note.other_document_id is None
        if own and note.document_id in read:
            return f"One text contradicts itself, or was misread: {note.note}"
    return None


def _extracted(said: Assertion) -> bool:
    """Whether the extractor read it from words; the odds of a forecast are figures as they are."""
    return said.start is not None and said.probability is None


def _popular(case: Case, _: NameOf) -> str | None:
    verdict, number = case.undecided, case.publishers
    if verdict is None or verdict.outcome is not Outcome.unverifiable or number < POPULAR:
        return None
    return f"{number} publishers said it, and no rule can settle it. Is there a record after all?"


def _overdue(case: Case, _: NameOf) -> str | None:
    verdict, number = case.undecided, case.publishers
    if verdict is None or not verdict.overdue or number < REPEATED:
        return None
    until = f" on {day(verdict.deadline)}" if verdict.deadline else ""
    return f"{number} publishers said it, and its time ran out{until} without a word on record."


def _orphaned(case: Case, _: NameOf) -> str | None:
    last = last_word(case.decisions, date.max)
    if case.claim is not None or last is None or last.shipped:
        return None
    return (
        f"{last.by} decided it on {day(last.decided_at.date())} ({last.outcome}), and no text is "
        "read as saying it any more. Decide what it is read as now, and give this one back."
    )


REASONS: Mapping[Why, Reason] = {
    Why.disputed: _disputed,
    Why.conflicting: _conflicting,
    Why.doubtful: _doubtful,
    Why.popular: _popular,
    Why.overdue: _overdue,
    Why.orphaned: _orphaned,
}
