"""What a model costs: its prices, and how they compare with those of others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract import cues
from app.extract.anchors import Part
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.extract.sizes import formerly
from app.extract.values import MAX_PRICE, Quantity
from app.vocabulary import Op

SIDE_WITHIN = 40  # characters between a price and "input" or "output"
RIVAL_WITHIN = 60  # characters between "cheaper" and the model it is cheaper than
RATE_WITHIN = 12  # characters between "$5" and the "$30 per million" it shares its rate with
CLOSE_RIVAL = 12  # characters between "more than" and the model that costs less
RATIO_WITHIN = 45  # characters between "cheaper" and its figure

_OF_ANOTHER = caseless(
    r"\s(?:and\s\w+\s)?(?:alternatives?|models?|versions?|options?\slike|rivals?|tiers?)\b"
)
_SIDES = caseless(r"\b(?:cached(?:\sinput)?|input|output)\b")
_WAY = caseless(r"[^\w/](?:(?P<in>in)|out)$")  # "$4 per million in, $20 per million out"
_LEADING = caseless(  # "output at", "input tokens for"
    r"\b(?:input|output|cached)\b(?:\s\w+){0,2}\s?(?:at|for|is|of|:)\s*$"
)
_PRICE_OF_SIDE = caseless(
    r"\b(?:input|output|cached)(?:\stokens?)?(?:\s(?:pric\w+|costs?|rates?)\b[^;$]{0,50}|(?:\s\([^()]{1,30}\))?:\s)$"
)
_MORE = caseless(r"\b(?:more|less)\sthan\b")
_MOVES = caseless(
    r"\b(?P<verb>cuts?|cutting|slash\w*|lower(?:s|ed|ing)|reduc(?:es|ed|ing)|trim(?:s|med)|drop(?:s|ped)"
    r"|rais(?:es|ed|ing)|increas(?:es|ed|ing)|hik(?:es|ed)|lifts?|lifted|halv(?:es|ed|ing)|doubl(?:es|ed|ing)|tripl(?:es|ed|ing))"
    r"\s(?:the\s|its\s|their\s)?(?:\w+['’]s\s)?(?:(?P<side>input|output)\s)?"
    r"(?:[\w.-]+\s){0,4}?(?:['’]s\s)?(?P<noun>prices?|costs?|pricing)\b"
    r"(?:[^.;:]{0,60}?\bby\s(?:about\s|around\s|nearly\s|roughly\s)?(?:(?P<percent>\d{1,2}(?:\.\d)?)\s?(?:%|percent\b)"
    r"|(?P<part>half|(?:a|one)[\s-](?:third|quarter|fifth|tenth)|two[\s-]thirds)\b))?"
)
_TIMES_PRICE = caseless(r"(?<=\d)\s?[x×]\s(?:the|as)\s(?:\w+\s)?(?:price|cost|much|expensive)\b")
_UNDERCUT = caseless(r"\bundercut(?:s|ting)?\b")
_BY_SHARE = caseless(
    r"[\"”’'*]{0,2}\sby\s(?:about\s|around\s|nearly\s|roughly\s)?(?:(?P<percent>\d{1,2}(?:\.\d)?)\s?(?:%|percent\b)"
    r"|(?P<part>half|(?:a|one)[\s-](?:third|quarter|fifth|tenth)|two[\s-]thirds|three[\s-]quarters))"
)
_FACTORS = {"halv": 0.5, "doubl": 2.0, "tripl": 3.0}
_PARTS = {
    "half": 0.5,
    "two thirds": 0.666667,
    "two-thirds": 0.666667,
    "three quarters": 0.75,
    "three-quarters": 0.75,
    **{
        f"{article} {part}": round(1 / number, 6)
        for article in ("a", "one")
        for number, part in ((3, "third"), (4, "quarter"), (5, "fifth"), (10, "tenth"))
    },
}
# "We recommend upgrading to X": dearer or cheaper than what it is to replace.
_INSTEAD = caseless(r"\b(?:upgrad|migrat|switch|mov)(?:e|ing)\sto\s(?:the\s)?$")
_BEHIND = re.compile(r"[^\w,;]*(?:(?:of|for|on)\s)?\w+")
_PAIR = caseless(r"\s*(?:/|and|,|in|input|output|\s)*\s*")
_PAIRED = re.compile(r"\s?/\s?|\sand\s")


def _prices(reading: Reading) -> Iterator[Finding]:
    money = [q for q in reading.quantities if q.unit in ("usd", "usd_per_mtok", "usd_per_month")]
    rated = [q for q in money if q.unit != "usd"]
    for quantity in money:
        unit = quantity.unit
        if unit == "usd":
            beside = [
                r
                for r in rated
                if abs(r.start - quantity.end) < RATE_WITHIN and r.start > quantity.end
            ]
            if not beside and not _token_price(reading, quantity):
                continue
            unit = beside[0].unit if beside else "usd_per_mtok"
        qualifier = "subscription" if unit == "usd_per_month" else _side(reading, quantity, money)
        for model in _priced(reading, quantity, money):
            yield Finding(
                model,
                "price",
                quantity.value,
                quantity.start,
                quantity.end,
                f"price: {reading.text[quantity.start : quantity.end]}",
                qualifier=qualifier,
                op=quantity.op,
                unit=unit,
            )


def _priced(reading: Reading, quantity: Quantity, money: list[Quantity]) -> tuple[str, ...]:
    """Whose price a sum is; of "$15/$75 for X" both are of the model behind them."""
    if formerly(reading, quantity.start):
        return _former_bearer(reading, quantity, money)
    later = money[money.index(quantity) + 1 :][:1]
    for other in later:
        if _PAIRED.fullmatch(reading.text, quantity.end, other.start):
            behind = reading.named_behind(other.end)
            return behind.models[:1] if behind else reading.holders(other.start, other.end)[:1]
    return reading.holders(quantity.start, quantity.end)[:1]


def _former_bearer(reading: Reading, quantity: Quantity, money: list[Quantity]) -> tuple[str, ...]:
    """Whose an old price is: "down from $10 for X", "down from $15/$75 for X"; else nobody's."""
    for one in money[money.index(quantity) :][:2]:
        behind = reading.named_behind(one.end)
        if behind and behind.places:
            return behind.models[:1]
    return ()


