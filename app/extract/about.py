"""The model that a document is about: named far more often than others, or in its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.extract.layout import Kind
from app.extract.segments import Segment
from app.model_names import Mention

MAIN_SHARE = 0.35  # of all names in a text, for it to be "about" one model
MAIN_LEAD = 1.5  # times the names of the next model
HEADING_WEIGHT = 2
FEWEST_MAIN_MENTIONS = 3
TITLE_SHARE = 0.2  # of all names, for the one model that the title names
TITLE_MENTIONS = 4  # the title's own, which counts twice, and two more

Named = Iterable[tuple[Segment, Sequence[Mention]]]
"""The segments of a document, each with the names in it."""


@dataclass(frozen=True, slots=True)
class Main:
    """The model that a document is about, and its share of all names in it, 0-1."""

    model: str | None
    share: float


def main_model(named: Named, base_of: Callable[[str], str]) -> Main:
    """The model that a document is about: named far more often than any other.

    `base_of` gives the model that a variant belongs to; a variant counts for its base.
    """
    counts = _counts(named, base_of)
    if not counts:
        return Main(None, 0.0)
    (model, count), *others = counts.most_common(2)
    second = others[0][1] if others else 0
    share = count / counts.total()
    if count < FEWEST_MAIN_MENTIONS or share < MAIN_SHARE or count < MAIN_LEAD * second:
        return Main(None, share)
    return Main(model, share)


def titled_model(named: Sequence[tuple[Segment, Sequence[Mention]]]) -> Main:
    """The one model that the title names, where no other is named more often."""
    counts = _counts(named, str)
    segment, mentions = named[0] if named else (None, ())
    title = {mention.model for mention in mentions}
    if segment is None or segment.kind is not Kind.heading or len(title) != 1:
        return Main(None, 0.0)
    model = title.pop()
    count, share = counts[model], counts[model] / counts.total()
    if count < max(TITLE_MENTIONS, *counts.values()) or share < TITLE_SHARE:
        return Main(None, share)
    return Main(model, share)


def _counts(named: Named, base_of: Callable[[str], str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for segment, mentions in named:
        weight = HEADING_WEIGHT if segment.kind is Kind.heading or segment.title else 1
        for mention in mentions:
            counts[base_of(mention.model)] += weight
    return counts
