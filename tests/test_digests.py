"""What the hashes of records and days are, and that they can be made again without our code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.digests import (
    ENTRY,
    KEPT,
    NO_ROOT,
    OURS,
    Tree,
    columns_of,
    digest,
    digest_of,
    kind_of,
    leaf_of,
    root_of,
)
from app.schema import Decision, Document, Fact, LogEntry, Record, Source
from app.store.statements import row_of
from app.vocabulary import Change
from tests.conftest import NOW

DAY = date(2026, 11, 20)
RECORDS: dict[str, Record] = {
    "source": Source(slug="old-mill", name="Old Mill"),
    "document": Document.of(
        source="old-mill", name="https://mill.example/1", text="Flour is dear.", added_at=NOW
    ),
    "fact": Fact.of(
        model="mill/wheel-2",
        attribute="context_window",
        value=2_000_000,
        unit="tokens",
        valid_from=DAY,
        authority="vendor",
        url="https://mill.example/wheel-2",
    ),
    "decision": Decision.of(
        claim_id="c1", kind="decides", outcome="partly", because="half", by="Ann", decided_at=NOW
    ),
}
LOGGED = [(kind, column) for kind in KEPT for column in columns_of(kind)]
LEAVES = st.lists(st.binary(max_size=8), max_size=40)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(), some, max_size=3),
    max_leaves=5,
)

# The leaves and hashes by which implementations of RFC 6962 are compared with one another.
KNOWN_LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
KNOWN_TREES = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def entry(number: int = 1, **other: Any) -> dict[str, Any]:
    own: dict[str, Any] = {
        "day": DAY,
        "kind": "fact",
        "record_id": "f1",
        "change": Change.added,
        "digest": "ab",
    }
    return row_of(LogEntry(number=number, **(own | other)))


def tree_of(leaves: Sequence[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + tree_of(leaves[:half]) + tree_of(leaves[half:])).digest()


def grown(leaves: Sequence[bytes]) -> Tree:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree


def test_every_kept_table_is_called_by_its_name() -> None:
    assert {kind: kind_of(table) for kind, table in KEPT.items()} == {kind: kind for kind in KEPT}


def test_a_stranger_makes_the_digest_of_a_record_again() -> None:
    said = (
        '["source",{"kind":"unknown","name":"Old Mill \\u2013 news","slug":"old-mill",'
        '"url":"https://mill.example/"}]'
    )
    known = Source(slug="old-mill", name="Old Mill – news", url="https://mill.example/")
    assert digest_of(known) == sha256(said.encode("ascii")).hexdigest()


def test_days_and_instants_are_written_as_the_description_says() -> None:
    said = RECORDS["decision"].model_dump(mode="json", exclude_none=True)
    said["decided_at"] = "2026-11-20T12:00:00+00:00"
    written = json.dumps(["decision", said], sort_keys=True, separators=(",", ":"))
    assert digest_of(RECORDS["decision"]) == sha256(written.encode("ascii")).hexdigest()


def test_an_instant_has_one_digest_in_every_zone() -> None:
    text: dict[str, Any] = {"source": "s", "name": "n"}
    moved = NOW.astimezone(timezone(timedelta(hours=9)))
    assert moved.isoformat() != NOW.isoformat()
    [here, there] = [Document.of(added_at=at, **text) for at in (NOW, moved)]
    assert digest_of(here) == digest_of(there)


def test_a_column_that_a_later_version_adds_leaves_old_digests_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = row_of(RECORDS["source"])
    before = digest("source", row)
    wider = (*columns_of("source"), "motto")
    monkeypatch.setattr("app.digests.columns_of", lambda _: wider)
    assert digest("source", row | {"motto": None}) == before
    assert digest("source", row | {"motto": "Grind on"}) != before


@pytest.mark.parametrize("kind", KEPT)
def test_every_column_is_logged_but_those_that_are_named(kind: str) -> None:
    columns = set(row_of(RECORDS[kind]))
    assert columns - set(columns_of(kind)) == OURS.get(kind, set())
    assert OURS.get(kind, set()) <= columns


def test_whose_copy_a_document_is_may_change() -> None:
    row = row_of(RECORDS["document"])
    assert digest("document", row | {"copy_of": "d0"}) == digest("document", row)


@given(st.sampled_from(LOGGED), JSON_VALUES | st.dates() | st.datetimes(timezones=st.just(UTC)))
def test_a_digest_changes_with_every_logged_column(place: tuple[str, str], other: Any) -> None:
    kind, column = place
    row = row_of(RECORDS[kind])
    changed = digest(kind, row | {column: other})
    is_same = json.dumps(row[column], default=str) == json.dumps(other, default=str)
    assert (changed == digest(kind, row)) is is_same


@given(JSON_VALUES)
def test_a_digest_stays_when_its_value_was_stored_and_read(value: Any) -> None:
    row = row_of(RECORDS["fact"])
    stored = json.loads(json.dumps(value))
    assert digest("fact", row | {"value": stored}) == digest("fact", row | {"value": value})


def test_equal_columns_of_different_tables_have_different_digests() -> None:
    row = {name: None for kind in KEPT for name in columns_of(kind)}
    assert len({digest(kind, row) for kind in KEPT}) == len(KEPT)


def test_what_no_column_can_hold_has_no_digest() -> None:
    with pytest.raises(TypeError, match="holds no set"):
        digest("source", row_of(RECORDS["source"]) | {"name": {1}})


@pytest.mark.parametrize("size", KNOWN_TREES)
def test_trees_have_the_hashes_that_others_publish(size: int) -> None:
    assert grown(KNOWN_LEAVES[:size]).hash().hex() == KNOWN_TREES[size]


@given(LEAVES)
def test_a_tree_that_grows_leaf_by_leaf_is_that_of_the_definition(leaves: list[bytes]) -> None:
    tree = grown(leaves)
    assert (tree.hash(), tree.size) == (tree_of(leaves), len(leaves))


@given(LEAVES, LEAVES)
def test_two_lists_of_leaves_have_one_root_only_where_they_are_the_same(
    one: list[bytes], other: list[bytes]
) -> None:
    same_root = root_of(DAY, NO_ROOT, one) == root_of(DAY, NO_ROOT, other)
    assert same_root is (one == other)


@given(LEAVES.filter(lambda leaves: len(set(leaves)) > 1), st.randoms(use_true_random=False))
def test_the_order_of_the_leaves_is_part_of_the_root(leaves: list[bytes], chance: Any) -> None:
    shuffled = chance.sample(leaves, len(leaves))
    same_root = root_of(DAY, NO_ROOT, leaves) == root_of(DAY, NO_ROOT, shuffled)
    assert same_root is (leaves == shuffled)


def test_a_stranger_makes_a_root_again() -> None:
    leaves = [leaf_of(entry(number)) for number in (1, 2)]
    assert leaves[0] == b'[1,"2026-11-20","fact","f1","added","ab"]'
    nodes = b"".join(sha256(b"\x00" + leaf).digest() for leaf in leaves)
    tree = sha256(b"\x01" + nodes).digest()
    said = b"\x02" + bytes(32) + b"2026-11-20" + tree
    assert root_of(DAY, NO_ROOT, leaves) == sha256(said).hexdigest()


def test_a_root_rests_on_the_day_and_on_the_root_before_it() -> None:
    first = root_of(DAY, NO_ROOT, [b"leaf"])
    assert first != root_of(DAY + timedelta(1), NO_ROOT, [b"leaf"])
    assert first != root_of(DAY, first, [b"leaf"])


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("number", 2),
        ("day", DAY + timedelta(1)),
        ("kind", "document"),
        ("record_id", "f2"),
        ("change", Change.withdrawn),
        ("digest", "ac"),
    ],
)
def test_a_leaf_changes_with_every_column_of_its_entry(column: str, other: Any) -> None:
    assert leaf_of(entry(**{column: other})) != leaf_of(entry())


def test_a_leaf_has_every_column_of_its_entry() -> None:
    assert set(ENTRY) == set(LogEntry.model_fields)


def test_an_instant_with_a_fraction_keeps_it() -> None:
    whole, half = (datetime(2026, 11, 20, 12, tzinfo=UTC, microsecond=us) for us in (0, 500_000))
    row = row_of(RECORDS["document"])
    assert digest("document", row | {"added_at": whole}) == digest("document", row)
    assert digest("document", row | {"added_at": half}) != digest("document", row)
