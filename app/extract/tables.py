"""Rows of tables as small statements: a column or a row's head gives the attribute.

`Fact | Source confidence` and `Event | Implied probability` bear their own label or number;
`Model | SWE-bench Pro | Released` names a model a row; `Feature | Model A | Model B` a column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.extract.confidence import Shown, labelled
from app.extract.patterns import caseless
from app.extract.segments import Segment
from app.vocabulary import Confidence

_CONFIDENCE = caseless(
    r"\b(?:confidence|certainty|likelihood|credibility|reliability|how sure|verdict)\b"
)
_PROBABILITY = caseless(r"\b(?:probability|odds|chances?|implied|likelihood)\b")
_RELEASED = caseless(
    r"^\W*(?:public(?:ly available)?|released|available(?: now)?|yes|live|ga"
    r"|generally available|shipped|out)\b"
)
_UNRELEASED = caseless(
    r"^\W*(?:internal(?: only)?|unreleased|not (?:yet )?(?:released|available|public)|no"
    r"|not yet|private)\b"
)
_RELEASE_COLUMN = caseless(r"\b(?:released?|status|availability|launch(?:ed)?|stage)\b")
_DAY_COLUMN = caseless(r"\W*(?:dates?|day|when|month|timing)\W*$")
_YES = caseless(r"\W*(?:yes|true|supported|included|[✓✔✅])\W*$|^[✓✔✅]")
_NO = caseless(r"\W*(?:no|none|false|unsupported|not supported)\W*$|^[✗✘❌×]")
_SILENT = caseless(
    r"\W*(?:tb[acd]|n/?a|unknown|undisclosed|not (?:disclosed|known|stated|available yet))?\W*$"
)
# "Released by May 31 | 9 % | 64 %": a chance of the event for each column's model.
_CHANCE = re.compile(r"\s*[<>~≈]?\s?\d{1,3}(?:\.\d{1,2})?\s?%\s*")
_EVENT = caseless(
    r"\b(?:releas|launch|ship|announc|arriv|out\sby|out\sbefore|debut|unveil|delay|cancel)\w*\b"
)
_PER_MILLION = caseless(r"\$\s?/\s?(?:1?m|million)|\$ per (?:1?m|million)")
_BARE_NUMBER = re.compile(r"\s*\$?\d{1,4}(?:\.\d{1,4})?\s*$")
_SIDE = re.compile(r"\W*(?:[Pp]rice\W{1,3})?([Ii]n|[Oo]ut)(?:put)?\b")  # "In ($/M)"
LONGEST_EVENT = 2  # columns of a timeline beside its date; more are features, not an event
_HEDGE = caseless(
    r"\([^()]{0,40}\b(?P<word>est\.|(?:estimate[ds]?|rumou?red|unconfirmed|projected|expected|planned"
    r"|leaked|reported|speculat(?:ed|ive)|likely|anticipated)\b)[^()]{0,20}\)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one cell says, as a line to be read like a sentence.

    `models`: whose it is, empty where the line itself must tell. `sure`: the row's
    own label. `released`: the cell says whether the model is out. `credit`: the words
    that say whose confidence it is. `hedge`: how sure the head of the row or column is of its
    figures ("expected", "estimate").
    `denies`: the cell says no to what the line says.
    """

    text: str
    models: tuple[str, ...] = ()
    sure: Shown | None = None
    released: bool | None = None
    credit: str = ""
    hedge: Confidence | None = None
    denies: bool = False


def statements(row: Segment, models_in: Callable[[str], tuple[str, ...]]) -> Iterator[Statement]:
    """The statements of one row; `models_in` names the models of a cell."""
    if row.header or not row.cells:
        return
    labels = [c for c in row.cells if _CONFIDENCE.search(c.column) or _PROBABILITY.search(c.column)]
    if labels:
        yield from _labelled(row, labels[0].column, labels[0].text)
        return
    if event := _dated_event(row, models_in):
        yield event
        return
    whose = models_in(row.cells[0].text)
    if whose:
        yield from _of_model(row, whose)
        return
    head = row.cells[0].text
    for cell in row.cells[1:]:
        models = models_in(cell.column)
        if not models or _is_silent(cell.text):
            continue
        if _CHANCE.fullmatch(cell.text) and _EVENT.search(head):
            yield Statement(head, models, labelled(cell.text))
            continue
        figured = any(char.isdigit() for char in cell.text)
        sure = None if figured or _answer(cell.text) is not None else labelled(cell.text)
        yield Statement(
            _line(head, cell.text),
            models,
            sure,
            hedge=_hedge(cell.column) or _hedge(cell.text),
            denies=_answer(cell.text) is False,
        )


def _hedge(words: str) -> Confidence | None:
    """How sure a bracket in a head or cell is: "X 6 (expected)", "80 % (estimate)"."""
    found = _HEDGE.search(words)
    label = labelled(found["word"]) if found else None
    return label.level if label else None


def _answer(cell: str) -> bool | None:
    """What a cell answers to its head: yes, no, or something else."""
    if _YES.match(cell):
        return True
    return False if _NO.match(cell) else None


def _is_silent(cell: str) -> bool:
    return _answer(cell) is None and bool(_SILENT.match(cell))


def _line(head: str, cell: str) -> str:
    """A cell under its head as a line: a plain answer adds no words, a bare price its unit."""
    if _answer(cell) is not None:
        return head
    if _PER_MILLION.search(head) and _BARE_NUMBER.match(cell):
        side = _SIDE.match(head)
        words = f"{side[1].lower()}put" if side else head
        return f"{words}: ${cell.strip().lstrip('$')} per million tokens"
    return f"{head}: {cell}"


def _dated_event(row: Segment, models_in: Callable[[str], tuple[str, ...]]) -> Statement | None:
    """A row of a timeline: "Date | Model | What happened" as "Model what happened, date"."""
    days = [cell for cell in row.cells if _DAY_COLUMN.match(cell.column)]
    others = [cell for cell in row.cells if cell not in days]
    named = [cell for cell in others if models_in(cell.text)]
    if len(days) != 1 or len(named) != 1 or len(others) > LONGEST_EVENT:
        return None
    said = " ".join(cell.text for cell in [*named, *(c for c in others if c not in named)])
    return Statement(f"{said}, {days[0].text}")


def _labelled(row: Segment, column: str, label: str) -> Iterator[Statement]:
    sure = labelled(label)
    for cell in row.cells:
        if cell.column != column:
            yield Statement(cell.text, (), sure, credit=label)


def _of_model(row: Segment, models: tuple[str, ...]) -> Iterator[Statement]:
    head = row.cells[0].text
    hedge = _hedge(head)
    for cell in row.cells[1:]:
        if _is_silent(cell.text):
            continue
        released = _is_released(cell.text) if _RELEASE_COLUMN.search(cell.column) else None
        yield Statement(
            _line(cell.column, cell.text) if released is None else f"{cell.column}: {cell.text}",
            models[:1],
            released=released,
            hedge=hedge or _hedge(cell.column) or _hedge(cell.text),
            denies=released is None and _answer(cell.text) is False,
        )


def _is_released(cell: str) -> bool | None:
    """Whether a cell on a model's status says that it is out."""
    if _RELEASED.match(cell):
        return True
    return False if _UNRELEASED.match(cell) else None
