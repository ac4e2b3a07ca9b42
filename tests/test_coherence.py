from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.coherence import conflicts
from app.schema import Assertion, Conflict, Document, Proposition
from app.vocabulary import Confidence, Op, Polarity, Sourcing

DOCUMENT = Document.of(
    source="weekly", name="weekly.txt", added_at=datetime(2030, 4, 21, tzinfo=UTC), text="…"
)


def said(attribute: str, value: Any, op: str = "eq", **more: Any) -> Assertion:
    """A statement of the document on orb-5, by its author and certain unless told otherwise."""
    denied = more.pop("denied", False)
    named = {name: more.pop(name) for name in (*Proposition.model_fields,) if name in more}
    proposition = Proposition.model_validate(
        {
            "model": "acme/orb-5",
            "attribute": attribute,
            "op": Op(op),
            "value": value,
            "polarity": Polarity.denies if denied else Polarity.asserts,
            **named,
        }
    )
    return Assertion.of(DOCUMENT, proposition, **more)


def priced(value: Any, chance: float, op: str = "by", **more: Any) -> Assertion:
    """What the market gives a release."""
    return said(
        "release_date",
        value,
        op,
        unit="date",
        **{
            "probability": chance,
            "speaker": "Wagerhall",
            "confidence": Confidence.of_probability(chance),
            "sourcing": Sourcing.market,
            **more,
        },
    )


def notes(*assertions: Assertion) -> list[str]:
    return sorted({row.note for row in conflicts(DOCUMENT, assertions)})


def test_an_earlier_deadline_cannot_be_likelier_than_a_later_one() -> None:
    early, late = priced("2030-04-23", 0.81), priced("2030-04-30", 0.72)
    rows = conflicts(DOCUMENT, [early, late, priced("2030-05-31", 0.93)])
    assert {row.claim_id for row in rows} == {early.claim_id, late.claim_id}
    assert {row.note for row in rows} == {
        (
            "Wagerhall gives acme/orb-5 81 % by 23 April 2030 and 72 % by 30 April 2030; these "
            "cannot both hold, because the first implies the second."
        )
    }


def test_the_order_in_the_text_does_not_matter() -> None:
    early, late = priced("2030-04-23", 0.81), priced("2030-04-30", 0.72)
    assert notes(early, late) == notes(late, early) != []


def test_rows_are_the_same_for_the_same_document() -> None:
    pair = [priced("2030-04-23", 0.81), priced("2030-04-30", 0.72)]
    first, second = conflicts(DOCUMENT, pair), conflicts(DOCUMENT, pair)
    assert [row.id for row in first] == [row.id for row in second]
    assert all(isinstance(row, Conflict) and row.document_id == DOCUMENT.id for row in first)


@pytest.mark.parametrize(
    "pair",
    [
        [priced("2030-04-23", 0.72), priced("2030-04-30", 0.81)],
        [priced("2030-04-23", 0.81), priced("2030-04-30", 0.80)],
        [priced("2030-04-23", 0.81), priced("2030-04-23", 0.40)],
        [priced("2030-04-23", 0.81), priced("2030-04-30", 0.72, speaker="Oddsmoor")],
        [priced("2030-04-23", 0.81), priced("2030-04-30", 0.72, model="acme/orb-6")],
        [priced("2030-04-23", 0.81), priced("2030-04-30", 0.72, qualifier="api")],
        [priced("2030-04-23", 0.81), priced(None, 0.72)],
        [priced("2030-04-23", 0.81, sourcing=Sourcing.community), priced("2030-04-30", 0.7)],
    ],
)
def test_what_can_hold_together_is_no_conflict(pair: list[Assertion]) -> None:
    assert notes(*pair) == []


def test_a_window_inside_another_cannot_be_likelier() -> None:
    inner = priced(["2030-05-01", "2030-05-31"], 0.6, "in")
    outer = priced(["2030-04-01", "2030-06-30"], 0.4, "in")
    (note,) = notes(inner, outer)
    assert "60 % for 1 May 2030 to 31 May 2030" in note


