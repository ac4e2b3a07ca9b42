"""robots.txt as RFC 9309 has it: may this page be fetched, and at which pace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

PRODUCT = "Hearsay"  # the token by which a robots.txt speaks to us
KEPT_FOR = timedelta(hours=24)  # RFC 9309, § 2.4: no longer than that
MAX_BYTES = 512 * 1024  # RFC 9309, § 2.5: at least 500 KiB are read; the rest does not count


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host. `closed` says why all of it is off limits, where it is."""

    read_at: datetime
    rules: Protego | None = None
    closed: str | None = None

    @classmethod
    def of(cls, status: int, body: bytes, read_at: datetime) -> Robots:
        """The rules that an answer to `/robots.txt` gives.

        A 4xx means that there are none, a 5xx that the host must be left alone (§ 2.3.1).
        """
        if 200 <= status < 300:  # noqa: PLR2004 - the classes of HTTP status
            text = _whole_lines(body).decode("utf-8", "replace").removeprefix("\ufeff")
            return cls(read_at, rules=Protego.parse(text))
        if 400 <= status < 500:  # noqa: PLR2004 - the classes of HTTP status
            return cls(read_at)
        return cls(read_at, closed=f"robots.txt answered {status}, so the host is left alone")

    @classmethod
    def unreachable(cls, why: str, read_at: datetime) -> Robots:
        """A host whose robots.txt could not be had is left alone (§ 2.3.1.4)."""
        return cls(read_at, closed=why)

    def refusal(self, url: str) -> str | None:
        """Why `url` may not be fetched, `None` where it may."""
        if self.closed:
            return self.closed
        if self.rules is None or self.rules.can_fetch(url, PRODUCT):
            return None
        return "robots.txt does not allow it"

    @property
    def pause_s(self) -> float:
        """Seconds that the host wants between requests, 0 where it does not say."""
        return float((self.rules.crawl_delay(PRODUCT) if self.rules else None) or 0)

    def is_fresh(self, now: datetime) -> bool:
        """Whether these rules may still be used."""
        return now - self.read_at < KEPT_FOR


def _whole_lines(body: bytes) -> bytes:
    """What counts of a long file, without its cut last line: half a path forbids too much."""
    return body if len(body) < MAX_BYTES else body[: body.rfind(b"\n", 0, MAX_BYTES) + 1]
