"""Invented statements and facts of every attribute, for laws of settling and for its speed.

The pools are small on purpose: what is drawn from them twice meets itself, contradicts itself
and stands in for one another, which is where settling goes wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from app.schema import Fact
from app.vocabulary import ATTRIBUTES, Stage

Said = dict[str, Any]
"""The fields of a proposition, without its model."""

FAMILY = ("orb-5", "orb-5-pro", "orb-5-mini", "orb-6", "orb")
"""Ids of one vendor: a model, variants of it, its successor, the family as a whole."""

BOARD = "Loafbench"
PHRASES = ("warm stone ovens", "no warm stone ovens", "cold stone ovens on rails")


def _numbers(attribute: str, unit: str, *values: float, **more: Any) -> Iterator[Said]:
    for value in values:
        yield {"attribute": attribute, "value": value, "unit": unit, **more}
    yield {"attribute": attribute, "value": values[0], "unit": unit, "op": "ge", **more}
    yield {"attribute": attribute, "value": list(values[:2]), "unit": unit, "op": "range", **more}


def _days(first: date, last: date) -> Iterator[Said]:
    for place in (None, "announced", "chat", "api", "weights"):
        for day in (first, last):
            said = {"attribute": "release_date", "unit": "date", "qualifier": place}
            yield said | {"value": day.isoformat()}
            yield said | {"value": day.isoformat(), "op": "by"}
            yield said | {"value": [first.isoformat(), day.isoformat()], "op": "in"}


def _states(day: date) -> Iterator[Said]:
    for stage in Stage:
        yield {"attribute": "release_stage", "value": stage.value}
        yield {"attribute": "release_stage", "value": stage.value, "at": day}
        yield {"attribute": "release_stage", "value": stage.value, "polarity": "denies"}
    for place in (None, "general", "api", "chatgpt", "api at-launch"):
        for value in (True, False, "under a waiting list"):
            yield {"attribute": "availability", "value": value, "qualifier": place}
        yield {"attribute": "availability", "value": True, "qualifier": place, "at": day}


def _both_ways(attribute: str, *values: str, **more: Any) -> Iterator[Said]:
    for value in values:
        yield {"attribute": attribute, "value": value, **more}
        yield {"attribute": attribute, "value": value, "polarity": "denies", **more}


def _figures(rival: str) -> Iterator[Said]:
    for attribute in ("context_window", "max_output"):
        yield from _numbers(attribute, "tokens", 200_000, 400_000)
        yield {"attribute": attribute, "value": 2, "unit": "ratio", "baseline": rival}
    for kind in (None, "total", "active"):
        yield from _numbers("parameter_count", "parameters", 5e11, 2e12, qualifier=kind)
    for side in (None, "input", "output"):
        yield from _numbers("price", "usd_per_mtok", 2, 5, qualifier=side)
        change = {"attribute": "price_change", "unit": "ratio", "qualifier": side}
        yield change | {"value": 2.5, "baseline": rival}
        yield change | {"value": 0.4}
    yield from _numbers("speed", "tokens_per_second", 80, 120)
    yield from _numbers("benchmark_score", "percent", 71.5, 80, qualifier=BOARD)
    for attribute in ("context_window", "parameter_count", "price", "speed", "benchmark_score"):
        yield {"attribute": attribute, "value": rival, "op": "gt"}


def _ranks(rival: str, day: date) -> Iterator[Said]:
    for value, op in ((rival, "gt"), (rival, "lt"), ("all", "gt"), (1, "eq"), (3, "eq")):
        for board in (None, BOARD):
            said = {"attribute": "benchmark_rank", "value": value, "op": op, "qualifier": board}
            yield said
            yield said | {"at": day}


def _words(day: date) -> Iterator[Said]:
    yield from _both_ways("official_name", "Orb-5", "Orb 6")
    yield from _both_ways("codename", "Basalt", "Tuff or Basalt")
    yield from _both_ways("variant", "Pro", "mini", "standard", "Max")
    for side in (None, "input", "output"):
        yield from _both_ways("modality", "text", "video", qualifier=side)
    yield from _both_ways("architecture", "moe", "dense", "new_pretraining", "same_base")
    yield from _both_ways("license", "open_weights", "proprietary", "mit")
    yield {"attribute": "knowledge_cutoff", "value": day.isoformat()[:7], "unit": "date"}
    for attribute in ("training", "serving", "compatibility", "safety", "capability"):
        yield from _both_ways(attribute, *PHRASES)


def _others() -> Iterator[Said]:
    topics = ("price", "parameter_count", "context_window", "architecture", "release_date")
    for topic in topics:
        for value in (True, False):
            yield {"attribute": "other", "qualifier": f"{topic}_disclosed", "value": value}
        silence = {"attribute": "other", "qualifier": f"vendor_figure:{topic}"}
        yield silence | {"value": "never published"}
    yield from _both_ways("other", *PHRASES, qualifier="ovens")
    yield {"attribute": "other", "qualifier": "ovens", "value": True}
    yield {"attribute": "other", "qualifier": "ovens", "value": 12, "unit": "people"}
    yield {"attribute": "other", "qualifier": "variants_listed", "value": "Pro and mini"}


def pool(rival: str, forerunner: str, first: date, last: date) -> list[Said]:
    """Statements of every attribute, in the order of the vocabulary."""
    said = [
        *_days(first, last),
        *_states(first),
        *_figures(rival),
        *_ranks(rival, last),
        *_words(first),
        *_others(),
        *_both_ways("lineage", forerunner, rival),
    ]
    order = list(ATTRIBUTES)
    return sorted(said, key=lambda one: order.index(one["attribute"]))


def on_record(model: str, said: Said, since: date, late: int = 0, **more: Any) -> Fact:
    """A fact with these words, true from a day on and public `late` days after it."""
    fields = {
        "model": model,
        "authority": "vendor",
        "url": f"https://vendor.example/{model}",
        "valid_from": since,
        "known_at": since + timedelta(late),
    }
    return Fact.of(**fields | said | more)


def line_up(vendor: str, listed: list[str], since: date) -> Fact:
    """All models of a vendor that a catalogue has on a day."""
    said = {"attribute": "other", "value": listed, "authority": "catalogue"}
    return on_record(f"{vendor}/all-models", said, since, url="https://shelf.example/api")
