"""How big a model is: context window, longest output, parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.extract import cues
from app.extract.anchors import Part
from app.extract.layout import Kind
from app.extract.patterns import Caseless, caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.extract.values import Quantity
from app.vocabulary import Op

SMALLEST_WINDOW = 1_000  # tokens; a smaller figure beside "context" counts something else
LARGEST_WINDOW = 1_000_000_000  # tokens; a larger figure counts parameters
BILLION = 1_000_000_000
SMALLEST_MODEL = 1_000_000  # parameters
RIGHT_BEHIND = 16  # characters between a name and the figure that stands right behind it
CUE_WITHIN = 60  # characters between a figure and the words that say what it sizes

# "Requests over 200K tokens cost more", "we retire the 1M window": what a model has is another.
_OF_REQUESTS = caseless(
    r"\b(?:requests?|prompts?|calls|inputs)\s(?:(?:that|which|with|are)\s){0,2}"
    r"(?:(?:exceed\w*|over|above|beyond|longer\sthan|larger\sthan|more\sthan|greater\sthan)\s)?$"
    r"|\b(?:retir|deprecat|remov|discontinu|sunsett)(?:e|es|ed|ing)\s(?:the|its|our)\s$"
)
_ANOTHER = caseless(
    r"\binto\san?\s[^,;]{0,30}$|\bthan\s[^,;]{0,20}$"
    r"|\b(?:footprint|memory|size|speed|cost|latency|performance|quality)\sof\san?\s$"
)  # "distilled into a 7B model"
# "A 20B dense model": a size said of a model, and not part of its name.
_MODEL_OF_SIZE = caseless(
    r"\s(?:(?:dense|sparse|moe|open|tiny|small|large|on-device)\s)?(?:dense|moe|mixture|model|llm|transformer)\b"
)
CLOSE = 12  # characters between "the size of" and the model
_SIZE_OF = caseless(r"\s?(?:the\ssize\sof|as\s(?:large|big)\sas)\s")
_GOES_OUT = caseless(r"\s(?:tokens\s)?out(?=\s?[.,;)]|$)")  # "1M in, 64K out"
_FORMER = caseless(
    r"\b(?:up|down|increase[ds]?|raised|grown|expanded|cut|reduced)\sfrom\s(?:about\s|~|just\s)?"
    r"(?:\$[\d.]{1,6}\s?(?:/|and)\s?)?$"
)
_VERSUS = caseless(
    r"[\s`*]*(?:vs\.?|versus|against|compared (?:to|with)|over)[\s`*]*(?:a\s|an\s|the\s)?"
)
_AT_NAME = re.compile(
    r"[\"”’'*`)]{0,2}(?:\s\(|['’]s\s|\s(?:at|with|on)\s)(?:an?\s|about\s|just\s|only\s)?"
)
_LIST_END = re.compile(r"[,;.]|$")
# "Grows from 128K to 512K": the first is what it was.
_WAS = caseless(r"(?<!range\s)(?<!ranges\s)(?<!ranging\s)\bfrom\s(?:about\s|around\s)?$")
_BECOMES = caseless(r"\s?(?:tokens?\s)?to\s(?:about\s|around\s|over\s)?(?=[\d~])")
_SAID_TO_BE = caseless(
    r"\b(?:rumou?red|believed|said|thought|estimated|reported|supposed|claimed|guessed)\sto\sbe\s"
    r"(?:about\s|around\s|roughly\s|~\s?)?$"
)
_LEADS_TO = re.compile(r"\s?(?:of|is|at|:|to)?\s(?:up\sto\s|about\s|around\s|over\s|an?\s)?")


def _sizes(reading: Reading) -> Iterator[Finding]:
    for quantity in reading.quantities:
        yield from _window(reading, quantity)
        yield from _parameters(reading, quantity)


def _near(pattern: Caseless, reading: Reading, quantity: Quantity) -> re.Match[str] | None:
    """The nearest match of `pattern` to a figure in its clause."""
    left = max(quantity.start - CUE_WITHIN, 0)
    right = min(quantity.end + CUE_WITHIN, len(reading.text))
    found = pattern.finditer(reading.text, left, right)
    return min(found, key=lambda m: _distance(m, quantity), default=None)


def _distance(match: re.Match[str], quantity: Quantity) -> int:
    if match.start() >= quantity.end:
        return match.start() - quantity.end
    if match.end() <= quantity.start and _LEADS_TO.fullmatch(
        match.string, match.end(), quantity.start
    ):
        return 0
    if match.end() <= quantity.start:
        return quantity.start - match.end() + 5  # "2M context" binds closer than "context, 2M"
    return 0


def _window(reading: Reading, quantity: Quantity) -> Iterator[Finding]:
    if quantity.unit == "ratio":
        yield from _window_ratio(reading, quantity)
        return
    if quantity.unit not in ("tokens", None) or not _fits_window(quantity):
        return
    if _WAS.search(reading.text, 0, quantity.start) and _BECOMES.match(reading.text, quantity.end):
        return
    if quantity.op is Op.range and _WAS.search(reading.text, 0, quantity.start):
        quantity = replace(quantity, low=quantity.high, op=Op.eq)  # "grows from 400K to 1M"
    output = _near(cues.MAX_OUTPUT, reading, quantity)
    context = _near(cues.CONTEXT, reading, quantity)
    if quantity.unit is None and not quantity.scaled:
        context = context if context and _distance(context, quantity) < CUE_WITHIN // 4 else None
    cue, attribute = context, "context_window"
    if output and (context is None or _distance(output, quantity) < _distance(context, quantity)):
        cue, attribute = output, "max_output"
    if cue is None or _OF_REQUESTS.search(reading.text, 0, quantity.start):
        return
    if _GOES_OUT.match(reading.text, quantity.end):
        attribute = "max_output"
    for model in whose(reading, quantity):
        yield _sized(model, attribute, quantity, "tokens", cue)


def _fits_window(quantity: Quantity) -> bool:
    return SMALLEST_WINDOW <= quantity.high < LARGEST_WINDOW


def _window_ratio(reading: Reading, quantity: Quantity) -> Iterator[Finding]:
    cue = _near(cues.CONTEXT, reading, quantity)
    if cues.FASTER.match(reading.text, quantity.end + 1):
        return
    rivals = [
        a
        for a in reading.anchors
        if a.start >= quantity.end and a.start - quantity.end < CUE_WITHIN // 2
    ]
    if cue is None or not rivals or _distance(cue, quantity) > CUE_WITHIN // 2:
        return
    before = [a for a in reading.anchors if a.end <= quantity.start and a.part is Part.free]
    for model in (before[-1].models if before else reading.scope)[:1]:
        if model != rivals[0].model:
            yield Finding(
                model,
                "context_window",
                quantity.value,
                quantity.start,
                cue.end(),
                f"context: {cue.group()}",
                op=quantity.op,
                baseline=rivals[0].model,
                unit="ratio",
            )


def _size_ratio(reading: Reading, quantity: Quantity) -> Iterator[Finding]:
    """“Twice the size of X", "three times as large as X"."""
    cue = _SIZE_OF.match(reading.text, quantity.end)
    if cue is None or quantity.unit != "ratio":
        return
    rivals = [a.model for a in reading.anchors if a.places and 0 <= a.start - cue.end() < CLOSE]
    for model in reading.holders(quantity.start, quantity.end)[:1]:
        for rival in rivals[:1]:
            if rival != model:
                yield Finding(
                    model,
                    "parameter_count",
                    quantity.value,
                    quantity.start,
                    cue.end(),
                    f"size: {cue.group()}",
                    qualifier="total",
                    op=quantity.op,
                    baseline=rival,
                    unit="ratio",
                )


