"""What the rest of a text says about a name in it.

"Garlic" is a model beside its maker and a bulb elsewhere; "Claude 3.7" is Claude 3.7 Sonnet
where only that one is printed; "the 20B" is a size of the family the text speaks of; and
"OpenAI's next model" is one, though it has no name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.name_grammar import TokenKind, is_measured, kind_of
from app.name_registry import MentionKind, Registry

_CONNECTOR = re.compile(
    r"[\s,;/|&>*\"'`()\u2018-\u201d-]{1,6}"
    r"|[ *]{1,3}(?:and|or|vs\.?|versus|than|over|even)[ *]{1,3}"
)
_CONNECTOR_LENGTH = 13  # the longest connector
_QUOTES = frozenset("\"'`*\u2018\u2019\u201c\u201d")

_CAPITAL_BEFORE = re.compile(r"(?<=[\w,)] )([A-Z][\w\u2019'-]*) \Z")
_POSSESSIVE = re.compile(r"['\u2019]s\b")
# "DeepSeek uploaded": a company does so, no model.
_MAKER_ACTS = re.compile(
    r" (?:(?:has|have|had|will|is|also|just|now|today|quietly|finally|officially|recently"
    r"|silently) ){0,2}"
    r"(?:releas|launch|unveil|announc|introduc|upload|publish|open-?sourc|ship|roll|teas|promis"
    r"|plan|say|said|claim|confirm|price[sd]|pricing|cut|slash|charg|drop|debut|push|put|post|rais|open)"
    r"(?:e?[sd]|ing|ped|ping|s|es)?\b"
    r"| (?i:(?:ai |open |research |community |model |non-production ){1,3}licen[sc]e)"
)
_OWNER_REACH = re.compile(r"(?:['\u2019]s?)? \Z")
_CAPITAL_REACH = 30  # characters looked back for the word before a name
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_HEADLINE_REACH = 120  # characters of a line looked at on each side of a name
_HEADLINE_SHARE = 0.6  # of its longer words begin with a capital
_INTRODUCING = frozenset(
    "Codename Codenamed Called Named Dubbed Model Models Project The A And Or With For Is".split()  # noqa: SIM905 -- a list of words reads best as words
)

_SIZE_ENDS = re.compile(r"[0-9]b(?![\w-])")  # a third of the time of a search for the whole
_BARE_SIZE = re.compile(r"[0-9]{1,4}(?:\.[0-9])?b\Z")
_LONGEST_SIZE = 7  # "1234.5b"
_NO_SIZE_BEFORE = re.compile(r"(?:[\w.$-]|\ban? )\Z")
_OF_A_SORT = re.compile(r" (?:version|variant|model|sibling|checkpoint)s?\b")
_THE = re.compile(r"(?<!\w)the \Z")
_SIZE_LINK = re.compile(r"(?:,? (?:and|or|&) |, |/)(?:the )?")
_LONGEST_SIZE_LINK = 10  # ", and the "
MOST_BEFORE = 6  # names before "the 8B" that are looked at
_LISTED_WITHIN = 60  # characters behind a name in which its sizes are told
_SIZE_REACH = 700  # characters from a name to "the 8B" that is still its family's

_ADJECTIVE = (
    r" (?!model|llm|next|upcoming|(?:is|was|are|will|has|of|for|in|on|and|to)\b)[a-z0-9-]{1,20}"
)
_NEXT_MODEL = re.compile(
    rf"(?:['\u2019]s?)?(?:{_ADJECTIVE}){{0,2}}"
    r" (?:next|upcoming|forthcoming|unreleased|future|open[- ]source|open[- ]weights?)"
    rf"(?:[- ]gen(?:eration)?)?(?:{_ADJECTIVE}){{0,3}} (?:model|llm|flagship)\b"
)
_CODENAME_OF = re.compile(r"code[- ]?names? (?:for|of|given to) \Z")
_CODENAME_REACH = 30  # characters looked back for "the codename for"
_APPOSITION_LENGTH = 20  # a little more than the longest apposition
_APPOSITION = re.compile(
    r"[\s,:(\"'\u2018\u201c*`]{1,4}|,? (?:called|named|code-?named|dubbed) [\"'\u201c*]?"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A model named in a text; `start` and `end` are code-point offsets, `end` exclusive."""

    start: int
    end: int
    model: str
    text: str
    kind: MentionKind = MentionKind.name

    @property
    def vendor(self) -> str:
        """The vendor's slug."""
        return self.model.partition("/")[0]

    def moved(self, by: int) -> Mention:
        """The same mention, `by` characters on."""
        return Mention(self.start + by, self.end + by, self.model, self.text, self.kind)


