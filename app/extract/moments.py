"""A time that words name, before it is known how it is meant, and the rules that read one.

A rule is a pattern and the function that turns a match into a period. Where no year is printed
the period is open, and the nearest year in the direction of the tense closes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.extract.numerals import DASH_CLASS, SPACES
from app.extract.patterns import Caseless, caseless
from app.extract.periods import Period, Tense, nearest_year, part_of
from app.extract.tense import tense_around
from app.vocabulary import Op

InYear = Callable[[int], Period | None]

SPACE = f"[{SPACES}]"
DASH = f"[{SPACES}]?[{DASH_CLASS}][{SPACES}]?"
PARTS = (
    rf"(?:(?:(?P<part0>early|mid|beginning|start)(?:{SPACE}to{SPACE}|{SPACE}or{SPACE}|{DASH}))?"
    rf"(?P<part>early|mid|middle|late|later|beginning|start|end)"
    rf"(?:{SPACE}(?:of|in){SPACE}(?:the{SPACE})?|[{SPACES}{DASH_CLASS}]))?"
)
YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w%]|[.,]\d)"
SHORT_YEAR = r"['’](?P<short>\d\d)\b"
STEPS = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}
_CENTURY = 2000


@dataclass(slots=True)
class Said:
    """The day something was said (`None`: unknown), and where in which text."""

    on: date | None
    text: str = ""
    at: int = 0

    @property
    def tense(self) -> Tense:
        """The direction in which the words look."""
        return tense_around(self.text, self.at)


@dataclass(slots=True)
class Moment:
    """A time named at `[start, end)`; `op` where the words themselves say how it is meant.

    `period` is `None` where the year stays open; `in_year` then gives it for any year.
    """

    start: int
    end: int
    period: Period | None
    op: Op | None = None
    in_year: InYear | None = None


@dataclass(slots=True)
class Reading:
    """What a rule reads in a match: a period, or one for each year where none is printed."""

    period: Period | None = None
    op: Op | None = None
    in_year: InYear | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, letters of which it needs some to match, and its reading."""

    letters: str
    pattern: Caseless
    read: Callable[[re.Match[str], Said], Reading | None]

    @classmethod
    def of(
        cls, letters: str, pattern: str, read: Callable[[re.Match[str], Said], Reading | None]
    ) -> Rule:
        """A rule of a printed pattern, which ignores case, and letters in lower case, by bars."""
        return cls(letters, caseless(pattern), read)


def moments(text: str, rules: Iterable[Rule], said_on: date | None) -> Iterator[Moment]:
    """Every moment of `text`, rule by rule, told on `said_on`."""
    for rule in rules:
        for match in rule.pattern.finditer(text):
            said = Said(said_on, text, match.start())
            reading = rule.read(match, said)
            if reading is not None:
                yield _moment(match, reading, said)


def _moment(match: re.Match[str], reading: Reading, said: Said) -> Moment:
    period = reading.period
    if reading.in_year is not None and said.on is not None:
        period = nearest_year(reading.in_year, said.on, said.tense)
    return Moment(*match.span(), period, reading.op, reading.in_year)


def dated(match: re.Match[str], in_year: InYear) -> Reading:
    """A period of the printed year, or of a year yet to be found."""
    groups = match.groupdict()
    if groups.get("year"):
        return Reading(in_year(int(groups["year"])))
    if groups.get("short"):
        return Reading(in_year(_CENTURY + int(groups["short"])))
    return Reading(in_year=in_year)


def parted(match: re.Match[str], whole: InYear) -> InYear:
    """`whole` cut to the part that the match names ("early", "mid to late")."""
    first, last = match["part0"] or match["part"], match["part"]

    def in_year(year: int) -> Period | None:
        period = whole(year)
        return period and cut(period, first, last)

    return in_year


def cut(period: Period, first: str | None, last: str | None) -> Period:
    """`period` from the part called `first` to the one called `last`; whole without them."""
    if not first or not last:
        return period
    return Period(part_of(period, first).first, part_of(period, last).last)


def anchored(match: re.Match[str], said: Said, in_year: InYear) -> Reading | None:
    """A period of the printed year, of this, next or last year, or of the nearest."""
    if match["year"] or match["which"] is None:
        return dated(match, in_year)
    if said.on is None:
        return None
    return Reading(in_year(said.on.year + STEPS[match["which"].lower()]))


def before(match: re.Match[str], reach: int = 16) -> str:
    """The few characters in front of `match`."""
    return match.string[max(0, match.start() - reach) : match.start()]
