"""Dates that the calendar fixes: days, months, quarters, halves, seasons, years and their parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from app.extract.moments import (
    DASH,
    PARTS,
    SHORT_YEAR,
    SPACE,
    STEPS,
    YEAR,
    InYear,
    Reading,
    Rule,
    Said,
    anchored,
    before,
    dated,
    parted,
)
from app.extract.numerals import DASH_CLASS, SPACES
from app.extract.patterns import caseless
from app.extract.periods import (
    LAST_MONTH,
    Period,
    day_in,
    half_in,
    months_in,
    quarter_in,
    season_in,
    shifted,
    week_of,
    year_in,
)

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4}
_ORDINALS |= {"4th": 4, "last": 4, "final": 4}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTH_LONG = _MONTH_NAMES.replace(" ", "|")
THURSDAY = 3  # as `date.weekday` counts
_TH = r"(?:st|nd|rd|th)?"
_ANCHOR = rf"(?:the{SPACE}year|(?P<which>this|next|last){SPACE}year|{YEAR})"
_CENTURY = 100
_LONGEST_SPAN = 50  # years; a wider pair of numbers is no span of years

_ISO = r"(?<![\w./-])(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?![\w%]|[-.]\d)"


def _iso(match: re.Match[str], _: Said) -> Reading | None:
    year, month = int(match["year"]), int(match["m"])
    if not 1 <= month <= LAST_MONTH:
        return None
    return Reading(day_in(year, month, int(match["d"])) if match["d"] else months_in(year, month))


_NUMERIC = (
    r"(?<![\w./-])(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<year>20\d\d)(?![\w./-])"
)


def _numeric(match: re.Match[str], _: Said) -> Reading | None:
    """American with slashes, European with points; a number above 12 is the day in both."""
    one, other = int(match["a"]), int(match["b"])
    month, day = (one, other) if match["mark"] == "/" else (other, one)
    if month > LAST_MONTH:
        month, day = day, month
    return Reading(day_in(int(match["year"]), month, day)) if 1 <= month <= LAST_MONTH else None


_BY_MONTH = (
    rf"(?<![\w'’.-]){PARTS}(?:(?P<d1>\d{{1,2}}){_TH}(?:(?:{DASH}|{SPACE}(?:to|and){SPACE})(?P<d2>\d{{1,2}}){_TH})?(?:{SPACE}of)?{SPACE})?"
    rf"{_MONTH}"
    rf"(?:{SPACE}(?:the{SPACE})?(?P<d3>\d{{1,2}}){_TH}(?![\d:%]|[.,]\d|{SPACE}?(?:[kmbt]\b|[mbt]illion|tokens))"
    rf"(?:(?:{DASH}|{SPACE}to{SPACE})(?P<d4>\d{{1,2}}){_TH}(?![\d:%]))?)?"
    rf"(?:,?{SPACE}(?:of{SPACE})?{YEAR}|{SPACE}?{SHORT_YEAR})?"
)
_MONTH_PREPOSITION = caseless(
    r"\b(?:in|by|since|until|till|before|after|from|to|of|this|last|next|late|for|through|during"
    rf"|around|between|and|or|on|past|least|coming|mid|early|possibly|perhaps){SPACE}$|[{DASH_CLASS}(,]$"
)
_ANOTHER_MONTH = caseless(rf"{SPACE}(?:or|to|and){SPACE}{_MONTH}")
_ABBREVIATED = 3  # letters of a month's short form
_DOUBTFUL_MONTHS = ("may", "mar", "march", "dec", "jan", "sep", "jun", "august")


def _month(match: re.Match[str], said: Said) -> Reading | None:
    printed = said.text[slice(*match.span("month"))]
    number = _MONTH_NUMBERS[match["month"][:3]]
    first, last = match["d1"] or match["d3"], match["d2"] or match["d4"]
    if not (first or match["year"] or match["short"] or match["part"]) and not _bare_month(
        match, printed
    ):
        return None
    if printed == "may" and not match["year"]:
        return None
    if first is None:
        return dated(match, parted(match, lambda year: months_in(year, number)))
    return dated(match, lambda year: _days(year, number, int(first), int(last or first)))


def _days(year: int, month: int, first: int, last: int) -> Period | None:
    start, end = day_in(year, month, first), day_in(year, month, last)
    return Period(start.first, end.last) if start and end and first <= last else None


def _bare_month(match: re.Match[str], printed: str) -> bool:
    """Whether a month that stands alone is one: "May" and "March" need a preposition."""
    if not printed[0].isupper():
        return len(printed) > _ABBREVIATED + 1 and printed not in _DOUBTFUL_MONTHS
    follows = match.string[match.end("month") : match.end("month") + 1]
    if printed.lower() in _DOUBTFUL_MONTHS or (len(printed) == _ABBREVIATED and follows != "."):
        after = _ANOTHER_MONTH.match(match.string, match.end())
        return after is not None or _MONTH_PREPOSITION.search(before(match)) is not None
    return True


_QUARTER = (
    rf"(?<![\w-]){PARTS}q(?P<q1>[1-4])(?:{SPACE}?[/{DASH_CLASS}]{SPACE}?q?(?P<q2>[1-4])"
    rf"|{SPACE}(?:to|and|or){SPACE}q(?P<q3>[1-4]))?(?![\w-]\w|_|\w)"
    rf"(?:,?{SPACE}(?:of{SPACE})?{YEAR}|{SPACE}?{SHORT_YEAR}|(?P<near>{SPACE}(?:release|launch|debut|window|timeline)\b))?"
)
_QUARTER_PREPOSITION = caseless(
    rf"\b(?:in|by|of|during|until|before|after|for|this|next|last|through|since|from|to|around){SPACE}$"
)


def _quarter(match: re.Match[str], _: Said) -> Reading | None:
    """A quarter needs a year or a preposition: "Q4" alone may be a quantisation."""
    named = match["year"] or match["short"] or match["near"] or match["part"]
    if not named and not _QUARTER_PREPOSITION.search(before(match)):
        return None
    first, last = int(match["q1"]), int(match["q2"] or match["q3"] or match["q1"])
    return _span_of_year(match, lambda year: quarter_in(year, first), lambda y: quarter_in(y, last))


def _span_of_year(
    match: re.Match[str], first: Callable[[int], Period], last: Callable[[int], Period]
) -> Reading | None:
    whole: InYear = lambda year: Period(first(year).first, last(year).last)  # noqa: E731 - one line
    span = whole(2000)
    return dated(match, parted(match, whole)) if span and span.first <= span.last else None


_HALF_MONTH = (
    rf"\b(?P<nth>first|second|latter){SPACE}half{SPACE}of{SPACE}{_MONTH}(?:,?{SPACE}{YEAR})?"
)
_MIDDLE = 15  # the last day of a month's first half


def _half_month(match: re.Match[str], _: Said) -> Reading | None:
    number = _MONTH_NUMBERS[match["month"][:3].lower()]
    first_half = match["nth"].lower() == "first"

    def in_year(year: int) -> Period | None:
        whole, middle = months_in(year, number), day_in(year, number, _MIDDLE)
        if middle is None:
            return None
        later = middle.last.replace(day=_MIDDLE + 1)
        return Period(whole.first, middle.last) if first_half else Period(later, whole.last)

    if match["year"]:
        return Reading(in_year(int(match["year"])))
    return Reading(in_year=in_year)


_ORDINAL_WORDS = "|".join(_ORDINALS)
_WORDED_PART = (
    rf"(?P<nth>{_ORDINAL_WORDS})[{SPACES}{DASH_CLASS}](?P<kind>quarter|half)"
    rf"(?:,?{SPACE}(?:of{SPACE}|in{SPACE})?{_ANCHOR})?"
)


def _worded_part(match: re.Match[str], said: Said) -> Reading | None:
    """Reads "the second half of the year"; "the last half" is the second."""
    number, halves = _ORDINALS[match["nth"].lower()], match["kind"].lower() == "half"
    number = min(number, 2) if halves else number
    in_year = (
        (lambda year: half_in(year, number)) if halves else (lambda year: quarter_in(year, number))
    )
    return anchored(match, said, in_year)


_HALF = (
    rf"(?<![\w-])(?:h(?P<half>[12])(?!\w)"
    rf"(?:,?{SPACE}(?:of{SPACE})?{YEAR}|{SPACE}?{SHORT_YEAR})?"
    rf"|(?P<half2>[12])h{SPACE}?(?:20)?(?P<yy>\d\d)\b)"
)


def _half(match: re.Match[str], _: Said) -> Reading | None:
    if match["half2"]:
        return Reading(half_in(2000 + int(match["yy"]), int(match["half2"])))
    if not (match["year"] or match["short"] or _QUARTER_PREPOSITION.search(before(match))):
        return None
    return dated(match, lambda year: half_in(year, int(match["half"])))


_SEASON = (
    rf"(?<![\w-]){PARTS}(?:(?P<lead>in|by|of|until|during|for|since|after|from|to){SPACE})?(?:the{SPACE})?"
    rf"(?:(?P<rel>this|next|last|coming|past){SPACE})?(?P<season>spring|summer|fall|autumn|winter)\b"
    rf"(?:,?{SPACE}(?:of{SPACE})?{_ANCHOR}|{SPACE}?{SHORT_YEAR})?"
)


_BEFORE = caseless(rf"\bbefore{SPACE}(?:the{SPACE})?$")


def _season(match: re.Match[str], said: Said) -> Reading | None:
    """Fall and spring are verbs too: a season needs a word beside it that makes it one."""
    season = match["season"]
    lead = match["lead"] or _BEFORE.search(before(match))
    if not (lead or match["rel"] or match["year"] or match["short"] or match["part"]):
        return None
    in_year = parted(match, lambda year: season_in(year, season))
    step = match["rel"].lower() if match["rel"] else None
    if step is None or match["year"] or match["short"]:
        return anchored(match, said, in_year)
    return _season_beside(said.on, in_year, STEPS[step]) if said.on else None


def _season_beside(day: date, in_year: InYear, step: int) -> Reading | None:
    """This season from the day said on, the next one after it, or the last one before."""
    around = [period for year in range(day.year - 2, day.year + 3) if (period := in_year(year))]
    if step > 0:
        return Reading(next(period for period in around if period.first > day))
    if step < 0:
        return Reading(next(period for period in reversed(around) if period.last < day))
    current = next(period for period in around if period.last >= day)
    return Reading(Period(max(current.first, day), current.last))


_HOLIDAYS = {"christmas": (12, 25), "xmas": (12, 25), "new year": (1, 1), "halloween": (10, 31)}
# The new moons that begin the Chinese years, by the almanac.
_LUNAR = {
    2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17),
    2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
}  # fmt: skip
_HOLIDAY = (
    rf"\b(?P<day>christmas|xmas|halloween|thanksgiving|(?:(?:chinese|lunar){SPACE})?new{SPACE}year)(?:['’]s)?(?:{SPACE}(?:day|eve))?\b"
    rf"(?:{SPACE}{YEAR})?(?!{SPACE}(?:resolution|wish|present|gift|party))"
)


def _holiday(match: re.Match[str], _: Said) -> Reading | None:
    name = " ".join(match["day"].lower().split())
    if match["year"]:
        return Reading(_holiday_in(int(match["year"]), name))
    return Reading(in_year=lambda year: _holiday_in(year, name))


def _holiday_in(year: int, name: str) -> Period | None:
    """A feast of `year`; Thanksgiving is the fourth Thursday of November."""
    if name == "thanksgiving":
        return day_in(year, 11, 22 + (THURSDAY - date(year, 11, 22).weekday()) % 7)
    if name in _HOLIDAYS:
        return day_in(year, *_HOLIDAYS[name])
    return day_in(year, *_LUNAR[year]) if year in _LUNAR else None


_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_WEEK_OF = (
    rf"\b(?:(?P<nth>{'|'.join(_NTH)}|last|final){SPACE}week{SPACE}(?:of|in){SPACE}{_MONTH}"
    rf"|week{SPACE}of{SPACE}(?:(?:mon|tues|wednes|thurs|fri)day,?{SPACE})?(?P<month2>{_MONTH_LONG})"
    rf"{SPACE}(?P<d>\d{{1,2}}){_TH})(?:,?{SPACE}{YEAR})?"
)


def _week_of(match: re.Match[str], _: Said) -> Reading | None:
    """“The first week of December", "the week of June 8": seven days."""
    number = _MONTH_NUMBERS[(match["month"] or match["month2"])[:3].lower()]

    def in_year(year: int) -> Period | None:
        if match["d"]:
            day = day_in(year, number, int(match["d"]))
            return week_of(day.first) if day else None
        whole = months_in(year, number)
        start = _NTH.get(match["nth"].lower())
        first = whole.first.replace(day=7 * start - 6) if start else shifted(whole.last, -6)
        return Period(first, shifted(first, 6))

    return Reading(in_year(int(match["year"]))) if match["year"] else Reading(in_year=in_year)


