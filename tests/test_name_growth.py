"""What names cost in text that was made to cost: in proportion to its length, never more."""

from __future__ import annotations

import time
from statistics import median

import pytest

from app.model_names import ModelNames
from tests.name_samples import NAMES

SHORT, LONG = 25_000, 100_000  # characters
MOST_GROWTH = 2.5  # of the cost of a character from short to long; twice as much per doubling is 4
TRIES = 3  # for a machine that others use too
LEAST = 0.005  # seconds; below it the clock says nothing

SIGNS = '1234567890|[](){}|"|\u200f|5.|o1|- |.com/|https://|/gpt-5|\n|\u0130'
WORDS = "word |A|Kale Leek Fennel |codename |codenamed Xyz |model called Xyz |model named "
NAMED = (
    "GPT-5 |Claude Opus 4.5, |GPT-|Llama 4 70B |20B gpt-oss |phi |Garlic Avocado |o7 |"
    "OpenAI's next |GPT-7 Vision |the 70B |Gemini Pro Flash Ultra "
)


@pytest.mark.parametrize("unit", [*SIGNS.split("|"), *WORDS.split("|"), *NAMED.split("|")])
def test_hostile_text_costs_in_proportion_to_its_length(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (SHORT, LONG))
    _assert_in_proportion(ModelNames.shipped(), short, long)


def test_many_different_models_cost_in_proportion_to_their_number() -> None:
    many = " ".join(f"Zed-{i // 90 % 90 + 1}.{i % 90 + 1}-{i}b" for i in range(LONG // 12))
    _assert_in_proportion(NAMES, many[:SHORT], many)


def test_prose_with_names_costs_in_proportion_to_its_length() -> None:
    prose = "Acme showed Zed-5 Pro and its 20B; Lyra 4, says Borealis AI, is codenamed Quince.\n"
    _assert_in_proportion(NAMES, prose * (SHORT // len(prose)), prose * (LONG // len(prose)))


def _assert_in_proportion(names: ModelNames, short: str, long: str) -> None:
    least = max(LEAST, median(_spent(names, short) for _ in range(TRIES)))
    most = least * MOST_GROWTH * len(long) / len(short)
    assert any(_spent(names, long) <= most for _ in range(TRIES))


def _spent(names: ModelNames, text: str) -> float:
    start = time.process_time()
    names.mentions_and_vendors(text)
    return time.process_time() - start
