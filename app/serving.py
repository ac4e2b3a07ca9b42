"""Serving the dashboard: a child process that is stopped with its parent."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from app.errors import HearsayError

MAIN = Path(__file__).parent / "dashboard" / "main.py"
STOP_S = 10  # how long the server may take to finish its answers


class PortTakenError(HearsayError):
    """Something else already listens there."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        super().__init__(
            f"port {port} of {host} is taken; stop what listens there, or choose another one "
            f"with --port {port + 1} (make run PORT={port + 1})"
        )


def check_free(host: str, port: int) -> None:
    """Say that the port is taken before anything else is done.

    Raises:
        PortTakenError: something listens at the address.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTakenError(host, port) from error


def serve(host: str, port: int, meanwhile: Callable[[threading.Event], None] | None = None) -> int:
    """Serve until interrupted; the server's exit status.

    `meanwhile` is done beside it; the event that it is given is set when the server ends.

    Raises:
        PortTakenError: something listens at the address.
    """
    check_free(host, port)
    command = [sys.executable, "-m", "streamlit", "run", str(MAIN)]
    options = [f"--server.address={host}", f"--server.port={port}", "--server.headless=true"]
    server = subprocess.Popen([*command, *options], cwd=MAIN.parents[2])  # noqa: S603 - our own program, no shell
    previous = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        sys.stderr.write(f"the dashboard is at http://{host}:{port}\n")
        if meanwhile is None:
            return server.wait()
        meanwhile(_ended(server))
        return server.poll() or 0
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGTERM, previous)
        _stop(server)


def _ended(server: subprocess.Popen[bytes]) -> threading.Event:
    """An event that is set when the server has ended."""
    ended = threading.Event()

    def wait() -> None:
        server.wait()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    return ended


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.terminate()
    try:
        server.wait(STOP_S)
    except subprocess.TimeoutExpired:
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
