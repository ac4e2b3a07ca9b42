"""Rows of tables say what their columns and their own labels say."""

from __future__ import annotations

import pytest

from tests.extract_samples import assertions, claims

HEAD = "| Model | MMLU | Context window | Released |\n|---|---|---|---|\n"
PRICES = "| Model | Output $/M | Released |\n|---|---|---|\n"
RIVALS = "| | GPT-5 | Grok 5 |\n|---|---|---|\n"
RAN_TOGETHER = """GPT-6 is near. GPT-6 it is. GPT-6.

VariantRoleNotes
GPT-6 TurboFast workCheap tokens; 128K context window.
GPT-6 Pro / MaxDeep workLong thoughts; 1M context window."""

TABLES = [
    (
        f"{HEAD}| GPT-5 | 92.1% | 400K | Public |\n| Grok 5 (estimate) | high 80s | 1M | No |",
        {
            "openai/gpt-5 benchmark_score[mmlu] eq 92.1",
            "openai/gpt-5 context_window eq 400000",
            "openai/gpt-5 release_stage eq released",
            "xai/grok-5 benchmark_score[mmlu] range [87, 89]",
            "xai/grok-5 context_window eq 1000000",
            "not xai/grok-5 release_stage eq released",
        },
    ),
    (
        f"{RIVALS}| Context window | 400K | 1M |",
        {"openai/gpt-5 context_window eq 400000", "xai/grok-5 context_window eq 1000000"},
    ),
    (
        "<table><tr><th>Model</th><th>MMLU</th></tr><tr><td>GPT-5</td><td>92%</td></tr></table>",
        {"openai/gpt-5 benchmark_score[mmlu] eq 92"},
    ),
    (
        RAN_TOGETHER,
        {
            "openai/gpt-6 variant eq turbo",
            "openai/gpt-6 variant eq pro",
            "openai/gpt-6 variant eq max",
            "openai/gpt-6-turbo context_window eq 128000",
            "openai/gpt-6-pro context_window eq 1000000",
        },
    ),
    (
        f"{RIVALS}| Open weights | No | Yes |\n| Audio input | ✗ | TBD |",
        {
            "not openai/gpt-5 license eq open_weights",
            "xai/grok-5 license eq open_weights",
            "not openai/gpt-5 modality[input] eq audio",
        },
    ),
    (
        f"{PRICES}| GPT-5 | 10 | TBD |\n| Grok 5 | $15 | n/a |",
        {
            "openai/gpt-5 price[output] eq 10",
            "xai/grok-5 price[output] eq 15",
        },
    ),
    (
        f"| | GPT-5 |\n|---|---|\n| Context window | 400K |\n\n{HEAD}| Grok 5 | 90% | 1M | |",
        {
            "openai/gpt-5 context_window eq 400000",
            "xai/grok-5 benchmark_score[mmlu] eq 90",
            "xai/grok-5 context_window eq 1000000",
        },
    ),
    (
        "| Model | In ($/M) | Out ($/M) |\n|---|---|---|\n| Grok 5 | 3.00 | 15 |",
        {"xai/grok-5 price[input] eq 3", "xai/grok-5 price[output] eq 15"},
    ),
    ("| Fact | Value |\n|---|---|\n| Weather | fine |", set()),
    ("| Fact | Source confidence |\n|---|---|\n| Released by May 31 | High |", set()),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_a_row_says_what_its_columns_ask(text: str, expected: set[str]) -> None:
    assert claims(text) == expected


LABELS = [
    ("| Fact | Source confidence |", '| Codename "Spud" of OpenAI | Low |', "low", None, True),
    ("| Event | Implied probability |", "| GPT-6 released by June 30 | 40% |", "low", 0.4, True),
    ("| Event | Implied probability |", "| GPT-6 released by June 30 | 93% |", "high", 0.93, True),
    ("| Model | MMLU |", "| Grok 5 (estimate) | 80% |", "low", None, True),
    ("| Model | MMLU |", "| Grok 5 | 80% |", "certain", None, False),
    ("| | Grok 5 |", "| MMLU | 80% |", "certain", None, False),
]


@pytest.mark.parametrize(("head", "row", "level", "probability", "explicit"), LABELS)
def test_a_row_bears_its_own_label(
    head: str, row: str, level: str, probability: float | None, *, explicit: bool
) -> None:
    (found,) = assertions(f"{head}\n|---|---|\n{row}")
    assert (found.confidence, found.probability, found.explicit) == (level, probability, explicit)


def test_a_label_credits_whom_it_names() -> None:
    text = "| Fact | Confidence |\n|---|---|\n| GPT-6 has 2T parameters | High (Altman quote) |"
    (found,) = assertions(text)
    assert (found.speaker, found.sourcing) == ("Sam Altman", "official")


def test_the_section_of_a_market_credits_it() -> None:
    table = "| Event | Odds |\n|---|---|\n| GPT-6 released by June 30 | 40% |"
    (found,) = assertions(f"## Polymarket prices of GPT-6\n\n{table}")
    assert (found.speaker, found.sourcing) == ("Polymarket", "market")


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("GPT-8 (expected)", "moderate"),
        ("GPT-8 (projected figures)", "moderate"),
        ("GPT-8 (rumored)", "low"),
        ("GPT-8 (est.)", "low"),
        ("GPT-8 (2027)", "certain"),
    ],
)
def test_a_bracket_in_a_columns_head_says_how_sure_it_is(head: str, level: str) -> None:
    text = f"| What | GPT-7 | {head} |\n|---|---|---|\n| Context window | 1M tokens | 5M tokens |"
    found = {each.model: each for each in assertions(text)}
    assert found["openai/gpt-7"].confidence == "certain"
    assert found["openai/gpt-8"].confidence == level
    assert found["openai/gpt-8"].explicit is (level != "certain")


def test_a_status_tells_the_stage() -> None:
    rows = "| GPT-8 | In training |\n| Gemini 9 Pro | Preview |"
    assert claims(f"| Model | Status |\n|---|---|\n{rows}") == {
        "openai/gpt-8 release_stage eq training",
        "google/gemini-9-pro release_stage eq preview",
    }


def test_a_row_of_chances_gives_each_model_its_own() -> None:
    text = (
        "Traders on Polymarket are busy.\n\n| Market | GPT-7 | Grok 7 |\n|---|---|---|\n"
        "| Released by May 31 | 9% | 64% |\n"
    )
    said = {(s.model, s.probability, s.speaker) for s in assertions(text)}
    assert said == {("openai/gpt-7", 0.09, "Polymarket"), ("xai/grok-7", 0.64, "Polymarket")}
