"""Whether a text is English: its small words against those of the languages most like it."""

from __future__ import annotations

import re

READ_CHARACTERS = 6_000  # a text shows its language well before
FEWEST_FOREIGN = 3  # fewer foreign small words may be names
MOST_OTHER_SCRIPT = 0.2  # of the letters may be of another script: names and quotes

_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    (
        *("the", "of", "and", "to", "a", "is", "for", "that", "it", "with", "as", "on", "are"),
        *("by", "this", "was", "from", "at", "or", "not", "have", "has", "but", "they", "you"),
        *("will", "can", "which", "its", "more", "than", "their", "would", "if", "what", "be"),
    )
)
# Words that English does not have, of German, French, Spanish, Italian, Portuguese and Dutch.
_FOREIGN = frozenset(
    (
        *("der", "das", "und", "ist", "eine", "nicht", "von", "für", "auf", "dem", "wird"),
        *("auch", "les", "et", "est", "des", "une", "dans", "pour", "que", "qui", "sur", "avec"),
        *("sont", "el", "los", "las", "una", "por", "para", "del", "más", "esta", "su", "es"),
        *("il", "di", "che", "gli", "sono", "della", "nel", "uma", "não", "mais", "dos"),
        *("het", "een", "niet", "zijn", "voor", "door", "ook", "maar"),
    )
)
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0370-\u06ff\u0900-\u0e7f]")


def is_english(text: str) -> bool:
    """Whether `text` reads as English; a text without small words at all counts as English."""
    head = _ADDRESS.sub(" ", text[:READ_CHARACTERS])
    words = _WORD.findall(head.lower())
    if len(_OTHER_SCRIPT.findall(head)) > MOST_OTHER_SCRIPT * sum(map(len, words)):
        return False
    foreign = sum(word in _FOREIGN for word in words)
    return foreign < FEWEST_FOREIGN or foreign <= sum(word in _ENGLISH for word in words)
