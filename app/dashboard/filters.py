"""Which claims are shown: kept in the URL, so that a link shows another person the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from app.dashboard.view import View
from app.dashboard.wording import MARKS
from app.phrasing import topic
from app.store import queries
from app.store.queries import Filters
from app.vocabulary import Outcome

LONGEST_SEARCH = 200
PAGE = "page"


def chosen(view: View) -> Filters:
    """The filters of the URL, and the controls to change them."""
    models = [row.model for row in queries.models(view.session)]
    row = st.container(horizontal=True, key="filters")
    picked = {
        "model": _pick(row, "Model", "model", models, view.name_of),
        "attribute": _pick(row, "What", "attribute", queries.attributes(view.session), topic),
        "verdict": _pick(
            row, "Verdict", "verdict", list(Outcome), lambda one: MARKS[Outcome(one)].word
        ),
        "text": _search(row),
    }
    _remember(picked)
    verdict = picked["verdict"]
    return Filters(
        model=picked["model"],
        attribute=picked["attribute"],
        outcome=Outcome(verdict) if verdict else None,
        text=picked["text"],
    )


def page_number(pages: int) -> int:
    """The page of the URL, and the control to turn pages; the first page is 1."""
    asked = st.query_params.get(PAGE, "")
    current = min(max(int(asked), 1), pages) if asked.isdecimal() else 1
    if pages == 1:
        return 1
    turned = st.pagination(pages, default=current, key=f"page-{current}-of-{pages}")
    if turned != current:
        st.query_params[PAGE] = str(turned)
    return turned


def pick_in_url(
    label: str, name: str, options: Sequence[str], format_func: Callable[[str], str]
) -> str | None:
    """One of the options, or none: as the URL has it, and changed with it."""
    picked = _pick(st, label, name, options, format_func)
    _remember({name: picked})
    return picked


def _pick(
    place: Any, label: str, name: str, options: Sequence[str], words: Callable[[str], str]
) -> str | None:
    wanted = st.query_params.get(name)
    index = options.index(wanted) if wanted in options else None
    picked: str | None = place.selectbox(
        label, options, index=index, format_func=words, placeholder="Any"
    )
    return picked


def _search(place: Any) -> str | None:
    words: str = place.text_input(
        "Search",
        value=st.query_params.get("text", "")[:LONGEST_SEARCH],
        max_chars=LONGEST_SEARCH,
        placeholder="Words, publisher, document",
    )
    return words.strip() or None


def _remember(picked: dict[str, str | None]) -> None:
    """Write what was picked into the URL; another choice begins at its first page."""
    before = {name: st.query_params.get(name) for name in picked}
    if before == picked:
        return
    for name, value in picked.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
    st.query_params.pop(PAGE, None)
