"""When a model comes, and where it is on its way: release dates, stages, knowledge cutoffs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from app.extract import cues
from app.extract.anchors import Anchor, Part
from app.extract.dates import Window
from app.extract.layout import Kind
from app.extract.reading import Finding, Reading
from app.vocabulary import Op, Polarity

RELEASES = frozenset({"released", "announced"})
ATTRIBUTE_WITHIN = 30  # characters between a date and the name it goes with
SUBJECT_WITHIN = 28  # characters between a model and the verb that tells what it does
OBJECT_WITHIN = 90  # characters from a verb to the model that it releases
DATE_WITHIN = 110  # characters between a date and the words that make it a release

_PARENTHESIS = re.compile(r"[\s\"”*]*\(\s*$")
_CLOSES = re.compile(r"\s*[),;]")
_ATTRIBUTE = re.compile(r"(?:-era)?\s(?:the\s)?(?:[\w-]+['’]s\s)?$")
_ADVERBIAL = re.compile(
    r"\b(?:in|by|on|until|before|after)\s(?:early\s|mid-?\s?|late\s)?$", re.IGNORECASE
)
_OF_IT = re.compile(
    r"\s(?:release|launch|debut|arrival|announcement|unveiling)\sof\s(?:the\s)?", re.IGNORECASE
)
_BASE_FORMS = frozenset(
    [
        "release",
        "launch",
        "introduce",
        "arrive",
        "announce",
        "reveal",
        "ship",
        "drop",
        "land",
        "debut",
        "unveil",
    ]
)
_OWN_ARRIVAL = re.compile(
    r"(?:ships|drops|lands?|landed|arriv\w+|debut\w*|c[ao]mes?\sout|coming\sout|(?:is|are|went)\s.*|has\sarrived|drop|dropped|arrive)$",
    re.IGNORECASE,
)
_TAKES_OBJECT = re.compile(r"introduc|announc|reveal|unveil|teas", re.IGNORECASE)
_NO_OBJECT = re.compile(
    r"\s*(?:$|[,.;:!)(—–]|in\b|on\b|at\b|by\b|with\b|for\b|to\b|as\b|last\b|this\b|earlier\b|today\b|yesterday\b|alongside\b|and\b|but\b)",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"[\"”’*)]*,\s(?:which\s\w+\s|\w+ly\s|first\s)?")
_NOT_OBJECT = re.compile(r"\b(?:that|which|with|who|to|as|and|but)\b|[.;,]\s")
_UNANNOUNCED = re.compile(
    r"\bno\sofficial\s(?:confirmation|announcement|word)\b"
    r"|(?:\bnot|n['’]t)\s(?:yet\s)?(?:been\s)?officially\s(?:announced|confirmed|unveiled)\b(?!\s(?:an?|any|the|its)\s(?:\w+\s)?(?:date|price|name|product))",
    re.IGNORECASE,
)
_TRAINING = re.compile(r"(?<!-)\btraining\s$", re.IGNORECASE)
_AS_NOUN = re.compile(r"\b(?:at|the|an?|its|of|for|before|after|since|post|upon)\s$", re.IGNORECASE)
_AT_STAGE = re.compile(
    r"\b(?:in|under|undergoing|currently|through|start\w*|enter\w*|begun|began|being|now)\b",
    re.IGNORECASE,
)
_QUALIFIERS = (
    (
        "api",
        re.compile(
            r"\b(?:in|on|via|to|through)\s(?:the|its|OpenAI['’]s)?\s?API\b|\bAPI\s(?:release|launch|access|availability)",
            re.IGNORECASE,
        ),
    ),
    ("weights", re.compile(r"\bweights\b|open[- ]sourc(?:ed|es|ing)\b", re.IGNORECASE)),
    (
        "chat",
        re.compile(
            r"\b(?:in|on|to)\s(?:the\s)?(?:ChatGPT|Gemini\sapp|Claude\.ai|chat\sapp)\b",
            re.IGNORECASE,
        ),
    ),
)
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno|\bwithout|\bdenie[sd]|\bdenying|\byet\sto(?:\sbe)?|\bnor|\bunreleased)\s(?:[\w'’]+\s){0,2}$",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Release dates, stages and knowledge cutoffs in one sentence."""
    dated = list(_dates(reading))
    yield from dated
    days = {(f.model, "released" if f.attribute == "release_date" else f.value) for f in dated}
    for finding in _stages(reading):
        stage = "released" if finding.value in RELEASES else finding.value
        if (finding.model, stage) not in days:
            yield finding
    yield from _unannounced(reading)
    yield from _being_trained(reading)
    yield from _cutoffs(reading)


