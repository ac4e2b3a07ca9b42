"""How a price moved or compares in one step: halved, raised by a half, the same as another's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract.anchors import Part
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.vocabulary import Op

RIVAL_WITHIN = 60  # characters between the words and the model that it is measured against

_SHARE = (
    r"(?:(?P<percent>\d{1,3}(?:\.\d)?)\s?(?:%|percent\b)"
    r"|(?P<part>half|(?:a|one)[\s-](?:third|quarter|fifth|tenth)|two[\s-]thirds)\b)"
)
_ABOUT = r"(?P<about>(?:about|around|nearly|roughly|some|almost)\s|~\s?)?"
_PARTS = {"half": 0.5, "third": 0.333333, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_WHOLE = {"halved": 0.5, "doubled": 2.0, "tripled": 3.0}
_UP = ("rais", "incr", "hike", "rise", "jump")
# "Its input price was halved", "output prices were cut by a third".
_MOVED = caseless(
    r"\b(?:(?P<side>input|output)\s)?(?:prices?|costs?|pricing)"
    r"\s(?:was|were|is|are|has\sbeen|have\sbeen|got)\s"
    rf"(?:(?P<whole>halved|doubled|tripled)\b|(?P<verb>cut|slashed|lowered|reduced|raised|increased)\sby\s{_ABOUT}{_SHARE})"
)
# "A price increase of around 50 % over X".
_STEP = caseless(
    r"\bprice\s(?P<verb>increase|hike|rise|jump|cut|drop|reduction|decrease)\sof\s"
    rf"{_ABOUT}{_SHARE}"
)
_SAME = caseless(
    r"(?:\bsame\s(?:price|pricing|cost)s?\sas|\bcosts?\s(?:exactly\s)?the\ssame(?:\sper\stoken)?\sas"
    r"|priced\s(?:the\ssame\sas|like|identically\sto)"
    r"|\$\d[^.;$]{0,40},\s(?:exactly\s|just\s)?the\ssame\sas)\s(?:the\s|its\s)?"
)
# "A fifth of the price of X".
_PART_OF = caseless(
    r"\ba\s(?P<part>fifth|sixth|eighth|tenth)\sof\sthe\s(?:\w+\s)?(?:price|cost)\sof\s"
    r"(?=\S{1,20})"
)
_TENTHS = {"fifth": 0.2, "sixth": 0.166667, "eighth": 0.125, "tenth": 0.1}


def _moved(reading: Reading) -> Iterator[Finding]:
    """A price that was moved, against what it was before."""
    for cue in _MOVED.finditer(reading.text):
        ratio = _WHOLE[cue["whole"]] if cue["whole"] else _after(cue, cue["verb"])
        for model in reading.holders(*cue.span())[:1]:
            yield _told(reading, cue, model, ratio, cue["side"])


def _stepped(reading: Reading) -> Iterator[Finding]:
    """A step up or down from the price of the model named behind it."""
    for cue in _STEP.finditer(reading.text):
        yield from _against(reading, cue, _after(cue, cue["verb"]))
    for cue in _PART_OF.finditer(reading.text):
        yield from _against(reading, cue, _TENTHS[cue["part"]])


def _same(reading: Reading) -> Iterator[Finding]:
    """“The same price as X”."""
    for cue in _SAME.finditer(reading.text):
        if any(anchor.start == cue.end() and anchor.places for anchor in reading.anchors):
            yield from _against(reading, cue, 1)


def _after(cue: re.Match[str], verb: str) -> float:
    """The price after a step over the price before it."""
    part = (cue["part"] or "").replace("-", " ").rpartition(" ")[2]
    share = float(cue["percent"]) / 100 if cue["percent"] else _PARTS.get(part, 0.666667)
    return round(1 + share if verb.startswith(_UP) else 1 - share, 6)


def _against(reading: Reading, cue: re.Match[str], ratio: float) -> Iterator[Finding]:
    """A ratio to the price of the model that is named behind its words."""
    behind = [a for a in reading.anchors if a.places and 0 <= a.start - cue.end() < RIVAL_WITHIN]
    before = [a for a in reading.anchors if a.end <= cue.start() and a.part is Part.free]
    for model in (before[-1].models if before else reading.scope)[:1]:
        rival = next((a.model for a in behind if a.model != model), None)
        yield _told(reading, cue, model, ratio, None, rival)


def _told(  # noqa: PLR0913, PLR0917 - a ratio needs its model, its side and its rival
    reading: Reading,
    cue: re.Match[str],
    model: str,
    ratio: float,
    side: str | None,
    rival: str | None = None,
) -> Finding:
    about = cue.groupdict().get("about")
    return Finding(
        model,
        "price_change",
        ratio,
        *cue.span(),
        f"price step: {reading.text[slice(*cue.span())]}",
        qualifier=side,
        op=Op.approx if about else Op.eq,
        baseline=rival,
        unit="ratio",
    )


RULES = (
    rule(_moved, _MOVED),
    rule(_stepped, _STEP, _PART_OF),
    rule(_same, _SAME),
)
"""Price ratios told in one step."""
