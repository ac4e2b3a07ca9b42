"""Reading speed and its flatness, after start-up, in processor time: of one core."""

from __future__ import annotations

import gc
from statistics import median
from time import process_time
from typing import Any

import pytest

from app.extract import extract
from benchmarks.figures import Figures
from benchmarks.texts import KB, Library, Page, kilobytes

LEAST_MB_PER_SECOND = 1.0
MOST_GROWTH = 1.3  # the cost per KB of a text of 1 MB over that of texts of 10 KB
ROUNDS = 5
TURNS = 3  # of the four sizes, a MB each
SIZES_KB = (1, 10, 100, 1000)
# All pages of one size together, so that each size reads the same texts.
WHOLE_KB = 1000


pytestmark = pytest.mark.benchmark(timer=process_time)


def _read(pages: list[Page]) -> int:
    return sum(len(extract(page)) for page in pages)


def _speed(benchmark: Any, pages: list[Page]) -> float:
    """MB of text a second; the median of the rounds."""
    benchmark.pedantic(_read, args=(pages,), rounds=ROUNDS, warmup_rounds=1)
    seconds: float = benchmark.stats.stats.median
    return kilobytes(pages) / KB / seconds


def test_texts_about_models(benchmark: Any, library: Library, figures: Figures) -> None:
    speed = _speed(benchmark, library.claims)
    size = kilobytes(library.claims)
    said = _read(library.claims)
    what = f"texts about models ({size:.0f} KB, {said} assertions)"
    figures.add(what, speed, "MB/s", least=LEAST_MB_PER_SECOND)


def test_news_articles(benchmark: Any, library: Library, figures: Figures) -> None:
    if not library.articles:
        pytest.skip("no articles: ../shared is not here")
    speed = _speed(benchmark, library.articles)
    what = f"news articles ({kilobytes(library.articles):.0f} KB)"
    figures.add(what, speed, "MB/s", least=LEAST_MB_PER_SECOND)


def test_cost_per_kilobyte(benchmark: Any, library: Library, figures: Figures) -> None:
    """Sizes take turns, so that a machine that slows down slows them all."""
    pages = {size: library.pages_of(size, WHOLE_KB // size) for size in SIZES_KB}
    seconds: dict[int, list[float]] = {size: [] for size in SIZES_KB}

    def turn() -> None:
        for size in SIZES_KB:
            gc.collect()
            started = process_time()
            _read(pages[size])
            seconds[size].append(process_time() - started)

    benchmark.pedantic(turn, rounds=TURNS, warmup_rounds=1)
    cost = {size: 1000 * median(seconds[size][1:]) / kilobytes(pages[size]) for size in SIZES_KB}
    for size in SIZES_KB:
        figures.add(f"cost in texts of {size} KB", cost[size], "ms/KB")
    figures.add("cost at 1 MB over cost at 10 KB", cost[1000] / cost[10], most=MOST_GROWTH)
