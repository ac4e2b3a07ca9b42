"""Where a model can be had: products, platforms, interfaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract import cues
from app.extract.features import of_feature
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule
from app.vocabulary import Polarity

# A product, platform or interface: capitalised words behind a preposition.
_PLACE = re.compile(
    r"(?:\b(?:in|on|via|through|inside|within|to|into|across|from|by|with)|,|\band)\s(?:the\s|its\s"
    r"|their\s|paid\s|public\s|[A-Z]\w+['’]s\s)?"
    r"(?P<place>(?:OpenAI\s|Gemini\s|Claude\s|Public\s|Batch\s)?APIs?\b"
    r"|[A-Z][A-Za-z]+(?:[ .](?:[A-Z][a-zA-Z]*|AI))?(?:\s(?:Plus|Studio|Foundry|Code|Web"
    r"|Arena|Enterprise|Pro|Team|Cloud|Search))?|[a-z]+\.(?:com|ai|io))\b"
)
_POWERED_BY = re.compile(
    r"\b(?P<place>[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?),?\s(?:is\s|now\s)*powered\sby\s$"
)
LONGEST_PLACE = 30  # characters of a place in a list of places
_WHERE = caseless(
    r"\W*(?:where(?:\sto\sget\sit)?|availability|available\s(?:in|on|at|via)|access)\W{0,3}:\W{1,3}"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_API = caseless(
    r"\bapi-only\b|\boffer(?:s|ing|ed)?\s(?:[\w-]+\s){0,4}?apis?\b|\bapi(?:-based)?\saccess\b"
)
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Q[1-4]|AI|English"
    r"|China|NVIDIA|The|This|That|It|US|USA|Europe)\b"
)


def available(  # noqa: PLR0913 - a finding needs its model, its place and its words
    model: str, where: str, start: int, end: int, words: str, *, denies: bool = False
) -> Finding:
    """A finding that `model` can be had `where`, or that it cannot."""
    return Finding(
        model,
        "availability",
        value=True,
        start=start,
        end=end,
        rule=f"available: {words}",
        qualifier=where,
        polarity=Polarity.denies if denies else Polarity.asserts,
    )


def _powered(reading: Reading) -> Iterator[Finding]:
    """“Codex, powered by GPT-5.5”: the product has the model."""
    for anchor in reading.anchors:
        found = _POWERED_BY.search(reading.text, max(anchor.start - 60, 0), anchor.start)
        if found and anchor.places:
            for model in anchor.models:
                yield available(
                    model, found["place"].lower(), found.start(), anchor.end, found.group()
                )


def _placed(reading: Reading) -> Iterator[Finding]:
    """An item that lists places: "Where: Gemini app, Vertex AI, AI Studio"."""
    lead = _WHERE.match(reading.text)
    if lead is None or len(reading.scope) != 1:
        return
    for place in re.finditer(r"[^,;()]+(?:\([^()]*\))?", reading.text[lead.end() :]):
        name = _BRACKETED.sub("", place.group()).removeprefix(" and ").strip(" .*")
        if not name or len(name) > LONGEST_PLACE:
            continue
        at = lead.end() + place.start()
        yield available(reading.scope[0], name.lower(), at, at + len(name), lead.group())


def _by_api(reading: Reading) -> Iterator[Finding]:
    """“To offer APIs”, “API-based access”."""
    for cue in _API.finditer(reading.text):
        for model in reading.holders(*cue.span())[:1]:
            yield available(model, "api", *cue.span(), cue.group())


def _availability(reading: Reading) -> Iterator[Finding]:
    seen: set[str] = set()
    last_end = -1
    if not cues.AVAILABLE.search(reading.text):
        return
    for place in _PLACE.finditer(reading.text):
        before = reading.text[max(place.start() - 60, 0) : place.start("place")]
        name = place["place"].lower()
        name = "api" if name.endswith(("api", "apis")) else name
        taken = any(
            a.start < place.end("place") and place.start("place") < a.end for a in reading.anchors
        )
        listed = place.group().startswith((",", "and"))
        owns = reading.text.startswith(("'s", "’s"), place.end())
        vendor = _is_vendor(reading, place) and not (listed and seen and not owns)
        if taken or name in seen or vendor or _NO_PLACE.match(place["place"]):
            continue
        out = list(cues.AVAILABLE.finditer(before))
        if not out or (listed and place.start() - last_end > 1):
            continue
        left = place.start("place") - len(before)
        if of_feature(reading, left + out[-1].start(), left + out[-1].end()):
            continue
        last_end = place.end()
        seen.add(name)
        for model in reading.holders(place.start(), place.end()):
            yield available(model, name, *place.span(), place.group())


def _is_vendor(reading: Reading, place: re.Match[str]) -> bool:
    """Whether the place is a vendor who acts ("from Google"), not a site ("on Hugging Face")."""
    if place.group().lower().startswith(("on ", "via ", "through ")):
        return False
    return any(
        v.start == place.start("place") and v.end == place.end("place") for v in reading.vendors
    )


RULES = (
    rule(_availability, cues.AVAILABLE),
    rule(_powered, "powered by"),
    rule(_placed, "where", "availab", "access"),
    rule(_by_api, _API),
)
"""Where a model can be had."""
