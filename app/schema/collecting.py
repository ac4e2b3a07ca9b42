"""How the ledger is fed: what is visited, when, with what result, and what is kept as evidence.

A `Subscription` is one address to visit; its `Schedule` says when; each visit is a
`ScrapeRun`. `PageState` and `HostRules` are what politeness has to remember of pages and of
hosts, `Evidence` is where an archived answer lies.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, TypedDict

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field

from app.schema.base import Record, UtcDateTime, slug, words_of
from app.schema.claims import Source
from app.vocabulary import Failure, RunStatus, SourceKind

FIRST_EVERY_S = 3600  # how long until a new subscription is visited again


class Market(TypedDict, total=False):
    """What a prediction market says on the day of its document.

    `probability` (0-1) is the price of yes, absent once it is settled; `closes` an ISO day;
    `resolution` the venue's own word ("yes", "no", "annulled"), `resolved_on` an ISO day;
    `volume` in the venue's own currency.
    """

    probability: float
    closes: str
    resolution: str
    resolved_on: str
    volume: float


class Subscription(Record, table=True):
    """One address to visit, and the shape of what stands there.

    The shipped ones are entries of `data/sources.toml`; rows of this table are those that a
    person added. `shape` is a name in `scrapers.live.SHAPES`. `publisher`, `kind` and `home`
    are the source whose words stand there, or that gathers those of others. A visit that
    finds fewer than `at_least` records has failed. `watch` is the text that a watch looks for,
    `note` who runs the source and what is odd about its days.
    """

    slug: str = Field(primary_key=True, regex=r"^[a-z0-9][a-z0-9-]*$")
    shape: str
    url: str = Field(regex=r"^https?://\S+$")
    publisher: str = Field(min_length=1)
    kind: SourceKind = Field(default=SourceKind.unknown, sa_type=words_of(SourceKind))
    home: str | None = None
    every_s: int = Field(default=FIRST_EVERY_S, ge=600, le=86_400)
    at_least: int = Field(default=0, ge=0)
    watch: str | None = Field(default=None, index=True)
    note: str = ""
    added_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    def source(self) -> Source:
        """The publisher, as documents name it."""
        return Source(slug=slug(self.publisher), name=self.publisher, kind=self.kind, url=self.home)


class Schedule(Record, table=True):
    """When a subscription is due, who is visiting it now, and how it went so far.

    `every_s` adapts to how often it changes. A lease ends at `leased_until`, or as soon as its
    holder's process is gone. `failures` are in a row.
    """

    slug: str = Field(primary_key=True)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)
    every_s: int
    leased_by: str | None = None
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = 0
    visited_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    succeeded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    records: int | None = None


class PageState(Record, table=True):
    """What a server and we know of one page: its validators, the digest of its body.

    `followed`: an article that a feed pointed to. It is looked at again at `recheck_at`.
    """

    url: str = Field(primary_key=True)
    via: str = Field(index=True)
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    checked_at: datetime = Field(sa_type=UtcDateTime)
    followed: bool = False
    tries: int = 0
    recheck_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class HostRules(Record, table=True):
    """The robots.txt of an origin as it was read, for at most 24 hours (RFC 9309, § 2.4)."""

    origin: str = Field(primary_key=True)
    status: int
    body: str = ""
    read_at: datetime = Field(sa_type=UtcDateTime)


class Evidence(Record, table=True):
    """One archived answer: `length` bytes at `offset` of `file`, in the archive's folder.

    `id` is the WARC-Record-ID without its brackets, `digest` the SHA-256 of the payload.
    """

    id: str = Field(primary_key=True)
    url: str = Field(index=True)
    file: str
    offset: int = Field(sa_type=BigInteger)
    length: int
    digest: str
    fetched_at: datetime = Field(sa_type=UtcDateTime)


class Band(Record, table=True):
    """One part of a document's signature: documents that share one may be near duplicates."""

    # Its key is all that it holds: without a number of its own a row is written once, not twice.
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    value: int = Field(primary_key=True, sa_type=BigInteger)
    document_id: str = Field(primary_key=True)


class ListedValue(Record, table=True):
    """What a catalogue lists now: `key` is a hash of who lists what of which model."""

    key: str = Field(primary_key=True)
    value: Any = Field(default=None, sa_type=JSON)
    fact_id: str
    seen_on: date


class ScrapeRun(Record, table=True):
    """What one visit to one source did. `source` is the slug of its subscription.

    `records` were found, `documents` and `facts` of them were new. A failed run says what
    kind of failure it was, and `error` why in one sentence; one that did not fail may say there
    what its source no longer gave.
    """

    id: str = Field(primary_key=True)
    source: str = Field(index=True)
    started_at: datetime = Field(sa_type=UtcDateTime, index=True)
    finished_at: datetime = Field(sa_type=UtcDateTime)
    status: RunStatus = Field(default=RunStatus.changed, sa_type=words_of(RunStatus))
    records: int = 0
    documents: int = 0
    facts: int = 0
    failure: Failure | None = Field(default=None, sa_type=words_of(Failure))
    error: str | None = None

    @property
    def took(self) -> timedelta:
        """How long the visit lasted."""
        return self.finished_at - self.started_at
