"""Where a sentence speaks of a model: by name, or by "it" and "the model", and in which part.

An anchor's part in the sentence decides what it may hold: a rival ("than GPT-4o") never gets
the value that is said of the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from app.extract.patterns import caseless
from app.model_names import Mention, MentionKind


class Part(StrEnum):
    """The part an anchor plays: `free` may be the subject; `rival` is compared with."""

    free = "free"
    rival = "rival"
    oblique = "oblique"


@dataclass(slots=True)
class Named:
    """A name in a sentence (a benchmark, a vendor): its place and id."""

    start: int
    end: int
    id: str
    text: str


@dataclass(slots=True)
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
    family: bool = False

    @property
    def model(self) -> str:
        """The one model meant, or the first of several."""
        return self.models[0]


LEAD = 60  # characters before a name that tell its part
LEAD_WORDS = 4  # words before a name that tell its part, fillers left out
LONGEST_LINK = 70  # characters between two coordinated names

# Caseless that may stand between "than" or "of" and a name without changing its part.
_FILLER = re.compile(
    r"the|an?|its|their|his|our|both|even|only|just|standard|vanilla|original|existing|previous"
    r"|full|current|latest|earlier|older|newer|larger|smaller|upcoming|new|rumou?red|forthcoming"
    r"|future|hypothetical|launch|predecessors?|competitors?|rivals?|models?|like|such|as"
    r"|including|already-released|[a-z]+-horizon|openai|anthropic|google|deepmind|meta|xai"
    r"|mistral|ai|deepseek|alibaba|microsoft|nvidia|amazon|apple|cohere|[\w.&-]{2,20}['’]s?"
)
_RIVAL = caseless(
    r"(?:\bthan|\bvs\.?|\bversus|\bv\.|\bagainst|\bover|\bcompar\w+ (?:to|with)|\brelative to|"
    r"\bunlike|\bsurpass\w*|\boutperform\w*|\bbeat\w*|\bexceed\w*|\bbehind|\bmatch\w*|\brival\w*|"
    r"\btrail\w*|\bovertak\w*|\boutscor\w*|\bclose to|\bnear|\bon par with|\bequal to|"
    r"\b(?:look|sound|feel|seem)s? (?:like|to)|\b(?:something|more) like|"
    r"\bcomparable (?:to|with)|\bsimilar to|\bin line with|\bahead of|\bbelow|\babove|\beclips\w*|"
    r"\b(?:look|sound|feel|seem|something|more|closer?)s? (?:like|to)|\bedg\w+ out|\btops?"
    r"|\bas \w+ as|\bsame(?: \w+)? as|\bpoints? from|\btwice|\bdouble|\btriple|\btimes|\bof what"
    r"|\bundercut\w*|\bclear of|\bwhat)\s*$"
)
_OBLIQUE = caseless(
    r"\b(?!including|being|making|showing|letting|allowing|enabling|helping|seeing"
    r"|having)\w{3,}ing\s*$|\b(?:uses?|used|takes?|took|took\sthe|of|for|in|on|with|by|to"
    r"|from|via|about|like|as|into|under|using|between|and|succeeds?|"
    r"replac\w+|supersed\w+|bridg\w+|building upon|built on|upon)\s*$"
)
_LIKE_IT = re.compile(
    r"-(?:plus|level|class|tier|like|quality)\b|\slevel\b"
)  # "GPT-4-level" is no GPT-4
_JOIN = caseless(
    r"\s*(?:models?\b\s*)?(?:(?:\([^()]{0,40}\)|(?:at|with)\s[\d.]{1,6}%?)\s*)?"
    r"(?:,|/|&|\+|and|or|nor|,\s*and|,\s*or|,\s*&|and also|as well as|,\s*as well as|plus)?"
    r"\s*(?:(?:the|its|both|even|now|then|standard|original|[\w.&-]{2,20}['’]s|[\"“‘'*])\s*)*"
)
# "$3 for A, and B costs $5": the verb of one begins a clause of its own.
_ACTS_ALONE = caseless(
    r"\s(?:is|was|has|does|costs|charges|gets|got|runs|scores|hits|beats|trails|leads|comes"
    r"|supports|takes|accepts|reaches|uses|needs|offers|sits|remains|stays|launched|shipped|followed)\b"
)
_RELATIVE = re.compile(r",\swhich\b")  # "move to X, which costs less"
_BRACKET_OPENS = re.compile(r"\s(?:models?\s)?\([\"`*]*")  # "the X model (x-20260101)"
_CONJOINED = caseless(r",|/|&|\+|\band\b|\bn?or\b|\bas well as\b|\bplus\b")


def anchors_of(text: str, mentions: Sequence[Mention]) -> list[Anchor]:
    """The anchors of one sentence from the names in it, coordinations joined."""
    mentions = _without_ids(text, mentions)
    joints = _joints(text, mentions)
    found: list[Anchor] = []
    for mention, joined in zip(mentions, joints, strict=True):
        if joined:
            found[-1] = _with_another(found[-1], mention)
            continue
        span = ((mention.start, mention.end),)
        part = _part(text, mention.start)
        if part is Part.oblique and _RELATIVE.match(text, mention.end):
            part = Part.free
        if _LIKE_IT.match(text, mention.end):
            part = Part.rival
        family = mention.kind is MentionKind.family
        found.append(
            Anchor(mention.start, mention.end, (mention.model,), part, places=span, family=family)
        )
    return found


def _without_ids(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """`mentions` but for the one build in brackets by which an API calls the model before it."""
    kept = list(mentions[:1])
    for last, mention in pairwise(mentions):
        build = mention.model.removeprefix(f"{last.model}-")
        apposed = _BRACKET_OPENS.fullmatch(text, last.end, mention.start)
        if not (apposed and build.replace("-", "").isdigit() and text.startswith(")", mention.end)):
            kept.append(mention)
    return kept


def variants_behind(anchors: Sequence[Anchor], body: int) -> list[Anchor]:
    """The variants told of from `body` on whose base the headline names: "X is up: X mini has"."""
    if not anchors or anchors[0].start >= body or anchors[0].family:
        return []
    base = f"{anchors[0].model}-"
    return [a for a in anchors if a.start >= body and a.model.startswith(base)]


def _joints(text: str, mentions: Sequence[Mention]) -> list[bool]:
    """For each mention, whether it is coordinated with the one before it.

    A mere comma joins only inside a list that an "and" closes: "A, B and C".
    """
    links = [""] + [_link(text[a.end : b.start]) for a, b in pairwise(mentions)]
    joints = [link == "and" for link in links]
    for index in range(len(links) - 2, 0, -1):
        joints[index] = joints[index] or (links[index] == "," and joints[index + 1])
    for index, (one, other) in enumerate(pairwise(mentions), 1):
        listed = index > 1 and joints[index - 1]
        if joints[index] and not listed and text.startswith(", and ", one.end):
            joints[index] = _ACTS_ALONE.match(text, other.end) is None
    return joints[: len(mentions)]


def _link(between: str) -> str:
    """“and” for a coordination, "," for a mere comma, "" for anything else."""
    if len(between) > LONGEST_LINK or not _CONJOINED.search(between):
        return ""
    if not _JOIN.fullmatch(between.strip("\"”’'*) ")):
        return ""
    return "," if between.strip("\"”’'*) (").rstrip() in (",", ", the") else "and"


def _with_another(last: Anchor, mention: Mention) -> Anchor:
    if mention.model in last.models:
        return replace(last, end=mention.end)
    return replace(
        last,
        end=mention.end,
        models=(*last.models, mention.model),
        places=(*last.places, (mention.start, mention.end)),
    )


def _part(text: str, start: int) -> Part:
    words = text[max(start - LEAD, 0) : start].split()
    bare = list(words)
    while bare and _is_filler(bare[-1]):
        bare.pop()
    for lead in (words, bare):
        before = " ".join(lead[-LEAD_WORDS:]) + " "
        if _RIVAL.search(before):
            return Part.rival
        if _OBLIQUE.search(before):
            return Part.oblique
    return Part.free


def _is_filler(word: str) -> bool:
    """Whether a word leaves the part of what follows as it is; a comma ends the phrase."""
    plain = word.strip('"“”‘*(),`').lower()
    if word.endswith(",") and not plain.startswith(("predecessor", "competitor", "rival")):
        return False
    return not plain or _FILLER.fullmatch(plain) is not None
