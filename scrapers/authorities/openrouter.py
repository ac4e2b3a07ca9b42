"""OpenRouter: a market of models, whose list names each model's maker, as facts.

One JSON list under `data`. An id is the maker and its model ("x-ai/grok-4.5"). Quirks that are
rules here:

* "~" before an id, "-latest" behind it: whatever is newest; ":free", ":batch": another tariff;
* prices are strings, dollars a token. OpenRouter sells: a price and a limit of output are a
  third party's offer, the maker's own as a rule. Of a model with `hugging_face_id` they are
  those of whatever host of its weights is cheapest, and its window the longest of many: none
  of them says anything of the model;
* where the first host has a shorter window than `context_length`, the longer one is a trial;
* `created` is the day of the list's own entry, days before or years after the release,
  `expiration_date` the end of that entry, and half of the days in `knowledge_cutoff` are not
  those of the makers' pages: none of them is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.model_names import ModelNames
from app.vocabulary import Authority
from scrapers.authorities.checked import checked
from scrapers.authorities.figures import Count, per_million, whole
from scrapers.authorities.lineups import lineups
from scrapers.authorities.listing import MODALITIES, listed, model_of, plainest, said
from scrapers.scraper import Fetch, Listed, Page, Target

# Makers that the registry knows by another name.
VENDORS = {
    "arcee-ai": "arcee",
    "bytedance-seed": "bytedance",
    "ibm-granite": "ibm",
    "inclusionai": "inclusion-ai",
    "kwaipilot": "kuaishou",
    "meta-llama": "meta",
    "mistralai": "mistral",
    "moonshotai": "moonshot",
    "qwen": "alibaba",
    "rekaai": "reka",
    "thinkingmachines": "thinking-machines",
    "x-ai": "xai",
    "z-ai": "zhipu",
}
PRICES = {"prompt": "input", "completion": "output", "input_cache_read": "cached_input"}


class Architecture(BaseModel):
    """What a model takes and gives."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    input_modalities: list[str] = []
    output_modalities: list[str] = []


class Pricing(BaseModel):
    """Dollars a token."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    prompt: Decimal | None = None
    completion: Decimal | None = None
    input_cache_read: Decimal | None = None


class Host(BaseModel):
    """The host that is asked first, and its limits."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    context_length: Count | None = None
    max_completion_tokens: Count | None = None


class Entry(BaseModel):
    """One model of the list; the keys that are read here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    name: str
    context_length: Count | None = None
    hugging_face_id: str | None = None
    architecture: Architecture
    pricing: Pricing
    top_provider: Host


def scrape(fetch: Fetch, target: Target) -> Iterator[Listed]:
    """Every known maker's models, as far as the list says something of them.

    Raises:
        ParseError: the file is not of the shape above; the place is named.
    """
    page = fetch(target.url)
    named, told = list(_named(page)), set()
    for vendor, slug, name, entry in named:
        model = None if ":" in slug else model_of(vendor, name, slug)
        if model and model not in told:
            told.add(model)
            for one in _properties(entry):
                yield listed(page, model, entry.id, page.fetched_at.date(), one)
    yield from lineups(
        page, ((vendor, (slug.partition(":")[0], name)) for vendor, slug, name, _ in named)
    )


def _named(page: Page) -> Iterator[tuple[str, str, str, Entry]]:
    """The entries of known vendors: vendor, slug, name without the maker's, plainest id first."""
    known = ModelNames.shipped().vendors()
    for entry in sorted(_entries(page), key=lambda entry: plainest(entry.id)):
        maker, _, slug = entry.id.partition("/")
        vendor = VENDORS.get(maker, maker)
        if vendor in known:
            yield vendor, slug, entry.name.partition(": ")[2] or entry.name, entry


def _entries(page: Page) -> list[Entry]:
    entries = page.json.get("data") if isinstance(page.json, dict) else None
    return checked(page, list[Entry], entries, "data")


def _properties(entry: Entry) -> Iterator[dict[str, Any]]:
    for side, kinds in (
        ("input", entry.architecture.input_modalities),
        ("output", entry.architecture.output_modalities),
    ):
        yield from (said("modality", kind, qualifier=side) for kind in kinds if kind in MODALITIES)
    if entry.hugging_face_id:
        return
    window = entry.context_length
    if window and window == entry.top_provider.context_length:
        yield said("context_window", whole(window), unit="tokens")
    yield from (offer | {"authority": Authority.third_party} for offer in _offers(entry))


def _offers(entry: Entry) -> Iterator[dict[str, Any]]:
    output = entry.top_provider.max_completion_tokens
    if output and output != entry.context_length:
        yield said("max_output", whole(output), unit="tokens")
    for theirs, ours in PRICES.items():
        if price := per_million(getattr(entry.pricing, theirs)):
            yield said("price", price, qualifier=ours, unit="usd_per_mtok")
