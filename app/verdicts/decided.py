"""A person's word in place of the rule's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.schema import Decision, Verdict
from app.verdicts.evidence import SETTLED
from app.vocabulary import DecisionKind, Outcome

RULE = "decision"


def last_word(decisions: Iterable[Decision], today: date) -> Decision | None:
    """The decision that stands on `today`: the last one made by then; disputes decide nothing.

    `None` where nobody decided, or where the last one gave the word back to the rule.
    """
    made = [
        one
        for one in decisions
        if one.kind is DecisionKind.decides and one.decided_at.date() <= today
    ]
    last = max(made, key=lambda one: (one.decided_at, one.id), default=None)
    return last if last and last.outcome else None


def decided(verdict: Verdict, decision: Decision) -> Verdict:
    """The verdict that `decision` puts in place of the rule's, which its reason keeps.

    The rule's facts stay with it where they bear the decision out; where they had settled the
    claim otherwise they are shown as outweighed. What the rule merely looked at goes.
    """
    outcome = decision.outcome or verdict.outcome
    day = decision.decided_at.date()
    agrees = outcome is verdict.outcome
    against = [] if agrees or verdict.outcome not in SETTLED else verdict.facts
    told = f"{decision.by} decided on {day}: {_sentence(decision.because)}"
    return Verdict(
        claim_id=verdict.claim_id,
        outcome=outcome,
        knowable_from=(decision.known_on or day) if outcome in SETTLED else None,
        true_from=verdict.true_from if agrees else None,
        stale_since=verdict.stale_since if agrees else None,
        deadline=verdict.deadline,
        overdue=verdict.overdue and outcome is Outcome.open,
        reason=f"{told} The rule {verdict.rule} says {verdict.outcome}: {verdict.reason}",
        rule=RULE,
        facts=verdict.facts if agrees else [],
        dissent=list(dict.fromkeys([*against, *verdict.dissent])),
        decision=decision.id,
    )


def _sentence(said: str) -> str:
    return said if said.endswith((".", "!", "?")) else f"{said}."
