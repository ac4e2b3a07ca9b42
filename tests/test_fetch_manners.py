from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_httpserver import HTTPServer

from app.vocabulary import Failure
from scrapers.robots import KEPT_FOR, Robots
from tests.local_web import HTML, Clock, asked, failed, fetcher_of, place_of, refusal


@pytest.fixture
def clock() -> Clock:
    return Clock()


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
    error = failed(fetch, httpserver.url_for("/b"))
    assert "wants a pause of" in error.reason
    assert error.failure is Failure.robots
    assert clock.naps == []


def test_rules_that_are_known_are_not_asked_for(httpserver: HTTPServer, clock: Clock) -> None:
    serve(httpserver, "")
    origin = httpserver.url_for("").rstrip("/")
    rules = {origin: Robots.of(200, b"User-agent: *\nDisallow: /a", clock.now())}
    fetch = fetcher_of(clock, place_of(httpserver), rules=rules)
    assert refusal(fetch, httpserver.url_for("/a")) == "robots.txt does not allow it"
    assert fetch(httpserver.url_for("/b")).text == HTML
    assert asked(httpserver, "/robots.txt") == 0


def test_known_rules_grow_old(httpserver: HTTPServer, clock: Clock) -> None:
    serve(httpserver, "User-agent: *\nDisallow: /b")
    origin = httpserver.url_for("").rstrip("/")
    old = Robots.of(200, b"User-agent: *\nDisallow: /a", clock.now() - timedelta(hours=24))
    fetch = fetcher_of(clock, place_of(httpserver), rules={origin: old})
    assert fetch.rules == {}
    assert fetch(httpserver.url_for("/a")).text == HTML
    assert refusal(fetch, httpserver.url_for("/b")) == "robots.txt does not allow it"


def test_hosts_are_forgotten_once_their_rules_are_old(httpserver: HTTPServer, clock: Clock) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/a").respond_with_data("a", content_type="text/plain")
    with fetcher_of(clock, place_of(httpserver)) as fetcher:
        fetcher(httpserver.url_for("/a"))
        fetcher.forget()
        assert len(fetcher._hosts) == 1
        clock.sleep(KEPT_FOR.total_seconds())
        fetcher.forget()
        assert fetcher._hosts == {}
        assert fetcher(httpserver.url_for("/a")).text == "a"


@pytest.mark.parametrize("status", [200, 404, 503])
def test_rules_can_be_handed_on(httpserver: HTTPServer, clock: Clock, status: int) -> None:
    serve(httpserver, "User-agent: *\nDisallow: /a", status)
    first = fetcher_of(clock, place_of(httpserver))
    for path in ("/a", "/b"):
        if status == 503 or (status == 200 and path == "/a"):
            refusal(first, httpserver.url_for(path))
        else:
            first(httpserver.url_for(path))
    [(origin, robots)] = first.rules.items()
    assert origin == httpserver.url_for("").rstrip("/")
    assert robots.status == status
    second = fetcher_of(clock, place_of(httpserver), rules=first.rules)
    assert second.rules == first.rules
    assert asked(httpserver, "/robots.txt") == 1


def test_rules_that_led_astray_are_not_handed_on(httpserver: HTTPServer, clock: Clock) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(
        status=302, headers={"Location": "/robots.txt"}
    )
    fetch = fetcher_of(clock, place_of(httpserver))
    assert failed(fetch, httpserver.url_for("/a")).failure is Failure.robots
    assert fetch.rules == {}


def test_a_host_that_failed_to_give_its_rules_is_asked_again_soon(
    httpserver: HTTPServer, clock: Clock
) -> None:
    httpserver.expect_oneshot_request("/robots.txt").respond_with_data(status=503)
    serve(httpserver, "")
    fetch = fetcher_of(clock, place_of(httpserver))
    refusal(fetch, httpserver.url_for("/a"))
    refusal(fetch, httpserver.url_for("/a"))
    assert asked(httpserver, "/robots.txt") == 1
    clock.ahead += timedelta(minutes=10)
    assert fetch(httpserver.url_for("/a")).text == HTML
