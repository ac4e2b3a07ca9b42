"""A pass over 1 000 feeds, beside the `reader` library and bare GETs of the same addresses.

The feeds stand on a server of this machine, in a process of its own. Each contender runs in a
process of its own too, so that its memory is its own; they take turns, and medians are told.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

import pytest

from benchmarks.figures import Figures
from tests.conftest import free_port

FEEDS = 1000
TURNS = 3
MOST_FIRST = 1.5  # of reader's first pass
MOST_UNCHANGED = 1.0  # of reader's pass over what did not change
MOST_MEMORY_MB = 150
CONTENDERS = ("reader", "bare", "hearsay")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the feeds are served."""
    chosen = free_port()
    words = [sys.executable, "-m", "tests.internet", str(chosen)]
    server = subprocess.Popen(words, stdout=subprocess.PIPE)  # noqa: S603 - our own program
    os.read(server.stdout.fileno() if server.stdout else 0, 1)  # it says when it is ready
    yield chosen
    server.terminate()
    server.wait()


def _measured(contender: str, folder: Path, port: int) -> dict[str, float]:
    """Seconds of a first and of an unchanged pass, and the peak of memory in MB."""
    words = [sys.executable, "-m", "benchmarks.contenders", contender, str(folder), str(port)]
    environment = {
        **os.environ,
        "HEARSAY_ALLOW_HOSTS": f"127.0.0.1:{port}",
        "HEARSAY_PAUSE_S": "0",
    }
    done = subprocess.run(  # noqa: S603 - our own program
        [*words, str(FEEDS)], check=True, env=environment, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_a_pass(benchmark: Any, figures: Figures, port: int, tmp_path: Path) -> None:
    if find_spec("reader") is None:
        pytest.skip("the reader library is not here: pip install '.[bench]'")
    urlopen(f"http://127.0.0.1:{port}/edition/0").close()
    turns: dict[str, list[dict[str, float]]] = {name: [] for name in CONTENDERS}

    def take_turns() -> None:
        for turn in range(TURNS):
            for name in CONTENDERS:
                folder = tmp_path / f"{name}-{turn}"
                folder.mkdir()
                turns[name].append(_measured(name, folder, port))

    benchmark.pedantic(take_turns, rounds=1)
    for name, found in turns.items():
        for figure in ("first", "unchanged"):
            figures.add(f"{FEEDS} feeds, {figure} pass, {name}", _of(found, figure), "s")
    ours, theirs, bare = (turns[name] for name in ("hearsay", "reader", "bare"))
    ratio = _of(ours, "first") / _of(theirs, "first")
    figures.add("first pass over reader's", ratio, most=MOST_FIRST)
    ratio = _of(ours, "unchanged") / _of(theirs, "unchanged")
    figures.add("unchanged pass over reader's", ratio, most=MOST_UNCHANGED)
    figures.add("unchanged pass over bare GETs", _of(ours, "unchanged") / _of(bare, "unchanged"))
    figures.add("peak memory of it all", _of(ours, "memory"), "MB", most=MOST_MEMORY_MB)
    figures.add("the same of reader", _of(theirs, "memory"), "MB")
    figures.add("documents of it all", _of(ours, "documents"), least=FEEDS * 20)


def _of(found: list[dict[str, float]], figure: str) -> float:
    return median(one[figure] for one in found)
