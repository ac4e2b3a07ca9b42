"""How a model does on benchmarks: its scores, and which other model it is ranked against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.extract import cues, values
from app.extract.anchors import Named, Part
from app.extract.layout import Kind
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.extract.sizes import whose
from app.extract.values import Quantity
from app.vocabulary import Op

SCORE_WITHIN = 60  # characters between a benchmark's name and its score
LINK = 40  # characters between a bracket and a figure in it
LEAD = 12  # characters between a model's name and its figure
OPENS_WITHIN = 14  # characters; a ranking that opens a line is its subject's
HIGHEST_SCORE = 3_000  # the Elo scales of the arenas end below
NAMED_BEFORE = 30  # characters between a benchmark and the ranking verb behind it
BEST_WITHIN = 40  # characters between "tops" and the benchmark it tops
RANKED_WITHIN = 130  # characters between a ranking verb and the benchmark it is on
RIVAL_WITHIN = 110  # characters between a ranking verb and the model that it ranks against

_BETWEEN = caseless(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:at|of|:|=|with|is|was|score of|—|–|-)?\s*(?:a\s)?[*`(]*"
)
_EVALUATED = caseless(
    r"\b(?:benchmarks?|scor\w+|tests?|evals?|leaderboards?|performance|tasks|areas|categories)\b"
)
_OTHER_MODELS = caseless(r"\s(?:all\s)?(?:the\s)?(?:others\b|other\s(?:\w+\s)?models\b)")
_OBJECT_PRONOUN = re.compile(r"\s(?:it|them)\b")
_OTHER_CLAUSE = re.compile(r"[.;]\s|\b(?:but|while|whereas)\b")
_SCORED = caseless(r"(?:scor\w+|reach\w+|achiev\w+|hit\w*|got|gets|at|of|:)\s(?:of\s|a\s)?$")
_NEGATIVE = caseless(r"(?:while\s)?(?:not|n['’]t|cannot|without)\b")
_CHANCE = caseless(
    r"\s(?:\w+\s)?(?:chance|probability|odds|likelihood|likely|certain|confident|sure)\b"
)
_ON = caseless(r"\s(?:on|in)\s(?:the\s)?")  # "and 42.4 on B"
LEAST_PLAIN = 10  # a smaller whole number before a benchmark may be a place
_STYLE = caseless(
    r"['’]s?\s(?:\w+\s)?(?:behaviou?r|style|tone|outputs?|responses|personality|price|pricing|cost)"
)
_FORMER = caseless(r"\b(?:up|down|rising|climbing|jump(?:ed|ing)?)\sfrom\s(?:about\s|~)?$")
_SET_BESIDE = caseless(r"\b(?:compared\s(?:to|with)|against|versus|vs\.?|(?:up|down)\sfrom)\s")
_NEXT_FIGURE = re.compile(r"(?:,|\sand|,\sand)?\s?(?:about\s|just\s)?")
_FROM = caseless(r"\bfrom\s(?:about\s|~|an?\s)?$")
_SET_AGAINST = re.compile(r"\s(?:vs\.?|versus|against|to)\s\d{1,3}(?:\.\d)?\)")  # "(71.2 vs 66.0)"
_AGAINST = re.compile(r"\(\d{1,3}(?:\.\d+)?\s(?:vs\.?|versus|against|to)\s$")
_TO = re.compile(r"\s(?:all\sthe\sway\s|up\s)?to\s")
_BEHIND_NAME = re.compile(r"(?:,?\s(?:at|with|gets|got|scores|scored|reaches|on))?\s\(?$")
_FOR = re.compile(r"\sfor\s")
_APART = re.compile(r"\s(?:above|below|over|under|up|down|short|shy|clear)\b")  # "3 points above"
_ENDS_ENTRY = re.compile(r"(?:,|;|\.(?!\d)|\sand\s|\s?$)")
_NUMBERS = {
    "first": 1,
    "one": 1,
    "second": 2,
    "two": 2,
    "third": 3,
    "three": 3,
    "fourth": 4,
    "fifth": 5,
}
_PERCENT = ("percent", "points", "elo", None)
PAIR = 2  # figures at least, to stand for benchmarks in turn


def _scores(reading: Reading) -> Iterator[Finding]:
    in_turn = list(_in_turn(reading)) if len(reading.benchmarks) > 1 else []
    for quantity, own, models in in_turn:
        for model in models[:1]:
            yield _scored(model, own, quantity)
    taken = {quantity.start for quantity, _, _ in in_turn}
    for quantity in reading.quantities if reading.benchmarks else ():
        if quantity.unit not in _PERCENT or quantity.scaled or quantity.start in taken:
            continue
        if quantity.unit is None and not _plain_score(reading, quantity):
            continue
        benchmark = _benchmark_of(reading, quantity)
        chance = _CHANCE.match(reading.text, quantity.end)
        if benchmark is None or chance or _is_gain(reading, quantity):
            continue
        for model in _scorers(reading, quantity)[:1]:
            yield _scored(model, benchmark, quantity)


def _scored(model: str, benchmark: Named, quantity: Quantity) -> Finding:
    return Finding(
        model,
        "benchmark_score",
        quantity.value,
        min(benchmark.start, quantity.start),
        max(benchmark.end, quantity.end),
        f"score: {benchmark.text}",
        qualifier=benchmark.id,
        op=quantity.op,
        unit=quantity.unit or "percent",
    )


def _in_turn(reading: Reading) -> Iterator[tuple[Quantity, Named, tuple[str, ...]]]:
    """“71 % on A and 62 % on B, against 66 % and 58 % for X": one figure for each benchmark."""
    for cue in _SET_BESIDE.finditer(reading.text):
        group: list[Quantity] = []
        for quantity in reading.quantities:
            last = group[-1].end if group else cue.end()
            if quantity.start >= cue.end() and quantity.unit in _PERCENT:
                if not _NEXT_FIGURE.fullmatch(reading.text, last, quantity.start):
                    break
                group.append(quantity)
        before = [b for b in reading.benchmarks if b.end <= cue.start()]
        if len(group) < PAIR or len(group) != len(before) or len(before) != len(reading.benchmarks):
            continue
        behind = reading.named_behind(group[-1].end)
        models = behind.models if behind and behind.places else ()
        yield from ((q, b, models) for q, b in zip(group, before, strict=True))


