"""What a new document is to those in the ledger: a later text of one, a copy of another.

Both functions are called with documents that are about to be saved, in the transaction that
saves them. They set `revises` and `copy_of`, and point earlier copies to a first that came
late; which document is the first does not depend on the order in which they came.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import and_, bindparam, not_, or_, update
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.near_duplicates import Words, bands
from app.revisions import is_edit
from app.schema import Document
from app.store import BATCH

# Where a thousand share a band (a page's furniture, a form filled in anew), whoever is like one
# of them is like one of the first four, and the cost of a document stays flat.
MOST_IN_BAND = 4

# In the words of the databases, each a list of JSON against an index: for a feed's twenty items
# putting together a query with a parameter for each value takes six times as long as asking it.
_LISTS = {
    "sqlite": "json_each(?) AS given",
    "postgresql": "json_array_elements_text(%s::json) AS given(value)",
}
_SHARING = {
    "sqlite": "SELECT band.value, document_id FROM {} JOIN band ON band.value = given.value",
    "postgresql": (
        "SELECT band.value, document_id FROM {} JOIN band ON band.value = given.value::bigint"
    ),
}
_NAMED = "SELECT DISTINCT name FROM {} JOIN document ON name = given.value"
_SAVED = "INSERT INTO band (value, document_id) VALUES ({})"

_KNOWN = columns(
    col(Document.id),
    col(Document.source),
    col(Document.name),
    col(Document.published),
    col(Document.added_at),
    col(Document.text),
    col(Document.copy_of),
).where(col(Document.id).in_(bindparam("some", expanding=True)))
T = TypeVar("T")


def revise(session: Session, documents: Sequence[Document]) -> None:
    """Set `revises` where an earlier text of the same page is in the ledger: to the latest.

    It is the latest of those that it is an edit of: another text that came to stand at that
    address meanwhile, and may bear a later day, changes nothing. Documents of one visit that
    share an address stand there side by side, and are no texts of one another. A page that goes
    back to a text that it had before is not noticed.
    """
    fresh = [document for document in documents if document.market is None]
    pages = _pages(session, {document.name for document in fresh})
    for document in fresh:
        texts = pages[document.source, document.name]
        earlier = next((text for text in texts if is_edit(text, document)), None)
        if earlier is not None:
            document.revises = earlier.id


def mark(session: Session, documents: Sequence[Document]) -> None:
    """Set `copy_of` to the first document with nearly the same words, and save the bands.

    The first is the one published first, then added first. Later texts of one page are no
    copies of each other; prices of markets and documents without a text are left out.
    """
    fresh = [document for document in documents if document.market is None]
    values = dict(zip([row.id for row in fresh], bands([row.text for row in fresh]), strict=True))
    buckets = _buckets(session, sorted({value for row in values.values() for value in row}))
    groups = _Groups()
    groups.know(session, {known for bucket in buckets.values() for known in bucket})
    rows: list[tuple[int, str]] = []
    for document in fresh:
        mine = [buckets[value] for value in values[document.id]]
        groups.place(_Text.of(document), {known for bucket in mine for known in bucket})
        for value, bucket in zip(values[document.id], mine, strict=True):
            if len(bucket) < MOST_IN_BAND and document.id not in bucket:
                bucket.append(document.id)
                rows.append((value, document.id))
    groups.point(session, fresh)
    if rows:
        connection = session.connection()
        sign = "?, ?" if connection.dialect.name == "sqlite" else "%s, %s"
        connection.exec_driver_sql(_SAVED.format(sign), rows)


class _Text:
    """What is to be known of a document to tell whose copy it is."""

    def __init__(  # noqa: PLR0913, PLR0917 - a row of `_KNOWN`
        self,
        known: str,
        source: str,
        name: str,
        published: date | None,
        added_at: datetime,
        text: str,
    ) -> None:
        self.id, self.source, self.name, self.text = known, source, name, text
        self.order = (published or added_at.date(), added_at, known)

    @classmethod
    def of(cls, row: Document) -> _Text:
        return cls(row.id, row.source, row.name, row.published, row.added_at, row.text)

    def is_page_of(self, other: _Text) -> bool:
        return self.name == other.name and self.source == other.source

    @cached_property
    def words(self) -> Words:
        return Words(self.text)


class _Groups:
    """Documents with nearly the same words, each group under its first."""

    def __init__(self) -> None:
        self.texts: dict[str, _Text] = {}
        self.above: dict[str, str] = {}
        self.moved: list[str] = []

    def know(self, session: Session, ids: Iterable[str]) -> None:
        """Bring these documents of the ledger in, and the firsts that they are copies of."""
        firsts = self._read(session, ids)
        self._read(session, set(firsts.values()) - set(self.texts))
        self.above = {known: first for known, first in firsts.items() if first in self.texts}

    def _read(self, session: Session, ids: Iterable[str]) -> dict[str, str]:
        firsts: dict[str, str] = {}
        for some in _chunks(sorted(ids)):
            for row in session.connection().execute(_KNOWN, {"some": some}):
                text = _Text(*row[:-1])
                self.texts[text.id] = text
                if row.copy_of:
                    firsts[text.id] = row.copy_of
        return firsts

    def place(self, text: _Text, shared: Iterable[str]) -> None:
        """Put a new document to those of `shared` that it is like."""
        if text.id in self.texts:
            return
        self.texts[text.id] = text
        near_ones = (self.texts[known] for known in shared if known in self.texts)
        for near in sorted(near_ones, key=lambda row: row.order):
            is_met = self.first(near.id) is self.first(text.id)
            if not is_met and not near.is_page_of(text) and near.words.is_like(text.words):
                self._join(text.id, near.id)

    def first(self, known: str) -> _Text:
        """The first of the group that a document is in."""
        while known in self.above:
            known = self.above[known]
        return self.texts[known]

    def point(self, session: Session, fresh: Iterable[Document]) -> None:
        """Write down who is whose copy, in the new documents and in the ledger."""
        new = {document.id: document for document in fresh}
        for document in new.values():
            first = self.first(document.id)
            if first.id != document.id and not first.is_page_of(self.texts[document.id]):
                document.copy_of = first.id
        for moved in self.moved:
            if moved not in new:
                _repoint(session, moved, self.first(moved))

    def _join(self, one: str, other: str) -> None:
        """Make one group of two, unless their firsts are texts of one page."""
        first, later = sorted((self.first(one), self.first(other)), key=lambda row: row.order)
        if not first.is_page_of(later):
            self.above[later.id] = first.id
            self.moved.append(later.id)


def _repoint(session: Session, moved: str, first: _Text) -> None:
    """Point a document of the ledger, and its copies, to their new first."""
    copies = or_(col(Document.id) == moved, col(Document.copy_of) == moved)
    is_same_page = and_(col(Document.source) == first.source, col(Document.name) == first.name)
    for condition, value in ((not_(is_same_page), first.id), (is_same_page, None)):
        session.execute(update(Document).where(copies, condition).values(copy_of=value))


def _pages(session: Session, names: set[str]) -> defaultdict[tuple[str, str], list[Document]]:
    """The texts of each page, the one that was added last first."""
    found: defaultdict[tuple[str, str], list[Document]] = defaultdict(list)
    known = [name for (name,) in _asked(session, dict.fromkeys(_LISTS, _NAMED), sorted(names))]
    for some in _chunks(known):
        for row in session.exec(select(Document).where(col(Document.name).in_(some))):
            found[row.source, row.name].append(row)
    for texts in found.values():
        texts.sort(key=lambda row: (row.added_at, row.id), reverse=True)
    return found


def _buckets(session: Session, values: Sequence[int]) -> dict[int, list[str]]:
    """The documents that have one of these bands, by band."""
    found: dict[int, list[str]] = defaultdict(list)
    for value, document in _asked(session, _SHARING, values):
        found[value].append(document)
    return found


def _asked(session: Session, queries: dict[str, str], some: Sequence[Any]) -> Sequence[Any]:
    """The rows of a query about a list of values, in the words of the session's database."""
    if not some:
        return ()
    connection = session.connection()
    database = connection.dialect.name
    query = queries[database].format(_LISTS[database])
    return connection.exec_driver_sql(query, (json.dumps(some),)).fetchall()


def _chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[first : first + BATCH] for first in range(0, len(rows), BATCH))
