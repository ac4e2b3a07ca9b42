"""English is known by its small words."""

from __future__ import annotations

import pytest

from app.extract.language import is_english
from tests.extract_samples import claims

TEXTS = [
    ("GPT-6 costs $5 per million tokens.", True),
    ("GPT-6 | 1M | 90%", True),
    ("", True),
    ("The cat is in the house and die Maus ist im Haus.", True),
    ("Die Maus ist auf dem Tisch und das Haus ist nicht von der Stadt.", False),
    ("Le modèle est dans les mains des gens qui sont sur la route avec une idée.", False),
    ("El modelo es para los que viven por el mar con una casa.", False),
    ("新しいモデルは来月に公開される予定です。", False),
    ("Новая модель выйдет в мае.", False),
]


@pytest.mark.parametrize(("text", "english"), TEXTS)
def test_a_language_shows_in_its_small_words(text: str, *, english: bool) -> None:
    assert is_english(text) is english


def test_a_text_in_another_language_yields_nothing() -> None:
    assert not claims("GPT-6 ist da und das Modell hat 1M token context, das ist nicht wenig.")
