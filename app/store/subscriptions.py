"""The sources that are visited: the shipped ones, and those that a person added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from app.data_files import read_subscriptions
from app.schema import HostRules, Schedule, ScrapeRun, Subscription, free_slug
from app.store import save, upsert
from app.vocabulary import RunStatus


def subscriptions(session: Session) -> list[Subscription]:
    """All of them, shipped ones first; an added one gives way to a shipped one of its slug."""
    shipped = {one.slug: one for one in read_subscriptions()}
    added = session.exec(select(Subscription).order_by(col(Subscription.slug))).all()
    for one in added:
        session.expunge(one)
    return [*shipped.values(), *(one for one in added if one.slug not in shipped)]


def subscribe(session: Session, wanted: Iterable[Subscription]) -> list[Subscription]:
    """Add those whose address is not there yet, under a slug of their own; returns just them."""
    known = subscriptions(session)
    slugs, urls = {one.slug for one in known}, {one.url for one in known}
    fresh = []
    for one in wanted:
        if one.url not in urls:
            one.slug = free_slug(one.slug, slugs)
            slugs.add(one.slug)
            urls.add(one.url)
            fresh.append(one)
    save(session, fresh)
    return fresh


def unsubscribe(session: Session, slugs: Sequence[str]) -> int:
    """Take added ones out again; what they brought stays. How many there were."""
    session.execute(delete(Schedule).where(col(Schedule.slug).in_(slugs)))
    gone = session.execute(delete(Subscription).where(col(Subscription.slug).in_(slugs)))
    return int(getattr(gone, "rowcount", 0))


def next_due(session: Session, slugs: Sequence[str]) -> datetime | None:
    """When the first of these is due, `None` where none has a schedule."""
    asked = select(func.min(Schedule.due_at)).where(col(Schedule.slug).in_(slugs))
    return session.exec(asked).one()


def host_rules(session: Session, since: datetime) -> list[HostRules]:
    """The robots.txt files that were read after `since`."""
    return list(session.exec(select(HostRules).where(col(HostRules.read_at) > since)))


def keep_host_rules(session: Session, rules: Sequence[HostRules], since: datetime) -> None:
    """Keep robots.txt files as they were read, in place of all that were read before `since`."""
    session.execute(delete(HostRules).where(col(HostRules.read_at) <= since))
    upsert(session, HostRules, rules)


def forget_calm_runs(session: Session, before: datetime) -> None:
    """Drop the visits before that moment that found nothing new: a source has 50 000 a year."""
    old = col(ScrapeRun.started_at) < before
    session.execute(delete(ScrapeRun).where(old, col(ScrapeRun.status) == RunStatus.unchanged))
