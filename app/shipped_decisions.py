"""Decisions that ship under `data/corrections.toml`, read strictly into records.

Each names its claim by what the claim says, so that it finds it in every ledger.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any, Self

from pydantic import Field, model_validator

from app.data_files import PropositionEntry, checked
from app.errors import DataFileError
from app.schema import Claim, Decision, Proposition
from app.settings import settings
from app.toml_files import tables
from app.vocabulary import DecisionKind, Outcome

FILE = "corrections.toml"
WITHOUT_EVIDENCE = frozenset({Outcome.open, Outcome.unverifiable})


class CorrectionEntry(PropositionEntry):
    """One `[[correction]]`: a claim, how it came out, who says so when, and why.

    `as_of`: the day of the text, for what speaks of its own day ("not released yet").
    """

    as_of: date | None = None
    outcome: Outcome
    because: str = Field(min_length=1)
    evidence: str | None = Field(default=None, pattern=r"^https?://[^/\s]+\.[^/\s]+")
    by: str = Field(min_length=1)
    decided_at: date
    known_on: date | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.as_of and not self.proposition().speaks_of_its_day:
            raise ValueError(f"{self.attribute} does not speak of its day: it has no as_of")
        if self.evidence is None and self.outcome not in WITHOUT_EVIDENCE:
            raise ValueError(f"{self.outcome} needs its evidence")
        if self.known_on and self.known_on > self.decided_at:
            raise ValueError(f"known_on {self.known_on} is after decided_at {self.decided_at}")
        return self

    def proposition(self) -> Proposition:
        """What the claim says."""
        return Proposition.model_validate(self.said())

    def record(self) -> Decision:
        """The decision as a record; a day is its first instant."""
        kept: dict[str, Any] = {
            name: getattr(self, name) for name in ("outcome", "because", "evidence", "by")
        }
        return Decision.of(
            claim_id=Claim.id_of(self.proposition(), self.as_of),
            kind=DecisionKind.decides,
            decided_at=datetime.combine(self.decided_at, time(), UTC),
            known_on=self.known_on,
            shipped=True,
            **kept,
        )


def read_decisions() -> list[Decision]:
    """Every decision of `data/corrections.toml`, in the order of the file; none without it.

    Raises:
        DataFileError: an entry breaks its schema, or two decide the same claim on one day.
    """
    found: dict[tuple[str, datetime], Decision] = {}
    if not (settings().data_dir / FILE).exists():
        return []  # data of one's own need not overrule anything
    for path, entry, table in tables(FILE, "correction"):
        decision = checked(path, entry, CorrectionEntry, table).record()
        key = (decision.claim_id, decision.decided_at)
        if key in found:
            raise DataFileError(path, entry, "another entry decides this claim on the same day")
        found[key] = decision
    return list(found.values())
