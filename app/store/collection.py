"""Queries on collecting: each source with its state, what is wrong with it, visits, documents.

Reads only; each answer is a plain frozen record. `alarms` is a pure rule over such answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, exists, func
from sqlmodel import Session, col, select

from app.errors import NotFoundError
from app.schema import Assertion, Document, Evidence, Schedule, ScrapeRun, Source, Subscription
from app.vocabulary import Failure, RunStatus

DEAD_AFTER = 3  # visits that failed in a row: one may be bad luck, the pace slows down after two

# A pass picks what is due when it begins, and may take hours for a slow host: what was due
# before others were visited so much later was passed over.
OVERDUE_AFTER = timedelta(hours=6)

FEWEST_OFFLINE = 3  # sources out of reach, and none within: it is our own network
UNREACHABLE = frozenset({Failure.network, Failure.slow})
MOST_TEXTS = 50  # of one page that are listed
MOST_COPIES = 100  # of one text that are listed


class Trouble(StrEnum):
    """What can be wrong with a source, the gravest first."""

    offline = "offline"
    shape = "shape"
    content = "content"
    certificate = "certificate"
    too_few = "too_few"
    dead = "dead"
    overdue = "overdue"
    barred = "barred"


OF_FAILURE = {
    Failure.shape: (Trouble.shape, "The page changed shape, a person must look"),
    Failure.content: (Trouble.content, "It answers something else than it should"),
    Failure.certificate: (Trouble.certificate, "Its certificate is not valid"),
    Failure.too_few: (Trouble.too_few, "It has fewer entries than expected"),
    Failure.robots: (Trouble.barred, "It bars programs, and is left alone"),
}


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source as it stood at `asked_at`.

    `failed` is the last visit where that failed. Of the `documents` that it brought,
    `claiming` hold a claim.
    """

    subscription: Subscription
    schedule: Schedule | None
    failed: ScrapeRun | None
    documents: int
    claiming: int
    asked_at: datetime

    @property
    def failures(self) -> int:
        """How many visits failed in a row."""
        return self.schedule.failures if self.schedule else 0

    @property
    def share(self) -> float | None:
        """The share of its documents that hold a claim, 0-1; `None` without a document."""
        return self.claiming / self.documents if self.documents else None

    @property
    def words(self) -> str:
        """How it is, in a few words."""
        schedule = self.schedule
        if schedule and schedule.leased_until and schedule.leased_until > self.asked_at:
            return "being visited now"
        if schedule is None or schedule.visited_at is None:
            return "never visited"
        if schedule.failures:
            times = "once" if schedule.failures == 1 else f"{schedule.failures} times in a row"
            return f"failed {times}"
        return "something new" if schedule.changed_at == schedule.visited_at else "nothing new"


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a person should look at. `slug` is empty where it is about all sources."""

    trouble: Trouble
    slug: str
    says: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with all that is known of where it comes from.

    `texts`: all texts of its page, itself among them, the earliest first. `first`: the document
    that it is a copy of. `copies`: those that are copies of it, with their publishers.
    """

    document: Document
    source: Source
    evidence: Evidence | None
    texts: tuple[Document, ...]
    first: tuple[Document, Source] | None
    copies: tuple[tuple[Document, Source], ...]


def sources(
    session: Session, subscriptions: Sequence[Subscription], now: datetime
) -> list[SourceState]:
    """The state of each source, in the order given."""
    schedules = {row.slug: row for row in session.exec(select(Schedule))}
    documents = _by_source(session)
    holds_claim = exists().where(col(Assertion.document_id) == col(Document.id))
    claiming = _by_source(session, holds_claim)
    return [
        SourceState(
            one,
            schedule := schedules.get(one.slug),
            _last_failed(session, schedule) if schedule and schedule.failures else None,
            documents.get(one.slug, 0),
            claiming.get(one.slug, 0),
            now,
        )
        for one in subscriptions
    ]


def runs(
    session: Session,
    source: str | None = None,
    *,
    failed_only: bool = False,
    limit: int,
    offset: int = 0,
) -> list[ScrapeRun]:
    """Visits, the latest first."""
    asked = select(ScrapeRun).where(*_which(source, failed_only=failed_only))
    ordered = asked.order_by(col(ScrapeRun.started_at).desc(), col(ScrapeRun.id))
    return list(session.exec(ordered.limit(limit).offset(offset)))


def count_runs(session: Session, source: str | None = None, *, failed_only: bool = False) -> int:
    """How many visits there were."""
    asked = select(func.count()).select_from(ScrapeRun)
    return session.exec(asked.where(*_which(source, failed_only=failed_only))).one()


