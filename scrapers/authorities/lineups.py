"""Line-ups: all models that a catalogue has of a vendor, dated builds and other tariffs too.

That a model is missing in it is evidence. A line-up is put on record when it changes, and once
a month, so that it can be seen how long a model was missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.model_names import ModelNames
from app.schema import Fact
from app.shipped_listings import lineup_said
from app.vocabulary import Authority
from scrapers.authorities.listing import model_of
from scrapers.scraper import Listed, Page


def lineups(page: Page, entries: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Listed]:
    """The line-up of each vendor, from the vendor and the printed names of every entry.

    An entry whose names can be read in two ways stands for both models.
    """
    models: defaultdict[str, set[str]] = defaultdict(set)
    for vendor, names in entries:
        models[vendor] |= _ids_of(vendor, names)
    for vendor, some in models.items():
        yield _lineup(page, vendor, some)


def _ids_of(vendor: str, names: Iterable[str]) -> set[str]:
    models = (model for name in names if (model := model_of(vendor, name)))
    return {ModelNames.shipped().id_of(model) or model for model in models}


def _lineup(page: Page, vendor: str, models: Iterable[str]) -> Listed:
    """`at` is the first of the month, so that each month brings a value of its own."""
    seen = page.fetched_at.date()
    fact = Fact.of(
        **lineup_said(vendor, models),
        at=seen.replace(day=1),
        valid_from=seen,
        authority=Authority.catalogue,
        url=page.url,
        evidence=page.evidence or None,
    )
    fact.known_at = seen
    return Listed(fact)
