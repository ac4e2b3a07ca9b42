"""Where a document comes from: who published it when, how it was come by, its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from app.dashboard.markup import Inside, Markup, element, link, path, short
from app.dashboard.pieces import OUTWARD
from app.dashboard.wording import READ, moment, published
from app.schema import Document, Evidence
from app.store.collection import DocumentView
from app.vocabulary import Read, SourceKind

MARKET = {
    "probability": "Price of yes",
    "closes": "Closes",
    "resolution": "Resolved as",
    "resolved_on": "Resolved on",
    "volume": "Volume",
}


def origin(found: DocumentView) -> Markup:
    """All that is known of a document's origin."""
    return element("dl", *(_pair(name, value) for name, value in _about(found)), class_="about")


def archived(evidence: Evidence | None) -> Markup | None:
    """Where the answer lies that a document was read from."""
    if evidence is None:
        return None
    rows = (
        ("File", evidence.file),
        ("Bytes", f"{evidence.length:,} from {evidence.offset:,}"),
        ("SHA-256", evidence.digest),
        ("Captured", f"{moment(evidence.fetched_at)} UTC"),
        ("Record", evidence.id),
    )
    pairs = element("dl", *(_pair(name, value) for name, value in rows), class_="about")
    return element("section", element("h2", "The archived answer"), pairs)


def _about(found: DocumentView) -> Iterator[tuple[str, Inside]]:
    document = found.document
    where = f" (its day as in: {document.published_from})" if document.published_from else ""
    kind = found.source.kind
    which = "" if kind is SourceKind.unknown else f" ({kind})"
    yield "Publisher", found.source.name + which
    yield "Author", short(document.author) if document.author else None
    yield "Published", published(document) + where
    yield "Address", link(document.url, short(document.url) + OUTWARD) if document.url else None
    yield "Language", document.language
    yield "Found by", _found_by(document)
    yield "Read", f"{moment(document.added_at)} UTC{_how(document)}"
    for key, name in MARKET.items():
        if document.market and (value := document.market.get(key)) is not None:
            yield name, f"{value:.0%}" if key == "probability" else _plain(value)


def _plain(value: object) -> str:
    return f"{value:,.0f}" if isinstance(value, float | int) else short(str(value))


def _found_by(document: Document) -> Markup | None:
    via = document.via
    return element("a", via, href=path("runs", source=via)) if via else None


def _how(document: Document) -> str:
    return "" if document.read is Read.page else f", {READ[document.read]}"


def _pair(name: str, value: Inside) -> Markup | None:
    return element("div", element("dt", name), element("dd", value)) if value else None
