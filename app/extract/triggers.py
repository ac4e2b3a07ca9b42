"""Which of many rows of letters a text has any of, in one pass over it.

One pass of an Aho-Corasick automaton costs a few microseconds a sentence; the patterns behind
the rows are run only where it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import ahocorasick

from app.extract.letters import lowered


class Triggers:
    """Letters that rules need, a row for each rule."""

    def __init__(self, rows: Sequence[Iterable[str]]) -> None:
        """`rows` hold letters in lower case."""
        masks: dict[str, int] = {}
        for number, row in enumerate(rows):
            for letters in row:
                masks[letters] = masks.get(letters, 0) | 1 << number
        self._automaton: Any = ahocorasick.Automaton()
        for letters, mask in masks.items():
            self._automaton.add_word(letters, mask)
        self._automaton.make_automaton()

    def of(self, text: str) -> int:
        """A bit for each row that has any of its letters in `text`; row 0 is the lowest."""
        mask = 0
        for _, found in self._automaton.iter(lowered(text)):
            mask |= found
        return mask
