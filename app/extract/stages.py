"""Where a model is on its way: trained, tested, announced, released, delayed, retired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from app.extract import cues
from app.extract.events import ADJACENT, RELEASES, event_models
from app.extract.features import of_feature
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.vocabulary import Polarity

NEGATION_WITHIN = 45  # characters between "not" and the verb it denies

_BASE_FORMS = frozenset(
    (
        *("release", "launch", "introduce", "arrive", "announce", "reveal"),
        *("ship", "drop", "land", "debut", "unveil"),
    )
)
_UNANNOUNCED = caseless(
    r"\bno\sofficial\s(?:confirmation|announcement|word)\b"
    r"|(?:\bnot|n['’]t)\s(?:yet\s)?(?:been\s)?officially\s(?:announced|confirmed|unveiled)\b"
    r"(?!\s(?:an?|any|the|its)\s(?:\w+\s)?(?:date|price|name|product))"
)
# "Has not announced a release date": what is missing is the date.
_OF_DETAIL = caseless(
    r"\s(?:an?|any|the|its)\s(?:[\w.-]+\s){0,4}?(?:dates?|pric(?:e|es|ing)|timeline|window|name|details|specs)\b"
)
# A cell or a line of facts: "Status: preview".
_STATUS = caseless(
    r"\W*(?:\w+\s)?(?:status|stage|availability|state):\s"
    r"(?:(?P<preview>preview|beta)|(?P<training>training)|(?P<limited_test>testing))\W*$"
)
_IN_BETA = caseless(  # "out in beta", "launched X in public preview"
    r"(?:\s[\w.`-]{2,30}){0,4}?\s(?:in|as)\s(?:an?\s)?(?:[\w-]+\s)?(?:beta|preview)\b"
)
# "A million-token window in beta": a part of the model is, the model is not.
_PART_OF_IT = caseless(r"\b(?:window|mode|tools?|feature|connectors?|memory|search|agent)\s$")
_TRAINING = caseless(r"(?<!-)\btraining\s$")
_AS_NOUN = caseless(r"\b(?:at|the|an?|its|of|for|before|after|since|post|upon)\s$")
_AT_STAGE = caseless(
    r"\b(?:in|under|undergoing|currently|through|start\w*|enter\w*|begun|began|being|now)\b"
)
_NEGATED = caseless(
    r"(?:\bnot|n['’]t|\bnever|\bno|\bwithout|\bdenie[sd]|\bdenying|\byet\sto(?:\sbe)?|\bnor"
    r"|\bunreleased)\s(?:[\w'’]+\s){0,2}$"
)
# What may befall a feature of a model, or its end, as well as the model.
_OF_WHAT = frozenset(("released", "announced", "deprecated", "preview", "delayed", "cancelled"))
ENDING = caseless(
    r"\b(?:deprecation|retirement|shutdown|sunset|removal|discontinuation|end[- ]of[- ]life)\b"
)
"""A noun for the end of a model."""

_PUT_OFF = caseless(
    r"\b(?:revers|revok|cancel|postpon|delay|pushed|paus|scrapp|abandon|rescind|withdr[ae]w|undo)\w*"
)
_PRESUPPOSED = caseless(r"\b(?:already|newly|recently)[\s-]$")
_PRESENT = caseless(r"\b(?:we['’]re|we\sare|is|are|has|have\sbeen)\s(?:now\s|also\s|today\s)?$")


def find(reading: Reading, told: frozenset[tuple[str, str]]) -> Iterator[Finding]:
    """The stages told in one sentence, but for those `told` with a date: (model, stage)."""
    for finding in _events(reading):
        stage = "released" if finding.value in RELEASES else finding.value
        if (finding.model, stage) not in told:
            yield finding
    yield from _unannounced(reading)
    yield from _being_trained(reading)
    yield from _by_status(reading)


def staged(
    model: str,
    stage: str,
    cue: re.Match[str],
    *,
    at: date | str | None = None,
    negated: bool = False,
) -> Finding:
    """A finding that `model` is at `stage`, or that it is not."""
    return Finding(
        model,
        "release_stage",
        stage,
        cue.start(),
        cue.end(),
        f"stage: {cue.group()}",
        at=at,
        polarity=Polarity.denies if negated else Polarity.asserts,
    )


def _events(reading: Reading) -> Iterator[Finding]:
    for cue in cues.STAGE_VERB.finditer(reading.text):
        stage = str(cue.lastgroup)
        negated = bool(
            _NEGATED.search(reading.text, max(cue.start() - NEGATION_WITHIN, 0), cue.start())
        )
        if _is_noun(reading.text, cue) or _is_plural(reading, cue):
            continue
        if negated and cue.group().lower().startswith("open"):
            continue  # closed weights are no missing release
        if stage in RELEASES and not negated and _is_plan(reading, cue):
            continue
        if stage == "announced" and negated and _OF_DETAIL.match(reading.text, cue.end()):
            continue
        if stage in RELEASES and _IN_BETA.match(reading.text, cue.end()):
            continue
        if stage in _OF_WHAT and _is_of_part(reading, cue):
            continue
        if stage == "red_teaming" and not _AT_STAGE.search(reading.text[: cue.start()]):
            continue
        for model in event_models(reading, cue):
            yield staged(model, stage, cue, negated=negated)


def _is_of_part(reading: Reading, cue: re.Match[str]) -> bool:
    """Whether what is retired, launched or in beta is no model, but something of one."""
    if cue.lastgroup == "preview" and _PART_OF_IT.search(reading.text, 0, cue.start()):
        return True
    return _is_of_end(reading, cue) or of_feature(reading, *cue.span())


def _is_of_end(reading: Reading, cue: re.Match[str]) -> bool:
    """Whether a model's end is put off or taken back: nothing has happened to the model."""
    clause = reading.text[slice(*reading.clause(cue.start()))]
    if cue.lastgroup in ("delayed", "cancelled"):
        return bool(ENDING.search(clause))
    return cue.group().endswith(" of") and bool(_PUT_OFF.search(clause))


