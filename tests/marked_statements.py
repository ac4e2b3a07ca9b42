"""Sentences of tests in which the statement stands in ⟦brackets⟧."""

from __future__ import annotations

from app.extract.confidence import shown

OPEN, CLOSE = "⟦", "⟧"


def marked(text: str) -> tuple[str, int, int]:
    """The sentence without its marks, and where the statement in it stands."""
    start = text.index(OPEN)
    end = text.index(CLOSE) - 1
    return text.replace(OPEN, "").replace(CLOSE, ""), start, end


def level(text: str) -> str:
    """The level shown for the marked statement."""
    return shown(*marked(text)).level.value
