"""Whom each sentence of a document is about.

A heading, an item and a post's title lend their model to what stands under them; "it" and
"the model" go to the model last spoken of; a vendor's next model is the one that the document
itself identifies. Where that is doubtful, nobody is meant, and there will be no assertion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.extract.anchors import Anchor, Part, anchors_of, variants_behind
from app.extract.layout import Kind
from app.extract.patterns import caseless
from app.extract.segments import Segment
from app.model_names import Mention

APPOSED_WITHIN = 14  # characters between "its next model" and the name that follows
PAIR = 2
_COUNTS = {"three": 3, "four": 4, "five": 5}
ITEM_RANK = 10  # items lie below every heading
MOST_PRONOUNS = 20  # in a sentence; real ones have five at most

_PRONOUN = caseless(
    r"\b(?:(?P<one>(?:the|this|that)(?:\s(?:new|latest|upcoming|next|larger|full"
    r"|unreleased|big))?\s"
    r"(?:model|llm|ai|release|update|checkpoint)\b(?!\s(?:maker|family|development|names?|versions?|of\s(?:its|their|the\s(?:new|next))))"
    r"|it\b|its\b|the\ssystem\b)"
    r"|(?P<many>both\smodels|these\s(?:[\w-]+\s)?models|the\s(?:two\s)?models|they\b"
    r"|their\b|both\b(?=\s(?:are|were|have|had|can|will|come|came|get|got|cost|use|run|take"
    r"|accept|support|score|reach|fit|stop|ship|share|offer|beat|now|also)\b))"
    r"|(?P<all>all\s(?:three|four|five))\b(?=\s[a-z])(?!\s(?:of|benchmarks|tests|labs|companies)\b)"
    r"|(?P<another>the\sother\stwo))"
)
_COMING = caseless(
    r"\b(?:its|their|(?:the\s)?(?:company|lab)['’]s|(?:the|a)\s(?=next|new))\s?(?:next"
    r"|upcoming|forthcoming|new)(?:[- ]gen(?:eration)?)?\s(?:[\w-]+\s){0,3}(?:model|llm)\b"
)
_NEWEST = caseless(
    r"['’]s?\s(?:brand-?\s?)?(?:new|newest|latest|recent)\s(?:[\w-]+\s){0,3}?(?:model|llm|release|flagship)\b"
)
# "While X does this, Y does that": the sentence is about Y.
_SUBORDINATE = caseless(
    r"\W*(?:while|although|though|even\sthough|unlike|where|whereas|compared|as\swith"
    r"|after|before|since|like|despite|with|if|when|by)\b[^,]{3,200},"
)
_VARIANT_ANCHOR = re.compile(
    r"\b[Tt]he\s[\"“]?(?P<name>Turbo|Pro|Mini|Nano|Lite|Flash|Ultra|Max|Thinking|Instant"
    r"|Standard|Base|[A-Z][a-z]+-[A-Z][a-z]+)[\"”]?\s(?:variant|version|tier"
    r"|edition)s?\b(?:\sof\s(?:an?\s|the\s)?)?"
)
# "X is known for this, while Y is praised for its that": behind the turn "its" is Y's.
_TURN = caseless(r"\b(?:while|whereas|but|although|though)\b|;\s")
_OTHERS = caseless(
    r"\W*(?:(?!its\b|the\smodel)[\w'’-]+,?\s){0,5}?(?:models|systems|labs|companies"
    r"|organi[sz]ations|enterprises|developers|teams|businesses|"
    r"competitors|frameworks|advances|efforts|procurement|researchers|critics|investors"
    r"|rivals|vendors|startups|people|agents|alternatives)\b"
)
# "Developers will pay $3": for the model that is spoken of.
_PAYING = caseless(
    r"\W*(?:[\w-]+\s){0,2}(?:developers|businesses|enterprises|teams)\s"
    r"(?:(?:will|would|must|can|now|also)\s)*(?:pays?|(?:be|are)\scharged)\b"
)
_SOURCE = caseless(r"\b(?:according\sto|per|via)\s$")  # "according to X, it": X is not it
_ASKS_ON = caseless(r"\b(?:it|its|the\smodel)\b")
# "We recommend upgrading to X": the talk is still of what is to be left.
_ADVISED = caseless(r"\b(?:upgrad|migrat|switch|mov)(?:e|ing)\sto\s")
# "Access the full API": to do with whatever model, where none is named.
_BIDS = caseless(
    r"\W*(?:access|see|read|learn|visit|check|explore|contact|refer)\b(?!\s(?:is|was|to)\b)"
)
_NAMES_MODEL = caseless(r"\W*(?:model|name|model\sname|product)\W{1,4}")
_ADVICE = caseless(r"\byour?\b|\byou['’]")
_YOU_CAN = caseless(r"\byou\scan\snow\b")
_EXPLETIVE = caseless(
    r"it(?:['’]s|\sis|\swas|\swould\sbe|\sseems|\sappears|\slooks|\smight\sbe|\smakes\ssense)\s"
    r"(?:(?:still|also|not|very|quite|un)\s?)*(?:clear|unclear|possible|likely|unlikely"
    r"|worth|important|"
    r"hard|difficult|easy|interesting|notable|rumou?red\sthat|reported\sthat|said\sthat"
    r"|expected\sthat|that|to|"
    r"been|time|all|just|about|unknown|safe|fair|true|like)\b"
)


@dataclass(slots=True)
class Subject:
    """A segment's anchors, and the models it belongs to where it names none (`scope`).

    `earlier`: whom the sentence before was about; `plural`: the models last listed; `lead`: the
    line that opens its list; `line`: it is a line of a row, not a segment of the document.
    """

    index: int
    segment: Segment
    anchors: tuple[Anchor, ...]
    mentions: tuple[Mention, ...]
    scope: tuple[str, ...]
    heading: str
    earlier: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    lead: str = ""
    line: bool = False


@dataclass
class _Scope:
    rank: int
    models: tuple[str, ...]
    words: str


@dataclass
class Tracker:
    """Walks the segments in order and keeps who was spoken of.

    `about`: the model that the whole document is about, or None; `strong`: hardly any other is
    named, so that even an item with a headline of its own is about it.
    """

    about: str | None
    scopes: list[_Scope] = field(default_factory=list)
    topic: tuple[str, ...] = ()
    topic_block: int = -1
    plural: tuple[str, ...] = ()
    plural_block: int = -9
    told: tuple[str, ...] = ()
    told_block: int = -1
    topic_poster: str | None = None
    strong: bool = True
    asked: tuple[str, ...] = ()
    lead: str = ""

    def read(
        self,
        index: int,
        segment: Segment,
        mentions: Sequence[Mention],
        vendors: Sequence[tuple[int, int, str]],
    ) -> Subject:
        """Whom `segment` speaks of; call it for every segment, in order."""
        self._enter(segment)
        anchors = anchors_of(segment.text, mentions)
        anchors, doubtful = self._with_pronouns(segment, anchors, vendors)
        scope = () if doubtful and not anchors else self._scope(segment)
        subject = Subject(
            index,
            segment,
            tuple(anchors),
            tuple(mentions),
            scope,
            self._words(),
            self.topic,
            self.plural,
            self.lead,
        )
        self._remember(segment, anchors)
        return subject

    def _enter(self, segment: Segment) -> None:
        if not segment.first:
            return
        rank = _rank(segment)
        if rank is not None:
            self.scopes = [scope for scope in self.scopes if scope.rank < rank]

    def _scope(self, segment: Segment) -> tuple[str, ...]:
        if _BIDS.match(segment.text, segment.body) or _YOU_CAN.search(segment.text):
            return ()
        if segment.kind is Kind.prose and (
            (_OTHERS.match(segment.text) and not _PAYING.match(segment.text))
            or _ADVICE.search(segment.text)
        ):
            return ()
        return self._inherited(segment)

    def _inherited(self, segment: Segment) -> tuple[str, ...]:
        if self.topic_block == segment.block and self.topic and not segment.first:
            return self.topic
        for scope in reversed(self.scopes):
            if scope.models:
                return scope.models
        if segment.kind is Kind.item and segment.label and not self.strong:
            return ()
        if self.about:
            return (self.about,)
        return self.topic if segment.poster else ()  # a reply goes on about what was posted

    def _words(self) -> str:
        return " / ".join(scope.words for scope in self.scopes if scope.rank < ITEM_RANK)

    def _antecedent(self, segment: Segment) -> tuple[str, ...]:
        """Whom a pronoun means that has nobody before it in its own sentence."""
        if segment.poster != self.topic_poster:
            return self._inherited(segment)
        if self.topic and (
            self.topic_block == segment.block or segment.block - self.topic_block <= 1
        ):
            return self.topic
        return self._inherited(segment)

    def _with_pronouns(
        self, segment: Segment, named: list[Anchor], vendors: Sequence[tuple[int, int, str]]
    ) -> tuple[list[Anchor], bool]:
        """The anchors with those that pronouns make, and whether some pronoun means nobody."""
        anchors = list(named)
        anchors += self._coming(segment.text, named, vendors)
        newest = [self._newest(segment, named, *vendor) for vendor in vendors]
        doubtful = () in newest
        anchors += [anchor for found in newest for anchor in found or ()]
        anchors = self._with_variants(segment.text, anchors)
        anchors.sort(key=lambda anchor: anchor.start)
        for found in islice(_PRONOUN.finditer(segment.text), MOST_PRONOUNS):
            start, end = found.span()
            owner = found.group() in ("its", "their") and any(a.start == end + 1 for a in named)
            if owner or _EXPLETIVE.match(segment.text, start):
                continue  # "its GPT-6": the maker's
            models = self._meant(segment, anchors, vendors, found)
            if models:
                anchors.append(Anchor(start, end, models, Part.free, pronoun=True))
                anchors.sort(key=lambda anchor: anchor.start)
            doubtful = doubtful or not models
        return anchors, doubtful

    def _coming(
        self, text: str, named: list[Anchor], vendors: Sequence[tuple[int, int, str]]
    ) -> Iterator[Anchor]:
        """“Its next model” after a vendor's name: the vendor's next, or the one identified."""
        for found in _COMING.finditer(text) if vendors else ():
            owners = [vendor for _, end, vendor in vendors if end <= found.start()]
            if not owners or any(0 <= a.start - found.end() < APPOSED_WITHIN for a in named):
                continue
            known = self.about is not None and self.about.startswith(f"{owners[-1]}/")
            model = self.about if known and self.about else f"{owners[-1]}/next"
            yield Anchor(*found.span(), (model,), Part.free, pronoun=True)

    def _newest(
        self, segment: Segment, named: list[Anchor], start: int, end: int, vendor: str
    ) -> tuple[Anchor, ...] | None:
        """“Acme's new mid-sized model": the one spoken of, if it is that maker's."""
        found = _NEWEST.match(segment.text, end)
        if found is None or any(start <= a.start < found.end() + APPOSED_WITHIN for a in named):
            return None
        meant = self._antecedent(segment)
        if len(meant) != 1 or not meant[0].startswith(f"{vendor}/"):
            return ()
        return (Anchor(start, found.end(), meant, Part.free, pronoun=True),)

    def _with_variants(self, text: str, anchors: list[Anchor]) -> list[Anchor]:
        """“The Turbo variant of X” is X Turbo; without an "of X", of the document's model."""
        for found in _VARIANT_ANCHOR.finditer(text):
            base = next((a for a in anchors if a.start == found.end() and not a.pronoun), None)
            model = base.model if base else self.about
            if model is None or found["name"].islower():
                continue
            end = base.end if base else found.end()
            anchors = [a for a in anchors if a is not base]
            anchors.append(
                Anchor(
                    found.start(),
                    end,
                    (f"{model}-{found['name'].lower()}",),
                    Part.free,
                    pronoun=True,
                )
            )
        return anchors

    def _meant(
        self,
        segment: Segment,
        anchors: list[Anchor],
        vendors: Sequence[tuple[int, int, str]],
        found: re.Match[str],
    ) -> tuple[str, ...]:
        before = [a for a in anchors if a.end <= found.start() and a.part is not Part.rival]
        if found["many"] or found["all"]:
            return self._several_meant(segment, before, found)
        if found["another"]:
            return ()
        if before:
            turned = max(
                (t.end() for t in _TURN.finditer(segment.text, 0, found.start())), default=0
            )
            before = [a for a in before if a.start >= turned] or before
            first = next((a for a in before if a.part is Part.free), before[-1])
            is_it = found.group().lower() in ("it", "its")
            if is_it and _vendor_between(first, vendors, found.start(), segment.text):
                return ()
            return first.models if len(first.models) == 1 else ()
        if found.group().lower() in ("it", "its") and any(
            end <= found.start()
            and not segment.text[end : end + 2].startswith(("'s", "’s"))
            and not _SOURCE.search(segment.text, max(start - 14, 0), start)
            for start, end, _ in vendors
        ):
            return ()
        antecedent = self._antecedent(segment)
        return antecedent if len(antecedent) == 1 else ()

    def _several_meant(
        self, segment: Segment, before: list[Anchor], found: re.Match[str]
    ) -> tuple[str, ...]:
        """Whom "they", "both" or "all three" mean: the models last listed."""
        if found["all"]:
            count = _COUNTS[found["all"].split()[-1]]
            return self.plural if len(self.plural) == count else ()
        groups = [a.models for a in before if len(a.models) > 1]
        fresh = segment.block - self.plural_block <= 1 and segment.poster == self.topic_poster
        return groups[-1] if groups else self.plural if fresh else ()

    def _count(self, block: int, models: tuple[str, ...]) -> None:
        """Two models that a paragraph spoke of one after the other are "both"."""
        if block != self.told_block:
            self.told, self.told_block = (), block
        if len(models) == 1 and models[0] not in self.told:
            self.told = (*self.told, *models)
        if len(self.told) == PAIR and models and not set(self.told) <= set(self.plural):
            self.plural, self.plural_block = self.told, block

    def _remember(self, segment: Segment, anchors: list[Anchor]) -> None:
        if segment.kind is not Kind.item or segment.text.endswith(":"):
            self.lead = segment.text if segment.text.endswith(":") else ""
        advised = _ADVISED.search(segment.text) if self.topic else None
        told = [a for a in anchors if not advised or a.start < advised.start()]
        named = [a for a in told if a.part is not Part.rival]
        free = [a for a in named if a.part is Part.free] or named
        if self.about:
            free = [a for a in free if not a.family]
        lead = _SUBORDINATE.match(segment.text)
        main = [a for a in free if not lead or a.start >= lead.end()] or free
        main = variants_behind(main, segment.body) or main
        models = main[0].models if main else ()
        self._count(segment.block, models)
        if several := _several(named):
            self.plural, self.plural_block = several, segment.block
        rank = _rank(segment)
        if segment.kind is Kind.question:
            models = self.asked = models or (self.asked if _ASKS_ON.search(segment.text) else ())
        if rank is not None and segment.first and segment.kind is not Kind.prose:
            self.scopes.append(_Scope(rank, models, segment.label or segment.text[:80]))
        if segment.kind is Kind.item and _NAMES_MODEL.match(segment.text) and models:
            self.scopes.append(_Scope(ITEM_RANK - 1, models, segment.text[:80]))
        if segment.kind in (Kind.heading, Kind.question):
            self.topic, self.topic_block = (), -1
        elif models:
            self.topic, self.topic_block, self.topic_poster = models, segment.block, segment.poster


def _several(named: Sequence[Anchor]) -> tuple[str, ...]:
    """The models that a sentence lists, or a model and the variant that it names beside it."""
    listed = next((a.models for a in reversed(named) if len(a.models) > 1), ())
    single = tuple(dict.fromkeys(a.model for a in named if a.places and len(a.models) == 1))
    if listed or len(single) != PAIR:
        return listed
    return single if single[1].startswith(f"{single[0]}-") else ()


def _rank(segment: Segment) -> int | None:
    if segment.kind in (Kind.heading, Kind.question):
        return segment.depth or 7
    if segment.kind is Kind.item:
        return ITEM_RANK + segment.depth
    return ITEM_RANK if segment.kind in (Kind.prose, Kind.row) and segment.first else None


def _vendor_between(
    anchor: Anchor, vendors: Sequence[tuple[int, int, str]], place: int, text: str
) -> bool:
    """Whether "it" at `place` may mean a vendor named after the model."""
    return any(
        anchor.end <= start and end <= place and not text[end : end + 2].startswith(("'s", "’s"))
        for start, end, _ in vendors
    )