def _is_noun(text: str, cue: re.Match[str]) -> bool:
    """Whether a verb's base form stands for the noun: "at launch"."""
    return cue.group().lower() in _BASE_FORMS and bool(_AS_NOUN.search(text[: cue.start()]))


def _is_plural(reading: Reading, cue: re.Match[str]) -> bool:
    """Whether "releases" are several events: nobody stands right before them who releases."""
    if cue.group() not in ("releases", "launches"):
        return False
    ends = (*(v.end for v in reading.vendors), *(a.end for a in reading.anchors))
    return not any(0 <= cue.start() - end <= ADJACENT for end in ends)


def _is_plan(reading: Reading, cue: re.Match[str]) -> bool:
    """Whether a release is only meant for some day: no date, then no claim."""
    word = cue.group().lower()
    if word in _BASE_FORMS:
        return True
    left, _ = reading.clause(cue.start())
    lead = reading.text[left : cue.start()]
    if _PRESUPPOSED.search(lead):
        return False
    if word.endswith("ing") and not _PRESENT.search(lead):
        return not _is_headline(reading, cue)
    return bool(cues.FUTURE.search(lead))


def _is_headline(reading: Reading, cue: re.Match[str]) -> bool:
    """Whether an "-ing" tells an event: "Introducing X", "Vendor dropping X"."""
    if cue.start() in (0, reading.segment.body):
        return True
    acted = bool(reading.vendors) or len(reading.anchors) > 1
    return acted and any(
        anchor.places and 0 < anchor.start - cue.end() <= ADJACENT for anchor in reading.anchors
    )


def _by_status(reading: Reading) -> Iterator[Finding]:
    """“Status: preview”."""
    if cue := _STATUS.match(reading.text):
        for model in reading.scope[:1]:
            yield staged(model, str(cue.lastgroup), cue)


def _being_trained(reading: Reading) -> Iterator[Finding]:
    """“Training Grok 5": the model is the object right behind the verb."""
    for anchor in reading.anchors:
        cue = _TRAINING.match(reading.text, max(anchor.start - len("training "), 0), anchor.start)
        if cue and anchor.places:
            yield from (staged(model, "training", cue) for model in anchor.models)


def _unannounced(reading: Reading) -> Iterator[Finding]:
    for cue in _UNANNOUNCED.finditer(reading.text):
        for model in reading.holders(*cue.span())[:1]:
            yield staged(model, "announced", cue, negated=True)


ASKS = (cues.STAGE_VERB, _UNANNOUNCED, _STATUS, "training ")
"""What a sentence needs some of to tell a stage."""
