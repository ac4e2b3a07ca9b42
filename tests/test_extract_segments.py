"""Sentences and rows stand at their exact places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.segments import LONGEST_SENTENCE, outline
from tests.extract_samples import shared_texts

SENTENCES = [
    ('It ships ".5" upgrades. Then more.', ['It ships ".5" upgrades.', "Then more."]),
    ("Compare X vs. Y here. Done.", ["Compare X vs. Y here.", "Done."]),
    ("The model is GPT-5.5. It is new.", ["The model is GPT-5.5.", "It is new."]),
    ("It left the lab. Key staff stayed on.", ["It left the lab.", "Key staff stayed on."]),
    ("Is it? Yes! No.", ["Is it?", "Yes!", "No."]),
    ("No stop at all", ["No stop at all"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [segment.text for segment in outline(text).segments] == expected


def test_an_item_has_its_label_and_its_body() -> None:
    (first, second) = outline("- **Cost and speed**: It is cheap. It is fast.").segments
    assert (first.label, first.text[first.body :]) == ("Cost and speed", "It is cheap.")
    assert (second.label, second.first) == ("Cost and speed", False)


def test_the_headline_of_a_post_is_a_title() -> None:
    text = "- **[X is out](https://r.org/1)** (Score: 3): Body here."
    assert [(s.text, s.title) for s in outline(text).segments] == [
        ("X is out", True),
        ("Body here.", False),
    ]


def test_rows_know_their_columns() -> None:
    rows = outline("| Model | MMLU |\n|---|---|\n| **X** | 90% |").segments
    assert [row.header for row in rows] == [True, False]
    assert [(cell.column, cell.text) for cell in rows[1].cells] == [("Model", "X"), ("MMLU", "90%")]


def test_references_are_kept_by_number_and_make_no_segments() -> None:
    parts = outline("Said so [1].\n\nReferences\n\n[1] One, https://a.org [2] Two, https://b.org")
    assert parts.references == {1: "One, https://a.org", 2: "Two, https://b.org"}
    assert [segment.marks for segment in parts.segments] == [((8, 1),)]


def test_what_is_too_long_is_no_sentence() -> None:
    assert outline("x" * (LONGEST_SENTENCE + 1)).segments == ()


@given(st.text(max_size=300))
def test_a_segment_lies_inside_its_text(text: str) -> None:
    for segment in outline(text).segments:
        assert 0 <= segment.start < segment.end <= len(text)


def test_the_first_and_last_words_of_a_segment_stand_at_its_ends() -> None:
    texts = shared_texts()
    if not texts:
        pytest.skip("no ../shared with real texts")
    for path in texts:
        text = path.read_text(encoding="utf-8")
        for segment in outline(text).segments:
            if not segment.cells and segment.text[0].isalnum() and segment.text[-1].isalnum():
                assert text[segment.start] == segment.text[0]
                assert text[segment.end - 1] == segment.text[-1]
