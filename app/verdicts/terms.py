"""What the sentences of `conditions` are made of."""

from __future__ import annotations

from dataclasses import dataclass

from app.schema import Claim
from app.vocabulary import ATTRIBUTES

NOTHING = "Nothing can"

_STRONGEST = "the strongest of them that speaks of it decides"
_ANYBODY = f"The vendor, its catalogue, other catalogues, the press, third parties: {_STRONGEST}."
_BY_ATTRIBUTE = {
    "benchmark_score": "The vendor's own report, or whoever ran the benchmark: "
    "the strongest that speaks of it decides, and whose run it was is shown.",
    "benchmark_rank": "The benchmark's own board, or two scores of the same benchmark.",
    "parameter_count": "The vendor, where it tells; a licence or a model card where the weights "
    "are given away.",
    "speed": "The vendor, or a catalogue that measures it.",
    "training": "The vendor; the press where it had sight of papers.",
    "serving": "The vendor; the press where it had sight of papers.",
    "architecture": "The vendor; its model card where the weights are given away.",
    "license": "The vendor's licence, or the page that the weights stand on.",
    "codename": "The vendor, or the press once the model is out.",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The sentences of one claim, before its polarity is minded."""

    confirms: str
    refutes: str
    partly: str | None = None
    unverifiable: str | None = None


def where(attribute: str) -> str:
    """Who can be expected to put it on record."""
    return _BY_ATTRIBUTE.get(attribute, _ANYBODY)


def matter(claim: Claim) -> str:
    """What the claim is about: "context window", "price (input)"."""
    words = claim.attribute.replace("_", " ")
    return f"{words} ({claim.qualifier})" if claim.qualifier else words


def lost(claim: Claim) -> str:
    """What leaves a matter unsettled that nobody but the vendor could put on record."""
    days = ATTRIBUTES[claim.attribute].grace.days
    return (
        f"More than {days} days after {claim.model} came out, or was given up, "
        f"nothing on record speaks of its {matter(claim)}."
    )


def never(why: str) -> Terms:
    """A claim that no record can settle."""
    return Terms(f"{NOTHING}: {why}", f"{NOTHING}: {why}", unverifiable=f"It is so already: {why}")
