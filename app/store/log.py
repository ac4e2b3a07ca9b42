"""The log of the past: what was added, amended or withdrawn, day by day, and the roots over it.

Entries are numbered 1, 2, 3 … without a gap, and no entry is of an earlier day than the one
before it. A day stays open until a later one begins; then its root is written down, and what
comes late is logged under the day that is open. `app.digests` says what the hashes are over,
`app.store.audit` tells whether all still holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count, groupby
from typing import Any, NamedTuple

from sqlalchemy import RowMapping, Select
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.digests import KEPT, NO_ROOT, Tree, digest, digest_of, kind_of, leaf_of
from app.schema import DailyRoot, LogEntry, Record
from app.store import insert
from app.store.statements import key_of, table_of
from app.vocabulary import Change

AT_ONCE = 500  # rows read together: a document is some KB, so they are a few MB

_LOG = table_of(LogEntry)
# In the words of the databases: for the twenty records of a visit, what the mapper does to read
# one row and write twenty takes as long as hashing them.
_END = """
    SELECT max(number), (SELECT day FROM logentry ORDER BY number DESC LIMIT 1),
        (SELECT max(day) FROM dailyroot)
    FROM logentry
"""
_WRITTEN = "INSERT INTO logentry (number, day, kind, record_id, change, digest) VALUES ({})"
_SIGNS = {"sqlite": ", ".join(6 * ["?"]), "postgresql": ", ".join(6 * ["%s"])}


class _End(NamedTuple):
    """The end of the log: number and day of the last entry, and the last day that was closed."""

    number: int | None
    day: date | None
    closed: date | None


def append(session: Session, records: Iterable[Record], change: Change, day: date) -> None:
    """Log what happened to records on a day, in the transaction in which it happens.

    They are logged as they are now: after they were saved or amended, before they are dropped.
    Records that are not kept for ever are left out. The first entry of a day closes the days
    before it.
    """
    kept = [(kind, record) for record in records if (kind := kind_of(type(record))) in KEPT]
    if not kept:
        return
    end = _end(session)
    if end.number is None:
        take_up(session, day)
        if change is not Change.withdrawn:
            return  # they were taken up with the rest
        end = _end(session)
    rows = [(kind, getattr(one, key_of(KEPT[kind])), digest_of(one)) for kind, one in kept]
    _write(session, end, rows, change, day)


def take_up(session: Session, day: date) -> int:
    """Log all records of a ledger from before there was a log; how many.

    A log that was begun stays as it is: what it does not have was added behind its back.
    """
    if _end(session).number is not None:
        return 0
    taken = 0
    for kind, table in KEPT.items():
        key = key_of(table)
        for some in _pages(session, table):
            rows = [(kind, row[key], digest(kind, row)) for row in some]
            _write(session, _end(session), rows, Change.added, day)
            taken += len(rows)
    return taken


def close(session: Session, today: date) -> list[DailyRoot]:
    """Write down the root of each day before `today` that has entries and none yet."""
    last = session.exec(select(DailyRoot).order_by(col(DailyRoot.day).desc()).limit(1)).first()
    last_day, previous = (last.day, last.root) if last else (date.min, NO_ROOT)
    found = []
    for day, some in groupby(_entries(session, last_day, today), lambda entry: entry["day"]):
        tree = Tree()
        for entry in some:
            tree.add(leaf_of(entry))
        root = tree.root(day, previous)
        found.append(DailyRoot(day=day, entries=tree.size, previous=previous, root=root))
        previous = root
    insert(session, found)
    return found


def roots(session: Session) -> list[DailyRoot]:
    """The roots of all days that were closed, oldest first."""
    return list(session.exec(select(DailyRoot).order_by(col(DailyRoot.day))))


def _write(
    session: Session, end: _End, rows: Sequence[tuple[str, str, str]], change: Change, day: date
) -> None:
    """Append an entry for each kind, id and digest, under the first day that is open."""
    if end.day and end.day < day:
        close(session, day)
    open_from = end.closed + timedelta(1) if end.closed else day
    day = max(day, open_from, end.day or day)
    numbers = count((end.number or 0) + 1)
    entries = [
        (number, day.isoformat(), kind, known, change.value, made)
        for number, (kind, known, made) in zip(numbers, rows, strict=False)
    ]
    connection = session.connection()
    written = _WRITTEN.format(_SIGNS[connection.dialect.name])
    connection.exec_driver_sql(written, entries)


def _end(session: Session) -> _End:
    session.flush()
    number, *days = session.connection().exec_driver_sql(_END).one()
    # SQLite has days as text.
    return _End(number, *(date.fromisoformat(str(day)) if day else None for day in days))


def _pages(session: Session, table: type[Record]) -> Iterator[Sequence[RowMapping]]:
    """The rows of a kept table by their keys, some at a time."""
    rows = table_of(table)
    key, after = rows.columns[key_of(table)], ""
    asked = columns(rows).order_by(key).limit(AT_ONCE)
    while some := session.connection().execute(asked.where(key > after)).mappings().all():
        yield some
        after = some[-1][key.name]


def _entries(session: Session, after: date, before: date) -> Iterator[RowMapping]:
    """The entries of the days between two, in their order."""
    number, day = _LOG.c.number, _LOG.c.day
    asked: Select[Any] = columns(_LOG).where(day > after, day < before)
    # Found by the index on days: from there on the numbers are followed.
    first = columns(number).where(day > after).order_by(day, number).limit(1)
    found = session.connection().execute(first).scalar()
    if found is None:
        return
    reached = found - 1
    some = asked.order_by(number).limit(AT_ONCE)
    while rows := session.connection().execute(some.where(number > reached)).mappings().all():
        yield from rows
        reached = rows[-1]["number"]
