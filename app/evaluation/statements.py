"""Labels and predictions, and when two of them say the same.

Two careful readers write the same reading down differently; the tolerances here are theirs.
"""

from __future__ import annotations

import re
from math import isclose
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from app.extent import Window, day_window, span, window
from app.vocabulary import ATTRIBUTES, Confidence, Op, Polarity, Sourcing, ValueKind

NUMBER_TOLERANCE = 0.005  # share of the larger: "1.05M" and 1 048 576 are one reading
WORDS_SHARED = 0.5  # of all the words of two values: "GB200 NVL72" and "NVIDIA GB200 NVL72"
DAYS_SHARED = 0.5  # of all the days of two windows
DEADLINE_SLACK_DAYS = 3  # "before Christmas" ends on the 23rd, the 24th or the 25th
MONTH_DAYS = 31  # "a year ago" names a month, not a day
PROBABILITY_SLACK = 0.005  # half a percent: how finely odds are printed

# Operators that two careful readers use for the same words.
ALIKE = tuple(
    map(
        frozenset,
        (
            {Op.eq, Op.approx},
            {Op.eq, Op.in_, Op.range},
            {Op.in_, Op.by, Op.le},
            {Op.le, Op.lt},
            {Op.ge, Op.gt},
        ),
    )
)
# Where one reader names which one of several, and the other leaves it at that.
QUALIFIER_OPTIONAL = frozenset({"release_date", "benchmark_rank", "modality", "price_change"})
NUMERIC = frozenset({ValueKind.number, ValueKind.score, ValueKind.ratio})
FIELDS = ("sourcing", "speaker", "polarity", "op", "qualifier", "value", "probability")


class Statement(BaseModel):
    """A label or a prediction: the fields of an assertion that are compared."""

    model_config = ConfigDict(frozen=True)

    doc: str
    start: int = Field(ge=0)
    end: int
    model: str
    attribute: str
    qualifier: str | None = None
    op: Op = Op.eq
    value: Any
    polarity: Polarity = Polarity.asserts
    confidence: Confidence
    probability: float | None = Field(default=None, ge=0, le=1)
    speaker: str
    sourcing: Sourcing

    @field_validator("attribute")
    @classmethod
    def _of_the_vocabulary(cls, name: str) -> str:
        if name not in ATTRIBUTES:
            raise ValueError(f"{name!r} is none of {', '.join(ATTRIBUTES)}")
        return name


def meet(label: Statement, made: Statement) -> bool:
    """Whether `made` finds `label`, as far as place and model go."""
    return min(label.end, made.end) > max(label.start, made.start) and _same_model(label, made)


def exact(label: Statement, made: Statement) -> bool:
    """Whether `made` reads what `label` says: polarity, operator, qualifier and value."""
    return all(agree(field, label, made) for field in ("polarity", "op", "qualifier", "value"))


def agree(field: str, label: Statement, made: Statement) -> bool:
    """Whether both say the same in one of `FIELDS`."""
    match field:
        case "op":
            return _same_op(label, made)
        case "qualifier":
            return _same_qualifier(label, made)
        case "value":
            return _same_value(label, made)
        case "probability":
            return _same_probability(label.probability, made.probability)
        case "speaker":
            return _plain(label.speaker) == _plain(made.speaker)
    return bool(getattr(label, field) == getattr(made, field))


def _same_probability(ours: float | None, theirs: float | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) < PROBABILITY_SLACK


def _same_value(label: Statement, prediction: Statement) -> bool:
    kind = ATTRIBUTES[label.attribute].kind
    if kind is ValueKind.date:
        ours, theirs = _days(label.value), _days(prediction.value)
        if ours and theirs:
            return _same_days({label.op, prediction.op}, ours, theirs)
    if kind in NUMERIC:
        numbers, others = _span(label.value), _span(prediction.value)
        if numbers and others:
            close = zip(numbers, others, strict=True)
            return all(isclose(one, other, rel_tol=NUMBER_TOLERANCE) for one, other in close)
    return _same_words(label.value, prediction.value)


def _same_model(label: Statement, made: Statement) -> bool:
    ours, theirs = _model(label.model), _model(made.model)
    return ours == theirs or ours.rpartition("/")[2] == theirs.rpartition("/")[2]


def _model(printed: str) -> str:
    return re.sub(r"[\s_]+", "-", printed.strip().lower())


def _same_op(label: Statement, made: Statement) -> bool:
    return label.op is made.op or any({label.op, made.op} <= group for group in ALIKE)


def _same_qualifier(label: Statement, made: Statement) -> bool:
    ours, theirs = _plain(label.qualifier), _plain(made.qualifier)
    return ours == theirs or (label.attribute in QUALIFIER_OPTIONAL and (not ours or not theirs))


def _plain(said: object) -> str:
    return re.sub(r"[^a-z0-9.]+", " ", str("" if said is None else said).lower()).strip()


def _same_words(ours: object, theirs: object) -> bool:
    one, other = (set(_plain(value).split()) for value in (ours, theirs))
    return one == other or len(one & other) >= WORDS_SHARED * len(one | other)


def _days(value: object) -> Window | None:
    return window(Op.in_, value) if isinstance(value, list) else day_window(value)


def _span(value: object) -> tuple[float, float] | None:
    return span(Op.range if isinstance(value, list) else Op.eq, value)


def _same_days(ops: set[Op], ours: Window, theirs: Window) -> bool:
    if Op.by in ops:
        return abs((ours.end - theirs.end).days) <= DEADLINE_SLACK_DAYS
    shared = (min(ours.end, theirs.end) - max(ours.start, theirs.start)).days + 1
    if ops == {Op.approx}:
        return shared > -MONTH_DAYS
    union = (max(ours.end, theirs.end) - min(ours.start, theirs.start)).days + 1
    return shared >= DAYS_SHARED * union
