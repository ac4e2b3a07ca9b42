"""What several pages show, as HTML: verdict marks, confidence, totals, notices, facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import streamlit as st

from app.dashboard.markup import Inside, Markup, element, join, link, short
from app.dashboard.view import View
from app.dashboard.wording import AUTHORITY, CONFIDENCE, MARKS, counted
from app.phrasing import day, topic, value
from app.registries import keeper
from app.schema import Fact
from app.vocabulary import Confidence, Standing

STYLE = Path(__file__).parent / "style.css"
LINKS = Path(__file__).parent / "links.html"
LONGEST_NOTE = 400
LEAST_SHARE = 0.005  # below half a percent a share would be printed as none
OUTWARD = "\N{NO-BREAK SPACE}↗"  # a link that leaves the dashboard


def show(*inside: Inside) -> None:
    """Put HTML on the page."""
    st.html(join(*inside))


def badge(standing: Standing) -> Markup:
    """A standing as sign and word; its colour only repeats them."""
    mark = MARKS[standing]
    glyph = element("span", mark.glyph, class_="glyph", aria_hidden="true")
    return element("span", glyph, mark.word, class_=f"verdict {standing.value}")


def sign(standing: Standing) -> Markup:
    """A standing as its sign, with the word for those who do not see it."""
    mark = MARKS[standing]
    glyph = element("span", mark.glyph, aria_hidden="true")
    word = element("span", f"{mark.word}: ", class_="unseen")
    return element("span", glyph, word, class_=f"sign {standing.value}", title=mark.word)


def meter(level: Confidence) -> Markup:
    """A level of confidence as word and five dots."""
    filled = level.rank + 1
    dots = "●" * filled + "○" * (len(Confidence) - filled)
    return element(
        "span", CONFIDENCE[level], " ", element("span", dots, class_="dots", aria_hidden="true")
    )


def totals(view: View, standings: Mapping[Standing, int], model: str | None = None) -> Markup:
    """How many claims stand how, every standing, as a bar and its legend.

    Each leads to its claims, of `model` where there is one.
    """
    whole = sum(standings.values())
    legend = []
    for standing in MARKS:
        to = view.path("", model=model, verdict=standing.value)
        legend.append(element("li", _total(standing, standings.get(standing, 0), whole, to)))
    return element("div", bar(standings), element("ul", *legend, class_="totals"), class_="tally")


def bar(standings: Mapping[Standing, int]) -> Markup:
    """Shares as one line; for the eye alone, the figures stand beside it."""
    parts = [
        element("span", class_=standing.value, style=f"flex-grow:{standings[standing]}")
        for standing in MARKS
        if standings.get(standing)
    ]
    return element("div", *parts, class_="bar", aria_hidden="true")


def notice(title: str, *inside: Inside, kind: str = "") -> Markup:
    """Something to read before the rest."""
    return element("div", element("p", title, class_="title"), *inside, class_=f"notice {kind}")


def fact_line(view: View, fact: Fact) -> Markup:
    """A fact of a known attribute: its value, since when, who put it on record, and where."""
    which = f"{view.name_of(fact.qualifier).replace('_', ' ')}: " if fact.qualifier else ""
    return join(
        element("span", short(which + value(fact, view.name_of)), class_="value"),
        element("span", f"{_days(fact)} · ", class_="meta"),
        link(fact.url, f"{AUTHORITY[fact.authority]}, {keeper(fact.url)}{OUTWARD}", class_="meta"),
    )


def full_fact(view: View, fact: Fact) -> Markup:
    """A fact that stands alone, with its attribute and its note."""
    label = topic(fact.attribute, fact.qualifier, view.name_of)
    note = short(view.told(fact.note), LONGEST_NOTE)
    said = view.line_up(fact) or f"{label}: {short(value(fact, view.name_of))}"
    return join(
        element("span", said, class_="value"),
        element("span", f"{_days(fact)} · ", class_="meta"),
        link(fact.url, f"{AUTHORITY[fact.authority]}, {keeper(fact.url)}{OUTWARD}", class_="meta"),
        element("span", note, class_="note") if note else None,
    )


def empty_ledger() -> Markup:
    """What to do when nothing has been collected yet."""
    return notice(
        "Nothing has been collected yet.",
        element(
            "p",
            "This ledger is empty. ",
            element("code", "make run"),
            " or ",
            element("code", "hearsay up"),
            " fills it with the shipped facts and history; ",
            element("code", "hearsay add FILE --publisher NAME --published DATE"),
            " takes in a text of your own.",
        ),
    )


def listed(items: Iterable[Inside], class_: str = "") -> Markup:
    """A list."""
    return element("ul", *(element("li", item) for item in items), class_=class_)


def _days(fact: Fact) -> str:
    until = f" until {day(fact.valid_to)}" if fact.valid_to else ""
    since = f"since {day(fact.valid_from)}{until}"
    if fact.known_at is None:
        return f"{since}, public on a day unknown"
    return since if fact.known_at == fact.valid_from else f"{since}, public {day(fact.known_at)}"


def _percent(share: float) -> str:
    """A share in whole percent; what is there is never printed as none, what is not as all."""
    if 0 < share < LEAST_SHARE:
        return "<1%"
    return ">99%" if 1 - LEAST_SHARE < share < 1 else f"{share:.0%}"


def _total(standing: Standing, number: int, whole: int, to: str) -> Markup:
    share = f"{_percent(number / whole)} of " if whole else "of "
    return element(
        "a",
        badge(standing),
        element("span", f"{number:,}", class_="number"),
        element("span", share + counted(whole, "claim"), class_="meta"),
        href=to,
    )