def _cutoffs(reading: Reading) -> Iterator[Finding]:
    for cue in cues.CUTOFF.finditer(reading.text):
        windows = [w for w in reading.windows if abs(w.start - cue.end()) < DATE_WITHIN // 2]
        for window in windows[:1]:
            for model in reading.holders(*cue.span()):
                yield Finding(
                    model,
                    "knowledge_cutoff",
                    window.value,
                    cue.start(),
                    cue.end(),
                    f"cutoff: {cue.group()}",
                    op=window.op,
                    unit="date",
                )


def _dates(reading: Reading) -> Iterator[Finding]:
    windows = [w for w in reading.windows if not _other_date(reading.text, w)]
    beside = [(w, _beside(reading, w)) for w in windows]
    for window, models in beside:
        yield from (_dated(reading, m, window, "beside", window.start, window.end) for m in models)
    loose = [w for w, models in beside if not models]
    for window, cue in ((w, _release_cue(reading, w)) for w in loose):
        if cue is not None:
            yield from _told(reading, window, cue, loose)


def _other_date(text: str, window: Window) -> bool:
    before = text[max(window.start - 40, 0) : window.start]
    return bool(cues.NOT_ITS_DATE.search(before)) or bool(cues.CUTOFF.search(before))


def _beside(reading: Reading, window: Window) -> tuple[str, ...]:
    """The models that a date stands right beside: "GPT-4o (May 2024)", "2025-era GPT-5"."""
    text = reading.text
    for anchor in reading.anchors:
        for (start, end), model in zip(anchor.places, anchor.models, strict=False):
            if end <= window.start and _PARENTHESIS.fullmatch(text[end : window.start]):
                if _CLOSES.match(text, window.end):
                    return (
                        anchor.models
                        if (start, end) == anchor.places[-1] and _no_date_between(reading, anchor)
                        else (model,)
                    )
        if window.end <= anchor.start < window.end + ATTRIBUTE_WITHIN and anchor.places:
            between = text[window.end : anchor.start]
            if window.op is Op.in_ and (_ATTRIBUTE.fullmatch(between) or _OF_IT.fullmatch(between)):
                if not _ADVERBIAL.search(text[: window.start]):
                    return anchor.models
    return ()


def _no_date_between(reading: Reading, anchor: Anchor) -> bool:
    """Whether the models of a coordination share one date in parentheses behind the last."""
    return not any(anchor.start < w.start < anchor.end for w in reading.windows)


def _release_cue(reading: Reading, window: Window) -> re.Match[str] | None:
    """The nearest words in the window's clause that make it the date of a release."""
    left, right = reading.reach(window)
    found: list[re.Match[str]] = []
    for pattern in (cues.STAGE_VERB, cues.RELEASE_NOUN, cues.DUE):
        found += [
            m
            for m in pattern.finditer(reading.text, left, right)
            if _gap(m, window) <= DATE_WITHIN or (left == 0 and right == len(reading.text))
        ]
    found = [m for m in found if m.end() <= window.start or m.start() >= window.end]
    return min(found, key=lambda m: (_gap(m, window), m.re is not cues.STAGE_VERB), default=None)


def _gap(match: re.Match[str], window: Window) -> int:
    if match.end() <= window.start:
        return window.start - match.end()
    # What follows a date belongs to it less often than what leads to it.
    return max(match.start() - window.end, 0) + 15


def _told(
    reading: Reading, window: Window, cue: re.Match[str], windows: list[Window]
) -> Iterator[Finding]:
    stage = cue.lastgroup if cue.re is cues.STAGE_VERB else "released"
    models = _released_models(reading, cue)
    if stage not in (*RELEASES, "delayed"):
        yield from (_staged(reading, m, str(stage), cue, _day(window)) for m in models)
        return
    mine = [w for w in windows if _same_list(reading.text, window, w)]
    if len(mine) == len(models) > 1:
        models = (models[mine.index(window)],)
    for model in models:
        yield _dated(
            reading,
            model,
            window,
            cue.group(),
            cue.start(),
            cue.end(),
            announced=stage == "announced",
        )


def _same_list(text: str, one: Window, other: Window) -> bool:
    """Whether two dates stand in one list: "in 2024 and 2025"."""
    first, second = sorted((one, other), key=lambda w: w.start)
    return one is other or text[first.end : second.start].strip(" ,") in ("and", "", "or", "and in")


def _day(window: Window) -> Any:
    value = window.value
    return value if isinstance(value, str) else value[0] if value else None


def _dated(
    reading: Reading,
    model: str,
    window: Window,
    words: str,
    start: int,
    end: int,
    *,
    announced: bool = False,
) -> Finding:
    near = reading.text[slice(*reading.clause(window.start))]
    qualifier = next((name for name, pattern in _QUALIFIERS if pattern.search(near)), None)
    return Finding(
        model,
        "release_date",
        window.value,
        start,
        end,
        f"release date: {words}",
        qualifier="announced" if announced else qualifier,
        op=window.op,
        unit="date",
    )


def _stages(reading: Reading) -> Iterator[Finding]:
    for cue in cues.STAGE_VERB.finditer(reading.text):
        stage = str(cue.lastgroup)
        if cue.group().lower() in _BASE_FORMS and _AS_NOUN.search(reading.text[: cue.start()]):
            continue
        negated = _is_negated(reading.text, cue.start())
        if stage in RELEASES and not negated and _is_plan(reading, cue):
            continue
        if stage == "red_teaming" and not _AT_STAGE.search(reading.text[: cue.start()]):
            continue
        for model in _released_models(reading, cue):
            yield _staged(reading, model, stage, cue, None, negated=negated)


def _being_trained(reading: Reading) -> Iterator[Finding]:
    """ "Training Grok 5": the model is the object right behind the verb."""
    for anchor in reading.anchors:
        cue = _TRAINING.search(reading.text, max(anchor.start - 12, 0), anchor.start)
        if cue and anchor.places:
            yield from (_staged(reading, model, "training", cue, None) for model in anchor.models)


def _unannounced(reading: Reading) -> Iterator[Finding]:
    for cue in _UNANNOUNCED.finditer(reading.text):
        for model in reading.holders(*cue.span())[:1]:
            yield _staged(reading, model, "announced", cue, None, negated=True)


def _is_negated(text: str, start: int) -> bool:
    return bool(_NEGATED.search(text, max(start - 45, 0), start))


def _is_plan(reading: Reading, cue: re.Match[str]) -> bool:
    """Whether a release is only meant for some day: no date, then no claim."""
    if cue.group().lower() in _BASE_FORMS:
        return True
    left, _ = reading.clause(cue.start())
    before = reading.text[left : cue.start()]
    present = re.search(
        r"\b(?:we['’]re|we\sare|is|are|has|have\sbeen)\s(?:now\s|also\s|today\s)?$",
        before,
        re.IGNORECASE,
    )
    if cue.group().lower().endswith("ing") and not present:
        if cue.start() == reading.segment.body or cue.start() == 0:
            return False
        return not (reading.vendors or len(reading.anchors) > 1) or not any(
            a.places and 0 < a.start - cue.end() <= 2 for a in reading.anchors
        )
    return bool(cues.FUTURE.search(before))


def _staged(
    reading: Reading, model: str, stage: str, cue: re.Match[str], at: Any, *, negated: bool = False
) -> Finding:
    polarity = Polarity.denies if negated else Polarity.asserts
    return Finding(
        model,
        "release_stage",
        stage,
        cue.start(),
        cue.end(),
        f"stage: {cue.group()}",
        at=at,
        polarity=polarity,
    )


def _released_models(reading: Reading, cue: re.Match[str]) -> tuple[str, ...]:
    """The models that an event happens to: its object, or the subject of a passive."""
    if cue.re is not cues.STAGE_VERB:
        return reading.holders(*cue.span())
    if reading.below and not any(a.places for a in reading.anchors):
        about = reading.about
        return (
            (about,) if about and all(m.startswith(about) for m in reading.below) else reading.below
        )
    text, (left, right) = reading.text, reading.clause(cue.start())
    named = [a for a in reading.anchors if a.part is not Part.rival]
    ahead = [
        a
        for a in named
        if cue.end() <= a.start < min(right, cue.end() + OBJECT_WITHIN)
        and not _NOT_OBJECT.search(text[cue.end() : a.start])
    ]
    subject = next((a for a in reversed(named) if left <= a.start and a.end <= cue.start()), None)
    gap = text[subject.end : cue.start()] if subject else ""
    if ahead and ahead[0].start - cue.end() <= 2 and not ahead[0].pronoun:
        return ahead[0].models
    if subject and (cues.PASSIVE.search(text[left : cue.start()]) or _APPOSED.fullmatch(gap)):
        return subject.models
    if cues.PASSIVE.search(text[left : cue.start()]) and not (
        ahead and ahead[0].start - cue.end() <= 2
    ):
        return reading.scope if not reading.anchors and reading.segment.poster else ()
    if (
        subject
        and subject.pronoun
        and not _OWN_ARRIVAL.match(cue.group())
        and text[subject.start : subject.end].lower() in ("it", "they")
    ):
        return ahead[0].models if ahead else ()
    if (
        subject
        and len(gap) <= SUBJECT_WITHIN
        and not _of_a_vendor(reading, subject.end, cue.start())
        and "," not in gap
    ):
        if _TAKES_OBJECT.match(cue.group()) and not _NO_OBJECT.match(text, cue.end()):
            return ()
        return subject.models
    if ahead and not _OWN_ARRIVAL.match(cue.group()):
        return ahead[0].models
    if cue.lastgroup not in RELEASES or _dated_event(reading, cue):
        return (
            reading.holders(*cue.span())
            if not _of_a_vendor(reading, left, cue.start()) or subject
            else reading.below
        )
    return (
        reading.scope
        if reading.segment.kind is not Kind.prose and not reading.anchors and cue.start() == 0
        else ()
    )


def _dated_event(reading: Reading, cue: re.Match[str]) -> bool:
    return any(0 <= w.start - cue.end() < 30 for w in reading.windows)


def _of_a_vendor(reading: Reading, start: int, end: int) -> bool:
    """Whether a vendor is named between, as the one who acts."""
    return any(
        start <= v.start and v.end <= end and reading.text[v.end : v.end + 2] not in ("'s", "’s")
        for v in reading.vendors
    )
