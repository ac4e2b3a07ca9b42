"""Figures in running text: digits, powers of ten and number words, before any unit.

What only looks like a number is left out: identifiers, versions, dates, clock times, citation
marks, list ordinals, addresses. Every pattern has bounded repeats, so time grows with the
length of the text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from app.extract.patterns import caseless

SPACES = " \u00a0\u2009\u202f"  # the plain, no-break, thin and narrow no-break space
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
DASH_CLASS = r"\-" + DASHES[1:]  # the same inside the brackets of a pattern
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
MAX_EXPONENT = 40  # beyond any count of operations; keeps a hostile power finite

THOUSANDS_DIGITS = 3
_NO_SPACES = str.maketrans("", "", SPACES + "'’")
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
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
_WORDS = {word: Decimal(number) for number, word in enumerate(_ONES.split())}
_WORDS |= {word: Decimal(10 * number) for number, word in enumerate(_TENS.split(), 2)}
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
_WORDS |= {
    f"{ten}{joint}{one}": _WORDS[ten] + _WORDS[one]
    for ten in _TENS.split()[:-1]
    for one in _ONES.split()[1:10]
    for joint in " -"
}
_WORDS |= {f"{one} hundred": 100 * _WORDS[one] for one in _ONES.split()[1:]}

_ONLY_SCALED = {"a", "an", "half", "half a", "a quarter", "a quarter of a"}  # else articles
# A lower-case m or t is a magnitude only before what is counted in millions and trillions.
_LETTER = (
    r"(?:[KkMBb]|[mTt](?=[ -]?(?:tok|param|context|dollar|usd|model|window))|T)(?![A-Za-z0-9_])"
)
_WORD_MAGNITUDE = r"(?:hundred|thousand|million|billion|trillion|mln|mn|bn|tn)(?![A-Za-z0-9_])"
_DIGITS = rf"""
    \d{{1,3}}(?:,\d{{3}}){{1,6}}(?!\d)(?:\.\d{{1,9}})?
  | \d{{1,3}}(?:['’]\d{{3}}){{1,6}}(?!\d)
  | \d{{1,3}}(?:[{SPACES}]\d{{3}}){{1,6}}(?![\d.,]{{0,9}}\d)
  | \d{{1,3}}(?:\.\d{{3}}){{2,6}}(?![\d.]{{0,9}}\d)
  | \d{{1,3}},\d{{1,2}}(?=[{SPACES}]?(?:%|percent|million|billion|trillion))
  | \d{{1,15}}(?:\.\d{{1,9}})?
  | \.\d{{1,9}}
"""
_FIGURE = re.compile(
    rf"""
    (?P<mantissa>\d{{1,4}}(?:\.\d{{1,4}})?[{SPACES}]?[×x*·][{SPACES}]?)?
      10(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})|(?:\^|\*\*)\{{?(?P<power>\d{{1,3}})\}}?)
    | (?P<scientific>\d{{1,4}}(?:\.\d{{1,6}})?[eE]\+?\d{{1,2}})(?![\w.])
    | (?P<digits>{_DIGITS})(?!\d)
      (?: (?P<letter>{_LETTER}) | [{SPACES}](?P<spaced>[KMBT](?![A-Za-z0-9_'’-]))
        | [{SPACES}{DASH_CLASS}]{{0,2}}(?P<word>(?i:{_WORD_MAGNITUDE})) )?
    """,
    re.VERBOSE,
)
_DIGIT_RUN = re.compile(r"[0-9]+")
_CURRENCY = re.compile(rf"((?:US|C|A)?\$|€|£|¥|\b(?:USD|EUR|GBP|RMB|CNY))[{SPACES}]?$")
_CURRENCY_REACH = 4  # "US$ "
# Letters, signs, a number's own marks, a dash after a word but for "sub-", a path's slash.
_GLUED = re.compile(
    rf"(?:[\w#@&=\\^]|\d[.,:]|(?<!\bsub)(?<!\bSub)(?<=\w)[{DASH_CLASS}]|(?<![\d%KMBkb$])/)$"
)
_GLUE_REACH = 5  # "sub-" and what is before it
_QUOTED_END = re.compile(r"\s['’]$")
_YEAR_SHORT = re.compile(r"\d\d(?![\w.,%])")  # "in '24"

_NUMBER_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
COUNTED = (
    "thousand|million|billion|trillion|token|minute|second|hour|day|week|month|year|times"
    "|languages|points|percent|dollars|cents|users|people|fold|gpus|experts|layers|parameters"
)
_COUNTED = caseless(COUNTED)
_SPELLED = caseless(
    rf"(?<![\w{DASH_CLASS}])(?:(?P<low>{_NUMBER_WORDS})[{SPACES}{DASH_CLASS}](?:to|or)"
    rf"[{SPACES}{DASH_CLASS}])?(?P<number>{_NUMBER_WORDS})[{SPACES}{DASH_CLASS}]$"
)
_LAST_LETTERS = re.compile(rf"(?<![A-Za-z])([A-Za-z]{{1,9}})[{SPACES}{DASH_CLASS}]$")
_NUMBER_ENDS = frozenset(words.split()[-1] for words in _WORDS)
_SPELLED_REACH = 48  # "twenty-five hundred to seventy-seven hundred "
_VAGUE = caseless(r"\b(?:few|several|many|couple(?:\sof)?)\s$")  # "a few hundred"
_MAGNITUDE_WORD = caseless(r"(?:thousand|million|billion|trillion)(?!\w)")

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}")
# What begins with digits and is no figure.
_NO_FIGURE = caseless(
    rf"""
    \d{{4}}[-/]\d{{1,2}}(?:[-/]\d{{1,2}})?(?![\d%])
    | \d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)?\d\d(?!\d)
    | \d{{1,2}}:\d{{1,2}}(?::\d\d)?(?!\d)
    | \d{{1,4}}(?:\.\d{{1,2}}){{2,5}}(?!\d)
    | \d{{1,2}}(?:st|nd|rd|th)?(?:[{SPACES}]of)?[{SPACES}](?:{MONTHS})\b
    | \d{{1,3}}(?:st|nd|rd|th)\b
    | 24/7\b
    | \d{{4}}\.\d{{4,5}}(?![\d%])
    | 0\d+
    """,
    re.VERBOSE,
)
_CITATION = re.compile(rf"\d{{1,3}}(?:[,{DASH_CLASS}] ?\d{{1,3}}){{0,20}}\]")
_DAY_OF_MONTH = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:[{SPACES}]?[{DASH_CLASS}][{SPACES}]?\d{{1,2}})?"
    rf"(?:,?[{SPACES}](?:19|20)\d\d)?(?![\w%.]{{0,9}}\d)"
)
_AFTER_MONTH = caseless(rf"\b(?:{MONTHS})\.?[{SPACES}]$")
_ORDINAL = re.compile(rf"\d{{1,3}}[.)\]](?=[{SPACES}]\S)")
_LINE_HEAD = re.compile(rf"(?:^|\n)[{SPACES}]{{0,8}}[(\[]?$")
# Caseless after which a number names a thing and measures nothing.
_NAMING_WORDS = (
    "version ver v release chapter section page pages p pp figure fig table step part phase level"
    " tier issue layer day week windows python apache cuda ios macos ubuntu pytorch top number type"
    " class act article room line route option"
)
_NAMING = frozenset(_NAMING_WORDS.split())
_LAST_WORD = re.compile(rf"(\w{{1,12}})(?:[{SPACES}]|\.[{SPACES}]?)$")
_CONTEXT = 16  # characters before a number that tell what it is
MAX_FIGURES = 1000  # a text with more is a dump of data, not a sentence
FIRST_YEAR, LAST_YEAR = 1900, 2099


@dataclass(slots=True)
class Figure:
    """One number at `[start, end)`: `value` with its magnitude applied.

    `exponent`: the power of ten of its magnitude, 0 without one; `currency`: the sign before
    it; `spelled`: written in words.
    """

    start: int
    end: int
    value: Decimal
    exponent: int = 0
    currency: str | None = None
    spelled: bool = False

    @property
    def scaled(self) -> bool:
        """Whether a magnitude ("K", "million") was printed beside it."""
        return self.exponent > 0


def figures(text: str, masked: Spans, *, spelled: bool = True) -> list[Figure]:
    """Every figure of `text` outside `masked`, in order of place, none overlapping.

    Number words are looked for only where `spelled`.
    """
    addressed = "/" in text or "www." in text
    blocked = masked.and_of(_ADDRESS.finditer(text)) if addressed else masked
    found = list(islice(_in_digits(text, blocked), MAX_FIGURES))
    if spelled:
        found += islice(_in_words(text, blocked), MAX_FIGURES)
    return list(_apart(sorted(found, key=lambda figure: figure.start)))


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

    def and_of(self, matches: Iterable[re.Match[str]]) -> Spans:
        """These spans and those of `matches`."""
        return Spans((*zip(self._starts, self._ends, strict=True), *(m.span() for m in matches)))

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


# --- in digits -------------------------------------------------------------------------------


def _in_digits(text: str, blocked: Spans) -> Iterator[Figure]:
    """The figures at runs of digits; `done` is how far the text is dealt with."""
    done, last = 0, -1
    for run in _DIGIT_RUN.finditer(text):
        start = run.start() - _is_decimal_point(text, run.start())
        if start < done:
            continue
        no_figure = _no_figure_to(text, start)
        match = None if no_figure else _FIGURE.match(text, start)
        if match is None:
            done = max(no_figure, run.end())
            continue
        currency = _CURRENCY.search(text[max(0, start - _CURRENCY_REACH) : start])
        first = start - (len(currency[0]) if currency else 0)
        follows = last == first - 1 and text[last] in DASHES
        if not blocked.touch(first, match.end()) and (
            follows or _stands_alone(text, first, named=currency is None)
        ):
            done = last = match.end()
            yield _figure(match, first, currency[1] if currency else None)


def _is_decimal_point(text: str, start: int) -> bool:
    """Whether a point before `start` begins a decimal (".5")."""
    return text[start - 1 : start] == "." and not text[max(0, start - 2) : start - 1].isalnum()


def _no_figure_to(text: str, start: int) -> int:
    """The end of the date, time, version, citation or ordinal that begins at `start`, else 0."""
    match = _NO_FIGURE.match(text, start)
    before = text[max(0, start - _CONTEXT) : start]
    if match is None and before.endswith(("[", "[^")):
        match = _CITATION.match(text, start)
    if match is None and _AFTER_MONTH.search(before):
        match = _DAY_OF_MONTH.match(text, start)
    if match is None and _LINE_HEAD.search(before if start > _CONTEXT else "\n" + before):
        match = _ORDINAL.match(text, start)
    return match.end() if match else 0


def _figure(match: re.Match[str], start: int, currency: str | None) -> Figure:
    value, exponent = _digits_value(match)
    return Figure(start, match.end(), value, exponent, currency)


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
    digits = digits.translate(_NO_SPACES)
    if digits.count(".") > 1:
        return Decimal(digits.replace(".", ""))
    whole, comma, rest = digits.rpartition(",")
    if comma and len(rest.partition(".")[0]) < THOUSANDS_DIGITS:
        return Decimal(f"{whole}.{rest}")
    return Decimal(digits.replace(",", ""))


def _stands_alone(text: str, start: int, *, named: bool) -> bool:
    """Whether what stands before the digits leaves them a number of its own."""
    before = text[max(0, start - _GLUE_REACH) : start]
    if _GLUED.search(before) or (_QUOTED_END.search(before) and _YEAR_SHORT.match(text, start)):
        return False
    return not (named and _names(text, start))


def _names(text: str, start: int) -> bool:
    word = _LAST_WORD.search(text[max(0, start - _CONTEXT) : start])
    return word is not None and word[1].lower() in _NAMING


# --- in words --------------------------------------------------------------------------------


def _in_words(text: str, blocked: Spans) -> Iterator[Figure]:
    """Number words before a magnitude or before what is counted."""
    for counted in _COUNTED.finditer(text):
        start = counted.start()
        base = max(0, start - _SPELLED_REACH)
        before = text[base:start]
        last = _LAST_LETTERS.search(before)
        words = _SPELLED.search(before) if last and last[1].lower() in _NUMBER_ENDS else None
        if words is None or blocked.touch(base + words.start(), counted.end()):
            continue
        if _VAGUE.search(before, 0, words.start()):
            continue
        magnitude = _MAGNITUDE_WORD.match(text, start)
        if words["low"]:
            yield _spelled(text, base + words.start("low"), base + words.end("low"), None)
        number = base + words.start("number")
        if magnitude:
            yield _spelled(text, number, base + words.end("number"), magnitude)
        elif words["number"].lower() not in _ONLY_SCALED:
            yield _spelled(text, number, base + words.end("number"), None)


def _spelled(text: str, start: int, end: int, magnitude: re.Match[str] | None) -> Figure:
    exponent = _MAGNITUDES[magnitude.group().lower()] if magnitude else 0
    value = _WORDS[text[start:end].lower()].scaleb(exponent)
    return Figure(start, magnitude.end() if magnitude else end, value, exponent, spelled=True)
