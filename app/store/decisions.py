"""What people decided of claims, as the ledger keeps it: nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from app.schema import Decision


def decisions_of(session: Session, claim_id: str, day: date | None = None) -> list[Decision]:
    """All that people decided and disputed of one claim, oldest first; by `day`, where given."""
    asked = select(Decision).where(col(Decision.claim_id) == claim_id)
    return _made_by(session.exec(asked.order_by(col(Decision.decided_at), col(Decision.id))), day)


def _made_by(decisions: Iterable[Decision], day: date | None) -> list[Decision]:
    return [one for one in decisions if day is None or one.decided_at.date() <= day]
