from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from app.data_files import read_entered_facts
from app.schema import Fact
from app.vocabulary import ATTRIBUTES, Authority, Op, Polarity, Stage, ValueKind

NO_LATER_THAN = date(2026, 11, 21)
"""The day on which the shipped facts were put together."""
ONE_AT_A_TIME = (
    "release_date",
    "official_name",
    "context_window",
    "max_output",
    "parameter_count",
    "price",
    "knowledge_cutoff",
)


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    """Every fact that people entered; reading them holds each to its schema."""
    return read_entered_facts()


def test_the_record_is_worth_opening(facts: list[Fact]) -> None:
    models = {fact.model for fact in facts}
    assert len(facts) > 600
    assert len(models) > 100
    assert "openai/gpt-5.5" in models


def test_no_fact_stands_twice(facts: list[Fact]) -> None:
    assert len({fact.id for fact in facts}) == len(facts)


def test_every_address_looks_like_one(facts: list[Fact]) -> None:
    for fact in facts:
        address = urlsplit(fact.url)
        assert address.scheme in ("http", "https"), fact.url
        assert "." in address.netloc, fact.url
        assert " " not in fact.url


def test_nothing_was_known_before_it_could_be(facts: list[Fact]) -> None:
    for fact in facts:
        assert date(2020, 1, 1) < fact.valid_from <= NO_LATER_THAN, fact
        assert fact.known_at is None or fact.known_at <= NO_LATER_THAN, fact


def test_a_release_is_true_from_its_own_day(facts: list[Fact]) -> None:
    for fact in facts:
        if fact.attribute == "release_date":
            assert fact.value == fact.valid_from.isoformat(), fact


def test_units_and_values_fit_their_attribute(facts: list[Fact]) -> None:
    for fact in facts:
        row = ATTRIBUTES[fact.attribute]
        if row.kind in (ValueKind.number, ValueKind.score):
            assert isinstance(fact.value, (int, float)), fact
            assert fact.unit is not None, fact
        if row.kind is ValueKind.ratio:
            assert fact.baseline, f"a ratio needs what it is measured against: {fact}"
        if row.kind is ValueKind.stage:
            assert fact.value in list(Stage)
        if fact.unit == "percent" and fact.attribute == "benchmark_score":
            assert 0 <= fact.value <= 100


def test_one_authority_gives_one_value_at_a_time(facts: list[Fact]) -> None:
    said: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        exact = fact.op is Op.eq and fact.polarity is Polarity.asserts
        if fact.attribute in ONE_AT_A_TIME and exact and fact.unit != "ratio":
            said[fact.model, fact.attribute, fact.qualifier, fact.authority].append(fact)
    for group in said.values():
        ordered = sorted(group, key=lambda fact: fact.valid_from)
        for one, other in pairwise(ordered):
            ended = one.valid_to is not None and one.valid_to < other.valid_from
            assert ended or one.value == other.value, (one, other)


def test_nothing_is_asserted_and_denied_by_one_authority_but_matters_of_degree(
    facts: list[Fact],
) -> None:
    hard = [fact for fact in facts if ATTRIBUTES[fact.attribute].kind is not ValueKind.phrase]
    hard = [fact for fact in hard if ATTRIBUTES[fact.attribute].kind is not ValueKind.stage]
    asserted = {
        (fact.model, fact.attribute, fact.qualifier, str(fact.value))
        for fact in hard
        if fact.polarity is Polarity.asserts
    }
    for fact in hard:
        if fact.polarity is Polarity.denies:
            key = (fact.model, fact.attribute, fact.qualifier, str(fact.value))
            assert key not in asserted, fact


def test_each_file_holds_one_vendor(facts: list[Fact]) -> None:
    vendors = [fact.model.partition("/")[0] for fact in facts]
    assert vendors == sorted(vendors)


@pytest.mark.parametrize(
    ("model", "attribute", "qualifier", "value"),
    [
        ("openai/gpt-5.5", "release_date", None, "2026-04-23"),
        ("openai/gpt-5.5", "release_date", "api", "2026-04-24"),
        ("anthropic/claude-3-opus", "release_date", None, "2024-03-04"),
        ("anthropic/claude-3.7-sonnet", "release_date", None, "2025-02-24"),
        ("anthropic/claude-opus-4.5", "release_date", None, "2025-11-24"),
        ("google/gemini-2.5-pro", "release_date", None, "2025-03-25"),
        ("openai/o3-mini", "release_date", None, "2025-01-31"),
        ("openai/gpt-4", "release_date", None, "2023-03-14"),
        ("openai/gpt-5", "context_window", None, 400_000),
    ],
)
def test_known_traps_of_catalogues_did_not_get_in(
    facts: list[Fact], model: str, attribute: str, qualifier: str | None, value: object
) -> None:
    """A snapshot's date, a listing, general availability, an input limit: none is the value."""
    found = [
        fact.value
        for fact in facts
        if (fact.model, fact.attribute, fact.qualifier) == (model, attribute, qualifier)
    ]
    assert set(found) == {value}


def test_catalogues_never_outrank_the_vendor(facts: list[Fact]) -> None:
    kept = {fact.authority for fact in facts if "models.dev" in fact.url}
    assert kept == {Authority.catalogue}
