from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from app.settings import settings
from app.vocabulary import Failure
from scrapers.fetch import live_fetcher
from tests.conftest import free_port
from tests.local_web import HTML, Clock, failed, fetcher_of


@pytest.fixture
def proxy(httpserver: HTTPServer) -> str:
    """A proxy on this machine; it answers in place of any host."""
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/a").respond_with_data(HTML)
    return f"http://{httpserver.host}:{httpserver.port}"


def test_a_proxy_is_asked_in_place_of_the_host(httpserver: HTTPServer, proxy: str) -> None:
    with fetcher_of(Clock(), proxy=proxy) as fetch:
        assert fetch("http://nowhere.example/a").text == HTML
    assert {request.host for request, _ in httpserver.log} == {"nowhere.example"}


def test_a_proxy_is_told_who_we_are(httpserver: HTTPServer, proxy: str) -> None:
    named = proxy.replace("http://", "http://jo:secret@")
    with fetcher_of(Clock(), proxy=named) as fetch:
        fetch("http://nowhere.example/a")
    sent = httpserver.log[-1][0].headers
    assert sent["Proxy-Authorization"] == "Basic am86c2VjcmV0"
    assert sent["User-Agent"].startswith("Hearsay/")


def test_a_proxy_that_is_not_there_is_a_matter_of_the_network() -> None:
    with fetcher_of(Clock(), proxy=f"http://127.0.0.1:{free_port()}") as fetch:
        assert failed(fetch, "http://nowhere.example/a").failure is Failure.network


def test_no_proxy_is_used_unless_ours_is_set(
    httpserver: HTTPServer, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, proxy)
    settings.cache_clear()
    with live_fetcher(Clock().now) as fetch:
        assert failed(fetch, "http://10.0.0.1/a").failure is Failure.refused
    assert httpserver.log == []
    monkeypatch.setenv("HEARSAY_PROXY", proxy)
    settings.cache_clear()
    try:
        with live_fetcher(Clock().now) as fetch:
            assert fetch("http://10.0.0.1/a").text == HTML
    finally:
        settings.cache_clear()
