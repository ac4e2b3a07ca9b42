"""Which texts have nearly the same words: syndicated articles, reposts, mirrors.

A text is the set of its runs of four words. How much two sets share (Jaccard) is compared
exactly, but only for texts that share a band, part of a MinHash signature (Broder 1997;
bands after Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, § 3.4). Signatures are the
same in every process and on every machine.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

RUN = 4  # words: texts of one topic share pairs and threes (1 %), hardly a run of four (0.3 %)

# Measured on 108 articles of 40 words and more: two different ones share at most 0.15 (of one
# topic 0.004). In the median copies with another headline share 0.97, with 60 words of page
# furniture 0.91, cut by a third 0.70, with every twentieth word changed 0.69.
ALIKE = 0.5

# A form filled in anew ("version 1.2 is out, 14 fixes") has the words of the one before, and
# few of its figures; a copy of a text keeps nearly all.
FIGURES_ALIKE = 0.75

# Shorter texts (a teaser, a post) share runs by chance: they are copies where all words are
# the same. Below the second bound people say the same thing without having read each other.
FEWEST_WORDS = 40
FEWEST_SAME_WORDS = 8

BANDS, ROWS = 6, 2  # finds 82 % of the pairs that share 0.5, 98 % of 0.7, 99.8 % of 0.8
AT_ONCE = 50_000  # words hashed together: a few MB of memory
MOST_HASHES = 50_000  # the words of a language that are in use, in 6 MB
SEED = 0x9E3779B97F4A7C15  # the golden ratio's bits: no structure that words could have

_UNSPACED = re.compile("([぀-ヿ㐀-鿿])")  # kana and Han: each counts as a word
# In bytes, which are split five times as fast: what stands between words. Beyond ASCII these
# are the blocks Latin-1 Supplement (signs), General Punctuation, CJK Symbols and Punctuation.
_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789") | frozenset(range(0x80, 0x100))
_SPACES = bytes(code if code in _KEPT else ord(" ") for code in range(0x100))
_SIGNS = re.compile(rb"\xc2.|\xe2[\x80\x81].|\xe3\x80.", re.DOTALL)
_WHOLE = (1 << 64) - 1
_SIGNED = (1 << 63) - 1  # what a BIGINT holds without its sign


def words_of(text: str) -> list[bytes]:
    """The words of a text in lower case, without punctuation, as UTF-8."""
    plain = text.lower()
    if not plain.isascii():
        plain = _UNSPACED.sub(r" \1 ", plain)
    said = plain.encode("utf-8", "surrogatepass").translate(_SPACES)
    return (said if plain.isascii() else _SIGNS.sub(b" ", said)).split()


def bands(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """For each text the values that near duplicates of it are likely to share (0 to 2**63).

    `BANDS` values; one for a short text; none for one too short to be compared.
    """
    found: list[tuple[int, ...]] = [()] * len(texts)
    batch = _Batch()
    for place, text in enumerate(texts):
        words = words_of(text)
        if len(words) >= FEWEST_WORDS:
            batch.add(place, map(_hashes.__getitem__, words))
        elif len(words) >= FEWEST_SAME_WORDS:
            found[place] = (_whole(words),)
        if len(batch.hashes) >= AT_ONCE or place == len(texts) - 1:
            for at, row in batch.signatures():
                found[at] = row
            batch = _Batch()
    return found


class Words:
    """The words of one text, prepared to be compared with several others."""

    def __init__(self, text: str) -> None:
        self.words = words_of(text)
        self.figures = {word for word in self.words if word[:1].isdigit()}

    @cached_property
    def runs(self) -> set[tuple[bytes, ...]]:
        """The runs of `RUN` words that stand in it."""
        return set(zip(*(self.words[first:] for first in range(RUN)), strict=False))

    def is_like(self, other: Words) -> bool:
        """Whether one text is a near duplicate of the other."""
        if min(len(self.words), len(other.words)) < FEWEST_WORDS:
            return self.words == other.words and len(self.words) >= FEWEST_SAME_WORDS
        if _kept(self.figures, other.figures) < FIGURES_ALIKE:
            return False
        shared = len(self.runs & other.runs)
        return shared >= ALIKE * (len(self.runs) + len(other.runs) - shared)


def overlap(one: str, other: str) -> float:
    """The share (0-1) of the runs of words of the shorter text that stand in the other too."""
    return _kept(Words(one).runs, Words(other).runs)


def _kept(one: set[Any], other: set[Any]) -> float:
    """How much of the smaller set the larger one has too; nothing is kept whole."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 1.0


class _Hashes(dict[bytes, int]):
    """The 32-bit hash of each word met of late: most words are met again."""

    def __missing__(self, word: bytes) -> int:
        if len(self) >= MOST_HASHES:
            self.clear()
        self[word] = found = zlib.crc32(word)
        return found


_hashes = _Hashes()


def _whole(words: Sequence[bytes]) -> int:
    """One value for all words of a short text."""
    said = b" ".join(words)
    return _mixed(zlib.crc32(said) << 32 | zlib.adler32(said), len(words)) & _SIGNED


class _Batch:
    """The hashed words of several texts one after the other, each of `RUN` words or more."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self.edges: list[int] = []
        self.hashes: list[int] = []

    def add(self, place: int, hashes: Iterable[int]) -> None:
        self.places.append(place)
        self.edges.append(len(self.hashes))
        self.hashes.extend(hashes)
        self.edges.append(len(self.hashes) - RUN + 1)  # later runs reach into the next text

    def signatures(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The place of each text with its bands."""
        if not self.places:
            return
        import numpy as np

        plain = np.array(self.hashes + [0] * RUN, np.uint64)
        runs: NDArray[Any] = sum(_odd(at) * plain[at : at - RUN] for at in range(RUN))
        runs ^= runs >> np.uint64(31)
        found = [self._band(runs, number).tolist() for number in range(BANDS)]
        yield from zip(self.places, zip(*found, strict=True), strict=True)

    def _band(self, runs: NDArray[Any], number: int) -> NDArray[Any]:
        """One band of each text: the least of its runs by `ROWS` orders, in one value."""
        import numpy as np

        value = np.full(len(self.places), _odd(-1 - number), np.uint64)
        for row in range(number * ROWS, (number + 1) * ROWS):
            least = np.minimum.reduceat(runs * _odd(RUN + row), self.edges)[::2]
            value = (value ^ (least >> np.uint64(29))) * _odd(row)
        return value >> np.uint64(1)


@lru_cache(maxsize=256)
def _odd(number: int) -> Any:
    """The odd 64-bit multiplier of that number."""
    import numpy as np

    return np.uint64(_mixed(SEED, number) | 1)


def _mixed(value: int, number: int) -> int:
    """64 bits that depend on every bit of both (splitmix64, Steele 2014)."""
    mixed = (value + number * SEED) & _WHOLE
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _WHOLE
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _WHOLE
    return mixed ^ (mixed >> 31)
