"""Dates in prose: each a window of days with an operator, relative to the day it was said.

CLAIMS § "Dates in words". `app.extract.calendar_dates` and `app.extract.relative_dates` read
single moments; here two ends become one window and the words around say how it is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from app.extract import calendar_dates, relative_dates
from app.extract.moments import DASH, Moment, moments
from app.extract.numerals import SPACES, Spans
from app.extract.patterns import caseless
from app.extract.periods import Period, shifted
from app.extract.triggers import Triggers
from app.vocabulary import Op

MAX_MOMENTS = 1000  # a text with more is a dump of data, not a sentence
_FIXED, _RELATIVE = calendar_dates.RULES, relative_dates.RULES
LETTERS = [letters for rule in (*_FIXED, *_RELATIVE) for letters in rule.letters.split("|")]
"""Strings one of which stands in every text that names a date."""
_TRIGGERS = Triggers([rule.letters.split("|") for rule in (*_FIXED, *_RELATIVE)])


@dataclass(slots=True)
class Window:
    """The days that words at `[start, end)` name, `first` to `last`, both of them in it.

    `op`: `eq` a day, `approx` about it, `in` a window, `by` no later than `last` (`first` is
    `None`), `ge` no earlier than `first` (`last` is `None`).
    """

    start: int
    end: int
    op: Op
    first: date | None
    last: date | None

    @property
    def value(self) -> str | list[str]:
        """The ISO day, or `[from, to]` for `in`, as an assertion bears it."""
        if self.op is Op.in_ and self.first and self.last:
            return [self.first.isoformat(), self.last.isoformat()]
        return str(self.last if self.op is Op.by else self.first)


def names_a_day(text: str) -> bool:
    """Whether `text` has any letters of a date."""
    return _TRIGGERS.of(text) != 0


def windows(
    text: str, said_on: date | None, masked: Sequence[tuple[int, int]] = ()
) -> list[Window]:
    """Every window of days that `text` names, in order of place.

    `said_on` is the day it was said; without it only what the calendar fixes alone is read.
    `masked` are spans never read as dates.
    """
    mask = _TRIGGERS.of(text)
    if not mask:
        return []
    blocked = Spans(masked)
    joined = _joined(
        text,
        _apart(
            moment
            for moment in _moments(text, mask, said_on)
            if not blocked.touch(moment.start, moment.end)
        ),
    )
    return [
        window
        for moment in (*joined, *_later(text, joined))
        if moment.period and (window := _meant(text, moment, moment.period))
    ]


def _moments(text: str, mask: int, said_on: date | None) -> list[Moment]:
    """All single moments; words relative to a day on which they were said count from that.

    `mask` has a bit for each rule that may match.
    """
    wanted = [rule for at, rule in enumerate((*_FIXED, *_RELATIVE)) if mask >> at & 1]
    count = (mask & (1 << len(_FIXED)) - 1).bit_count()
    fixed = list(islice(moments(text, wanted[:count], said_on), MAX_MOMENTS))
    quoted = _day_of_saying(text, fixed)
    told = quoted.period.first if quoted and quoted.period else said_on
    relative = list(islice(moments(text, wanted[count:], told), MAX_MOMENTS))
    return [*(moment for moment in fixed if moment is not quoted or not relative), *relative]


_COUNTED = re.compile("later|after that|next|following|thereafter")
_SAYING = re.compile(
    r"\b(?:said|told|wrote|tweeted|posted|promised|stated|teased|hinted|replied)\b"
)
_ON = caseless(rf"\bon[{SPACES}]$")


def _day_of_saying(text: str, fixed: Iterable[Moment]) -> Moment | None:
    """The day in "said on 24 March that …": the day of the words, not of what they say."""
    if _SAYING.search(text) is None:
        return None
    return next(
        (
            moment
            for moment in fixed
            if moment.period
            and moment.period.first == moment.period.last
            and _ON.search(text[max(0, moment.start - 4) : moment.start])
        ),
        None,
    )


def _later(text: str, joined: Sequence[Moment]) -> Iterator[Moment]:
    """What is counted from a moment named before it ("shipped three months later")."""
    if joined and joined[0].period and _COUNTED.search(text):
        found = relative_dates.counted_from(text, joined[0].period, joined[0].end)
        if found is not None:
            yield Moment(*found)


def _apart(found: Iterable[Moment]) -> list[Moment]:
    """The moments that overlap no earlier or longer one."""
    kept: list[Moment] = []
    for moment in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return kept


_TO = caseless(rf"{DASH}|[{SPACES}](?:to|through|thru|until|till)[{SPACES}](?:the[{SPACES}])?")
_AND = caseless(rf"[{SPACES}]and[{SPACES}](?:the[{SPACES}])?")
_OR = caseless(rf"[{SPACES}]or[{SPACES}](?:in[{SPACES}])?(?:the[{SPACES}])?")
_BETWEEN = caseless(rf"\bbetween[{SPACES}](?:the[{SPACES}])?$")
_MOVED_FROM = caseless(
    rf"\b(?:mov|push|slip|delay|shift|postpon|chang|bring|brought|bump)\w{{0,5}}"
    rf"(?:[{SPACES}]\S{{1,20}}){{0,5}}[{SPACES}]from[{SPACES}](?:the[{SPACES}])?$"
)
_REACH = 64  # characters before a date in which its operator is looked for
_NEIGHBOURS_DAYS = 31  # "May or June" is one window; "this year or in 2030" is two


def _joined(text: str, apart: list[Moment]) -> list[Moment]:
    """The moments with neighbours that are two ends of one window made into it."""
    joined: list[Moment] = []
    for moment in apart:
        span = _join(text, joined[-1], moment) if joined else None
        if span is None:
            joined.append(moment)
        else:
            joined[-1] = span
    return joined


def _join(text: str, first: Moment, last: Moment) -> Moment | None:
    gap = text[first.end : last.start]
    before = text[max(0, first.start - _REACH) : first.start]
    near = _OR.fullmatch(gap) is not None
    if not (near or _spans(gap, before)) or last.period is None or first.op or last.op:
        return None
    start = _of_the_same_year(first, last.period)
    if start is None or start.first > last.period.last:
        return None
    if near and (last.period.first - start.last).days > _NEIGHBOURS_DAYS:
        return None
    return replace(last, start=first.start, period=Period(start.first, last.period.last))


def _spans(gap: str, before: str) -> bool:
    """Whether `gap` makes its neighbours one window: "between A and B", "A to B", "A-B"."""
    if _AND.fullmatch(gap):
        return _BETWEEN.search(before) is not None
    return _TO.fullmatch(gap) is not None and not _MOVED_FROM.search(before)


def _of_the_same_year(first: Moment, last: Period) -> Period | None:
    """The period of `first`; a missing year is that of the other end, or the one before."""
    if first.in_year is None:
        return first.period
    for year in (last.first.year, last.first.year - 1):
        period = first.in_year(year)
        if period and period.first <= last.last:
            return period
    return None


_THE = rf"(?:the[{SPACES}])?(?:very[{SPACES}])?$"
_NOT_BEFORE = caseless(
    rf"(?:\b(?:not?|never|nothing|cannot|hardly)|n[’']t)\b[^.;]{{0,40}}\b(?:until|till|before|earlier[{SPACES}]than"
    rf"|sooner[{SPACES}]than|prior[{SPACES}]to)[{SPACES}]{_THE}|\bat[{SPACES}]least[{SPACES}]{_THE}"
)
_MOVED_TO = caseless(
    rf"\b(?:delay|push|postpon|slip|mov|defer|bump|shift|resched)\w{{0,6}}\b[^.;]{{0,40}}"
    rf"\b(?:until|till|to|into)[{SPACES}]{_THE}"
)
_OPERATOR = caseless(
    rf"\b(?:(?P<by>by|until|till|(?:no|not)[{SPACES}]later[{SPACES}]than)"
    rf"|(?P<before>before|prior[{SPACES}]to|ahead[{SPACES}]of)"
    rf"|(?P<after>after)|(?P<approx>around|about|circa|roughly|approximately)"
    rf"|(?P<asof>as[{SPACES}]of))[{SPACES}]{_THE}|(?P<near>[~≈])$"
)
_AFTER = caseless(
    rf"[{SPACES}](?:(?P<ge>or[{SPACES}](?:later|beyond)|and[{SPACES}]beyond|onwards?|at[{SPACES}]the[{SPACES}]earliest)"
    rf"|(?P<by>at[{SPACES}]the[{SPACES}]latest|or[{SPACES}](?:earlier|sooner|before)))\b"
)


def _meant(text: str, moment: Moment, period: Period) -> Window | None:
    """The window that the words around `moment` make of its period; "as of" makes none."""
    before = text[max(0, moment.start - _REACH) : moment.start]
    start, end = moment.start, moment.end
    if _NOT_BEFORE.search(before):
        return Window(start, end, Op.ge, period.first, None)
    if (suffix := _AFTER.match(text, end)) is not None:
        if suffix["ge"]:
            return Window(start, suffix.end(), Op.ge, period.first, None)
        return Window(start, suffix.end(), Op.by, None, period.last)
    if _MOVED_TO.search(before):
        return _plainly(start, end, period)
    operator = _OPERATOR.search(before)
    if operator is None:
        return _plainly(start, end, period, moment.op)
    start -= len(before) - operator.start()
    return _operated(str(operator.lastgroup), Window(start, end, Op.in_, *period), text, moment)


def _operated(operator: str, window: Window, text: str, moment: Moment) -> Window | None:
    first, last = window.first, window.last
    if operator == "asof" or first is None or last is None:
        return None
    if operator in ("approx", "near"):
        return replace(window, op=Op.approx) if first == last else window
    if operator == "after":
        return replace(window, op=Op.ge, first=shifted(last, 1), last=None)
    ends = re.match("end|late|year.?end", text[moment.start : moment.end], re.IGNORECASE)
    deadline = shifted(first, -1) if operator == "before" and not ends else last
    return replace(window, op=Op.by, first=None, last=deadline)


def _plainly(start: int, end: int, period: Period, op: Op | None = None) -> Window:
    if op is Op.by:
        return Window(start, end, Op.by, None, period.last)
    if op is None:
        op = Op.eq if period.first == period.last else Op.in_
    return Window(start, end, op, *period)
