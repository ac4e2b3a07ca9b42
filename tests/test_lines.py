from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.publish import lines
from app.schema import (
    Assertion,
    Claim,
    Conflict,
    Decision,
    Document,
    Fact,
    Proposition,
    Source,
    Verdict,
    VerdictChange,
)
from app.store.queries import ClaimView, Spoken
from app.vocabulary import PROPOSITION, Outcome
from tests.conftest import NOW

FIELDS = [
    "doc",
    "start",
    "end",
    "model",
    "attribute",
    "qualifier",
    "op",
    "value",
    "baseline",
    "at",
    "unit",
    "polarity",
    "confidence",
    "probability",
    "explicit",
    "speaker",
    "sourcing",
]
WINDOW = Proposition(
    model="openai/gpt-5.5", attribute="context_window", value=2_000_000, unit="tokens"
)


@pytest.fixture
def view(article: Document, source: Source, fact: Fact) -> ClaimView:
    claim = Claim.of(WINDOW, None)
    said = Assertion.of(article, WINDOW, start=36, end=97, confidence="low", probability=0.4)
    verdict = Verdict(
        claim_id=claim.id,
        outcome=Outcome.refuted,
        knowable_from=date(2026, 4, 1),
        reason="The record says 1,050,000 tokens.",
        rule="numbers",
        facts=[fact.id],
    )
    notes = tuple(
        Conflict(id=key, claim_id=claim.id, document_id=article.id, note="cannot both hold")
        for key in "ab"
    )
    return ClaimView(claim, verdict, (fact,), (Spoken(said, article, source),), notes)


def test_an_assertion_has_exactly_the_fields_of_the_definition_in_order(view: ClaimView) -> None:
    spoken = view.spoken[0]
    row = lines.assertion_row(spoken.assertion, spoken.document.name)
    assert list(row) == FIELDS
    assert (row["doc"], row["start"], row["value"], row["probability"]) == (
        "nimbus.txt",
        36,
        2_000_000,
        0.4,
    )


def test_a_line_is_json_with_days_in_iso_form() -> None:
    row = {"doc": "ü.txt", "at": date(2026, 4, 1), "op": WINDOW.op, "value": None}
    assert lines.line(row) == '{"doc": "ü.txt", "at": "2026-04-01", "op": "eq", "value": null}'


def test_what_is_no_json_is_an_error() -> None:
    with pytest.raises(TypeError, match="no JSON"):
        lines.line({"value": object()})


def test_a_claim_brings_its_verdict_facts_and_assertions(view: ClaimView) -> None:
    row = json.loads(lines.line(lines.claim_row(view)))
    assert row["verdict"] == "refuted"
    assert row["knowable_from"] == "2026-04-01"
    assert row["reason"] == "The record says 1,050,000 tokens."
    assert row["conflicts"] == ["cannot both hold"]
    assert [fact["value"] for fact in row["facts"]] == [1_050_000]
    [said] = row["assertions"]
    assert said == {
        "doc": "nimbus.txt",
        "publisher": "Rumour Mill",
        "published": "2026-04-02",
        "read": "page",
        "start": 36,
        "end": 97,
        "confidence": "low",
        "probability": 0.4,
        "speaker": "author",
        "sourcing": "none",
        "false_when_published": True,
        "stale_when_published": None,
        "hindsight": "already false when published",
        "is_record": False,
    }
    assert row["conditions"]["confirms"].startswith("A record puts its context window between")
    assert (row["conditions"]["tolerance"], row["conditions"]["deadline"]) == (0.1, None)
    assert [row[name] for name in ("overdue", "deadline", "true_from", "stale_since")] == [
        False,
        None,
        None,
        None,
    ]


def test_a_claim_brings_what_people_decided_and_how_its_verdict_changed(view: ClaimView) -> None:
    word = Decision.of(
        claim_id=view.claim.id,
        kind="decides",
        outcome="open",
        because="The page is a draft.",
        by="Ada",
        decided_at=NOW,
    )
    change = VerdictChange(
        claim_id=view.claim.id,
        before=Outcome.open,
        after=Outcome.refuted,
        changed_on=NOW.date(),
        reason="r",
    )
    told = replace(view, decisions=(word,), changes=(change,), dissent=view.facts)
    row = json.loads(lines.line(lines.claim_row(told)))
    assert row["decisions"][0]["by"] == "Ada"
    assert row["decisions"][0]["decided_at"] == "2026-11-20T12:00:00+00:00"
    assert (row["changes"][0]["before"], row["changes"][0]["changed_on"]) == ("open", "2026-11-20")
    assert row["dissent"] == row["facts"]


@pytest.mark.parametrize(
    ("published", "expected"),
    [(date(2026, 4, 2), True), (date(2026, 3, 2), False), (None, None)],
)
def test_a_settled_line_says_what_decided(
    view: ClaimView, fact: Fact, published: date | None, *, expected: bool | None
) -> None:
    row = lines.settled_row(view.verdict, fact, published)
    assert row["false_when_published"] is expected
    assert row["fact"] == {
        "attribute": "context_window",
        "qualifier": None,
        "value": 1_050_000,
        "url": "https://example.com/models/gpt-5.5",
    }
    assert list(row) == ["verdict", "knowable_from", "false_when_published", "fact", "reason"]


def test_a_line_settled_without_a_fact_says_so(view: ClaimView) -> None:
    assert lines.settled_row(view.verdict, None, None)["fact"] is None


def test_a_fact_of_absence_reads_as_one(fact: Fact) -> None:
    said: dict[str, Any] = fact.model_dump(exclude={"id"})
    absent = Fact.of(**(said | {"value": "video", "polarity": "denies"}))
    assert lines.fact_value(absent, "value") == "not video"
    assert lines.fact_value(fact, "value") == 1_050_000


def test_the_fields_of_a_proposition_are_those_of_its_record() -> None:
    assert tuple(Proposition.model_fields) == PROPOSITION
