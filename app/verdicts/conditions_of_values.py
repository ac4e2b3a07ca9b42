"""What will decide claims on figures and ranks (rules of `quantities` and `ranks`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil, floor, inf, isfinite, log10

from app.extent import span
from app.schema import Claim
from app.verdicts.bounds import Bounds, allowed
from app.verdicts.evidence import is_model
from app.verdicts.numbers import STRICT, Stated
from app.verdicts.quantities import PRIVATE
from app.verdicts.ranks import ALL, DRAW
from app.verdicts.terms import Terms, lost, matter, never
from app.verdicts.weighing import UNIT_WORDS, ranked
from app.vocabulary import ATTRIBUTES, Op

_COMPARED = {
    Op.gt: "above",
    Op.ge: "level with or above",
    Op.lt: "below",
    Op.le: "level with or below",
}
EXACT = 12  # digits to which arithmetic with floats is sure
NARROW = 1e-3  # of a stretch beside its ends
DIGITS = 6  # of a bound that is no whole number; figures on record have fewer


def number(claim: Claim) -> Terms:
    """A quantity, a comparison of two, or a multiple of another model's."""
    if is_model(claim.value):
        return _compared(claim)
    if claim.unit == "ratio":
        return ratio(claim)
    if span(claim.op, claim.value) is None:
        return never(f"{claim.value} is no number that a record could be held against.")
    return figures(claim, _stated(claim))


def score(claim: Claim) -> Terms:
    """A result on a benchmark, at its stated precision, rounded or cut."""
    if is_model(claim.value):
        return _compared(claim)
    if span(claim.op, claim.value) is None:
        return never(f"{claim.value} is no number that a record could be held against.")
    return figures(claim, _stated(claim, cut=True))


def ratio(claim: Claim) -> Terms:
    """A multiple of another model's figure, stated on record or worked out of two figures."""
    if claim.baseline is None:
        return never("no baseline is named, so the ratio can be held against nothing.")
    stated = Stated(claim.op, claim.value, _tolerance(claim), "ratio")
    of = f"{matter(claim).replace('price change', 'price')}"
    terms = _sentences(of, f" times {claim.baseline}'s", stated)
    how = "The multiple may stand on record, or be worked out of both figures."
    sides = None if claim.qualifier else "Of several figures (input, output) only some bear it out."
    partly = " ".join(filter(None, (terms.partly, sides)))
    return Terms(f"{terms.confirms} {how}", terms.refutes, partly or None)


def _compared(claim: Claim) -> Terms:
    """Larger or smaller than another model's figure."""
    against = f"{claim.value}'s"
    near = "" if claim.op in STRICT else f", give or take {_tolerance(claim):.0%}"
    how = _COMPARED.get(claim.op, "the same as")
    both = f"Both models' {matter(claim)} are on record, and {claim.model}'s is"
    private = claim.attribute in PRIVATE
    return Terms(
        f"{both} {how} {against}{near}.",
        f"{both} not.",
        f"{both} near that." if near else None,
        lost(claim) if private else None,
    )


def rank(claim: Claim) -> Terms:
    """A rank on a benchmark, or beside another model wherever both were measured."""
    place = claim.qualifier or "every benchmark on record that has both"
    said = f"{ranked(claim.op, claim.value)} on {place}"
    day = f", in a snapshot of {claim.at}" if claim.at else ""
    draw = f" (a draw is within {DRAW:.0%})" if claim.op is Op.approx else ""
    scored = is_model(claim.value) and not claim.at
    scores = f", or its score there is{draw}" if scored else ""
    higher = " One model above it is enough." if claim.value == ALL else ""
    level = " A board has the two level." if is_model(claim.value) else ""
    differ = "" if claim.qualifier else "Benchmarks on record differ."
    lost_on = f"No snapshot of {claim.at} is on record {_grace(claim)} days later."
    return Terms(
        f"A board has it {said}{day}{scores}.",
        f"A board has it elsewhere{day}{', or its score there is' if scored else ''}.{higher}",
        f"{differ}{level}".strip() or None,
        lost_on if claim.at else lost(claim),
    )


def figures(claim: Claim, stated: Stated) -> Terms:
    """A number of any attribute, held to `stated`."""
    unit = UNIT_WORDS.get(claim.unit or "", f" {claim.unit}" if claim.unit else "")
    terms = _sentences(matter(claim), unit, stated)
    if claim.unit == "tokens":
        counted = "A count in steps of 1,024 that reads the same agrees too."
        terms = replace(terms, confirms=f"{terms.confirms} {counted}")
    private = claim.attribute in PRIVATE
    return replace(terms, unverifiable=lost(claim) if private else None)


def _sentences(of: str, unit: str, stated: Stated) -> Terms:
    """The three stretches of figures that a stated number makes."""
    found = allowed(stated)
    if found is None:
        return never(f"{stated.value} is no number that a record could be held against.")
    strict, puts = stated.op in STRICT, f"A record puts its {of}"
    agrees = _inside(found.agrees, unit, strict=strict)
    near = _inside(found.near, unit, strict=strict)
    return Terms(
        f"{puts} {agrees}.",
        f"{puts} {_outside(found.near, unit, strict=strict)}.",
        f"{puts} outside of that, but {near}." if near != agrees else None,
    )


def _inside(ends: Bounds, unit: str, *, strict: bool) -> str:
    low, high = ends
    if high == inf:
        more = f"above {_shown(low, ceil)}{unit}"
        return more if strict else f"at {_shown(low, ceil)}{unit} or more"
    if low == -inf:
        less = f"below {_shown(high, floor)}{unit}"
        return less if strict else f"at {_shown(high, floor)}{unit} or less"
    digits = _digits(ends)
    return f"between {_shown(low, ceil, digits)} and {_shown(high, floor, digits)}{unit}"


def _outside(ends: Bounds, unit: str, *, strict: bool) -> str:
    low, high = ends
    if high == inf:
        less = f"{_shown(low, floor)}{unit}"
        return f"at {less} or less" if strict else f"below {less}"
    if low == -inf:
        more = f"{_shown(high, ceil)}{unit}"
        return f"at {more} or more" if strict else f"above {more}"
    digits = _digits(ends)
    return f"below {_shown(low, floor, digits)} or above {_shown(high, ceil, digits)}{unit}"


def _digits(ends: Bounds) -> int:
    """How many digits the two bounds of a stretch need, to be told apart."""
    width = (ends[1] - ends[0]) / (max(map(abs, ends)) or 1)
    return DIGITS if width > NARROW else EXACT


def _shown(figure: float, rounded: Callable[[float], int], digits: int = DIGITS) -> str:
    """A bound as it is printed: inside of what it bounds, never beyond."""
    figure = float(f"{figure:.{EXACT}g}")
    if not isfinite(figure) or figure == int(figure):
        return f"{figure:,.0f}"
    places = digits - 1 - floor(log10(abs(figure)))
    kept = rounded(figure * 10.0**places) / 10.0**places
    return f"{kept:,.{max(places, 0)}f}".rstrip("0").rstrip(".") if places > 0 else f"{kept:,.0f}"


def _grace(claim: Claim) -> int:
    return ATTRIBUTES[claim.attribute].grace.days


def _stated(claim: Claim, *, cut: bool = False) -> Stated:
    return Stated(claim.op, claim.value, _tolerance(claim), claim.unit, cut=cut)


def _tolerance(claim: Claim) -> float:
    return ATTRIBUTES[claim.attribute].tolerance
