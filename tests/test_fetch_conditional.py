from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from app.errors import FetchError
from scrapers.fetch import Fetcher
from scrapers.scraper import UnchangedError
from scrapers.visit import Known, NotModifiedError, Visit
from tests.local_web import HTML, Clock, asked, fetcher_of, place_of

SATURDAY = "Sat, 10 May 2031 12:00:00 GMT"


@pytest.fixture
def fetcher(httpserver: HTTPServer) -> Iterator[Fetcher]:
    """A fetcher for a host that has no robots.txt."""
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    with fetcher_of(Clock(), place_of(httpserver)) as fetcher:
        yield fetcher


def serve(server: HTTPServer, path: str, text: str, etag: str | None = None) -> None:
    """Serve `text` as a server does that minds If-None-Match, where it has an ETag."""

    def answer(request: Request) -> Response:
        headers = {"ETag": etag} if etag else {}
        if etag and request.headers.get("If-None-Match") == etag:
            return Response(status=304, headers=headers)
        return Response(text, content_type="text/html", headers=headers)

    server.expect_request(path).respond_with_handler(answer)


def sent(server: HTTPServer, path: str) -> dict[str, str]:
    """The headers of the last request for `path`."""
    return dict([request.headers for request, _ in server.log if request.path == path][-1])


def test_what_is_known_is_sent_with_the_request(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    serve(httpserver, "/a", HTML)
    url = httpserver.url_for("/a")
    fetcher.get(url, {url: Known('W/"a\u00e4"', SATURDAY, None)})
    assert sent(httpserver, "/a")["If-None-Match"] == 'W/"a\u00e4"'
    assert sent(httpserver, "/a")["If-Modified-Since"] == SATURDAY
    fetcher.get(url, {})
    assert not {"If-None-Match", "If-Modified-Since"} & sent(httpserver, "/a").keys()


def test_an_answer_of_304_is_an_unchanged_page(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    serve(httpserver, "/a", HTML, '"1"')
    url = httpserver.url_for("/a")
    with pytest.raises(NotModifiedError) as unchanged:
        fetcher.get(url, {url: Known('"1"')})
    assert (unchanged.value.url, unchanged.value.address) == (url, url)
    assert unchanged.value.etag == '"1"'


@pytest.mark.parametrize("path", ["/a", "/b"])
def test_304_to_a_request_without_conditions_is_a_fault(
    httpserver: HTTPServer, fetcher: Fetcher, path: str
) -> None:
    httpserver.expect_request("/a").respond_with_data(status=304)
    known = {httpserver.url_for("/a"): Known(digest="0" * 64), httpserver.url_for("/b"): Known()}
    known[httpserver.url_for("/c")] = Known('"1"')
    httpserver.expect_request("/b").respond_with_data(status=302, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="304"):
        fetcher.get(httpserver.url_for(path), known)


class Keeping(BaseHTTPRequestHandler):
    """Answers 304 to all but robots.txt, and keeps the connection."""

    protocol_version = "HTTP/1.1"
    clients: ClassVar[set[tuple[str, int]]] = set()

    def do_GET(self) -> None:
        self.clients.add(self.client_address)
        self.send_response(404 if self.path == "/robots.txt" else 304)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


def test_a_connection_is_used_again_after_a_304() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Keeping) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"127.0.0.1:{server.server_port}"
        with fetcher_of(Clock(), place) as fetcher:
            url = f"http://{place}/a"
            with pytest.raises(UnchangedError):
                fetcher.get(url, {url: Known('"1"')})
            Keeping.clients.clear()
            for _ in range(3):
                with pytest.raises(UnchangedError):
                    fetcher.get(url, {url: Known('"1"')})
        server.shutdown()
    assert len(Keeping.clients) == 1


def test_a_page_tells_its_headers_and_status(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/a").respond_with_data(
        HTML, status=203, headers={"ETag": '"1"', "Set-Cookie": "id=1", "Last-Modified": SATURDAY}
    )
    page = fetcher(httpserver.url_for("/a"))
    assert page.status == 203
    assert (page.header("etag"), page.header("last-modified")) == ('"1"', SATURDAY)
    assert all(name == name.lower() for name, _ in page.headers)
    assert page.header("set-cookie") is None


def test_each_answer_has_an_identity_of_its_own(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    serve(httpserver, "/a", HTML)
    first, second = (fetcher(httpserver.url_for("/a")) for _ in range(2))
    assert first.evidence.startswith("urn:uuid:")
    assert first.evidence != second.evidence


def test_a_visit_takes_in_a_page_once_and_then_only_when_it_changed(
    httpserver: HTTPServer, fetcher: Fetcher
) -> None:
    for path, etag in (("/with", '"1"'), ("/without", None)):
        serve(httpserver, path, HTML, etag)
        url = httpserver.url_for(path)
        first = Visit(fetcher.get, {})
        assert first(url).text == HTML
        second = Visit(fetcher.get, first.learned)
        with pytest.raises(UnchangedError):
            second(url)
        assert second.learned == {}


def test_behind_a_redirect_the_validators_of_the_place_it_led_to_are_sent(
    httpserver: HTTPServer, fetcher: Fetcher
) -> None:
    httpserver.expect_request("/old").respond_with_data(status=301, headers={"Location": "/new"})
    serve(httpserver, "/new", HTML, '"1"')
    first = Visit(fetcher.get, {})
    first(httpserver.url_for("/old"))
    with pytest.raises(NotModifiedError) as unchanged:
        Visit(fetcher.get, first.learned)(httpserver.url_for("/old"))
    assert unchanged.value.url == httpserver.url_for("/old")
    assert unchanged.value.address == httpserver.url_for("/new")
    assert "If-None-Match" not in sent(httpserver, "/old")
    assert sent(httpserver, "/new")["If-None-Match"] == '"1"'


def test_a_redirect_to_another_page_that_is_known_is_a_change(
    httpserver: HTTPServer, fetcher: Fetcher
) -> None:
    for number in (1, 2):
        serve(httpserver, f"/post{number}", f"{HTML}{number}", f'"{number}"')
    latest = httpserver.url_for("/latest")
    httpserver.expect_oneshot_request("/latest").respond_with_data(
        status=302, headers={"Location": "/post1"}
    )
    httpserver.expect_request("/latest").respond_with_data(
        status=302, headers={"Location": "/post2"}
    )
    first = Visit(fetcher.get, {})
    first(latest)
    first(httpserver.url_for("/post2"))
    assert Visit(fetcher.get, first.learned)(latest).text == f"{HTML}2"
    assert "If-None-Match" not in sent(httpserver, "/post2")
    assert asked(httpserver, "/post2") == 2
