"""Rules for days: releases against windows and deadlines, and knowledge cutoffs by month.

Qualifiers are different releases: announced, in the chat product, in the API, as weights;
none means the first public availability of any of them. A deadline that passed is known to
have been missed on the day after it, but only where somebody kept watch: a later release, or
a fact of a later day that the model was not out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from app.extent import DAY, Window, month_of, window
from app.schema import Fact
from app.verdicts.evidence import (
    RELEASES,
    Evidence,
    Ruling,
    asserting,
    denying,
    ruled,
    silent,
    source,
    strongest,
)
from app.verdicts.facts import public_on
from app.verdicts.silence import grace_in_words, silence
from app.vocabulary import ATTRIBUTES, Authority, Outcome, Stage

# A cutoff is stated by the month; vendors and their catalogues differ by one.
CUTOFF_NEAR = timedelta(days=31)
UNRELEASED = frozenset(Stage) - {Stage.released, Stage.deprecated, Stage.preview}


def day(evidence: Evidence) -> Ruling:
    """A date, window or deadline against the day on record."""
    claim = evidence.claim
    said = window(claim.op, claim.value)
    if said is None:
        reason = "The text gives no day and bears none, so no window can be worked out."
        return ruled(Outcome.unverifiable, reason, [])
    if claim.attribute == "knowledge_cutoff":
        return _cutoff(evidence, said)
    facts = release_days(evidence)
    return _released(evidence, said, facts) if facts else _not_released(evidence, said)


def release_days(evidence: Evidence) -> list[Fact]:
    """The facts with the day of the release that the claim speaks of, strongest authority first.

    First availability stands in for a kind of release of which no day is on record; weights
    are another matter and need a licence that gives them.
    """
    facts, kind = asserting(evidence.own("release_date")), evidence.claim.qualifier
    exact = [fact for fact in facts if fact.qualifier == kind]
    if exact or kind not in (*RELEASES, "announced"):
        return exact
    if kind == "weights" and not _open(evidence):
        return []
    first = [fact for fact in facts if fact.qualifier is None]
    public = [fact for fact in facts if fact.qualifier in RELEASES]
    return first or sorted(public, key=lambda fact: fact.valid_from)[:1]


def _open(evidence: Evidence) -> bool:
    return any(fact.value != "proprietary" for fact in asserting(evidence.own("license")))


def _released(evidence: Evidence, said: Window, facts: list[Fact]) -> Ruling:
    """Against days on record: the earliest of the strongest authority."""
    lead = min(strongest(facts), key=_start)
    happened = window(lead.op, lead.value) or Window(lead.valid_from, lead.valid_from)
    others = tuple(fact for fact in facts if fact.value != lead.value)
    doubt = f"; {in_words(others[0])} says {source(others[0])}" if others else ""
    what = f"{_event(evidence)} {in_words(lead)} ({source(lead)})"
    return replace(_placed(said, happened, lead, what, doubt), dissent=others)


def _placed(said: Window, happened: Window, lead: Fact, what: str, doubt: str) -> Ruling:
    """Where the day on record lies to the claimed window."""
    if said.start <= happened.start and happened.end <= said.end:
        reason = f"{what}; the claim says {said}{doubt}."
        return ruled(Outcome.confirmed, reason, [lead])
    if happened.end < said.start:
        return ruled(Outcome.refuted, f"{what}, before {said.start}{doubt}.", [lead])
    if happened.start <= said.end:
        return ruled(Outcome.open, f"{what}; whether within {said} is not on record.", [lead])
    return ruled(Outcome.refuted, f"{what}, after {said.end}{doubt}.", [lead], _after(said))


def in_words(fact: Fact) -> str:
    """The day or the days that a fact gives, as they stand in a reason."""
    days = window(fact.op, fact.value)
    if days is None:
        return str(fact.value)
    if days.start == days.end:
        return f"on {days}"
    if days.start == date.min or days.end == date.max:
        return str(days)
    return f"between {days.start} and {days.end}"


def _start(fact: Fact) -> date:
    days = window(fact.op, fact.value)
    return days.end if days else fact.valid_from


def _event(evidence: Evidence) -> str:
    kind = evidence.claim.qualifier
    if kind == "announced":
        return "It was announced"
    where = {None: "", "chat": " in chat", "api": " in the API", "weights": " as weights"}
    return f"It came out{where.get(kind, f' ({kind})')}"


def _not_released(evidence: Evidence, said: Window) -> Ruling:
    """No day on record: refuted where somebody saw the end of the window pass without it."""
    if evidence.cancelled:
        return _never(evidence.cancelled, said)
    if said.end >= evidence.today:
        return silent_until(evidence, said)
    watch = [fact for fact in still_waiting(evidence) if fact.valid_from > said.end]
    if watch:
        seen = min(watch, key=lambda fact: fact.valid_from)
        still = f"on {seen.valid_from} it was still not out ({source(seen)})"
        reason = f"{said.end} passed without it: {still}."
        return ruled(Outcome.refuted, reason, [seen], _after(said))
    return _unheard_of(evidence, said)


def _never(ended: Fact, said: Window) -> Ruling:
    """Against a model that was given up; before its day the vendor alone knows for good."""
    reason = f"It never came out: {ended.value} ({source(ended)})."
    if said.end == date.max:
        return ruled(Outcome.unverifiable, f"{reason} No day can be held against that.", [ended])
    sure = ended.authority is Authority.vendor
    known = min(public_on(ended), _after(said)) if sure else max(public_on(ended), _after(said))
    return ruled(Outcome.refuted, reason, [ended], known)


def _unheard_of(evidence: Evidence, said: Window) -> Ruling:
    """A deadline that passed without a word: a miss once the authorities had time to speak."""
    if off := _kept_back(evidence, said):
        reason = f"{said.end} passed; it was {off.value} without a word since ({source(off)})."
        return ruled(Outcome.refuted, reason, [off], _after(said))
    told = silence(evidence, said.end)
    if told is None:
        reason = f"Overdue: {said.end} passed and no authority says whether it came."
        return ruled(Outcome.open, reason, [])
    waited = f"more than {grace_in_words(evidence.claim)} later"
    without = f"on {told.valid_from}, {waited}, it was in no list of the vendor's models"
    reason = f"{said.end} passed without it: {without} ({source(told)})."
    return ruled(Outcome.refuted, reason, [told])


def _kept_back(evidence: Evidence, said: Window) -> Fact | None:
    """The last word before the end, where the grace is over: a delay, weights that are kept."""
    grace = ATTRIBUTES[evidence.claim.attribute].grace
    if evidence.today - said.end <= grace:
        return None
    if evidence.claim.qualifier == "weights" and (kept := _proprietary(evidence)):
        return kept
    stages = [
        fact for fact in asserting(evidence.own("release_stage")) if fact.valid_from <= said.end
    ]
    last = max(stages, key=lambda fact: (fact.valid_from, fact.id), default=None)
    return last if last and last.value == Stage.delayed else None


def _after(said: Window) -> date:
    """The first day on which the window has passed."""
    return said.end + DAY if said.end < date.max else date.max


def silent_until(evidence: Evidence, said: Window) -> Ruling:
    """Nothing on record, and the time has not run out."""
    if said.end == date.max:
        return silent(evidence)
    reason = f"Nothing is on record yet; the time runs until {said.end}."
    return ruled(Outcome.open, reason, [])


def _proprietary(evidence: Evidence) -> Fact | None:
    """The licence that gives no weights away: no promise for ever, but how it stands."""
    terms = asserting(evidence.own("license"))
    return next((fact for fact in terms if fact.value == "proprietary"), None)


def still_waiting(evidence: Evidence) -> list[Fact]:
    """Facts that on some day the model was not out (for an announcement: not announced)."""
    stages = evidence.own("release_stage")
    short_of = {Stage.announced} if evidence.claim.qualifier == "announced" else frozenset()
    early = [fact for fact in asserting(stages) if fact.value in UNRELEASED - short_of]
    kind = evidence.claim.qualifier
    if kind == "announced":  # what is not out may have been announced
        return _unannounced(evidence, early)
    absent = [fact for fact in denying(stages) if fact.value in (Stage.released, kind)]
    places = ("general", kind)
    closed = [
        fact
        for fact in evidence.own("availability")
        if fact.value is False and fact.qualifier in places
    ]
    # What was not announced was not out; what was not out was out nowhere.
    return early + absent + closed + _missed(evidence, {kind, None, "announced"})


def _unannounced(evidence: Evidence, early: list[Fact]) -> list[Fact]:
    stages = denying(evidence.own("release_stage"))
    absent = [fact for fact in stages if fact.value == Stage.announced]
    return early + absent + _missed(evidence, {"announced"})


def _missed(evidence: Evidence, kinds: Collection[str | None]) -> list[Fact]:
    """Facts that days of such a release passed without it."""
    denied = denying(evidence.own("release_date"))
    return [fact for fact in denied if fact.qualifier in kinds and _by_its_end(fact)]


def _by_its_end(fact: Fact) -> bool:
    """Whether a fact denies all days up to its own, as a market that closed without it does."""
    days = window(fact.op, fact.value)
    return days is not None and days.start == date.min and fact.valid_from > days.end


def _cutoff(evidence: Evidence, said: Window) -> Ruling:
    """By the month: the same one agrees, the next one is near."""
    facts = asserting(evidence.own("knowledge_cutoff"))
    if not facts:
        return silent(evidence)
    lead = facts[0]
    known = month_of((window(lead.op, lead.value) or Window(lead.valid_from, lead.valid_from)).end)
    record = f"on record is {known.start:%Y-%m} ({source(lead)})"
    what = f"The claim says {said}; {record}, compared by the month."
    if said.start <= known.end and known.start <= said.end:
        return ruled(Outcome.confirmed, what, [lead])
    gap = max(said.start - known.end, known.start - said.end)
    return ruled(Outcome.partly if gap <= CUTOFF_NEAR else Outcome.refuted, what, [lead])
