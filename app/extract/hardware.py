"""What a model runs on and was trained on: chips and machines, and how many of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.extract.values import Quantity

_HARDWARE = caseless(
    r"""
    \b(?:(?:nvidia(?:['’]s)?|amd(?:['’]s)?|google(?:['’]s)?|aws|amazon(?:['’]s)?
    |huawei(?:['’]s)?|cerebras(?:['’]s)?)\s(?:latest\s|new\s|cutting-edge\s)?
        (?:(?:gb|[habl]|mi|rtx\s?)\d{2,4}\w*(?:\s(?:nvl\d+|ultra|sxm))*|blackwell|hopper
        |rubin|trainium\d?|inferentia|ascend|tpu\w*|ironwood|wafer\w*
        |grace(?:\sblackwell)?)(?:\s(?:chips|gpus?|systems|superchips?|accelerators))?
    | (?:(?:a\ssingle|single|one|two|four|eight|sixteen|\d{1,3}(?:\s?[x×])?)\s)?(?:rtx\s)?[345]090s?
    | m[1-9]\s(?:ultra|max|pro)|mac\sstudios?|macbooks?(?:\spro|\sair)?
    | dgx\sspark|raspberry\spi(?:\s\d)?
    | (?:two|four|eight|sixteen|(?<![\d,])\d{1,3}(?:\s?[x×])?)\s[habl]\d{2,3}s?\b
        (?:\s(?:gpus?|chips))?
    | (?:gb|h|b|a|mi)\d{3}\w?(?:\snvl\d+)?s?\b(?:\s(?:gpus?|chips))?|tpu\s?v?\d\w*|trainium\d?
    | (?:a\s)?(?:single|one|two|four|eight|\d+)\s\d+\s?gb\s(?:gpu|card)s?
    |\d+\s?gb\s(?:of\s)?(?:memory|vram|ram)
    | consumer[- ](?:grade\s)?(?:hardware|gpus?|laptops?)(?:\sor\s\w+)?|(?:smart)?phones?
    |laptops?|data-?center[- ]grade\sinfrastructure|edge\sdevices|mobile\sdevices)\b
    """,
    re.VERBOSE,
)
_RUNS = caseless(
    r"\b(?:run(?:s|ning)?|needs?|needed|needing|deploy\w*|serv(?:e|es|ed|ing)|host(?:ed|ing)|fits?|infer\w*"
    r"|infrastructure|requir\w+|hardware|powered)\b"
)
_TRAINS = caseless(r"\b(?:(?:pre-?|post-?)?train(?:ed|ing|s)?|teach\w*)\b")


_COUNT = re.compile(
    r"(?P<count>(?:(?:more than|over|about|around|some|roughly|nearly) )?"
    r"(?:\d[\d,.]{0,12}[kKM]?|(?:[a-z]{3,9} ){0,2}(?:hundred|thousand|million)(?: thousand)?)) $"
)
NAMED_WITHIN = 20  # characters between a number of chips and the name they bear


def _hardware(reading: Reading) -> Iterator[Finding]:
    for cue in _HARDWARE.finditer(reading.text):
        before = reading.text[max(cue.start() - 90, 0) : cue.start()]
        trains = _TRAINS.search(before)
        runs = _RUNS.search(before)
        if not trains and not runs:
            continue
        attribute = "training" if trains and not runs else "serving"
        start = cue.start()
        if attribute == "training" and (counted := _COUNT.search(reading.text, 0, start)):
            start = counted.start("count")  # "100,000 H100s" is one thing
        for model in reading.holders(*cue.span()):
            words = reading.text[start : cue.end()]
            yield Finding(
                model,
                attribute,
                words.lower().replace("'s", "").replace("’s", ""),
                start,
                cue.end(),
                f"hardware: {cue.group()}",
                qualifier="hardware",
            )


def _scale(reading: Reading) -> Iterator[Finding]:
    """How many systems a model is served on, and on how many unnamed chips it is trained."""
    for quantity in reading.quantities:
        if quantity.unit not in ("systems", "gpus"):
            continue
        before = reading.text[max(quantity.start - 70, 0) : quantity.start]
        trains, runs = _TRAINS.search(before), _RUNS.search(before)
        if not trains and not runs:
            continue
        if trains and not runs and _named_in(reading.text, quantity):
            continue
        attribute, qualifier = (
            ("training", "hardware") if trains and not runs else ("serving", "scale")
        )
        for model in reading.holders(quantity.start, quantity.end)[:1]:
            yield Finding(
                model,
                attribute,
                quantity.value,
                quantity.start,
                quantity.end,
                f"{attribute}: {reading.text[quantity.start : quantity.end]}",
                qualifier=qualifier,
                op=quantity.op,
                unit=quantity.unit,
            )


def _named_in(text: str, quantity: Quantity) -> bool:
    """Whether the things counted are hardware by name, which tells itself."""
    end = quantity.end + NAMED_WITHIN
    return any(cue.end() > quantity.start for cue in _HARDWARE.finditer(text, 0, end))


RULES = (
    rule(_hardware, _TRAINS, _RUNS),
    rule(_scale, _TRAINS, _RUNS, figures=True),
)
"""Hardware, and its number."""
