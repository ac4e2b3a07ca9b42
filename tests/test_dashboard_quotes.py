from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dashboard.quotes import CONTEXT, LONGEST_QUOTE, Quote, address, quote
from app.schema import Assertion, Document, Proposition

SAID = Proposition(model="acme/zephyr-9", attribute="codename", value="Turnip")
PAGE = "https://lantern.example/kettles"


def pair(text: str, words: str | None, url: str | None = PAGE) -> tuple[Assertion, Document]:
    """An assertion whose words are the last `words` in `text`."""
    document = Document.of(
        source="lantern",
        name="kettles",
        url=url,
        text=text,
        published=date(2026, 4, 2),
        added_at=datetime(2026, 4, 2, tzinfo=UTC),
    )
    if words is None:
        return Assertion.of(document, SAID), document
    start = text.rindex(words)
    return Assertion.of(document, SAID, start=start, end=start + len(words)), document


def test_a_quote_has_the_text_on_either_side() -> None:
    assert quote(*pair("One kettle. Two kettles. Three.", "Two kettles.")) == Quote(
        "One kettle. ", "Two kettles.", " Three."
    )


def test_a_long_context_is_cut_between_words() -> None:
    text = "before " * 60 + "TWO KETTLES" + " after" * 60
    found = quote(*pair(text, "TWO KETTLES"))
    assert found is not None
    assert found.before.startswith("…before before")
    assert found.after.endswith("after…")
    assert len(found.before) <= CONTEXT + 1
    assert len(found.after) <= CONTEXT + 1


def test_a_context_of_one_long_word_is_cut_anyhow() -> None:
    found = quote(*pair("b" * 500 + "TWO" + "a" * 500, "TWO"))
    assert found is not None
    assert found.before == "…" + "b" * CONTEXT
    assert found.after == "a" * CONTEXT + "…"


def test_a_very_long_quote_keeps_its_ends() -> None:
    words = "Begin " + "middle " * 1000 + "end."
    found = quote(*pair(words, words))
    assert found is not None
    assert len(found.words) <= LONGEST_QUOTE + 10
    assert found.words.startswith("Begin ")
    assert found.words.endswith("end.")
    assert " … " in found.words


def test_no_words_are_quoted_where_none_are_kept() -> None:
    assert quote(*pair("", None)) is None


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 999), (-3, 2)])
def test_a_place_outside_the_text_is_no_quote(start: int, end: int) -> None:
    _, document = pair("One kettle.", None)
    outside = Assertion.of(document, SAID, start=start, end=end)
    assert quote(outside, document) is None
    assert address(outside, document) == PAGE


ADDRESSES = [
    ("a sentence", "First. Two kettles sing. Last.", "Two kettles sing.", "Two kettles sing."),
    ("commas, dashes and ampersands", "A, b-c & d.", "A, b-c & d.", "A, b-c & d."),
    ("letters of any script", "Zwei Kessel läuten 水壶.", "Kessel läuten 水壶.", None),
    (
        "a long sentence by its ends",
        "one two three four five six seven " + "more " * 40 + "v w x y z end.",
        "one two three four five six seven " + "more " * 40 + "v w x y z end.",
        "one two three four five six,v w x y z end.",
    ),
    ("a table's row by its cells", "| Kettle | 2M | sings |", "| Kettle | 2M | sings |", None),
]


@pytest.mark.parametrize(("what", "text", "words", "directive"), ADDRESSES)
def test_the_address_names_the_very_sentence(
    what: str, text: str, words: str, directive: str | None
) -> None:
    said = address(*pair(text, words)) or ""
    assert said.startswith(f"{PAGE}#:~:text="), what
    if directive is not None:
        assert unquote(said.partition("#:~:text=")[2]) == directive


def test_what_the_syntax_of_fragments_keeps_for_itself_is_encoded() -> None:
    said = address(*pair("A, b-c & d.", "A, b-c & d."))
    assert said == f"{PAGE}#:~:text=A%2C%20b%2Dc%20%26%20d."


def test_a_row_is_named_by_its_first_and_last_cells() -> None:
    said = address(*pair("| Kettle | 2M | sings |", "| Kettle | 2M | sings |"))
    assert said == f"{PAGE}#:~:text=Kettle,sings"


def test_words_that_stand_twice_are_told_apart_by_what_stands_before() -> None:
    said = address(*pair("It sings. Then later on: It sings.", "It sings."))
    assert said == f"{PAGE}#:~:text=sings.%20Then%20later%20on%3A-,It%20sings."


def test_words_at_the_start_of_a_line_need_no_prefix() -> None:
    assert address(*pair("It sings.\nIt sings.", "It sings.")) == f"{PAGE}#:~:text=It%20sings."


def test_an_address_keeps_its_own_fragment() -> None:
    said = address(*pair("It sings.", "It sings.", f"{PAGE}#part"))
    assert said == f"{PAGE}#part:~:text=It%20sings."


def test_a_sentence_without_words_leads_to_the_page() -> None:
    assert address(*pair("--- ***", "***")) == PAGE


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "file:///etc/passwd", "http://["])
def test_what_is_no_page_of_the_web_is_no_address(url: str | None) -> None:
    assert address(*pair("It sings.", "It sings.", url)) is None


@given(text=st.text(min_size=1, max_size=400), data=st.data())
def test_any_place_of_any_text_has_a_quote_and_an_address(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    _, document = pair(text, None)
    said = Assertion.of(document, SAID, start=start, end=end)
    found = quote(said, document)
    assert found is not None
    assert found.words == text[start:end]
    assert (address(said, document) or "").isascii()
