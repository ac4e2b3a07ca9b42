"""Figures as catalogues print them: prices of one token, limits one short of a round number."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

PER_MILLION = Decimal(1_000_000)
CENTS = Decimal("0.000001")  # prices of a token come with the noise of binary fractions
MOST_USD = 100_000  # of a million tokens; the dearest so far was 600
MOST = 10**15  # a thousand times as many parameters, or tokens, as any model has had

Usd = Annotated[float, Field(ge=0, lt=MOST_USD)]
"""Dollars a million tokens."""

Count = Annotated[float, Field(ge=0, le=MOST)]
"""How many tokens or parameters; what is no such number is no catalogue's figure."""


def per_million(usd: Decimal | float | None) -> float | None:
    """Dollars a million tokens where one costs `usd`; `None` for nothing, or for no price."""
    price = Decimal(str(usd or 0)) * PER_MILLION
    return float(price.quantize(CENTS)) if 0 < price < MOST_USD else None


def whole(limit: float) -> int:
    """A limit of tokens; one short of a power of two is that power, counted from 0."""
    count = int(limit)
    return count + 1 if count & (count + 1) == 0 else count
