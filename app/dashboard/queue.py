"""What needs a person, the most pressing first, for all to read."""

from __future__ import annotations

from app.dashboard import signing
from app.dashboard.markup import Markup, element, join, path, short
from app.dashboard.pieces import badge, notice, show
from app.dashboard.view import View
from app.dashboard.wording import counted
from app.phrasing import statement
from app.review import Need, Why, needs
from app.store import review

LONGEST_REASON = 400

WHY = {
    Why.disputed: "Disputed",
    Why.conflicting: "Authorities disagree",
    Why.doubtful: "Doubtful reading",
    Why.popular: "No rule can settle it",
    Why.overdue: "Overdue",
    Why.orphaned: "Decided, and gone",
}


def render(view: View) -> None:
    """All that needs a person now, whatever day the other pages show."""
    lead = (
        "Claims on which no rule should have the last word: somebody disputes the verdict, "
        "authorities of like rank disagree, a text may have been misread, or nothing is ever "
        "going to be on record. As it stands today."
    )
    show(element("h1", "What needs a person"), element("p", lead, class_="lead"))
    signing.bar()
    found = needs(review.cases(view.session), view.name_of)
    if not found:
        show(notice("Nothing needs a person.", element("p", "Rules and people agree.")))
        return
    show(
        element("h2", counted(len(found), "claim")),
        element("ol", *(_row(view, need) for need in found), class_="claims queue"),
    )


def _row(view: View, need: Need) -> Markup:
    verdict = need.case.verdict
    meta = element(
        "div",
        element("span", counted(need.case.publishers, "publisher")) if verdict else None,
        badge(verdict.standing) if verdict else None,
        element("a", "decide", href=path("decide", id=need.case.claim_id))
        if verdict
        else element("code", need.command),
        class_="meta facts",
    )
    says = element("p", short(need.says, LONGEST_REASON), class_="because")
    return element(
        "li",
        element("span", WHY[need.why], class_="why"),
        element("div", _claim(view, need), says, meta),
    )


def _claim(view: View, need: Need) -> Markup:
    claim = need.case.claim
    if claim is None:
        return element("span", "A claim that is no longer in the ledger", class_="says")
    words = join(
        element("b", short(view.name_of(claim.model))), " · ", short(statement(claim, view.name_of))
    )
    return element("a", words, href=path("claim", id=claim.id), class_="says")
