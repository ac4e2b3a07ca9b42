"""Every query that a view asks. Reads only; each answer is a plain frozen record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_
from sqlmodel import Session, col, select

from app.errors import NotFoundError
from app.schema import (
    Assertion,
    Claim,
    Conflict,
    Document,
    Fact,
    ScrapeRun,
    Source,
    Verdict,
)
from app.store import BATCH
from app.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Spoken:
    """One assertion with the document and the publisher it stands in."""

    assertion: Assertion
    document: Document
    source: Source


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that is known of it, assertions oldest first."""

    claim: Claim
    verdict: Verdict
    facts: tuple[Fact, ...]
    spoken: tuple[Spoken, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims: every field that is set must hold. `doc` is a name, an id or a URL."""

    model: str | None = None
    attribute: str | None = None
    outcome: Outcome | None = None
    doc: str | None = None
    text: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """One model of the board: how many claims, how they came out, when it was last spoken of."""

    model: str
    claims: int
    outcomes: dict[Outcome, int]
    last_said: date | None


def claims(
    session: Session,
    filters: Filters,
    *,
    offset: int = 0,
    limit: int | None = None,
    newest_first: bool = False,
) -> list[ClaimView]:
    """The claims that pass the filters, by model, attribute and id, or the last said first.

    With `as_of` only what was public on that day is in the views; their verdicts are those of
    the ledger still, for `app.past` to settle anew.
    """
    asked = select(Claim).where(*_conditions(filters))
    if newest_first:
        asked = asked.order_by(_last_said().desc().nulls_last())
    ordered = asked.order_by(
        col(Claim.model), col(Claim.attribute), col(Claim.qualifier), col(Claim.id)
    )
    found = session.exec(ordered.offset(offset).limit(limit)).all()
    views = _views(session, found)
    if filters.as_of is None:
        return views
    return [kept for view in views if (kept := _public(view, filters.as_of)).spoken]


def count_claims(session: Session, filters: Filters) -> int:
    """How many claims pass the filters."""
    asked = select(func.count(col(Claim.id))).where(*_conditions(filters))
    return session.exec(asked).one()


def claim(session: Session, claim_id: str, as_of: date | None = None) -> ClaimView:
    """The claim whose id begins with `claim_id`, with what was public `as_of` a day.

    Raises:
        NotFoundError: no claim, or more than one, has such an id, or nobody had said it yet.
    """
    near = select(Claim).where(col(Claim.id).startswith(claim_id, autoescape=True)).limit(2)
    found = session.exec(near).all()
    if len(found) != 1 or not claim_id:
        which = "more than one claim" if found else "no claim"
        raise NotFoundError(f"{which} has an id that begins with {claim_id!r}")
    view = _views(session, found)[0]
    if as_of is None:
        return view
    public = _public(view, as_of)
    if not public.spoken:
        raise NotFoundError(f"nobody had said {claim_id!r} by {as_of}")
    return public


def models(session: Session) -> list[ModelSummary]:
    """Every model spoken of, the most claimed first."""
    outcomes: dict[str, Counter[Outcome]] = defaultdict(Counter)
    by_outcome = (
        select(Claim.model, Verdict.outcome, func.count())
        .join(Verdict, col(Verdict.claim_id) == col(Claim.id))
        .group_by(col(Claim.model), col(Verdict.outcome))
    )
    for model, outcome, number in session.exec(by_outcome):
        outcomes[model][Outcome(outcome)] = number
    last = (
        select(Assertion.model, func.max(col(Document.published)))
        .join(Document, col(Document.id) == col(Assertion.document_id))
        .group_by(col(Assertion.model))
    )
    said = dict(session.exec(last).all())
    rows = [
        ModelSummary(model, counts.total(), dict(counts), said.get(model))
        for model, counts in outcomes.items()
    ]
    return sorted(rows, key=lambda row: (-row.claims, row.model))


def facts_of(session: Session, models: Iterable[str]) -> list[Fact]:
    """Every fact on record about these models, oldest first."""
    found: list[Fact] = []
    for some in _batches(sorted(set(models))):
        found += session.exec(select(Fact).where(col(Fact.model).in_(some)))
    return sorted(found, key=lambda fact: (fact.valid_from, fact.attribute, fact.id))


def facts_by_id(session: Session, verdicts: Iterable[Verdict]) -> dict[str, Fact]:
    """The facts that these verdicts rest on, by id."""
    wanted = sorted({fact for verdict in verdicts for fact in verdict.facts})
    found: dict[str, Fact] = {}
    for some in _batches(wanted):
        for fact in session.exec(select(Fact).where(col(Fact.id).in_(some))):
            found[fact.id] = fact
    return found


def totals(session: Session) -> dict[Outcome, int]:
    """How many claims came out how: every outcome, also those without a claim."""
    asked = select(Verdict.outcome, func.count()).group_by(col(Verdict.outcome))
    found = dict(session.exec(asked).all())
    return {outcome: found.get(outcome, 0) for outcome in Outcome}


def sizes(session: Session) -> dict[str, int]:
    """How many records of each kind the ledger holds."""
    kinds = (Source, Document, Assertion, Claim, Fact)
    return {
        kind.__name__.lower(): session.exec(select(func.count()).select_from(kind)).one()
        for kind in kinds
    }


def attributes(session: Session) -> list[str]:
    """The attributes that some claim speaks of."""
    return sorted(session.exec(select(Claim.attribute).distinct()))


def last_runs(session: Session) -> list[ScrapeRun]:
    """The last visit to each source, newest first."""
    newest = select(ScrapeRun).order_by(col(ScrapeRun.started_at).desc())
    last: dict[str, ScrapeRun] = {}
    for run in session.exec(newest):
        last.setdefault(run.source, run)
    return list(last.values())


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.model:
        found.append(
            col(Claim.model).in_([filters.model])
            if "/" in filters.model
            else col(Claim.model).endswith(f"/{filters.model}", autoescape=True)
        )
    if filters.attribute:
        found.append(col(Claim.attribute) == filters.attribute)
    if filters.outcome:
        settled = select(Verdict.claim_id).where(col(Verdict.outcome) == filters.outcome)
        found.append(col(Claim.id).in_(settled))
    if filters.doc or filters.text or filters.as_of:
        found.append(col(Claim.id).in_(_said_in(filters)))
    return found


def _last_said() -> Any:
    said = select(func.max(col(Document.published))).join(
        Assertion, col(Assertion.document_id) == col(Document.id)
    )
    return said.where(col(Assertion.claim_id) == col(Claim.id)).scalar_subquery()


def _said_in(filters: Filters) -> Any:
    asked = (
        select(Assertion.claim_id)
        .join(Document, col(Document.id) == col(Assertion.document_id))
        .join(Source, col(Source.slug) == col(Document.source))
    )
    if filters.doc:
        places = (Document.name, Document.url, Document.id)
        asked = asked.where(or_(*(col(place) == filters.doc for place in places)))
    if filters.as_of:
        asked = asked.where(
            or_(col(Document.published) <= filters.as_of, col(Document.published).is_(None))
        )
    if filters.text:
        asked = asked.where(
            or_(*(place.icontains(filters.text, autoescape=True) for place in _searched()))
        )
    return asked


def _searched() -> list[Any]:
    """The columns where the words of a search may stand."""
    own = (Assertion.model, Assertion.gist, Assertion.speaker)
    places = (Document.title, Document.name, Source.name, *own)
    return [*map(col, places), cast(col(Assertion.value), String)]


def _views(session: Session, found: Sequence[Claim]) -> list[ClaimView]:
    ids = [claim.id for claim in found]
    spoken: dict[str, list[Spoken]] = defaultdict(list)
    verdicts: dict[str, Verdict] = {}
    conflicts: dict[str, list[Conflict]] = defaultdict(list)
    for some in _batches(ids):
        for row in session.exec(_spoken_of(some)):
            spoken[row[0].claim_id].append(Spoken(*row))
        for verdict in session.exec(select(Verdict).where(col(Verdict.claim_id).in_(some))):
            verdicts[verdict.claim_id] = verdict
        for conflict in session.exec(select(Conflict).where(col(Conflict.claim_id).in_(some))):
            conflicts[conflict.claim_id].append(conflict)
    facts = facts_by_id(session, verdicts.values())
    return [
        ClaimView(
            claim,
            verdicts[claim.id],
            tuple(facts[fact] for fact in verdicts[claim.id].facts if fact in facts),
            tuple(sorted(spoken[claim.id], key=_oldest_first)),
            tuple(sorted(conflicts[claim.id], key=lambda conflict: conflict.id)),
        )
        for claim in found
    ]


def _spoken_of(claim_ids: Sequence[str]) -> Any:
    return (
        select(Assertion, Document, Source)
        .join(Document, col(Document.id) == col(Assertion.document_id))
        .join(Source, col(Source.slug) == col(Document.source))
        .where(col(Assertion.claim_id).in_(claim_ids))
    )


def _oldest_first(spoken: Spoken) -> tuple[Any, ...]:
    document, assertion = spoken.document, spoken.assertion
    day = document.published or document.public_on
    return (day, document.name, document.added_at, assertion.start or 0, assertion.id)


def _public(view: ClaimView, day: date) -> ClaimView:
    public = tuple(row for row in view.spoken if row.document.public_on <= day)
    documents = {row.document.id for row in public}
    seen = tuple(note for note in view.conflicts if note.document_id in documents)
    return replace(view, spoken=public, conflicts=seen)


def _batches(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))
