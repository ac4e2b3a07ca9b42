"""One visit to one source: what stands there, and the pages behind it that are new or due.

Nothing is written here; what a visit brought is saved by `app.collecting`, in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Engine

from app.errors import FetchError, GapError, TooFewError
from app.schema import Document, Fact, PageState, Schedule, Source, Subscription
from app.store import reading
from app.store.pages import followed, latest_texts
from scrapers.following import read_lead, reread
from scrapers.live import scrape
from scrapers.scraper import Lead, Listed, Page, UnchangedError
from scrapers.visit import Get, Known, Visit

MOST_FOLLOWED = 10  # pages behind one source in one visit; the next one goes on soon after
MOST_REREAD = 10
LOOK_BACK = timedelta(days=30)  # what a feed has from before is kept as its teaser
REREAD_AFTER = tuple(timedelta(days=days) for days in (1, 3, 7, 30))
"""How long after each look the next one comes: edits are made early, and once more at launch."""

Record = Source | Document | Fact | Listed


@dataclass(slots=True)
class Job:
    """One source to visit, and what is known of its pages."""

    subscription: Subscription
    schedule: Schedule
    pages: Mapping[str, PageState] = field(default_factory=dict)
    rereads: Mapping[str, PageState] = field(default_factory=dict)


@dataclass(slots=True)
class Visited:
    """What a visit brought. `states` are to be kept with its records, or not at all.

    `more_to_read`: not all pages that it leads to were read. `left_to_others`: another visit of
    the same pass takes some of them. `gap` says what the source no
    longer gave.
    """

    job: Job
    started_at: datetime
    finished_at: datetime
    records: list[Record] = field(default_factory=list)
    pages: Mapping[str, Page] = field(default_factory=dict)
    states: list[PageState] = field(default_factory=list)
    found: int = 0
    more_to_read: bool = False
    left_to_others: bool = False
    gap: str | None = None
    failure: Exception | None = None


@dataclass(slots=True)
class Visitor:
    """Whoever visits: with whose fetch, which ledger, which clock.

    `claimed` are the pages that some visit of this pass has taken on already.
    """

    get: Get
    engine: Engine
    now: Callable[[], datetime]
    claimed: set[str] = field(default_factory=set)

    def visit(self, job: Job) -> Visited:
        """Visit one source. Whatever goes wrong is in the answer."""
        known = {url: _known(state) for url, state in {**job.pages, **job.rereads}.items()}
        visit = Visit(self.get, known)
        visited = Visited(job, self.now(), self.now(), pages=visit.pages)
        try:
            self._read(visit, visited)
        except Exception as failure:  # noqa: BLE001 - one broken source must not stop the others
            visited.failure, visited.records, visited.states = failure, [], []
        visited.finished_at = self.now()
        return visited

    def _read(self, visit: Visit, visited: Visited) -> None:
        job = visited.job
        leads = self._scraped(visit, visited)
        own = job.subscription.url
        learned = {url: known for url, known in visit.learned.items() if not _is_slice(url, own)}
        visited.records += self._followed(visit, visited, leads)
        if job.rereads:
            visited.records += self._reread(visit, visited)
        if not visited.left_to_others:  # else it is asked again, lest they fail
            visited.states += (_state(job, url, known, visited) for url, known in learned.items())
        for record in visited.records:
            if isinstance(record, Document):
                record.via = job.subscription.slug
        if visited.records:
            visited.records.insert(0, job.subscription.source())

    def _scraped(self, visit: Visit, visited: Visited) -> list[Lead]:
        """Take in what stands at the source; returns the leads to pages behind it."""
        job, leads = visited.job, list[Lead]()
        try:
            for record in scrape(visit, job.subscription, job.schedule.succeeded_at):
                leads.append(record) if isinstance(record, Lead) else visited.records.append(record)
        except UnchangedError:
            return []
        except GapError as gap:
            visited.gap = str(gap)
        visited.found = len(visited.records) + len(leads)
        if visited.found < job.subscription.at_least:
            raise TooFewError(job.subscription.url, job.subscription.at_least, visited.found)
        return leads

    def _followed(
        self, visit: Visit, visited: Visited, leads: Iterable[Lead]
    ) -> Iterator[Document]:
        """The newest pages behind `leads`; of the others the teasers, their pages put off."""
        for number, lead in enumerate(self._new(leads, visited)):
            teaser, job = lead.teaser, visited.job
            known, document = None, teaser
            is_old = teaser.published and teaser.published < (visited.started_at - LOOK_BACK).date()
            if number < MOST_FOLLOWED and not is_old:
                document = _read_behind(visit, lead)
                known = visit.learned.get(teaser.url or "")
            if document.name != teaser.name:  # the page has another address for itself
                visited.states.append(_state(job, teaser.name, None, visited, tries=-1))
            state = _state(job, document.name, known, visited, tries=-1 if is_old else 0)
            if number >= MOST_FOLLOWED and not is_old:
                state.recheck_at, visited.more_to_read = visited.started_at, True
            visited.states.append(state)
            yield document

    def _new(self, leads: Iterable[Lead], visited: Visited) -> list[Lead]:
        """The leads that nobody followed yet, newest first, each once."""
        by_name = {lead.teaser.name: lead for lead in leads}
        if not by_name:
            return []
        with reading(self.engine) as session:
            known = followed(session, by_name)
        new = [lead for name, lead in by_name.items() if name not in known]
        free = [lead for lead in new if lead.teaser.name not in self.claimed]
        self.claimed.update(lead.teaser.name for lead in free)
        visited.left_to_others = len(free) < len(new)
        return sorted(free, key=_newest_first)

    def _reread(self, visit: Visit, visited: Visited) -> Iterator[Document]:
        due = sorted(visited.job.rereads.values(), key=lambda state: (state.recheck_at, state.url))
        some = due[:MOST_REREAD]
        visited.more_to_read |= len(due) > MOST_REREAD
        with reading(self.engine) as session:
            texts = latest_texts(session, [state.url for state in some])
        for state in some:
            if (earlier := texts.get(state.url)) and (later := _later(visit, earlier)):
                yield later
            known = visit.learned.get(state.url) or _known(state)
            tries = state.tries + 1
            visited.states.append(_state(visited.job, state.url, known, visited, tries=tries))


def _is_slice(url: str, own: str) -> bool:
    """Whether `url` is a slice of the list at `own`, which nobody asks for again."""
    return url != own and urlsplit(url)[:3] == urlsplit(own)[:3]


def _read_behind(visit: Visit, lead: Lead) -> Document:
    """The page that a lead points to, or its teaser where that cannot be had."""
    try:
        return read_lead(lead, visit(lead.teaser.url or ""))
    except (FetchError, UnchangedError):
        return lead.teaser


def _later(visit: Visit, earlier: Document) -> Document | None:
    """The text that stands at a page now, where it is another one."""
    try:
        return reread(earlier, visit(earlier.url or ""))
    except (FetchError, UnchangedError):
        return None


def _newest_first(lead: Lead) -> float:
    published = lead.teaser.published
    return -published.toordinal() if published else 0.0


def _known(state: PageState) -> Known:
    return Known(state.etag, state.last_modified, state.digest)


def _state(
    job: Job, url: str, known: Known | None, visited: Visited, *, tries: int | None = None
) -> PageState:
    """What is to be remembered of a page; `tries` counts the looks at one that was followed.

    It is -1 for a page that was left at its teaser for good.
    """
    due = None
    if tries is not None and 0 <= tries < len(REREAD_AFTER):
        due = visited.started_at + REREAD_AFTER[tries]
    return PageState(
        url=url,
        via=job.subscription.slug,
        etag=known.etag if known else None,
        last_modified=known.last_modified if known else None,
        digest=known.digest if known else None,
        checked_at=visited.started_at,
        followed=tries is not None,
        tries=max(tries or 0, 0),
        recheck_at=due,
    )
