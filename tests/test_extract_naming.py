"""What the rules read of names, codenames, variants and lineage."""

from __future__ import annotations

import pytest

from tests.extract_samples import claims

CASES = [
    ('GPT-6, codenamed "Garlic" inside OpenAI, is close.', ["openai/gpt-6 codename eq Garlic"]),
    ("OpenAI is testing a model named Spud.", ["openai/gpt-5.5 codename eq Spud"]),
    ("Codename: Spud. Spud is from OpenAI.", ["openai/gpt-5.5 codename eq Spud"]),
    (
        "Avocado is the internal codename for Meta's next model.",
        ["meta/muse-spark codename eq Avocado"],
    ),
    (
        'The codenames for GPT-5 models: "nectarine (GPT-5) > lobster (mini)".',
        [
            "openai/gpt-5 benchmark_rank gt openai/gpt-5-mini",
            "openai/gpt-5 codename eq nectarine",
            "openai/gpt-5 variant eq mini",
            "openai/gpt-5-mini codename eq lobster",
        ],
    ),
    ("GPT-6 has the internal codename Marmalade.", ["openai/gpt-6 codename eq Marmalade"]),
    ("GPT-6 has a codename from Meta.", []),
    (
        "Claude Opus 5 (codename Nightjar) is near.",
        ["anthropic/claude-opus-5 codename eq Nightjar"],
    ),
    (
        'OpenAI\'s Spud may be called "GPT-5.5" or "GPT-6".',
        ["openai/gpt-5.5 official_name eq GPT-5.5", "openai/gpt-5.5 official_name eq GPT-6"],
    ),
    (
        'xAI shipped Grok 3 instead of "Grok 2.5".',
        ["not xai/grok-3 official_name eq Grok 2.5", "xai/grok-3 release_stage eq released"],
    ),
    (
        '"GPT-6 Pro" is a nickname and not an official name.',
        [
            "not openai/gpt-6-pro official_name eq GPT-6 Pro",
            "not openai/gpt-6-pro release_stage eq announced",
        ],
    ),
    (
        "GPT-5 comes in a Pro version and a Mini version.",
        ["openai/gpt-5 variant eq mini", "openai/gpt-5 variant eq pro"],
    ),
    (
        "Anthropic sells Claude 3 (Opus, Sonnet, Haiku) to firms.",
        [
            "anthropic/claude-3 variant eq haiku",
            "anthropic/claude-3 variant eq opus",
            "anthropic/claude-3 variant eq sonnet",
        ],
    ),
    (
        "A “GPT-6-preview” option was seen in the menu of GPT-6.",
        ["openai/gpt-6 variant eq preview"],
    ),
    ("GPT-5.5 is the successor to GPT-5.", ["openai/gpt-5.5 lineage eq openai/gpt-5"]),
    ("GPT-5.5 bridges GPT-5 and GPT-6.", ["openai/gpt-5.5 lineage eq openai/gpt-5"]),
    (
        "Claude Opus 4.7 improves over its predecessor, Claude Opus 4.6, on most tests.",
        [
            "anthropic/claude-opus-4.7 benchmark_rank gt anthropic/claude-opus-4.6",
            "anthropic/claude-opus-4.7 lineage eq anthropic/claude-opus-4.6",
        ],
    ),
    ("Compared to its predecessor, Mistral Large 2 is stronger.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mistral Small 9 and Mistral Small 9 Air are twins.\n\nAir has a 64K context window.",
            "mistral/mistral-small-9-air context_window eq 64000",
        ),
        (
            "Mistral Small 9 is out.\n\nWe like it. Small 9 has a 64K context window.",
            "mistral/mistral-small-9 context_window eq 64000",
        ),
        (
            "Mistral Small 9 is out.\n\nSmall 9 Mini has a 64K context window.",
            "mistral/mistral-small-9-mini context_window eq 64000",
        ),
        (
            "GPT-7 Pro is bigger than GPT-7.\n\nPro has a 64K context window.",
            "openai/gpt-7-pro context_window eq 64000",
        ),
        (
            "Gemma 7 comes as 5B and 33B, they say.\n\nThe 33B has a 64K context window.",
            "google/gemma-7-33b context_window eq 64000",
        ),
        (
            "Gemma 7 comes as 5B and 33B.\n\nGemma 6 9B is old.\n\nThe 9B has a 32K window.",
            "google/gemma-6-9b context_window eq 32000",
        ),
    ],
)
def test_a_short_name_is_the_model_that_the_document_prints_in_full(
    text: str, expected: str
) -> None:
    assert expected in claims(text)


def test_a_plan_is_not_the_variant_of_its_name() -> None:
    text = "GPT-7 Pro beats GPT-7.\n\nPro users get a 64K context window."
    assert "openai/gpt-7-pro context_window eq 64000" not in claims(text)


def test_the_sizes_in_a_headline_are_variants_and_sizes() -> None:
    text = "# Gemma 7 arrives as 5B and 33B\n\nThat is all."
    assert {
        "google/gemma-7 variant eq 5b",
        "google/gemma-7 variant eq 33b",
        "google/gemma-7-5b parameter_count[total] eq 5000000000",
        "google/gemma-7-33b parameter_count[total] eq 33000000000",
    } <= claims(text)
