"""Changelogs and release notes: what befalls a feature of a model does not befall the model."""

from __future__ import annotations

import pytest

from tests.extract_samples import assertions, claims

OF_A_FEATURE = [
    # What is launched, retired or in beta is the object of the one who acts.
    "We've retired the long-prompt beta for GPT-7 and GPT-7 mini.",
    "Launched sketch mode in research preview for GPT-7.",
    "We launched Agent Notebooks for GPT-7.",
    "OpenAI released a new voice mode for GPT-7.",
    "OpenAI launches cheaper voice for GPT-7.",
    "We've shipped streaming and a playground for GPT-7.",
    "GPT-7 is quick. We've introduced the receipts API in public beta, with signed answers.",
    "We're deprecating the legacy upload endpoint in GPT-7.",
    # Or the subject of "is", "remains".
    "Sketch mode is in beta for GPT-7.",
    "A browsing tool is in public beta for GPT-7 and GPT-7 mini.",
    "GPT-7 is quick. Sketches remain in public beta.",
    "The sketchpad of GPT-7 is in preview.",
    "GPT-7 fine-tuning was retired.",
    "GPT-7's 2M-token context window is in beta.",
    "The legacy endpoint of GPT-7 will be retired on May 5.",
    # A product may have a family's name in its own.
    "We've launched Claude Garden Tools in public beta.",
    "Recall for Claude Garden Tools is now in public beta.",
    "Anthropic launched Claude in Example Cloud.",
    "Introducing the Llama Founders Circle",
]
OF_THE_MODEL = [
    ("We've retired the GPT-7 mini model.", "openai/gpt-7-mini release_stage eq deprecated"),
    ("Removed GPT-7 from the API.", "openai/gpt-7 release_stage eq deprecated"),
    ("We've retired GPT-7 from the API.", "openai/gpt-7 release_stage eq deprecated"),
    ("We released GPT-7 Pro in the API.", "openai/gpt-7-pro release_stage eq released"),
    ("Launched the notebook kit alongside GPT-7.", "openai/gpt-7 release_stage eq released"),
    ("Introducing the next generation of GPT-7.", "openai/gpt-7 release_stage eq released"),
    ("We've released new weights for Llama 7.", "meta/llama-7 release_stage eq released"),
    ("OpenAI launched a version of GPT-7 for clinics.", "openai/gpt-7 release_stage eq released"),
    ("For developers, GPT-7 is in public beta.", "openai/gpt-7 release_stage eq preview"),
    ("GPT-7 is here. The model is in public beta.", "openai/gpt-7 release_stage eq preview"),
    ("GPT-7 with vision is in public beta.", "openai/gpt-7 release_stage eq preview"),
    ("GPT-7, our largest model, is in preview.", "openai/gpt-7 release_stage eq preview"),
    ("Anthropic launched Claude in May 2023.",
     "anthropic/claude release_date in ['2023-05-01', '2023-05-31']"),
    ("GPT-7 is near. The company is expected to launch it in June.",
     "openai/gpt-7 release_date in ['2026-06-01', '2026-06-30']"),
]  # fmt: skip


@pytest.mark.parametrize("text", OF_A_FEATURE)
def test_what_befalls_a_feature_does_not_befall_its_model(text: str) -> None:
    assert not [claim for claim in claims(text) if "release_" in claim]


@pytest.mark.parametrize(("text", "expected"), OF_THE_MODEL)
def test_what_befalls_a_model_is_told_of_it(text: str, expected: str) -> None:
    assert expected in claims(text)


ENDINGS = [
    "We announced the deprecation of the GPT-7 model, with retirement scheduled for June 15.",
    "OpenAI announced the upcoming retirement of GPT-7.",
    "Announced deprecation of GPT-7.",
    "OpenAI has begun the retirement of GPT-7.",
    "The retirement of GPT-7 is scheduled for July 14.",
    "GPT-7's retirement on the API is set for July 14.",
]


@pytest.mark.parametrize("text", ENDINGS)
def test_an_end_that_is_announced_or_planned_is_an_end_and_no_release(text: str) -> None:
    assert claims(text) == {"openai/gpt-7 release_stage eq deprecated"}


def test_a_retirement_has_its_day_and_an_announced_deprecation_is_of_now() -> None:
    planned = assertions("GPT-7's retirement is set for July 14.")
    announced = assertions("We announced the deprecation of GPT-7, with removal due on July 14.")
    assert [each.at for each in planned] == ["2026-07-14"]
    assert [each.at for each in announced] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "We've delayed the retirement of GPT-7 to July 14, 2026.",
        "The deprecation of GPT-7 was postponed to July 14, 2026.",
    ],
)
def test_an_end_put_off_is_an_end_on_another_day(text: str) -> None:
    found = [(each.attribute, each.value, each.at) for each in assertions(text)]
    assert found == [("release_stage", "deprecated", "2026-07-14")]


