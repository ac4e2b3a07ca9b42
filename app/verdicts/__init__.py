"""How claims came out: `settle` joins a claim to the facts that decide it.

Pure: records in, a verdict out; the day is an argument. `RULES` has one function per kind of
value; each looks for the facts that speak of the same thing (`evidence`), lets the strongest
authority decide (`weighing`), and says in one sentence what it saw. A denial is the mirror of
its claim, except of states that change, where it speaks of its own day (`stages`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from app.schema import Claim, Fact, Verdict
from app.verdicts.concerned import OtherIds, models_concerned
from app.verdicts.dates import day
from app.verdicts.deadlines import deadline
from app.verdicts.decided import decided, last_word
from app.verdicts.evidence import Evidence, Ruling, denying, mirrored, ruled, source
from app.verdicts.facts import Facts, public_on
from app.verdicts.members import member, variant_id
from app.verdicts.names import lineage, name
from app.verdicts.phrases import phrase
from app.verdicts.quantities import number, ratio, score
from app.verdicts.ranks import rank
from app.verdicts.stages import flag, stage
from app.verdicts.touched import NO_SUCH_VARIANT, claims_touched
from app.vocabulary import ATTRIBUTES, DATED_WHEN_DENIED, Outcome, Polarity, ValueKind

__all__ = [
    "RULES",
    "Facts",
    "OtherIds",
    "claims_touched",
    "deadline",
    "decided",
    "last_word",
    "models_concerned",
    "public_on",
    "settle",
]

Rule = Callable[[Evidence], Ruling]

RULES: dict[ValueKind, Rule] = {
    ValueKind.date: day,
    ValueKind.stage: stage,
    ValueKind.name: name,
    ValueKind.flag: flag,
    ValueKind.number: number,
    ValueKind.score: score,
    ValueKind.rank: rank,
    ValueKind.member: member,
    ValueKind.ratio: ratio,
    ValueKind.model: lineage,
    ValueKind.phrase: phrase,
}


def settle(claim: Claim, facts: Facts | Iterable[Fact], today: date) -> Verdict:
    """How `claim` stands on `today`, by the `facts` on the models it concerns.

    `facts` may hold any fact on the models of `models_concerned`; those not public by `today`
    are left out, all others are looked at.
    """
    on_record = facts if isinstance(facts, Facts) else Facts(facts)
    evidence = Evidence(claim, on_record, today)
    rule = RULES[ATTRIBUTES[claim.attribute].kind]
    absent = _no_such_variant(evidence)
    ruling = absent or _in_its_time(evidence, rule(evidence))
    by_day = claim.attribute in DATED_WHEN_DENIED and not absent
    if claim.polarity is Polarity.denies and not by_day:
        ruling = mirrored(ruling)
    return _verdict(evidence, ruling, NO_SUCH_VARIANT if absent else rule.__name__)


def _verdict(evidence: Evidence, ruling: Ruling, rule: str) -> Verdict:
    runs_until = deadline(evidence.claim)
    late = runs_until is not None and runs_until < evidence.today
    return Verdict.checked(
        {
            "claim_id": evidence.claim.id,
            "outcome": ruling.outcome,
            "knowable_from": ruling.knowable_from,
            "true_from": ruling.true_from,
            "stale_since": ruling.stale_since,
            "deadline": runs_until,
            "overdue": late and ruling.outcome is Outcome.open,
            "reason": ruling.reason,
            "rule": rule,
            "facts": list(dict.fromkeys(fact.id for fact in ruling.facts)),
            "dissent": list(dict.fromkeys(fact.id for fact in ruling.dissent)),
            "settled_on": evidence.today,
        }
    )


def _in_its_time(evidence: Evidence, ruling: Ruling) -> Ruling:
    """A value claimed for a day (`at`) cannot be missed before that day."""
    day_named = evidence.claim.at
    if day_named is None or ruling.outcome not in (Outcome.refuted, Outcome.partly):
        return ruling
    if day_named > evidence.today:
        reason = f"The day it names is {day_named}; until then: {ruling.reason}"
        return ruled(Outcome.open, reason, ruling.facts)
    known = max(ruling.knowable_from or day_named, day_named)
    return ruled(ruling.outcome, ruling.reason, ruling.facts, known)


def _no_such_variant(evidence: Evidence) -> Ruling | None:
    """A model that its family's facts say does not exist: nothing said of it can be so."""
    claim = evidence.claim
    if any(evidence.about(claim.model)):
        return None
    absent = [
        fact
        for fact in denying(evidence.base("variant"))
        if variant_id(fact.model, str(fact.value)) == claim.model
    ]
    if not absent:
        return None
    reason = f"There is no {claim.model}, so this cannot be so ({source(absent[0])})."
    return ruled(Outcome.refuted, reason, absent)
