from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import stamina
from hypothesis import given, provisional
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from app.settings import settings
from app.vocabulary import Failure
from scrapers.fetch import Fetcher, live_fetcher
from scrapers.manners import user_agent
from tests.local_web import HTML, Clock, asked, failed, fetcher_of, place_of, refusal

Open = Callable[..., Fetcher]


@pytest.fixture(autouse=True)
def _no_waiting_between_attempts() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    """A host on this machine that has no robots.txt."""
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return httpserver


@pytest.fixture
def open_fetcher(httpserver: HTTPServer, clock: Clock) -> Iterator[Open]:
    opened: list[Fetcher] = []

    def make(**manners: Any) -> Fetcher:
        opened.append(fetcher_of(clock, place_of(httpserver), **manners))
        return opened[-1]

    yield make
    for fetcher in opened:
        fetcher.__exit__()


def test_a_page_is_what_the_server_gave(site: HTTPServer, open_fetcher: Open, clock: Clock) -> None:
    site.expect_request("/a").respond_with_data(HTML, content_type="Text/HTML; charset=UTF-8")
    page = open_fetcher()(site.url_for("/a#part"))
    assert (page.text, page.content_type, page.charset) == (HTML, "text/html", "utf-8")
    assert page.url == site.url_for("/a#part")
    assert page.final_url == site.url_for("/a")
    assert abs(page.fetched_at - clock.now()) < timedelta(seconds=10)


def test_we_say_who_we_are_and_nothing_else(
    site: HTTPServer, open_fetcher: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.expect_request("/a").respond_with_data(HTML, headers={"Set-Cookie": "id=1"})
    fetch = open_fetcher(contact="mailto:keeper@tracker.example")
    fetch(site.url_for("/a"))
    fetch(site.url_for("/a"))
    sent = site.log[-1][0].headers
    assert sent["User-Agent"].startswith("Hearsay/")
    assert "+mailto:keeper@tracker.example" in sent["User-Agent"]
    assert not {"Cookie", "Referer", "Authorization"} & set(sent.keys())


@pytest.mark.parametrize(
    ("contact", "said"),
    [("", "(no contact set)"), ("https://t.example", "(+https://t.example)"), ("a\r\nb", "(+ab)")],
)
def test_the_user_agent_names_a_contact(contact: str, said: str) -> None:
    assert user_agent(contact).endswith(said)


def test_the_live_fetcher_takes_its_manners_from_the_settings(
    site: HTTPServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.expect_request("/a").respond_with_data(HTML)
    monkeypatch.setenv("HEARSAY_ALLOW_HOSTS", f" {site.host}:{site.port}, other.example:80 ")
    settings.cache_clear()
    try:
        with live_fetcher(clock.now, clock.sleep) as fetch:
            assert fetch(site.url_for("/a")).text == HTML
    finally:
        settings.cache_clear()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://site.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("data:text/html,hi", "only http and https"),
        ("site.example/a", "only http and https"),
        ("", "only http and https"),
        ("http://", "only http and https"),
        ("http://me:secret@site.example/", "user name or password"),
        ("http://[::1", "not a web address"),
        ("http://site.example:port/", "not a web address"),
        ("http://0177.0.0.1/", "not a web address"),
        ("http://site.example/\x00", "not a web address"),
        ("http://xn--a.example/", "not a web address"),
        ("http://site.example:99999/", "no port 99999"),
        ("http://site.example:0/", "no port 0"),
        ("http://site.example@127.0.0.1/", "user name or password"),
        ("http://127.0.0.1\\@site.example/", "user name or password"),
        ("http://site.example%2f@127.0.0.1/", "user name or password"),
    ],
)
def test_an_address_that_is_none_is_refused(open_fetcher: Open, url: str, reason: str) -> None:
    error = failed(open_fetcher(), url)
    assert reason in error.reason
    assert error.failure is Failure.refused


@pytest.fixture(scope="module")
def leading_inside() -> Iterator[Fetcher]:
    """A fetcher in whose world each name is at an inside address."""
    with Fetcher(now=Clock().now, resolver=lambda _, __: ["10.0.0.1"]) as fetcher:
        yield fetcher


