"""Rows of tables as small statements: a column or a row's head gives the attribute.

`Fact | Source confidence` and `Event | Implied probability` bear their own label or number;
`Model | SWE-bench Pro | Released` names a model a row; `Feature | Model A | Model B` a column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.extract.segments import Segment
from app.vocabulary import Confidence

_CONFIDENCE = re.compile(r"\b(?:confidence|certainty|likelihood|credibility|reliability|how sure|verdict)\b", re.IGNORECASE)
_PROBABILITY = re.compile(r"\b(?:probability|odds|chances?|implied|likelihood)\b", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?%")
_LEVELS = (
    (Confidence.very_low, re.compile(r"\b(?:very low|extremely low|pure speculation)\b", re.IGNORECASE)),
    (Confidence.certain, re.compile(r"\b(?:confirmed|certain|verified|official)\b", re.IGNORECASE)),
    (Confidence.high, re.compile(r"\b(?:very high|high|strong|solid|highly likely)\b", re.IGNORECASE)),
    (Confidence.moderate, re.compile(r"\b(?:medium|moderate|mixed|likely|plausible|reported)\b", re.IGNORECASE)),
    (Confidence.low, re.compile(r"\b(?:low|weak|unconfirmed|unverified|rumou?r(?:ed)?|speculative|unlikely)\b", re.IGNORECASE)),
)
_RELEASED = re.compile(r"^\W*(?:public(?:ly available)?|released|available(?: now)?|yes|live|ga|generally available|shipped|out)\b", re.IGNORECASE)
_UNRELEASED = re.compile(r"^\W*(?:internal(?: only)?|unreleased|not (?:yet )?(?:released|available|public)|no|not yet|private)\b", re.IGNORECASE)
_RELEASE_COLUMN = re.compile(r"\b(?:released?|status|availability|launch(?:ed)?|stage)\b", re.IGNORECASE)
_HEDGE = re.compile(r"\((?P<words>[^()]{0,40}\b(?:estimate[ds]?|rumou?red|unconfirmed|projected|expected|leaked|reported)\b[^()]{0,20})\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one cell says, as a line to be read like a sentence.

    `models`: whose it is, empty where the line itself must tell. `confidence`, `probability`:
    the row's own label. `released`: the cell says whether the model is out. `credit`: the words
    that say whose confidence it is. `estimate`: the row calls its figures estimates.
    """

    text: str
    models: tuple[str, ...] = ()
    confidence: Confidence | None = None
    probability: float | None = None
    released: bool | None = None
    credit: str = ""
    estimate: bool = False


def statements(row: Segment, models_in: Callable[[str], tuple[str, ...]]) -> Iterator[Statement]:
    """The statements of one row; `models_in` names the models of a cell."""
    if row.header or not row.cells:
        return
    labels = [c for c in row.cells if _CONFIDENCE.search(c.column) or _PROBABILITY.search(c.column)]
    if labels:
        yield from _labelled(row, labels[0].column, labels[0].text)
        return
    whose = models_in(row.cells[0].text)
    if whose:
        yield from _of_model(row, whose)
        return
    head = row.cells[0].text
    for cell in row.cells[1:]:
        if models := models_in(cell.column):
            yield Statement(f"{head}: {cell.text}", models)


def _labelled(row: Segment, column: str, label: str) -> Iterator[Statement]:
    percent = _PERCENT.search(label)
    probability = min(float(percent[1]) / 100, 1.0) if percent and _PROBABILITY.search(column) else None
    level = next((level for level, words in _LEVELS if words.search(label)), None)
    for cell in row.cells:
        if cell.column != column:
            yield Statement(cell.text, (), level, probability, credit=label)


def _of_model(row: Segment, models: tuple[str, ...]) -> Iterator[Statement]:
    head = row.cells[0].text
    estimate = bool(_HEDGE.search(head))
    for cell in row.cells[1:]:
        released = None
        if _RELEASE_COLUMN.search(cell.column):
            released = True if _RELEASED.match(cell.text) else False if _UNRELEASED.match(cell.text) else None
        yield Statement(f"{cell.column}: {cell.text}", models[:1], released=released, estimate=estimate or bool(_HEDGE.search(cell.text)))
