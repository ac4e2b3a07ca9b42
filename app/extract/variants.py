"""Which variants a model is said to have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract.layout import Kind
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule

FEWEST_SIZES = 2  # of one family, to be a list of its members
BILLION = 1_000_000_000
OPENS_LINE = 2  # characters before a name that still opens its item
_OF_BASE = caseless(r"[\"”’']?\s(?:variant|version|size|flavou?r|edition)s?\sof\s(?:the\s)?")
VARIANT_WORD = re.compile(
    r"\b(?P<name>\d{1,4}B|Flash[- ]Lite|Pro|Mini|Nano|Turbo|Lite|Flash|Ultra|Standard|Max|Plus"
    r"|Preview|[Dd]istilled|Multimodal|Deep-Reasoning|Deep Reasoning|Thinking|Instant|Opus|Sonnet"
    r"|Haiku|Small|Medium|Large|Base|on-device)\b"
)
"""The words that name a variant of any model."""
_VARIANTS = caseless(
    r"\b(?:variants?|versions?|sizes?|flavou?rs?|tiers?|editions?|suffix|siblings?)\b"
)
_SIZES = re.compile(
    r"(?:(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s)\d{1,4}(?:\.\d)?B){1,5}\s(?:sizes|versions|variants|flavou?rs)\b"
)
_NO_PLANS = caseless(r"\bno\splans\s(?:\w+\s)?for\san?\s$")
_OWN_SUFFIX = caseless(r"[-\s](preview|beta|experimental)$")
_OPTION = caseless(r"[\"”’'`]{0,2}\s(?:option|entry|variant|version|toggle|setting)\b")
_PARENTHESIZED = re.compile(r"\s\(((?:[A-Z][\w-]+(?:,\s(?:and\s)?|\sand\s|\s?/\s?)?){2,6})\)")
_SIZE = re.compile(r"\d+b")
_BARE_SIZE = re.compile(r"[Ee]?\d+(?:\.\d)?[Bb](?:-[Aa]\d+[Bb])?")
_PLAIN_SIZE = re.compile(r"\d+(?:\.\d)?b")
_OWN_SIZE = re.compile(r"-\d+(?:\.\d+)?b$")
_VERSION_OF = caseless(
    r"\b(?:versions?|variants?|siblings?|editions?|brothers?|sisters?)\b(?:,?\s(?:is|was|be|called|named"
    r"|dubbed|known\sas|will|the)){0,3}[\s,:]{1,2}[\"“'‘*]{0,2}$"
)
# "Comes in three sizes: A, B and C", "ships in mini and nano versions".
_SORTS = caseless(
    r"\b(?:comes?|ships?|arrives?|released|offered|available|launch\w*|splits?|divided)\s(?:in|as|into)\s"
    r"(?:(?P<before>(?:[\w-]+,?\s){1,3}(?:and|or)\s[\w-]+\s)|(?:\w+\s){0,2})"
    r"(?:sizes|versions|variants|flavou?rs|tiers|editions)\b(?P<colon>\s?[:,(—–-]\s?)?"
)
_LISTED = re.compile(
    r"[\"“]?(?:[A-Z][\w-]++|\d+(?:\.\d)?B|[a-z]{3,10})[\"”]?"
    r"(?:(?:,\s(?:and\s)?|\s(?:and|or)\s)[\"“]?(?:[A-Z][\w-]++|\d+(?:\.\d)?B|[a-z]{3,10})[\"”]?){1,5}"
    r"(?=[.;)]|$)"
)


def _listed_sizes(reading: Reading) -> Iterator[Finding]:
    """Sizes that stand beside their family as names: "X 4: 4B and 12B"; in a headline, how big."""
    places = [
        (*place, model)
        for anchor in reading.anchors
        for place, model in zip(anchor.places, anchor.models, strict=False)
        if _BARE_SIZE.fullmatch(reading.text, *place)
    ]
    if len(places) < FEWEST_SIZES:
        return
    named = {model for anchor in reading.anchors for model in anchor.models}
    for start, end, model in places:
        size = reading.text[start:end].lower()
        base = model.removesuffix(f"-{size}")
        if base in named and base != model:
            rule = f"sizes: {reading.text[start:end]}"
            yield Finding(base, "variant", size, start, end, rule)
            if reading.segment.kind is Kind.heading and _PLAIN_SIZE.fullmatch(size):
                count = float(size.rstrip("b")) * BILLION
                yield Finding(
                    model,
                    "parameter_count",
                    count,
                    start,
                    end,
                    rule,
                    qualifier="total",
                    unit="parameters",
                )


def _variants(reading: Reading) -> Iterator[Finding]:
    """Variants that a sentence says there are: "a distilled version", "suffix "Pro""."""
    text = reading.text
    seen: set[str] = set()
    for anchor in reading.anchors:
        own = _OWN_SUFFIX.search(text, anchor.start, anchor.end)
        if own and anchor.places and _OPTION.match(text, anchor.end):
            yield Finding(
                anchor.model,
                "variant",
                own[1].lower(),
                anchor.start,
                anchor.end,
                f"variant: {own.group()}",
            )
    for word in VARIANT_WORD.finditer(text):
        name = word["name"].lower()
        before, after = (
            text[max(word.start() - 22, 0) : word.start()],
            text[word.end() : word.end() + 22],
        )
        told = (
            _VARIANTS.match(after.lstrip(" \"”'’"))
            or _SIZES.match(text, word.end())
            or re.search(r"(?:suffix|variants?|versions?)\W{1,3}$", before, re.IGNORECASE)
        )
        alone = re.search(r"^[\W]*[\"“]$", before) and after[:1] in '"”'
        planned = _NO_PLANS.search(before)
        if (not told and not alone and not planned) or name in seen:
            continue
        if any(a.start <= word.start() < a.end for a in reading.anchors):
            continue
        seen.add(name)
        of_it = _OF_BASE.match(text, word.end())
        named = [a for a in reading.anchors if of_it and a.start == of_it.end() and a.places]
        for holder in named[0].models if named else reading.holders(*word.span())[:1]:
            model = _OWN_SIZE.sub("", holder) if _SIZE.fullmatch(name) else holder
            yield Finding(
                model, "variant", name, word.start(), word.end(), f"variant: {word.group()}"
            )


def _enumerated(reading: Reading) -> Iterator[Finding]:
    """“In three sizes: Scout, Maverick and Behemoth", "in mini and nano versions"."""
    for cue in _SORTS.finditer(reading.text):
        said = _LISTED.match(reading.text, cue.end()) if cue["colon"] else None
        start, end = said.span() if said else cue.span("before")
        words = re.findall(r"[\w-]+", reading.text[max(start, 0) : max(end, 0)])
        end = max(end, cue.end())
        for base in reading.holders(*cue.span())[:1]:
            for word in words:
                known = VARIANT_WORD.fullmatch(word) or VARIANT_WORD.fullmatch(word.capitalize())
                if known or (said and word not in ("and", "or")):
                    rule = f"variant: {cue.group()}"
                    model = _OWN_SIZE.sub("", base) if _SIZE.fullmatch(word.lower()) else base
                    yield Finding(model, "variant", word.lower(), cue.start(), end, rule)


