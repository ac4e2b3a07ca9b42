"""The registered names of `data/models/`, and the ids that families give to new names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from app.name_grammar import (
    HEADLINE_WORDS,
    VARIANTS,
    Token,
    TokenKind,
    Words,
    bare,
    fold,
    is_new_name,
    is_of_headline,
    kind_of,
    read_tokens,
)
from app.registries import ModelEntry, VendorEntry

_LETTERS = re.compile(r"[^0-9 _-]+(?=[0-9 _-]|$)")
_JOINTS = (" ", "-", "_")
MOST_KEPT = 4096
"""Readings that are kept: a text names the same few models over and over."""

_SHORT_HEAD = 2  # letters: "o", "Yi", "Hy" begin many words that are no model
_FIRST_RUN = re.compile(r"[^ _-]+")
Printed = tuple[str, str, bool, bool]
"""What a reading asks of a token: text, joint, capital, whether it is a word of a headline."""

_UNFIT_FOR_ID = re.compile(r"[^a-z0-9.+_-]+")


class MentionKind(StrEnum):
    """How a model is meant: by name, by codename, as a family, as a vendor's next one."""

    name = "name"
    codename = "codename"
    family = "family"
    vendor_next = "vendor_next"


@dataclass(frozen=True, slots=True)
class Name:
    """What a registered name stands for.

    `model` is None for a product that is no model. `common` are the exact printings that are
    also everyday words.
    """

    model: str | None
    kind: MentionKind = MentionKind.name
    common: frozenset[str] = frozenset()


class Resolved(NamedTuple):
    """The longest reading of some tokens: the name, and how many tokens it takes.

    `guessed`: the name is new and its head so short that it may be something else ("o5").
    """

    name: Name
    length: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Family:
    """A prefix of `data/models/`: the words after its head, and the form of its ids."""

    words: tuple[str, ...]
    vendor: str
    template: str