def alarms(states: Iterable[SourceState]) -> list[Alarm]:
    """What is wrong, the gravest first; one alarm a source.

    Where no source can be reached at all it is our own network, and that alone is said.
    """
    known = list(states)
    visits = [one.schedule.visited_at for one in known if one.schedule]
    newest = max((visit for visit in visits if visit), default=None)
    failing = [one for one in known if one.failures]
    if _is_offline(failing, visited=sum(visit is not None for visit in visits)):
        says = f"None of {len(failing)} sources could be reached: perhaps it is our own network"
        return [Alarm(Trouble.offline, "", f"{says}.")]
    found = filter(None, (_alarm(one, newest) for one in known))
    return sorted(found, key=lambda alarm: list(Trouble).index(alarm.trouble))


def document(session: Session, document_id: str) -> DocumentView:
    """The document of that id.

    Raises:
        NotFoundError: there is none.
    """
    found = session.exec(_with_source(col(Document.id) == document_id)).first()
    if found is None:
        raise NotFoundError(f"no document has the id {document_id!r}")
    one, source = found
    first = session.exec(_with_source(col(Document.id) == one.copy_of)).first()
    copied = _with_source(col(Document.copy_of) == one.id).order_by(
        col(Document.published), col(Document.id)
    )
    return DocumentView(
        one,
        source,
        session.get(Evidence, one.evidence) if one.evidence else None,
        _texts(session, one),
        (first[0], first[1]) if first else None,
        tuple((copy, by) for copy, by in session.exec(copied.limit(MOST_COPIES))),
    )


def later_texts(session: Session, ids: Collection[str]) -> dict[str, Document]:
    """By document the next text of its page, for those of `ids` that have one."""
    asked = select(Document).where(col(Document.revises).in_(ids))
    ordered = asked.order_by(col(Document.added_at).desc(), col(Document.id))
    return {row.revises: row for row in session.exec(ordered) if row.revises}


def _by_source(session: Session, *conditions: ColumnElement[bool]) -> dict[str, int]:
    asked = select(Document.via, func.count()).where(col(Document.via).is_not(None), *conditions)
    return {via: number for via, number in session.exec(asked.group_by(col(Document.via))) if via}


def _last_failed(session: Session, schedule: Schedule) -> ScrapeRun | None:
    last = runs(session, schedule.slug, limit=1)
    return last[0] if last and last[0].status is RunStatus.failed else None


def _which(source: str | None, *, failed_only: bool) -> Iterator[ColumnElement[bool]]:
    if source:
        yield col(ScrapeRun.source) == source
    if failed_only:
        yield col(ScrapeRun.status) == RunStatus.failed


def _is_offline(failing: Sequence[SourceState], *, visited: int) -> bool:
    causes = {one.failed.failure if one.failed else None for one in failing}
    return FEWEST_OFFLINE <= len(failing) == visited and causes <= UNREACHABLE


def _alarm(one: SourceState, newest: datetime | None) -> Alarm | None:
    slug, schedule = one.subscription.slug, one.schedule
    if one.failures:
        return _of_failures(one, one.failed)
    if schedule is None or newest is None or newest - schedule.due_at <= OVERDUE_AFTER:
        return None
    never = ", and it never was" if schedule.visited_at is None else ""
    due = _instant(schedule.due_at)
    return Alarm(Trouble.overdue, slug, f"Due {due}, but only others were visited{never}.")


def _of_failures(one: SourceState, failed: ScrapeRun | None) -> Alarm | None:
    slug = one.subscription.slug
    reason = f": {failed.error}" if failed and failed.error else "."
    known = OF_FAILURE.get(failed.failure) if failed and failed.failure else None
    since = _silence(one) if one.failures >= DEAD_AFTER else ""
    if known is not None:
        silent = f" ({since[0].lower()}{since[1:]})" if since else ""
        return Alarm(known[0], slug, known[1] + silent + reason)
    return Alarm(Trouble.dead, slug, since + reason) if since else None


def _silence(one: SourceState) -> str:
    last = one.schedule.succeeded_at if one.schedule else None
    since = f"Silent since {_instant(last)}" if last else "It never answered"
    return f"{since}, {one.failures} visits failed in a row"


def _instant(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M} UTC"


def _with_source(condition: ColumnElement[bool]) -> Any:
    joined = select(Document, Source).join(Source, col(Source.slug) == col(Document.source))
    return joined.where(condition)


def _texts(session: Session, one: Document) -> tuple[Document, ...]:
    """The texts that `one` goes back to and those that go back to it, by `revises`."""
    asked = select(Document).where(
        col(Document.source) == one.source, col(Document.name) == one.name
    )
    ordered = asked.order_by(col(Document.added_at), col(Document.id))
    known = {row.id: row for row in session.exec(ordered)}
    linked: set[str | None] = set()
    near: set[str | None] = {one.id}
    while near != linked:
        linked = near
        earlier = {row.revises for row in known.values() if row.id in linked and row.revises}
        near = linked | earlier | {row.id for row in known.values() if row.revises in linked}
    return tuple(row for row in known.values() if row.id in linked)[-MOST_TEXTS:]