def _ratios(reading: Reading) -> Iterator[Finding]:
    for quantity in reading.quantities:
        yield from _size_ratio(reading, quantity)


def _parameters(reading: Reading, quantity: Quantity) -> Iterator[Finding]:
    if quantity.unit not in ("parameters", None) or quantity.high < SMALLEST_MODEL:
        return
    cue = _near(cues.PARAMETERS, reading, quantity)
    active = _near(cues.ACTIVE, reading, quantity)
    cue = cue or active or _MODEL_OF_SIZE.match(reading.text, quantity.end)
    cue = cue or _listed_size(reading, quantity)
    if cue is None and quantity.high >= BILLION:
        cue = _SAID_TO_BE.search(reading.text, 0, quantity.start)
    if quantity.unit is None and (cue is None or not quantity.scaled):
        return
    if _ANOTHER.search(reading.text, max(quantity.start - 40, 0), quantity.start):
        return
    is_active = (
        active is not None
        and _distance(active, quantity) < CUE_WITHIN // 2
        and _nearest_figure(reading, active) is quantity
    )
    for model in whose(reading, quantity):
        words = reading.text[quantity.start : quantity.end]
        yield Finding(
            model,
            "parameter_count",
            quantity.value,
            quantity.start,
            quantity.end,
            f"parameters: {words}",
            qualifier="active" if is_active else "total",
            op=quantity.op,
            unit="parameters",
        )


