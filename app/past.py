"""The ledger as it could be known on a day: its texts, facts and verdicts, and none of a later one.

A text counts from the day it was public, a fact from the day it could be known, a person's word
from the day it was given. A fact that ended later had not ended yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from app.schema import Fact, Verdict
from app.settling import settle_all
from app.store import queries
from app.store.queries import ClaimView, Filters


def claims(
    session: Session, filters: Filters, day: date, *, newest_first: bool = False
) -> list[ClaimView]:
    """The claims that passed the filters on `day`, with their verdicts of that day.

    In the order of `queries.claims`; `newest_first` goes by what was public on `day`.
    """
    asked = replace(filters, as_of=day, outcome=None)
    views = settled(session, queries.claims(session, asked), day)
    kept = [view for view in views if filters.outcome in (None, view.verdict.outcome)]
    return sorted(kept, key=_last_said, reverse=True) if newest_first else kept


def _last_said(view: ClaimView) -> date:
    return max((said.document.published or date.min for said in view.spoken), default=date.min)


def claim(session: Session, claim_id: str, day: date) -> ClaimView:
    """The claim whose id begins with `claim_id`, as it stood on `day`.

    Raises:
        NotFoundError: no claim, or more than one, has such an id, or nobody had said it yet.
    """
    return settled(session, [queries.claim(session, claim_id, day)], day)[0]


def settled(session: Session, views: Sequence[ClaimView], day: date) -> list[ClaimView]:
    """The same views with the verdicts that could be known on `day`, and their facts."""
    verdicts = settle_all(session, [view.claim for view in views], day)
    facts = queries.facts_by_id(session, verdicts)
    return [
        replace(view, verdict=verdict, facts=_facts(verdict, facts, day))
        for view, verdict in zip(views, verdicts, strict=True)
    ]


def fact_on(fact: Fact, day: date) -> Fact:
    """A fact as it stood on `day`: its end was not known before it came."""
    if fact.valid_to is None or fact.valid_to < day:
        return fact
    return Fact.checked(fact.model_dump() | {"valid_to": None})


def _facts(verdict: Verdict, facts: dict[str, Fact], day: date) -> tuple[Fact, ...]:
    return tuple(fact_on(facts[fact], day) for fact in verdict.facts)