def _scorers(reading: Reading, quantity: Quantity) -> tuple[str, ...]:
    """Whose score a figure is: an old value ("from 70 % to", "up from 61 %") is another's."""
    before = reading.text[max(quantity.start - LINK, 0) : quantity.start]
    if _FORMER.search(before) or (_FROM.search(before) and _TO.match(reading.text, quantity.end)):
        behind = reading.named_behind(quantity.end)
        return behind.models if behind and behind.places else ()
    return whose(reading, quantity)


def _plain_score(reading: Reading, quantity: Quantity) -> bool:
    """Whether a bare figure may be a score: small, right behind the benchmark or "scores"."""
    if not 0 <= quantity.high <= HIGHEST_SCORE:
        return False
    before = reading.text[max(quantity.start - 25, 0) : quantity.start]
    place = quantity.start - len(" (")
    bracketed = before.endswith(" (") and (
        any(b.end == place for b in reading.benchmarks)
        or (reading.text.startswith(")", quantity.end) and place in _name_ends(reading))
        or _SET_AGAINST.match(reading.text, quantity.end) is not None
    )
    if _AGAINST.search(before) and reading.text.startswith(")", quantity.end):
        return True
    if bracketed or _SCORED.search(before) is not None or _beside_name(reading, quantity):
        return True
    behind = any(
        named.start > quantity.end and _ON.fullmatch(reading.text, quantity.end, named.start)
        for named in reading.benchmarks
    )
    return behind and (quantity.high >= LEAST_PLAIN or not quantity.high.is_integer())


