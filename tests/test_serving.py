from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app import serving
from app.serving import PortTakenError
from tests.conftest import free_port

BRIEF = [sys.executable, "-c", "import time; time.sleep(0.2)"]
LONG = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stands in for the dashboard: the commands it was asked to run, the first one first."""
    asked: list[list[str]] = []
    start = subprocess.Popen

    def instead(command: list[str], **_: object) -> subprocess.Popen[bytes]:
        asked.append(command)
        return start(asked[0] if len(asked) > 1 else BRIEF, stdout=subprocess.PIPE)

    monkeypatch.setattr("app.serving.subprocess.Popen", instead)
    return asked


def test_a_taken_port_is_said_before_anything_is_started() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"port {port} .* is taken"):
            serving.serve("127.0.0.1", port)


def test_afree_port_is_no_error() -> None:
    serving.check_free("127.0.0.1", free_port())


def test_the_dashboard_is_served_and_work_is_done_beside_it(server: list[list[str]]) -> None:
    ends: list[bool] = []
    port = free_port()
    assert serving.serve("127.0.0.1", port, lambda ended: ends.append(ended.wait(10))) == 0
    assert ends == [True]  # what was done beside it was told that the server had ended
    assert f"--server.port={port}" in server[0]
    assert str(Path(serving.__file__).parent / "dashboard" / "main.py") in server[0]


def test_an_interrupt_stops_the_server_too(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def instead(*_: object, **__: object) -> subprocess.Popen[bytes]:
        started.append(start(LONG))
        return started[0]

    monkeypatch.setattr("app.serving.subprocess.Popen", instead)
    # A program that was started in the background does not hear it otherwise.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    began = time.monotonic()
    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    try:
        assert serving.serve("127.0.0.1", free_port()) == 0
    finally:
        signal.signal(signal.SIGINT, before)
    assert started[0].poll() is not None
    assert time.monotonic() - began < 30  # by itself it ends after a minute


def test_a_server_that_does_not_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "STOP_S", 0.3)
    child = subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE)  # noqa: S603 - our own words
    assert child.stdout is not None
    child.stdout.readline()
    began = time.monotonic()
    serving._stop(child)
    assert child.returncode == -signal.SIGKILL
    assert time.monotonic() - began < 10
    child.stdout.close()
