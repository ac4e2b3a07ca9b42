"""Which claims are shown. The URL alone says it, so that a link shows another person the same.

Before each control is drawn it is set to what the URL says; a change writes the URL first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from app.dashboard.view import View
from app.dashboard.wording import MARKS
from app.phrasing import topic
from app.store.queries import Filters
from app.vocabulary import Standing

LONGEST_SEARCH = 200
PAGE = "page"


def chosen(view: View, row: Any) -> Filters:
    """The filters of the URL, and the controls to change them, in `row`."""
    models = [row.model for row in view.models()]
    attributes = sorted(view.attributes(), key=topic)
    model = pick("Model", "model", models, view.name_of, place=row)
    attribute = pick("What", "attribute", attributes, topic, place=row)
    verdict = pick("Verdict", "verdict", list(Standing), _word, place=row)
    standing = Standing(verdict) if verdict else None
    return Filters(model=model, attribute=attribute, standing=standing, text=_search(row))


def pick(
    label: str,
    name: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    place: Any = st,
) -> str | None:
    """One of the options, or none: as the URL's parameter `name` has it, and changed with it."""
    wanted = st.query_params.get(name)
    st.session_state[_key(name)] = wanted if wanted in options else None
    picked: str | None = place.selectbox(
        label,
        options,
        index=None,
        format_func=words,
        placeholder="Any",
        key=_key(name),
        on_change=_write,
        args=(name,),
    )
    return picked


def page_number(pages: int) -> int:
    """The page of the URL, and the control to turn pages; the first page is 1."""
    asked = st.query_params.get(PAGE, "")
    current = min(max(int(asked), 1), pages) if asked.isdecimal() else 1
    if pages > 1:
        st.session_state[_key(PAGE)] = current
        st.pagination(pages, key=_key(PAGE), on_change=_write, args=(PAGE,))
    return current


def _search(place: Any) -> str | None:
    st.session_state[_key("text")] = st.query_params.get("text", "")[:LONGEST_SEARCH]
    words: str = place.text_input(
        "Search",
        max_chars=LONGEST_SEARCH,
        placeholder="Words, publisher, document",
        key=_key("text"),
        on_change=_write,
        args=("text",),
    )
    return words.strip() or None


def _write(name: str) -> None:
    """Write what was picked into the URL; another choice begins at its first page."""
    st.query_params.pop(PAGE, None)
    picked = st.session_state[_key(name)]
    if picked and (name, picked) != (PAGE, 1):
        st.query_params[name] = str(picked)
    else:
        st.query_params.pop(name, None)


def _key(name: str) -> str:
    return f"pick-{name}"


def _word(standing: str) -> str:
    return MARKS[Standing(standing)].word
