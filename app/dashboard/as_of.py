"""The day whose ledger is shown: asked for by the URL, chosen by a control, told by a banner."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from app.dashboard.filters import PAGE
from app.dashboard.markup import Markup, element
from app.dashboard.pieces import notice
from app.dashboard.view import AS_OF, View
from app.phrasing import day

KEY = f"pick-{AS_OF}"
EARLIEST = date(2015, 1, 1)  # before the first model that anybody makes claims about


def asked(today: date) -> date | None:
    """The day that the URL asks for; today, a later day and what is no day are none."""
    try:
        wanted = date.fromisoformat(st.query_params.get(AS_OF, ""))
    except ValueError:
        return None
    return wanted if EARLIEST <= wanted < today else None


def control(view: View, place: Any = None) -> None:
    """The control to choose a day, at the foot of a page or where it is given a place."""
    st.session_state[KEY] = view.as_of
    (place or st.container(key="asked")).date_input(
        "As it stood on",
        value=None,
        min_value=EARLIEST,
        max_value=view.today,
        key=KEY,
        on_change=_write,
        help="The ledger as it could be known on that day: nothing of a later one is shown.",
    )


def banner(view: View) -> Markup:
    """That the ledger of another day is shown, and the way back."""
    shown = view.as_of or view.today
    query = {key: value for key, value in st.query_params.items() if key not in (AS_OF, PAGE)}
    back = element("a", "Back to today", href=f"?{urlencode(query)}")
    said = "Only what was public by then is here: no later text, fact, verdict or count. "
    return notice(f"The ledger as it stood on {day(shown)}", element("p", said, back), kind="past")


def _write() -> None:
    st.query_params.pop(PAGE, None)
    picked = st.session_state[KEY]
    if picked:
        st.query_params[AS_OF] = picked.isoformat()
    else:
        st.query_params.pop(AS_OF, None)
