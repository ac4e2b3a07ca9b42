"""Catalogues' listings and line-ups under `data/`, read strictly into facts.

A listing is all that one snapshot of a catalogue says of one model, in a few lines; each value
of it is a fact of its own. A line-up is the list of a vendor's models that a snapshot has, in
full: that a model is not among them is evidence too. `data/catalogues.toml` has the snapshots.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from app.errors import DataFileError
from app.registries import Entry, entries, placed_entries
from app.schema import Fact
from app.vocabulary import Authority, Op

ALL_MODELS = "all-models"  # stands in the place of a model's name where a line-up is meant
LINEUP = "lineup"

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9.+_-]*$")]
Model = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]+/[a-z0-9][a-z0-9.+_-]*$")]
Modality = Literal["text", "image", "audio", "video"]
Tokens = Annotated[int, msgspec.Meta(gt=0)]
Usd = Annotated[float, msgspec.Meta(gt=0)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}(?:-\d{2})?$")]
Address = Annotated[str, msgspec.Meta(pattern=r"^https?://[^/\s]+\.[^/\s]+")]


class SnapshotEntry(Entry, frozen=True):
    """A catalogue as it was read on one day.

    `url` is the whole, `entries` what the addresses of single entries begin with. `seen` is the
    day on which it was public at the latest, `complete` the one up to which it has everything,
    where that is earlier. `offers` lists the attributes of which it prints its own offers, a
    third party's word.
    """

    id: str
    name: str
    url: Address
    seen: date
    entries: Address | None = None
    complete: date | None = None
    authority: Authority = Authority.catalogue
    offers: tuple[str, ...] = ()

    def address(self, entry: str) -> str:
        """Where a single entry stands; the whole where it has no address of its own."""
        return f"{self.entries}{entry}" if self.entries and entry else self.url


class PriceEntry(Entry, frozen=True):
    """What a model cost between two days, in dollars a million tokens.

    Without its own `since` a price holds as long as all else that is listed.
    """

    since: date | None = None
    until: date | None = None
    input: Usd | None = None
    output: Usd | None = None
    cached_input: Usd | None = None


class ListingEntry(Entry, frozen=True):
    """One `[[listing]]` of `data/catalogues/<vendor>.toml`.

    `since`: the day from which it all holds, the snapshot's own where nothing else is known.
    `known`: the day on which it was public, where that was later. `until`: the last day on
    which it held. `released` and `knowledge_cutoff` are days or months. `offer`: all of it is
    the seller's own. `scores`: points of a rating by benchmark.
    """

    model: Model
    catalogue: str
    entry: str = ""
    since: date | None = None
    known: date | None = None
    until: date | None = None
    offer: bool = False
    released: Day | None = None
    knowledge_cutoff: Day | None = None
    context_window: Tokens | None = None
    max_output: Tokens | None = None
    input: tuple[Modality, ...] = ()
    output: tuple[Modality, ...] = ()
    license: Literal["open_weights", "proprietary"] | None = None
    reasoning: Literal[True] | None = None
    prices: tuple[PriceEntry, ...] = ()
    scores: dict[str, float] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuses days that no calendar has."""
        for printed in filter(None, (self.released, self.knowledge_cutoff)):
            _window(printed)


class LineupEntry(Entry, frozen=True):
    """One `[[lineup]]` of `data/lineups/<vendor>.toml`: every model of it in a snapshot."""

    vendor: Name
    catalogue: str
    models: tuple[Name, ...]


def read_listed(vendors: Collection[str] | None = None) -> Iterator[Fact]:
    """What the shipped listings and line-ups say, those of `vendors` alone where given.

    Raises:
        DataFileError: an entry breaks its schema, or is of an unknown snapshot.
    """
    placed: list[tuple[Path, str, ListingEntry | LineupEntry]] = [
        *placed_entries("catalogues", "listing", ListingEntry, vendors),
        *placed_entries("lineups", "lineup", LineupEntry, vendors),
    ]
    if not placed:
        return
    known = {one.id: one for one in entries("catalogues.toml", "catalogue", SnapshotEntry)}
    for path, place, entry in placed:
        if entry.catalogue not in known:
            raise DataFileError(path, place, f"no catalogue {entry.catalogue!r}")
        if isinstance(entry, ListingEntry):
            yield from facts_of(entry, known[entry.catalogue])
        else:
            yield lineup_fact(entry, known[entry.catalogue])


