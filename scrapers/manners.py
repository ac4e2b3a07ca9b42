"""How we behave on the web: who we say we are, at which pace, and how much we take in."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.metadata import version

from app.errors import FetchError
from app.vocabulary import Failure
from scrapers.robots import PRODUCT, Robots

MAX_WAIT_S = 60.0  # a longer pause, asked for by robots.txt or a Retry-After, is left for later
LEFT_ALONE_FOR = timedelta(minutes=1)  # a host without connection: its next source need not try
ACCEPT = "text/html, application/xhtml+xml, application/xml, application/json, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Manners:
    """Who we say we are, and how much one fetch may take.

    `contact` goes into the user agent. `allow_hosts` are `host:port` pairs, comma-separated,
    that need not be public. `deadline_s` is for all redirects together, pauses apart.
    `proxy` is an `http://` URL, empty for none; with one, it is the proxy that connects, and
    the check for public addresses is its business.
    """

    contact: str = ""
    allow_hosts: str = ""
    proxy: str = ""
    max_bytes: int = 16 * 1024 * 1024  # the largest catalogue read here has some 4 MB
    deadline_s: float = 60.0
    pause_s: float = 1.0
    redirects: int = 5

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        """`allow_hosts` as pairs."""
        pairs = (pair.strip().rpartition(":") for pair in self.allow_hosts.split(","))
        return frozenset((host.strip("[]"), int(port)) for host, _, port in pairs if port)


@dataclass(slots=True)
class Host:
    """What is known of one origin. Whoever holds the lock makes the one request at a time.

    `free_at` is when the next one may start; `failed` is why there was no connection, until
    `again_at`.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Robots | None = None
    free_at: datetime | None = None
    failed: FetchError | None = None
    again_at: datetime | None = None

    def rest(self, now: datetime, seconds: float) -> None:
        """No request for so many seconds, or for longer where that was settled before."""
        free_at = now + timedelta(seconds=seconds)
        self.free_at = max(free_at, self.free_at) if self.free_at else free_at

    def wait_s(self, url: str, now: datetime) -> float:
        """Seconds until the next request may start, 0 or less for now.

        Raises:
            FetchError: that is too long to wait for.
        """
        wait_s = (self.free_at - now).total_seconds() if self.free_at else 0.0
        if wait_s > MAX_WAIT_S:
            by_rule = self.robots is not None and self.robots.pause_s > MAX_WAIT_S
            reason = f"the host wants a pause of {wait_s:.0f} s more; left for the next run"
            raise FetchError(url, reason, Failure.robots if by_rule else Failure.server)
        return wait_s

    def fail(self, error: FetchError, now: datetime) -> None:
        """Remember for a while that there was no connection."""
        self.failed, self.again_at = error, now + LEFT_ALONE_FOR

    def refuse_while_failed(self, url: str, now: datetime) -> None:
        """Raises `FetchError` where there was no connection just now."""
        if self.failed is not None and self.again_at is not None and now < self.again_at:
            raise FetchError(url, self.failed.reason, self.failed.failure)


def user_agent(contact: str) -> str:
    """Who we say we are: product, version, and where to complain."""
    said = "".join(char for char in contact if char.isascii() and char.isprintable())
    return f"{PRODUCT}/{version('hearsay')} ({f'+{said}' if said else 'no contact set'})"