def _benchmark_of(reading: Reading, quantity: Quantity) -> Named | None:
    """The benchmark of a score: right before it ("MMLU at 92 %"), else right after, else near."""
    text = reading.text
    for named in reading.benchmarks:
        if named.end <= quantity.start and _BETWEEN.fullmatch(text[named.end : quantity.start]):
            return named
    if (opened := _opened_by(reading, quantity)) is not None:
        return opened
    after = [
        b
        for b in reading.benchmarks
        if b.start >= quantity.end and b.start - quantity.end <= SCORE_WITHIN
    ]
    before = [
        b
        for b in reading.benchmarks
        if b.end <= quantity.start and quantity.start - b.end <= SCORE_WITHIN
    ]
    if after and not (
        before and quantity.start - before[-1].end < (after[0].start - quantity.end) // 2
    ):
        return after[0]
    if not before and len(reading.benchmarks) == 1 and _beside_name(reading, quantity):
        return reading.benchmarks[0]
    return before[-1] if before else None


def _opened_by(reading: Reading, quantity: Quantity) -> Named | None:
    """The benchmark whose brackets a figure stands in: "on MMLU (91 vs. 90) and GPQA"."""
    opens = reading.text.rfind(" (", max(quantity.start - LINK, 0), quantity.start)
    if opens < 0 or ")" in reading.text[opens : quantity.start]:
        return None
    return next((b for b in reading.benchmarks if b.end == opens), None)


