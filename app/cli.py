"""The commands. With the dashboard's entry the only reader of the clock.

Heavy modules are imported inside the commands that need them, so that `--help` is quick.
Errors go to standard error: exit 1 for what went wrong, 2 for wrong usage.
"""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app import collect_commands, console, log_commands, options, review_commands
from app.errors import HearsayError
from app.options import Format
from app.vocabulary import Standing

if TYPE_CHECKING:
    from app.intake import Day, Text

GARBAGE = 50_000  # objects, for 700: a start makes many and drops none; looking takes 0.08 s of it


@click.group(name="hearsay", cls=options.Commands)
def app() -> None:
    """Who said what about which AI model, and how it came out."""


@app.command(epilog="Example: hearsay extract article.txt --published 2026-04-21 --format table")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=options.PATH)
@options.published
@options.documents
@options.printed(Format.jsonl)
def extract(*, files: list[Path], published: Day, documents: Path | None, form: Format) -> None:
    """Print what texts claim: no database, no network.

    FILE is a .txt, .md or .html file.
    """
    from app import intake
    from app.extract import extract as claims_of
    from app.publish import lines

    days = intake.read_days(documents) if documents else {}
    failed = False
    for path in files:
        try:
            read = intake.read_file(path).on(days.get(path.name, published))
        except HearsayError as error:
            failed = _complain(error)
            continue
        rows = [lines.assertion_row(said, path.name) for said in claims_of(read)]
        if form is Format.jsonl:
            console.print_lines(rows)
        else:
            from app.publish import tables

            tables.print_assertions(path.name, rows)
    if failed:
        sys.exit(1)


@app.command(epilog="Example: hearsay add article.html --publisher dev.to --published 2026-04-21")
@click.argument("what", metavar="FILE|URL|-")
@click.option("--publisher", metavar="NAME", help="Who put it out; a page may name itself.")
@options.published
@click.option("--url", metavar="URL", help="Where it stands.")
def add(*, what: str, publisher: str | None, published: Day, url: str | None) -> None:
    """Take a document into the ledger, extract and settle it, print what it found.

    '-' reads standard input.
    """
    from app import intake, pipeline
    from app.publish import tables
    from app.store import queries, reading

    read, name, url = _handed_in(what, url)
    publisher = publisher or read.site
    if not publisher:
        raise click.BadParameter("say who published it", param_hint="--publisher")
    now = console.now()
    source, document = intake.document(
        read.on(published), name=name, publisher=publisher, url=url, added_at=now
    )
    engine = console.ledger()
    added = pipeline.add(engine, source, document, now.date())
    with reading(engine) as session:
        views = queries.claims(session, queries.Filters(doc=document.id))
    tables.print_added(is_new=added.is_new, document=document, source=source, views=views)


@app.command(epilog="Example: hearsay settle said.jsonl --documents days.jsonl --format table")
@click.argument("assertions", metavar="[ASSERTIONS.jsonl]", type=options.PATH, required=False)
@options.documents
@click.option(
    "--today",
    metavar="DATE",
    callback=options.day,
    help="Settle as of this day; today if not given.",
)
@click.option(
    "--watch", is_flag=True, help="Print each verdict of the ledger that changes, for ever."
)
@click.option("--model", metavar="NAME", help="Watch this one alone.")
@click.option(
    "--since",
    metavar="DATE",
    callback=options.day,
    help="Begin with what changed from this day on; today if not given.",
)
@click.option(
    "--every",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1, max=3600),
    default=2.0,
    show_default=True,
    help="How often to look.",
)
@options.printed(None)
def settle(
    *,
    assertions: Path | None,
    documents: Path | None,
    today: date | None,
    watch: bool,
    model: str | None,
    since: date | None,
    every: float,
    form: Format | None,
) -> None:
    """Settle assertions from the shipped facts: no database, no network.

    The assertions are lines as `hearsay extract` prints them. With --watch there are none:
    what the ledger settles otherwise is printed as it happens, until Ctrl-C. Assertions come out
    as JSON lines, what changes as lines to read, where --format does not say otherwise.
    """
    if watch == (assertions is not None):
        raise click.UsageError("say which assertions to settle, or --watch the ledger: one of both")
    if assertions is None:
        _watch_verdicts(since or today or console.today(), model, every, form)
        return
    from app import intake, settling
    from app.publish import lines, tables

    days = intake.read_days(documents) if documents else {}
    read = list(intake.read_assertions(assertions))
    published = [days.get(Path(str(row.get("doc"))).name, intake.Day()).first for row, _ in read]
    said = [proposition for _, proposition in read]
    verdicts = settling.settle_shipped(zip(said, published, strict=True), today or console.today())
    rows = [
        row | lines.settled_row(verdict, fact, its_day)
        for (row, _), its_day, (verdict, fact) in zip(read, published, verdicts, strict=True)
    ]
    if form is Format.table:
        tables.print_settled(rows)
    else:
        console.print_lines(rows)


def _watch_verdicts(since: date, model: str | None, every: float, form: Format | None) -> None:
    """Print the verdicts that change, each as it does, until somebody stops it."""
    from time import sleep

    from app import launch_day
    from app.settling import names

    flips = launch_day.watched(console.ledger(), since, model, lambda: sleep(every))
    for flip in flips:
        row = flip.row(console.now(), names().name_of)
        if form is Format.jsonl:
            console.print_lines([row])
        else:
            click.echo(launch_day.in_a_line(row, names()))


