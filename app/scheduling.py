"""Passes one after the other: what is due now, and for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import random

from sqlalchemy import Engine

from app import pipeline
from app.collecting import NoNetworkError, Pass
from app.errors import LedgerError
from app.schema import HostRules, ScrapeRun, Subscription
from app.store import reading, writing
from app.store.subscriptions import (
    forget_calm_runs,
    host_rules,
    keep_host_rules,
    next_due,
    subscriptions,
)
from scrapers.archive import Archive
from scrapers.fetch import Fetcher
from scrapers.robots import KEPT_FOR, Robots

LONGEST_WAIT_S = 60.0  # a source that another program adds is seen within a minute
SHORTEST_WAIT_S = 1.0
CALM_RUNS_KEPT = timedelta(days=30)  # a visit without news; all others are kept for ever


@dataclass(frozen=True, slots=True)
class Collector:
    """All that a pass needs: the ledger, a polite fetch, the archive's folder, the clock."""

    engine: Engine
    fetcher: Fetcher
    archive: Path
    now: Callable[[], datetime]
    stop: threading.Event

    def sources(self) -> list[Subscription]:
        """Every source that is visited."""
        with reading(self.engine) as session:
            return subscriptions(session)

    def lease(self, sources: list[Subscription], *, even_if_not_due: bool = False) -> Pass:
        """A pass over those of `sources` that are due and that nobody else visits."""
        one = Pass(
            self.engine, self.fetcher.get, Archive(self.archive), self.now, random, self.stop
        )
        one.lease(sources, even_if_not_due=even_if_not_due)
        return one

    def run(self, one: Pass) -> Iterator[ScrapeRun]:
        """What each visit of a pass did, as it is saved. Raises `NoNetworkError`."""
        try:
            yield from one
        finally:
            if one.jobs:
                self._tidy()

    def _tidy(self) -> None:
        self.fetcher.forget()
        with writing(self.engine) as session:
            keep_host_rules(session, rows_of(self.fetcher.rules), self.now() - KEPT_FOR)
            forget_calm_runs(session, self.now() - CALM_RUNS_KEPT)

    def next_due(self, sources: list[Subscription]) -> datetime | None:
        """When the first of `sources` is due."""
        with reading(self.engine) as session:
            return next_due(session, [one.slug for one in sources])

    def for_ever(self, told: Callable[[str], None]) -> None:
        """Pass after pass, until `stop` is set; also in the middle of one.

        What is told: a line for each visit that found something or failed, and when there is no
        network.
        """
        settled_on: date | None = None
        while not self.stop.is_set():
            try:
                if settled_on != self.now().date():
                    settled_on = self.now().date()
                    pipeline.refresh(self.engine, settled_on)
                sources = self.sources()
                for line in filter(None, map(in_words, self.run(self.lease(sources)))):
                    told(line)
                pause_s = self._pause_s(sources)
            except (NoNetworkError, LedgerError) as error:  # both may pass by themselves
                told(str(error))
                pause_s = LONGEST_WAIT_S
            self.stop.wait(pause_s)

    def _pause_s(self, sources: list[Subscription]) -> float:
        due = self.next_due(sources)
        left_s = (due - self.now()).total_seconds() if due else LONGEST_WAIT_S
        return min(max(left_s, SHORTEST_WAIT_S), LONGEST_WAIT_S)


def known_rules(engine: Engine, now: datetime) -> dict[str, Robots]:
    """The robots.txt files, by origin, that are fresh enough to be used."""
    with reading(engine) as session:
        rows = host_rules(session, now - KEPT_FOR)
    return {row.origin: Robots.of(row.status, row.body.encode(), row.read_at) for row in rows}


def rows_of(rules: Mapping[str, Robots]) -> list[HostRules]:
    """Robots.txt files as the ledger keeps them."""
    return [
        HostRules(
            origin=origin,
            status=one.status,
            body=one.body.decode("utf-8", "replace").replace("\0", ""),
            read_at=one.read_at,
        )
        for origin, one in rules.items()
    ]


def in_words(run: ScrapeRun) -> str | None:
    """What a visit did, in a line; `None` where nothing was new."""
    if run.error:
        return f"{run.source}: {run.error}"
    parts = [
        f"{count} new {word}" + ("s" if count > 1 else "")
        for count, word in ((run.documents, "document"), (run.facts, "fact"))
        if count
    ]
    return f"{run.source}: {', '.join(parts)}" if parts else None