@dataclass(frozen=True, slots=True)
class VendorMention:
    """A vendor named in a text, by its slug."""

    start: int
    end: int
    vendor: str
    text: str

    def moved(self, by: int) -> VendorMention:
        """The same mention, `by` characters on."""
        return VendorMention(self.start + by, self.end + by, self.vendor, self.text)


class Found(NamedTuple):
    """A mention, and whether it may be an everyday word."""

    mention: Mention
    doubtful: bool


def without_everyday_words(
    text: str, found: list[Found], vendors: Iterable[VendorMention]
) -> list[Mention]:
    """The mentions of `found` that are names beyond doubt, or by the company they keep.

    A doubtful one stays beside another model ("gemma and phi"), or where the text names its
    vendor and shows the word as a name here or elsewhere.
    """
    if not any(item.doubtful for item in found):
        return [item.mention for item in found]
    owners = {vendor.end: vendor.vendor for vendor in vendors}
    company = {*owners.values(), *(item.mention.vendor for item in found if not item.doubtful)}
    certain = [not item.doubtful for item in found]
    _spread_to_neighbours(text, found, certain)
    unsure = {item.mention.model for item, sure in zip(found, certain, strict=True) if not sure}
    shown = {
        item.mention.model
        for item in found
        if item.mention.model in unsure and _is_shown(text, item.mention)
    }
    return [
        item.mention
        for item, sure in zip(found, certain, strict=True)
        if sure
        or (
            item.mention.vendor in company
            and item.mention.model in shown
            and (_is_owned(text, owners, item.mention) or not _in_other_name(text, item.mention))
        )
    ]


def without_vendors(
    text: str, mentions: list[Mention], vendors: list[VendorMention]
) -> list[Mention]:
    """`mentions` without family names that mean the company: "Mistral AI", "DeepSeek's R1"."""
    printed = {vendor.text for vendor in vendors}
    spans = {vendor.start: vendor.end for vendor in vendors}
    return [
        item
        for item in mentions
        if item.kind is not MentionKind.family
        or not (
            spans.get(item.start, 0) > item.end
            or (
                item.text in printed
                and (_POSSESSIVE.match(text, item.end) or _MAKER_ACTS.match(text, item.end))
            )
        )
    ]


def _spread_to_neighbours(text: str, found: list[Found], certain: list[bool]) -> None:
    """What stands beside a model in a list is a model, in both directions."""
    for step in (range(1, len(found)), range(len(found) - 1, 0, -1)):
        for right in step:
            start, end = found[right - 1].mention.end, found[right].mention.start
            if certain[right - 1] == certain[right] or end - start > _CONNECTOR_LENGTH:
                continue
            if _CONNECTOR.fullmatch(text, start, end):
                certain[right - 1] = certain[right] = True


def _is_shown(text: str, mention: Mention) -> bool:
    """Whether it is printed as a name: with a capital, a digit, or in quotes, bold or code."""
    if any(map(str.isupper, mention.text)) or any(map(str.isdigit, mention.text)):
        return True
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    return before in _QUOTES and after in _QUOTES


def _is_owned(text: str, owners: dict[int, str], mention: Mention) -> bool:
    """Whether its vendor stands right before it ("Acme's Quince"); `owners` are by end."""
    before = _OWNER_REACH.search(text, max(0, mention.start - 3), mention.start)
    return before is not None and owners.get(before.start()) == mention.vendor


