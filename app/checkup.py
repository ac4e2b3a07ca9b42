"""What a person should look at, as sentences: `hearsay doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Engine

from app.settings import Settings
from app.store import reading
from app.store.collection import SourceState, alarms, sources
from app.store.subscriptions import subscriptions
from scrapers.archive import Archive

ASLEEP_AFTER = timedelta(days=2)  # no source is left alone for longer than a day


def troubles(engine: Engine, chosen: Settings, now: datetime) -> list[str]:
    """Everything that is wrong, the gravest first; empty where nothing is."""
    with reading(engine) as session:
        states = sources(session, subscriptions(session), now)
    found = [
        f"{alarm.slug}: {alarm.says}" if alarm.slug else alarm.says for alarm in alarms(states)
    ]
    return [*_of_evidence(chosen), *_of_the_clock(states, now), *found, *_of_settings(chosen)]


def _of_evidence(chosen: Settings) -> Iterator[str]:
    if chosen.archive_dir.is_dir():
        yield from map(str, Archive(chosen.archive_dir).check())


def _of_the_clock(states: list[SourceState], now: datetime) -> Iterator[str]:
    visits = [one.schedule.visited_at for one in states if one.schedule and one.schedule.visited_at]
    if not visits:
        yield "No source was ever visited: run hearsay scrape, or hearsay schedule for ever."
    elif now - max(visits) > ASLEEP_AFTER:
        when = f"{max(visits):%Y-%m-%d %H:%M} UTC"
        yield f"No source was visited since {when}: hearsay schedule does not run."


def _of_settings(chosen: Settings) -> Iterator[str]:
    if not chosen.contact:
        yield (
            "HEARSAY_CONTACT is not set: people whose pages are read cannot tell us to slow down. "
            "Set it to a page or a mail address."
        )
