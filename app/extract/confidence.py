"""How sure the wording of a sentence is of one statement in it, and whether it denies it.

CLAIMS § "Confidence": an explicit label or number beats the wording; else the words that
govern the statement count: those of its own clause first, with what it is reported by; the
weakest of words that stand inside one another. Nothing that governs it leaves it as plain
as the document allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from app.extract.clauses import Clause, Clauses
from app.extract.negation import denied
from app.extract.patterns import caseless
from app.extract.wording import Cue, cell_wording, cues
from app.registries import WordingEntry
from app.vocabulary import Confidence


@dataclass(slots=True)
class Shown:
    """What a source shows for a statement.

    `probability` 0-1 where the source gives a number; `explicit` where it labels its own
    confidence; `cue` is the wording that decided, `None` for a plain statement.
    """

    level: Confidence
    probability: float | None = None
    explicit: bool = False
    cue: str | None = None
    denies: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence read once for all its statements."""

    cues: tuple[Cue, ...]
    clauses: Clauses


def shown(  # noqa: PLR0913 - a place, and what the reader already knows of the speaker
    sentence: str,
    start: int,
    end: int,
    *,
    vendor: bool = False,
    named: bool = False,
    plain: Confidence = Confidence.certain,
) -> Shown:
    """What the wording of `sentence` shows for the statement whose words stand at `[start, end)`.

    `vendor`: the vendor or its staff speak; `named`: a named person or outlet does. `plain` is
    the level of a statement that no wording governs: `certain`, `high` for a date still ahead,
    `moderate` under a disclaimer over the whole document.
    """
    sentence, start, end = _around(sentence, start, end)
    read = _read(sentence)
    denies = denied(sentence, start, end, read.clauses)
    number = _stated_probability(sentence, start, end)
    if number is not None:
        return replace(_of_number(number), denies=denies)
    label = _label(sentence, read, start, end)
    if label is not None:
        level = _level(label, vendor=vendor, named=named)
        return Shown(level, explicit=True, cue=label.phrase, denies=denies)
    governing = [cue.entry for cue in _governing(sentence, read, start, end)]
    levels = {entry.phrase: _level(entry, vendor=vendor, named=named) for entry in governing}
    explicit = any(entry.explicit for entry in governing)
    condition = _conditional(sentence, start, end)
    if condition is not None:
        levels[condition] = Confidence.low
    if not levels:
        return Shown(plain, denies=denies)
    cue = min(levels, key=lambda phrase: levels[phrase].rank)
    return Shown(levels[cue], explicit=explicit, cue=cue, denies=denies)


def _of_number(probability: float) -> Shown:
    """What a chance in figures shows."""
    level = Confidence.of_probability(probability)
    return Shown(level, probability, explicit=True, cue=f"{100 * probability:g} %")


_CELL = re.compile(
    r"\s*[*_`~≈<>]{0,4}\s*([^(\[:;,—–]{1,40}?)\s*[*_`]{0,3}\s*(?=$|[(\[:;,—–]|\s-\s)"
)
_CELL_PERCENT = re.compile(
    r"\s*[*_`~≈<>]{0,4}\s*(\d{1,3}(?:\.\d{1,2})?)(?:\s?[-–]\s?(\d{1,3}(?:\.\d{1,2})?))?\s?(?:%|percent\b|¢)"
)


def labelled(cell: str) -> Shown | None:
    """The confidence that a table cell or bracket states: "High (two reports)", "81%".

    `None` where it is no label.
    """
    cell = cell.strip()[:BEFORE]
    percent = _CELL_PERCENT.match(cell)
    if percent is not None:
        number = _share(percent[1], percent[2])
        return None if number is None else _of_number(number)
    words = _CELL.match(cell)
    entry = cell_wording(words[1]) if words else None
    return Shown(entry.level, explicit=True, cue=entry.phrase) if entry else None


def _share(low: str, high: str | None) -> float | None:
    """A percentage, or the middle of a range of them, as 0-1."""
    number = (float(low) + float(high or low)) / 200
    return round(number, 4) if 0 <= number <= 1 else None


BEFORE, AFTER = 1200, 600  # characters around a statement: longer than any honest sentence


