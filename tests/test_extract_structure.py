"""What the rules read of the parts of a design."""

from __future__ import annotations

import pytest

from tests.extract_samples import claims

CASES = [
    (
        "GPT-6 features hybrid attention, GQA and 40 attention heads.",
        [
            "openai/gpt-6 architecture eq 40 attention heads",
            "openai/gpt-6 architecture eq gqa",
            "openai/gpt-6 architecture eq hybrid attention",
        ],
    ),
    ("GPT-6 uses a new tokenizer.", ["openai/gpt-6 architecture eq new tokenizer"]),
    ("GPT-6 pays attention.", []),
    ("An attention layer is nice for GPT-6.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected
