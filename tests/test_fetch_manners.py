from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from pytest_httpserver import HTTPServer

from app.errors import FetchError
from scrapers.fetch import Fetcher, _told
from scrapers.manners import Manners

HTML = "<html><body><p>Zephyr 9 ships in spring.</p></body></html>"


class Clock:
    """The real time, moved on by what was slept; `naps` are the seconds of each sleep."""

    def __init__(self) -> None:
        self.naps: list[float] = []
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.ahead += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def fetcher_of(clock: Clock, *places: str, pause_s: float = 0, deadline_s: float = 60) -> Fetcher:
    manners = Manners(allow_hosts=",".join(places), pause_s=pause_s, deadline_s=deadline_s)
    return Fetcher(now=clock.now, sleep=clock.sleep, manners=manners)


def place_of(server: HTTPServer) -> str:
    return f"{server.host}:{server.port}"


def refusal(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as refused:
        fetcher(url)
    return refused.value.reason


def asked(server: HTTPServer, path: str) -> int:
    return sum(request.path == path for request, _ in server.log)


def serve(server: HTTPServer, robots: str, status: int = 200) -> None:
    server.expect_request("/robots.txt").respond_with_data(robots, status=status)
    server.expect_request("/a").respond_with_data(HTML)
    server.expect_request("/b").respond_with_data(HTML)


def test_robots_txt_keeps_us_out(httpserver: HTTPServer, clock: Clock) -> None:
    serve(httpserver, "User-agent: Hearsay\nDisallow: /a")
    fetch = fetcher_of(clock, place_of(httpserver))
    assert refusal(fetch, httpserver.url_for("/a")) == "robots.txt does not allow it"
    assert fetch(httpserver.url_for("/b")).text == HTML
    assert asked(httpserver, "/a") == 0


def test_robots_txt_is_asked_once_a_day(httpserver: HTTPServer, clock: Clock) -> None:
    serve(httpserver, "")
    fetch = fetcher_of(clock, place_of(httpserver))
    for ahead, times in [(0, 1), (23, 1), (25, 2)]:
        clock.ahead = timedelta(hours=ahead)
        fetch(httpserver.url_for("/a"))
        assert asked(httpserver, "/robots.txt") == times


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (401, True), (500, False), (503, False)]
)
def test_a_missing_robots_txt_allows_and_a_failing_one_forbids(
    httpserver: HTTPServer, clock: Clock, status: int, *, allowed: bool
) -> None:
    serve(httpserver, "User-agent: *\nDisallow: /", status)
    fetch = fetcher_of(clock, place_of(httpserver))
    if allowed:
        assert fetch(httpserver.url_for("/a")).text == HTML
    else:
        assert f"robots.txt answered {status}" in refusal(fetch, httpserver.url_for("/a"))


def test_robots_txt_may_have_moved(httpserver: HTTPServer, clock: Clock) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(
        status=301, headers={"Location": "/rules"}
    )
    httpserver.expect_request("/rules").respond_with_data("User-agent: *\nDisallow: /a")
    fetch = fetcher_of(clock, place_of(httpserver))
    assert refusal(fetch, httpserver.url_for("/a")) == "robots.txt does not allow it"


@pytest.mark.parametrize(
    ("location", "reason"),
    [("/robots.txt", "redirects without end"), ("http://127.0.0.1:1/", "not a public address")],
)
def test_a_robots_txt_that_leads_astray_keeps_us_out(
    httpserver: HTTPServer, clock: Clock, location: str, reason: str
) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(
        status=302, headers={"Location": location}
    )
    fetch = fetcher_of(clock, place_of(httpserver))
    assert reason in refusal(fetch, httpserver.url_for("/a"))


def test_the_rules_of_the_host_behind_a_redirect_hold(httpserver: HTTPServer, clock: Clock) -> None:
    other = f"127.0.0.1:{httpserver.port}"  # the same server under its other name
    serve(httpserver, "User-agent: *\nDisallow: /secret")
    httpserver.expect_request("/to-secret").respond_with_data(
        status=302, headers={"Location": f"http://{other}/secret"}
    )
    fetch = fetcher_of(clock, place_of(httpserver), other)
    assert refusal(fetch, httpserver.url_for("/to-secret")) == "robots.txt does not allow it"
    assert asked(httpserver, "/robots.txt") == 2
    assert asked(httpserver, "/secret") == 0


@pytest.mark.parametrize(
    ("robots", "pause_s", "nap_s"),
    [("", 2, 2), ("User-agent: *\nCrawl-delay: 5", 2, 5), ("User-agent: *\nCrawl-delay: 1", 2, 2)],
)
def test_a_host_gets_a_pause_between_requests(
    httpserver: HTTPServer, clock: Clock, robots: str, pause_s: float, nap_s: float
) -> None:
    serve(httpserver, robots)
    fetch = fetcher_of(clock, place_of(httpserver), pause_s=pause_s)
    fetch(httpserver.url_for("/a"))
    assert clock.naps == []
    fetch(httpserver.url_for("/b"))
    assert clock.naps == [pytest.approx(nap_s, abs=0.5)]


