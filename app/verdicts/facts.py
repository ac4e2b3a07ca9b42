"""Facts by model and attribute, each in the order in which it counts.

A fact can be known once it is both public (`known_at`) and true (`valid_from`): a shutdown that
was announced has not happened yet. Where a page bears no day (`known_at` is `None`) the day it
became true stands in for it, the earliest on which anybody could have known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from app.schema import Fact

# How the id ends under which catalogues' lists of all models of a vendor stand.
LINE_UP = "/all-models"

ByAttribute = dict[str, list["Known"]]


class Known(NamedTuple):
    """A fact with what its place among others goes by."""

    rank: int
    public_on: date
    id: str
    fact: Fact


def place(known: Known) -> tuple[int, date, str]:
    """What sorts facts as they count."""
    return known[:3]


def public_on(fact: Fact) -> date:
    """The first day on which `fact` could be known."""
    return max(fact.known_at or fact.valid_from, fact.valid_from)


def is_line_up(model: str) -> bool:
    """Whether facts under this id list the models of a vendor."""
    return model.endswith(LINE_UP)


class Facts:
    """Facts on some models, strongest authority and earliest day first.

    Made once for many claims: `of_models` is a view of the same lists.
    """

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        found: defaultdict[str, ByAttribute] = defaultdict(lambda: defaultdict(list))
        for fact in facts:
            known = Known(fact.authority.rank, public_on(fact), fact.id, fact)
            found[fact.model][fact.attribute].append(known)
        for by_attribute in found.values():
            for some in by_attribute.values():
                some.sort(key=place)
        self._by_model: dict[str, ByAttribute] = dict(found)

    def of_models(self, models: Iterable[str]) -> Facts:
        """Those on `models`, which are told of also where there are none."""
        some = Facts()
        some._by_model = {model: self._by_model.get(model, {}) for model in models}
        return some

    def __iter__(self) -> Iterator[str]:
        """The models."""
        return iter(self._by_model)

    def __contains__(self, model: object) -> bool:
        return model in self._by_model

    def of(self, model: str, attribute: str) -> Sequence[Known]:
        """Those on one attribute of a model."""
        return self._by_model.get(model, {}).get(attribute, ())

    def about(self, model: str) -> Iterator[Known]:
        """All those on a model."""
        return chain.from_iterable(self._by_model.get(model, {}).values())
