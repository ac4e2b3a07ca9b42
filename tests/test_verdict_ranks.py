from __future__ import annotations

from typing import Any

import pytest

from app.vocabulary import Authority
from tests.verdict_samples import LYNX, ORB, claim, day, fact, outcome, released, settled


def rank(value: Any, op: str = "gt", **more: Any) -> Any:
    rival = value if "/" in str(value) else None
    return claim("benchmark_rank", value, op, **{"baseline": rival, **more})


def on_board(value: Any, op: str = "gt", **more: Any) -> Any:
    return fact("benchmark_rank", value, op, **{"qualifier": "sumtest", **more})


def score(value: float, model: str = ORB, board: str = "sumtest", **more: Any) -> Any:
    return fact("benchmark_score", value, model=model, qualifier=board, unit="percent", **more)


@pytest.mark.parametrize(
    ("op", "known", "came_out"),
    [
        ("gt", "gt", "confirmed"),
        ("ge", "gt", "confirmed"),
        ("gt", "ge", "confirmed"),
        ("gt", "lt", "refuted"),
        ("lt", "le", "confirmed"),
        ("approx", "lt", "partly"),
        ("approx", "approx", "confirmed"),
    ],
)
def test_a_rank_on_record_settles_it(op: str, known: str, came_out: str) -> None:
    assert outcome(rank(LYNX, op, qualifier="sumtest"), on_board(LYNX, known)) == came_out


def test_the_rivals_record_is_read_from_its_side() -> None:
    theirs = on_board(ORB, "lt", model=LYNX)
    assert outcome(rank(LYNX), theirs) == "confirmed"
    assert outcome(rank(LYNX, "lt"), theirs) == "refuted"
    elsewhere = on_board("acme/orb-4", "lt", model=LYNX)
    assert outcome(rank(LYNX), elsewhere) == "open"


def test_a_rank_against_a_third_model_says_nothing() -> None:
    assert outcome(rank(LYNX), on_board("globex/lynx-3", "lt")) == "open"
    assert outcome(rank(LYNX), on_board("initech/fox", "lt"), released(model=LYNX)) == "open"


def test_another_id_of_the_rival_is_the_rival() -> None:
    preview = f"{LYNX}-preview"
    facts = [on_board(preview), released(model=preview)]
    assert outcome(rank(LYNX), *facts) == "confirmed"
    assert outcome(rank(LYNX), on_board(preview)) == "open"


def test_a_benchmark_named_has_to_be_the_same() -> None:
    assert outcome(rank(LYNX, qualifier="codetest"), on_board(LYNX)) == "open"
    assert outcome(rank(LYNX), on_board(LYNX)) == "confirmed"


def test_a_snapshot_settles_its_own_day_alone() -> None:
    board = on_board("all", "ge", at=day("2030-12-31"))
    claimed = rank("all", "ge", qualifier="sumtest", at=day("2030-12-31"))
    assert outcome(claimed, board) == "confirmed"
    other_day = rank("all", "ge", qualifier="sumtest", at=day("2031-01-31"))
    assert outcome(other_day, board) == "unverifiable"
    later = rank("all", "ge", qualifier="sumtest", at=day("2031-12-31"))
    assert outcome(later, board) == "open"
    assert outcome(rank("all", "ge", qualifier="sumtest"), board) == "open"


@pytest.mark.parametrize(
    ("op", "known_op", "known", "came_out"),
    [
        ("ge", "ge", "all", "confirmed"),
        ("gt", "ge", "all", "confirmed"),
        ("ge", "lt", "all", "refuted"),
        ("ge", "lt", LYNX, "refuted"),
        ("ge", "gt", LYNX, "open"),
        ("lt", "lt", "all", "confirmed"),
    ],
)
def test_one_model_above_is_enough_not_to_be_first(
    op: str, known_op: str, known: str, came_out: str
) -> None:
    assert outcome(rank("all", op, qualifier="sumtest"), on_board(known, known_op)) == came_out


