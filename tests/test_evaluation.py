from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.evaluation import Finding, Score, Statement, evaluate, kappa, pair
from app.evaluation.pairing import _match
from app.evaluation.statements import FIELDS, agree, exact, meet
from app.vocabulary import Confidence

LEVELS = st.sampled_from(list(Confidence))


def said(**fields: Any) -> Statement:
    """A statement on GPT-7's window, with `fields` changed."""
    usual = {
        "doc": "a.txt",
        "start": 0,
        "end": 40,
        "model": "openai/gpt-7",
        "attribute": "context_window",
        "value": 2_000_000,
        "confidence": "certain",
        "speaker": "author",
        "sourcing": "none",
    }
    return Statement.model_validate(usual | fields)


def dated(op: str, value: object) -> Statement:
    return said(attribute="release_date", op=op, value=value)


@pytest.mark.parametrize(
    ("changed", "met"),
    [
        ({}, True),
        ({"start": 39, "end": 80}, True),
        ({"start": 40, "end": 80}, False),
        ({"model": "OpenAI/GPT 7"}, True),
        ({"model": "unknown/gpt-7"}, True),
        ({"model": "openai/gpt-7.5"}, False),
        ({"model": "openai/gpt-7-mini"}, False),
        ({"value": 5, "polarity": "denies"}, True),
    ],
)
def test_a_prediction_finds_a_label_of_the_same_model_in_the_same_place(
    changed: dict[str, Any], *, met: bool
) -> None:
    assert meet(said(), said(**changed)) is met


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, True),
        ({"confidence": "low", "speaker": "Reuters", "sourcing": "named"}, True),
        ({"value": 2_009_000}, True),
        ({"value": 2_100_000}, False),
        ({"op": "approx"}, True),
        ({"op": "ge"}, False),
        ({"polarity": "denies"}, False),
        ({"qualifier": "api"}, False),
        ({"value": [2_000_000, 2_000_000], "op": "range"}, True),
        ({"value": [1_000_000, 2_000_000], "op": "range"}, False),
        ({"value": "two million"}, False),
    ],
)
def test_a_pair_is_exact_where_polarity_operator_qualifier_and_value_agree(
    changed: dict[str, Any], *, right: bool
) -> None:
    assert exact(said(), said(**changed)) is right


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (("eq", "2026-04-23"), ("eq", "2026-04-23"), True),
        (("eq", "2026-04-23"), ("eq", "2026-04-24"), False),
        (("eq", "2026-04"), ("in", ["2026-04-01", "2026-04-30"]), True),
        (("in", ["2026-04-01", "2026-06-30"]), ("in", ["2026-05-01", "2026-06-30"]), True),
        (("in", ["2026-04-01", "2026-06-30"]), ("in", ["2026-06-01", "2026-06-30"]), False),
        (("in", ["2026-04-01", "2026-06-30"]), ("in", ["2027-04-01", "2027-06-30"]), False),
        (("by", "2026-12-24"), ("by", "2026-12-25"), True),
        (("by", "2026-12-24"), ("by", "2026-12-31"), False),
        (("by", "2026-12-31"), ("in", ["2026-09-01", "2026-12-31"]), True),
        (("approx", "2025-04"), ("approx", "2025-05-20"), True),
        (("approx", "2025-04"), ("approx", "2025-08"), False),
        (("eq", "2026-04-23"), ("eq", "spring"), False),
        (("eq", "spring"), ("eq", "Spring"), True),
    ],
)
def test_days_agree_as_far_as_two_readers_would(
    ours: tuple[str, Any], theirs: tuple[str, Any], *, same: bool
) -> None:
    assert agree("value", dated(*ours), dated(*theirs)) is same
    assert agree("value", dated(*theirs), dated(*ours)) is same


