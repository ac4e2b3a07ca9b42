"""The shipped listings and line-ups: each to its schema, and all to what the catalogues say."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.data_files import read_entered_facts, read_facts
from app.model_names import ModelNames
from app.registries import authority_of, entries, placed_entries
from app.schema import Fact
from app.shipped_listings import (
    LineupEntry,
    ListingEntry,
    SnapshotEntry,
    facts_of,
    lineup_fact,
    read_listed,
)
from app.vocabulary import Authority, Op
from scrapers.authorities.figures import whole

NO_LATER_THAN = date(2026, 11, 21)
"""The day on which the shipped facts were put together."""
ONE_AT_A_TIME = frozenset({"context_window", "max_output", "price"})
CATALOGUES = ("models.dev", "openrouter", "litellm", "llm-prices", "lmarena")


@pytest.fixture(scope="module")
def listings() -> list[ListingEntry]:
    """Every shipped listing; reading them holds each to its schema."""
    return entries("catalogues", "listing", ListingEntry)


@pytest.fixture(scope="module")
def snapshots() -> dict[str, SnapshotEntry]:
    return {one.id: one for one in entries("catalogues.toml", "catalogue", SnapshotEntry)}


@pytest.fixture(scope="module")
def lineups() -> list[LineupEntry]:
    return entries("lineups", "lineup", LineupEntry)


@pytest.fixture(scope="module")
def listed() -> list[Fact]:
    return list(read_listed())


def test_the_catalogues_say_something_of_most_models(
    listings: list[ListingEntry], listed: list[Fact]
) -> None:
    assert len({listing.model for listing in listings}) > 600
    assert len({listing.model.partition("/")[0] for listing in listings}) > 40
    assert len(listed) > 4000
    found = {listing.catalogue.partition(" ")[0] for listing in listings}
    assert found == set(CATALOGUES)


def test_each_listing_says_something(
    listings: list[ListingEntry], snapshots: dict[str, SnapshotEntry]
) -> None:
    for listing in listings:
        assert list(facts_of(listing, snapshots[listing.catalogue])), listing


def test_a_model_has_one_listing_of_a_snapshot_but_for_what_ended_or_is_an_offer(
    listings: list[ListingEntry],
) -> None:
    keys = [(one.model, one.catalogue, one.until, one.offer) for one in listings]
    assert len(set(keys)) == len(keys)


def test_every_model_stands_under_its_canonical_id(
    listings: list[ListingEntry], lineups: list[LineupEntry]
) -> None:
    id_of = ModelNames.shipped().id_of
    models = {listing.model for listing in listings}
    models |= {f"{lineup.vendor}/{name}" for lineup in lineups for name in lineup.models}
    assert {model for model in models if id_of(model) != model} == set()


@pytest.mark.parametrize(
    ("folder", "key", "kind"),
    [("catalogues", "listing", ListingEntry), ("lineups", "lineup", LineupEntry)],
)
def test_each_file_holds_one_vendor_of_the_registry(folder: str, key: str, kind: Any) -> None:
    known = ModelNames.shipped().vendors()
    for path, _, entry in placed_entries(folder, key, kind):
        vendor = getattr(entry, "vendor", None) or entry.model.partition("/")[0]
        assert vendor == path.stem
        assert vendor in known


def test_every_address_looks_like_one_and_has_a_known_keeper(listed: list[Fact]) -> None:
    for fact in listed:
        address = urlsplit(fact.url)
        assert address.scheme == "https", fact.url
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", address.netloc), fact.url
        assert re.fullmatch(r"(/[\w.@~%+:-]+)+", address.path), fact.url
        assert authority_of(fact.url) is not None, fact.url


def test_what_was_copied_at_a_commit_is_addressed_at_it(
    snapshots: dict[str, SnapshotEntry],
) -> None:
    for snapshot in snapshots.values():
        if snapshot.url.startswith("https://github.com") and "2026-09" not in snapshot.id:
            assert re.search(r"/[0-9a-f]{40}/", snapshot.entries or snapshot.url), snapshot


def test_nothing_is_told_before_it_could_be_known(listed: list[Fact]) -> None:
    for fact in listed:
        assert date(2020, 1, 1) < fact.valid_from <= NO_LATER_THAN, fact
        assert fact.known_at is None or fact.valid_from <= fact.known_at <= NO_LATER_THAN, fact
        assert fact.valid_to is None or fact.valid_from <= fact.valid_to, fact


def test_no_listing_is_older_than_the_snapshot_it_was_read_in(
    listings: list[ListingEntry], snapshots: dict[str, SnapshotEntry]
) -> None:
    for listing in listings:
        seen = snapshots[listing.catalogue].seen
        assert listing.since is None or listing.since <= seen, listing
        assert listing.known is None or listing.known <= seen, listing
        assert listing.released is None or listing.released <= seen.isoformat(), listing


def test_what_a_router_asks_and_allows_is_a_third_partys_word(listed: list[Fact]) -> None:
    offers = [
        fact
        for fact in listed
        if "openrouter.ai" in fact.url and fact.attribute in ("price", "max_output")
    ]
    assert {fact.authority for fact in offers} == {Authority.third_party}
    assert not any(
        fact.attribute in ("release_date", "knowledge_cutoff", "license")
        for fact in listed
        if "openrouter.ai" in fact.url
    )


def test_no_output_limit_is_the_window(listings: list[ListingEntry]) -> None:
    for listing in listings:
        if listing.catalogue.startswith("models.dev"):
            assert listing.max_output is None or listing.max_output != listing.context_window


def test_no_dated_build_has_its_own_day_for_a_release(listings: list[ListingEntry]) -> None:
    build = re.compile(r"\d{4}-?\d{2}-?\d{2}")
    assert not any(one.released and build.search(one.model) for one in listings)


def test_what_people_entered_is_not_said_again(listed: list[Fact]) -> None:
    def said(facts: Iterable[Fact]) -> set[tuple[Any, ...]]:
        return {
            (fact.model, fact.attribute, fact.qualifier, fact.op, str(fact.value)) for fact in facts
        }

    assert said(listed) & said(read_entered_facts()) == set()


def test_no_fact_stands_twice() -> None:
    facts = read_facts()
    assert len({fact.id for fact in facts}) == len(facts)


def test_one_catalogue_gives_one_value_at_a_time(listed: list[Fact]) -> None:
    told: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in listed:
        if fact.attribute in ONE_AT_A_TIME:
            keeper = authority_of(fact.url)
            assert keeper is not None
            told[fact.model, fact.attribute, fact.qualifier, keeper.name].append(fact)
    for group in told.values():
        for one, other in pairwise(sorted(group, key=lambda fact: fact.valid_from)):
            ended = one.valid_to is not None and one.valid_to < other.valid_from
            assert ended or one.value == other.value, (one, other)


def test_facts_of_some_vendors_are_those_of_all_that_are_on_their_models() -> None:
    def on(facts: Iterable[Fact]) -> list[str]:
        return [fact.id for fact in facts if fact.model.startswith(("xai/", "mistral/"))]

    some = read_facts({"xai", "mistral"})
    assert [fact.id for fact in some] == on(some) == on(read_facts())
    assert read_facts(set()) == []


def test_a_line_up_has_every_model_that_the_snapshot_lists_of_the_vendor(
    listings: list[ListingEntry], lineups: list[LineupEntry]
) -> None:
    has = {(one.vendor, one.catalogue): set(one.models) for one in lineups}
    assert len(has) == len(lineups)
    for listing in listings:
        vendor, _, name = listing.model.partition("/")
        if (vendor, listing.catalogue) in has:
            assert name in has[vendor, listing.catalogue], listing


def test_a_line_up_is_told_for_the_day_up_to_which_it_is_complete(
    lineups: list[LineupEntry], snapshots: dict[str, SnapshotEntry]
) -> None:
    for lineup in lineups:
        fact = lineup_fact(lineup, snapshots[lineup.catalogue])
        assert fact.model == f"{lineup.vendor}/all-models"
        assert (fact.attribute, fact.qualifier) == ("other", "lineup")
        assert fact.value == sorted(set(fact.value))
        assert fact.known_at is not None
        assert fact.valid_from <= fact.known_at


@pytest.mark.parametrize(
    ("vendor", "catalogue", "has", "has_not"),
    [
        ("openai", "models.dev 2026-07-02", "gpt-5.5", "gpt-5.6-luna"),
        ("openai", "openrouter 2026-05", "gpt-5.5", "gpt-5.6-luna"),
        ("openai", "openrouter 2026-08-01", "gpt-5.6-luna", "gpt-6"),
        ("anthropic", "models.dev 2026-07-02", "claude-sonnet-5", "claude-opus-5"),
    ],
)
def test_a_line_up_lacks_what_came_later(
    lineups: list[LineupEntry], vendor: str, catalogue: str, has: str, has_not: str
) -> None:
    (models,) = (
        set(one.models) for one in lineups if (one.vendor, one.catalogue) == (vendor, catalogue)
    )
    assert has in models
    assert has_not not in models


@pytest.fixture(scope="module")
def catalogues(shared: Path) -> Path:
    return shared / "catalogues"


def test_listings_of_models_dev_agree_with_its_files(
    listings: list[ListingEntry], catalogues: Path
) -> None:
    snapshot = json.loads((catalogues / "models_dev_2026-07-02.json").read_text())
    for listing in listings:
        if listing.catalogue != "models.dev 2026-07-02":
            continue
        own = {**snapshot["providers"], **snapshot["models"]}[listing.entry]
        if base := snapshot["models"].get(f"models/{own.get('base_model')}.toml"):
            own = {**base, **own}
        limit = own.get("limit", {})
        assert listing.context_window in (None, whole(limit.get("context", 0))), listing
        assert listing.max_output in (None, whole(limit.get("output", 0))), listing
        assert listing.knowledge_cutoff in (None, own.get("knowledge")), listing
        assert listing.released in (None, own["release_date"]), listing
        assert listing.license in (None, _openness(own["open_weights"])), listing
        assert set(listing.input) <= set(own["modalities"]["input"]), listing
        for price in listing.prices:
            assert price.output in (None, own["cost"].get("output")), listing


def _openness(has_weights: bool) -> str:  # noqa: FBT001 - a value of the file
    return "open_weights" if has_weights else "proprietary"


@pytest.mark.parametrize("day", ["2026-05", "2026-08-01"])
def test_listings_of_openrouter_agree_with_its_list(
    listings: list[ListingEntry], catalogues: Path, day: str
) -> None:
    answer = json.loads((catalogues / f"openrouter_api_v1_models_{day}.json").read_text())
    by_id = {entry["id"]: entry for entry in answer["data"]}
    for listing in listings:
        if listing.catalogue != f"openrouter {day}":
            continue
        entry = by_id[listing.entry]
        window = whole(entry["context_length"])
        assert listing.context_window in (None, window), listing
        assert set(listing.input) <= set(entry["architecture"]["input_modalities"]), listing
        for price in listing.prices:
            asked = float(entry["pricing"]["prompt"]) * 1e6
            assert price.input is None or price.input == pytest.approx(asked), listing


def test_listings_of_llm_prices_agree_with_its_histories(
    listings: list[ListingEntry], catalogues: Path
) -> None:
    for listing in listings:
        if not listing.catalogue.startswith("llm-prices"):
            continue
        told = json.loads((catalogues / "llm-prices" / Path(listing.entry).name).read_text())
        asked = {
            (period["from_date"], period["output"])
            for model in told["models"]
            for period in model["price_history"]
        }
        for price in listing.prices:
            day = price.since.isoformat() if price.since and not price.until else None
            known = {output for since, output in asked if day is None or since == day}
            assert price.output is None or price.output in known, listing


def test_a_line_up_has_every_entry_of_the_vendor(
    lineups: list[LineupEntry], catalogues: Path
) -> None:
    """A name that an id of the list gives, in full or after the maker's name, is in it."""
    answer = json.loads((catalogues / "openrouter_api_v1_models_2026-08-01.json").read_text())
    models = {one.vendor: one.models for one in lineups if one.catalogue == "openrouter 2026-08-01"}
    for entry in answer["data"]:
        maker, _, name = entry["id"].partition("/")
        if maker in ("openai", "anthropic", "google") and "latest" not in name:
            plain = ModelNames.shipped().id_of(f"{maker}/{name.partition(':')[0]}")
            assert (plain or "").partition("/")[2] in models[maker], entry["id"]


def test_days_of_release_are_those_of_entries_made_at_the_time(
    listings: list[ListingEntry], catalogues: Path
) -> None:
    rows = (catalogues / "models_dev_first_added.csv").read_text().splitlines()[1:]
    made = {row.split(",")[0]: date.fromisoformat(row.split(",")[-3][:10]) for row in rows}
    stated = [one for one in listings if one.released and one.entry in made]
    assert len(stated) > 10
    for one in stated:
        assert abs((made[one.entry] - date.fromisoformat(str(one.released))).days) <= 3, one


def test_a_month_is_a_window_of_days(snapshots: dict[str, SnapshotEntry]) -> None:
    listing = ListingEntry("acme/orb-5", "x", released="2026-02", knowledge_cutoff="2025-12-24")
    released, cutoff = facts_of(listing, snapshots["models.dev 2026-07-02"])
    assert (released.op, released.value) == (Op.in_, ["2026-02-01", "2026-02-28"])
    assert (released.valid_from, released.known_at) == (date(2026, 2, 28), date(2026, 2, 28))
    assert (cutoff.op, cutoff.value, cutoff.valid_from) == (
        Op.eq,
        "2025-12-24",
        date(2026, 7, 2),
    )
