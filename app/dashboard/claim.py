"""One claim: how it came out and why, and everybody who said it, in their own words."""

from __future__ import annotations

import streamlit as st

from app.dashboard.assertions import assertions
from app.dashboard.markup import Markup, element, join, path, short
from app.dashboard.pieces import badge, full_fact, listed, notice, show
from app.dashboard.view import View
from app.dashboard.wording import counted, publishers
from app.errors import NotFoundError
from app.phrasing import day, sentence, topic
from app.schema import Conflict, Verdict
from app.store import queries
from app.store.queries import ClaimView
from app.vocabulary import Outcome


def render(view: View) -> None:
    """The claim that the URL names by `id`."""
    asked = st.query_params.get("id", "")
    try:
        found = queries.claim(view.session, asked)
    except NotFoundError:
        show(_not_found(asked))
        return
    st.set_page_config(page_title=short(sentence(found.claim, view.name_of(found.claim.model))))
    show(
        _head(view, found),
        _verdict(view, found),
        *(notice("These cannot all hold.", element("p", row.note)) for row in _conflicts(found)),
        _assertions(view, found),
    )


def _head(view: View, found: ClaimView) -> Markup:
    claim = found.claim
    name = view.name_of(claim.model)
    return join(
        element(
            "p",
            element("a", "Claims", href=path("")),
            " / ",
            element("a", short(name), href=path("model", model=claim.model)),
            " / ",
            short(topic(claim.attribute, claim.qualifier, view.name_of)),
            class_="trail",
        ),
        element("h1", short(sentence(claim, name, view.name_of), 400)),
    )


def _verdict(view: View, found: ClaimView) -> Markup:
    verdict = found.verdict
    knowable = verdict.knowable_from
    since = f"Could be known from {day(knowable)}" if knowable else None
    evidence = listed((full_fact(view, fact) for fact in found.facts), "record")
    return element(
        "section",
        element("h2", "Verdict", class_="unseen"),
        element("div", badge(verdict.outcome), element("p", verdict.reason, class_="reason")),
        element("p", _waiting(view, found), class_="waiting") if not found.facts else None,
        join(element("h3", "On record"), evidence) if found.facts else None,
        element(
            "p",
            _spaced(since, f"rule: {verdict.rule}", _looked_at(verdict), f"claim {found.claim.id}"),
            class_="meta",
        ),
        class_=f"panel {verdict.outcome.value}",
    )


def _waiting(view: View, found: ClaimView) -> str | None:
    """What is missing, for a verdict without a fact."""
    if found.verdict.outcome is Outcome.unverifiable:
        return "No public record is likely ever to settle this."
    if found.verdict.outcome is not Outcome.open:
        return None
    claim = found.claim
    what = topic(claim.attribute, claim.qualifier, view.name_of)
    return (
        f"Missing: what the vendor, a catalogue or the press puts on record about "
        f"{view.name_of(claim.model)}: {what[:1].lower()}{what[1:]}."
    )


def _looked_at(verdict: Verdict) -> str | None:
    return f"last looked at {day(verdict.settled_on)}" if verdict.settled_on else None


def _conflicts(found: ClaimView) -> list[Conflict]:
    return list({row.note: row for row in found.conflicts}.values())


def _assertions(view: View, found: ClaimView) -> Markup:
    said = counted(len(found.spoken), "assertion")
    by = counted(publishers(found.spoken), "publisher")
    return element(
        "section",
        element("h2", f"{said} by {by}, the oldest first"),
        assertions(view, found),
    )


def _spaced(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _not_found(asked: str) -> Markup:
    said = f"No single claim has an id that begins with “{short(asked)}”." if asked else ""
    return notice(
        "Which claim?",
        element("p", said, " Choose one from ", element("a", "all claims", href=path("")), "."),
    )
