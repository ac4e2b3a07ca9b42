"""The people, outlets, markets and makers of `data/speakers.toml`, found by name."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import ahocorasick

from app.registries import SpeakerEntry, read_speakers

FEWEST_OF_VENDOR = 4  # letters; a shorter name of a vendor stands in many handles


class Speakers:
    """The people, outlets and markets that texts credit, found by name."""

    def __init__(self, entries: list[SpeakerEntry]) -> None:
        self._by_name = {name: entry for entry in entries for name in (entry.name, *entry.aliases)}
        self._automaton: Any = ahocorasick.Automaton()
        for name, entry in self._by_name.items():
            self._automaton.add_word(name, (len(name), entry))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[tuple[int, int, SpeakerEntry]]:
        """Every known name in `text`: place and entry; of overlapping ones the first, longest."""
        if not self._by_name:
            return []
        hits = []
        for last, (length, entry) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if not (_in_word(text, start - 1) or _in_word(text, end)):
                hits.append((start, end, entry))
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        found: list[tuple[int, int, SpeakerEntry]] = []
        for hit in hits:
            if not found or hit[0] >= found[-1][1]:
                found.append(hit)
        return found

    @cached_property
    def vendors(self) -> frozenset[str]:
        """The names of vendors as handles bear them: small letters and figures alone."""
        entries = (entry for entry in self._by_name.values() if entry.kind == "vendor")
        names = {bare(name) for e in entries for name in (e.name, *e.aliases) if "." not in name}
        return frozenset(name for name in names if len(name) >= FEWEST_OF_VENDOR) | {"xai"}

    def of_host(self, host: str) -> SpeakerEntry | None:
        """The speaker whose site `host` is."""
        return self._by_name.get(host.removeprefix("www."))


def bare(name: str) -> str:
    """The letters and figures of a name, small, as handles bear them."""
    return "".join(char for char in name.lower() if char.isalnum())


def _in_word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


@lru_cache(maxsize=1)
def speakers() -> Speakers:
    """The speakers of `data/speakers.toml`."""
    return Speakers(read_speakers())


def vendor_of(speaker: str) -> str | None:
    """The vendor that a known speaker is or works for."""
    return next((entry.vendor for _, _, entry in speakers().find(speaker)), None)
