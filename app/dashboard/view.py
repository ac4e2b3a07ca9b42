"""What a page is given: the ledger, today, and the names of things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Engine
from sqlmodel import Session

from app.model_names import ModelNames
from app.phrasing import readable
from app.registries import read_benchmarks


@dataclass(frozen=True, slots=True)
class View:
    """One showing of one page, at the instant `now`."""

    engine: Engine
    session: Session
    now: datetime

    @property
    def today(self) -> date:
        """The day of the showing, in UTC."""
        return self.now.date()

    @property
    def names(self) -> ModelNames:
        """The shipped registry of model names."""
        return ModelNames.shipped()

    def name_of(self, identity: str) -> str:
        """The printed name of a model's or a benchmark's id."""
        if "/" in identity:
            return self.names.name_of(identity)
        return _benchmarks().get(identity) or readable(identity)


@lru_cache(maxsize=1)
def _benchmarks() -> dict[str, str]:
    return {row.id: row.name for row in read_benchmarks()}
