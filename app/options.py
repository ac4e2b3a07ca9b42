"""The words of the command line: the options that commands share, and how each is read.

They are click's own: typer, which is built on it, loads pydantic to read a word, which took
0.13 s of every command.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app.vocabulary import ATTRIBUTES

if TYPE_CHECKING:
    from app.intake import Day

Command = TypeVar("Command", bound=Callable[..., Any])
INTERRUPTED = 130  # what a shell calls the end by Ctrl-C


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    jsonl = "jsonl"


class Commands(click.Group):
    """The commands in the order of this file; Ctrl-C ends one without a word."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Their names, as `--help` lists them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the one that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


def day(_: click.Context, __: click.Parameter, given: str | None) -> date | None:
    """A day as given, YYYY-MM-DD."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise click.BadParameter(f"{given!r} is no day; expected YYYY-MM-DD") from error


def _published(_: click.Context, __: click.Parameter, given: str | None) -> Day:
    from app.intake import Day

    try:
        return Day.of(None if given in ("unknown", None) else given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def attribute(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """An attribute of the vocabulary."""
    if given is not None and given not in ATTRIBUTES:
        raise click.BadParameter(f"{given!r} is none of {', '.join(ATTRIBUTES)}")
    return given


def printed(form: Format | None) -> Callable[[Command], Command]:
    """How results are printed, `form` where the command line does not say.

    `None`: the command knows how, and its help says so.
    """
    ways, told = click.Choice(list(Format)), "How to print it."
    return click.option(
        "--format", "form", type=ways, default=form, show_default=form is not None, help=told
    )


PATH = click.Path(path_type=Path)
published = click.option(
    "--published",
    metavar="DATE",
    callback=_published,
    help="The day it was published: YYYY-MM-DD or YYYY-MM.",
)
documents = click.option(
    "--documents",
    metavar="FILE.jsonl",
    type=PATH,
    help="Each document's day, as {doc, published} lines.",
)
as_of = click.option(
    "--as-of", metavar="DATE", callback=day, help="Only what could be known on that day."
)
port = click.option("--port", type=int, help="8501 if not given.")
