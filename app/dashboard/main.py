"""The entry that Streamlit runs: opens the ledger, reads the day, shows the page of the URL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st
from sqlalchemy import Engine

from app.dashboard import as_of, claim, claims, decide, document, model, queue, runs
from app.dashboard.markup import Markup, element
from app.dashboard.pieces import LINKS, STYLE, notice, show
from app.dashboard.view import View
from app.errors import HearsayError, LedgerError
from app.settings import settings
from app.store import open_ledger, reading

Render = Callable[[View], None]

# The pages that can show the ledger of another day.
DATED: tuple[Render, ...] = (claims.render, claim.render, document.render, model.render)

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path d="M4 5h24v17H15l-7 6v-6H4z" fill="#1f4e79"/>'
    '<path d="m10 13 4 4 8-8" fill="none" stroke="#fff" stroke-width="3"/></svg>'
)


def main() -> None:
    """Show the page that the URL names."""
    st.set_page_config(page_title="Hearsay", page_icon=ICON, layout="wide")
    st.html(STYLE)
    st.html(LINKS, unsafe_allow_javascript=True)
    page = st.navigation(
        [
            st.Page(_page(claims.render), title="Claims", url_path="claims", default=True),
            st.Page(_page(model.render), title="Models", url_path="model"),
            st.Page(_page(queue.render), title="Queue", url_path="queue"),
            st.Page(_page(runs.render), title="Runs", url_path="runs"),
            st.Page(_page(decide.render), title="Decide", url_path="decide", visibility="hidden"),
            st.Page(_page(claim.render), title="Claim", url_path="claim", visibility="hidden"),
            st.Page(
                _page(document.render), title="Document", url_path="document", visibility="hidden"
            ),
        ],
        position="top",
    )
    page.run()


def _page(render: Render) -> Callable[[], None]:
    return lambda: _show(render)


def _show(render: Render) -> None:
    now = datetime.now(UTC)
    try:
        engine = _ledger(settings().ledger_url)
        with reading(engine) as session:
            day = as_of.asked(now.date()) if render in DATED else None
            view = View(engine, session, now, day)
            if view.as_of:
                show(as_of.banner(view))
            render(view)
    except LedgerError as error:
        show(_unusable(str(error)))
    except HearsayError as error:
        show(notice("This cannot be shown.", element("p", str(error)), kind="bad"))


@st.cache_resource(show_spinner=False)
def _ledger(url: str) -> Engine:
    return open_ledger(url)


def _unusable(reason: str) -> Markup:
    return notice(
        "The ledger cannot be read.",
        element("p", reason),
        element(
            "p",
            "Another ledger can be named by ",
            element("code", "HEARSAY_DATABASE_URL"),
            "; reload this page when it is mended.",
        ),
        kind="bad",
    )


if __name__ == "__main__":
    main()
