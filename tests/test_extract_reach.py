"""What the rules read of availability and serving."""

from __future__ import annotations

import pytest

from tests.extract_samples import claims

CASES = [
    (
        "GPT-6 is available in ChatGPT and via the API.",
        ["openai/gpt-6 availability[api] eq True", "openai/gpt-6 availability[chatgpt] eq True"],
    ),
    (
        "GPT-6 is available in May and from OpenAI.",
        ["openai/gpt-6 release_date in ['2026-05-01', '2026-05-31']"],
    ),
    ("GPT-6 speaks in ChatGPT.", []),
    ("Copilot, powered by GPT-6, writes code.", ["openai/gpt-6 availability[copilot] eq True"]),
    (
        "GPT-6 runs on NVIDIA GB200 NVL72 systems.",
        ["openai/gpt-6 serving[hardware] eq nvidia gb200 nvl72 systems"],
    ),
    (
        "OpenAI deployed GPT-6 on over 10,000 NVIDIA systems.",
        ["openai/gpt-6 serving[scale] gt 10000"],
    ),
    (
        "OpenAI trained GPT-6 on NVIDIA H100 GPUs.",
        ["openai/gpt-6 training[hardware] eq nvidia h100 gpus"],
    ),
    ("GPT-6 likes NVIDIA H100 GPUs and 500 systems.", []),
    (
        "GPT-6 was seen on OpenRouter.",
        [
            "openai/gpt-6 availability[openrouter] eq True",
            "openai/gpt-6 release_stage eq limited_test",
        ],
    ),
    ("GPT-6 is expected to offer robust APIs.", ["openai/gpt-6 availability[api] eq True"]),
    (
        "Download gpt-oss-20b on Hugging Face today.",
        ["openai/gpt-oss-20b availability[hugging face] eq True"],
    ),
    ("Qwen4-72B runs on two 3090s.", ["alibaba/qwen4-72b serving[hardware] eq two 3090s"]),
    ("GPT-oss-20b runs on a MacBook Pro.", ["openai/gpt-oss-20b serving[hardware] eq macbook pro"]),
    ("GPT-6 is now on Azure.", ["openai/gpt-6 availability[azure] eq True"]),
    ("GPT-6 is open to free users.", ["openai/gpt-6 availability[free] eq True"]),
    (
        "GPT-6 is selectable for SuperGrok and Premium+ users.",
        [
            "openai/gpt-6 availability[premium+] eq True",
            "openai/gpt-6 availability[supergrok] eq True",
        ],
    ),
    ("GPT-6 is API-only for now.", ["openai/gpt-6 availability[api] eq True"]),
    (
        "### GPT-6\n\n* Where: ChatGPT app, Azure (East only)",
        [
            "openai/gpt-6 availability[azure] eq True",
            "openai/gpt-6 availability[chatgpt app] eq True",
        ],
    ),
    ("GPT-6 costs more for enterprise users.", []),
    (
        "GPT-6 is available in Codex, Copilot and Cursor.",
        [
            "openai/gpt-6 availability[codex] eq True",
            "openai/gpt-6 availability[copilot] eq True",
            "openai/gpt-6 availability[cursor] eq True",
        ],
    ),
    ("GPT-oss-20b needs 16GB of VRAM.", ["openai/gpt-oss-20b serving[hardware] eq 16gb of vram"]),
    ("xAI made Grok 5 free for everyone.", ["xai/grok-5 availability[free] eq True"]),
    (
        "GPT-6 is in public beta on Azure.",
        ["openai/gpt-6 availability[azure] eq True", "openai/gpt-6 release_stage eq preview"],
    ),
    (
        "GPT-6 is near. Free users won't get it; Plus users will.",
        ["not openai/gpt-6 availability[free] eq True", "openai/gpt-6 availability[plus] eq True"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected


def test_a_number_of_named_chips_is_one_thing_with_their_name() -> None:
    text = "GPT-7 was trained on more than 100,000 H200 GPUs."
    assert claims(text) == {"openai/gpt-7 training[hardware] eq more than 100,000 h200 gpus"}
