"""Every change of the past shows, and is told for what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, text, update
from sqlmodel import Session, select

from app.digests import KEPT, columns_of, digest_of
from app.schema import (
    Fact,
    LogEntry,
)
from app.store import log, open_ledger, save, writing
from app.store.audit import MOST_TOLD, standing_still, verify
from app.store.statements import key_of, table_of
from tests.log_samples import (
    CLOSED,
    DAYS,
    ENTRIES,
    MILL,
    MONDAY,
    ROOTS,
    add_entry,
    added,
    alter,
    alter_entry,
    decision,
    document,
    entries,
    fact,
    lived_through,
    other_value,
    problems,
)


@pytest.fixture
def lived(ledger: Engine) -> Engine:
    lived_through(ledger)
    return ledger


@pytest.fixture(scope="module")
def one_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A ledger for laws: each case changes it in a transaction that is rolled back."""
    engine = open_ledger(f"sqlite:///{tmp_path_factory.mktemp('log') / 'ledger.db'}")
    lived_through(engine)
    yield engine
    engine.dispose()


FREE = [  # columns without a vocabulary of their own; the others are in the next table
    (kind, column.name)
    for kind, table in KEPT.items()
    for column in table_of(table).columns
    if column.name in columns_of(kind) and not hasattr(column.type, "enums")
]
WORDS = [
    ("source", "kind", "press"),
    ("document", "precision", "month"),
    ("document", "read", "excerpt"),
    ("fact", "op", "ge"),
    ("fact", "polarity", "denies"),
    ("fact", "authority", "press"),
    ("fact", "certainty", "low"),
    ("decision", "kind", "decides"),
    ("decision", "outcome", "partly"),
]
PLACES = [(kind, column, None) for kind, column in FREE] + WORDS


def test_every_logged_column_is_changed_by_some_case() -> None:
    logged = {(kind, column) for kind in KEPT for column in columns_of(kind)}
    assert {(kind, column) for kind, column, _ in PLACES} == logged


def bind_nothing(session: Session) -> None:
    """Let a source go while its documents stay."""
    for statement in ("BEGIN", "PRAGMA defer_foreign_keys = ON"):
        session.connection().exec_driver_sql(statement)


def keys_of(session: Session, kind: str) -> list[str]:
    key = table_of(KEPT[kind]).c[key_of(KEPT[kind])]
    return list(session.connection().execute(select(key).order_by(key)).scalars())


@settings(deadline=None)  # a busy machine takes its time over a ledger
@given(st.sampled_from(PLACES), st.data())
def test_any_change_of_a_logged_column_is_found(
    one_ledger: Engine, place: tuple[str, str, str | None], data: st.DataObject
) -> None:
    kind, column, word = place
    with Session(one_ledger) as session:
        known = data.draw(st.sampled_from(keys_of(session, kind)))
        bind_nothing(session)
        alter(session, kind, known, column, word)
        found = verify(session)
    if column == key_of(KEPT[kind]):
        assert f"{kind} {known}x was never logged" in found
    else:
        assert [problem.partition(" since ")[0] for problem in found] == [
            f"{kind} {known} was changed"
        ]


@settings(deadline=None)  # a busy machine takes its time over a ledger
@given(st.sampled_from(list(KEPT)), st.data())
def test_any_record_that_is_deleted_is_found(
    one_ledger: Engine, kind: str, data: st.DataObject
) -> None:
    table, key = table_of(KEPT[kind]), key_of(KEPT[kind])
    with Session(one_ledger) as session:
        known = data.draw(st.sampled_from(keys_of(session, kind)))
        bind_nothing(session)
        session.connection().execute(delete(table).where(table.c[key] == known))
        [problem] = verify(session)
    assert problem.startswith(f"{kind} {known}, logged on ")
    assert problem.endswith(" is gone and was not withdrawn")


@settings(deadline=None)  # a busy machine takes its time over a ledger
@given(st.data())
def test_any_change_of_an_entry_of_a_closed_day_is_found(
    one_ledger: Engine, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, CLOSED))
    column = data.draw(st.sampled_from(list(LogEntry.model_fields)))
    with Session(one_ledger) as session:
        entry = session.get_one(LogEntry, number)
        other = 99 if column == "number" else other_value(getattr(entry, column))
        alter_entry(session, number, **{column: "withdrawn" if column == "change" else other})
        assert verify(session)


@settings(deadline=None)  # a busy machine takes its time over a ledger
@given(st.permutations(range(1, CLOSED + 1)))
def test_any_other_order_of_the_entries_is_found(one_ledger: Engine, order: list[int]) -> None:
    with Session(one_ledger) as session:
        for number, place in enumerate(order, 1):
            alter_entry(session, number, number=-place)
        for number in order:
            alter_entry(session, -number, number=number)
        assert bool(verify(session)) is (order != sorted(order))


@settings(deadline=None)  # a busy machine takes its time over a ledger
@given(st.integers(1, CLOSED + 5))
def test_any_entry_that_is_deleted_is_found(one_ledger: Engine, number: int) -> None:
    with Session(one_ledger) as session:
        session.connection().execute(delete(ENTRIES).where(ENTRIES.c.number == number))
        assert f"entry {number} is missing" in verify(session)


def add_to_a_closed_day(session: Session) -> None:
    log.close(session, DAYS[2] + timedelta(1))
    add_entry(session, DAYS[2])


def alter_record_and_log(session: Session) -> None:
    alter(session, "fact", fact(2).id, "note")
    session.expire_all()
    alter_entry(session, 6, digest=digest_of(session.get_one(Fact, fact(2).id)))


