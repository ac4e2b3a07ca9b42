"""llm-prices: vendors' prices with their history, kept by Simon Willison, as facts.

`target.url` is a folder with one JSON file a vendor. Each model has its `price_history`, in
dollars a million tokens. Quirks that are rules here:

* the day in `to_date` is the first on which the next price holds, `from_date` the first of its
  own; without days a price is what holds now, and so is the last one with a `from_date`;
* a past price without its first day holds from the model's release, where the registry has that;
* "≤200k" behind a name is the tier that everybody pays first; ">200k" is another, not read;
* "A and B" is two models with one price, and may have lost one of them: not read;
* `-latest` ids are named for what they meant when they were entered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urljoin

from pydantic import BaseModel, ConfigDict

from app.model_names import ModelNames
from app.schema import Fact
from app.vocabulary import Authority
from scrapers.authorities.checked import checked
from scrapers.authorities.figures import Usd
from scrapers.authorities.listing import listed, model_of, said
from scrapers.scraper import Fetch, Listed, Page, Target, changed_pages

# The files, and the vendors they are of.
VENDORS = {
    "amazon": "amazon",
    "anthropic": "anthropic",
    "deepseek": "deepseek",
    "google": "google",
    "meta-ai": "meta",
    "minimax": "minimax",
    "mistral": "mistral",
    "moonshot-ai": "moonshot",
    "openai": "openai",
    "qwen": "alibaba",
    "xai": "xai",
}
PRICES = {"input": "input", "output": "output", "input_cached": "cached_input"}
FIRST_TIER = re.compile(r"\s*≤\s*\d+k$")
SEVERAL = re.compile(r">| and | tokens$")
DAY = timedelta(days=1)


class Period(BaseModel):
    """A price and its days."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)

    input: Usd | None = None
    output: Usd | None = None
    input_cached: Usd | None = None
    from_date: date | None = None
    to_date: date | None = None


class Priced(BaseModel):
    """A model and its prices."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    name: str
    price_history: list[Period]


class Prices(BaseModel):
    """The file of one vendor."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    vendor: str
    models: list[Priced]


def scrape(fetch: Fetch, target: Target) -> Iterator[Listed | Fact]:
    """What holds now as listed, what held or will hold between two days as facts.

    Raises:
        ParseError: a file is not of the shape above; the place is named.
    """
    for page in changed_pages(fetch, (urljoin(target.url, f"{name}.json") for name in VENDORS)):
        prices = checked(page, Prices, page.json)
        told: set[str] = set()
        for priced in prices.models:
            model = _model(VENDORS.get(prices.vendor), priced)
            if model and model not in told:
                told.add(model)
                for period in priced.price_history:
                    yield from _period(model, priced.id, period, page)


def _model(vendor: str | None, priced: Priced) -> str | None:
    name = FIRST_TIER.sub("", priced.name)
    is_vague = priced.id.endswith("-latest") and not any(map(str.isdigit, name))
    return None if vendor is None or is_vague or SEVERAL.search(name) else model_of(vendor, name)


def _period(model: str, listed_as: str, period: Period, page: Page) -> Iterator[Listed | Fact]:
    seen = page.fetched_at.date()
    holds_now = period.to_date is None and (period.from_date or seen) <= seen
    first = period.from_date or (None if holds_now else ModelNames.shipped().released(model))
    last = period.to_date - DAY if period.to_date else None
    for theirs, ours in PRICES.items():
        price = getattr(period, theirs)
        told = said("price", price, qualifier=ours, unit="usd_per_mtok")
        if price and holds_now:
            yield listed(page, model, listed_as, first or seen, told)
        elif price and first and (last is None or first <= last):
            yield _dated(model, listed_as, (first, last), told, page)


def _dated(
    model: str,
    listed_as: str,
    days: tuple[date, date | None],
    told: dict[str, Any],
    page: Page,
) -> Fact:
    fact = Fact.of(
        model=model,
        valid_from=days[0],
        valid_to=days[1],
        authority=Authority.catalogue,
        url=page.url,
        note=f"listed as {listed_as}",
        evidence=page.evidence or None,
        **told,
    )
    fact.known_at = page.fetched_at.date()
    return fact
