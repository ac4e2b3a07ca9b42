"""How collecting goes, as people and programs read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.store.collection import SourceState

SOON_S = 60
RIGHT = ("records", "documents", "with a claim")
WIDE = 140  # columns where nobody says how many there are: a pipe, a file


def print_sources(states: Sequence[SourceState], now: datetime) -> None:
    """Each source: how it is, when it was had and is due, what its documents are worth."""
    table = Table(title=f"{len(states)} sources, times from now", title_justify="left")
    for head in ("source", "state", "last had", "due", "records", "documents", "with a claim"):
        table.add_column(head, justify="right" if head in RIGHT else "left", overflow="fold")
    for state in states:
        table.add_row(*map(Text, _cells(state, now)))
    console = Console()
    console.print(table) if console.is_terminal else Console(width=WIDE).print(table)


def source_row(state: SourceState) -> dict[str, Any]:
    """One source as a line of JSON; instants in ISO 8601, `claim_share` 0-1."""
    subscription, schedule = state.subscription, state.schedule
    return {
        "source": subscription.slug,
        "publisher": subscription.publisher,
        "shape": subscription.shape,
        "url": subscription.url,
        "watch": subscription.watch,
        "state": state.words,
        "last_success": _iso(schedule.succeeded_at if schedule else None),
        "next_due": _iso(schedule.due_at if schedule else None),
        "every_s": schedule.every_s if schedule else subscription.every_s,
        "records": schedule.records if schedule else None,
        "failures_in_a_row": state.failures,
        "last_error": state.failed.error if state.failed else None,
        "documents": state.documents,
        "documents_with_a_claim": state.claiming,
        "claim_share": state.share,
    }


def distance(seconds: float) -> str:
    """A stretch of time in its largest unit: "4 min"."""
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def _cells(state: SourceState, now: datetime) -> list[str]:
    schedule = state.schedule
    share = f"{state.claiming} ({state.share:.0%})" if state.share is not None else "-"
    return [
        state.subscription.slug,
        state.words,
        _ago(schedule.succeeded_at if schedule else None, now),
        _ahead(schedule.due_at if schedule else now, now),
        str(schedule.records) if schedule and schedule.records is not None else "-",
        str(state.documents),
        share,
    ]


def _ago(when: datetime | None, now: datetime) -> str:
    return f"{distance((now - when).total_seconds())} ago" if when else "never"


def _ahead(when: datetime, now: datetime) -> str:
    left_s = (when - now).total_seconds()
    return f"in {distance(left_s)}" if left_s > SOON_S else "now"


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
