"""What a claim is held against: the facts that were public, sorted by whom they are about.

`Ruling` is what a rule makes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from heapq import merge

from app.schema import Claim, Fact
from app.verdicts.facts import Facts, is_line_up, place, public_on
from app.vocabulary import ATTRIBUTES, Authority, Outcome, Polarity, Stage, ValueKind

SETTLED = frozenset({Outcome.confirmed, Outcome.partly, Outcome.refuted})
MIRROR = {Outcome.confirmed: Outcome.refuted, Outcome.refuted: Outcome.confirmed}

RELEASES = (None, "chat", "api", "weights")
WITHHELD = "vendor_figure:"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule found: an outcome, one readable sentence, the facts that made it.

    `dissent`: facts that say otherwise and were outweighed. `true_from`, `stale_since`: the
    days on which the claim began to be so, and on which it was so no longer.
    """

    outcome: Outcome
    reason: str
    facts: tuple[Fact, ...] = ()
    knowable_from: date | None = None
    dissent: tuple[Fact, ...] = ()
    true_from: date | None = None
    stale_since: date | None = None


def ruled(
    outcome: Outcome, reason: str, facts: Iterable[Fact], since: date | None = None
) -> Ruling:
    """A ruling, knowable from `since`, else from the first day one of `facts` was public."""
    used = tuple(facts)
    days = [public_on(fact) for fact in used]
    known = since or (min(days) if days else None)
    return Ruling(outcome, reason, used, known if outcome in SETTLED else None)


def mirrored(ruling: Ruling) -> Ruling:
    """The ruling on a denial, from the ruling on what it denies."""
    if ruling.outcome not in SETTLED:
        return ruling
    outcome = MIRROR.get(ruling.outcome, ruling.outcome)
    reason = f"It is denied: {ruling.reason[:1].lower()}{ruling.reason[1:]}"
    return replace(ruling, outcome=outcome, reason=reason, true_from=None, stale_since=None)


