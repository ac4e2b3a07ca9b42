"""Benchmarks named in a text, by the names of `data/benchmarks.toml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import ahocorasick

from app.extract.anchors import Named
from app.registries import BenchmarkEntry, read_benchmarks

SHORT = 5  # letters; a shorter name is an everyday word unless printed as the benchmark is


class Benchmarks:
    """The names of all benchmarks, found in one pass over a text."""

    def __init__(self, entries: list[BenchmarkEntry]) -> None:
        self._automaton: Any = ahocorasick.Automaton()
        for entry in entries:
            for name in (entry.name, *entry.aliases):
                self._automaton.add_word(name.lower(), (name, entry.id))
        self._automaton.make_automaton()

    @classmethod
    @lru_cache(maxsize=1)
    def shipped(cls) -> Benchmarks:
        """The benchmarks of `data/benchmarks.toml`."""
        return cls(read_benchmarks())

    def find(self, text: str) -> list[Named]:
        """The benchmarks that `text` names, in order; of overlapping names the longest."""
        folded = text.lower()
        if len(folded) != len(text):
            return []
        hits = []
        for last, (name, benchmark) in self._automaton.iter(folded):
            start, end = last + 1 - len(name), last + 1
            exact = len(name) > SHORT or text[start:end] == name
            if exact and _alone(folded, start, end):
                hits.append((start, end, benchmark))
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        found: list[Named] = []
        for start, end, benchmark in hits:
            if not found or start >= found[-1].end:
                found.append(Named(start, end, benchmark, text[start:end]))
        return found


def _alone(text: str, start: int, end: int) -> bool:
    """Whether no word runs on at either side."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not before.isalnum() and not after.isalnum()
