"""Rules for sets: variants, modalities, traits of design, licences.

Another member on record refutes nothing, unless the two exclude each other; that one is
missing is a fact of its own ("no video input").
"""

from __future__ import annotations

import re

from app.extent import is_number
from app.schema import Fact
from app.verdicts.evidence import Evidence, Ruling, asserting, ruled, silent, source
from app.verdicts.facts import public_on
from app.verdicts.likeness import alike
from app.verdicts.names import PASSING, folded
from app.verdicts.numbers import Fit
from app.verdicts.silence import grace_in_words, silence
from app.verdicts.weighing import weigh
from app.vocabulary import Outcome, Polarity, Stage

LONGEST_NAME = 3  # words: "Pro", "Flash Lite", "mini high"; more are a description
# The plain model under another word, once it is out.
PLAIN = frozenset({"standard", "base", "regular", "plain", "full"})
EXCLUDES = {
    "moe": {"dense"},
    "dense": {"moe"},
    "new_pretraining": {"same_base"},
    "same_base": {"new_pretraining"},
}
# Words for a model that works a problem through before it answers.
THINKING = frozenset({"reasoning", "thinking", "deliberative", "deliberation", "modes"})
THINKING_FILLERS = frozenset(
    [
        "model",
        "models",
        "loop",
        "integrated",
        "system",
        "systems",
        "2",
        "hybrid",
        "built",
        "in",
        "mode",
        "process",
        "processes",
        "inference",
        "test",
        "time",
        "chain",
        "of",
        "thought",
        "extended",
    ]
)
OPEN = "open_weights"
PROPRIETARY = "proprietary"


def member(evidence: Evidence) -> Ruling:
    """One member of a set, by the attribute it belongs to."""
    return MEMBERS.get(evidence.claim.attribute, listed)(evidence)


def listed(evidence: Evidence) -> Ruling:
    """A member of a set without a rule of its own: by the facts that name it."""
    claim = evidence.claim
    facts = evidence.own(claim.attribute)
    weighed = [(fact, _same(fact)) for fact in facts if alike(str(claim.value), str(fact.value))]
    return weigh(weighed, f"{claim.attribute} {claim.value}") or silent(evidence)


def variant(evidence: Evidence) -> Ruling:
    """A variant: by the family's facts, by facts on its own id, or by a line-up read in full."""
    claim, said = evidence.claim, folded(str(evidence.claim.value))
    facts = evidence.own("variant")
    weighed = [(fact, _same(fact)) for fact in facts if folded(str(fact.value)) == said]
    if ruling := weigh(weighed, f"a variant {claim.value}"):
        return ruling
    known = asserting(evidence.about(variant_id(claim.model, str(claim.value))))
    if own := [fact for fact in known if _exists(fact)]:
        reason = f"{own[0].model} is on record ({source(own[0])})."
        return ruled(Outcome.confirmed, reason, own[:1], min(map(public_on, own)))
    release = evidence.release
    if release and said in PLAIN:
        reason = f"{claim.model} itself is out since {release.valid_from} ({source(release)})."
        return ruled(Outcome.confirmed, reason, [release])
    if said in PASSING:  # no list of a later day need have it
        return silent(evidence, private=True)
    if whole := [fact for fact in evidence.own("other") if fact.qualifier == "variants_listed"]:
        reason = (
            f"The line-up read in full has no {claim.value}: {whole[0].value} ({source(whole[0])})."
        )
        return ruled(Outcome.refuted, reason, whole[:1])
    return _unlisted(evidence, release) or silent(evidence)


def _unlisted(evidence: Evidence, release: Fact | None) -> Ruling | None:
    """A variant that no catalogue lists though the model has long been out."""
    claim = evidence.claim
    if release is None or not is_a_name(str(claim.value)):
        return None
    told = silence(evidence, release.valid_from, variant_id(claim.model, str(claim.value)))
    if told is None:
        return None
    late = f"more than {grace_in_words(claim)} after its release on {release.valid_from}"
    reason = f"On {told.valid_from}, {late}, no list of the vendor's models had a {claim.value}"
    reason = f"{reason} ({source(told)})."
    return ruled(Outcome.refuted, reason, [told, release], public_on(told))