def facts_of(listing: ListingEntry, snapshot: SnapshotEntry) -> Iterator[Fact]:
    """Each value of a listing as a fact."""
    usual: dict[str, Any] = {
        "model": listing.model,
        "authority": Authority.third_party if listing.offer else snapshot.authority,
        "url": snapshot.address(listing.entry),
        "valid_from": listing.since or snapshot.seen,
        "shipped": True,
    }
    days = {"valid_to": listing.until, "known_at": listing.known}
    usual |= {name: day for name, day in days.items() if day}
    offered = usual | {"authority": Authority.third_party}
    for said in _said(listing):
        fields = offered if said["attribute"] in snapshot.offers else usual
        yield Fact.of(**fields | said)


def lineup_said(vendor: str, models: Iterable[str]) -> dict[str, Any]:
    """The fields of `app.schema.Proposition` for the ids of all models listed of `vendor`."""
    return {
        "model": f"{vendor}/{ALL_MODELS}",
        "attribute": "other",
        "qualifier": LINEUP,
        "value": sorted(models),
    }


def lineup_fact(lineup: LineupEntry, snapshot: SnapshotEntry) -> Fact:
    """The line-up as a fact: true on the day up to which the snapshot has everything."""
    return Fact.of(
        **lineup_said(lineup.vendor, (f"{lineup.vendor}/{name}" for name in lineup.models)),
        valid_from=snapshot.complete or snapshot.seen,
        known_at=snapshot.seen,
        authority=Authority.catalogue,
        url=snapshot.url,
        shipped=True,
    )


def _said(listing: ListingEntry) -> Iterator[dict[str, Any]]:
    if listing.released:
        first, last = _window(listing.released)
        at = {"valid_from": last, "known_at": last}
        yield _dated("release_date", first, last) | at
    if listing.knowledge_cutoff:
        yield _dated("knowledge_cutoff", *_window(listing.knowledge_cutoff))
    for limit in ("context_window", "max_output"):
        if tokens := getattr(listing, limit):
            yield {"attribute": limit, "value": tokens, "unit": "tokens"}
    yield from _kinds(listing)
    for price in listing.prices:
        yield from _prices(price, listing.known)
    for benchmark, score in listing.scores.items():
        said = {"attribute": "benchmark_score", "qualifier": benchmark, "unit": "elo"}
        yield said | {"value": _figure(score)}


def _kinds(listing: ListingEntry) -> Iterator[dict[str, Any]]:
    for side in ("input", "output"):
        for kind in getattr(listing, side):
            yield {"attribute": "modality", "qualifier": side, "value": kind}
    if listing.license:
        yield {"attribute": "license", "value": listing.license}
    if listing.reasoning:
        yield {"attribute": "architecture", "value": "reasoning_modes"}


def _prices(price: PriceEntry, known: date | None) -> Iterator[dict[str, Any]]:
    told: dict[str, date] = {"valid_to": price.until} if price.until else {}
    if price.since:
        told |= {"valid_from": price.since, "known_at": max(price.since, known or price.since)}
    for side in ("input", "output", "cached_input"):
        if usd := getattr(price, side):
            said = {"attribute": "price", "qualifier": side, "unit": "usd_per_mtok"}
            yield said | told | {"value": _figure(usd)}


def _figure(number: float) -> float:
    """The number as it is printed: 5, not 5.0."""
    return int(number) if number.is_integer() else number


def _dated(attribute: str, first: date, last: date) -> dict[str, Any]:
    said = {"attribute": attribute, "unit": "date"}
    if first == last:
        return said | {"value": first.isoformat()}
    return said | {"op": Op.in_, "value": [first.isoformat(), last.isoformat()]}


def _window(printed: str) -> tuple[date, date]:
    """The first and the last day of a printed day or month."""
    if len(printed) > len("2026-07"):
        return date.fromisoformat(printed), date.fromisoformat(printed)
    first = date.fromisoformat(f"{printed}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])
