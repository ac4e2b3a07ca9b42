"""Which AI model a name means: registered names, codenames, and new names by their pattern.

The registry is `data/models/`. One automaton finds every place where a name may begin;
`app.name_grammar` reads on from there; `app.name_registry` takes the longest reading that is
registered or that a known family would give to a new model; `app.name_context` settles what
depends on the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

import ahocorasick

from app.name_context import (
    Found,
    Mention,
    VendorMention,
    at_full_length,
    bare_sizes,
    next_models,
    without_everyday_words,
    without_vendors,
)
from app.name_grammar import TokenKind, at_boundary, ends_cleanly, fold, kind_of, read_tokens
from app.name_registry import MentionKind, Name, Registry
from app.new_codenames import introduced
from app.registries import VendorEntry, read_models

__all__ = ["Mention", "MentionKind", "ModelNames", "VendorMention"]

_URL_SO_FAR = re.compile(
    r"(?:https?://|www\.|\.(?:com|ai|org|net|io|dev|co|gov|edu)/)[^\s<>\"')\]]*\Z"
)
_URL_JOINTS = frozenset("/-_.=?&%#+:~@")
_USUAL_BOUNDS = frozenset(" \n(")  # asked before `at_boundary`, which takes longer
_SLUG_SO_FAR = re.compile(r"[a-z]-[0-9]{1,2}(?:-[0-9]{1,2})?-\Z")  # "max-tokens-3-5-sonnet"
_SLUG_REACH = 8  # characters of a slug looked back for its number
_URL_REACH = 200  # characters of a URL looked back for its beginning
_FILE_OR_DOMAIN = re.compile(r"\.(?:com|ai|org|net|io|dev|co|cpp|js|py)\b")
_FAMILY_FOLLOWS = re.compile(r"[- ](?:family|series|line-?up)\b")
_BY_START = itemgetter(0, 1)


@dataclass(frozen=True, slots=True)
class _Place:
    """A text of the automaton: a head where a model's name may begin, vendors it may name."""

    length: int
    head: str | None
    vendors: dict[str, str]


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
        return self.mentions_and_vendors(text)[0]

    def vendor_mentions(self, text: str) -> list[VendorMention]:
        """The vendors that `text` names, in order, in their usual printings."""
        return _vendor_mentions(text, self._places(fold(text)))

    def mentions_and_vendors(self, text: str) -> tuple[list[Mention], list[VendorMention]]:
        """`mentions` and `vendor_mentions` of `text`, which is searched once for both."""
        folded = fold(text)
        places = self._places(folded)
        vendors = _vendor_mentions(text, places)
        named = without_everyday_words(text, list(self._found(text, folded, places)), vendors)
        named = without_vendors(text, named, vendors)
        named = _in_order(named, introduced(text, folded, named, vendors))
        if not named and not vendors:
            return [], []
        sizes = bare_sizes(self._registry, text, folded, named)
        coming = next_models(text, folded, vendors, named)
        return _in_order(at_full_length(self._registry, named), sizes, coming), vendors

    def may_name(self, text: str) -> bool:
        """Whether `text` has the letters of any name of a model or vendor.

        Where not, no more need be read of it: asking takes a hundredth of that.
        """
        return next(self._automaton.iter(fold(text)), None) is not None

    def vendors(self) -> dict[str, str]:
        """The printed name of every vendor by its slug."""
        return {slug: vendor.name for slug, vendor in self._vendors.items()}

    def id_of(self, name: str) -> str | None:
        """The id of the model that `name` alone means, None where it means none.

        An id, also one of a catalogue ("x-ai/grok-4.5"), gives its canonical spelling; an id
        of a known vendor that fits no pattern is returned as it is.
        """
        name = name.strip()
        vendor, slash, rest = name.partition("/")
        if not slash:
            return self._alone(name)
        model = self._alone(rest)
        if vendor in self._vendors and (model is None or not model.startswith(f"{vendor}/")):
            return name.lower()
        return model

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
            return f"{self.vendors().get(vendor, vendor)}'s next model"
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
        read = self._registry.resolve(name, tokens)
        return read.name.model if read and read.length == len(tokens) else None

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

    def _places(self, folded: str) -> list[tuple[int, int, _Place]]:
        """Where a name may begin, by start; the longer text first."""
        hits = []
        for last, place in self._automaton.iter(folded):
            if folded[last + 1 : last + 2].isalpha():
                continue
            start = last + 1 - place.length
            if not start or folded[start - 1] in _USUAL_BOUNDS or at_boundary(folded, start - 1):
                hits.append((start, -place.length, place))
        return sorted(hits, key=_BY_START)

    def _found(
        self, text: str, folded: str, places: list[tuple[int, int, _Place]]
    ) -> Iterator[Found]:
        """Every name that can be read from one of `places` on, the first come first.

        A product that is no model takes its place too.
        """
        cursor = 0
        for start, _, place in places:
            if place.head is None or start < cursor:
                continue
            if folded[start - 1 : start] in _URL_JOINTS and _in_word(folded, start):
                continue
            if read := self._read_at(text, folded, start, place):
                name, cursor, guessed = read
                if name.model is not None:
                    printed = text[start:cursor]
                    whole = name.kind is MentionKind.name and _FAMILY_FOLLOWS.match(folded, cursor)
                    kind = MentionKind.family if whole else name.kind
                    mention = Mention(start, cursor, name.model, printed, kind)
                    yield Found(mention, guessed or printed in name.common)

    def _read_at(
        self, text: str, folded: str, start: int, place: _Place
    ) -> tuple[Name, int, bool] | None:
        """The name that begins at `start`, its end, and whether it is guessed."""
        head = place.head or ""
        end = start + len(head)
        if place.length == len(head) and not self._head_ends(folded, head, end):
            return None
        tokens = read_tokens(text, folded, start, end, self._words[head])
        read = self._registry.resolve(text, tokens)
        if read is None:
            return None
        end = tokens[read.length - 1].end
        following = folded[end : end + 1]
        if following.isdigit() or (following == "." and _FILE_OR_DOMAIN.match(folded, end)):
            return None
        return read.name, end, read.guessed

    def _head_ends(self, folded: str, head: str, end: int) -> bool:
        """Whether no other word runs on after a head; a family's version may touch it."""
        if head in self._registry.families and folded[end : end + 1].isdigit():
            return True
        return ends_cleanly(folded, end)


def _in_order(*several: Iterable[Mention]) -> list[Mention]:
    return sorted((item for items in several for item in items), key=attrgetter("start"))


def _in_word(folded: str, index: int) -> bool:
    """Whether `index`, behind one of `_URL_JOINTS`, lies inside a URL or behind a slug's number."""
    if _SLUG_SO_FAR.search(folded, max(0, index - _SLUG_REACH), index):
        return True
    return _URL_SO_FAR.search(folded[max(0, index - _URL_REACH) : index]) is not None


def _vendor_mentions(text: str, places: list[tuple[int, int, _Place]]) -> list[VendorMention]:
    found = []
    cursor = 0
    for start, _, place in places:
        if not place.vendors or start < cursor:
            continue
        end = start + place.length
        vendor = place.vendors.get(text[start:end])
        if vendor and at_boundary(text, end):
            cursor = end
            found.append(VendorMention(start, end, vendor, text[start:end]))
    return found
