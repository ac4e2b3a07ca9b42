"""What holds for a whole document: its parts, whom it is about, who speaks, what is disclaimed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import ahocorasick

from app.extract.about import main_model, titled_model
from app.extract.aliases import settled
from app.extract.anchors import Named
from app.extract.attribution import COMPANY, Credit, Sources, market_in, speaks_for
from app.extract.patterns import caseless
from app.extract.reading import Reading
from app.extract.said import Text
from app.extract.segments import Segment, outline
from app.extract.speakers import vendor_of
from app.extract.subjects import Subject, Tracker
from app.model_names import Mention, MentionKind, ModelNames, VendorMention
from app.vocabulary import Sourcing

STRONG_SHARE = 0.6  # of the names in a text: it is about that model alone
LONGEST_LIST = 8  # lines of a list read for the sentence that opens it
OPENS_LINE = 2  # characters before a name that still opens its line
MARKET_WITHIN = 12  # segments after one that names a market whose chances they may be
LEAK_WITHIN = 20  # sentences after one that speaks of a leak
OPENING_SEGMENTS = 12  # a disclaimer over the whole stands at the head

_A_SERIES = caseless(r"\s(?:model\s)?(?:series|family|families|models|releases|line-?up|line)\b")
_NO_BARE_FAMILY = re.compile(r"[\d-]")
_RUNS_ON = re.compile(r"-[A-Z][a-z]")
_CROWD = caseless(r"\b(?:users?|commenters?|reddit|thread|comments?)\b")
_DISCLAIMER = caseless(
    r"\b(?:most|much|all|everything|some)\sof\s(?:what\sfollows|this|the\sfollowing|it|the\sinformation)\b[^.]{0,40}\b(?:rumou?r|speculat|unverified|unconfirmed)"
    r"|\b(?:details?|numbers?|specs|dates?|information|claims?)\b[^.]{0,60}\b(?:are|is|remain)\s(?:\w+\s)?(?:unverified|unconfirmed|speculative|rumou?rs?)\b"
    r"|\bnot\sconfirmed\sfact|\b(?:speculative|hypothetical)\b[^.]{0,60}\b(?:model|iteration|article|piece|analysis|post|release)\b|\btreat\sthis\sas\b"
)


@dataclass(frozen=True)
class Whole:
    """One document as the rules need it.

    `about`: the model it is about; `released`: the ids named in it that were out on its day;
    `disclaimed`: it says of itself that it is speculation; `printed`: every name of a model in
    it with its id, the longest first.
    """

    document: Text
    subjects: list[Subject]
    vendors: dict[int, list[VendorMention]]
    sources: Sources
    about: str | None
    released: frozenset[str]
    disclaimed: bool
    codenames: frozenset[str]
    names: ModelNames
    printed: dict[str, str]

    def reading(self, subject: Subject) -> Reading:
        """A sentence, or a line of a row, with all that the rules look at."""
        segment = subject.segment
        vendors = self.vendors.get(subject.index, []) if not subject.line else []
        return Reading(
            segment=segment,
            anchors=subject.anchors,
            vendors=tuple(Named(v.start, v.end, v.vendor, v.text) for v in vendors),
            scope=subject.scope,
            about=self.about,
            said_on=self.document.published,
            names=tuple((m.start, m.end) for m in subject.mentions),
            earlier=subject.earlier,
            plural=subject.plural,
            lead=subject.lead,
            below=() if subject.line else self._listed_below(subject.index),
            codenames=self.codenames,
        )

    def credit(self, subject: Subject, place: int) -> Credit:
        """Who is credited with what stands at `place` of a sentence."""
        segment, first = subject.segment, max(subject.index - LEAK_WITHIN, 0)
        if segment.quoted and segment.poster:
            words = segment.text.strip(" .")
            segment = replace(segment, poster=self._posted.get(words, segment.poster))
        before = [s.segment for s in self.subjects[first : subject.index]]
        same = [s for s in before if s.block == segment.block]
        return self.sources.credit(segment, place, subject.heading, subject.lead, same)

    def of_company(self, segment: Segment, model: str, credit: Credit) -> Credit:
        """`credit`, or that of the maker of `model` where "the company says" so.

        Of another's model a maker speaks as any named source does.
        """
        vendor = model.partition("/")[0]
        if credit.sourcing is Sourcing.official and vendor_of(credit.speaker) not in (None, vendor):
            return Credit(credit.speaker, Sourcing.named)
        if credit.sourcing is not Sourcing.none or not COMPANY.search(segment.text):
            return credit
        return Credit(self.names.vendors().get(vendor, vendor), Sourcing.official)

    def priced_by(self, subject: Subject, credit: Credit) -> Credit:
        """`credit` of a stated chance, or that of the market last named before it."""
        if credit.sourcing is not Sourcing.none:
            return credit
        before = self.subjects[max(subject.index - MARKET_WITHIN, 0) : subject.index + 1]
        named = (market_in(s.segment.text) for s in reversed(before))
        return next((market for market in named if market), credit)

    @cached_property
    def _posted(self) -> dict[str, str]:
        """Who wrote each sentence of a thread first."""
        found: dict[str, str] = {}
        for subject in self.subjects:
            segment = subject.segment
            if segment.poster and not segment.quoted:
                found.setdefault(segment.text.strip(" ."), segment.poster)
        return found

    def mentions_of(self, line: str) -> list[Mention]:
        """The names of a cell, as the document means them; its own reading where it has none."""
        places: dict[str, int] = {}
        for last, name in self._searched.iter(line) if self.printed else ():
            places.setdefault(name, last + 1 - len(name))
        found: list[Mention] = []
        for name, start in sorted(places.items(), key=lambda place: (-len(place[0]), place[1])):
            end = start + len(name)
            if not any(m.start < end and start < m.end for m in found):
                found.append(Mention(start, end, self.printed[name], name))
        return sorted(found, key=lambda m: m.start) or self.names.mentions(line)

    @cached_property
    def _searched(self) -> Any:
        """An automaton over all printed names: a row costs its length, not theirs."""
        automaton = ahocorasick.Automaton()
        for name in self.printed:
            automaton.add_word(name, name)
        automaton.make_automaton()
        return automaton

    def _listed_below(self, index: int) -> tuple[str, ...]:
        """The models of a list that a sentence ending in a colon opens."""
        if not self.subjects[index].segment.text.endswith(":"):
            return ()
        models: list[str] = []
        for later in self.subjects[index + 1 : index + 1 + LONGEST_LIST]:
            opens = [a for a in later.anchors if a.start <= OPENS_LINE and a.places]
            if not opens:
                break
            models += opens[0].models
        return tuple(dict.fromkeys(models))


def read(document: Text, names: ModelNames) -> Whole:
    """`document` cut into segments, with whom each is about."""
    parts = outline(document.text)
    segments = parts.segments
    joined = "\n".join(segment.text for segment in segments)
    starts = _starts(segments)
    models, makers = names.mentions_and_vendors(joined)
    mentions, vendors = _by_segment(models, starts), _by_segment(makers, starts)
    if not mentions and not vendors:
        segments = ()  # nobody is spoken of
    rows = [mentions.get(i, []) for i in range(len(segments))]
    printed = frozenset(m.model for row in rows for m in row)
    main = main_model(zip(segments, rows, strict=True), lambda model: base_of(printed, model))
    about = main.model
    rows = [_identified(s.text, row, about, printed) for s, row in zip(segments, rows, strict=True)]
    rows = settled(segments, rows, about)
    if about is None:  # a model called for short counts once its short name is known
        main = titled_model(list(zip(segments, rows, strict=True)))
        about = main.model
        rows = [_coming_of(about, row) for row in rows] if about else rows
    tracker = Tracker(about, strong=main.share >= STRONG_SHARE)
    subjects = [
        tracker.read(i, segment, row, [(v.start, v.end, v.vendor) for v in vendors.get(i, [])])
        for i, (segment, row) in enumerate(zip(segments, rows, strict=True))
    ]
    every = [mention for row in rows for mention in row]
    official = speaks_for(joined, names.vendors().get(_vendor_of(every) or ""))
    return Whole(
        document,
        subjects,
        vendors,
        Sources(parts.references, official, crowd=_is_crowded(segments)),
        about,
        frozenset(m.model for m in every if _is_out(names, m.model, document.published)),
        any(_DISCLAIMER.search(segment.text) for segment in segments[:OPENING_SEGMENTS]),
        frozenset(m.text for m in every if m.kind is MentionKind.codename),
        names,
        {m.text: m.model for m in sorted(every, key=lambda m: -len(m.text))},
    )


def base_of(printed: Collection[str], model: str) -> str:
    """The printed model that `model` is a variant of, else itself.

    A bare family ("anthropic/claude") is no base: it has no version and no second word.
    """
    at = model.find("-", model.find("/"))
    while at > 0:
        base = model[:at]
        if base in printed and _NO_BARE_FAMILY.search(base, base.find("/") + 1):
            return base
        at = model.find("-", at + 1)
    return model


def _starts(segments: Sequence[Segment]) -> list[int]:
    starts, at = [], 0
    for segment in segments:
        starts.append(at)
        at += len(segment.text) + 1
    return starts


def _by_segment(mentions: Iterable[Any], starts: list[int]) -> dict[int, list[Any]]:
    """Mentions of the joined text by segment, their places counted from its start."""
    found: dict[int, list[Any]] = {}
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        offset = starts[index]
        found.setdefault(index, []).append(mention.moved(-offset))
    return found


def _identified(
    line: str, row: list[Mention], about: str | None, printed: frozenset[str]
) -> list[Mention]:
    """Mentions under the id that the document itself gives them.

    A vendor's next model is the one the document is about, where it is that vendor's; a family
    name alone is the family's only member that is printed.
    """
    row = [m for m in row if not _is_bare_family(m, about) and not _is_cut_short(line, m)]
    coming = f"{about.partition('/')[0]}/next" if about else None
    found = []
    for mention in row:
        model = about if about and mention.model == coming else mention.model
        if mention.kind is MentionKind.family and not _A_SERIES.match(line, mention.end):
            model = _only_member(model, printed) or model
        found.append(mention if model == mention.model else replace(mention, model=model))
    return found


def _coming_of(about: str, row: list[Mention]) -> list[Mention]:
    """`row` with the next model of the maker of `about` as that one."""
    coming = f"{about.partition('/')[0]}/next"
    return [replace(m, model=about) if m.model == coming else m for m in row]


def _is_bare_family(mention: Mention, about: str | None) -> bool:
    """Whether a name is only the family of the document's own model ("the GPT family")."""
    if mention.kind is not MentionKind.family or about is None:
        return False
    return about.startswith(f"{mention.model}-") and not re.search(r"\d", mention.text)