@given(
    st.one_of(
        st.text(),
        st.builds("{}://{}:{}/{}".format, st.sampled_from(["http", "HTTPS"]), *[st.text()] * 3),
        provisional.urls(),
    )
)
def test_whatever_the_address_it_is_refused_in_words(leading_inside: Fetcher, url: str) -> None:
    error = failed(leading_inside, url)
    assert error.reason
    assert error.failure is Failure.refused


@pytest.mark.parametrize(
    "host",
    [
        "017700000001",
        "0x7f.1",
        "127。0。0。1",
        "LOCALHOST",
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:0:127.0.0.1]",
        "[::127.0.0.1]",
        "[::]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
        "[fe80::1]",
        "10.0.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "0xa9fea9fe",
        "169.254.43518",
        "224.0.0.1",
        "240.0.0.1",
    ],
)
def test_an_inside_host_is_not_asked(open_fetcher: Open, host: str) -> None:
    error = failed(open_fetcher(allow_hosts=""), f"http://{host}:1/")
    assert "not a public address" in error.reason
    assert error.failure is Failure.refused


@pytest.mark.parametrize("inside", ["http://127.0.0.1:1/", "http://169.254.169.254/latest"])
def test_a_redirect_does_not_lead_inside(site: HTTPServer, open_fetcher: Open, inside: str) -> None:
    site.expect_request("/a").respond_with_data(status=302, headers={"Location": inside})
    assert "not a public address" in refusal(open_fetcher(), site.url_for("/a"))


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("ftp://site.example/", "only http and https"),
        ("http://me:secret@site.example/", "user name or password"),
    ],
)
def test_a_redirect_is_checked_like_an_address(
    site: HTTPServer, open_fetcher: Open, location: str, reason: str
) -> None:
    site.expect_request("/a").respond_with_data(status=301, headers={"Location": location})
    assert reason in refusal(open_fetcher(), site.url_for("/a"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_relative_redirect_is_followed(site: HTTPServer, open_fetcher: Open, status: int) -> None:
    site.expect_request("/old/a").respond_with_data(status=status, headers={"Location": "../b?x=1"})
    site.expect_request("/b").respond_with_data(HTML)
    page = open_fetcher()(site.url_for("/old/a"))
    assert page.final_url == site.url_for("/b?x=1")
    assert page.url == site.url_for("/old/a")


@pytest.mark.parametrize(("redirects", "followed"), [(5, True), (6, False)])
def test_five_redirects_are_followed_and_no_more(
    site: HTTPServer, open_fetcher: Open, redirects: int, *, followed: bool
) -> None:
    for number in range(redirects):
        site.expect_request(f"/{number}").respond_with_data(
            status=302, headers={"Location": f"/{number + 1}"}
        )
    site.expect_request(f"/{redirects}").respond_with_data(HTML)
    if followed:
        assert open_fetcher()(site.url_for("/0")).text == HTML
    else:
        assert refusal(open_fetcher(), site.url_for("/0")) == "more than 5 redirects"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (204, None),
        (304, "answered 304 Not Modified"),
        (302, "answered 302 Found"),
        (403, "answered 403 Forbidden"),
        (404, "answered 404 Not Found"),
        (410, "answered 410 Gone"),
        (451, "answered 451"),
    ],
)
def test_an_answer_that_is_no_page_is_told_and_not_asked_again(
    site: HTTPServer, open_fetcher: Open, status: int, reason: str | None
) -> None:
    site.expect_request("/a").respond_with_data(status=status)
    if reason is None:
        assert open_fetcher()(site.url_for("/a")).body == b""
    else:
        assert reason in refusal(open_fetcher(), site.url_for("/a"))
    assert asked(site, "/a") == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_three_times(
    site: HTTPServer, open_fetcher: Open, status: int
) -> None:
    site.expect_request("/a").respond_with_data(status=status)
    assert f"answered {status}" in refusal(open_fetcher(), site.url_for("/a"))
    assert asked(site, "/a") == 3


def test_a_page_is_had_when_the_server_recovers(site: HTTPServer, open_fetcher: Open) -> None:
    site.expect_ordered_request("/robots.txt").respond_with_data(status=404)
    site.expect_oneshot_request("/a").respond_with_data(status=503)
    site.expect_request("/a").respond_with_data(HTML)
    assert open_fetcher()(site.url_for("/a")).text == HTML


