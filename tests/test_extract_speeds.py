"""What the rules read of speeds."""

from __future__ import annotations

import pytest

from tests.extract_samples import claims

CASES = [
    (
        "GPT-6 runs at 75 tok/s, slower than o3 (188) and Gemini 2.5 Flash (353).",
        [
            "google/gemini-2.5-flash speed[throughput] eq 353",
            "openai/gpt-6 speed[throughput] eq 75",
            "openai/o3 speed[throughput] eq 188",
        ],
    ),
    (
        "GPT-6 generates 500 tokens/sec, and is 2x faster than GPT-5.",
        [
            "openai/gpt-6 speed[throughput] eq 2 than openai/gpt-5",
            "openai/gpt-6 speed[throughput] eq 500",
        ],
    ),
    (
        "GPT-6 takes 30 seconds. Its latency drops.",
        ["openai/gpt-6 speed[latency] eq 30", "openai/gpt-6 speed[latency] lt 1"],
    ),
    (
        "It took 17 minutes for GPT-6 and 3 minutes for GPT-5.",
        ["openai/gpt-5 speed[latency] eq 3", "openai/gpt-6 speed[latency] eq 17"],
    ),
    ("GPT-6 has lower latency than GPT-5.", ["openai/gpt-6 speed[latency] lt 1 than openai/gpt-5"]),
    ("GPT-6 has high latency.", []),
    ("GPT-6 has great throughput.", []),
    ("GPT-6 is one year old and 40 seconds is short.", []),
    (
        "GPT-6 decodes 8.6 times as fast as Grok 5.",
        ["openai/gpt-6 speed[throughput] eq 8.6 than xai/grok-5"],
    ),
    ("GPT-6 cuts time to first token to 0.4 seconds.", ["openai/gpt-6 speed[latency] eq 0.4"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected
