"""What the rules read of training and compatibility."""

from __future__ import annotations

import pytest

from tests.extract_samples import assertions, claims

CASES = [
    (
        "GPT-6 was trained with reinforcement learning from human feedback on 30 trillion tokens.",
        [
            "openai/gpt-6 training[data] eq 30000000000000",
            "openai/gpt-6 training[method] eq reinforcement learning from human feedback",
        ],
    ),
    ("GPT-6 was trained at Stargate.", ["openai/gpt-6 training[site] eq stargate"]),
    ("GPT-6 ignores reinforcement learning.", []),
    ("GPT-6 is backward-compatible.", ["openai/gpt-6 compatibility eq backward_compatible"]),
    (
        "GPT-6 works with the Transformers library.",
        ["openai/gpt-6 compatibility eq transformers library"],
    ),
    ("There are three years of research inside GPT-6.", ["openai/gpt-6 training[duration] eq 3"]),
    ("GPT-6 slept for three years.", []),
    (
        "GPT-6 and Grok 5 were trained on 15 trillion tokens.",
        [
            "openai/gpt-6 training[data] eq 15000000000000",
            "xai/grok-5 training[data] eq 15000000000000",
        ],
    ),
    ("It cost $20 million to train Kimi K2.", ["moonshot/kimi-k2 training[cost] eq 20000000"]),
    ("GPT-6 raised $20 million.", []),
    (
        "32 trillion tokens in Qwen4's training set",
        ["alibaba/qwen4 training[data] eq 32000000000000"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected


@pytest.mark.parametrize(
    ("text", "months"),
    [("GPT-7 took eleven months to train.", 11), ("GPT-7 was trained for about 3 months.", 3)],
)
def test_how_long_training_took_is_told(text: str, months: int) -> None:
    (found,) = [each for each in assertions(text) if each.attribute == "training"]
    assert (found.qualifier, found.value, found.unit) == ("duration", months, "months")
