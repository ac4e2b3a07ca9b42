"""What extraction finds, as plain data: the ledger gives it ids and keeps it.

Nothing here knows the tables, so that reading a text needs no database package.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.vocabulary import Confidence, Op, Polarity, Sourcing


class Text(Protocol):
    """What extraction needs of a document: its text, and the day that "next week" counts from."""

    @property
    def text(self) -> str:
        """The plain text; offsets count its code points."""

    @property
    def published(self) -> date | None:
        """The day printed on it; `None` where nobody knows."""


@dataclass(slots=True)
class Said:
    """An assertion as it was read: one source saying one thing at one place of one document.

    The fields up to `polarity` are the proposition (CLAIMS.md); `start`, `end` are code-point
    offsets of the sentence, row or item that carries it (0-based, end exclusive). `cue` names
    the rule and the words by which it was found. `app.schema.Assertion.of` makes it a record.
    """

    model: str
    attribute: str
    qualifier: str | None
    op: Op
    value: Any
    baseline: str | None
    at: Any
    unit: str | None
    polarity: Polarity
    start: int
    end: int
    confidence: Confidence
    probability: float | None
    explicit: bool
    speaker: str
    sourcing: Sourcing
    cue: str

    @property
    def order(self) -> tuple[str | int, ...]:
        """Sorts by place, then by what is said; two with the same order say the same thing."""
        said = (self.attribute, self.qualifier or "", str(self.value), self.op)
        more = (self.baseline or "", str(self.at or ""), self.unit or "", self.polarity)
        manner = (self.confidence, str(self.probability), self.speaker)
        return (self.start, self.end, self.model, *said, *more, *manner)
