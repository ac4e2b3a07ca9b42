"""Who sits at the dashboard, and whether they may decide.

Signing in is OpenID Connect, done by Streamlit; without its configuration nobody can, and the
pages say how to decide at the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app.dashboard.markup import element, join, short
from app.dashboard.pieces import show
from app.settings import settings


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed in.

    `account`: the mail address, where the provider says that it has verified it, else the
    provider's own id of the account; never a name, which people choose themselves.
    """

    name: str
    account: str

    @property
    def may_decide(self) -> bool:
        """Whether `HEARSAY_DECIDERS` names the account."""
        named = (one.strip().casefold() for one in settings().deciders.split(","))
        return bool(self.account) and self.account.casefold() in named


def person() -> Person | None:
    """Who has signed in, if anybody."""
    told = _told()
    if not told.get("is_logged_in"):
        return None
    mail = told.get("email") if told.get("email_verified") is True else None
    account = str(mail or told.get("sub") or "")
    return Person(str(told.get("name") or account), account)


def is_set_up() -> bool:
    """Whether this dashboard has a provider by which people sign in."""
    return "is_logged_in" in _told()


def _told() -> Mapping[str, Any]:
    """What the provider says of the visitor. Streamlit keeps it signed in a cookie."""
    return st.user.to_dict()


def bar() -> Person | None:
    """Who is signed in, and the button to sign in or out; the person if they may decide."""
    if not is_set_up():
        show(element("p", _how(), class_="meta"))
        return None
    who = person()
    if who is None:
        st.button("Sign in to decide", on_click=st.login, key="sign-in")
        return None
    row = st.container(horizontal=True, vertical_alignment="center", key="signed-in")
    with row:
        show(element("p", _signed_in(who), class_="meta"))
        st.button("Sign out", on_click=st.logout, key="sign-out")
    return who if who.may_decide else None


def _signed_in(who: Person) -> str:
    name = short(who.name)
    if who.may_decide:
        return f"Signed in as {name}."
    return (
        f"Signed in as {name}, who may look and not decide: "
        f"HEARSAY_DECIDERS does not name {short(who.account)}."
    )


def _how() -> str:
    return join(
        "People decide at the command line, with ",
        element("code", "hearsay decide"),
        " and ",
        element("code", "hearsay dispute"),
        "; signing in here is not set up (docs/running.md says how).",
    )
