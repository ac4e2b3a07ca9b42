"""What will decide claims on days and on states in time (rules of `dates` and `stages`)."""

from __future__ import annotations

from datetime import date

from app.extent import Window, window
from app.schema import Claim
from app.verdicts.evidence import RELEASES
from app.verdicts.silence import NUMBERED
from app.verdicts.stages import AT_LAUNCH, EVENTS, IMPLIED, LISTED, STAGE_WORDS
from app.verdicts.terms import Terms, lost, matter, never
from app.vocabulary import ATTRIBUTES, Polarity, Stage

_EVENT = {
    None: "its first public availability",
    "announced": "its announcement",
    "chat": "its release in the chat product",
    "api": "its release in the API",
    "weights": "the release of its weights",
}


def release(claim: Claim) -> Terms:
    """A release within a window of days."""
    said = window(claim.op, claim.value)
    if said is None:
        return never("the text gives no day and bears none that one could be worked out from.")
    event = _EVENT.get(claim.qualifier, f"its release ({claim.qualifier})")
    stands_in = ""
    if claim.qualifier in (*RELEASES[1:], "announced"):
        open_only = ", if they are given away" if claim.qualifier == "weights" else ""
        stands_in = f" Where no such day is on record, its first availability counts{open_only}."
    confirms = f"A record puts {event} {_on(said)}.{stands_in}"
    refutes = " ".join([_elsewhere(event, said), *_missed(claim, said)])
    endless = "It is given up: no day can be held against that." if said.end == date.max else None
    return Terms(confirms, refutes, unverifiable=endless)


def _on(said: Window) -> str:
    if said.start == said.end:
        return f"on {said.start}"
    if said.start == date.min:
        return f"on {said.end} or earlier"
    if said.end == date.max:
        return f"on {said.start} or later"
    return f"on a day between {said.start} and {said.end}"


def _elsewhere(event: str, said: Window) -> str:
    if said.start == said.end:
        return f"A record puts {event} on another day."
    outside = [f"before {said.start}"] if said.start > date.min else []
    outside += [f"after {said.end}"] if said.end < date.max else []
    return f"A record puts {event} {' or '.join(outside)}." if outside else "Nothing on record."


def _missed(claim: Claim, said: Window) -> list[str]:
    """What tells that a window passed without the release."""
    if said.end == date.max:
        return []
    days = ATTRIBUTES[claim.attribute].grace.days
    told = [f"Or it is given up, or a record of a day after {said.end} has it still to come."]
    kept = " or a licence keeps its weights closed" if claim.qualifier == "weights" else ""
    told.append(f"Or its delay{kept} is the last word {days} days after {said.end}.")
    if NUMBERED.search(claim.model.partition("/")[2]):
        read = f"read more than {days} days after {said.end}, does not have it"
        told.append(f"Or a list of all the vendor's models, {read}, nor does any other.")
    return told


def cutoff(claim: Claim) -> Terms:
    """A knowledge cutoff, by the month."""
    said = window(claim.op, claim.value)
    if said is None:
        return never("the text gives no day and bears none that one could be worked out from.")
    what = "A record puts its knowledge cutoff"
    return Terms(
        f"{what} in {_months(said)}.",
        f"{what} in a month further from that.",
        f"{what} in the month before or after that.",
    )


def _months(said: Window) -> str:
    first, last = f"{said.start:%Y-%m}", f"{said.end:%Y-%m}"
    if said.start == date.min:
        return f"{last} or earlier"
    if said.end == date.max:
        return f"{first} or later"
    return first if first == last else f"a month between {first} and {last}"


def state(claim: Claim) -> Terms:
    """A stage of a release, or whether the model can be had somewhere, or on what terms."""
    what = _state_words(claim)
    negative = (claim.polarity is Polarity.denies) != (claim.value is False)
    if negative and not (claim.qualifier or "").endswith(AT_LAUNCH):
        return _denied(claim, what)
    terms = _at(claim, what, claim.at) if claim.at and not negative else _reached(claim, what)
    if negative:
        return Terms(terms.refutes, terms.confirms, unverifiable=terms.unverifiable)
    return terms


def _state_words(claim: Claim) -> str:
    if claim.attribute == "release_stage":
        wanted = Stage(str(claim.value))
        return STAGE_WORDS.get(wanted, wanted.value)
    words = claim.value if isinstance(claim.value, str) else "available"
    return f"{words} ({claim.qualifier})" if claim.qualifier else words


def _implied(claim: Claim) -> str:
    """The stages that imply the one claimed, as an aside."""
    if claim.attribute != "release_stage":
        return ""
    by = [stage.value for stage, below in IMPLIED.items() if claim.value in below]
    return f", or at a stage that implies it ({_listed(by)})" if by else ""


def _listed(words: list[str]) -> str:
    return ", ".join(STAGE_WORDS.get(Stage(word), word) for word in words)


def _reached(claim: Claim, what: str) -> Terms:
    confirms = f"A record has it {what}{_implied(claim)}, on whatever day."
    refutes = f"A record says that it is not {what}, and none says that it became so."
    if claim.value == Stage.cancelled:
        refutes = f"It comes out, or {refutes[0].lower()}{refutes[1:]}"
    private = claim.attribute == "release_stage"
    return Terms(confirms, refutes, unverifiable=lost(claim) if private else None)


def _at(claim: Claim, what: str, at: date) -> Terms:
    event = claim.attribute == "release_stage" and claim.value in EVENTS
    days = ATTRIBUTES[claim.attribute].grace.days
    late = f"More than {days} days have passed since {at} and no record speaks of that day."
    if not event:
        return Terms(
            f"The last record up to {at} has it {what}.",
            f"The last record up to {at} has it otherwise.",
            unverifiable=late,
        )
    refutes = f"A record has it {what} from another day on, or still not so on {at}."
    if _is_listed(claim) and NUMBERED.search(claim.model.partition("/")[2]):
        refutes += f" Or a list of all the vendor's models, read more than {days} days after {at}, "
        refutes += "does not have it, nor does any other."
    return Terms(f"A record has it {what} from {at} on.", refutes, unverifiable=late)


def _is_listed(claim: Claim) -> bool:
    """Whether a model of which the claim is true stands in its vendor's line-ups."""
    return claim.attribute == "release_stage" and claim.value in LISTED


def _denied(claim: Claim, what: str) -> Terms:
    day = claim.at or claim.as_of
    if day is None:
        return never(f"the text bears no day, so nobody can say when it was not {what}.")
    aside = _implied(claim)
    listed = ""
    if _is_listed(claim) and NUMBERED.search(claim.model.partition("/")[2]):
        days = ATTRIBUTES[claim.attribute].grace.days
        listed = f" Or a list of all the vendor's models, read more than {days} days after {day}, "
        listed += "does not have it, nor does any other."
    only = (
        f"A record has it {what}{aside} only from a day after {day} on, or not {what} on that day."
    )
    return Terms(
        f"{only}{listed}",
        f"A record has it {what}{aside} on {day} or earlier.",
        unverifiable=f"A record has it {what} on a later day, but none tells since when, "
        f"or none speaks of its {matter(claim)} at all.",
    )