def _token_price(reading: Reading, quantity: Quantity) -> bool:
    """Whether a sum that prints no rate is called the price of input or output."""
    left, _ = reading.clause(quantity.start)
    said = _PRICE_OF_SIDE.search(reading.text, left, quantity.start)
    return said is not None and not quantity.scaled and quantity.high <= MAX_PRICE


def _side(reading: Reading, quantity: Quantity, money: list[Quantity]) -> str | None:
    """Which tokens a price is for; of a pair like "$5/$30" the first is input."""
    text = reading.text
    later = min((q.start for q in money if q.start >= quantity.end), default=len(text))
    earlier = max((q.end for q in money if q.end <= quantity.start), default=0)
    own = text[quantity.start : quantity.end]
    after = text[quantity.end : min(later, quantity.end + SIDE_WITHIN)]
    before = text[max(earlier, quantity.start - SIDE_WITHIN) : quantity.start]
    leading = _LEADING.search(before)
    both = len(money) == 1 and cues.INPUT.search(after) and cues.OUTPUT.search(after)
    behind = None if both else _BEHIND.match(after)
    said_before = _SIDES.findall(before)
    hints = (
        own,
        leading.group() if leading else "",
        behind.group() if behind else "",
        said_before[-1] if said_before else "",
        after,
    )
    if way := _WAY.search(own) or (_WAY.search(behind.group()) if behind else None):
        return "input" if way["in"] else "output"
    for words in hints:
        if cues.CACHED.search(words):
            return "cached_input"
        is_input, is_output = cues.INPUT.search(words), cues.OUTPUT.search(words)
        if is_input and not is_output:
            return "input"
        if is_output and not is_input:
            return "output"
        if is_input and is_output and len(money) == 1:
            return None
    return _by_place(reading, quantity, money)


def _by_place(reading: Reading, quantity: Quantity, money: list[Quantity]) -> str | None:
    place = money.index(quantity)
    before, after = money[place - 1 : place], money[place + 1 : place + 2]
    if before and _PAIR.fullmatch(reading.text[before[0].end : quantity.start]):
        return "output"
    if after and _PAIR.fullmatch(reading.text[quantity.end : after[0].start]):
        return "input"
    return None


def _price_changes(reading: Reading) -> Iterator[Finding]:
    times = _TIMES_PRICE.finditer(reading.text)
    for cue in (*cues.DEARER.finditer(reading.text), *times, *_dearer_by(reading)):
        if _OF_ANOTHER.match(reading.text, cue.end()) or not reading.anchors:
            continue
        ratio = _ratio_of(reading, cue)
        if ratio is None and cues.DEARER.gave(cue) and cue["ratio"]:
            continue
        op, value = (ratio.op, ratio.value) if ratio else (_direction(cue), 1)
        models, rival = _compared(reading, cue)
        for model in models[:1]:
            for side in _sides(reading, cue):
                yield Finding(
                    model,
                    "price_change",
                    value,
                    min(cue.start(), ratio.start if ratio else cue.start()),
                    cue.end(),
                    f"price ratio: {cue.group()}",
                    qualifier=side,
                    op=op,
                    baseline=rival,
                    unit="ratio",
                )


