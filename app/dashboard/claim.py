"""One claim: how it came out and why, and everybody who said it, in their own words."""

from __future__ import annotations

import streamlit as st

from app.dashboard.as_of import control
from app.dashboard.assertions import assertions
from app.dashboard.markup import Markup, element, join, short
from app.dashboard.pieces import notice, show
from app.dashboard.verdict import decisions, history, verdict_panel
from app.dashboard.view import View
from app.dashboard.wording import CONFLICT, counted, publishers
from app.errors import NotFoundError
from app.phrasing import day, sentence, topic
from app.schema import Conflict
from app.store.queries import ClaimView


def render(view: View) -> None:
    """The claim that the URL names by `id`."""
    asked = st.query_params.get("id", "")
    try:
        found = view.claim(asked)
    except NotFoundError:
        show(_not_found(view, asked))
        control(view)
        return
    st.set_page_config(page_title=short(sentence(found.claim, view.name_of(found.claim.model))))
    show(
        _head(view, found),
        verdict_panel(view, found),
        decisions(view, found),
        *(_conflict(view, row) for row in _conflicts(found)),
        _assertions(view, found),
        history(view, found),
    )
    control(view)


def _head(view: View, found: ClaimView) -> Markup:
    claim = found.claim
    name = view.name_of(claim.model)
    return join(
        element(
            "p",
            element("a", "Claims", href=view.path("")),
            " / ",
            element("a", short(name), href=view.path("model", model=claim.model)),
            " / ",
            short(topic(claim.attribute, claim.qualifier, view.name_of)),
            class_="trail",
        ),
        element("h1", short(sentence(claim, name, view.name_of), 400)),
    )


def _conflict(view: View, row: Conflict) -> Markup:
    """What does not fit, with the way to the other document."""
    named = {"this document": row.document_id, "the other one": row.other_document_id}
    links = [
        element("a", words, href=view.path("document", id=document))
        for words, document in named.items()
        if document
    ]
    both = element("p", links[0], *(part for one in links[1:] for part in (" · ", one)))
    return notice(CONFLICT[row.kind], element("p", view.told(row.note)), both)


def _conflicts(found: ClaimView) -> list[Conflict]:
    """Each note once."""
    return list({row.note: row for row in found.conflicts}.values())


def _assertions(view: View, found: ClaimView) -> Markup:
    said = counted(len(found.spoken), "assertion")
    by = counted(publishers(found.spoken), "publisher")
    return element(
        "section",
        element("h2", f"{said} by {by}, the oldest first"),
        assertions(view, found),
    )


def _not_found(view: View, asked: str) -> Markup:
    by = f" that anybody had made by {day(view.as_of)}" if view.as_of else ""
    said = f"No single claim{by} has an id that begins with “{short(asked)}”." if asked else ""
    return notice(
        "Which claim?",
        element(
            "p", said, " Choose one from ", element("a", "all claims", href=view.path("")), "."
        ),
    )