def test_a_denied_deadline_is_priced_by_what_is_left() -> None:
    no = priced("2030-04-30", 0.7, denied=True)
    (note,) = notes(priced("2030-04-23", 0.5), no)
    assert "50 % by 23 April 2030 and 30 % by 30 April 2030" in note


def test_an_open_end_is_worded() -> None:
    inner = priced("2030-06-01", 0.6, "ge")
    (note,) = notes(inner, priced("2030-05-01", 0.4, "ge"))
    assert "60 % from 1 June 2030 on and 40 % from 1 May 2030 on" in note


def test_windows_apart_share_a_hundred_percent() -> None:
    spring = priced(["2030-04-01", "2030-06-30"], 0.6, "in")
    summer = priced(["2030-07-01", "2030-09-30"], 0.7, "in")
    (note,) = notes(spring, summer)
    assert "together 130%" in note
    assert notes(spring, priced(["2030-07-01", "2030-09-30"], 0.4, "in")) == []
    assert notes(spring, priced(["2030-06-01", "2030-09-30"], 0.7, "in")) == []


def test_names_share_a_hundred_percent() -> None:
    five, six = (
        said("official_name", name, probability=0.7, confidence=Confidence.high)
        for name in ("Orb 5", "Orb 6")
    )
    (note,) = notes(five, six)
    assert "70 % to Orb 5, 70 % to Orb 6: together 140%" in note
    assert notes(five, five) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("context_window", 400_000), said("context_window", 1_000_000)),
        (said("parameter_count", [2, 4], "range"), said("parameter_count", [7, 9], "range")),
        (said("context_window", 200_000, "le"), said("context_window", 400_000, "ge")),
        (said("release_date", "2030-04-23"), said("release_date", "2030-04-25")),
        (said("official_name", "Orb 5"), said("official_name", "Orb 6")),
        (said("release_stage", "released"), said("release_stage", "released", denied=True)),
    ],
)
def test_certain_statements_that_exclude_each_other_are_marked(
    one: Assertion, other: Assertion
) -> None:
    rows = conflicts(DOCUMENT, [one, other])
    assert {row.claim_id for row in rows} == {one.claim_id, other.claim_id}
    assert all("these exclude each other" in row.note for row in rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("context_window", 1_000_000), said("context_window", 1_050_000)),
        (said("context_window", 400_000), said("context_window", 1_000_000, qualifier="api")),
        (said("context_window", 16, unit="ratio"), said("context_window", 1_000_000)),
        (said("context_window", "large"), said("context_window", 1_000_000)),
        (said("variant", "pro"), said("variant", "mini")),
        (said("official_name", "Orb 5"), said("official_name", "orb-5")),
        (said("official_name", "Orb 5"), said("official_name", "Orb 6", denied=True)),
        (said("variant", "pro", denied=True), said("variant", "mini", denied=True)),
        (said("release_date", "2030-04"), said("release_date", "2030-04-25")),
        (said("release_date", None), said("release_date", "2030-04-25")),
        (
            said("context_window", 400_000, confidence=Confidence.moderate),
            said("context_window", 1_000_000),
        ),
        (
            said("context_window", 400_000, speaker="Jo Lind"),
            said("context_window", 1_000_000),
        ),
    ],
)
def test_statements_that_can_both_be_so_are_left_alone(one: Assertion, other: Assertion) -> None:
    assert notes(one, other) == []


def test_a_conflict_names_values_as_people_write_them() -> None:
    (note,) = notes(
        said("parameter_count", [2_000, 4_000], "range", qualifier="total"),
        said("parameter_count", 9_000, "ge", qualifier="total"),
    )
    assert "parameter count (total) 2,000 to 4,000" in note
    assert "parameter count (total) ge 9,000" in note


def test_a_document_without_statements_has_no_conflicts() -> None:
    assert conflicts(DOCUMENT, []) == []
