"""How a model was trained, and what it works with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract import cues
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.extract.values import Quantity

SMALLEST_BILL = 10_000  # USD; less is a price, no training run
TRAIN_WITHIN = 80  # characters between "trained" and what it was trained on or with

_APPLIED = caseless(
    r"\b(?:train\w*|post-trained|pre-trained|fine-tuned|appl(?:y|ies|ied|ying)|us(?:es|ed"
    r"|ing)|produced|built|employ\w*|incorporat\w*|via|through|with|leverag\w*|pipeline)\b"
)
_SITE = re.compile(
    r"\b[Tt]rain(?:ed|ing)\s(?:at"
    r"|in)\s(?:the\s)?(?P<site>[A-Z][\w-]+(?:\s[A-Z][\w-]+)*(?:\s\([^()]{2,40}\))?)"
)
_WORKS_WITH = re.compile(
    r"\b(?:compatible|works?"
    r"|used?)\b[^.;,]{0,40}?\swith\s(?:the\s)?(?P<what>[A-Z][\w-]+(?:\s(?:library|format"
    r"|framework|API|SDK))?)"
)
_IN_SET = caseless(
    r"[*_]*:?\s?(?:\w+\s){0,3}in\s(?:[\w.'’-]+\s){1,3}training\s(?:set|data|corpus|mix)\b"
)
_TRAINED_FOR = caseless(
    r"\bcosts?\s(?:[\w$.,~]+\s){0,6}?to\s(?:pre-?)?train\b|\b(?:to|of)\s(?:pre-?)?train(?:ing)?\b"
    r"|\b(?:pre-?)?training\s(?:run|cost|bill|budget)|\btrain\w*\s(?:\w+\s){0,4}?(?:cost|for|on)\s"
)
_OBJECT = caseless(r"\btrain(?:ing)?\s(?:the\s)?$")
_TRAINED_ON = caseless(
    r"\b(?:pre-?)?trained\b[^.;]{0,60}\bon\b"
    r"(?![^.;]*\band\s(?:both|it|they|the|has|have|is|are|stops?|supports?)\b)"
)
# "Eleven months to train", "trained on X for three months".
_ITS_TRAINING = caseless(r"\s(?:to\strain|of\straining)\b")
_TRAINED_LONG = caseless(
    r"\b(?:trained|training)\b[^.;]{0,60}\b(?:over|for|took|lasted)\s(?:about\s|almost\s|nearly\s|roughly\s)?$"
)
_RESEARCH = re.compile(
    r"\s(?:worth\s)?of\s(?:\w+\s)?(?:research|training|work|development|compute)\b"
)


def _sites(reading: Reading) -> Iterator[Finding]:
    for site in _SITE.finditer(reading.text):
        if any(w.start <= site.start("site") < w.end for w in reading.windows):
            continue
        for model in reading.holders(*site.span())[:1]:
            yield Finding(
                model,
                "training",
                site["site"].lower(),
                site.start(),
                site.end(),
                f"training: {site.group()}",
                qualifier="site",
            )


def _methods(reading: Reading) -> Iterator[Finding]:
    for technique in cues.TECHNIQUE.finditer(reading.text) if reading.anchors else ():
        before = reading.text[max(technique.start() - TRAIN_WITHIN, 0) : technique.start()]
        if not _APPLIED.search(before):
            continue
        for model in reading.holders(*technique.span()):
            yield Finding(
                model,
                "training",
                technique.group().lower(),
                technique.start(),
                technique.end(),
                f"training: {technique.group()}",
                qualifier="method",
            )


def _is_bill(reading: Reading, quantity: Quantity) -> bool:
    """Whether a sum is what training cost: "$20 million to train X", "a $5M training run"."""
    if quantity.unit != "usd" or quantity.high < SMALLEST_BILL:
        return False
    left, right = reading.clause(quantity.start)
    near = reading.text[
        max(left, quantity.start - TRAIN_WITHIN) : min(right, quantity.end + TRAIN_WITHIN)
    ]
    return _TRAINED_FOR.search(near) is not None


def _figures(reading: Reading) -> Iterator[Finding]:
    """Tokens trained on, and how long the work took."""
    for quantity in reading.quantities:
        before = reading.text[max(quantity.start - TRAIN_WITHIN, 0) : quantity.start]
        qualifier = None
        if quantity.unit == "tokens" and (
            _TRAINED_ON.search(before) or _IN_SET.match(reading.text, quantity.end)
        ):
            qualifier = "data"
        elif _is_bill(reading, quantity):
            qualifier = "cost"
        elif quantity.unit in ("years", "months", "weeks", "days") and _lasted(reading, quantity):
            qualifier = "duration"
        if qualifier:
            trained = [a for a in reading.anchors if _OBJECT.search(reading.text, 0, a.start)]
            for model in (
                trained[0].models
                if trained and qualifier == "cost"
                else reading.holders(quantity.start, quantity.end)
            ):
                yield Finding(
                    model,
                    "training",
                    quantity.value,
                    quantity.start,
                    quantity.end,
                    f"training: {reading.text[quantity.start : quantity.end]}",
                    qualifier=qualifier,
                    op=quantity.op,
                    unit=quantity.unit,
                )


def _lasted(reading: Reading, quantity: Quantity) -> bool:
    """Whether a time is how long the training took, not when it was."""
    before = reading.text[max(quantity.start - TRAIN_WITHIN, 0) : quantity.start]
    behind = _RESEARCH.match(reading.text, quantity.end) or _ITS_TRAINING.match(
        reading.text, quantity.end
    )
    return bool(behind or _TRAINED_LONG.search(before))


def _compatibility(reading: Reading) -> Iterator[Finding]:
    for cue in _WORKS_WITH.finditer(reading.text):
        if any(a.start <= cue.start("what") < a.end for a in reading.anchors):
            continue
        inside = [a for a in reading.anchors if cue.start() < a.start < cue.start("what")]
        for model in inside[0].models if inside else reading.holders(*cue.span()):
            yield Finding(
                model,
                "compatibility",
                cue["what"].lower(),
                cue.start(),
                cue.end(),
                f"compatibility: {cue.group()}",
            )


RULES = (
    rule(_methods, cues.TECHNIQUE),
    rule(_figures, "train", "research", "work", "development", "compute", figures=True),
    rule(_sites, "train"),
    rule(_compatibility, "compatib", "work", "use"),
)
"""How a model was trained, and what it works with."""
