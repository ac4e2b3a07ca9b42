"""The command that tells whether the past was changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from app import console, options
from app.options import Format

if TYPE_CHECKING:
    from app.schema import DailyRoot

CHANGED = 1


@click.command(epilog="Example: hearsay verify")
@options.printed(Format.table)
def verify(*, form: Format) -> None:
    """Hash every record again, and say what was changed since it was logged.

    Prints the last root, and all of them as JSON lines. Exit 0: nothing was changed. 1:
    something was; each problem is a line.
    """
    from app.store import audit, log

    with audit.standing_still(console.ledger()) as session:
        problems = console.with_progress(lambda told: audit.verify(session, told))
        roots = log.roots(session)
    if form is Format.jsonl:
        found: list[dict[str, Any]] = [{"problem": problem} for problem in problems]
        console.print_lines([_row(root) for root in roots] + found)
    else:
        click.echo(_told(roots))
        for problem in problems:
            click.echo(problem)
    if problems:
        console.say("the ledger is not what its log says")
        sys.exit(CHANGED)
    console.say("all is as it was logged")


COMMANDS: tuple[click.Command, ...] = (verify,)


def _row(root: DailyRoot) -> dict[str, Any]:
    return {name: getattr(root, name) for name in ("day", "entries", "previous", "root")}


def _told(roots: list[DailyRoot]) -> str:
    """The last root in a line."""
    if not roots:
        return "there is no root yet: a day gets one when a later day begins"
    last = roots[-1]
    entries = "1 entry" if last.entries == 1 else f"{last.entries} entries"
    return f"{last.day}  {entries}  root {last.root}"
