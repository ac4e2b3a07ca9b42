"""A sentence is searched only for what its letters allow, and for all of that."""

from __future__ import annotations

import pytest

from app.extract import letters
from app.extract.segments import outline
from tests.extract_samples import shared_texts


def test_no_match_is_lost_for_want_of_letters() -> None:
    texts = shared_texts()
    if not texts:
        pytest.skip("no ../shared with real texts")
    for path in texts:
        for segment in outline(path.read_text(encoding="utf-8")).segments:
            concerns = letters.TRIGGERS.of(segment.text)
            for pattern, _ in letters.LETTERS:
                if found := pattern.search(segment.text):
                    assert concerns & letters.BITS[id(pattern)], found.group()


def test_a_sentence_without_letters_concerns_nothing() -> None:
    assert letters.TRIGGERS.of("Fjord bank glyphs vext quiz.") == 0
