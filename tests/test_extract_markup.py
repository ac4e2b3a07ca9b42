"""Markup goes, places stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.markup import strip_markup

CASES = [
    ("**bold** and `code`", "bold and code"),
    ("[a link](https://x.org/a_(b)) here", "a link here"),
    ("[named][ref] here", "named here"),
    ("![alt](https://x.org/i.png)text", "text"),
    ("a claim [4] and more [2][3].", "a claim  and more ."),
    ("Tom &amp; Ann &nosuch; x", "Tom & Ann  x"),
    ("one<br>two</p>", "one\ntwo\n"),
    ("<strong>Bold</strong> word", "Bold word"),
    ("see https://x.org/path now", "see  now"),
    ("**[A title](https://r.org/x)** ([Score: 4, Comments: 2](https://r.org)): text",
     "A title \n text"),
    ("title (Activity: 12): **body**", "title \n body"),
    ("wrapped\n  line", "wrapped line"),
    ("not a [bracket] link", "not a [bracket] link"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "plain"), CASES)
def test_markup_leaves_plain_words(raw: str, plain: str) -> None:
    assert strip_markup(raw, 0, len(raw)).text == plain


def test_citation_marks_are_kept_with_their_places() -> None:
    plain = strip_markup("A [4]—b [2][3] c", 0, 16)
    assert plain.marks == ((2, 4), (5, 2), (5, 3))


@pytest.mark.parametrize("word", ["bold", "named", "after"])
def test_a_plain_word_is_found_at_its_raw_place(word: str) -> None:
    raw = "..**bold** [named](https://x.org) &amp; after"
    plain = strip_markup(raw, 2, len(raw))
    at = plain.text.index(word)
    assert raw[plain.raw(at) : plain.raw_end(at + len(word))] == word


def test_the_end_of_nothing_is_its_start() -> None:
    assert strip_markup("**a**", 0, 5).raw_end(0) == 2


@given(st.text(alphabet="ab*`_[]()<>!&;#/:. \n", max_size=80))
def test_every_plain_character_that_is_kept_stands_at_its_raw_place(raw: str) -> None:
    plain = strip_markup(raw, 0, len(raw))
    for index, char in enumerate(plain.text):
        if char.isalpha():
            assert raw[plain.raw(index)] == char
