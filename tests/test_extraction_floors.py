from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.intake import read_file
from tests import floors
from tests.floors import SETS

OURS = ("own", "later", "held_out")


@pytest.fixture(params=SETS)
def label_set(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if not SETS[name].labels.exists():
        pytest.skip(f"the labels of {name} ({SETS[name].labels}) are not here")
    return name


def test_the_labels_are_those_that_the_floors_were_measured_on(label_set: str) -> None:
    assert floors.read()[label_set]["digest"] == SETS[label_set].digest, (
        "the labels have changed: measure again with `make floors`"
    )


def test_every_main_figure_has_a_floor(label_set: str) -> None:
    reached = floors.marks(floors.report(label_set))
    known = floors.read()[label_set]
    assert set(reached) <= set(known)
    assert set(reached["exact_f1"]) <= set(known["exact_f1"])


def test_no_figure_is_below_its_floor(label_set: str) -> None:
    reached = floors.marks(floors.report(label_set))
    assert floors.fallen(floors.read()[label_set], reached) == []


@pytest.mark.parametrize("name", OURS)
def test_our_labels_stand_where_they_say(name: str) -> None:
    own = SETS[name]
    for line in own.labels.read_text().splitlines():
        label = json.loads(line)
        text = read_file(own.texts / label["doc"]).text
        quote = text[label["start"] : label["end"]]
        assert quote == quote.strip() != ""
        assert text[label["start"] - 1 : label["start"]].isspace() or not (
            text[: label["start"]][-1:].isalnum()
        )


@pytest.mark.parametrize("name", OURS)
def test_all_of_our_texts_are_labelled(name: str) -> None:
    own = SETS[name]
    texts = {path.name for path in own.texts.iterdir() if path.suffix in (".txt", ".md")}
    labelled = [json.loads(line)["doc"] for line in own.labels.read_text().splitlines()]
    dated = {json.loads(line)["doc"] for line in own.documents.read_text().splitlines()}
    assert texts == set(labelled) == dated
    assert min(labelled.count(name) for name in texts) >= 15


def test_our_texts_are_of_a_dozen_kinds() -> None:
    assert sum(len(set(SETS[name].documents.read_text().splitlines())) for name in OURS) >= 24


@pytest.mark.parametrize(
    ("floor", "mark", "then"),
    [
        (0.80, 0.859, 0.85),
        (0.80, 0.799, 0.80),
        (0.80, 0.29, 0.80),
        (None, 0.29, 0.29),
        (None, 1.0, 1.0),
        (None, 0.0, 0.0),
    ],
)
def test_a_floor_rises_to_the_mark_rounded_down_and_never_sinks(
    floor: float | None, mark: float, then: float
) -> None:
    known = {} if floor is None else {"speaker": floor}
    assert floors.raised(known, {"speaker": mark}) == {"speaker": pytest.approx(then)}


def test_a_figure_below_its_floor_is_named() -> None:
    known = {"speaker": 0.9, "exact_f1": {"price": 0.7, "speed": 0.5}}
    reached = {"speaker": 0.95, "exact_f1": {"price": 0.694, "speed": 0.5}}
    assert floors.fallen(known, reached) == ["price is 0.694, its floor 0.70"]


def test_raising_writes_floors_that_hold_and_keeps_those_of_absent_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = floors.LabelSet(tmp_path / "none.jsonl", tmp_path, tmp_path / "days.jsonl")
    kept: dict[str, Any] = {"digest": "abc", "speaker": 0.5, "exact_f1": {"price": 0.25}}
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.toml")
    monkeypatch.setattr(floors, "SETS", {"own": SETS["own"], "gone": gone})
    floors.FILE.write_text(floors.written({"gone": kept}))
    floors.main()
    then = tomllib.loads(floors.FILE.read_text())
    assert then["gone"] == kept
    assert "gone:" in capsys.readouterr().out
    assert then["own"]["digest"] == SETS["own"].digest
    assert floors.fallen(then["own"], floors.marks(floors.report("own"))) == []


def test_without_a_file_there_are_no_floors_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.toml")
    assert floors.read() == {}
