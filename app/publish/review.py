"""What needs a person and what people decided, as people and programs read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.deciding import Decided
from app.phrasing import NameOf, inert, sentence
from app.review import Need
from app.schema import Claim, Decision, Verdict
from app.vocabulary import DecisionKind

GONE = "a claim that is no longer in the ledger"
DECIDED = ("claim_id", "kind", "outcome", "because", "evidence", "by", "decided_at", "known_on")


def print_needs(needs: Sequence[Need], name_of: NameOf) -> None:
    """What needs a person, the most pressing first, each with the command to decide it."""
    out = Console()
    for number, need in enumerate(needs, 1):
        out.print(_plain(f"{number}. {_sentence(need.case.claim, name_of)}", "bold"))
        out.print(_plain(f"   {need.why}: {need.says}"))
        out.print(_plain(f"   {need.command}", "cyan"), soft_wrap=True)
    print_count(len(needs))


def print_count(number: int) -> None:
    """How many claims need a person."""
    said = "no claim needs" if number == 0 else f"{number} claims need"
    Console(stderr=True).print("1 claim needs a person" if number == 1 else f"{said} a person")


def need_row(need: Need, name_of: NameOf) -> dict[str, Any]:
    """What needs a person as a line of JSON."""
    case = need.case
    return {
        "claim": case.claim_id,
        "says": _sentence(case.claim, name_of),
        "why": need.why,
        "because": need.says,
        "publishers": case.publishers,
        "verdict": case.verdict.outcome if case.verdict else None,
        "command": need.command,
    }


def print_decisions(found: Sequence[tuple[Decision, Claim | None]], name_of: NameOf) -> None:
    """What people decided, a row a decision."""
    table = Table(title=f"decisions: {len(found)}", title_justify="left", expand=True)
    for head in ("when", "who", "what", "claim", "because", "evidence"):
        table.add_column(head, overflow="fold")
    for decision, claim in found:
        cells = (
            f"{decision.decided_at:%Y-%m-%d %H:%M}",
            decision.by,
            what(decision),
            f"{_sentence(claim, name_of)} [{decision.claim_id}]",
            decision.because,
            decision.evidence or "",
        )
        table.add_row(*map(_plain, cells))
    Console().print(table)


def decision_row(decision: Decision) -> dict[str, Any]:
    """A decision as a line of JSON; its instant in ISO 8601."""
    row = {name: getattr(decision, name) for name in DECIDED}
    return row | {"decided_at": decision.decided_at.isoformat(), "shipped": decision.shipped}


def print_decided(decided: Decided, name_of: NameOf) -> None:
    """What was decided just now: how the claim stood, and how it stands."""
    out = Console()
    out.print(_plain(_sentence(decided.claim, name_of), "bold"))
    out.print(_plain(f"{decided.decision.by} {what(decided.decision)}"))
    for when, verdict in (("was", decided.before), ("is", decided.after)):
        if verdict:
            out.print(_plain(f"{when}: {_verdict(verdict)}"))


def what(decision: Decision) -> str:
    """What a decision does, in words: "decides refuted", "gives the word back to the rule"."""
    if decision.kind is DecisionKind.disputes:
        return "disputes it"
    if decision.outcome is None:
        return "gives the word back to the rule"
    return f"decides {decision.outcome}"


def _verdict(verdict: Verdict) -> str:
    known = f", knowable from {verdict.knowable_from}" if verdict.knowable_from else ""
    return f"{verdict.outcome}{known}. {verdict.reason} [rule: {verdict.rule}]"


def _sentence(claim: Claim | None, name_of: NameOf) -> str:
    return sentence(claim, name_of(claim.model), name_of) if claim else GONE


def _plain(said: str, style: str = "") -> Text:
    return Text(inert(said), style=style)
