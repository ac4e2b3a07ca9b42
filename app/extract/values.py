"""Quantities in prose: what figure, of what unit, met how exactly.

A quantity is an interval with an operator (CLAIMS: `eq`, `approx`, `ge`, `le`, `gt`, `lt`,
`range`). `app.extract.numerals` reads the bare figures, `app.extract.units` what they count;
here they are joined into ranges, bounds and ratios, and lend each other their units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.extract.numerals import (
    COUNTED,
    FIRST_YEAR,
    LAST_YEAR,
    SPACES,
    Figure,
    Spans,
    figures,
)
from app.extract.patterns import caseless
from app.extract.ratios import RATIO_LETTERS, compared, decades, share_of, worded_ratios
from app.extract.triggers import Triggers
from app.extract.units import Unit, money_rate, unit_after
from app.vocabulary import Op

_DIGITS, _COUNTED, _RATIOS, _DECADES = range(4)
_ROWS = ("0123456789", COUNTED.split("|"), RATIO_LETTERS.split("|"), ("0s",))
_TRIGGERS = Triggers(_ROWS)
LETTERS = [letters for row in _ROWS for letters in row]
"""Strings one of which stands in every text that names a quantity."""
EXACT = 2**53  # integers below it are floats without loss


@dataclass(slots=True)
class Quantity:
    """A quantity at `[start, end)` of its text, from `low` to `high` in `unit`.

    `low` equals `high` but for `range`; a bound keeps its figure there and says its side by
    `op`. `scaled`: a magnitude ("M", "billion") was printed.
    """

    start: int
    end: int
    low: float
    high: float
    op: Op
    unit: str | None
    exponent: int = 0
    spelled: bool = False

    @property
    def scaled(self) -> bool:
        """Whether a magnitude ("M", "billion") was printed."""
        return self.exponent > 0

    @property
    def value(self) -> int | float | list[int | float]:
        """The figure as an assertion bears it; `[low, high]` for a range."""
        if self.op is Op.range:
            return [_plain(self.low), _plain(self.high)]
        return _plain(self.low)


def quantities(text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Every quantity of `text`, in order of place.

    `masked` are spans never read as numbers: names of models and benchmarks.
    """
    mask = _TRIGGERS.of(text)
    if not mask:
        return []
    named = Spans(masked)
    worded = [found for found in _worded(text, mask) if not named.touch(found.start, found.end)]
    free = Spans((*masked, *((found.start, found.end) for found in worded)))
    joined = _share_units(text, _join_ranges(text, list(_measures(text, free, mask))))
    counted = (found for found in joined if found.unit or not found.spelled)
    bounded = [_compare(text, _bound(text, found)) for found in counted]
    return sorted([*worded, *bounded], key=lambda found: found.start)


def _worded(text: str, mask: int) -> Iterator[Quantity]:
    """Ratios and decades, whose figures are words or no figures of their own."""
    if mask >> _RATIOS & 1:
        for start, end, ratio, op in worded_ratios(text):
            yield _bound(text, Quantity(start, end, float(ratio), float(ratio), op, "ratio"))
    if mask >> _DECADES & 1:
        for start, end, low, high, unit in decades(text):
            yield Quantity(start, end, low, high, Op.range, unit)


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() and abs(number) < EXACT else number


def _measures(text: str, free: Spans, mask: int) -> Iterator[Quantity]:
    """The single figures with their units, nothing joined yet."""
    end = 0
    for figure in figures(text, free, spelled=bool(mask >> _COUNTED & 1)):
        unit = unit_after(text, figure) if figure.start >= end else None
        if unit is None or (_is_year(text, figure) and not _counts(text, figure, unit)):
            continue
        end = unit.end
        number = float(figure.value * unit.factor)
        bare = figure.spelled and not figure.scaled
        yield Quantity(
            figure.start, end, number, number, Op.eq, unit.name, figure.exponent, spelled=bare
        )


def _counts(text: str, figure: Figure, unit: Unit) -> bool:
    """Whether a unit stands right behind what else would be a year ("2048 tokens")."""
    if figure.currency is not None:
        return True
    return unit.name is not None and len(text[figure.end : unit.end].split()) == 1


def _is_year(text: str, figure: Figure) -> bool:
    return (
        figure.end - figure.start == len("2026")
        and text[figure.start : figure.end].isdecimal()
        and FIRST_YEAR <= figure.value <= LAST_YEAR
    )


