"""The promise on real texts: five articles go in, settled claims come out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app import intake, pipeline
from app.publish.lines import claim_row
from app.store import open_ledger, queries
from app.store.queries import Filters
from tests.conftest import NOW, TODAY


@pytest.fixture(scope="module")
def ledger_of_seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A ledger of the shipped data and the five articles, each on its day."""
    engine = open_ledger(f"sqlite:///{tmp_path_factory.mktemp('seeds') / 'ledger.db'}")
    pipeline.fill(engine, TODAY)
    days = intake.read_days(shared / "gold" / "documents.jsonl")
    for path in sorted((shared / "seeds").glob("*.txt")):
        source, document = intake.document(
            intake.read_file(path).on(days[path.name]),
            name=path.name[:3],
            publisher="dev.to",
            url=None,
            added_at=NOW,
        )
        assert pipeline.add(engine, source, document, TODAY).is_new
    yield engine
    engine.dispose()


def _said(engine: Engine, doc: str, **asked: Any) -> list[dict[str, Any]]:
    with Session(engine) as session:
        views = queries.claims(session, Filters(model="openai/gpt-5.5", doc=doc, **asked))
        return [claim_row(view) for view in views]


def test_the_codename_is_confirmed(ledger_of_seeds: Engine) -> None:
    [spud] = _said(ledger_of_seeds, "003", attribute="codename")
    assert (spud["value"], spud["verdict"]) == ("Spud", "confirmed")


def test_the_score_is_refuted_with_the_record_beside_it(ledger_of_seeds: Engine) -> None:
    [score] = _said(ledger_of_seeds, "003", attribute="benchmark_score")
    assert (score["qualifier"], score["op"], score["verdict"]) == (
        "swe-bench-pro",
        "range",
        "refuted",
    )
    assert [fact["value"] for fact in score["facts"]] == [58.6]


def test_the_three_prices_stand_with_what_cannot_both_hold(ledger_of_seeds: Engine) -> None:
    rows = _said(ledger_of_seeds, "003", attribute="release_date")
    prices = {
        row["value"]: (said["probability"], len(row["conflicts"]))
        for row in rows
        for said in row["assertions"]
        if said["doc"] == "003" and said["probability"] is not None
    }
    assert prices == {
        "2026-04-23": (0.81, 1),
        "2026-04-30": (0.72, 1),
        "2026-05-31": (0.93, 0),
    }
    [note] = {note for row in rows for note in row["conflicts"]}
    assert "81 %" in note
    assert "72 %" in note


def test_the_window_is_refuted_by_the_model_page(ledger_of_seeds: Engine) -> None:
    rows = _said(ledger_of_seeds, "001", attribute="context_window")
    [window] = [row for row in rows if row["value"] == 2_000_000]
    assert window["verdict"] == "refuted"
    assert 1_050_000 in [fact["value"] for fact in window["facts"]]


def test_the_denial_was_already_false_when_published(ledger_of_seeds: Engine) -> None:
    rows = _said(ledger_of_seeds, "002", attribute="release_stage")
    denials = [row for row in rows if row["polarity"] == "denies"]
    assert {row["value"] for row in denials} >= {"released"}
    assert {row["verdict"] for row in denials} == {"refuted"}
    assert {row["knowable_from"] for row in denials} == {date(2026, 4, 23)}
    assert all(said["false_when_published"] for row in denials for said in row["assertions"])
