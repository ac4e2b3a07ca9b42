"""The verdict on one claim: when it could be known, by what, and what else was said of it."""

from __future__ import annotations

from collections.abc import Iterator

from app.dashboard.decisions import told
from app.dashboard.markup import Inside, Markup, element, join, path
from app.dashboard.pieces import badge, full_fact, listed
from app.dashboard.view import View
from app.dashboard.wording import MARKS
from app.phrasing import day
from app.schema import VerdictChange
from app.store.queries import ClaimView
from app.verdicts.conditions import Conditions, conditions
from app.vocabulary import Outcome, Standing

UNSETTLED = frozenset({Outcome.open, Outcome.unverifiable})


def verdict_panel(view: View, found: ClaimView) -> Markup:
    """How the claim came out and why, with all facts for and against it."""
    verdict = found.verdict
    return element(
        "section",
        element("h2", "Verdict", class_="unseen"),
        element(
            "div",
            badge(verdict.standing),
            element("p", view.told(verdict.reason), class_="reason"),
        ),
        element("dl", *_days(found), class_="shown days"),
        _evidence(view, found),
        _foretold(view, found),
        element("p", _marks(found), class_="meta"),
        class_=f"panel {verdict.standing.value}",
    )


def decisions(view: View, found: ClaimView) -> Markup | None:
    """What people decided and disputed, with name and time, and the way to do so."""
    to = path("decide", id=found.claim.id)
    ask = element("p", element("a", "Decide or dispute it", href=to), class_="meta ask")
    if not found.decisions:
        return None if view.as_of else ask
    head = element("h2", "What people decided")
    return element("section", head, told(found.decisions), None if view.as_of else ask)


def history(view: View, found: ClaimView) -> Markup | None:
    """When the verdict became another, and by what."""
    if not found.changes:
        return None
    return element(
        "section",
        element("h2", "How the verdict changed"),
        listed((_change(view, one) for one in found.changes), "record"),
    )


def _days(found: ClaimView) -> Iterator[Markup]:
    verdict = found.verdict
    ends = conditions(found.claim)
    waits = ends.grace_until if verdict.outcome is Outcome.open else None
    known = {
        "Could be known from": verdict.knowable_from,
        "True from": verdict.true_from,
        "Stale since": verdict.stale_since,
        "Its time runs until" if verdict.standing is Standing.open else "Its time ran until": (
            verdict.deadline
        ),
        "Silence counts after": waits,
    }
    for name, when in known.items():
        if when is not None:
            yield _term(name, day(when))
    if ends.tolerance:
        yield _term("Tolerance", f"{ends.tolerance:.0%} of the figure on record")


def _term(name: str, said: Inside) -> Markup:
    return element("div", element("dt", name), element("dd", said))


def _evidence(view: View, found: ClaimView) -> Markup:
    """The facts that decided, and apart those that say otherwise."""
    decided = listed((full_fact(view, fact) for fact in found.facts), "record")
    otherwise = listed((full_fact(view, fact) for fact in found.dissent), "record")
    return join(
        join(element("h3", "On record"), decided) if found.facts else None,
        join(element("h3", "On record, and otherwise: a stronger authority settles"), otherwise)
        if found.dissent
        else None,
    )


def _foretold(view: View, found: ClaimView) -> Markup:
    """What would settle it: in the open as long as nothing did."""
    rows = element("dl", *_conditions(view, conditions(found.claim)), class_="about")
    if found.verdict.outcome in UNSETTLED:
        return join(element("h3", "What would settle it"), rows)
    return element("details", element("summary", "What was to settle it"), rows)


def _conditions(view: View, ends: Conditions) -> Iterator[Markup]:
    said = {
        MARKS[Standing.confirmed].word: ends.confirms,
        MARKS[Standing.partly].word: ends.partly,
        MARKS[Standing.refuted].word: ends.refutes,
        MARKS[Standing.unverifiable].word: ends.unverifiable,
        "Who can tell": ends.where,
    }
    return (_term(name, view.told(text)) for name, text in said.items() if text)


def _change(view: View, one: VerdictChange) -> Markup:
    return join(
        element("span", f"{day(one.changed_on)}: ", class_="meta"),
        badge(Standing(one.before)),
        " → ",
        badge(Standing(one.after)),
        element("p", view.told(one.reason), class_="note"),
    )


def _marks(found: ClaimView) -> str:
    verdict = found.verdict
    looked = f"last looked at {day(verdict.settled_on)}" if verdict.settled_on else None
    parts = (f"rule: {verdict.rule}", looked, f"claim {found.claim.id}")
    return " · ".join(part for part in parts if part)
