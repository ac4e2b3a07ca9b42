"""One sentence as the rules see it: its words, whom it speaks of, its figures, dates and names.

A rule asks a `Reading` who holds what stands at a place (`holders`); everything costly is read
once, when first asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from app.extract.anchors import Anchor, Named, Part
from app.extract.benchmarks import Benchmarks
from app.extract.dates import Window, names_a_day, windows
from app.extract.patterns import caseless
from app.extract.segments import Segment
from app.extract.values import Quantity, quantities
from app.vocabulary import Op, Polarity

_CLAUSE_END = caseless(
    r";\s|\s[—–]\s|[,\s](?=(?:but|while|whereas|although|though|because|however|compared|unlike)\b)"
    r"|,\s(?=(?:and|so|yet)\s(?:it|that|the|is|will|was|has|can|may)\b)|[.!?]\s|\.\.\.|:\s"
)
_LABEL = re.compile(
    r"\W*+(?:[\w/&-]++\s){0,3}[\w/&-]++(?:\s\([^()]{1,30}\))?:\s"
)  # "Release date: ..."
_FOR_IT = caseless(
    r"(?:(?![,;:(]|\b(?:than|vs|versus|compar\w+|from|like|and|but|as)\b).)*"
    r"\b(?:for|in)\s(?:the\s)?"
)
_ADVISED = caseless(
    r"\W*(?:to|for)\s[^.;]{2,80},\s(?:please\s)?"
    r"(?:(?:migrate|switch|upgrade|move|change|turn)\sto|use|try|choose)\s(?:the\s)?"
)
_APART = re.compile(r",|\sto\s$")  # "doubles the window of X to 2M": the subject's figure
CLOSE = 12  # characters; a name right before a cue is whose it is, whatever its part
OPENING = 12  # characters; a date within them ("On 5 May, ...") opens the sentence
MOST_VALUES = 40  # figures or dates; a line with more is a dump of data, not a statement
NEAR = 60  # characters within which a name after a cue still belongs to it


@dataclass(slots=True)
class Finding:
    """What a rule found: the proposition, the words it rests on, and the rule's name.

    `settled`: a negation is part of the words already ("does not match" is `lt`).
    """

    model: str
    attribute: str
    value: Any
    start: int
    end: int
    rule: str
    qualifier: str | None = None
    op: Op = Op.eq
    baseline: str | None = None
    at: Any = None
    unit: str | None = None
    polarity: Polarity = Polarity.asserts
    settled: bool = False


@dataclass
class Reading:
    """A segment with its anchors.

    `scope`: the models it belongs to where it names none; `about`: the document's own model;
    `said_on`: the day that words like "next week" count from; `names`: the places of names,
    which are no figures; `earlier`: whom the sentence before was about; `plural`: the models
    last listed; `lead`: the line that opens its list; `below`: the models of the list it opens.
    """

    segment: Segment
    anchors: tuple[Anchor, ...]
    vendors: tuple[Named, ...] = ()
    scope: tuple[str, ...] = ()
    about: str | None = None
    said_on: date | None = None
    names: tuple[tuple[int, int], ...] = ()
    earlier: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    lead: str = ""
    below: tuple[str, ...] = ()
    codenames: frozenset[str] = field(default_factory=frozenset)

    @property
    def text(self) -> str:
        """The segment's plain text."""
        return self.segment.text

    @cached_property
    def benchmarks(self) -> list[Named]:
        """The benchmarks it names."""
        return Benchmarks.shipped().find(self.text)

    @cached_property
    def _masked(self) -> list[tuple[int, int]]:
        """The places of all names, which are no figures and no dates."""
        return sorted([*self.names, *((b.start, b.end) for b in self.benchmarks)])

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The figures, model and benchmark names left out."""
        dated = [(w.start, w.end) for w in self.windows if w.value is not None]
        found = quantities(self.text, sorted([*self._masked, *dated]))
        return found if len(found) <= MOST_VALUES else []

    @cached_property
    def windows(self) -> list[Window]:
        """The dates and windows."""
        if not names_a_day(self.text):
            return []
        found = windows(self.text, self.said_on, self._masked)
        return found if len(found) <= MOST_VALUES else []

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """The clauses, roughly: a cue never reaches past the end of its own."""
        label = _LABEL.match(self.text)
        head = label.end() if label and not self._names_in(label.end()) else 0
        ends = [m.end() for m in _CLAUSE_END.finditer(self.text) if m.end() > head]
        edges = [0, *ends, len(self.text)]
        return [(a, b) for a, b in pairwise(edges) if b > a]

    def _names_in(self, end: int) -> bool:
        starts = [*(a.start for a in self.anchors), *(v.start for v in self.vendors)]
        return min(starts, default=end) < end

    def clause(self, place: int) -> tuple[int, int]:
        """The clause that holds `place`."""
        for start, end in self.clauses:
            if start <= place < end:
                return start, end
        return 0, len(self.text)

    def reach(self, window: Window) -> tuple[int, int]:
        """The stretch that a date speaks for: all of the sentence where it opens it."""
        if window.start <= OPENING and self.text[window.end : window.end + 2].startswith(
            (",", ":")
        ):
            return 0, len(self.text)
        return self.clause(window.start)

    def holders(self, start: int, end: int) -> tuple[str, ...]:
        """The models of which something said at `[start, end)` is said; empty where doubtful."""
        anchor = self.holder(start, end)
        return anchor.models if anchor else self.scope

    def holder(self, start: int, end: int) -> Anchor | None:
        """The anchor of which something said at `[start, end)` is said."""
        left, right = self.clause(start)
        free = [a for a in self.anchors if a.part is not Part.rival]
        before = [a for a in free if left <= a.start and a.end <= start + 1]
        after = [a for a in free if end <= a.start < min(right, end + NEAR)]
        if named := self._of_anchor(end, after):
            return named
        subjects = [a for a in before if a.part is Part.free]
        close = [
            a
            for a in before
            if start - a.end <= CLOSE and not _APART.search(self.text, a.end, start)
        ]
        if subjects or close:
            return max([*subjects[-1:], *close[-1:]], key=lambda a: a.start)
        earlier = [a for a in free if a.end <= start]
        subjects = [a for a in earlier if a.part is Part.free] or before[-1:] or earlier
        if subjects:
            return subjects[0]
        later = [a for a in free if a.start >= end and a.part is Part.free]
        inside = next((a for a in later if a.start < right), None)
        inside = inside or (None if earlier else self._tied(end, right))
        return inside or (later[0] if later and not self.scope else None)

    def _tied(self, end: int, right: int) -> Anchor | None:
        """The anchor of "the window stays in beta for X", or of "for a long window, move to X"."""
        for anchor in self.anchors:
            tied = end <= anchor.start < right and _FOR_IT.fullmatch(self.text, end, anchor.start)
            advised = end <= anchor.start and _ADVISED.fullmatch(self.text, 0, anchor.start)
            if anchor.places and (tied or advised):
                return anchor
        return None

    def named_behind(self, end: int) -> Anchor | None:
        """The anchor that words ending at `end` are tied to: "64.5 % for X"."""
        after = [a for a in self.anchors if end <= a.start < end + NEAR]
        return self._of_anchor(end, after)

    def _of_anchor(self, end: int, after: list[Anchor]) -> Anchor | None:
        """The anchor right behind a cue: "the context window of GPT-4o"."""
        for anchor in after:
            between = self.text[end : anchor.start]
            if re.fullmatch(
                r"(?:\W{0,2}:\s(?:[\w-]+\s){0,4}?)?"  # "2 trillion: parameters in X"
                r"\W*(?:(?:(?:context|token|output|input)\s)?(?:window|size|length|limit|count|score"
                r"|scores|price|prices|cost|costs|pricing|tokens?|release|launch|debut|arrival|rollout|parameters)\s)?"
                r"(?:of"
                r"|for|in)\s(?:the\s|an?\s)?(?:[\w-]+['’]s\s)?",
                between,
            ):
                return anchor
        return None

    def rivals(self, start: int, end: int) -> list[Anchor]:
        """The anchors compared with, in the clauses from `start` to `end`."""
        return [a for a in self.anchors if a.part is Part.rival and start <= a.start < end]
