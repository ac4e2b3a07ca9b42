"""What `hearsay verify` prints."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, delete
from sqlmodel import Session

from app import cli
from app.settings import PROJECT, settings
from app.store import log, open_ledger, writing
from tests.log_samples import (
    DAYS,
    ENTRIES,
    MILL,
    MONDAY,
    ROOTS,
    added,
    alter,
    alter_entry,
    fact,
)

GUIDE = PROJECT / "docs/running.md"


class Installation:
    """A ledger of its own with the shipped data of the tests, and commands run on it."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'ledger.db'}"

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(cli.app, words)

    @property
    def engine(self) -> Engine:
        return open_ledger(self.url)


@pytest.fixture
def here(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    assert data.is_dir()
    installation = Installation(tmp_path)
    monkeypatch.setenv("HEARSAY_DATABASE_URL", installation.url)
    settings.cache_clear()
    with writing(installation.engine) as session:
        added(session, [MILL, fact(1)], MONDAY)
        added(session, [fact(2)], DAYS[1])
        log.close(session, DAYS[2])
    return installation


def test_the_command_prints_the_last_root(here: Installation) -> None:
    with Session(here.engine) as session:
        last = log.roots(session)[-1]
    result = here.run("verify")
    assert (result.exit_code, result.stderr) == (0, "all is as it was logged\n")
    assert result.stdout == f"2026-11-17  1 entry  root {last.root}\n"


def test_the_command_prints_every_root_as_a_line_to_search(here: Installation) -> None:
    result = here.run("verify", "--format", "jsonl")
    rows = [json.loads(row) for row in result.stdout.splitlines()]
    assert [(row["day"], row["entries"]) for row in rows] == [("2026-11-16", 2), ("2026-11-17", 1)]
    assert rows[1]["previous"] == rows[0]["root"]


@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_the_command_fails_with_every_problem_in_a_line(here: Installation, form: str) -> None:
    with writing(here.engine) as session:
        alter(session, "fact", fact(1).id, "note")
        alter(session, "fact", fact(2).id, "note")
    result = here.run("verify", "--format", form)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()[-2:]
    told = [json.loads(line)["problem"] if form == "jsonl" else line for line in lines]
    assert sorted(told) == sorted(
        f"fact {fact(number).id} was changed since it was logged on {day}"
        for number, day in ((1, MONDAY), (2, DAYS[1]))
    )
    assert result.stderr == "the ledger is not what its log says\n"


def test_before_the_first_root_the_command_says_when_there_will_be_one(here: Installation) -> None:
    with writing(here.engine) as session:
        session.connection().execute(delete(ROOTS))
        session.connection().execute(delete(ENTRIES))
        log.take_up(session, date.max)
    result = here.run("verify")
    assert result.exit_code == 0
    assert result.stdout.startswith("there is no root yet")


def test_the_program_in_the_guide_makes_every_root_again(here: Installation) -> None:
    [program] = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    path = here.url.removeprefix("sqlite:///")
    with Session(here.engine) as session:
        roots = [f"{root.day} {root.root} as kept" for root in log.roots(session)]

    def told() -> list[str]:
        done = subprocess.run(  # noqa: S603 - the program is our own guide's
            [sys.executable, "-c", program, path], check=True, capture_output=True, text=True
        )
        return done.stdout.splitlines()

    assert told() == roots
    with writing(here.engine) as session:
        alter_entry(session, 1, digest="ab")
    assert all(line.endswith("NOT AS KEPT") for line in told())
