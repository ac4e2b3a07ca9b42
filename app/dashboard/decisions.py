"""What people decided of a claim, as HTML: who, when, what, because of what, by which address."""

from __future__ import annotations

from collections.abc import Sequence

from app.dashboard.markup import Markup, element, join, link, short
from app.dashboard.pieces import OUTWARD, badge
from app.dashboard.wording import moment
from app.schema import Decision
from app.vocabulary import DecisionKind, Standing

LONGEST_NAME = 80
LONGEST_ADDRESS = 80


def told(decisions: Sequence[Decision]) -> Markup:
    """Each decision and dispute, in the order given; times are UTC."""
    return element("ol", *(element("li", _one(one)) for one in decisions), class_="decisions")


def _one(decision: Decision) -> Markup:
    when = moment(decision.decided_at) + " UTC"
    page = decision.evidence
    return join(
        element(
            "div",
            element("b", short(decision.by, LONGEST_NAME)),
            _what(decision),
            element("span", when, class_="meta"),
            class_="by",
        ),
        element("p", decision.because),
        element("p", link(page, short(page, LONGEST_ADDRESS), OUTWARD), class_="meta")
        if page
        else None,
    )


def _what(decision: Decision) -> Markup:
    if decision.kind is DecisionKind.disputes:
        return element("span", "disputes the verdict")
    if decision.outcome is None:
        return element("span", "leaves it to the rule")
    return badge(Standing(decision.outcome))
