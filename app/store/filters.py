"""Which claims are asked for, and what was public on a day, as conditions of SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, or_
from sqlmodel import col, select

from app.extent import DAY
from app.schema import Assertion, Claim, Document, Source, Verdict
from app.vocabulary import Outcome, Precision, Standing


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims: every field that is set must hold. `doc` is a name, an id or a URL."""

    model: str | None = None
    attribute: str | None = None
    standing: Standing | None = None
    doc: str | None = None
    text: str | None = None
    as_of: date | None = None


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a claim has to fulfil to pass."""
    found: list[ColumnElement[bool]] = []
    if filters.model:
        found.append(
            col(Claim.model).in_([filters.model])
            if "/" in filters.model
            else col(Claim.model).endswith(f"/{filters.model}", autoescape=True)
        )
    if filters.attribute:
        found.append(col(Claim.attribute) == filters.attribute)
    if filters.standing:
        settled = select(Verdict.claim_id).where(_stands(filters.standing))
        found.append(col(Claim.id).in_(settled))
    if filters.doc or filters.text or filters.as_of:
        found.append(col(Claim.id).in_(_said_in(filters)))
    return found


def public_by(day: date) -> ColumnElement[bool]:
    """Whether a document's words were surely public by `day` (`Document.public_on`)."""
    read = col(Document.added_at) < start_of(day + DAY)
    dated = col(Document.published).is_not(None) & col(Document.revises).is_(None)
    is_month = col(Document.precision) == Precision.month
    by_month = is_month & (col(Document.published) < (day + DAY).replace(day=1))
    by_day = ~is_month & (col(Document.published) <= day)
    is_read_day = or_(~dated, ~col(Document.shipped))
    return or_(and_(dated, or_(by_day, by_month)), and_(is_read_day, read))


def start_of(day: date) -> datetime:
    """The first instant of a day, in UTC."""
    return datetime.combine(day, time(), UTC)


def last_said(as_of: date | None) -> Any:
    """The day of the last text with a claim, of those public by `as_of`."""
    said = select(func.max(col(Document.published))).join(
        Assertion, col(Assertion.document_id) == col(Document.id)
    )
    if as_of:
        said = said.where(public_by(as_of))
    return said.where(col(Assertion.claim_id) == col(Claim.id)).scalar_subquery()


def _stands(standing: Standing) -> ColumnElement[bool]:
    if standing is Standing.overdue:
        return col(Verdict.overdue).is_(True)
    return and_(col(Verdict.outcome) == Outcome(standing), col(Verdict.overdue).is_(False))


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
        asked = asked.where(public_by(filters.as_of))
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
