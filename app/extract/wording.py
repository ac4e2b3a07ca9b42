"""Wordings of confidence found in a sentence, from `data/wording.toml`.

One automaton holds them all, so the time taken grows with the sentence and not with the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import ahocorasick

from app.extract.patterns import caseless
from app.registries import WordingEntry, read_wording

_PLAIN = (("’", "'"), ("\n", " "), ("\u00a0", " "), ("\t", " "))
# A month, a name: capitals that are no modal verb.
_MONTH_OF_MAY = re.compile(r"\s*(?:\d|of\b)|[’'](?:\d|s\b)")
_BEFORE_MONTH = caseless(
    r"\b(?:in|by|since|until|before|after|from|to|of|this|last|next|late|early|mid|and|or)[\s-]$"
)
_AWAITED = caseless(r"\b(?:much|highly|eagerly|hotly|most|long|keenly)[\s-]$")
_AS_EXPECTED = caseless(r"\b(?:as|than|than many|than most|what|when)\s$")

_SUPERLATIVE = re.compile(r"\sthe\s(?:most|best|biggest|largest|only|first)\b")  # praise, no doubt


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording at `[start, end)` of a sentence."""

    start: int
    end: int
    entry: WordingEntry


def cues(sentence: str) -> list[Cue]:
    """The wordings of `sentence` in order of place, the longest at each, none overlapping."""
    plain = _plain(sentence)
    matches = [
        Cue(end + 1 - length, end + 1, entry)
        for end, (length, entry) in _lexicon().iter(plain)
        if not plain[end + 1 : end + 2].isalnum()
        and not plain[end - length : end + 1 - length].isalnum()
    ]
    found: list[Cue] = []
    for cue in sorted(matches, key=lambda each: (each.start, -each.end)):
        if (not found or cue.start >= found[-1].end) and not _only_looks_so(sentence, cue):
            found.append(cue)
    return found


def cell_wording(words: str) -> WordingEntry | None:
    """The wording of a label that stands alone ("Very low"), `None` where it is no label."""
    return _cells().get(" ".join(words.lower().split()))


@cache
def _lexicon() -> ahocorasick.Automaton:
    """Every wording that may stand in a sentence, to its length and entry."""
    automaton = ahocorasick.Automaton()
    for entry in read_wording():
        for phrase in (entry.phrase, *entry.aliases) if entry.scope != "cell" else ():
            automaton.add_word(phrase, (len(phrase), entry))
    automaton.make_automaton()
    return automaton


@cache
def _cells() -> dict[str, WordingEntry]:
    """Labels that may stand alone: those for cells first, then every other wording."""
    entries = sorted(read_wording(), key=lambda entry: entry.scope == "cell")
    return {phrase: entry for entry in entries for phrase in (entry.phrase, *entry.aliases)}


def _plain(sentence: str) -> str:
    """`sentence` in lower case with plain spaces and apostrophes, no character moved."""
    lower = sentence.lower()
    if len(lower) != len(sentence):  # some capitals outside ASCII grow in lower case
        lower = "".join(char.lower() if char.isascii() else char for char in sentence)
    for printed, plain in _PLAIN:
        lower = lower.replace(printed, plain)
    return lower


def _only_looks_so(sentence: str, cue: Cue) -> bool:
    """Whether the words are something else: the month of May, a name, "as expected"."""
    printed = sentence[cue.start : cue.end]
    before = sentence[max(0, cue.start - 14) : cue.start]
    if printed == "May":
        month = _MONTH_OF_MAY.match(sentence, cue.end) or _BEFORE_MONTH.search(before)
        return month is not None or bool(before.strip(" \n\t*_#>-"))
    if printed == "Will":  # a name, or a question, which shows by its mark
        return True
    if _SUPERLATIVE.match(sentence, cue.end) or _AWAITED.search(before):
        return True
    if printed.lower() == "whether":
        return sentence.startswith(" or not", cue.end)
    return (
        printed.lower().startswith(("expect", "anticipat"))
        and _AS_EXPECTED.search(before) is not None
    )
