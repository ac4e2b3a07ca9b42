"""What `hearsay doctor` finds: each trouble once, the gravest first, nothing where all is well."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.checkup import ASLEEP_AFTER, troubles
from app.schema import Record
from app.settings import Settings
from app.store import save, writing
from app.vocabulary import Failure
from scrapers.archive import Archive
from scrapers.scraper import Page
from tests.collecting_samples import HOUR, NOW, failing, schedule, subscription

CONTACT = "https://contact.example/"


@pytest.fixture
def chosen(data: Path) -> Settings:
    """Settings with a contact; no source is shipped."""
    (data / "sources.toml").write_text("")
    return Settings(data_dir=data, contact=CONTACT)


def keep(ledger: Engine, *records: Record) -> None:
    with writing(ledger) as session:
        save(session, records)


def visited(ledger: Engine, *slugs: str) -> None:
    keep(ledger, *map(subscription, slugs), *map(schedule, slugs))


def archived(chosen: Settings) -> Path:
    """One answer, kept; the file that it is in."""
    url = "https://lantern.example/gpt"
    when = datetime(2031, 5, 6, tzinfo=UTC)
    page = Page(url, url, b"<p>Loaf</p>", "text/html", "utf-8", when, evidence="urn:uuid:2f0c")
    kept = Archive(chosen.archive_dir).keep(page)
    return chosen.archive_dir / kept.file


def test_nothing_is_wrong_where_all_is_well(ledger: Engine, chosen: Settings) -> None:
    visited(ledger, "lantern", "mirror")
    archived(chosen)
    assert troubles(ledger, chosen, NOW) == []


def test_a_ledger_that_nobody_fed_is_told_how(ledger: Engine, chosen: Settings) -> None:
    keep(ledger, subscription("lantern"))
    [line] = troubles(ledger, chosen, NOW)
    assert line.startswith("No source was ever visited: run hearsay scrape")


def test_a_schedule_that_does_not_run_is_found(ledger: Engine, chosen: Settings) -> None:
    visited(ledger, "lantern")
    assert troubles(ledger, chosen, NOW + ASLEEP_AFTER - 2 * HOUR) == []
    [line] = troubles(ledger, chosen, NOW + ASLEEP_AFTER)
    assert (
        line == "No source was visited since 2031-05-06 11:00 UTC: hearsay schedule does not run."
    )


def test_a_source_in_trouble_is_named_with_its_reason(ledger: Engine, chosen: Settings) -> None:
    visited(ledger, "lantern")
    keep(ledger, subscription("mirror"), *failing("mirror", Failure.shape))
    [line] = troubles(ledger, chosen, NOW)
    assert line.startswith("mirror: The page changed shape, a person must look: mirror said shape")


def test_a_source_that_failed_once_is_no_trouble_yet(ledger: Engine, chosen: Settings) -> None:
    visited(ledger, "lantern")
    keep(ledger, subscription("mirror"), *failing("mirror", Failure.server))
    assert troubles(ledger, chosen, NOW) == []


def test_our_own_network_is_said_once(ledger: Engine, chosen: Settings) -> None:
    for slug in ("lantern", "mirror", "market"):
        keep(ledger, subscription(slug), *failing(slug, Failure.network))
    [line] = troubles(ledger, chosen, NOW)
    assert line.startswith("None of 3 sources could be reached")


def test_damaged_evidence_comes_first(ledger: Engine, chosen: Settings) -> None:
    file = archived(chosen)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    keep(ledger, subscription("mirror"), *failing("mirror", Failure.shape))
    first, second = troubles(ledger, chosen, NOW)
    assert file.name in first
    assert second.startswith("mirror: ")


def test_a_missing_contact_is_said(ledger: Engine, chosen: Settings) -> None:
    visited(ledger, "lantern")
    [line] = troubles(ledger, Settings(data_dir=chosen.data_dir), NOW)
    assert line.startswith("HEARSAY_CONTACT is not set")
