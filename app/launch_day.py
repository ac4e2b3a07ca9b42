"""Verdicts as they become others, told while it happens: what a launch day is watched with.

Another program may write to the ledger meanwhile: each look asks for what was put down since
the last one, by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.model_names import ModelNames
from app.phrasing import NameOf, inert, reason, sentence
from app.schema import Claim, Decision, Fact, VerdictChange
from app.store import reading
from app.store.filters import Filters, conditions

AT_ONCE = 500  # flips in one look: a rebuild may bring thousands


@dataclass(frozen=True, slots=True)
class Flip:
    """A verdict that became another one, with its claim and the address that bears it out."""

    change: VerdictChange
    claim: Claim
    url: str | None

    def row(self, seen_at: datetime, name_of: NameOf) -> dict[str, Any]:
        """It as a program reads it; `seen_at` is when it was first looked at here."""
        return {
            "seen_at": seen_at.astimezone(UTC).isoformat(timespec="seconds"),
            "changed_on": self.change.changed_on,
            "claim": self.claim.id,
            "model": self.claim.model,
            "says": sentence(self.claim, name_of(self.claim.model), name_of),
            "before": self.change.before,
            "after": self.change.after,
            "reason": self.change.reason,
            "url": self.url,
        }


def in_a_line(row: dict[str, Any], names: ModelNames) -> str:
    """A row as a person reads it; signs that a terminal would act on stay inert."""
    turn = f"{row['before']} → {row['after']}"
    why = reason(row["reason"], names.name_of, names.vendors())
    parts = [row["seen_at"], f"{row['says']}:", turn, "|", why, row["url"] or ""]
    told = " ".join(map(str, parts)).strip()
    return inert(told)


def watched(
    engine: Engine, since: date, model: str | None, wait: Callable[[], object]
) -> Iterator[Flip]:
    """The flips from the day `since` on, the oldest first, and then each one as it comes.

    `model` is a name as `Filters` takes it, `None` for all models. `wait` is called whenever
    nothing more is there. Never ends by itself.

    Raises:
        LedgerError: the database refused.
    """
    last = 0
    while True:
        with reading(engine) as session:
            found = _after(session, last, since, model)
        yield from found
        if found:
            last = found[-1].change.number or last
        if len(found) < AT_ONCE:
            wait()


def _after(session: Session, last: int, since: date, model: str | None) -> list[Flip]:
    """The flips with numbers above `last`, in their order."""
    asked = (
        select(VerdictChange, Claim)
        .join(Claim, col(Claim.id) == col(VerdictChange.claim_id))
        .where(col(VerdictChange.number) > last, col(VerdictChange.changed_on) >= since)
        .where(*conditions(Filters(model=model)))
        .order_by(col(VerdictChange.number))
        .limit(AT_ONCE)
    )
    found = session.exec(asked).all()
    urls = _addresses(session, [change for change, _ in found])
    return [Flip(change, claim, urls.get(_bears_out(change))) for change, claim in found]


def _bears_out(change: VerdictChange) -> str:
    """The id of what decided: a person's word before the facts that it was held against."""
    return change.decision or next(iter(change.facts), "")


def _addresses(session: Session, changes: Sequence[VerdictChange]) -> dict[str, str | None]:
    """Where each of what decided can be read."""
    leading = {_bears_out(change) for change in changes}
    facts = select(Fact.id, Fact.url).where(col(Fact.id).in_(leading))
    words = select(Decision.id, Decision.evidence).where(col(Decision.id).in_(leading))
    return {**dict(session.exec(facts).all()), **dict(session.exec(words).all())}
