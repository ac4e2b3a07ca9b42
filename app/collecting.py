"""One pass over the sources that are due: lease, visit several hosts at once, save, go on.

Threads visit; this one alone writes, each source in a transaction of its own. A pass can be
cut off at any moment: what was saved is whole, the rest is as if it had not been visited.
"""

from __future__ import annotations

import queue
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from threading import Event, Thread
from urllib.parse import urlsplit

from sqlalchemy import Engine

from app import pipeline
from app.errors import FetchError, HearsayError, ParseError, TooFewError
from app.pacing import after_visit, postponed
from app.schema import Evidence, Schedule, ScrapeRun, Subscription, record_id
from app.store import insert, upsert, writing
from app.store.leases import LEASE, lease, register, release, renew
from app.store.pages import known_pages, learn, pages_due
from app.visiting import Job, Visited, Visitor
from app.vocabulary import Failure, RunStatus
from scrapers.archive import Archive
from scrapers.visit import Get

HOSTS_AT_ONCE = 8
WAITING = 32  # visits that wait to be saved: more would only fill the memory
SAVED_AT_ONCE = 100  # visits that found nothing new, in one transaction
TICK_S = 0.5
HOSTS_DOWN = 5  # so many hosts out of reach and none within it: the pass is given up
HOSTS_TOLD = 3  # so many at the end of a pass are enough to call it our own network


class NoNetworkError(HearsayError):
    """None of several hosts could be reached."""

    def __init__(self, hosts: int, reason: str) -> None:
        self.hosts = hosts
        super().__init__(
            f"no network: none of {hosts} hosts could be reached ({reason}); "
            "nothing was changed, the next pass tries again"
        )


