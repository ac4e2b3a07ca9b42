"""What the rules read of architecture, modalities, licences."""

from __future__ import annotations

import pytest

from tests.extract_samples import claims

CASES = [
    ("GPT-7 remains a text-only model.", ["openai/gpt-7 modality eq text"]),
    ("GPT-7 is on text-only benchmarks.", []),
    ("GPT-7 takes images.", ["openai/gpt-7 modality[input] eq image"]),
    (
        "GPT-6 is a mixture-of-experts model and natively multimodal.",
        ["openai/gpt-6 architecture eq moe", "openai/gpt-6 architecture eq native_multimodal"],
    ),
    (
        "MoE models such as Mixtral and Grok 5 are large.",
        ["mistral/mixtral architecture eq moe", "xai/grok-5 architecture eq moe"],
    ),
    ("MoE is an architecture for large models like many.", []),
    (
        "GPT-6 shares the same base model as GPT-5. The model supports two reasoning modes.",
        ["openai/gpt-6 architecture eq reasoning_modes", "openai/gpt-6 architecture eq same_base"],
    ),
    ("GPT-6 is multimodal.", ["openai/gpt-6 architecture eq multimodal"]),
    ("GPT-6 suits multimodal workloads.", []),
    (
        "GPT-6 accepts text, images and audio, and generates video.",
        [
            "openai/gpt-6 modality[input] eq audio",
            "openai/gpt-6 modality[input] eq image",
            "openai/gpt-6 modality[input] eq text",
            "openai/gpt-6 modality[output] eq video",
        ],
    ),
    (
        "GPT-6 offers video understanding and image generation.",
        ["openai/gpt-6 modality[input] eq video", "openai/gpt-6 modality[output] eq image"],
    ),
    (
        "Voxtral Mini is an audio-to-text model.",
        [
            "mistral/voxtral-mini modality[input] eq audio",
            "mistral/voxtral-mini modality[output] eq text",
        ],
    ),
    ("Voxtral Mini, as opposed to speech-to-text, is nice.", []),
    (
        "Voxtral Mini is a multimodal model (audio-text).",
        ["mistral/voxtral-mini modality eq audio", "mistral/voxtral-mini modality eq text"],
    ),
    (
        "GPT-6 adds video input that GPT-5 lacks.",
        ["not openai/gpt-5 modality[input] eq video", "openai/gpt-6 modality[input] eq video"],
    ),
    ("GPT-6 doesn't just process text.", []),
    ("GPT-6 goes beyond text.", []),
    ("GPT-6 fears video.", []),
    (
        "Mistral Small 3 is released under Apache 2.0.",
        [
            "mistral/mistral-small-3 license eq Apache-2.0",
            "mistral/mistral-small-3 release_stage eq released",
        ],
    ),
    (
        "Mistral Small 3 has an MIT license. Mistral Small 3 is under a noncommercial license.",
        [
            "mistral/mistral-small-3 license eq MIT",
            "mistral/mistral-small-3 license eq noncommercial",
        ],
    ),
    (
        "Open-source models like Llama 4 and Qwen3 are popular.",
        ["alibaba/qwen3 license eq open_weights", "meta/llama-4 license eq open_weights"],
    ),
    ("GPT-5 is a proprietary model.", ["openai/gpt-5 license eq proprietary"]),
    ("Llama 4, an open-weight model, is large.", ["meta/llama-4 license eq open_weights"]),
    ("The open-source community likes GPT-5.", []),
    ("GPT-5 points to a closed-source future.", []),
    ("GPT-5 leads. GPT-5 wins, GPT-5.\n\nFrom Open Source to Proprietary\n\nGPT-5 is used.", []),
    ("GLM-6 comes under a modified MIT license.", ["zhipu/glm-6 license eq Modified MIT"]),
    (
        "Mistral Large 3 comes under the Mistral Research License.",
        ["mistral/mistral-large-3 license eq Mistral Research License"],
    ),
    (
        "- **Mistral Small 5**: 24B dense, multimodal, 128K context",
        [
            "mistral/mistral-small-5 architecture eq dense",
            "mistral/mistral-small-5 architecture eq multimodal",
            "mistral/mistral-small-5 context_window eq 128000",
            "mistral/mistral-small-5 parameter_count[total] eq 24000000000",
        ],
    ),
    (
        "GLM-5V: built on GLM-5-Air, MIT license",
        ["zhipu/glm-5v license eq MIT", "zhipu/glm-5v lineage eq zhipu/glm-5-air"],
    ),
    (
        "GPT-6 is out. Its licence is plain MIT.",
        ["openai/gpt-6 license eq MIT", "openai/gpt-6 release_stage eq released"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected


def test_a_reply_in_a_thread_may_name_the_licence_alone() -> None:
    text = (
        "Qwen9 is in the wild\n\n[rook_7] Weights are Apache 2.0, as it should be.\n\n"
        "[owl_2] That is what it is."
    )
    assert "alibaba/qwen9 license eq Apache-2.0" in claims(text)
