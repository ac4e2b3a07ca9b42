from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app import cli
from app.errors import DataFileError, DocumentError
from app.evaluation import Report
from app.intake import read_days
from app.trial import _extracted, try_out
from tests import floors

TEXT = "GPT-7 has a context window of 3 million tokens.\nOpenAI will release GPT-7 next month.\n"
WINDOW = {
    "doc": "nimbus.txt",
    "start": 0,
    "end": 47,
    "model": "openai/gpt-7",
    "attribute": "context_window",
    "value": 3_000_000,
    "confidence": "certain",
    "speaker": "author",
    "sourcing": "none",
}
RELEASE = WINDOW | {
    "doc": "somewhere/nimbus.txt",
    "start": 48,
    "end": 85,
    "attribute": "release_date",
    "op": "in",
    "value": ["2026-06-01", "2026-06-30"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text of two statements, its labels and its day."""
    (tmp_path / "nimbus.txt").write_text(TEXT)
    _write(tmp_path / "labels.jsonl", WINDOW, RELEASE)
    _write(tmp_path / "days.jsonl", {"doc": "nimbus.txt", "published": "2026-05-04"})
    return tmp_path


def _write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.app, ["evaluate", *map(str, words)])


def test_the_texts_of_the_labels_are_read_and_compared(folder: Path) -> None:
    report = try_out([folder / "labels.jsonl"], folder, folder / "days.jsonl")
    assert report.documents == 1
    assert report.core.exact.labels == report.core.exact.hits == 2


def test_without_its_day_a_text_has_no_dates_that_depend_on_it(folder: Path) -> None:
    report = try_out([folder / "labels.jsonl"], folder, None)
    assert report.attributes["context_window"].exact.f1 == 1.0
    assert report.attributes["release_date"].exact.hits == 0


def test_labels_may_come_in_several_files(folder: Path) -> None:
    one = _write(folder / "one.jsonl", WINDOW)
    two = _write(folder / "two.jsonl", RELEASE)
    days = folder / "days.jsonl"
    together = try_out([folder / "labels.jsonl"], folder, days)
    assert try_out([one, two], folder, days) == together


def test_a_missing_text_is_named(folder: Path) -> None:
    labels = _write(folder / "labels.jsonl", WINDOW | {"doc": "lost.txt"})
    with pytest.raises(DocumentError, match=r"lost\.txt: No such file"):
        try_out([labels], folder, None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: is not JSON"),
        ("[]", "line 2: is not a JSON object"),
        ("{}", "line 2 doc: Field required"),
        (json.dumps(WINDOW | {"attribute": "smell"}), "line 2 attribute: .*'smell' is none of"),
        (json.dumps(WINDOW | {"start": None}), "line 2 start: "),
        (json.dumps(WINDOW | {"confidence": "sure"}), "line 2 confidence: "),
    ],
)
def test_a_line_that_is_no_label_is_named_with_its_fault(
    folder: Path, line: str, said: str
) -> None:
    labels = folder / "labels.jsonl"
    labels.write_text(json.dumps(WINDOW) + "\n" + line + "\n")
    with pytest.raises(DataFileError, match=said):
        try_out([labels], folder, None)


def test_the_command_prints_a_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    words = (folder / "labels.jsonl", "--texts", folder, "--documents", folder / "days.jsonl")
    result = run(*words)
    assert result.exit_code == 0
    rows = [re.findall(r"[\w.]+", line) for line in result.stdout.splitlines()]
    assert ["core", "2", "2", "1.000", "1.000", "1.000", "1.000"] in rows
    assert ["sourcing", "2", "1.000"] in rows
    assert any(row[:3] == ["confidence", "2", "0.500"] for row in rows)


def test_the_command_prints_json_lines(folder: Path) -> None:
    result = run(folder / "labels.jsonl", "--texts", folder, "--format", "jsonl")
    assert result.exit_code == 0
    rows = {row["of"]: row for row in map(json.loads, result.stdout.splitlines())}
    assert rows["context_window"]["exact"]["f1"] == 1.0
    assert rows["speaker"] == {"of": "speaker", "n": 1, "same": 1.0}


def test_the_command_ends_with_an_error_where_a_text_is_missing(folder: Path) -> None:
    (folder / "nimbus.txt").unlink()
    result = run(folder / "labels.jsonl", "--texts", folder)
    assert isinstance(result.exception, DocumentError)
    assert result.stdout == ""


@pytest.mark.parametrize("name", ["seeds", "corpus"])
def test_the_figures_are_those_of_the_scorer_that_came_with_the_labels(
    shared: Path, tmp_path: Path, name: str
) -> None:
    labelled = floors.SETS[name]
    days = read_days(labelled.documents)
    made = [
        said.model_dump(mode="json")
        for path in sorted(labelled.texts.glob("*.txt"))
        for said in _extracted(path, days.get(path.name))
    ]
    predicted = _write(tmp_path / "made.jsonl", *made)
    scorer = shared / "tools" / "score_claims.py"
    words = [sys.executable, str(scorer), str(labelled.labels), str(predicted), "--by", "attribute"]
    everything, core = (
        subprocess.run(  # noqa: S603 - the words are this file's own
            [*words, *more], check=True, capture_output=True, text=True, timeout=60
        ).stdout
        for more in ([], ["--core"])
    )
    report = floors.report(name)
    assert _figures(everything) == _of_all(report)
    assert _marks(core) == _of_core(report)
    assert _by_attribute(everything) == _of_attributes(report)


def _figures(printed: str) -> list[str]:
    """Both sets of marks, then how levels, sourcing and speaker agree."""
    named = r"(?:same level|within one|weighted kappa|sourcing same|speaker same) (-?[\d.]+)"
    return _marks(printed) + re.findall(named, printed)


def _marks(printed: str) -> list[str]:
    found, exact = re.findall(r"precision ([\d.]+) recall ([\d.]+) F1 ([\d.]+)", printed)
    return [*found, *exact]


def _by_attribute(printed: str) -> dict[str, list[str]]:
    line = r"^  (\w+) +labels +\d+ predictions +\d+ found F1 ([\d.]+) exact F1 ([\d.]+)$"
    return {name: marks for name, *marks in re.findall(line, printed, re.MULTILINE)}


def _of_core(report: Report) -> list[str]:
    scores = (report.core.found, report.core.exact)
    return [f"{mark:.3f}" for score in scores for mark in score.row().values()]


def _of_all(report: Report) -> list[str]:
    scores = (report.checkable.found, report.checkable.exact)
    marks = [mark for score in scores for mark in score.row().values()]
    levels = (report.levels.same, report.levels.within_one, report.levels.kappa)
    shares = (report.fields["sourcing"].same, report.fields["speaker"].same)
    return [f"{mark:.3f}" for mark in (*marks, *levels, *shares)]


def _of_attributes(report: Report) -> dict[str, list[str]]:
    return {
        name: [f"{finding.found.f1:.2f}", f"{finding.exact.f1:.2f}"]
        for name, finding in report.attributes.items()
        if name not in ("capability", "other")
    }