@dataclass(slots=True)
class Pass:
    """One pass. Iterate over it: each step is a `ScrapeRun` that was saved.

    `now` is the clock, `chance` gives random numbers, 0-1. Once `stop` is set the pass ends soon:
    what is being visited is left, what was visited is saved.

    Raises (while iterating):
        NoNetworkError: several hosts were tried, and none was there.
        LedgerError: the database refused.
    """

    engine: Engine
    get: Get
    archive: Archive
    now: Callable[[], datetime]
    chance: Callable[[], float]
    stop: Event
    jobs: list[Job] = field(default_factory=list)
    _over: Event = field(default_factory=Event)
    _unreachable: list[Visited] = field(default_factory=list)
    _reached: bool = False
    _calm: list[Visited] = field(default_factory=list)

    def lease(self, subscriptions: Sequence[Subscription], *, even_if_not_due: bool) -> None:
        """Take on those of `subscriptions` that are due and that nobody else visits."""
        by_slug = {one.slug: one for one in subscriptions}
        now = self.now()
        with writing(self.engine) as session:
            register(session, subscriptions, now)
            session.flush()
            leased = lease(session, by_slug.keys(), now, even_if_not_due=even_if_not_due)
            slugs = [schedule.slug for schedule in leased]
            pages, due = known_pages(session, slugs), pages_due(session, slugs, now)
        self.jobs += [
            Job(by_slug[one.slug], one, pages.get(one.slug, {}), due.get(one.slug, {}))
            for one in leased
        ]

    @property
    def is_over(self) -> bool:
        """Whether no further source is to be visited."""
        return self._over.is_set() or self.stop.is_set()

    def __iter__(self) -> Iterator[ScrapeRun]:
        left = {job.subscription.slug for job in self.jobs}
        renewed = self.now()
        try:
            for visited in self._visits():
                if visited is not None:
                    left.discard(visited.job.subscription.slug)
                    yield from self._take(visited)
                elif self._calm:
                    yield from self._save_calm()
                if self.now() - renewed > LEASE / 3:
                    renewed = self.now()
                    with writing(self.engine) as session:
                        renew(session, left, renewed)
            yield from self._save_calm()
            yield from self._judge_network()
        finally:
            self._over.set()
            if left:
                with writing(self.engine) as session:
                    release(session, left)

    def _visits(self) -> Iterator[Visited | None]:
        """The visits as they come in, `None` when none did for a while."""
        todo = _by_host(self.jobs)
        done: queue.Queue[Visited] = queue.Queue(WAITING)
        visitor = Visitor(self.get, self.engine, self.now)
        args = (todo, done, visitor)
        hands = [Thread(target=self._work, args=args, daemon=True) for _ in range(HOSTS_AT_ONCE)]
        for hand in hands:
            hand.start()
        came = 0
        while came < len(self.jobs) and not self.is_over:
            try:
                visited = done.get(timeout=TICK_S)
            except queue.Empty:
                if not any(hand.is_alive() for hand in hands):
                    break
                yield None
                continue
            came += 1
            if visited.failure is None or not self.is_over:
                yield visited
        while not done.empty():
            visited = done.get()
            if visited.failure is None:  # a failure now is but that we stopped
                yield visited

    def _work(
        self, todo: queue.Queue[list[Job]], done: queue.Queue[Visited], visitor: Visitor
    ) -> None:
        while not self.is_over:
            try:
                jobs = todo.get_nowait()
            except queue.Empty:
                return
            for job in jobs:
                if self.is_over:
                    return
                done.put(visitor.visit(job))

    def _take(self, visited: Visited) -> Iterator[ScrapeRun]:
        if _failure(visited.failure) is Failure.network and not self._reached:
            self._unreachable.append(visited)
            if len(self._hosts_down()) >= HOSTS_DOWN:
                self._over.set()
            return
        self._reached = True
        if (run := self._saved(visited)) is not None:
            yield run
        else:
            self._calm.append(visited)
        if len(self._calm) >= SAVED_AT_ONCE:
            yield from self._save_calm()

    def _saved(self, visited: Visited) -> ScrapeRun | None:
        """Save what a visit brought, all or nothing; `None` where nothing is to be saved."""
        if not visited.records:
            return None
        try:
            return self._save(visited)
        except Exception as failure:  # noqa: BLE001 - words that break us must not stop the others
            visited.failure, visited.states = failure, []
            return None

    def _save(self, visited: Visited) -> ScrapeRun:
        with writing(self.engine) as session:
            fresh = pipeline.take_in(session, visited.records, visited.started_at.date())
            wanted = {one.evidence for one in fresh.documents} | {
                one.evidence for one in fresh.facts
            }
            insert(session, self._archived(visited, wanted))
            learn(session, visited.states)
            run = _run(visited, len(fresh.documents), len(fresh.facts))
            self._finish(visited, run)
            upsert(session, Schedule, [visited.job.schedule])
            insert(session, [run])
        return run

    def _save_calm(self) -> Iterator[ScrapeRun]:
        """Save the visits that brought no record, together."""
        some, self._calm = self._calm, []
        runs = [_run(visited, 0, 0) for visited in some]
        for visited, run in zip(some, runs, strict=True):
            self._finish(visited, run)
        if some:
            with writing(self.engine) as session:
                learn(session, chain.from_iterable(visited.states for visited in some))
                upsert(session, Schedule, [visited.job.schedule for visited in some])
                insert(session, runs)
        yield from runs

    def _finish(self, visited: Visited, run: ScrapeRun) -> None:
        job = visited.job
        after_visit(
            job.schedule, job.subscription, run, self.chance(), more_to_read=visited.more_to_read
        )

    def _archived(self, visited: Visited, wanted: set[str | None]) -> list[Evidence]:
        pages = visited.pages
        return [self.archive.keep(pages[one]) for one in sorted(filter(None, wanted & set(pages)))]

    def _judge_network(self) -> Iterator[ScrapeRun]:
        """Say of the hosts out of reach whether it was they, or our own network."""
        some, self._unreachable = self._unreachable, []
        hosts = {_host(visited.job) for visited in some}
        if self._reached or len(hosts) < HOSTS_TOLD:
            self._calm += some
            yield from self._save_calm()
            return
        for visited in some:
            postponed(visited.job.schedule, visited.finished_at)
        with writing(self.engine) as session:
            upsert(session, Schedule, [visited.job.schedule for visited in some])
        raise NoNetworkError(len(hosts), str(getattr(some[0].failure, "reason", some[0].failure)))

    def _hosts_down(self) -> set[str]:
        return {_host(visited.job) for visited in self._unreachable}


def _by_host(jobs: Sequence[Job]) -> queue.Queue[list[Job]]:
    """The jobs of each host together: a host is asked for one page at a time anyway."""
    groups: dict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        groups[_host(job)].append(job)
    todo: queue.Queue[list[Job]] = queue.Queue()
    for group in groups.values():
        todo.put(group)
    return todo


def _host(job: Job) -> str:
    return urlsplit(job.subscription.url).netloc


def _run(visited: Visited, documents: int, facts: int) -> ScrapeRun:
    failure = visited.failure
    status = RunStatus.changed if documents or facts else RunStatus.unchanged
    slug = visited.job.subscription.slug
    return ScrapeRun(
        id=record_id("run", slug, visited.started_at),
        source=slug,
        started_at=visited.started_at,
        finished_at=visited.finished_at,
        status=RunStatus.failed if failure else status,
        records=visited.found,
        documents=documents,
        facts=facts,
        failure=_failure(failure),
        error=(str(failure) or type(failure).__name__) if failure else visited.gap,
    )


def _failure(error: Exception | None) -> Failure | None:
    if error is None:
        return None
    if isinstance(error, FetchError):
        return error.failure
    if isinstance(error, TooFewError):
        return Failure.too_few
    return Failure.shape if isinstance(error, ParseError) else Failure.other
