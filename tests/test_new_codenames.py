"""Codenames that a text introduces itself."""

from __future__ import annotations

import pytest

from app.model_names import MentionKind
from app.new_codenames import MOST_CODENAMES
from tests.name_samples import NAMES, found


@pytest.mark.parametrize(
    ("text", "name", "model"),
    [
        ("Acme trains a model codenamed Quince.", "Quince", "acme/quince"),
        ('Acme trains a model code-named "Quince".', "Quince", "acme/quince"),
        ("Acme: internal codename: Quince", "Quince", "acme/quince"),
        ("It is internally known as Blue Quince, says Acme.", "Blue Quince", "acme/blue-quince"),
        ("Acme has a model called **Quince** ready.", "Quince", "acme/quince"),
        ("An Acme model dubbed 'quince' leaked.", "quince", "acme/quince"),
        ("A stealth model named Quince-2 showed up.", "Quince-2", "unknown/quince-2"),
        ("Some model known as duck-tape appeared.", "duck-tape", "unknown/duck-tape"),
        ("Quince is the internal codename of it at Acme.", "Quince", "acme/quince"),
        ("<strong>Quince</strong> as the codename for Acme's plan", "Quince", "acme/quince"),
        ("Zed-9 (codenamed Quince) is near.", "Quince", "acme/zed-9"),
        ("Zed-9, internally codenamed Quince, is near.", "Quince", "acme/zed-9"),
        ("Corvid fights. Acme trains a model codenamed Quince.", "Quince", "acme/quince"),
        ("Acme spoke.\nThey have a model codenamed Quince.", "Quince", "acme/quince"),
    ],
)
def test_a_codename_told_has_the_id_of_its_model_vendor_or_nobody(
    text: str, name: str, model: str
) -> None:
    told = [m for m in NAMES.mentions(text) if m.kind is MentionKind.codename]
    assert [(mention.text, mention.model) for mention in told] == [(name, model)]


def test_once_told_it_is_found_wherever_it_stands_as_a_word() -> None:
    text = "Quince soon? Acme has a model codenamed Quince. Quinces, Quince-like, Quince."
    assert found(text) == [("Quince", "acme/quince")] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Acme builds a chip codenamed Quince.",
        "The Acme data center is codenamed Quince.",
        "A model called The Next was shown.",
        "The model called upon Acme.",
        "A codename is a word.",
        "Acme has a model codenamed X.",
        "Acme is what the model is named after.",
    ],
)
def test_other_things_and_plain_words_are_no_codenames(text: str) -> None:
    kinds = [mention.kind for mention in NAMES.mentions(text)]
    assert MentionKind.codename not in kinds


def test_a_known_codename_keeps_its_model() -> None:
    assert found("Borealis has a model codenamed Turnip; Acme too.") == [("Turnip", "acme/zed-5")]


def test_a_list_of_codenames_without_end_is_left_alone() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"[: MOST_CODENAMES + 1]
    text = " ".join(f"A model codenamed Qu{letter}nce." for letter in letters)
    assert found(text) == []
    assert len(found(text[: text.rindex(" A ")])) == MOST_CODENAMES
