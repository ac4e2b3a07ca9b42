"""The registries under `data/`: models, speakers, wordings of confidence, benchmarks.

Everyone who reads names and words needs them before the first sentence, so they are plain
structures that know no table, checked by msgspec: an unknown key or a wrong type names file
and entry.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

import msgspec

from app.errors import DataFileError
from app.toml_files import files, load, tables
from app.vocabulary import Confidence, SourceKind

_INDEX = re.compile(r"\[(\d+)\]")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of every entry of a registry: no unknown keys, nothing changed later."""


E = TypeVar("E", bound=Entry)


class Codename(Entry, frozen=True):
    """A working name of a model, with the days it was first heard and tied to the model.

    `common`: an everyday word ("Garlic"), which is the model only where the text shows it as
    a name and speaks of the vendor.
    """

    name: str
    coined: date | None = None
    identified: date | None = None
    common: bool = False


class ModelEntry(Entry, frozen=True):
    """One model: `id` without the vendor, its printed name, other spellings, codenames.

    `also` lists ids whose facts hold for this one too (a family name that was released under
    a longer one). `family` marks a family as a whole (`o-series`). `common` lists exact
    printings that also mean something else ("Phi", "phi"), treated as a common codename is.
    `short` marks a name that stands for the one longer name its text prints ("Claude 3.7"
    where only Claude 3.7 Sonnet is meant).
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    codenames: tuple[Codename, ...] = ()
    also: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    family: bool = False
    short: bool = False
    released: date | None = None


class VendorEntry(Entry, frozen=True):
    """One vendor's file under `data/models/`; `aliases` are its names in running text."""

    vendor: str
    name: str
    aliases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    """Family names that make an unseen name this vendor's model: "GPT-" makes "GPT-7" one.

    The last character says how the version is joined in the id ("Qwen" gives `qwen4`)."""
    shorthands: dict[str, str] = {}
    """Words that stand for a family, with the full name; `#` is the version ("Opus" is
    "Claude Opus #")."""
    products: tuple[str, ...] = ()
    """Names that begin like a model's and are none: applications, tools, plans."""
    model: tuple[ModelEntry, ...] = ()


class SpeakerEntry(Entry, frozen=True):
    """Who is credited inside texts: a person (of a vendor or not), an outlet, a market."""

    name: str
    kind: Literal["person", "outlet", "market", "crowd", "insiders", "vendor"]
    vendor: str | None = None
    aliases: tuple[str, ...] = ()


class WordingEntry(Entry, frozen=True):
    """A wording of confidence: its level, its starting probability 0-1, where that is from.

    `scope` is what it governs, as the head of `data/wording.toml` explains; `vendor` and
    `named` are the levels where the vendor, or a named source, says it.
    """

    phrase: str
    level: Confidence
    probability: Annotated[float, msgspec.Meta(ge=0, le=1)]
    source: str
    aliases: tuple[str, ...] = ()
    scope: Literal["clause", "complement", "adjective", "adverb", "label", "cell"] = "clause"
    vendor: Confidence | None = None
    named: Confidence | None = None
    explicit: bool = False


class BenchmarkEntry(Entry, frozen=True):
    """A benchmark: `id` as in qualifiers, names in text, unit and highest score."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    unit: str = "percent"
    maximum: float | None = 100.0


class AuthorityEntry(Entry, frozen=True):
    """Who keeps records: their printed name, what they are, where what they keep stands.

    An address is a host, with the beginning of a path where a host has several keepers, in
    lower case and without "www.".
    """

    name: str
    kind: SourceKind
    addresses: tuple[Annotated[str, msgspec.Meta(pattern=r"^(?!www\.)[^/\sA-Z]+\.[^\sA-Z]+$")], ...]


def read_models() -> list[VendorEntry]:
    """Every vendor of `data/models/`, by file name."""
    return [_checked(path, "", VendorEntry, load(path)) for path in files("models")]


def read_speakers() -> list[SpeakerEntry]:
    """`data/speakers.toml`."""
    return entries("speakers.toml", "speaker", SpeakerEntry)


def read_wording() -> list[WordingEntry]:
    """`data/wording.toml`."""
    return entries("wording.toml", "wording", WordingEntry)


def read_benchmarks() -> list[BenchmarkEntry]:
    """`data/benchmarks.toml`."""
    return entries("benchmarks.toml", "benchmark", BenchmarkEntry)


def read_authorities() -> list[AuthorityEntry]:
    """`data/authorities.toml`."""
    return entries("authorities.toml", "authority", AuthorityEntry)


@lru_cache(maxsize=4096)
def keeper(url: str) -> str:
    """Who keeps the record at `url`, as their name is printed; the bare host where unknown.

    Of several addresses that `url` begins with, the longest says it.
    """
    known = authority_of(url)
    return known.name if known else _bare(url).partition("/")[0]


def authority_of(url: str) -> AuthorityEntry | None:
    """The entry of who keeps the record at `url`, `None` where there is none.

    A host's subdomains are its own too, where they are not somebody else's.
    """
    host, *path = _bare(url).split("/")
    labels = host.split(".")
    for first in range(len(labels) - 1):
        parts = [".".join(labels[first:]), *path]
        for length in range(len(parts), 0, -1):
            if found := _keepers().get("/".join(parts[:length])):
                return found
    return None


@lru_cache(maxsize=1)
def _keepers() -> dict[str, AuthorityEntry]:
    return {place: entry for entry in read_authorities() for place in entry.addresses}


def _bare(url: str) -> str:
    """Host and path of an address, without scheme, "www." and what follows a "?"."""
    place = urlsplit(url)
    host = (place.hostname or "").removeprefix("www.")
    return f"{host}{place.path}".rstrip("/").lower()


def entries(name: str, key: str, kind: type[E]) -> list[E]:
    """Every `[[key]]` of a file or folder under `data/`, held to its schema."""
    return [entry for _, _, entry in placed_entries(name, key, kind)]


def placed_entries(
    name: str, key: str, kind: type[E], stems: Collection[str] | None = None
) -> Iterator[tuple[Path, str, E]]:
    """`entries` with file and place, so that what else is wrong can be named.

    Raises:
        DataFileError: an entry breaks its schema.
    """
    for path, place, table in tables(name, key, stems):
        yield path, place, _checked(path, place, kind, table)


def _checked(path: Path, entry: str, kind: type[E], table: dict[str, Any]) -> E:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        raise DataFileError(path, f"{entry}{_in_words(place)}".strip(), reason) from error


def _in_words(place: str) -> str:
    """`.model[2].aliases[0]` as ` model 3 aliases 1`: entries are counted from 1."""
    counted = _INDEX.sub(lambda index: f" {int(index[1]) + 1}", place.rstrip("`"))
    return counted.replace(".", " ")
