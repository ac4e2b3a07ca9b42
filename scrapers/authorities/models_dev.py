"""models.dev: the open catalogue of models, kept by its community, as facts.

One JSON file: providers, each with its models. Only vendors' own entries are read; resellers
set prices and limits of their own. Quirks that are rules here:

* a day in a model's id is the day of the build, not of the release, so a dated build has no
  release date here, and gives way to the undated entry of the same model;
* an id that ends in `-latest` is whatever is newest, so it says nothing of one model;
* a day of release is right where the entry was made at the time, and is often that of a later
  build, or a slip, where it was filled in afterwards: it is read while it is new;
* a vendor may have two shelves (`zai`, `zhipuai`): what they say differently is not read;
* prices and limits are read as `scrapers.authorities.listing` says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.errors import ParseError
from app.schema import Fact
from scrapers.authorities.checked import checked
from scrapers.authorities.lineups import lineups
from scrapers.authorities.listing import (
    BUILD,
    MOVING,
    Listing,
    listed,
    model_of,
    plainest,
    properties,
    window_of,
)
from scrapers.scraper import Fetch, Listed, Page, Target

# Providers that are vendors, and the vendors they are.
VENDORS = {
    "alibaba": "alibaba",
    "anthropic": "anthropic",
    "cohere": "cohere",
    "deepseek": "deepseek",
    "google": "google",
    "inception": "inception",
    "llama": "meta",
    "minimax": "minimax",
    "mistral": "mistral",
    "moonshotai": "moonshot",
    "openai": "openai",
    "perplexity": "perplexity",
    "stepfun": "stepfun",
    "upstage": "upstage",
    "xai": "xai",
    "xiaomi": "xiaomi",
    "zai": "zhipu",
    "zhipuai": "zhipu",
}

# Of 49 entries made within so many days of the release that they state, 46 have its day right
# and two miss it by one; of 43 made more than a month later, 15 have it wrong.
STATED_AT_THE_TIME = timedelta(days=3)

ASIDE = re.compile(r"\s*\((?:latest|\d{4}-\d{2}-\d{2})\)$")


class Provider(BaseModel):
    """One provider of the catalogue."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    models: dict[str, Listing]


def scrape(fetch: Fetch, target: Target) -> Iterator[Listed]:
    """Every vendor's models, as far as the catalogue says something of them.

    Raises:
        ParseError: the file is not of the shape above; the place is named.
    """
    page = fetch(target.url)
    providers = _providers(page)
    told: defaultdict[tuple[Any, ...], dict[str, Listed]] = defaultdict(dict)
    for name, provider in providers.items():
        for model, (listed_as, listing) in _by_model(VENDORS[name], provider).items():
            for one in _listed(model, listed_as, listing, page):
                told[_matter(one.fact)].setdefault(f"{one.fact.op} {one.fact.value}", one)
    for values in told.values():
        if len(values) == 1:
            yield from values.values()
    yield from lineups(page, _names(providers))


def _names(providers: dict[str, Provider]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The vendor of each entry and the names it bears."""
    for provider, own in providers.items():
        for listed_as, listing in own.models.items():
            yield VENDORS[provider], (listed_as.rpartition("/")[2], ASIDE.sub("", listing.name))


def _providers(page: Page) -> dict[str, Provider]:
    catalogue = page.json if isinstance(page.json, dict) else {}
    own = {name: catalogue[name] for name in VENDORS if name in catalogue}
    if not own:
        raise ParseError(page.url, f"an object with providers such as {', '.join(VENDORS)}")
    return checked(page, dict[str, Provider], own)


def _by_model(vendor: str, provider: Provider) -> dict[str, tuple[str, Listing]]:
    """The listing of each model; a dated build counts where there is no other."""
    chosen: dict[str, tuple[str, Listing]] = {}
    for listed_as in sorted(provider.models, key=plainest):
        listing = provider.models[listed_as]
        model = None if MOVING.search(listed_as) else model_of(vendor, ASIDE.sub("", listing.name))
        if model:
            chosen.setdefault(model, (listed_as, listing))
    return chosen


def _listed(model: str, listed_as: str, listing: Listing, page: Page) -> Iterator[Listed]:
    released = window_of(listing.release_date)
    if released is None or released[0] > page.fetched_at.date():
        return
    updated = window_of(listing.last_updated) or released
    at_the_time = page.fetched_at.date() - released[1] <= STATED_AT_THE_TIME
    dates_release = at_the_time and not BUILD.search(listed_as)
    for told in properties(listing, dates_release=dates_release):
        since = updated if told["attribute"] == "price" else released
        yield listed(page, model, listed_as, since[1], told)


def _matter(fact: Fact) -> tuple[Any, ...]:
    """What a fact is about: of several kinds of input, each is a matter of its own."""
    kind = fact.value if fact.attribute == "modality" else None
    return fact.model, fact.attribute, fact.qualifier, kind
