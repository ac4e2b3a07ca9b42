"""Patterns that ignore case: written in small letters, run on small letters.

A pattern without the flag for case is compiled and searched about four times as fast as one
with it. Each is compiled when it is first needed, and it is searched for only in texts that
have the letters without which it cannot match; those are read off the pattern itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from re import _compiler, _constants, _parser  # type: ignore[attr-defined] # the only way to a pattern's parts
from typing import Any

from app.extract.letters import LONG, lowered
from app.extract.triggers import Triggers

FEWEST_LETTERS = 2  # shorter letters stand in almost every sentence
MOST_LETTERS = 48  # alternatives; looking for more costs as much as the search
LONG_ENOUGH = 4  # letters; a longer string is hardly rarer
DEMANDS = 2  # looking for a third one costs as much as it spares

Letters = frozenset[str]
"""Strings one of which a text must have; the empty set asks for nothing."""


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
    def _demands(self) -> list[Letters]:
        return sorted(set(_demands(self._parsed)), key=_sharpness, reverse=True)

    @property
    def needed(self) -> Letters:
        """Strings one of which stands wherever the pattern matches; none where none must."""
        return self._demands[0] if self._demands else frozenset()

    @cached_property
    def _letters(self) -> tuple[tuple[str, ...], ...]:
        """The two sharpest demands, where meeting them is cheaper to see than the search."""
        small = [letters for letters in self._demands if len(letters) <= MOST_LETTERS]
        return tuple(tuple(sorted(letters)) for letters in small[:DEMANDS])

    def gave(self, match: re.Match[str]) -> bool:
        """Whether `match` is a match of this pattern."""
        return match.re is self.pattern

    def may_match(self, low: str) -> bool:
        """Whether a text in small letters has what a match needs."""
        if len(low) >= LONG:
            return True
        for letters in self._letters:
            for some in letters:
                if some in low:
                    break
            else:
                return False
        return True

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

    @cached_property
    def _triggers(self) -> Triggers:
        return Triggers([option.needed for option in self._options])

    @cached_property
    def _always(self) -> int:
        return sum(1 << n for n, option in enumerate(self._options) if not option.needed)

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
        mask = self._triggers.of(text) | self._always
        if not mask:
            return
        low = lowered(text)
        found = [
            match
            for number, option in enumerate(self._options)
            if mask >> number & 1 and option.may_match(low)
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


def _demands(parts: Sequence[Any]) -> Iterator[Letters]:
    """For every match of the sequence `parts`: sets of strings, of each of which it has one."""
    run = ""
    for kind, given in [*parts, (None, None)]:
        if kind is _constants.LITERAL:
            run += chr(given)
            continue
        if _tells(run):
            yield frozenset([run])
        run = ""
        yield from _demands_of(kind, given)


def _demands_of(kind: Any, given: Any) -> Iterator[Letters]:
    """What one part of a pattern demands."""
    if kind is _constants.SUBPATTERN:
        yield from _demands(given[3])
    elif kind is _constants.BRANCH:
        options = [max(_demands(option), key=_sharpness, default=None) for option in given[1]]
        if None not in options:
            yield _pruned(frozenset().union(*(option for option in options if option)))
    elif kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        if given[0]:
            yield from _demands(given[2])
    elif kind is _constants.ASSERT and given[0] > 0:
        yield from _demands(given[1])


def _pruned(letters: Letters) -> Letters:
    """`letters` without those that hold another of them."""
    return frozenset(one for one in letters if not any(o in one for o in letters if o != one))


def _tells(letters: str) -> bool:
    """Whether letters are rare enough to look for: a single one stands in almost every text."""
    rare = len(letters) == 1 and not letters.isalpha() and not letters.isspace()
    return rare or len(letters) >= FEWEST_LETTERS


def _sharpness(letters: Letters) -> tuple[int, int]:
    """How few texts meet a demand: longer strings first, then fewer of them."""
    return min(*map(len, letters), LONG_ENOUGH), -len(letters)