def _beside_name(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure stands beside its model's name: "X (71.9), Y at 70, Z 68, 64 for W"."""
    if _FOR.match(reading.text, quantity.end) and quantity.high >= LEAST_PLAIN:
        behind = reading.named_behind(quantity.end)
        return behind is not None and bool(behind.places)
    lead = _BEHIND_NAME.search(reading.text, max(quantity.start - LEAD, 0), quantity.start)
    if lead is None or lead.start() not in _name_ends(reading):
        return False
    return lead.group() != " " or _ENDS_ENTRY.match(reading.text, quantity.end) is not None


def _name_ends(reading: Reading) -> set[int]:
    return {end for anchor in reading.anchors for _, end in anchor.places}


def _is_gain(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure tells a difference ("by 24 %", "11 % improvement"), not a score."""
    text = reading.text
    before = text[max(quantity.start - 14, 0) : quantity.start]
    after = text[quantity.end : quantity.end + 22]
    if quantity.unit == "points" and _APART.match(text, quantity.end):
        return True
    return bool(
        re.search(
            r"\b(?:by|another|extra|additional)\s(?:about\s|~|over\s|nearly\s)?$",
            before,
            re.IGNORECASE,
        )
        or re.match(
            r"\s(?:for|by|from|with|in)\s(?:previous|earlier|other|prior|older|most|all|any)\b",
            after,
            re.IGNORECASE,
        )
        or re.match(
            r"\s*(?:percentage\s)?(?:points?\s)?(?:improv|gain|increas|jump|faster|cheaper|more|fewer|less|higher|lower|reduc|better|behind|ahead|stronger|boost|lead|gap)",
            after,
            re.IGNORECASE,
        )
    )


def _places(reading: Reading) -> Iterator[Finding]:
    for cue in cues.PLACE.finditer(reading.text) if reading.benchmarks else ():
        near = [b for b in reading.benchmarks if 0 <= b.start - cue.end() < SCORE_WITHIN]
        digits = cue["digit"] or cue["nth"]
        place = int(digits) if digits else _NUMBERS[cue["word"] or cue["number"]]
        for model in reading.holders(*cue.span())[:1]:
            for benchmark in near[:1]:
                yield Finding(
                    model,
                    "benchmark_rank",
                    place,
                    cue.start(),
                    cue.end(),
                    f"place: {cue.group()}",
                    qualifier=benchmark.id,
                )


def _ranks(reading: Reading) -> Iterator[Finding]:
    if not reading.anchors:
        return
    for cue in cues.RANK.finditer(reading.text):
        left, _ = reading.clause(cue.start())
        winners = _winners(reading, cue, left)
        losers = _losers(reading, cue)
        op = Op(str(cue.lastgroup))
        if cue.group().lower().startswith("improv") and not _EVALUATED.search(reading.text):
            continue
        benchmarks = _ranked_on(reading, cue)
        for winner in winners:
            for loser in losers:
                if winner != loser:
                    for benchmark in benchmarks:
                        yield Finding(
                            winner,
                            "benchmark_rank",
                            loser,
                            cue.start(),
                            cue.end(),
                            f"rank: {cue.group()}",
                            qualifier=benchmark,
                            op=op,
                            baseline=loser,
                            settled=_NEGATIVE.match(cue.group()) is not None,
                        )


def _winners(reading: Reading, cue: re.Match[str], left: int) -> tuple[str, ...]:
    before = [a for a in reading.anchors if a.end <= cue.start() and a.part is Part.free]
    inside = [a for a in before if a.start >= left] or before
    if inside:
        return inside[-1].models
    bare = (
        reading.segment.poster
        or reading.segment.kind in (Kind.item, Kind.row)
        or cue.start() < OPENS_WITHIN
    )
    return reading.scope if bare else ()


def _losers(reading: Reading, cue: re.Match[str]) -> tuple[str, ...]:
    """The models that a ranking compares with: those named behind its verb, or meant there."""
    text = reading.text
    if _OBJECT_PRONOUN.match(text, cue.end()):
        return _meant_object(reading, cue)
    if _OTHER_MODELS.match(text, cue.end()):
        return reading.plural
    ahead = next(
        (a for a in reading.anchors if a.places and 0 <= a.start - cue.end() <= RIVAL_WITHIN), None
    )
    if ahead is None:
        compares = cue.group().lower().startswith("scor") and len(reading.earlier) == 1
        return reading.earlier if compares else ()
    parted = _OTHER_CLAUSE.search(text, cue.end(), ahead.start)
    again = cues.RANK.search(text, cue.end(), ahead.start)
    return () if parted or again or _STYLE.match(text, ahead.end) else ahead.models


def _meant_object(reading: Reading, cue: re.Match[str]) -> tuple[str, ...]:
    """Whom "it" means behind a ranking verb: the model named before the winner."""
    named = [a for a in reading.anchors if a.places and a.end <= cue.start()]
    if len(named) > 1:
        return named[-2].models
    return reading.earlier if len(reading.earlier) == 1 else reading.scope


def _ranked_on(reading: Reading, cue: re.Match[str]) -> Sequence[str | None]:
    """The benchmarks that a ranking names; where it names none, the ranking in general."""
    text = reading.text
    inside = [
        b.id
        for b in reading.benchmarks
        if (
            cue.end() <= b.start < cue.end() + RANKED_WITHIN
            and ":" not in text[cue.end() : b.start]
        )
        or 0 <= cue.start() - b.end < NAMED_BEFORE
    ]
    if not inside:
        return [None]
    general = re.search(
        r"\bmost\s(?:\w+\s)?(?:areas|benchmarks|tests|categories|tasks)",
        text[cue.end() :],
        re.IGNORECASE,
    )
    return [None, *dict.fromkeys(inside)] if general else list(dict.fromkeys(inside))


def _best(reading: Reading) -> Iterator[Finding]:
    for cue in cues.BEST.finditer(reading.text) if reading.anchors and reading.benchmarks else ():
        near = [b for b in reading.benchmarks if 0 <= b.start - cue.end() < BEST_WITHIN]
        for model in reading.holders(*cue.span())[:1]:
            for benchmark in near[:1]:
                yield Finding(
                    model,
                    "benchmark_rank",
                    "all",
                    cue.start(),
                    cue.end(),
                    f"best: {cue.group()}",
                    qualifier=benchmark.id,
                    op=Op.gt,
                )


RULES = (
    rule(_scores, *values.LETTERS),
    rule(
        _places,
        "#",
        *_NUMBERS,
        *(f"{n}{end}" for n in "0123456789" for end in ("th", "st", "nd", "rd")),
    ),
    rule(_ranks, cues.RANK),
    rule(_best, cues.BEST),
)
"""Scores and ranks."""
