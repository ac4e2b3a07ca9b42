"""How sure a document sounds, beyond the wording of one sentence."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract_samples import assertions

ABOUT = "GPT-9 is near. GPT-9 is big. GPT-9 it is."
SURE = [
    ("GPT-6 has a 1M token context window.", "certain"),
    ("GPT-6 may have a 1M token context window.", "low"),
    (f"Most of what follows is rumor. {ABOUT}\n\nGPT-9 has a 1M token context window.", "moderate"),
    (
        f"Most of what follows is rumor. {ABOUT}\n\nGPT-5 has a 400K token context window.",
        "certain",
    ),
    (f"{ABOUT}\n\n## What is rumored\n\nGPT-9 has a 1M token context window.", "low"),
    (f"{ABOUT}\n\nIn short (rumored)\n\nGPT-9 has a 1M token context window.", "low"),
]


@pytest.mark.parametrize(("text", "level"), SURE)
def test_a_document_lowers_what_it_says_of_its_own_model(text: str, level: str) -> None:
    (found,) = [each for each in assertions(text) if each.attribute == "context_window"]
    assert found.confidence == level


def test_a_date_still_ahead_is_never_certain() -> None:
    (ahead,) = assertions("Grok 9 launched, they say, on 5 May 2026.", date(2026, 4, 1))
    (past,) = assertions("Grok 9 launched, they say, on 5 May 2026.", date(2026, 6, 1))
    assert (ahead.confidence, past.confidence) == ("high", "certain")


def test_a_stage_still_ahead_is_never_certain() -> None:
    (ahead,) = assertions("OpenAI retires GPT-5 on 5 May 2026.", date(2026, 4, 1))
    (past,) = assertions("OpenAI retires GPT-5 on 5 May 2026.", date(2026, 6, 1))
    assert (ahead.confidence, past.confidence) == ("high", "certain")


def test_a_released_rival_keeps_its_own_certainty() -> None:
    text = "GPT-9 is expected to surpass GPT-4o: a 92% vs. 88% MMLU score."
    scores = {a.model: a.confidence for a in assertions(text) if a.attribute == "benchmark_score"}
    assert scores == {"openai/gpt-9": "moderate", "openai/gpt-4o": "certain"}


def test_what_is_presupposed_is_certain() -> None:
    text = "GPT-9 is expected to follow the already-released GPT-5."
    (found,) = [each for each in assertions(text) if each.attribute == "release_stage"]
    assert (found.model, found.confidence) == ("openai/gpt-5", "certain")


def test_what_a_crowd_calls_a_model_is_no_name_yet() -> None:
    (found,) = assertions('The community says Spud may be called "GPT-6".')
    assert (found.attribute, found.confidence) == ("official_name", "low")


@pytest.mark.parametrize(
    ("text", "probability"),
    [
        ("Polymarket: GPT-9 released by May 31? 84%", 0.84),
        ("- 37%: what Kalshi traders give GPT-9 to launch by May 31", 0.37),
        ("My read: 70% that GPT-9 is out by May 31.", 0.7),
        ("I'd say four in five that GPT-9 launches by May 31.", 0.8),
        ("GPT-9 launches in five of six regions by May 31.", None),
    ],
)
def test_a_chance_is_read_in_figures_and_in_words(text: str, probability: float | None) -> None:
    (found,) = assertions(text, date(2026, 4, 1))
    assert found.probability == probability
