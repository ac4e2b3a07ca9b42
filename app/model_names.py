"""Which AI model a name means: registered names, codenames, and new names by their pattern.

The registry is `data/models/`. One automaton finds every place where a name may begin;
`app.name_grammar` reads on from there; the longest name that is registered, or that a known
family would give to a new model, wins. Everyday words that are also names ("Garlic") count
only where the text shows them as names in the company of their vendor, or beside another model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from typing import Any

import ahocorasick

from app.data_files import VendorEntry, read_models
from app.name_grammar import (
    TokenKind,
    at_boundary,
    ends_cleanly,
    fold,
    kind_of,
    read_tokens,
)
from app.name_registry import MentionKind, Registry

__all__ = ["Mention", "MentionKind", "ModelNames", "VendorMention"]

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+|\.(?:com|ai|org|net|io|dev|co|gov|edu)/[^\s<>\"')\]]+"
)
_FILE_OR_DOMAIN = re.compile(r"\.(?:com|ai|org|net|io|dev|co|cpp|js|py)\b")
_FAMILY_FOLLOWS = re.compile(r"[- ](?:family|series|line-?up)\b")
_CONNECTOR = re.compile(
    r"[\s,;/|&>*\"'`()\u2018-\u201d-]{1,6}"
    r"|[ *]{1,3}(?:and|or|vs\.?|versus|than|over|even)[ *]{1,3}"
)
_CONNECTOR_LENGTH = 13  # the longest connector

_QUOTES = frozenset("\"'`*\u2018\u2019\u201c\u201d")
_NEXT_MODEL = re.compile(
    r"(?:['\u2019]s?)?(?: (?!next|upcoming)[a-z0-9-]{1,20}){0,2}"
    r" (?:next|upcoming|forthcoming|unreleased|future|open[- ]source|open[- ]weights?)"
    r"(?:[- ]gen(?:eration)?)?(?: (?!model|llm)[a-z0-9-]{1,20}){0,3} (?:model|llm|flagship)\b"
)
_BY_START = itemgetter(0, 1)
_APPOSITION = re.compile(
    r"[\s,:(\"'\u2018\u201c*`]{1,4}|,? (?:called|named|code-?named|dubbed) [\"'\u201c*]?"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A model named in a text; `start` and `end` are code-point offsets, `end` exclusive."""

    start: int
    end: int
    model: str
    text: str
    kind: MentionKind = MentionKind.name


