"""Claims settled by the ledger's facts and by what people decided; each change is put down.

A verdict is settled anew when a fact arrives on a model that its claim concerns, when a person
decides, and once a day while it is open: `app.store` has the indexes for all three, so none of
it takes longer the larger the ledger is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import String, and_, bindparam, cast, func, literal, not_, or_
from sqlmodel import Session, col, select

from app.data_files import read_facts
from app.model_names import ModelNames
from app.schema import Claim, Concern, Decision, Fact, Proposition, Verdict, VerdictChange
from app.schema.base import ID_LENGTH
from app.shipped_decisions import read_decisions
from app.store import BATCH, insert, queries, upsert
from app.verdicts import Facts, decided, last_word, models_concerned, settle
from app.verdicts.facts import is_line_up
from app.verdicts.touched import NO_SUCH_VARIANT, UNSETTLED, claims_touched, denied_variants
from app.vocabulary import Outcome

_MODELS: Any = bindparam("models", expanding=True)
_CLAIMS = (
    select(Claim, Verdict.outcome)
    .join(Verdict, col(Verdict.claim_id) == col(Claim.id), isouter=True)
    .where(col(Claim.id).in_(bindparam("claims", expanding=True)))
)

Outcomes = Mapping[str, Outcome]
"""How claims stood, by their ids."""

Told = Callable[[int, int], object]
"""Told how much is done, and how much there is."""


def settle_claims(
    session: Session, claim_ids: Iterable[str], today: date, before: Outcomes | None = None
) -> list[VerdictChange]:
    """Settle these claims anew with all that is on record; the verdicts that became others.

    `before` is how they stood, where their verdicts have been dropped meanwhile.
    """
    changes: list[VerdictChange] = []
    for some in _batches(sorted(claim_ids)):
        known = session.exec(_CLAIMS, params={"claims": some}).all()
        now = {claim.id: Outcome(was) for claim, was in known if was}
        stood = now if before is None else before
        verdicts = settle_all(session, [claim for claim, _ in known], today)
        upsert(session, Verdict, verdicts)
        changes += [
            _change(verdict, was, today)
            for verdict in verdicts
            if (was := stood.get(verdict.claim_id)) not in (None, verdict.outcome)
        ]
    session.add_all(changes)
    return changes


def settle_everything(
    session: Session, today: date, before: Outcomes | None = None, told: Told | None = None
) -> None:
    """Settle all claims anew; `before` as for `settle_claims`.

    Those on one model follow one another: their facts are read together.
    """
    ids = session.exec(select(Claim.id).order_by(col(Claim.model), col(Claim.id))).all()
    for done in range(0, len(ids), BATCH):
        settle_claims(session, ids[done : done + BATCH], today, before=before)
        if told:
            told(min(done + BATCH, len(ids)), len(ids))


def settle_new(session: Session, claims: Sequence[Claim], today: date) -> set[str]:
    """Settle those of `claims` that have no verdict yet; their ids."""
    known = _outcomes(session, [claim.id for claim in claims])
    fresh = [claim for claim in claims if claim.id not in known]
    insert(session, settle_all(session, fresh, today))
    return {claim.id for claim in fresh}


def settle_all(session: Session, claims: Sequence[Claim], today: date) -> list[Verdict]:
    """The verdict on each claim, as it can be known `today`; nothing is saved."""
    concerned = {claim.id: models_concerned(claim, names()) for claim in claims}
    models = {model for some in concerned.values() for model in some}
    facts = Facts(queries.facts_of(session, models)) if models else Facts()
    words = _decisions(session, list(concerned)) if claims else {}
    verdicts = []
    for claim in claims:
        verdict = settle(claim, facts.of_models(concerned[claim.id]), today)
        word = last_word(words.get(claim.id, ()), today)
        if word:
            verdict = decided(verdict, word)
            verdict.settled_on = today
        verdicts.append(verdict)
    return verdicts


def settle_shipped(
    said: Iterable[tuple[Proposition, date | None]], today: date
) -> Iterator[tuple[Verdict, Fact | None]]:
    """The verdict on each proposition of a day, and the fact that decided it, without a ledger."""
    claims = [Claim.of(proposition, published) for proposition, published in said]
    concerned = [models_concerned(claim, names()) for claim in claims]
    shipped = read_facts({model.partition("/")[0] for some in concerned for model in some})
    facts, by_id = Facts(shipped), {fact.id: fact for fact in shipped}
    words = _by_claim(read_decisions())
    for claim, models in zip(claims, concerned, strict=True):
        verdict = settle(claim, facts.of_models(models), today)
        word = last_word(words.get(claim.id, ()), today)
        verdict = decided(verdict, word) if word else verdict
        yield verdict, by_id[verdict.facts[0]] if verdict.facts else None


def touched_by(session: Session, facts: Iterable[Fact]) -> set[str]:
    """The ids of the claims whose verdicts these facts may change (`app.verdicts.touched`)."""
    new = list(facts)
    by_attribute: defaultdict[str, set[str]] = defaultdict(set)
    line_ups: defaultdict[str, date] = defaultdict(lambda: date.min)
    for fact in new:
        if is_line_up(fact.model):
            line_ups[fact.model] = max(line_ups[fact.model], fact.valid_from)
        else:
            by_attribute[fact.attribute].add(fact.model)
    found: set[str] = set()
    for attribute, models in by_attribute.items():
        for some in _batches(sorted(models)):
            found.update(session.exec(_reading(attribute), params={"models": some}))
    for line_up, day in line_ups.items():
        found.update(session.exec(_not_listed(day), params={"models": [line_up]}))
    for some in _batches(sorted(denied_variants(new))):
        found.update(session.exec(select(Claim.id).where(col(Claim.model).in_(some))))
    return found


@cache  # putting it together takes longer than asking it
def _reading(attribute: str) -> Any:
    """The claims that read facts on an attribute of `models`."""
    touched = claims_touched(attribute)
    own = col(Claim.model) == col(Concern.model)
    secret = col(Claim.qualifier) == touched.secret
    reached = [
        col(Claim.attribute).in_(touched.attributes),
        and_(col(Claim.attribute) == "other", secret),
        col(Verdict.outcome).in_(touched.outcomes),
        _by_a_person(),
        and_(own, col(Verdict.rule) == NO_SUCH_VARIANT),
    ]
    return _concerned().where(or_(*reached), not_(_of_a_variant()))


def _not_listed(day: date) -> Any:
    """The claims that a line-up of a day, under the id `models`, may settle.

    They are those whose time had passed or was not set, and those that another has settled.
    """
    line_ups = select(Fact.id).where(col(Fact.model).in_(_MODELS))
    # The leading fact, out of the list as it is stored.
    leading = func.substr(cast(col(Verdict.facts), String), len('["') + 1, ID_LENGTH)
    passed = or_(col(Verdict.deadline).is_(None), col(Verdict.deadline) < day)
    waits = and_(col(Verdict.outcome).in_(UNSETTLED), passed)
    return _concerned().where(or_(waits, leading.in_(line_ups), _by_a_person()))


def _concerned() -> Any:
    return (
        select(Concern.claim_id)
        .join(Claim, col(Claim.id) == col(Concern.claim_id))
        .join(Verdict, col(Verdict.claim_id) == col(Concern.claim_id))
        .where(col(Concern.model).in_(_MODELS))
    )


def _by_a_person() -> Any:
    """Whether a person's word stands in place of the rule's, which the row does not show."""
    return col(Verdict.decision).is_not(None)


def _of_a_variant() -> Any:
    """Whether a claim is on a variant of the model, and does not measure it against that."""
    base = col(Concern.model)
    begins = func.substr(col(Claim.model), 1, func.length(base) + 1) == base.concat("-")
    value = cast(col(Claim.value), String) == literal('"').concat(base).concat('"')
    return and_(begins, not_(value), col(Claim.baseline).is_distinct_from(base))


def due(session: Session, today: date) -> set[str]:
    """The ids of the claims that the days since they were last looked at may have settled.

    They are the open ones, and those on which a fact came true that was known beforehand: a
    price that was to end, a shutdown that was announced.
    """
    waiting = (
        select(Verdict.claim_id)
        .where(col(Verdict.outcome) == Outcome.open)
        .where(or_(col(Verdict.settled_on).is_(None), col(Verdict.settled_on) < today))
    )
    came_true = (
        select(Concern.claim_id)
        .join(Fact, col(Fact.model) == col(Concern.model))
        .join(Verdict, col(Verdict.claim_id) == col(Concern.claim_id))
        .where(col(Fact.known_at) < col(Fact.valid_from), col(Fact.valid_from) <= today)
        .where(col(Verdict.settled_on) < col(Fact.valid_from))
    )
    return {*session.exec(waiting), *session.exec(came_true)}


@lru_cache(maxsize=1)
def names() -> ModelNames:
    """The shipped registry of model names."""
    return ModelNames.shipped()


def all_outcomes(session: Session) -> dict[str, Outcome]:
    """How every claim stands."""
    asked = select(Verdict.claim_id, Verdict.outcome)
    return {claim: Outcome(outcome) for claim, outcome in session.exec(asked)}


def _outcomes(session: Session, claim_ids: Sequence[str]) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for some in _batches(claim_ids):
        asked = select(Verdict.claim_id, Verdict.outcome).where(col(Verdict.claim_id).in_(some))
        found |= {claim: Outcome(outcome) for claim, outcome in session.exec(asked)}
    return found


def _decisions(session: Session, claim_ids: Sequence[str]) -> dict[str, list[Decision]]:
    found: list[Decision] = []
    for some in _batches(claim_ids):
        found += session.exec(select(Decision).where(col(Decision.claim_id).in_(some)))
    return _by_claim(found)


def _by_claim(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for one in decisions:
        found[one.claim_id].append(one)
    return found


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))


def _change(verdict: Verdict, before: Outcome, today: date) -> VerdictChange:
    return VerdictChange(
        claim_id=verdict.claim_id,
        before=before,
        after=verdict.outcome,
        changed_on=today,
        reason=verdict.reason,
        facts=verdict.facts,
        decision=verdict.decision,
    )
