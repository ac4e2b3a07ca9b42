"""`hearsay extract` as a command: how soon it answers, and in how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figures
from benchmarks.texts import Library

MOST_SECONDS = 0.5
MOST_MEMORY_MB = 150
ROUNDS = 11
# Compiled once, as an installed program is, whatever the shell says of it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if "BYTECODE" not in name}
COMMAND = "from app.cli import main; main()"
# The peak of the process alone: getrusage tells of the parent's memory as well.
PEAK = """
import atexit, re, resource, sys
from pathlib import Path

def told():
    status = Path("/proc/self/status")
    if status.exists():
        peak = int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peak //= 1024 if sys.platform == "darwin" else 1
    print(peak, file=sys.stderr)

atexit.register(told)
"""


def _run(*words: str | Path) -> str:
    """Runs Python; what it prints on its standard error."""
    done = subprocess.run(  # noqa: S603 - the words are this file's own
        [sys.executable, *map(str, words)],
        check=True,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    return done.stderr


def test_start(benchmark: Any, library: Library, figures: Figures, tmp_path: Path) -> None:
    small = tmp_path / "small.txt"
    small.write_text(library.pages_of(1, 1)[0].text, encoding="utf-8")
    words = ("-c", COMMAND, "extract", small)
    benchmark.pedantic(_run, args=words, rounds=ROUNDS, warmup_rounds=2)
    seconds: float = benchmark.stats.stats.median
    figures.add("`hearsay extract` of 1 KB", seconds, "s", most=MOST_SECONDS)
    working = median(_working_seconds(*words) for _ in range(ROUNDS))
    figures.add("its processor time", working, "s")
    bare = median(_working_seconds("-c", "pass") for _ in range(ROUNDS))
    figures.add("the same over that of `python -c pass`", working / bare)


def _working_seconds(*words: str | Path) -> float:
    """The processor time of a run of Python."""
    before = os.times()
    _run(*words)
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


def test_memory(benchmark: Any, library: Library, figures: Figures, tmp_path: Path) -> None:
    def peak_mb(kilobytes: int) -> float:
        path = tmp_path / f"{kilobytes}.txt"
        path.write_text(library.pages_of(kilobytes, 1)[0].text, encoding="utf-8")
        return int(_run("-c", PEAK + COMMAND, "extract", path).split()[-1]) / 1024

    small = benchmark.pedantic(peak_mb, args=(10,), rounds=1)
    figures.add("peak memory, a text of 10 KB", small, "MB", most=MOST_MEMORY_MB)
    figures.add("peak memory, a text of 1 MB", peak_mb(1000), "MB", most=MOST_MEMORY_MB)
