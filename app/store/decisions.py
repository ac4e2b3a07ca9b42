"""What people decided of claims, as the ledger keeps it: nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from app.schema import Claim, Decision


def decisions_of(session: Session, claim_id: str, day: date | None = None) -> list[Decision]:
    """All that people decided and disputed of one claim, oldest first; by `day`, where given."""
    asked = select(Decision).where(col(Decision.claim_id) == claim_id)
    return _made_by(session.exec(asked.order_by(col(Decision.decided_at), col(Decision.id))), day)


def _made_by(decisions: Iterable[Decision], day: date | None) -> list[Decision]:
    return [one for one in decisions if day is None or one.decided_at.date() <= day]


def decisions(
    session: Session, day: date | None = None, claim_id: str = ""
) -> list[tuple[Decision, Claim | None]]:
    """All that people decided and disputed, the latest first, each with its claim if it is there.

    By `day`, where given, and of the claims whose ids begin with `claim_id`.
    """
    asked = (
        select(Decision, Claim)
        .outerjoin(Claim, col(Claim.id) == col(Decision.claim_id))
        .where(col(Decision.claim_id).startswith(claim_id, autoescape=True))
        .order_by(col(Decision.decided_at).desc(), col(Decision.id))
    )
    found = session.exec(asked).all()
    return [(one, claim) for one, claim in found if day is None or one.decided_at.date() <= day]
