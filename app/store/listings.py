"""What catalogues list: the changes that a visit brings into the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.listings import Listing, News, ended, key_of, listed_value, news
from app.schema import Fact, ListedValue
from app.store import BATCH, log, save
from app.vocabulary import Change


def taken_in(session: Session, listed: Iterable[Fact], today: date) -> list[Fact]:
    """Save what `listed`, seen `today`, says that was not listed before; returns just that.

    The fact that another value took the place of ends the day before. All in the session's
    own transaction, and twice is once. The claims on the models of what returns are to be
    settled again.
    """
    by_key: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in listed:
        by_key[key_of(fact)].append(fact)
    before = dict(_before(session, list(by_key)))
    found = list(news(by_key, before, today))
    if not found:
        return []
    fresh = save(session, [one.fact for one in found])
    log.append(session, fresh, Change.added, today)
    log.append(session, _end(session, found, today), Change.amended, today)
    _remember(session, found, today)
    return [one.fact for one in found]


def _before(session: Session, keys: Sequence[str]) -> Iterator[tuple[str, Listing]]:
    """What was listed under `keys`; what no fact stands for any more counts as not seen."""
    query = select(
        col(ListedValue.key),
        col(ListedValue.value),
        col(ListedValue.fact_id),
        col(ListedValue.seen_on),
    ).join(Fact, col(Fact.id) == col(ListedValue.fact_id))
    for some in _in_batches(keys):
        for key, *listing in session.exec(query.where(col(ListedValue.key).in_(some))):
            yield key, Listing(*listing)


def _end(session: Session, found: Sequence[News], today: date) -> list[Fact]:
    """Close the facts whose place was taken; what stands again is open again. Returns just those.

    A shipped fact is what a person wrote down: it stays as it is.
    """
    amended: dict[str, Fact] = {}
    replaced = [one.ends for one in found if one.ends]
    for fact in _by_id(session, replaced):
        if not fact.shipped and fact.valid_to is None:
            fact.valid_to = ended(fact.valid_from, today)
            amended[fact.id] = fact
    listed_again = {one.fact.id: one.fact.valid_to for one in found if one.ends}
    for fact in _by_id(session, list(listed_again)):
        if not fact.shipped and fact.valid_to != listed_again[fact.id]:
            fact.valid_to = listed_again[fact.id]
            amended[fact.id] = fact
    return list(amended.values())


def _remember(session: Session, found: Sequence[News], today: date) -> None:
    rows = {
        one.key: ListedValue(
            key=one.key, value=listed_value(one.fact), fact_id=one.fact.id, seen_on=today
        )
        for one in found
    }
    for some in _in_batches(list(rows)):
        known = select(ListedValue).where(col(ListedValue.key).in_(some))
        for row in session.exec(known):
            now = rows.pop(row.key)
            row.value, row.fact_id, row.seen_on = now.value, now.fact_id, now.seen_on
    save(session, rows.values())


def _by_id(session: Session, ids: Sequence[str]) -> Iterator[Fact]:
    for some in _in_batches(ids):
        yield from session.exec(select(Fact).where(col(Fact.id).in_(some)))


def _in_batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(keys), BATCH):
        yield keys[first : first + BATCH]