@pytest.mark.parametrize(
    ("attribute", "ours", "theirs", "same"),
    [
        ("serving", "NVIDIA GB200 NVL72", "gb200 nvl72", True),
        ("serving", "one H200 node", "laptops", False),
        ("license", "Apache-2.0", "apache 2.0", True),
        ("availability", True, "true", True),
        ("availability", True, False, False),
        ("codename", "Spud", "Garlic", False),
        ("benchmark_rank", "openai/gpt-7", "openai/gpt-7-mini", True),
        ("training", 12_000_000_000_000, 12_000_000_000_000, True),
        ("official_name", "GPT-7", None, False),
    ],
)
def test_words_agree_where_half_of_them_are_shared(
    attribute: str, ours: object, theirs: object, *, same: bool
) -> None:
    one, other = (said(attribute=attribute, value=value) for value in (ours, theirs))
    assert agree("value", one, other) is same


@pytest.mark.parametrize(
    ("attribute", "ours", "theirs", "same"),
    [
        ("release_date", "api", None, True),
        ("release_date", "api", "chat", False),
        ("price", "input", None, False),
        ("availability", "Amazon Bedrock", "amazon-bedrock", True),
    ],
)
def test_a_qualifier_may_be_left_out_where_readers_leave_it_out(
    attribute: str, ours: str, theirs: str | None, *, same: bool
) -> None:
    one, other = (said(attribute=attribute, qualifier=name) for name in (ours, theirs))
    assert agree("qualifier", one, other) is same


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [(0.81, 0.81, True), (0.81, 0.813, True), (0.81, 0.82, False), (0.81, None, False)],
)
def test_probabilities_agree_to_half_a_percent(
    ours: float, theirs: float | None, *, same: bool
) -> None:
    assert agree("probability", said(probability=ours), said(probability=theirs)) is same


def test_a_speaker_is_the_same_however_printed() -> None:
    assert agree("speaker", said(speaker="The Information"), said(speaker="the information"))
    assert not agree("speaker", said(speaker="The Information"), said(speaker="author"))


@given(statement=st.builds(said, confidence=LEVELS, probability=st.none() | st.floats(0, 1)))
def test_a_statement_agrees_with_itself_in_every_field(statement: Statement) -> None:
    assert all(agree(field, statement, statement) for field in FIELDS)


def test_each_statement_is_used_once() -> None:
    assert len(pair([said(), said()], [said()])) == 1
    assert len(pair([said()], [said(), said()])) == 1


def test_an_exact_pair_is_kept_when_another_prediction_comes_first() -> None:
    wrong, right = said(value=1), said()
    (met,) = pair([said()], [wrong, right])
    assert met.prediction is right
    assert met.exact


def test_pairs_are_of_one_document_and_one_attribute() -> None:
    others = [said(doc="b.txt"), said(attribute="max_output")]
    assert pair([said()], others) == []


GRADES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.dictionaries(st.integers(0, width - 1), st.integers(0, 1)), min_size=1, max_size=4
    )
)


@given(grades=GRADES)
def test_no_other_pairing_has_more_exact_pairs_or_as_many_and_more_pairs(
    grades: list[dict[int, int]],
) -> None:
    mates = _match(grades)
    assert len(set(mates.values())) == len(mates)
    reached = (sum(grades[row][column] for column, row in mates.items()), len(mates))
    columns = permutations(range(-len(grades), 4), len(grades))
    assert reached == max(_worth(chosen, grades) for chosen in columns)


def _worth(columns: tuple[int, ...], grades: list[dict[int, int]]) -> tuple[int, int]:
    """What pairing each row with its column is worth; a column that a row lacks is no pair."""
    met = [row[column] for row, column in zip(grades, columns, strict=True) if column in row]
    return sum(met), len(met)


def test_many_statements_of_one_sentence_are_paired_in_time() -> None:
    labels = [said(value=number) for number in range(1, 61)]
    pairs = pair(labels, list(reversed(labels)))
    assert len(pairs) == 60
    assert all(met.exact for met in pairs)


def test_scores_are_shares_of_labels_and_predictions() -> None:
    score = Score(labels=4, predictions=2, hits=1)
    assert (score.precision, score.recall) == (0.5, 0.25)
    assert score.f1 == pytest.approx(1 / 3)
    none = Score(labels=0, predictions=0, hits=0)
    assert (none.precision, none.recall, none.f1) == (0.0, 0.0, 0.0)