def is_a_name(value: str) -> bool:
    """Whether a variant is put forward by a word or two, as a catalogue would list it."""
    return len(value.split()) <= LONGEST_NAME


def _same(fact: Fact) -> Fit:
    return Fit.agrees if fact.polarity is Polarity.asserts else Fit.misses


def _exists(fact: Fact) -> bool:
    """Whether a fact is one that only a model which came out has."""
    if fact.attribute == "release_stage":
        return fact.value in (Stage.released, Stage.preview)
    dated = fact.attribute == "release_date" and fact.qualifier != "announced"
    return dated or fact.attribute in ("price", "context_window")


def variant_id(model: str, value: str) -> str:
    """The id that a variant's own facts stand under."""
    return f"{model}-{re.sub(r'[^a-z0-9.]+', '-', value.lower()).strip('-')}"


def modality(evidence: Evidence) -> Ruling:
    """A kind of input or output; with no side named, either one does."""
    claim = evidence.claim
    facts = [fact for fact in evidence.own("modality") if str(fact.value) == str(claim.value)]
    side = [fact for fact in facts if fact.qualifier == claim.qualifier or fact.qualifier is None]
    if claim.qualifier is None:
        side = asserting(facts) or facts
    where = claim.qualifier or "input or output"
    ruling = weigh([(fact, _same(fact)) for fact in side], f"{claim.value} {where}")
    return ruling or silent(evidence)


def architecture(evidence: Evidence) -> Ruling:
    """A trait of design; active beside total parameters show a mixture of experts."""
    said = str(evidence.claim.value)
    weighed = [(fact, _trait(said, fact)) for fact in evidence.own("architecture")]
    if ruling := weigh(weighed, said):
        return ruling
    sparse = _sparse(evidence)
    if sparse and said in ("moe", "dense"):
        outcome = Outcome.confirmed if said == "moe" else Outcome.refuted
        figures = " of ".join(f"{fact.value:,}" for fact in sparse)
        return ruled(outcome, f"{figures} parameters are active: a mixture of experts.", sparse)
    return silent(evidence, private=True)


def _trait(said: str, fact: Fact) -> Fit:
    known = str(fact.value)
    same = said == known or (thinking(said) and thinking(known)) or alike(said, known)
    if same:
        return _same(fact)
    excluded = known in EXCLUDES.get(said, ()) and fact.polarity is Polarity.asserts
    return Fit.misses if excluded else Fit.unknown


def thinking(trait: str) -> bool:
    """Whether a trait says in any words that the model reasons before it answers."""
    words = set(re.findall(r"[a-z0-9]+", trait.lower()))
    return bool(words & THINKING) and words <= THINKING | THINKING_FILLERS


def _sparse(evidence: Evidence) -> list[Fact]:
    counts = [fact for fact in asserting(evidence.own("parameter_count")) if is_number(fact.value)]
    by_kind = {kind: [f for f in counts if f.qualifier == kind] for kind in ("active", "total")}
    active, total = by_kind["active"][:1], by_kind["total"][:1]
    return active + total if active and total and active[0].value < total[0].value else []


def license_(evidence: Evidence) -> Ruling:
    """A licence: weights given away under any terms are open weights; two terms exclude."""
    said = str(evidence.claim.value)
    weighed = [(fact, _terms(said, fact)) for fact in evidence.own("license")]
    if ruling := weigh(weighed, f"licence {said}"):
        return ruling
    given = [
        fact for fact in asserting(evidence.own("release_date")) if fact.qualifier == "weights"
    ]
    if given and said in (OPEN, PROPRIETARY):
        outcome = Outcome.confirmed if said == OPEN else Outcome.refuted
        return ruled(
            outcome, f"Its weights came out on {given[0].value} ({source(given[0])}).", given[:1]
        )
    return silent(evidence)


def _terms(said: str, fact: Fact) -> Fit:
    known = str(fact.value)
    if fact.polarity is Polarity.denies:
        return Fit.misses if folded(said) == folded(known) else Fit.unknown
    if folded(said) == folded(known):
        return Fit.agrees
    if PROPRIETARY in (said, known):
        return Fit.misses
    if said == OPEN:
        return Fit.agrees
    return Fit.unknown if known == OPEN else Fit.misses


MEMBERS = {
    "variant": variant,
    "modality": modality,
    "architecture": architecture,
    "license": license_,
}
