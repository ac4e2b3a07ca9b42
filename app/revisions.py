"""Two texts of one page: whether the later is an edit of the earlier, and what changed.

A text is compared sentence by sentence, as a reader would: a line that was touched up shows
the old sentence and the new one, not the letters between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.near_duplicates import overlap
from app.schema import Document
from app.vocabulary import Read

# Under one address different texts may stand side by side (the entries of a changelog): they
# share phrases, an edited text keeps sentences. Rewriting four fifths of a text is rare.
KEPT_IN_EDITS = 0.2

# SequenceMatcher takes time by the pairs of equal sentences, for each stretch that is equal. More
# than this (a book, a text that says the same over and over) is compared without regard to order.
MOST_PAIRS = 4_000

# Looks back no further than two characters: a text of nothing but points takes no longer.
_SENTENCE = re.compile(
    r"""[^\s].*?(?:(?<=[.!?…])(?=\s)|(?<=[.!?…]["'”’)\]])(?=\s)|[。！？]+|(?=\n)|$)"""  # noqa: RUF001 - the full stops of Chinese
)


class Kind(StrEnum):
    """What became of a sentence."""

    kept = "kept"
    removed = "removed"
    added = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of either text.

    `start`, `end`: code-point offsets (0-based, end exclusive) into the earlier text where it
    was removed, else into the later one.
    """

    kind: Kind
    text: str
    start: int
    end: int


def is_edit(earlier: Document, later: Document) -> bool:
    """Whether `later` is a later text of the page that `earlier` was read from.

    A market's price of another day is none, nor is another text at the same address.
    """
    if (earlier.source, earlier.name) != (later.source, later.name):
        return False
    if earlier.id == later.id or earlier.market is not None or later.market is not None:
        return False
    if earlier.title == later.title or earlier.read is Read.excerpt:
        return True
    return overlap(earlier.text, later.text) >= KEPT_IN_EDITS


def difference(earlier: str, later: str) -> list[Change]:
    """Every sentence of both texts in reading order; what was removed before what replaced it."""
    old, new = list(_sentences(earlier)), list(_sentences(later))
    words = [[row[0] for row in rows] for rows in (old, new)]
    times = Counter(words[1])
    if sum(times[said] for said in words[0]) > MOST_PAIRS:
        return _unordered(old, new)
    matcher = SequenceMatcher(a=words[0], b=words[1], autojunk=False)
    found: list[Change] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            found += _as(Kind.kept, new[new_from:new_to])
        else:
            found += _as(Kind.removed, old[old_from:old_to])
            found += _as(Kind.added, new[new_from:new_to])
    return found


Sentence = tuple[str, int, int]


def _sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text without the space around them; a line's end ends one."""
    for found in _SENTENCE.finditer(text):
        said = found.group().rstrip()
        yield said, found.start(), found.start() + len(said)


def _unordered(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[Change]:
    before, after = {row[0] for row in old}, {row[0] for row in new}
    gone = [row for row in old if row[0] not in after]
    said = [_as(Kind.kept if row[0] in before else Kind.added, [row])[0] for row in new]
    return [*_as(Kind.removed, gone), *said]


def _as(kind: Kind, sentences: Sequence[Sentence]) -> list[Change]:
    return [Change(kind, *row) for row in sentences]
