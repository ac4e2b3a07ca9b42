"""The log of the past: what is entered when, and the roots over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import pipeline
from app.digests import KEPT, NO_ROOT, digest_of, leaf_of, root_of
from app.schema import Document, Fact, LogEntry, ScrapeRun, Source, Verdict
from app.store import audit, listings, log, open_ledger, save, writing
from app.store.statements import row_of
from app.vocabulary import Change, Outcome, RunStatus
from scrapers.scraper import Listed
from tests.log_samples import (
    DAYS,
    HISTORY,
    MILL,
    MONDAY,
    added,
    document,
    dropped,
    entries,
    fact,
    lived_through,
    problems,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty ledger, to be copied: that is quicker than to make another."""
    path = tmp_path_factory.mktemp("log") / "ledger.db"
    open_ledger(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def fresh(made: Path, tmp_path: Path) -> Iterator[Engine]:
    """An empty ledger of the usual kind, for what no database has a part in."""
    engine = open_ledger(f"sqlite:///{shutil.copy(made, tmp_path)}")
    yield engine
    engine.dispose()


@pytest.fixture
def lived(ledger: Engine) -> Engine:
    lived_through(ledger)
    return ledger


def test_an_untouched_ledger_verifies(lived: Engine) -> None:
    assert problems(lived) == []


def test_an_empty_ledger_verifies_and_has_no_root(fresh: Engine) -> None:
    assert problems(fresh) == []
    with writing(fresh) as session:
        assert log.close(session, MONDAY) == log.roots(session) == []


def test_an_entry_says_what_happened_to_which_record_and_when(fresh: Engine) -> None:
    with writing(fresh) as session:
        added(session, [MILL, fact(1)], MONDAY)
        dropped(session, fact(1), DAYS[1])
    with Session(fresh) as session:
        own = [row_of(entry) for entry in entries(session)]
    of_fact = {"kind": "fact", "record_id": fact(1).id, "digest": digest_of(fact(1))}
    of_mill = {"kind": "source", "record_id": "mill", "digest": digest_of(MILL)}
    assert own == [
        {"number": 1, "day": MONDAY, "change": Change.added, **of_mill},
        {"number": 2, "day": MONDAY, "change": Change.added, **of_fact},
        {"number": 3, "day": DAYS[1], "change": Change.withdrawn, **of_fact},
    ]


def test_what_can_be_made_anew_is_not_logged(fresh: Engine) -> None:
    moment = datetime(2026, 11, 16, tzinfo=UTC)
    run = ScrapeRun(
        id="r", source="mill", started_at=moment, finished_at=moment, status=RunStatus.unchanged
    )
    verdict = Verdict(claim_id="c", outcome=Outcome.open, reason="nobody knows", rule="names")
    with writing(fresh) as session:
        log.append(session, [run, verdict], Change.added, MONDAY)
        assert entries(session) == []


def test_a_day_is_closed_by_the_first_entry_of_a_later_one(fresh: Engine) -> None:
    with writing(fresh) as session:
        added(session, [MILL], MONDAY)
        added(session, [fact(1)], MONDAY)
        assert log.roots(session) == []
        added(session, [fact(2)], DAYS[2])
        assert [(root.day, root.entries) for root in log.roots(session)] == [(MONDAY, 2)]


def test_closing_is_for_the_days_before_today_and_twice_is_once(lived: Engine) -> None:
    with writing(lived) as session:
        assert log.close(session, DAYS[2]) == []
        before = [row_of(root) for root in log.roots(session)]
        assert [row["day"] for row in before] == DAYS[:2]
        [last] = log.close(session, DAYS[2] + timedelta(1))
        assert (last.day, last.entries, last.previous) == (DAYS[2], 6, before[1]["root"])
        assert log.close(session, DAYS[2] + timedelta(1)) == []
        assert [row_of(root) for root in log.roots(session)][:2] == before
    assert problems(lived) == []


def test_several_days_are_closed_at_once_each_on_the_one_before(fresh: Engine) -> None:
    with writing(fresh) as session:
        added(session, [MILL, *HISTORY[0]], MONDAY)
        for day, number in ((DAYS[1], 5), (DAYS[2], 6)):
            known = entries(session)[-1].number or 0
            row: dict[str, Any] = {
                "number": known + 1,
                "kind": "fact",
                "change": Change.added,
                "day": day,
            }
            save(session, [fact(number)])
            row |= {"record_id": fact(number).id, "digest": digest_of(fact(number))}
            session.add(LogEntry(**row))
        session.flush()
        first, second = log.close(session, DAYS[2])
        assert (first.previous, second.previous) == (NO_ROOT, first.root)
    assert problems(fresh) == []


def test_a_root_is_over_the_entries_of_its_day(fresh: Engine) -> None:
    lived_through(fresh)
    with Session(fresh) as session:
        leaves = [leaf_of(row_of(entry)) for entry in entries(session)]
        first, second = log.roots(session)
    assert first.root == root_of(MONDAY, NO_ROOT, leaves[:4])
    assert second.root == root_of(DAYS[1], first.root, leaves[4:7])


def test_what_comes_late_is_logged_under_the_day_that_is_open(fresh: Engine) -> None:
    with writing(fresh) as session:
        added(session, [MILL], DAYS[1])
        added(session, [fact(1)], MONDAY)
        log.close(session, DAYS[2])
        added(session, [fact(2)], DAYS[1])
        assert [entry.day for entry in entries(session)] == [DAYS[1], DAYS[1], DAYS[2]]
    assert problems(fresh) == []


def test_more_entries_than_are_read_at_once_make_one_root(
    ledger: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(ledger) as session:
        added(session, [MILL, *(document(number) for number in range(7))], MONDAY)
        leaves = [leaf_of(row_of(entry)) for entry in entries(session)]
        monkeypatch.setattr(log, "AT_ONCE", 3)
        [root] = log.close(session, DAYS[1])
        assert root.root == root_of(MONDAY, NO_ROOT, leaves)
    monkeypatch.setattr(audit, "AT_ONCE", 3)
    assert problems(ledger) == []


def test_two_ledgers_with_the_same_history_have_the_same_roots(
    lived: Engine, tmp_path: Path
) -> None:
    other = open_ledger(f"sqlite:///{tmp_path / 'other.db'}")
    lived_through(other)
    both = []
    for engine in (lived, other):
        with writing(engine) as session:
            log.close(session, DAYS[2] + timedelta(1))
            both.append([row_of(root) for root in log.roots(session)])
    assert both[0] == both[1]
    assert len(both[0]) == 3
    other.dispose()


# A ledger from before the log.


def test_a_ledger_from_before_the_log_is_taken_up_once(
    ledger: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "AT_ONCE", 2)
    with writing(ledger) as session:
        save(session, [record for some in HISTORY for record in some])
        assert log.take_up(session, MONDAY) == 9
        assert log.take_up(session, DAYS[1]) == 0
        assert {entry.kind for entry in entries(session)} == set(KEPT)
    assert problems(ledger) == []


def test_the_first_entry_takes_up_what_was_there_before(fresh: Engine) -> None:
    with writing(fresh) as session:
        save(session, HISTORY[0])
        added(session, [fact(9)], MONDAY)
        ids = [entry.record_id for entry in entries(session)]
        assert sorted(ids) == sorted(["mill", document(1).id, document(2).id, *FACTS_1_9])
    assert problems(fresh) == []


FACTS_1_9 = (fact(1).id, fact(9).id)


def test_what_is_dropped_from_a_ledger_of_before_is_taken_up_and_withdrawn(fresh: Engine) -> None:
    with writing(fresh) as session:
        save(session, HISTORY[0])
        dropped(session, fact(1), MONDAY)
        told = [(entry.change, entry.record_id) for entry in entries(session)][3:]
        assert told == [(Change.added, fact(1).id), (Change.withdrawn, fact(1).id)]
    assert problems(fresh) == []


def test_a_log_that_was_begun_takes_nothing_up(fresh: Engine) -> None:
    lived_through(fresh)
    with writing(fresh) as session:
        save(session, [fact(7)])
        assert log.take_up(session, DAYS[2]) == 0
        added(session, [fact(8)], DAYS[2])
    assert problems(fresh) == [f"fact {fact(7).id} was never logged"]


# What the pipeline does.


LISTED = Listed(fact(7))


def changes(engine: Engine, kind: str) -> list[tuple[date, Change]]:
    with Session(engine) as session:
        return [(entry.day, entry.change) for entry in entries(session) if entry.kind == kind]


def test_all_that_is_taken_in_is_logged(
    fresh: Engine, source: Source, article: Document, fact: Fact
) -> None:
    for day in DAYS[:2]:
        with writing(fresh) as session:
            pipeline.take_in(session, [source, article, fact, LISTED], day)
    for kind, number in (("source", 1), ("document", 1), ("fact", 2)):
        assert changes(fresh, kind) == [(MONDAY, Change.added)] * number
    assert problems(fresh) == []


def test_a_copy_that_was_first_does_not_count_as_changed(fresh: Engine) -> None:
    """Which of several documents is the first turns out later."""
    words = " ".join(f"word{number}" for number in range(60))
    for hour in (9, 8):
        moment = datetime(2026, 11, 16, hour, tzinfo=UTC)
        copy = Document.of(
            source="mill", name=f"https://{hour}.example/", text=words, added_at=moment
        )
        with writing(fresh) as session:
            pipeline.take_in(session, [MILL, copy], MONDAY)
    with Session(fresh) as session:
        assert [row.copy_of is None for row in session.exec(select(Document))].count(False) == 1
    assert problems(fresh) == []


def test_what_leaves_the_shipped_files_is_withdrawn_and_may_come_back(
    fresh: Engine, data: Path
) -> None:
    paths = [data / folder / "openai.toml" for folder in ("facts", "history")]
    kept = [path.read_text() for path in paths]
    for day, texts in zip(DAYS, (kept, ["", ""], kept), strict=True):
        for path, entered in zip(paths, texts, strict=True):
            path.write_text(entered)
        pipeline.fill(fresh, day)
    came_and_went = list(zip(DAYS, (Change.added, Change.withdrawn, Change.added), strict=True))
    assert changes(fresh, "document") == came_and_went
    assert set(changes(fresh, "fact")) == set(came_and_went)
    assert problems(fresh) == []


def test_every_command_closes_the_days_that_are_over(fresh: Engine) -> None:
    with writing(fresh) as session:
        added(session, [MILL], MONDAY)
    pipeline.refresh(fresh, MONDAY)
    with Session(fresh) as session:
        assert log.roots(session) == []
    pipeline.refresh(fresh, DAYS[1])
    with Session(fresh) as session:
        assert [root.day for root in log.roots(session)] == [MONDAY]


@pytest.mark.parametrize("step", [pipeline.refresh, pipeline.fill])
def test_a_ledger_from_before_the_log_is_taken_up_by_whatever_opens_it(
    fresh: Engine, data: Path, step: Callable[[Engine, date], object]
) -> None:
    assert data.is_dir()
    with writing(fresh) as session:
        save(session, HISTORY[0])
    step(fresh, MONDAY)
    assert problems(fresh) == []


# What catalogues list.


def test_a_listed_value_is_logged_and_so_is_the_end_of_the_one_before(ledger: Engine) -> None:
    with writing(ledger) as session:
        for day, value in zip(DAYS, (1, 2, 1), strict=True):
            listings.taken_in(session, [fact(value, valid_from=day)], day)
        told = [(entry.day, entry.change) for entry in entries(session)]
    assert told[:3] == [
        (MONDAY, Change.added),
        (DAYS[1], Change.added),
        (DAYS[1], Change.amended),
    ]
    assert (DAYS[2], Change.amended) in told
    assert problems(ledger) == []


def test_what_is_listed_as_before_is_logged_once(fresh: Engine) -> None:
    with writing(fresh) as session:
        for day in DAYS:
            listings.taken_in(session, [fact(1)], day)
        assert len(entries(session)) == 1
