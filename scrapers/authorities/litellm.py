"""LiteLLM: the price list that its library ships, kept by its users, as facts.

One JSON object: the name by which a model is called ("xai/grok-4") to its entry; the entry
`sample_spec` explains the keys. Quirks that are rules here:

* `litellm_provider` is who sells; only vendors' own are read. Moonshot's are none of them: its
  prices there are worked out of yuan;
* `max_input_tokens` is the window of some vendors and less than it of others (OpenAI): not read;
* `max_output_tokens` is what the library allows, a default for some new models: a third party's;
* `deprecation_date` is the first day on which a build may end, and often passed: not read;
* a kind of input that is not said to be supported may well be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.errors import ParseError
from app.vocabulary import Authority
from scrapers.authorities.checked import checked
from scrapers.authorities.figures import Count, per_million, whole
from scrapers.authorities.lineups import lineups
from scrapers.authorities.listing import listed, model_of, plainest, said
from scrapers.scraper import Fetch, Listed, Page, Target

# Sellers that are vendors, and the vendors they are.
VENDORS = {
    "anthropic": "anthropic",
    "cohere_chat": "cohere",
    "deepseek": "deepseek",
    "gemini": "google",
    "minimax": "minimax",
    "mistral": "mistral",
    "openai": "openai",
    "perplexity": "perplexity",
    "vertex_ai-language-models": "google",
    "xai": "xai",
    "zai": "zhipu",
}
MODES = frozenset({"chat", "completion", "responses"})  # others are paid by other measures
PRICES = {
    "input_cost_per_token": "input",
    "output_cost_per_token": "output",
    "cache_read_input_token_cost": "cached_input",
}
INPUTS = {
    "supports_vision": "image",
    "supports_audio_input": "audio",
    "supports_video_input": "video",
}


class Entry(BaseModel):
    """One model of the list; the keys that are read here."""

    model_config = ConfigDict(extra="allow", frozen=True, allow_inf_nan=False)

    litellm_provider: str | None = None
    mode: str | None = None
    input_cost_per_token: float | None = None
    output_cost_per_token: float | None = None
    cache_read_input_token_cost: float | None = None
    max_output_tokens: Count | str | None = None


def scrape(fetch: Fetch, target: Target) -> Iterator[Listed]:
    """Every vendor's models, as far as the list says something of them.

    Raises:
        ParseError: the file is not of the shape above; the place is named.
    """
    page = fetch(target.url)
    entries, told = list(_entries(page)), set()
    for listed_as, vendor, entry in entries:
        model = model_of(vendor, _name(listed_as)) if entry.mode in MODES else None
        if model and model not in told:
            told.add(model)
            for one in _properties(entry):
                yield listed(page, model, listed_as, page.fetched_at.date(), one)
    yield from lineups(page, ((vendor, (_name(listed_as),)) for listed_as, vendor, _ in entries))


def _name(listed_as: str) -> str:
    """The name without the seller's."""
    return listed_as.rpartition("/")[2]


def _entries(page: Page) -> Iterator[tuple[str, str, Entry]]:
    """The vendors' own entries, the plainest name of a model first."""
    entries = checked(page, dict[str, Entry], page.json)
    if VENDORS.keys().isdisjoint(entry.litellm_provider for entry in entries.values()):
        raise ParseError(page.url, f"entries with a litellm_provider such as {', '.join(VENDORS)}")
    for name in sorted(entries, key=plainest):
        entry = entries[name]
        vendor = VENDORS.get(entry.litellm_provider or "")
        if vendor:
            yield name, vendor, entry


def _properties(entry: Entry) -> Iterator[dict[str, Any]]:
    for theirs, ours in PRICES.items():
        if price := per_million(getattr(entry, theirs)):
            yield said("price", price, qualifier=ours, unit="usd_per_mtok")
    for key, kind in INPUTS.items():
        if getattr(entry, key, None) is True:
            yield said("modality", kind, qualifier="input")
    if isinstance(entry.max_output_tokens, float) and entry.max_output_tokens > 0:
        limit = said("max_output", whole(entry.max_output_tokens), unit="tokens")
        yield limit | {"authority": Authority.third_party}
