"""Dates that count from the day they were said: "in a few weeks", "next Thursday", "soon".

CLAIMS: "in a few weeks" is 2 to 8 weeks on; "soon" and "in the coming weeks" by 30 days on;
"in the coming months" 1 to 6 months on; "this week" to its Sunday; a weekday the nearest in
the direction of the tense, "next Thursday" that day of the following calendar week.
"""

from __future__ import annotations

import re
from datetime import date

from app.extract.moments import (
    DASH,
    SPACE,
    STEPS,
    Reading,
    Rule,
    Said,
    before,
    cut,
)
from app.extract.numerals import DASH_CLASS, SPACES
from app.extract.patterns import caseless
from app.extract.periods import (
    Period,
    Tense,
    add_months,
    day_in,
    later,
    months_in,
    quarter_in,
    shifted,
    week_of,
    year_in,
)
from app.vocabulary import Op

SOON_DAYS = 30
FEW = (2, 8)
COMING_MONTHS = (1, 6)

_ONE_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_ONE_TO_TWELVE.split(), 1)}
_NUMBERS |= {"a": 1, "an": 1, "couple": 2}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_COUNT = rf"(?:(?:a{SPACE})?(?P<couple>couple)(?:{SPACE}of)?|(?P<count>\d{{1,3}}|{_NUMBER}))"
_UPTO = rf"(?:{SPACE}(?:to|or){SPACE}|{DASH})(?P<upto>\d{{1,3}}|{_NUMBER})"
_VAGUE = rf"(?P<vague>(?:just{SPACE})?(?:a{SPACE})?(?:very{SPACE})?few|several|some)"
_UNIT = r"(?P<unit>day|week|month|year)(?P<plural>s)?\b"
_AMOUNT = rf"(?:(?:{_COUNT}(?:{_UPTO})?|{_VAGUE})[{SPACES}{DASH_CLASS}])?{_UNIT}"
_HEDGE = rf"(?:(?:about|around|roughly|just|another|only|under){SPACE})?"

_WITHIN = (
    rf"\bwithin{SPACE}(?P<the>the{SPACE})?(?P<next>(?:next|coming|following){SPACE})?"
    rf"{_HEDGE}{_AMOUNT}"
)


def _within(match: re.Match[str], said: Said) -> Reading | None:
    """Reads "within two weeks": by their last day; "within the month" by the end of this one."""
    if said.on is None:
        return None
    unit, amount = match["unit"].lower(), _amount(match)
    if match["the"] and not (match["next"] or match["plural"] or amount):
        return Reading(_calendar_unit(said.on, unit, 0), Op.by)
    if unit == "month" and (match["vague"] or (match["plural"] and not amount)):
        amount = COMING_MONTHS
    if unit == "week" and match["plural"] and not amount:
        return _vaguely_coming(said.on, unit) if match["next"] else _offset(said.on, FEW, unit)
    _, most = amount or (FEW if match["plural"] else (1, 1))
    return Reading(Period(said.on, later(said.on, most, unit)), Op.by)


_COMING = (
    rf"\b(?:in|over|during|for|across){SPACE}the{SPACE}(?:next|coming|following){SPACE}"
    rf"{_HEDGE}{_AMOUNT}"
)


def _coming(match: re.Match[str], said: Said) -> Reading | None:
    """Reads "in the next two weeks": the window from the day said; "coming weeks" is soon."""
    if said.on is None:
        return None
    unit, amount = match["unit"].lower(), _amount(match)
    if match["vague"] and unit != "month":
        return _offset(said.on, FEW, unit)
    if amount and not match["vague"]:
        return Reading(Period(said.on, later(said.on, amount[1], unit)))
    if not match["plural"]:
        return Reading(Period(said.on, later(said.on, 1, unit)))
    return _vaguely_coming(said.on, unit)


def _vaguely_coming(day: date, unit: str) -> Reading:
    if unit == "week":
        return Reading(Period(day, shifted(day, SOON_DAYS)), Op.by)
    if unit == "month":
        return Reading(Period(*(add_months(day, count) for count in COMING_MONTHS)))
    return Reading(Period(day, later(day, FEW[1], unit)), Op.by if unit == "day" else None)


_IN = (
    rf"(?:\bin{SPACE}{_HEDGE}{_AMOUNT}(?:[’']?{SPACE}time)?(?!{SPACE}?(?:of|later|earlier|ago))"
    rf"|[\"“‘]{_AMOUNT.replace('P<', 'P<q_')}[\"”’]"
    rf"|\b{_AMOUNT.replace('P<', 'P<a_')}{SPACE}(?:from{SPACE}now|away)\b)"
)


