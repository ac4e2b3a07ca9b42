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

from app.vocabulary import Authority
from scrapers.authorities.checked import checked
from scrapers.authorities.listing import MODALITIES, listed, model_of, plainest, said, whole
from scrapers.scraper import Fetch, Listed, Page, Target

# Makers whose models the registry knows, and the vendors they are.
VENDORS = {
    "ai21": "ai21",
    "allenai": "allenai",
    "amazon": "amazon",
    "anthropic": "anthropic",
    "arcee-ai": "arcee",
    "baidu": "baidu",
    "bytedance-seed": "bytedance",
    "cohere": "cohere",
    "deepseek": "deepseek",
    "google": "google",
    "ibm-granite": "ibm",
    "inception": "inception",
    "inclusionai": "inclusion-ai",
    "inflection": "inflection",
    "kwaipilot": "kuaishou",
    "liquid": "liquid",
    "meituan": "meituan",
    "meta": "meta",
    "meta-llama": "meta",
    "microsoft": "microsoft",
    "minimax": "minimax",
    "mistralai": "mistral",
    "moonshotai": "moonshot",
    "nvidia": "nvidia",
    "openai": "openai",
    "perplexity": "perplexity",
    "poolside": "poolside",
    "prime-intellect": "prime-intellect",
    "qwen": "alibaba",
    "rekaai": "reka",
    "sakana": "sakana",
    "stepfun": "stepfun",
    "tencent": "tencent",
    "thinkingmachines": "thinking-machines",
    "upstage": "upstage",
    "writer": "writer",
    "x-ai": "xai",
    "xiaomi": "xiaomi",
    "z-ai": "zhipu",
}
PRICES = {"prompt": "input", "completion": "output", "input_cache_read": "cached_input"}
PER_MILLION = Decimal(1_000_000)
CENTS = Decimal("0.000001")  # "0.0000006000000000000001" dollars a token are 0.6 a million


class Architecture(BaseModel):
    """What a model takes and gives."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    input_modalities: list[str] = []
    output_modalities: list[str] = []


class Entry(BaseModel):
    """One model of the list; the keys that are read here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    name: str
    context_length: int | None = None
    hugging_face_id: str | None = None
    architecture: Architecture
    pricing: dict[str, Any]
    top_provider: dict[str, Any] = {}


def scrape(fetch: Fetch, target: Target) -> Iterator[Listed]:
    """Every known maker's models, as far as the list says something of them.

    Raises:
        ParseError: the file is not of the shape above; the place is named.
    """
    page = fetch(target.url)
    told: set[str] = set()
    for entry in sorted(_entries(page), key=lambda entry: plainest(entry.id)):
        maker, _, slug = entry.id.partition("/")
        if maker not in VENDORS or ":" in slug:
            continue
        model = model_of(VENDORS[maker], entry.name.partition(": ")[2] or entry.name, slug)
        if model and model not in told:
            told.add(model)
            for one in _properties(entry):
                yield listed(page, model, entry.id, page.fetched_at.date(), one)


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
    if window and window == entry.top_provider.get("context_length"):
        yield said("context_window", window, unit="tokens")
    yield from (offer | {"authority": Authority.third_party} for offer in _offers(entry))


def _offers(entry: Entry) -> Iterator[dict[str, Any]]:
    output = entry.top_provider.get("max_completion_tokens")
    if output and output != entry.context_length:
        yield said("max_output", whole(output), unit="tokens")
    for theirs, ours in PRICES.items():
        price = Decimal(str(entry.pricing.get(theirs) or 0)) * PER_MILLION
        if price > 0:
            yield said("price", float(price.quantize(CENTS)), qualifier=ours, unit="usd_per_mtok")
