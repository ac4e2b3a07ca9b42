"""Records as JSON lines, in the field order of the definition of a claim.

The same records give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.vocabulary import PROPOSITION

if TYPE_CHECKING:  # `hearsay extract` prints lines without loading the tables
    from app.extract import Said
    from app.schema import Assertion, Claim, Decision, Fact, Verdict, VerdictChange
    from app.store.queries import ClaimView, Spoken

VERDICT = (
    "overdue",
    "knowable_from",
    "true_from",
    "stale_since",
    "deadline",
    "rule",
    "reason",
)
DECISION = ("kind", "outcome", "because", "evidence", "by", "decided_at", "known_on")
CHANGE = ("changed_on", "before", "after", "reason")
SHOWN = ("confidence", "probability", "explicit", "speaker", "sourcing")


def line(row: Mapping[str, Any]) -> str:
    """`row` as one line of JSON, with days in ISO form."""
    return json.dumps(row, ensure_ascii=False, default=_plain)


def assertion_row(assertion: Said | Assertion, doc: str) -> dict[str, Any]:
    """An assertion of the document named `doc`: the fields of the definition, in their order."""
    place = {"doc": doc, "start": assertion.start, "end": assertion.end}
    return place | {name: getattr(assertion, name) for name in (*PROPOSITION, *SHOWN)}


def fact_row(fact: Fact) -> dict[str, Any]:
    """What a fact says and where that can be read."""
    said = {name: getattr(fact, name) for name in PROPOSITION if name not in ("baseline", "at")}
    record = ("valid_from", "valid_to", "known_at", "authority", "url", "note")
    return said | {name: getattr(fact, name) for name in record}


def settled_row(verdict: Verdict, fact: Fact | None, published: date | None) -> dict[str, Any]:
    """What `hearsay settle` adds to a line; `fact` is the one that decided."""
    deciding = ("attribute", "qualifier", "value", "url")
    return {
        "verdict": verdict.outcome,
        "knowable_from": verdict.knowable_from,
        "false_when_published": verdict.false_when_published(published),
        "fact": fact and {name: fact_value(fact, name) for name in deciding},
        "reason": verdict.reason,
    }


def fact_value(fact: Fact, name: str) -> Any:
    """One field of a fact; the value of a fact of absence says so ("not video")."""
    value = getattr(fact, name)
    return f"not {value}" if name == "value" and fact.polarity == "denies" else value


def claim_row(view: ClaimView) -> dict[str, Any]:
    """A claim with its verdict, facts and assertions."""
    return {
        "id": view.claim.id,
        **{name: getattr(view.claim, name) for name in PROPOSITION},
        "as_of": view.claim.as_of,
        "verdict": view.verdict.outcome,
        **{name: getattr(view.verdict, name) for name in VERDICT},
        "facts": [fact_row(fact) for fact in view.facts],
        "dissent": [fact_row(fact) for fact in view.dissent],
        "conditions": conditions_row(view.claim),
        "decisions": [_chosen(one, DECISION) for one in view.decisions],
        "changes": [_chosen(one, CHANGE) for one in view.changes],
        "conflicts": sorted({conflict.note for conflict in view.conflicts}),
        "assertions": [_spoken_row(spoken, view.verdict, view.facts) for spoken in view.spoken],
    }


def conditions_row(claim: Claim) -> dict[str, Any]:
    """What would confirm a claim, what would refute it, and until when."""
    from app.verdicts.conditions import conditions  # noqa: PLC0415 - lines of a text wait for no rule

    return asdict(conditions(claim))


def _chosen(record: Decision | VerdictChange, names: Sequence[str]) -> dict[str, Any]:
    return {name: _moment(getattr(record, name)) for name in names}


def _moment(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _spoken_row(spoken: Spoken, verdict: Verdict, facts: Sequence[Fact]) -> dict[str, Any]:
    from app.phrasing import hindsight, is_record  # noqa: PLC0415 - the same: it loads the tables

    assertion, document = spoken.assertion, spoken.document
    return {
        "doc": document.name,
        "publisher": spoken.source.name,
        "published": document.published,
        "read": document.read,
        "start": assertion.start,
        "end": assertion.end,
        "confidence": assertion.confidence,
        "probability": assertion.probability,
        "speaker": assertion.speaker,
        "sourcing": assertion.sourcing,
        "false_when_published": verdict.false_when_published(document.published),
        "stale_when_published": verdict.stale_when_published(document.published),
        "hindsight": hindsight(verdict, assertion, document),
        "is_record": is_record(document, facts),
    }


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")
