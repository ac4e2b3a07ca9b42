"""Which models stand level, and which above one another: "o3-mini level", "A > B > C"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from app.extract.anchors import Anchor, Part
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.vocabulary import Op

LINK = 40  # characters of a chain's outer links that are read

_RANKED = caseless(
    r"\b(?:beat|exceed|surpass|outperform|match|above|below|better|worse|rival)\w*\s"
)
_RELATIVE = caseless(r"^[^,.;]{0,12},\s(?:which|that|who|rumou?red|said|reported)\b")
_LOOKS_LIKE = caseless(
    r"\b(?:looks?\slike|something\s(?:like|close\sto)|near|closer?\sto)\s(?:the\s|an?\s)?$"
)
_ABOVE = re.compile(r"(?<=[\w)\"”])\s?>{1,3}\s?(?=[\w\"“])")
_VARIANT_GLOSS = caseless(r"\((mini|nano|pro|turbo|flash|lite|ultra|max)\)")


def _levels(reading: Reading) -> Iterator[Finding]:
    """“o3-mini level”, "near-o3": about as good as that model."""
    for anchor in reading.anchors:
        if anchor.pronoun or not _near_level(reading.text, anchor):
            continue
        if _RANKED.search(reading.text, max(anchor.start - 40, 0), anchor.start):
            continue
        others = [
            a
            for a in reading.anchors
            if a is not anchor and a.part is Part.free and a.end <= anchor.start
        ]
        nearest = [
            a
            for a in reading.anchors
            if a.end <= anchor.start and _RELATIVE.search(reading.text[a.end : anchor.start])
        ]
        for model in (
            nearest[-1].models if nearest else others[0].models if others else reading.scope
        )[:1]:
            if model != anchor.model:
                yield Finding(
                    model,
                    "benchmark_rank",
                    anchor.model,
                    anchor.start,
                    anchor.end + 6,
                    f"level: {reading.text[anchor.start : anchor.end]}",
                    op=Op.approx,
                    baseline=anchor.model,
                )


def _chained(reading: Reading) -> Iterator[Finding]:
    """“A > B > C”: each ranks above the next; "B (X)" is X."""
    marks = [(0, 0), *(match.span() for match in _ABOVE.finditer(reading.text))]
    if len(marks) == 1 or not reading.anchors:
        return
    ends = [start for start, _ in marks[1:]] + [len(reading.text)]
    links = [(start, end) for (_, start), end in zip(marks, ends, strict=True)]
    links[0] = (max(links[0][1] - LINK, 0), links[0][1])
    models = [_link_model(reading, *link) for link in links]
    for (better, worse), ((start, _), (_, end)) in zip(
        pairwise(models), pairwise(links), strict=True
    ):
        if better and worse and better != worse:
            yield Finding(
                better,
                "benchmark_rank",
                worse,
                start,
                min(end, start + LINK),
                "rank: >",
                op=Op.gt,
                baseline=worse,
            )


def _link_model(reading: Reading, start: int, end: int) -> str | None:
    """The model of one link of a chain: a variant that it glosses, else the last it names."""
    base = next((a.model for a in reading.anchors if a.places), None)
    gloss = _VARIANT_GLOSS.search(reading.text, start, end)
    if base and gloss:
        return f"{base}-{gloss[1].lower()}"
    inside = [a.models[-1] for a in reading.anchors if a.places and start <= a.start < end]
    return inside[-1] if inside else None


def _near_level(text: str, anchor: Anchor) -> bool:
    behind = re.match(r"[\s-]level\b", text[anchor.end : anchor.end + 8])
    return bool(behind or _LOOKS_LIKE.search(text, max(anchor.start - 30, 0), anchor.start))


RULES = (
    rule(_levels, "level", _LOOKS_LIKE),
    rule(_chained, ">"),
)
"""Levels and chains."""
