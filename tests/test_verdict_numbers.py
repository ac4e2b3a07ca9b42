from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.verdicts.numbers import Fit, Stated, ends_in_zeros, fit, fit_exact, off, rounds_to
from app.vocabulary import Op
from tests.verdict_samples import fact


@pytest.mark.parametrize(
    ("figure", "stated", "agrees"),
    [
        (1_050_000, 1_000_000, True),
        (1_050_000, 1_050_000, True),
        (1_050_000, 1_100_000, True),
        (1_050_000, 2_000_000, False),
        (58.6, 59, True),
        (58.6, 58, False),
        (58.6, 58.6, True),
        (0.145, 0.15, True),
        (2.5, 3, True),
        (10**22, 10**22, True),
        (1e300, 1.5, False),
    ],
)
def test_a_figure_is_rounded_to_the_digits_stated(
    figure: float, stated: float, *, agrees: bool
) -> None:
    assert rounds_to(figure, stated) is agrees


def test_scores_may_be_quoted_with_their_digits_cut_off() -> None:
    assert rounds_to(88.7, 88, cut=True)
    assert not rounds_to(88.7, 88)
    assert not rounds_to(88.7, 87, cut=True)


@pytest.mark.parametrize(
    ("figure", "stated"), [(131_072, 128_000), (1_048_576, 1_000_000), (204_800, 200_000)]
)
def test_tokens_are_counted_in_powers_of_1024_too(figure: int, stated: int) -> None:
    assert rounds_to(figure, stated, unit="tokens")
    assert not rounds_to(131_072, 128_000)


def test_a_miss_is_a_share_of_the_figure_on_record() -> None:
    assert off(200, 100) == 0.5
    assert off(0, 0) == 0
    assert off(0, 1) == float("inf")


@pytest.mark.parametrize(("value", "open_ended"), [(2_000_000, True), (50, True), (5, False)])
def test_trailing_zeros_leave_the_digits_open(value: float, *, open_ended: bool) -> None:
    assert ends_in_zeros(value) is open_ended
    assert not ends_in_zeros(0.5)


@pytest.mark.parametrize(
    ("op", "value", "figure", "how"),
    [
        ("eq", 1_000_000, 1_050_000, Fit.agrees),
        ("eq", 1_000_000, 1_400_000, Fit.misses),
        ("eq", 1_000_000, 1_150_000, Fit.near),
        ("eq", 1_000_000, 500_000, Fit.misses),
        ("eq", 745, 744, Fit.near),
        ("eq", 700, 1000, Fit.misses),
        ("approx", 500, 550, Fit.agrees),
        ("approx", 500, 600, Fit.near),
        ("approx", 500, 900, Fit.misses),
        ("range", [77, 89], 58.6, Fit.misses),
        ("range", [77, 89], 80, Fit.agrees),
        ("range", [400, 500], 550, Fit.near),
        ("range", [128_000, 1_000_000], 1_050_000, Fit.agrees),
        ("ge", 95, 96, Fit.agrees),
        ("ge", 95, 94.9, Fit.agrees),
        ("ge", 95, 90, Fit.near),
        ("ge", 95, 60, Fit.misses),
        ("le", 10, 5, Fit.agrees),
        ("gt", 25, 25, Fit.misses),
        ("gt", 25, 26, Fit.agrees),
        ("lt", 1, 1, Fit.misses),
        ("lt", 1, 1.01, Fit.misses),
        ("eq", "much", 5, Fit.unknown),
    ],
)
def test_each_operator_meets_a_figure_its_own_way(
    op: str, value: object, figure: float, how: Fit
) -> None:
    assert fit_exact(Stated(Op(op), value, 0.1), figure) is how


@pytest.mark.parametrize(
    ("op", "value", "known_op", "known", "how"),
    [
        ("gt", 25, "gt", 25, Fit.agrees),
        ("ge", 60, "lt", 60, Fit.misses),
        ("ge", 60, "le", 60, Fit.unknown),
        ("ge", 60, "lt", 70, Fit.unknown),
        ("eq", 30, "gt", 25, Fit.unknown),
        ("eq", 20, "gt", 25, Fit.misses),
        ("range", [10, 90], "range", [20, 30], Fit.agrees),
        ("le", 5, "gt", 5, Fit.misses),
        ("eq", 1_050_000, "approx", 1_000_000, Fit.agrees),
        ("eq", 2_000_000, "approx", 1_000_000, Fit.misses),
        ("eq", 5, "eq", "five", Fit.unknown),
        ("eq", None, "eq", 5, Fit.unknown),
    ],
)
def test_bounds_on_record_settle_only_what_they_can(
    op: str, value: object, known_op: str, known: object, how: Fit
) -> None:
    figure = fact("benchmark_score", known, known_op)
    assert fit(Stated(Op(op), value, 0.1), figure) is how


@given(st.floats(min_value=1e-6, max_value=1e15))
def test_a_number_agrees_with_itself(figure: float) -> None:
    assert fit_exact(Stated(Op.eq, figure, 0.1), figure) is Fit.agrees
    assert fit_exact(Stated(Op.ge, figure, 0.1), figure) is Fit.agrees
    assert fit_exact(Stated(Op.gt, figure, 0.1), figure) is Fit.misses


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(min_value=-1e6, max_value=1e6))
def test_any_two_numbers_can_be_compared(figure: float, stated: float) -> None:
    assert fit_exact(Stated(Op.eq, stated, 0.1, "tokens", cut=True), figure) in Fit


@pytest.mark.parametrize(
    ("op", "value", "figure", "how"),
    [
        (Op.ge, 1500, 1480, Fit.near),
        (Op.ge, 1500, 1500, Fit.agrees),
        (Op.ge, 82.7, 82.66, Fit.agrees),
        (Op.le, 128_000, 131_072, Fit.agrees),
        (Op.ge, 1_000_000, 999_424, Fit.near),
    ],
)
def test_a_bound_in_round_figures_is_meant_as_it_stands(
    op: Op, value: float, figure: float, how: Fit
) -> None:
    unit = "tokens" if value > 10_000 else None
    assert fit_exact(Stated(op, value, 0.02, unit), figure) is how
