"""Patterns that ignore case: written in small letters, run on small letters.

A pattern without the flag for case is compiled and searched about four times as fast as one
with it. Each is compiled when it is first needed, and it is searched for only in texts that
have the letters without which it cannot match; those are read off the pattern itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from re import _compiler, _constants, _parser  # type: ignore[attr-defined] # the only way to a pattern's parts
from typing import Any

FEWEST_LETTERS = 2  # shorter letters stand in almost every sentence
MOST_LETTERS = 48  # alternatives; looking for more costs as much as the search

Letters = frozenset[str]
"""Strings one of which a text must have; the empty set asks for nothing."""


LONG = 2_000  # characters; what is longer is a document, of which a pattern reads a stretch


@lru_cache(maxsize=256)
def _lowered(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else text.replace("İ", "i").lower()


def lowered(text: str) -> str:
    """`text` in small letters, each at its old place."""
    return text.lower() if len(text) < LONG and text.isascii() else _lowered(text)


class Caseless:
    r"""A compiled pattern that ignores case; its matches show small letters.

    The methods are those of `re.Pattern`, and places are places in the text given.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        """`source` is in small letters."""
        self.source = source
        self._flags = flags

    @cached_property
    def _parsed(self) -> Any:
        return _parser.parse(self.source, self._flags)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern as `re` knows it."""
        compiled: re.Pattern[str] = _compiler.compile(self._parsed)
        return compiled

    @cached_property
    def needed(self) -> Letters:
        """Strings one of which stands wherever the pattern matches; none where none must."""
        found = _needed(self._parsed)
        return frozenset(one for one in found if not any(o in one for o in found if o != one))

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        """The same, where looking for them is cheaper than the search itself."""
        return tuple(sorted(self.needed)) if len(self.needed) <= MOST_LETTERS else ()

    def gave(self, match: re.Match[str]) -> bool:
        """Whether `match` is a match of this pattern."""
        return match.re is self.pattern

    def may_match(self, low: str) -> bool:
        """Whether a text in small letters has what a match needs."""
        letters = self._letters
        if not letters or len(low) >= LONG:
            return True
        for some in letters:  # noqa: SIM110 - half the time of any(), on the hottest path
            if some in low:
                return True
        return False

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        low = lowered(text)
        return self.pattern.search(low, start, end) if self.may_match(low) else None

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Every match in `text[start:end]`."""
        low = lowered(text)
        return self.pattern.finditer(low, start, end) if self.may_match(low) else iter(())

    def findall(self, text: str) -> list[str]:
        """The words of every match, in small letters."""
        return [match.group() for match in self.finditer(text)]

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at `start`."""
        low = lowered(text)
        return self.pattern.match(low, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of all of `text[start:end]`."""
        low = lowered(text)
        return self.pattern.fullmatch(low, start, end)


def caseless(source: str, flags: int = 0) -> Caseless:
    """A pattern that ignores case, of a source in small letters."""
    return Caseless(source, flags)


class Choice:
    """Patterns of which each has a name; a match's `lastgroup` is the name of the one that gave it.

    Matches are those of the patterns as alternatives of one, in this order; but each is searched
    for only where its own letters stand.
    """

    def __init__(self, options: Mapping[str, Caseless]) -> None:
        """`options` are patterns by name, the first the strongest where two begin together."""
        self._options = tuple(options.values())

    @property
    def needed(self) -> Letters:
        """Strings one of which stands wherever an option matches; none where none must."""
        needed = [option.needed for option in self._options]
        return frozenset().union(*needed) if all(needed) else frozenset()

    def gave(self, match: re.Match[str]) -> bool:
        """Whether `match` is a match of one of the options."""
        return any(option.gave(match) for option in self._options)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        found = [one for o in self._options if (one := o.search(text, start, end))]
        return min(found, key=_begins, default=None)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Every match in `text[start:end]`; of two that overlap, the one that begins first."""
        low = lowered(text)
        found = [
            match
            for option in self._options
            if option.may_match(low)
            for match in option.pattern.finditer(low, start, end)
        ]
        found.sort(key=_begins)
        at = -1
        for match in found:
            if match.start() >= at:
                at = match.end()
                yield match


def _begins(match: re.Match[str]) -> int:
    return match.start()


def choice(flags: int = 0, /, around: str = r"\b", **options: str) -> Choice:
    """Patterns that ignore case, each by its name, with `around` at both ends of each."""
    return Choice(
        {
            name: Caseless(f"{around}(?P<{name}>{source}){around}", flags)
            for name, source in options.items()
        }
    )


def _needed(parts: Sequence[Any]) -> Letters:
    """Strings one of which every match of the sequence `parts` has."""
    best: Letters = frozenset()
    run = ""
    for kind, given in [*parts, (None, None)]:
        if kind is _constants.LITERAL:
            run += chr(given)
            continue
        best = _sharper(best, frozenset([run]) if run else frozenset())
        run = ""
        best = _sharper(best, _needed_of(kind, given))
    return best


def _needed_of(kind: Any, given: Any) -> Letters:
    """What one part of a pattern asks for."""
    if kind is _constants.SUBPATTERN:
        return _needed(given[3])
    if kind is _constants.BRANCH:
        options = [_needed(option) for option in given[1]]
        return frozenset().union(*options) if all(options) else frozenset()
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        return _needed(given[2]) if given[0] else frozenset()
    if kind is _constants.ASSERT and given[0] > 0:
        return _needed(given[1])
    return frozenset()


def _sharper(one: Letters, other: Letters) -> Letters:
    """The one of two demands that fewer texts meet: longer strings, then fewer of them."""
    return max(one, other, key=_sharpness)


def _sharpness(letters: Letters) -> tuple[int, int]:
    shortest = min(map(len, letters), default=0)
    if shortest < FEWEST_LETTERS and not all(
        len(some) > 1 or not some.isalpha() for some in letters
    ):
        shortest = 0
    return min(shortest, 4), -len(letters)
