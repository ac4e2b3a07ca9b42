"""Many ways of saying the same kinds of thing, each class in sentences of its own."""

from __future__ import annotations

import pytest

from tests.extract_samples import assertions, claims

STAGES = [
    (
        "Gemini 4 Pro wrapped up pre-training in July, according to two people close to the team.",
        ["google/gemini-4-pro release_stage eq pretraining_complete"],
    ),
    (
        "The pretraining run of Grok 6 ended in June.",
        ["xai/grok-6 release_stage eq pretraining_complete"],
    ),
    ("xAI will retire Grok 3 on October 1.", ["xai/grok-3 release_stage eq deprecated"]),
    (
        "GPT-6 is in closed testing with a handful of partners.",
        ["openai/gpt-6 release_stage eq limited_test"],
    ),
    (
        "Its successor, GPT-7, is already in pretraining.",
        ["openai/gpt-7 release_stage eq training"],
    ),
    ("Training of Grok 6 has begun.", ["xai/grok-6 release_stage eq training"]),
    ("Early testers praised GPT-6.", ["openai/gpt-6 release_stage eq limited_test"]),
    ("GPT-6 is not out yet.", ["not openai/gpt-6 release_stage eq released"]),
    (
        "GPT-6's training cutoff is October 2025.",
        ["openai/gpt-6 knowledge_cutoff in ['2025-10-01', '2025-10-31']"],
    ),
]
DATES = [
    (
        "OpenAI pushed GPT-6 from September to November.",
        [
            "openai/gpt-6 release_date in ['2026-11-01', '2026-11-30']",
            "openai/gpt-6 release_stage eq delayed",
        ],
    ),
    (
        "Claude Haiku 6 should land in the first half of September.",
        ["anthropic/claude-haiku-6 release_date in ['2026-09-01', '2026-09-15']"],
    ),
    (
        "Grok 6 arrives in the second half of May 2027.",
        ["xai/grok-6 release_date in ['2027-05-16', '2027-05-31']"],
    ),
    (
        "Expect Claude Sonnet 6 by mid-October.",
        ["anthropic/claude-sonnet-6 release_date by 2026-10-20"],
    ),
    (
        "GPT-6 hits the API next week.",
        ["openai/gpt-6 release_date in ['2026-04-06', '2026-04-12']"],
    ),
    (
        "Kimi K3 goes open source on September 9.",
        ["moonshot/kimi-k3 license eq open_weights", "moonshot/kimi-k3 release_date eq 2026-09-09"],
    ),
    (
        "Gemini 4 will be out in June rather than in May.",
        ["google/gemini-4 release_date in ['2026-06-01', '2026-06-30']"],
    ),
    (
        "Claude Sonnet 6 may arrive before Christmas.",
        ["anthropic/claude-sonnet-6 release_date by 2026-12-24"],
    ),
    ("Grok 6 comes at Halloween 2027.", ["xai/grok-6 release_date eq 2027-10-31"]),
    (
        "The weights of Llama 5 were released on March 3, 2026.",
        ["meta/llama-5 release_date[weights] eq 2026-03-03"],
    ),
    (
        "GPT-6 knows about the world up to June 2025.",
        ["openai/gpt-6 knowledge_cutoff in ['2025-06-01', '2025-06-30']"],
    ),
    (
        "Mark Gurman expects Gemini 4 in June.",
        ["google/gemini-4 release_date in ['2026-06-01', '2026-06-30']"],
    ),
]
PRICES = [
    (
        "Cached input for GPT-6 drops to $0.50 per million tokens.",
        ["openai/gpt-6 price[cached_input] eq 0.5"],
    ),
    (
        "Gemini 4 Flash costs forty cents per million input tokens.",
        ["google/gemini-4-flash price[input] eq 0.4"],
    ),
    ("The output price of GPT-6 could fall to $15.", ["openai/gpt-6 price[output] eq 15"]),
    (
        "Anthropic cut the price of Claude Sonnet 5 by a third.",
        ["anthropic/claude-sonnet-5 price_change eq 0.666667"],
    ),
    ("OpenAI halved the output price of GPT-5.5.", ["openai/gpt-5.5 price_change[output] eq 0.5"]),
    (
        "OpenAI raised the input price of GPT-6 by 25%.",
        ["openai/gpt-6 price_change[input] eq 1.25"],
    ),
    ("Google slashed the price of Gemini 4 Pro.", []),
    ("OpenAI could cut prices by 80%.", []),
    (
        "Compared with GPT-5.5, GPT-6 is about 30% cheaper on input.",
        ["openai/gpt-6 price_change[input] approx 0.7 than openai/gpt-5.5"],
    ),
    (
        "GPT-6 takes $6 per million input tokens, 20 percent more than GPT-5.5.",
        ["openai/gpt-6 price[input] eq 6", "openai/gpt-6 price_change eq 1.2 than openai/gpt-5.5"],
    ),
]
SIZES = [
    (
        "Grok 6 has a context window of 3M tokens and outputs at most 128K.",
        ["xai/grok-6 context_window eq 3000000", "xai/grok-6 max_output le 128000"],
    ),
    (
        "Claude Opus 6 doubles the context of Claude Opus 5 to two million tokens.",
        [
            "anthropic/claude-opus-6 context_window eq 2 than anthropic/claude-opus-5",
            "anthropic/claude-opus-6 context_window eq 2000000",
        ],
    ),
    ("GPT-6 reads four million tokens at once.", ["openai/gpt-6 context_window eq 4000000"]),
    (
        "Claude Haiku 6 is a 20B dense model.",
        [
            "anthropic/claude-haiku-6 architecture eq dense",
            "anthropic/claude-haiku-6 parameter_count[total] eq 20000000000",
        ],
    ),
    (
        "Mistral Large 4 has 41B active parameters and a 512K window.",
        [
            "mistral/mistral-large-4 context_window eq 512000",
            "mistral/mistral-large-4 parameter_count[active] eq 41000000000",
        ],
    ),
]
DESIGN = [
    (
        "GPT-6 will be able to listen and speak.",
        ["openai/gpt-6 modality[input] eq audio", "openai/gpt-6 modality[output] eq audio"],
    ),
    ("GPT-6 speaks to investors.", []),
    (
        "Claude Opus 6 takes images but not video.",
        [
            "anthropic/claude-opus-6 modality[input] eq image",
            "not anthropic/claude-opus-6 modality[input] eq video",
        ],
    ),
    (
        "Mistral Large 4 ships with an Apache license.",
        [
            "mistral/mistral-large-4 license eq Apache-2.0",
            "mistral/mistral-large-4 release_stage eq released",
        ],
    ),
    ("Phi-6 comes under a research-only license.", ["microsoft/phi-6 license eq research-only"]),
    ("Phi-6 is no longer MIT.", ["not microsoft/phi-6 license eq MIT"]),
    ("Kimi K3 remains closed.", ["moonshot/kimi-k3 license eq proprietary"]),
    ("Meta will not open the weights of Llama 5.", ["not meta/llama-5 license eq open_weights"]),
    (
        "Llama 5's weights can be downloaded from Hugging Face.",
        ["meta/llama-5 license eq open_weights"],
    ),
    ("GPT-6 will not be open-sourced.", ["not openai/gpt-6 license eq open_weights"]),
    (
        "Traders of a contract on whether xAI publishes the weights of Grok 4 yawn.",
        ["xai/grok-4 license eq open_weights"],
    ),
]
NAMES = [
    (
        'The model known inside Google as "Thistle" is Gemini 4 Ultra.',
        ["google/gemini-4-ultra codename eq Thistle"],
    ),
    ('Grok 6, formerly known as "Kestrel", is late.', ["xai/grok-6 codename eq Kestrel"]),
    (
        "Claude Opus 6 was seen on LMArena under the name redstart.",
        [
            "anthropic/claude-opus-6 availability[lmarena] eq True",
            "anthropic/claude-opus-6 codename eq redstart",
            "anthropic/claude-opus-6 release_stage eq limited_test",
        ],
    ),
    ("GPT-6 shipped under the name Orion 7.", ["openai/gpt-6 release_stage eq released"]),
    (
        "Llama 5 comes in three sizes: Scout, Maverick and Behemoth.",
        [
            "meta/llama-5 variant eq behemoth",
            "meta/llama-5 variant eq maverick",
            "meta/llama-5 variant eq scout",
        ],
    ),
    (
        "GPT-6 will ship in mini and nano versions too.",
        ["openai/gpt-6 variant eq mini", "openai/gpt-6 variant eq nano"],
    ),
    (
        "Google is preparing a Flash-Lite version of Gemini 4.",
        ["google/gemini-4 variant eq flash-lite"],
    ),
    ("Google will add a 70B variant of Gemma 5 27B.", ["google/gemma-5 variant eq 70b"]),
    (
        "Llama 5 and its largest version, Llama 5 Behemoth, are near.",
        ["meta/llama-5 variant eq behemoth"],
    ),
]
RANKS = [
    (
        "Claude Opus 6 ties with GPT-6 on Terminal-Bench 2.0.",
        ["anthropic/claude-opus-6 benchmark_rank[terminal-bench-2.0] approx openai/gpt-6"],
    ),
    (
        "Claude Opus 6 sits well above GPT-6 on GPQA.",
        ["anthropic/claude-opus-6 benchmark_rank[gpqa] gt openai/gpt-6"],
    ),
    ("Grok 6 is garbage compared to GPT-6.", ["xai/grok-6 benchmark_rank lt openai/gpt-6"]),
    (
        "There is a 70% chance that Grok 6 beats GPT-6 on MMLU.",
        ["xai/grok-6 benchmark_rank[mmlu] gt openai/gpt-6"],
    ),
]
TEXTS = [
    (
        'Claude Opus 6 is here. Codenamed "Redwing", the model costs $6 per million input tokens.',
        [
            "anthropic/claude-opus-6 codename eq Redwing",
            "anthropic/claude-opus-6 price[input] eq 6",
        ],
    ),
    (
        "Llama 4 Behemoth was shelved. Llama 5 Behemoth has 4T parameters. Behemoth was delayed.",
        [
            "meta/llama-4-behemoth release_stage eq cancelled",
            "meta/llama-5-behemoth parameter_count[total] eq 4000000000000",
            "meta/llama-5-behemoth release_stage eq delayed",
        ],
    ),
    (
        (
            "- Model name: DeepSeek V5\n- Release date: 1 March 2026\n"
            "- Parameters: 1.1T total, 45B activated\n- License: MIT\n"
            "- Modalities: text in, text out"
        ),
        [
            "deepseek/deepseek-v5 license eq MIT",
            "deepseek/deepseek-v5 modality[input] eq text",
            "deepseek/deepseek-v5 modality[output] eq text",
            "deepseek/deepseek-v5 parameter_count[active] eq 45000000000",
            "deepseek/deepseek-v5 parameter_count[total] eq 1100000000000",
            "deepseek/deepseek-v5 release_date eq 2026-03-01",
        ],
    ),
    (
        (
            "**Q: When does GPT-6 come out?**\n\nNobody said.\n\n"
            "**Q: How much will it cost?**\n\nProbably $6 per million input tokens."
        ),
        ["openai/gpt-6 price[input] eq 6"],
    ),
    (
        "Claude Opus 6 is done. The weights stay closed.",
        ["anthropic/claude-opus-6 license eq proprietary"],
    ),
]
TABLES = [
    (
        (
            "| Date | Model | What happened |\n|---|---|---|\n"
            "| 2026-03-09 | GPT-6 | Released |\n| 2026-03-02 | Grok 5 | Delayed |\n"
            "| 2026-02-10 | DeepSeek V5 | Weights published |"
        ),
        [
            "deepseek/deepseek-v5 release_date[weights] eq 2026-02-10",
            "openai/gpt-6 release_date eq 2026-03-09",
            "xai/grok-5 release_stage eq delayed",
        ],
    ),
    (
        (
            "| Model | Input price | Output price | Released |\n|---|---|---|---|\n"
            "| GPT-6 | $5 | $25 | 2026-03-02 |"
        ),
        [
            "openai/gpt-6 price[input] eq 5",
            "openai/gpt-6 price[output] eq 25",
            "openai/gpt-6 release_date eq 2026-03-02",
        ],
    ),
    (
        (
            "| | GPT-6 |\n|---|---|\n| Input price (per 1M tokens) | $5 |\n"
            "| Release date | June 2, 2026 |"
        ),
        ["openai/gpt-6 price[input] eq 5", "openai/gpt-6 release_date eq 2026-06-02"],
    ),
    ("| When | Model | Team | Notes |\n|---|---|---|---|\n| May | GPT-6 | red | calm |", []),
]
MORE = [
    (
        "Neither GPT-6 nor Gemini 4 Pro is open source.",
        [
            "not google/gemini-4-pro license eq open_weights",
            "not openai/gpt-6 license eq open_weights",
        ],
    ),
    (
        "GPT-6 costs $5/$20 per million tokens, while Gemini 4 Pro costs $2/$12.",
        [
            "google/gemini-4-pro price[input] eq 2",
            "google/gemini-4-pro price[output] eq 12",
            "openai/gpt-6 price[input] eq 5",
            "openai/gpt-6 price[output] eq 20",
        ],
    ),
    (
        "Rumors point to a GPT-6 launch in August 2026.",
        ["openai/gpt-6 release_date in ['2026-08-01', '2026-08-31']"],
    ),
    (
        "Gemma 5 27B comes in 4B, 12B and 27B sizes.",
        [
            "google/gemma-5 variant eq 12b",
            "google/gemma-5 variant eq 27b",
            "google/gemma-5 variant eq 4b",
        ],
    ),
    ("Gemma 5 writes text.", ["google/gemma-5 modality[output] eq text"]),
]
CLASSES = [*MORE, *STAGES, *DATES, *PRICES, *SIZES, *DESIGN, *NAMES, *RANKS, *TEXTS, *TABLES]