def test_first_of_all_is_above_every_model_that_was_there() -> None:
    first = on_board("all", "gt")
    assert outcome(rank(LYNX), first) == "open"
    assert outcome(rank(LYNX), first, released("2029-01-01", model=LYNX)) == "confirmed"
    assert outcome(rank(LYNX), first, released("2031-01-01", model=LYNX)) == "open"
    last = on_board("all", "lt")
    assert outcome(rank(LYNX), last, released("2029-01-01", model=LYNX)) == "open"


def test_a_place_in_numbers_is_settled_by_the_same_number() -> None:
    third = rank(3, "eq", qualifier="sumtest")
    assert outcome(third, on_board(3, "eq")) == "confirmed"
    assert outcome(third, on_board(2, "eq")) == "refuted"
    assert outcome(third, on_board(LYNX, "lt")) == "open"


@pytest.mark.parametrize(
    ("op", "ours", "theirs", "came_out"),
    [
        ("gt", 82.7, 82.0, "confirmed"),
        ("lt", 57.7, 77.8, "confirmed"),
        ("gt", 57.7, 77.8, "refuted"),
        ("gt", 80, 80, "refuted"),
        ("ge", 80, 80, "confirmed"),
        ("approx", 80, 81, "confirmed"),
        ("approx", 60, 81, "refuted"),
    ],
)
def test_two_scores_of_one_benchmark_make_a_rank(
    op: str, ours: float, theirs: float, came_out: str
) -> None:
    verdict = settled(rank(LYNX, op), score(ours), score(theirs, LYNX))
    assert verdict.outcome == came_out
    assert len(verdict.facts) == 2


def test_scores_of_different_benchmarks_or_units_are_not_compared() -> None:
    assert outcome(rank(LYNX), score(80), score(70, LYNX, "codetest")) == "open"
    points = fact("benchmark_score", 70, model=LYNX, qualifier="sumtest", unit="points")
    assert outcome(rank(LYNX), score(80), points) == "open"
    bound = fact("benchmark_score", 70, "lt", model=LYNX, qualifier="sumtest", unit="percent")
    assert outcome(rank(LYNX), score(80), bound) == "open"


def test_better_on_one_benchmark_and_worse_on_another_is_partly_better() -> None:
    facts = [
        score(80),
        score(70, LYNX),
        score(40, ORB, "codetest"),
        score(50, LYNX, "codetest"),
    ]
    assert outcome(rank(LYNX), *facts) == "partly"
    assert outcome(rank(LYNX, qualifier="codetest"), *facts) == "refuted"


def test_the_later_of_two_scores_makes_the_rank_known() -> None:
    facts = [score(80, known="2030-09-10"), score(70, LYNX, known="2030-12-01")]
    assert settled(rank(LYNX), *facts).knowable_from == day("2030-12-01")


def test_the_stronger_authority_ranks() -> None:
    facts = [on_board(LYNX, "lt"), on_board(LYNX, "gt", authority=Authority.press)]
    verdict = settled(rank(LYNX), *facts)
    assert verdict.outcome == "refuted"
    assert "acme/orb-5 below globex/lynx-2 on sumtest (the vendor" in verdict.reason


def test_above_on_one_board_and_below_on_another_is_partly_above() -> None:
    facts = [on_board(LYNX, "lt"), on_board(LYNX, "gt", qualifier="codetest")]
    assert outcome(rank(LYNX), *facts) == "partly"
    assert outcome(rank(LYNX, qualifier="codetest"), *facts) == "confirmed"


def test_a_rank_on_record_comes_before_the_scores_of_its_board() -> None:
    facts = [on_board(LYNX, "gt"), score(40), score(50, LYNX)]
    assert outcome(rank(LYNX), *facts) == "confirmed"


def test_many_benchmarks_are_counted_not_listed() -> None:
    facts = [
        score(number, model, f"test-{board}")
        for board in range(6)
        for number, model in ((80, ORB), (70, LYNX))
    ]
    verdict = settled(rank(LYNX), *facts)
    assert verdict.outcome == "confirmed"
    assert "and 2 benchmarks more" in verdict.reason
    assert len(verdict.facts) == 12
