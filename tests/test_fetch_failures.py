from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import stamina
from pytest_httpserver import HTTPServer
from werkzeug import Response

from app.vocabulary import Failure
from scrapers.fetch import Fetcher, _told
from scrapers.manners import Manners
from tests.conftest import free_port
from tests.local_web import (
    HTML,
    Clock,
    dripping,
    failed,
    fetcher_of,
    place_of,
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    """A host on this machine that has no robots.txt."""
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return httpserver


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ({"status": 404}, Failure.refused),
        ({"status": 403}, Failure.refused),
        ({"status": 451}, Failure.refused),
        ({"status": 429}, Failure.server),
        ({"status": 500}, Failure.server),
        ({"status": 599}, Failure.server),
        ({"status": 503, "headers": {"Retry-After": "9999"}}, Failure.server),
        ({"status": 304}, Failure.other),
        ({"status": 302, "headers": {"Location": "/loop"}}, Failure.content),
        ({"status": 302, "headers": {"Location": "ftp://site.example/"}}, Failure.refused),
        ({"status": 302, "headers": {"Location": "http://10.0.0.1/"}}, Failure.refused),
        ({"response_data": b"%PDF", "content_type": "application/pdf"}, Failure.content),
        ({"response_data": b"x" * 2000, "content_type": "text/html"}, Failure.content),
        ({"response_data": b"x", "headers": {"Content-Encoding": "gzip"}}, Failure.content),
        ({"response_data": b"x", "headers": {"Content-Encoding": "br"}}, Failure.content),
    ],
    ids=str,
)
def test_each_kind_of_answer_is_its_kind_of_failure(
    site: HTTPServer, clock: Clock, answer: dict[str, object], failure: Failure
) -> None:
    site.expect_request("/loop").respond_with_data(**answer)  # type: ignore[arg-type]  # by name
    with stamina.set_testing(True, attempts=3):
        fetch = fetcher_of(clock, place_of(site), max_bytes=1000)
        assert failed(fetch, site.url_for("/loop")).failure is failure


def test_a_body_of_no_stated_kind_that_is_no_text_is_a_matter_of_content(
    site: HTTPServer, clock: Clock
) -> None:
    untyped = Response(b"\x89PNG\0")
    del untyped.headers["Content-Type"]
    site.expect_request("/a").respond_with_response(untyped)
    assert failed(fetcher_of(clock, place_of(site)), site.url_for("/a")).failure is Failure.content


@pytest.mark.parametrize("status", [200, 503])
def test_being_kept_out_is_a_matter_of_robots(
    httpserver: HTTPServer, clock: Clock, status: int
) -> None:
    rules = "User-agent: *\nDisallow: /"
    httpserver.expect_request("/robots.txt").respond_with_data(rules, status=status)
    fetch = fetcher_of(clock, place_of(httpserver))
    assert failed(fetch, httpserver.url_for("/a")).failure is Failure.robots


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
        error = failed(fetch, f"http://127.0.0.1:{port}/a")
        assert "no complete answer within" in error.reason
        assert error.failure is Failure.slow
        assert time.monotonic() - started < 3


def test_an_answer_cut_short_is_no_page(clock: Clock) -> None:
    cut = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nshort"]
    with dripping(cut, every_s=0) as port:
        error = failed(fetcher_of(clock, f"127.0.0.1:{port}"), f"http://127.0.0.1:{port}/a")
        assert "peer closed connection" in error.reason
        assert error.failure is Failure.network


def test_a_closed_port_is_told_as_such(clock: Clock) -> None:
    port = free_port()
    error = failed(fetcher_of(clock, f"127.0.0.1:{port}"), f"http://127.0.0.1:{port}/a")
    assert "refused" in error.reason
    assert error.failure is Failure.network


def test_a_name_that_is_not_known_is_a_matter_of_the_network(clock: Clock) -> None:
    def unknown(_: str, __: int) -> list[str]:
        raise socket.gaierror("no such name")

    fetch = Fetcher(now=clock.now, resolver=unknown)
    error = failed(fetch, "http://nowhere.example/a")
    assert "nowhere.example could not be resolved" in error.reason
    assert error.failure is Failure.network


def test_a_host_that_is_not_there_is_left_alone_for_a_minute(clock: Clock) -> None:
    calls: list[str] = []

    def unknown(host: str, _: int) -> list[str]:
        calls.append(host)
        raise socket.gaierror("no such name")

    fetch = Fetcher(now=clock.now, resolver=unknown)
    first = failed(fetch, "http://nowhere.example/a")
    second = failed(fetch, "http://nowhere.example/b")
    assert (second.reason, second.failure) == (first.reason, Failure.network)
    assert second.url == "http://nowhere.example/b"
    failed(fetch, "http://elsewhere.example/a")
    assert calls == ["nowhere.example", "elsewhere.example"]
    clock.ahead += timedelta(minutes=1)
    failed(fetch, "http://nowhere.example/a")
    assert calls[2:] == ["nowhere.example"]


def test_a_host_that_comes_back_is_read(site: HTTPServer, clock: Clock) -> None:
    site.expect_request("/a").respond_with_data(HTML)
    answers = iter([[], ["127.0.0.1"], ["127.0.0.1"]])
    manners = Manners(allow_hosts=place_of(site), pause_s=0)
    fetch = Fetcher(now=clock.now, resolver=lambda _, __: next(answers), manners=manners)
    assert failed(fetch, site.url_for("/a")).failure is Failure.network
    assert fetch.rules == {}
    clock.ahead += timedelta(minutes=1)
    assert fetch(site.url_for("/a")).text == HTML


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
    with HTTPServer(host="localhost", ssl_context=signed_by_itself) as server:
        error = failed(fetcher_of(clock, place_of(server)), server.url_for("/a"))
        assert "certificate is not valid" in error.reason
        assert error.failure is Failure.certificate
        assert server.log == []


@pytest.mark.parametrize(
    ("error", "reason", "failure"),
    [
        (httpx.ConnectTimeout("x"), "no connection within 5 s", Failure.network),
        (httpx.ReadTimeout("x"), "no complete answer within 60 s", Failure.slow),
        (httpx.PoolTimeout("x"), "no complete answer within 60 s", Failure.slow),
        (httpx.RemoteProtocolError("illegal header line"), "illegal header line", Failure.network),
        (httpx.ProxyError("502 Bad Gateway"), "502 Bad Gateway", Failure.network),
        (httpx.ReadError(""), "ReadError", Failure.network),
    ],
)
def test_a_failure_is_told_in_words(error: httpx.HTTPError, reason: str, failure: Failure) -> None:
    told = _told("http://site.example/", error, 60)
    assert (told.reason, told.failure) == (reason, failure)
