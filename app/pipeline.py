"""The whole system on one screen: documents and facts go in, verdicts come out.

Everything here takes the day as an argument. A step saves in one transaction: what fails
leaves nothing half written, and every step can be run again without changing anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Engine, delete, or_
from sqlmodel import Session, col, select

from app.extract import Said, extract
from app.markets import asked, resolved
from app.schema import (
    Assertion,
    Claim,
    Concern,
    Conflict,
    Decision,
    Document,
    Fact,
    Proposition,
    Source,
    Verdict,
)
from app.settling import (
    all_outcomes,
    due,
    names,
    settle_claims,
    settle_everything,
    settle_new,
    touched_by,
)
from app.shipped_decisions import read_decisions
from app.store import (
    conflicts,
    copies,
    insert,
    listings,
    log,
    save,
    unsaved,
    writing,
)
from app.verdicts import models_concerned
from app.vocabulary import Change
from scrapers.authorities import curated
from scrapers.scraper import Listed

DOCUMENTS_AT_ONCE = 100  # one saving for so many: memory stays flat however large the ledger

SHOWN = ("start", "end", "confidence", "probability", "explicit", "speaker", "sourcing", "cue")

Progress = Callable[[str, int, int], None]
"""Told the step's name, how much is done, and how much there is."""


Taken = Source | Document | Fact | Listed


@dataclass(frozen=True, slots=True)
class Fresh:
    """What was not in the ledger before."""

    documents: list[Document]
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Added:
    """What one document brought: its assertions, and how much of it was new."""

    document: Document
    assertions: tuple[Assertion, ...]
    is_new: bool


def add(engine: Engine, source: Source, document: Document, today: date) -> Added:
    """Take one document into the ledger: save, extract, settle. Twice is once."""
    with writing(engine) as session:
        is_new = bool(take_in(session, [source, document], today).documents)
        said = session.exec(select(Assertion).where(Assertion.document_id == document.id)).all()
        session.expunge_all()
    return Added(document, tuple(said), is_new)


def fill(engine: Engine, today: date, progress: Progress | None = None) -> int:
    """Bring the shipped facts and history in, and take out what is no longer shipped.

    Returns how many records were new. Settles only where something changed.
    """
    records = [*curated.scrape(), *read_decisions()]
    with writing(engine) as session:
        log.take_up(session, today)
        gone = _drop_unshipped(session, {getattr(record, "id", "") for record in records}, today)
        amended = _amend_shipped(session, records, today)
        fresh = save(session, records)
        log.append(session, fresh, Change.added, today)
        if fresh or gone or amended:
            _derive(session, today, progress)
    return len(fresh)


def rebuild(engine: Engine, today: date, progress: Progress | None = None) -> None:
    """Drop all that was derived and make it again from what was scraped and entered."""
    with writing(engine) as session:
        _derive(session, today, progress)


def refresh(engine: Engine, today: date) -> int:
    """Settle again the open claims that were last looked at before `today`; how many.

    The days of the log that are over get their roots.
    """
    with writing(engine) as session:
        log.take_up(session, today)
        log.close(session, today)
        stale = due(session, today)
        settle_claims(session, stale, today)
    return len(stale)


def read(document: Document, earlier: Document | None = None) -> list[Assertion]:
    """All that a document says: what is extracted, and what a person wrote down of it.

    What stood in its `earlier` text already was said then, not now.
    """
    found = asked(document, names()) if document.market else extract(document, names())
    said = [_extracted(document, one) for one in found]
    said += (_stated(document, row) for row in document.statements)
    if earlier is None:
        return said
    stood = {_words(one, earlier) for one in read(earlier)}
    return [one for one in said if _words(one, document) not in stood]


def read_all(
    session: Session, documents: Sequence[Document]
) -> list[tuple[Document, list[Assertion]]]:
    """What each of `documents` says that its earlier text did not."""
    ids = {document.revises for document in documents if document.revises}
    known = session.exec(select(Document).where(col(Document.id).in_(ids))).all() if ids else []
    by_id = {document.id: document for document in known}
    return [(one, read(one, by_id.get(one.revises or ""))) for one in documents]


def _extracted(document: Document, said: Said) -> Assertion:
    proposition = Proposition(**{name: getattr(said, name) for name in Proposition.model_fields})
    shown = {name: getattr(said, name) for name in SHOWN}
    return Assertion.of(document, proposition, **shown)


def _words(said: Assertion, document: Document) -> tuple[Any, ...]:
    """What is said and in which words, wherever they stand; comparable."""
    return repr(said.proposition), said.speaker, document.text[said.start : said.end], said.gist


