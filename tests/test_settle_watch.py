"""What a launch day shows: verdicts told as they become others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine
from sqlmodel import select

from app import cli, launch_day, pipeline
from app.errors import LedgerError
from app.model_names import ModelNames
from app.schema import Claim, Decision, Document, Fact, Source, VerdictChange
from app.settings import PROJECT
from app.settling import settle_claims
from app.store import insert, open_ledger, reading, writing
from app.vocabulary import DecisionKind, Outcome
from tests.replay import SAMPLES
from tests.settling_samples import on_record
from tests.small_web import START, Web, source

TODAY = START.date()
MILL = Source(slug="mill", name="Mill")
MODEL = "openai/gpt-40"
SAID = "GPT-40 will have a context window of 2 million tokens. Basalt is the codename of GPT-40."


class EnoughError(Exception):
    """The watcher has waited as often as the test wants it to."""


def _rumour(ledger: Engine, text: str = SAID) -> Document:
    document = Document.of(
        source="mill", name="a.txt", published=date(2031, 3, 1), text=text, added_at=START
    )
    pipeline.add(ledger, MILL, document, TODAY)
    return document


def _window(tokens: int, day: date = TODAY) -> Fact:
    said = {"attribute": "context_window", "value": tokens, "unit": "tokens"}
    return on_record(MODEL, said, day)


def _take(ledger: Engine, *facts: Fact, today: date = TODAY) -> None:
    with writing(ledger) as session:
        pipeline.take_in(session, facts, today)


def _seen(
    ledger: Engine, *meanwhile: Callable[[], object], since: date = TODAY, model: str | None = None
) -> list[launch_day.Flip]:
    """The flips seen until each of `meanwhile` has happened during one wait."""
    steps = iter(meanwhile)

    def wait() -> None:
        step = next(steps, None)
        if step is None:
            raise EnoughError
        step()

    found: list[launch_day.Flip] = []
    with pytest.raises(EnoughError):
        found.extend(launch_day.watched(ledger, since, model, wait))  # keeps what came before
    return found


def _turns(flips: list[launch_day.Flip]) -> list[tuple[Outcome, Outcome]]:
    return [(flip.change.before, flip.change.after) for flip in flips]


def test_a_flip_is_told_once_when_it_happens(ledger: Engine) -> None:
    _rumour(ledger)
    [flip] = _seen(ledger, lambda: _take(ledger, _window(500_000)), lambda: None)
    assert _turns([flip]) == [(Outcome.open, Outcome.refuted)]
    assert (flip.claim.attribute, flip.url) == ("context_window", f"https://vendor.example/{MODEL}")


def test_what_nothing_flips_is_not_told(ledger: Engine) -> None:
    _rumour(ledger)
    again = on_record(MODEL, {"attribute": "price", "value": 2, "unit": "usd_per_mtok"}, TODAY)
    assert _seen(ledger, lambda: _take(ledger, again)) == []


def test_it_begins_with_what_changed_since_the_day_given(ledger: Engine) -> None:
    _rumour(ledger)
    _take(ledger, _window(500_000))
    later = TODAY + timedelta(1)
    assert len(_seen(ledger)) == 1
    assert _seen(ledger, since=later) == []
    better = _window(2_000_000, TODAY).model_copy(update={"authority": "vendor"})
    assert better.id != _window(500_000).id
    found = _seen(ledger, lambda: _take(ledger, better, today=later), since=later)
    assert [flip.change.changed_on for flip in found] == [later]


@pytest.mark.parametrize(
    ("model", "told"), [("openai/gpt-40", 1), ("gpt-40", 1), ("gpt-4", 0), ("openai/gpt-41", 0)]
)
def test_one_model_can_be_watched_alone(ledger: Engine, model: str, told: int) -> None:
    _rumour(ledger)
    _take(ledger, _window(500_000))
    assert len(_seen(ledger, model=model)) == told


def test_more_flips_than_one_look_holds_are_all_told_without_a_wait(
    ledger: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rumour(ledger)
    _take(ledger, _window(500_000))
    [known] = _seen(ledger)
    said = known.change.model_dump(exclude={"number"})
    with writing(ledger) as session:
        session.add_all(VerdictChange(**said) for _ in range(5))
    monkeypatch.setattr(launch_day, "AT_ONCE", 2)
    numbers = [flip.change.number or 0 for flip in _seen(ledger)]
    assert len(numbers) == 6
    assert numbers == sorted(set(numbers))


def test_a_line_says_what_was_claimed_how_it_turned_why_and_where_to_read_it(
    ledger: Engine,
) -> None:
    _rumour(ledger)
    _take(ledger, _window(500_000))
    [flip] = _seen(ledger)
    row = flip.row(START, lambda _: "GPT-40\x1b[2J")
    line = launch_day.in_a_line(row, ModelNames.shipped())
    assert line.startswith("2031-05-10T12:00:00+00:00 GPT-40")
    assert "open → refuted" in line
    assert "(the vendor, 10 May 2031)" in line
    assert line.endswith(f" https://vendor.example/{MODEL}")
    assert "\x1b" not in line


def test_what_a_person_decided_leads_to_what_they_went_by(ledger: Engine) -> None:
    _rumour(ledger)
    with reading(ledger) as session:
        claim_id = session.exec(select(Claim.id)).first() or ""
    word = Decision.of(
        claim_id=claim_id,
        kind=DecisionKind.decides,
        outcome=Outcome.refuted,
        because="The page says so.",
        evidence="https://page.example/1",
        by="Ada",
        decided_at=START,
    )
    with writing(ledger) as session:
        insert(session, [word])
        settle_claims(session, [claim_id], TODAY)
    [flip] = _seen(ledger)
    assert (flip.change.after, flip.url) == (Outcome.refuted, "https://page.example/1")


def test_a_visit_to_a_catalogue_flips_claims_in_the_same_pass(
    ledger: Engine, tmp_path: Path
) -> None:
    _rumour(ledger)
    web, shelf = Web(), source("shelf", shape="openrouter")
    web.pages[shelf.url] = (SAMPLES / "openrouter" / "models.json").read_text()
    found = _seen(ledger, lambda: web.run(ledger, tmp_path, shelf), lambda: None)
    window = [flip for flip in found if flip.claim.attribute == "context_window"]
    assert _turns(window) == [(Outcome.open, Outcome.refuted)]
    assert window[0].url == shelf.url
    assert _seen(ledger, lambda: web.run(ledger, tmp_path, shelf), since=TODAY + timedelta(1)) == []


def test_a_ledger_that_is_gone_is_said(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    with ledger.begin() as connection:
        connection.exec_driver_sql("DROP TABLE verdictchange")
    with pytest.raises(LedgerError):
        next(launch_day.watched(ledger, TODAY, None, lambda: None))


@pytest.mark.parametrize(
    "words",
    [[], ["said.jsonl", "--watch"], ["--watch", "--every", "0"], ["--watch", "--since", "x"]],
)
def test_either_assertions_or_the_ledger_are_settled(words: list[str]) -> None:
    shown = CliRunner().invoke(cli.app, ["settle", *words])
    assert shown.exit_code == 2
    assert "Usage: " in shown.stderr


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[tuple[Engine, Callable[..., subprocess.Popen[str]]]]:
    """A ledger with a rumour, and the program that watches it."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    ledger = open_ledger(url)
    _rumour(ledger)
    started: list[subprocess.Popen[str]] = []

    def start(*words: str) -> subprocess.Popen[str]:
        # Where tests run in the background, Ctrl-C is ignored until somebody asks for it.
        heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"
        listening = f"import signal; {heard}; from app.cli import main; main()"
        command = ["-c", listening, "settle", "--watch", "--every", "0.1", "--since", "2031-01-01"]
        program = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *command, *words],
            cwd=PROJECT,
            env=os.environ | {"HEARSAY_DATABASE_URL": url},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(program)
        return program

    yield ledger, start
    for program in started:
        program.kill()
        program.wait()
    ledger.dispose()


