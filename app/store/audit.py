"""Whether the ledger is still what its log says: all is hashed again and compared.

What somebody with write access changes along with the log, every digest and every root after
it, is as consistent as before. A root that was written down elsewhere shows that too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Column, Engine, RowMapping, Select, exists, func, select
from sqlmodel import Session

from app.digests import KEPT, NO_ROOT, Tree, digest, leaf_of
from app.schema import DailyRoot, LogEntry
from app.store import reading
from app.store.log import AT_ONCE, roots
from app.store.statements import key_of, table_of
from app.vocabulary import Change

MOST_TOLD = 20  # problems of one sort: whoever reads more of them learns no more

Progress = Callable[[str, int, int], None]
"""Told the step's name, how much is done, and how much there is."""

# What a column's type raises where the database holds what no column of that type can.
_UNREADABLE = (ValueError, LookupError, TypeError)
# All is read as it stood at one moment, whoever writes meanwhile.
_STILL = {
    "sqlite": "BEGIN",
    "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
}
_LOG = table_of(LogEntry)


@contextmanager
def standing_still(engine: Engine) -> Iterator[Session]:
    """A session that reads the ledger as it stands now, however long that takes.

    Raises:
        LedgerError: the database refused.
    """
    with reading(engine) as session:
        connection = session.connection()
        connection.exec_driver_sql(_STILL[connection.dialect.name])
        yield session


def verify(session: Session, told: Progress | None = None) -> list[str]:
    """What does not fit, each in a sentence; nothing where all is as it was logged.

    Reads every record and every entry of the log, some at a time. Of each sort of problem the
    first `MOST_TOLD` are named and the others counted. `session`: of `standing_still` where
    somebody else may write.
    """
    check = _Check(session, told)
    found = [*_some(check.log())]
    for kind in KEPT:
        found += _some(check.records(kind))
        found += _some(check.gone(kind))
    return found


@dataclass(slots=True)
class _Day:
    """The entries of one day, as they are read."""

    day: date
    tree: Tree


