"""When a model comes: release dates, with the stages told beside them, and knowledge cutoffs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract import cues, dates, stages
from app.extract.anchors import Anchor
from app.extract.attribution import said_by
from app.extract.dates import Window
from app.extract.events import RELEASES, event_models
from app.extract.features import of_feature
from app.extract.patterns import caseless
from app.extract.plans import FOLLOWING
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.vocabulary import Op

ATTRIBUTE_WITHIN = 30  # characters between a date and the name it goes with
DATE_WITHIN = 110  # characters between a date and the words that make it a release
CUTOFF_WITHIN = 55  # characters between "knowledge cutoff" and its date
LEADS = 15  # characters by which words behind a date count as farther than those before it

_REJECTED = caseless(
    r"\b(?:rather\sthan|instead\sof|and\snot|,\snot)\s(?:in\s|on\s|by\s|for\s|the\s)*$"
)
# "Had reported in March that": the day of the saying.
_SAID_IN = caseless(
    r"\b(?:report|said|says|told|wrote|announc|claim|confirm|reveal|predict|promis)\w*\s(?:\w+\s)?(?:in|on)\s$"
)
# "X will launch in May, Acme announced on Monday".
_SAID_AT = caseless(
    r",\s[^,]{2,25}\s(?:announced|said|wrote|reported|confirmed)\s(?:late\s|early\s)?(?:on\s|this\s|last\s)?$"
)
_ENDS = re.compile(r"\s*(?:[.,;)]|$)")
# "Had been set for April": a plan told as past, of which nobody is the source.
_PAST_PLAN = caseless(
    r"\b(?:had|was|were)\s(?:been\s|once\s|originally\s|initially\s|first\s)*"
    r"(?:set\sfor|slated|scheduled|planned|expected|due|targeted|pencil+ed\sin)\b[^.;]*$"
)
_NOT_BEFORE = caseless(r"(?:\bnot|n['’]t|\bnever)\s(?:\w+\s){0,3}?(?:before|until|till)\b")
_IMMINENT = caseless(r"imminent|around\sthe\scorner")
# "Moved from May to July": the first date is given up.
_FROM = caseless(
    r"\b(?:push|mov|slip|delay|postpon|shift|chang)\w*\s[^.;,]{0,30}\bfrom\s(?:\w+\s)?$"
)
_TO_LATER = re.compile(r"\s(?:back\s|out\s)?(?:to|until|into)\s")
_OUT_SINCE = caseless(r"\b(?:available|out|live)\ssince\s(?:the\s)?$")
_PARENTHESIS = re.compile(r"[\s\"”*]*\(\s*$")
_CLOSES = re.compile(r"\s*[),;]")
_ATTRIBUTE = re.compile(r"(?:-era)?\s(?:the\s)?(?:[\w-]+['’]s\s)?$")
_ADVERBIAL = caseless(r"\b(?:in|by|on|until|before|after)\s(?:early\s|mid-?\s?|late\s)?$")
# "Voice support is planned for May": what a model learns, not the model.
_FEATURE = caseless(
    r"^\W*(?:(?!for\b|of\b)[\w-]+\s){0,4}?(?:support|outputs?|inputs?|generation|mode|features?|integrations?"
    r"|fine-tuning|streaming|caching|pricing|plug-?ins?|reports?|paper|details)"
    r"(?:\s(?:and|or|as\swell\sas)\s[\w-]+){0,2}(?:\s(?:is|are|will|should|may|might|could|was|were|would|has|have|be|been|also|only))*\s$"
)
# "Its retirement on the API is scheduled for May": an end has a day too.
_END_IS = caseless(
    r"\b(?:retirement|deprecation|shutdown|sunset|end[- ]of[- ]life|removal|discontinuation)\b"
    r"(?:(?![,;]|\.\s|\b(?:and|but|while)\b).){0,60}$"
)
_ENDING = caseless(
    r"\bannounc\w+\s(?:[\w'’-]+\s){0,4}?(?:deprecation|retirement|discontinuation|shutdown|sunset)\sof\b"
)
# "Available until May": the end of something, on whose beginning nothing is said.
_LASTS = caseless(r"\b(?:available|accessible|free|live|open|here|out|supported)\b[^,;.]{0,40}$")
_NO_LONGER = caseless(
    r"\bno\slonger\s(?:be\s)?(?:available|accessible|supported|offered|served)\b[^,;.]{0,25}$"
)
_UNTIL = caseless(r"(?:until|till|through)\b")
# "See the May 5 announcement": a text with a day, and no release.
_READ_IN = caseless(r"\b(?:see|read|in|from|per|visit|our|with)\s(?:the|our|their|its)?\s?$")
_A_TEXT = caseless(
    r"\s(?:announcement|(?:blog\s)?post|article|release\snotes|notes|changelog|statement|entry"
    r"|e-?mail|letter|report|memo|filing)s?\b"
)
_OF_IT = caseless(r"\s(?:release|launch|debut|arrival|announcement|unveiling)\sof\s(?:the\s)?")
_QUALIFIERS = {
    "api": caseless(
        r"\b(?:in|on|via|to|through)\s(?:the|its|[a-z]\w+['’]s)?\s?api\b"
        r"|\bapi\s(?:release|launch|access|availability|(?:will\s|is\s|to\s)?(?:follows?|coming|due|planned|comes?))\b"
    ),
    "weights": caseless(r"\bweights\b|open[- ]sourc(?:ed|es|ing)\b"),
    "chat": caseless(r"\b(?:in|on|to)\s(?:the\s)?(?:chatgpt|gemini\sapp|claude\.ai|chat\sapp)\b"),
}


def _coming(reading: Reading) -> Iterator[Finding]:
    """Release dates in one sentence, and the stages told beside them."""
    dated = list(_dates(reading))
    yield from dated
    told = {(f.model, "released" if f.attribute == "release_date" else f.value) for f in dated}
    yield from stages.find(reading, frozenset(told))


def _cutoffs(reading: Reading) -> Iterator[Finding]:
    for cue in cues.CUTOFF.finditer(reading.text):
        left, right = reading.clause(cue.start())
        near = [w for w in reading.windows if abs(w.start - cue.end()) < CUTOFF_WITHIN]
        windows = [w for w in near if left <= w.start < right] or near
        inside = [a for a in reading.anchors if cue.start() < a.start and a.end <= cue.end()]
        for window in windows[:1]:
            for model in inside[0].models if inside else reading.holders(*cue.span()):
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
    loose = []
    for window in windows:
        models = _beside(reading, window)
        for model in models:
            yield _dated(reading, model, window, "beside", (window.start, window.end))
        if not models:
            loose.append(window)
    for window in loose:
        cue = _release_cue(reading, window)
        if cue is not None:
            yield from _told(reading, window, cue, loose)


def _other_date(text: str, window: Window) -> bool:
    before = text[max(window.start - 40, 0) : window.start]
    if _OUT_SINCE.search(before):
        return False
    if _is_end(text, window, before) or _is_of_text(text, window, before):
        return True
    if _FROM.search(before) and _TO_LATER.match(text, window.end):
        return True
    if _SAID_AT.search(before) and _ENDS.match(text, window.end):
        return True
    if _SAID_IN.search(before) and text.startswith(" that ", window.end):
        return True
    others = (cues.NOT_ITS_DATE, cues.CUTOFF, _REJECTED)
    return any(pattern.search(before) for pattern in others)


def _is_end(text: str, window: Window, before: str) -> bool:
    lasts = _UNTIL.match(text, window.start) and _LASTS.search(before)
    return bool(lasts or _NO_LONGER.search(before))


def _is_of_text(text: str, window: Window, before: str) -> bool:
    if _OF_IT.match(text, window.end):
        return False
    return bool(_READ_IN.search(before) and _A_TEXT.match(text, window.end))


def _beside(reading: Reading, window: Window) -> tuple[str, ...]:
    """The models that a date stands right beside: "GPT-4o (May 2024)", "2025-era GPT-5"."""
    for anchor in reading.anchors:
        models = _in_brackets(reading, anchor, window) or _attributive(reading, anchor, window)
        if models:
            return models
    return ()


def _in_brackets(reading: Reading, anchor: Anchor, window: Window) -> tuple[str, ...]:
    """The models of "X (2024) and Y (2025)", or both of "X and Y (2024)"."""
    if not _CLOSES.match(reading.text, window.end):
        return ()
    for (_, end), model in zip(anchor.places, anchor.models, strict=False):
        if end <= window.start and _PARENTHESIS.fullmatch(reading.text[end : window.start]):
            shared = end == anchor.places[-1][1] and not any(
                anchor.start < other.start < anchor.end for other in reading.windows
            )
            return anchor.models if shared else (model,)
    return ()


def _attributive(reading: Reading, anchor: Anchor, window: Window) -> tuple[str, ...]:
    """The models of "the March 2024 X" and "the April 2025 release of X"."""
    text, place = reading.text, anchor.start - window.end
    if not anchor.places or not 0 <= place < ATTRIBUTE_WITHIN or window.op is not Op.in_:
        return ()
    between = text[window.end : anchor.start]
    goes_with = _ATTRIBUTE.fullmatch(between) or _OF_IT.fullmatch(between)
    return anchor.models if goes_with and not _ADVERBIAL.search(text[: window.start]) else ()


def _release_cue(reading: Reading, window: Window) -> re.Match[str] | None:
    """The nearest words in the window's clause that make it the date of a release."""
    if own := _IMMINENT.match(reading.text, window.start, window.end):
        return own
    if _PAST_PLAN.search(reading.text, 0, window.start) and not said_by(reading.text):
        return None
    left, right = reading.reach(window)
    whole = (left, right) == (0, len(reading.text))
    found = [
        match
        for pattern in (cues.STAGE_VERB, cues.RELEASE_NOUN, cues.DUE)
        for match in pattern.finditer(reading.text, left, right)
        if (whole or _gap(match, window) <= DATE_WITHIN)
        and (match.end() <= window.start or match.start() >= window.end)
    ]
    return min(found, key=lambda m: (_gap(m, window), not cues.STAGE_VERB.gave(m)), default=None)