def _stated(document: Document, row: dict[str, Any]) -> Assertion:
    own = {key: value for key, value in row.items() if key in Proposition.model_fields}
    shown = {key: value for key, value in row.items() if key not in own}
    return Assertion.of(document, Proposition.model_validate(own), cue="read by a person", **shown)


def _save_said(
    session: Session, read: Sequence[tuple[Document, list[Assertion]]]
) -> dict[str, Claim]:
    """Save what was read; the claims in it by their ids."""
    claims: dict[str, Claim] = {}
    for document, said in read:
        for row in said:
            if row.claim_id not in claims:
                claims[row.claim_id] = Claim.of(row, document.published)
    concerns = [
        Concern.of(claim.id, model)
        for claim in claims.values()
        for model in models_concerned(claim, names())
    ]
    rows = [row for _, said in read for row in said]
    insert(session, [*claims.values(), *concerns, *rows])
    conflicts.renew(session, [document for document, _ in read], names().name_of)
    return claims


def take_in(session: Session, records: Iterable[Taken], today: date) -> Fresh:
    """Save what is new of `records`, read its documents, settle all that it touches."""
    records = list(records)
    listed = [record.fact for record in records if isinstance(record, Listed)]
    fresh = unsaved(session, (one for one in records if not isinstance(one, Listed)))
    documents = [record for record in fresh if isinstance(record, Document)]
    copies.revise(session, documents)
    copies.mark(session, documents)
    insert(session, fresh)
    log.append(session, fresh, Change.added, today)
    facts = [record for record in fresh if isinstance(record, Fact)]
    facts += _settled_markets(session, documents, today)
    facts += listings.taken_in(session, listed, today)
    claims = _save_said(session, read_all(session, documents))
    settled = settle_new(session, list(claims.values()), today)
    settle_claims(session, touched_by(session, facts) - settled, today)
    return Fresh(documents, facts)


def _settled_markets(session: Session, documents: Sequence[Document], today: date) -> list[Fact]:
    """What settled markets among `documents` put on record, as far as it is new."""
    told = [fact for document in documents if (fact := resolved(document, names()))]
    facts = [fact for fact in save(session, told) if isinstance(fact, Fact)]
    log.append(session, facts, Change.added, today)
    return facts


def _derive(session: Session, today: date, progress: Progress | None) -> None:
    stood = all_outcomes(session)
    for table in (Verdict, Conflict, Assertion, Concern, Claim):
        session.execute(delete(table))
    documents = session.exec(select(Document.id).order_by(col(Document.id))).all()
    for done in range(0, len(documents), DOCUMENTS_AT_ONCE):
        some = documents[done : done + DOCUMENTS_AT_ONCE]
        texts = session.exec(select(Document).where(col(Document.id).in_(some))).all()
        _save_said(session, read_all(session, texts))
        if progress:
            progress("reading documents", done + len(some), len(documents))
    told = partial(progress, "settling claims") if progress else None
    settle_everything(session, today, stood, told)


def _amend_shipped(session: Session, records: Iterable[object], today: date) -> int:
    """Give shipped facts the end and the note that their file has now; how many changed.

    A fact's id goes by neither: it says the same as before.
    """
    shipped = {record.id: record for record in records if isinstance(record, Fact)}
    amended = []
    for fact in session.exec(select(Fact).where(col(Fact.shipped))):
        now = shipped.get(fact.id, fact)
        if (fact.valid_to, fact.note) != (now.valid_to, now.note):
            fact.valid_to, fact.note = now.valid_to, now.note
            amended.append(fact)
    session.flush()
    log.append(session, amended, Change.amended, today)
    return len(amended)


def _drop_unshipped(session: Session, shipped: set[str], today: date) -> int:
    entered = [
        *session.exec(select(Document).where(col(Document.shipped))),
        *session.exec(select(Fact).where(col(Fact.shipped))),
        *session.exec(select(Decision).where(col(Decision.shipped))),
    ]
    gone = [record for record in entered if record.id not in shipped]
    log.append(session, gone, Change.withdrawn, today)
    for record in gone:
        if isinstance(record, Document):
            its_own = or_(
                col(Conflict.document_id) == record.id, col(Conflict.other_document_id) == record.id
            )
            session.execute(delete(Conflict).where(its_own))
            session.execute(delete(Assertion).where(col(Assertion.document_id) == record.id))
        session.delete(record)
    return len(gone)
