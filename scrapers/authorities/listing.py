"""One model of a catalogue, and what its listing says as propositions.

* `limit.context` is the window; `limit.input`, where there is one, is less and no window;
* an output limit that equals the window stands for "no limit of its own";
* a price of 0 stands for "not sold by the token";
* days are printed as days or as months, and a month is a window of days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.vocabulary import Op

PRICES = {"input": "input", "output": "output", "cache_read": "cached_input"}
MODALITIES = ("text", "image", "audio", "video")  # "pdf" is a format of these


class Listing(BaseModel):
    """One model as the catalogue has it; the keys that are read here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    release_date: str
    last_updated: str | None = None
    knowledge: str | None = None
    open_weights: bool | None = None
    limit: dict[str, float] = {}
    cost: dict[str, Any] = {}
    modalities: dict[str, list[str]] = {}


def properties(listing: Listing, *, is_build: bool) -> Iterator[dict[str, Any]]:
    """The fields of `app.schema.Proposition` for all that is listed, without the model.

    `is_build`: a dated build, whose day is not that of the model's release.
    """
    if not is_build:
        yield from _dated("release_date", listing.release_date)
    yield from _dated("knowledge_cutoff", listing.knowledge)
    yield from _limits(listing.limit)
    for theirs, ours in PRICES.items():
        price = listing.cost.get(theirs)
        if isinstance(price, (int, float)) and price > 0:
            yield _said("price", price, qualifier=ours, unit="usd_per_mtok")
    for side in ("input", "output"):
        for kind in listing.modalities.get(side, ()):
            if kind in MODALITIES:
                yield _said("modality", kind, qualifier=side)
    if listing.open_weights is not None:
        yield _said("license", "open_weights" if listing.open_weights else "proprietary")


def _limits(limit: dict[str, float]) -> Iterator[dict[str, Any]]:
    window, output = limit.get("context", 0), limit.get("output", 0)
    if window > 0:
        yield _said("context_window", int(window), unit="tokens")
    if 0 < output != window:
        yield _said("max_output", int(output), unit="tokens")


def _dated(attribute: str, said: str | None) -> Iterator[dict[str, Any]]:
    window = window_of(said)
    if window is None:
        return
    first, last = (day.isoformat() for day in window)
    if first == last:
        yield _said(attribute, first, unit="date")
    else:
        yield _said(attribute, [first, last], unit="date") | {"op": Op.in_}


def _said(
    attribute: str, value: Any, *, qualifier: str | None = None, unit: str | None = None
) -> dict[str, Any]:
    return {"attribute": attribute, "qualifier": qualifier, "value": value, "unit": unit}


def window_of(said: str | None) -> tuple[date, date] | None:
    """The first and the last day of a printed day or month, `None` where it is neither."""
    try:
        day = date.fromisoformat(said) if said and len(said) > len("2026-07") else None
        month = date.fromisoformat(f"{said}-01") if said and day is None else None
    except ValueError:
        return None
    if month is not None:
        return month, month.replace(day=monthrange(month.year, month.month)[1])
    return (day, day) if day else None
