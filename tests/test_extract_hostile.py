"""Hostile text: nothing that a page can hold makes extraction fail, hang, or grow out of hand.

Growth is a ratio of two measurements in one run, so that it holds on any machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.extract.segments import outline
from tests.extract_samples import SAID_ON, assertions

KB = 1_000
TIMES_LONGER = 8
# Times the cost per KB of a text eight times shorter. Work that grows with the square of the
# length has 8; where it grows with the length, a busy machine was seen to give up to 1.7.
MOST_GROWTH = 2.5
# The same for crowded sentences, in which every name, figure and date is weighed against others up
# to a bound on how many there may be: seen up to 3, without the bound 7 to 12.
MOST_CROWDING = 5.0
ATTEMPTS = 4  # a measurement that something disturbed is taken again

# Repeated without end, without a line's end between them.
ENDLESS = (
    *("7", "[", "]", "(", "(((", "[[", "{", "<", ">", "|", "#", "*", "_", "`", '"', "'", "“", "&"),
    *(
        "\u200f",
        "\u202e",
        "\u200d",
        "\u0301",
        "\0",
        "\ud800",
        " ",
        "\t",
        "\u00a0",
        "\u2028",
        "\r\n",
    ),
    *("model ", "word", "A", "aA", "a-", "-", ".", ", ", "; ", ": ", " — ", "x/", "http://a.b/"),
    *("GPT-5 ", "GPT-", "GPT-5, ", "GPT-5 and ", "OpenAI ", "it ", "its ", "the model "),
    *(
        "> ",
        "| ",
        "# ",
        " (",
        "[x](y",
        "![x](y",
        "[1] ",
        "&amp;",
        "<!--",
        "<b>",
        "**a** ",
        "](",
        "“‘",
    ),
    *("Q1 2026 ", "2026-", "May ", "in a few weeks ", "two ", "early to mid ", "may ", "maybe "),
    *("$5/$30 ", "between 2 and ", "1,000,", "10^", "50% ", "2M tokens ", "half the ", "92 vs "),
    *("not not not ", " or ", "and ", "if ", "than ", "codenamed ", "says ", "MMLU ", "released "),
)
# Each line of them is a unit of its own, which costs more.
LINES = (
    *(
        "GPT-5\n",
        "# GPT-5\n",
        "- GPT-5\n",
        "> GPT-5\n",
        "| GPT-5 | 2M |\n",
        "GPT-5. ",
        "\n- ",
        "\n",
    ),
    *("<tr><td>GPT-5</td></tr>", "<tr><td>", "<li>GPT-5", "[user] hi\n", "[1]: a\n", "```\n"),
    *(
        "Context: 2M\n",
        "1. ",
        ". A ",
        "? ",
        "| --- | --- |\n",
        "workloadsOptimizedModels are here\n",
    ),
)
# Long stretches inside what has a form of its own.
PLACES: dict[str, Callable[[str], str]] = {
    "sentence": lambda run: f"GPT-5 has{run}2M tokens.\n",
    "indentation": lambda run: f"{run}a | b | c\nGPT-5\n",
    "cell": lambda run: f"| Model | Notes |\n|---|---|\n| GPT-5 | {run} |\n",
    "cells": lambda run: f"| {run}| b |\nGPT-5\n",
    "label": lambda run: f"| Fact | Confidence |\n|---|---|\n| GPT-5 has 2M tokens | {run} |\n",
    "html cell": lambda run: f"<table><tr><th>GPT-5</th><td>{run}</td></tr></table>",
    "address": lambda run: f"GPT-5 https://a.b/{run} 2M tokens\n",
    "codename": lambda run: f"GPT-5 is codenamed {run}Foo.\n",
}
RUNS = (" ", "\t", "-", "a", "'", "GPT-5 ", "2M, ", ": ", "\u200f")
# What fills a sentence to its longest.
CROWDS = (
    *("GPT-5 and ", "GPT-5, ", "it ", "2026 ", "2026-01-01 ", "Q1 2026 ", "in two weeks "),
    *("OpenAI's next model ", "MMLU 92% ", "GPT-5 is out; ", "GPT-5 was released in May 2026, "),
    *("70B model ", "Context: 2M ", "$5/$30 ", "cheaper than GPT-4 ", "delayed from May to "),
)
# Names and words that differ from line to line: what compares all with all shows itself here.
MANY: dict[str, Callable[[int], str]] = {
    "models": lambda n: f"GPT-{n % 90 + 5}.{n // 90 % 90} Pro is here.\n",
    "rows": lambda n: f"| GPT-{n % 90 + 5}.{n // 90 % 90} | 2M |\n",
    "families": lambda n: f"Claude {n % 90 + 5}.{n // 90 % 90} and Claude are here.\n",
    "codenames": lambda n: f"The model is codenamed Foo{n}.\n",
    "variants": lambda _: "Maverick met Scout and Behemoth and GPT-5.\n",
    "run together": lambda _: "OpenAI workloadsOptimized ",
    "references": lambda n: f"[{n % 900}]: Page {n} https://a.b/{n}\n",
    "claims": lambda n: f"GPT-5 has a {n}K context window [{n % 900}]. ",
    "posts": lambda n: f"[user{n}] GPT-5 is out\n",
}

WORDS = (
    *(
        "GPT-6",
        "GPT-5.5 Pro",
        "Claude",
        "Grok 5",
        "Maverick",
        "OpenAI",
        "OpenAI's next model",
        "it",
    ),
    *(
        "will",
        "may",
        "released",
        "delayed",
        "not",
        "never",
        "if",
        "says",
        "Altman",
        "rumored",
        "than",
    ),
    *("2M", "tokens", "context", "$5/$30", "per million", "92%", "MMLU", "half the price", "10^26"),
    *(
        "May",
        "5",
        "2026",
        "Q1",
        "next week",
        "in a few weeks",
        "by",
        "between",
        "and",
        "to",
        "early",
    ),
    *(
        "codenamed",
        '"Spud"',
        "open-source",
        "text",
        "image",
        "API",
        "NVIDIA H100",
        "Pro",
        "version",
    ),
    *("?", ".", ",", ":", ";", "(", ")", "—", "[1]", "**", "|", "…", "İ", "ß", "\u200f", "\u2028"),
)
OPENERS = (
    *("", "# ", "## ", "- ", "  - ", "1. ", "> ", ">> ", "| ", "|---|---|", "```", "**", "[ann] "),
    *(
        "<tr><td>",
        "<h2>",
        "<li>",
        "&gt; ",
        "References",
        "[1]: ",
        "u/ann ",
        "Q: ",
        "Release date: ",
    ),
)
CLOSERS = ("", ".", "?", ":", " |", "**", "</td></tr>", "](http://a.b)", " | a | b |", "…", "\\")

words = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
mixed = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=30).map(" ".join)
lines = st.tuples(st.sampled_from(OPENERS), words | st.text(max_size=12), st.sampled_from(CLOSERS))
pages = st.lists(lines.map("".join), max_size=14).map("\n".join)
days = st.sampled_from([None, SAID_ON, date.min, date.max, date(2024, 2, 29)])


def _sound(text: str, day: date | None) -> None:
    for said in assertions(text, day):
        assert 0 <= said.start < said.end <= len(text)
        assert text[said.start : said.end].strip()
        assert said.cue


@given(st.text(max_size=600), days)
@example("\ud800GPT-5 \udfff has 2M tokens", SAID_ON)
@settings(max_examples=150, deadline=None)
def test_arbitrary_text_never_fails(text: str, day: date | None) -> None:
    _sound(text, day)


@given(mixed, days)
@settings(max_examples=150, deadline=None)
def test_names_and_cues_among_arbitrary_text_never_fail(text: str, day: date | None) -> None:
    _sound(text, day)


@given(pages, days)
@settings(max_examples=200, deadline=None)
def test_broken_pages_never_fail(text: str, day: date | None) -> None:
    _sound(text, day)


def _growth(
    text_of: Callable[[int], str], length: int, run: Callable[[str], object] = assertions
) -> float:
    """The cost per KB of a text `TIMES_LONGER` times `length`, over that of one of `length`."""
    return min(_ratios(text_of(length), text_of(length * TIMES_LONGER), run, MOST_GROWTH))


def _ratios(
    short: str, long: str, run: Callable[[str], object] = assertions, most: float = MOST_CROWDING
) -> Iterator[float]:
    """The growth, as often as it must be measured to be at most `most`."""
    for _ in range(ATTEMPTS):
        ratio = _seconds(run, long) / len(long) / max(_seconds(run, short) / len(short), 1e-12)
        yield ratio
        if ratio < most:
            return


def _seconds(run: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    run(text)
    return time.process_time() - started


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """What is read once, at the first text, is no part of a measurement."""
    for text in ("GPT-5 was released on May 5, 2026 for $5 per million tokens.", "| GPT-5 | 2M |"):
        assertions(text)


@pytest.mark.parametrize("unit", ENDLESS, ids=ascii)
def test_a_line_without_end_costs_its_length(unit: str) -> None:
    assert _growth(_repeated(unit), 50 * KB) < MOST_GROWTH


@pytest.mark.parametrize("unit", LINES, ids=ascii)
def test_lines_without_end_cost_their_number(unit: str) -> None:
    assert _growth(_repeated(unit), 8 * KB) < MOST_GROWTH


@pytest.mark.parametrize("run", RUNS, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
def test_a_long_run_costs_its_length_wherever_it_stands(place: str, run: str) -> None:
    repeated = _repeated(run)
    assert _growth(lambda length: PLACES[place](repeated(length)), 10 * KB) < MOST_GROWTH


@pytest.mark.parametrize("kind", MANY)
def test_many_different_names_cost_their_number(kind: str) -> None:
    def text_of(length: int) -> str:
        count = length // len(MANY[kind](1_000)) + 1
        return "".join(map(MANY[kind], range(count)))

    assert _growth(text_of, 10 * KB) < MOST_GROWTH


@pytest.mark.parametrize("unit", ["It is so [1]. ", ". A ", "Is it? 84% "], ids=ascii)
def test_sentences_of_one_line_cost_their_number(unit: str) -> None:
    assert _growth(_repeated(unit), 100 * KB, outline) < MOST_GROWTH


@pytest.mark.parametrize("unit", CROWDS, ids=ascii)
def test_a_crowded_sentence_costs_its_length(unit: str) -> None:
    def sentences(length: int) -> str:
        return f"GPT-5 {_repeated(unit)(length)}.\n\n" * (16 * KB // length)

    assert min(_ratios(sentences(240), sentences(1920))) < MOST_CROWDING


@pytest.mark.parametrize("unit", ["A", "a", "A-", "A, ", "9", "B "], ids=ascii)
def test_a_list_of_sizes_without_end_costs_its_length(unit: str) -> None:
    def sentences(length: int) -> str:
        return f"GPT-5 comes in three sizes: {_repeated(unit)(length)} x.\n\n" * (8 * KB // length)

    assert min(_ratios(sentences(230), sentences(1840))) < MOST_CROWDING
