"""The ways to run it, held to what there is: commands, options, units, the workflow's steps."""

from __future__ import annotations

import gzip
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from app.cli import app
from app.settings import PROJECT

DOCS = PROJECT / "docs"
UNITS = sorted((DOCS / "systemd").glob("hearsay*"))
WORKFLOW = PROJECT / ".github" / "workflows" / "scrape.yml"
WITH_COMMANDS = [DOCS / "running.md", DOCS / "crontab", WORKFLOW, *UNITS]
COMMAND = re.compile(r"(?:^|[\s`/(])hearsay (?P<words>[a-z][^`|>&;\n]*)")
INSTALLED = Path("/opt/hearsay/.venv/bin/hearsay")
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]  # as GitHub runs `shell: bash`

HEARSAY = """#!{python}
import pathlib, sqlite3, sys
if sys.argv[1:2] == ["scrape"]:
    ledger = sqlite3.connect("data/hearsay.db")
    ledger.execute("CREATE TABLE IF NOT EXISTS visit (at)")
    ledger.execute("INSERT INTO visit VALUES (1)")
    ledger.commit()
    archive = pathlib.Path("data/archive")
    archive.mkdir(exist_ok=True)
    with (archive / "2031-05-04.warc.gz").open("ab") as day:
        day.write(b"answer")
    sys.exit({code})
print("{{}}")
"""


def commands_in(text: str) -> Iterator[list[str]]:
    """Each `hearsay …` of a text, as a shell takes it apart, without what it is piped to."""
    code = re.sub(r"^ *#.*$|(?<=\s)#.*$", "", text, flags=re.MULTILINE)
    for found in COMMAND.finditer(code):
        yield shlex.split(found["words"].rstrip(" \\"))


def check(words: list[str]) -> None:
    """Fails unless the words name a command that there is, with options that it has."""
    command: click.Command = app
    context = click.Context(command)
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
        context = click.Context(command, parent=context)
    assert command is not app, f"there is no command {words}"
    known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    given = {word.split("=")[0] for word in words if word.startswith("-")}
    assert given <= known, f"{command.name} has no {given - known}"


@pytest.mark.parametrize("file", WITH_COMMANDS, ids=lambda file: file.name)
def test_what_is_told_to_be_typed_can_be_typed(file: Path) -> None:
    for words in commands_in(file.read_text()):
        check(words)


def test_the_page_names_every_command_of_collecting() -> None:
    said = {words[0] for words in commands_in((DOCS / "running.md").read_text())}
    assert {"scrape", "schedule", "sources", "watch", "doctor"} <= said


def test_a_command_that_there_is_not_would_be_seen() -> None:
    assert list(commands_in("run `hearsay frob --all` or\n hearsay scrape  # now")) == [
        ["frob", "--all"],
        ["scrape"],
    ]
    for wrong in (["frob"], ["scrape", "--frob"]):
        with pytest.raises(AssertionError):
            check(wrong)


def test_the_page_and_the_units_name_files_that_there_are() -> None:
    page = (DOCS / "running.md").read_text()
    links = re.findall(r"\]\(([^)#:]+)\)", page)
    assert links
    assert all((DOCS / link).exists() for link in links)
    assert INSTALLED.relative_to("/opt/hearsay") == Path(".venv/bin/hearsay")
    for unit in UNITS:
        for path in re.findall(r"file:///opt/hearsay/(\S+)", unit.read_text()):
            assert (PROJECT / path).exists()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    root, program = tmp_path, tmp_path / INSTALLED.relative_to("/")
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    shipped = Path("/lib/systemd/system")
    if shipped.is_dir():  # the targets that the units name
        shutil.copytree(shipped, root / "lib/systemd/system", symlinks=True)
    (root / "etc/systemd/system").mkdir(parents=True)
    for unit in UNITS:
        shutil.copy(unit, root / "etc/systemd/system")
    names = [unit.name for unit in UNITS]
    verify = ["systemd-analyze", "verify", f"--root={root}", "--man=no", *names]
    done = subprocess.run(verify, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    told = [line for line in done.stderr.splitlines() if "hearsay" in line]
    assert (done.returncode, told) == (0, [])


def test_the_units_write_nowhere_but_to_the_ledger_and_the_archive() -> None:
    for unit in DOCS.glob("systemd/*.service"):
        said = unit.read_text().splitlines()
        assert {
            "ProtectSystem=strict",
            "NoNewPrivileges=yes",
            "StateDirectory=hearsay hearsay/archive",
            "KillSignal=SIGTERM",
        } <= set(said)
        assert not [line for line in said if line.startswith("ReadWritePaths")]


def test_the_line_of_cron_is_five_times_and_a_command() -> None:
    lines = (DOCS / "crontab").read_text().splitlines()
    (line,) = [line for line in lines if not re.match(r"#|[A-Z_]+=", line)]
    *times, command = line.split(maxsplit=5)
    assert times == ["*/15", "*", "*", "*", "*"]
    assert "%" not in command  # which cron takes for a line's end
    subprocess.run(["bash", "-n", "-c", command], check=True)  # noqa: S603, S607 - reads it, no more


def job() -> dict[str, Any]:
    """The one job of the workflow."""
    workflow: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text())
    (found,) = workflow["jobs"].values()
    return dict(found)


def steps() -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in job()["steps"] if "name" in step}


def test_the_workflow_runs_alone_and_may_only_write_to_the_repository() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text())
    assert workflow["permissions"] == {"contents": "write"}
    assert workflow["concurrency"] == {"group": "scrape", "cancel-in-progress": False}
    assert workflow[True]["schedule"]  # "on" is a truth of YAML 1.1
    assert job()["if"] == "vars.HEARSAY_CONTACT != ''"
    assert job()["defaults"]["run"]["shell"] == "bash"


