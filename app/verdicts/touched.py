"""Which verdicts a new fact may change.

A fact is read by the claims of its own attribute; some are read by others too, where one thing
on record stands in for another (a release is availability). Claims that nothing settles yet
wait for more: that the model is out, or that a figure is kept secret. What is known of a model
says nothing of its variants, but that one of them does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.schema import Fact
from app.verdicts.evidence import denying
from app.verdicts.facts import is_line_up
from app.verdicts.members import variant_id
from app.vocabulary import Outcome

NO_SUCH_VARIANT = "no_such_variant"

# What is read beside the claim's own attribute, by what it is on record of.
_READ_BY: dict[str, frozenset[str]] = {
    "release_date": frozenset(
        {"release_stage", "availability", "license", "official_name", "variant"}
    ),
    "release_stage": frozenset({"release_date", "official_name", "variant"}),
    "availability": frozenset({"release_stage", "release_date"}),
    "license": frozenset({"release_date"}),
    "parameter_count": frozenset({"architecture"}),
    "price": frozenset({"price_change", "variant"}),
    "context_window": frozenset({"variant"}),
    "other": frozenset({"variant"}),  # a line-up that was read in full
}
# A rank may turn on any fact: that a rival is there to be beaten.
_READS_ALL = frozenset({"benchmark_rank"})
# Facts that say of a model that it is out, or given up, or keeps something back.
_WAITED_FOR = frozenset({"release_date", "release_stage", "other"})

UNSETTLED = frozenset({Outcome.open, Outcome.unverifiable})
"""How claims stand that wait for more."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Claims on a model that read a fact on it.

    `attributes`: of these all; `outcomes`: all that stand so; `secret`: the qualifier under
    which it is claimed that there is no such fact.
    """

    attributes: frozenset[str]
    outcomes: frozenset[Outcome]
    secret: str


def claims_touched(attribute: str) -> Touched:
    """The claims on a model that a fact on `attribute` of it may settle otherwise."""
    return Touched(
        attributes=_READS_ALL | {attribute} | _READ_BY.get(attribute, frozenset()),
        outcomes=UNSETTLED if attribute in _WAITED_FOR else frozenset(),
        secret=f"{attribute}_disclosed",
    )


def denied_variants(facts: list[Fact]) -> set[str]:
    """The models that do not exist, as `facts` on others have it: whatever is said of them."""
    told = [fact for fact in facts if fact.attribute == "variant" and not is_line_up(fact.model)]
    return {variant_id(fact.model, str(fact.value)) for fact in denying(told)}
