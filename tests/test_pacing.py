from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pacing import ASLEEP_AFTER, LONGEST_S, SHORTEST_S, after_visit, postponed
from app.schema import Schedule, ScrapeRun, Subscription
from app.vocabulary import RunStatus

NOW = datetime(2031, 5, 10, 12, tzinfo=UTC)
EVEN = 0.5  # the chance that leaves an interval as it is


def subscription(every_s: int = 3600) -> Subscription:
    return Subscription(
        slug="loom", shape="feed", url="http://x.example", publisher="Loom", every_s=every_s
    )


def schedule(every_s: int = 3600) -> Schedule:
    return Schedule(slug="loom", due_at=NOW, every_s=every_s, leased_by="me", leased_until=NOW)


def run(status: RunStatus, at: datetime = NOW) -> ScrapeRun:
    return ScrapeRun(id="r", source="loom", started_at=at, finished_at=at, status=status, records=7)


def wait_s(of: Schedule, at: datetime = NOW) -> float:
    return (of.due_at - at).total_seconds()


def test_a_source_that_changed_is_visited_sooner_and_one_that_did_not_later() -> None:
    changed, unchanged = schedule(), schedule(1800)
    after_visit(changed, subscription(), run(RunStatus.changed), EVEN)
    after_visit(unchanged, subscription(), run(RunStatus.unchanged), EVEN)
    assert (changed.every_s, wait_s(changed)) == (1800, 1800)
    assert (unchanged.every_s, wait_s(unchanged)) == (1980, 1980)
    assert (changed.records, changed.changed_at, changed.succeeded_at) == (7, NOW, NOW)
    assert (unchanged.changed_at, unchanged.succeeded_at) == (None, NOW)


def test_a_visit_gives_its_lease_back() -> None:
    for status in RunStatus:
        held = schedule()
        after_visit(held, subscription(), run(status), EVEN)
        assert (held.leased_by, held.leased_until, held.visited_at) == (None, None, NOW)


def test_no_claim_waits_longer_than_its_source_says_unless_the_source_sleeps() -> None:
    awake, asleep = schedule(), schedule()
    awake.changed_at = NOW - timedelta(days=2)
    asleep.changed_at = NOW - ASLEEP_AFTER - timedelta(days=1)
    for one in (awake, asleep):
        for _ in range(100):
            after_visit(one, subscription(), run(RunStatus.unchanged), EVEN)
    assert wait_s(awake) == 3600
    assert wait_s(asleep) == LONGEST_S


def test_failures_in_a_row_double_the_wait_and_success_ends_them() -> None:
    broken = schedule()
    waits = []
    for _ in range(6):
        after_visit(broken, subscription(), run(RunStatus.failed), EVEN)
        waits.append(wait_s(broken) / 3600)
    assert waits == [2, 4, 8, 16, 24, 24]
    assert (broken.failures, broken.succeeded_at, broken.every_s) == (6, None, 3600)
    after_visit(broken, subscription(), run(RunStatus.unchanged), EVEN)
    assert (broken.failures, wait_s(broken)) == (0, 3600)


def test_what_one_visit_could_not_take_in_is_fetched_as_soon_as_courtesy_allows() -> None:
    full = schedule()
    after_visit(full, subscription(), run(RunStatus.changed), EVEN, more_to_read=True)
    assert wait_s(full) == SHORTEST_S


def test_a_visit_that_could_not_be_tried_is_no_failure() -> None:
    held = schedule()
    postponed(held, NOW)
    assert (held.failures, held.leased_by, held.visited_at) == (0, None, None)
    assert wait_s(held) == SHORTEST_S


@given(
    st.integers(SHORTEST_S, LONGEST_S),
    st.integers(SHORTEST_S, LONGEST_S),
    st.sampled_from(list(RunStatus)),
    st.floats(0, 1),
    st.integers(0, 2000),
)
def test_the_next_visit_is_between_ten_minutes_and_a_day_away(
    every_s: int, own_s: int, status: RunStatus, chance: float, failures: int
) -> None:
    some = schedule(every_s)
    some.failures = failures
    after_visit(some, subscription(own_s), run(status), chance)
    assert SHORTEST_S <= wait_s(some) <= LONGEST_S
    assert SHORTEST_S <= some.every_s <= LONGEST_S


@pytest.mark.parametrize("gap", [timedelta(hours=2), timedelta(hours=12), timedelta(days=3)])
def test_the_rhythm_settles_at_an_eighth_of_the_distance_of_changes(gap: timedelta) -> None:
    some, at, changes, visits = schedule(), NOW, NOW + gap, 0
    last = NOW + 60 * gap
    while at < last:
        visits += 1
        status = RunStatus.changed if at >= changes else RunStatus.unchanged
        while changes <= at:
            changes += gap
        after_visit(some, subscription(LONGEST_S), run(status, at), EVEN)
        at = some.due_at
    assert 5 <= visits / 60 <= 13