@pytest.mark.parametrize(
    "text", ["We've reversed the deprecation of GPT-7.", "The retirement of GPT-7 was cancelled."]
)
def test_an_end_taken_back_happened_to_nobody(text: str) -> None:
    assert claims(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "The retirement of the upload API for GPT-7 is near.",
        "OpenAI announced GPT-7. It also announced the retirement of its upload API.",
    ],
)
def test_the_end_of_something_else_is_not_that_of_a_model(text: str) -> None:
    assert not [claim for claim in claims(text) if "deprecated" in claim]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-7 is available until July 14, 2026.",
        "GPT-7 will no longer be available after July 14, 2026.",
        "GPT-7 stays supported in the old client through July 14.",
        "GPT-7 is quick. For more, see the March 5 announcement.",
        "GPT-7 is quick, as we wrote in our March 5 blog post.",
    ],
)
def test_the_last_day_and_the_day_of_a_text_are_no_days_of_release(text: str) -> None:
    assert not [claim for claim in claims(text) if "release_date" in claim]


def test_an_announcement_of_a_model_on_a_day_still_dates_it() -> None:
    found = claims("For more, see the May 5, 2026 announcement of GPT-7.", None)
    assert "openai/gpt-7 release_date eq 2026-05-05" in found


@pytest.mark.parametrize("build", ["20260202", "2026-02-02"])
def test_the_name_by_which_an_api_calls_a_model_is_no_second_model(build: str) -> None:
    text = f"We retired the GPT-7 model (gpt-7-0101) and the GPT-7 Pro model (gpt-7-pro-{build})."
    assert claims(text) == {
        "openai/gpt-7 release_stage eq deprecated",
        "openai/gpt-7-pro release_stage eq deprecated",
    }


def test_several_builds_in_brackets_are_models_of_their_own() -> None:
    text = (
        "The GPT-7 models (gpt-7-20260101 and gpt-7-20260202) are old. "
        "These models will be retired on July 14."
    )
    assert claims(text) == {
        "openai/gpt-7-20260101 release_stage eq deprecated",
        "openai/gpt-7-20260202 release_stage eq deprecated",
    }


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("GPT-6 is old. To keep a 2M context window, migrate to GPT-7.", {"openai/gpt-7"}),
        ("GPT-6 is old. For a 2M context window, please use GPT-7 or GPT-7 Pro.",
         {"openai/gpt-7", "openai/gpt-7-pro"}),
        ("GPT-6 is old. The 2M-token context window stays in beta for GPT-7.", {"openai/gpt-7"}),
        ("GPT-6 is old. We've retired the 2M-token context window for GPT-7.", set()),
        ("GPT-6 is old. Another price applies to requests exceeding 200K input tokens.", set()),
    ],
)  # fmt: skip
def test_a_window_is_that_of_the_model_it_is_offered_with(text: str, models: set[str]) -> None:
    windows = {each.model for each in assertions(text) if each.attribute == "context_window"}
    assert windows == models


@pytest.mark.parametrize(
    "text",
    [
        "Signed answers are now generally available on the API for GPT-7.",
        "GPT-7 is quick. Signed answers remain in public beta on Amazon Bedrock.",
        "GPT-7 is quick. We've launched a terminal kit that has integration with Example Studio.",
        "GPT-7 is quick. Access the upload API, Agent Notebooks and extended thinking.",
        "GPT-7 is quick. When extended thinking is on, you can now set the seed.",
        "GPT-7 is quick. We've launched batching in beta to reduce latency.",
    ],
)
def test_what_a_feature_offers_is_not_told_of_a_model(text: str) -> None:
    assert claims(text) == set()


def test_support_for_a_model_makes_it_available() -> None:
    assert claims("Added support for GPT-7 in the Batch API.") == {
        "openai/gpt-7 availability[api] eq True"
    }


def test_what_is_recommended_instead_is_not_what_the_talk_is_of() -> None:
    text = (
        "We've retired the GPT-6 model. We recommend upgrading to GPT-7. "
        "Researchers can request access through the Open Shelf Program."
    )
    assert {each.model for each in assertions(text)} == {"openai/gpt-6"}


def test_what_a_recommended_model_costs_is_its_own() -> None:
    text = "GPT-6 is old. We recommend upgrading to GPT-7, which thinks at a third of the cost."
    assert claims(text) == {"openai/gpt-7 price_change eq 0.333333 than openai/gpt-6"}
