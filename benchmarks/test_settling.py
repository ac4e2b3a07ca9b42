"""How long a new fact takes on a large ledger, and how long it takes to settle all of it anew.

Each ledger is settled in a process of its own, so that its memory is its own. Times are those
of the processor.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figures

SMALL, LARGE = 10_000, 100_000  # claims
MOST_MS_A_FACT = 50
MOST_S_FOR_ALL = 60
MOST_MEMORY_MB = 500
# Ten times the claims are ten times the models: a fact touches as many claims as before.
MOST_GROWTH = 1.5


def _measured(claims: int, folder: Path) -> dict[str, Any]:
    place = folder / str(claims)
    place.mkdir()
    words = [sys.executable, "-m", "benchmarks.ledgers", str(place), str(claims)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_settling(benchmark: Any, figures: Figures, tmp_path: Path) -> None:
    small = _measured(SMALL, tmp_path)
    large = benchmark.pedantic(_measured, args=(LARGE, tmp_path), rounds=1)
    for kind, models, most in (
        ("facts", "an ordinary model", MOST_MS_A_FACT),
        ("heavy_facts", "a model of six times the claims", None),
    ):
        times, touched = zip(*large[kind], strict=True)
        what = f"a new fact on {models}, {LARGE:,} claims"
        figures.add(what, median(times), "ms", most=most)
        figures.add("the slowest tenth of such facts", sorted(times)[len(times) * 9 // 10], "ms")
        figures.add("claims that it settles again", median(touched))
    growth = _usual(large) / _usual(small)
    figures.add("a new fact over the same at 10,000 claims", growth, most=MOST_GROWTH)
    figures.add(f"settling {LARGE:,} claims anew", large["settled"], "s", most=MOST_S_FOR_ALL)
    figures.add("the same over settling 10,000", large["settled"] / small["settled"])
    figures.add("peak memory of it", large["memory"], "MB", most=MOST_MEMORY_MB)


def _usual(found: dict[str, Any]) -> float:
    """The milliseconds of the middle one of the new facts on ordinary models."""
    return float(median(took for took, _ in found["facts"]))
