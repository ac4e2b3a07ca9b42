"""The shipped registry of models and benchmarks, and what it finds in real texts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from app.model_names import ModelNames
from app.registries import VendorEntry, read_benchmarks, read_models
from app.vocabulary import ATTRIBUTES

SHARED = Path(__file__).parents[1].parent / "shared"
CONTEXTUAL = {
    ("000_35ef83cb752659c5.txt", "openai/gpt-5"),  # the text prints "5.0"
    ("002_58204de3f3d0af91.txt", "openai/gpt-5.5-pro"),  # "GPT-5.5 Standard / Pro"
    ("002_58204de3f3d0af91.txt", "openai/gpt-5.5-distilled"),  # "distill a GPT-5.5 model"
    ("doc08.txt", "meta/next"),  # "a closed-source model", its vendor elsewhere
    ("doc22.txt", "openai/gpt-5-mini"),  # "(mini)"
    ("doc22.txt", "openai/gpt-5-nano"),  # "(nano)"
}
NAMES = ModelNames.shipped()
VENDORS = read_models()
BENCHMARKS = read_benchmarks()


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.vendor)
def test_every_shipped_name_means_its_own_model(vendor: VendorEntry) -> None:
    astray = [
        (name, NAMES.id_of(name))
        for entry in vendor.model
        for name in (entry.name, entry.id, *entry.aliases, *(c.name for c in entry.codenames))
        if NAMES.id_of(name) != f"{vendor.vendor}/{entry.id}"
    ]
    assert astray == []


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.vendor)
def test_every_shipped_name_is_found_beside_its_vendor(vendor: VendorEntry) -> None:
    missed = [
        entry.name
        for entry in vendor.model
        if f"{vendor.vendor}/{entry.id}"
        not in {m.model for m in NAMES.mentions(f'{vendor.name} has "{entry.name}", we hear.')}
    ]
    assert missed == []


def test_ids_are_written_as_claims_write_them() -> None:
    ids = [f"{vendor.vendor}/{entry.id}" for vendor in VENDORS for entry in vendor.model]
    assert [model for model, times in Counter(ids).items() if times > 1] == []
    assert all(NAMES.id_of(model) == model for model in ids)


def test_codenames_are_coined_before_they_are_identified() -> None:
    codes = [code for vendor in VENDORS for entry in vendor.model for code in entry.codenames]
    both = [(code.coined, code.identified) for code in codes if code.coined and code.identified]
    assert both
    assert all(coined <= identified for coined, identified in both)


@pytest.mark.parametrize(
    ("printed", "model"),
    [
        ("GPT-5.5", "openai/gpt-5.5"),
        ("GPT 5.5", "openai/gpt-5.5"),
        ("ChatGPT-5.5", "openai/gpt-5.5"),
        ("GPT\u20115.5 Pro", "openai/gpt-5.5-pro"),
        ("GPT-5.5-preview", "openai/gpt-5.5"),
        ("GPT-7", "openai/gpt-7"),
        ("Codex 5.3", "openai/gpt-5.3-codex"),
        ("o3-mini-high", "openai/o3-mini"),
        ("O3 Mini", "openai/o3-mini"),
        ("o5-mini from OpenAI", "openai/o5-mini"),
        ("GPT-OSS-20B", "openai/gpt-oss-20b"),
        ("Claude 3.5 Sonnet", "anthropic/claude-3.5-sonnet"),
        ("Claude Sonnet 3.5", "anthropic/claude-3.5-sonnet"),
        ("3.7 sonnet", "anthropic/claude-3.7-sonnet"),
        ("Opus 4.7", "anthropic/claude-opus-4.7"),
        ("claude-opus-4-7", "anthropic/claude-opus-4.7"),
        ("Claude 4 Opus", "anthropic/claude-opus-4"),
        ("Claude Opus 6.1", "anthropic/claude-opus-6.1"),
        ("Claude 6 Opus", "anthropic/claude-opus-6"),
        ("claude-3-5-sonnet-20241022", "anthropic/claude-3.5-sonnet-20241022"),
        ("Mythos Preview", "anthropic/claude-mythos-preview"),
        ("Gemini 3.0", "google/gemini-3"),
        ("Gemini 4 Ultra", "google/gemini-4-ultra"),
        ("Gemini 3 Deep Think", "google/gemini-3-deep-think"),
        ("Nano Banana Pro", "google/gemini-3-pro-image"),
        ("Llama3.1-70B", "meta/llama-3.1-70b"),
        ("LLama4", "meta/llama-4"),
        ("Llama 5", "meta/llama-5"),
        ("Grok-3", "xai/grok-3"),
        ("Grok 6", "xai/grok-6"),
        ("deepseek r1 0528", "deepseek/deepseek-r1-0528"),
        ("DeepSeek V5", "deepseek/deepseek-v5"),
        ("Qwen 3 32B", "alibaba/qwen3-32b"),
        ("Qwen4-Max", "alibaba/qwen4-max"),
        ("Voxtral-Mini-3B-2507", "mistral/voxtral-mini-3b-2507"),
        ("Kimi K2.6", "moonshot/kimi-k2.6"),
        ("MiniMax-M4", "minimax/minimax-m4"),
        ("GLM-4.5V", "zhipu/glm-4.5v"),
        ("EXAONE 4.0-32B", "lg/exaone-4.0-32b"),
        ("Snowflake Arctic", "snowflake/arctic"),
        ("Stepfun Audio Chat", "stepfun/step-audio-chat"),
    ],
)
def test_names_of_the_field_have_the_ids_that_claims_use(printed: str, model: str) -> None:
    assert model in [mention.model for mention in NAMES.mentions(f"They say {printed}.")]


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("OpenAI's Spud is near.", "openai/gpt-5.5"),
        ("Is Orion from OpenAI late?", "openai/gpt-4.5"),
        ("Avocado is what Meta trains.", "meta/muse-spark"),
        ("gemma and phi hear", "microsoft/phi"),
        ("OpenAI made Whisper.", "openai/whisper"),
    ],
)
def test_codenames_and_everyday_names_are_found_in_company(text: str, model: str) -> None:
    assert model in [mention.model for mention in NAMES.mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Cursor, GB200 NVL72, Blackwell, LangChain, GitHub Copilot, Windsurf, Codex and ChatGPT",
        "Claude Code, Claude Desktop, the Gemini app, Gemini CLI, llama.cpp, Ollama, vLLM",
        "H100, TensorRT-LLM, NeMo, Stargate, Hugging Face, Perplexity Comet and the Sora app",
        "Orion stood over the garlic field; a llama ate strawberry, avocado and spud.",
        "Step 3: whisper a sonnet, my opus, on command, in the arctic, with a muse.",
        "https://openai.com/index/introducing-gpt-5-5 and claude.ai and gpt-oss.com",
    ],
)
def test_products_chips_and_everyday_words_are_no_models(text: str) -> None:
    assert [mention.text for mention in NAMES.mentions(text)] == []


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        ("anthropic/claude-mythos", ("anthropic/claude-mythos-preview",)),
        ("openai/maskingtape-alpha", ("openai/gpt-image-2",)),
        ("openai/gpt-5.5", ()),
    ],
)
def test_a_name_that_came_out_under_another_takes_its_facts(
    model: str, facts: tuple[str, ...]
) -> None:
    assert NAMES.also(model) == facts


def test_benchmarks_have_one_id_each_and_units_of_scores() -> None:
    ids = [entry.id for entry in BENCHMARKS]
    assert len(ids) == len(set(ids))
    assert {entry.unit for entry in BENCHMARKS} <= {*ATTRIBUTES["benchmark_score"].units}
    names = Counter(name for entry in BENCHMARKS for name in (entry.name, *entry.aliases))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("SWE Bench", "swe-bench"),
        ("SWE-bench Pro", "swe-bench-pro"),
        ("Terminal-Bench 2.0", "terminal-bench-2.0"),
        ("LM Arena", "lmarena-text"),
        ("Chatbot Arena", "lmarena-text"),
        ("HLE", "humanitys-last-exam"),
        ("AIME '24", "aime-2024"),
        ("GPQA Diamond", "gpqa-diamond"),
        ("ARC AGI 3", "arc-agi-3"),
    ],
)
def test_benchmarks_answer_to_their_usual_names(name: str, known_as: str) -> None:
    named = [entry.id for entry in BENCHMARKS if name in {entry.name, *entry.aliases}]
    assert named == [known_as]


@pytest.mark.parametrize(("labels", "texts"), [("seeds", "seeds"), ("corpus", "corpus")])
def test_every_model_that_a_labelled_text_prints_is_found_in_it(labels: str, texts: str) -> None:
    gold = SHARED / "gold" / f"{labels}.jsonl"
    if not gold.exists():
        pytest.skip(f"no labelled texts here: {gold}")
    found = {
        path.name: {mention.model for mention in NAMES.mentions(path.read_text(encoding="utf-8"))}
        for path in (SHARED / texts).glob("*.txt")
    }
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    wanted = {(row["doc"], row["model"]) for row in rows}
    missed = {(doc, model) for doc, model in wanted if model not in found[doc]}
    assert missed <= CONTEXTUAL
