"""The ledger as it could be known on a day: its texts, facts and verdicts, and none of a later one.

A text counts from the day it was public, a fact from the day it could be known, a person's word
from the day it was given. A fact that ended later had not ended yet.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from threading import Lock

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.errors import NotFoundError
from app.extent import DAY
from app.schema import Claim, Decision, Document, Fact
from app.settling import settle_all
from app.store import BATCH, queries
from app.store.collection import DocumentView
from app.store.filters import start_of
from app.store.queries import ClaimKey, ClaimView, Filters, ModelSummary
from app.verdicts import public_on
from app.vocabulary import Standing

# Of a ledger of 100 000 claims one day takes some 15 MB, and a reader turns between two or three.
MOST_DAYS = 4

Day = tuple[str, date, int]
"""A ledger, a day, and what was on record on it."""


class _Known:
    """How claims stood on the days that were asked for last, settled once."""

    def __init__(self) -> None:
        self._days: OrderedDict[Day, dict[str, Standing]] = OrderedDict()
        self._lock = Lock()

    def of(self, day: Day) -> dict[str, Standing]:
        """What is known of that day so far, to be added to."""
        with self._lock:
            found = self._days.setdefault(day, {})
            self._days.move_to_end(day)
            while len(self._days) > MOST_DAYS:
                self._days.popitem(last=False)
            return found


_known = _Known()


def claims(  # noqa: PLR0913 - the fields of a page of a list
    session: Session,
    filters: Filters,
    day: date,
    *,
    offset: int = 0,
    limit: int | None = None,
    newest_first: bool = False,
) -> list[ClaimView]:
    """The claims that passed the filters on `day`, with their verdicts of that day.

    In the order of `queries.claims`; `newest_first` goes by what was public on `day`.
    """
    found = _keys(session, filters, day, newest_first=newest_first)
    last = None if limit is None else offset + limit
    ids = [key.id for key in found[offset:last]]
    return settled(session, queries.views_of(session, ids, day), day)


def count(session: Session, filters: Filters, day: date) -> int:
    """How many claims passed the filters on `day`."""
    return len(_keys(session, filters, day))


def totals(session: Session, day: date) -> dict[Standing, int]:
    """How many claims stood how on `day`: every standing, also those without a claim."""
    keys = _keys(session, Filters(), day)
    stood = _standings(session, keys, day)
    found = Counter(stood[key.id] for key in keys)
    return {standing: found[standing] for standing in Standing}


def models(session: Session, day: date) -> list[ModelSummary]:
    """Every model spoken of by `day`, the most claimed first."""
    found = _keys(session, Filters(), day)
    stood = _standings(session, found, day)
    by_model: defaultdict[str, Counter[Standing]] = defaultdict(Counter)
    for key in found:
        by_model[key.model][stood[key.id]] += 1
    return queries.board(by_model, queries.last_days(session, day))


def attributes(session: Session, day: date) -> list[str]:
    """The attributes that some claim had spoken of by `day`."""
    return sorted({key.attribute for key in _keys(session, Filters(), day)})


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
        replace(
            view,
            verdict=verdict,
            facts=_facts(verdict.facts, facts, day),
            dissent=_facts(verdict.dissent, facts, day),
        )
        for view, verdict in zip(views, verdicts, strict=True)
    ]


def document(found: DocumentView, day: date) -> DocumentView:
    """A document with its texts and copies that were public on `day`.

    Raises:
        NotFoundError: it was not public itself.
    """
    one = found.document
    if one.public_on > day:
        raise NotFoundError(f"the document {one.id!r} was not public by {day}")
    first = found.first if found.first and found.first[0].public_on <= day else None
    return replace(
        found,
        document=_unresolved(one, day),
        evidence=found.evidence if one.added_at.date() <= day else None,
        texts=tuple(row for row in found.texts if row.id == one.id or row.public_on <= day),
        first=first,
        copies=tuple(row for row in found.copies if row[0].public_on <= day),
    )


def _unresolved(one: Document, day: date) -> Document:
    """A market's document without how it was resolved later."""
    if not one.market or str(one.market.get("resolved_on") or date.max) <= day.isoformat():
        return one
    kept = {key: value for key, value in one.market.items() if not key.startswith("resol")}
    return one.model_copy(update={"market": kept})


def facts_of(session: Session, of: Iterable[str], day: date) -> list[Fact]:
    """Every fact about these models that was public on `day`, oldest first."""
    found = queries.facts_of(session, of)
    return [fact_on(fact, day) for fact in found if public_on(fact) <= day]


def fact_on(fact: Fact, day: date) -> Fact:
    """A fact as it stood on `day`: its end was not known before it came."""
    if fact.valid_to is None or fact.valid_to < day:
        return fact
    return Fact.checked(fact.model_dump() | {"valid_to": None})


def _facts(ids: Sequence[str], facts: dict[str, Fact], day: date) -> tuple[Fact, ...]:
    return tuple(fact_on(facts[fact], day) for fact in ids)


def _keys(
    session: Session, filters: Filters, day: date, *, newest_first: bool = False
) -> list[ClaimKey]:
    asked = replace(filters, as_of=day, standing=None)
    found = queries.keys(session, asked, newest_first=newest_first)
    if filters.standing is None:
        return found
    stood = _standings(session, found, day)
    return [key for key in found if stood[key.id] is filters.standing]


def _standings(session: Session, keys: Sequence[ClaimKey], day: date) -> dict[str, Standing]:
    """How these claims stood on `day`: a verdict turns on facts and decisions alone.

    So what is settled once holds until another fact or decision of that time comes in.
    """
    ledger = str(session.connection().engine.url)
    known = _known.of((ledger, day, _record(session, day)))
    missing = sorted((key.model, key.id) for key in keys if key.id not in known)
    for some in _batches([key for _, key in missing]):
        found = session.exec(select(Claim).where(col(Claim.id).in_(some))).all()
        known.update({row.claim_id: row.standing for row in settle_all(session, found, day)})
    return known


def _record(session: Session, day: date) -> int:
    """A number that tells what was on record on `day` from what else there is."""
    known = or_(col(Fact.known_at).is_(None), col(Fact.known_at) <= day)
    asked = select(Fact.id, col(Fact.valid_to)).where(col(Fact.valid_from) <= day, known)
    facts = {(key, end if end and end < day else None) for key, end in session.exec(asked)}
    made = select(Decision.id).where(col(Decision.decided_at) < start_of(day + DAY))
    return hash((frozenset(facts), frozenset(session.exec(made))))


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))