def _in(match: re.Match[str], said: Said) -> Reading | None:
    """Reads "in a few weeks": 2 to 8 of them on; told as past it is how long something took."""
    if said.on is None or (match["unit"] and said.tense is Tense.past):
        return None
    group = next(name for name in ("", "q_", "a_") if match[name + "unit"])
    amount, unit = _amount(match, group), match[group + "unit"].lower()
    if amount is None:
        return _offset(said.on, FEW, unit) if match[group + "plural"] else None
    if amount[0] == amount[1]:
        return Reading(_about(said.on, amount[0], unit))
    return _offset(said.on, amount, unit)


def _about(day: date, count: int, unit: str) -> Period:
    """What "in two weeks" leaves open: the day, a week either way, the month or the year."""
    at = later(day, count, unit)
    if unit == "week":
        return Period(max(day, shifted(at, -7)), shifted(at, 7))
    return Period(at, at) if unit == "day" else _calendar_unit(at, unit, 0)


def _offset(day: date, amount: tuple[int, int], unit: str) -> Reading:
    return Reading(Period(*sorted(later(day, count, unit) for count in amount)))


_AGO = rf"\b{_AMOUNT}{SPACE}(?:ago|earlier|prior|back)\b"


def _ago(match: re.Match[str], said: Said) -> Reading | None:
    """Reads "two months ago": about that day of that month."""
    if said.on is None or not (amount := _amount(match) or (FEW if match["plural"] else None)):
        return None
    (least, most), unit = amount, match["unit"].lower()
    if least != most:
        return _offset(said.on, (-least, -most), unit)
    at = later(said.on, -least, unit)
    return Reading(Period(at, at), None if unit == "day" else Op.approx)


def _amount(match: re.Match[str], group: str = "") -> tuple[int, int] | None:
    if match[group + "vague"]:
        return FEW
    printed = match[group + "couple"] or match[group + "count"]
    if not printed:
        return None
    least = _number(printed)
    return least, max(least, _number(match[group + "upto"] or printed))


def _number(printed: str) -> int:
    return int(printed) if printed.isdecimal() else _NUMBERS[printed.lower()]


_NEAR_DAY = (
    rf"\b(?:(?P<today>today|tonight|this{SPACE}(?:morning|afternoon|evening))"
    rf"|(?P<yesterday>yesterday)|(?P<tomorrow>tomorrow))\b(?![’']s{SPACE}(?:ai|models?|world))"
)


def _near_day(match: re.Match[str], said: Said) -> Reading | None:
    if said.on is None:
        return None
    day = shifted(said.on, (match["tomorrow"] is not None) - (match["yesterday"] is not None))
    return Reading(Period(day, day))


_SOON = (
    rf"(?<!as{SPACE})(?<!too{SPACE})(?<!how{SPACE})\b(?:soon(?!er|{SPACE}(?:after|as|enough|became))"
    rf"|imminent(?:ly)?|shortly(?!{SPACE}(?:after|before|thereafter))|any{SPACE}(?:day|minute|moment)(?:{SPACE}now)?"
    rf"|(?:just{SPACE})?around{SPACE}the{SPACE}corner|momentarily)\b"
)


def _soon(_: re.Match[str], said: Said) -> Reading | None:
    if said.on is None:
        return None
    return Reading(Period(said.on, shifted(said.on, SOON_DAYS)), Op.by)


_CALENDAR_UNIT = (
    rf"(?:\b(?P<part>early|mid|middle|late|later|earlier|end|beginning|start|rest|remainder)[{SPACES}{DASH_CLASS}]"
    rf"(?:of{SPACE}|in{SPACE}|on{SPACE})?)?"
    rf"(?<!the{SPACE})\b(?P<step>this|next|last|coming|past|current|the){SPACE}(?:coming{SPACE}|calendar{SPACE})?"
    rf"(?P<unit>week|month|quarter|year)(?:[’']s{SPACE}(?P<close>end))?\b(?!-old|{SPACE}(?:ago|earlier|later))"
)
_WEEK = 7
_LENGTHS = {"week": 1, "month": 1, "quarter": 3, "year": 12}


def _beside(match: re.Match[str], said: Said) -> Reading | None:
    """This, next or last week, month, quarter or year, or a part of it."""
    step, part = match["step"].lower(), match["close"] or match["part"]
    if said.on is None or (step == "the" and not part):
        return None
    offset = STEPS.get(step, 0)
    period = _calendar_unit(said.on, match["unit"].lower(), offset)
    if offset == 0 and (part or "").lower() not in ("end", "early", "beginning", "start"):
        return Reading(_rest(period, said, (part or "").lower()))
    return Reading(_piece(period, part.lower()) if part else period)


def _rest(period: Period, said: Said, part: str) -> Period:
    """The running `period` from the day said on; told as past, up to that day."""
    day = said.on or period.first
    if part in ("mid", "middle", "late"):
        return _piece(period, part)
    if part == "earlier" or (said.tense is Tense.past and part == ""):
        return Period(period.first, day)
    return Period(day, period.last)


