"""How sure a document sounds of a finding: the wording of the sentence, and what stands around it.

CLAIMS § "Confidence": a disclaimer over the whole lowers plain statements about the document's
own model; a heading that says "rumoured" lowers what stands under it; what a sentence takes as
given is not touched by its hedge.
"""

from __future__ import annotations

from dataclasses import replace

from app.extract.anchors import Part
from app.extract.attribution import AUTHOR, CROWD, Credit
from app.extract.confidence import Shown, shown
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.whole import Whole
from app.vocabulary import Confidence, Polarity, Sourcing

NAMING = frozenset({"official_name", "codename", "variant"})
FIGURES = frozenset({"benchmark_score", "context_window", "speed", "price"})

_PRESUPPOSED = caseless(r"\b(?:already|newly|recently)[\s-]$")
_HEDGED_HEADING = caseless(
    r"\brumou?r(?:s|ed)?\b|\bspeculati\w+\b|\bunconfirmed\b|\(estimated?\)|^if\b"
)


def sure_of(
    whole: Whole, reading: Reading, finding: Finding, credit: Credit, heading: str
) -> Shown:
    """What the document shows for a finding in one of its sentences."""
    sure = wording(whole, reading.text, finding, credit)
    plain = sure.cue is None and not sure.denies
    section = heading.rpartition(" / ")[2]
    if plain and finding.model not in whole.released and _HEDGED_HEADING.search(section):
        sure = replace(sure, level=Confidence.low, explicit="(" in section)
    if _is_given(reading, finding, whole.released):
        sure = replace(sure, level=Confidence.certain, explicit=False)
    return sure


def wording(whole: Whole, line: str, finding: Finding, credit: Credit) -> Shown:
    """What the words of `line` show, over what the document shows for plain statements."""
    return shown(
        line,
        finding.start,
        finding.end,
        vendor=credit.sourcing is Sourcing.official,
        named=credit.sourcing is Sourcing.named,
        plain=_plain(whole, finding, credit),
    )


def _is_given(reading: Reading, finding: Finding, released: frozenset[str]) -> bool:
    """Whether a hedge of the sentence does not touch what it takes as given.

    That is what a released rival is compared by ("expected to beat GPT-4o's 88 %"), and what
    an adjective presupposes ("the already-released GPT-5").
    """
    if finding.attribute == "release_stage":
        return bool(_PRESUPPOSED.search(reading.text[: finding.start]))
    rivals = {m for a in reading.anchors if a.part is Part.rival for m in a.models}
    return finding.attribute in FIGURES and finding.model in rivals and finding.model in released


def _is_of(model: str, about: str | None) -> bool:
    """Whether `model` is the one the document is about, or a variant of it."""
    return about is not None and (model == about or model.startswith(f"{about}-"))


def _day_of(finding: Finding) -> str | None:
    """The last day on which a finding happens, where it says one."""
    if finding.attribute == "release_stage":
        return str(finding.at) if finding.at else None
    if finding.attribute != "release_date":
        return None
    return str(finding.value[-1] if isinstance(finding.value, list) else finding.value)


def _plain(whole: Whole, finding: Finding, credit: Credit) -> Confidence:
    """The level of a statement that no wording governs."""
    own = credit.speaker == AUTHOR and _is_of(finding.model, whole.about)
    if whole.disclaimed and own and finding.polarity is Polarity.asserts:
        return Confidence.moderate
    if credit.speaker == CROWD and finding.attribute in NAMING:
        return Confidence.low  # what people call a model is no name of it yet
    day = whole.document.published
    if day is not None and (coming := _day_of(finding)) and coming > day.isoformat():
        return Confidence.high
    return Confidence.certain
