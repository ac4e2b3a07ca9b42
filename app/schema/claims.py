"""What was said, what is on record, how it came out.

`Source` → `Document` → `Assertion` → `Claim` ← `Verdict` ← `Fact`; a `Conflict` marks
statements that cannot all hold.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from app.schema.base import Record, UtcDateTime, record_id, slug, words_of
from app.vocabulary import (
    DATED_WHEN_DENIED,
    Authority,
    Confidence,
    ConflictKind,
    Op,
    Outcome,
    Polarity,
    Precision,
    Read,
    SourceKind,
    Sourcing,
    Standing,
)

# Ours, not the document's: how it was come by, and guesses that may be mended later.
NO_PART_OF_ID = frozenset(
    {
        "shipped",
        "language",
        "author",
        "published_from",
        "via",
        "evidence",
        "market",
        "revises",
        "copy_of",
    }
)
FACT_NO_PART_OF_ID = frozenset({"note", "shipped", "evidence", "valid_to"})


AUTHOR = "author"  # the speaker where a document credits nobody


class Proposition(Record):
    """What is said of a model: the part that assertions, claims and facts share.

    `value` is normalised: ISO dates, plain numbers in `unit`, `[from, to]` for `range` and `in`.
    """

    model: str = Field(index=True)
    attribute: str = Field(index=True)
    qualifier: str | None = None
    op: Op = Field(default=Op.eq, sa_type=words_of(Op))
    value: Any = Field(default=None, sa_type=JSON)
    baseline: str | None = None
    at: date | None = None
    unit: str | None = None
    polarity: Polarity = Field(default=Polarity.asserts, sa_type=words_of(Polarity))

    @property
    def proposition(self) -> tuple[Any, ...]:
        """All that makes two propositions the same one."""
        return (
            self.model,
            self.attribute,
            self.qualifier,
            self.op,
            self.value,
            self.baseline,
            self.at,
            self.unit,
            self.polarity,
        )

    @property
    def speaks_of_its_day(self) -> bool:
        """Whether the day it is said is part of what is said ("not released yet")."""
        if self.attribute not in DATED_WHEN_DENIED:
            return False
        return self.polarity is Polarity.denies or self.value is False


class Source(Record, table=True):
    """A publisher: whoever puts documents out."""

    slug: str = Field(primary_key=True)
    name: str
    kind: SourceKind = Field(default=SourceKind.unknown, sa_type=words_of(SourceKind))
    url: str | None = None


class Document(Record, table=True):
    """One text as it stood when it was read; a changed text is another document.

    `name` is what an assertion's `doc` says: the file's name or the URL. `published` is the
    day printed on it, `None` where nobody knows; a month is its first day with `precision`
    saying so. `language` is what `app.language` took it for, `None` where that cannot be told.
    `statements` are assertions of it that a person wrote down (each a mapping of
    assertion fields), for documents whose text is not kept. `shipped`: it comes from a file
    under `data/`, and leaves the ledger when it leaves that file.

    Of what was collected, `via` names the subscription that found it, `evidence` the archived
    answer (`Evidence.id`) that it was read from, `published_from` the place in the page where
    its day stood. `revises`: the document that it is a later text of; `copy_of`: the first
    document with nearly the same words. `market` is the price of a prediction market that day
    (`app.schema.Market`).
    """

    id: str = Field(primary_key=True)
    source: str = Field(foreign_key="source.slug", index=True)
    name: str = Field(index=True)
    url: str | None = None
    title: str | None = None
    published: date | None = Field(default=None, index=True)
    precision: Precision = Field(default=Precision.day, sa_type=words_of(Precision))
    language: str | None = None
    text: str = ""
    statements: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    read: Read = Field(default=Read.page, sa_type=words_of(Read))
    shipped: bool = False
    author: str | None = None
    published_from: str | None = None
    via: str | None = Field(default=None, index=True)
    evidence: str | None = None
    market: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    revises: str | None = Field(default=None, index=True)
    copy_of: str | None = Field(default=None, index=True)
    added_at: datetime = Field(sa_type=UtcDateTime)

    __table_args__ = (Index("ix_document_source_published", "source", "published"),)

    @classmethod
    def of(cls, *, source: str, name: str, added_at: datetime, **said: Any) -> Document:
        """A validated document with the id of what it says (`added_at` is not part of it)."""
        identity = record_id(
            "document",
            source,
            name,
            sorted(
                (k, v)
                for k, v in said.items()
                if v not in (None, "", []) and k not in NO_PART_OF_ID
            ),
        )
        return cls.checked(
            {"id": identity, "source": source, "name": name, "added_at": added_at, **said}
        )

    @property
    def public_on(self) -> date:
        """The first day on which its words were surely public.

        A month counts as its last day, a later text as the day it was first seen. What was
        read had come out by then; what is shipped bears no day of reading.
        """
        if self.published is None or self.revises is not None:
            return self.added_at.date()
        is_month = self.precision is Precision.month
        stated = _month_end(self.published) if is_month else self.published
        return stated if self.shipped else min(stated, self.added_at.date())


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


class Claim(Proposition, table=True):
    """A proposition, shared by every assertion of it.

    `as_of` is the day that a denial of a state speaks of: "not released" said in April and
    said in June are two claims, and may come out differently.
    """

    id: str = Field(primary_key=True)
    as_of: date | None = None

    @classmethod
    def of(cls, said: Proposition, published: date | None) -> Claim:
        """The claim that `said`, printed on `published`, puts forward."""
        as_of = published if said.speaks_of_its_day else None
        fields = {name: getattr(said, name) for name in Proposition.model_fields}
        return cls.checked({"id": cls.id_of(said, published), "as_of": as_of, **fields})

    @classmethod
    def id_of(cls, said: Proposition, published: date | None) -> str:
        """The id of that claim, without the record."""
        as_of = published if said.speaks_of_its_day else None
        return record_id("claim", *said.proposition, as_of)


class Concern(Record, table=True):
    """That facts on `model` may settle a claim: its own model, a baseline, a rival, a family."""

    id: str = Field(primary_key=True)
    claim_id: str = Field(foreign_key="claim.id", index=True)
    model: str = Field(index=True)

    @classmethod
    def of(cls, claim_id: str, model: str) -> Concern:
        """That facts on `model` may settle that claim."""
        identity = record_id("concern", claim_id, model)
        return cls.checked({"id": identity, "claim_id": claim_id, "model": model})


class Assertion(Proposition, table=True):
    """One source saying one thing at one place of one document.

    `start`, `end`: code-point offsets into the document's text of the sentence, row or item
    that carries it (0-based, end exclusive); `None` where a person wrote the statement down
    and the text is not kept, then `gist` has it in the tracker's own words. `cue` names the
    rule and the words by which the extractor came to it. `credits` is the slug that a source
    called like its speaker has, `None` where the author speaks.
    """

    id: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id", index=True)
    claim_id: str = Field(foreign_key="claim.id", index=True)
    start: int | None = None
    end: int | None = None
    confidence: Confidence = Field(default=Confidence.certain, sa_type=words_of(Confidence))
    probability: float | None = Field(default=None, ge=0, le=1)
    explicit: bool = False
    speaker: str = AUTHOR
    sourcing: Sourcing = Field(default=Sourcing.none, sa_type=words_of(Sourcing))
    cue: str | None = None
    gist: str | None = None
    derived_from: str | None = Field(default=None, index=True)
    credits: str | None = None

    __table_args__ = (Index("ix_assertion_credits_model", "credits", "model"),)

    @classmethod
    def of(cls, document: Document, said: Proposition, **shown: Any) -> Assertion:
        """The assertion of `said` in `document`; `shown` are this table's own fields.

        Raises `pydantic.ValidationError` where a field is not of CLAIMS.md's kind.
        """
        fields = {name: getattr(said, name) for name in Proposition.model_fields}
        place = (shown.get("start"), shown.get("end"), shown.get("gist"))
        speaker = shown.get("speaker", AUTHOR)
        manner = (shown.get("confidence"), shown.get("probability"), shown.get("speaker"))
        return cls.checked(
            {
                "id": record_id("assertion", document.id, *place, *said.proposition, *manner),
                "document_id": document.id,
                "claim_id": Claim.id_of(said, document.published),
                "credits": None if speaker == AUTHOR else slug(speaker),
                **fields,
                **shown,
            }
        )


class Fact(Proposition, table=True):
    """What an authority put on record.

    `valid_from`, `valid_to`: the days between which it is true. `known_at`: the day it was
    public, `None` where that is not known. `shipped` and `evidence` as for documents.
    """

    id: str = Field(primary_key=True)
    valid_from: date
    valid_to: date | None = None
    known_at: date | None = Field(default=None, index=True)
    authority: Authority = Field(sa_type=words_of(Authority))
    certainty: Confidence = Field(default=Confidence.certain, sa_type=words_of(Confidence))
    url: str
    note: str = ""
    shipped: bool = False
    evidence: str | None = None

    @classmethod
    def of(cls, **said: Any) -> Fact:
        """A validated fact with the id of what it says, not of how it was come by."""
        identity = record_id(
            "fact", sorted((k, v) for k, v in said.items() if k not in FACT_NO_PART_OF_ID)
        )
        return cls.checked({"id": identity, **said})


class Verdict(Record, table=True):
    """How a claim came out, by which facts and which rule.

    `knowable_from`: the first day on which anybody could have known it. `true_from`: the first
    day on which what was confirmed was so, for states that begin (a release, a place where it
    can be had). `stale_since`: the first day on which it was so no longer (a price that was
    cut). `deadline`:
    the last day that the claim gives itself; an open claim is `overdue` once that has passed.
    `rule` names the function that decided, `reason` says in one sentence what it saw. `facts`
    are the ids of those that decided, the leading one first; `dissent` of those that say
    otherwise and were outweighed. `decision`: the person's word that stands in place of the
    rule's. `settled_on`: the day it was last looked at.
    """

    claim_id: str = Field(primary_key=True, foreign_key="claim.id")
    outcome: Outcome = Field(sa_type=words_of(Outcome), index=True)
    knowable_from: date | None = None
    true_from: date | None = None
    stale_since: date | None = None
    deadline: date | None = None
    overdue: bool = Field(default=False, index=True)
    reason: str
    rule: str
    facts: list[str] = Field(default_factory=list, sa_type=JSON)
    dissent: list[str] = Field(default_factory=list, sa_type=JSON)
    decision: str | None = None
    settled_on: date | None = None

    @property
    def standing(self) -> Standing:
        """Its outcome, where what is overdue is told from what is open."""
        return Standing.overdue if self.overdue else Standing(self.outcome)

    def false_when_published(self, published: date | None) -> bool | None:
        """Whether a text of that day said what was surely known to be false by then.

        A month counts as its first day, so that nobody is called late who may have been in
        time. `None` where it cannot be said: open, unverifiable, or a text without a day.
        """
        if self.outcome in (Outcome.open, Outcome.unverifiable):
            return None
        if self.outcome is not Outcome.refuted:
            return False
        if published is None or self.knowable_from is None:
            return None
        return self.knowable_from <= published

    def stale_when_published(self, published: date | None) -> bool | None:
        """Whether a text of that day said what had been true and was so no longer.

        `None` where that cannot be said: not confirmed, or a text without a day.
        """
        if self.outcome is not Outcome.confirmed or published is None:
            return None
        return self.stale_since is not None and self.stale_since <= published


class Conflict(Record, table=True):
    """What a document says that does not fit; one row for each claim in it.

    `incoherent`: statements of one source that cannot all hold, in one document or in two.
    `distorted`: it credits somebody who said something else. `other_document_id` is the other
    document, `None` where one document contradicts itself.
    """

    id: str = Field(primary_key=True)
    claim_id: str = Field(foreign_key="claim.id", index=True)
    document_id: str = Field(foreign_key="document.id", index=True)
    kind: ConflictKind = Field(default=ConflictKind.incoherent, sa_type=words_of(ConflictKind))
    other_document_id: str | None = Field(default=None, foreign_key="document.id", index=True)
    note: str
