"""How names are built, token by token."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.name_grammar import (
    MAX_TOKENS,
    TokenKind,
    Words,
    at_boundary,
    bare,
    ends_cleanly,
    fold,
    is_measured,
    is_new_name,
    kind_of,
    read_tokens,
)

WORDS = Words(frozenset({"glow", "deep", "model"}), frozenset({"model"}))


def read(text: str) -> list[str]:
    """The texts of the tokens after a head of three letters."""
    return [token.text for token in read_tokens(text, fold(text), 0, 3, WORDS)[1:]]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zed\u20115", "zed-5"),
        ("Zed\u2013\u22125", "zed--5"),
        ("Zed\u00a0\u202f5", "zed  5"),
        ("\u0130ST", "\u0130st"),
        ("\u00c4\u03a3", "\u00e4\u03c2"),
        ("", ""),
    ],
)
def test_folding_levels_case_hyphens_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_keeps_every_character_at_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "index", "bound"),
    [
        ("a b", 1, True),
        ("ab", 1, False),
        ("a1", 1, False),
        ("ab", 2, True),
        ("ab", -1, True),
        ("a\u7528", 1, True),
        ("a\u00e9", 1, False),
        ("a_", 1, True),
    ],
)
def test_a_word_ends_at_signs_edges_and_other_scripts(text: str, index: int, bound: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert at_boundary(text, index) is bound


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("5", True),
        ("5.", True),
        ("5. ", True),
        ("5.5", False),
        ("5,5", False),
        ("5x", False),
        ("5.x", False),
        ("5.xyz", True),
        ("5-", True),
    ],
)
def test_a_version_ends_where_no_digit_or_letter_runs_on(text: str, clean: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert ends_cleanly(text, 1) is clean


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("5", TokenKind.version),
        ("5.5", TokenKind.version),
        ("4.20", TokenKind.version),
        ("4o", TokenKind.version),
        ("v3.2", TokenKind.version),
        ("k2", TokenKind.version),
        ("70b", TokenKind.size),
        ("1.2b", TokenKind.size),
        ("8x22b", TokenKind.size),
        ("a22b", TokenKind.size),
        ("e4b", TokenKind.size),
        ("16e", TokenKind.size),
        ("0731", TokenKind.date),
        ("1206", TokenKind.date),
        ("2507", TokenKind.date),
        ("20250514", TokenKind.date),
        ("2026", TokenKind.word),
        ("1399", TokenKind.word),
        ("pro", TokenKind.word),
        ("x5", TokenKind.word),
    ],
)
def test_a_part_of_a_name_is_of_one_kind(word: str, kind: TokenKind) -> None:
    assert kind_of(word) is kind


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Zed-5.5 Pro", ["5.5", "pro"]),
        ("Zed 5", ["5"]),
        ("zed5", ["5"]),
        ("Zed-5-5", ["5.5"]),
        ("Zed-5-5-mini", ["5.5", "mini"]),
        ("zed2-5-72b", ["2.5", "72b"]),
        ("Zed-3-8b", ["3", "8b"]),
        ("Zed-4-0613", ["4", "0613"]),
        ("Zed-4-2024-04-09", ["4", "2024-04-09"]),
        ("Zed-4 (2024-04-09)", ["4", "2024-04-09"]),
        ("Zed-r-08-2024", []),
        ("Zed-4-03-25", ["4", "03-25"]),
        ("Zed 4 0528", ["4", "0528"]),
        ("Zed 4 1206", ["4"]),
        ("Zed 4 30B 2507", ["4", "30b", "2507"]),
        ("Zed 4 2507", ["4"]),
        ("Zed-4 Glow", ["4", "glow"]),
        ("Zed-4 glow", ["4"]),
        ("Zed-4-glow", ["4", "glow"]),
        ("Zed-4 model", ["4", "model"]),
        ("Zed-4 pro", ["4", "pro"]),
        ("Zed-4 Rocks", ["4"]),
        ("Zed-4_Pro", ["4", "pro"]),
        ("Zed-4 TurboHigh", ["4", "turbo"]),
        ("Zed-4 DeepSeek", ["4"]),
        ("Zed-4 MiniMax", ["4"]),
        ("Zed-4-high", ["4", "high"]),
        ("Zed-4 High", ["4"]),
        ("Zed-4 Preview", ["4", "preview"]),
        ("Zed five point five might", ["5.5"]),
        ("Zed five might", []),
        ("Zed 12", []),
        ("Zed-12", ["12"]),
        ("Zed 12.5", ["12.5"]),
        ("Zed 5 times", []),
        ("Zed 5 weeks", []),
        ("Zed 5 and", ["5"]),
        ("Zed 70B tokens", []),
        ("Zed-70B tokens", ["70b"]),
        ("Zed 70B", ["70b"]),
        ("Zed\n5", []),
        ("Zed, 5", []),
        ("Zed", []),
        ("Zed-", []),
        ("Zed-\u00b2", []),
    ],
)
def test_tokens_are_read_as_long_as_they_read_as_a_name(text: str, tokens: list[str]) -> None:
    assert read(text) == tokens


def test_a_name_has_an_end() -> None:
    assert len(read("Zed" + "-pro" * 50)) == MAX_TOKENS


def test_a_name_that_stands_alone_takes_any_word() -> None:
    tokens = read_tokens("Big Brain", fold("Big Brain"), 0, 3, None)
    assert [token.text for token in tokens] == ["big", "brain"]


def test_efforts_and_stages_at_the_end_are_no_part_of_a_name() -> None:
    text = "Zed-5 Pro Preview-high"
    tokens = read_tokens(text, fold(text), 0, 3, WORDS)
    assert [token.text for token in bare(tokens)] == ["zed", "5", "pro"]
    assert bare(tokens[:1]) == tokens[:1]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Zed-5", True),
        ("Zed 70B", True),
        ("Zed-5 Pro", True),
        ("Zed-5 Vision.", True),
        ("Zed-5-vision Upgrade", True),
        ("Zed-5 Vision Upgrade", False),
        ("Zed Pro", False),
        ("Zed", False),
        ("Zed-5 model", False),
        ("Zed-5 4.1", False),
    ],
)
def test_a_new_name_has_one_version_and_no_doubtful_word(text: str, new: bool) -> None:  # noqa: FBT001 -- a column of the table
    tokens = read_tokens(text, fold(text), 0, 3, WORDS)
    assert is_new_name(text, tokens) is new


@pytest.mark.parametrize(
    ("text", "key"), [("Zed 3.0", "3"), ("Zed 3.01", "3.01"), ("Zed-30", "30"), ("Zed Pro", "pro")]
)
def test_spellings_of_a_version_share_a_key(text: str, key: str) -> None:
    assert read_tokens(text, fold(text), 0, 3, WORDS)[1].key == key


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("70b parameters", True),
        ("70b-parameter", True),
        ("70b total", True),
        ("70b+", True),
        ("70b model", False),
        ("70b", False),
    ],
)
def test_a_size_that_counts_is_told_from_a_name(text: str, measured: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert is_measured(text, 3) is measured
