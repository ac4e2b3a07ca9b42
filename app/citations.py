"""Citations that say something else than the source they credit.

Held against what the source itself said shortly before, or against what it put on record: a
value that excludes the source's own, a denial of what it said, a "will" that was a "may", a
figure that counts something else. Whoever quotes roughly, or a part of a range, distorts
nothing; nor does who repeats any one of several things that the source said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from app.differences import agrees, excluded, is_wider, miscounted, prints, undisclosed
from app.extent import window
from app.extract.speakers import speakers, vendor_of
from app.phrasing import NameOf, day, readable, sentence
from app.schema import (
    Assertion,
    Conflict,
    Document,
    Fact,
    Proposition,
    Verdict,
    record_id,
    slug,
)
from app.schema.claims import AUTHOR
from app.verdicts import public_on
from app.vocabulary import (
    Authority,
    Confidence,
    ConflictKind,
    Precision,
    Read,
    Sourcing,
)

# A citation is of what was said lately. Of an older statement the source may have thought
# better, in a text that is not in the ledger.
REACH = timedelta(days=14)
# From "may" to "will" it is two levels; one is a matter of reading.
HEDGE_LOST = 2

# A page's own text has many speakers; these speak for themselves, not for who publishes them.
OTHER_VOICES = frozenset({Sourcing.community, Sourcing.market, Sourcing.named})

_KEY = re.compile(r"(?P<source>.+)-(?P<day>\d{8})-\d+")

LEVELS = {
    Confidence.certain: "certain",
    Confidence.high: "very likely",
    Confidence.moderate: "likely",
    Confidence.low: "possible",
    Confidence.very_low: "unlikely",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """An assertion with its document and the printed name of who published it."""

    assertion: Assertion
    document: Document
    publisher: str


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a citation points to: what the source `source` said, at the latest on `until`.

    `heard` is the day that the citation was public: what was not public by then is no part of
    it, so that the past reads the same whatever came to be known later. `name` is the name that
    the source goes by, `None` where any with that slug is meant. `exact`: a person wrote down
    which statement is repeated.
    """

    source: str
    until: date
    heard: date
    name: str | None = None
    exact: bool = False

    @property
    def since(self) -> date:
        """The first day that is looked at."""
        return self.until - REACH

    def reaches(self, known: Statement) -> bool:
        """Whether `known` may be what the citation points to."""
        document = known.document
        if document.source != self.source or document.published is None:
            return False
        if self.name not in (None, known.publisher):
            return False
        return self.since <= document.published <= self.until and document.public_on <= self.heard


def links(assertion: Assertion, document: Document) -> list[Link]:
    """The sources that an assertion of `document` credits or repeats, itself left out.

    A text whose day is not known points to nothing: what was said before it cannot be told.
    """
    found: dict[str, Link] = {}
    heard = document.public_on
    if assertion.derived_from and (link := _repeated(assertion.derived_from, document)):
        found[link.source] = link
    told_on = _told_on(document)
    if assertion.credits and told_on:
        found.setdefault(assertion.credits, Link(assertion.credits, told_on, heard))
    return [link for source, link in found.items() if source != document.source]


def distortion(
    citing: Statement, known: Iterable[Statement], name_of: NameOf = readable
) -> Conflict | None:
    """What `citing` makes of the source it credits, where that is something else.

    `known` are statements of that source on the model of `citing`; those that were not said
    within `REACH` before it are left out. `None` where the citation is right, or cannot be
    held against anything.
    """
    said, document = citing.assertion, citing.document
    if document.read is Read.secondhand:
        return None  # the words are somebody else's, and so may the difference be
    pointed = links(said, document)
    within = [(one, link) for one in known for link in pointed if link.reaches(one)]
    spoken = [(one, link) for one, link in within if _same_voice(one, link, document)]
    difference = _difference(said, [one for one, _ in within], [one for one, _ in spoken], pointed)
    if difference is None:
        return None
    other, why = difference
    return _conflict(citing, other, why, name_of)


def against_the_record(
    said: Assertion,
    document: Document,
    verdict: Verdict,
    facts: Iterable[Fact],
    name_of: NameOf = readable,
) -> str | None:
    """In one or two sentences, how a citation differs from the record of whom it credits.

    `facts` are those on the model of `said`, at least those that `verdict` rests on. `None`
    where nobody is credited, where the credited put nothing on record by the day of
    `document`, or where the citation agrees with it.
    """
    if said.speaker == AUTHOR or document.published is None:
        return None
    own = [fact for fact in facts if public_on(fact) <= document.published and _is_own(fact, said)]
    if any(agrees(said, fact) for fact in own):
        return None
    by_id = {fact.id: fact for fact in own}
    against = next((by_id[known] for known in verdict.facts if known in by_id), None)
    if against and verdict.false_when_published(document.published):
        return _on_record(said, against, "These exclude each other.", name_of)
    for fact in own:
        if why := undisclosed(said, fact) or miscounted(said, fact):
            return _on_record(said, fact, why, name_of)
    return None


def statement_key(repeated: str) -> tuple[str, date] | None:
    """The source's slug and the day of the statement that a key names; `None` for no key."""
    key = _KEY.fullmatch(repeated)
    told = _day(key["day"]) if key else None
    return (key["source"], told) if key and told else None


