"""What the ledger remembers of pages: their validators, which were followed, when to look again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.schema import Document, PageState
from app.store import BATCH, upsert

Pages = dict[str, PageState]


def known_pages(session: Session, vias: Sequence[str]) -> Mapping[str, Pages]:
    """By subscription, the pages that are asked for at each visit."""
    return _by_via(session, vias, col(PageState.followed).is_(False))


def pages_due(session: Session, vias: Sequence[str], now: datetime) -> Mapping[str, Pages]:
    """By subscription, the followed pages that are to be looked at again."""
    return _by_via(session, vias, col(PageState.recheck_at) <= now)


def followed(session: Session, urls: Collection[str]) -> set[str]:
    """Those of `urls` that were followed before, through whatever subscription."""
    ordered, found = sorted(urls), set()
    for first in range(0, len(ordered), BATCH):
        some = ordered[first : first + BATCH]
        found |= set(session.exec(select(PageState.url).where(col(PageState.url).in_(some))))
    return found


def latest_texts(session: Session, urls: Collection[str]) -> dict[str, Document]:
    """The latest document at each of `urls`, by its address."""
    found: dict[str, Document] = {}
    asked = select(Document).where(col(Document.name).in_(sorted(urls)))
    for document in session.exec(asked.order_by(col(Document.added_at), col(Document.id))):
        found[document.name] = document
    return found


def learn(session: Session, states: Iterable[PageState]) -> None:
    """Keep what was learned of pages, in place of what was known of them."""
    upsert(session, PageState, list(states))


def _by_via(session: Session, vias: Sequence[str], condition: object) -> Mapping[str, Pages]:
    found: dict[str, Pages] = defaultdict(dict)
    for first in range(0, len(vias), BATCH):
        some = vias[first : first + BATCH]
        asked = select(PageState).where(col(PageState.via).in_(some), condition)  # type: ignore[arg-type]  # a condition on a column
        for state in session.exec(asked):
            session.expunge(state)
            found[state.via][state.url] = state
    return found