def _gap(match: re.Match[str], window: Window) -> int:
    if match.end() <= window.start:
        return window.start - match.end()
    return max(match.start() - window.end, 0) + LEADS


def _told(
    reading: Reading, window: Window, cue: re.Match[str], windows: list[Window]
) -> Iterator[Finding]:
    stage = _stage(reading, cue)
    if stage == "deprecated" and _ENDING.search(reading.text):
        return  # the deprecation is told of already, and only its last step is to come
    if cue.group().endswith("follow") and FOLLOWING.search(reading.text, 0, cue.end()):
        return  # "Bedrock will follow in May": the place, not the model
    if _FEATURE.search(reading.text, 0, cue.start()) or of_feature(reading, *cue.span()):
        return
    models = event_models(reading, cue)
    if stage not in (*RELEASES, "delayed") or (stage == "delayed" and _is_past(reading, window)):
        yield from (stages.staged(model, stage, cue, at=_day(window)) for model in models)
        return
    mine = [other for other in windows if _same_list(reading.text, window, other)]
    if len(mine) == len(models) > 1:
        models = (models[mine.index(window)],)
    for model in models:
        announced = "announced" if stage == "announced" else None
        yield _dated(reading, model, window, cue.group(), cue.span(), announced)


def _stage(reading: Reading, cue: re.Match[str]) -> str:
    """What a cue dates: "retirement is scheduled for May" ends a model."""
    left, right = reading.clause(cue.start())
    if cue.lastgroup == "delayed" and stages.ENDING.search(reading.text, left, right):
        return "deprecated"
    if cues.STAGE_VERB.gave(cue):
        return str(cue.lastgroup)
    return "deprecated" if _END_IS.search(reading.text, left, cue.start()) else "released"


