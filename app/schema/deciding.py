"""What people decide, how verdicts changed, and the log that shows a changed past.

None of this is ever overwritten: a later decision stands beside the earlier one, a changed
record is another entry of the log.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from app.schema.base import Record, UtcDateTime, record_id, words_of
from app.vocabulary import Change, DecisionKind, Outcome


class Decision(Record, table=True):
    """What a named person decided of a claim, or doubts of its verdict.

    `outcome`: how they say it came out; `None` for a dispute, which changes nothing but puts
    the claim before other people. `because` is their reason, `evidence` the address that bears
    it out. `known_on`: the first day on which anybody could have known it, the day of the
    decision where they do not say. The claim may be gone after an extraction that reads its
    text otherwise; the decision stays. `shipped`: from `data/corrections.toml`.
    """

    id: str = Field(primary_key=True)
    claim_id: str = Field(index=True)
    kind: DecisionKind = Field(sa_type=words_of(DecisionKind))
    outcome: Outcome | None = Field(default=None, sa_type=words_of(Outcome))
    because: str
    evidence: str | None = None
    by: str
    decided_at: datetime = Field(sa_type=UtcDateTime, index=True)
    known_on: date | None = None
    shipped: bool = False

    @classmethod
    def of(cls, **said: Any) -> Decision:
        """A validated decision with the id of what it says, and when.

        Raises `pydantic.ValidationError` where a field is not of its kind.
        """
        identity = record_id("decision", sorted((k, v) for k, v in said.items() if k != "shipped"))
        return cls.checked({"id": identity, **said})


class VerdictChange(Record, table=True):
    """That the verdict on a claim became another one; numbered in the order it happened.

    The first verdict on a new claim is no change. `facts` are the ids of those that decided,
    `decision` the id of the person's word that did.
    """

    number: int | None = Field(default=None, primary_key=True)
    claim_id: str = Field(index=True)
    before: Outcome = Field(sa_type=words_of(Outcome, "before"))
    after: Outcome = Field(sa_type=words_of(Outcome, "after"))
    changed_on: date = Field(index=True)
    reason: str
    facts: list[str] = Field(default_factory=list, sa_type=JSON)
    decision: str | None = None


class LogEntry(Record, table=True):
    """That a record which is kept for ever was added, amended or withdrawn on a day.

    `digest` is the SHA-256 of all that the record said then, in hex; `kind` names its table.
    """

    number: int | None = Field(default=None, primary_key=True)
    day: date = Field(index=True)
    kind: str
    record_id: str = Field(index=True)
    change: Change = Field(sa_type=words_of(Change))
    digest: str


class DailyRoot(Record, table=True):
    """One hash over all entries of a day and over the root of the day before it that has one.

    Whoever wrote down a root can tell later that nothing up to that day was changed.
    """

    day: date = Field(primary_key=True)
    entries: int
    previous: str
    root: str
