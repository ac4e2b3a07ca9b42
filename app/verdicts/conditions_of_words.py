"""What will decide claims on names, members of sets, and free text.

The rules are those of `names`, `members` and `phrases`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.extent import span
from app.schema import Claim
from app.verdicts.conditions_of_values import figures
from app.verdicts.likeness import ENOUGH
from app.verdicts.members import EXCLUDES, OPEN, PLAIN, PROPRIETARY, is_a_name, variant_id
from app.verdicts.names import PASSING, folded, generation
from app.verdicts.numbers import Stated
from app.verdicts.phrases import DISCLOSED, NUMBER_TOLERANCE
from app.verdicts.silence import NUMBERED
from app.verdicts.terms import Terms, lost, matter, never
from app.vocabulary import ATTRIBUTES, Polarity


def official_name(claim: Claim) -> Terms:
    """The one name that a model comes out under; a denial speaks of its own day."""
    as_printed = "whatever the case, spaces and hyphens"
    named = f"A record gives its name as “{claim.value}” ({as_printed})"
    other = "A record gives it another name, or it comes out under another."
    if claim.polarity is Polarity.asserts:
        given_up = f"{other} Or it is given up before it comes out under any."
        near = "Its name differs by the word for a passing build alone, as “preview” or “beta”."
        return Terms(f"{named}, or it comes out under it.", given_up, near)
    if claim.as_of is None:
        return Terms(other, f"{named}.")
    return Terms(
        f"{other} Or it gets this one only after {claim.as_of}.",
        f"{named}, public on {claim.as_of} or before.",
    )


def codename(claim: Claim) -> Terms:
    """One of several: another codename on record settles nothing."""
    return Terms(
        f"A record gives “{claim.value}” as a codename of it.",
        f"A record says that “{claim.value}” is no codename of it. Another codename on record "
        "settles nothing.",
        unverifiable=lost(claim),
    )


def forerunner(claim: Claim) -> Terms:
    """The model that another descends from."""
    kin = generation(str(claim.value))
    near = (
        f"A record has it follow another model of the same generation ({'-'.join(kin)})."
        if kin
        else None
    )
    return Terms(
        f"A record has it follow {claim.value}.",
        f"A record has it follow {'a model of another generation' if kin else 'another model'}.",
        near,
        lost(claim),
    )


def member(claim: Claim) -> Terms:
    """One member of a set, by the attribute it belongs to."""
    return _SETS.get(claim.attribute, _listed)(claim)


def _listed(claim: Claim) -> Terms:
    words = f"A record says {matter(claim)} “{claim.value}” in these words or like ones"
    return Terms(f"{words}.", f"{words}, and denies it.")


def _variant(claim: Claim) -> Terms:
    own, days = variant_id(claim.model, str(claim.value)), ATTRIBUTES["variant"].grace.days
    confirms = f"A record names the variant, or puts {own} itself on the market."
    if folded(str(claim.value)) in PLAIN:
        confirms += f" Or {claim.model} itself comes out."
    refutes = "A record says that there is none, or a line-up read in full does not have it."
    lasts = folded(str(claim.value)) not in PASSING
    if lasts and is_a_name(str(claim.value)) and NUMBERED.search(own.partition("/")[2]):
        refutes += (
            f" Or a list of all the vendor's models does not have {own}, read more than "
            f"{days} days after {claim.model} came out."
        )
    return Terms(confirms, refutes)


def _modality(claim: Claim) -> Terms:
    side = claim.qualifier or "input or output"
    return Terms(
        f"A record lists {claim.value} as {side}.",
        f"A record says that it has no {claim.value} as {side}. Others on record settle nothing.",
    )


def _architecture(claim: Claim) -> Terms:
    said = str(claim.value)
    against = "".join(f", or that it is “{one}”" for one in sorted(EXCLUDES.get(said, ())))
    refutes = f"A record says that it is not “{said}”{against}."
    confirms = f"A record says “{said}” of it, in these words or like ones."
    sparse = " Fewer active than total parameters on record show a mixture of experts."
    if said == "moe":
        confirms += sparse
    if said == "dense":
        refutes += sparse
    return Terms(confirms, refutes, unverifiable=lost(claim))


def _license(claim: Claim) -> Terms:
    said = str(claim.value)
    if said == OPEN:
        return Terms(
            "A record gives its weights away under any terms.",
            "A record has it proprietary.",
        )
    if said == PROPRIETARY:
        return Terms(
            "A record has it proprietary.",
            "A record gives its weights away under any terms.",
        )
    return Terms(
        f"A record gives its licence as “{said}”.",
        "A record gives it another licence, or has it proprietary. "
        "That its weights are open settles nothing.",
    )


def phrase(claim: Claim) -> Terms:
    """Free text, or figures and flags under a name of their own."""
    if claim.attribute == "other":
        return _other(claim)
    if span(claim.op, claim.value):
        return _figure(claim)
    if claim.attribute == "capability":
        none = "No record says it in such words; it is so as long as there is none."
        return _words(claim, none)
    return _words(claim, lost(claim))


def _words(claim: Claim, unverifiable: str) -> Terms:
    most = f"in words of which {ENOUGH:.0%} or more are the same"
    says = f"A record on its {matter(claim)} says “{claim.value}”"
    return Terms(
        f"{says}, {most}.",
        f"{says}, {most}, and denies it. Another phrase on record settles nothing.",
        "One record bears it out and another denies it.",
        unverifiable,
    )


def _figure(claim: Claim) -> Terms:
    return figures(claim, Stated(claim.op, claim.value, NUMBER_TOLERANCE, claim.unit))


def _other(claim: Claim) -> Terms:
    topic = claim.qualifier or ""
    if isinstance(claim.value, bool):
        negative = (claim.polarity is Polarity.denies) != (claim.value is False)
        if topic.endswith(DISCLOSED):
            return _secret(claim, topic.removesuffix(DISCLOSED), negative=negative)
        so, not_so = (f"A record says that “{topic}” is {word}." for word in ("so", "not so"))
        yes, no = (not_so, so) if negative else (so, not_so)
        return Terms(yes, no, unverifiable=lost(claim) if negative else None)
    terms = _figure(claim) if span(claim.op, claim.value) else _words(claim, lost(claim))
    if claim.polarity is Polarity.asserts:
        return terms
    return replace(terms, confirms=terms.refutes, refutes=terms.confirms)


def _secret(claim: Claim, topic: str, *, negative: bool) -> Terms:
    """That something is, or is not, told."""
    named = topic.replace("_", " ")
    never_told = f"A record says that nothing was ever published on the {named}"
    if not negative:
        return Terms(
            f"A record of the {named} is public.", f"{never_told}.", unverifiable=lost(claim)
        )
    if claim.as_of is None:
        return never("the text bears no day, so nobody can say on which day it was a secret.")
    return Terms(
        f"{never_told}, or the {named} is public only after {claim.as_of}.",
        f"A record of the {named} was public on {claim.as_of} or before.",
        unverifiable=lost(claim),
    )


_SETS: dict[str, Callable[[Claim], Terms]] = {
    "variant": _variant,
    "modality": _modality,
    "architecture": _architecture,
    "license": _license,
}
