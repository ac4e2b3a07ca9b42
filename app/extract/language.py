"""Whether a text is English: its small words against those of the languages most like it."""

from __future__ import annotations

import re

READ_CHARACTERS = 20_000  # a text shows its language well before
MOST_FOREIGN = 0.2  # of the letters may be of another script: names and quotes

_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "a", "is", "for", "that", "it", "with", "as", "on", "are", "be")
    + ("by", "this", "was", "from", "at", "or", "not", "have", "has", "but", "they", "you", "we")
    + ("will", "can", "which", "its", "more", "than", "their", "would", "if", "what", "been")
)
# Words that English does not have, of German, French, Spanish, Italian, Portuguese and Dutch.
_FOREIGN = frozenset(
    ("der", "die", "das", "und", "ist", "ein", "eine", "nicht", "mit", "von", "für", "auf", "dem")
    + ("den", "wird", "auch", "le", "la", "les", "et", "est", "des", "du", "une", "dans", "pour")
    + ("que", "qui", "sur", "pas", "avec", "plus", "sont", "el", "los", "las", "una", "por", "con")
    + ("para", "del", "más", "como", "il", "di", "che", "per", "gli", "sono", "della", "nel")
    + ("os", "um", "uma", "não", "mais", "dos", "het", "een", "van", "niet", "zijn", "voor", "met")
)
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0370-\u06ff\u0900-\u0e7f]")


def is_english(text: str) -> bool:
    """Whether `text` reads as English; a text without small words at all counts as English."""
    head = _ADDRESS.sub(" ", text[:READ_CHARACTERS])
    words = _WORD.findall(head.lower())
    if len(_OTHER_SCRIPT.findall(head)) > MOST_FOREIGN * sum(map(len, words)):
        return False
    foreign = sum(word in _FOREIGN for word in words)
    return foreign <= sum(word in _ENGLISH for word in words)