class Runner:
    """A clone on a runner: its steps are run as they stand in the workflow."""

    def __init__(self, folder: Path, origin: Path, code: int = 0) -> None:
        self.folder, self.output = folder, folder.with_suffix(".output")
        git("clone", "--quiet", str(origin), str(folder))
        (folder / ".venv/bin").mkdir(parents=True)
        (folder / "data").mkdir()
        (folder / ".venv/bin/python").symlink_to(sys.executable)
        program = folder / ".venv/bin/hearsay"
        program.write_text(HEARSAY.format(python=sys.executable, code=code))
        program.chmod(0o755)
        self.output.touch()

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        step = steps()[name]
        tip = dict(line.split("=") for line in self.output.read_text().splitlines()).get("tip", "")
        said = {"TIP": tip, "GIT_INDEX_FILE": str(self.folder.with_suffix(".index"))}
        env = os.environ | {"GITHUB_OUTPUT": str(self.output)} | step.get("env", {})
        env |= {key: value for key, value in said.items() if key in step.get("env", {})}
        return subprocess.run(  # noqa: S603 - the workflow's own words
            [*BASH, step["run"]],
            cwd=self.folder,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )

    def visits(self) -> int:
        ledger = sqlite3.connect(self.folder / "data/hearsay.db")
        return int(ledger.execute("SELECT count(*) FROM visit").fetchone()[0])


def git(*words: str) -> str:
    named = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    done = subprocess.run(  # noqa: S603 - our own words
        ["git", *named, *words],  # noqa: S607 - whichever git is there
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository with one commit on main and no branch data."""
    made, bare = tmp_path / "made", tmp_path / "origin.git"
    git("init", "--quiet", "--initial-branch=main", str(made))
    (made / "README.md").write_text("A repository.\n")
    git("-C", str(made), "add", ".")
    git("-C", str(made), "commit", "--quiet", "--message=Begin")
    git("clone", "--quiet", "--bare", str(made), str(bare))
    return bare


def test_passes_of_the_workflow_go_on_from_one_another(tmp_path: Path, origin: Path) -> None:
    for number in (1, 2, 3):
        runner = Runner(tmp_path / f"run{number}", origin)
        for name in ("Restore", "Scrape", "Publish"):
            done = runner.run(name)
            assert done.returncode == 0, done.stderr
        assert runner.visits() == number
        day = runner.folder / "data/archive/2031-05-04.warc.gz"
        assert day.read_bytes() == b"answer" * number
    listed = git("-C", str(origin), "ls-tree", "-r", "--name-only", "data").splitlines()
    assert listed == [
        "archive/2031-05-04.warc.gz.aa",
        "claims.jsonl",
        "hearsay.db.gz.aa",
        "sources.jsonl",
    ]
    assert git("-C", str(origin), "rev-list", "--count", "data") == "1"
    assert git("-C", str(origin), "rev-list", "--count", "main") == "1"


def test_what_is_published_in_parts_is_restored_whole(tmp_path: Path, origin: Path) -> None:
    first = Runner(tmp_path / "first", origin)
    published = {"hearsay.db.gz": gzip.compress(b"a ledger" * 99), "archive/d.warc.gz": b"abcdef"}
    for name, whole in published.items():
        for part, start in (("aa", 0), ("ab", 4)):
            file = first.folder / f"{name}.{part}"
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(whole[start : 4 if part == "aa" else None])
            git("-C", str(first.folder), "add", "--force", str(file))
    git("-C", str(first.folder), "commit", "--quiet", "--message=Parts")
    git("-C", str(first.folder), "push", "--quiet", "origin", "HEAD:refs/heads/data")
    second = Runner(tmp_path / "second", origin)
    assert second.run("Restore").returncode == 0
    assert (second.folder / "data/hearsay.db").read_bytes() == b"a ledger" * 99
    assert (second.folder / "data/archive/d.warc.gz").read_bytes() == b"abcdef"


@pytest.mark.parametrize(("code", "exits"), [(0, 0), (3, 0), (1, 1), (2, 2)])
def test_some_failures_are_a_warning_and_more_are_a_failed_run(
    tmp_path: Path, origin: Path, code: int, exits: int
) -> None:
    runner = Runner(tmp_path / "run", origin, code)
    done = runner.run("Scrape")
    assert done.returncode == exits
    assert ("::warning::" in done.stdout) == (code == 3)


def test_a_ledger_that_could_not_be_restored_is_not_replaced(tmp_path: Path, origin: Path) -> None:
    runner = Runner(tmp_path / "run", origin)
    origin.rename(tmp_path / "gone.git")
    assert runner.run("Restore").returncode not in {0, 2}
    assert "steps.restore.outcome == 'success'" in steps()["Publish"]["if"]


def test_a_pass_does_not_replace_what_another_published_meanwhile(
    tmp_path: Path, origin: Path
) -> None:
    slow, quick = Runner(tmp_path / "slow", origin), Runner(tmp_path / "quick", origin)
    for runner in (slow, quick):
        assert runner.run("Restore").returncode == 0
        assert runner.run("Scrape").returncode == 0
    assert slow.run("Scrape").returncode == 0
    assert quick.run("Publish").returncode == 0
    assert slow.run("Publish").returncode != 0


def test_a_damaged_ledger_is_not_published(tmp_path: Path, origin: Path) -> None:
    runner = Runner(tmp_path / "run", origin)
    assert runner.run("Restore").returncode == 0
    (runner.folder / "data/hearsay.db").write_bytes(b"SQLite format 3\x00" + b"rubbish" * 999)
    assert runner.run("Publish").returncode != 0
    assert not git("-C", str(origin), "branch", "--list", "data")