def test_a_report_counts_checkable_core_and_each_attribute() -> None:
    labels = [
        said(),
        said(attribute="lineage", value="openai/gpt-6"),
        said(attribute="capability", value="long tasks"),
    ]
    made = [said(value=3), labels[2], said(attribute="price", value=5), said(doc="other.txt")]
    report = evaluate(labels, made)
    assert report.documents == 1
    assert report.checkable == Finding(Score(2, 2, 1), Score(2, 2, 0))
    assert report.core == Finding(Score(1, 2, 1), Score(1, 2, 0))
    assert list(report.attributes) == ["context_window", "price", "lineage", "capability"]
    assert report.attributes["capability"].exact.f1 == 1.0
    assert report.fields["value"].same == 0.0
    assert report.fields["polarity"].n == 1


def test_a_report_tells_how_the_found_pairs_agree() -> None:
    labels = [
        said(start=10 * place, end=10 * place + 9, confidence=level, probability=stated)
        for place, (level, stated) in enumerate([("high", 0.81), ("low", None), ("certain", None)])
    ]
    made = [
        labels[0].model_copy(update={"probability": 0.5, "speaker": "Polymarket"}),
        labels[1].model_copy(update={"confidence": Confidence.moderate}),
        labels[2].model_copy(update={"confidence": Confidence.low}),
    ]
    report = evaluate(labels, made)
    assert report.levels.n == 3
    assert report.levels.same == pytest.approx(1 / 3)
    assert report.levels.within_one == pytest.approx(2 / 3)
    assert (report.fields["probability"].n, report.fields["probability"].same) == (1, 0.0)
    assert report.fields["speaker"].same == pytest.approx(2 / 3)
    assert report.fields["sourcing"].same == 1.0


def test_nothing_against_nothing_is_an_empty_report() -> None:
    report = evaluate([], [said()])
    assert (report.documents, report.checkable.found.labels, report.levels.n) == (0, 0, 0)
    assert report.fields["speaker"].same == 0.0


def test_the_rows_of_a_report_are_attributes_then_fields() -> None:
    rows = evaluate([said()], [said()]).rows()
    assert [row["of"] for row in rows] == ["all", "core", "context_window", "confidence", *FIELDS]
    marks = {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert rows[2] == {
        "of": "context_window",
        "labels": 1,
        "predictions": 1,
        "found": marks,
        "exact": marks,
    }
    assert rows[3] == {"of": "confidence", "n": 1, "same": 1.0, "within_one": 1.0, "kappa": 1.0}
    assert rows[4] == {"of": "sourcing", "n": 1, "same": 1.0}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], 0.0),
        ([("high", "high")] * 3, 1.0),
        ([("low", "low"), ("high", "high"), ("certain", "certain")], 1.0),
        ([("low", "high"), ("high", "low")], -1.0),
        ([("low", "low"), ("low", "high"), ("high", "low"), ("high", "high")], 0.0),
        ([("low", "low"), ("moderate", "high"), ("certain", "certain")], 26 / 29),
    ],
)
def test_kappa_is_one_in_agreement_and_none_by_chance(
    pairs: list[tuple[str, str]], expected: float
) -> None:
    levels = [(Confidence(one), Confidence(other)) for one, other in pairs]
    assert kappa(levels) == pytest.approx(expected)


@given(pairs=st.lists(st.tuples(LEVELS, LEVELS)))
def test_kappa_does_not_care_who_is_who(pairs: list[tuple[Confidence, Confidence]]) -> None:
    assert kappa(pairs) == pytest.approx(kappa([(other, one) for one, other in pairs]))
    assert kappa(pairs) <= 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"attribute": "smell"},
        {"start": None},
        {"start": -1},
        {"op": "about"},
        {"confidence": "sure"},
        {"sourcing": "gossip"},
        {"probability": 1.2},
        {"model": None},
    ],
)
def test_what_is_no_statement_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        said(**wrong)
