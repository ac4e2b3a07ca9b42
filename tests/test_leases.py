from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.schema import Schedule, Subscription
from app.store import writing
from app.store.leases import LEASE, holder, lease, register, release, renew

NOW = datetime(2031, 5, 10, 12, tzinfo=UTC)
SLUGS = ("loom", "mill", "pier")


@pytest.fixture
def session(ledger: Engine) -> Iterator[Session]:
    with writing(ledger) as session:
        register(session, [subscription(slug) for slug in SLUGS], NOW)
        session.flush()
        yield session


def subscription(slug: str) -> Subscription:
    url = f"http://{slug}.example"
    return Subscription(slug=slug, shape="feed", url=url, publisher=slug, every_s=3600)


def leased(session: Session, at: datetime = NOW, *, all_of_them: bool = False) -> list[str]:
    return [one.slug for one in lease(session, SLUGS, at, even_if_not_due=all_of_them)]


def held_by(session: Session, name: str) -> None:
    session.get_one(Schedule, "loom").leased_by = name
    session.flush()


def test_what_is_leased_is_leased_to_nobody_else(session: Session) -> None:
    assert leased(session) == list(SLUGS)
    assert leased(session) == []
    assert leased(session, all_of_them=True) == []


def test_only_what_is_due_and_asked_for_is_leased(session: Session) -> None:
    session.get_one(Schedule, "mill").due_at = NOW + timedelta(minutes=1)
    session.flush()
    assert [one.slug for one in lease(session, ["loom", "mill"], NOW, even_if_not_due=False)] == [
        "loom"
    ]
    assert leased(session, all_of_them=True) == ["pier", "mill"]


def test_a_lease_that_was_given_back_is_free(session: Session) -> None:
    leased(session)
    release(session, ["mill"])
    assert leased(session) == ["mill"]


def test_a_lease_ends_with_its_time_unless_it_is_renewed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    leased(session)
    later = NOW + LEASE + timedelta(seconds=1)
    renew(session, ["loom"], NOW + LEASE / 2)
    monkeypatch.setattr("app.store.leases.socket.gethostname", lambda: "another-machine")
    assert leased(session, later) == ["mill", "pier"]


def test_a_lease_ends_with_the_process_that_held_it(session: Session) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from app.store.leases import holder; print(holder())"],
        check=True,
        capture_output=True,
        text=True,
    )
    leased(session)
    held_by(session, done.stdout.strip())
    assert leased(session) == ["loom"]


def test_a_number_that_another_process_was_given_again_is_not_taken_for_the_holder(
    session: Session,
) -> None:
    leased(session)
    held_by(session, holder().rpartition("/")[0] + "/1")
    assert leased(session) == ["loom"]


def test_what_another_machine_holds_is_left_to_it(session: Session) -> None:
    leased(session)
    held_by(session, f"another-machine/{os.getpid()}/1")
    assert leased(session) == []


def test_a_subscription_is_registered_once(session: Session) -> None:
    session.get_one(Schedule, "loom").due_at = NOW + timedelta(days=1)
    session.flush()
    register(session, [subscription(slug) for slug in (*SLUGS, "quay")], NOW)
    session.flush()
    assert session.get_one(Schedule, "quay").due_at == NOW
    assert session.get_one(Schedule, "loom").due_at == NOW + timedelta(days=1)