CREDITED = [
    ("Per @foxglove_9, nothing. @foxglove says GPT-6 drops in May.", "@foxglove", "named"),
    ("A person briefed on the plans said GPT-6 would launch in May.", "author", "anonymous"),
    ("On Polymarket, GPT-6 by June 30 trades at 64%.", "Polymarket", "market"),
    ("According to the deck, GPT-6 has a 3M window.", "author", "artifact"),
    ("The slides describe GPT-6 as a model with 4 trillion parameters.", "author", "artifact"),
    ("Metaculus gives GPT-6 a release date of May 5.", "Metaculus", "market"),
]
CHANCES = [
    ("There is a sixty percent chance that GPT-6 ships in May.", 0.6),
    ("We see a thirty-five percent probability that GPT-6 ships in May.", 0.35),
    ("A contract on whether xAI publishes the weights of Grok 4 trades at 9 cents.", 0.09),
    ("GPT-6 ships in May.", None),
]


@pytest.mark.parametrize(("text", "expected"), CLASSES)
def test_a_text_says_what_a_careful_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected


@pytest.mark.parametrize(("text", "speaker", "sourcing"), CREDITED)
def test_the_words_around_a_statement_credit_it(text: str, speaker: str, sourcing: str) -> None:
    given = {(each.speaker, each.sourcing) for each in assertions(text)}
    assert given == {(speaker, sourcing)}


@pytest.mark.parametrize(("text", "probability"), CHANCES)
def test_a_chance_may_be_spelled_out_or_priced(text: str, probability: float | None) -> None:
    assert {each.probability for each in assertions(text)} == {probability}
