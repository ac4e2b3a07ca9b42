"""The commands. With the dashboard's entry the only reader of the clock.

Heavy modules are imported inside the commands that need them, so that `--help` is quick.
Errors go to standard error: exit 1 for what went wrong, 2 for wrong usage.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app import options
from app.errors import HearsayError
from app.options import Format
from app.vocabulary import Outcome

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.intake import Day, Text
    from app.pipeline import Progress
    from scrapers.scraper import Fetch

T = TypeVar("T")
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
            _print_lines(rows)
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
    now = datetime.now(UTC)
    source, document = intake.document(
        read.on(published), name=name, publisher=publisher, url=url, added_at=now
    )
    engine = _ledger()
    added = pipeline.add(engine, source, document, now.date())
    with reading(engine) as session:
        views = queries.claims(session, queries.Filters(doc=document.id))
    tables.print_added(is_new=added.is_new, document=document, source=source, views=views)


@app.command(epilog="Example: hearsay settle said.jsonl --documents days.jsonl --format table")
@click.argument("assertions", metavar="ASSERTIONS.jsonl", type=options.PATH)
@options.documents
@click.option(
    "--today",
    metavar="DATE",
    callback=options.day,
    help="Settle as of this day; today if not given.",
)
@options.printed(Format.jsonl)
def settle(*, assertions: Path, documents: Path | None, today: date | None, form: Format) -> None:
    """Settle assertions from the shipped facts: no database, no network.

    The assertions are lines as `hearsay extract` prints them.
    """
    from app import intake, pipeline
    from app.publish import lines, tables

    days = intake.read_days(documents) if documents else {}
    read = list(intake.read_assertions(assertions))
    published = [days.get(Path(str(row.get("doc"))).name, intake.Day()).first for row, _ in read]
    said = [proposition for _, proposition in read]
    verdicts = pipeline.settle_shipped(zip(said, published, strict=True), today or _today())
    rows = [
        row | lines.settled_row(verdict, fact, its_day)
        for (row, _), its_day, (verdict, fact) in zip(read, published, verdicts, strict=True)
    ]
    if form is Format.jsonl:
        _print_lines(rows)
    else:
        tables.print_settled(rows)


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
        _print_lines(rows)
    else:
        tables.print_evaluation(rows)


@app.command(epilog="Example: hearsay claims --model openai/gpt-5.5 --verdict refuted")
@click.option("--model", metavar="NAME", help="As vendor/name, or the name alone.")
@click.option("--attribute", metavar="NAME", callback=options.attribute, help="As release_date.")
@click.option("--verdict", type=click.Choice(list(Outcome)), help="How they came out.")
@click.option("--doc", metavar="NAME", help="A document's name, address or id.")
@options.as_of
@options.printed(Format.table)
def claims(
    *,
    model: str | None,
    attribute: str | None,
    verdict: Outcome | None,
    doc: str | None,
    as_of: date | None,
    form: Format,
) -> None:
    """List the ledger's claims, each with its verdict, facts and assertions."""
    from app import pipeline
    from app.publish import lines, tables
    from app.store import queries, reading

    asked = queries.Filters(
        model=model, attribute=attribute, outcome=None if as_of else verdict, doc=doc, as_of=as_of
    )
    with reading(_ledger()) as session:
        views = queries.claims(session, asked)
        if as_of:
            settled = pipeline.as_of(session, views, as_of)
            views = [view for view in settled if verdict in (None, view.verdict.outcome)]
    if form is Format.jsonl:
        _print_lines([lines.claim_row(view) for view in views])
    else:
        tables.print_claims(views)


@app.command(epilog="Example: hearsay show 3f2a91")
@click.argument("claim", metavar="CLAIM")
@options.as_of
@options.printed(Format.table)
def show(*, claim: str, as_of: date | None, form: Format) -> None:
    """Show one claim: every assertion of it with its words, the facts, the verdict and why.

    CLAIM is its id, or how that begins.
    """
    from app import pipeline
    from app.publish import lines, tables
    from app.store import queries, reading

    with reading(_ledger()) as session:
        view = queries.claim(session, claim, as_of)
        if as_of:
            view = pipeline.as_of(session, [view], as_of)[0]
    if form is Format.jsonl:
        _print_lines([lines.claim_row(view)])
    else:
        tables.print_claim(view)


@app.command(epilog="Example: hearsay rebuild")
def rebuild() -> None:
    """Drop what was derived (assertions, claims, verdicts) and make it again."""
    from app import pipeline

    engine = _ledger()
    _with_progress(lambda told: pipeline.rebuild(engine, _today(), told))
    _tell_sizes(engine)


@app.command(epilog="Example: hearsay serve --port 8600")
@options.port
def serve(*, port: int | None) -> None:
    """Serve the dashboard."""
    from app import serving
    from app.settings import settings

    _ledger()
    sys.exit(serving.serve(settings().host, port or settings().port))


@app.command(epilog="Example: hearsay up --no-collect")
@options.port
@click.option(
    "--collect/--no-collect", default=True, show_default=True, help="Visit the sources once."
)
def up(*, port: int | None, collect: bool) -> None:
    """Fill the ledger with the shipped data, serve the dashboard, collect what can be reached."""
    from app import pipeline, serving
    from app.settings import settings

    address = (settings().host, port or settings().port)
    serving.check_free(*address)
    engine = _ledger()
    fresh = _with_progress(lambda told: pipeline.fill(engine, _today(), told))
    _say(f"{fresh} new records of the shipped data" if fresh else "the shipped data is all there")
    _tell_sizes(engine)
    sys.exit(serving.serve(*address))


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


def _today() -> date:
    return datetime.now(UTC).date()


def _say(what: str) -> None:
    click.echo(what, err=True)


def _complain(error: HearsayError) -> bool:
    _say(f"hearsay: {error}")
    return True


def _print_lines(rows: list[dict[str, Any]]) -> None:
    from app.publish.lines import line

    sys.stdout.writelines(line(row) + "\n" for row in rows)
    sys.stdout.flush()


def _handed_in(what: str, url: str | None) -> tuple[Text, str, str | None]:
    from app import intake

    if what == "-":
        read = intake.read_bytes("standard input", sys.stdin.buffer.read(intake.MAX_BYTES + 1))
        return read, url or "standard input", url
    if what.startswith(("http://", "https://")):
        with _fetching() as fetch:
            return intake.read_page(fetch, what), what, url or what
    path = Path(what)
    return intake.read_file(path), path.name, url


@contextmanager
def _fetching() -> Iterator[Fetch]:
    from scrapers.fetch import live_fetcher

    with live_fetcher(lambda: datetime.now(UTC), time.sleep) as fetch:
        yield fetch


def _ledger() -> Engine:
    """The ledger, made and filled where it is new, its open claims settled up to today."""
    from app import pipeline, store
    from app.settings import settings

    engine = store.open_ledger(settings().ledger_url)
    if store.is_new(engine):
        _say(f"making the ledger {store.shown(settings().ledger_url)} from the shipped data")
        _with_progress(lambda told: pipeline.fill(engine, _today(), told))
    else:
        pipeline.refresh(engine, _today())
    return engine


def _with_progress(step: Callable[[Progress | None], T]) -> T:
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


def _tell_sizes(engine: Engine) -> None:
    from app.store import queries, reading

    with reading(engine) as session:
        sizes, totals = queries.sizes(session), queries.totals(session)
    _say("the ledger holds " + ", ".join(f"{n} {kind}s" for kind, n in sizes.items()))
    _say("verdicts: " + ", ".join(f"{n} {outcome}" for outcome, n in totals.items()))


if __name__ == "__main__":
    main()
