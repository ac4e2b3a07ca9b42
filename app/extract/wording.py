"""Wordings of confidence found in a sentence, from `data/wording.toml`.

A word of the sentence leads to the wordings that begin with it, and the longest that fits
there wins, so the time taken grows with the words of the sentence and not with the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.data_files import WordingEntry, read_wording

_WORD = re.compile(r"[^\W_]+(?:[’'.&/-][^\W_]+)*")
_SPACES = re.compile(r"[\s’]")
# A month, a name: capitals that are no modal verb.
_MONTH_OF_MAY = re.compile(r"\s*(?:\d|of\b)|[’'](?:\d|s\b)")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|by|since|until|before|after|from|to|of|this|last|next|late|early|mid|and|or)[\s-]$",
    re.IGNORECASE,
)
_AS_EXPECTED = re.compile(r"\b(?:as|than|than many|than most|what|when)\s$", re.IGNORECASE)

_SUPERLATIVE = re.compile(r"\sthe\s(?:most|best|biggest|largest|only|first)\b")  # praise, no doubt


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording at `[start, end)` of a sentence."""

    start: int
    end: int
    entry: WordingEntry


def cues(sentence: str) -> list[Cue]:
    """The wordings of `sentence` in order of place, none overlapping."""
    lexicon = _lexicon()
    found: list[Cue] = []
    end = 0
    for word in _WORD.finditer(sentence):
        if word.start() < end:
            continue
        cue = _longest(lexicon, sentence, word.start(), word.group())
        if cue is not None and not _only_looks_so(sentence, cue):
            found.append(cue)
            end = cue.end
    return found


def cell_wording(words: str) -> WordingEntry | None:
    """The wording of a label that stands alone ("Very low"), `None` where it is no label."""
    return _cells().get(" ".join(words.lower().split()))


@cache
def _lexicon() -> dict[str, tuple[tuple[str, WordingEntry], ...]]:
    """First word to the wordings that begin with it, longest first."""
    first: dict[str, list[tuple[str, WordingEntry]]] = {}
    for entry in read_wording():
        for phrase in (entry.phrase, *entry.aliases) if entry.scope != "cell" else ():
            word = _WORD.match(phrase)
            if word is not None:
                first.setdefault(word.group(), []).append((phrase, entry))
    return {
        word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in first.items()
    }


@cache
def _cells() -> dict[str, WordingEntry]:
    """Labels that may stand alone: those for cells first, then every other wording."""
    entries = sorted(read_wording(), key=lambda entry: entry.scope == "cell")
    return {phrase: entry for entry in entries for phrase in (entry.phrase, *entry.aliases)}


def _longest(
    lexicon: dict[str, tuple[tuple[str, WordingEntry], ...]], sentence: str, at: int, word: str
) -> Cue | None:
    key = word.lower().replace("’", "'")
    for head in (key, key.partition("'")[0], key.partition("-")[0], key.partition(".")[0]):
        for phrase, entry in lexicon.get(head, ()):
            end = at + len(phrase)
            printed = _SPACES.sub(lambda m: "'" if m.group() == "’" else " ", sentence[at:end])
            if printed.lower() == phrase and not sentence[end : end + 1].isalnum():
                return Cue(at, end, entry)
    return None


def _only_looks_so(sentence: str, cue: Cue) -> bool:
    """Whether the words are something else: the month of May, a name, "as expected"."""
    printed = sentence[cue.start : cue.end]
    before = sentence[max(0, cue.start - 14) : cue.start]
    if printed == "May":
        month = _MONTH_OF_MAY.match(sentence, cue.end) or _BEFORE_MONTH.search(before)
        return month is not None or bool(before.strip(" \n\t*_#>-"))
    if printed == "Will":
        return bool(before.strip(" \n\t*_#>-"))
    if _SUPERLATIVE.match(sentence, cue.end):
        return True
    return printed.lower().startswith("expect") and _AS_EXPECTED.search(before) is not None