def _around(sentence: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a sentence that can matter, whole but for hostile lengths."""
    if len(sentence) <= BEFORE:
        return sentence, start, end
    first = max(0, start - BEFORE)
    last = min(end, start + AFTER)
    return sentence[first : last + AFTER], start - first, last - first


@lru_cache(maxsize=64)  # a sentence carries a handful of statements, asked for one after another
def _read(sentence: str) -> _Read:
    return _Read(tuple(cues(sentence)), Clauses(sentence))


def _level(entry: WordingEntry, *, vendor: bool, named: bool) -> Confidence:
    if vendor and entry.vendor:
        return entry.vendor
    return entry.named if named and entry.named else entry.level


# --- explicit ----------------------------------------------------------------------------

_CHANCE = r"chances?|probabilit(?:y|ies)|likelihood|odds|confidence"
_PERCENT = r"(?P<p>\d{1,3}(?:\.\d{1,2})?)(?:\s?[-–]\s?(?P<q>\d{1,3}))?\s?(?:%|per\s?cent\b)"
_MARKET = (
    r"pric(?:e|es|ed|ing)|trad(?:es|ed|ing)|implied|implies|bettors|polymarket|kalshi|manifold"
)
_PUTS = r"\b(?:at|of|to|is|gives?|says?|puts?|an?|about|around|roughly)\b|[:=≈~?]"
_COMPARED = r"of|on|in|more|less|cheaper|faster|higher|lower|better"
_STATED = caseless(
    rf"{_PERCENT}\s(?:(?:\w{{1,12}}\s)?(?:{_CHANCE}|confident|certain|sure|likely)\b(?!\sinterval)|that\s)"
    rf"|{_PERCENT.replace('<p>', '<p3>').replace('<q>', '<q3>')}\W{{1,4}}what\s(?:the\s)?"
    rf"(?:{_MARKET}|metaculus|traders|bettors)\b"
    rf"|\b(?:{_CHANCE}|{_MARKET}|metaculus|markets?(?!\sshare))\b[^.;%$]{{0,60}}?(?:{_PUTS})\s{{0,2}}"
    rf"{_PERCENT.replace('<p>', '<p2>').replace('<q>', '<q2>')}(?!\s?(?:{_COMPARED})\b)"
)


_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 -- a list of words reads best as words
_ONES = "one two three four five six seven eight nine".split()  # noqa: SIM905 -- likewise
_SPELLED_CHANCE = caseless(
    rf"\b(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<ones>{'|'.join(_ONES)}))?\sper\s?cent\s(?:\w{{1,12}}\s)?(?:{_CHANCE})\b"
    rf"|\b(?P<few>{'|'.join(_ONES)}|\d)(?:\s(?:in|out\sof)\s|-in-)(?P<all>{'|'.join(_ONES)}|ten|\d{{1,3}})(?:\s(?:{_CHANCE})\b|\sthat\b)"
    r"|\b(?:trad\w+|pric\w+|puts?|sits?|contracts?|shares?)\b[^.;$]{0,60}?\bat\s(?P<cents>\d{1,2})\s?(?:¢|cents\b)"
)


def _counted(printed: str) -> int:
    """A small number in figures or words."""
    return int(printed) if printed.isdigit() else [*_ONES, "ten"].index(printed.lower()) + 1


def _spelled_chance(match: re.Match[str]) -> float | None:
    """“Seventy percent", "one in four", the price in cents of a contract that pays a dollar."""
    if match["cents"]:
        return int(match["cents"]) / 100
    if match["few"]:
        few, total = (_counted(match[name]) for name in ("few", "all"))
        return round(few / total, 4) if 0 < few <= total else None
    tens = 10 * (_TENS.index(match["tens"].lower()) + 1)
    ones = _ONES.index(match["ones"].lower()) + 1 if match["ones"] else 0
    return _share(str(tens + ones), None)


def _stated_probability(sentence: str, start: int, end: int) -> float | None:
    """The chance that the sentence gives in figures, the nearest where it gives several."""
    near = [
        (max(start - match.start(), match.end() - end), number)
        for match in _SPELLED_CHANCE.finditer(sentence)
        if (number := _spelled_chance(match)) is not None
    ]
    if "%" not in sentence and "percent" not in sentence and "per cent" not in sentence:
        return min(near)[1] if near else None
    for match in _STATED.finditer(sentence):
        which = next(name for name in ("p", "p2", "p3") if match[name])
        at = match.start(which)
        number = _share(match[which], match[which.replace("p", "q")])
        if number is not None and not start <= at < end:
            near.append((max(start - at, at - end), number))
    return min(near)[1] if near else None


_BRACKET = re.compile(r"\s{0,2}[(\[]([^()\[\]]{1,40})[)\]]")
_LABEL_REACH = 48  # characters behind a statement in which its label in brackets may begin
# In brackets in prose these are efforts and settings, no confidence.
_SETTINGS = frozenset(("high", "medium", "moderate", "low", "very high", "very low", "minimal"))


def _label(sentence: str, read: _Read, start: int, end: int) -> WordingEntry | None:
    """The label that stands at the statement: in brackets behind it, or at the head before it."""
    for bracket in _BRACKET.finditer(sentence, end, min(len(sentence), end + _LABEL_REACH)):
        entry = _prose_label(bracket[1])
        if entry is not None:
            return entry
    head, colon, _ = sentence.partition(":")
    if colon and len(head) < min(start, _LABEL_REACH):
        entry = _prose_label(head)
        if entry is not None:
            return entry
    clause = read.clauses.at(start)
    for cue in read.cues:
        if cue.entry.scope == "label" and clause.start <= cue.start < clause.end:
            return cue.entry
    return None


def _prose_label(words: str) -> WordingEntry | None:
    words = words.strip(" *_#>-•|\t\n").lower()
    entry = None if words in _SETTINGS else cell_wording(words)
    return entry if entry and entry.scope in ("cell", "label") else None


# --- what governs a statement ------------------------------------------------------------

_COORDINATED = re.compile(r"\b(?:and|or|but|which|who)\b|[,;]")
_CLAUSE_BETWEEN = re.compile(r"\b(?:but|which|who|that)\b|[,;]|\b(?:and|or)\b(?:\s\S+){4}")
_NOUN_PHRASE_END = re.compile(
    r"[,;:()\[\]—]|\s(?:and|or|but|is|are|was|were|will|would|may|might|could|has|have|that|which"
    r"|positions|makes|means|suggests)\b"
)
_DETERMINER = caseless(
    r"\b(?:a|an|the|its|their|his|her|our|this|these|those|any|some|of|with|for|by|no|new|and|\w[’']s)\s$"
)
_NOT_NOUN = re.compile(r"\s(?:to|that|by|in|on|for|as|be|is|it|the|a|an|they|we|you)\b|[.;:)]|\s*$")
_NARROW = caseless(r"(?:\b(?:and|or)\s|[(]\s?)$")
_ARRIVES = re.compile(
    r"\s(?:(?:be\s)?(?:released?|launch(?:ed)?|arrive|come|debut|ship(?:ped)?|land|follow|appear"
    r"|available|announced?|unveiled?|out|soon|in|by|on|for|from|next|this|later|early|late)\b)"
    r"|\s*[.,;:)]|\s*$"
)


def _governing(sentence: str, read: _Read, start: int, end: int) -> list[Cue]:
    """The wordings that the statement stands under, nearest first."""
    clause = read.clauses.at(start)
    reports = [*_complements(read, clause, start), *_asides(sentence, read, end, clause)]
    own = _own(sentence, read, clause, start, end)
    if own:
        return own + reports
    inherited = clause
    while not inherited.contrast:
        earlier = read.clauses.before(inherited)
        if earlier is None:
            break
        finite = read.clauses.is_finite(inherited)
        if finite and not inherited.joined:
            break
        last = _own(sentence, read, earlier, earlier.end, earlier.end)
        if finite:  # "it reportedly has A and is B": the adverb alone reaches the second verb
            last = [cue for cue in last if cue.entry.scope == "adverb"]
        if last:
            return last + reports
        inherited = earlier
    return reports


def _own(sentence: str, read: _Read, clause: Clause, start: int, end: int) -> list[Cue]:
    parts = {part.number for part in read.clauses.parts(clause)}
    inside = [
        cue
        for cue in read.cues
        if cue.entry.scope not in ("label", "complement")
        and read.clauses.at(cue.start).number in parts
    ]
    before = [cue for cue in inside if cue.start < end and _reaches(sentence, cue, start)]
    if before:
        return _nested(sentence, before)
    return [cue for cue in inside if cue.start >= end and _reaches_back(sentence, cue, end)][:1]


def _nested(sentence: str, before: list[Cue]) -> list[Cue]:
    """The last of the wordings, and those before it that no coordination parts from it."""
    chain = [before[-1]]
    for cue in reversed(before[:-1]):
        between = sentence[cue.end : chain[-1].start]
        if between.strip(" ,") and _COORDINATED.search(between):
            break
        chain.append(cue)
    return chain


def _reaches(sentence: str, cue: Cue, start: int) -> bool:
    """Whether a wording before or inside a statement governs it: a clause, or a noun phrase."""
    if cue.start >= start or not _is_narrow(sentence, cue):
        return True
    stop = _NOUN_PHRASE_END.search(sentence, cue.end)
    return stop is None or stop.start() >= start


def _is_narrow(sentence: str, cue: Cue) -> bool:
    before = sentence[max(0, cue.start - 12) : cue.start]
    if cue.entry.scope in ("adjective", "adverb") and _NARROW.search(before):
        return True
    attributive = _DETERMINER.search(before) and not _NOT_NOUN.match(sentence, cue.end)
    return cue.entry.scope == "adjective" and bool(attributive)


def _reaches_back(sentence: str, cue: Cue, end: int) -> bool:
    """Whether a wording behind a statement governs it: "P, reportedly", "P is expected"."""
    if _is_narrow(sentence, cue):
        return False
    gap = sentence[end : cue.start].rstrip(" ,")
    if not gap:
        return True
    return _CLAUSE_BETWEEN.search(gap) is None and _ARRIVES.match(sentence, cue.end) is not None


def _complements(read: _Read, clause: Clause, start: int) -> list[Cue]:
    """The reporting words before the statement, up to the last contrast before it."""
    floor = max(
        (each.start for each in read.clauses.all[: clause.number + 1] if each.contrast), default=0
    )
    return [
        cue for cue in read.cues if cue.entry.scope == "complement" and floor <= cue.start < start
    ][-1:]


def _asides(sentence: str, read: _Read, end: int, clause: Clause) -> list[Cue]:
    """Reports put in beside the statement: "P, sources say", "X, it is said, has P"."""
    return [
        cue
        for cue in read.cues
        if cue.entry.scope in ("complement", "adverb")
        and (cue.start >= end or 0 <= clause.start - cue.end <= _ASIDE_GAP)
        and sentence[: cue.start].rstrip().endswith(",")
        and _ASIDE_END.match(sentence, cue.end)
    ]


_ASIDE_GAP = 3  # the comma and space that close an aside
_ASIDE_END = re.compile(r"\s{0,2}(?:[,.;:!)]|$)")
_IF = caseless(r"\bif\b(?!\s(?:you|your|we|anyone|needed|not|any|only)\b)")
_NEW_CLAUSE = re.compile(r"[.;]\s|,\s(?:which|who|but|and|since|because|as)\b|\sbut\s|—")
_NO_CONDITION = caseless(r"\b(?:even|as|only|wonder|what|and)\s$")


def _conditional(sentence: str, start: int, end: int) -> str | None:
    """The mark of a question, or the "if" of a condition that the statement hangs on."""
    rest = sentence[end:].rstrip(" \"”’')*_]")
    if rest.endswith("?") or (not rest and sentence[start:end].rstrip().endswith("?")):
        return "?"
    for match in _IF.finditer(sentence):
        before = sentence[max(0, match.start() - 8) : match.start()]
        between = sentence[min(match.end(), end) : max(match.start(), start)]
        if not _NO_CONDITION.search(before) and not _NEW_CLAUSE.search(between):
            return "if"
    return None
