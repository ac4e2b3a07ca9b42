"""The value of a proposition in words: numbers with their units, days and windows, names."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any

from app.schema import Proposition
from app.vocabulary import ATTRIBUTES, Op, ValueKind

NameOf = Callable[[str], str]
"""The printed name of a model's or a benchmark's id."""

STAGES = {
    "training": "in training",
    "pretraining_complete": "through with pre-training",
    "post_training": "in post-training",
    "red_teaming": "being red-teamed",
    "limited_test": "in a limited test",
    "preview": "in preview",
}
CODED = frozenset(
    {
        "moe",
        "dense",
        "native_multimodal",
        "multimodal",
        "new_pretraining",
        "same_base",
        "reasoning_modes",
        "backward_compatible",
        "open_weights",
        "proprietary",
    }
)
"""Values that are words of the vocabulary, not of a document."""

_MODEL_ID = re.compile(r"[a-z0-9-]+/[^\s/]+")
_MONTH = re.compile(r"\d{4}-\d{2}")
_ENDS = 2  # a range and a window have a first and a last
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_TOO_LARGE_TO_SPELL = 10**18  # "1,000,000 trillion" and beyond: digits, whoever meant them
_SPELLED_UNITS = frozenset({"parameters", "usd"})  # the rest is compared digit by digit

# Before and after the number, by unit.
_UNITS: dict[str | None, tuple[str, str]] = {
    "percent": ("", "%"),
    "usd_per_mtok": ("$", " per million tokens"),
    "usd_per_month": ("$", " a month"),
    "usd": ("$", ""),
    "tokens_per_second": ("", " tokens a second"),
    "parameters": ("", ""),
    "elo": ("", " Elo"),
    "gpus": ("", " GPUs"),
    "index": ("", ""),
    None: ("", ""),
}
_BEFORE_NUMBER = {
    Op.approx: "about ",
    Op.ge: "at least ",
    Op.le: "at most ",
    Op.gt: "more than ",
    Op.lt: "less than ",
}
_BEFORE_DAY = {
    Op.approx: "around ",
    Op.ge: "no earlier than ",
    Op.le: "by ",
    Op.by: "by ",
    Op.gt: "after ",
    Op.lt: "before ",
}
_COMPARED = {
    Op.gt: "above",
    Op.ge: "level with or above",
    Op.approx: "level with",
    Op.eq: "level with",
    Op.le: "level with or below",
    Op.lt: "below",
}


def in_words(said: Proposition, name_of: NameOf) -> str:
    """The value as its operator means it: "at least 95%", "by 23 April 2026"."""
    if said.attribute == "benchmark_rank":
        return _rank(said, name_of)
    if is_date(said):
        return when(said).removeprefix("on ").removeprefix("in ")
    if isinstance(said.value, bool):
        return "yes" if said.value else "no"
    if isinstance(said.value, str):
        return _name(said, name_of)
    return _number(said, name_of)


def stage(said: Proposition) -> str:
    """A stage on the way to release: "in preview", "not yet released"."""
    words = STAGES.get(str(said.value), spaced(str(said.value)))
    return f"not yet {words}" if said.op is Op.lt else words


def when(said: Proposition) -> str:
    """The time of an event with its preposition: "on 4 May 2026", "in 2026", "by 4 May 2026"."""
    if isinstance(said.value, list) and len(said.value) == _ENDS:
        return _window(said.value)
    if said.value is None:
        return "on a day not said"
    exact = _date(said.value)
    words = day(exact) if exact else _loose(str(said.value))
    return _BEFORE_DAY.get(said.op, "on " if exact else "in ") + words


def day(when: date) -> str:
    """A day in words: "23 April 2026"."""
    return f"{when.day} {when:%B} {when.year}"


def month(when: date) -> str:
    """The month of a day in words: "April 2026"."""
    return f"{when:%B} {when.year}"


def spaced(name: str) -> str:
    """A word of the vocabulary as people write it: "max_output" is "max output"."""
    return name.replace("_", " ")


def is_date(said: Proposition) -> bool:
    """Whether the value is a day or a window."""
    row = ATTRIBUTES.get(said.attribute)
    return said.unit == "date" or (row is not None and row.kind is ValueKind.date)


def is_own_words(said: Proposition) -> bool:
    """Whether the value is free text of a document, to stand in quotation marks."""
    text = said.value
    if not isinstance(text, str) or is_date(said) or text in CODED:
        return False
    return _MODEL_ID.fullmatch(text) is None


def is_line_up(said: Proposition) -> bool:
    """Whether this lists all models of a vendor that somebody has."""
    return said.qualifier == "lineup" and isinstance(said.value, list)


def readable(identity: str) -> str:
    """A name made of an id, where no registry has the printed one: "GPT-5.5 Pro"."""
    if identity == "all":
        return "all others"
    vendor, slash, tail = identity.partition("/")
    if not slash:
        return identity
    if tail == "next":
        return f"the next model of {_capital(vendor)}"
    return re.sub(r"\b([A-Z]+) (?=\d)", r"\1-", " ".join(map(_capital, tail.split("-"))))


def _capital(part: str) -> str:
    is_abbreviation = part.isalpha() and not set(part) & set("aeiouy")
    return part.upper() if is_abbreviation else part[:1].upper() + part[1:]


def _name(said: Proposition, name_of: NameOf) -> str:
    if said.attribute == "release_stage":
        return stage(said)
    if _MODEL_ID.fullmatch(said.value):
        name = name_of(said.value)
        return name if said.op is Op.eq else f"{_COMPARED.get(said.op, 'beside')} that of {name}"
    return spaced(said.value) if said.value in CODED else str(said.value)


def _rank(said: Proposition, name_of: NameOf) -> str:
    if not isinstance(said.value, str):
        return f"{_BEFORE_NUMBER.get(said.op, '')}#{_figure(said.value)}"
    return f"{_COMPARED.get(said.op, 'beside')} {name_of(said.value)}"


def _number(said: Proposition, name_of: NameOf) -> str:
    if said.value is None:
        return "not said"
    if said.unit == "ratio":
        return _ratio(said, name_of)
    before, after = _UNITS.get(said.unit, ("", f" {spaced(said.unit or '')}"))
    spelled = said.unit in _SPELLED_UNITS
    return _span(
        said, lambda one: before + _figure(one, spelled=spelled, money=before == "$"), after
    )


def _ratio(said: Proposition, name_of: NameOf) -> str:
    other = f"that of {name_of(said.baseline)}" if said.baseline else "the earlier one"
    if said.value == 1:
        return f"{_COMPARED.get(said.op, 'beside')} {other}"
    return _span(said, _figure, f" times {other}")


def _span(said: Proposition, figure: Callable[[Any], str], after: str) -> str:
    if isinstance(said.value, list) and len(said.value) == _ENDS:
        low, high = said.value
        return f"between {figure(low)} and {figure(high)}{after}"
    return f"{_BEFORE_NUMBER.get(said.op, '')}{figure(said.value)}{after}"


def _figure(number: Any, *, spelled: bool = False, money: bool = False) -> str:
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return str(number)
    for size, word in _LARGE if spelled else ():
        if size <= abs(number) < _TOO_LARGE_TO_SPELL:
            return f"{number / size:,.4g} {word}"
    if isinstance(number, int) or number.is_integer():
        return f"{int(number):,}"
    return f"{number:,.2f}" if money and round(number, 2) == number else f"{number:,.10g}"


def _window(ends: list[Any]) -> str:
    """A window as the calendar has it: a year, a month, months, or two days."""
    first, last = map(_date, ends)
    if first is None or last is None:
        return f"between {ends[0]} and {ends[1]}"
    if first == last:
        return f"on {day(first)}"
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return f"between {day(first)} and {day(last)}"
    return _months(first, last)


def _months(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"in {month(first)}"
    if first.year != last.year:
        return f"between {month(first)} and {month(last)}"
    is_year = (first.month, last.month) == (1, 12)
    return f"in {first.year}" if is_year else f"between {first:%B} and {month(last)}"


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _loose(text: str) -> str:
    """A month kept without its day, or whatever stands in a date's place."""
    first = _date(f"{text}-01") if _MONTH.fullmatch(text) else None
    return month(first) if first else text
