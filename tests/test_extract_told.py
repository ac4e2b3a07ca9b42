"""What words alone tell of a model."""

from __future__ import annotations

import pytest

from app.extract import cues
from app.vocabulary import ATTRIBUTES
from tests.extract_samples import claims

SAID = [
    ("GPT-7 is fully backwards-compatible.", "openai/gpt-7 compatibility eq backward_compatible"),
    (
        "Grok 7 ships with new cyber safeguards.",
        "xai/grok-7 safety eq new cyber safeguards",
    ),
    (
        "Claude Opus 7 has a lower refusal rate.",
        "anthropic/claude-opus-7 safety eq lower refusal rate",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_words_alone_tell_an_attribute(text: str, expected: str) -> None:
    assert expected in claims(text)


def test_a_sentence_about_safety_at_large_tells_nothing_of_a_model() -> None:
    assert not claims("Regulators want new safeguards for every lab.")


def test_every_attribute_told_by_words_is_one_of_the_vocabulary() -> None:
    assert set(cues.TOLD) <= set(ATTRIBUTES)


SERVED = [
    ("Qwen5 14B runs in llama.cpp today.", "alibaba/qwen5-14b compatibility eq llama.cpp"),
    ("GPT-7 is a hybrid reasoning model.", "openai/gpt-7 architecture eq hybrid reasoning model"),
    (
        "Plus users get 40 messages per week with GPT-7.",
        "openai/gpt-7 availability[plus] eq 40 messages per week",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SERVED)
def test_what_serves_a_model_and_how_much_of_it_there_is(text: str, expected: str) -> None:
    assert expected in claims(text)
