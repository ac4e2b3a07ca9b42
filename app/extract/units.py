"""What a figure counts: the unit behind it, and the rate behind a price."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from app.extract.numerals import DASH_CLASS, SPACES, Figure
from app.extract.patterns import caseless

_GAP = rf"[{SPACES}{DASH_CLASS}*_`]{{0,3}}"
# Caseless that may stand between a figure and what it counts ("10,000 Acme rack systems").
_BETWEEN = (
    rf"(?:(?!(?:of|in|for|to|and|or|with|on|per|at|by|the|a|an|is|are|was|were|from|than|vs|versus"
    rf"|but|as|that|which|has|have|had|can|could|may|might|will|would|model|models)\b)"
    rf"[a-z][\w’'.{DASH_CLASS}]{{0,20}}[{SPACES}]){{0,2}}?"
)
_PER_SECOND = (
    rf"(?:tok(?:en)?s?|t|words)[{SPACES}]?(?:/|per|a|each|p)[{SPACES}]?s(?:ec(?:ond)?)?s?\b|tps\b"
)
_CONTEXT = (
    rf"(?=(?:(?:long|extended|expanded|native|default|max(?:imum)?|input|total|full|larger?)"
    rf"[{SPACES}{DASH_CLASS}]){{0,2}}(?:con?te?xt|ctx)\b|window\b)"
)
_SIDE = (
    r"(?:(?:(?:and|or)[ ]|/)?(?:input|output|cached|prompt|completion|blended|text|audio|in|out)\b)"
)

# Abutting allowed ("95%", "16x", "80GB"); the first that matches wins.
_TIGHT: tuple[tuple[str, str, Decimal], ...] = (
    (rf"[{SPACES}]?%(?:[{SPACES}](?:percentage[{SPACES}])?points?\b)?", "percent", Decimal(1)),
    (rf"[{SPACES}]?[×✕]|x(?![a-z0-9_])", "ratio", Decimal(1)),
    (rf"[{SPACES}]?(?:ms|milliseconds?)\b", "seconds", Decimal("0.001")),
    (r"(?:s|secs?)\b", "seconds", Decimal(1)),
    (r"(?:mins?)\b", "minutes", Decimal(1)),
    (rf"[{SPACES}]?(?:[kmgt]i?b)(?![a-z0-9_])", "bytes", Decimal(1)),
    (rf"[{SPACES}{DASH_CLASS}]?fold\b", "ratio", Decimal(1)),
    (r"(?:tps|t/s|tok)\b", "tokens_per_second", Decimal(1)),
)
_WORDS: tuple[tuple[str, str, Decimal], ...] = (
    (r"(?:percentage|percent)[ -]points?\b|pp\b", "percentage_points", Decimal(1)),
    (r"per[ -]?cent\b|pct\b", "percent", Decimal(1)),
    (_PER_SECOND, "tokens_per_second", Decimal(1)),
    (_BETWEEN + r"(?:tokens?|toks?)\b", "tokens", Decimal(1)),
    (_CONTEXT, "tokens", Decimal(1)),
    (_BETWEEN + r"(?:param(?:eter)?s?)\b", "parameters", Decimal(1)),
    (r"(?:seconds?|secs?)\b", "seconds", Decimal(1)),
    (r"(?:minutes?|mins?)\b", "minutes", Decimal(1)),
    (r"(?:hours?|hrs?)\b", "hours", Decimal(1)),
    (r"days?\b", "days", Decimal(1)),
    (r"weeks?\b", "weeks", Decimal(1)),
    (r"months?\b", "months", Decimal(1)),
    (r"(?:years?|yrs?)\b", "years", Decimal(1)),
    (_BETWEEN + r"(?:points?|pts)\b", "points", Decimal(1)),
    (_BETWEEN + r"gpu[ -]hours\b", "gpu_hours", Decimal(1)),
    (r"elo\b", "elo", Decimal(1)),
    (
        _BETWEEN + r"(?:gpus?(?![ -]hours)|tpus?|accelerators|chips|[habl]\d{2,3}s|gb\d{3}s)\b",
        "gpus",
        Decimal(1),
    ),
    (_BETWEEN + r"systems\b", "systems", Decimal(1)),
    (_BETWEEN + r"languages\b", "languages", Decimal(1)),
    (_BETWEEN + r"downloads\b", "downloads", Decimal(1)),
    (_BETWEEN + r"(?:users|people|subscribers|customers|developers)\b", "people", Decimal(1)),
    (r"(?:words?|pages?|layers?|experts?|queries|requests|messages)\b", "items", Decimal(1)),
    (r"(?:gigabytes?|megabytes?|terabytes?)\b", "bytes", Decimal(1)),
    (r"(?:us[ ]|u\.s\.[ ])?dollars?\b|usd\b|bucks\b", "usd", Decimal(1)),
    (r"cents?\b", "usd", Decimal("0.01")),
    (r"(?:euros?|eur)\b", "eur", Decimal(1)),
    (
        rf"times(?=[{SPACES}{DASH_CLASS}](?:the|as|its|that|more|less|[a-z]{{3,12}}er)\b)",
        "ratio",
        Decimal(1),
    ),
    (r"times\b", "times", Decimal(1)),
)
_CURRENCIES = {
    "$": "usd",
    "US$": "usd",
    "USD": "usd",
    "€": "eur",
    "EUR": "eur",
    "£": "gbp",
    "GBP": "gbp",
    "C$": "cad",
    "A$": "aud",
    "¥": "cny",
    "RMB": "cny",
    "CNY": "cny",
}


def _alternation(rows: tuple[tuple[str, str, Decimal], ...]) -> str:
    return "|".join(f"(?P<u{number}>{pattern})" for number, (pattern, _, _) in enumerate(rows))


_TIGHT_UNIT = caseless(_alternation(_TIGHT))
_WORD_UNIT = caseless(f"{_GAP}(?:{_alternation(_WORDS)})")
_PER_TOKENS = caseless(
    rf"""
    (?:[{SPACES}]{_SIDE})?[{SPACES}*_`]{{0,3}}(?:/|per\b|(?P<loose>for|an?)\b|each\b)[{SPACES}*_`]{{0,3}}
    (?:(?:every|1|one|a|1,000,000|1,000|1000)[{SPACES}{DASH_CLASS}]?)?
    (?:(?P<million>million|mil|mm|mn|m)|(?P<thousand>thousand|k))?
    (?:[{SPACES}{DASH_CLASS}]?{_SIDE}){{0,4}}
    [{SPACES}{DASH_CLASS}]?(?P<tokens>tok(?:en)?s?)?(?![a-za-z0-9])
    """,
    re.VERBOSE,
)
_PER_TIME = caseless(
    rf"""
    [{SPACES}{DASH_CLASS}*_`]{{0,3}}
    (?:(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b)[{SPACES}{DASH_CLASS}]?
       (?:(?:user|seat|person|member)[{SPACES}]?(?:/|per\b|a\b)[{SPACES}]?)?
       (?:(?P<month>month|mo\b|mth)|(?P<year>year|yr))
     | (?P<monthly>monthly)|(?P<yearly>yearly|annually))
    """,
    re.VERBOSE,
)
_THOUSAND = Decimal(1000)


@dataclass(slots=True)
class Unit:
    """A unit that ends at `end`; a figure of it is `factor` times what is printed."""

    name: str | None
    end: int
    factor: Decimal = Decimal(1)


def unit_after(text: str, figure: Figure) -> Unit | None:
    """The unit of `figure`, nameless where none is printed; `None`: it is no quantity at all."""
    end = figure.end + (text[figure.end : figure.end + 1] == "+")
    if figure.currency is not None:
        return money_rate(text, end, _CURRENCIES[figure.currency])
    tight = _TIGHT_UNIT.match(text, end)
    if tight is not None:
        return _unit(tight, _TIGHT)
    if not figure.scaled and _letter_at(text, figure.end):
        return None
    worded = _WORD_UNIT.match(text, end)
    if worded is None:
        return Unit(None, end)
    unit = _unit(worded, _WORDS)
    if unit.name in _CURRENCIES.values():
        rate = money_rate(text, unit.end, str(unit.name))
        return Unit(rate.name, rate.end, rate.factor * unit.factor)
    return unit


def money_rate(text: str, end: int, currency: str) -> Unit:
    """The unit of a price printed up to `end`: what it buys or how long it lasts."""
    tokens = _PER_TOKENS.match(text, end)
    scaled = tokens and (tokens["million"] or tokens["thousand"])
    if tokens and scaled and (tokens["tokens"] or not tokens["loose"]):
        factor = _THOUSAND if tokens["thousand"] else Decimal(1)
        return Unit(f"{currency}_per_mtok", tokens.end(), factor)
    time = _PER_TIME.match(text, end)
    if time:
        period = "month" if time["month"] or time["monthly"] else "year"
        return Unit(f"{currency}_per_{period}", time.end())
    return Unit(currency, end)


def _unit(match: re.Match[str], rows: tuple[tuple[str, str, Decimal], ...]) -> Unit:
    _, name, factor = rows[int(str(match.lastgroup)[1:])]
    end = match.end() if match.group().strip() else match.start()
    return Unit(name, end, factor)


def _letter_at(text: str, place: int) -> bool:
    char = text[place : place + 1]
    return char.isalnum() or char == "_"