def test_the_program_prints_what_another_one_settles_until_it_is_stopped(
    watching: tuple[Engine, Callable[..., subprocess.Popen[str]]],
) -> None:
    ledger, start = watching
    _take(ledger, _window(500_000))
    program = start("--format", "jsonl")
    assert program.stdout
    first = json.loads(program.stdout.readline())
    _take(ledger, _window(2_000_000))
    second = json.loads(program.stdout.readline())
    assert (first["before"], first["after"]) == ("open", "refuted")
    assert (second["before"], second["after"]) == ("refuted", "confirmed")
    assert datetime.fromisoformat(second["seen_at"]) >= datetime.fromisoformat(first["seen_at"])
    program.send_signal(signal.SIGINT)
    assert program.wait(timeout=20) == 130
    assert program.stderr
    assert "Traceback" not in program.stderr.read()


def test_a_closed_pipe_ends_the_program_quietly(
    watching: tuple[Engine, Callable[..., subprocess.Popen[str]]],
) -> None:
    ledger, start = watching
    _take(ledger, _window(500_000))
    program = start()
    assert program.stdout
    assert "open → refuted" in program.stdout.readline()
    program.stdout.close()
    _take(ledger, _window(2_000_000))
    assert program.wait(timeout=20) == 1
    assert program.stderr
    assert "Traceback" not in program.stderr.read()
