"""Between which figures a record has to lie, to bear a stated number out or to come near it.

The counterpart of `numbers.fit`, told before there is a figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import inf

from app.extent import span
from app.verdicts.numbers import STRICT, Stated, ends_in_zeros
from app.vocabulary import Op

Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Allowed:
    """The figures that agree with a stated number, and those that agree or come near.

    Both ends of each are infinite where nothing bounds them. Tokens counted in powers of 1024
    are apart: what they allow is no one stretch.
    """

    agrees: Bounds
    near: Bounds


def allowed(stated: Stated) -> Allowed | None:
    """What a figure may be; `None` where the claim states no number.

    Of a strict bound ("more than") the end itself is outside.
    """
    said = span(stated.op, stated.value)
    if said is None:
        return None
    low, high = said
    if low == high:
        return _point(stated, low)
    if stated.op in STRICT:
        return Allowed(said, said)
    lowest, highest = _within(low, stated.tolerance), _within(high, stated.tolerance)
    rounded_low, rounded_high = _rounding(low), _rounding(high)
    agrees = max(rounded_low[0], lowest[0]), min(rounded_high[1], highest[1])
    [bound, *others] = [end for end in said if abs(end) != inf]
    if not others and ends_in_zeros(bound):
        agrees = said  # "at least 1,500" is meant as it stands
    return Allowed(
        agrees,
        (lowest[0], highest[1]),
    )


def _point(stated: Stated, value: float) -> Allowed:
    rounds = _rounding(value, cut=stated.cut)
    close, wide = (_within(value, stated.tolerance * times) for times in (1, 2))
    agrees = rounds if stated.cut and not ends_in_zeros(value) else _both(rounds, close)
    around = wide if stated.op is Op.approx else _both(rounds, wide)
    if stated.op is Op.approx:
        agrees = _either(agrees, close)
    return Allowed(agrees, _either(agrees, _either(close, around)))


def _rounding(value: float, *, cut: bool = False) -> Bounds:
    """What gives `value` once it is rounded to its digits (or cut to them)."""
    if abs(value) == inf:
        return value, value
    unit = float(Decimal(1).scaleb(int(Decimal(str(value)).normalize().as_tuple().exponent)))
    return value - unit / 2, value + (unit if cut else unit / 2)


def _within(value: float, tolerance: float) -> Bounds:
    """What `value` misses by no more than that share of it."""
    if abs(value) == inf:
        return value, value
    ends = sorted((value / (1 + tolerance), value / (1 - tolerance)))
    return ends[0], ends[1]


def _both(one: Bounds, other: Bounds) -> Bounds:
    return max(one[0], other[0]), min(one[1], other[1])


def _either(one: Bounds, other: Bounds) -> Bounds:
    return min(one[0], other[0]), max(one[1], other[1])
