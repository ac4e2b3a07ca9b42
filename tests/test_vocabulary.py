from __future__ import annotations

import pytest

from app.vocabulary import ATTRIBUTES, Authority, Confidence, ValueKind

CORE = {
    "release_date",
    "release_stage",
    "official_name",
    "codename",
    "variant",
    "context_window",
    "max_output",
    "parameter_count",
    "modality",
    "benchmark_score",
    "benchmark_rank",
    "speed",
    "price",
    "price_change",
    "knowledge_cutoff",
    "license",
}


def test_the_core_attributes_are_those_of_the_definition() -> None:
    assert {name for name, row in ATTRIBUTES.items() if row.core} == CORE


def test_only_capability_and_other_are_soft() -> None:
    assert {name for name, row in ATTRIBUTES.items() if row.soft} == {"capability", "other"}


def test_every_attribute_is_named_as_its_row() -> None:
    assert all(name == row.name for name, row in ATTRIBUTES.items())
    assert {row.kind for row in ATTRIBUTES.values()} == set(ValueKind)


@pytest.mark.parametrize(
    ("probability", "level"),
    [
        (0.93, Confidence.high),
        (1.0, Confidence.high),
        (0.81, Confidence.high),
        (0.72, Confidence.moderate),
        (0.5, Confidence.low),
        (0.2, Confidence.very_low),
        (0.0, Confidence.very_low),
    ],
)
def test_a_probability_takes_the_nearest_level_and_a_forecast_is_never_certain(
    probability: float, level: Confidence
) -> None:
    assert Confidence.of_probability(probability) is level


def test_levels_and_authorities_are_ordered() -> None:
    points = [level.point for level in Confidence]
    assert points == sorted(points)
    assert [level.rank for level in Confidence] == [0, 1, 2, 3, 4]
    assert Authority.vendor.rank < Authority.catalogue.rank < Authority.third_party.rank
