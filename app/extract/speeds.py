"""How fast a model is: throughput, latency, and either against another model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.extract import cues
from app.extract.anchors import Part
from app.extract.features import of_feature
from app.extract.layout import Kind
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.extract.sizes import whose
from app.extract.values import Quantity
from app.vocabulary import Op

TAKES_WITHIN = 60  # characters between "takes" and the time it takes
LOWER_WITHIN = 25  # characters between "lower" and "latency"
NAMED_BEHIND = 12  # characters between a time and the model named right behind it
HIGHER_WITHIN = 9  # characters between a ratio and "throughput" ("6x higher throughput")
WORD_BEHIND = 2  # characters between a ratio and its "faster"


def _speeds(reading: Reading) -> Iterator[Finding]:
    for quantity in reading.quantities:
        if quantity.unit == "tokens_per_second":
            models, kind = whose(reading, quantity)[:1], "throughput"
        elif quantity.unit in ("seconds", "minutes") and _takes(reading.text, quantity):
            models, kind = _timed(reading, quantity), "latency"
        else:
            continue
        for model in models:
            yield _absolute(model, kind, quantity)


def _bracketed(reading: Reading) -> Iterator[Finding]:
    """“75 tok/s, slower than X (188) and Y (353)": speeds of those compared, in brackets."""
    if not any(q.unit == "tokens_per_second" for q in reading.quantities):
        return
    for quantity in reading.quantities:
        place = quantity.start - len(" (")
        alone = reading.text.startswith(" (", place) and reading.text.startswith(")", quantity.end)
        if quantity.unit is None and alone:
            for anchor in reading.anchors:
                for (_, end), model in zip(anchor.places, anchor.models, strict=False):
                    if end == place:
                        unit = replace(quantity, unit="tokens_per_second")
                        yield _absolute(model, "throughput", unit)


def _comparisons(reading: Reading) -> Iterator[Finding]:
    for cue in cues.FASTER.finditer(reading.text):
        if cue["latency"]:
            yield from _lower_latency(reading, cue)
        else:
            yield from _faster(reading, cue)


def _takes(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.start - TAKES_WITHIN) : quantity.start]
    return cues.TAKES.search(before) is not None


def _timed(reading: Reading, quantity: Quantity) -> tuple[str, ...]:
    """The model that takes a time: the one named right behind it, else the subject."""
    behind = [a for a in reading.anchors if 0 <= a.start - quantity.end < NAMED_BEHIND]
    return behind[0].models[:1] if behind else reading.holders(quantity.start, quantity.end)[:1]


def _absolute(model: str, kind: str, quantity: Quantity) -> Finding:
    return Finding(
        model,
        "speed",
        quantity.value,
        quantity.start,
        quantity.end,
        f"speed: {kind}",
        qualifier=kind,
        op=quantity.op,
        unit=quantity.unit,
    )


def _lower_latency(reading: Reading, cue: re.Match[str]) -> Iterator[Finding]:
    """“Lower latency”, “latency drops”: less than before, by no figure."""
    before = reading.text[max(0, cue.start() - LOWER_WITHIN) : cue.start()]
    behind = reading.text[cue.end() : cue.end() + LOWER_WITHIN // 2].strip()
    if not cues.LOWER.search(before) and not cues.LOWER.match(behind):
        return
    if of_feature(reading, *cue.span()):
        return
    for model in reading.holders(*cue.span())[:1]:
        yield Finding(
            model,
            "speed",
            1,
            cue.start(),
            cue.end(),
            f"speed: {cue.group()}",
            qualifier="latency",
            op=Op.lt,
            unit="ratio",
            baseline=_rival(reading, cue, model),
        )


def _faster(reading: Reading, cue: re.Match[str]) -> Iterator[Finding]:
    """“50 % faster”: a ratio; in a sentence that names nobody only where it is a heading."""
    if not reading.anchors and reading.segment.kind is not Kind.heading:
        return
    reach = HIGHER_WITHIN if cue["throughput"] else WORD_BEHIND
    ratios = [
        quantity
        for quantity in reading.quantities
        if quantity.unit == "ratio"
        and quantity.start < cue.end()
        and cue.start() <= quantity.end + reach
    ]
    for quantity in ratios[-1:]:
        for model in reading.holders(quantity.start, cue.end())[:1]:
            yield Finding(
                model,
                "speed",
                quantity.value,
                quantity.start,
                cue.end(),
                f"speed: {cue.group()}",
                qualifier="throughput",
                op=quantity.op,
                unit="ratio",
                baseline=_rival(reading, cue, model),
            )


def _rival(reading: Reading, cue: re.Match[str], model: str) -> str | None:
    ahead = [
        anchor.model
        for anchor in reading.anchors
        if anchor.start >= cue.end() and anchor.part is Part.rival and anchor.model != model
    ]
    return ahead[0] if ahead else None


RULES = (
    rule(_speeds, cues.TAKES, "tok", "tps", "t/s", "words", figures=True),
    rule(_bracketed, "tok", "tps", "t/s", figures=True),
    rule(_comparisons, cues.FASTER),
)
"""How fast a model is."""
