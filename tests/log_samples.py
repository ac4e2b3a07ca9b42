"""Three days of a ledger, and ways to change them behind the log's back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, update
from sqlmodel import Session, select

from app.digests import KEPT
from app.schema import (
    DailyRoot,
    Decision,
    Document,
    Fact,
    LogEntry,
    Record,
    Source,
)
from app.store import log, save, writing
from app.store.audit import standing_still, verify
from app.store.statements import key_of, table_of
from app.vocabulary import Change

MONDAY = date(2026, 11, 16)
DAYS = [MONDAY + timedelta(days) for days in range(3)]
MILL = Source(slug="mill", name="Old Mill")


def document(number: int) -> Document:
    return Document.of(
        source="mill",
        name=f"https://mill.example/{number}",
        text=f"Sack {number} is full.",
        added_at=datetime(2026, 11, 16, 8, number, tzinfo=UTC),
    )


def fact(number: int, **other: Any) -> Fact:
    own = {
        "model": "mill/wheel-2",
        "attribute": "context_window",
        "value": number,
        "unit": "tokens",
        "valid_from": MONDAY,
        "authority": "vendor_catalogue",
        "url": "https://mill.example/wheel-2",
    }
    return Fact.of(**(own | other))


def decision(number: int) -> Decision:
    return Decision.of(
        claim_id=f"c{number}",
        kind="disputes",
        because="the sack was weighed",
        by="Ann",
        decided_at=datetime(2026, 11, 17, 9, number, tzinfo=UTC),
    )


HISTORY: list[list[Record]] = [
    [MILL, document(1), document(2), fact(1)],
    [document(3), decision(1), fact(2)],
    [fact(3), document(4)],
]


def added(session: Session, records: list[Record], day: date) -> None:
    log.append(session, save(session, records), Change.added, day)


def dropped(session: Session, record: Record, day: date) -> None:
    log.append(session, [record], Change.withdrawn, day)
    session.delete(session.get_one(type(record), getattr(record, key_of(type(record)))))


def lived_through(engine: Engine) -> None:
    """Three days: records come, one goes and comes back, one goes for good, one is amended."""
    for day, records in zip(DAYS, HISTORY, strict=True):
        with writing(engine) as session:
            added(session, records, day)
    with writing(engine) as session:
        dropped(session, document(3), DAYS[2])
        dropped(session, document(4), DAYS[2])
        session.flush()
        added(session, [document(3)], DAYS[2])
        first = session.get_one(Fact, fact(1).id)
        first.valid_to = DAYS[1]
        log.append(session, [first], Change.amended, DAYS[2])


def entries(session: Session) -> list[LogEntry]:
    return list(session.exec(select(LogEntry).order_by(table_of(LogEntry).c.number)))


CLOSED = 7  # entries of the first two days
ENTRIES, ROOTS = table_of(LogEntry), table_of(DailyRoot)
DATED = {"published", "valid_to", "known_at", "known_on", "at"}
STRUCTURED: dict[str, Any] = {"statements": [{"gist": "x"}], "market": {"question": "x"}}


def problems(engine: Engine) -> list[str]:
    with standing_still(engine) as session:
        return verify(session)


def other_value(value: Any) -> Any:
    """Another value that the same column can hold."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, datetime | date):
        return value + timedelta(1)
    return [] if isinstance(value, list) and value else f"{value or ''}x"


def alter(session: Session, kind: str, known: str, column: str, word: str | None = None) -> None:
    """Change one column of a record behind the log's back."""
    table = table_of(KEPT[kind])
    key = table.c[key_of(KEPT[kind])]
    before = session.connection().execute(table.select().where(key == known)).mappings().one()
    value = word or STRUCTURED.get(column) or other_value(before[column])
    if column in DATED and before[column] is None:
        value = MONDAY
    session.connection().execute(update(table).where(key == known).values({column: value}))


def alter_entry(session: Session, at: int, **columns: Any) -> None:
    """Change an entry."""
    row = update(ENTRIES).where(ENTRIES.c.number == at).values(columns)
    session.connection().execute(row)


def add_entry(session: Session, day: date, **other: Any) -> None:
    """An entry that was never made, at the end of the log, for a fact that is not missed."""
    row = {"number": 14, "day": day, "kind": "fact", "change": "withdrawn", "digest": "ab"}
    session.connection().execute(ENTRIES.insert().values({"record_id": "f0", **row, **other}))
