"""What days and numbers a value allows: "Q3 2026", "by June", "2 to 4 trillion".

Values are normalised (CLAIMS.md § Fields): ISO days, months and years as text, plain numbers,
`[from, to]` for a range or a window.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf, isfinite
from typing import Any

from app.vocabulary import Op

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __str__(self) -> str:
        """The window in words."""
        if self.start == self.end:
            return str(self.start)
        if self.start == date.min:
            return f"by {self.end}"
        return f"from {self.start} on" if self.end == date.max else f"{self.start} to {self.end}"


def day_window(value: object) -> Window | None:
    """The days that a day ("2026-04-23"), a month ("2026-04") or a year ("2026") covers."""
    if isinstance(value, date):
        return Window(value, value)
    parts = value.split("-") if isinstance(value, str) else []
    try:
        match [int(part) for part in parts]:
            case [year]:
                return Window(date(year, 1, 1), date(year, 12, 31))
            case [year, month]:
                return month_of(date(year, month, 1))
            case [year, month, number]:
                return Window(day := date(year, month, number), day)
    except (ValueError, OverflowError):
        pass
    return None


def month_of(day: date) -> Window:
    """The month that `day` lies in."""
    return Window(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def window(op: Op, value: object) -> Window | None:
    """The days that a claim allows; `None` where it names none."""
    if op in (Op.in_, Op.range):
        return _between(value)
    days = day_window(value)
    if days is None:
        return None
    match op:
        case Op.approx:
            days = Window(month_of(days.start).start, month_of(days.end).end)
        case Op.by | Op.le:
            days = Window(date.min, days.end)
        case Op.ge:
            days = Window(days.start, date.max)
        case Op.lt:
            return Window(date.min, days.start - DAY) if days.start > date.min else None
        case Op.gt:
            return Window(days.end + DAY, date.max) if days.end < date.max else None
    return days


def _between(value: object) -> Window | None:
    match value:
        case [first, last]:
            start, end = day_window(first), day_window(last)
            return Window(start.start, end.end) if start and end else None
    return None


def is_number(value: object) -> bool:
    """Whether `value` is a plain finite number (a flag is none)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def span(op: Op, value: Any) -> tuple[float, float] | None:
    """What numbers `op value` allows, ends included; `None` where it holds no number."""
    match value:
        case [first, last] if op in (Op.range, Op.in_) and is_number(first) and is_number(last):
            return min(first, last), max(first, last)
    if not is_number(value):
        return None
    if op in (Op.ge, Op.gt):
        return value, inf
    return (-inf, value) if op in (Op.le, Op.lt, Op.by) else (value, value)
