"""The first page: every claim in plain words, with how it came out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import ceil

import streamlit as st

from app.dashboard.as_of import control
from app.dashboard.filters import chosen, page_number
from app.dashboard.markup import Markup, element, short
from app.dashboard.pieces import badge, empty_ledger, meter, notice, show, totals
from app.dashboard.view import View
from app.dashboard.wording import (
    as_csv,
    claim_row,
    counted,
    first_said,
    publishers,
    strongest,
)
from app.phrasing import statement
from app.store import reading
from app.store.queries import ClaimView, Filters

PAGE_SIZE = 25


def render(view: View) -> None:
    """Totals, filters, and a page of claims."""
    found = view.totals()
    show(
        element("h1", "Who said what, and was it true?"),
        element(
            "p",
            "Statements about AI models, each tied to its exact words and settled against "
            "what was later put on record.",
            class_="lead",
        ),
    )
    if not sum(found.values()):
        show(empty_ledger())
        return
    show(
        element("h2", "All claims, by how they came out", class_="unseen"),
        totals(view, found),
    )
    row = st.container(horizontal=True, key="filters")
    filters = chosen(view, row)
    control(view, row)
    _claims(view, filters)


def _claims(view: View, filters: Filters) -> None:
    number = view.count(filters)
    if not number:
        show(notice("No claim fits.", element("p", "Take a filter away, or search for less.")))
        return
    head = st.container(horizontal=True, horizontal_alignment="distribute", key="found")
    with head:
        show(element("h2", counted(number, "claim")))
        _download(view, filters)
    body, foot = st.container(), st.container(key="turn")
    with foot:
        page = page_number(ceil(number / PAGE_SIZE))
    rows = view.claims(
        filters,
        offset=(page - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
        newest_first=True,
    )
    with body:
        show(element("ol", *(_row(view, row) for row in rows), class_="claims"))


def _row(view: View, row: ClaimView) -> Markup:
    claim, sure = row.claim, strongest(row)
    words = element(
        "a",
        element("b", short(view.name_of(claim.model))),
        " · ",
        short(statement(claim, view.name_of)),
        href=view.path("claim", id=claim.id),
        class_="says",
    )
    meta = element(
        "div",
        element("span", counted(len(row.spoken), "assertion")),
        element("span", counted(publishers(row.spoken), "publisher")),
        element("span", "strongest: ", meter(sure)) if sure else None,
        element("span", f"first said {first_said(row)}"),
        class_="meta facts",
    )
    return element("li", badge(row.verdict.standing), element("div", words, meta))


def _download(view: View, filters: Filters) -> None:
    st.download_button(
        "Download as CSV",
        partial(csv_of, view, filters),
        file_name="claims.csv",
        mime="text/csv",
        on_click="ignore",
    )


def csv_of(view: View, filters: Filters) -> str:
    """Every claim that the filters let through; asked for only when it is clicked."""
    with reading(view.engine) as session:
        found = replace(view, session=session).claims(filters, newest_first=True)
        return as_csv(claim_row(row, view.name_of) for row in found)
