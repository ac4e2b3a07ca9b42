"""Where a sentence speaks of a model: by name, or by "it" and "the model", and in which part.

An anchor's part in the sentence decides what it may hold: a rival ("than GPT-4o") never gets
the value that is said of the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.model_names import Mention, MentionKind


class Part(StrEnum):
    """The part an anchor plays: `free` may be the subject; `rival` is compared with."""

    free = "free"
    rival = "rival"
    oblique = "oblique"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The models meant at `[start, end)` of a sentence; several where they are coordinated.

    `places` are the single mentions of a coordination, in the order of `models`.
    """

    start: int
    end: int
    models: tuple[str, ...]
    part: Part
    pronoun: bool = False
    places: tuple[tuple[int, int], ...] = ()
    before: str = ""
    family: bool = False

    @property
    def model(self) -> str:
        """The one model meant, or the first of several."""
        return self.models[0]


_FILLER = (
    r"(?:the|an?|its|their|his|our|both|even|only|just|standard|vanilla|original|existing|previous|full|"
    r"current|latest|earlier|older|newer|larger|smaller|upcoming|new|rumou?red|forthcoming|future|"
    r"hypothetical|launch|predecessors?|competitors?|rivals?|models?|like|such as|including|"
    r"already-released|longer-horizon|[\w.&-]{2,20}['’]s?|[\"“‘(*])"
)
_TAIL = re.compile(rf"(?:{_FILLER}[\s,]*)+$", re.IGNORECASE)
_RIVAL = re.compile(
    r"(?:\bthan|\bvs\.?|\bversus|\bv\.|\bagainst|\bover|\bcompar\w+ (?:to|with)|\brelative to|"
    r"\bunlike|\bsurpass\w*|\boutperform\w*|\bbeat\w*|\bexceed\w*|\bbehind|\bmatch\w*|\brival\w*|"
    r"\btrail\w*|\bovertak\w*|\boutscor\w*|\bclose to|\bnear|\bon par with|\bequal to|"
    r"\bcomparable (?:to|with)|\bsimilar to|\bin line with|\bahead of|\bbelow|\babove|\beclips\w*|"
    r"\bedg\w+ out|\btops?|\bas \w+ as|\bpoints? from)\s*$",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(
    r"\b(?!including|being)\w{3,}ing\s*$|\b(?:uses?|used|takes?|took|took\sthe|of|for|in|on|with|by|to|from|via|about|like|as|into|under|using|between|and|succeeds?|"
    r"replac\w+|supersed\w+|bridg\w+|after|before|since|building upon|built on|upon)\s*$",
    re.IGNORECASE,
)
_LIKE_IT = re.compile(r"-(?:plus|level|class|tier|like|quality)\b")  # "GPT-4-level" is no GPT-4
_JOIN = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:,|/|&|\+|and|or|,\s*and|,\s*or|,\s*&|and also|as well as|,\s*as well as|plus)?"
    r"\s*(?:(?:the|its|both|even|now|then|standard|original|[\w.&-]{2,20}['’]s|[\"“‘'*])\s*)*",
    re.IGNORECASE,
)
_CONJOINED = re.compile(r",|/|&|\+|\band\b|\bor\b|\bas well as\b|\bplus\b", re.IGNORECASE)


def anchors_of(text: str, mentions: Sequence[Mention]) -> list[Anchor]:
    """The anchors of one sentence from the names in it, coordinations joined."""
    found: list[Anchor] = []
    for mention in mentions:
        if found and (joined := _joined(text, found[-1], mention)):
            found[-1] = joined
            continue
        span = ((mention.start, mention.end),)
        part, before = _part(text, mention.start)
        if _LIKE_IT.match(text, mention.end):
            part = Part.rival
        family = mention.kind is MentionKind.family
        found.append(
            Anchor(mention.start, mention.end, (mention.model,), part, False, span, before, family)
        )
    return found


def _joined(text: str, last: Anchor, mention: Mention) -> Anchor | None:
    between = text[last.end : mention.start]
    if len(between) > 70 or not _CONJOINED.search(between):
        return None
    if not _JOIN.fullmatch(between.strip("\"”’'*) ")):
        return None
    if mention.model in last.models:
        return replace(last, end=mention.end)
    return replace(
        last,
        end=mention.end,
        models=(*last.models, mention.model),
        places=(*last.places, (mention.start, mention.end)),
    )


def _part(text: str, start: int) -> tuple[Part, str]:
    before = text[max(start - 60, 0) : start]
    for lead in (before, _TAIL.sub("", before)):
        if found := _RIVAL.search(lead):
            return Part.rival, found.group().strip().lower()
        if found := _OBLIQUE.search(lead):
            return Part.oblique, found.group().strip().lower()
    return Part.free, ""
