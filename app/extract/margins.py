"""Who is ahead, by a difference or by both figures: "11 points more than X", "44.9 to 41.7"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract import cues
from app.extract.anchors import Named, Part
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.vocabulary import Op

_POINTS = caseless(
    r"\b(?P<by>\d{1,3}(?:\.\d{1,2})?)\s(?:percentage\s)?points?\s"
    r"(?:(?P<gt>more|higher|better|above|over)|(?P<lt>fewer|less|lower|worse|below|under))\s(?:than\s)?"
)
_PREFERRED = caseless(r"\bprefer(?:s|red)?\s")
_TO = re.compile(r"\s(?:to|over)\s$")
_PAIR = caseless(
    r"\b(?P<won>\d{1,3}(?:\.\d{1,2})?)\s?%?\s(?:to|versus|vs\.?|against)\s(?P<lost>\d{1,3}(?:\.\d{1,2})?)\b\s?%?"
    r"(?!\s(?:tokens|billion|million|trillion|percent\s(?:chance|of)))"
)
TOP_SCORE = 100


def _points(reading: Reading) -> Iterator[Finding]:
    """“74.8 % on B, 11 points more than X": the subject ranks above X on B."""
    if len(reading.benchmarks) == 0:
        return
    for cue in _POINTS.finditer(reading.text):
        rival = next((a for a in reading.anchors if a.places and a.start == cue.end()), None)
        before = [b for b in reading.benchmarks if b.end <= cue.start()]
        if rival is None or not before:
            continue
        for model in _subject(reading, cue.start()):
            if model != rival.model:
                op = Op.gt if cue["gt"] else Op.lt
                yield _rank(model, rival.model, cue, op, before[-1].id)


def _preferred(reading: Reading) -> Iterator[Finding]:
    """“Testers preferred X to Y”."""
    for cue in _PREFERRED.finditer(reading.text):
        named = [a for a in reading.anchors if a.places and a.start >= cue.end()][:2]
        if len(named) > 1 and named[0].start == cue.end():
            one, other = named
            if _TO.fullmatch(reading.text, one.end, other.start) and one.model != other.model:
                yield _rank(one.model, other.model, cue, Op.gt, None)


def _pairs(reading: Reading) -> Iterator[Finding]:
    """“X beat Y on B, 44.9 to 41.7": the first figure is the winner's."""
    benchmark = reading.benchmarks[0] if len(reading.benchmarks) == 1 else None
    if benchmark is None:
        return
    for pair in _PAIR.finditer(reading.text):
        won, lost = float(pair["won"]), float(pair["lost"])
        cue = next(iter(cues.RANK.finditer(reading.text, 0, pair.start())), None)
        rivals = [a for a in reading.anchors if a.places and cue and a.start >= cue.end()]
        if cue is None or not rivals or cue.lastgroup not in ("gt", "lt"):
            continue
        if (won > lost) != (cue.lastgroup == "gt") or max(won, lost) > TOP_SCORE:
            continue
        for model in _subject(reading, cue.start()):
            yield _score(model, won, pair.span("won"), benchmark)
            yield _score(rivals[0].model, lost, pair.span("lost"), benchmark)


def _subject(reading: Reading, end: int) -> tuple[str, ...]:
    free = [a.models for a in reading.anchors if a.end <= end and a.part is Part.free]
    return (free[-1] if free else reading.scope)[:1]


def _rank(model: str, rival: str, cue: re.Match[str], op: Op, benchmark: str | None) -> Finding:
    words = f"margin: {cue.group().strip()}"
    return Finding(
        model,
        "benchmark_rank",
        rival,
        *cue.span(),
        words,
        qualifier=benchmark,
        op=op,
        baseline=rival,
    )


def _score(model: str, value: float, place: tuple[int, int], benchmark: Named) -> Finding:
    words = f"score: {benchmark.text}"
    return Finding(
        model, "benchmark_score", value, *place, words, qualifier=benchmark.id, unit="percent"
    )


RULES = (
    rule(_points, "point"),
    rule(_preferred, "prefer"),
    rule(_pairs, " to ", " vs", "versus", "against"),
)
"""Ranks and scores by margins."""
