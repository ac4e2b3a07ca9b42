"""Rules for free text: an overlap of words, numbers where both sides have one, flags.

A phrase on record that says something else refutes nothing: two things can both be so. What
is neither borne out nor denied by any phrase stays open until the model is out, and is
unverifiable a quarter later.
"""

from __future__ import annotations

from app.extent import span
from app.schema import Fact
from app.verdicts.evidence import Evidence, Ruling, asserting, mirrored, ruled, silent, source
from app.verdicts.facts import public_on
from app.verdicts.likeness import alike
from app.verdicts.members import architecture, thinking
from app.verdicts.numbers import Fit, Stated, fit
from app.verdicts.stages import negative
from app.verdicts.weighing import shown, weigh, worded
from app.vocabulary import Outcome, Polarity

DISCLOSED = "_disclosed"
NUMBER_TOLERANCE = 0.1


def phrase(evidence: Evidence) -> Ruling:
    """Free text of any attribute."""
    claim = evidence.claim
    if claim.attribute == "other":
        return other(evidence)
    if span(claim.op, claim.value) and (ruling := _figures(evidence)):
        return ruling
    facts = [
        fact for fact in evidence.own(claim.attribute) if claim.qualifier in (None, fact.qualifier)
    ]
    weighed = [(fact, _matched(fact)) for fact in facts if _speaks(str(claim.value), fact)]
    if ruling := both_sides(weighed, str(claim.value)):
        return ruling
    if claim.attribute == "capability":
        return _able(evidence)
    return silent(evidence, private=True)


def _able(evidence: Evidence) -> Ruling:
    """What a model can do: thinking before it answers is a trait of design, and on record."""
    if thinking(str(evidence.claim.value)):
        ruling = architecture(evidence)
        if ruling.outcome is not Outcome.unverifiable:
            return ruling
    reason = "No record says what the model can do in these words."
    return ruled(Outcome.unverifiable, reason, [])


def _speaks(said: str, fact: Fact) -> bool:
    known = (
        f"{fact.qualifier or ''} {fact.value}" if fact.attribute == "safety" else str(fact.value)
    )
    if fact.polarity is Polarity.denies and not alike(known, said):
        return False  # what is denied of a narrower matter is not denied of a wider one
    return alike(said, known)


def _matched(fact: Fact) -> Fit:
    return Fit.agrees if fact.polarity is Polarity.asserts else Fit.misses


def both_sides(weighed: list[tuple[Fact, Fit]], said: str) -> Ruling | None:
    """As `weigh`, but where the record bears a phrase out and denies it too, it is partly so."""
    fits = {how for _, how in weighed}
    if fits == {Fit.agrees, Fit.misses}:
        facts = [fact for fact, _ in weighed]
        reason = f"The record bears out {said!r} and denies it: " + "; ".join(
            f"{'yes' if how is Fit.agrees else 'no'}, says {source(fact)}" for fact, how in weighed
        )
        return ruled(Outcome.partly, f"{reason}.", facts, max(map(public_on, facts)))
    return weigh(weighed, said)


def _figures(evidence: Evidence) -> Ruling | None:
    claim = evidence.claim
    facts = [
        fact
        for fact in evidence.own(claim.attribute)
        if fact.qualifier == claim.qualifier
        and fact.unit == claim.unit
        and fact.baseline == claim.baseline
    ]
    stated = Stated(claim.op, claim.value, NUMBER_TOLERANCE, claim.unit)
    said = worded(claim.op, claim.value, claim.unit)
    return weigh(
        [(fact, fit(stated, fact)) for fact in facts], said, f", tolerance {NUMBER_TOLERANCE:.0%}"
    )


def other(evidence: Evidence) -> Ruling:
    """What has no attribute of its own: secrets, flags, figures and words under a free name."""
    claim = evidence.claim
    topic = claim.qualifier or ""
    if topic.endswith(DISCLOSED) and isinstance(claim.value, bool):
        return disclosed(evidence, topic.removesuffix(DISCLOSED))
    facts = [fact for fact in evidence.own("other") if fact.qualifier == topic]
    if isinstance(claim.value, bool):
        return _flagged(evidence, facts)
    ruling = _figures(evidence) if span(claim.op, claim.value) else None
    if ruling is None:
        said = str(claim.value)
        weighed = [(fact, _matched(fact)) for fact in facts if alike(said, str(fact.value))]
        ruling = both_sides(weighed, said) or silent(evidence, private=True)
    return mirrored(ruling) if claim.polarity is Polarity.denies else ruling


def _flagged(evidence: Evidence, facts: list[Fact]) -> Ruling:
    claim = evidence.claim
    flags = [fact for fact in facts if isinstance(fact.value, bool)]
    if not flags:
        return silent(evidence, private=negative(evidence))
    wanted = not negative(evidence)
    weighed = [(fact, Fit.agrees if fact.value is wanted else Fit.misses) for fact in flags]
    return weigh(weighed, f"{claim.qualifier}: {str(wanted).lower()}") or silent(evidence)


def disclosed(evidence: Evidence, topic: str) -> Ruling:
    """A secret ("no price was given") is true of its day until a record of it was public."""
    secret, day = negative(evidence), evidence.claim.as_of
    never = [fact for fact in evidence.own("other") if _never_said(fact, topic)]
    if never:
        outcome = Outcome.confirmed if secret else Outcome.refuted
        return ruled(
            outcome,
            f"Nothing was ever published on the {topic}, says {source(never[0])}.",
            never[:1],
        )
    facts = asserting(evidence.own(topic))
    if not facts:
        return silent(evidence, private=True)
    first = min(facts, key=public_on)
    named = topic.replace("_", " ")
    told = f"the {named} was public on {public_on(first)}: {shown(first)} ({source(first)})"
    if not secret:
        return ruled(Outcome.confirmed, f"So it is: {told}.", [first])
    if day is None:
        return ruled(Outcome.unverifiable, f"The text bears no day; {told}.", [first])
    if day < public_on(first):
        return ruled(Outcome.confirmed, f"True on its day, {day}: {told}.", [first])
    return ruled(Outcome.refuted, f"On {day} this was no secret: {told}.", [first])


def _never_said(fact: Fact, topic: str) -> bool:
    name = (fact.qualifier or "").removeprefix("vendor_figure:")
    return name != fact.qualifier and (name == topic or name.startswith(f"{topic}_"))
