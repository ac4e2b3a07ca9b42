"""The rules, each with the letters it asks for: sentence in, findings out.

A rule runs only on sentences that have some of its letters, so a text costs what its claims
cost, and a new rule costs nothing where it has nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.extract.patterns import Caseless, Choice
from app.extract.reading import Finding, Reading
from app.extract.triggers import Triggers

Find = Callable[[Reading], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of finding is made, and strings one of which its sentence must have.

    A rule without letters runs on every sentence. `figures`: it reads the sentence's quantities,
    and runs only where there are any.
    """

    find: Find
    letters: frozenset[str] = frozenset()
    figures: bool = False


def rule(find: Find, *asks: Caseless | Choice | str, figures: bool = False) -> Rule:
    """A rule that asks for a match of any of these patterns, or for any of these strings.

    Raises:
        ValueError: a pattern can match without any letters, so that asking for it asks nothing.
    """
    letters: set[str] = set()
    for asked in asks:
        own = {asked} if isinstance(asked, str) else asked.needed
        if not own:
            raise ValueError(f"{asked} matches without any letters: ask for strings")
        letters |= own
    return Rule(find, frozenset(letters), figures)


class Rules:
    """All rules, of which each sentence runs those that it has the letters for."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """The rules run in the order given."""
        self._rules = tuple(rules)
        self._triggers = Triggers([one.letters for one in self._rules])
        self._always = sum(1 << n for n, one in enumerate(self._rules) if not one.letters)

    def find(self, reading: Reading) -> list[Finding]:
        """What the rules find in one sentence, in the order of the rules."""
        found: list[Finding] = []
        mask = self._triggers.of(reading.text) | self._always
        while mask:
            lowest = mask & -mask
            mask ^= lowest
            one = self._rules[lowest.bit_length() - 1]
            if not one.figures or reading.quantities:
                found += one.find(reading)
        return found
