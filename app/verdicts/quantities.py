"""Rules for numbers, scores and ratios to another model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from app.extent import is_number, span
from app.schema import Claim, Fact
from app.verdicts.evidence import Evidence, Ruling, asserting, is_model, ruled, silent
from app.verdicts.facts import public_on
from app.verdicts.numbers import Fit, Stated, fit, fit_exact
from app.verdicts.weighing import figure, weigh, worded
from app.vocabulary import ATTRIBUTES, Outcome

# A claim that names no tier means the one that everybody gets: the API's for a window, all
# weights for a size; a price with no side named may be either one.
DEFAULT_TIERS: dict[str, tuple[str | None, ...]] = {
    "context_window": (None, "api", "standard"),
    "max_output": (None, "api"),
    "parameter_count": (None, "total"),
    "price": (None, "input", "output"),
    "price_change": (None, "input", "output"),
}
# What a vendor states only for models whose weights it gives away, or not at all; what others
# measure while a model is new, or never.
PRIVATE = frozenset({"parameter_count", "speed", "benchmark_score"})


def number(evidence: Evidence) -> Ruling:
    """A quantity against the figures on record, in the claim's own unit."""
    claim = evidence.claim
    if is_model(claim.value):
        return compared(evidence)
    if claim.unit == "ratio":
        return ratio(evidence)
    if span(claim.op, claim.value) is None:
        return _no_number(claim)
    stated = Stated(claim.op, claim.value, _tolerance(claim), claim.unit)
    return _held(evidence, stated) or silent(evidence, private=claim.attribute in PRIVATE)


def score(evidence: Evidence) -> Ruling:
    """A benchmark result against the same benchmark's on record; quoted rounded or cut."""
    claim = evidence.claim
    if is_model(claim.value):
        return compared(evidence)
    if span(claim.op, claim.value) is None:
        return _no_number(claim)
    stated = Stated(claim.op, claim.value, _tolerance(claim), claim.unit, cut=True)
    return _held(evidence, stated) or silent(evidence, private=True)


def ratio(evidence: Evidence) -> Ruling:
    """A multiple of another model's figure: from a fact that states it, or from both figures."""
    claim = evidence.claim
    if claim.baseline is None:
        reason = "No baseline is named, so the ratio can be held against nothing."
        return ruled(Outcome.unverifiable, reason, asserting(evidence.own(claim.attribute))[:1])
    if span(claim.op, claim.value) is None:
        return _no_number(claim)
    stated = Stated(claim.op, claim.value, _tolerance(claim), "ratio")
    same = [fact for fact in _tiered(evidence) if fact.baseline == claim.baseline]
    ruling = _weighed(stated, [fact for fact in same if fact.unit == "ratio"], claim)
    return ruling or _from_both(evidence, stated) or silent(evidence)


def compared(evidence: Evidence) -> Ruling:
    """Larger or smaller than another model: both figures, side by side."""
    claim = evidence.claim
    pairs = list(_pairs(evidence, claim.attribute, str(claim.value)))
    for own, other in pairs:
        stated = Stated(claim.op, other.value, _tolerance(claim), claim.unit)
        how = fit_exact(stated, own.value)
        words = f"{figure(own.value)} against {figure(other.value)} for {claim.value}"
        ruling = weigh(
            [(own, how)], worded(claim.op, claim.value, None), f", {words}", _later(own, other)
        )
        if ruling:
            return replace(ruling, facts=(own, other))
    return silent(evidence, private=claim.attribute in PRIVATE)


def _no_number(claim: Claim) -> Ruling:
    reason = f"{claim.value!r} is no number that a record could be held against."
    return ruled(Outcome.unverifiable, reason, [])


def _tolerance(claim: Claim) -> float:
    return ATTRIBUTES[claim.attribute].tolerance


def _held(evidence: Evidence, stated: Stated) -> Ruling | None:
    claim = evidence.claim
    units = (
        {claim.unit, None} if claim.unit else {None, *ATTRIBUTES[claim.attribute].units} - {"ratio"}
    )
    facts = [fact for fact in _tiered(evidence) if fact.unit in units and is_number_fact(fact)]
    return _weighed(stated, facts, claim)


