from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app import cli, serving
from app.settings import PROJECT, settings
from tests.conftest import FACTS
from tests.language_samples import NEWS, TRADE
from tests.test_lines import FIELDS

COMMANDS = list(cli.app.commands)
STARTED_S = 3  # by then the program waits for its standard input
ARTICLE = (
    "GPT-5.5 is rumored to have a 2-million-token context window.\n"
    "OpenAI will release GPT-5.5 by June 30, 2026.\n"
)
BAD_FILES = [
    ("empty.txt", b"", "is empty"),
    ("binary.txt", bytes(range(256)) * 50, "is binary"),
    ("large.txt", b"word " * 2_000_000, "at most 5 MB"),
    ("missing.txt", None, "No such file"),
    ("slides.pdf", b"%PDF", "none of .txt"),
]


@pytest.fixture
def here(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article and a ledger of its own, not made yet."""
    assert data.is_dir()
    monkeypatch.setenv("HEARSAY_DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.db'}")
    monkeypatch.setenv("COLUMNS", "200")
    settings.cache_clear()
    (tmp_path / "article.txt").write_text(ARTICLE)
    return tmp_path


def run(*words: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words], input=stdin)


def called(
    *words: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """The exit status and the error output of the program itself."""
    monkeypatch.setattr(sys, "argv", ["hearsay", *map(str, words)])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    code = stop.value.code
    return int(code or 0), capsys.readouterr().err


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(command: str) -> None:
    shown = run(command, "--help").stdout
    assert f"Example: hearsay {command}" in shown
    assert f"`hearsay {command}" in (PROJECT / "README.md").read_text()


def test_without_words_the_program_explains_itself() -> None:
    assert "Commands" in run().output


def test_extract_prints_exactly_the_fields_of_the_definition(here: Path) -> None:
    found = rows(run("extract", here / "article.txt", "--published", "2026-04-02"))
    assert all(list(row) == FIELDS for row in found)
    values = {row["attribute"]: row["value"] for row in found}
    assert values["context_window"] == 2_000_000
    assert values["release_date"] == "2026-06-30"
    assert {row["doc"] for row in found} == {"article.txt"}
    assert not (here / "ledger.db").exists()


def test_extract_takes_each_files_day_from_a_list(here: Path) -> None:
    (here / "b.txt").write_text("GPT-7 will launch next month.\n")
    days = [{"doc": "article.txt", "published": None}, {"doc": "b.txt", "published": "2026-05"}]
    (here / "days.jsonl").write_text("\n".join(map(json.dumps, days)))
    found = rows(
        run("extract", here / "article.txt", here / "b.txt", "--documents", here / "days.jsonl")
    )
    dated = [row for row in found if row["doc"] == "b.txt" and row["attribute"] == "release_date"]
    assert [row["value"] for row in dated] == [["2026-06-01", "2026-06-30"]]


def test_extract_prints_a_table_too(here: Path) -> None:
    shown = run("extract", here / "article.txt", "--format", "table").stdout
    assert "2,000,000 tokens" in shown


@pytest.mark.parametrize(("name", "raw", "said"), BAD_FILES)
@pytest.mark.parametrize("command", ["extract", "add"])
def test_a_file_that_cannot_be_read_is_a_clear_error(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    raw: bytes | None,
    said: str,
) -> None:
    if raw is not None:
        (here / name).write_bytes(raw)
    words = [command, here / name, *(["--publisher", "X"] if command == "add" else [])]
    code, shown = called(*words, monkeypatch=monkeypatch, capsys=capsys)
    assert code == 1
    assert said in shown
    assert "Traceback" not in shown
    assert not (here / "ledger.db").exists()


def test_one_bad_file_does_not_keep_the_others_back(here: Path) -> None:
    result = run("extract", here / "missing.txt", here / "article.txt")
    assert result.exit_code == 1
    assert '"doc": "article.txt"' in result.stdout


def test_a_file_in_another_encoding_is_read(here: Path) -> None:
    (here / "article.txt").write_bytes(ARTICLE.encode("utf-16"))
    assert rows(run("extract", here / "article.txt"))[0]["value"] == 2_000_000


@pytest.mark.parametrize(
    "words",
    [
        ("extract", "article.txt", "--published", "soon"),
        ("add", "article.txt", "--publisher", "X", "--published", "2026-02-30"),
        ("add", "article.txt"),
        ("claims", "--as-of", "April"),
        ("claims", "--attribute", "colour"),
        ("claims", "--verdict", "maybe"),
        ("settle", "article.txt", "--today", "x"),
        ("extract",),
        ("sing",),
    ],
)
def test_wrong_usage_is_exit_two_and_writes_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(here)
    result = run(*words)
    assert result.exit_code == 2
    assert not (here / "ledger.db").exists()


def test_settle_adds_the_verdict_to_each_line(here: Path) -> None:
    said = run("extract", here / "article.txt", "--published", "2026-05-02").stdout
    (here / "said.jsonl").write_text(said)
    (here / "days.jsonl").write_text('{"doc": "article.txt", "published": "2026-05-02"}')
    words = ("settle", here / "said.jsonl", "--documents", here / "days.jsonl")
    found = rows(run(*words))
    assert list(found[0])[: len(FIELDS)] == FIELDS
    window = next(row for row in found if row["attribute"] == "context_window")
    assert (window["verdict"], window["knowable_from"], window["false_when_published"]) == (
        "refuted",
        "2026-04-24",
        True,
    )
    assert window["fact"]["value"] == 1_050_000
    assert "1,050,000" in window["reason"]
    assert "refuted, already false" in run(*words, "--format", "table").stdout
    early = rows(run(*words, "--today", "2026-04-01"))
    assert {row["verdict"] for row in early} <= {"open", "unverifiable"}


def test_settle_names_the_line_that_is_no_assertion(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "said.jsonl").write_text('\n{"doc": "a"}')
    code, shown = called("settle", here / "said.jsonl", monkeypatch=monkeypatch, capsys=capsys)
    assert code == 1
    assert "line 2" in shown


def test_a_document_is_added_once_and_listed(here: Path) -> None:
    words = ("add", here / "article.txt", "--publisher", "dev.to", "--published", "2026-05-02")
    first, again = run(*words), run(*words)
    assert first.exit_code == 0, first.output
    assert "taken in" in first.output
    assert "already known" in again.output
    found = rows(run("claims", "--doc", "article.txt", "--format", "jsonl"))
    window = next(row for row in found if row["attribute"] == "context_window")
    [said] = window["assertions"]
    assert said["publisher"] == "dev.to"
    assert said["false_when_published"] is True
    assert window["verdict"] == "refuted"


def test_a_document_in_another_language_is_kept_and_not_read(here: Path) -> None:
    (here / "neu.txt").write_text(f"{NEWS['de']}\n\n{TRADE['de']}\n\n{ARTICLE}")
    words = ("add", here / "neu.txt", "--publisher", "Blatt", "--published", "2026-05-02")
    first, again = run(*words), run(*words)
    assert first.exit_code == 0, first.output
    assert "taken in; in German: kept, not read" in first.output
    assert "already known" in again.output
    assert not rows(run("claims", "--doc", "neu.txt", "--format", "jsonl"))


def test_a_text_comes_in_by_standard_input_too(here: Path) -> None:
    assert here.is_dir()
    words = (
        "add",
        "-",
        "--publisher",
        "X",
        "--published",
        "2026-04-02",
        "--url",
        "https://x.example/1",
    )
    assert "https://x.example/1" in run(*words, stdin=ARTICLE).output


def test_claims_can_be_narrowed_and_dated(here: Path) -> None:
    run("add", here / "article.txt", "--publisher", "dev.to", "--published", "2026-04-02")
    by_verdict = rows(run("claims", "--verdict", "refuted", "--format", "jsonl"))
    assert [row["attribute"] for row in by_verdict] == ["context_window"]
    then = rows(run("claims", "--as-of", "2026-04-20", "--format", "jsonl"))
    assert {row["verdict"] for row in then} <= {"open", "unverifiable"}
    assert not rows(
        run("claims", "--as-of", "2026-04-20", "--verdict", "refuted", "--format", "jsonl")
    )
    assert "2,000,000 tokens" in run("claims", "--model", "gpt-5.5").stdout


def test_one_claim_is_shown_by_how_its_id_begins(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("add", here / "article.txt", "--publisher", "dev.to", "--published", "2026-04-02")
    [refuted] = rows(run("claims", "--verdict", "refuted", "--format", "jsonl"))
    shown = run("show", refuted["id"][:6]).stdout
    assert "2-million-token context window" in shown
    assert rows(run("show", refuted["id"], "--format", "jsonl")) == [refuted]
    assert "refuted" not in run("show", refuted["id"], "--as-of", "2026-04-20").stdout
    code, said = called("show", "zzz", monkeypatch=monkeypatch, capsys=capsys)
    assert (code, "no claim" in said) == (1, True)


def test_a_rebuild_gives_the_same_lines(here: Path) -> None:
    run("add", here / "article.txt", "--publisher", "dev.to", "--published", "2026-04-02")
    before = run("claims", "--format", "jsonl").stdout
    rebuilt = run("rebuild")
    assert "verdicts:" in rebuilt.output
    assert run("claims", "--format", "jsonl").stdout == before


def test_a_new_ledger_is_made_and_filled_first(here: Path) -> None:
    result = run("claims", "--format", "jsonl")
    assert "making the ledger" in result.stderr
    assert (here / "ledger.db").exists()
    assert len(result.stdout.splitlines()) == 1


def test_a_broken_data_file_is_named(
    here: Path, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here.is_dir()
    (data / "facts/openai.toml").write_text(FACTS + 'colour = "blue"\n')
    code, shown = called("claims", monkeypatch=monkeypatch, capsys=capsys)
    assert code == 1
    assert "openai.toml, fact 2 colour" in shown


def test_up_fills_collects_and_serves(
    here: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.is_dir()
    (data / "sources.toml").write_text("")
    served: list[tuple[str, int]] = []

    def serve(host: str, port: int, meanwhile: Callable[[Event], None] | None = None) -> int:
        served.append((host, port))
        if meanwhile:
            ended = Event()
            Timer(0.5, ended.set).start()
            meanwhile(ended)
        return 0

    monkeypatch.setattr(serving, "serve", serve)
    monkeypatch.setattr(serving, "check_free", lambda *_: None)
    result = run("up", "--port", "8777")
    assert result.exit_code == 0, result.output
    assert "making the ledger" in result.output
    assert "the shipped data is all there" in run("up", "--no-collect").output
    assert run("serve").exit_code == 0
    assert served == [("127.0.0.1", 8777), ("127.0.0.1", 8501), ("127.0.0.1", 8501)]


def test_a_full_pipe_is_no_traceback(here: Path) -> None:
    (here / "article.txt").write_text(ARTICLE * 3000)
    program = [sys.executable, "-m", "app.cli"]
    words = [*program, "extract", str(here / "article.txt")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:  # noqa: S603 - our own program
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        said = child.stderr.read().decode()
        child.wait(30)
    assert "Traceback" not in said
    assert child.returncode == 1


# A shell starts what it puts in the background deaf to Ctrl-C, and its children inherit that.
LISTENING = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from app.cli import main; main()"
)


def test_an_interrupt_is_no_traceback(here: Path) -> None:
    words = [sys.executable, "-c", LISTENING, "add", "-", "--publisher", "X"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stderr=pipe) as child:  # noqa: S603 - our own program
        time.sleep(STARTED_S)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=30)
    assert b"Traceback" not in said
    assert child.returncode in (130, -signal.SIGINT)
    assert not (here / "ledger.db").exists()
