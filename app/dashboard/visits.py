"""Sources and visits to them as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.dashboard.markup import Inside, Markup, element, path, short
from app.dashboard.wording import FAILURE, RESULT, moment
from app.schema import ScrapeRun
from app.store.collection import SourceState
from app.vocabulary import RunStatus

LONGEST_REASON = 240
SOURCE = ("Source", "State", "Last success", "Next due", "Records", "Documents with a claim")
_RUN = ("Visit", "Source", "Result", "Records", "Took")


def state(one: SourceState) -> Sequence[Inside]:
    """A source as a row under `SOURCE`."""
    schedule, slug = one.schedule, one.subscription.slug
    reason = one.failed.error if one.failed else None
    share = "–" if one.share is None else f"{one.share:.0%} of {one.documents:,}"
    return (
        element("a", slug, href=path("runs", source=slug)),
        element(
            "div", one.words, element("div", short(reason, 120), class_="meta") if reason else None
        ),
        moment(schedule.succeeded_at if schedule else None),
        moment(schedule.due_at) if schedule else "at the next pass",
        "–" if schedule is None or schedule.records is None else f"{schedule.records:,}",
        share,
    )


def visits(runs: Sequence[ScrapeRun]) -> Markup:
    """Visits as a table."""
    if not runs:
        return element("p", "No visit yet: ", element("code", "hearsay scrape"), " makes them.")
    return table(_RUN, (_visit(run) for run in runs))


def _visit(run: ScrapeRun) -> Sequence[Inside]:
    sign, word = RESULT[run.status]
    why = FAILURE[run.failure] if run.failure else None
    result = element(
        "div",
        element("span", sign, class_="glyph", aria_hidden="true"),
        f"{word}: {why}" if why else word,
        element("div", short(run.error, LONGEST_REASON), class_="meta") if run.error else None,
    )
    new = f", {run.documents + run.facts:,} new" if run.status is RunStatus.changed else ""
    source = element("a", run.source, href=path("runs", source=run.source))
    took = f"{run.took.total_seconds():.1f} s"
    return moment(run.started_at), source, result, f"{run.records:,}{new}", took


def table(names: Sequence[str], rows: Iterable[Sequence[Inside]]) -> Markup:
    """A table whose cells bear their column's name, for screens too narrow for columns."""
    head = element("tr", *(element("th", name, scope="col") for name in names))
    body = [
        element(
            "tr",
            *(element("td", cell, data_label=name) for name, cell in zip(names, row, strict=True)),
        )
        for row in rows
    ]
    return element("table", element("thead", head), element("tbody", *body), class_="visits")
