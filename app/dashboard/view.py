"""What a page is given: the ledger as it stands, or stood on a day, and the names of things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from app import past
from app.dashboard.markup import path
from app.model_names import ModelNames
from app.phrasing import line_up, readable, reason
from app.registries import keeper, read_benchmarks
from app.schema import Document, Fact, Source
from app.store import collection, queries
from app.store.collection import DocumentView
from app.store.queries import ClaimView, Filters, ModelSummary
from app.vocabulary import Standing

AS_OF = "as_of"


@dataclass(frozen=True, slots=True)
class View:
    """One showing of one page, at the instant `now`.

    `as_of`: the day whose ledger is shown, `None` for today's. What the pages show of claims
    they ask of the view, which holds back what was not known on that day.
    """

    engine: Engine
    session: Session
    now: datetime
    as_of: date | None = None

    @property
    def today(self) -> date:
        """The day of the showing, in UTC."""
        return self.now.date()

    def path(self, page: str, **query: str | None) -> str:
        """The address of another page, which shows the ledger of the same day."""
        day = self.as_of.isoformat() if self.as_of else None
        return path(page, **query, **{AS_OF: day})

    def totals(self) -> dict[Standing, int]:
        """How many claims stand how."""
        return past.totals(self.session, self.as_of) if self.as_of else queries.totals(self.session)

    def models(self) -> list[ModelSummary]:
        """Every model spoken of, the most claimed first."""
        return past.models(self.session, self.as_of) if self.as_of else queries.models(self.session)

    def attributes(self) -> list[str]:
        """The attributes that some claim speaks of."""
        if self.as_of:
            return past.attributes(self.session, self.as_of)
        return queries.attributes(self.session)

    def count(self, filters: Filters) -> int:
        """How many claims pass the filters."""
        if self.as_of:
            return past.count(self.session, filters, self.as_of)
        return queries.count_claims(self.session, filters)

    def claims(self, filters: Filters, **page: Any) -> list[ClaimView]:
        """The claims that pass the filters; `page` as for `queries.claims`."""
        if self.as_of:
            return past.claims(self.session, filters, self.as_of, **page)
        return queries.claims(self.session, filters, **page)

    def claim(self, claim_id: str) -> ClaimView:
        """The claim whose id begins with `claim_id`; `NotFoundError` where there is none."""
        if self.as_of:
            return past.claim(self.session, claim_id, self.as_of)
        return queries.claim(self.session, claim_id)

    def facts_of(self, models: Iterable[str]) -> list[Fact]:
        """Every fact on record about these models, oldest first."""
        if self.as_of:
            return past.facts_of(self.session, models, self.as_of)
        return queries.facts_of(self.session, models)

    def document(self, document_id: str) -> DocumentView:
        """The document of that id; `NotFoundError` where there is none."""
        found = collection.document(self.session, document_id)
        return past.document(found, self.as_of) if self.as_of else found

    def later_texts(self, ids: set[str]) -> dict[str, Document]:
        """By document the next text of its page, for those of `ids` that have one."""
        found = collection.later_texts(self.session, ids)
        day = self.as_of or date.max
        return {key: row for key, row in found.items() if row.added_at.date() <= day}

    def publisher(self, slug: str) -> str | None:
        """The name of a source that the ledger knows."""
        known = self.session.get(Source, slug)
        return known.name if known else None

    @property
    def names(self) -> ModelNames:
        """The shipped registry of model names."""
        return ModelNames.shipped()

    def told(self, text: str) -> str:
        """A reason or a note with days and models as people write them."""
        return reason(text, self.name_of, _vendors())

    def line_up(self, fact: Fact) -> str | None:
        """A list of a vendor's models as a sentence, `None` where the fact is none."""
        return line_up(fact, keeper(fact.url), _vendors())

    def name_of(self, identity: str) -> str:
        """The printed name of a model's or a benchmark's id."""
        if "/" in identity:
            return self.names.name_of(identity)
        return _benchmarks().get(identity) or readable(identity)


@lru_cache(maxsize=1)
def _vendors() -> dict[str, str]:
    return ModelNames.shipped().vendors()


@lru_cache(maxsize=1)
def _benchmarks() -> dict[str, str]:
    return {row.id: row.name for row in read_benchmarks()}
