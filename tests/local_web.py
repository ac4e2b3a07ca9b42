"""A web of this machine alone, and a clock that sleeping moves on."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from app.errors import FetchError
from scrapers.fetch import NO_RULES, Fetcher
from scrapers.manners import Manners
from scrapers.robots import Robots

HTML = "<html><body><p>Zephyr 9 ships in spring.</p></body></html>"
NO_ROBOTS = b"HTTP/1.1 404 -\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


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


def fetcher_of(
    clock: Clock, *places: str, rules: Mapping[str, Robots] = NO_RULES, **manners: Any
) -> Fetcher:
    """A fetcher that may visit `places` (`host:port`), without pauses unless told otherwise."""
    own: dict[str, Any] = {"allow_hosts": ",".join(places), "pause_s": 0.0}
    chosen = Manners(**{**own, **manners})
    return Fetcher(now=clock.now, sleep=clock.sleep, manners=chosen, rules=rules)


def place_of(server: HTTPServer) -> str:
    return f"{server.host}:{server.port}"


def failed(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as refused:
        fetcher(url)
    return refused.value


def refusal(fetcher: Fetcher, url: str) -> str:
    return failed(fetcher, url).reason


def asked(server: HTTPServer, path: str) -> int:
    return sum(request.path == path for request, _ in server.log)


@contextmanager
def dripping(pieces: list[bytes], every_s: float) -> Iterator[int]:
    """A host that sends one piece at a time, robots.txt (none) apart; yields its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def answer(connection: socket.socket) -> None:
        with connection:
            if connection.recv(65536).startswith(b"GET /robots.txt"):
                connection.sendall(NO_ROBOTS)
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
