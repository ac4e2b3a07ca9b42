"""A person's word in place of the rule's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.schema import Decision, Verdict
from app.verdicts.evidence import SETTLED
from app.vocabulary import DecisionKind, Outcome

RULE = "decision"


def last_word(decisions: Iterable[Decision], today: date) -> Decision | None:
    """The last decision made by `today`; disputes decide nothing."""
    made = [
        one
        for one in decisions
        if one.kind is DecisionKind.decides and one.decided_at.date() <= today
    ]
    return max(made, key=lambda one: (one.decided_at, one.id), default=None)


def decided(verdict: Verdict, decision: Decision) -> Verdict:
    """The verdict that `decision` puts in place of the rule's, which its reason keeps."""
    outcome = decision.outcome or verdict.outcome
    day = decision.decided_at.date()
    settled = outcome in SETTLED
    told = f"{decision.by} decided on {day}: {decision.because}"
    return Verdict(
        claim_id=verdict.claim_id,
        outcome=outcome,
        knowable_from=(decision.known_on or day) if settled else None,
        true_from=verdict.true_from if outcome is Outcome.confirmed else None,
        deadline=verdict.deadline,
        overdue=verdict.overdue and outcome is Outcome.open,
        reason=f"{told} The rule {verdict.rule} says {verdict.outcome}: {verdict.reason}",
        rule=RULE,
        facts=verdict.facts,
        dissent=verdict.dissent,
        decision=decision.id,
    )
