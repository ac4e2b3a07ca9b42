"""What catalogues share: how they name models, and how a listing is put as facts.

A catalogue has entries of vendors and of resellers; which names are vendors', each module says.
Of one model there may be several entries; the plainest counts (`plainest`). Prices are those
of the usual tier. What models.dev calls a listing is read here as `properties`:

* `limit.context` is the window; `limit.input`, where there is one, is less and no window;
* an output limit that equals the window stands for "no limit of its own";
* a price of 0 stands for "not sold by the token";
* days are printed as days or as months, and a month is a window of days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.model_names import ModelNames
from app.schema import Fact
from app.vocabulary import Authority, Op
from scrapers.authorities.figures import MOST_USD, Count, whole
from scrapers.scraper import Listed, Page

BUILD = re.compile(r"-(?:\d{4}-\d{2}-\d{2}|\d{8}|\d{4})(?=-|$)")
MOVING = re.compile(r"-latest$|\blatest$", re.IGNORECASE)
CANONICAL = re.compile(r"[a-z0-9-]+/[a-z0-9][a-z0-9.+_-]*")
PRICES = {"input": "input", "output": "output", "cache_read": "cached_input"}
MODALITIES = ("text", "image", "audio", "video")  # "pdf" is a format of these


class Listing(BaseModel):
    """One model as the catalogue has it; the keys that are read here."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)

    name: str
    release_date: str
    last_updated: str | None = None
    knowledge: str | None = None
    open_weights: bool | None = None
    limit: dict[str, Count] = {}
    cost: dict[str, Any] = {}
    modalities: dict[str, list[str]] = {}


def plainest(listed_as: str) -> tuple[bool, int, str]:
    """Sorts the entries of one model: dated builds last, the shortest name first."""
    return bool(BUILD.search(listed_as)), len(listed_as), listed_as


def model_of(vendor: str, *names: str) -> str | None:
    """The id of the vendor's model that one of `names` means; made of the last if none is known.

    `None` for a name that is whatever is newest, or no name of a model.
    """
    if any(MOVING.search(name) for name in names):
        return None
    known = (ModelNames.shipped().id_of(name) for name in names)
    own = next((model for model in known if model and model.startswith(f"{vendor}/")), None)
    made = f"{vendor}/{'-'.join(names[-1].lower().split())}"
    return own or (made if CANONICAL.fullmatch(made) else None)


def listed(page: Page, model: str, listed_as: str, since: date, told: dict[str, Any]) -> Listed:
    """What a catalogue lists of `model` now, true `since` that day for all that it says."""
    seen = page.fetched_at.date()
    fact = Fact.of(
        **{"authority": Authority.catalogue, "url": page.url}
        | told
        | {"model": model, "valid_from": min(since, seen), "note": f"listed as {listed_as}"},
        evidence=page.evidence or None,
    )
    fact.known_at = seen
    return Listed(fact)


def properties(listing: Listing, *, dates_release: bool) -> Iterator[dict[str, Any]]:
    """The fields of `app.schema.Proposition` for all that is listed, without the model.

    `dates_release`: whether its `release_date` can be taken for that of the model.
    """
    if dates_release:
        yield from dated("release_date", listing.release_date)
    yield from dated("knowledge_cutoff", listing.knowledge)
    yield from _limits(listing.limit)
    for theirs, ours in PRICES.items():
        price = listing.cost.get(theirs)
        if isinstance(price, (int, float)) and 0 < price < MOST_USD:
            yield said("price", price, qualifier=ours, unit="usd_per_mtok")
    for side in ("input", "output"):
        for kind in listing.modalities.get(side, ()):
            if kind in MODALITIES:
                yield said("modality", kind, qualifier=side)
    if listing.open_weights is not None:
        yield said("license", "open_weights" if listing.open_weights else "proprietary")


def _limits(limit: dict[str, float]) -> Iterator[dict[str, Any]]:
    window, output = limit.get("context", 0), limit.get("output", 0)
    if window > 0:
        yield said("context_window", whole(window), unit="tokens")
    if 0 < output != window:
        yield said("max_output", whole(output), unit="tokens")


def dated(attribute: str, printed: str | None) -> Iterator[dict[str, Any]]:
    """A printed day or month, as `app.schema.Proposition` has it."""
    window = window_of(printed)
    if window is None:
        return
    first, last = (day.isoformat() for day in window)
    if first == last:
        yield said(attribute, first, unit="date")
    else:
        yield said(attribute, [first, last], unit="date") | {"op": Op.in_}


def said(
    attribute: str, value: Any, *, qualifier: str | None = None, unit: str | None = None
) -> dict[str, Any]:
    """The fields of `app.schema.Proposition` for one value that is listed."""
    return {"attribute": attribute, "qualifier": qualifier, "value": value, "unit": unit}


def window_of(printed: str | None) -> tuple[date, date] | None:
    """The first and the last day of a printed day or month, `None` where it is neither."""
    try:
        day = date.fromisoformat(printed) if printed and len(printed) > len("2026-07") else None
        month = date.fromisoformat(f"{printed}-01") if printed and day is None else None
    except ValueError:
        return None
    if month is not None:
        return month, month.replace(day=monthrange(month.year, month.month)[1])
    return (day, day) if day else None
