"""Rules for names: the official one, codenames, and the model that another descends from."""

from __future__ import annotations

import re

from app.schema import Fact
from app.verdicts.evidence import (
    Evidence,
    Ruling,
    asserting,
    denying,
    is_model,
    ruled,
    silent,
    source,
)
from app.verdicts.facts import public_on
from app.verdicts.numbers import Fit
from app.verdicts.weighing import weigh
from app.vocabulary import Outcome, Polarity

# Builds that are withdrawn when the model comes out.
PASSING = frozenset({"preview", "beta", "alpha", "experimental", "earlyaccess"})
KEPT = ".*+"  # what tells names apart though it is no letter: 4.5, Q*, a plus edition
LISTED = re.compile(r"\s*(?:,|;|/|\bor\b|\band\b|\(|\))\s*")
NUMBERED = re.compile(r"^(?P<family>[a-z0-9-]*?)-?(?P<major>\d+)(?:\.(?P<minor>\d+))?")


def folded(name: str) -> str:
    """A name without case, spaces and hyphens: "GPT 5.5" and "gpt-5.5" are one."""
    return "".join(char for char in name.casefold() if char.isalnum() or char in KEPT)


def name(evidence: Evidence) -> Ruling:
    """An official name is exclusive, a codename is one of several."""
    return (
        _official(evidence) if evidence.claim.attribute == "official_name" else _codename(evidence)
    )


def _official(evidence: Evidence) -> Ruling:
    """The one name that a model came out under; denials speak of the day they were said."""
    claim = evidence.claim
    facts = asserting(evidence.own("official_name")) or _out_under_its_id(evidence)
    if not facts:
        return _never_named(evidence)
    lead = facts[0]
    official = lead.value if lead.attribute == "official_name" else claim.model.partition("/")[2]
    same = _same_name(evidence, str(claim.value), str(official))
    known = public_on(lead)
    reason = f"Its name is {official} ({source(lead)}); the claim says {claim.value}."
    if claim.polarity is Polarity.asserts:
        return ruled(_so_named(evidence, str(official), same=same), reason, [lead])
    if not same:
        return ruled(Outcome.confirmed, f"Rightly denied: {reason}", [lead])
    if claim.as_of is not None and claim.as_of < known:
        came = f"the name {official} came only on {known} ({source(lead)})"
        early = f"True on its day, {claim.as_of}: {came}."
        return ruled(Outcome.confirmed, early, [lead])
    return ruled(Outcome.refuted, f"Wrongly denied: {reason}", [lead])


def _so_named(evidence: Evidence, official: str, *, same: bool) -> Outcome:
    """A name that lacks but the word for a passing build is right in part."""
    if same:
        return Outcome.confirmed
    said, known = (_without_passing(name) for name in (str(evidence.claim.value), official))
    return Outcome.partly if _same_name(evidence, said, known) else Outcome.refuted


def _without_passing(name: str) -> str:
    words = re.split(r"[\s-]+", name)
    return " ".join(word for word in words if folded(word) not in PASSING)


def _never_named(evidence: Evidence) -> Ruling:
    """A model given up before it came out never bore a name; any other may still get one."""
    ended = evidence.cancelled
    if ended and evidence.claim.polarity is Polarity.asserts:
        reason = f"It never came out under any name: {ended.value} ({source(ended)})."
        return ruled(Outcome.refuted, reason, [ended])
    return silent(evidence)


def _out_under_its_id(evidence: Evidence) -> list[Fact]:
    """A release under the very id is a record of the name, since ids are printed names."""
    release = evidence.release
    return [release] if release and release.model == evidence.claim.model else []


def _same_name(evidence: Evidence, said: str, official: str) -> bool:
    maker = folded(evidence.claim.model.partition("/")[0])
    bare = {folded(one).removeprefix(maker) for one in (said, official)}
    return len(bare) == 1


def names_in(text: str) -> set[str]:
    """The folded names of a list ("a, b or c", "d (e, f)")."""
    return {folded(part) for part in LISTED.split(text) if folded(part)}


def _codename(evidence: Evidence) -> Ruling:
    """Another codename on record refutes nothing; a fact that it is not this model's does."""
    said = names_in(str(evidence.claim.value))
    facts = evidence.own("codename")
    mine = [fact for fact in asserting(facts) if said & names_in(str(fact.value))]
    others = [fact for fact in denying(facts) if names_in(str(fact.value)) & said]
    weighed = [(fact, Fit.agrees) for fact in mine] + [(fact, Fit.misses) for fact in others]
    ruling = weigh(weighed, f"the codename {evidence.claim.value}")
    return ruling or silent(evidence, private=True)


def lineage(evidence: Evidence) -> Ruling:
    """The direct forerunner; an earlier model of the same generation is right in part."""
    claim = evidence.claim
    facts = [fact for fact in evidence.own("lineage") if is_model(fact.value)]
    weighed = [(fact, _descent(fact, str(claim.value))) for fact in facts]
    near = ", of the same generation" if Fit.near in {how for _, how in weighed} else ""
    ruling = weigh(weighed, f"it follows {claim.value}", near)
    return ruling or silent(evidence, private=True)


def _descent(fact: Fact, said: str) -> Fit:
    if fact.polarity is Polarity.denies:
        return Fit.misses if fact.value == said else Fit.unknown
    if fact.value == said:
        return Fit.agrees
    kin = generation(said)
    return Fit.near if kin and kin == generation(fact.value) else Fit.misses


def generation(model: str) -> tuple[str, str] | None:
    """Family and major number: `openai/gpt-5.4` → (`openai/gpt`, `5`)."""
    vendor, _, rest = model.partition("/")
    found = NUMBERED.match(rest)
    return (f"{vendor}/{found['family']}", found["major"]) if found else None
