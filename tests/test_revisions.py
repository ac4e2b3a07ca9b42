"""Two texts of one page: is it an edit, and what changed."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import revisions
from app.revisions import Kind, difference, is_edit
from app.schema import Document
from app.vocabulary import Read

READ_AT = datetime(2031, 5, 3, 12, tzinfo=UTC)
BEFORE = "Quillon 3 comes in May. It has a window of 2 million tokens.\n\nKettles are quiet."
AFTER = "Quillon 3 comes in June. It has a window of 2 million tokens.\n\nKettles are quiet.\nSo."


def text_of(text: str, **fields: Any) -> Document:
    usual = {"source": "lantern", "name": "https://lantern.example/quillon", "title": "Quillon"}
    return Document.of(**usual | fields, text=text, added_at=READ_AT)


def said(earlier: str, later: str) -> list[tuple[str, str]]:
    return [(change.kind.value, change.text) for change in difference(earlier, later)]


def test_a_sentence_that_was_touched_up_shows_the_old_one_and_the_new() -> None:
    assert said(BEFORE, AFTER) == [
        ("removed", "Quillon 3 comes in May."),
        ("added", "Quillon 3 comes in June."),
        ("kept", "It has a window of 2 million tokens."),
        ("kept", "Kettles are quiet."),
        ("added", "So."),
    ]


def test_the_same_text_keeps_every_sentence() -> None:
    assert {change.kind for change in difference(BEFORE, BEFORE)} == {Kind.kept}


def test_a_point_within_a_name_or_figure_ends_no_sentence() -> None:
    assert said("", "GPT-5.5 costs $1.25. Really!") == [
        ("added", "GPT-5.5 costs $1.25."),
        ("added", "Really!"),
    ]


sentences = st.lists(
    st.sampled_from(["One.", "Two two.", "Three!", "Vier", "五。", "  "]), max_size=9
)


@given(sentences, sentences)
def test_offsets_lead_to_the_sentences_of_both_texts(old: list[str], new: list[str]) -> None:
    earlier, later = "\n".join(old), " ".join(new)
    for change in difference(earlier, later):
        text = earlier if change.kind is Kind.removed else later
        assert text[change.start : change.end] == change.text


@given(st.text(max_size=200), st.text(max_size=200))
def test_either_text_can_be_put_together_again(earlier: str, later: str) -> None:
    changes = difference(earlier, later)
    for gone, text in ((Kind.added, earlier), (Kind.removed, later)):
        left = "".join(change.text for change in changes if change.kind is not gone)
        assert "".join(left.split()) == "".join(text.split())


def test_a_text_longer_than_a_chapter_is_compared_without_regard_to_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(revisions, "MOST_PAIRS", 1)
    assert said("One.\nTwo.\nThree.", "Two.\nOne.\nFour.") == [
        ("removed", "Three."),
        ("kept", "Two."),
        ("kept", "One."),
        ("added", "Four."),
    ]


@pytest.mark.parametrize(
    "hostile",
    ["." * 200_000, "Aye. No. " * 20_000, "。" * 200_000, 'x." ' * 50_000, "a b " * 50_000],
)
def test_hostile_texts_are_compared_in_time(hostile: str) -> None:
    began = time.process_time()
    difference(hostile, hostile[::-1])
    assert time.process_time() - began < 5


def test_another_text_of_the_same_page_is_an_edit() -> None:
    assert is_edit(text_of(BEFORE), text_of(AFTER))
    assert is_edit(text_of(BEFORE), text_of("All was rewritten."))


def test_an_edit_may_change_the_title() -> None:
    assert is_edit(text_of(BEFORE), text_of(AFTER, title="Quillon is late"))


def test_a_page_is_an_edit_of_its_teaser() -> None:
    teaser = text_of("Soon.", title="Quillon, soon", read=Read.excerpt)
    assert is_edit(teaser, text_of(AFTER))


@pytest.mark.parametrize(
    "other",
    [
        text_of(AFTER, name="https://lantern.example/kettles"),
        text_of(AFTER, source="kettle-talk"),
        text_of(BEFORE),
        text_of("Bread is baked before the ferry leaves the harbour.", title="Version 2"),
        text_of(AFTER, market={"probability": 0.5}, published=date(2031, 5, 4)),
    ],
    ids=["another page", "another publisher", "the same", "another entry", "a price"],
)
def test_anything_else_is_none(other: Document) -> None:
    assert not is_edit(text_of(BEFORE), other)
