"""The calendar behind dates in words: months, quarters, seasons, their parts, the day said.

A period is its first and last day, both inclusive. Early, middle and late divide a year into
January-April, May-August and September-December, a month at the 10th and the 20th.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum
from typing import NamedTuple

LAST_MONTH = 12
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_THIRD_ENDS = (10, 20)  # the days on which the early and the middle of a month end
SLACK_DAYS = 3  # a page's own day may be off by a time zone or a late edit
_PARTS = {
    "early": 0,
    "earlier": 0,
    "beginning": 0,
    "start": 0,
    "first": 0,
    "mid": 1,
    "middle": 1,
    "late": 2,
    "later": 2,
    "end": 2,
}


class Tense(Enum):
    """The direction in which the words around a date look."""

    past = -1
    unknown = 0
    future = 1


class Period(NamedTuple):
    """The days from `first` to `last`, both of them in it."""

    first: date
    last: date


def day_in(year: int, month: int, day: int) -> Period | None:
    """One day, `None` where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Period(found, found)


def year_in(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, LAST_MONTH, 31))


def months_in(year: int, first: int, count: int = 1) -> Period:
    """`count` months from month `first` (1-12) of `year` on, into the next year if need be."""
    start = date(year, first, 1)
    last = add_months(start, count - 1)
    return Period(start, last.replace(day=monthrange(last.year, last.month)[1]))


def quarter_in(year: int, quarter: int) -> Period:
    """Quarter 1-4 of `year`."""
    return months_in(year, 3 * quarter - 2, 3)


def half_in(year: int, half: int) -> Period:
    """Half 1-2 of `year`."""
    return months_in(year, 6 * half - 5, 6)


def season_in(year: int, season: str) -> Period:
    """A northern season by its three months; a winter ends in the year after."""
    return months_in(year, _SEASONS[season.lower()], 3)


def part_of(period: Period, part: str) -> Period:
    """The early, middle or late third of `period`, as its kind is divided."""
    third = _PARTS[part.lower()]
    first, last = period
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    if months == 1:
        starts = (first.day, *(end + 1 for end in _THIRD_ENDS))
        ends = (*_THIRD_ENDS, last.day)
        return Period(first.replace(day=starts[third]), first.replace(day=ends[third]))
    length = max(months // 3, 1)
    start = add_months(first.replace(day=1), third * length)
    return months_in(start.year, start.month, length)


def week_of(day: date) -> Period:
    """Monday to Sunday around `day`."""
    monday = shifted(day, -day.weekday())
    return Period(monday, shifted(monday, 6))


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` on, or the last day of a shorter month."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    year = min(max(year, MINYEAR), MAXYEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, days: int) -> date:
    """`day` moved by `days`, held inside the calendar."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def later(day: date, count: int, unit: str) -> date:
    """`day` moved by `count` of "day", "week", "month" or "year"; a negative count is before."""
    if unit in ("day", "week"):
        return shifted(day, count * (7 if unit == "week" else 1))
    return add_months(day, count * (LAST_MONTH if unit == "year" else 1))


def nearest_year(
    period_in: Callable[[int], Period | None], said_on: date, tense: Tense
) -> Period | None:
    """The one of `period_in(year)` around `said_on` that the tense means, else the nearest."""
    around = range(max(said_on.year - 1, MINYEAR), min(said_on.year + 1, MAXYEAR - 1) + 1)
    candidates = [period for year in around if (period := period_in(year))]
    if tense is Tense.future:
        earliest = shifted(said_on, -SLACK_DAYS)
        candidates = [period for period in candidates if period.last >= earliest] or candidates
    if tense is Tense.past:
        latest = shifted(said_on, SLACK_DAYS)
        candidates = [period for period in candidates if period.first <= latest] or candidates
    return min(candidates, key=lambda period: _distance(period, said_on), default=None)


def _distance(period: Period, day: date) -> timedelta:
    return max(period.first - day, day - period.last, timedelta())
