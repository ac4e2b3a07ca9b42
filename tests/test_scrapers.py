"""Every scraper against its samples: pages of our own in the true shape, and what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.data_files import read_subscriptions
from app.errors import FetchError, ParseError
from app.schema import Document, Fact, Source
from scrapers import authorities, publishers
from scrapers.live import SHAPES
from scrapers.scraper import Lead, Listed, Page
from tests.replay import SAMPLES, page_of, scraped, serving, subscription_of, told

FOLDERS = sorted(path.parent for path in SAMPLES.glob("*/target.json"))
NO_SHAPE = {"curated"}  # what people entered by hand is no page


def name_of(folder: Path) -> str:
    return folder.name


def id_of(record: Document | Fact | Lead | Listed) -> str:
    if isinstance(record, Lead):
        return record.teaser.id
    return record.fact.id if isinstance(record, Listed) else record.id


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_scraper_reads_its_sample_as_a_person_would(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text())
    assert [told(record) for record in scraped(folder)] == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_second_visit_gives_the_same_ids(folder: Path) -> None:
    first, second = (
        [id_of(record) for record in scraped(folder) if not isinstance(record, Source)]
        for _ in range(2)
    )
    assert first == second
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_source_that_cannot_be_had_is_a_named_error(folder: Path) -> None:
    with pytest.raises(FetchError):
        scraped(folder, serving({}))


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_source_that_answers_something_else_is_a_named_error(folder: Path) -> None:
    def changed(url: str) -> Page:
        return page_of(url, b"<!doctype html><html><body>We have moved.</body></html>")

    with pytest.raises(ParseError):
        scraped(folder, changed)


def test_every_shape_has_a_sample() -> None:
    assert {subscription_of(folder)[0].shape for folder in FOLDERS} == set(SHAPES)


def test_every_module_of_a_shape_is_in_the_list() -> None:
    packages = [Path(package.__path__[0]) for package in (publishers, authorities)]
    files = [file for package in packages for file in package.glob("*.py")]
    shapes = {file.stem for file in files if "\ndef scrape(" in file.read_text()}
    assert shapes - NO_SHAPE == set(SHAPES)


def test_every_scraper_stays_small() -> None:
    packages = [Path(package.__path__[0]) for package in (publishers, authorities)]
    files = [file for package in packages for file in package.glob("*.py")]
    assert {file.name for file in files if len(file.read_text().splitlines()) > 150} == set()


def test_the_shipped_sources_are_known_shapes_with_a_home() -> None:
    shipped = read_subscriptions()
    assert {subscription.shape for subscription in shipped} <= set(SHAPES)
    assert all(subscription.home for subscription in shipped)
