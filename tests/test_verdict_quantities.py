from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.vocabulary import Authority
from tests.verdict_samples import LYNX, ORB, OUT, claim, day, fact, outcome, released, settled


def window(value: Any, op: str = "eq", **more: Any) -> Any:
    return claim("context_window", value, op, unit="tokens", **more)


def tokens(value: int, **more: Any) -> Any:
    return fact("context_window", value, unit="tokens", **more)


def price(value: float, side: str, **more: Any) -> Any:
    return fact("price", value, qualifier=side, unit="usd_per_mtok", **more)


@pytest.mark.parametrize(
    ("value", "op", "came_out"),
    [
        (1_000_000, "eq", "confirmed"),
        (1_050_000, "eq", "confirmed"),
        (2_000_000, "eq", "refuted"),
        (1_150_000, "eq", "partly"),
        ([128_000, 1_000_000], "range", "confirmed"),
        ([1_200_000, 2_000_000], "range", "refuted"),
        (500_000, "ge", "confirmed"),
    ],
)
def test_a_window_is_held_against_the_figure_on_record(value: Any, op: str, came_out: str) -> None:
    assert outcome(window(value, op), tokens(1_050_000)) == came_out


def test_the_reason_names_both_figures_and_the_tolerance() -> None:
    verdict = settled(window(2_000_000), tokens(1_050_000))
    assert "2,000,000 tokens" in verdict.reason
    assert "1,050,000 tokens" in verdict.reason
    assert "tolerance 10%" in verdict.reason
    assert verdict.rule == "number"


def test_the_stronger_authority_settles_and_the_weaker_is_named() -> None:
    weak = tokens(2_000_000, authority=Authority.third_party)
    verdict = settled(window(2_000_000), weak, tokens(1_050_000))
    assert verdict.outcome == "refuted"
    assert "2,000,000 tokens says a third party" in verdict.reason


def test_a_claim_without_a_tier_means_the_one_everybody_gets() -> None:
    facts = [tokens(400_000, qualifier="coding-tool"), tokens(1_050_000, qualifier="api")]
    assert outcome(window(1_050_000), *facts) == "confirmed"
    assert outcome(window(400_000), *facts) == "refuted"
    assert outcome(window(400_000, qualifier="coding-tool"), *facts) == "confirmed"


def test_a_price_with_no_side_named_may_be_either() -> None:
    facts = [price(5, "input"), price(30, "output")]
    assert outcome(claim("price", 30, unit="usd_per_mtok"), *facts) == "confirmed"
    assert outcome(claim("price", 50, unit="usd_per_mtok"), *facts) == "refuted"


def test_any_price_of_its_history_confirms_a_claim() -> None:
    facts = [price(2, "input"), price(3, "input", known="2030-12-01")]
    assert outcome(claim("price", 2, qualifier="input", unit="usd_per_mtok"), *facts) == "confirmed"
    assert outcome(claim("price", 3, qualifier="input", unit="usd_per_mtok"), *facts) == "confirmed"
    assert outcome(claim("price", 4, qualifier="input", unit="usd_per_mtok"), *facts) == "refuted"


def test_a_price_that_ended_does_not_overrule_the_one_after_it() -> None:
    first = price(5, "input", valid_to=day("2030-11-30"))
    later = price(4, "input", known="2030-12-01", authority=Authority.catalogue)
    said = {"qualifier": "input", "unit": "usd_per_mtok"}
    assert outcome(claim("price", 4, **said), first, later) == "confirmed"
    assert outcome(claim("price", 5, **said), first, later) == "confirmed"
    assert outcome(claim("price", 3, **said), first, later) == "refuted"
    assert outcome(claim("price", 4, **said), price(5, "input"), later) == "refuted"


def test_figures_of_another_unit_settle_nothing() -> None:
    slow = claim("speed", [30, 120], "range", qualifier="latency", unit="seconds")
    ratio = fact("speed", 1.0, qualifier="latency", unit="ratio", baseline=LYNX)
    assert outcome(slow, ratio) == "open"
    assert outcome(slow, ratio, released()) == "unverifiable"


@pytest.mark.parametrize("value", ["many", None, True, [1, "two"]])
def test_what_is_no_number_cannot_be_held_against_a_record(value: Any) -> None:
    assert (
        outcome(claim("max_output", value, unit="tokens"), fact("max_output", 5)) == "unverifiable"
    )


def test_a_size_that_nobody_published_is_unverifiable() -> None:
    size = claim("parameter_count", 10**13, "approx", qualifier="total", unit="parameters")
    silence = fact("other", "none published", qualifier="vendor_figure:parameter_count")
    assert outcome(size) == "open"
    assert outcome(size, silence) == "unverifiable"
    hidden = fact("other", value=False, qualifier="parameter_count_disclosed")
    assert outcome(size, hidden) == "unverifiable"


@pytest.mark.parametrize(("value", "came_out"), [(16, "refuted"), (8, "confirmed"), (9, "partly")])
def test_a_multiple_of_another_window_is_worked_out(value: float, came_out: str) -> None:
    times = claim("context_window", value, unit="ratio", baseline=LYNX)
    facts = [tokens(1_050_000), tokens(128_000, model=LYNX)]
    assert outcome(times, *facts) == came_out
    assert len(settled(times, *facts).facts) == 2


