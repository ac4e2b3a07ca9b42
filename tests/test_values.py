"""Quantities: figure, unit, operator, range and ratio, from words as people write them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.values import Quantity, quantities
from app.vocabulary import Op

Read = tuple[str, object, str | None]


def read(text: str) -> list[Read]:
    """What is read in `text`, without its places."""
    return [(found.op.value, found.value, found.unit) for found in quantities(text)]


SINGLE_FIGURES = [
    ("a 2-million-token window", "eq", 2_000_000, "tokens"),
    ("a 2M-token window", "eq", 2_000_000, "tokens"),
    ("holds 1,048,576 tokens", "eq", 1_048_576, "tokens"),
    ("holds 1 050 000 tokens", "eq", 1_050_000, "tokens"),
    ("holds 1\u202f050\u202f000 tokens", "eq", 1_050_000, "tokens"),
    ("holds 1\u00a0050\u00a0000 tokens", "eq", 1_050_000, "tokens"),
    ("holds 1.050.000 tokens", "eq", 1_050_000, "tokens"),
    ("a `32k token` window", "eq", 32_000, "tokens"),
    ("a **128K** context", "eq", 128_000, "tokens"),
    ("256K extended context", "eq", 256_000, "tokens"),
    ("half a million tokens", "eq", 500_000, "tokens"),
    ("a quarter of a million tokens", "eq", 250_000, "tokens"),
    ("one and a half million tokens", "eq", 1_500_000, "tokens"),
    ("a million tokens", "eq", 1_000_000, "tokens"),
    ("two million tokens", "eq", 2_000_000, "tokens"),
    ("a 1.8T parameter model", "eq", 1_800_000_000_000, "parameters"),
    ("1.8 trillion parameters", "eq", 1_800_000_000_000, "parameters"),
    ("1.8t params", "eq", 1_800_000_000_000, "parameters"),
    ("70B parameters", "eq", 70_000_000_000, "parameters"),
    ("70b params", "eq", 70_000_000_000, "parameters"),
    ("30.95B parameters", "eq", 30_950_000_000, "parameters"),
    ("5.1B active parameters", "eq", 5_100_000_000, "parameters"),
    ("a trillion-parameter model", "eq", 1_000_000_000_000, "parameters"),
    ("10^13 parameters", "eq", 10**13, "parameters"),
    ("10**13 parameters", "eq", 10**13, "parameters"),
    ("1e13 parameters", "eq", 10**13, "parameters"),
    ("3.8×10¹² parameters", "eq", 3.8e12, "parameters"),
    ("57.70 % on the test", "eq", 57.7, "percent"),
    ("57,70 % on the test", "eq", 57.7, "percent"),
    ("57.7 percent", "eq", 57.7, "percent"),
    ("scores .5 points", "eq", 0.5, "points"),
    ("an Elo, 1,450 Elo", "eq", 1450, "elo"),
    ("leads by 20 percentage points", "eq", 20, "percentage_points"),
    ("120 tokens/sec", "eq", 120, "tokens_per_second"),
    ("120 tokens per second", "eq", 120, "tokens_per_second"),
    ("120 tok/s", "eq", 120, "tokens_per_second"),
    ("120 tps", "eq", 120, "tokens_per_second"),
    ("17 minutes", "eq", 17, "minutes"),
    ("250 ms", "eq", 0.25, "seconds"),
    ("1.5s", "eq", 1.5, "seconds"),
    ("two years of work", "eq", 2, "years"),
    ("a hundred languages", "eq", 100, "languages"),
    ("three hundred tokens a second", "eq", 300, "tokens_per_second"),
    ("two hundred thousand GPUs", "eq", 200_000, "gpus"),
    ("twenty-five billion parameters", "eq", 25_000_000_000, "parameters"),
    ("seventy two percent", "eq", 72, "percent"),
    ("3,678,214 downloads", "eq", 3_678_214, "downloads"),
    ("10,000 Acme rack systems", "eq", 10_000, "systems"),
    ("20,000 H100s", "eq", 20_000, "gpus"),
    ("20,000 Nvidia GPUs", "eq", 20_000, "gpus"),
    ("needs 80GB", "eq", 80, "bytes"),
    ("1M users", "eq", 1_000_000, "people"),
    ("a plain 42", "eq", 42, None),
    ("asked 3 times", "eq", 3, "times"),
]


@pytest.mark.parametrize(("text", "op", "value", "unit"), SINGLE_FIGURES)
def test_a_figure_is_read_with_its_magnitude_and_unit(
    text: str, op: str, value: object, unit: str | None
) -> None:
    assert read(text) == [(op, value, unit)]


BOUNDS = [
    ("95%+ of it", "ge", 95, "percent"),
    ("500+ tokens/sec", "ge", 500, "tokens_per_second"),
    ("at least 1M tokens", "ge", 1_000_000, "tokens"),
    ("no fewer than 40 languages", "ge", 40, "languages"),
    ("400 GPUs or more", "ge", 400, "gpus"),
    ("over 10,000 GPUs", "gt", 10_000, "gpus"),
    ("more than 10,000 GPUs", "gt", 10_000, "gpus"),
    ("in excess of 2 trillion parameters", "gt", 2_000_000_000_000, "parameters"),
    ("above 90%", "gt", 90, "percent"),
    ("> 90%", "gt", 90, "percent"),
    ("up to 400K tokens", "le", 400_000, "tokens"),
    ("at most 8 seconds", "le", 8, "seconds"),
    ("no more than 8 seconds", "le", 8, "seconds"),
    ("as many as 40 languages", "le", 40, "languages"),
    ("40 languages or fewer", "le", 40, "languages"),
    ("under 2 seconds", "lt", 2, "seconds"),
    ("less than 5%", "lt", 5, "percent"),
    ("a sub-2% result", "lt", 2, "percent"),
    ("around 90%", "approx", 90, "percent"),
    ("about a 2M-token window", "approx", 2_000_000, "tokens"),
    ("~20%", "approx", 20, "percent"),
    ("≈ 20%", "approx", 20, "percent"),
    ("approximately 20%", "approx", 20, "percent"),
    ("roughly $20 a month", "approx", 20, "usd_per_month"),
    ("an estimated 3T parameters", "approx", 3_000_000_000_000, "parameters"),
    ("20% or so", "approx", 20, "percent"),
    ("at the 10¹³-parameter scale", "approx", 10**13, "parameters"),
]


@pytest.mark.parametrize(("text", "op", "value", "unit"), BOUNDS)
def test_the_words_around_a_figure_give_its_operator(
    text: str, op: str, value: object, unit: str
) -> None:
    assert read(text) == [(op, value, unit)]


RANGES = [
    ("128K–1M context", [128_000, 1_000_000], "tokens"),
    ("8K-32K context", [8_000, 32_000], "tokens"),
    ("32K to 64K tokens", [32_000, 64_000], "tokens"),
    ("between 2 and 3 trillion parameters", [2 * 10**12, 3 * 10**12], "parameters"),
    ("approximately 2-4 trillion parameters", [2 * 10**12, 4 * 10**12], "parameters"),
    ("7-14B parameters", [7 * 10**9, 14 * 10**9], "parameters"),
    ("30-120 seconds", [30, 120], "seconds"),
    ("from 8 seconds to 40 seconds", [8, 40], "seconds"),
    ("30 − 50 %", [30, 50], "percent"),
    ("$2–$4 per million tokens", [2, 4], "usd_per_mtok"),
    ("two to three years", [2, 3], "years"),
    ("high 70s to 80s", [77, 89], None),
    ("low 80s", [80, 83], None),
    ("mid-60s", [64, 66], None),
    ("the mid-to-high 70s", [74, 79], None),
    ("low 80s to the high 90s percent", [80, 99], "percent"),
]


@pytest.mark.parametrize(("text", "value", "unit"), RANGES)
def test_two_ends_make_one_range(text: str, value: list[float], unit: str | None) -> None:
    assert read(text) == [("range", value, unit)]


PRICES = [
    ("$5/$30 per million tokens", [(5, "usd_per_mtok"), (30, "usd_per_mtok")]),
    ("$80/1M input, then $160/1M output", [(80, "usd_per_mtok"), (160, "usd_per_mtok")]),
    ("$3 in and $15 out per MTok", [(3, "usd_per_mtok"), (15, "usd_per_mtok")]),
    ("$1.25 input / $10 output per 1M tokens", [(1.25, "usd_per_mtok"), (10, "usd_per_mtok")]),
    ("$2 per million input tokens, output $8", [(2, "usd_per_mtok"), (8, "usd_per_mtok")]),
    ("$0.15/1K tokens", [(150, "usd_per_mtok")]),
    ("$150 for 1 million tokens", [(150, "usd_per_mtok")]),
    ("60 cents per million tokens", [(0.6, "usd_per_mtok")]),
    ("20 dollars per month", [(20, "usd_per_month")]),
    ("$20 a month", [(20, "usd_per_month")]),
    ("$20/mo", [(20, "usd_per_month")]),
    ("$25 per seat per month", [(25, "usd_per_month")]),
    ("$200 monthly", [(200, "usd_per_month")]),
    ("$240 a year", [(240, "usd_per_year")]),
    ("US$20 million", [(20_000_000, "usd")]),
    ("USD 20 million", [(20_000_000, "usd")]),
    ("€18 per month", [(18, "eur_per_month")]),
    ("raised $40M while it costs $20 a month", [(40_000_000, "usd"), (20, "usd_per_month")]),
]


@pytest.mark.parametrize(("text", "expected"), PRICES)
def test_a_sum_is_read_with_what_it_buys(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(found.value, found.unit) for found in quantities(text)] == expected


RATIOS = [
    ("16× the window", "eq", 16),
    ("16x the window", "eq", 16),
    ("ten times the compute", "eq", 10),
    ("a tenfold increase, 10-fold", "eq", 10),
    ("30 times more expensive", "eq", 30),
    ("twice as fast", "eq", 2),
    ("double the price", "eq", 2),
    ("triples the context", "eq", 3),
    ("half the price", "eq", 0.5),
    ("less than half the price", "lt", 0.5),
    ("more than double the price", "gt", 2),
    ("two-thirds of the cost", "eq", 0.666667),
    ("a third of the price", "eq", 0.333333),
    ("1/5 the size", "eq", 0.2),
    ("a fraction of the cost", "lt", 1),
    ("30–50 % cheaper", "range", [0.5, 0.7]),
    ("cheaper by 30–50 %", "range", [0.5, 0.7]),
    ("50% faster", "eq", 1.5),
    ("40% stronger", "eq", 1.4),
    ("20% more expensive", "eq", 1.2),
    ("20% less expensive", "eq", 0.8),
    ("up to 50% faster", "le", 1.5),
    ("at least 30% cheaper", "le", 0.7),
    ("4x cheaper", "eq", 0.25),
    ("prices were cut by 80%", "eq", 0.2),
    ("an 80% price cut", "eq", 0.2),
    ("two to three times faster", "range", [2, 3]),
]


@pytest.mark.parametrize(("text", "op", "value"), RATIOS)
def test_a_comparison_is_a_ratio_to_what_it_is_compared_with(
    text: str, op: str, value: object
) -> None:
    assert (op, value, "ratio") in read(text)


PAIRS = [
    ("82.7 versus 82.0", [(82.7, None), (82, None)]),
    ("82.7% versus 82.0", [(82.7, "percent"), (82, "percent")]),
    ("92% vs. 88% on a test", [(92, "percent"), (88, "percent")]),
    ("a 2M vs. 128K token window", [(2_000_000, "tokens"), (128_000, "tokens")]),
    ("500+ vs. 200 tokens/sec", [(500, "tokens_per_second"), (200, "tokens_per_second")]),
    ("120B & 20B parameters", [(120 * 10**9, "parameters"), (20 * 10**9, "parameters")]),
    ("grew from 32K to 128K tokens", [(32_000, "tokens"), (128_000, "tokens")]),
    ("117B parameters with 5B active", [(117 * 10**9, "parameters"), (5 * 10**9, None)]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_two_figures_side_by_side_stay_two_and_share_their_unit(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert [(found.value, found.unit) for found in quantities(text)] == expected


NO_QUANTITIES = [
    "Lumen-4 and Lumen-4.1 are out",
    "Lumen-Mini-3B-2507",
    "the o4 and 4o models",
    "since 2025, and 2026–2027",
    "on April 23, 2026",
    "on 23 April",
    "on 2026-04-23 and 04/23/2026",
    "at 18:29, or 6:05:30",
    "see [1], [2, 3] and [^4]",
    "version 2.1 and release v2.1.3",
    "Python 3.11",
    "level 3 of tier 2",
    "the 23rd and the 1st",
    "1. A list item",
    "  (2) another item",
    "open 24/7",
    "https://acme.example/2025/400-tokens?x=3",
    "&#8217; and #42",
    "a couple of ideas in a year of change",
    "the model is far from halfway",
    "May 5",
    "",
]


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_what_only_looks_like_a_number_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_a_number_inside_a_name_is_never_read() -> None:
    text = "Nimbus 3.5 holds 200K tokens"
    assert [found.value for found in quantities(text)] == [3.5, 200_000]
    assert [found.value for found in quantities(text, [(0, 10)])] == [200_000]


def test_a_year_with_a_unit_is_a_number() -> None:
    assert read("2048 tokens") == [("eq", 2048, "tokens")]


def test_an_operator_belongs_to_the_span() -> None:
    text = "It has at least 1M tokens."
    (found,) = quantities(text)
    assert text[found.start : found.end] == "at least 1M tokens"


def test_a_rate_counts_once() -> None:
    assert len(quantities("It costs $75 per 1M tokens.")) == 1


def test_a_magnitude_letter_ends_at_a_word() -> None:
    assert read("1,048,576 tokens") == [("eq", 1_048_576, "tokens")]
    assert read("12 Trees") == [("eq", 12, None)]
    assert read("5 miles") == [("eq", 5, None)]


def test_an_upper_end_below_the_lower_one_makes_no_range() -> None:
    assert [found.value for found in quantities("from 90-10")] == [90, 10]


def test_a_huge_power_stays_finite() -> None:
    (found,) = quantities("10^999 operations")
    assert found.high < float("inf")


def test_a_value_beyond_exact_integers_stays_a_float() -> None:
    (found,) = quantities("1e25 operations")
    assert isinstance(found.value, float)


def test_a_range_tells_whether_a_magnitude_was_printed() -> None:
    assert quantities("2-4 trillion")[0].scaled
    assert not quantities("30-120 seconds")[0].scaled


# --- laws ------------------------------------------------------------------------------------

FRAGMENTS = (
    "2M",
    "128K–1M",
    "$5/$30 per million",
    "between 2 and 3 trillion",
    "high 70s to 80s",
    "30-50% cheaper",
    "half the price",
    "1,048,576 tokens",
    "10¹³",
    "at least",
    "~",
    "or so",
    " ",
    ", ",
    "-",
    "/",
    "by ",
    "0",
    "9",
    ".",
)
MESSY = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=12).map("".join)


@given(MESSY)
def test_any_text_gives_ordered_quantities_inside_it(text: str) -> None:
    end = 0
    for found in quantities(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.low <= found.high
        assert found.start >= end or found.op is not Op.range
        end = found.end


@given(st.text())
def test_arbitrary_unicode_never_raises(text: str) -> None:
    assert isinstance(quantities(text), list)


@given(st.integers(1, 999), st.sampled_from(["K", "M", "B", "T"]))
def test_a_magnitude_multiplies(number: int, letter: str) -> None:
    factor = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}[letter]
    assert quantities(f"about {number}{letter} of it")[0].value == number * factor


@given(st.integers(1, 400), st.integers(1, 500))
def test_a_figure_lies_inside_the_range_around_it(low: int, width: int) -> None:
    high = low + width
    middle = (low + high) // 2
    (wide,) = quantities(f"{low}-{high} tokens")
    (sharp,) = quantities(f"{middle} tokens")
    assert wide.low <= sharp.low <= sharp.high <= wide.high


@given(st.integers(0, 10**15))
def test_thousands_are_read_however_they_are_parted(number: int) -> None:
    expected = [("eq", number, "tokens")]
    assert read(f"{number:,} tokens") == expected
    assert read(f"{number:,} tokens".replace(",", "\u202f")) == expected


HOSTILE = ["1", "1,", "12 ", "2-", "1/", "$5 ", "50% ", "2K-", "half the ", "10¹³ ", "1e9 ", "a "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        quantities(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(40_000) < 16 * max(seconds(10_000), 0.02)


def test_a_quantity_is_a_plain_value() -> None:
    assert Quantity(0, 2, 2.0, 2.0, Op.eq, None).value == 2


@pytest.mark.parametrize("text", ["a few hundred tokens", "several hundred thousand GPUs"])
def test_a_number_that_is_left_open_is_no_figure(text: str) -> None:
    assert quantities(text) == []