def _price_moves(reading: Reading) -> Iterator[Finding]:
    """A vendor's own change of a price: "cut the price of X by a third", "halved its cost"."""
    for cue in _MOVES.finditer(reading.text):
        ratio = _moved(cue)
        if ratio is None or not any(anchor.places for anchor in reading.anchors):
            continue
        for model in (_inside(reading, cue) or reading.holders(cue.start(), cue.end("noun")))[:1]:
            side = (cue["side"] or "").lower() or None
            rule = f"price change: {cue.group()}"
            yield Finding(
                model, "price_change", ratio, *cue.span(), rule, qualifier=side, unit="ratio"
            )


def _inside(reading: Reading, cue: re.Match[str]) -> tuple[str, ...]:
    """The model named between a verb and its price: "cut X prices by 40 %"."""
    within = [a for a in reading.anchors if cue.start() < a.start and a.end <= cue.start("noun")]
    return within[0].models if within else ()


def _moved(cue: re.Match[str]) -> float | None:
    """The new price over the old one."""
    verb = cue["verb"].lower()
    for word, ratio in _FACTORS.items():
        if verb.startswith(word):
            return ratio
    share = cue["percent"]
    amount = float(share) / 100 if share else _PARTS.get((cue["part"] or "").lower())
    if amount is None:
        return None
    rises = verb.startswith(("rais", "increas", "hik", "lift"))
    return round(1 + amount if rises else 1 - amount, 6)


def _direction(cue: re.Match[str]) -> Op:
    return Op.lt if cue.groupdict().get("lt") else Op.gt


def _dearer_by(reading: Reading) -> Iterator[re.Match[str]]:
    """The "more than" of "$6 a million tokens, a fifth more than X": a price, a ratio, a rival."""
    money = [q for q in reading.quantities if q.unit in ("usd", "usd_per_mtok")]
    for quantity in reading.quantities:
        if quantity.unit == "ratio" and any(q.end <= quantity.start for q in money):
            cue = _MORE.match(reading.text, quantity.end - len("more"))
            if cue and any(0 < a.start - cue.end() <= CLOSE_RIVAL for a in reading.anchors):
                yield cue


def _sides(reading: Reading, cue: re.Match[str]) -> tuple[str | None, ...]:
    """Input and output where the clause names them, else the price as a whole."""
    _, right = reading.clause(cue.start())
    later = cues.DEARER.search(reading.text, cue.end(), right)
    rest = reading.text[cue.end() : later.start() if later else right]
    sides = tuple(
        name
        for name, words in (("input", cues.INPUT), ("output", cues.OUTPUT))
        if words.search(rest) and re.search(rf"\b{name}\b", rest, re.IGNORECASE)
    )
    return sides or (None,)


def _ratio_of(reading: Reading, cue: re.Match[str]) -> Quantity | None:
    near = [
        q
        for q in reading.quantities
        if q.unit == "ratio"
        and q.start - 20 < cue.end()
        and cue.start() < q.end + RATIO_WITHIN // 3
    ]
    around = [q for q in near if q.start <= cue.start() < q.end]
    return (around or near)[-1] if near else None


def _compared(reading: Reading, cue: re.Match[str]) -> tuple[tuple[str, ...], str | None]:
    """Whose price, and against whose."""
    before = [a for a in reading.anchors if a.end <= cue.start() and a.part is Part.free]
    models = before[-1].models if before else reading.scope
    rivals = [
        a.model
        for a in reading.anchors
        if a.start >= cue.start() and a.places and a.start - cue.end() < RIVAL_WITHIN
    ]
    rivals += [a.model for a in reading.anchors if a.part is Part.rival and a.end <= cue.start()]
    if before and _INSTEAD.search(reading.text, 0, before[-1].start):
        rivals += reading.scope
    return models, next((rival for rival in rivals if rival not in models), None)


def _undercuts(reading: Reading) -> Iterator[Finding]:
    """“It undercuts X by a third": dearer by nothing, cheaper by that."""
    for cue in _UNDERCUT.finditer(reading.text):
        rivals = [a for a in reading.anchors if a.places and 0 < a.start - cue.end() < CLOSE_RIVAL]
        if not rivals:
            continue
        amount = _BY_SHARE.match(reading.text, rivals[0].end)
        share = _share_of(amount) if amount else None
        for model in reading.holders(*cue.span())[:1]:
            yield Finding(
                model,
                "price_change",
                1 if share is None else round(1 - share, 6),
                cue.start(),
                amount.end() if amount else cue.end(),
                f"price ratio: {cue.group()}",
                op=Op.lt if share is None else Op.eq,
                baseline=rivals[0].model,
                unit="ratio",
            )


def _share_of(amount: re.Match[str]) -> float | None:
    """The part of a price that "by 10 %" and "by a third" name, 0-1."""
    if amount["percent"]:
        return float(amount["percent"]) / 100
    return _PARTS.get(amount["part"])


RULES = (
    rule(_undercuts, "undercut"),
    rule(_prices, "$", "dollar", "usd", "cent", "bucks", figures=True),
    rule(_price_changes, cues.DEARER, _MORE),
    rule(_price_moves, _MOVES),
)
"""Prices and price ratios."""
