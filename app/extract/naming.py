"""What a model is called and where it comes from: names, codenames, lineage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract import cues, variants
from app.extract.anchors import Anchor, Part
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.vocabulary import Polarity

NAME_WITHIN = 45  # characters from "codename" to the name
LEAD_IN = 12  # characters between "called" and the name: at most six marks or "as"

_BARE_NAME = re.compile(
    r"[\s:,\"“'‘(]*(?:(?:as|is|was|of|for|internally|the|model"
    r"|named)\s+)*[\"“'‘(]?(?P<name>[A-Z][a-zA-Z0-9]{2,24}(?:[- ](?:[A-Z][a-z]+|\d+))?)\b"
)
_LOWER_NAME = re.compile(
    r"\s[\"“'‘*`]{0,2}(?P<name>[a-z][a-z0-9]{3,20}(?:-[a-z0-9]{2,20}){0,2})(?=[\"”’'*`.,;)]|$)"
)
_GLOSS = re.compile(r"\b(?P<name>[A-Za-z][\w-]{2,24})[\"”]?\s\((?P<of>[\w. -]{2,24})\)")
_COMMA = re.compile(r"[\"”’'*]{0,2}(?:,|\s\(|\sis|,\swhich\sis)\s?(?:internally\s)?")
_IS_THE = caseless(
    r"[\s\"”’'*,]{1,3}(?:is|was|as|being)\s(?:the\s|its\s|an?\s)?(?:internal\s|company['’]s\s)?"
)
_NOT_A_NAME = frozenset(
    {"The", "This", "That", "Internal", "Official", "High", "Low", "Model", "AI", "It", "Its"}
)
_DERIVED = caseless(
    r"[\s(,]*(?:the\s|standard\s|an?\s|now-?\s?|foundation\sof\s|[\w]+-[\w]+\s)*(?:[\w-]+['’]s\s)?"
)


def _codenames(reading: Reading) -> Iterator[Finding]:
    seen: set[str] = set()
    for cue in cues.CODENAME.finditer(reading.text):
        if cue.group().lower().endswith("names"):
            continue
        for name, start, end, model in _name_after(reading, cue):
            if name not in seen:
                seen.add(name)
                yield Finding(
                    model,
                    "codename",
                    name,
                    min(cue.start(), start),
                    max(end, cue.end()),
                    f"codename: {cue.group()}",
                )
    yield from _glossed(reading)


def _called(reading: Reading) -> Iterator[Finding]:
    """“A model called Quince": a codename behind the words for a thing that has a name."""
    if not reading.codenames:
        return
    told = {finding.value for finding in _codenames(reading)}
    for anchor in reading.anchors:
        name = reading.text[anchor.start : anchor.end]
        named = cues.NAMED.search(reading.text, 0, anchor.start)
        if named and name in reading.codenames and name not in told:
            told.add(name)
            cue = f"codename: {named.group()}"
            yield Finding(anchor.model, "codename", name, named.start(), anchor.end, cue)


def _glossed(reading: Reading) -> Iterator[Finding]:
    """Codenames with what they stand for in brackets: "nectarine (GPT-5)", "lobster (mini)"."""
    cue = next(cues.CODENAME.finditer(reading.text), None)
    if cue is None:
        return
    for gloss in _GLOSS.finditer(reading.text, cue.end()):
        inside = [a for a in reading.anchors if gloss.start("of") <= a.start < gloss.end("of")]
        base = next(
            (a.model for a in reading.anchors if a.places and a.end <= gloss.start()), reading.about
        )
        variant = (
            gloss["of"].lower()
            if variants.VARIANT_WORD.fullmatch(gloss["of"].capitalize())
            else None
        )
        if inside:
            yield Finding(
                inside[0].model,
                "codename",
                gloss["name"],
                gloss.start(),
                gloss.end(),
                f"codename: {gloss.group()}",
            )
        elif variant and base:
            yield Finding(
                f"{base}-{variant}",
                "codename",
                gloss["name"],
                gloss.start(),
                gloss.end(),
                f"codename: {gloss.group()}",
            )
            yield Finding(
                base, "variant", variant, gloss.start(), gloss.end(), f"variant: {gloss.group()}"
            )


def _name_after(reading: Reading, cue: re.Match[str]) -> Iterator[tuple[str, int, int, str]]:
    """The name that a naming cue leads to, and the model that bears it."""
    for anchor in reading.anchors:
        if anchor.pronoun or not cue.end() <= anchor.start <= cue.end() + NAME_WITHIN:
            continue
        name = reading.text[anchor.start : anchor.end]
        if name in reading.codenames:
            bearer = _apposed_bearer(reading, cue) or _known(reading, anchor.model)
            yield name, anchor.start, anchor.end, bearer
            return
    if ahead := _named_before(reading, cue):
        yield ahead
        return
    found = _BARE_NAME.match(reading.text, cue.end()) or _LOWER_NAME.match(reading.text, cue.end())
    if found and any(v.start <= found.start("name") < v.end for v in reading.vendors):
        return
    if found is None or found["name"] in _NOT_A_NAME:
        return
    if cue.group().lower().startswith("under") and any(
        a.places and a.start <= found.start("name") < a.end for a in reading.anchors
    ):
        return
    others = [a for a in reading.anchors if not found.start("name") <= a.start < found.end("name")]
    models = others[0].models if others and others[0].part is not Part.rival else reading.scope
    if len(models) == 1:
        yield found["name"], found.start("name"), found.end("name"), models[0]


