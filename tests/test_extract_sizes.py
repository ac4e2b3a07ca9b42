"""What the rules read of context windows, longest outputs, parameters."""

from __future__ import annotations

import pytest

from tests.extract_samples import claims

CASES = [
    (
        "Grok 5 is twice the size of Grok 4.",
        ["xai/grok-5 parameter_count[total] eq 2 than xai/grok-4"],
    ),
    (
        "Increased the context window of GPT-6 from 400K to 1M tokens.",
        ["openai/gpt-6 context_window eq 1000000"],
    ),
    # An old value is not the subject's.
    (
        "GPT-6 has a context window of 400K tokens, up from 200K in GPT-5.",
        ["openai/gpt-5 context_window eq 200000", "openai/gpt-6 context_window eq 400000"],
    ),
    (
        "GPT-6 has 2T parameters, up from 1T.",
        ["openai/gpt-6 parameter_count[total] eq 2000000000000"],
    ),
    # What goes in, and what comes out.
    (
        "GPT-6: Context: 1M in, 64K out.",
        ["openai/gpt-6 context_window eq 1000000", "openai/gpt-6 max_output eq 64000"],
    ),
    (
        "GPT-6 accepts 1M tokens and returns up to 64K.",
        ["openai/gpt-6 context_window eq 1000000", "openai/gpt-6 max_output le 64000"],
    ),
    (
        "GPT-5 has a context window of 400K tokens and a maximum output of 128K tokens.",
        ["openai/gpt-5 context_window eq 400000", "openai/gpt-5 max_output eq 128000"],
    ),
    (
        "GPT-6 has a 2M vs. 400K token context window against GPT-5.",
        ["openai/gpt-5 context_window eq 400000", "openai/gpt-6 context_window eq 2000000"],
    ),
    ("GPT-6 has a 2M vs. 400K token context window.", ["openai/gpt-6 context_window eq 2000000"]),
    (
        "Llama 4 Behemoth is a 2T-parameter model with 288B active parameters.",
        [
            "meta/llama-4-behemoth parameter_count[active] eq 288000000000",
            "meta/llama-4-behemoth parameter_count[total] eq 2000000000000",
        ],
    ),
    ("GPT-6 is larger than GPT-5.", ["openai/gpt-6 parameter_count[total] gt openai/gpt-5"]),
    ("GPT-5 is smaller than GPT-6.", ["openai/gpt-5 parameter_count[total] lt openai/gpt-6"]),
    (
        "GPT-6 offers 5x the GPT-5 context window.",
        ["openai/gpt-6 context_window eq 5 than openai/gpt-5"],
    ),
    ("GPT-6 keeps 20 tokens of context.", []),
    ("OpenAI may distill GPT-6 into a 7B parameter model.", []),
    ("GPT-6 sold 3B units.", []),
    (
        "Qwen3-Max, the successor to Qwen2.5-Max, has over 1 trillion parameters.",
        [
            "alibaba/qwen3-max lineage eq alibaba/qwen2.5-max",
            "alibaba/qwen3-max parameter_count[total] gt 1000000000000",
        ],
    ),
    ("GPT-6 takes inputs of up to 32K tokens.", ["openai/gpt-6 context_window le 32000"]),
    ("GPT-6 output is capped at 65,536.", ["openai/gpt-6 max_output le 65536"]),
    ("GPT-6 has the memory footprint of a 2B model.", []),
    (
        "GPT-oss-2 has 120B parameters, only 5B of which fire per token.",
        [
            "openai/gpt-oss-2 parameter_count[active] eq 5000000000",
            "openai/gpt-oss-2 parameter_count[total] eq 120000000000",
        ],
    ),
    ("2 trillion: parameters in GPT-6", ["openai/gpt-6 parameter_count[total] eq 2000000000000"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The context window of GPT-7 grows from 128K to 512K tokens.",
            {"openai/gpt-7 context_window eq 512000"},
        ),
        (
            "GPT-7 was rumoured to be 1.8T and slow.",
            {"openai/gpt-7 parameter_count[total] eq 1800000000000"},
        ),
    ],
)
def test_a_size_is_what_it_is_now_or_said_to_be(text: str, expected: set[str]) -> None:
    assert claims(text) == expected
