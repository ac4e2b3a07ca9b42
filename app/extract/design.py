"""What a model is made of: architecture, modalities, license."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.extract import cues
from app.extract.anchors import Anchor, Part
from app.extract.layout import Kind
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.vocabulary import Polarity

EXAMPLES_WITHIN = 80  # characters between "open-source" and the models given as examples
LICENSED_WITHIN = 50  # characters between a licence word and the model behind it
LICENSES = {
    "apache": "Apache-2.0",
    "mit": "MIT",
    "modified_mit": "Modified MIT",
    "noncommercial": "noncommercial",
    "research": "research-only",
}
OPENS = 2  # characters before an "it" that opens its sentence
EXCLUDED_WITHIN = 20  # characters of "but not" before the kind of data it leaves out
MODALITY_WITHIN = 90  # characters between "accepts" and what it accepts

_COPULA = caseless(r"\b(?:is|are|as|remains?|was|were|be)\s(?:an?\s|the\s)?(?:[\w-]+\s)?$")
_DEFINED = caseless(r"(?:\s\([^()]{1,20}\))?\s(?:is\san?|are|refers\sto|means)\s")
_DERIVED_FROM = caseless(
    r"\b(?:based|built|tuned|distilled|derived)\s(?:up)?(?:on|from)\s(?:the\s)?$"
)
_LIKE = caseless(
    r"\b(?:models?|alternatives|llms|systems)\s(?:such\sas|like|including)\s(?:[\w-]+['’]s\s)?$"
)
_JUST = caseless(r"(?:n['’]t|\bnot)\s(?:just|only|merely|simply)\b")
_FROM_TO = caseless(
    r"(?<!-)\b(?P<from>text|image|audio|speech|voice|video)-to-(?P<to>text|image|audio|speech|voice|video)\b"
)
_PARTED = re.compile(r"[.;,:]|\bthan\b")
_SENSES = caseless(
    r"\b(?:(?P<hears>hears?|listens?)|(?P<speaks>speaks?|talks?|sings?)|(?P<sees>sees?)"
    r"|(?P<draws>draws?|paints?))\b"
    r"(?=\s(?:and|or|too|as\swell|aloud|natively)\b|\s?[.,;)]|$)"
)
_SENSED = {
    "hears": ("audio", "input"),
    "speaks": ("audio", "output"),
    "sees": ("image", "input"),
    "draws": ("image", "output"),
}
_CAN = caseless(
    r"(?:,?\s(?:can|can['’]t|cannot|could|will|may|might|would|be|is|are|able|to|not|also|now|even|both|too"
    r"|and|or|multi-?modal|see|hear|listen|speak|talk|\w+ly))*\s"
)
_ONLY = caseless(
    r"\b(?:is|are|remains?|stays?|still|an?)\s(?:\w+\s)?(?P<kind>text|image|audio|video)[- ]only\b"
    r"(?=\W*$|[.,;:]|\s(?:model|llm|and|but|for\snow)\b)"
)
_BY_NAME = frozenset(("apache", "mit", "modified_mit"))  # licences that software is under
_TERMS = caseless(r"\b(?:weights|licen[sc]ed?)\b")
_TAKES = caseless(r"\b(?:takes?|took|taking)\s$")
_EXCLUDED = caseless(r"\b(?:beyond|than|not|n['’]t)\s(?:\w+\s){0,2}$")
_BUT_NOT = caseless(r"\b(?:but|and|though)\s(?:not|no)\s(?:\w+\s)?$")
_UNDERSTOOD = caseless(
    r"(?:,?\s(?:and\s)?\w+){0,4}?\s"
    r"(?:understanding|processing|inputs?|recognition|comprehension|analysis)\b"
    r"|\sin(?=[,.;)]|\sand\b|$)"
)
_GENERATED = caseless(
    r"(?:,?\s(?:and\s)?\w+)?\s(?:generation|outputs?|synthesis)\b"
    r"|\sout(?=[,.;)]|\sand\b|$)"
)
_IN_LIST = re.compile(r"[(:,]\s?(?:\w+[,-]\s?|and\s)*$")
_SUCH_AS = caseless(r"\s(?:\w+\s)?(?:models?|llms|systems)?,?\s?(?:such\sas|like|including)\s")
_APPOSED = re.compile(r"(?:\s(?:series|family|models?))?,\s(?:the\s|an?\s)?(?:[\w-]+['’]s\s)?")
_PLURAL = re.compile(r"\s(?:\w+\s)?(?:models|alternatives|systems|LLMs|offerings|releases)\b")
_TOWARD = caseless(
    r"\b(?:to|towards?|into|than|future|against|(?:race|case|push)\sfor)\s(?:an?\s)?$"
)
_ITS_WEIGHTS = caseless(r"\b(?:the|its)\s(?:\w+\s)?weights\b")
_OUT_WITH = ("weights", "published", "released")  # words of an act, with a day at times
_NOT_A_MODEL = caseless(
    r"[\s-](?:community|movement|ecosystem|advocates|projects?|tools?|frameworks?|platforms?|alternatives?\sto\schatgpt)|['’]s\s"
)


def _architecture(reading: Reading) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for cue in cues.ARCHITECTURE.finditer(reading.text):
        value = str(cue.lastgroup)
        if _DEFINED.match(reading.text, cue.end()):
            continue
        for model in _built_so(reading, cue):
            if (model, value) not in seen:
                seen.add((model, value))
                yield Finding(
                    model,
                    "architecture",
                    value,
                    cue.start(),
                    cue.end(),
                    f"architecture: {cue.group()}",
                )


def _built_so(reading: Reading, cue: re.Match[str]) -> tuple[str, ...]:
    """The models of a design: those given as examples of it, else the subject."""
    text = reading.text
    examples = [
        a
        for a in reading.anchors
        if a.places
        and 0 < a.start - cue.end() < EXAMPLES_WITHIN
        and _SUCH_AS.match(text, cue.end())
    ]
    if examples:
        return tuple(m for a in examples for m in a.models)
    if cue.lastgroup == "same_base":
        own = [a for a in reading.anchors if not (cue.start() <= a.start < cue.end())]
        return replace(reading, anchors=tuple(own)).holders(*cue.span())
    if _PLURAL.match(text, cue.end()) and not reading.anchors:
        return ()
    return reading.holders(*cue.span())


def _is_native(reading: Reading) -> bool:
    return any(
        cue.lastgroup == "native_multimodal" for cue in cues.ARCHITECTURE.finditer(reading.text)
    )


def _multimodal(reading: Reading) -> Iterator[Finding]:
    """“Multimodal” where no modality is named and nothing calls it native."""
    cue = cues.MULTIMODAL.search(reading.text)
    if cue is None or cues.MODALITY.search(reading.text) or _is_native(reading):
        return
    text = reading.text
    predicate = _COPULA.search(text[: cue.start()]) or re.match(
        r"\s(?:AI\s)?(?:model|LLM|system)\b", text[cue.end() :]
    )
    listed = text.endswith((", ", ": "), 0, cue.start()) and text.startswith((",", ";"), cue.end())
    if not predicate and not listed and not re.match(r"[\w-]*:", text[cue.start() :]):
        return
    for model in reading.holders(*cue.span()):
        yield Finding(
            model,
            "architecture",
            "multimodal",
            cue.start(),
            cue.end(),
            f"architecture: {cue.group()}",
        )


def _modalities(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    named = list(cues.MODALITY.finditer(reading.text))
    if not named:
        return
    seen: set[tuple[str, str | None, str]] = set()
    for cue in named:
        direction = _direction(text, cue)
        if direction is None:
            continue
        but_not = _BUT_NOT.search(text, max(cue.start() - EXCLUDED_WITHIN, 0), cue.start())
        qualifier = None if direction == "both" else direction
        for model in reading.holders(*cue.span()):
            key = (model, qualifier, str(cue.lastgroup))
            if key not in seen:
                seen.add(key)
                yield Finding(
                    model,
                    "modality",
                    cue.lastgroup,
                    cue.start(),
                    cue.end(),
                    f"modality: {cue.group()}",
                    qualifier=qualifier,
                    polarity=Polarity.denies if but_not else Polarity.asserts,
                )


def _converting(reading: Reading) -> Iterator[Finding]:
    """“An audio-to-text model”."""
    kinds = {"speech": "audio", "voice": "audio"}
    for cue in _FROM_TO.finditer(reading.text):
        if re.search(
            r"\b(?:opposed\sto|than|not|unlike)\s(?:an?\s)?$",
            reading.text[: cue.start()],
            re.IGNORECASE,
        ):
            continue
        for model in reading.holders(*cue.span()) if reading.anchors else ():
            for side, qualifier in (("from", "input"), ("to", "output")):
                kind = cue[side].lower()
                yield Finding(
                    model,
                    "modality",
                    kinds.get(kind, kind),
                    cue.start(),
                    cue.end(),
                    f"modality: {cue.group()}",
                    qualifier=qualifier,
                )


def _senses(reading: Reading) -> Iterator[Finding]:
    """“X can see and hear", "X speaks": a verb of sense or voice whose subject is the model."""
    for cue in _SENSES.finditer(reading.text):
        doer = [a for a in reading.anchors if a.part is Part.free and a.end <= cue.start()]
        doer = [a for a in doer if a.places or a.start <= OPENS]
        if not doer or not _CAN.fullmatch(reading.text, doer[-1].end, cue.start()):
            continue
        kind, side = _SENSED[str(cue.lastgroup)]
        for model in doer[-1].models:
            rule = f"modality: {cue.group()}"
            yield Finding(model, "modality", kind, *cue.span(), rule, qualifier=side)