@dataclass(frozen=True, slots=True)
class VendorMention:
    """A vendor named in a text, by its slug."""

    start: int
    end: int
    vendor: str
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A text of the automaton: a head where a model's name may begin, vendors it may name."""

    length: int
    head: str | None
    vendors: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention, and whether it may be an everyday word."""

    mention: Mention
    doubtful: bool


class ModelNames:
    """The names of all registered models, and of those that follow their families' patterns."""

    def __init__(self, vendors: list[VendorEntry]) -> None:
        self._vendors = {vendor.vendor: vendor for vendor in vendors}
        self._registry = Registry.of(vendors)
        self._words = self._registry.family_words()
        self._automaton = self._built()

    @classmethod
    @lru_cache(maxsize=1)
    def shipped(cls) -> ModelNames:
        """The names of `data/models/`."""
        return cls(read_models())

    def mentions(self, text: str) -> list[Mention]:
        """The models that `text` names, in order, none overlapping.

        Give the whole document: what an everyday word or a short name means depends on the
        rest of it. Names inside URLs are left out.
        """
        folded = fold(text)
        places = list(self._places(folded))
        found = list(self._found(text, folded, places))
        vendors = list(_vendor_mentions(text, places))
        named = self._at_full_length(_without_everyday_words(text, found, vendors))
        return sorted(
            [*named, *_next_models(text, folded, vendors, named)], key=lambda mention: mention.start
        )

    def vendor_mentions(self, text: str) -> list[VendorMention]:
        """The vendors that `text` names, in order, in their usual printings."""
        return list(_vendor_mentions(text, self._places(fold(text))))

    def vendors(self) -> dict[str, str]:
        """The printed name of every vendor by its slug."""
        return {slug: vendor.name for slug, vendor in self._vendors.items()}

    def id_of(self, name: str) -> str | None:
        """The id of the model that `name` alone means; an id gives its canonical spelling."""
        vendor, slash, rest = name.strip().partition("/")
        if slash and vendor in self._vendors:
            model = self.id_of(rest)
            return model if model and model.startswith(f"{vendor}/") else name.strip().lower()
        return self._alone(name.strip())

    def also(self, model: str) -> tuple[str, ...]:
        """The ids of models whose facts hold for `model` too, itself left out."""
        entry = self._registry.entries.get(model)
        vendor = model.partition("/")[0]
        return tuple(f"{vendor}/{other}" for other in entry.also) if entry else ()

    def released(self, model: str) -> date | None:
        """The day on which `model` came out; None where it has not, or nobody wrote it down."""
        entry = self._registry.entries.get(model)
        return entry.released if entry else None

    def name_of(self, model: str) -> str:
        """The name of `model` as it is printed; one made from the id where none is known."""
        vendor, _, slug = model.partition("/")
        if entry := self._registry.entries.get(model):
            return entry.name
        if slug == "next":
            owner = self._vendors.get(vendor)
            return f"{owner.name if owner else vendor}'s next model"
        return self._registry.printed(vendor, slug)

    def variant_of(self, model: str) -> tuple[str, str] | None:
        """The base model's id and the variant's name, for the id of a variant, else None."""
        vendor, _, slug = model.partition("/")
        base, _, last = slug.rpartition("-")
        if not any(char.isdigit() for char in base) or kind_of(last) is not TokenKind.word:
            return None
        return f"{vendor}/{base}", last

    def _alone(self, name: str) -> str | None:
        tokens = self._registry.read(name) if name else []
        if not tokens or tokens[-1].end != len(name):
            return None
        found = self._registry.resolve(name, tokens)
        return found.name.model if found and found.length == len(tokens) else None

    def _built(self) -> Any:
        """The automaton over all heads and vendors, in folded letters."""
        heads = self._registry.heads()
        printed: dict[str, dict[str, str]] = {}
        for vendor in self._vendors.values():
            for name in (vendor.name, *vendor.aliases):
                printed.setdefault(fold(name), {})[name] = vendor.vendor
        automaton = ahocorasick.Automaton()
        for key in {*heads, *printed}:
            automaton.add_word(key, _Place(len(key), heads.get(key), printed.get(key, {})))
        automaton.make_automaton()
        return automaton

    def _places(self, folded: str) -> Iterator[tuple[int, _Place]]:
        """Where a name may begin, by start; the longer text first."""
        hits = []
        for last, place in self._automaton.iter(folded):
            start = last + 1 - place.length
            if at_boundary(folded, start - 1) and not folded[last + 1 : last + 2].isalpha():
                hits.append((start, -place.length, place))
        hits.sort(key=_BY_START)
        return ((start, place) for start, _, place in hits)

    def _found(self, text: str, folded: str, places: list[tuple[int, _Place]]) -> Iterator[_Found]:
        """Every name that can be read from one of `places` on, the first come first."""
        urls = [found.span() for found in _URL.finditer(folded)]
        cursor = 0
        for start, place in places:
            while urls and urls[0][1] <= start:
                urls.pop(0)
            if place.head is None or start < cursor or (urls and urls[0][0] <= start):
                continue
            end = start + len(place.head)
            if place.length == len(place.head) and not self._head_ends(folded, place.head, end):
                continue
            tokens = read_tokens(text, folded, start, end, self._words[place.head])
            read = self._registry.resolve(text, tokens)
            if read is None or _FILE_OR_DOMAIN.match(folded, tokens[read.length - 1].end):
                continue
            cursor = tokens[read.length - 1].end
            if read.name.model is not None:
                kind = read.name.kind
                if kind is MentionKind.name and _FAMILY_FOLLOWS.match(folded, cursor):
                    kind = MentionKind.family
                printed = text[start:cursor]
                mention = Mention(start, cursor, read.name.model, printed, kind)
                yield _Found(mention, printed in read.name.common)

    def _head_ends(self, folded: str, head: str, end: int) -> bool:
        """Whether no other word runs on after a head; a family's version may touch it."""
        if head in self._registry.families and folded[end : end + 1].isdigit():
            return True
        return ends_cleanly(folded, end)

    def _at_full_length(self, mentions: list[Mention]) -> list[Mention]:
        """Short names with the id of the one longer name that the text prints for them."""
        named = {item.model for item in mentions if item.kind is not MentionKind.codename}
        full = self._of_shorts(named) | self._of_unsized(named)
        return [
            replace(item, model=full[item.model]) if item.model in full else item
            for item in mentions
        ]

    def _of_shorts(self, named: set[str]) -> dict[str, str]:
        """For registered short names, the only longer name in `named`."""
        full = {}
        for model in named:
            entry = self._registry.entries.get(model)
            if entry and entry.short:
                parts = _parts(model)
                longer = [other for other in named if parts < _parts(other)]
                if len(longer) == 1:
                    full[model] = longer[0]
        return full

    def _of_unsized(self, named: set[str]) -> dict[str, str]:
        """For names without size, the only name in `named` that adds just size and date."""
        sized: dict[str, list[str]] = {}
        for model in named:
            bits = model.split("-")
            kinds = [kind_of(bit) for bit in bits]
            if TokenKind.size in kinds:
                kept = [
                    bit
                    for bit, kind in zip(bits, kinds, strict=True)
                    if kind not in {TokenKind.size, TokenKind.date}
                ]
                sized.setdefault("-".join(kept), []).append(model)
        return {
            model: longer[0]
            for model, longer in sized.items()
            if model in named and len(longer) == 1 and not self._is_family(model)
        }

    def _is_family(self, model: str) -> bool:
        entry = self._registry.entries.get(model)
        return bool(entry and entry.family)


