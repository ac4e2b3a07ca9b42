"""What the rules read of release stages, and whom an event happens to."""

from __future__ import annotations

import pytest

from tests.extract_samples import claims

CASES = [
    ("OpenAI has not announced a GPT-7 release date.", []),
    ("GPT-7 is out in beta.", ["openai/gpt-7 release_stage eq preview"]),
    ("OpenAI has not released GPT-6.", ["not openai/gpt-6 release_stage eq released"]),
    (
        "Anthropic has launched Claude Opus 4.7.",
        ["anthropic/claude-opus-4.7 release_stage eq released"],
    ),
    ("Introducing Mistral Large 3", ["mistral/mistral-large-3 release_stage eq released"]),
    ("Qwen dropping Qwen3-Coder-Flash", ["alibaba/qwen3-coder-flash release_stage eq released"]),
    ("GPT-6 is currently in red teaming.", ["openai/gpt-6 release_stage eq red_teaming"]),
    ("Its red-teaming scores make GPT-6 proud.", []),
    ("OpenAI finished pretraining GPT-6.", ["openai/gpt-6 release_stage eq pretraining_complete"]),
    ("Meta has canceled Llama 4 Behemoth.", ["meta/llama-4-behemoth release_stage eq cancelled"]),
    ("OpenAI retired GPT-4.5 from the API.", ["openai/gpt-4.5 release_stage eq deprecated"]),
    ("xAI is training Grok 5.", ["xai/grok-5 release_stage eq training"]),
    (
        "Gemini 3.5 Pro was spotted on LMArena.",
        [
            "google/gemini-3.5-pro availability[lmarena] eq True",
            "google/gemini-3.5-pro release_stage eq limited_test",
        ],
    ),
    ("GPT-6 is in public preview.", ["openai/gpt-6 release_stage eq preview"]),
    (
        "There has been no official confirmation of GPT-6.",
        ["not openai/gpt-6 release_stage eq announced"],
    ),
    ("OpenAI plans to launch GPT-6.", []),
    ("If GPT-6 is released, prices will fall.", []),
    ("Will OpenAI release GPT-6?", []),
    ("It would be great if GPT-6 were released.", []),
    ("GPT-6 is not for everyone at launch.", []),
    ("GPT-5 launched. It introduced a router.", ["openai/gpt-5 release_stage eq released"]),
    ("GPT-5 is news. OpenAI says it announced Grok 5.", ["xai/grok-5 release_stage eq announced"]),
    ("GPT-5 is here. Its price drops.", []),
    ("The price of GPT-5 fell and GPT-5's API launched.", []),
    (
        "Claude Opus 5, unveiled yesterday, is quick.",
        ["anthropic/claude-opus-5 release_date[announced] eq 2026-03-31"],
    ),
    ("GPT-6 unveiled a new side of OpenAI.", []),
    ("Newly released GPT-5 is quick.", ["openai/gpt-5 release_stage eq released"]),
    ("Many released models are worse than GPT-5.", []),
    ("Google moved Gemini 4 to preview.", ["google/gemini-4 release_stage eq preview"]),
    ("DeepSeek uploaded DeepSeek V5.", ["deepseek/deepseek-v5 release_stage eq released"]),
    ("OpenAI releases GPT-6.", ["openai/gpt-6 release_stage eq released"]),
    (
        "OpenAI will remove GPT-5 from the API on July 14.",
        ["openai/gpt-5 release_stage eq deprecated"],
    ),
    ("GPT-6's predecessor will be retired on May 5.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected
