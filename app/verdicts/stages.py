"""Rules for states in time: stages of a release, and whether a model is available somewhere.

Both are sequences: the latest fact up to a day holds on that day. A claim that something is
so comes true on the first day it was; a denial speaks of its own day alone ("not out yet"),
and stays true of that day whatever followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.schema import Claim, Fact
from app.verdicts.dates import still_waiting
from app.verdicts.evidence import (
    RELEASES,
    Evidence,
    Ruling,
    asserting,
    mirrored,
    ruled,
    silent,
    source,
)
from app.verdicts.facts import public_on
from app.verdicts.likeness import alike
from app.verdicts.silence import grace_in_words, silence
from app.vocabulary import ATTRIBUTES, Op, Outcome, Polarity, Stage

# A model that is out has been announced and trained; that it was previewed or given to
# testers before is not implied by its being out, but having been previewed is.
IMPLIED = {
    Stage.released: frozenset(
        {
            Stage.training,
            Stage.pretraining_complete,
            Stage.post_training,
            Stage.announced,
            Stage.preview,
        }
    ),
    Stage.preview: frozenset({Stage.training, Stage.pretraining_complete, Stage.announced}),
    Stage.red_teaming: frozenset({Stage.pretraining_complete, Stage.post_training}),
    Stage.post_training: frozenset({Stage.training, Stage.pretraining_complete}),
    Stage.pretraining_complete: frozenset({Stage.training}),
    Stage.cancelled: frozenset({Stage.deprecated}),
}
# Stages that are a single day's event, which a record dates exactly; of the others a record
# knows only by when they had been reached. A deprecation has a course: it is announced on one
# day and ends on another, and on each day between the model is deprecated.
EVENTS = frozenset({Stage.released, Stage.announced, Stage.preview, Stage.cancelled})

# A model at these stages is in the line-ups of catalogues.
LISTED = frozenset({Stage.released, Stage.preview})

# A place so named speaks of the day of launch, whenever it was said.
AT_LAUNCH = "at-launch"

STAGE_WORDS = {
    Stage.training: "in training",
    Stage.pretraining_complete: "through pre-training",
    Stage.post_training: "in post-training",
    Stage.red_teaming: "under red-teaming",
    Stage.limited_test: "in limited tests",
    Stage.preview: "in preview",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """From `day` on the state is known to hold (`holds`) or not; `exact`: it began that day."""

    day: date
    holds: bool
    fact: Fact
    exact: bool = True


def stage(evidence: Evidence) -> Ruling:
    """A stage of the claim's model, as asserted or as denied for its day."""
    wanted = Stage(str(evidence.claim.value))
    marks = list(_stage_marks(evidence, wanted))
    return _state(evidence, marks, STAGE_WORDS.get(wanted, wanted.value))


def flag(evidence: Evidence) -> Ruling:
    """Whether a model can be had in some place, plan or product, or on what terms there."""
    claim = evidence.claim
    terms = isinstance(claim.value, str)
    marks = list(_terms_marks(evidence) if terms else _place_marks(evidence))
    where = f" ({claim.qualifier})" if claim.qualifier else ""
    return _state(evidence, marks, (claim.value if terms else "available") + where)


def _state(evidence: Evidence, marks: list[Mark], what: str) -> Ruling:
    claim = evidence.claim
    if negative(evidence) and (claim.qualifier or "").endswith(AT_LAUNCH):
        return mirrored(_reached(evidence, marks, what))
    if negative(evidence):
        return _denied(evidence, marks, what)
    if claim.at is not None:
        return _dated(evidence, marks, what, claim.at)
    return _reached(evidence, marks, what)


def negative(evidence: Evidence) -> bool:
    """Whether the claim says that something is not so, by its polarity or by its value."""
    claim = evidence.claim
    return (claim.polarity is Polarity.denies) != (claim.value is False)


def _stage_marks(evidence: Evidence, wanted: Stage) -> Iterable[Mark]:
    for fact in evidence.own("release_stage"):
        if fact.value == wanted:
            yield Mark(fact.valid_from, fact.polarity is Polarity.asserts, fact)
        elif fact.polarity is Polarity.asserts and wanted in IMPLIED.get(Stage(fact.value), ()):
            yield Mark(fact.valid_from, holds=True, fact=fact, exact=wanted is Stage.announced)
    yield from _release_marks(evidence, wanted)
    if wanted is Stage.cancelled and evidence.release:
        yield Mark(evidence.release.valid_from, holds=False, fact=evidence.release)


def _release_marks(evidence: Evidence, wanted: Stage) -> Iterable[Mark]:
    """What the days of release and the limits of access say of `wanted`."""
    reached = {Stage.released, *IMPLIED[Stage.released]}
    for fact in evidence.own("release_date"):
        if fact.op is Op.eq and fact.qualifier in RELEASES and wanted in reached:
            exact = wanted in (Stage.released, Stage.announced)
            yield Mark(date.fromisoformat(fact.value), holds=True, fact=fact, exact=exact)
        elif fact.op is Op.eq and fact.qualifier == wanted:
            yield Mark(date.fromisoformat(fact.value), holds=True, fact=fact)
    if wanted is Stage.released:
        for fact in evidence.own("availability"):
            if fact.qualifier == "general" and fact.value is False:
                yield Mark(fact.valid_from, holds=False, fact=fact)


def _terms_marks(evidence: Evidence) -> Iterable[Mark]:
    """Terms on record that read like those claimed; others on record refute nothing."""
    claim = evidence.claim
    for fact in evidence.own("availability"):
        if fact.qualifier == claim.qualifier and alike(claim.value, str(fact.value)):
            yield Mark(fact.valid_from, fact.polarity is Polarity.asserts, fact)


def _place_marks(evidence: Evidence) -> Iterable[Mark]:
    """What is on record of a place, where a release there is availability too."""
    place = evidence.claim.qualifier
    for fact in evidence.own("availability"):
        if fact.qualifier == place:
            there = fact.value is not False
            yield Mark(fact.valid_from, there is (fact.polarity is Polarity.asserts), fact)
    kinds = {"api": ("api",), "chatgpt": ("chat",), "general": (None, "chat", "api")}
    if place in (None, "general") and _previewed_alone(evidence):
        return
    for fact in evidence.own("release_date"):
        if fact.op is Op.eq and fact.qualifier in kinds.get(place or "general", ()):
            yield Mark(date.fromisoformat(fact.value), holds=True, fact=fact)


def _previewed_alone(evidence: Evidence) -> bool:
    """Whether all that is on record of its being out is a preview."""
    stages = {fact.value for fact in asserting(evidence.own("release_stage"))}
    return Stage.preview in stages and Stage.released not in stages


def _reached(evidence: Evidence, marks: list[Mark], what: str) -> Ruling:
    """It is so: confirmed once it ever was, unless a stronger authority says it never was."""
    if not marks:
        return silent(evidence, private=_private(evidence))
    top = min(mark.fact.authority.rank for mark in marks)
    yes = [mark for mark in marks if mark.holds]
    if yes and (min(mark.fact.authority.rank for mark in yes) == top or not _shut(marks)):
        first = min(yes, key=lambda mark: (mark.day, mark.fact.authority.rank))
        reason = f"It has been {what} since {first.day} ({source(first.fact)})."
        known = max(first.day, public_on(first.fact))
        ruling = ruled(Outcome.confirmed, reason, [first.fact], known)
        return replace(ruling, true_from=first.day, stale_since=_ended(evidence, marks, first))
    no = min((mark for mark in marks if not mark.holds), key=lambda mark: public_on(mark.fact))
    against = [mark.fact for mark in marks if not mark.holds]
    if no.fact is evidence.release:
        reason = f"It came out on {no.day} ({source(no.fact)}), so it was not {what}."
    else:
        still = f"It was not {what} on {no.day} ({source(no.fact)})"
        reason = f"{still} and no stronger record says that it became so."
    return ruled(Outcome.refuted, reason, against, public_on(no.fact))


def _ended(evidence: Evidence, marks: list[Mark], first: Mark) -> date | None:
    """The day from which it was available no longer; a stage once reached stays reached."""
    if evidence.claim.attribute == "release_stage":
        return None
    later = [mark for mark in marks if mark.day > first.day]
    last = max(later, key=lambda mark: (mark.day, mark.fact.id), default=first)
    return last.day if not last.holds else None


def _shut(marks: list[Mark]) -> bool:
    """Whether a limit of access (rather than a mere absence on some day) speaks against it."""
    return any(not mark.holds and mark.fact.attribute == "availability" for mark in marks)


def _private(evidence: Evidence) -> bool:
    return evidence.claim.attribute == "release_stage"


def _dated(evidence: Evidence, marks: list[Mark], what: str, at: date) -> Ruling:
    """It is so on (or from) a day that the text gives."""
    event = evidence.claim.attribute == "release_stage" and evidence.claim.value in EVENTS
    yes = sorted((mark for mark in marks if mark.holds and mark.exact), key=lambda mark: mark.day)
    held = [mark for mark in marks if mark.day <= at]
    last = max(held, key=lambda mark: (mark.day, mark.fact.id), default=None)
    if yes and event:
        hit = next((mark for mark in yes if mark.day == at), yes[0])
        outcome = Outcome.confirmed if hit.day == at else Outcome.refuted
        since = max(public_on(hit.fact), hit.day) if hit.day <= at else at
        reason = f"It was {what} on {hit.day} ({source(hit.fact)}); the claim says {at}."
        return ruled(outcome, reason, [hit.fact], since)
    if last is not None and at <= evidence.today:
        outcome = Outcome.confirmed if last.holds else Outcome.refuted
        so = "" if last.holds else "not "
        reason = f"On {at} it was {so}{what}: {source(last.fact)}, valid from {last.day}."
        lasting = last.holds and evidence.claim.attribute == "release_stage"
        since = max(public_on(last.fact), last.day if lasting else at)
        return ruled(outcome, reason, [last.fact], since)
    return _too_early(evidence, yes, what, at) or _undated(evidence, what, at)


def _too_early(evidence: Evidence, yes: list[Mark], what: str, at: date) -> Ruling | None:
    """A day before the one on which it is on record to have become so."""
    if not yes or evidence.claim.value != Stage.deprecated:
        return None
    first = yes[0]
    reason = f"It was {what} only from {first.day} on ({source(first.fact)}); the claim says {at}."
    return ruled(Outcome.refuted, reason, [first.fact], max(at, public_on(first.fact)))


def _undated(evidence: Evidence, what: str, at: date) -> Ruling:
    """No fact of that day or before it."""
    if at >= evidence.today:
        return ruled(Outcome.open, f"Nothing is on record yet; the day it names is {at}.", [])
    watch = [fact for fact in still_waiting(evidence) if fact.valid_from > at]
    if evidence.claim.value == Stage.released and watch:
        reason = f"On {watch[0].valid_from} it was still not out ({source(watch[0])})."
        return ruled(Outcome.refuted, reason, watch[:1], at)
    told = silence(evidence, at) if _is_listed(evidence.claim) else None
    if told is not None:
        waited = f"more than {grace_in_words(evidence.claim)} later"
        reason = f"On {told.valid_from}, {waited}, it was in no list of the vendor's models"
        return ruled(Outcome.refuted, f"{reason} ({source(told)}).", [told])
    if evidence.today - at > ATTRIBUTES[evidence.claim.attribute].grace:
        reason = f"No record of that day says whether it was {what} on {at}."
        return ruled(Outcome.unverifiable, reason, [])
    return ruled(Outcome.open, f"Overdue: no authority says whether it was {what} on {at}.", [])


def _soonest(mark: Mark) -> tuple[date, date, int, str]:
    return mark.day, public_on(mark.fact), mark.fact.authority.rank, mark.fact.id


def _denied(evidence: Evidence, marks: list[Mark], what: str) -> Ruling:
    """It is not so, said on a day: what held on that day decides."""
    day = evidence.claim.at or evidence.claim.as_of
    if day is None:
        reason = f"The text bears no day, so nobody can say on which day it was not {what}."
        return ruled(Outcome.unverifiable, reason, [mark.fact for mark in marks[:1]])
    before = [mark for mark in marks if mark.day <= day]
    last = max(before, key=lambda mark: (mark.day, mark.holds), default=None)
    later = [mark for mark in marks if mark.day > day]
    if last is not None and last.holds:
        first = min((mark for mark in before if mark.holds), key=_soonest)
        since = max(first.day, public_on(first.fact))
        so = f"It was {what} from {first.day} on ({source(first.fact)})"
        reason = f"{so}; the denial of {day} is false."
        return ruled(Outcome.refuted, reason, [first.fact], since)
    sure = [mark for mark in later if mark.exact or not mark.holds]
    if sure:
        first = min(sure, key=lambda mark: (mark.day, mark.fact.id))
        became = f"became {what} only" if first.holds else f"was still not {what}"
        reason = f"True on its day, {day}: it {became} on {first.day} ({source(first.fact)})."
        return ruled(Outcome.confirmed, reason, [first.fact], max(first.day, public_on(first.fact)))
    if last is not None:
        reason = (
            f"It was not {what} from {last.day} on ({source(last.fact)}), and {day} is after that."
        )
        return ruled(Outcome.confirmed, reason, [last.fact])
    if later:
        so = f"It was {what} by {later[0].day} ({source(later[0].fact)})"
        reason = f"{so}; whether already on {day} is not on record."
        return ruled(Outcome.unverifiable, reason, [later[0].fact])
    return _not_listed(evidence, what, day) or silent(evidence, private=_private(evidence))


def _is_listed(claim: Claim) -> bool:
    """Whether a model of which the claim is true stands in its vendor's line-ups."""
    return claim.attribute == "release_stage" and claim.value in LISTED


def _not_listed(evidence: Evidence, what: str, day: date) -> Ruling | None:
    """It was not so on a day, as a list of the vendor's models of a later day has it not."""
    if not _is_listed(evidence.claim):
        return None
    told = silence(evidence, day)
    if told is None:
        return None
    still = f"on {told.valid_from} it was in no list of the vendor's models ({source(told)})"
    reason = f"True on its day, {day}: still not {what}, since {still}."
    return ruled(Outcome.confirmed, reason, [told])