def named(repeated: str) -> str:
    """The slug of the source that `Assertion.derived_from` names: by a key, or by its name."""
    key = _KEY.fullmatch(repeated)
    return key["source"] if key else slug(repeated)


def _repeated(repeated: str, document: Document) -> Link | None:
    """Whom `derived_from` names: a statement by its key, or a publisher by its printed name."""
    if key := _KEY.fullmatch(repeated):
        told = _day(key["day"])
        heard = document.public_on
        return Link(key["source"], min(told, heard), heard, exact=True) if told else None
    told_on = _told_on(document)
    return Link(named(repeated), told_on, told_on, name=repeated) if told_on else None


def _told_on(document: Document) -> date | None:
    """The day of a document, where that is known well enough to tell what came before it.

    Of a later text it is not: its words are younger than the day that it bears.
    """
    is_vague = document.precision is Precision.month or document.revises is not None
    return None if is_vague else document.published


def _day(digits: str) -> date | None:
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None


def _same_voice(known: Statement, link: Link, citing: Document) -> bool:
    """Whether `known` is the word of the source itself, read from elsewhere than `citing`."""
    assertion, document = known.assertion, known.document
    if document.url is not None and document.url == citing.url:
        return False
    if link.exact:
        return True
    is_own = assertion.credits in (None, link.source) or assertion.sourcing not in OTHER_VOICES
    return is_own and _told_on(document) is not None


def _difference(
    said: Assertion,
    within: Sequence[Statement],
    spoken: Sequence[Statement],
    pointed: Sequence[Link],
) -> tuple[Statement, str] | None:
    """The statement that `said` distorts, the nearest before it, and in which way."""
    fitting = [one for one in within if agrees(said, one.assertion)]
    if fitting:
        exact = any(link.exact for link in pointed)
        return _hedge_lost(said, [one for one in fitting if one in spoken], fitting, exact=exact)
    if any(prints(said, one.document.text) for one in within):
        return None
    for test in (excluded, undisclosed, miscounted):
        told = [(one, why) for one in spoken if (why := test(said, one.assertion))]
        if told:
            return max(told, key=lambda pair: _place(pair[0]))
    return None


def _place(one: Statement) -> tuple[date, str]:
    return one.document.published or date.min, one.assertion.id


def _hedge_lost(
    said: Assertion, spoken: Sequence[Statement], fitting: Sequence[Statement], *, exact: bool
) -> tuple[Statement, str] | None:
    """The surest of the statements that bear `said` out, where that is much less sure."""
    if any(_is_priced(one.assertion) for one in fitting) or _is_priced(said):
        return None
    surest = max(fitting, key=lambda one: (one.assertion.confidence.rank, *_place(one)))
    lost = said.confidence.rank - surest.assertion.confidence.rank
    if lost < HEDGE_LOST or surest not in spoken or is_wider(said, surest.assertion):
        return None
    if not (exact or _lies_ahead(said, surest.document)):
        return None
    how, was = LEVELS[said.confidence], LEVELS[surest.assertion.confidence]
    return surest, f"The same is put as {how} here, as {was} there."


def _lies_ahead(said: Assertion, document: Document) -> bool:
    """Whether it cannot have come true since `document`, so that nobody may be surer of it."""
    days = window(said.op, said.value) if said.attribute == "release_date" else None
    return bool(days and document.published and days.start > document.published + REACH)


def _is_priced(one: Assertion) -> bool:
    return one.probability is not None or one.sourcing is Sourcing.market


def _is_own(fact: Fact, said: Assertion) -> bool:
    """Whether the speaker of `said` is the one who put `fact` on record."""
    vendor, host = vendor_of(said.speaker), urlsplit(fact.url).hostname or ""
    if vendor is not None:
        is_maker = vendor == fact.model.partition("/")[0] and fact.authority is Authority.vendor
        return is_maker or vendor in host.split(".")
    owner = speakers().of_host(host)
    return owner is not None and owner.name == said.speaker


def _conflict(citing: Statement, other: Statement, why: str, name_of: NameOf) -> Conflict:
    said, document = citing.assertion, citing.document
    note = (
        f"{_cited(said, other)}: {_sentence(said, name_of)}. {other.publisher} said"
        f"{_on(other.document)}: {_sentence(other.assertion, name_of)}. {why}"
    )
    return Conflict(
        id=record_id("distorted", document.id, said.claim_id, other.document.id, note),
        claim_id=said.claim_id,
        document_id=document.id,
        kind=ConflictKind.distorted,
        other_document_id=other.document.id,
        note=note,
    )


def _cited(said: Assertion, other: Statement) -> str:
    if said.credits is not None and said.credits == other.document.source:
        return f"{said.speaker} is credited with this"
    return f"This is repeated after {other.publisher}"


def _on(document: Document) -> str:
    """The day of a document with its preposition, if it is known to the day."""
    if document.published is None or document.precision is Precision.month:
        return ""
    return f" on {day(document.published)}"


def _on_record(said: Assertion, fact: Fact, why: str, name_of: NameOf) -> str:
    return (
        f"{said.speaker} is credited with this: {_sentence(said, name_of)}. On its own record "
        f"since {day(public_on(fact))}: {_sentence(fact, name_of)}. {why}"
    )


def _sentence(said: Proposition, name_of: NameOf) -> str:
    return sentence(said, name_of(said.model), name_of)
