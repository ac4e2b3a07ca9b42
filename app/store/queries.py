"""Every query that a view asks. Reads only; each answer is a plain frozen record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app.errors import NotFoundError
from app.schema import (
    Assertion,
    Claim,
    Conflict,
    Decision,
    Document,
    Fact,
    ScrapeRun,
    Source,
    Verdict,
    VerdictChange,
)
from app.store import BATCH
from app.store.filters import Filters, conditions, last_said, public_by
from app.vocabulary import Standing

__all__ = [
    "ClaimKey",
    "ClaimView",
    "Filters",
    "ModelSummary",
    "Spoken",
    "attributes",
    "board",
    "claim",
    "claims",
    "count_claims",
    "facts_by_id",
    "facts_of",
    "keys",
    "last_days",
    "last_runs",
    "models",
    "sizes",
    "totals",
    "views_of",
]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One assertion with the document and the publisher it stands in."""

    assertion: Assertion
    document: Document
    source: Source


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that is known of it, assertions, decisions and changes oldest first.

    `facts` are those that decided, `dissent` those that say otherwise and were outweighed.
    """

    claim: Claim
    verdict: Verdict
    facts: tuple[Fact, ...]
    spoken: tuple[Spoken, ...]
    conflicts: tuple[Conflict, ...]
    dissent: tuple[Fact, ...] = ()
    decisions: tuple[Decision, ...] = ()
    changes: tuple[VerdictChange, ...] = ()


class ClaimKey(NamedTuple):
    """As much of a claim as counting needs."""

    id: str
    model: str
    attribute: str


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """One model of the board: how many claims, how they stand, when it was last spoken of."""

    model: str
    claims: int
    outcomes: dict[Standing, int]
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
    the ledger still, for `app.past` to settle anew. The texts of documents are not loaded
    until they are asked for.
    """
    ordered = _ordered(select(Claim), filters, newest_first=newest_first)
    found = session.exec(ordered.offset(offset).limit(limit)).all()
    return _as_of(session, _views(session, found), filters.as_of)


def views_of(session: Session, ids: Sequence[str], as_of: date | None) -> list[ClaimView]:
    """The claims of these ids in their order, as `claims` gives them."""
    found: dict[str, Claim] = {}
    for some in _batches(ids):
        for one in session.exec(select(Claim).where(col(Claim.id).in_(some))):
            found[one.id] = one
    return _as_of(session, _views(session, [found[one] for one in ids]), as_of)


def keys(session: Session, filters: Filters, *, newest_first: bool = False) -> list[ClaimKey]:
    """The claims that pass the filters, in the order of `claims`."""
    asked = select(Claim.id, Claim.model, Claim.attribute)
    found = session.exec(_ordered(asked, filters, newest_first=newest_first))
    return [ClaimKey(*row) for row in found]


def count_claims(session: Session, filters: Filters) -> int:
    """How many claims pass the filters."""
    asked = select(func.count(col(Claim.id))).where(*conditions(filters))
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
    [view] = _as_of(session, _views(session, found, with_texts=True), as_of)
    if not view.spoken and as_of is not None:
        raise NotFoundError(f"nobody had said {claim_id!r} by {as_of}")
    return view


def models(session: Session) -> list[ModelSummary]:
    """Every model spoken of, the most claimed first."""
    standings: dict[str, Counter[Standing]] = defaultdict(Counter)
    asked = (
        select(Claim.model, Verdict.outcome, Verdict.overdue, func.count())
        .join(Verdict, col(Verdict.claim_id) == col(Claim.id))
        .group_by(col(Claim.model), col(Verdict.outcome), col(Verdict.overdue))
    )
    for model, outcome, overdue, number in session.exec(asked):
        standings[model][_standing(outcome, overdue=overdue)] += number
    return board(standings, last_days(session))


def board(
    standings: Mapping[str, Counter[Standing]], last: Mapping[str, date | None]
) -> list[ModelSummary]:
    """The models by how their claims stand and when they were last spoken of."""
    rows = [
        ModelSummary(model, counts.total(), dict(counts), last.get(model))
        for model, counts in standings.items()
    ]
    return sorted(rows, key=lambda row: (-row.claims, row.model))


def last_days(session: Session, as_of: date | None = None) -> dict[str, date | None]:
    """When each model was last spoken of, in a text public by `as_of`."""
    asked = select(Assertion.model, func.max(col(Document.published))).join(
        Document, col(Document.id) == col(Assertion.document_id)
    )
    if as_of:
        asked = asked.where(public_by(as_of))
    return dict(session.exec(asked.group_by(col(Assertion.model))).all())


def facts_of(session: Session, models: Iterable[str]) -> list[Fact]:
    """Every fact on record about these models, oldest first."""
    found: list[Fact] = []
    for some in _batches(sorted(set(models))):
        found += session.exec(select(Fact).where(col(Fact.model).in_(some)))
    return sorted(found, key=lambda fact: (fact.valid_from, fact.attribute, fact.id))


