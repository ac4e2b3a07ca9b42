"""Prices that are printed in pairs and without a rate: "$3/$15", "$1.25 in and $10 out".

By convention they are dollars for a million tokens, those that go in first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract.anchors import Part
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.extract.sizes import formerly
from app.extract.values import MAX_PRICE

SIDE_WITHIN = 60  # characters before "$25 vs. $20" that say which price is compared

_MONEY = r"\$\s?(?P<{0}>\d{{1,3}}(?:\.\d{{1,4}})?)"
_NO_SUM = r"(?![.,]?\d|\s?(?:[kmb]\b|million|billion|trillion|%|a\s|an?\s|per\s|/))"
_PAIR = caseless(
    rf"{_MONEY.format('low')}(?:(?:\s(?:in|inputs?)\b)?(?:\s?/\s?|\s(?:in|inputs?)(?:,\s|\s|,?\sand\s))"
    rf"|\s(?P<joined>and|for\sinput\sand)\s){_MONEY.format('high')}{_NO_SUM}"
)
_PRICED = caseless(
    r"\b(?:costs?|asks?(?:\sfor)?|charges?|charging|at|priced|prices?|pricing|is|are|was|were"
    r"|runs|for)(?:\s(?:about|around|only|just|unchanged))?[\s:]$"
)
# "Same price as X ($3 and $15)": what stands in brackets is the subject's price too.
_PRICE_OF = caseless(r"\b(?:prices?|pricing|costs?)\b[^;()]{0,60}\($")
_SAME = caseless(r"\bsame\s(?:\w+\s)?(?:prices?|pricing|costs?)\sas\b[^;]{0,60}$")
_VERSUS = caseless(
    rf"{_MONEY.format('own')}\s(?:vs\.?|versus|against|compared\s(?:to|with))\s"
    rf"{_MONEY.format('theirs')}{_NO_SUM}"
)
_SIDE = caseless(r"\b(?:(?P<input>inputs?)|(?P<output>outputs?))\b")


def _pairs(reading: Reading) -> Iterator[Finding]:
    """The price of input and of output."""
    for pair in _PAIR.finditer(reading.text):
        low, high = float(pair["low"]), float(pair["high"])
        lead = reading.text[: pair.start()]
        told = not pair["joined"] or _PRICED.search(lead) or _PRICE_OF.search(lead)
        if not told or not 0 < low <= high <= MAX_PRICE or formerly(reading, pair.start()):
            continue
        beside = () if _SAME.search(lead) else _bracketed(reading, pair)
        for model in (beside or reading.holders(*pair.span()))[:1]:
            for side, price, (start, end) in (
                ("input", low, pair.span("low")),
                ("output", high, pair.span("high")),
            ):
                yield _price(reading, model, price, side, start, end)


def _bracketed(reading: Reading, pair: re.Match[str]) -> tuple[str, ...]:
    """The model whose prices stand in brackets behind its name."""
    for anchor in reading.anchors:
        for (_, end), model in zip(anchor.places, anchor.models, strict=False):
            if reading.text[end : pair.start()] == " (":
                return (model,)
    return ()


def _compared(reading: Reading) -> Iterator[Finding]:
    """“On output it costs more than X ($25 vs. $20)": each model's own."""
    named = [anchor for anchor in reading.anchors if anchor.places]
    models = dict.fromkeys(model for anchor in named for model in anchor.models)
    for prices in _VERSUS.finditer(reading.text):
        left = max(prices.start() - SIDE_WITHIN, 0)
        side = next(_SIDE.finditer(reading.text, left, prices.start()), None)
        free = [a.model for a in reading.anchors if a.part is Part.free]
        own = free[0] if free else next(iter(reading.scope), None)
        theirs = [model for model in models if model != own]
        if side is None or own is None or len(theirs) != 1:
            continue
        name = str(side.lastgroup)
        yield _price(reading, own, float(prices["own"]), name, *prices.span("own"))
        yield _price(reading, theirs[0], float(prices["theirs"]), name, *prices.span("theirs"))


def _price(  # noqa: PLR0913, PLR0917 - a price needs its model, its side and its place
    reading: Reading, model: str, price: float, side: str, start: int, end: int
) -> Finding:
    rule_name = f"price: {reading.text[start - 1 : end]}"
    return Finding(
        model, "price", price, start, end, rule_name, qualifier=side, unit="usd_per_mtok"
    )


RULES = (
    rule(_pairs, "/$", "/ $", " and $", " in", "input"),
    rule(_compared, "vs", "versus", "against $", "compared"),
)
"""Prices in pairs."""
