"""Figures in running text: digits, powers of ten and number words, before any unit.

What only looks like a number is left out: identifiers, versions, dates, clock times, citation
marks, list ordinals, addresses. Every pattern has bounded repeats, so time grows with the
length of the text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

SPACES = " \u00a0\u2009\u202f"  # the plain, no-break, thin and narrow no-break space
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
DASH_CLASS = r"\-" + DASHES[1:]  # the same inside the brackets of a pattern
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
MAX_EXPONENT = 40  # beyond any count of operations; keeps a hostile power finite

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MAGNITUDES = {
    "hundred": 2,
    "thousand": 3,
    "k": 3,
    "million": 6,
    "mln": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
    "t": 12,
}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_WORDS = {word: Decimal(number) for number, word in enumerate(_ONES)}
_WORDS |= {
    word: Decimal(10 * number)
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety hundred".split(), 2
    )
}
_WORDS |= {
    "a": Decimal(1),
    "an": Decimal(1),
    "hundred": Decimal(100),
    "a hundred": Decimal(100),
    "a dozen": Decimal(12),
    "half a": Decimal("0.5"),
    "half": Decimal("0.5"),
    "a quarter of a": Decimal("0.25"),
    "a quarter": Decimal("0.25"),
    "one and a half": Decimal("1.5"),
    "two and a half": Decimal("2.5"),
    "a couple of": Decimal(2),
    "a couple": Decimal(2),
}

_ONLY_SCALED = {"a", "an", "half", "half a", "a quarter", "a quarter of a"}  # else articles
# A lower-case m or t is a magnitude only before what is counted in millions and trillions.
_LETTER = (
    r"(?:[KkMBb]|[mTt](?=[ -]?(?:tok|param|context|dollar|usd|model|window))|T)(?![A-Za-z0-9_])"
)
_WORD_MAGNITUDE = r"(?:hundred|thousand|million|billion|trillion|mln|mn|bn|tn)(?![A-Za-z0-9_])"
_DIGITS = rf"""
    \d{{1,3}}(?:,\d{{3}}){{1,6}}(?!\d)(?:\.\d{{1,9}})?
  | \d{{1,3}}(?:[{SPACES}]\d{{3}}){{1,6}}(?![\d.,]*\d)
  | \d{{1,3}}(?:\.\d{{3}}){{2,6}}(?![\d.]*\d)
  | \d{{1,3}},\d{{1,2}}(?=[{SPACES}]?(?:%|percent|million|billion|trillion))
  | \d{{1,15}}(?:\.\d{{1,9}})?
  | \.\d{{1,9}}