def _parts(model: str) -> set[str]:
    """What an id is made of, its vendor included."""
    return set(model.replace("/", "-").split("-"))


def _vendor_mentions(text: str, places: Iterable[tuple[int, _Place]]) -> Iterator[VendorMention]:
    cursor = 0
    for start, place in places:
        end = start + place.length
        vendor = place.vendors.get(text[start:end]) if start >= cursor else None
        if vendor and at_boundary(text, end):
            cursor = end
            yield VendorMention(start, end, vendor, text[start:end])


def _without_everyday_words(
    text: str, found: list[_Found], vendors: list[VendorMention]
) -> list[Mention]:
    """The mentions of `found` that are names beyond doubt, or by the company they keep."""
    company = {vendor.vendor for vendor in vendors} | {
        item.mention.model.partition("/")[0] for item in found if not item.doubtful
    }
    shown = {item.mention.model for item in found if _shown_as_name(text, item.mention)}
    certain = [not item.doubtful for item in found]
    _spread_to_neighbours(text, found, certain)
    return [
        item.mention
        for item, sure in zip(found, certain, strict=True)
        if sure or (item.mention.model in shown and item.mention.model.partition("/")[0] in company)
    ]


def _spread_to_neighbours(text: str, found: list[_Found], certain: list[bool]) -> None:
    """What stands beside a model in a list is a model ("gemma and phi"), both ways."""
    for step in (range(1, len(found)), range(len(found) - 1, 0, -1)):
        for right in step:
            between = (found[right - 1].mention.end, found[right].mention.start)
            if certain[right - 1] != certain[right] and _joined(text, *between):
                certain[right - 1] = certain[right] = True


def _joined(text: str, start: int, end: int) -> bool:
    if end - start > _CONNECTOR_LENGTH:
        return False
    return _CONNECTOR.fullmatch(text, start, end) is not None


def _shown_as_name(text: str, mention: Mention) -> bool:
    """Whether it is printed as a name: with a capital or in quotes, bold or code."""
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    return not mention.text.islower() or (before in _QUOTES and after in _QUOTES)


def _next_models(
    text: str, folded: str, vendors: list[VendorMention], named: list[Mention]
) -> Iterator[Mention]:
    """A vendor's unnamed next model, unless its name follows at once."""
    starts = {mention.start for mention in named}
    taken = [(mention.start, mention.end) for mention in named]
    for vendor in vendors:
        found = _NEXT_MODEL.match(folded, vendor.end)
        if found is None or any(start < found.end() and vendor.start < end for start, end in taken):
            continue
        named_at = _APPOSITION.match(folded, found.end())
        if named_at is None or named_at.end() not in starts:
            end = found.end()
            yield Mention(
                vendor.start,
                end,
                f"{vendor.vendor}/next",
                text[vendor.start : end],
                MentionKind.vendor_next,
            )
