"""Facts and history under `data/`, read strictly into records.

An unknown key or a wrong type names file and entry. The registries of names and words, which
are no records, have a module of their own, `app.registries`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from app.errors import DataFileError
from app.schema import Document, Fact, Source, Subscription, slug
from app.shipped_listings import read_listed
from app.toml_files import tables
from app.vocabulary import (
    ATTRIBUTES,
    Authority,
    Confidence,
    Op,
    Polarity,
    Precision,
    Read,
    SourceKind,
    Sourcing,
    Stage,
    ValueKind,
)


class Entry(BaseModel):
    """The base of every entry of a data file: no unknown keys, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


E = TypeVar("E", bound=Entry)
M = TypeVar("M", bound=BaseModel)


def _plain_dates(value: Any) -> Any:
    """TOML dates inside a value as ISO text: values are JSON."""
    if isinstance(value, date):
        return value.isoformat()
    return [_plain_dates(item) for item in value] if isinstance(value, list) else value


class PropositionEntry(Entry):
    """What facts and statements share, checked against `ATTRIBUTES`."""

    model: str = Field(pattern=r"^[a-z0-9-]+/[a-z0-9][a-z0-9.+_-]*$")
    attribute: str
    qualifier: str | None = None
    op: Op = Op.eq
    value: Any
    unit: str | None = None
    baseline: str | None = None
    at: date | None = None
    polarity: Polarity = Polarity.asserts

    @model_validator(mode="after")
    def _of_the_vocabulary(self) -> Self:
        row = ATTRIBUTES.get(self.attribute)
        if row is None:
            raise ValueError(f"unknown attribute {self.attribute!r}")
        if self.unit not in (*row.units, None):
            raise ValueError(f"{self.attribute} has no unit {self.unit!r}; it has {row.units}")
        if row.kind is ValueKind.stage and self.value not in list(Stage):
            raise ValueError(f"no stage {self.value!r}")
        if row.kind is ValueKind.date:
            for day in _plain_dates(self.value if isinstance(self.value, list) else [self.value]):
                date.fromisoformat(day)
        return self

    def said(self) -> dict[str, Any]:
        """The fields of `app.schema.Proposition`."""
        fields = {name: getattr(self, name) for name in PropositionEntry.model_fields}
        return fields | {"value": _plain_dates(self.value)}


class FactEntry(PropositionEntry):
    """One `[[fact]]` of `data/facts/<vendor>.toml`."""

    valid_from: date
    valid_to: date | None = None
    known_at: date | None = None
    authority: Authority
    certainty: Confidence = Confidence.certain
    url: str = Field(pattern=r"^https?://[^/\s]+\.[^/\s]+")
    note: str = ""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"valid_to {self.valid_to} is before valid_from {self.valid_from}")
        return self

    def record(self) -> Fact:
        """The fact as a record."""
        return Fact.of(**vars(self) | {"value": _plain_dates(self.value)}, shipped=True)


class StatementEntry(PropositionEntry):
    """One `[[statement]]` of `data/history/<vendor>.toml`: an assertion read by a person."""

    key: str
    publisher: str
    kind: SourceKind
    url: str = Field(pattern=r"^https?://[^/\s]+\.[^/\s]+")
    published: date
    precision: Precision = Precision.day
    confidence: Confidence
    probability: float | None = Field(default=None, ge=0, le=1)
    explicit: bool = False
    speaker: str = "author"
    sourcing: Sourcing = Sourcing.none
    gist: str
    derived_from: str | None = None
    read: Read = Read.page

    @property
    def place(self) -> tuple[str, str, date]:
        """The document that bears it: its publisher, address and day."""
        return self.publisher, self.url, self.published

    def source(self) -> Source:
        """The publisher."""
        return Source(slug=slug(self.publisher), name=self.publisher, kind=self.kind)

    def statement(self) -> dict[str, Any]:
        """The fields of `app.schema.Assertion` that the file knows."""
        shown = ("confidence", "probability", "explicit", "speaker", "sourcing", "gist")
        own = self.model_dump(mode="json", include={*shown, "derived_from"})
        said = self.model_dump(mode="json", include=set(PropositionEntry.model_fields))
        return said | {"value": _plain_dates(self.value)} | own


def document_of(entries: Sequence[StatementEntry]) -> Document:
    """The document that bears `entries`, all of one place, in the order of their keys.

    It is read no closer, and dated no more exactly, than its least certain entry. The day it
    was added is the day it was published: the file has no other, and the same file must give
    the same records.
    """
    ordered = sorted(entries, key=lambda entry: entry.key)
    first = ordered[0]
    return Document.of(
        source=slug(first.publisher),
        name=first.url,
        url=first.url,
        published=first.published,
        precision=max((entry.precision for entry in ordered), key=list(Precision).index),
        read=max((entry.read for entry in ordered), key=list(Read).index),
        statements=[entry.statement() for entry in ordered],
        shipped=True,
        added_at=datetime.combine(first.published, time(), UTC),
    )


def read_entered_facts(vendors: Collection[str] | None = None) -> list[Fact]:
    """Every fact of `data/facts/`, by file name and place in the file."""
    return [entry.record() for entry in _entries("facts", "fact", FactEntry, vendors)]


def read_facts(vendors: Collection[str] | None = None) -> list[Fact]:
    """Every shipped fact: those that people entered, then those that catalogues list.

    Where `vendors` are given, only the facts on their models: whoever needs those of one spares
    the reading of some forty.
    """
    return [*read_entered_facts(vendors), *read_listed(vendors)]


def read_history() -> list[tuple[Source, Document]]:
    """Every document of `data/history/` with its statements, by day, publisher and address."""
    places: dict[tuple[str, str, date], list[StatementEntry]] = {}
    for entry in _entries("history", "statement", StatementEntry):
        places.setdefault(entry.place, []).append(entry)
    in_order = sorted(places, key=lambda place: (place[2], place[0], place[1]))
    return [(places[place][0].source(), document_of(places[place])) for place in in_order]


def read_subscriptions() -> list[Subscription]:
    """Every source of `data/sources.toml`, in the order of the file.

    Raises:
        DataFileError: an entry breaks its schema, or two have the same slug.
    """
    found: dict[str, Subscription] = {}
    for path, entry, table in tables("sources.toml", "source"):
        subscription = checked(path, entry, Subscription, table)
        if subscription.slug in found:
            raise DataFileError(path, entry, f"the slug {subscription.slug!r} is taken")
        found[subscription.slug] = subscription
    return list(found.values())


def _entries(
    name: str, key: str, kind: type[E], stems: Collection[str] | None = None
) -> Iterator[E]:
    for path, entry, table in tables(name, key, stems):
        yield checked(path, entry, kind, table)


def checked(path: Path, entry: str, kind: type[M], table: dict[str, Any]) -> M:
    """A table of a data file as an entry. Raises `DataFileError` where it breaks its schema."""
    try:
        return kind.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        where = " ".join(part for part in (entry, ".".join(map(str, first["loc"]))) if part)
        raise DataFileError(path, where, str(first["msg"])) from error