def test_another_host_is_not_waited_for(httpserver: HTTPServer, clock: Clock) -> None:
    other = f"127.0.0.1:{httpserver.port}"
    serve(httpserver, "")
    fetch = fetcher_of(clock, place_of(httpserver), other, pause_s=5)
    fetch(httpserver.url_for("/a"))
    fetch(f"http://{other}/a")
    assert clock.naps == []


def test_a_failed_request_is_followed_by_a_pause_too(httpserver: HTTPServer, clock: Clock) -> None:
    serve(httpserver, "")
    httpserver.expect_request("/gone").respond_with_data(status=404)
    fetch = fetcher_of(clock, place_of(httpserver), pause_s=5)
    refusal(fetch, httpserver.url_for("/gone"))
    fetch(httpserver.url_for("/a"))
    assert clock.naps == [pytest.approx(5, abs=0.5)]


def test_too_long_a_pause_is_left_to_the_next_run(httpserver: HTTPServer, clock: Clock) -> None:
    serve(httpserver, "User-agent: *\nCrawl-delay: 600")
    fetch = fetcher_of(clock, place_of(httpserver))
    fetch(httpserver.url_for("/a"))
    assert "wants a pause of" in refusal(fetch, httpserver.url_for("/b"))
    assert clock.naps == []


def test_a_host_is_asked_by_one_thread_at_a_time(httpserver: HTTPServer, clock: Clock) -> None:
    under_way, most = 0, 0

    def answer(_: object) -> str:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.05)
        under_way -= 1
        return HTML

    httpserver.expect_request("/robots.txt").respond_with_data("")
    httpserver.expect_request("/slow").respond_with_handler(answer)  # type: ignore[arg-type]  # text will do
    fetch = fetcher_of(clock, place_of(httpserver))
    threads = [
        threading.Thread(target=fetch, args=(httpserver.url_for("/slow"),)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert asked(httpserver, "/slow") == 4
    assert most == 1


@contextmanager
def dripping(pieces: list[bytes], every_s: float) -> Iterator[int]:
    """A host that sends one piece at a time, robots.txt (none) apart; yields its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def answer(connection: socket.socket) -> None:
        with connection:
            if connection.recv(65536).startswith(b"GET /robots.txt"):
                connection.sendall(
                    b"HTTP/1.1 404 -\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
                return
            for piece in pieces:
                if done.wait(every_s):
                    return
                connection.sendall(piece)

    def listen() -> None:
        while not done.is_set():
            try:
                answer(listener.accept()[0])
            except OSError:
                continue

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        done.set()
        listener.shutdown(socket.SHUT_RDWR)  # ends the accept that waits
        listener.close()
        thread.join(timeout=5)


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *[b"word "] * 100],
        [b"HTTP/1.1 200 OK\r\n", *[b"X-Slow: 1\r\n"] * 100],
    ],
    ids=["in the body", "in the headers"],
)
def test_a_slow_drip_ends_at_the_deadline(clock: Clock, pieces: list[bytes]) -> None:
    with dripping(pieces, every_s=0.1) as port:
        fetch = fetcher_of(clock, f"127.0.0.1:{port}", deadline_s=0.6)
        started = time.monotonic()
        assert "no complete answer within" in refusal(fetch, f"http://127.0.0.1:{port}/a")
        assert time.monotonic() - started < 3


def test_an_answer_cut_short_is_no_page(clock: Clock) -> None:
    cut = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nshort"]
    with dripping(cut, every_s=0) as port:
        fetch = fetcher_of(clock, f"127.0.0.1:{port}")
        assert "peer closed connection" in refusal(fetch, f"http://127.0.0.1:{port}/a")


def test_a_closed_port_is_told_as_such(clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    fetch = fetcher_of(clock, f"127.0.0.1:{port}")
    assert "refused" in refusal(fetch, f"http://127.0.0.1:{port}/a")


@pytest.fixture
def signed_by_itself(tmp_path: Path) -> ssl.SSLContext:
    """A certificate for localhost that nobody vouches for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-days", "2", "-nodes", "-newkey", "rsa:2048"]
    subprocess.run(  # noqa: S603 - the words are this file's own
        [openssl, "req", "-x509", *subject, "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused(
    signed_by_itself: ssl.SSLContext, clock: Clock
) -> None:
    server = HTTPServer(host="localhost", ssl_context=signed_by_itself)
    with server:
        fetch = fetcher_of(clock, place_of(server))
        assert "certificate is not valid" in refusal(fetch, server.url_for("/a"))
        assert server.log == []


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ConnectTimeout("x"), "no connection within 5 s"),
        (httpx.ReadTimeout("x"), "no complete answer within 60 s"),
        (httpx.RemoteProtocolError("illegal header line"), "illegal header line"),
        (httpx.ReadError(""), "ReadError"),
    ],
)
def test_a_failure_is_told_in_words(error: Exception, reason: str) -> None:
    assert _told("http://x.example/", error, 60).reason == reason
