from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app import intake
from app.errors import DataFileError, DocumentError
from app.intake import Day, Text
from app.vocabulary import Precision
from scrapers.scraper import Page
from tests.language_samples import NEWS

NOW = datetime(2026, 5, 5, tzinfo=UTC)
PAGE = """<!doctype html><html><head><title>GPT-7 in June</title>
<meta property="article:published_time" content="2026-05-01T10:00:00Z">
<meta property="og:site_name" content="Rumour Mill"></head>
<body><article><h1>GPT-7 in June</h1>
<p>GPT-7 is expected to arrive in June 2026, says nobody in particular, and the window is to be
four million tokens wide, which is more than most people can fill in an afternoon of typing.</p>
<p>OpenAI has not confirmed the name, the month or the window, and nothing here is known.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("given", "first", "precision"),
    [
        ("2026-04-21", date(2026, 4, 21), Precision.day),
        ("2026-04", date(2026, 4, 1), Precision.month),
        (None, None, Precision.day),
    ],
)
def test_a_day_or_a_month_is_read(given: str | None, first: date | None, precision: str) -> None:
    day = Day.of(given)
    assert (day.first, day.precision) == (first, precision)


@pytest.mark.parametrize("given", ["", "2026", "2026-13", "2026-02-30", "yesterday", "21.4.2026"])
def test_anything_else_is_no_day(given: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        Day.of(given)


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.md", b" \n\t ", "is empty"),
        ("image.txt", bytes(range(256)) * 40, "binary"),
        ("null.txt", b"GPT\x005 is out", "binary"),
        ("tail.txt", b"\x01\x02\x03\x04" * 50, "binary"),
        ("page.html", b"<html><body></body></html>", "no text"),
        ("report.pdf", b"%PDF-1.7", "none of .txt"),
        ("large.txt", b"x" * (intake.MAX_BYTES + 1), "at most 5 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(
    tmp_path: Path, name: str, raw: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(DocumentError, match=said):
        intake.read_file(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No such file"):
        intake.read_file(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(DocumentError, match="Is a directory"):
        intake.read_file(tmp_path / "folder.txt")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("GPT-6 kommt spät".encode("utf-8-sig"), "GPT-6 kommt spät"),
        ("GPT-6 is „out“".encode("utf-16"), "GPT-6 is „out“"),
        (
            ("Le modèle GPT-6 sera prêt après l'été, déclare le créateur. " * 5).encode("cp1252"),
            "Le modèle GPT-6 sera prêt après l'été, déclare le créateur. " * 5,
        ),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_other_encodings_and_line_ends_are_read(raw: bytes, expected: str) -> None:
    assert intake.read_bytes("a.txt", raw).text == expected


def test_standard_input_is_bounded_too() -> None:
    with pytest.raises(DocumentError, match="at most"):
        intake.read_bytes("standard input", b"x" * (intake.MAX_BYTES + 1))


def test_a_page_tells_its_title_day_and_site(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    read = intake.read_file(path)
    assert "four million tokens" in read.text
    assert (read.title, read.published, read.site) == (
        "GPT-7 in June",
        date(2026, 5, 1),
        "Rumour Mill",
    )


def _page(body: str) -> Page:
    return Page(
        "https://a.example/x", "https://a.example/x", body.encode(), "text/html", "utf-8", NOW
    )


def test_a_fetched_page_is_read_like_a_file() -> None:
    assert intake.read_page(lambda _: _page(PAGE), "https://a.example/x").title == "GPT-7 in June"


def test_a_fetched_page_without_an_article_is_refused() -> None:
    with pytest.raises(DocumentError, match="no article text"):
        intake.read_page(lambda _: _page("<html></html>"), "https://a.example/x")


def test_a_day_that_was_given_beats_the_pages_own() -> None:
    read = Text("x", published=date(2026, 1, 1))
    assert read.on(Day()).published == date(2026, 1, 1)
    assert read.on(Day.of("2026-02")) == Text(
        "x", published=date(2026, 2, 1), precision=Precision.month
    )


def test_a_document_is_made_of_what_was_read() -> None:
    source, document = intake.document(
        Text("x", "T", date(2026, 1, 1)), name="a.txt", publisher="Dev.to", url=None, added_at=NOW
    )
    assert (source.slug, source.name) == ("dev-to", "Dev.to")
    assert (document.source, document.title, document.text) == ("dev-to", "T", "x")


def test_a_document_keeps_the_language_that_its_text_is_in() -> None:
    def language(text: str) -> str | None:
        _, made = intake.document(Text(text), name="a", publisher="b", url=None, added_at=NOW)
        return made.language

    assert language(NEWS["sv"]) == "sv"
    assert language("The model is said to be released in May with the window of its rival.") == "en"
    assert language("GPT-6 leaks") is None


def test_days_are_read_from_lines(tmp_path: Path) -> None:
    path = tmp_path / "days.jsonl"
    rows = [{"doc": "a.txt", "published": "2026-04"}, {"doc": "in/b.txt", "published": None}]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    assert intake.read_days(path) == {"a.txt": Day.of("2026-04"), "b.txt": Day()}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1: is not JSON"),
        ("[]", "line 1: is not a JSON object"),
        ('{"published": null}', "line 1: has no `doc`"),
        ('{"doc": "a", "published": "May"}', "is no day"),
        ('{"doc": "a", "published": 5}', "line 1"),
    ],
)
def test_a_bad_line_of_days_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "days.jsonl"
    path.write_text(line)
    with pytest.raises(DataFileError, match=said):
        intake.read_days(path)


def test_assertions_are_read_with_their_propositions(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text('{"doc": "a", "model": "x/y", "attribute": "codename", "value": "Z"}\n')
    [(row, said)] = intake.read_assertions(path)
    assert row["doc"] == "a"
    assert (said.model, said.value, said.polarity) == ("x/y", "Z", "asserts")


def test_an_event_within_a_window_had_happened_by_its_last_day(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    row = {"model": "x/y", "attribute": "release_stage", "value": "preview"}
    path.write_text(json.dumps(row | {"at": ["2026-04-01", "2026-04-10"]}))
    [(kept, said)] = intake.read_assertions(path)
    assert said.at == date(2026, 4, 10)
    assert kept["at"] == ["2026-04-01", "2026-04-10"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"attribute": "codename"}', "line 1 model"),
        ('{"model": "x/y", "attribute": "codename", "op": "is"}', "line 1 op"),
        ('{"model": "x/y", "attribute": "colour"}', "line 1 attribute: is none of release_date"),
    ],
)
def test_a_line_that_is_no_assertion_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text(line)
    with pytest.raises(DataFileError, match=said):
        list(intake.read_assertions(path))


@pytest.mark.parametrize("raw", [None, b"\xff\xfe\x00"])
def test_lines_that_cannot_be_read_are_refused(tmp_path: Path, raw: bytes | None) -> None:
    path = tmp_path / "said.jsonl"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(DocumentError):
        list(intake.read_assertions(path))