"""
_FIGURE = re.compile(
    rf"""
    (?<![\w#@&=\\^])
    (?P<currency>(?:US|C|A)?\$|€|£|(?:USD|EUR|GBP)[{SPACES}])?[{SPACES}]?
    (?:
      (?P<mantissa>\d{{1,4}}(?:\.\d{{1,4}})?[{SPACES}]?[×x*·][{SPACES}]?)?
      10(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})|(?:\^|\*\*)\{{?(?P<power>\d{{1,3}})\}}?)
    | (?P<scientific>\d{{1,4}}(?:\.\d{{1,6}})?[eE]\+?\d{{1,2}})(?![\w.])
    | (?P<digits>{_DIGITS})(?!\d)
      (?: (?P<letter>{_LETTER}) | [{SPACES}](?P<spaced>[KMBT](?![A-Za-z0-9_'’-]))
        | [{SPACES}{DASH_CLASS}]{{0,2}}(?P<word>(?i:{_WORD_MAGNITUDE})) )?
    )
    """,
    re.VERBOSE,
)
_NUMBER_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPELLED = re.compile(
    rf"(?<![\w{DASH_CLASS}])(?P<number>{_NUMBER_WORD})"
    rf"(?:[{SPACES}{DASH_CLASS}](?P<word>thousand|million|billion|trillion))?(?!\w)",
    re.IGNORECASE,
)
_SPELLED_TRIGGER = re.compile(
    "illion|thousand|ILLION|Thousand|token|minute|second|hour|day|week|month|year|times|Times"
    "|languages|points|percent|dollars|users|people|fold|GPUs|experts|layers|parameters"
)
_NOT_FIGURES = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"]{{1,2000}}
    | \[\^?\d{{1,3}}(?:[,{DASH_CLASS}]{SPACES[0]}?\d{{1,3}}){{0,20}}\]
    | &\#\d{{1,7}};
    | (?<!\d)\d{{4}}[-/]\d{{1,2}}(?:[-/]\d{{1,2}})?(?![\d%])
    | (?<!\d)\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)?\d\d(?!\d)
    | (?<!\d)\d{{1,2}}:\d\d(?::\d\d)?(?!\d)
    | (?<![\d.])\d{{1,4}}(?:\.\d{{1,2}}){{2,5}}(?!\d)
    | \b(?:{MONTHS})\.?[{SPACES}]\d{{1,2}}(?:st|nd|rd|th)?
      (?:[{SPACES}]?[{DASH_CLASS}][{SPACES}]?\d{{1,2}})?(?:,?[{SPACES}](?:19|20)\d\d)?(?![\w%.]*\d)
    | (?<![\d.])\d{{1,2}}(?:st|nd|rd|th)?(?:[{SPACES}]of)?[{SPACES}](?:{MONTHS})\b
    | \b\d{{1,3}}(?:st|nd|rd|th)\b
    | \b24/7\b
    | ^[{SPACES}]{{0,8}}[(\[]?\d{{1,3}}[.)\]](?=[{SPACES}]\S)
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_DIGIT = re.compile(r"\d")
# Words after which a number names a thing and measures nothing.
_NAMING = re.compile(
    rf"\b(?:version|ver|v|release|chapter|section|page|pages|pp?|figure|fig|table|step|part|phase"
    rf"|level|tier|issue|layer|day|week|windows|python|apache|cuda|ios|macos|ubuntu|pytorch|top"
    rf"|number|no\.|type|class|act|article|room|line|route|option)\.?[{SPACES}]$",
    re.IGNORECASE,
)
_NAMING_REACH = 12  # the longest of these words and its space
FIRST_YEAR, LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Figure:
    """One number at `[start, end)`: `value` with its magnitude applied.

    `scaled`: a magnitude stood beside it ("2M"); `currency`: the sign before it, as printed;
    `spelled`: written in words; `exponent`: the power of ten of its magnitude.
    """

    start: int
    end: int
    value: Decimal
    exponent: int = 0
    currency: str | None = None
    spelled: bool = False
    power: bool = False

    @property
    def scaled(self) -> bool:
        """Whether a magnitude ("K", "million") was printed beside it."""
        return self.exponent > 0


def figures(text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """Every figure of `text` outside `masked`, in order of place, none overlapping."""
    blocked = Spans((*masked, *(match.span() for match in _NOT_FIGURES.finditer(text))))
    found = list(_in_digits(text, blocked)) if _DIGIT.search(text) else []
    if _SPELLED_TRIGGER.search(text):
        found += [
            _spelled(match)
            for match in _SPELLED.finditer(text)
            if (match["word"] or match["number"].lower() not in _ONLY_SCALED)
            and not blocked.touch(*match.span())
        ]
    return list(_apart(sorted(found, key=lambda figure: figure.start)))


def _in_digits(text: str, blocked: Spans) -> Iterator[Figure]:
    end = -1
    for match in _FIGURE.finditer(text):
        if blocked.touch(*match.span()):
            continue
        follows = 0 <= end == match.start() - 1 and text[end] in DASHES
        if follows or _stands_alone(text, match):
            end = match.end()
            yield _figure(match)


class Spans:
    """Spans of a text that nothing may touch."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._ends: list[int] = []
        self._starts: list[int] = []
        for start, end in sorted(span for span in spans if span[0] < span[1]):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with `[start, end)`."""
        after = bisect_right(self._ends, start)
        return after < len(self._starts) and self._starts[after] < end


def _apart(found: Iterable[Figure]) -> Iterator[Figure]:
    end = -1
    for figure in found:
        if figure.start >= end:
            end = figure.end
            yield figure


def _figure(match: re.Match[str]) -> Figure:
    start = match.start() + len(match.group()) - len(match.group().lstrip(SPACES))
    currency = match["currency"]
    value, exponent = _digits_value(match)
    return Figure(
        start,
        match.end(),
        value,
        exponent,
        currency.strip(SPACES) if currency else None,
        power=bool(match["raised"] or match["power"] or match["scientific"]),
    )


def _digits_value(match: re.Match[str]) -> tuple[Decimal, int]:
    if match["scientific"]:
        return Decimal(match["scientific"]), 0
    if match["raised"] or match["power"]:
        power = int(match["power"] or match["raised"].translate(_SUPERSCRIPT))
        mantissa = (match["mantissa"] or "1").strip(SPACES + "×x*·")
        return Decimal(mantissa).scaleb(min(power, MAX_EXPONENT)), 0
    magnitude = match["letter"] or match["spaced"] or match["word"]
    exponent = _MAGNITUDES[magnitude.lower()] if magnitude else 0
    return _plain_digits(match["digits"]).scaleb(exponent), exponent


def _plain_digits(digits: str) -> Decimal:
    """The number that `digits` print, with any separator of thousands, any decimal mark."""
    digits = re.sub(f"[{SPACES}]", "", digits)
    if digits.count(".") > 1:
        return Decimal(digits.replace(".", ""))
    whole, comma, rest = digits.rpartition(",")
    if comma and len(rest.split(".")[0]) < 3:  # noqa: PLR2004 - thousands come in threes
        return Decimal(f"{whole}.{rest}")
    return Decimal(digits.replace(",", ""))


def _spelled(match: re.Match[str]) -> Figure:
    words = match["number"].lower()
    exponent = _MAGNITUDES[match["word"].lower()] if match["word"] else 0
    return Figure(*match.span(), _WORDS[words].scaleb(exponent), exponent, spelled=True)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether what stands around the digits leaves them a number of its own."""
    start = match.start()
    before, further = text[max(0, start - 1) : start], text[max(0, start - 2) : start - 1]
    if before and before in ".,:" and further.isdigit():
        return False
    if before and before in DASHES and (further.isalnum() or further == "_"):
        return text[max(0, start - 4) : start].lower().endswith("sub-")
    if before == "/" and not (further.isdigit() or further in "%KMBkb$"):
        return False
    return match["currency"] is not None or not _names(text, start)


def _names(text: str, start: int) -> bool:
    return _NAMING.search(text[max(0, start - _NAMING_REACH) : start]) is not None
