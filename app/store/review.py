"""The cases that may need a person, found by indexes; `app.review` says which of them do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.review import PLAUSIBLE, POPULAR, REPEATED, Case, Said
from app.schema import Assertion, Claim, Conflict, Decision, Document, Fact, Verdict
from app.store import BATCH
from app.vocabulary import Confidence, ConflictKind, DecisionKind, Outcome, Sourcing

MOST = 50  # cases of a kind: more than that nobody looks at in one go


def cases(session: Session) -> list[Case]:
    """The cases that may need a person, at most `MOST` of each kind, each once.

    Every question goes by an index; the figures that cannot be are found among the claims of
    their attributes.
    """
    kinds = [_disputed(), _conflicting(), *_doubtful(session), _popular(), _overdue(), _orphaned()]
    ids = {row[0] for asked in kinds for row in session.execute(asked.limit(MOST))}
    return _loaded(session, sorted(ids))


def _disputed() -> Select[Any]:
    later = aliased(Decision)
    answered = (
        select(col(later.id))
        .where(col(later.claim_id) == col(Decision.claim_id))
        .where(col(later.kind) == DecisionKind.decides)
        .where(col(later.decided_at) > col(Decision.decided_at))
    )
    return (
        select(col(Decision.claim_id))
        .where(col(Decision.kind) == DecisionKind.disputes, ~answered.exists())
        .group_by(col(Decision.claim_id))
        .order_by(func.max(col(Decision.decided_at)).desc())
    )


def _undecided() -> Select[Any]:
    return select(col(Verdict.claim_id)).where(col(Verdict.decision).is_(None))


def _conflicting() -> Select[Any]:
    return _undecided().where(cast(col(Verdict.dissent), String) != "[]")


def _doubtful(session: Session) -> list[Select[Any]]:
    read = and_(col(Assertion.start).is_not(None), col(Assertion.probability).is_(None))
    of_verdict = col(Assertion.claim_id) == col(Verdict.claim_id)
    contradicted = (
        _undecided()
        .join(Conflict, col(Conflict.claim_id) == col(Verdict.claim_id))
        .join(
            Assertion,
            and_(of_verdict, col(Assertion.document_id) == col(Conflict.document_id), read),
        )
        .where(col(Conflict.kind) == ConflictKind.incoherent)
        .where(col(Conflict.other_document_id).is_(None))
    )
    against_its_own = (
        _undecided()
        .join(Assertion, and_(of_verdict, read))
        .join(Document, col(Document.id) == col(Assertion.document_id))
        .where(col(Verdict.outcome) == Outcome.refuted)
        .where(col(Assertion.sourcing) == Sourcing.official)
        .where(col(Assertion.confidence) == Confidence.certain)
        .where(col(Document.published) >= col(Verdict.knowable_from))
    )
    impossible = (
        _undecided()
        .join(Claim, col(Claim.id) == col(Verdict.claim_id))
        .where(or_(*_impossible(session)))
    )
    return [contradicted.distinct(), against_its_own.distinct(), impossible]


def _impossible(session: Session) -> Iterator[ColumnElement[bool]]:
    number = _number(session)
    for (attribute, unit), (low, high) in PLAUSIBLE.items():
        of_kind = and_(col(Claim.attribute) == attribute, col(Claim.unit) == unit)
        yield and_(of_kind, or_(number < low, number > high))


def _number(session: Session) -> ColumnElement[float | None]:
    """The value of a claim where it is one number."""
    value = col(Claim.value)
    is_number: ColumnElement[bool]
    if session.get_bind().dialect.name == "sqlite":
        is_number = func.json_type(value).in_(["integer", "real"])
    else:
        is_number = func.json_typeof(value) == "number"
    return case((is_number, cast(cast(value, String), Float)))


def _popular() -> Select[Any]:
    return _said_by(POPULAR).where(col(Verdict.outcome) == Outcome.unverifiable)


def _overdue() -> Select[Any]:
    return _said_by(REPEATED).where(col(Verdict.overdue))


def _said_by(least: int) -> Select[Any]:
    """The undecided claims of at least so many publishers, those of the most first."""
    publishers = func.count(col(Document.source).distinct())
    return (
        _undecided()
        .join(Assertion, col(Assertion.claim_id) == col(Verdict.claim_id))
        .join(Document, col(Document.id) == col(Assertion.document_id))
        .group_by(col(Verdict.claim_id))
        .having(publishers >= least)
        .order_by(publishers.desc(), col(Verdict.claim_id))
    )


def _orphaned() -> Select[Any]:
    return (
        select(col(Decision.claim_id))
        .outerjoin(Claim, col(Claim.id) == col(Decision.claim_id))
        .where(col(Claim.id).is_(None), col(Decision.shipped).is_(False))
        .distinct()
    )


def _loaded(session: Session, ids: Sequence[str]) -> list[Case]:
    claims = {row.id: row for row in _rows(session, Claim, Claim.id, ids)}
    verdicts = {row.claim_id: row for row in _rows(session, Verdict, Verdict.claim_id, ids)}
    of_facts = {fact for row in verdicts.values() for fact in (*row.facts, *row.dissent)}
    facts = {row.id: row for row in _rows(session, Fact, Fact.id, sorted(of_facts))}
    conflicts = _grouped(_rows(session, Conflict, Conflict.claim_id, ids))
    words = _grouped(_rows(session, Decision, Decision.claim_id, ids))
    said = _said(session, ids)
    return [
        Case(
            one,
            claims.get(one),
            verdicts.get(one),
            said.get(one, ()),
            facts,
            sorted(conflicts.get(one, ()), key=lambda row: row.id),
            sorted(words.get(one, ()), key=lambda row: (row.decided_at, row.id)),
        )
        for one in ids
    ]


def _said(session: Session, ids: Sequence[str]) -> dict[str, list[Said]]:
    """Who said each claim when, without the texts themselves."""
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for some in _batches(ids):
        asked = (
            select(Assertion, col(Document.source), col(Document.published))
            .join(Document, col(Document.id) == col(Assertion.document_id))
            .where(col(Assertion.claim_id).in_(some))
            .order_by(col(Document.published), col(Assertion.id))
        )
        for assertion, source, published in session.execute(asked):
            found[assertion.claim_id].append(Said(assertion, source, published))
    return found


def _rows(session: Session, table: Any, column: Any, ids: Sequence[str]) -> list[Any]:
    return [
        row
        for some in _batches(ids)
        for row in session.scalars(select(table).where(col(column).in_(some)))
    ]


def _grouped(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.claim_id].append(row)
    return found


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))
