"""Which rules a text can concern at all, by the letters it contains.

One pass of an Aho-Corasick automaton costs a few microseconds a sentence; the patterns behind
it are run only where it says so.
"""

from __future__ import annotations

from collections.abc import Sequence

import ahocorasick


class Triggers:
    """Letters that rules need, a row for each rule."""

    def __init__(self, rows: Sequence[str]) -> None:
        """`rows` hold letters in lower case, separated by bars."""
        masks: dict[str, int] = {}
        for number, row in enumerate(rows):
            for letters in row.split("|"):
                masks[letters] = masks.get(letters, 0) | 1 << number
        self._automaton = ahocorasick.Automaton()
        for letters, mask in masks.items():
            self._automaton.add_word(letters, mask)
        self._automaton.make_automaton()

    def of(self, text: str) -> int:
        """A bit for each row that has any of its letters in `text`; row 0 is the lowest."""
        mask = 0
        for _, found in self._automaton.iter(text.lower()):
            mask |= found
        return mask
