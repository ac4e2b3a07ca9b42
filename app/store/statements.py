"""The statements by which records are saved, each made once for a table and a kind of database.

They speak to the database without the mapper in between: a visit saves some twenty kinds of
rows, and half of its time went into that.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Column, Select, Table, bindparam, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from app.schema import Record

_INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def table_of(table: type[Record]) -> Table:
    """The table that its records are rows of."""
    found: Table = inspect(table).local_table
    return found


@cache
def key_of(table: type[Record]) -> str:
    """The name of the column that identifies a record."""
    return str(inspect(table).primary_key[0].name)


@cache
def known(table: type[Record]) -> Select[Any]:
    """Which of the keys `ids` are there."""
    column = _columns(table)[key_of(table)]
    return select(column).where(column.in_(bindparam("ids", expanding=True)))


@cache
def inserting(table: type[Record], dialect: str) -> Any:
    """Save rows whose keys are not there yet."""
    return _INSERTS[dialect](table_of(table)).on_conflict_do_nothing()


@cache
def replacing(table: type[Record], dialect: str) -> Any:
    """Save rows in place of those with the same key."""
    statement = _INSERTS[dialect](table_of(table))
    key = key_of(table)
    others = {name: statement.excluded[name] for name in _columns(table) if name != key}
    return statement.on_conflict_do_update(index_elements=[key], set_=others)


def row_of(record: Record) -> dict[str, Any]:
    """A record as the row that a statement takes."""
    held = vars(record)
    return {name: held[name] for name in _columns(type(record))}


@cache
def _columns(table: type[Record]) -> dict[str, Column[Any]]:
    return dict(table_of(table).columns.items())