def _is_cut_short(line: str, mention: Mention) -> bool:
    """Whether a family name is but the head of a longer, unknown one ("GPT-Something")."""
    return mention.kind is MentionKind.family and bool(_RUNS_ON.match(line, mention.end))


@lru_cache(maxsize=64)  # a text names its few families again and again
def _only_member(family: str, printed: frozenset[str]) -> str | None:
    vendor, _, slug = family.partition("/")
    parts = set(slug.split("-"))
    members = [
        model
        for model in printed
        if model.startswith(f"{vendor}/")
        and model != family
        and parts < set(model.partition("/")[2].split("-"))
    ]
    return members[0] if len(members) == 1 else None


def _vendor_of(mentions: Sequence[Mention]) -> str | None:
    """The vendor whose models a document speaks of, where it hardly speaks of others."""
    counts = Counter(mention.model.partition("/")[0] for mention in mentions)
    vendor, count = counts.most_common(1)[0] if counts else ("", 0)
    return vendor if count and count >= STRONG_SHARE * counts.total() else None


def _is_out(names: ModelNames, model: str, day: date | None) -> bool:
    released = names.released(model)
    return released is not None and day is not None and released <= day


def _is_crowded(segments: Sequence[Segment]) -> bool:
    return any(_CROWD.search(segment.text) for segment in segments)
