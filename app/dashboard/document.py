"""One document: who published it when, how it was come by, its copies, its later texts, claims."""

from __future__ import annotations

import streamlit as st

from app.dashboard.as_of import control
from app.dashboard.markup import Markup, element, join, short
from app.dashboard.origin import archived, origin
from app.dashboard.pieces import badge, listed, notice, show
from app.dashboard.texts import texts
from app.dashboard.view import View
from app.dashboard.wording import counted, published
from app.errors import NotFoundError
from app.phrasing import statement
from app.schema import Document, Source
from app.store.collection import DocumentView
from app.store.queries import ClaimView, Filters

MOST_CLAIMS = 100


def render(view: View) -> None:
    """The document that the URL names by `id`."""
    asked = st.query_params.get("id", "")
    try:
        found = view.document(asked)
    except NotFoundError:
        said = f"No document has the id “{short(asked)}”." if asked else ""
        to_claims = element("a", "all claims", href=view.path(""))
        show(notice("Which document?", element("p", said, " Choose one from ", to_claims, ".")))
        return
    title = short(found.document.title or found.document.name)
    st.set_page_config(page_title=title)
    show(
        element("p", element("a", "Claims", href=view.path("")), " / Document", class_="trail"),
        element("h1", element("bdi", title)),
        _copied_from(view, found),
        origin(found),
        texts(view, found.texts, found.document),
        _copies(view, found),
        _claims(view, found.document),
        archived(found.evidence),
    )
    control(view)


def _copied_from(view: View, found: DocumentView) -> Markup | None:
    if found.first is None:
        return None
    return notice(
        "A copy: nearly the same words stood elsewhere first.", _named(view, *found.first)
    )


def _copies(view: View, found: DocumentView) -> Markup | None:
    if not found.copies:
        return None
    head = f"Nearly the same words in {counted(len(found.copies), 'other document')}"
    return join(element("h2", head), listed((_named(view, *row) for row in found.copies), "texts"))


def _named(view: View, document: Document, source: Source) -> Markup:
    title = element(
        "a", short(document.title or document.name), href=view.path("document", id=document.id)
    )
    return element("p", title, f" · {source.name} · {published(document)}")


def _claims(view: View, document: Document) -> Markup:
    found = view.claims(Filters(doc=document.id), limit=MOST_CLAIMS)
    head = element("h2", f"{counted(len(found), 'claim')} in it")
    return join(head, element("ol", *(_claim(view, row) for row in found), class_="claims"))


def _claim(view: View, row: ClaimView) -> Markup:
    name = element("b", short(view.name_of(row.claim.model)))
    said = short(statement(row.claim, view.name_of))
    words = element("a", name, " · ", said, href=view.path("claim", id=row.claim.id), class_="says")
    return element("li", badge(row.verdict.standing), element("div", words))