_RANGE_GAP = re.compile(
    rf"[{SPACES}]?[\-‐‑‒–−~][{SPACES}]?|—|[{SPACES}](?:up[{SPACES}])?to[{SPACES}](?:like[{SPACES}])?"
)
_AND_GAP = re.compile(rf"[{SPACES}]and[{SPACES}]")
_BETWEEN_BEFORE = caseless(rf"\bbetween[{SPACES}](?:\S{{1,12}}[{SPACES}])?$")
# After such a verb "from 32K to 128K" tells an old value and a new one, not a range.
_CHANGE_BEFORE = caseless(
    r"\b(?:jump|rise|rose|risen|rising|increas|grew|grow|up|expand|upgrad|improv|cut|drop|fell|fall"
    rf"|down|reduc|lower|went|going|gone|boost|mov|climb|leap|rais|extend|doubl|lift|push|took|take|bump|bring)\w{{0,6}}"
    rf"(?:[{SPACES}]\S{{1,20}}){{0,4}}[{SPACES}]from[{SPACES}]$"
)
_LONGEST_GAP = 12  # " up to like "
_REACH = 64  # characters before a figure in which its operator is looked for


def _join_ranges(text: str, singles: list[Quantity]) -> list[Quantity]:
    """`singles` with neighbours that are the two ends of one range made into it."""
    joined: list[Quantity] = []
    for found in singles:
        span = _range(text, joined[-1], found) if joined else None
        if span is None:
            joined.append(found)
        else:
            joined[-1] = span
    return joined


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    gap = text[low.end : high.start]
    if len(gap) > _LONGEST_GAP or low.op is Op.range:
        return None
    before = text[max(0, low.start - _REACH) : low.start]
    if _AND_GAP.fullmatch(gap):
        if not _BETWEEN_BEFORE.search(before):
            return None
    elif not _RANGE_GAP.fullmatch(gap) or _changes(before):
        return None
    if low.unit == "usd" and high.unit is None:
        high = _priced(text, high)
    if low.unit != high.unit and low.unit not in _LENT[high.unit]:
        return None
    bottom = _lower_end(low, high)
    return None if bottom > high.low else replace(high, start=low.start, low=bottom, op=Op.range)


def _priced(text: str, high: Quantity) -> Quantity:
    """The upper end of a range whose currency stands before the lower one ("$2-3 billion")."""
    rate = money_rate(text, high.end, "usd")
    price = high.high * float(rate.factor)
    return replace(high, end=rate.end, low=price, high=price, unit=rate.name)


def _changes(before: str) -> bool:
    """Whether "from" stands right there, after a verb of change."""
    return before.endswith("from ") and _CHANGE_BEFORE.search(before) is not None


class _Lent(dict[str | None, tuple[str | None, ...]]):
    """Which units the lower end of a range may bear where the upper one bears the key."""

    def __missing__(self, unit: str | None) -> tuple[str | None, ...]:
        return (None,)


_LENT = _Lent(usd_per_mtok=(None, "usd"), usd_per_month=(None, "usd"), usd=(None,), percent=(None,))


def _lower_end(low: Quantity, high: Quantity) -> float:
    """The lower figure in the upper one's magnitude where it has none ("2-4 trillion")."""
    if low.scaled or (low.unit == high.unit and low.unit not in (None, "usd")):
        return low.low
    scaled = low.low * 10**high.exponent
    return scaled if scaled <= high.low else low.low