def _is_past(reading: Reading, window: Window) -> bool:
    """Whether a date is over: a delay told with it happened then, and leads nowhere."""
    day = _day(window)
    return day is not None and reading.said_on is not None and day < reading.said_on.isoformat()


def _same_list(text: str, one: Window, other: Window) -> bool:
    """Whether two dates stand in one list: "in 2024 and 2025"."""
    first, second = sorted((one, other), key=lambda window: window.start)
    between = text[first.end : second.start].strip(" ,")
    return one is other or between in ("and", "", "or", "and in")


def _day(window: Window) -> str | None:
    value = window.value
    return value if isinstance(value, str) else value[0] if value else None


def _dated(  # noqa: PLR0913, PLR0917 - a date needs its model, its words and its place
    reading: Reading,
    model: str,
    window: Window,
    words: str,
    place: tuple[int, int],
    qualifier: str | None = None,
) -> Finding:
    not_before = window.op is Op.ge and _NOT_BEFORE.search(
        reading.text, max(window.start - ATTRIBUTE_WITHIN, 0), window.end
    )
    near = reading.text[slice(*reading.clause(window.start))]
    which = next((name for name, pattern in _QUALIFIERS.items() if pattern.search(near)), None)
    return Finding(
        model,
        "release_date",
        window.value,
        *place,
        f"release date: {words}",
        qualifier=qualifier or which,
        op=window.op,
        unit="date",
        settled=bool(not_before),
    )


RULES = (
    rule(_coming, *dates.LETTERS, *stages.ASKS),
    rule(_cutoffs, cues.CUTOFF),
)
"""When a model comes, and when its knowledge ends."""