def _weighed(stated: Stated, facts: Iterable[Fact], claim: Claim) -> Ruling | None:
    weighed = [(fact, fit(stated, fact)) for fact in facts]
    note = f", tolerance {claim_tolerance(claim)}"
    ruling = weigh(weighed, worded(claim.op, claim.value, claim.unit), note)
    if ruling is None or ruling.outcome is not Outcome.partly:
        return ruling
    near = f", not at the stated precision, but within {claim_tolerance(claim)}"
    return replace(ruling, reason=ruling.reason.replace(note, near))


def claim_tolerance(claim: Claim) -> str:
    """The attribute's tolerance as it stands in a reason."""
    return f"{_tolerance(claim):.0%}"


def is_number_fact(fact: Fact) -> bool:
    """Whether a fact gives a figure, or bounds of one."""
    return span(fact.op, fact.value) is not None


def _tiered(evidence: Evidence) -> list[Fact]:
    """The asserted facts of the claim's tier; without one, of the first default tier on record."""
    claim, facts = evidence.claim, asserting(evidence.own(evidence.claim.attribute))
    if claim.qualifier is not None or claim.attribute not in DEFAULT_TIERS:
        return [fact for fact in facts if fact.qualifier == claim.qualifier]
    tiers = DEFAULT_TIERS[claim.attribute]
    if claim.attribute.startswith("price"):
        return [fact for fact in facts if fact.qualifier in tiers]
    present = next((tier for tier in tiers if any(fact.qualifier == tier for fact in facts)), None)
    return [fact for fact in facts if fact.qualifier == present]


def _pairs(evidence: Evidence, attribute: str, rival: str) -> Iterator[tuple[Fact, Fact]]:
    """Figures of both models in the same tier and unit, strongest authority first."""
    wanted = evidence.claim.qualifier
    tiers = [wanted] if wanted else [None, *DEFAULT_TIERS.get(attribute, ())]
    own = [fact for fact in asserting(evidence.own(attribute)) if is_number(fact.value)]
    other = [fact for fact in asserting(evidence.on(rival, attribute)) if is_number(fact.value)]
    for ours, theirs in product(own, other):
        same = (ours.qualifier, ours.unit) == (theirs.qualifier, theirs.unit)
        if same and ours.qualifier in tiers and ours.unit != "ratio":
            yield ours, theirs


def _from_both(evidence: Evidence, stated: Stated) -> Ruling | None:
    """The ratio worked out of two figures; with no side named, both sides have to agree."""
    claim = evidence.claim
    attribute = "price" if claim.attribute == "price_change" else claim.attribute
    found: dict[str | None, tuple[Fact, Fact]] = {}
    for ours, theirs in _pairs(evidence, attribute, str(claim.baseline)):
        if theirs.value:
            found.setdefault(ours.qualifier, (ours, theirs))
    fits = {
        tier: fit_exact(stated, ours.value / theirs.value) for tier, (ours, theirs) in found.items()
    }
    if not fits:
        return None
    worst, best = min(fits.values()), max(fits.values())
    outcome = _both_ways(worst, best)
    words = ", ".join(
        f"{figure(round(ours.value / theirs.value, 2))} times ({figure(ours.value)} against "
        f"{figure(theirs.value)}{', ' + tier if tier else ''})"
        for tier, (ours, theirs) in found.items()
    )
    said = worded(claim.op, claim.value, "ratio")
    record = f"the record makes it {words}, tolerance {claim_tolerance(claim)}"
    reason = f"The claim says {said} of {claim.baseline}; {record}."
    pairs = list(found.values())
    return ruled(
        outcome,
        reason,
        [fact for pair in pairs for fact in pair],
        min(_later(*pair) for pair in pairs),
    )


def _both_ways(worst: Fit, best: Fit) -> Outcome:
    if worst is Fit.agrees:
        return Outcome.confirmed
    return Outcome.refuted if best is Fit.misses else Outcome.partly


def _later(first: Fact, second: Fact) -> date:
    return max(public_on(first), public_on(second))