def test_a_ratio_without_a_baseline_can_be_held_against_nothing() -> None:
    faster = claim("speed", 1.5, qualifier="throughput", unit="ratio")
    known = fact("speed", 1.2, qualifier="throughput", unit="ratio", baseline=LYNX)
    verdict = settled(faster, known)
    assert verdict.outcome == "unverifiable"
    assert "No baseline" in verdict.reason


def test_a_stated_ratio_settles_one_to_the_same_baseline_only() -> None:
    known = fact("speed", 1.0, qualifier="latency", unit="ratio", baseline=LYNX)
    slower = {"qualifier": "latency", "unit": "ratio"}
    assert outcome(claim("speed", 1, "lt", baseline=LYNX, **slower), known) == "refuted"
    assert outcome(claim("speed", 1, baseline=LYNX, **slower), known) == "confirmed"
    assert outcome(claim("speed", 1, baseline="acme/orb-4", **slower), known) == "open"


@pytest.mark.parametrize(
    ("op", "value", "qualifier", "came_out"),
    [
        ("gt", 1, None, "confirmed"),
        ("lt", 1, None, "refuted"),
        ("eq", 4, "input", "confirmed"),
        ("eq", 4, None, "partly"),
        ("range", [0.5, 0.7], None, "refuted"),
    ],
)
def test_a_price_change_is_worked_out_on_both_sides(
    op: str, value: Any, qualifier: str | None, came_out: str
) -> None:
    change = claim("price_change", value, op, qualifier=qualifier, unit="ratio", baseline=LYNX)
    facts = [
        price(5, "input"),
        price(30, "output"),
        price(1.25, "input", model=LYNX, known="2029-08-07"),
        price(10, "output", model=LYNX, known="2029-08-07"),
    ]
    verdict = settled(change, *facts)
    assert verdict.outcome == came_out
    assert verdict.knowable_from == facts[0].known_at


def test_a_price_change_on_record_comes_before_what_is_worked_out() -> None:
    change = claim("price_change", 0.2, unit="ratio", baseline=LYNX)
    assert outcome(change, fact("price_change", 0.2, unit="ratio", baseline=LYNX)) == "confirmed"
    assert outcome(change) == "open"
    assert outcome(change, price(5, "input"), price(0, "input", model=LYNX)) == "open"


def test_larger_than_another_model_compares_both_figures() -> None:
    larger = claim("parameter_count", LYNX, "gt", qualifier="total", baseline=LYNX)
    size = {"qualifier": "total", "unit": "parameters"}
    ours = fact("parameter_count", 2 * 10**12, **size)
    theirs = fact("parameter_count", 10**12, model=LYNX, **size)
    verdict = settled(larger, ours, theirs)
    assert verdict.outcome == "confirmed"
    assert set(verdict.facts) == {ours.id, theirs.id}
    assert outcome(larger, ours) == "open"
    assert (
        outcome(larger, ours, fact("parameter_count", 1, "gt", model=LYNX, **size)) == "confirmed"
    )


@pytest.mark.parametrize(
    ("value", "op", "known", "came_out"),
    [
        (88, "eq", 88.7, "confirmed"),
        (89, "eq", 88.7, "confirmed"),
        (80.9, "eq", 80.6, "partly"),
        (83.7, "eq", 80.6, "refuted"),
        ([77, 89], "range", 58.6, "refuted"),
        (95, "ge", 96.2, "confirmed"),
    ],
)
def test_a_score_is_quoted_rounded_or_cut(value: Any, op: str, known: float, came_out: str) -> None:
    said = claim("benchmark_score", value, op, qualifier="sumtest", unit="percent")
    on_record = fact("benchmark_score", known, qualifier="sumtest", unit="percent")
    assert outcome(said, on_record) == came_out
    assert outcome(said, fact("benchmark_score", known, qualifier="other-test")) == "open"


def test_a_score_that_was_never_published_is_unverifiable() -> None:
    said = claim("benchmark_score", 92, qualifier="sumtest", unit="percent")
    silence = fact("other", "none published", qualifier="vendor_figure:sumtest")
    assert outcome(said, silence) == "unverifiable"
    assert outcome(said, released(), today=OUT + timedelta(90)) == "open"
    assert outcome(said, released(), today=OUT + timedelta(91)) == "unverifiable"


def test_a_score_beside_another_model_compares_both() -> None:
    better = claim("benchmark_score", LYNX, "gt", qualifier="sumtest", baseline=LYNX)
    ours = fact("benchmark_score", 70, qualifier="sumtest", unit="percent")
    theirs = fact("benchmark_score", 60, qualifier="sumtest", unit="percent", model=LYNX)
    assert outcome(better, ours, theirs) == "confirmed"
    assert outcome(better, theirs) == "open"


def test_facts_of_another_id_stand_in_where_the_model_has_none() -> None:
    preview = tokens(1_050_000, model=f"{ORB}-preview")
    assert outcome(window(1_000_000), preview) == "confirmed"
    assert outcome(window(1_000_000), preview, tokens(2_000_000)) == "refuted"


@pytest.mark.parametrize(
    ("on_record", "came_out"),
    [(1, "confirmed"), (1.05, "confirmed"), (1.15, "partly"), (1.4, "refuted")],
)
def test_a_round_price_is_no_licence_for_half_as_much_again(
    on_record: float, came_out: str
) -> None:
    unit = {"qualifier": "input", "unit": "usd_per_mtok"}
    assert outcome(claim("price", 1, **unit), fact("price", on_record, **unit)) == came_out
