"""Codenames that a text introduces itself: "its next model, codenamed Quince".

CLAIMS.md, `model`: a codename has the id of the model it is; one never identified is
`vendor/codename`; an anonymous model of unknown make is `unknown/codename`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from app.name_context import Mention, VendorMention
from app.name_registry import MentionKind, slug_of

MOST_CODENAMES = 20
"""Codenames taken from one text; more than that is a list of something else."""

_OPEN = r"(?:<\w{1,8}>)?[\"'`*\u2018\u201c]{0,3}"
_CLOSE = r"[\"'`*\u2019\u201d]{0,3}(?:</\w{1,8}>)?"
_CAPITAL = r"[A-Z][a-zA-Z0-9]{2,20}"
_CODE = r"[Cc]ode[- ]?name"
_NAME = (
    rf"(?:{_CAPITAL}(?:[ -](?:{_CAPITAL}|[0-9]{{1,2}}))?|[a-z]{{3,20}}(?:-[a-z0-9]{{2,20}}){{1,2}}"
    r"|(?<=[\"'`\u2018\u201c])[a-z]{3,20}(?=[\"'`\u2019\u201d]))"
)
_INTRODUCED = re.compile(
    rf"(?:{_CODE}d?(?: internally)?(?: as| is| was|:)?"
    r"|[Ii]nternally (?:called|known as|named|dubbed|referred to as)"
    r"|(?:model|LLM|checkpoint) (?:called|named|dubbed|known as|nicknamed))"
    rf" {_OPEN}({_NAME})(?![\w-])"
)
_EXPLAINED = re.compile(
    rf"\b({_CAPITAL}(?: {_CAPITAL})?){_CLOSE},? (?:is|as|was) (?:(?:the|an?|its|their) )?"
    rf"(?:internal |working ){{0,2}}{_CODE}\b"
)
_OTHER_THINGS = re.compile(
    r"\b(?:chips?|gpus?|cpus?|processors?|phones?|headsets?|devices?|gadgets?|consoles?|data ?cent"
    r"(?:er|re)s?|clusters?|supercomputers?|operations?|robots?|cars?|browsers?|apps?)\b"
)
_CODE_WORD = re.compile("code[- ]?name")
_OPENINGS = ("code", "internally ", "model ", "llm ", "checkpoint ")  # of `_INTRODUCED`
_EXPLAINED_REACH = 75  # characters before "codename" that `_EXPLAINED` may take
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_SENTENCE_REACH = 200  # characters of a sentence looked at before an introduction
_TIED = 30  # characters between a model and the introduction of its own codename
_NO_NAMES = frozenset(
    "The This That These Its Their Our Internal Project Model Models Who What And Not".split()  # noqa: SIM905 -- a list of words reads best as words
)


def introduced(
    text: str, folded: str, mentions: list[Mention], vendors: list[VendorMention]
) -> Iterator[Mention]:
    """Every place of a codename that `text` introduces and `mentions` do not have."""
    owners = dict(_owners(text, folded, mentions, vendors))
    if not owners or len(owners) > MOST_CODENAMES:
        return
    names = "|".join(re.escape(name) for name in sorted(owners, key=len, reverse=True))
    taken = _spans(mentions, vendors)
    for found in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", text):
        if _free(taken, *found.span()):
            model = owners[found[0]]
            yield Mention(*found.span(), model, found[0], MentionKind.codename)


def _owners(
    text: str, folded: str, mentions: list[Mention], vendors: list[VendorMention]
) -> Iterator[tuple[str, str]]:
    """New codenames with the ids they stand for."""
    tellings = list(_tellings(text, folded))
    if not tellings:
        return
    taken = _spans(mentions, vendors)
    counted = Counter(vendor.vendor for vendor in vendors)
    usual = counted.most_common(1)[0][0] if counted else "unknown"
    for found in tellings:
        start = _sentence_start(text, found.start())
        apart = _OTHER_THINGS.search(folded, start, found.start(1)) is not None
        if apart or found[1].split()[0] in _NO_NAMES or not _free(taken, *found.span(1)):
            continue
        model = _tied_model(mentions, start, found.start())
        vendor = _nearest(vendors, start, found.start()) or usual
        yield found[1], model or f"{vendor}/{slug_of(found[1])}"


def _tellings(text: str, folded: str) -> Iterator[re.Match[str]]:
    """Where a codename is told, found by its first word: patterns alone are slow."""
    for opening in _OPENINGS:
        at = folded.find(opening)
        while at >= 0:
            if (found := _INTRODUCED.match(text, at)) or (found := _explained(text, folded, at)):
                yield found
            at = folded.find(opening, at + len(opening))


def _explained(text: str, folded: str, at: int) -> re.Match[str] | None:
    """The codename before the word "codename" at `at`."""
    code = _CODE_WORD.match(folded, at)
    return code and _EXPLAINED.search(text, max(0, at - _EXPLAINED_REACH), code.end() + 1)


def _spans(mentions: list[Mention], vendors: list[VendorMention]) -> list[tuple[int, int]]:
    named = [(mention.start, mention.end) for mention in mentions]
    return sorted([*named, *((vendor.start, vendor.end) for vendor in vendors)])


def _sentence_start(text: str, index: int) -> int:
    start = max(0, index - _SENTENCE_REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start, index)]
    return ends[-1] if ends else start


def _tied_model(mentions: list[Mention], start: int, end: int) -> str | None:
    """The model named right before, whose codename is told."""
    at = bisect_left(mentions, end, key=lambda mention: mention.end + 1) - 1
    if at < 0 or mentions[at].start < start or end - mentions[at].end > _TIED:
        return None
    named = mentions[at].kind is MentionKind.name
    return mentions[at].model if named else None


def _nearest(vendors: list[VendorMention], start: int, end: int) -> str | None:
    """The vendor named last between `start` and `end`."""
    at = bisect_left(vendors, end, key=lambda vendor: vendor.start) - 1
    return vendors[at].vendor if at >= 0 and vendors[at].start >= start else None


def _free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether none of the `taken` spans, in order, meets `start` to `end`."""
    at = bisect_left(taken, (end, 0)) - 1
    return at < 0 or taken[at][1] <= start
