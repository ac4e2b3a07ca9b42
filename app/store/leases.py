"""Who visits which source now, so that two programs never visit the same one.

A lease ends with its time, or with the process that holds it: what a killed program held is
free at once on the machine that it ran on.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.schema import Schedule, Subscription
from app.store import BATCH

LEASE = timedelta(minutes=10)  # for other machines, which cannot see whether a process lives


def holder() -> str:
    """This process, as leases name it: machine, process id, the time that it was started."""
    return f"{socket.gethostname()}/{os.getpid()}/{_started(os.getpid())}"


def register(session: Session, subscriptions: Sequence[Subscription], now: datetime) -> None:
    """Give each subscription that has none a schedule, due now."""
    known = set(session.exec(select(Schedule.slug)))
    session.add_all(
        Schedule(slug=one.slug, due_at=now, every_s=one.every_s)
        for one in subscriptions
        if one.slug not in known
    )


def lease(
    session: Session, slugs: Collection[str], now: datetime, *, even_if_not_due: bool
) -> list[Schedule]:
    """Lease those of `slugs` that are due and that nobody visits; their schedules, detached."""
    schedules = session.exec(select(Schedule).where(col(Schedule.leased_by).is_not(None))).all()
    taken = {one.slug for one in schedules if _is_held(one, now)}
    asked = select(Schedule).order_by(col(Schedule.due_at), col(Schedule.slug))
    if not even_if_not_due:
        asked = asked.where(col(Schedule.due_at) <= now)
    free = [one for one in session.exec(asked) if one.slug in slugs and one.slug not in taken]
    own, until = holder(), now + LEASE
    _set(session, [one.slug for one in free], leased_by=own, leased_until=until)
    for one in free:
        session.expunge(one)
    return free


def renew(session: Session, slugs: Iterable[str], now: datetime) -> None:
    """Hold these leases for another while."""
    _set(session, list(slugs), leased_by=holder(), leased_until=now + LEASE)


def release(session: Session, slugs: Iterable[str]) -> None:
    """Give leases back that were not used."""
    _set(session, list(slugs), leased_by=None, leased_until=None)


def _set(session: Session, slugs: Sequence[str], **values: object) -> None:
    for first in range(0, len(slugs), BATCH):
        some = slugs[first : first + BATCH]
        session.execute(
            update(Schedule)
            .where(col(Schedule.slug).in_(some))
            .values(**values)
            .execution_options(synchronize_session=False)
        )


def _is_held(schedule: Schedule, now: datetime) -> bool:
    if schedule.leased_by is None or schedule.leased_until is None or schedule.leased_until < now:
        return False
    machine, pid, started = schedule.leased_by.rsplit("/", 2)
    if machine != socket.gethostname():
        return True
    return _started(int(pid)) == started


def _started(pid: int) -> str:
    """When a process was started, as the system counts it; empty where there is none.

    The number of a process is given again to others, its start is not.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        pass  # it lives, under another user
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return "alive"  # a system without /proc: the number alone has to do
    state, *fields = told.rpartition(")")[2].split()
    return "" if state == "Z" else fields[18]
