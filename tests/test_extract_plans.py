"""What the rules read of plans, regions and the public that have a model."""

from __future__ import annotations

import pytest

from tests.extract_samples import assertions, claims

CASES = [
    (
        "GPT-6 is also on Amazon Bedrock and Google Cloud's Vertex AI.",
        {
            "openai/gpt-6 availability[amazon bedrock] eq True",
            "openai/gpt-6 availability[vertex ai] eq True",
        },
    ),
    ("Cursor now offers GPT-6.", {"openai/gpt-6 availability[cursor] eq True"}),
    ("GPT-6 is the default model in Cursor.", {"openai/gpt-6 availability[cursor] eq True"}),
    (
        "GPT-7 is the default in ChatGPT for Pro and Team users.",
        {
            "openai/gpt-7 availability[chatgpt] eq True",
            "openai/gpt-7 availability[pro] eq True",
            "openai/gpt-7 availability[team] eq True",
        },
    ),
    (
        "Weeks after GPT-7 hit ChatGPT, nothing is new.",
        {"openai/gpt-7 availability[chatgpt] eq True"},
    ),
    ("Free users get GPT-7.", {"openai/gpt-7 availability[free] eq True"}),
    (
        "SuperGrok subscribers now get Grok 9.",
        {"xai/grok-9 availability[supergrok] eq True"},
    ),
    (
        "The Pro plan at $200 will almost certainly get GPT-7 first.",
        {"openai/gpt-7 availability[pro] eq True"},
    ),
    ("GPT-7 is not in the EU yet.", {"not openai/gpt-7 availability[eu] eq True"}),
    (
        "GPT-7 is not available to the general public.",
        {"not openai/gpt-7 availability[general] eq True"},
    ),
    ("GPT-7 is only for partners.", {"not openai/gpt-7 availability[general] eq True"}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_who_has_a_model(text: str, expected: set[str]) -> None:
    assert {claim for claim in claims(text) if "availability" in claim} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Free users will not get GPT-7.",
        "GPT-7 costs less for Pro users.",
        "GPT-7 was trained in the US.",
    ],
)
def test_people_and_places_beside_a_model_do_not_have_it(text: str) -> None:
    assert not [claim for claim in claims(text) if "availability" in claim]


def test_the_places_that_follow_get_the_model_and_give_it_no_date() -> None:
    text = "With GPT-7, Amazon Bedrock and Azure will follow in the coming weeks."
    assert claims(text) == {
        "openai/gpt-7 availability[amazon bedrock] eq True",
        "openai/gpt-7 availability[azure] eq True",
    }
    assert {each.confidence for each in assertions(text)} == {"high"}
