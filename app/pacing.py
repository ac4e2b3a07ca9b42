"""When to visit a source again: the more often it changes, the sooner; after failures, later."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.schema import Schedule, ScrapeRun, Subscription
from app.vocabulary import RunStatus

SHORTEST_S = 600  # more often than every ten minutes is no courtesy, and nobody reads faster
LONGEST_S = 86_400
MOST_DOUBLINGS = 8  # of the shortest wait these are more than the longest

# At these steps one visit in eight finds something new where a source's rhythm is even
# (ln 1.1 / (ln 1.1 + ln 2) = 0.12), so a change waits for an eighth of its usual distance.
AFTER_CHANGE = 0.5
AFTER_NO_CHANGE = 1.1

ASLEEP_AFTER = timedelta(days=30)  # from then on a source may be visited once a day
JITTER = 0.1  # of the interval, either way: sources that were added together drift apart


def after_visit(
    schedule: Schedule,
    subscription: Subscription,
    run: ScrapeRun,
    chance: float,
    *,
    more_to_read: bool = False,
) -> None:
    """Note in `schedule` how a visit went, and when the next one is due after it.

    `chance` is a random number, 0-1. `more_to_read`: what the visit found was more than one
    visit takes in, so the next comes as soon as courtesy allows.
    """
    now, status = run.finished_at, run.status
    schedule.visited_at, schedule.records = now, run.records
    schedule.leased_by = schedule.leased_until = None
    if status is RunStatus.failed:
        schedule.failures += 1
        doublings = min(schedule.failures, MOST_DOUBLINGS)
        wait_s = min(schedule.every_s * 2.0**doublings, LONGEST_S)
    else:
        schedule.failures = 0
        schedule.succeeded_at = now
        if status is RunStatus.changed:
            schedule.changed_at = now
        schedule.every_s = _rhythm_s(schedule, subscription, status, now)
        wait_s = SHORTEST_S if more_to_read else schedule.every_s
    schedule.due_at = now + timedelta(seconds=_jittered(wait_s, chance))


def postponed(schedule: Schedule, now: datetime) -> None:
    """Note that a visit could not be tried, for no fault of the source."""
    schedule.leased_by = schedule.leased_until = None
    schedule.due_at = now + timedelta(seconds=SHORTEST_S)


def _rhythm_s(
    schedule: Schedule, subscription: Subscription, status: RunStatus, now: datetime
) -> int:
    step = AFTER_CHANGE if status is RunStatus.changed else AFTER_NO_CHANGE
    last = schedule.changed_at
    asleep = last is not None and now - last > ASLEEP_AFTER
    slowest_s = LONGEST_S if asleep else subscription.every_s
    return int(min(max(schedule.every_s * step, SHORTEST_S), slowest_s))


def _jittered(wait_s: float, chance: float) -> float:
    spread = 1 + JITTER * (2 * chance - 1)
    return min(max(wait_s * spread, SHORTEST_S), LONGEST_S)
