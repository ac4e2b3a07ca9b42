"""What was claimed of a model beside what is on record, as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.dashboard.markup import Markup, element, join, short
from app.dashboard.pieces import fact_line, listed, sign
from app.dashboard.view import View
from app.dashboard.wording import counted, publishers
from app.phrasing import topic, value
from app.schema import Fact
from app.store.queries import ClaimView
from app.verdicts.weighing import CHANGING
from app.vocabulary import ATTRIBUTES

SHOWN_AT_ONCE = 6  # of one attribute; the rest unfolds
_COMPARED = ("What", "Claimed", "On record")


def comparison(view: View, views: Sequence[ClaimView], facts: Sequence[Fact]) -> Markup:
    """Rumor against record, an attribute a row."""
    claimed: dict[str, list[ClaimView]] = defaultdict(list)
    recorded: dict[str, list[Fact]] = defaultdict(list)
    for row in views:
        claimed[row.claim.attribute].append(row)
    for fact in facts:
        recorded[fact.attribute].append(fact)
    order = [*ATTRIBUTES, *sorted({*claimed, *recorded} - set(ATTRIBUTES))]
    head = element("tr", *(element("th", name, scope="col") for name in _COMPARED))
    rows = [
        _compared(view, name, claimed[name], recorded[name])
        for name in order
        if claimed[name] or recorded[name]
    ]
    return element("table", element("thead", head), element("tbody", *rows), class_="compare")


def _compared(view: View, name: str, claimed: list[ClaimView], recorded: list[Fact]) -> Markup:
    ordered = sorted(claimed, key=lambda row: (-len(row.spoken), row.claim.id))
    said = [_value(view, row) for row in ordered]
    facts = [_course(view, some) for some in _courses(recorded)]
    return element(
        "tr",
        element("th", topic(name), scope="row"),
        element("td", _folded(said, "nobody has claimed anything"), data_label="Claimed"),
        element("td", _folded(facts, "nothing on record yet"), data_label="On record"),
    )


def _courses(facts: list[Fact]) -> list[list[Fact]]:
    """The facts that follow one another: one source's values of one thing, oldest first."""
    found: dict[tuple[str | None, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        alone = None if fact.attribute in CHANGING else fact.id
        found[fact.qualifier, fact.unit, fact.url, fact.baseline, alone].append(fact)
    return list(found.values())


def _course(view: View, facts: list[Fact]) -> Markup:
    """One fact; of several that follow one another the last, and how it came to that."""
    *earlier, last = facts
    if not earlier:
        return fact_line(view, last)
    steps = listed((fact_line(view, fact) for fact in facts), "course")
    was = element("summary", counted(len(earlier), "earlier value"))
    return join(fact_line(view, last), element("details", was, steps))


def _value(view: View, row: ClaimView) -> Markup:
    claim = row.claim
    which = f"{view.name_of(claim.qualifier)}: " if claim.qualifier else ""
    words = short(f"{which}{value(claim, view.name_of)}")
    return join(
        sign(row.verdict.standing),
        element("a", words, href=view.path("claim", id=claim.id)),
        " ",
        element("span", _times(row), class_="meta"),
    )


def _times(row: ClaimView) -> str:
    times, by = len(row.spoken), publishers(row.spoken)
    return "once" if times == 1 else f"{counted(times, 'time')} by {counted(by, 'publisher')}"


def _folded(items: list[Markup], none: str) -> Markup:
    if not items:
        return element("span", none, class_="meta")
    first, rest = items[:SHOWN_AT_ONCE], items[SHOWN_AT_ONCE:]
    more = element("details", element("summary", f"{len(rest)} more"), listed(rest))
    return join(listed(first), more if rest else None)
