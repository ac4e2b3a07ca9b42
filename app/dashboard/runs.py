"""What is visited and how it went: alarms, the sources, the latest visits."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import streamlit as st

from app.dashboard.filters import page_number, pick
from app.dashboard.markup import Markup, element, link, path, short
from app.dashboard.pieces import listed, notice, show
from app.dashboard.view import View
from app.dashboard.visits import SOURCE, state, table, visits
from app.dashboard.wording import counted
from app.store import collection
from app.store.collection import Alarm, SourceState
from app.store.subscriptions import subscriptions
from app.vocabulary import RunStatus

SOURCES, RUNS, LATEST = 50, 50, 15
MOST_ALARMS = 12
LONGEST_REASON = 240


def render(view: View) -> None:
    """All sources; or the visits that the URL asks for by `source` and `visits`."""
    states = collection.sources(view.session, subscriptions(view.session), view.now)
    lead = "What is visited, when, and how it went. All times are UTC."
    show(element("h1", "Sources and their visits"), element("p", lead, class_="lead"))
    names = {one.subscription.slug: one for one in states}
    row = st.container(horizontal=True, key="filters")
    source = pick("Source", "source", list(names), str, place=row)
    kind = pick("Visits", "visits", [RunStatus.failed.value], str, place=row)
    alarms = [one for one in collection.alarms(states) if source in (None, one.slug)]
    if alarms:
        show(_alarms(alarms))
    if source or kind:
        _runs(view, names.get(source or ""), failed_only=kind is not None)
        return
    _sources(states)
    latest = collection.runs(view.session, limit=LATEST)
    show(element("h2", "The latest visits"), visits(latest))


def _alarms(alarms: Sequence[Alarm]) -> Markup:
    more = len(alarms) - MOST_ALARMS
    rest = element("p", f"and {more:,} more", class_="meta") if more > 0 else None
    said = listed((_alarm(one) for one in alarms[:MOST_ALARMS]), "alarms")
    return notice(f"{counted(len(alarms), 'alarm')}: a person should look.", said, rest, kind="bad")


def _alarm(alarm: Alarm) -> Markup:
    of = element("a", alarm.slug, href=path("runs", source=alarm.slug)) if alarm.slug else None
    return element("span", of, ": " if of else None, short(alarm.says, LONGEST_REASON))


def _sources(states: Sequence[SourceState]) -> None:
    show(element("h2", counted(len(states), "source")))
    body, foot = st.container(), st.container()
    with foot:
        first = (page_number(ceil(len(states) / SOURCES) or 1) - 1) * SOURCES
    with body:
        show(table(SOURCE, (state(one) for one in states[first : first + SOURCES])))


def _runs(view: View, one: SourceState | None, *, failed_only: bool) -> None:
    """The visits to one source, or to all."""
    slug = one.subscription.slug if one else None
    if one:
        show(_about(one))
    number = collection.count_runs(view.session, slug, failed_only=failed_only)
    show(element("h2", counted(number, "failed visit" if failed_only else "visit")))
    body, foot = st.container(), st.container()
    with foot:
        first = (page_number(ceil(number / RUNS) or 1) - 1) * RUNS
    found = collection.runs(view.session, slug, failed_only=failed_only, limit=RUNS, offset=first)
    with body:
        show(visits(found))


def _about(one: SourceState) -> Markup:
    subscription = one.subscription
    rows = [
        ("Address", link(subscription.url, short(subscription.url))),
        *zip(SOURCE[1:], state(one)[1:], strict=True),
    ]
    said = [("Publisher", subscription.publisher), ("Read as", subscription.shape), *rows]
    pairs = [element("div", element("dt", name), element("dd", value)) for name, value in said]
    note = element("p", subscription.note, class_="lead") if subscription.note else None
    return element(
        "section", element("h2", subscription.slug), note, element("dl", *pairs, class_="about")
    )
