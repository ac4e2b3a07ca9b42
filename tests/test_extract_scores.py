"""What the rules read of benchmark scores and ranks."""

from __future__ import annotations

import pytest

from tests.extract_samples import claims

CASES = [
    (
        "GPT-6 scores 91% on MMLU and 57.7% on SWE-bench Pro.",
        [
            "openai/gpt-6 benchmark_score[mmlu] eq 91",
            "openai/gpt-6 benchmark_score[swe-bench-pro] eq 57.7",
        ],
    ),
    (
        "GPT-6 reached 82.7% on SWE-bench Pro against 82.0% for Claude Opus 4.7.",
        [
            "anthropic/claude-opus-4.7 benchmark_score[swe-bench-pro] eq 82",
            "openai/gpt-6 benchmark_score[swe-bench-pro] eq 82.7",
        ],
    ),
    ("GPT-6 scored 1450 on LMArena.", ["openai/gpt-6 benchmark_score[lmarena-text] eq 1450"]),
    ("GPT-6 gained another 5% on MMLU.", []),
    (
        "GPT-6 scored 80.1 on MMLU, 3.2 points above Grok 5.",
        [
            "openai/gpt-6 benchmark_rank[mmlu] gt xai/grok-5",
            "openai/gpt-6 benchmark_score[mmlu] eq 80.1",
        ],
    ),
    # Figures set beside those of two benchmarks stand for them in turn.
    (
        "GPT-6 reaches 79.3% on MMLU and 46.2% on GPQA, compared with 76.2% and 37.5% for GPT-5.",
        [
            "openai/gpt-5 benchmark_score[gpqa] eq 37.5",
            "openai/gpt-5 benchmark_score[mmlu] eq 76.2",
            "openai/gpt-6 benchmark_score[gpqa] eq 46.2",
            "openai/gpt-6 benchmark_score[mmlu] eq 79.3",
        ],
    ),
    # Figures beside the names of those compared are scores on the one benchmark named.
    (
        "On GPQA GPT-6 gets 73, ahead of o3 at 70, Grok 5 at 69 and GPT-5 at 64.",
        [
            "openai/gpt-5 benchmark_score[gpqa] eq 64",
            "openai/gpt-6 benchmark_rank[gpqa] gt openai/gpt-5",
            "openai/gpt-6 benchmark_rank[gpqa] gt openai/o3",
            "openai/gpt-6 benchmark_rank[gpqa] gt xai/grok-5",
            "openai/gpt-6 benchmark_score[gpqa] eq 73",
            "openai/o3 benchmark_score[gpqa] eq 70",
            "xai/grok-5 benchmark_score[gpqa] eq 69",
        ],
    ),
    (
        "GPT-6 gets 71 on GPQA, Grok 5 68 and GPT-5 64.",
        [
            "openai/gpt-5 benchmark_score[gpqa] eq 64",
            "openai/gpt-6 benchmark_score[gpqa] eq 71",
            "xai/grok-5 benchmark_score[gpqa] eq 68",
        ],
    ),
    (
        "GPT-6 gets 71 on GPQA, against 68 for Grok 5 and 64 for GPT-5.",
        [
            "openai/gpt-5 benchmark_score[gpqa] eq 64",
            "openai/gpt-6 benchmark_score[gpqa] eq 71",
            "xai/grok-5 benchmark_score[gpqa] eq 68",
        ],
    ),
    (
        "GPT-6 beats Grok 5 on GPQA (81.2 vs. 79.0) and MMLU (91 vs. 90).",
        [
            "openai/gpt-6 benchmark_rank[gpqa] gt xai/grok-5",
            "openai/gpt-6 benchmark_rank[mmlu] gt xai/grok-5",
            "openai/gpt-6 benchmark_score[gpqa] eq 81.2",
            "openai/gpt-6 benchmark_score[mmlu] eq 91",
            "xai/grok-5 benchmark_score[gpqa] eq 79",
            "xai/grok-5 benchmark_score[mmlu] eq 90",
        ],
    ),
    (
        "GPT-6 hits 90% on MMLU, up from 2% for earlier models.",
        ["openai/gpt-6 benchmark_score[mmlu] eq 90"],
    ),
    (
        "Grok 5 outperforms GPT-5 on SWE-bench Verified.",
        ["xai/grok-5 benchmark_rank[swe-bench-verified] gt openai/gpt-5"],
    ),
    (
        "Grok 5 outperforms GPT-5 on most benchmarks, including MMLU.",
        [
            "xai/grok-5 benchmark_rank gt openai/gpt-5",
            "xai/grok-5 benchmark_rank[mmlu] gt openai/gpt-5",
        ],
    ),
    (
        "Gemini 3 Pro trails GPT-5. It beats Llama 4 by 20%.",
        [
            "google/gemini-3-pro benchmark_rank gt meta/llama-4",
            "google/gemini-3-pro benchmark_rank lt openai/gpt-5",
        ],
    ),
    ("Grok 5 is at o3 level.", ["xai/grok-5 benchmark_rank approx openai/o3"]),
    ("Grok 5 looks like o3.", ["xai/grok-5 benchmark_rank approx openai/o3"]),
    (
        "The new GPT-6, which is said to be at o3 level, beats Llama 4.",
        [
            "openai/gpt-6 benchmark_rank approx openai/o3",
            "openai/gpt-6 benchmark_rank gt meta/llama-4",
        ],
    ),
    (
        "GPT-5 does not match Claude Opus 4.7.",
        ["openai/gpt-5 benchmark_rank lt anthropic/claude-opus-4.7"],
    ),
    ("GPT-6 tops GPQA.", ["openai/gpt-6 benchmark_rank[gpqa] gt all"]),
    ("Gemini 3 Pro is #2 on MMLU.", ["google/gemini-3-pro benchmark_rank[mmlu] eq 2"]),
    ("Gemini 3 Pro is in second place on MMLU.", ["google/gemini-3-pro benchmark_rank[mmlu] eq 2"]),
    (
        "GPT-5 > Gemini 3 Pro > Llama 4",
        [
            "google/gemini-3-pro benchmark_rank gt meta/llama-4",
            "openai/gpt-5 benchmark_rank gt google/gemini-3-pro",
        ],
    ),
    (
        "The list has GPT-5, Grok 5 and Llama 4. However, Gemini 3 Pro outperforms other models.",
        [
            "google/gemini-3-pro benchmark_rank gt meta/llama-4",
            "google/gemini-3-pro benchmark_rank gt openai/gpt-5",
            "google/gemini-3-pro benchmark_rank gt xai/grok-5",
        ],
    ),
    (
        "GPT-5 is strong. In comparison, o3-mini scored higher in MMLU.",
        ["openai/o3-mini benchmark_rank[mmlu] gt openai/gpt-5"],
    ),
    (
        "Much is said of GPT-5, but Claude Opus 4.7 beats it on MMLU.",
        ["anthropic/claude-opus-4.7 benchmark_rank[mmlu] gt openai/gpt-5"],
    ),
    ("GPT-5 is here. Grok 5 beats it.", ["xai/grok-5 benchmark_rank gt openai/gpt-5"]),
    ("GPT-6 improved over GPT-5.", []),
    ("GPT-6 beats GPT-5's style.", []),
    ("Grok 5 beats the clock; GPT-5 sleeps.", []),
    (
        "In a test of AI models, Grok 5 beat GPT-5 on MMLU.",
        ["xai/grok-5 benchmark_rank[mmlu] gt openai/gpt-5"],
    ),
    (
        "GPT-6 gets 81.7 on HumanEval, ahead of Grok 5 (71.9) and Claude Opus 4.7 (73.0).",
        [
            "anthropic/claude-opus-4.7 benchmark_score[humaneval] eq 73",
            "openai/gpt-6 benchmark_rank[humaneval] gt anthropic/claude-opus-4.7",
            "openai/gpt-6 benchmark_rank[humaneval] gt xai/grok-5",
            "openai/gpt-6 benchmark_score[humaneval] eq 81.7",
            "xai/grok-5 benchmark_score[humaneval] eq 71.9",
        ],
    ),
    (
        "GPT-6 lifts AIME 2025 from 70% to 87.5%.",
        ["openai/gpt-6 benchmark_score[aime-2025] eq 87.5"],
    ),
    (
        "GPT-6 gets 72.5% on OSWorld, up from 61.4% for GPT-5.",
        [
            "openai/gpt-5 benchmark_score[osworld] eq 61.4",
            "openai/gpt-6 benchmark_score[osworld] eq 72.5",
        ],
    ),
    (
        "GPT-6 leads SWE-bench Pro with 72.7%, a hair above Grok 5 at 72.5%.",
        [
            "openai/gpt-6 benchmark_rank[swe-bench-pro] gt all",
            "openai/gpt-6 benchmark_rank[swe-bench-pro] gt xai/grok-5",
            "openai/gpt-6 benchmark_score[swe-bench-pro] eq 72.7",
            "xai/grok-5 benchmark_score[swe-bench-pro] eq 72.5",
        ],
    ),
    ("GPT-6 climbs to 6th on LMArena.", ["openai/gpt-6 benchmark_rank[lmarena-text] eq 6"]),
    ("GPT-6 is well clear of Grok 5 on MMLU.", ["openai/gpt-6 benchmark_rank[mmlu] gt xai/grok-5"]),
    (
        "GPT-6 beats Grok 5 on GPQA Diamond (71.2 vs 66.0).",
        [
            "openai/gpt-6 benchmark_rank[gpqa-diamond] gt xai/grok-5",
            "openai/gpt-6 benchmark_score[gpqa-diamond] eq 71.2",
            "xai/grok-5 benchmark_score[gpqa-diamond] eq 66",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected


def test_the_second_score_of_a_pair_is_read_before_its_benchmark() -> None:
    text = "Gemma 9 27B gets 67.5 on MMLU-Pro and 42.4 on GPQA Diamond."
    assert claims(text) == {
        "google/gemma-9-27b benchmark_score[mmlu-pro] eq 67.5",
        "google/gemma-9-27b benchmark_score[gpqa-diamond] eq 42.4",
    }
