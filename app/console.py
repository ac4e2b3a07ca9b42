"""What commands share: the ledger they open, what they say, how they show progress.

Heavy modules are imported where they are needed, so that `--help` is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.pipeline import Progress
    from scrapers.fetch import Fetcher
    from scrapers.robots import Robots

T = TypeVar("T")


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def today() -> date:
    """The day, in UTC."""
    return now().date()


def say(what: str) -> None:
    """Tell the person: on standard error, apart from what a program may read."""
    click.echo(what, err=True)


def print_lines(rows: list[dict[str, Any]]) -> None:
    """Print rows as JSON lines."""
    from app.publish.lines import line

    sys.stdout.writelines(line(row) + "\n" for row in rows)
    sys.stdout.flush()


@contextmanager
def fetching(rules: Mapping[str, Robots] | None = None) -> Iterator[Fetcher]:
    """The polite fetch of this installation; `rules` are robots.txt files known already."""
    from scrapers.fetch import live_fetcher

    with live_fetcher(now, rules=rules or {}) as fetch:
        yield fetch


def ledger() -> Engine:
    """The ledger, made and filled where it is new, its open claims settled up to today."""
    from app import pipeline, store
    from app.settings import settings

    engine = store.open_ledger(settings().ledger_url)
    if store.is_new(engine):
        say(f"making the ledger {store.shown(settings().ledger_url)} from the shipped data")
        with_progress(lambda told: pipeline.fill(engine, today(), told))
    else:
        pipeline.refresh(engine, today())
    return engine


def with_progress(step: Callable[[Progress | None], T]) -> T:
    """Run `step` with a progress bar on a terminal, and without one elsewhere."""
    if not sys.stderr.isatty():
        return step(None)
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def told(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done, total=total)

        return step(told)


def tell_sizes(engine: Engine) -> None:
    """Say how much there is."""
    from app.store import queries, reading

    with reading(engine) as session:
        sizes, totals = queries.sizes(session), queries.totals(session)
    say("the ledger holds " + ", ".join(f"{n} {kind}s" for kind, n in sizes.items()))
    say("verdicts: " + ", ".join(f"{n} {outcome}" for outcome, n in totals.items()))
