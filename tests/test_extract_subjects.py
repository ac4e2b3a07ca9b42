"""Whom a sentence is about, where it does not say so itself."""

from __future__ import annotations

import pytest

from tests.extract_samples import assertions, claims

FOLLOWED = [
    # A pronoun and "the model" go to the model last spoken of.
    ("GPT-6 is near. It has a 1M token context window.",
     {"openai/gpt-6 context_window eq 1000000"}),
    ("GPT-6 is near. The model has 2T parameters.",
     {"openai/gpt-6 parameter_count[total] eq 2000000000000"}),
    ("While GPT-5 is old, Grok 5 is new. It has a 1M token context window.",
     {"xai/grok-5 context_window eq 1000000"}),
    ("GPT-5 and Grok 5 are new. Both models are open-weight.",
     {"openai/gpt-5 license eq open_weights", "xai/grok-5 license eq open_weights"}),
    ("GPT-5 and Grok 5 are new. Both support video input.",
     {"openai/gpt-5 modality[input] eq video", "xai/grok-5 modality[input] eq video"}),
    ("DeepSeek uploaded DeepSeek V5. The update has 2T parameters.",
     {"deepseek/deepseek-v5 parameter_count[total] eq 2000000000000",
      "deepseek/deepseek-v5 release_stage eq released"}),
    ("Mistral Large 4 goes to the cloud. Mistral's new mid-sized model has 2T parameters.",
     {"mistral/mistral-large-4 parameter_count[total] eq 2000000000000"}),
    ("Grok 5 is near. Mistral's new model has 2T parameters.", set()),
    ("- **GPT-6 is up**: The paper describes GPT-6 mini. It has 2T parameters.",
     {"openai/gpt-6-mini parameter_count[total] eq 2000000000000"}),
    # A line's name alone is the member last named.
    ("Claude Sonnet 3.7 was fine. Claude Sonnet 5 is new. Sonnet has 2T parameters.",
     {"anthropic/claude-sonnet-5 parameter_count[total] eq 2000000000000"}),
    ("GPT-5 is new. According to OpenAI it has 2T parameters.",
     {"openai/gpt-5 parameter_count[total] eq 2000000000000"}),
    # Doubt leaves no assertion.
    ("GPT-5 and Grok 5 are new. It has a 1M token context window.", set()),
    ("GPT-5 is new. OpenAI says it has 2T parameters.", set()),
    ("They have a 1M token context window.", set()),
    ("GPT-5 is new. The other two have a 1M token context window.", set()),
    # Headings, items and posts lend their model to what stands under them.
    ("Some text about nothing.\n\n## GPT-6\n\n- Context window: 1M tokens",
     {"openai/gpt-6 context_window eq 1000000"}),
    ("Some text.\n\n- **GPT-6**: It is near.\n  - Context window: 1M tokens\n- Parameters: 2T",
     {"openai/gpt-6 context_window eq 1000000"}),
    ("GPT-6 rumors\n\n[anna_1] Context window of 1M tokens.\n\n[ben-2] It has 2T parameters.",
     {"openai/gpt-6 context_window eq 1000000",
      "openai/gpt-6 parameter_count[total] eq 2000000000000"}),
    # A document about one model owns its features.
    ("GPT-6\n\nGPT-6 is near, and GPT-6 is big.\n\n2M Token Context\nTakes whole books.",
     {"openai/gpt-6 context_window eq 2000000"}),
    # So does one about the model that its title names and that no other outnumbers.
    (("OpenAI ships GPT-6 at last\nBERLIN, March 3, 2026\n\n"
     "GPT-6 is near, GPT-6 is big. Grok 5 and Grok 5 wait. Grok 5 waits.\n\n"
     "So do o3, o4-mini, Llama 4 and Qwen3-8B, and Gemma 4 too.\n\n"
     "Developers will pay $2 per million input tokens."),
     {"openai/gpt-6 release_stage eq released", "openai/gpt-6 price[input] eq 2"}),
    # Others' windows and advice are not the model's.
    ("GPT-6 is near. GPT-6 is big. GPT-6 it is.\n\nOther models have a 1M token context window.",
     set()),
    ("GPT-6 is near. GPT-6 is big. GPT-6 it is.\n\nBuild your 1M token context window.", set()),
    # A vendor's next model is the one that the document identifies.
    ("OpenAI completed pretraining its next big model. Spud is it. Spud and Spud.",
     {"openai/gpt-5.5 release_stage eq pretraining_complete"}),
    ("Anthropic says that its next model has 2T parameters.",
     {"anthropic/next parameter_count[total] eq 2000000000000"}),
    # Developers who pay do so for the model spoken of.
    ("GPT-6 is near. Developers will pay $2 per million input tokens.",
     {"openai/gpt-6 price[input] eq 2"}),
    # A variant's properties go on the variant's own id.
    ("The Turbo variant of GPT-6 has 128K tokens of context.",
     {"openai/gpt-6-turbo context_window eq 128000"}),
    # A list's opening line speaks of what it lists.
    ("Three models appeared on LMArena:\n\nGPT-6\nGrok 6\nEnd of the list is here now.",
     {"openai/gpt-6 release_stage eq limited_test", "xai/grok-6 release_stage eq limited_test"}),
    # What a text calls a model for short also names its kin.
    ("Mistral Large 4 is out. Large 3 has a 64K context window, Small 4 one of 32K.",
     {"mistral/mistral-large-4 release_stage eq released",
      "mistral/mistral-large-3 context_window eq 64000",
      "mistral/mistral-small-4 context_window eq 32000"}),
    ("DeepSeek-V3.2 is old. DeepSeek gives its V5 model a 2M token context window.",
     {"deepseek/deepseek-v5 context_window eq 2000000"}),
    # "A, and B" with a verb for one is no list of two.
    ("Anthropic asks $3 and $15 for Claude Sonnet 5, and OpenAI's GPT-6 costs $2 and $9.",
     {"anthropic/claude-sonnet-5 price[input] eq 3",
      "anthropic/claude-sonnet-5 price[output] eq 15",
      "openai/gpt-6 price[input] eq 2", "openai/gpt-6 price[output] eq 9"}),
    # Sizes of any spelling are names, and so are "the models" that were listed.
    ("Gemma 9n is out in two sizes, E2B and E4B. The models take text.",
     {"google/gemma-9n release_stage eq released", "google/gemma-9n variant eq e2b",
      "google/gemma-9n variant eq e4b", "google/gemma-9n-e2b modality[input] eq text",
      "google/gemma-9n-e4b modality[input] eq text"}),
    (("Qwen9-32B and Qwen9-235B-A22B are near. The 32B has a 64K context window; the 235B has"
     " 22B active parameters."),
     {"alibaba/qwen9-32b context_window eq 64000",
      "alibaba/qwen9-235b-a22b parameter_count[active] eq 22000000000"}),
    # What stands in a clause without a name is not of the model that the next clause names.
    (("GPT-6 is near. She said the weights are under Apache 2.0, and that GPT-6 mini has a 64K"
     " context window."),
     {"openai/gpt-6 license eq Apache-2.0", "openai/gpt-6-mini context_window eq 64000"}),
    # A family name alone is its only printed member.
    ("Claude 3.7 Sonnet is new. Sonnet has a 200K token context window.",
     {"anthropic/claude-3.7-sonnet context_window eq 200000"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOLLOWED)
def test_a_statement_goes_to_whom_it_is_about(text: str, expected: set[str]) -> None:
    said = {claim for claim in claims(text) if "availability" not in claim}
    assert said == expected


@pytest.mark.parametrize(
    ("text", "models"),
    [
        (
            "GPT-7, GPT-7 mini and GPT-7 nano are out. All three have a 64K context window.",
            {"openai/gpt-7", "openai/gpt-7-mini", "openai/gpt-7-nano"},
        ),
        (
            "GPT-7 arrives with a twin, GPT-7 mini. Both have a 64K context window.",
            {"openai/gpt-7", "openai/gpt-7-mini"},
        ),
        ("GPT-7 and GPT-7 mini are out. All three have a 64K context window.", set()),
    ],
)
def test_both_and_all_three_are_the_models_last_listed(text: str, models: set[str]) -> None:
    assert {each.model for each in assertions(text) if each.attribute == "context_window"} == models


def test_both_are_the_two_models_that_a_paragraph_spoke_of() -> None:
    text = "GPT-7 has 24B parameters. Claude Opus 6 is dense. Both have a 64K context window."
    windows = {each.model for each in assertions(text) if each.attribute == "context_window"}
    assert windows == {"openai/gpt-7", "anthropic/claude-opus-6"}


def test_behind_a_turn_a_pronoun_is_the_model_named_there() -> None:
    text = "Claude 3.7 Sonnet is known for prose, while Grok 3 is liked for its lower refusal rate."
    assert claims(text) == {"xai/grok-3 safety eq lower refusal rate"}
