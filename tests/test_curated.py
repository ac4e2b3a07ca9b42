from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import DataFileError
from app.schema import Document, Fact, Source
from app.settings import settings
from scrapers.authorities import curated

FACT = """
[[fact]]
model = "acme/zephyr-9"
attribute = "context_window"
value = 2_000_000
unit = "tokens"
valid_from = 2031-05-02
known_at = 2031-05-02
authority = "vendor"
url = "https://acme.example/zephyr-9"
"""
STATEMENT = """
[[statement]]
key = "{key}"
publisher = "{publisher}"
kind = "press"
url = "https://loom.example/{key}"
published = 2031-04-02
model = "acme/zephyr-9"
attribute = "context_window"
op = "approx"
value = 2_000_000
unit = "tokens"
confidence = "low"
gist = "The window is said to be about two million tokens."
"""

Fill = Callable[[str, str], None]


@pytest.fixture
def fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fill]:
    """Puts facts and history where the settings say that data is."""
    monkeypatch.setenv("HEARSAY_DATA_DIR", str(tmp_path))
    settings.cache_clear()

    def write(facts: str, history: str) -> None:
        for folder, text in [("facts", facts), ("history", history)]:
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "acme.toml").write_text(text, encoding="utf-8")

    yield write
    settings.cache_clear()


def test_what_was_entered_by_hand_becomes_records(fill: Fill) -> None:
    fill(FACT, STATEMENT.format(key="a", publisher="Daily Loom"))
    source, document, fact = curated.scrape()
    assert isinstance(source, Source)
    assert source.slug == "daily-loom"
    assert isinstance(document, Document)
    assert (document.source, document.text) == ("daily-loom", "")
    assert document.statements[0]["value"] == 2_000_000
    assert isinstance(fact, Fact)
    assert (fact.model, fact.value) == ("acme/zephyr-9", 2_000_000)
    assert document.shipped
    assert fact.shipped


def test_a_publisher_comes_once_and_before_its_documents(fill: Fill) -> None:
    publishers = ["Daily Loom", "Mill", "Daily Loom"]
    fill("", "".join(STATEMENT.format(key=n, publisher=p) for n, p in enumerate(publishers)))
    records = list(curated.scrape())
    sources = [record.slug for record in records if isinstance(record, Source)]
    assert sources == ["daily-loom", "mill"]
    named: set[str] = set()
    for record in records:
        if isinstance(record, Source):
            named.add(record.slug)
        elif isinstance(record, Document):
            assert record.source in named


def test_the_same_files_give_the_same_records(fill: Fill) -> None:
    fill(FACT, STATEMENT.format(key="a", publisher="Daily Loom"))
    assert list(curated.scrape()) == list(curated.scrape())


def test_no_files_give_no_records(fill: Fill) -> None:
    fill("", "")
    assert list(curated.scrape()) == []


@pytest.mark.parametrize(
    ("facts", "history"),
    [
        (FACT.replace("tokens", "pounds"), ""),
        (FACT + 'colour = "red"\n', ""),
        ("", STATEMENT.format(key="a", publisher="Loom").replace("low", "maybe")),
    ],
)
def test_a_broken_entry_is_named(fill: Fill, facts: str, history: str) -> None:
    fill(facts, history)
    with pytest.raises(DataFileError, match=r"acme\.toml"):
        list(curated.scrape())
