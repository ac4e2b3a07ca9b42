"""One claim before a person: how it stands, what was decided of it, and the form to decide."""

from __future__ import annotations

import streamlit as st

from app import deciding
from app.dashboard import signing
from app.dashboard.decisions import told
from app.dashboard.form import Filled, ask
from app.dashboard.markup import Markup, element, join, path, short
from app.dashboard.pieces import badge, notice, show
from app.dashboard.signing import Person
from app.dashboard.view import View
from app.errors import DecisionError, NotFoundError
from app.phrasing import sentence
from app.store import queries, writing
from app.store.decisions import decisions_of
from app.store.queries import ClaimView


def render(view: View) -> None:
    """The claim that the URL names by `id`, as it stands today."""
    asked = st.query_params.get("id", "")
    try:
        found = queries.claim(view.session, asked)
    except NotFoundError:
        said = "Choose one from ", element("a", "what needs a person", href=path("queue")), "."
        show(notice("Which claim?", element("p", *said)))
        return
    above = st.container()
    who = signing.bar()
    answer, place = st.empty(), st.empty()
    if who and (filled := ask(place, view.today)):
        refused = _refused(view, found, who, filled)
        if refused:
            answer.html(notice("Not on record.", element("p", f"{refused}."), kind="bad"))
        else:
            place.empty()
            view.session.expire_all()
            found = queries.claim(view.session, asked)
            with above:
                show(notice("It is on record.", element("p", f"Said by {short(who.name)}.")))
    with above:
        show(_claim(view, found), _earlier(view, found))


def _claim(view: View, found: ClaimView) -> Markup:
    claim, verdict = found.claim, found.verdict
    words = sentence(claim, view.name_of(claim.model), view.name_of)
    trail = (
        element("a", "Queue", href=path("queue")),
        " / ",
        element("a", "the claim with all its evidence", href=path("claim", id=claim.id)),
    )
    return join(
        element("p", *trail, class_="trail"),
        element("h1", short(words, 400)),
        element(
            "section",
            element(
                "div",
                badge(verdict.standing),
                element("p", view.told(verdict.reason), class_="reason"),
            ),
            class_=f"panel {verdict.outcome.value}",
        ),
    )


def _earlier(view: View, found: ClaimView) -> Markup | None:
    """What people said of it so far, the latest last."""
    known = decisions_of(view.session, found.claim.id)
    if not known:
        return None
    return element("section", element("h2", "What people decided"), told(known))


def _refused(view: View, found: ClaimView, who: Person, filled: Filled) -> str | None:
    """Take down what was filled in; why that cannot be, or nothing where it is on record."""
    try:
        with writing(view.engine) as session:
            deciding.decide(session, found.claim.id, filled.word(who.name), view.now)
    except DecisionError as error:
        return error.reason
    return None
