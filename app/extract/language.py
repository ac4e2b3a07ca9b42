"""Whether a text is English: the share of its words that every English text is full of."""

from __future__ import annotations

import re

FEWEST_WORDS = 25  # a shorter text shows no language; a headline is read as English
LEAST_SHARE = 0.10  # English prose has 0.3 to 0.5 of these, spec sheets 0.15, other tongues < 0.06
READ_CHARACTERS = 20_000

_WORD = re.compile(r"[^\W\d_]+")
_STOP_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "is",
        "for",
        "that",
        "it",
        "with",
        "as",
        "on",
        "are",
        "be",
        "by",
        "this",
        "was",
        "from",
        "at",
        "or",
        "an",
        "not",
        "have",
        "has",
        "but",
        "they",
        "you",
        "we",
        "will",
        "can",
        "which",
        "its",
        "more",
        "than",
        "their",
        "would",
        "if",
        "what",
        "who",
        "how",
        "been",
        "all",
        "there",
        "when",
    ]
)
_ASIAN = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0900-\u097f]"
)
MOST_FOREIGN = 0.2  # of the letters


def is_english(text: str) -> bool:
    """Whether `text` reads as English; too short to tell counts as English."""
    head = text[:READ_CHARACTERS]
    words = _WORD.findall(head.lower())
    letters = sum(map(len, words))
    if letters and len(_ASIAN.findall(head)) > MOST_FOREIGN * letters:
        return False
    if len(words) < FEWEST_WORDS:
        return True
    return sum(word in _STOP_WORDS for word in words) >= LEAST_SHARE * len(words)
