"""Which verdicts a new fact may change.

A fact is read by the claims of its own attribute; some are read by others too, where one thing
on record stands in for another (a release is availability). Claims that nothing settles yet
wait for more: that the model is out, or that a figure is kept secret.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.vocabulary import Outcome

NO_SUCH_VARIANT = "no_such_variant"

_READ_BY: dict[str, frozenset[str]] = {
    "release_date": frozenset(
        {"release_stage", "availability", "license", "official_name", "variant"}
    ),
    "release_stage": frozenset({"release_date", "official_name", "variant"}),
    "availability": frozenset({"release_stage", "release_date"}),
    "license": frozenset({"release_date"}),
    "parameter_count": frozenset({"architecture", "capability"}),
    "architecture": frozenset({"capability"}),
    "price": frozenset({"price_change", "variant"}),
    "context_window": frozenset({"variant"}),
    "other": frozenset({"release_date", "release_stage", "variant"}),  # line-ups
}
# A claim of these may turn on any fact: that something is no secret, that a rival is there.
_READS_ALL = frozenset({"other", "benchmark_rank"})
# Facts that say of a model that it is out, or given up, or keeps something back.
_WAITED_FOR = frozenset({"release_date", "release_stage", "other", "variant"})


@dataclass(frozen=True, slots=True)
class Touched:
    """Claims on a model that concern a fact: any of the three is enough."""

    attributes: frozenset[str]
    rules: frozenset[str]
    outcomes: frozenset[Outcome]


def claims_touched(attribute: str) -> Touched:
    """The claims that a fact on `attribute` may settle otherwise than they stand."""
    waiting = attribute in _WAITED_FOR
    return Touched(
        attributes=_READS_ALL | {attribute} | _READ_BY.get(attribute, frozenset()),
        rules=frozenset({NO_SUCH_VARIANT}),
        outcomes=frozenset({Outcome.open, Outcome.unverifiable} if waiting else ()),
    )
