"""Facts and history entered by hand, from `data/facts/` and `data/history/`.

No network: the same path as everything else, from files in place of pages. A statement's
document carries the day that was printed on it; its text is not kept, only its gist.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.data_files import read_facts, read_history
from app.schema import Document, Fact, Source


def scrape() -> Iterator[Source | Document | Fact]:
    """Every publisher once, then its documents, then the facts.

    Raises:
        DataFileError: an entry breaks its schema; the file and the entry are named.
    """
    known = set()
    for source, document in read_history():
        if source.slug not in known:
            known.add(source.slug)
            yield source
        yield document
    yield from read_facts()
