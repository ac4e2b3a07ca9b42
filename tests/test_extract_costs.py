"""What the rules read of prices and price ratios."""

from __future__ import annotations

import pytest

from tests.extract_samples import claims

CASES = [
    (
        "GPT-5 costs $1.25 per million input tokens and $10 per million output tokens.",
        ["openai/gpt-5 price[input] eq 1.25", "openai/gpt-5 price[output] eq 10"],
    ),
    (
        "Claude Opus 4.7 is priced at $5/$25 per million tokens.",
        [
            "anthropic/claude-opus-4.7 price[input] eq 5",
            "anthropic/claude-opus-4.7 price[output] eq 25",
        ],
    ),
    (
        "GPT-5 bills input at $8 per 1M tokens, output at $24 per 1M tokens.",
        ["openai/gpt-5 price[input] eq 8", "openai/gpt-5 price[output] eq 24"],
    ),
    ("GPT-5 charges $3 per million tokens for input and output.", ["openai/gpt-5 price eq 3"]),
    (
        "GPT-5 charges $0.10 per million cached input tokens.",
        ["openai/gpt-5 price[cached_input] eq 0.1"],
    ),
    ("GPT-5 costs $7 per million tokens.", ["openai/gpt-5 price eq 7"]),
    (
        "GPT-6 costs $15 and $75, the same as GPT-5.",
        [
            "openai/gpt-6 price[input] eq 15",
            "openai/gpt-6 price[output] eq 75",
            "openai/gpt-6 price_change eq 1 than openai/gpt-5",
        ],
    ),
    # An old price is not the subject's.
    (
        "GPT-6 costs $5/$20 per million tokens, down from $10/$30.",
        ["openai/gpt-6 price[input] eq 5", "openai/gpt-6 price[output] eq 20"],
    ),
    # The model may stand between the verb and its price; "$9 out" is no release.
    (
        "OpenAI cut o3 prices by 60% last month, to $3 in and $9 out.",
        [
            "openai/o3 price[input] eq 3",
            "openai/o3 price[output] eq 9",
            "openai/o3 price_change eq 0.4",
        ],
    ),
    ("GPT-5 cost $90 to test.", []),
    ("ChatGPT with GPT-5 costs $20 per month.", ["openai/gpt-5 price[subscription] eq 20"]),
    ("GPT-6 is 30% cheaper than GPT-5.", ["openai/gpt-6 price_change eq 0.7 than openai/gpt-5"]),
    (
        "GPT-6 is 30 times more expensive than GPT-5.",
        ["openai/gpt-6 price_change eq 30 than openai/gpt-5"],
    ),
    ("GPT-6 is much cheaper than GPT-5.", ["openai/gpt-6 price_change lt 1 than openai/gpt-5"]),
    ("GPT-6 has cheaper alternatives like Llama 4.", []),
    (
        "Claude 3.7 Sonnet is far more expensive than GPT-4o across input and output costs.",
        [
            "anthropic/claude-3.7-sonnet price_change[input] gt 1 than openai/gpt-4o",
            "anthropic/claude-3.7-sonnet price_change[output] gt 1 than openai/gpt-4o",
        ],
    ),
    ("GPT-6 comes at half the price.", ["openai/gpt-6 price_change eq 0.5"]),
    (
        "GPT-6 is thrice the size at double the price of GPT-5.",
        ["openai/gpt-6 price_change eq 2 than openai/gpt-5"],
    ),
    ("Prices became much cheaper.", []),
    (
        "GPT-6 is 40% cheaper on input and 20% cheaper on output.",
        ["openai/gpt-6 price_change[input] eq 0.6", "openai/gpt-6 price_change[output] eq 0.8"],
    ),
    (
        "Grok 5 stays at $2/$12 per million tokens for prompts under 200K tokens.",
        ["xai/grok-5 price[input] eq 2", "xai/grok-5 price[output] eq 12"],
    ),
    (
        "GPT-6 costs $2 in and $12 out up to 200K tokens.",
        ["openai/gpt-6 price[input] eq 2", "openai/gpt-6 price[output] eq 12"],
    ),
    (
        "Prices are unchanged: $15/$75 for Claude Opus 6.",
        [
            "anthropic/claude-opus-6 price[input] eq 15",
            "anthropic/claude-opus-6 price[output] eq 75",
        ],
    ),
    (
        "GPT-6 costs an eighth of what Grok 5 does.",
        ["openai/gpt-6 price_change eq 0.125 than xai/grok-5"],
    ),
    ("GPT-6 raised $10 and $20 for charity.", []),
    (
        "GPT-6 costs half of what GPT-3.5 Turbo does.",
        ["openai/gpt-6 price_change eq 0.5 than openai/gpt-3.5-turbo"],
    ),
    (
        "GPT-6 undercuts Grok 5 by three quarters.",
        ["openai/gpt-6 price_change eq 0.25 than xai/grok-5"],
    ),
    ("GPT-6 undercuts Grok 5.", ["openai/gpt-6 price_change lt 1 than xai/grok-5"]),
    ("GPT-6 is 3x the price of GPT-5.", ["openai/gpt-6 price_change eq 3 than openai/gpt-5"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "GPT-7 is $3/$15 with 256K context.",
            {"openai/gpt-7 price[input] eq 3", "openai/gpt-7 price[output] eq 15"},
        ),
        (
            "GPT-7: $1.25 in and $10 out.",
            {"openai/gpt-7 price[input] eq 1.25", "openai/gpt-7 price[output] eq 10"},
        ),
        (
            "GPT-7 asks $2 and $8, and Claude Opus 6 asks $5 and $25.",
            {
                "openai/gpt-7 price[input] eq 2",
                "openai/gpt-7 price[output] eq 8",
                "anthropic/claude-opus-6 price[input] eq 5",
                "anthropic/claude-opus-6 price[output] eq 25",
            },
        ),
        (
            "GPT-7 ($5 in / $25 out) is out, unlike Claude Opus 6 ($15/$75).",
            {"openai/gpt-7 price[output] eq 25", "anthropic/claude-opus-6 price[output] eq 75"},
        ),
        (
            "GPT-7 costs more on output than Opus 6 ($25 vs. $20).",
            {"openai/gpt-7 price[output] eq 25", "anthropic/claude-opus-6 price[output] eq 20"},
        ),
        (
            "GPT-7 costs $4 per million in, $20 per million out, cached input is 75 cents.",
            {
                "openai/gpt-7 price[input] eq 4",
                "openai/gpt-7 price[output] eq 20",
                "openai/gpt-7 price[cached_input] eq 0.75",
            },
        ),
        (
            "GPT-7 costs a fifth of the price of Claude Opus 6.",
            {"openai/gpt-7 price_change eq 0.2 than anthropic/claude-opus-6"},
        ),
        (
            "GPT-7 has the same price as GPT-6.",
            {"openai/gpt-7 price_change eq 1 than openai/gpt-6"},
        ),
        (
            "GPT-7 brings a price increase of around 50% over GPT-6.",
            {"openai/gpt-7 price_change approx 1.5 than openai/gpt-6"},
        ),
        ("GPT-7's input price was halved.", {"openai/gpt-7 price_change[input] eq 0.5"}),
    ],
)
def test_a_price_is_read_without_its_rate_too(text: str, expected: set[str]) -> None:
    assert expected <= claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI raised $5 and $10 billion for GPT-7.",
        "GPT-7 is for the $20 and $200 plans.",
        "GPT-7 costs the same as always.",
        "GPT-7 costs $20/$200 a month.",
    ],
)
def test_other_sums_in_pairs_are_no_prices_of_tokens(text: str) -> None:
    assert not [claim for claim in claims(text) if "[input]" in claim or "price_change" in claim]


def test_a_pair_in_brackets_behind_the_same_price_is_the_subjects_own() -> None:
    found = claims("GPT-7 has the same price as GPT-6.5 ($3 and $15).")
    assert {"openai/gpt-7 price[input] eq 3", "openai/gpt-7 price[output] eq 15"} <= found
