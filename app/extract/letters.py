"""Small letters, each at its old place: what patterns that ignore case look at."""

from __future__ import annotations

from functools import lru_cache

LONG = 2_000  # characters; what is longer is a document, of which a pattern reads a stretch


@lru_cache(maxsize=256)
def _lowered(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else text.replace("İ", "i").lower()


_last = ("", "")  # one tuple, so that threads never see a half of it


def lowered(text: str) -> str:
    """`text` in small letters, each at its old place; one sentence is asked for many times."""
    global _last  # noqa: PLW0603 - a memory of one, looked up by identity
    last = _last
    if last[0] is text:
        return last[1]
    low = text.lower() if len(text) < LONG and text.isascii() else _lowered(text)
    _last = (text, low)
    return low