def facts_by_id(session: Session, verdicts: Iterable[Verdict]) -> dict[str, Fact]:
    """The facts that these verdicts rest on, and those that they outweighed, by id."""
    wanted = sorted({one for verdict in verdicts for one in (*verdict.facts, *verdict.dissent)})
    found: dict[str, Fact] = {}
    for some in _batches(wanted):
        for fact in session.exec(select(Fact).where(col(Fact.id).in_(some))):
            found[fact.id] = fact
    return found


def totals(session: Session) -> dict[Standing, int]:
    """How many claims stand how: every standing, also those without a claim."""
    asked = select(Verdict.outcome, Verdict.overdue, func.count())
    found: Counter[Standing] = Counter()
    for outcome, overdue, number in session.exec(
        asked.group_by(col(Verdict.outcome), col(Verdict.overdue))
    ):
        found[_standing(outcome, overdue=overdue)] += number
    return {standing: found[standing] for standing in Standing}


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


def _standing(outcome: str, *, overdue: bool) -> Standing:
    return Standing.overdue if overdue else Standing(outcome)


def _ordered(asked: Any, filters: Filters, *, newest_first: bool) -> Any:
    asked = asked.where(*conditions(filters))
    if newest_first:
        asked = asked.order_by(last_said(filters.as_of).desc().nulls_last())
    return asked.order_by(
        col(Claim.model), col(Claim.attribute), col(Claim.qualifier), col(Claim.id)
    )


def _views(
    session: Session, found: Sequence[Claim], *, with_texts: bool = False
) -> list[ClaimView]:
    ids = [claim.id for claim in found]
    spoken: dict[str, list[Spoken]] = defaultdict(list)
    for some in _batches(ids):
        for row in session.exec(_spoken_of(some, with_texts=with_texts)):
            spoken[row[0].claim_id].append(Spoken(*row))
    verdicts = {row.claim_id: row for row in _by_claim(session, Verdict, ids)}
    conflicts = _grouped(_by_claim(session, Conflict, ids))
    decisions = _grouped(_by_claim(session, Decision, ids))
    changes = _grouped(_by_claim(session, VerdictChange, ids))
    facts = facts_by_id(session, verdicts.values())
    return [
        ClaimView(
            claim,
            verdict := verdicts[claim.id],
            tuple(facts[fact] for fact in verdict.facts if fact in facts),
            tuple(sorted(spoken[claim.id], key=_oldest_first)),
            tuple(sorted(conflicts[claim.id], key=lambda conflict: conflict.id)),
            tuple(facts[fact] for fact in verdict.dissent if fact in facts),
            tuple(sorted(decisions[claim.id], key=lambda one: (one.decided_at, one.id))),
            tuple(sorted(changes[claim.id], key=lambda one: one.number or 0)),
        )
        for claim in found
    ]


def _by_claim(session: Session, table: Any, claim_ids: Sequence[str]) -> Iterator[Any]:
    for some in _batches(claim_ids):
        yield from session.exec(select(table).where(col(table.claim_id).in_(some)))


def _grouped(rows: Iterable[Any]) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.claim_id].append(row)
    return found


def _spoken_of(claim_ids: Sequence[str], *, with_texts: bool) -> Any:
    asked = (
        select(Assertion, Document, Source)
        .join(Document, col(Document.id) == col(Assertion.document_id))
        .join(Source, col(Source.slug) == col(Document.source))
        .where(col(Assertion.claim_id).in_(claim_ids))
    )
    large: tuple[Any, ...] = (Document.text, Document.statements)
    return asked if with_texts else asked.options(*(defer(column) for column in large))


def _oldest_first(spoken: Spoken) -> tuple[Any, ...]:
    document, assertion = spoken.document, spoken.assertion
    day = document.published or document.public_on
    return (day, document.name, document.added_at, assertion.start or 0, assertion.id)


def _as_of(session: Session, views: Sequence[ClaimView], day: date | None) -> list[ClaimView]:
    """The views with what was public by `day`; all of it without one."""
    if day is None:
        return list(views)
    named = {note.other_document_id for view in views for note in view.conflicts}
    public: set[str | None] = {None}
    for some in _batches(sorted(one for one in named if one)):
        asked = select(Document.id).where(col(Document.id).in_(some), public_by(day))
        rows = session.exec(asked).all()
        public.update(rows)
    return [_public(view, day, public) for view in views]


def _public(view: ClaimView, day: date, others: Collection[str | None]) -> ClaimView:
    spoken = tuple(row for row in view.spoken if row.document.public_on <= day)
    documents = {row.document.id for row in spoken}
    return replace(
        view,
        spoken=spoken,
        conflicts=tuple(
            note
            for note in view.conflicts
            if note.document_id in documents and note.other_document_id in others
        ),
        decisions=tuple(one for one in view.decisions if one.decided_at.date() <= day),
        changes=tuple(one for one in view.changes if one.changed_on <= day),
    )


def _batches(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))
