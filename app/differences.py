"""How one statement differs from another of the same thing.

Pure: propositions in, a reason in words out. Whoever rounds, or names a part of a range, says
nothing else; what leaves it open whether both can be so is no difference.
"""

from __future__ import annotations

import re
from typing import Any

from app.extent import is_number, span, window
from app.schema import Proposition
from app.verdicts.numbers import off, rounds_to
from app.vocabulary import ATTRIBUTES, DATED_WHEN_DENIED, Op, Polarity, ValueKind

# Smaller figures are the same by chance: five dollars, five percent.
TELLING_FIGURE = 1_000
ROUGHLY = 0.2  # how far "about" reaches, and a figure that is rounded, as a share of it
THOUSANDS = (1, 10**3, 10**6, 10**9, 10**12)  # 400,000 is printed 400K as well, and 0.4 million

# One trait or site leaves the rest undisclosed; a figure or a day is all there is to disclose.
FIGURES = frozenset({ValueKind.number, ValueKind.score, ValueKind.ratio, ValueKind.date})

_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_DISCLOSED = "_disclosed"


def agrees(said: Proposition, known: Proposition) -> bool:
    """Whether `known` bears `said` out, if only roughly or in part."""
    if (said.attribute, said.model) != (known.attribute, known.model):
        return False
    if said.polarity is not known.polarity or not _same_unit(said, known):
        return False
    if _same_value(said, known):
        return True
    return said.polarity is Polarity.asserts and _overlap(said, known) is True


def excluded(said: Proposition, known: Proposition) -> str | None:
    """Why both cannot be so, though they speak of the same thing."""
    subject = ("model", "attribute", "qualifier", "baseline", "at")
    if any(getattr(said, name) != getattr(known, name) for name in subject):
        return None
    if not _same_unit(said, known):
        return None
    if said.polarity is not known.polarity:
        return "One denies what the other says." if _flipped(said, known) else None
    if said.polarity is Polarity.denies or _overlap(said, known) is not False:
        return None
    return "These exclude each other."


def undisclosed(said: Proposition, known: Proposition) -> str | None:
    """Why something was disclosed, though `said` has it that it was not."""
    matter = (said.qualifier or "").removesuffix(_DISCLOSED)
    if said.attribute != "other" or matter == said.qualifier or said.model != known.model:
        return None
    is_denied = (said.polarity is Polarity.denies) != (said.value is False)
    is_told = known.attribute == matter and known.polarity is Polarity.asserts
    is_figure = is_told and ATTRIBUTES[matter].kind in FIGURES
    return "So it is disclosed." if is_denied and is_figure else None


def miscounted(said: Proposition, known: Proposition) -> str | None:
    """Why the same figure is no longer the same: what it counts was changed."""
    if said.model != known.model or not is_number(said.value) or said.value < TELLING_FIGURE:
        return None
    if said.value != known.value or said.unit == known.unit or None in (said.unit, known.unit):
        return None
    if Polarity.denies in (said.polarity, known.polarity):
        return None
    return f"The figure is the same, but it counts {_counted(known)} there, {_counted(said)} here."


def prints(said: Proposition, text: str) -> bool:
    """Whether the figure stands anywhere in a text: then it was read amiss, not distorted."""
    if not text or not is_number(said.value):
        return False
    printed = {figure.replace(",", "") for figure in _FIGURES.findall(text)}
    return any(f"{said.value / size:.12g}" in printed for size in THOUSANDS)


def is_wider(said: Proposition, known: Proposition) -> bool:
    """Whether `said` leaves more room than `known`, and may be surer for that."""
    one, other = window(said.op, said.value), window(known.op, known.value)
    if said.attribute == "release_date" and one and other:
        return one.start < other.start or other.end < one.end
    mine, theirs = span(said.op, said.value), span(known.op, known.value)
    return bool(mine and theirs and (mine[0] < theirs[0] or theirs[1] < mine[1]))


def _same_unit(said: Proposition, known: Proposition) -> bool:
    return said.unit == known.unit or None in (said.unit, known.unit)


def _same_value(said: Proposition, known: Proposition) -> bool:
    return said.op is known.op and _folded(said.value) == _folded(known.value)


def _folded(stated: Any) -> Any:
    """A value without what spelling does to it: "GPT-6 7" and "gpt-6.7" are one name."""
    if not isinstance(stated, str):
        return stated
    return "".join(char for char in stated.casefold() if char.isalnum()) or stated


def _overlap(said: Proposition, known: Proposition) -> bool | None:
    """Whether both values can be so at once; `None` where their kind does not tell."""
    kind = ATTRIBUTES[said.attribute].kind
    if kind is ValueKind.date:
        one, other = window(said.op, said.value), window(known.op, known.value)
        return one.start <= other.end and other.start <= one.end if one and other else None
    if kind is ValueKind.name and said.attribute == "official_name":
        return _one_name(str(_folded(said.value)), str(_folded(known.value)))
    if said.attribute == "license" and "proprietary" in (said.value, known.value):
        return bool(said.value == known.value)
    return _figures_meet(said, known)


def _one_name(one: str, other: str) -> bool:
    """Whether the one is the other, or a part of it: "Orb" for "Orb 5 Pro"."""
    return one in other or other in one


def _figures_meet(said: Proposition, known: Proposition) -> bool | None:
    one, other = span(said.op, said.value), span(known.op, known.value)
    if one is None or other is None:
        return None
    slack = 1 + max(ATTRIBUTES[said.attribute].tolerance, _roughness(said, known))
    if one[0] <= other[1] * slack and other[0] <= one[1] * slack:
        return True
    return any(
        off(figure, stated) <= ROUGHLY and rounds_to(figure, stated, unit=said.unit, cut=True)
        for mine, theirs in ((one, other), (other, one))
        for figure in theirs
        for stated in mine
        if is_number(figure) and is_number(stated)
    )


def _roughness(said: Proposition, known: Proposition) -> float:
    return ROUGHLY if Op.approx in (said.op, known.op) else 0.0


def _flipped(said: Proposition, known: Proposition) -> bool:
    """Whether the one denies what the other says; a state may have changed in between."""
    if said.attribute in DATED_WHEN_DENIED and known.polarity is Polarity.denies:
        return False
    if _same_value(said, known):
        return True
    denied, told = (said, known) if said.polarity is Polarity.denies else (known, said)
    outer, inner = window(denied.op, denied.value), window(told.op, told.value)
    if ATTRIBUTES[said.attribute].kind is not ValueKind.date or not outer or not inner:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _counted(said: Proposition) -> str:
    return (said.unit or "").replace("_", " ")