def _in_other_name(text: str, mention: Mention) -> bool:
    """Whether it ends another proper name ("the AI Summit in May"), headlines apart."""
    before = text[max(0, mention.start - _CAPITAL_REACH) : mention.start]
    capital = _CAPITAL_BEFORE.search(before)
    if capital is None or capital[1] in _INTRODUCING:
        return False
    return not _in_headline(text, mention)


def _in_headline(text: str, mention: Mention) -> bool:
    """Whether its line is set in capitals, word by word."""
    before = text[max(0, mention.start - _HEADLINE_REACH) : mention.start].rpartition("\n")[2]
    after = text[mention.end : mention.end + _HEADLINE_REACH].partition("\n")[0]
    words = _LONG_WORD.findall(f"{before} {after}")
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > _HEADLINE_SHARE * len(words)


def at_full_length(registry: Registry, mentions: list[Mention]) -> list[Mention]:
    """Short names with the id of the one longer name that the text prints for them."""
    named = {item.model for item in mentions if item.kind is not MentionKind.codename}
    full = _of_shorts(registry, named) | _of_unsized(registry, named)
    return [
        replace(item, model=full[item.model]) if item.model in full else item for item in mentions
    ]


def _of_shorts(registry: Registry, named: set[str]) -> dict[str, str]:
    """For registered short names, the only longer name in `named`."""
    full = {}
    for model in named & registry.shorts:
        parts = _parts(model)
        longer = [other for other in named if parts < _parts(other)]
        if len(longer) == 1:
            full[model] = longer[0]
    return full


def _of_unsized(registry: Registry, named: set[str]) -> dict[str, str]:
    """For names without size, the only name in `named` that adds just size and date."""
    sized: dict[str, list[str]] = {}
    for model in named:
        bits = [(bit, kind_of(bit)) for bit in model.split("-")]
        if any(kind is TokenKind.size for _, kind in bits):
            rest = [bit for bit, kind in bits if kind not in {TokenKind.size, TokenKind.date}]
            sized.setdefault("-".join(rest), []).append(model)
    return {
        model: longer[0]
        for model, longer in sized.items()
        if len(longer) == 1 and model in named and model not in registry.families_whole
    }


def _parts(model: str) -> set[str]:
    """What an id is made of, its vendor included."""
    return set(model.replace("/", "-").split("-"))


def bare_sizes(
    registry: Registry, text: str, folded: str, mentions: list[Mention]
) -> Iterator[Mention]:
    """Sizes that stand for a model: "X 8B and 70B", "the 120B" of the family spoken of."""
    if not mentions:
        return
    printed = _sized(mentions)
    members = _members(registry, mentions)
    starts = [mention.start for mention in mentions]
    last: Mention | None = None
    for found in _size_places(folded):
        before = bisect_left(starts, found.end()) - 1
        inside = before >= 0 and mentions[before].end > found.start()
        if inside or is_measured(folded, found.end()):
            continue
        nearest = mentions[before] if before >= 0 else None
        if last is not None and (nearest is None or last.start > nearest.start):
            nearest = last
        model = _joined_size(folded, found, nearest)
        if model is None and _THE.search(folded[max(0, found.start() - 5) : found.start()]):
            listed = _listing(folded, found, mentions[max(before - MOST_BEFORE, 0) : before + 1])
            model = _only(printed.get(found[0])) or _of_nearest(registry, found, listed or nearest)
        if model is None and not _no_name(folded, found):
            model = _near(_only(printed.get(found[0])), nearest) or _only(members.get(found[0]))
        if model is not None:
            last = Mention(*found.span(), model, text[found.start() : found.end()])
            yield last


def _size_places(folded: str) -> Iterator[re.Match[str]]:
    """Every size: a number and "b"."""
    for ending in _SIZE_ENDS.finditer(folded):
        end = ending.end()
        if found := _BARE_SIZE.search(folded, max(0, end - _LONGEST_SIZE), end):
            yield found