@dataclass(frozen=True, slots=True)
class _Check:
    """One look at everything."""

    session: Session
    told: Progress | None

    def log(self) -> Iterator[str]:
        """What is wrong in the log itself: numbers, days, kinds and roots."""
        left = {root.day: root for root in roots(self.session)}
        yield from _chain(left.values())
        last_closed = max(left, default=date.min)
        now = _Day(date.min, Tree())
        number = 0
        for known, entry in self._rows("the log", select(_LOG), _LOG.c.number):
            if known != number + 1:
                yield _missing(number + 1, known - 1)
            number = known
            if entry is None:
                yield f"entry {known} cannot be read"
                continue
            if entry["kind"] not in KEPT:
                yield f"entry {known} is of a kind that is not kept: {entry['kind']!r}"
            if entry["day"] < now.day:
                yield f"entry {known} was added to {entry['day']} when {now.day} had begun"
                continue
            if entry["day"] > now.day:
                yield from _closed(now, left.pop(now.day, None), last_closed)
                now = _Day(entry["day"], Tree())
            now.tree.add(leaf_of(entry))
        yield from _closed(now, left.pop(now.day, None), last_closed)
        for root in left.values():
            yield f"the entries of {root.day} are gone, its root was made over {root.entries}"

    def records(self, kind: str) -> Iterator[str]:
        """The records of a kind that are not what was logged of them last."""
        table = table_of(KEPT[kind])
        key = table.columns[key_of(KEPT[kind])]
        later = _LOG.alias("later")
        last = (
            select(func.max(later.c.number))
            .where(later.c.record_id == key, later.c.kind == kind)
            .scalar_subquery()
        )
        logged = [_LOG.c[name].label(f"logged_{name}") for name in ("day", "change", "digest")]
        asked = select(table, *logged).select_from(table.outerjoin(_LOG, _LOG.c.number == last))
        for known, row in self._rows(f"{kind}s", asked, key):
            if row is None:
                yield f"{kind} {known} cannot be read"
            elif row["logged_digest"] is None:
                yield f"{kind} {known} was never logged"
            elif row["logged_change"] is Change.withdrawn:
                yield f"{kind} {known} is here, though it was withdrawn on {row['logged_day']}"
            elif row["logged_digest"] != digest(kind, row):
                yield f"{kind} {known} was changed since it was logged on {row['logged_day']}"

    def gone(self, kind: str) -> Iterator[str]:
        """The records of a kind that are gone without a word."""
        table = table_of(KEPT[kind])
        later = _LOG.alias("later")
        is_here = exists().where(table.columns[key_of(KEPT[kind])] == _LOG.c.record_id)
        is_old = exists().where(
            later.c.record_id == _LOG.c.record_id,
            later.c.kind == kind,
            later.c.number > _LOG.c.number,
        )
        asked = select(_LOG.c.number, _LOG.c.record_id, _LOG.c.day).where(
            _LOG.c.kind == kind, _LOG.c.change != Change.withdrawn, ~is_here, ~is_old
        )
        for _, row in self._rows(None, asked, _LOG.c.number):
            if row is not None:
                known, day = row["record_id"], row["day"]
                yield f"{kind} {known}, logged on {day}, is gone and was not withdrawn"

    def _rows(
        self, name: str | None, asked: Select[Any], key: Column[Any]
    ) -> Iterator[tuple[Any, RowMapping | None]]:
        """The rows of a query by their keys; `None` for one that cannot be read."""
        total = self._count(key.table) if self.told and name else 0
        done, page = 0, asked.order_by(key).limit(AT_ONCE)
        some = self._page(page, key)
        while some:
            yield from some
            done += len(some)
            if self.told and name:
                self.told(f"checking {name}", done, total)
            some = self._page(page.where(key > some[-1][0]), key)

    def _page(self, page: Select[Any], key: Column[Any]) -> list[tuple[Any, RowMapping | None]]:
        """One page of rows, row by row where one of them cannot be read."""
        connection = self.session.connection()
        try:
            return [(row[key], row) for row in connection.execute(page).mappings()]
        except _UNREADABLE:
            keys = connection.execute(page.with_only_columns(key, maintain_column_froms=True))
            return [(known, self._row(page.where(key == known))) for known in keys.scalars()]

    def _row(self, asked: Select[Any]) -> RowMapping | None:
        try:
            return self.session.connection().execute(asked).mappings().one()
        except _UNREADABLE:
            return None

    def _count(self, table: Any) -> int:
        counted = select(func.count()).select_from(table)
        return int(self.session.connection().execute(counted).scalar_one())


def _chain(known: Iterable[DailyRoot]) -> Iterator[str]:
    """The roots that do not name the one before them."""
    previous = NO_ROOT
    for root in known:
        if root.previous != previous:
            yield f"the root of {root.day} does not follow from the one before it"
        previous = root.root


def _closed(now: _Day, root: DailyRoot | None, last_closed: date) -> Iterator[str]:
    """What is wrong with a day all of whose entries were read."""
    tree = now.tree
    if root is None:
        if tree.size and now.day <= last_closed:
            yield f"{now.day} has entries and no root, though {last_closed} was closed"
    elif tree.size != root.entries:
        yield f"{now.day} has {tree.size} entries, its root was made over {root.entries}"
    elif tree.root(now.day, root.previous) != root.root:
        yield f"the entries of {now.day} are not those that its root was made over"


def _missing(first: int, last: int) -> str:
    """Entries that should be there, or one that should not."""
    if first > last:
        return f"entry {last + 1} stands before the first"
    return (
        f"entry {first} is missing" if first == last else f"entries {first} to {last} are missing"
    )


def _some(problems: Iterator[str]) -> Iterator[str]:
    """The first few, and how many more there are."""
    yield from islice(problems, MOST_TOLD)
    if more := sum(1 for _ in problems):
        yield f"and {more} more like the last one"
