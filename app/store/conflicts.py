"""What does not fit, kept up to date: incoherent sources, distorted citations.

Called with documents that were just saved with their assertions, in the transaction that saves
them. What is in the ledger afterwards depends on what is in it, not on the order in which it
came: each document may contradict those of its source and day, and those it credits, and so
those are looked at again when one of them arrives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, delete, or_
from sqlmodel import Session, col, select

from app.citations import REACH, Link, Statement, distortion, links, named
from app.coherence import conflicts, conflicts_between
from app.phrasing import NameOf, readable
from app.schema import Assertion, Conflict, Document, Source
from app.store import BATCH, insert
from app.vocabulary import ConflictKind, SourceKind

# Their documents are written by many: two of them need not agree.
MANY_VOICES = frozenset({SourceKind.forum, SourceKind.aggregator})
AT_ONCE = 50  # conditions in one query, of three variables each

T = TypeVar("T")
Pointed = tuple[Assertion, Document, list[Link]]
"""An assertion, its document, and whom it points to."""


def renew(session: Session, documents: Sequence[Document], name_of: NameOf = readable) -> None:
    """Make anew the conflicts that `documents` are part of, on either side.

    `documents` and their assertions are saved already. Asked of the ledger are the documents of
    the same source and day, those of the sources credited, shortly before, and those that
    credit one of these sources on one of these models; nothing else is read.
    """
    said = _said_in(session, [document.id for document in documents])
    _renew_within(session, documents, said, name_of)
    _renew_between(session, documents, said, name_of)
    _renew_citations(session, documents, said, name_of)


def _renew_within(
    session: Session,
    documents: Sequence[Document],
    said: dict[str, list[Assertion]],
    name_of: NameOf,
) -> None:
    """What each document says that does not fit with itself."""
    alone = and_(
        col(Conflict.kind) == ConflictKind.incoherent, col(Conflict.other_document_id).is_(None)
    )
    _drop(session, [document.id for document in documents], alone)
    insert(session, [row for one in documents for row in conflicts(one, said[one.id], name_of)])


def _renew_between(
    session: Session,
    documents: Iterable[Document],
    said: dict[str, list[Assertion]],
    name_of: NameOf,
) -> None:
    """What documents of one source and day say that does not fit together."""
    priced = {
        (document.source, document.published)
        for document in documents
        if document.published and any(one.probability is not None for one in said[document.id])
    }
    sources = _sources(session, {source for source, _ in priced})
    shared = and_(
        col(Conflict.kind) == ConflictKind.incoherent, col(Conflict.other_document_id).is_not(None)
    )
    for slug, published in sorted(priced):
        if sources[slug].kind in MANY_VOICES:
            continue
        of_day = and_(col(Document.source) == slug, col(Document.published) == published)
        together = session.exec(select(Document).where(of_day)).all()
        every = _said_in(session, [document.id for document in together])
        _drop(session, list(every), shared)
        insert(session, conflicts_between([(one, every[one.id]) for one in together], name_of))


def _renew_citations(
    session: Session,
    documents: Sequence[Document],
    said: dict[str, list[Assertion]],
    name_of: NameOf,
) -> None:
    """What these documents make of those that they credit, and others make of these."""
    citing = {document.id: document for document in documents}
    for some in _chunks(sorted(_crediting(session, documents, said) - set(citing))):
        rows = session.exec(select(Document).where(col(Document.id).in_(some)))
        citing |= {document.id: document for document in rows}
    _drop(session, list(citing), col(Conflict.kind) == ConflictKind.distorted)
    every = said | _said_in(session, [known for known in citing if known not in said])
    pointed = [
        (one, document, found)
        for document in citing.values()
        for one in every[document.id]
        if (found := links(one, document))
    ]
    insert(session, _distortions(session, pointed, name_of))


def _distortions(session: Session, pointed: Sequence[Pointed], name_of: NameOf) -> list[Conflict]:
    known = _known(session, pointed)
    publishers = _sources(session, {document.source for _, document, _ in pointed})
    rows = []
    for one, document, found in pointed:
        told = [it for link in found for it in known.get((link.source, one.model), ())]
        citing = Statement(one, document, publishers[document.source].name)
        rows.append(distortion(citing, told, name_of))
    return [row for row in rows if row]


def _crediting(
    session: Session, documents: Iterable[Document], said: dict[str, list[Assertion]]
) -> set[str]:
    """The documents that may credit one of `documents`, or repeat it, on one of its models."""
    models: dict[str, set[str]] = defaultdict(set)
    days: dict[str, list[date]] = defaultdict(list)
    for document in documents:
        if document.published and said[document.id]:
            models[document.source] |= {one.model for one in said[document.id]}
            days[document.source].append(document.published)
    found = _repeating(session, models)
    for source, some in models.items():
        lately = col(Document.published).between(min(days[source]), max(days[source]) + REACH)
        asked = select(Document.id).join(Assertion).where(col(Assertion.credits) == source, lately)
        for chunk in _chunks(sorted(some)):
            found |= set(session.exec(asked.where(col(Assertion.model).in_(chunk)).distinct()))
    return found


def _repeating(session: Session, models: dict[str, set[str]]) -> set[str]:
    """The documents of which a person wrote down that they repeat one of these sources.

    Such notes come with the shipped history alone, so there are few however large the ledger.
    """
    every = {model for some in models.values() for model in some}
    row = select(Assertion.derived_from, Assertion.model, Assertion.document_id)
    noted = session.exec(row.where(col(Assertion.derived_from).is_not(None))) if every else ()
    return {
        document
        for repeated, model, document in noted
        if repeated and model in every and model in models.get(named(repeated), ())
    }


def _known(session: Session, pointed: Iterable[Pointed]) -> dict[tuple[str, str], list[Statement]]:
    """What the sources pointed to said in the time meant, by source and model."""
    asked = {(link.source, link.since, link.until) for _, _, found in pointed for link in found}
    models = {one.model for one, _, _ in pointed}
    sources = _sources(session, {source for source, _, _ in asked})
    spans = sorted(span for span in asked if span[0] in sources)
    known: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for some in _chunks(_spoken(session, _published(session, spans), models)):
        said = select(Assertion, Document).join(Document).where(col(Assertion.id).in_(some))
        for one, document in session.exec(said):
            statement = Statement(one, document, sources[document.source].name)
            known[document.source, one.model].append(statement)
    return known


def _spoken(session: Session, documents: Collection[str], models: Collection[str]) -> list[str]:
    """The assertions of `documents` on `models`.

    The models are told apart here, as a database might else begin with all that was ever said
    of them.
    """
    found: list[str] = []
    for some in _chunks(sorted(documents)):
        row = select(Assertion.id, Assertion.model).where(col(Assertion.document_id).in_(some))
        found += (known for known, model in session.exec(row) if model in models)
    return sorted(found)


def _published(session: Session, spans: Sequence[tuple[str, date, date]]) -> set[str]:
    """The documents of each source between two days."""
    found: set[str] = set()
    for some in _chunks(spans, AT_ONCE):
        meant = [
            and_(col(Document.source) == source, col(Document.published).between(since, until))
            for source, since, until in some
        ]
        found |= set(session.exec(select(Document.id).where(or_(*meant))))
    return found


def _said_in(session: Session, ids: Sequence[str]) -> dict[str, list[Assertion]]:
    """The assertions of each of these documents."""
    found: dict[str, list[Assertion]] = {known: [] for known in ids}
    for some in _chunks(ids):
        asked = select(Assertion).where(col(Assertion.document_id).in_(some))
        for one in session.exec(asked.order_by(col(Assertion.id))):
            found[one.document_id].append(one)
    return found


def _sources(session: Session, slugs: Collection[str]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for some in _chunks(sorted(slugs)):
        for source in session.exec(select(Source).where(col(Source.slug).in_(some))):
            found[source.slug] = source
    return found


def _drop(session: Session, ids: Sequence[str], which: ColumnElement[bool]) -> None:
    for some in _chunks(ids):
        gone = delete(Conflict).where(col(Conflict.document_id).in_(some), which)
        session.execute(gone, execution_options={"synchronize_session": False})


def _chunks(rows: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    return (rows[first : first + size] for first in range(0, len(rows), size))