def _known(reading: Reading, model: str) -> str:
    """The model a codename belongs to: of an unknown one, that of the section."""
    unknown = model.startswith("unknown/") and len(reading.scope) == 1
    return reading.scope[0] if unknown else model


def _apposed_bearer(reading: Reading, cue: re.Match[str]) -> str | None:
    """The model that the codename is said of: "X, codenamed Y"."""
    for anchor in reading.anchors:
        if _COMMA.fullmatch(reading.text[anchor.end : cue.start()]) and not anchor.family:
            return anchor.model
    return None


def _named_before(reading: Reading, cue: re.Match[str]) -> tuple[str, int, int, str] | None:
    """A codename that its cue follows: "Avocado is the codename of"."""
    for anchor in reading.anchors:
        name = reading.text[anchor.start : anchor.end]
        between = reading.text[anchor.end : cue.start()]
        if name in reading.codenames and _IS_THE.fullmatch(between):
            return name, anchor.start, anchor.end, anchor.model
    return None


def _official_names(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    for anchor in reading.anchors:
        for (start, end), model in zip(anchor.places, anchor.models, strict=False):
            name = text[start:end]
            if name in reading.codenames:
                continue
            if cue := cues.OTHER_NAME.search(text, max(start - 40, 0), start):
                if bearer := _bearer(reading, anchor, model, cue.start()):
                    yield Finding(
                        bearer,
                        "official_name",
                        name,
                        cue.start(),
                        end,
                        f"name: {cue.group()}",
                        polarity=Polarity.denies,
                    )
                continue
            if cue := _named_by(text, anchor, end):
                bearer = _bearer(reading, anchor, model, cue.start()) or model
                yield Finding(
                    bearer,
                    "official_name",
                    name,
                    min(cue.start(), start),
                    max(cue.end(), end),
                    f"name: {cue.group()}",
                )


def _named_by(text: str, anchor: Anchor, end: int) -> re.Match[str] | None:
    """The words that call something by the name of `anchor` that ends at `end`."""
    lead = re.compile(r"(?:[\s\"“'‘:,*(]|\bas\b){1,6}$")
    for cue in cues.OFFICIAL_NAME.finditer(text, 0, anchor.start):
        if 0 < anchor.start - cue.end() <= LEAD_IN and not lead.sub(
            "", text[cue.end() : anchor.start]
        ):
            return cue
    return cues.BRANDING.match(text, end) if text[end : end + 1] in "\"”’'" else None


def _bearer(reading: Reading, anchor: Anchor, model: str, before: int) -> str | None:
    """The model that is called by another name: the subject, or the document's own."""
    others = [
        a for a in reading.anchors if a.end <= before and a is not anchor and a.part is Part.free
    ]
    if others:
        return others[0].model
    vendor = model.partition("/")[0]
    about = reading.about
    if about and about.startswith(f"{vendor}/") and (reading.codenames or about == model):
        return about
    return None


def _unofficial(reading: Reading) -> Iterator[Finding]:
    """A name that is said to be nobody's official one."""
    cue = cues.NOT_OFFICIAL.search(reading.text)
    anchor = reading.anchors[0] if reading.anchors else None
    if cue is None or anchor is None or anchor.pronoun or "name" not in reading.text.lower():
        return
    name = reading.text[slice(*anchor.places[0])]
    base = (
        reading.about if reading.about and anchor.model.startswith(reading.about) else anchor.model
    )
    yield Finding(
        base,
        "official_name",
        name,
        cue.start(),
        cue.end(),
        f"name: {cue.group()}",
        polarity=Polarity.denies,
    )
    yield Finding(
        anchor.model,
        "release_stage",
        "announced",
        cue.start(),
        cue.end(),
        f"stage: {cue.group()}",
        polarity=Polarity.denies,
    )


def _lineage(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    for cue in cues.SUCCEEDS.finditer(reading.text):
        parents = [
            a
            for a in reading.anchors
            if not a.pronoun
            and a.start >= cue.end()
            and _DERIVED.fullmatch(text[cue.end() : a.start])
        ]
        for parent in parents[:1]:
            yield from _descended(reading, cue, parent)


def _descended(reading: Reading, cue: re.Match[str], parent: Anchor) -> Iterator[Finding]:
    """What a model that stands before a cue of descent owes to the `parent` behind it."""
    words = cue.group().lower()
    before = [a for a in reading.anchors if a.end <= cue.start() and a.part is Part.free]
    presupposed = words.startswith("predecessor")
    children = before[-1].models if before else () if presupposed else reading.scope
    nearest = words in ("bridging", "bridges") or words.endswith("between")
    for model in children[:1]:
        for origin in parent.models[:1] if nearest else parent.models:
            if origin != model:
                yield Finding(
                    model,
                    "lineage",
                    origin,
                    cue.start(),
                    parent.end,
                    f"lineage: {cue.group()}",
                    settled=presupposed,
                )


RULES = (
    rule(_codenames, cues.CODENAME),
    rule(_called, cues.NAMED),
    rule(_official_names, cues.OFFICIAL_NAME, cues.OTHER_NAME, cues.BRANDING),
    rule(_unofficial, cues.NOT_OFFICIAL),
    *variants.RULES,
    rule(_lineage, cues.SUCCEEDS),
)
"""Names, codenames, variants and lineage."""