def asserting(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that say something is so."""
    return [fact for fact in facts if fact.polarity is Polarity.asserts]


def denying(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that say something is not so."""
    return [fact for fact in facts if fact.polarity is Polarity.denies]


def strongest(facts: Iterable[Fact]) -> list[Fact]:
    """The facts of the strongest authority among `facts`."""
    ranked = list(facts)
    best = min((fact.authority.rank for fact in ranked), default=0)
    return [fact for fact in ranked if fact.authority.rank == best]


def source(fact: Fact) -> str:
    """Who says so and since when, as it stands in a reason; of a score also whose run it was."""
    run = RUNS.get(fact.authority, "") if fact.attribute == "benchmark_score" else ""
    return f"{AUTHORITY_NAMES[fact.authority]}{run}, {public_on(fact)}"


# A vendor reports runs of its own; what a catalogue or the press quotes may be anybody's.
RUNS = {Authority.vendor: ", of its own run", Authority.third_party: ", of an independent run"}
AUTHORITY_NAMES = {
    Authority.vendor: "the vendor",
    Authority.vendor_catalogue: "the vendor's catalogue",
    Authority.catalogue: "a catalogue",
    Authority.press: "the press",
    Authority.third_party: "a third party",
}


@dataclass(frozen=True)
class Evidence:
    """A claim, the facts on the models it concerns, and the day as of which it is settled.

    Facts are looked up by attribute, those not public by `today` left out, strongest
    authority and earliest day first. Among the models handed in, those whose name the claim's
    model begins with are its base; those that the claim compares it with are rivals; any other
    is another id of the nearer of the two, by the longest common beginning of their names. A
    line-up is about a vendor, and no model's.
    """

    claim: Claim
    facts: Facts
    today: date

    def public(self, attribute: str) -> list[Fact]:
        """The facts on `attribute` that anybody could know."""
        return self._public(self.facts, attribute)

    def _public(self, models: Iterable[str], attribute: str) -> list[Fact]:
        lists = [found for model in models if (found := self.facts.of(model, attribute))]
        known = lists[0] if len(lists) == 1 else merge(*lists, key=place)
        return [
            one.fact
            for one in known
            if one.public_on <= self.today and not self._withdrawn(one.fact)
        ]

    def _withdrawn(self, fact: Fact) -> bool:
        """Whether its own authority has put another day in the place of the one it gave.

        A price that has changed was once so; the day of a release is the same for ever, and
        one that stands no longer was a mistake.
        """
        if fact.valid_to is None or fact.valid_to >= self.today:
            return False
        return ATTRIBUTES[fact.attribute].kind is ValueKind.date

    @cached_property
    def rivals(self) -> tuple[str, ...]:
        """The models that the claim measures its own against."""
        return tuple(dict.fromkeys(compared_with(self.claim)))

    def subject(self, model: str) -> str | None:
        """Which model of the claim the facts on `model` hold for; `None`: only its base."""
        if model == self.claim.model or model in self.rivals:
            return model
        if self.claim.model.startswith(f"{model}-") or is_line_up(model):
            return None
        candidates = (self.claim.model, *self.rivals)
        return max(candidates, key=lambda name: _shared(name, model))

    @cached_property
    def _models_of(self) -> dict[str | None, list[str]]:
        """The models handed in, by whom their facts hold for."""
        found: dict[str | None, list[str]] = {}
        for model in self.facts:
            found.setdefault(self.subject(model), []).append(model)
        return found

    def names(self, value: object) -> str | None:
        """The model of the claim that the id `value` in a fact stands for, if any."""
        if value == self.claim.model or value in self.rivals:
            return str(value)
        return self.subject(str(value)) if any(self.about(str(value))) else None

    def on(self, model: str, attribute: str) -> list[Fact]:
        """Facts on `attribute` of `model`; those of its other ids only where it has none."""
        own = self._public([model], attribute) if model in self.facts else []
        return own or self._public(self._models_of.get(model, ()), attribute)

    def own(self, attribute: str) -> list[Fact]:
        """Facts on `attribute` of the claim's model."""
        return self.on(self.claim.model, attribute)

    def base(self, attribute: str) -> list[Fact]:
        """Facts on `attribute` of the models that the claim's model is a variant of."""
        bases = [model for model in self._models_of.get(None, ()) if not is_line_up(model)]
        return self._public(bases, attribute)

    def line_ups(self, line_up: str) -> list[Fact]:
        """The lists of a vendor's models under the id `line_up`."""
        return self._public([line_up], "other")

    def about(self, model: str) -> Iterator[Fact]:
        """Every public fact whose model is exactly `model`."""
        return (one.fact for one in self.facts.about(model) if one.public_on <= self.today)

    @cached_property
    def release(self) -> Fact | None:
        """The fact that puts the claim's model on the market first, by strongest authority."""
        dated = [fact for fact in self.own("release_date") if fact.qualifier in RELEASES]
        staged = [
            fact
            for fact in asserting(self.own("release_stage"))
            if fact.value in ("released", "preview")
        ]
        return min(dated or staged, key=lambda fact: fact.valid_from, default=None)

    @cached_property
    def cancelled(self) -> Fact | None:
        """The fact that the claim's model was given up before it came out."""
        stages = asserting(self.own("release_stage"))
        return next((fact for fact in stages if fact.value == Stage.cancelled), None)

    def withheld(self) -> Fact | None:
        """The fact that no figure was ever published for what the claim is about."""
        claim = self.claim
        topics = (claim.attribute, claim.qualifier, f"{claim.attribute}_{claim.qualifier}")
        silences = {f"{WITHHELD}{topic}" for topic in topics}
        undisclosed = f"{claim.attribute}_disclosed"
        for fact in self.own("other"):
            never = fact.qualifier == undisclosed and fact.value is False
            if fact.qualifier in silences or never:
                return fact
        return None


def compared_with(claim: Claim) -> list[str]:
    """The ids of the models that `claim` measures its own against."""
    return [str(name) for name in (claim.baseline, claim.value) if is_model(name)]


def _shared(first: str, second: str) -> int:
    """How many characters two ids begin with in common."""
    pairs = enumerate(zip(first, second, strict=False))
    shortest = min(len(first), len(second))
    return next((place for place, (one, other) in pairs if one != other), shortest)


def is_model(value: object) -> bool:
    """Whether `value` is a model's id."""
    return isinstance(value, str) and "/" in value and " " not in value


def _matter(claim: Claim) -> str:
    """What a claim is about, in words."""
    named = (claim.qualifier or "").replace("_", " ")
    if claim.attribute == "other":
        return named or "matter"
    return claim.attribute.replace("_", " ") + (f" ({named})" if named else "")


def silent(evidence: Evidence, *, private: bool = False) -> Ruling:
    """No fact speaks of it: open, or unverifiable where no record will ever settle it.

    `private`: a matter that nobody but the vendor could put on record.
    """
    claim, withheld = evidence.claim, evidence.withheld()
    matter = _matter(claim)
    if withheld:
        reason = f"No figure was ever published on {matter}, says {source(withheld)}."
        return ruled(Outcome.unverifiable, reason, [withheld])
    ended = evidence.release or evidence.cancelled
    grace = ATTRIBUTES[claim.attribute].grace
    if private and ended and evidence.today - ended.valid_from > grace:
        state = "out" if ended is evidence.release else "given up"
        since = f"{claim.model} is {state} since {ended.valid_from}"
        reason = f"{since} and nothing on record speaks of its {matter}."
        return ruled(Outcome.unverifiable, reason, [ended])
    return ruled(Outcome.open, f"Nothing is on record yet on the {matter} of {claim.model}.", [])