def _listed_size(reading: Reading, quantity: Quantity) -> re.Match[str] | None:
    """The comma behind a size that stands alone in an item's list: "hybrid, 9B, trained on"."""
    before = reading.text[max(quantity.start - 2, 0) : quantity.start]
    alone = before in (", ", ": ", "; ") and reading.segment.kind is Kind.item
    if not alone or not reading.text[quantity.start : quantity.end].lower().endswith("b"):
        return None
    return _LIST_END.match(reading.text, quantity.end)


def _nearest_figure(reading: Reading, cue: re.Match[str]) -> Quantity:
    figures = [q for q in reading.quantities if q.high >= SMALLEST_MODEL]
    return min(figures, key=lambda quantity: _distance(cue, quantity))


def _right_behind(reading: Reading, quantity: Quantity) -> str | None:
    """The model that a figure stands right behind: "X (71.9)", "X at 72 %", "X's 57 %"."""
    for anchor in reading.anchors:
        for (_, end), model in zip(anchor.places, anchor.models, strict=False):
            if 0 < quantity.start - end <= RIGHT_BEHIND and _AT_NAME.fullmatch(
                reading.text, end, quantity.start
            ):
                return model
    return None


def whose(reading: Reading, quantity: Quantity) -> tuple[str, ...]:
    """The models that a figure is told of.

    Of "a 92 % vs. 88 % score" the first side is the subject's, the second the rival's that the
    sentence names; where it names none, nobody's. An old value ("up from 200K") is likewise not
    the subject's.
    """
    if named := _right_behind(reading, quantity):
        return (named,)
    text = reading.text
    if formerly(reading, quantity.start):
        behind = reading.named_behind(quantity.end)
        return behind.models if behind and behind.places else ()
    others = [q for q in reading.quantities if q is not quantity]
    first = [
        q
        for q in others
        if q.end <= quantity.start and _VERSUS.fullmatch(text[q.end : quantity.start])
    ]
    second = [
        q
        for q in others
        if q.start >= quantity.end and _VERSUS.fullmatch(text[quantity.end : q.start])
    ]
    if not first and not second:
        return reading.holders(quantity.start, quantity.end)
    rivals = [a for a in reading.anchors if a.part is Part.rival]
    free = [a for a in reading.anchors if a.part is Part.free]
    subject = free[0].models if free else reading.scope
    if first:
        behind = reading.named_behind(quantity.end)
        return behind.models if behind else rivals[0].models if rivals else ()
    return subject


def formerly(reading: Reading, place: int) -> bool:
    """Whether an old value stands at `place`: "up from 200K", "down from $15/$75"."""
    left = max(place - CUE_WITHIN // 2, 0)
    return _FORMER.search(reading.text, left, place) is not None


def _sized(
    model: str, attribute: str, quantity: Quantity, unit: str, cue: re.Match[str]
) -> Finding:
    return Finding(
        model,
        attribute,
        quantity.value,
        min(quantity.start, cue.start()),
        max(quantity.end, cue.end()),
        f"{attribute}: {cue.group()}",
        op=quantity.op,
        unit=unit,
    )


def _larger(reading: Reading) -> Iterator[Finding]:
    for cue in cues.LARGER.finditer(reading.text):
        rivals = [a for a in reading.anchors if cue.end() <= a.start < cue.end() + CUE_WITHIN]
        for model in reading.holders(*cue.span())[:1]:
            for rival in rivals[:1]:
                if rival.model != model:
                    op = Op.gt if cue["gt"] else Op.lt
                    yield Finding(
                        model,
                        "parameter_count",
                        rival.model,
                        cue.start(),
                        cue.end(),
                        f"size: {cue.group()}",
                        qualifier="total",
                        op=op,
                        baseline=rival.model,
                    )


RULES = (
    rule(
        _sizes,
        *(cues.CONTEXT, cues.MAX_OUTPUT, cues.PARAMETERS, cues.ACTIVE, _MODEL_OF_SIZE, _SAID_TO_BE),
        figures=True,
    ),
    rule(_larger, cues.LARGER),
    rule(_ratios, " size of ", " as large as ", " as big as ", figures=True),
)
"""How big a model is."""