@app.command(epilog="Example: hearsay evaluate labels.jsonl --texts texts/ --documents days.jsonl")
@click.argument("labels", metavar="LABELS.jsonl…", nargs=-1, required=True, type=options.PATH)
@click.option(
    "--texts", metavar="DIR", required=True, type=options.PATH, help="The folder of their texts."
)
@options.documents
@options.printed(Format.table)
def evaluate(*, labels: list[Path], texts: Path, documents: Path | None, form: Format) -> None:
    """Compare what `extract` finds with labels: precision, recall, F1, agreement."""
    from app import trial
    from app.publish import tables

    rows = trial.try_out(labels, texts, documents).rows()
    if form is Format.jsonl:
        console.print_lines(rows)
    else:
        tables.print_evaluation(rows)


@app.command(epilog="Example: hearsay claims --model openai/gpt-5.5 --verdict refuted")
@click.option("--model", metavar="NAME", help="As vendor/name, or the name alone.")
@click.option("--attribute", metavar="NAME", callback=options.attribute, help="As release_date.")
@click.option("--verdict", type=click.Choice(list(Standing)), help="How they stand.")
@click.option("--doc", metavar="NAME", help="A document's name, address or id.")
@options.as_of
@options.printed(Format.table)
def claims(
    *,
    model: str | None,
    attribute: str | None,
    verdict: Standing | None,
    doc: str | None,
    as_of: date | None,
    form: Format,
) -> None:
    """List the ledger's claims, each with its verdict, facts and assertions."""
    from app import past
    from app.publish import lines, tables
    from app.store import queries, reading

    asked = queries.Filters(model=model, attribute=attribute, standing=verdict, doc=doc)
    with reading(console.ledger()) as session:
        views = past.claims(session, asked, as_of) if as_of else queries.claims(session, asked)
    if form is Format.jsonl:
        console.print_lines([lines.claim_row(view) for view in views])
    else:
        tables.print_claims(views, as_of)


@app.command(epilog="Example: hearsay show 3f2a91")
@click.argument("claim", metavar="CLAIM")
@options.as_of
@options.printed(Format.table)
def show(*, claim: str, as_of: date | None, form: Format) -> None:
    """Show one claim: every assertion of it with its words, the facts, the verdict and why.

    CLAIM is its id, or how that begins.
    """
    from app import past
    from app.publish import lines, tables
    from app.store import queries, reading

    with reading(console.ledger()) as session:
        view = past.claim(session, claim, as_of) if as_of else queries.claim(session, claim)
    if form is Format.jsonl:
        console.print_lines([lines.claim_row(view)])
    else:
        tables.print_claim(view, as_of)


@app.command(epilog="Example: hearsay rebuild")
def rebuild() -> None:
    """Drop what was derived (assertions, claims, verdicts) and make it again."""
    from app import pipeline

    engine = console.ledger()
    console.with_progress(lambda told: pipeline.rebuild(engine, console.today(), told))
    console.tell_sizes(engine)


@app.command(epilog="Example: hearsay serve --port 8600")
@options.port
def serve(*, port: int | None) -> None:
    """Serve the dashboard."""
    from app import serving
    from app.settings import settings

    console.ledger()
    sys.exit(serving.serve(settings().host, port or settings().port))


@app.command(epilog="Example: hearsay up --no-collect")
@options.port
@click.option(
    "--collect/--no-collect", default=True, show_default=True, help="Visit the sources, for ever."
)
def up(*, port: int | None, collect: bool) -> None:
    """Fill the ledger with the shipped data, serve the dashboard, collect what can be reached."""
    from app import pipeline, serving
    from app.settings import settings

    address = (settings().host, port or settings().port)
    serving.check_free(*address)
    engine = console.ledger()
    fresh = console.with_progress(lambda told: pipeline.fill(engine, console.today(), told))
    new = f"{fresh} new records of the shipped data"
    console.say(new if fresh else "the shipped data is all there")
    console.tell_sizes(engine)
    sys.exit(serving.serve(*address, collect_commands.keep_collecting if collect else None))


COMMANDS = (*review_commands.COMMANDS, *collect_commands.COMMANDS, *log_commands.COMMANDS)

for command in COMMANDS:
    app.add_command(command)


def main() -> None:
    """Run a command; say what went wrong in one line. Click minds a closed pipe."""
    gc.set_threshold(GARBAGE, 20, 20)
    try:
        app()
    except HearsayError as error:
        _complain(error)
        sys.exit(1)
    finally:
        gc.freeze()  # the process ends: looking for garbage once more would take 0.04 s


def _complain(error: HearsayError) -> bool:
    console.say(f"hearsay: {error}")
    return True


def _handed_in(what: str, url: str | None) -> tuple[Text, str, str | None]:
    from app import intake

    if what == "-":
        read = intake.read_bytes("standard input", sys.stdin.buffer.read(intake.MAX_BYTES + 1))
        return read, url or "standard input", url
    if what.startswith(("http://", "https://")):
        with console.fetching() as fetch:
            return intake.read_page(fetch, what), what, url or what
    path = Path(what)
    return intake.read_file(path), path.name, url


if __name__ == "__main__":
    main()
