"""The live `Fetch`, and a polite one; no other module imports httpx.

It says who it is, minds robots.txt and its pace, makes one request at a time to a host with a
pause between, waits where it is told to, takes in no more than it can hold, and connects to
public addresses only. Whatever goes wrong is a `FetchError` with a reason to act on.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Self

import httpcore
import httpx
import stamina

from app.errors import FetchError
from app.settings import settings
from scrapers.addresses import CONNECT_TIMEOUT_S, Deadline, PublicBackend, Resolve, resolve
from scrapers.body import ENCODINGS, BodyError, read_body
from scrapers.charset import find_charset
from scrapers.robots import MAX_BYTES as ROBOTS_MAX_BYTES
from scrapers.robots import PRODUCT, Robots
from scrapers.scraper import Page

MAX_PAUSE_S = 30.0  # a longer pause, asked for by robots.txt, is left to the next run
MAX_RETRY_AFTER_S = 60.0  # the same for a longer Retry-After
ATTEMPTS = 3
BACKOFF_S = (1.0, 10.0)  # the first wait before trying again, and the longest

READABLE = frozenset(
    {
        "text/html",
        "text/plain",
        "text/markdown",
        "text/xml",
        "text/json",
        "application/json",
        "application/xml",
        "application/xhtml+xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
    }
)
ACCEPT = "text/html, application/xhtml+xml, application/xml, application/json, */*;q=0.5"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SNIFFED_BYTES = 1024  # a body without a content type is no text when a NUL stands in these

# The library that waits between attempts logs each wait; without this, on standard error.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave: who we say we are, and how much one fetch may take.

    `contact` goes into the user agent. `allow_hosts` are `host:port` pairs, comma-separated,
    that need not be public. `deadline_s` is for all redirects together, pauses apart.
    """

    contact: str = ""
    allow_hosts: str = ""
    max_bytes: int = 16 * 1024 * 1024  # the largest catalogue read here has some 4 MB
    deadline_s: float = 60.0
    pause_s: float = 1.0
    redirects: int = 5


@dataclass(slots=True)
class _Host:
    """What is known of one origin. The lock makes it one request at a time."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Robots | None = None
    free_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    content_type: str
    charset: str | None
    location: str | None
    body: bytes


class _BusyError(FetchError):
    """The server asks for patience: 429 or 5xx. `retry_after_s` where it says how long."""

    def __init__(self, url: str, reason: str, retry_after_s: float | None) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(url, reason)


class Fetcher:
    """A `Fetch` for the live web; also a context manager that closes its connections.

    `now` gives the time (aware), `sleep` waits so many seconds.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        manners: Manners | None = None,
        resolver: Resolve = resolve,
    ) -> None:
        self._now, self._sleep = now, sleep
        self._manners = manners or Manners()
        self._deadline = Deadline(lambda: now().timestamp())
        self._hosts: dict[str, _Host] = {}
        backend = PublicBackend(self._deadline, _pairs(self._manners.allow_hosts), resolver)
        self._client = httpx.Client(
            transport=_Transport(backend),
            headers={
                "User-Agent": user_agent(self._manners.contact),
                "Accept": ACCEPT,
                "Accept-Encoding": ENCODINGS,
            },
            timeout=httpx.Timeout(self._manners.deadline_s, connect=CONNECT_TIMEOUT_S),
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def __call__(self, url: str) -> Page:
        """The page behind `url`. Raises `FetchError` with the reason why it cannot be had."""
        retrying = stamina.retry_context(
            _patience,
            attempts=ATTEMPTS,
            timeout=None,
            wait_initial=BACKOFF_S[0],
            wait_max=BACKOFF_S[1],
        )
        for attempt in retrying:
            with attempt:
                return self._follow(url)
        raise AssertionError("unreachable: the last attempt raises")  # pragma: no cover

    def _follow(self, url: str) -> Page:
        target = _checked(url, url)
        budget_s = self._manners.deadline_s
        for _ in range(self._manners.redirects + 1):
            answer = self._visit(target, budget_s)
            if answer.location is None:
                return self._page(url, target, answer)
            budget_s = self._deadline.left_s
            target = _checked(url, answer.location, target)
        raise FetchError(url, f"more than {self._manners.redirects} redirects")

    def _page(self, url: str, target: httpx.URL, answer: _Answer) -> Page:
        if not answer.content_type and b"\0" in answer.body[:SNIFFED_BYTES]:
            raise FetchError(url, "it is not text, and the server does not say what it is")
        return Page(
            url=url,
            final_url=str(target),
            body=answer.body,
            content_type=answer.content_type,
            charset=find_charset(answer.body, answer.charset),
            fetched_at=self._now(),
        )

    def _visit(self, target: httpx.URL, budget_s: float) -> _Answer:
        host = self._hosts.setdefault(_origin(target), _Host())
        with host.lock:
            robots = self._robots(host, target)
            if refusal := robots.refusal(str(target)):
                raise FetchError(str(target), refusal)
            self._wait_for(host, target)
            try:
                return self._request(target, budget_s)
            finally:
                pause_s = max(self._manners.pause_s, robots.pause_s)
                host.free_at = self._now() + timedelta(seconds=pause_s)

    def _wait_for(self, host: _Host, target: httpx.URL) -> None:
        wait_s = (host.free_at - self._now()).total_seconds() if host.free_at else 0.0
        if wait_s > MAX_PAUSE_S:
            reason = f"the host wants a pause of {wait_s:.0f} s more; left for the next run"
            raise FetchError(str(target), reason)
        if wait_s > 0:
            self._sleep(wait_s)

    def _robots(self, host: _Host, target: httpx.URL) -> Robots:
        if host.robots is None or not host.robots.is_fresh(self._now()):
            host.robots = self._read_robots(target.join("/robots.txt"))
        return host.robots

    def _read_robots(self, url: httpx.URL) -> Robots:
        target, budget_s = url, self._manners.deadline_s
        try:
            for _ in range(self._manners.redirects + 1):
                answer = self._request(target, budget_s, for_robots=True)
                if answer.location is None:
                    return Robots.of(answer.status, answer.body, self._now())
                budget_s = self._deadline.left_s
                target = _checked(str(url), answer.location, target)
        except FetchError as error:
            return Robots.unreachable(f"{error.reason} (asked for robots.txt)", self._now())
        return Robots.unreachable("robots.txt redirects without end", self._now())

    def _request(self, url: httpx.URL, budget_s: float, *, for_robots: bool = False) -> _Answer:
        self._deadline.start(budget_s)
        try:
            with self._client.stream("GET", url) as response:
                if for_robots:
                    return _read(response, ROBOTS_MAX_BYTES, cut=True)
                _refuse(response, self._now())
                return _read(response, self._manners.max_bytes, cut=False)
        except BodyError as error:
            raise FetchError(str(url), str(error)) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(str(url), _why(error, budget_s)) from error
        finally:
            self._client.cookies.clear()


def live_fetcher(now: Callable[[], datetime], sleep: Callable[[float], None]) -> Fetcher:
    """A fetcher for this installation: contact and allow-list from its settings."""
    chosen = settings()
    manners = Manners(contact=chosen.contact, allow_hosts=chosen.allow_hosts)
    return Fetcher(now=now, sleep=sleep, manners=manners)


def user_agent(contact: str) -> str:
    """Who we say we are: product, version, and where to complain."""
    said = "".join(char for char in contact if char.isascii() and char.isprintable())
    return f"{PRODUCT}/{version('hearsay')} ({f'+{said}' if said else 'no contact set'})"


class _Transport(httpx.HTTPTransport):
    """httpx's own transport over a pool that opens its connections through `backend`."""

    def __init__(self, backend: PublicBackend) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            keepalive_expiry=httpx.Limits().keepalive_expiry,
            network_backend=backend,
        )