def _called_versions(reading: Reading) -> Iterator[Finding]:
    """“X and its largest version, X Ultra": a name that the word before calls a variant."""
    bases = {reading.about, *(m for anchor in reading.anchors for m in anchor.models)} - {None}
    for anchor in reading.anchors:
        called = _VERSION_OF.search(reading.text, max(anchor.start - 40, 0), anchor.start)
        base = next((b for b in bases if b and anchor.model.startswith(f"{b}-")), None)
        if called and base and anchor.places:
            name = anchor.model.removeprefix(f"{base}-")
            rule = f"variant: {called.group()}"
            yield Finding(base, "variant", name, called.start(), anchor.end, rule)


def _listed_variants(reading: Reading) -> Iterator[Finding]:
    """Variants in parentheses behind a name: "X (Pro, Mini)"."""
    text = reading.text
    for anchor in reading.anchors:
        behind = _PARENTHESIZED.match(text, anchor.end)
        if behind and not anchor.pronoun:
            for word in VARIANT_WORD.finditer(text, behind.start(1), behind.end(1)):
                yield Finding(
                    anchor.model,
                    "variant",
                    word.group().lower(),
                    anchor.start,
                    word.end(),
                    f"variant: {word.group()}",
                )


def _itemized(reading: Reading) -> Iterator[Finding]:
    """A variant an item under "two flavours:"."""
    first = reading.anchors[0] if reading.anchors else None
    base = reading.about
    if (
        reading.segment.kind is Kind.item
        and first
        and base
        and first.start <= OPENS_LINE
        and _VARIANTS.search(reading.lead)
        and first.model.startswith(f"{base}-")
    ):
        yield Finding(
            base,
            "variant",
            first.model.removeprefix(f"{base}-"),
            first.start,
            first.end,
            f"variant list: {reading.lead[:40]}",
        )


RULES = (
    rule(_variants, _VARIANTS, _OPTION, '"', "“"),
    rule(_called_versions, _VERSION_OF),
    rule(_enumerated, _SORTS),
    rule(_listed_variants, "("),
    rule(_itemized),
    rule(_listed_sizes, *(f"{digit}b" for digit in range(10))),
)
"""Which variants a model is said to have."""
