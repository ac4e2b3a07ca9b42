"""Ratios and rounded decades in words: "half the price", "twice as fast", "high 70s to 80s"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.extract.numerals import SPACES
from app.extract.patterns import caseless
from app.vocabulary import Op

_RATIOS = {
    "twice": "2",
    "double": "2",
    "doubles": "2",
    "doubled": "2",
    "doubling": "2",
    "thrice": "3",
    "triple": "3",
    "triples": "3",
    "tripled": "3",
    "tripling": "3",
    "quadruple": "4",
    "quadruples": "4",
    "quadrupled": "4",
    "tenfold": "10",
    "half": "0.5",
    "halves": "0.5",
    "halved": "0.5",
    "a half": "0.5",
    "one-half": "0.5",
    "a third": "1/3",
    "one-third": "1/3",
    "one third": "1/3",
    "two-thirds": "2/3",
    "two thirds": "2/3",
    "a quarter": "0.25",
    "one-quarter": "0.25",
    "one quarter": "0.25",
    "three-quarters": "0.75",
    "three quarters": "0.75",
    "a fifth": "0.2",
    "one-fifth": "0.2",
    "one fifth": "0.2",
    "a sixth": "1/6",
    "one-sixth": "1/6",
    "an eighth": "0.125",
    "one-eighth": "0.125",
    "one eighth": "0.125",
    "a tenth": "0.1",
    "one-tenth": "0.1",
    "one tenth": "0.1",
}
_WORDS = "|".join(sorted(_RATIOS, key=len, reverse=True))
_OF = (
    rf"(?:[{SPACES}]of)?[{SPACES}](?=(?:the|as|its|that|what|their|his|her|our|price|cost|size)\b)"
)
_WORDED = caseless(
    rf"(?<![\w-])(?:(?P<word>{_WORDS})|(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,3}})(?:ths?|rds?)?)"
    rf"(?={_OF})|\b(?:in|by)[{SPACES}](?P<halved>half)\b"
)
_FRACTION = caseless(
    rf"\ba[{SPACES}](?:small[{SPACES}]|tiny[{SPACES}])?fraction[{SPACES}]of[{SPACES}]"
    r"(?=(?:the|its|their|what|that)\b)"
)
RATIO_LETTERS = (
    "twice|thrice|doubl|tripl|quadrupl|tenfold|half|halve|third|quarter|fifth|sixth|eighth|tenth"
    "|/|fraction of"
)

_TENS = r"(?P<{0}>low|lower|early|mid|middle|high|higher|upper|late)"
_DECADE = caseless(
    rf"(?<!\w)(?:in[ ]the[ ])?(?:{_TENS.format('part')}"
    rf"(?:[ -]to[ -]{_TENS.format('upto')}|[ -/](?P<alt>mid|high))?[ -])"
    rf"(?P<tens>[1-9])0s"
    rf"(?:[ ]?(?:to|-|–|or)[ ]?(?:the[ ])?(?:{_TENS.format('second')}[ -])?(?P<tens2>[1-9])0s)?"
    rf"(?P<percent>[ ]?%|[ ]percent\b)?(?!\w)"
)
_THIRDS = {
    "low": (0, 3),
    "lower": (0, 3),
    "early": (0, 3),
    "mid": (4, 6),
    "middle": (4, 6),
    "high": (7, 9),
    "higher": (7, 9),
    "upper": (7, 9),
    "late": (7, 9),
}
_WHOLE = (0, 9)

_RISES = (
    r"(?:fast|quick|strong|bett|larg|bigg|long|high|great|smart|costli|prici|heavi|deep|wid)er"
    r"|more(?:[ ](?!than\b)[a-z]{3,14})?|the[ ](?:price|cost|size|speed|length)"
)
_FALLS = (
    r"(?:cheap|low|small|short|slow|light|lean)er|less(?:[ ](?!than\b)[a-z]{3,14})?|fewer"
    r"|(?:price[ ])?(?:reduction|cut|discount|decrease|drop)s?|off"
)
_COMPARATIVE = caseless(
    rf"[{SPACES}*_`-]{{1,3}}(?:(?:to|as)[ ])?(?:(?P<rises>{_RISES})|(?P<falls>{_FALLS}))\b"
)
_CUT = r"(?:cut|slash|lower|reduc|drop|fell|fall)\w{0,4}"
_BY = caseless(
    rf"\b(?:(?:(?P<rises>{_RISES})|(?P<falls>{_FALLS}|{_CUT}(?:[ ]\w{{1,14}}){{0,4}}))[ ]by"
    rf"|(?P<price>(?:prices?|costs?|pricing)(?:[ ]\w{{1,14}}){{0,3}}[ ]{_CUT}))"
    rf"[ ](?:(?:up[ ]to|about|around|over|some|roughly|nearly|at[ ]least)[ ])?[~]?$"
)
_PRICES = caseless("price|pricing|cost")
_SHARE_OF = caseless(
    r"[ ]of[ ](?:the[ ]|its[ ])?(?:\w{1,14}[ ]){0,2}?(?:price|cost|size|compute|latency)s?\b"
)
_OPERATOR_REACH = 20  # " by approximately ~"
_BY_REACH = 72  # characters: "by" and its operator, four words, a verb


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparative beside a figure, ending at `end`; `falls`: towards less."""

    end: int
    falls: bool

    def ratio(self, printed: float, unit: str) -> float:
        """What is compared over what it is compared with, for a figure in percent or times."""
        if unit == "percent":
            return round(1 - printed / 100 if self.falls else 1 + printed / 100, 6)
        return round(1 / printed, 6) if self.falls and printed else printed