def _pairs(allow_hosts: str) -> frozenset[tuple[str, int]]:
    pairs = (pair.strip().rpartition(":") for pair in allow_hosts.split(",") if pair.strip())
    return frozenset((host.strip("[]"), int(port)) for host, _, port in pairs)


def _checked(url: str, location: str, base: httpx.URL | None = None) -> httpx.URL:
    """`location`, relative to `base`, as an address that may be asked for."""
    try:
        target = (base.join(location) if base else httpx.URL(location)).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(url, f"{location!r} is not a web address ({error})") from error
    if target.scheme not in ("http", "https") or not target.host:
        raise FetchError(url, f"only http and https pages are read, not {location!r}")
    if target.userinfo:
        raise FetchError(url, "an address with a user name or password in it is not asked for")
    return target


def _origin(target: httpx.URL) -> str:
    return f"{target.scheme}://{target.netloc.decode('ascii')}"


def _refuse(response: httpx.Response, now: datetime) -> None:
    """Raises `FetchError` for an answer that is no page, before its body is read."""
    url, status = str(response.url), response.status_code
    said = f"the server answered {status} {response.reason_phrase}".rstrip()
    if status == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
        wait_s = _retry_after_s(response.headers.get("retry-after", ""), now)
        wish = f" and asks for {wait_s:.0f} s of patience" if wait_s else ""
        raise _BusyError(url, said + wish, wait_s)
    if _location(response) is not None:
        return
    if not response.is_success:
        raise FetchError(url, said)
    media_type = _media_type(response)
    if media_type and media_type not in READABLE:
        raise FetchError(url, f"it is {media_type}, and only text, HTML, XML and JSON are read")


def _read(response: httpx.Response, max_bytes: int, *, cut: bool) -> _Answer:
    location = _location(response)
    body = b""
    if location is None and response.is_success:
        encoding = response.headers.get("content-encoding", "")
        body = read_body(response.iter_raw(), encoding, max_bytes, cut=cut)
    return _Answer(
        status=response.status_code,
        content_type=_media_type(response),
        charset=response.charset_encoding,
        location=location,
        body=body,
    )


def _location(response: httpx.Response) -> str | None:
    is_redirect = response.status_code in REDIRECTS
    return response.headers.get("location") if is_redirect else None


def _media_type(response: httpx.Response) -> str:
    said: str = response.headers.get("content-type", "")
    return said.partition(";")[0].strip().lower()


def _retry_after_s(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After asks for, in either of its forms (RFC 9110, § 10.2.3)."""
    if value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def _patience(error: Exception) -> bool | float:
    """Whether to try again, and after how many seconds where the server says so."""
    if not isinstance(error, _BusyError):
        return False
    if error.retry_after_s is None:
        return True
    return error.retry_after_s if error.retry_after_s <= MAX_RETRY_AFTER_S else False


def _why(error: Exception, budget_s: float) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection within {CONNECT_TIMEOUT_S:.0f} s"
    if isinstance(error, httpx.TimeoutException):
        return f"no complete answer within {budget_s:.0f} s"
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return f"its certificate is not valid ({error})"
    return str(error) or type(error).__name__