def _lacking(reading: Reading) -> Iterator[Finding]:
    """“Native video that GPT-4o lacks”."""
    for anchor in reading.anchors:
        lead = reading.text[: anchor.start]
        if not lead.endswith(" that ") or not re.match(
            r"\s(?:\w+\s)?lacks\b", reading.text[anchor.end :]
        ):
            continue
        cue = next(iter(list(cues.MODALITY.finditer(lead, max(len(lead) - 40, 0)))[-1:]), None)
        if cue:
            yield Finding(
                anchor.model,
                "modality",
                cue.lastgroup,
                cue.start(),
                anchor.end,
                f"modality: {cue.group()} lacking",
                qualifier="input",
                polarity=Polarity.denies,
            )


def _direction(text: str, cue: re.Match[str]) -> str | None:
    """Whether words around make a kind of data the model's input or output; None: neither."""
    before = text[max(cue.start() - MODALITY_WITHIN, 0) : cue.start()]
    after = text[cue.end() : cue.end() + MODALITY_WITHIN // 2]
    excluded = _EXCLUDED.search(before) and not _BUT_NOT.search(before)
    if _JUST.search(before) or excluded:
        return None
    if _FROM_TO.search(text, max(cue.start() - 12, 0), cue.end() + 10):
        return None
    if _UNDERSTOOD.match(after):
        return "input"
    if _GENERATED.match(after):
        return "output"
    return _by_verb(before) or ("both" if _is_listed(text, before) else None)


def _by_verb(before: str) -> str | None:
    """The side that the last verb before a kind of data puts it on."""
    takes = list(cues.TAKES_IN.finditer(before))
    gives = list(cues.GIVES_OUT.finditer(before))
    if gives and (not takes or gives[-1].start() > takes[-1].start()):
        return "output"
    return "input" if takes or _TAKES.search(before) else None


def _is_listed(text: str, before: str) -> bool:
    """Whether a kind of data stands in the list of a multimodal model's kinds."""
    return bool(cues.MULTIMODAL.search(text)) and bool(_IN_LIST.search(before))


def _only(reading: Reading) -> Iterator[Finding]:
    """“X is text only”."""
    for cue in _ONLY.finditer(reading.text):
        for model in reading.holders(*cue.span())[:1]:
            yield Finding(model, "modality", cue["kind"], *cue.span(), f"modality: {cue.group()}")


def _licenses(reading: Reading) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for cue in cues.LICENSE.finditer(reading.text):
        if _NOT_A_MODEL.match(reading.text, cue.end()) or _is_dated_release(reading, cue):
            continue
        kind = str(cue.lastgroup)
        printed = reading.text[cue.start() : cue.end()]
        value = printed if kind == "own" else LICENSES.get(kind, kind)
        models = _licensed(reading, cue)
        for model in models:
            if (model, value) not in seen:
                seen.add((model, value))
                yield Finding(
                    model, "license", value, cue.start(), cue.end(), f"license: {cue.group()}"
                )


def _is_dated_release(reading: Reading, cue: re.Match[str]) -> bool:
    """Whether "released the weights" tells a day: then it is a date of release alone."""
    if cue.lastgroup != "open_weights" or not cue.group().lower().endswith(_OUT_WITH):
        return False
    left, right = reading.clause(cue.start())
    return any(left <= window.start < right for window in reading.windows)


def _licensed(reading: Reading, cue: re.Match[str]) -> tuple[str, ...]:
    """The models a licence word is about."""
    beside = _license_bearer(reading, cue)
    if beside:
        return beside.models
    return () if _licenses_nobody(reading, cue) else reading.holders(*cue.span())


def _license_bearer(reading: Reading, cue: re.Match[str]) -> Anchor | None:
    """The name a licence word stands in or beside: "open-source models like X", "X, an open"."""
    text = reading.text
    for anchor in reading.anchors:
        gap = anchor.start - cue.end()
        between = text[cue.end() : anchor.start]
        if anchor.pronoun:
            continue
        if anchor.start <= cue.start() < anchor.end:
            return anchor
        if 0 < gap < EXAMPLES_WITHIN and _LIKE.search(between):
            return anchor
        if 0 <= gap < LICENSED_WITHIN and not _PARTED.search(between):
            return anchor
        derived = _DERIVED_FROM.search(text, max(anchor.start - 24, 0), anchor.start)
        if not derived and _APPOSED.fullmatch(text[anchor.end : cue.start()]):
            return anchor
    return None


def _licenses_nobody(reading: Reading, cue: re.Match[str]) -> bool:
    """Whether a licence word speaks of models at large, of a change, or of what was said before."""
    lead = reading.text[: cue.start()]
    plural = cue.group().lower().endswith("models") or _PLURAL.match(reading.text, cue.end())
    if (plural and not _COPULA.search(lead)) or _TOWARD.search(lead):
        return True
    if any(a.pronoun and a.start <= cue.start() < a.end for a in reading.anchors):
        return True
    lead_in = reading.text[max(cue.start() - len("the "), 0) : cue.end()]
    if _ITS_WEIGHTS.search(lead_in):
        return False
    headline = reading.segment.kind is Kind.heading and "licens" not in reading.text.lower()
    if cue.lastgroup in _BY_NAME and (reading.segment.poster or _TERMS.search(lead)):
        return False
    return not reading.anchors and (reading.segment.kind is Kind.prose or headline)


RULES = (
    rule(_architecture, cues.ARCHITECTURE),
    rule(_multimodal, cues.MULTIMODAL),
    rule(_lacking, "lacks"),
    rule(_converting, _FROM_TO),
    rule(_senses, _SENSES),
    rule(_modalities, cues.MODALITY),
    rule(_only, _ONLY),
    rule(_licenses, cues.LICENSE),
)
"""Architecture, modalities and license."""