def _piece(period: Period, part: str) -> Period:
    if (period.last - period.first).days < _WEEK:
        return Period(period.last, period.last) if part == "end" else period
    part = {"rest": "later", "remainder": "later"}.get(part, part)
    return cut(period, part, part)


def _calendar_unit(day: date, unit: str, step: int) -> Period:
    if unit == "week":
        return week_of(shifted(day, 7 * step))
    if unit == "year":
        return year_in(add_months(day, 12 * step).year)
    there = add_months(day.replace(day=1), step * _LENGTHS[unit])
    if unit == "month":
        return months_in(there.year, there.month)
    return quarter_in(there.year, (there.month + 2) // 3)


_YEAR_END = (
    rf"\b(?:(?P<end>year[{SPACES}{DASH_CLASS}]?end|year[’']s{SPACE}end|end[{SPACES}{DASH_CLASS}]of[{SPACES}{DASH_CLASS}]year|eoy)"
    rf"|(?P<mid>mid[{SPACES}{DASH_CLASS}]?year))\b(?:{SPACE}(?P<year>20\d\d))?"
)


def _year_end(match: re.Match[str], said: Said) -> Reading | None:
    """The end of a year is its last day; the middle, as a deadline, the last of June."""
    year = int(match["year"]) if match["year"] else said.on.year if said.on else None
    if year is None:
        return None
    if match["end"]:
        return Reading(day_in(year, 12, 31), Op.by)
    if re.search(rf"\bby{SPACE}$", before(match), re.IGNORECASE):
        return Reading(day_in(year, 6, 30), Op.by)
    return Reading(months_in(year, 5, 4))


_WEEKDAY = (
    rf"\b(?:(?P<step>this|next|last|coming|past){SPACE}(?:coming{SPACE})?)?"
    rf"(?P<day>{'|'.join(_WEEKDAYS)})\b(?![’']s{SPACE}(?:child|edition))"
)


def _weekday(match: re.Match[str], said: Said) -> Reading | None:
    """A weekday, the nearest in the direction of the tense; "next" is of the next week."""
    if said.on is None or not said.text[match.start("day")].isupper():
        return None
    wanted, step = _WEEKDAYS.index(match["day"].lower()), (match["step"] or "").lower()
    ahead = (wanted - said.on.weekday()) % 7
    back = ahead - 7 if ahead else 0
    days = {
        "this": wanted - said.on.weekday(),
        "next": wanted - said.on.weekday() + 7,
        "last": back or -7,
        "past": back or -7,
        "coming": ahead or 7,
    }.get(step)
    if days is None:
        days = back if said.tense is Tense.past else ahead
    day = shifted(said.on, days)
    return Reading(Period(day, day))


_LATER = caseless(
    rf"\b(?:{_COUNT}[{SPACES}{DASH_CLASS}]{_UNIT}|the{SPACE}(?:next|following){SPACE}"
    rf"(?P<next>day|week|month|year))(?(next)\b|{SPACE}(?:later|after{SPACE}that|thereafter))"
)


def counted_from(text: str, anchor: Period, start: int) -> tuple[int, int, Period] | None:
    """The first "three months later" of `text` from `start` on, counted from `anchor`.

    Its span and its period: of the month that far on where `anchor` is no single day.
    """
    match = _LATER.search(text, start)
    if match is None:
        return None
    unit = (match["next"] or match["unit"]).lower()
    count = 1 if match["next"] else _number(match["couple"] or match["count"])
    at = later(anchor.first, count, unit)
    if unit == "year" or anchor.first != anchor.last:
        return *match.span(), _calendar_unit(at, "year" if unit == "year" else "month", 0)
    return *match.span(), Period(at, at) if unit == "day" else _about(anchor.first, count, unit)


_UNITS = "day|week|month|year"
RULES = (
    Rule.of("within", _WITHIN, _within),
    Rule.of("the next|the coming|the following", _COMING, _coming),
    Rule.of(_UNITS, _IN, _in),
    Rule.of(" ago| earlier| prior| back", _AGO, _ago),
    Rule.of(
        "today|tonight|yesterday|tomorrow|this morning|this evening|this afternoon",
        _NEAR_DAY,
        _near_day,
    ),
    Rule.of(
        "soon|imminent|shortly|any day|any minute|any moment|the corner|momentar", _SOON, _soon
    ),
    Rule.of("week|month|quarter|year", _CALENDAR_UNIT, _beside),
    Rule.of("year|eoy", _YEAR_END, _year_end),
    Rule.of("|".join(_WEEKDAYS), _WEEKDAY, _weekday),
)
