"""The extractor on labelled texts: labels, texts and their days in, a report out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from app.errors import DataFileError
from app.evaluation import Report, Statement, evaluate
from app.extract import extract
from app.intake import Day, read_days, read_file, read_rows
from app.publish.lines import assertion_row


def try_out(labels: Iterable[Path], texts: Path, documents: Path | None) -> Report:
    """Extract from the texts that the labels name, in the folder `texts`, and compare.

    `labels` are JSON lines, each with the fields of an assertion; `documents` has the texts'
    days.

    Raises:
        DocumentError: a file or a text is missing or cannot be read.
        DataFileError: a line is no label, or has no day.
    """
    said = [_label(path, number, row) for path in labels for number, row in read_rows(path)]
    days = read_days(documents) if documents else {}
    names = dict.fromkeys(label.doc for label in said)
    made = [row for name in names for row in _extracted(texts / name, days.get(name))]
    return evaluate(said, made)


def _label(path: Path, number: int, row: Mapping[str, object]) -> Statement:
    try:
        label = Statement.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = f"line {number} {'.'.join(map(str, first['loc']))}"
        raise DataFileError(path, where, str(first["msg"])) from error
    return label.model_copy(update={"doc": Path(label.doc).name})


def _extracted(path: Path, day: Day | None) -> list[Statement]:
    read = read_file(path).on(day or Day())
    return [Statement.model_validate(assertion_row(said, path.name)) for said in extract(read)]
