"""The ledger: a database of records, opened with its schema brought up to date, and saved to.

SQLite by default, PostgreSQL with the same code. What was scraped and what a person decided
is kept for ever; what was derived can be dropped and made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlmodel import Session, create_engine, select

from app.errors import LedgerError
from app.schema import (
    Assertion,
    Band,
    Claim,
    Concern,
    Conflict,
    DailyRoot,
    Decision,
    Document,
    Evidence,
    Fact,
    HostRules,
    ListedValue,
    LogEntry,
    PageState,
    Record,
    Schedule,
    ScrapeRun,
    Source,
    Subscription,
    Verdict,
    VerdictChange,
)
from app.store.statements import inserting, key_of, known, replacing, row_of

MIGRATIONS = Path(__file__).parent / "migrations"
LATEST = "0003"  # the revision this program knows; a test holds it to the migrations
BATCH = 500  # ids in one query: SQLite takes 999 variables in its oldest builds
BUSY_TIMEOUT_MS = 30_000  # a scrape may write while the dashboard reads

# Writers queue up before they read: SQLite fails a writer at once whose reading is out of date,
# and two programs that make a ledger at the same time would clash on any database.
_LOCKS = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SELECT pg_advisory_xact_lock(hashtext('hearsay'))",
}

SAVE_ORDER: tuple[type[Record], ...] = (
    Source,
    Document,
    Claim,
    Concern,
    Assertion,
    Fact,
    Verdict,
    Conflict,
    Decision,
    VerdictChange,
    LogEntry,
    DailyRoot,
    Evidence,
    Band,
    ListedValue,
    Subscription,
    Schedule,
    PageState,
    HostRules,
    ScrapeRun,
)


def open_ledger(url: str) -> Engine:
    """The ledger at a database URL, made or migrated where that is needed.

    Raises:
        LedgerError: unreachable, locked, not a database, or newer than this program.
    """
    try:
        engine = _engine(url)
        with engine.connect() as connection:
            current = _revision(connection) == LATEST
        if not current:
            _migrate(engine)
    except (DBAPIError, ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(shown(url), _why(error)) from error
    return engine


def is_new(engine: Engine) -> bool:
    """Whether nothing was ever saved in this ledger."""
    with Session(engine) as session:
        return session.exec(select(Source.slug).limit(1)).first() is None


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session whose records stay usable after it is closed.

    Raises:
        LedgerError: the database refused.
    """
    try:
        with Session(engine, expire_on_commit=False) as session:
            yield session
    except DBAPIError as error:
        raise LedgerError(shown(str(engine.url)), _why(error)) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session that is committed as a whole, or not at all.

    Raises:
        LedgerError: the database refused (locked, read-only, full).
    """
    try:
        with Session(engine) as session, session.begin():
            _lock(session.connection())
            yield session
    except DBAPIError as error:
        raise LedgerError(shown(str(engine.url)), _why(error)) from error


def save(session: Session, records: Iterable[Record]) -> list[Record]:
    """Save what is not there yet, and return just that. Known ids stay as they are."""
    fresh = unsaved(session, records)
    insert(session, fresh)
    return fresh


def unsaved(session: Session, records: Iterable[Record]) -> list[Record]:
    """Those of `records` that the ledger does not have yet, each once, in the order of saving."""
    fresh: list[Record] = []
    for table, some in _by_table(records):
        key = key_of(table)
        by_key = {getattr(record, key): record for record in some}
        for there in _there(session, table, list(by_key)):
            del by_key[there]
        fresh += by_key.values()
    return fresh


def insert(session: Session, records: Iterable[Record]) -> None:
    """Save records that are not there yet."""
    for table, some in _by_table(records):
        session.flush()
        statement = inserting(table, session.get_bind().dialect.name)
        session.connection().execute(statement, [row_of(record) for record in some])


def upsert(session: Session, table: type[Record], records: Sequence[Record]) -> None:
    """Save records of one table, in place of those with the same key."""
    if records:
        session.flush()
        statement = replacing(table, session.get_bind().dialect.name)
        session.connection().execute(statement, [row_of(record) for record in records])


def shown(url: str) -> str:
    """A database URL as it may be printed: without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "the ledger"


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    if path := make_url(url).database:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        _lock(connection)
        if _revision(connection) == LATEST:
            return  # another program was quicker
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise LedgerError(
                shown(str(engine.url)),
                "it was made by a newer version of this program; update the program",
            ) from error


def _lock(connection: Connection) -> None:
    """Wait for all other writers, so that two programs follow one another."""
    connection.exec_driver_sql(_LOCKS[connection.dialect.name])


def _by_table(records: Iterable[Record]) -> Iterator[tuple[type[Record], list[Record]]]:
    by_table: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_table[type(record)].append(record)
    for table in filter(by_table.__contains__, SAVE_ORDER):
        yield table, by_table[table]


def _there(session: Session, table: type[Record], ids: list[Any]) -> Iterator[Any]:
    session.flush()
    for first in range(0, len(ids), BATCH):
        asked = {"ids": ids[first : first + BATCH]}
        yield from session.connection().execute(known(table), asked).scalars()


def _why(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"its driver {error.name} is missing; for PostgreSQL: pip install 'hearsay[pg]'"
    said = str(getattr(error, "orig", None) or error)
    if "locked" in said:
        return "another program is writing to it; try again in a moment"
    if "readonly" in said or "unable to open" in said:
        return f"{said}; check the path and its permissions"
    return said.splitlines()[0]