def _listing(folded: str, found: re.Match[str], before: list[Mention]) -> Mention | None:
    """The model whose sizes are told right behind its name: "X in 8B and 70B sizes; the 70B"."""
    for mention in reversed(before):
        behind = min(mention.end + _LISTED_WITHIN, found.start())
        if folded.find(f" {found[0]}", mention.end, behind) >= 0:
            return mention
    return None


def _sized(mentions: Iterable[Mention]) -> dict[str, set[str]]:
    """The printed models whose ids end with a size, by it."""
    sized: dict[str, set[str]] = {}
    for model in {mention.model for mention in mentions}:
        size = model.rpartition("-")[2]
        if kind_of(size) is TokenKind.size:
            sized.setdefault(size, set()).add(model)
    return sized


def _members(registry: Registry, mentions: Iterable[Mention]) -> dict[str, set[str]]:
    """The registered sizes of the families that are printed whole, by size."""
    members: dict[str, set[str]] = {}
    for family in {mention.model for mention in mentions} & set(registry.sizes):
        for size, model in registry.sizes[family].items():
            members.setdefault(size, set()).add(model)
    return members


def _only(models: set[str] | None) -> str | None:
    return next(iter(models)) if models and len(models) == 1 else None


def _near(model: str | None, nearest: Mention | None) -> str | None:
    """A printed model of that size, where its family is the one spoken of."""
    if model is None or nearest is None:
        return None
    base = model.rpartition("-")[0]
    return model if nearest.model == base or nearest.model.startswith(f"{base}-") else None


def _no_name(folded: str, found: re.Match[str]) -> bool:
    """Whether a size is no name of its own: "a 7B", "a distilled 8B version"."""
    before = folded[max(0, found.start() - 4) : found.start()]
    return bool(_NO_SIZE_BEFORE.search(before) or _OF_A_SORT.match(folded, found.end()))


def _joined_size(folded: str, found: re.Match[str], nearest: Mention | None) -> str | None:
    """The 70B of "X 8B and 70B": the model beside it under this size."""
    if nearest is None or not 0 < found.start() - nearest.end <= _LONGEST_SIZE_LINK:
        return None
    base, _, size = nearest.model.rpartition("-")
    linked = _SIZE_LINK.fullmatch(folded, nearest.end, found.start())
    return f"{base}-{found[0]}" if linked and kind_of(size) is TokenKind.size else None


def _of_nearest(registry: Registry, found: re.Match[str], nearest: Mention | None) -> str | None:
    """The model of this size in the family last spoken of, where its maker counts sizes."""
    if nearest is None or found.start() - nearest.end > _SIZE_REACH:
        return None
    base, _, size = nearest.model.rpartition("-")
    base = base if kind_of(size) is TokenKind.size else nearest.model
    if not any(map(str.isdigit, base)) or nearest.vendor not in registry.makers_of_sizes:
        return None
    return f"{base}-{found[0]}"


def next_models(
    text: str, folded: str, vendors: Iterable[VendorMention], mentions: list[Mention]
) -> Iterator[Mention]:
    """A vendor's unnamed next model, unless the text gives its name there."""
    starts = [mention.start for mention in mentions]
    for vendor in vendors:
        found = _NEXT_MODEL.match(folded, vendor.end)
        if found is None:
            continue
        following = bisect_left(starts, vendor.start)
        named_at = starts[following] if following < len(starts) else len(text)
        if named_at < found.end() or _APPOSITION.fullmatch(
            folded, found.end(), min(named_at, found.end() + _APPOSITION_LENGTH)
        ):
            continue
        if following and mentions[following - 1].end > vendor.start:
            continue
        if _CODENAME_OF.search(folded[max(0, vendor.start - _CODENAME_REACH) : vendor.start]):
            continue
        printed = text[vendor.start : found.end()]
        yield Mention(
            vendor.start, found.end(), f"{vendor.vendor}/next", printed, MentionKind.vendor_next
        )