def compared(text: str, start: int, end: int) -> Comparison | None:
    """The comparative that the figure at `[start, end)` measures, behind it or before a "by"."""
    after = _COMPARATIVE.match(text, end)
    if after is not None:
        return Comparison(after.end(), after["falls"] is not None)
    before = text[max(0, start - _BY_REACH) : start]
    if " by" not in before[-_OPERATOR_REACH:] and not _PRICES.search(before):
        return None
    measured = _BY.search(before)
    return Comparison(end, measured["rises"] is None) if measured else None


def share_of(text: str, end: int) -> int | None:
    """Where "of the price" ends behind a percentage that ends at `end`: a ratio in itself."""
    match = _SHARE_OF.match(text, end)
    return match.end() if match else None


def worded_ratios(text: str) -> Iterator[tuple[int, int, Decimal, Op]]:
    """Every ratio in words with the span of its words: "half the price" is 0.5."""
    for match in _WORDED.finditer(text):
        top, bottom = match["top"], match["bottom"]
        if bottom and not int(bottom):
            continue
        printed = f"{top}/{bottom}" if bottom else _RATIOS[(match["word"] or "half").lower()]
        above, _, below = printed.partition("/")
        yield *match.span(), round(Decimal(above) / Decimal(below or 1), 6), Op.eq
    for match in _FRACTION.finditer(text):
        yield *match.span(), Decimal(1), Op.lt


def decades(text: str) -> Iterator[tuple[int, int, float, float, str | None]]:
    """Scores rounded to tens: span, lowest, highest, unit. "High 70s to 80s" is 77 to 89."""
    for match in _DECADE.finditer(text):
        bottom = 10 * int(match["tens"])
        low = bottom + _THIRDS[match["part"].lower()][0]
        top = 10 * int(match["tens2"]) if match["tens2"] else bottom
        last = match["second"] if match["tens2"] else match["upto"] or match["alt"] or match["part"]
        high = top + (_THIRDS[last.lower()] if last else _WHOLE)[1]
        if low <= high:
            unit = "percent" if match["percent"] else None
            yield *match.span(), float(low), float(high), unit
