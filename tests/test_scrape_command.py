"""`hearsay scrape` as a program: cut off at any moment, twice at once, without a network."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from sqlmodel import SQLModel, select

from app.schema import (
    Assertion,
    Claim,
    Document,
    Evidence,
    Fact,
    PageState,
    Schedule,
    Subscription,
    Verdict,
)
from app.settings import PROJECT
from app.store import open_ledger, reading
from scrapers.archive import Archive
from tests.conftest import free_port

FEEDS = 100
KILLS = int(os.environ.get("HEARSAY_KILLS", "3"))  # 200 take ten minutes
EDITIONS = 2
LONGEST_LIFE_S = 4.0  # a start and a pass take less on a quiet machine
HEARSAY = [sys.executable, "-c", "from app.cli import main; main()"]

OF_THE_MOMENT = {"added_at", "evidence", "settled_on", "checked_at", "recheck_at"}


@pytest.fixture
def port() -> Iterator[int]:
    """Where a small internet is served."""
    chosen = free_port()
    words = [sys.executable, "-m", "tests.internet", str(chosen)]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=PROJECT)  # noqa: S603 - our own program
    assert server.stdout
    server.stdout.readline()
    yield chosen
    server.terminate()
    server.wait()


class Installation:
    """A ledger of its own that visits the feeds of the small internet."""

    def __init__(self, folder: Path, port: int, feeds: int = FEEDS) -> None:
        self.folder = folder
        folder.mkdir()
        for shipped in (PROJECT / "data").iterdir():
            if shipped.name in ("models", "speakers.toml", "benchmarks.toml", "wording.toml"):
                (folder / shipped.name).symlink_to(shipped)
        entries = [
            f'[[source]]\nslug = "feed-{n}"\nshape = "posts"\npublisher = "Feed {n}"\n'
            f'url = "http://127.0.0.1:{port}/feed/{n}.xml"\nevery_s = 600\nat_least = 20\n'
            for n in range(feeds)
        ]
        (folder / "sources.toml").write_text("\n".join(entries))
        self.environment = {
            **os.environ,
            "HEARSAY_DATA_DIR": str(folder),
            "HEARSAY_ALLOW_HOSTS": f"127.0.0.1:{port}",
            "HEARSAY_PAUSE_S": "0",
        }
        self.environment.pop("HEARSAY_DATABASE_URL", None)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A command, started."""
        pipe = subprocess.PIPE
        return subprocess.Popen(  # noqa: S603 - our own program
            [*HEARSAY, *words],
            cwd=PROJECT,
            env=self.environment,
            stderr=pipe,
            stdout=pipe,
            text=True,
        )

    def run(self, *words: str) -> tuple[int, str]:
        """A command's exit status and what it said."""
        process = self.start(*words)
        _, said = process.communicate(timeout=120)
        return process.returncode, said

    def rows(self, table: type[SQLModel]) -> list[Any]:
        """All of a table."""
        engine = open_ledger(f"sqlite:///{self.folder / 'hearsay.db'}")
        with reading(engine) as session:
            return list(session.exec(select(table)))

    def state(self) -> dict[str, list[str]]:
        """All that a ledger says, but for when it was come by."""
        tables = (Document, Assertion, Claim, Verdict, Fact, PageState)
        return {
            table.__name__: sorted(
                row.model_dump_json(exclude=OF_THE_MOMENT) for row in self.rows(table)
            )
            for table in tables
        }


def edition(port: int, number: int) -> None:
    urlopen(f"http://127.0.0.1:{port}/edition/{number}").close()


def asked(port: int) -> dict[str, int]:
    with urlopen(f"http://127.0.0.1:{port}/asked") as answer:
        found: dict[str, int] = json.load(answer)
    return found


def test_a_pass_that_is_killed_at_any_moment_leaves_nothing_lost_and_nothing_twice(
    tmp_path: Path, port: int
) -> None:
    calm, struck = Installation(tmp_path / "calm", port), Installation(tmp_path / "struck", port)
    chance = random.Random(2031)  # noqa: S311 - moments, no secrets
    killed = 0
    for number in range(EDITIONS):
        edition(port, number)
        assert calm.run("scrape", "--all")[0] == 0
        for _ in range(KILLS // EDITIONS + (number < KILLS % EDITIONS)):
            process = struck.start("scrape", "--all")
            time.sleep(chance.uniform(0, LONGEST_LIFE_S))
            killed += process.poll() is None
            process.kill()
            process.communicate()
        status, said = struck.run("scrape", "--all")
        assert status == 0, said
        assert f"{FEEDS} sources visited" in said
    assert killed > KILLS / 2
    for table, rows in calm.state().items():
        assert rows == struck.state()[table], table
    assert len(calm.rows(Document)) == FEEDS * (20 + 2 * (EDITIONS - 1))
    assert {row.leased_by for row in struck.rows(Schedule)} == {None}
    kept = {row.id: row for row in struck.rows(Evidence)}
    archive = Archive(struck.folder / "archive")
    for evidence in {row.evidence for row in struck.rows(Document)}:
        assert archive.read(kept[evidence]).status == 200


def test_two_passes_at_once_fetch_each_source_once(tmp_path: Path, port: int) -> None:
    here = Installation(tmp_path / "two", port)
    edition(port, 0)
    two = [here.start("scrape") for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in two]
    assert [process.returncode for process in two] == [0, 0], said
    feeds = {path: count for path, count in asked(port).items() if path.startswith("/feed/")}
    assert len(feeds) == FEEDS
    assert set(feeds.values()) == {1}
    assert len(here.rows(Document)) == FEEDS * 20


def test_a_pass_ends_cleanly_in_its_middle(tmp_path: Path, port: int) -> None:
    here = Installation(tmp_path / "ended", port)
    process = here.start("schedule")
    assert process.stderr
    while "new document" not in process.stderr.readline():
        assert process.poll() is None
    started = time.monotonic()
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 0, said
    assert time.monotonic() - started < 5
    assert "Traceback" not in said
    assert {row.leased_by for row in here.rows(Schedule)} == {None}
    assert here.run("scrape")[0] == 0
    assert len(here.rows(Document)) == FEEDS * 20


def test_without_a_network_a_pass_says_so_in_one_line_and_changes_nothing(
    tmp_path: Path, port: int
) -> None:
    here = Installation(tmp_path / "dark", port, feeds=0)
    hosts = [f"host-{n}.invalid" for n in range(30)]
    entries = [
        f'[[source]]\nslug = "feed-{n}"\nshape = "feed"\npublisher = "Feed {n}"\n'
        f'url = "https://{host}/feed"\n'
        for n, host in enumerate(hosts)
    ]
    (here.folder / "sources.toml").write_text("\n".join(entries))
    started = time.monotonic()
    status, said = here.run("scrape")
    assert status == 1
    assert time.monotonic() - started < 30
    assert len([line for line in said.splitlines() if "no network" in line]) == 1
    assert {row.failures for row in here.rows(Schedule)} == {0}
    assert here.rows(Subscription) == []
