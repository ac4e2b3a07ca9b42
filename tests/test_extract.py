"""From a document to its assertions: the laws that hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extract import Said, extract
from app.vocabulary import ATTRIBUTES, Confidence, Op
from tests.extract_samples import assertions, claims, document, line, shared_texts

WORDS = (
    *("GPT-6", "Grok 5", "OpenAI", "will", "release", "not", "it", "2M", "tokens", "context", "by"),
    *("MMLU", "92%", "vs.", "than", "beats", "$5", "per million", "| ", "\n", "- ", "# ", "May 5"),
    *("codenamed", '"Spud"', "rumored", "if", "?", ".", ",", "(", ")", "[1]", "open-source", "**"),
)
SECONDS_FOR_HOSTILE_TEXT = 20.0  # a law-breaking pattern would take hours
HOSTILE = [
    "9" * 300_000,
    "[" * 300_000,
    "(((" * 100_000,
    "GPT-5 " * 50_000,
    '"' * 300_000,
    "> " * 150_000,
    "\u200f" * 300_000,
    "| " * 150_000,
    "<tr><td>" * 40_000,
    "a.b " * 75_000,
    ". A " * 75_000,
    "*" * 300_000,
    "\n- " * 100_000,
    "](" * 150_000,
]


def _place(each: Said) -> tuple[int, int]:
    """The place of an assertion whose text is at hand."""
    assert each.start is not None
    assert each.end is not None
    return each.start, each.end


def test_an_empty_document_says_nothing() -> None:
    assert assertions("") == []
    assert assertions(" \n\t ") == []


def test_questions_wishes_and_conditions_say_nothing() -> None:
    for text in (
        "Will GPT-6 have a 2M token context window?",
        "What is GPT-6?\nA thing to wait for.",
        "It would be cool if GPT-6 had a 2M token context window.",
        "GPT-6 with a 2M token context window pls",
        "If GPT-6 has a 2M token context window, books fit.",
    ):
        assert not claims(text), text


def test_a_guess_put_as_a_question_is_a_claim() -> None:
    assert claims("Maybe GPT-6 has 2T parameters?")


def test_a_claim_made_twice_is_two_assertions_of_one_claim() -> None:
    first, second = assertions("GPT-6 has 2T parameters. Again: GPT-6 has 2T parameters.")
    assert line(first) == line(second)
    assert _place(first)[1] <= _place(second)[0]


def test_the_rule_and_its_words_are_kept() -> None:
    (found,) = assertions("GPT-6 has 2T parameters.")
    assert found.cue == "parameters: 2T parameters"


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_whatever_is_said_the_assertions_are_sound(text: str) -> None:
    found = assertions(text)
    assert found == sorted(found, key=lambda each: (*_place(each), each.model))
    for each in found:
        start, end = _place(each)
        assert 0 <= start < end <= len(text)
        assert each.attribute in ATTRIBUTES
        assert each.confidence in Confidence
        assert each.probability is None or 0 <= each.probability <= 1
        if each.op is Op.range:
            low, high = each.value
            assert low <= high


@given(st.text(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    assertions(f"GPT-6 {text} GPT-6")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:8]))
def test_hostile_text_neither_fails_nor_hangs(text: str) -> None:
    started = time.process_time()
    assertions(text)
    assert time.process_time() - started < SECONDS_FOR_HOSTILE_TEXT


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def test_on_real_texts_every_assertion_stands_on_its_quote() -> None:
    texts = shared_texts()
    if not texts:
        pytest.skip("no ../shared with real texts")
    for path in texts:
        text = path.read_text(encoding="utf-8")
        doc = document(text)
        found = extract(doc)
        assert found == extract(doc), "the same text, the same assertions"
        for each in found:
            quote = text[slice(*_place(each))]
            assert quote.strip(), each
            if each.attribute == "benchmark_score" and not isinstance(each.value, list):
                assert _digits(f"{each.value:g}") in _digits(quote), (each, quote)
            if each.attribute in ("codename", "official_name"):
                assert str(each.value) in quote, (each, quote)
