"""The registries of names and words: read into plain entries, refused where they break."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import registries
from app.errors import DataFileError
from app.registries import (
    authority_of,
    keeper,
    read_authorities,
    read_benchmarks,
    read_models,
    read_speakers,
    read_wording,
)
from app.settings import settings
from app.vocabulary import Confidence

ACME = """
vendor = "acme"
name = "Acme"
[[model]]
id = "orb-4"
name = "Orb 4"
[[model]]
id = "orb-5"
name = "Orb 5"
released = 2030-09-10
[[model.codenames]]
name = "Fork"
coined = 2030-01-01
"""
WORDING = """
[[wording]]
phrase = "by and large"
level = "high"
probability = 0.8
source = "own"
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty data folder in place of the shipped one."""
    monkeypatch.setenv("HEARSAY_DATA_DIR", str(tmp_path))
    for cached in (settings, keeper, registries._keepers):
        cached.cache_clear()
    yield tmp_path
    for cached in (settings, keeper, registries._keepers):
        cached.cache_clear()


def write(data: Path, name: str, text: str) -> None:
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("read", "name"),
    [
        (read_speakers, "speakers.toml"),
        (read_wording, "wording.toml"),
        (read_benchmarks, "benchmarks.toml"),
    ],
)
def test_a_missing_registry_is_named(data: Path, read: Callable[[], Any], name: str) -> None:
    with pytest.raises(DataFileError, match="is missing") as caught:
        read()
    assert caught.value.path == data / name


def test_a_folder_of_models_may_be_empty() -> None:
    assert read_models() == []


def test_registries_become_entries(data: Path) -> None:
    write(data, "models/acme.toml", ACME)
    write(data, "speakers.toml", '[[speaker]]\nname = "Jo Lind"\nkind = "person"\n')
    write(data, "wording.toml", WORDING)
    write(data, "benchmarks.toml", '[[benchmark]]\nid = "sumtest"\nname = "SumTest"\n')
    (vendor,) = read_models()
    assert vendor.model[1].codenames[0].coined == date(2030, 1, 1)
    assert [entry.name for entry in read_speakers()] == ["Jo Lind"]
    assert read_wording()[0].level is Confidence.high
    assert read_benchmarks()[0].maximum == 100


@pytest.mark.parametrize(
    ("old", "new", "entry", "reason"),
    [
        ('name = "Fork"', 'name = "Fork"\ncolour = "red"', "model 2 codenames 1", "`colour`"),
        ('name = "Orb 5"', "name = 5", "model 2 name", "`str`"),
        ("2030-09-10", '"soon"', "model 2 released", "date"),
        ('id = "orb-4"\n', "", "model 1", "`id`"),
        ('name = "Acme"', 'name = "Acme"\naliases = ["A", 7]', "aliases 2", "`str`"),
    ],
)
def test_a_broken_vendor_names_its_file_and_the_place_in_it(
    data: Path, old: str, new: str, entry: str, reason: str
) -> None:
    write(data, "models/acme.toml", ACME.replace(old, new, 1))
    with pytest.raises(DataFileError) as caught:
        read_models()
    assert (caught.value.path, caught.value.entry) == (data / "models/acme.toml", entry)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("old", "new", "entry", "reason"),
    [
        ('"high"', '"huge"', "wording 2 level", "huge"),
        ("0.8", "1.8", "wording 2 probability", "<= 1"),
        ("0.8", '"0.8"', "wording 2 probability", "float"),
        ("source", 'scope = "poem"\nsource', "wording 2 scope", "poem"),
        ("source", "reason", "wording 2", "`reason`"),
    ],
)
def test_a_broken_row_names_its_file_and_its_number(
    data: Path, old: str, new: str, entry: str, reason: str
) -> None:
    write(data, "wording.toml", WORDING + WORDING.replace(old, new, 1))
    with pytest.raises(DataFileError) as caught:
        read_wording()
    assert (caught.value.path, caught.value.entry) == (data / "wording.toml", entry)
    assert reason in caught.value.reason


def test_an_entry_is_not_changed_once_it_is_read(data: Path) -> None:
    write(data, "wording.toml", WORDING)
    (entry,) = read_wording()
    with pytest.raises(AttributeError):
        entry.phrase = "by all means"  # type: ignore[misc]


AUTHORITIES = """
[[authority]]
name = "Acme"
kind = "official"
addresses = ["acme.example", "hub.example/acme"]
[[authority]]
name = "Hub"
kind = "catalogue"
addresses = ["hub.example"]
[[authority]]
name = "Acme's rivals"
kind = "blog"
addresses = ["rivals.acme.example"]
"""


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://acme.example/orb-5", "Acme"),
        ("http://www.ACME.example", "Acme"),
        ("https://docs.api.acme.example/x?y=1#z", "Acme"),
        ("https://rivals.acme.example/x", "Acme's rivals"),
        ("https://hub.example/Acme/orb-5", "Acme"),
        ("https://hub.example/acmeist/orb-5", "Hub"),
        ("https://hub.example/", "Hub"),
        ("https://notacme.example/", "notacme.example"),
        ("https://www.example/acme.example", "example"),
        ("https://else.example:8000/hub.example", "else.example"),
    ],
)
def test_a_record_is_kept_by_whoever_its_address_is_of(data: Path, url: str, name: str) -> None:
    write(data, "authorities.toml", AUTHORITIES)
    assert keeper(url) == name
    known = authority_of(url)
    assert (known.name if known else None) == (
        name if "." not in name and name != "example" else None
    )


@pytest.mark.parametrize(
    "address", ["https://acme.example", "www.acme.example", "Acme.example", "acme", "a b.example"]
)
def test_an_address_is_a_plain_host_with_perhaps_a_path(data: Path, address: str) -> None:
    write(data, "authorities.toml", AUTHORITIES.replace("hub.example/acme", address))
    with pytest.raises(DataFileError) as caught:
        read_authorities()
    assert caught.value.entry == "authority 1 addresses 2"
