"""Hashes over records and over days: what makes a changed past show.

All of it can be computed again with SHA-256 and JSON alone, from the rows of the ledger. Every
hash is written as 64 lower-case hex digits.

* JSON is written in ASCII, keys sorted, without spaces (`json.dumps` with `sort_keys=True` and
  `separators=(",", ":")`); days as `"2026-11-20"`, instants in UTC as
  `"2026-11-20T12:00:00+00:00"`, with six digits of a second where it has a fraction.
* A record's *digest* is the hash of `[kind, columns]`: the name of its table, and an object of
  its columns. What is null is left out, so that a column which a later version adds does not
  change the digests of the records from before it; so is what `OURS` names.
* An *entry* of the log is the leaf `[number, day, kind, record_id, change, digest]`.
* The *tree* of a day is the Merkle tree hash of RFC 6962, section 2.1, over its leaves in the
  order of their numbers: a leaf is hashed after a byte 0, two subtrees after a byte 1, and a
  tree of n leaves splits at the largest power of two below n.
* The *root* of a day is the hash of a byte 2, the root before it (32 bytes, zeros for the first
  one), the day in ASCII as above, and the tree of the day (32 bytes).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import inspect

from app.schema import Decision, Document, Fact, Record, Source

# Tables of what is kept for ever. What is derived of it is made anew by every rebuild, and how
# a verdict changed follows from the facts and the decisions.
KEPT: dict[str, type[Record]] = {
    "source": Source,
    "document": Document,
    "fact": Fact,
    "decision": Decision,
}

# Columns that say nothing of the record itself and change without anybody's doing. Which
# document is the first of several with the same words is found from their texts, and another one
# may be when an earlier one comes late. All other columns stay as they are, or the change is an
# entry of the log.
OURS: dict[str, frozenset[str]] = {"document": frozenset({"copy_of"})}

NO_ROOT = "0" * 64
"""What stands for the root before the first one."""

ENTRY = ("number", "day", "kind", "record_id", "change", "digest")
LEAF, NODE, DAY = b"\x00", b"\x01", b"\x02"


def digest_of(record: Record) -> str:
    """The digest of a record that is kept."""
    return digest(kind_of(type(record)), vars(record))


def digest(kind: str, row: Mapping[Any, Any]) -> str:
    """The digest of the record whose columns are in `row`, as `columns_of` its kind names them."""
    said = {name: value for name in columns_of(kind) if (value := row[name]) is not None}
    return sha256(_json([kind, said])).hexdigest()


@cache
def kind_of(table: type[Record]) -> str:
    """The name of a table, as the log calls its records."""
    return str(inspect(table).local_table.name)


@cache
def columns_of(kind: str) -> tuple[str, ...]:
    """The columns that the digest of a kept record is made of."""
    named = inspect(KEPT[kind]).local_table.columns.keys()
    return tuple(name for name in named if name not in OURS.get(kind, ()))


def leaf_of(entry: Mapping[Any, Any]) -> bytes:
    """The row of an entry of the log as a leaf of the tree of its day."""
    return _json([entry[name] for name in ENTRY])


def root_of(day: date, previous: str, leaves: Iterable[bytes]) -> str:
    """The root of a day: over its leaves in their order, and the root before it."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root(day, previous)


class Tree:
    """A Merkle tree that takes one leaf after the other and keeps a hash for each power of two."""

    def __init__(self) -> None:
        self.size = 0
        self._whole: list[tuple[int, bytes]] = []  # full subtrees, large to small: size, hash

    def add(self, leaf: bytes) -> None:
        """Put a leaf to the right of those before it."""
        size, found = 1, sha256(LEAF + leaf).digest()
        while self._whole and self._whole[-1][0] == size:
            found = _joined(self._whole.pop()[1], found)
            size *= 2
        self._whole.append((size, found))
        self.size += 1

    def hash(self) -> bytes:
        """The hash of the tree, 32 bytes."""
        if not self._whole:
            return sha256().digest()
        *others, (_, found) = self._whole
        for _, left in reversed(others):
            found = _joined(left, found)
        return found

    def root(self, day: date, previous: str) -> str:
        """The root of the day whose leaves these are; `previous` is the one before it."""
        chained = bytes.fromhex(previous) + day.isoformat().encode()
        return sha256(DAY + chained + self.hash()).hexdigest()


def _joined(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()


def _json(said: Any) -> bytes:
    return _ENCODER.encode(said).encode()


def _plain(value: Any) -> str:
    """A day or an instant as text; instants come in any zone, and are stored in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a record holds no {type(value).__name__}")


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_plain)
