"""Numbers: agreement at the precision that the claim states.

A figure agrees with a stated number when it equals it once rounded to the stated digits and
lies within the attribute's tolerance of it; tokens are also counted in powers of 1024. A miss
by no more than the tolerance is near, which makes a claim `partly` true.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import IntEnum
from math import inf, isclose
from typing import Any

from app.extent import span
from app.schema import Fact
from app.vocabulary import Op

EXACT = Context(prec=700)  # room for any float written out
KIBI_SHARE = 1000 / 1024
STRICT = frozenset({Op.gt, Op.lt})


class Fit(IntEnum):
    """How a figure on record meets a stated one."""

    unknown = 0
    misses = 1
    near = 2
    agrees = 3


@dataclass(frozen=True, slots=True)
class Stated:
    """What a claim says: `tolerance` is a share of the fact; `unit` and `cut` set its reading.

    `cut`: whether dropping digits counts as well as rounding (scores are quoted both ways).
    """

    op: Op
    value: Any
    tolerance: float
    unit: str | None = None
    cut: bool = False


def rounds_to(figure: float, stated: float, *, unit: str | None = None, cut: bool = False) -> bool:
    """Whether `figure`, rounded (or cut) to the digits of `stated`, equals it."""
    target = Decimal(str(stated)).normalize()
    digits = Decimal(1).scaleb(int(target.as_tuple().exponent))
    ways = [ROUND_HALF_UP, ROUND_DOWN] if cut else [ROUND_HALF_UP]
    counted = [figure]
    if unit == "tokens":
        counted += [figure * KIBI_SHARE, figure * KIBI_SHARE**2]
    return any(
        Decimal(str(count)).quantize(digits, way, EXACT) == target
        for count in counted
        for way in ways
    )


def off(figure: float, stated: float) -> float:
    """How far `stated` misses `figure`, as a share of it."""
    if figure == stated:
        return 0.0
    return abs(stated - figure) / abs(figure) if figure else inf


def fit(stated: Stated, figure: Fact) -> Fit:
    """How the number of `figure` meets `stated`."""
    said, known = span(stated.op, stated.value), span(figure.op, figure.value)
    if said is None or known is None:
        return Fit.unknown
    if known[0] == known[1]:
        return fit_exact(stated, known[0], rough=figure.op is Op.approx)
    if said[0] <= known[0] and known[1] <= said[1]:
        return Fit.agrees
    apart = known[1] < said[0] or said[1] < known[0]
    touching = STRICT & {stated.op, figure.op} and (known[1] <= said[0] or said[1] <= known[0])
    return Fit.misses if apart or touching else Fit.unknown


def fit_exact(stated: Stated, figure: float, *, rough: bool = False) -> Fit:
    """How the exact number `figure` meets `stated`; `rough` where the record says "about"."""
    said = span(stated.op, stated.value)
    if said is None:
        return Fit.unknown
    if said[0] == said[1]:
        return _fit_point(stated, figure, rough=rough)
    inside = said[0] <= figure <= said[1]
    if stated.op in STRICT:
        return Fit.agrees if inside and figure not in said else Fit.misses
    ends = [end for end in said if abs(end) != inf]
    if inside or any(_meets(stated, figure, end, bound=len(ends) == 1) for end in ends):
        return Fit.agrees
    return Fit.near if any(_close(stated, figure, end) for end in ends) else Fit.misses


def _meets(stated: Stated, figure: float, end: float, *, bound: bool) -> bool:
    """Whether a figure outside is an end all the same, at its precision.

    Who says "at least 1,500" means no 1,480: a bound that ends in zeros is meant as it stands,
    counted in thousands or, for tokens, in powers of 1024.
    """
    if bound and ends_in_zeros(end):
        counts = (1.0, KIBI_SHARE, KIBI_SHARE**2) if stated.unit == "tokens" else (1.0,)
        return any(isclose(figure * count, end) for count in counts)
    return rounds_to(figure, end, unit=stated.unit) and _close(stated, figure, end)


def _close(stated: Stated, figure: float, end: float) -> bool:
    return off(figure, end) <= stated.tolerance


def _fit_point(stated: Stated, figure: float, *, rough: bool) -> Fit:
    value = float(stated.value)
    same = rounds_to(figure, value, unit=stated.unit, cut=stated.cut)
    same = same or (rough and rounds_to(value, figure, unit=stated.unit))
    close = _close(stated, figure, value)
    if same and (close or (stated.cut and not ends_in_zeros(value))):
        return Fit.agrees
    if stated.op is Op.approx and close:
        return Fit.agrees
    around = (same or stated.op is Op.approx) and off(figure, value) <= 2 * stated.tolerance
    return Fit.near if close or around else Fit.misses


def ends_in_zeros(value: float) -> bool:
    """Whether `value` leaves open how many of its digits were meant ("2 million")."""
    return int(Decimal(str(value)).normalize().as_tuple().exponent) > 0
