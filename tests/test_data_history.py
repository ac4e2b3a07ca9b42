from __future__ import annotations

import sys
from collections import Counter, defaultdict
from datetime import date
from urllib.parse import urlsplit

import pytest

from app.coherence import conflicts
from app.data_files import read_facts, read_history
from app.model_names import ModelNames
from app.schema import Assertion, Claim, Document, Fact, Proposition, Source, Verdict
from app.verdicts import models_concerned, settle
from app.vocabulary import Outcome, Sourcing

TODAY = date(2026, 11, 21)
SETTLED = (Outcome.confirmed, Outcome.partly, Outcome.refuted)
Page = tuple[Source, Document]


@pytest.fixture(scope="module")
def history() -> list[Page]:
    """Every shipped document; reading them holds each statement to its schema."""
    return read_history()


def said_in(document: Document) -> list[Assertion]:
    """The assertions of a document, as the ledger would take them in."""
    return [
        Assertion.of(
            document,
            Proposition.model_validate({key: row[key] for key in Proposition.model_fields}),
            **{key: row[key] for key in row if key not in Proposition.model_fields},
        )
        for row in document.statements
    ]


@pytest.fixture(scope="module")
def verdicts(history: list[Page]) -> list[tuple[Assertion, Verdict, date]]:
    """Each statement with its verdict and its day."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in read_facts():
        facts[fact.model].append(fact)
    names = ModelNames.shipped()
    found = []
    for _, document in history:
        for assertion in said_in(document):
            claim = Claim.of(assertion, document.published)
            concerned = [fact for model in models_concerned(claim, names) for fact in facts[model]]
            found.append((assertion, settle(claim, concerned, TODAY), document.public_on))
    return found


def test_the_past_is_worth_opening(history: list[Page]) -> None:
    statements = [row for _, document in history for row in document.statements]
    assert len(statements) > 750
    assert len({source.slug for source, _ in history}) > 300
    assert len({row["model"] for row in statements}) > 140


def test_every_document_has_an_address_a_day_and_statements(history: list[Page]) -> None:
    for source, document in history:
        address = urlsplit(document.url or "")
        assert address.scheme in ("http", "https"), document.url
        assert "." in address.netloc, document.url
        assert document.published is not None
        assert date(2020, 1, 1) < document.published <= TODAY, document.url
        assert document.statements, document.url
        assert document.source == source.slug


def test_every_statement_of_it_is_its_own_record(history: list[Page]) -> None:
    ids = [assertion.id for _, document in history for assertion in said_in(document)]
    assert len(set(ids)) == len(ids)


def test_a_publisher_is_of_one_kind(history: list[Page]) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for source, _ in history:
        kinds[source.slug].add(f"{source.kind}")
    assert {slug: kind for slug, kind in kinds.items() if len(kind) > 1} == {}


def test_gists_are_short_and_present(history: list[Page]) -> None:
    for _, document in history:
        for row in document.statements:
            assert 0 < len(row["gist"].split()) <= 30, row["gist"]


def test_a_price_of_a_market_is_a_forecast(history: list[Page]) -> None:
    for _, document in history:
        for row in document.statements:
            if row["sourcing"] == Sourcing.market and row["probability"] is not None:
                assert row["confidence"] != "certain", row["gist"]


def test_every_settled_statement_rests_on_a_fact(
    verdicts: list[tuple[Assertion, Verdict, date]],
) -> None:
    for assertion, verdict, _ in verdicts:
        if verdict.outcome in SETTLED:
            assert verdict.facts, assertion.gist
            assert verdict.knowable_from is not None
            assert verdict.knowable_from <= TODAY
        assert verdict.reason.endswith(".")


def test_how_the_past_came_out(verdicts: list[tuple[Assertion, Verdict, date]]) -> None:
    counts = Counter(verdict.outcome.value for _, verdict, _ in verdicts)
    already = sum(verdict.false_when_published(day) is True for _, verdict, day in verdicts)
    shown = ", ".join(f"{count} {word}" for word, count in counts.most_common())
    sys.stdout.write(f"\nshipped history: {shown}; {already} already false when published\n")
    assert counts["confirmed"] > 250
    assert counts["refuted"] > 250
    assert counts["unverifiable"] / sum(counts.values()) < 0.15


@pytest.mark.parametrize(
    ("model", "attribute", "value", "came_out"),
    [
        ("openai/gpt-5.5", "context_window", 2_000_000, "refuted"),
        ("openai/gpt-5", "release_date", ["2024-12-01", "2024-12-31"], "refuted"),
        ("openai/o3", "release_stage", "cancelled", "refuted"),
        ("openai/o1", "codename", "Strawberry", "confirmed"),
        ("meta/llama-4-behemoth", "release_stage", "cancelled", "confirmed"),
        ("xai/grok-5", "parameter_count", 6_000_000_000_000, "open"),
    ],
)
def test_well_known_rumours_came_out_as_everybody_remembers(
    verdicts: list[tuple[Assertion, Verdict, date]],
    model: str,
    attribute: str,
    value: object,
    came_out: str,
) -> None:
    found = {
        verdict.outcome.value
        for assertion, verdict, _ in verdicts
        if (assertion.model, assertion.attribute, assertion.value) == (model, attribute, value)
    }
    assert found == {came_out}


def test_no_shipped_document_contradicts_itself_by_mistake(history: list[Page]) -> None:
    for _, document in history:
        assert conflicts(document, said_in(document)) == [], document.url
