"""Which prediction stands for which label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from app.evaluation.statements import Statement, exact, meet


class Pair(NamedTuple):
    """A label and the prediction that found it."""

    label: Statement
    prediction: Statement
    exact: bool


def pair(labels: Iterable[Statement], predictions: Iterable[Statement]) -> list[Pair]:
    """The pairing with the most exact pairs and, among those, the most pairs."""
    groups: defaultdict[tuple[str, str], tuple[list[Statement], list[Statement]]]
    groups = defaultdict(lambda: ([], []))
    for side, statements in enumerate((labels, predictions)):
        for said in statements:
            groups[said.doc, said.attribute][side].append(said)
    return [met for group in groups.values() for met in _paired(*group)]


def _paired(labels: Sequence[Statement], predictions: Sequence[Statement]) -> list[Pair]:
    grades: list[dict[int, int]] = [
        {
            number: int(exact(label, made))
            for number, made in enumerate(predictions)
            if meet(label, made)
        }
        for label in labels
    ]
    mates = _match(grades)
    return [
        Pair(labels[row], predictions[column], exact=bool(grades[row][column]))
        for column, row in sorted(mates.items(), key=lambda mate: mate[1])
    ]


def _match(grades: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Rows for columns, such that the summed grade is the highest, then their number.

    `grades` has, for each row, the columns that it may be paired with. The matching grows by
    one pair at a time, along the alternating path that adds most to the sum, so that it is
    the best one of its size at every step; it ends where one more pair would cost a grade.
    """
    mates: dict[int, int] = {}
    while path := _best_path(grades, mates):
        mates |= {column: row for row, column in path}
    return mates


def _best_path(
    grades: Sequence[Mapping[int, int]], mates: Mapping[int, int]
) -> list[tuple[int, int]]:
    """The pairs to set so that one more row is paired; none where that lowers the sum."""
    paired = set(mates.values())
    gain = {row: 0 for row in range(len(grades)) if row not in paired}
    ways: dict[int, list[tuple[int, int]]] = {row: [] for row in gain}
    best: tuple[int, list[tuple[int, int]]] = (-1, [])
    waiting = list(gain)
    while waiting:
        row = waiting.pop(0)
        for column, grade in grades[row].items():
            total, way = gain[row] + grade, [*ways[row], (row, column)]
            if column not in mates:
                best = max(best, (total, way), key=lambda reached: reached[0])
                continue
            freed = mates[column]
            total -= grades[freed][column]
            if total > gain.get(freed, -inf):
                gain[freed], ways[freed] = total, way
                waiting.append(freed)
    return best[1]
