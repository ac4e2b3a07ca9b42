"""Hugging Face: the repositories of vendors' own organisations, as facts on their weights.

`target.url` asks the hub's API for one organisation's models, newest first, with `createdAt`,
`tags` and `safetensors` expanded; a JSON list. Quirks that are rules here:

* a repository is made before it is shown: its weights came out on some day from `createdAt` to
  the day they were seen, and that is read only while it is a matter of days;
* a repository without weights (code, a tokenizer) gives nothing away;
* packed copies of a model (GGUF, AWQ, FP8 …) have its name and say nothing new of it;
* `license:` is the vendor's own word; one that is no SPDX id is its own terms for open weights;
* the elements of the tensors are counted with draft heads and scales, so they are about the
  parameters, and where small numbers are packed into larger ones not even that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.model_names import ModelNames
from app.vocabulary import Authority, Op
from scrapers.authorities.checked import checked
from scrapers.authorities.figures import Count
from scrapers.authorities.listing import listed, said
from scrapers.scraper import Fetch, Listed, Page, Target

# Organisations that are vendors, and the vendors they are.
VENDORS = {
    "CohereLabs": "cohere",
    "MiniMaxAI": "minimax",
    "Qwen": "alibaba",
    "XiaomiMiMo": "xiaomi",
    "deepseek-ai": "deepseek",
    "google": "google",
    "ibm-granite": "ibm",
    "meta-llama": "meta",
    "microsoft": "microsoft",
    "mistralai": "mistral",
    "moonshotai": "moonshot",
    "nvidia": "nvidia",
    "openai": "openai",
    "poolside": "poolside",
    "stepfun-ai": "stepfun",
    "tencent": "tencent",
    "thinkingmachines": "thinking-machines",
    "xai-org": "xai",
    "zai-org": "zhipu",
}
SPDX = {
    "apache-2.0": "Apache-2.0",
    "bsd-3-clause": "BSD-3-Clause",
    "cc-by-4.0": "CC-BY-4.0",
    "cc-by-nc-4.0": "CC-BY-NC-4.0",
    "cc-by-nc-sa-4.0": "CC-BY-NC-SA-4.0",
    "cc-by-sa-4.0": "CC-BY-SA-4.0",
    "mit": "MIT",
}
WEIGHTS = frozenset({"safetensors", "gguf", "pytorch", "jax"})
COPIES = ("base_model:quantized:", "base_model:adapter:", "base_model:merge:")
PACKED = re.compile(
    r"-(?:gguf|awq|gptq|mlx|fp[48]|nvfp4|mxfp[48]|bf16|int[48]|\d-?bit)\b", re.IGNORECASE
)
WHOLE_NUMBERS = re.compile(r"[IU]\d+|BOOL|F[46]")  # one element may hold several weights
SHOWN_WITHIN = timedelta(days=3)  # longer, and the days between say too little
DIGITS = 2  # that draft heads and scales leave untouched: they are some 2 % of a model


class Tensors(BaseModel):
    """How many elements of each kind of number the checkpoint has."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    parameters: dict[str, Count] = {}


class Repository(BaseModel):
    """One repository; the keys that are read here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    createdAt: datetime  # noqa: N815 - the hub's own name
    tags: list[str]
    private: bool = False
    disabled: bool = False
    safetensors: Tensors | None = None


def scrape(fetch: Fetch, target: Target) -> Iterator[Listed]:
    """The models whose weights are there, as far as their names are known.

    Raises:
        ParseError: the answer is not of the shape above; the place is named.
    """
    page = fetch(target.url)
    for repository in checked(page, list[Repository], page.json):
        owner, _, name = repository.id.partition("/")
        model = ModelNames.shipped().id_of(name)
        own = model is not None and model.startswith(f"{VENDORS.get(owner)}/")
        if model and own and _gives_weights(repository) and not PACKED.search(name):
            for one in _properties(repository, page):
                yield listed(page, model, repository.id, page.fetched_at.date(), one)


def _gives_weights(repository: Repository) -> bool:
    if repository.private or repository.disabled:
        return False
    is_copy = any(tag.startswith(COPIES) for tag in repository.tags)
    return not is_copy and bool(repository.safetensors or WEIGHTS.intersection(repository.tags))


def _properties(repository: Repository, page: Page) -> Iterator[dict[str, Any]]:
    named = [tag.partition(":")[2] for tag in repository.tags if tag.startswith("license:")]
    terms = SPDX.get(named[0], "open_weights") if named else "open_weights"
    yield said("license", terms) | {"authority": Authority.vendor_catalogue}
    made, seen = repository.createdAt.date(), page.fetched_at.date()
    if made == seen:
        yield said("release_date", seen.isoformat(), qualifier="weights", unit="date")
    elif made < seen <= made + SHOWN_WITHIN:
        days = [made.isoformat(), seen.isoformat()]
        yield said("release_date", days, qualifier="weights", unit="date") | {"op": Op.in_}
    counted = repository.safetensors.parameters if repository.safetensors else {}
    if counted and not any(WHOLE_NUMBERS.match(kind) for kind in counted):
        about = int(float(f"{sum(counted.values()):.{DIGITS}g}"))
        size = said("parameter_count", about, qualifier="total", unit="parameters")
        yield size | {"op": Op.approx, "authority": Authority.third_party}