def test_retry_after_is_waited_for(site: HTTPServer, open_fetcher: Open, clock: Clock) -> None:
    site.expect_oneshot_request("/a").respond_with_data(status=429, headers={"Retry-After": "7"})
    site.expect_request("/a").respond_with_data(HTML)
    with stamina.set_testing(False):
        assert open_fetcher()(site.url_for("/a")).text == HTML
    assert clock.naps == [pytest.approx(7, abs=0.5)]


def test_a_retry_after_holds_for_all_pages_of_the_host(
    site: HTTPServer, open_fetcher: Open
) -> None:
    site.expect_request("/a").respond_with_data(status=429, headers={"Retry-After": "3600"})
    fetch = open_fetcher()
    refusal(fetch, site.url_for("/a"))
    assert "wants a pause of" in refusal(fetch, site.url_for("/b"))
    assert asked(site, "/b") == 0


def test_the_waits_between_attempts_grow(
    site: HTTPServer, open_fetcher: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    site.expect_request("/a").respond_with_data(status=503)
    with stamina.set_testing(False):
        refusal(open_fetcher(), site.url_for("/a"))
    assert len(naps) == 2
    assert 1 <= naps[0] <= 2 <= naps[1] <= 3


@pytest.mark.parametrize(
    ("wish", "tries", "reason"),
    [
        ("3600", 1, "asks for 3600 s of patience"),
        ("Wed, 01 Jan 2200 00:00:00 GMT", 1, "of patience"),
        ("Wed, 01 Jan 2020 00:00:00 GMT", 3, "answered 503"),
        ("0", 3, "answered 503"),
        ("soon", 3, "answered 503"),
    ],
)
def test_too_long_a_wait_is_left_to_the_next_run(
    site: HTTPServer, open_fetcher: Open, wish: str, tries: int, reason: str
) -> None:
    site.expect_request("/a").respond_with_data(status=503, headers={"Retry-After": wish})
    assert reason in refusal(open_fetcher(), site.url_for("/a"))
    assert asked(site, "/a") == tries


@pytest.mark.parametrize(
    ("content_type", "read"),
    [
        ("text/html", True),
        ("text/plain; charset=utf-8", True),
        ("application/rss+xml", True),
        ("application/feed+json", True),
        ("application/xhtml+xml", True),
        ("application/activity+json", True),
        ("application/x-rss+xml", True),
        ("text/rss+xml", True),
        ("image/svg+xml", False),
        ("APPLICATION/JSON", True),
        ("image/png", False),
        ("application/pdf", False),
        ("application/octet-stream", False),
        ("video/mp4", False),
    ],
)
def test_only_kinds_of_text_are_read(
    site: HTTPServer, open_fetcher: Open, content_type: str, *, read: bool
) -> None:
    site.expect_request("/a").respond_with_data(b"{}", content_type=content_type)
    if read:
        assert open_fetcher()(site.url_for("/a")).body == b"{}"
    else:
        assert content_type in refusal(open_fetcher(), site.url_for("/a"))


@pytest.mark.parametrize(("body", "read"), [(b"plain words", True), (b"\x89PNG\x00\x01", False)])
def test_a_body_of_no_stated_kind_has_to_look_like_text(
    site: HTTPServer, open_fetcher: Open, body: bytes, *, read: bool
) -> None:
    def untyped(_: Request) -> Response:
        response = Response(body)
        del response.headers["Content-Type"]
        return response

    site.expect_request("/a").respond_with_handler(untyped)
    if read:
        assert open_fetcher()(site.url_for("/a")).body == body
    else:
        assert "not text" in refusal(open_fetcher(), site.url_for("/a"))


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"x" * 5000, {}, "larger than 1000 bytes"),
        (b"not zipped", {"Content-Encoding": "gzip"}, "not packed as it says"),
        (b"\x8b", {"Content-Encoding": "br"}, "packed as 'br'"),
    ],
)
def test_a_body_that_cannot_be_taken_in_is_refused(
    site: HTTPServer, open_fetcher: Open, body: bytes, headers: dict[str, str], reason: str
) -> None:
    site.expect_request("/a").respond_with_data(body, headers=headers, content_type="text/html")
    assert reason in refusal(open_fetcher(max_bytes=1000), site.url_for("/a"))
