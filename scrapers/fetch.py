"""The live `Fetch`, and a polite one; no other module imports httpx.

It says who it is, minds robots.txt and its pace, makes one request at a time to a host with a
pause between, asks only for what changed, waits where it is told to, takes in no more than it
can hold, and connects to public addresses only. Whatever goes wrong is a `FetchError` with a
reason to act on.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Self, cast

import httpcore
import httpx
import stamina

from app.errors import FetchError
from app.settings import settings
from app.vocabulary import Failure
from scrapers.addresses import (
    CONNECT_TIMEOUT_S,
    Deadline,
    InsideError,
    PublicBackend,
    Resolve,
    resolve,
)
from scrapers.answers import Answer, BusyError, drain, refuse, refuse_untyped
from scrapers.body import ENCODINGS, BodyError, read_body
from scrapers.charset import find_charset
from scrapers.manners import ACCEPT, MAX_WAIT_S, Host, Manners, user_agent
from scrapers.robots import MAX_BYTES as ROBOTS_MAX_BYTES
from scrapers.robots import Robots
from scrapers.scraper import Page
from scrapers.visit import Known, NotModifiedError, validators

ATTEMPTS = 3
LAST_PORT = 65_535
NO_ANSWER = frozenset({Failure.network, Failure.slow, Failure.certificate})
BACKOFF_S = (1.0, 10.0)  # the first wait before trying again, and the longest
NOTHING: Mapping[str, Known] = MappingProxyType({})
NO_RULES: Mapping[str, Robots] = MappingProxyType({})

# The library that waits between attempts logs each wait; without this, on standard error.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class UnreachableError(FetchError):
    """There was no connection to the host at all."""


class Fetcher:
    """A `Fetch` for the live web, for any number of threads; closes its connections at exit.

    `now` gives the time (aware), `sleep` waits so many seconds; without one of its own it
    waits so that `stop` can end it. `rules` are robots.txt files read before, by origin.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], object] | None = None,
        manners: Manners | None = None,
        resolver: Resolve = resolve,
        rules: Mapping[str, Robots] = NO_RULES,
    ) -> None:
        self._manners = manners or Manners()
        self._stopping = threading.Event()
        self._now, self._sleep = now, sleep or self._stopping.wait
        self._deadline = Deadline(lambda: now().timestamp(), self._stopping)
        self._hosts = {origin: Host(robots=robots) for origin, robots in rules.items()}
        allowed, proxy = self._manners.allowed, None
        if self._manners.proxy:
            proxy = httpx.Proxy(self._manners.proxy)
            allowed |= {(proxy.url.host, proxy.url.port or 80)}
        self._transport = _Transport(PublicBackend(self._deadline, allowed, resolver), proxy)
        said = (("User-Agent", user_agent(self._manners.contact)), ("Accept", ACCEPT))
        self._headers = httpx.Headers((*said, ("Accept-Encoding", ENCODINGS)))
        limits = httpx.Timeout(self._manners.deadline_s, connect=CONNECT_TIMEOUT_S)
        self._extensions = {"timeout": limits.as_dict()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()

    def __call__(self, url: str) -> Page:
        """The page behind `url`. Raises `FetchError` with the reason why it cannot be had."""
        return self.get(url)

    def get(self, url: str, known: Mapping[str, Known] = NOTHING) -> Page:
        """The page behind `url`, asked for only if it is another than the one `known`.

        Raises:
            NotModifiedError: the server says that it is the same.
            FetchError: it cannot be had.
        """
        try:
            return self._follow(url, known)
        except BusyError as busy:
            if _is_worth_waiting(busy) is False:
                raise
            return self._insist(url, known, busy)

    def stop(self) -> None:
        """End what is under way, in all threads, and refuse what comes. May be called anywhere."""
        self._stopping.set()

    @property
    def rules(self) -> dict[str, Robots]:
        """What each origin answered to `/robots.txt`, as far as it may be used still."""
        now = self._now()
        held = [(origin, host.robots) for origin, host in list(self._hosts.items())]
        return {
            origin: robots
            for origin, robots in held
            if robots and not robots.astray and robots.is_fresh(now)
        }

    def forget(self) -> None:
        """Forget the hosts whose rules are too old to be used: in months there are thousands."""
        now = self._now()
        for origin, host in list(self._hosts.items()):
            is_resting = host.free_at is not None and host.free_at > now
            is_known = host.robots is not None and host.robots.is_fresh(now)
            if not (is_known or is_resting or host.lock.locked()):
                del self._hosts[origin]

    def _insist(self, url: str, known: Mapping[str, Known], first: BusyError) -> Page:
        """Try again, up to `ATTEMPTS` times in all, with a wait before each."""
        retrying = stamina.retry_context(
            _is_worth_waiting,
            attempts=ATTEMPTS,
            timeout=None,
            wait_initial=BACKOFF_S[0],
            wait_max=BACKOFF_S[1],
        )
        for attempt in retrying:
            with attempt:
                if attempt.num == 1:
                    raise first
                return self._follow(url, known)
        raise AssertionError("unreachable: the last attempt raises")  # pragma: no cover

    def _follow(self, url: str, known: Mapping[str, Known]) -> Page:
        target = _checked(url, url)
        budget_s = self._manners.deadline_s
        for _ in range(self._manners.redirects + 1):
            address = str(target)
            answer = self._visit(target, address, budget_s, validators(known, url, address))
            if answer.status == httpx.codes.NOT_MODIFIED:
                validated = answer.header("etag"), answer.header("last-modified")
                raise NotModifiedError(url, address, *validated)
            if answer.location is None:
                return self._page(url, address, answer)
            budget_s = self._deadline.left_s
            target = _checked(url, answer.location, target)
        reason = f"more than {self._manners.redirects} redirects"
        raise FetchError(url, reason, Failure.content)

    def _page(self, url: str, address: str, answer: Answer) -> Page:
        refuse_untyped(url, answer)
        return Page(
            url=url,
            final_url=address,
            body=answer.body,
            content_type=answer.media_type,
            charset=find_charset(answer.body, answer.charset),
            fetched_at=self._now(),
            status=answer.status,
            headers=answer.headers,
            evidence=uuid.uuid4().urn,
        )

    def _visit(
        self, target: httpx.URL, address: str, budget_s: float, known: Known | None
    ) -> Answer:
        origin = f"{target.scheme}://{target.netloc.decode('ascii')}"
        host = self._hosts.get(origin) or self._hosts.setdefault(origin, Host())
        with host.lock:
            host.refuse_while_failed(address, self._now())
            try:
                robots = self._robots(host, target)
                if refusal := robots.refusal(address):
                    raise FetchError(address, refusal, Failure.robots)
                self._wait_for(host, address)
                return self._page_answer(host, robots, target, budget_s, known)
            except UnreachableError as error:
                host.fail(error, self._now())
                raise

    def _page_answer(
        self, host: Host, robots: Robots, target: httpx.URL, budget_s: float, known: Known | None
    ) -> Answer:
        try:
            return self._request(target, budget_s, known)
        except BusyError as busy:
            host.rest(self._now(), busy.retry_after_s or 0)
            raise
        finally:
            host.rest(self._now(), max(self._manners.pause_s, robots.pause_s))

    def _wait_for(self, host: Host, address: str) -> None:
        wait_s = host.wait_s(address, self._now())
        if wait_s > 0:
            self._sleep(wait_s)

    def _robots(self, host: Host, target: httpx.URL) -> Robots:
        if host.robots is None or not host.robots.is_fresh(self._now()):
            host.robots = self._read_robots(target.join("/robots.txt"))
        return host.robots

    def _read_robots(self, url: httpx.URL) -> Robots:
        """The rules as they are told. Raises `UnreachableError` where nobody was there to tell."""
        target, budget_s = url, self._manners.deadline_s
        try:
            for _ in range(self._manners.redirects + 1):
                answer = self._request(target, budget_s, for_robots=True)
                if answer.location is None:
                    return Robots.of(answer.status, answer.body, self._now())
                budget_s = self._deadline.left_s
                target = _checked(str(url), answer.location, target)
        except FetchError as error:
            if self._stopping.is_set():
                raise
            reason = f"{error.reason} (asked for robots.txt)"
            is_host_itself = target is url and isinstance(error, UnreachableError)
            if is_host_itself or error.failure in NO_ANSWER:
                raise UnreachableError(error.url, reason, error.failure) from error
            return Robots.led_astray(reason, self._now())
        return Robots.led_astray("robots.txt redirects without end", self._now())

    def _request(
        self,
        url: httpx.URL,
        budget_s: float,
        known: Known | None = None,
        *,
        for_robots: bool = False,
    ) -> Answer:
        if self._stopping.is_set():
            raise FetchError(str(url), "stopped")
        self._deadline.start(budget_s)
        headers = _with_validators(self._headers, known) if known else self._headers
        request = httpx.Request("GET", url, headers=headers, extensions=self._extensions)
        try:
            response = self._transport.handle_request(request)
            with closing(response):
                return self._read(str(url), response, known, for_robots=for_robots)
        except BodyError as error:
            raise FetchError(str(url), str(error), Failure.content) from error
        except httpx.HTTPError as error:
            if self._stopping.is_set():
                raise FetchError(str(url), "stopped") from error
            raise _told(str(url), error, budget_s) from error

    def _read(
        self, url: str, response: httpx.Response, known: Known | None, *, for_robots: bool
    ) -> Answer:
        answer = Answer.of(response.status_code, response.headers.raw)
        chunks = cast("httpx.SyncByteStream", response.stream)
        if known and answer.status == httpx.codes.NOT_MODIFIED:
            drain(chunks)
            return answer
        if not for_robots:
            refuse(url, answer, self._now())
        if answer.location is not None or not answer.is_success:
            return answer
        limit = ROBOTS_MAX_BYTES if for_robots else self._manners.max_bytes
        encoding = answer.header("content-encoding") or ""
        return replace(answer, body=read_body(chunks, encoding, limit, cut=for_robots))


def live_fetcher(
    now: Callable[[], datetime],
    sleep: Callable[[float], object] | None = None,
    rules: Mapping[str, Robots] = NO_RULES,
) -> Fetcher:
    """A fetcher for this installation: contact, pace, proxy and allow-list from its settings."""
    chosen = settings()
    manners = Manners(
        contact=chosen.contact,
        allow_hosts=chosen.allow_hosts,
        proxy=chosen.proxy,
        pause_s=chosen.pause_s,
    )
    return Fetcher(now=now, sleep=sleep, manners=manners, rules=rules)


class _Transport(httpx.HTTPTransport):
    """httpx's own transport over a pool that opens its connections through `backend`."""

    def __init__(self, backend: PublicBackend, proxy: httpx.Proxy | None) -> None:
        super().__init__(trust_env=False)
        context = httpx.create_ssl_context(trust_env=False)
        idle_s = httpx.Limits().keepalive_expiry
        if proxy is None:
            self._pool = httpcore.ConnectionPool(
                ssl_context=context, keepalive_expiry=idle_s, network_backend=backend
            )
        else:
            self._pool = httpcore.HTTPProxy(
                proxy_url=str(proxy.url),
                proxy_auth=proxy.raw_auth,
                ssl_context=context,
                keepalive_expiry=idle_s,
                network_backend=backend,
            )


def _checked(url: str, location: str, base: httpx.URL | None = None) -> httpx.URL:
    """`location`, relative to `base`, as an address that may be asked for."""
    try:
        target = base.join(location) if base else httpx.URL(location)
        is_web = target.scheme in ("http", "https") and bool(target.host)
    except (httpx.InvalidURL, ValueError) as error:
        reason = f"{location!r} is not a web address ({error})"
        raise FetchError(url, reason, Failure.refused) from error
    if not is_web:
        reason = f"only http and https pages are read, not {location!r}"
        raise FetchError(url, reason, Failure.refused)
    if target.port is not None and not 0 < target.port <= LAST_PORT:
        raise FetchError(url, f"there is no port {target.port}", Failure.refused)
    if target.userinfo:
        reason = "an address with a user name or password in it is not asked for"
        raise FetchError(url, reason, Failure.refused)
    return target.copy_with(fragment=None) if "#" in location else target


def _with_validators(headers: httpx.Headers, known: Known) -> httpx.Headers:
    asked = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    given = [(name.encode(), value.encode("latin-1")) for name, value in asked if value]
    return httpx.Headers(headers.raw + given)


def _is_worth_waiting(error: Exception) -> bool | float:
    """Whether to try again; 0 where the host's own rest is what is waited for."""
    if not isinstance(error, BusyError):
        return False
    if error.retry_after_s is None:
        return True
    return error.retry_after_s <= MAX_WAIT_S and 0.0


def _told(url: str, error: httpx.HTTPError, budget_s: float) -> FetchError:
    """What went wrong on the wire, in words and by kind."""
    if isinstance(error.__cause__, InsideError):
        return UnreachableError(url, str(error), Failure.refused)
    if isinstance(error, httpx.ConnectTimeout):
        reason = f"no connection within {CONNECT_TIMEOUT_S:.0f} s"
        return UnreachableError(url, reason, Failure.network)
    if isinstance(error, httpx.TimeoutException):
        return FetchError(url, f"no complete answer within {budget_s:.0f} s", Failure.slow)
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        reason = f"its certificate is not valid ({error})"
        return UnreachableError(url, reason, Failure.certificate)
    reason = str(error) or type(error).__name__
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return UnreachableError(url, reason, Failure.network)
    return FetchError(url, reason, Failure.network)