_COUNTED = "tokens?|param\\w*|tok|words|gpus|users|people|points|usd|dollars|layers|experts|steps"
_YEARS = (
    rf"(?<![\w$€£#.:/+=&-]){PARTS}(?P<year>(?:19|20)\d\d)"
    rf"(?:{SPACE}?[/{DASH_CLASS}]{SPACE}?(?P<to>(?:20)?\d\d)(?!\w|[-./]\d))?"
    rf"(?![\w%]|[.,:/]\d|-\d|[{SPACES}-]?(?:{_COUNTED})\b)"
)


def _years(match: re.Match[str], said: Said) -> Reading | None:
    first = int(match["year"])
    last = int(match["to"]) if match["to"] else first
    last += 0 if last >= _CENTURY else first - first % _CENTURY
    if not first <= last <= first + _LONGEST_SPAN:
        return None
    if last > first:
        return Reading(Period(year_in(first).first, year_in(last).last))
    if match.string.startswith("-era", match.end()):
        return Reading(year_in(first))
    if said.on and said.on.year == first and (match["part"] or "").lower() == "later":
        return Reading(Period(said.on, year_in(first).last))
    return Reading(parted(match, year_in)(first))


_MONTH_LETTERS = _MONTH_NAMES.replace(" ", "|") + "".join(
    f"|{name[:3]} |{name[:3]}.|{name[:4]}. |{name[:4]} " for name in _MONTH_NAMES.split()
)
RULES = (
    Rule.of("19|20", _ISO, _iso),
    Rule.of("/20|.20", _NUMERIC, _numeric),
    Rule.of(_MONTH_LETTERS, _BY_MONTH, _month),
    Rule.of("q1|q2|q3|q4", _QUARTER, _quarter),
    Rule.of("half", _HALF_MONTH, _half_month),
    Rule.of("quarter|half", _WORDED_PART, _worded_part),
    Rule.of("h1|h2|1h|2h", _HALF, _half),
    Rule.of("spring|summer|fall|autumn|winter", _SEASON, _season),
    Rule.of("christmas|xmas|halloween|thanksgiving|new year", _HOLIDAY, _holiday),
    Rule.of("week of|week in", _WEEK_OF, _week_of),
    Rule.of("19|20", _YEARS, _years),
)
