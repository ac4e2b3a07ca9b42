"""The last day that a claim gives itself."""

from __future__ import annotations

from datetime import date

from app.extent import window
from app.schema import Claim


def deadline(claim: Claim) -> date | None:
    """The day by whose end the claim's time has run out; `None` where it sets none."""
    if claim.attribute == "release_date":
        days = window(claim.op, claim.value)
        return days.end if days and days.end < date.max else None
    return claim.at
