"""Quantities as model pages, news and threads print them: prices, sizes, speeds, shares."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.numerals import Spans, figures
from app.extract.ratios import compared, share_of
from app.extract.units import money_rate, unit_after
from app.extract.values import quantities

T, P, PC, MTOK = "tokens", "parameters", "percent", "usd_per_mtok"

PHRASES: list[tuple[str, list[tuple[str, object, str | None]]]] = [
    ("a 1 million-token context window", [("eq", 1_000_000, T)]),
    ("a one-million-token window", [("eq", 1_000_000, T)]),
    ("1M+ token window", [("ge", 1_000_000, T)]),
    ("up to 128,000 output tokens", [("le", 128_000, T)]),
    ("200 K tokens", [("eq", 200_000, T)]),
    ("10k context", [("eq", 10_000, T)]),
    ("trained on 15 trillion tokens", [("eq", 15 * 10**12, T)]),
    ("14.8T tokens on 100,000 H100s", [("eq", 148 * 10**11, T), ("eq", 100_000, "gpus")]),
    ("671 billion parameters", [("eq", 671 * 10**9, P)]),
    ("~1.76 trillion parameters", [("approx", 176 * 10**10, P)]),
    ("between 100B and 200B parameters", [("range", [10**11, 2 * 10**11], P)]),
    ("400B+ parameters", [("ge", 4 * 10**11, P)]),
    ("3.5-4T", [("range", [35 * 10**11, 4 * 10**12], None)]),
    ("a 1T-parameter model", [("eq", 10**12, P)]),
    ("$0.27 / $1.10 per million", [("eq", 0.27, MTOK), ("eq", 1.1, MTOK)]),
    ("$0.14/M input, $0.28/M output", [("eq", 0.14, MTOK), ("eq", 0.28, MTOK)]),
    ("$2.00/$8.00/MTok", [("eq", 2, MTOK), ("eq", 8, MTOK)]),
    ("USD 2.50 per 1M input tokens", [("eq", 2.5, MTOK)]),
    ("1.75 dollars per million input tokens", [("eq", 1.75, MTOK)]),
    ("$10 / 1M output", [("eq", 10, MTOK)]),
    ("$1.10/1M tokens (input)", [("eq", 1.1, MTOK)]),
    ("from $3 to $5 per million tokens", [("range", [3, 5], MTOK)]),
    ("$2-3 per million tokens", [("range", [2, 3], MTOK)]),
    ("$2-3 billion", [("range", [2 * 10**9, 3 * 10**9], "usd")]),
    ("$500M-$1B", [("range", [5 * 10**8, 10**9], "usd")]),
    ("less than $1 per million tokens", [("lt", 1, MTOK)]),
    ("over $100 million", [("gt", 10**8, "usd")]),
    ("$19.99/mo", [("eq", 19.99, "usd_per_month")]),
    ("a $250/month plan", [("eq", 250, "usd_per_month")]),
    ("¥2 per million tokens", [("eq", 2, "cny_per_mtok")]),
    ("150 tokens per second", [("eq", 150, "tokens_per_second")]),
    ("latency of 320 milliseconds", [("eq", 0.32, "seconds")]),
    ("1.5–2x faster", [("range", [1.5, 2], "ratio")]),
    ("10-20x cheaper", [("range", [0.05, 0.1], "ratio")]),
    ("five times cheaper", [("eq", 0.2, "ratio")]),
    ("30 percent fewer tokens", [("eq", 0.7, "ratio")]),
    ("60% lower cost", [("eq", 0.4, "ratio")]),
    ("at 10% of the cost", [("eq", 0.1, "ratio")]),
    ("5-10% of its price", [("range", [0.05, 0.1], "ratio")]),
    ("the price dropped 80%", [("eq", 0.2, "ratio")]),
    ("cut in half", [("eq", 0.5, "ratio")]),
    ("at one-tenth the cost", [("eq", 0.1, "ratio")]),
    ("nearly 2x faster", [("approx", 2, "ratio")]),
    ("more than doubling the window", [("gt", 2, "ratio")]),
    ("improved from 72% to 78%", [("eq", 72, PC), ("eq", 78, PC)]),
    ("ranges from 72% to 78%", [("range", [72, 78], PC)]),
    ("92.3% → 94.1%", [("eq", 92.3, PC), ("eq", 94.1, PC)]),
    ("74.9, 72.5 and 63.8", [("eq", 74.9, None), ("eq", 72.5, None), ("eq", 63.8, None)]),
    ("2.788M H800 GPU hours", [("eq", 2_788_000, "gpu_hours")]),
    ("1’000’000 tokens", [("eq", 1_000_000, T)]),
    ("2 × 10^25 operations", [("eq", 2e25, None)]),
    ("a Q3 2026 window", []),
    ("the 2025-era systems", []),
    ("a paper, arXiv:2212.08073", []),
    ("on the test of '24", []),
    ("agent 007", []),
    ("a 2:1 ratio", []),
    ("an 8x7B mixture", []),
    ("tens of thousands of chips", []),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_a_phrase_is_read_as_it_is_meant(
    text: str, expected: list[tuple[str, object, str | None]]
) -> None:
    assert [(found.op.value, found.value, found.unit) for found in quantities(text)] == expected


# --- bare figures ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "exponent", "currency"),
    [
        ("2M", Decimal(2_000_000), 6, None),
        ("2 million", Decimal(2_000_000), 6, None),
        ("$1.5bn", Decimal(1_500_000_000), 9, "$"),
        ("US$ 20", Decimal(20), 0, "US$"),
        ("30.95", Decimal("30.95"), 0, None),
        ("1,234.5", Decimal("1234.5"), 0, None),
        (".5", Decimal("0.5"), 0, None),
        ("10⁹", Decimal(10**9), 0, None),
        ("10^{12}", Decimal(10**12), 0, None),
    ],
)
def test_a_figure_keeps_every_digit(
    text: str, value: Decimal, exponent: int, currency: str | None
) -> None:
    (figure,) = figures(text, Spans(()))
    assert (figure.value, figure.exponent, figure.currency) == (value, exponent, currency)
    assert (figure.start, figure.end) == (0, len(text))


def test_number_words_may_be_left_out() -> None:
    assert figures("two million tokens", Spans(()), spelled=False) == []
    assert len(figures("two million tokens", Spans(()))) == 1


def test_figures_never_overlap() -> None:
    found = figures("between two and 3 million, half a million and 1,000 tokens", Spans(()))
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))), st.integers(0, 50))
def test_spans_touch_what_they_hold(spans: list[tuple[int, int]], place: int) -> None:
    held = any(start <= place < end for start, end in spans)
    assert Spans(spans).touch(place, place + 1) == held


def test_spans_grow_by_matches() -> None:
    assert not Spans(()).and_of([]).touch(0, 9)


# --- units -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "end"),
    [
        ("5 tokens", "tokens", 8),
        ("5", None, 1),
        ("5 of them", None, 1),
        ("5o", "no quantity", 0),
        ("5B context", "tokens", 2),
        ("5 more tokens", "tokens", 13),
        ("5 users", "people", 7),
    ],
)
def test_a_unit_ends_where_its_word_ends(text: str, unit: str | None, end: int) -> None:
    (figure,) = figures(text, Spans(()))
    found = unit_after(text, figure)
    if unit == "no quantity":
        assert found is None
    else:
        assert found is not None
        assert (found.name, found.end) == (unit, end)


@pytest.mark.parametrize(
    ("rest", "unit"),
    [
        (" per million", "usd_per_mtok"),
        ("/1M", "usd_per_mtok"),
        (" per thousand tokens", "usd_per_mtok"),
        (" for a million tokens", "usd_per_mtok"),
        (" a month", "usd_per_month"),
        (" per user per month", "usd_per_month"),
        (" annually", "usd_per_year"),
        (" for a million reasons", "usd"),
        (" in all", "usd"),
    ],
)
def test_a_sum_buys_what_stands_behind_it(rest: str, unit: str) -> None:
    assert money_rate("5" + rest, 1, "usd").name == unit


def test_a_price_per_thousand_counts_a_thousandfold() -> None:
    assert money_rate("$1 per 1K tokens", 2, "usd").factor == 1000


# --- comparisons -------------------------------------------------------------------------------


def test_a_comparative_rises_or_falls() -> None:
    faster, cheaper = compared("50% faster", 0, 3), compared("50% cheaper", 0, 3)
    assert faster is not None
    assert cheaper is not None
    assert (faster.falls, cheaper.falls) == (False, True)
    assert faster.ratio(50, "percent") == 1.5
    assert cheaper.ratio(50, "percent") == 0.5
    assert cheaper.ratio(4, "ratio") == 0.25
    assert faster.ratio(4, "ratio") == 4


def test_nothing_compared_is_no_comparison() -> None:
    assert compared("50% of them", 0, 3) is None
    assert compared("made by 50%", 8, 11) is None


def test_a_share_of_a_price_ends_with_the_price() -> None:
    assert share_of("10% of the price", 3) == len("10% of the price")
    assert share_of("10% of users", 3) is None


@given(st.integers(1, 99))
def test_cheaper_and_dearer_are_mirrored(percent: int) -> None:
    (less,) = quantities(f"{percent}% cheaper")
    (more,) = quantities(f"{percent}% more expensive")
    assert less.low + more.low == pytest.approx(2)
