"""The grammars on labelled real documents, where those are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.extract.dates import windows
from app.extract.values import quantities
from tests.conftest import SHARED

GOLD = SHARED / "gold"
# Shares of labels whose value is read in their own sentence, which only rise. The rest is not
# printed there: a day unknown, an older quote, a bare "cheaper".
DATES_READ = 0.91
FIGURES_READ = 0.98
COMPARED_ONLY = 1  # a ratio of "more" or "less" with no figure is a cue's business


def labels() -> Iterator[tuple[dict[str, Any], str, date | None]]:
    """Every label with its sentence and the day of its document."""
    if not GOLD.exists():
        pytest.skip(f"no labels at {GOLD}")
    published = {
        row["doc"]: row["published"] for row in _rows(GOLD / "documents.jsonl") if row["published"]
    }
    texts = {
        path.name: path for place in ("seeds", "corpus") for path in (SHARED / place).iterdir()
    }
    for row in [*_rows(GOLD / "seeds.jsonl"), *_rows(GOLD / "corpus.jsonl")]:
        text = texts[row["doc"]].read_text(encoding="utf-8")[row["start"] : row["end"]]
        day = published.get(row["doc"])
        yield row, text, date.fromisoformat(f"{day}-01"[:10]) if day else None


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _days(value: Any) -> tuple[date, date]:
    ends = value if isinstance(value, list) else [value, value]
    return date.fromisoformat(ends[0]), date.fromisoformat(ends[1])


def _agree(label: Any, read: Any) -> bool:
    """Whether two windows share at least half of the days of both."""
    first, last = _days(label)
    start, end = _days(read)
    shared = (min(last, end) - max(first, start)).days + 1
    return shared / ((max(last, end) - min(first, start)).days + 1) >= 0.5


def test_the_dates_of_labels_are_read_in_their_sentences() -> None:
    dated = [row for row in labels() if row[0]["attribute"] == "release_date" and row[0]["value"]]
    read = [
        any(_agree(label["value"], found.value) for found in windows(text, day))
        for label, text, day in dated
    ]
    assert sum(read) / len(read) >= DATES_READ


def test_the_figures_of_labels_are_read_in_their_sentences() -> None:
    figured = [
        (label["value"], text)
        for label, text, _ in labels()
        if label["unit"] not in (None, "date")
        and isinstance(label["value"], (int, float, list))
        and not (label["value"] == COMPARED_ONLY and label["unit"] == "ratio")
    ]
    read = [any(found.value == value for found in quantities(text)) for value, text in figured]
    assert sum(read) / len(read) >= FIGURES_READ
