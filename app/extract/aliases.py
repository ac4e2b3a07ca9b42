"""What a document's own short names and codenames stand for.

CLAIMS: within a document a short name takes the id of the fullest name printed for the same
model, and a codename the id of the model that it is said of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.extract.patterns import caseless
from app.extract.segments import Segment
from app.model_names import Mention, MentionKind

# "Codenamed Quince inside the company, the model took ...": the name opens the sentence.
_OPENS = caseless(r"\W*(?:internally\s)?(?:code[- ]?named|known\sas|nicknamed|dubbed)\W{1,3}$")
_ITS_MODEL = caseless(
    r"[^.;,]{0,60},\s(?:(?:the|this)\s(?:\w+\s)?(?:model|llm|system|release)\b|it\b|its\b)"
)


def settled(
    segments: Sequence[Segment], rows: Sequence[list[Mention]], about: str | None
) -> list[list[Mention]]:
    """`rows`, a list of mentions for each of `segments`, with aliases under the ids they mean."""
    bearers = _bearers(segments, rows, about)
    named: list[str] = []
    found = []
    for row in rows:
        new = []
        for mention in row:
            model = bearers.get(mention.text) or _full(mention, named) or mention.model
            new.append(replace(mention, model=model))
            if any(char.isdigit() for char in mention.text):
                named.append(model)
        found.append(new)
    return found


def _full(mention: Mention, named: Sequence[str]) -> str | None:
    """The model last named in full that a bare variant word ("Maverick") is short for."""
    if mention.kind is not MentionKind.name or not mention.text.isalpha():
        return None
    vendor, tail = mention.model.partition("/")[0], f"-{mention.text.lower()}"
    fits = [m for m in named if m.startswith(f"{vendor}/") and m.endswith(tail)]
    return fits[-1] if fits else None


def _bearers(
    segments: Sequence[Segment], rows: Sequence[list[Mention]], about: str | None
) -> dict[str, str]:
    """The models of codenames that a sentence opens with, as words for its subject."""
    found: dict[str, str] = {}
    last = about
    for segment, row in zip(segments, rows, strict=True):
        for mention in row:
            text = segment.text
            new = mention.kind is MentionKind.codename and mention.model.endswith(
                f"/{mention.text.lower()}"
            )
            opens = _OPENS.fullmatch(text, 0, mention.start)
            if new and opens and last and _ITS_MODEL.match(text, mention.end):
                found.setdefault(mention.text, last)
        plain = [m for m in row if m.kind is MentionKind.name]
        last = plain[0].model if plain else last
    return found
