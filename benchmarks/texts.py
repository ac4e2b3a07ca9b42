"""The texts at hand: real ones of `../shared` where that folder is there, else our own."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from scrapers.article import read_article

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
OWN = PROJECT / "tests" / "labelled"
KB = 1_000


@dataclass(frozen=True, slots=True)
class Page:
    """What extraction needs of a document."""

    text: str
    published: date | None = date(2026, 4, 1)

    @property
    def kilobytes(self) -> float:
        """The size of the text in UTF-8."""
        return len(self.text.encode()) / KB


@dataclass(frozen=True)
class Library:
    """`claims`: texts about models, dense with claims; `articles`: news pages of any kind."""

    claims: list[Page]
    articles: list[Page]

    @classmethod
    def at_hand(cls) -> Library:
        """The texts of this machine."""
        real = [path for name in ("seeds", "corpus") for path in SHARED.glob(f"{name}/*.txt")]
        paths = real or [path for path in OWN.iterdir() if path.suffix in (".txt", ".md")]
        claims = [Page(path.read_text(encoding="utf-8")) for path in sorted(paths)]
        return cls(claims, list(_articles()))

    def pages_of(self, kilobytes: float, count: int) -> list[Page]:
        """`count` pages of a size, cut from all texts on one string, which begins again at its end.

        Every page begins where the last one ended, so that pages of any size hold the same texts.
        """
        letters = cycle("\n\n".join(page.text for page in self.claims))
        size = round(kilobytes * KB)
        return [Page("".join(islice(letters, size))) for _ in range(count)]


def _articles() -> Iterator[Page]:
    for path in sorted((SHARED / "articles" / "html").glob("*.html*")):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = read_article(raw.decode("utf-8", "replace")).text
        if text:
            yield Page(text)


def kilobytes(pages: list[Page]) -> float:
    """The size of all pages."""
    return sum(page.kilobytes for page in pages)