def drop_a_day(session: Session) -> None:
    session.connection().execute(delete(ENTRIES).where(ENTRIES.c.day == DAYS[1]))


FORGERIES: list[tuple[str, Callable[[Session], object], str]] = [
    (
        "an entry of a day that is over",
        lambda session: add_entry(session, MONDAY),
        "entry 14 was added to 2026-11-16 when 2026-11-18 had begun",
    ),
    (
        "an entry of the last day after its root",
        add_to_a_closed_day,
        "2026-11-18 has 7 entries, its root was made over 6",
    ),
    (
        "an entry of a kind that nobody keeps",
        lambda session: add_entry(session, DAYS[2], kind="rumour"),
        "entry 14 is of a kind that is not kept: 'rumour'",
    ),
    (
        "an entry before the first",
        lambda session: add_entry(session, MONDAY, number=0),
        "entry 0 stands before the first",
    ),
    ("a day's entries", drop_a_day, "entries 5 to 7 are missing"),
    (
        "a day's entries, of which the root is left",
        drop_a_day,
        "the entries of 2026-11-17 are gone, its root was made over 3",
    ),
    (
        "a root",
        lambda session: session.connection().execute(
            update(ROOTS).where(ROOTS.c.day == MONDAY).values(root="ab" * 32)
        ),
        "the entries of 2026-11-16 are not those that its root was made over",
    ),
    (
        "what a root follows from",
        lambda session: session.connection().execute(
            update(ROOTS).where(ROOTS.c.day == DAYS[1]).values(previous="ab" * 32)
        ),
        "the root of 2026-11-17 does not follow from the one before it",
    ),
    (
        "how many entries a root is over",
        lambda session: session.connection().execute(update(ROOTS).values(entries=9)),
        "2026-11-16 has 4 entries, its root was made over 9",
    ),
    (
        "the day of a root",
        lambda session: session.connection().execute(
            update(ROOTS).where(ROOTS.c.day == MONDAY).values(day=MONDAY - timedelta(1))
        ),
        "2026-11-16 has entries and no root, though 2026-11-17 was closed",
    ),
    (
        "a root that is gone",
        lambda session: session.connection().execute(delete(ROOTS).where(ROOTS.c.day == MONDAY)),
        "the root of 2026-11-17 does not follow from the one before it",
    ),
    (
        "a record that was withdrawn",
        lambda session: save(session, [document(4)]),
        f"document {document(4).id} is here, though it was withdrawn on 2026-11-18",
    ),
    (
        "a record that nobody logged",
        lambda session: save(session, [decision(9)]),
        f"decision {decision(9).id} was never logged",
    ),
    (
        "a record changed and the log with it",
        alter_record_and_log,
        "the entries of 2026-11-17 are not those that its root was made over",
    ),
]


@pytest.mark.parametrize(
    ("forge", "problem"), [row[1:] for row in FORGERIES], ids=[row[0] for row in FORGERIES]
)
def test_a_forgery_is_told_for_what_it_is(
    one_ledger: Engine, forge: Callable[[Session], object], problem: str
) -> None:
    with Session(one_ledger) as session:
        forge(session)
        assert problem in verify(session)


def test_every_database_tells_them_alike(lived: Engine) -> None:
    for _, forge, problem in FORGERIES:
        with Session(lived) as session:
            forge(session)
            assert problem in verify(session)
    assert problems(lived) == []


UNREADABLE = [
    ("UPDATE fact SET value = 'no JSON' WHERE id = :id", "fact", f"fact {fact(1).id}"),
    ("UPDATE fact SET valid_from = 'one day' WHERE id = :id", "fact", f"fact {fact(1).id}"),
    ("UPDATE logentry SET day = 'one day' WHERE number = 2", "entry", "entry 2"),
]


@pytest.mark.parametrize(("statement", "kind", "which"), UNREADABLE)
def test_what_no_column_can_hold_is_told_and_the_rest_is_read(
    one_ledger: Engine, statement: str, kind: str, which: str
) -> None:
    with Session(one_ledger) as session:
        asked = text(statement).bindparams(id=fact(1).id) if kind == "fact" else text(statement)
        session.connection().execute(asked)
        alter(session, "decision", decision(1).id, "because")
        found = verify(session)
    assert f"{which} cannot be read" in found
    assert f"decision {decision(1).id} was changed since it was logged on 2026-11-17" in found


def test_of_many_problems_the_first_are_named_and_the_others_counted(ledger: Engine) -> None:
    with writing(ledger) as session:
        added(session, [MILL], MONDAY)
        save(session, [fact(number) for number in range(MOST_TOLD + 5)])
    found = problems(ledger)
    assert len(found) == MOST_TOLD + 1
    assert all(problem.endswith(" was never logged") for problem in found[:-1])
    assert found[-1] == "and 5 more like the last one"


def test_what_is_saved_during_the_check_is_no_problem_of_it(lived: Engine) -> None:
    with standing_still(lived) as session:
        count = len(entries(session))
        with writing(lived) as other:
            added(other, [fact(8), document(8)], DAYS[2] + timedelta(3))
        assert verify(session) == []
        assert len(entries(session)) == count
    assert problems(lived) == []


def test_the_check_tells_how_far_it_is(lived: Engine) -> None:
    told: list[tuple[str, int, int]] = []
    with standing_still(lived) as session:
        verify(session, lambda *step: told.append(step))
    assert told == [
        ("checking the log", 13, 13),
        ("checking sources", 1, 1),
        ("checking documents", 3, 3),
        ("checking facts", 3, 3),
        ("checking decisions", 1, 1),
    ]
