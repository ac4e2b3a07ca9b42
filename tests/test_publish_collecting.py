"""How the state of sources is written for people and for programs."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from app.publish import collecting
from app.publish.lines import line
from app.store.collection import SourceState
from app.vocabulary import Failure
from tests.collecting_samples import HOUR, NOW, run, schedule, subscription


def state(slug: str = "lantern", **fields: Any) -> SourceState:
    usual: dict[str, Any] = {
        "subscription": subscription(slug),
        "schedule": schedule(slug),
        "failed": None,
        "documents": 0,
        "claiming": 0,
        "asked_at": NOW,
    }
    return SourceState(**usual | fields)


BROKEN = {
    "schedule": schedule("mirror", failures=4, succeeded_at=NOW - 96 * HOUR, records=0),
    "failed": run("mirror", Failure.shape),
}


@pytest.mark.parametrize(
    ("stretch", "said"),
    [
        (timedelta(seconds=0), "0 s"),
        (timedelta(seconds=59), "59 s"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=23), "23 h"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=400), "400 d"),
    ],
)
def test_a_stretch_of_time_is_told_in_its_largest_unit(stretch: timedelta, said: str) -> None:
    assert collecting.distance(stretch.total_seconds()) == said


def test_a_row_says_all_that_is_known_of_a_source() -> None:
    source = subscription("lantern", watch="GPT-6.5")
    row = collecting.source_row(state(subscription=source, documents=8, claiming=2))
    assert row == {
        "source": "lantern",
        "publisher": "Lantern",
        "shape": "feed",
        "url": "https://lantern.example/feed.xml",
        "watch": "GPT-6.5",
        "state": "nothing new",
        "last_success": "2031-05-06T11:00:00+00:00",
        "next_due": "2031-05-06T13:00:00+00:00",
        "every_s": 3600,
        "records": 20,
        "failures_in_a_row": 0,
        "last_error": None,
        "documents": 8,
        "documents_with_a_claim": 2,
        "claim_share": 0.25,
    }
    assert json.loads(line(row)) == row


def test_a_row_says_why_a_source_failed_and_how_often() -> None:
    row = collecting.source_row(state("mirror", **BROKEN))
    assert (row["failures_in_a_row"], row["last_error"]) == (4, "mirror said shape")
    assert row["last_success"] == "2031-05-02T12:00:00+00:00"


def test_a_source_that_was_never_visited_has_nothing_to_tell_yet() -> None:
    row = collecting.source_row(state(schedule=None))
    unknown = {key for key, value in row.items() if value is None}
    assert {"last_success", "next_due", "records", "last_error", "claim_share"} <= unknown
    assert (row["state"], row["every_s"]) == ("never visited", 3600)


def test_the_table_has_a_line_for_each_source(capsys: pytest.CaptureFixture[str]) -> None:
    states = [
        state(documents=8, claiming=2),
        state("mirror", **BROKEN),
        state("new", schedule=None),
    ]
    collecting.print_sources(states, NOW)
    shown = capsys.readouterr().out
    assert "3 sources" in shown
    by_slug = {row.split()[1]: row for row in shown.splitlines() if row.startswith("│")}
    assert "nothing new" in by_slug["lantern"]
    assert "1 h ago" in by_slug["lantern"]
    assert "in 1 h" in by_slug["lantern"]
    assert "2 (25%)" in by_slug["lantern"]
    assert "failed 4 times in a row" in by_slug["mirror"]
    assert "4 d ago" in by_slug["mirror"]
    assert "never visited" in by_slug["new"]
    assert " now " in by_slug["new"]
