"""One answer of a server: what its head says, and whether a page may come of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from app.errors import FetchError
from app.vocabulary import Failure

READABLE = frozenset(
    {
        "text/html",
        "text/plain",
        "text/markdown",
        "text/xml",
        "text/json",
        "application/json",
        "application/xml",
    }
)
BUILT_ON = re.compile(r"(?:application|text)/\S+\+(?:xml|json)")  # RFC 6839: feeds, XHTML …
REDIRECTS = frozenset({301, 302, 303, 307, 308})
UNSAID = frozenset({"set-cookie", "set-cookie2"})  # about us, not about the page: never kept
SNIFFED_BYTES = 1024  # a body without a content type is no text when a NUL stands in these
LONGEST_WAIT_S = 86_400.0  # what a server asks for beyond a day is the same to us
CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s;"',]+)""", re.IGNORECASE)


class BusyError(FetchError):
    """The server asks for patience: 429 or 5xx. `retry_after_s` where it says how long."""

    def __init__(self, url: str, reason: str, retry_after_s: float | None) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(url, reason, Failure.server)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case) and, where it was read, the body unpacked."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    @classmethod
    def of(cls, status: int, raw: Sequence[tuple[bytes, bytes]], body: bytes = b"") -> Answer:
        """The answer whose headers came in as `raw`."""
        named = ((key.decode("ascii").lower(), value.decode("latin-1")) for key, value in raw)
        return cls(status, tuple(pair for pair in named if pair[0] not in UNSAID), body)

    def header(self, name: str) -> str | None:
        """What the headers of that name say, as one list; `None` where there is none."""
        said = [value for key, value in self.headers if key == name]
        return ", ".join(said) if said else None

    @property
    def is_success(self) -> bool:
        """Whether the status is a 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the classes of HTTP status

    @property
    def location(self) -> str | None:
        """Where a redirect leads, `None` where this is none."""
        return self.header("location") if self.status in REDIRECTS else None

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case; empty where it is not said."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the server names."""
        found = CHARSET.search(self.header("content-type") or "")
        return found[1] if found else None


def refuse(url: str, answer: Answer, now: datetime) -> None:
    """Raises `FetchError` for an answer that is no page, before its body is read."""
    status = answer.status
    said = f"the server answered {status} {phrase(status)}".rstrip()
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        wait_s = retry_after_s(answer.header("retry-after") or "", now)
        wish = f" and asks for {wait_s:.0f} s of patience" if wait_s else ""
        raise BusyError(url, said + wish, wait_s)
    if answer.location is not None:
        return
    if not answer.is_success:
        is_refusal = status >= HTTPStatus.BAD_REQUEST
        raise FetchError(url, said, Failure.refused if is_refusal else Failure.other)
    kind = answer.media_type
    if kind and kind not in READABLE and not BUILT_ON.fullmatch(kind):
        reason = f"it is {kind}, and only text, HTML, XML and JSON are read"
        raise FetchError(url, reason, Failure.content)


def refuse_untyped(url: str, answer: Answer) -> None:
    """Raises `FetchError` for a body that nobody calls text and that does not look it."""
    if not answer.media_type and b"\0" in answer.body[:SNIFFED_BYTES]:
        reason = "it is not text, and the server does not say what it is"
        raise FetchError(url, reason, Failure.content)


def retry_after_s(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After asks for, in either of its forms (RFC 9110, § 10.2.3)."""
    if value.strip().isdecimal():
        return min(float(value), LONGEST_WAIT_S)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    wait_s = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    return min(max(0.0, wait_s), LONGEST_WAIT_S)


def drain(chunks: Iterable[bytes]) -> None:
    """Take in an answer that has no body, so that its connection can be used again."""
    for _ in chunks:
        return


def phrase(status: int) -> str:
    """The standard's words for a status, empty where it has none."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