@dataclass(slots=True)
class Registry:
    """All names, by head and tokens. Spellings of one name share a key."""

    entries: dict[str, ModelEntry] = field(default_factory=dict)
    families: dict[str, list[_Family]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    product_words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spoken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[tuple[str, ...], Name] = field(default_factory=dict)
    shorts: set[str] = field(default_factory=set)
    families_whole: set[str] = field(default_factory=set)
    sizes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    makers_of_sizes: set[str] = field(default_factory=set)
    starts: set[tuple[str, str]] = field(default_factory=set)
    readings: dict[tuple[Printed, ...], Resolved | None] = field(default_factory=dict)

    @classmethod
    def of(cls, vendors: list[VendorEntry]) -> Registry:
        """The registry of these vendors; where two give one name, the first keeps it."""
        registry = cls()
        for vendor in vendors:
            registry._add_families(vendor)
        for families in registry.families.values():
            families.sort(key=lambda family: -len(family.words))
        for vendor in vendors:
            for entry in vendor.model:
                registry._add_model(vendor.vendor, entry)
            for product in vendor.products:
                registry._add(product, Name(None))
        for head, words in registry.product_words.items():
            words.difference_update(registry.words[head], VARIANTS)
        return registry

    def heads(self) -> dict[str, str]:
        """Every text a name may begin with, and the head it means.

        A family of one letter is only looked for with its digit ("o3" has the head "o"), a
        name of several words with its second ("big brain"), so that prose has few places.
        """
        heads: dict[str, str] = {}
        for head, second in self.starts:
            letter = len(head) == 1 and head in self.families
            if letter:
                heads |= {f"{head}{digit}": head for digit in range(1, 10)}
            if second and (head not in self.families or (letter and second.isalpha())):
                heads |= {f"{head}{joint}{second}": head for joint in _JOINTS}
            elif not letter:
                heads[head] = head
        return heads

    def family_words(self) -> dict[str, Words]:
        """The words that names of each head use."""
        return {
            head: Words(
                frozenset(self.words[head] | self.product_words[head]),
                frozenset(self.spoken[head]),
            )
            for head in {*self.words, *self.product_words}
        }

    def read(self, name: str) -> list[Token]:
        """The tokens of a name that stands alone."""
        folded = fold(name)
        return read_tokens(name, folded, 0, self._head_end(folded), None)

    def resolve(self, text: str, tokens: list[Token]) -> Resolved | None:
        """The longest beginning of `tokens` that is a registered name or a family's new one."""
        printed = tuple([_printed(text, token) for token in tokens])
        if printed not in self.readings:
            if len(self.readings) >= MOST_KEPT:
                self.readings.clear()
            self.readings[printed] = self._longest(text, tokens)
        return self.readings[printed]

    def _longest(self, text: str, tokens: list[Token]) -> Resolved | None:
        keys = [token.key for token in tokens]
        for length in range(len(tokens), 0, -1):
            name = self.names.get(_key(keys[:length]))
            if name is not None:
                return Resolved(name, length)
            core = bare(tokens[:length])
            if len(core) < length and (name := self.names.get(_key(keys[: len(core)]))):
                return Resolved(name, length)
            if is_new_name(text, core) and (model := self._coined(core)):
                return Resolved(Name(model), length, len(core[0].text) <= _SHORT_HEAD)
        return None

    def printed(self, vendor: str, slug: str) -> str:
        """`slug` as its family would print it: `gpt-7-pro` is "GPT-7 Pro"."""
        stems = {
            family.template.partition("#")[0]
            for families in self.families.values()
            for family in families
            if family.vendor == vendor
        }
        fitting = [stem for stem in stems if stem and slug.startswith(slug_of(stem))]
        stem = max(fitting, key=len, default="")
        first, *others = slug[len(slug_of(stem)) :].lstrip("-").split("-")
        if not stem:
            first = first.capitalize()
        return " ".join([stem + first, *(_capitalised(word) for word in others)])

    def _head_end(self, folded: str) -> int:
        """Where the head of a name ends: after a family's own letters, or its first run."""
        letters = _LETTERS.match(folded)
        if letters and letters[0] in self.families:
            return letters.end()
        run = _FIRST_RUN.match(folded)
        return run.end() if run else len(folded)

    def _add_families(self, vendor: VendorEntry) -> None:
        forms = {prefix: f"{prefix}#" for prefix in vendor.prefixes} | vendor.shorthands
        for prefix, template in forms.items():
            head, *words = fold(prefix).replace("-", " ").split()
            self.families[head].append(_Family(tuple(words), vendor.vendor, template))
            self.words[head].update(words)
            self.starts.add((head, words[0] if words else ""))

    def _add_model(self, vendor: str, entry: ModelEntry) -> None:
        model = f"{vendor}/{entry.id}"
        self.entries[model] = entry
        if entry.short:
            self.shorts.add(model)
        if entry.family:
            self.families_whole.add(model)
        base, _, size = model.rpartition("-")
        if kind_of(size) is TokenKind.size:
            self.sizes[base][size] = model
            self.makers_of_sizes.add(vendor)
        codes = {fold(code.name) for code in entry.codenames}
        named = Name(model, MentionKind.name, _with_capitals(entry.common))
        whole = replace(named, kind=MentionKind.family) if entry.family else named
        for name in (entry.name, entry.id, *entry.aliases):
            if fold(name) not in codes:
                self._add(name, named if any(map(str.isdigit, name)) else whole)
        for code in entry.codenames:
            printings = (code.name, code.name.lower(), code.name.title()) if code.common else ()
            self._add(code.name, Name(model, MentionKind.codename, _with_capitals(printings)))

    def _add(self, printed: str, name: Name) -> None:
        tokens = self.read(printed)
        head, *rest = tokens
        self.names.setdefault(_key([token.key for token in tokens]), name)
        self.starts.add((head.text, rest[0].text if rest else ""))
        words = [token for token in rest if token.kind is TokenKind.word]
        known = self.words if name.model else self.product_words
        known[head.text].update([token.text for token in words])
        self.spoken[head.text].update(
            [token.text for token in words if token.joint == " " and not token.capital]
        )

    def _coined(self, tokens: list[Token]) -> str | None:
        """The id of an unregistered name: a registered one with more to it, or its family's."""
        words = [token.text for token in tokens[1:] if token.kind is TokenKind.word]
        if sum(word in self.families for word in words) > 1 or self._of_product(tokens[0], words):
            return None
        for length in range(len(tokens) - 1, 0, -1):
            name = self.names.get(_key([token.key for token in tokens[:length]]))
            if name and name.model and name.kind is not MentionKind.codename:
                if _has_version(tokens[length:]):
                    break
                return "-".join([name.model, *(token.key for token in tokens[length:])])
        return self._of_family(tokens) if _has_version(tokens) else None

    def _of_product(self, head: Token, words: list[str]) -> bool:
        """Whether a word is only known from products ("API", "app")."""
        return any(word in self.product_words[head.text] for word in words)

    def _of_family(self, tokens: list[Token]) -> str | None:
        """The id that its family's form gives to a name."""
        head, *rest = tokens
        texts = [token.text for token in rest]
        for family in self.families.get(head.text, ()):
            words = list(family.words)
            if texts[: len(words)] == words and len(rest) > len(words):
                return self._id(family, rest[len(words) :])
        return None

    def _id(self, family: _Family, rest: list[Token]) -> str:
        """`family`'s template filled with the version, the other parts after it."""
        family, rest = self._by_shorthand(family, rest)
        if rest[0].kind is TokenKind.version:
            parts = [family.template.replace("#", rest[0].key), *(token.key for token in rest[1:])]
        else:
            parts = [family.template.replace("#", "").rstrip(" -"), *(token.key for token in rest)]
        return f"{family.vendor}/{slug_of('-'.join(parts))}"

    def _by_shorthand(self, family: _Family, rest: list[Token]) -> tuple[_Family, list[Token]]:
        """The form that a shorthand in the name has: "Claude 6 Opus" as "Opus 6"."""
        for token in rest:
            for short in self.families.get(token.text, ()):
                if short.vendor == family.vendor and token.text in fold(short.template).split():
                    others = [other for other in rest if other is not token]
                    return short, sorted(others, key=lambda t: t.kind is not TokenKind.version)
        return family, rest


def _printed(text: str, token: Token) -> Printed:
    name = token.text
    of_headline = name in HEADLINE_WORDS and is_of_headline(text, token)
    return name, token.joint, token.capital, of_headline


def _key(keys: list[str]) -> tuple[str, ...]:
    """What all spellings of a name share: "Claude 3.5 Sonnet" is "Claude Sonnet 3.5".

    `keys` are those of its tokens, the head's first.
    """
    head, *rest = keys
    return (head, *sorted(rest))


def slug_of(name: str) -> str:
    """CLAIMS.md, `model`: lower case, spaces to hyphens, dots kept."""
    return _UNFIT_FOR_ID.sub("-", name.lower()).strip("-")


def _capitalised(word: str) -> str:
    return word.upper() if kind_of(word) is TokenKind.size else word.capitalize()


def _has_version(tokens: list[Token]) -> bool:
    return any(token.kind is TokenKind.version for token in tokens)


def _with_capitals(printings: Iterable[str]) -> frozenset[str]:
    """`printings`, and each in capitals: headlines tell nothing."""
    return frozenset(form for word in printings for form in (word, word.upper()))
