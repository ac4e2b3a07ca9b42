"""Lines find their places: headings, items, rows, posts, references."""

from __future__ import annotations

import pytest

from app.extract.layout import BOLD_HEADING_DEPTH, PLAIN_HEADING_DEPTH, Kind, blocks


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in blocks(text)]


CASES = [
    ("# Top\n\nA sentence.", [("heading", "Top"), ("prose", "A sentence.")]),
    ("What is it?\nIt is a thing.", [("question", "What is it?"), ("prose", "It is a thing.")]),
    ("## Why so?\nBecause.", [("question", "Why so?"), ("prose", "Because.")]),
    ("**Bold theme**\ntext follows.", [("heading", "**Bold theme**"), ("prose", "text follows.")]),
    ("Short Line\nA full sentence follows.",
     [("heading", "Short Line"), ("prose", "A full sentence follows.")]),
    ("One. Two\nThree.", [("prose", "One. Two"), ("prose", "Three.")]),
    ("- item one\n  * nested\n1. first",
     [("item", "item one"), ("item", "nested"), ("item", "first")]),
    ("> quoted words.", [("prose", "quoted words.")]),
    ("```\ncode = 1\n```\nAfter.", [("prose", "After.")]),
    ("[user → model]\nText.", [("prose", "[user → model]"), ("prose", "Text.")]),
    ("| a | b |\n|---|---|\n| 1 | 2 |", [("row", "| a | b |"), ("row", "| 1 | 2 |")]),
    ("Text.\n\n## References\n\n[1] Some — https://x.org\n\n## Next\n\nMore.",
     [("prose", "Text."), ("reference", "References"), ("reference", "[1] Some — https://x.org"),
      ("heading", "Next"), ("prose", "More.")]),
    ("Primary source: example.org\nEnd.",
     [("reference", "Primary source: example.org"), ("prose", "End.")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_lines_are_what_a_reader_sees(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_lines_wrapped_by_an_editor_are_one_paragraph() -> None:
    text = "A paragraph that an editor wrapped somewhere near the\nmiddle of it.\n\nAnother."
    assert [kind for kind, _ in kinds(text)] == ["prose", "prose"]


@pytest.mark.parametrize(
    "text",
    [
        "Short\nlower case line.",
        "A line that ends with a full stop, long as it may be, all right.\nlower case line.",
        "A line that has an empty line after it and goes on and on and on\n\nlower case line.",
        "A line that has a line in capitals after it and goes on and on on\nUpper case line.",
    ],
)
def test_other_lines_stay_apart(text: str) -> None:
    assert len(blocks(text)) == 2


def test_headings_have_their_rank() -> None:
    text = "# One\n\n### Three\n\n**Bold line**\n\nPlain Line\n\nText follows here."
    depths = [block.depth for block in blocks(text) if block.kind is Kind.heading]
    assert depths == [1, 3, BOLD_HEADING_DEPTH, PLAIN_HEADING_DEPTH]


def test_posts_of_a_thread_have_their_posters_and_its_first_line_is_the_title() -> None:
    text = "A title!\n\n[anna_1] first post\nsecond line\n\n[ben-2] another\n\n# New part\n\nText."
    found = blocks(text)
    assert found[0].kind is Kind.heading
    assert [block.poster for block in found] == [None, "anna_1", "anna_1", "ben-2", None, None]


def test_one_bracketed_word_makes_no_thread() -> None:
    assert [block.poster for block in blocks("[note] only one\nmore text.")] == [None, None]


def test_tables_are_numbered_and_their_cells_found() -> None:
    text = "| a | b |\n|--|--|\n| c \\| d | e |\n\nBetween.\n\n| f | g |\n| h | i |"
    rows = [block for block in blocks(text) if block.kind is Kind.row]
    assert [row.table for row in rows] == [1, 1, 2, 2]
    assert [text[slice(*cell)].strip() for cell in rows[1].cells] == ["c \\| d", "e"]


def test_a_table_in_html_gives_rows() -> None:
    head = "<table><tr><th>Model</th><th>Window</th></tr>"
    text = f"{head}\n<tr><td>X</td>\n<td>1M</td></tr></table>\nEnd."
    found = blocks(text)
    rows = [[text[slice(*cell)].strip() for cell in b.cells] for b in found if b.kind is Kind.row]
    assert rows == [["Model", "Window"], ["X", "1M"]]
    assert text[found[-1].start : found[-1].end] == "End."


def test_cells_that_ran_together_are_parted_where_two_lines_show_it() -> None:
    text = "VariantRoleNote\nTurboFast workCheap tokens\n\nOne slipOf penHere alone."
    found = blocks(text)
    assert [len(block.cells) for block in found] == [3, 3, 0]


def test_names_in_camel_case_are_no_cells() -> None:
    assert [
        block.kind for block in blocks("OpenAI and DeepSeek use GitHub.\nChatGPT and YouTube too.")
    ] == [
        Kind.prose,
        Kind.prose,
    ]


@pytest.mark.parametrize(
    "byline",
    [
        "{} 3 hours ago | parent | next [–]",
        "    {} 12 minutes ago | prev | next [–]",
        "u/{} · 5h ago",
        "[–]{} 45 points 2 days ago",
        "{} 1 hour ago",
    ],
)
def test_the_line_over_a_post_names_its_writer_and_says_nothing(byline: str) -> None:
    one, two = byline.format("otterhound"), byline.format("lark_9")
    text = f"A title here\n\n{one}\n\nOne.\n\n{two}\n\nTwo."
    posts = [(b.poster, text[b.start : b.end]) for b in blocks(text) if b.poster]
    assert posts == [("otterhound", "One."), ("lark_9", "Two.")]


def test_a_lone_line_with_an_age_is_no_post() -> None:
    text = "Anna 3 hours ago\n\nOne sentence follows it here."
    assert {block.poster for block in blocks(text)} == {None}


def test_a_user_name_may_begin_with_a_digit_but_a_citation_is_none() -> None:
    text = "A title\n\n[7th_heron] One.\n\n[lark_9] Two.\n\n[12] Three."
    assert [b.poster for b in blocks(text)] == [None, "7th_heron", "lark_9", "lark_9"]