_VERSUS = rf"[{SPACES}]?(?:vs\.?|versus|against|compared (?:to|with)|over|to)[{SPACES}]"
_LIST = rf"[{SPACES}]?[/&][{SPACES}]?|,?[{SPACES}](?:and|or)[{SPACES}]|,[{SPACES}]"
_SHARING_GAP = re.compile(rf"(?:{_VERSUS}|{_LIST})(?:an?[{SPACES}])?")
_PRICE_GAP = re.compile(r"[^.;:\n]{0,60}")
MAX_PRICE = 2000  # USD; above it an unrated sum is an investment, not a price


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """`found` with units lent to neighbours that print none ("2M vs. 128K tokens")."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        shared[at] = _lend(text, shared[at], shared[at + 1], shared[at + 1])
    for at in range(1, len(shared)):
        shared[at] = _lend(text, shared[at - 1], shared[at], shared[at - 1])
    return shared


def _lend(text: str, first: Quantity, second: Quantity, lender: Quantity) -> Quantity:
    """The neighbour of `lender` among `first` and `second`, with its unit where that fits."""
    taker = second if lender is first else first
    gap = text[first.end : second.start]
    if taker.unit is None and lender.unit is not None:
        fits = _alike(taker, lender) and _SHARING_GAP.fullmatch(gap) is not None
    else:
        fits = _prices(taker, lender) and _PRICE_GAP.fullmatch(gap) is not None
    return replace(taker, unit=lender.unit) if fits else taker


def _prices(taker: Quantity, lender: Quantity) -> bool:
    """Whether an unrated sum may be a price of the kind that its neighbour is."""
    rated = lender.unit in ("usd_per_mtok", "usd_per_month")
    return rated and taker.unit == "usd" and not taker.scaled and taker.high <= MAX_PRICE


def _alike(taker: Quantity, lender: Quantity) -> bool:
    """Whether two neighbours are figures of one kind: both with a magnitude, or neither."""
    return taker.scaled == lender.scaled and lender.unit not in ("times", "items")


_PREFIX = caseless(
    rf"""
    (?<![\w])(?:
      (?P<ge>at[ ]least|no[ ](?:less|fewer)[ ]than|not[ ]less[ ]than|a[ ]minimum[ ]of
        |minimum[ ]of|upwards?[ ]of|as[ ](?:low|few|little)[ ]as|≥|>=)
    | (?P<le>up[ ]to|at[ ]most|as[ ](?:much|many|high|long|large|fast)[ ]as
        |(?:no|not)[ ](?:more|greater|longer|higher|larger)[ ]than|a[ ]maximum[ ]of|maximum[ ]of
        |max[ ]of|capped[ ]at|within|≤|<=)
    | (?P<gt>(?:more|greater|higher|larger|longer|better|faster|bigger)[ ]than|over|above
        |exceed(?:s|ed|ing)?|north[ ]of|surpass(?:es|ed|ing)?|beyond|in[ ]excess[ ]of|past|>)
    | (?P<lt>(?:less|fewer|lower|smaller|shorter|cheaper)[ ]than|under|below|south[ ]of|sub-|<)
    | (?P<approx>around|about|approximately|approx\.?|roughly|circa|ca?\.|some|nearly|almost
        |close[ ]to|an[ ]estimated|estimated(?:[ ]at)?|in[ ]the[ ]region[ ]of
        |on[ ]the[ ]order[ ]of|somewhere[ ](?:around|near)|[~≈∼])
    )[{SPACES}]{{0,2}}(?:(?:an?|the|its|just|only|around|about|only[ ]about)[{SPACES}])?
    [$("'“*_`]{{0,4}}$
    """,
    re.VERBOSE,
)
_OPENERS = SPACES + "$(\"'“*_`"  # may stand between an operator and its figure
_PREFIX_SIGNS = tuple("≥≤<>=~≈∼-")
_PREFIX_WORDS = (
    "least than of as to most at within over above exceed exceeds exceeded exceeding surpass"
    " surpasses surpassed beyond past under below around about approximately approx approx."
    " roughly circa ca. c. some nearly almost estimated near a an the its just only"
)
_PREFIX_ENDS = frozenset(_PREFIX_WORDS.split())
_SUFFIX = caseless(
    rf"""
    [*_`]{{0,2}}[{SPACES}]?(?:
      (?P<ge>\+(?!\w)|(?:or|and)[ ](?:more|higher|greater|better|up|above|over|larger|longer)\b)
    | (?P<le>(?:or|and)[ ](?:less|fewer|below|lower|under|smaller)\b|max(?:imum)?\b|at[ ]most\b)
    | (?P<approx>or[ ]so\b|-?ish\b|give[ ]or[ ]take\b|-?scale\b|or[ ]thereabouts\b)
    )
    """,
    re.VERBOSE,
)


def _bound(text: str, found: Quantity) -> Quantity:
    """`found` with the operator that the words around it give; a range stays one."""
    if found.op is not Op.eq:
        return found
    before = _operator_before(text, found.start)
    if before is not None:
        return replace(found, start=found.start - len(before[0]), op=Op(str(before.lastgroup)))
    if "+" in text[found.start : found.end]:
        return replace(found, op=Op.ge)
    after = _SUFFIX.match(text, found.end)
    if after is None:
        return found
    return replace(found, end=after.end(), op=Op(str(after.lastgroup)))


def _operator_before(text: str, start: int) -> re.Match[str] | None:
    """The operator that ends at `start`; sought only where the last word may end one."""
    before = text[max(0, start - _REACH) : start]
    words = before.rstrip(_OPENERS).rsplit(None, 1)
    last = words[-1].lower() if words else ""
    if last not in _PREFIX_ENDS and not last.endswith(_PREFIX_SIGNS):
        return None
    return _PREFIX.search(before)


_ALL = 100  # percent: nothing gets cheaper by more
_FLIPPED = {Op.ge: Op.le, Op.gt: Op.lt, Op.le: Op.ge, Op.lt: Op.gt}


def _compare(text: str, found: Quantity) -> Quantity:
    """A share or multiple beside "cheaper", "faster" as the ratio to what it is compared with."""
    if found.unit not in ("percent", "ratio"):
        return found
    share = share_of(text, found.end) if found.unit == "percent" else None
    if share is not None:
        ends = [found.low / _ALL, found.high / _ALL]
        return replace(found, end=share, low=ends[0], high=ends[1], unit="ratio")
    comparison = compared(text, found.start, found.end)
    if comparison is None or (found.unit == "percent" and comparison.falls and found.high > _ALL):
        return found
    ends = sorted(comparison.ratio(end, found.unit) for end in (found.low, found.high))
    op = _FLIPPED.get(found.op, found.op) if comparison.falls else found.op
    return replace(found, end=comparison.end, low=ends[0], high=ends[1], op=op, unit="ratio")
