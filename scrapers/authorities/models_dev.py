"""models.dev: the open catalogue of models, kept by its community, as facts.

One JSON file: providers, each with its models. Only vendors' own entries are read; resellers
set prices and limits of their own. Quirks that are rules here:

* a day in a model's id is the day of the build, not of the release, so a dated build has no
  release date here, and gives way to the undated entry of the same model;
* an id that ends in `-latest` is whatever is newest, so it says nothing of one model;
* prices and limits are read as `scrapers.authorities.listing` says.

A listed day is no proof of first availability: the
authority of these facts is a catalogue's. What is not there any more is not unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from app.errors import ParseError
from app.model_names import ModelNames
from app.schema import Fact
from app.vocabulary import Authority
from scrapers.authorities.listing import Listing, properties, window_of
from scrapers.scraper import Fetch, Page, Target

# Providers that are vendors, and the vendors they are.
VENDORS = {
    "alibaba": "alibaba",
    "anthropic": "anthropic",
    "cohere": "cohere",
    "deepseek": "deepseek",
    "google": "google",
    "llama": "meta",
    "minimax": "minimax",
    "mistral": "mistral",
    "moonshotai": "moonshot",
    "openai": "openai",
    "stepfun": "stepfun",
    "xai": "xai",
    "xiaomi": "xiaomi",
    "zai": "zhipu",
    "zhipuai": "zhipu",
}

BUILD = re.compile(r"-(?:\d{4}-\d{2}-\d{2}|\d{8}|\d{4})(?=-|$)")
MOVING = re.compile(r"-latest$|\blatest$", re.IGNORECASE)
ASIDE = re.compile(r"\s*\((?:latest|\d{4}-\d{2}-\d{2})\)$")
CANONICAL = re.compile(r"[a-z0-9-]+/[a-z0-9][a-z0-9.+_-]*")


class Provider(BaseModel):
    """One provider of the catalogue."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    models: dict[str, Listing]


def scrape(fetch: Fetch, target: Target) -> Iterator[Fact]:
    """Every vendor's models, as far as the catalogue says something of them.

    Raises:
        ParseError: the file is not of the shape above; the place is named.
    """
    page = fetch(target.url)
    for name, provider in _providers(page).items():
        for model, (listed_as, listing) in _by_model(VENDORS[name], provider).items():
            yield from _facts(model, listed_as, listing, page)


def _providers(page: Page) -> dict[str, Provider]:
    catalogue = page.json if isinstance(page.json, dict) else {}
    own = {name: catalogue[name] for name in VENDORS if name in catalogue}
    if not own:
        raise ParseError(page.url, f"an object with providers such as {', '.join(VENDORS)}")
    try:
        return TypeAdapter(dict[str, Provider]).validate_python(own)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ParseError(page.url, f"{first['msg']} at {place}") from error


def _by_model(vendor: str, provider: Provider) -> dict[str, tuple[str, Listing]]:
    """The listing of each model; a dated build counts where there is no other."""
    chosen: dict[str, tuple[str, Listing]] = {}
    for listed_as in sorted(provider.models, key=lambda one: (bool(BUILD.search(one)), one)):
        listing = provider.models[listed_as]
        model = _canonical(vendor, listing.name)
        if model and not MOVING.search(listed_as):
            chosen.setdefault(model, (listed_as, listing))
    return chosen


def _canonical(vendor: str, name: str) -> str | None:
    bare = ASIDE.sub("", name)
    known = ModelNames.shipped().id_of(bare)
    if known and known.startswith(f"{vendor}/"):
        return known
    made = f"{vendor}/{'-'.join(bare.lower().split())}"
    return made if CANONICAL.fullmatch(made) else None


def _facts(model: str, listed_as: str, listing: Listing, page: Page) -> Iterator[Fact]:
    seen = page.fetched_at.date()
    released = window_of(listing.release_date)
    if released is None or released[0] > seen:
        return
    updated = window_of(listing.last_updated) or released
    for said in properties(listing, is_build=bool(BUILD.search(listed_as))):
        since = updated if said["attribute"] == "price" else released
        # The day it was seen is no part of the id: what is seen again tomorrow is not new.
        fact = Fact.of(
            model=model,
            valid_from=min(since[1], seen),
            authority=Authority.catalogue,
            url=page.url,
            note=f"listed as {listed_as}",
            evidence=page.evidence or None,
            **said,
        )
        fact.known_at = seen
        yield fact
