"""What all records share: how they are checked, how instants and words are stored, their ids.

Tables skip validation when they are constructed (SQLModel); what comes from outside is read
with `model_validate`, which does not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count
from typing import Any, ClassVar, Self

from pydantic import ConfigDict
from sqlalchemy import DateTime, Dialect, MetaData, inspect
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.orm import configure_mappers
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

ID_LENGTH = 16  # hex digits of SHA-256: 64 bits, no collision expected below a billion records

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: stored and returned as UTC (SQLite forgets the zone, PostgreSQL has its own)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Refuses naive times: nobody knows which instant they are."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """The stored UTC instant, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words_of(words: type[StrEnum], name: str | None = None) -> Any:
    """A column of one vocabulary: text with a CHECK, on every database.

    `name` tells the checks of two such columns of one table apart.
    """
    return SqlEnum(
        words,
        native_enum=False,
        length=20,
        create_constraint=True,
        name=name or words.__name__.lower(),
        values_callable=lambda kind: [word.value for word in kind],
    )


# Made once: thousands of ids are asked for at each start.
_PRINTED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)


def _plain(part: Any) -> Any:
    """`part` with 5.0 as 5, so that a figure has one id however it was written."""
    if isinstance(part, (list, tuple)):
        return [item if type(item) is str else _plain(item) for item in part]
    if isinstance(part, float) and part.is_integer():
        return int(part)
    return part


def record_id(*parts: Any) -> str:
    """The id of a record that says `parts`: the same parts, the same id."""
    said = _PRINTED.encode(parts)
    if ".0" in said or "e+" in said:  # as whole floats are printed: only then is there one
        said = _PRINTED.encode(_plain(parts))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def slug(name: str) -> str:
    """`name` in lower case with hyphens, as sources are keyed."""
    kept = "".join(char if char.isalnum() else " " for char in name.lower())
    return "-".join(kept.split()) or "unknown"


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with the first number from 2 on that makes it none of `taken`."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


class Record(SQLModel):
    """The base of every record."""

    model_config: ClassVar[Any] = ConfigDict(validate_assignment=True, extra="forbid")

    @classmethod
    def checked(cls, fields: dict[str, Any]) -> Self:
        """The record of a table that has `fields`, validated once.

        `model_validate` does the same, but then sets each field by itself, with a validation
        of the whole record for each: 125 us a document where this takes 15.

        Raises `pydantic.ValidationError` where a field is not of its kind.
        """
        mapper = inspect(cls)
        if not mapper.configured:
            configure_mappers()  # until then no field of a record made here can be read
        record: Self = mapper.class_manager.new_instance()
        state = dict(record.__dict__)  # of the mapper; validation puts its own in its place
        cls.__pydantic_validator__.validate_python(fields, self_instance=record)
        record.__dict__.update(state)
        return record
