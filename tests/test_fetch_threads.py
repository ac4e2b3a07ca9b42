from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from app.errors import FetchError
from app.vocabulary import Failure
from scrapers.fetch import Fetcher
from scrapers.manners import Manners
from tests.local_web import HTML, Clock, asked, dripping, fetcher_of, place_of


class Crowd:
    """A handler that counts how many requests are open at a time."""

    def __init__(self) -> None:
        self.lock, self.under_way, self.most = threading.Lock(), 0, 0

    def __call__(self, _: Request) -> Response:
        with self.lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        time.sleep(0.05)
        with self.lock:
            self.under_way -= 1
        return Response(HTML, content_type="text/html")


@pytest.fixture
def hosts() -> Iterator[list[HTTPServer]]:
    """Four hosts that answer several requests at once, if they are asked."""
    servers = [HTTPServer(host="127.0.0.1", threaded=True) for _ in range(4)]
    for server in servers:
        server.start()
        server.expect_request("/robots.txt").respond_with_data("")
    yield servers
    for server in servers:
        server.clear()
        server.stop()


def at_once(*calls: Callable[[], object]) -> list[FetchError]:
    """Make the calls in threads of their own; which of them failed, and how."""
    failures: list[FetchError] = []

    def run(call: Callable[[], object]) -> None:
        try:
            call()
        except FetchError as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
        assert not thread.is_alive()
    return failures


def calls(fetch: Fetcher, *urls: str) -> list[Callable[[], object]]:
    return [lambda url=url: fetch(url) for url in urls]  # type: ignore[misc]  # a default argument


def test_a_host_is_asked_by_one_thread_at_a_time(hosts: list[HTTPServer]) -> None:
    crowd, host = Crowd(), hosts[0]
    host.expect_request("/slow").respond_with_handler(crowd)
    fetch = fetcher_of(Clock(), place_of(host))
    assert at_once(*calls(fetch, *[host.url_for("/slow")] * 8)) == []
    assert (asked(host, "/slow"), asked(host, "/robots.txt"), crowd.most) == (8, 1, 1)


def test_several_hosts_are_asked_at_once(hosts: list[HTTPServer]) -> None:
    crowd = Crowd()
    for host in hosts:
        host.expect_request("/slow").respond_with_handler(crowd)
    fetch = fetcher_of(Clock(), *map(place_of, hosts))
    urls = [host.url_for("/slow") for host in hosts] * 3
    assert at_once(*calls(fetch, *urls)) == []
    assert 1 < crowd.most <= len(hosts)


def test_the_pause_holds_for_all_threads(hosts: list[HTTPServer]) -> None:
    seen: list[float] = []

    def note(_: Request) -> Response:
        seen.append(time.monotonic())
        return Response(HTML, content_type="text/html")

    hosts[0].expect_request("/a").respond_with_handler(note)
    manners = Manners(allow_hosts=place_of(hosts[0]), pause_s=0.2)
    fetch = Fetcher(now=lambda: datetime.now(UTC), manners=manners)
    assert at_once(*calls(fetch, *[hosts[0].url_for("/a")] * 4)) == []
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(seen))


def stopping(fetch: Fetcher) -> None:
    """Stop a fetcher that has something under way."""
    time.sleep(0.3)
    fetch.stop()


def test_a_stop_ends_a_pause(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nCrawl-delay: 30")
    httpserver.expect_request("/a").respond_with_data(HTML)
    manners = Manners(allow_hosts=place_of(httpserver))
    fetch = Fetcher(now=lambda: datetime.now(UTC), manners=manners)
    fetch(httpserver.url_for("/a"))
    waiting = calls(fetch, *[httpserver.url_for("/a")] * 3)
    started = time.monotonic()
    failures = at_once(*waiting, lambda: stopping(fetch))
    assert time.monotonic() - started < 1.3
    assert {(error.reason, error.failure) for error in failures} == {("stopped", Failure.other)}
    assert (len(failures), asked(httpserver, "/a")) == (3, 1)


@pytest.mark.parametrize(
    "head", [[], [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nwords"]], ids=str
)
def test_a_stop_ends_a_read(head: list[bytes]) -> None:
    with dripping([*head, *[b""] * 100], every_s=0.2) as port:
        fetch = fetcher_of(Clock(), f"127.0.0.1:{port}")
        started = time.monotonic()
        failures = at_once(*calls(fetch, f"http://127.0.0.1:{port}/a"), lambda: stopping(fetch))
        assert time.monotonic() - started < 2
    assert [error.reason for error in failures] == ["stopped"]


def test_a_stopped_fetcher_asks_for_nothing(httpserver: HTTPServer) -> None:
    fetch = fetcher_of(Clock(), place_of(httpserver))
    fetch.stop()
    with pytest.raises(FetchError, match="stopped"):
        fetch(httpserver.url_for("/a"))
    assert httpserver.log == []
    assert fetch.rules == {}


def test_a_stop_while_rules_are_read_is_no_rule() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        fetch = fetcher_of(Clock(), f"127.0.0.1:{port}")
        failures = at_once(*calls(fetch, f"http://127.0.0.1:{port}/a"), lambda: stopping(fetch))
        assert [error.reason for error in failures] == ["stopped"]
        assert fetch.rules == {}
