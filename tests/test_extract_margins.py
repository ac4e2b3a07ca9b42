"""What the rules read of margins: who is ahead, by how much, with which figures."""

from __future__ import annotations

import pytest

from tests.extract_samples import assertions, claims

CASES = [
    (
        "On MMLU GPT-7 reaches 74.8%, 11 points more than GPT-6.",
        "openai/gpt-7 benchmark_rank[mmlu] gt openai/gpt-6",
    ),
    (
        "On MMLU GPT-7 reaches 74.8%, 3 percentage points lower than GPT-6.",
        "openai/gpt-7 benchmark_rank[mmlu] lt openai/gpt-6",
    ),
    (
        "Testers preferred GPT-7 to Claude Opus 6 in 63% of the cases.",
        "openai/gpt-7 benchmark_rank gt anthropic/claude-opus-6",
    ),
    (
        "GPT-7 beat Claude Opus 6 on MMLU, 44.9 to 41.7.",
        "openai/gpt-7 benchmark_score[mmlu] eq 44.9",
    ),
    (
        "GPT-7 beat Claude Opus 6 on MMLU, 44.9 to 41.7.",
        "anthropic/claude-opus-6 benchmark_score[mmlu] eq 41.7",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_margin_says_who_is_ahead(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "On MMLU GPT-7 gained 11 points more than expected since GPT-6.",
        "GPT-7 beat Claude Opus 6 on MMLU from 9 to 500.",
        "Testers preferred tea to GPT-7.",
    ],
)
def test_other_differences_are_no_margins(text: str) -> None:
    assert not [each for each in assertions(text) if each.cue.startswith(("margin", "score"))]
