"""One model, rumor against record; without a model, the board of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil

import streamlit as st

from app.dashboard.as_of import control
from app.dashboard.charts import in_words, points, timeline
from app.dashboard.comparison import comparison
from app.dashboard.filters import page_number, pick
from app.dashboard.markup import Markup, element, join, short
from app.dashboard.pieces import bar, empty_ledger, notice, show, sign, totals
from app.dashboard.view import View
from app.dashboard.wording import MARKS, as_csv, assertion_row, counted
from app.phrasing import day
from app.schema import Fact
from app.store.queries import ClaimView, Filters, ModelSummary
from app.vocabulary import Polarity

BOARD_SIZE = 40
NAMES = ("codename", "variant")
_BOARD = ("Model", "Claims", "How they came out", "Last said")


def render(view: View) -> None:
    """The model that the URL names by `model`, or the board."""
    board = view.models()
    if not board:
        show(element("h1", "Models"), empty_ledger())
        return
    known = [row.model for row in board]
    row = st.container(horizontal=True, key="filters")
    picked = pick("Model", "model", known, view.name_of, place=row)
    control(view, row)
    if picked:
        _model(view, picked)
    else:
        _board(view, board)


def _board(view: View, board: Sequence[ModelSummary]) -> None:
    said = f"{counted(len(board), 'model')}, the most talked of first."
    show(element("h1", "Models"), element("p", said, class_="lead"))
    body, foot = st.container(), st.container()
    with foot:
        first = (page_number(ceil(len(board) / BOARD_SIZE)) - 1) * BOARD_SIZE
    rows = [_summary(view, row) for row in board[first : first + BOARD_SIZE]]
    head = element("tr", *(element("th", name, scope="col") for name in _BOARD))
    with body:
        show(element("table", element("thead", head), element("tbody", *rows), class_="board"))


def _summary(view: View, row: ModelSummary) -> Markup:
    counts = [
        element("span", sign(standing), f"{row.outcomes[standing]:,}")
        for standing in MARKS
        if row.outcomes.get(standing)
    ]
    name = element("a", short(view.name_of(row.model)), href=view.path("model", model=row.model))
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", f"{row.claims:,}", class_="number"),
        element("td", bar(row.outcomes), element("div", *counts, class_="counts")),
        element("td", day(row.last_said) if row.last_said else "day unknown", class_="meta"),
    )


def _model(view: View, model: str) -> None:
    views = view.claims(Filters(model=model))
    facts = view.facts_of([model, *view.names.also(model)])
    standings = Counter(row.verdict.standing for row in views)
    st.set_page_config(page_title=short(view.name_of(model)))
    show(
        element("h1", short(view.name_of(model))),
        _known_as(facts),
        totals(view, standings, model),
    )
    _timeline(view, views)
    show(element("h2", "Rumor against record"), comparison(view, views, facts))


def _known_as(facts: Sequence[Fact]) -> Markup:
    """Codenames and variants on record."""
    said = [
        f"{name.capitalize()}s on record: {', '.join(sorted(found))}"
        for name in NAMES
        if (found := {str(fact.value) for fact in facts if _is_named(fact, name)})
    ]
    return element("p", short(" · ".join(said), 600), class_="lead") if said else join()


def _is_named(fact: Fact, attribute: str) -> bool:
    return fact.attribute == attribute and fact.polarity is Polarity.asserts


def _timeline(view: View, views: Sequence[ClaimView]) -> None:
    said = points(views, view.name_of)
    show(element("h2", "Who said it when"))
    if not said:
        show(notice("None of these statements has a day."))
        return
    undated = sum(len(row.spoken) for row in views) - len(said)
    words = in_words(said) + (f" {undated:,} more bear no day." if undated else "")
    chart = timeline(said, is_dark=st.context.theme.type == "dark")
    st.altair_chart(chart, width="stretch", alt=words)
    show(element("p", words, class_="meta"))
    rows = (assertion_row(row, spoken, view.name_of) for row in views for spoken in row.spoken)
    st.download_button(
        "Download as CSV",
        as_csv(rows),
        file_name="timeline.csv",
        mime="text/csv",
        on_click="ignore",
    )
