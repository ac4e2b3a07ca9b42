"""robots.txt as RFC 9309 has it: may this page be fetched, and at which pace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from protego import Protego

PRODUCT = "Hearsay"  # the token by which a robots.txt speaks to us
KEPT_FOR = timedelta(hours=24)  # RFC 9309, § 2.4: no longer than that
FAILED_FOR = timedelta(minutes=10)  # a 5xx passes: the pause of the most eager source is enough
MAX_BYTES = 512 * 1024  # RFC 9309, § 2.5: at least 500 KiB are read; the rest does not count
LONGEST_PAUSE_S = 86_400.0  # what a host asks for beyond a day is the same to us


@dataclass(frozen=True)
class Robots:
    """The rules of one origin: what answered to `/robots.txt`, and when.

    `body` is the part that counts, empty where the status says that there is none. `astray`
    says why the rules could not be had though the host answered (a redirect without end).
    """

    status: int
    body: bytes
    read_at: datetime
    astray: str | None = None

    @classmethod
    def of(cls, status: int, body: bytes, read_at: datetime) -> Robots:
        """The rules that an answer to `/robots.txt` gives, or that were kept of one.

        A 4xx means that there are none, a 5xx that the host must be left alone (§ 2.3.1).
        """
        return cls(status, _whole_lines(body) if _is_success(status) else b"", read_at)

    @classmethod
    def led_astray(cls, why: str, read_at: datetime) -> Robots:
        """A host whose robots.txt could not be had is left alone (§ 2.3.1.4)."""
        return cls(0, b"", read_at, astray=why)

    @cached_property
    def _rules(self) -> Protego | None:
        if not _is_success(self.status):
            return None
        return Protego.parse(self.body.decode("utf-8", "replace").removeprefix("\ufeff"))

    @cached_property
    def closed(self) -> str | None:
        """Why all of the host is off limits, `None` where it is not."""
        if self.astray:
            return self.astray
        if _is_success(self.status) or 400 <= self.status < 500:  # noqa: PLR2004 - as below
            return None
        return f"robots.txt answered {self.status}, so the host is left alone"

    def refusal(self, url: str) -> str | None:
        """Why `url` may not be fetched, `None` where it may."""
        if self.closed:
            return self.closed
        if self._rules is None or self._rules.can_fetch(url, PRODUCT):
            return None
        return "robots.txt does not allow it"

    @cached_property
    def pause_s(self) -> float:
        """Seconds that the host wants between requests, 0 where it does not say."""
        asked = float((self._rules.crawl_delay(PRODUCT) if self._rules else None) or 0)
        return min(asked, LONGEST_PAUSE_S)

    def is_fresh(self, now: datetime) -> bool:
        """Whether these rules may still be used."""
        return now - self.read_at < (FAILED_FOR if self.closed else KEPT_FOR)


def _is_success(status: int) -> bool:
    return 200 <= status < 300  # noqa: PLR2004 - the classes of HTTP status


def _whole_lines(body: bytes) -> bytes:
    """What counts of a long file, without its cut last line: half a path forbids too much."""
    return body if len(body) < MAX_BYTES else body[: body.rfind(b"\n", 0, MAX_BYTES) + 1]
