"""The commands of collecting: what is visited, when, and how it went."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app import console, options
from app.errors import NotFoundError
from app.options import Format
from app.vocabulary import Failure

if TYPE_CHECKING:
    from collections import Counter

    from app.collecting import Pass
    from app.scheduling import Collector
    from app.schema import ScrapeRun, Subscription
    from scrapers.samples import Sample

SOME_FAILED = 3
ALL_FAILED = 1


@click.command(epilog="Example: hearsay scrape --source openai-news --source hacker-news")
@click.option(
    "--source", "slugs", metavar="SOURCE", multiple=True, help="Only this one, due or not."
)
@click.option("--all", "everything", is_flag=True, help="Every source, due or not.")
def scrape(*, slugs: tuple[str, ...], everything: bool) -> None:
    """Visit every source that is due, once.

    Exit 0: all went well. 3: some sources failed. 1: all of them did, or there is no network.
    A source that bars programs by its robots.txt is left alone, and has not failed.
    """
    with _collector() as collector:
        sources = _named(collector.sources(), slugs)
        one = collector.lease(sources, even_if_not_due=everything or bool(slugs))
        if not one.jobs:
            console.say(_why_nothing(collector, sources))
            return
        counts = _watched(collector, one)
    console.say(_summary(counts))
    if collector.stop.is_set():
        sys.exit(options.INTERRUPTED)
    if counts["failed"]:
        sys.exit(SOME_FAILED if counts["failed"] < counts["visited"] else ALL_FAILED)


@click.command(epilog="Example: hearsay schedule")
def schedule() -> None:
    """Visit the sources for ever, each as often as it changes; ends cleanly on SIGTERM."""
    with _collector() as collector:
        console.say(f"visiting {len(collector.sources())} sources as they are due")
        collector.for_ever(console.say)
    console.say("stopped; what was visited is saved")


@click.group(invoke_without_command=True, epilog="Example: hearsay sources import feeds.opml")
@options.printed(Format.table)
@click.pass_context
def sources(context: click.Context, *, form: Format) -> None:
    """List what is visited, with how it went; import and export it."""
    if context.invoked_subcommand:
        return
    from app.publish import collecting
    from app.store import collection, reading
    from app.store.subscriptions import subscriptions

    with reading(console.ledger()) as session:
        states = collection.sources(session, subscriptions(session), console.now())
    if form is Format.jsonl:
        console.print_lines([collecting.source_row(state) for state in states])
    else:
        collecting.print_sources(states, console.now())


@sources.command("import", epilog="Example: hearsay sources import feeds.opml")
@click.argument("file", metavar="FILE.opml", type=options.PATH)
def import_(*, file: Any) -> None:
    """Add the feeds of an OPML file."""
    from app import intake, opml

    read = opml.imported(intake.bytes_of(file), str(file))
    if read.skipped:
        console.say(f"{read.skipped} entries name no address of a feed and are left out")
    _subscribe(read.subscriptions)


@sources.command(epilog="Example: hearsay sources export > hearsay.opml")
def export() -> None:
    """Print every source as OPML."""
    from app import opml
    from app.store import reading
    from app.store.subscriptions import subscriptions

    with reading(console.ledger()) as session:
        click.echo(opml.write(subscriptions(session), console.now()), nl=False)


@click.group(epilog='Example: hearsay watch add "GPT-6.5"')
def watch() -> None:
    """Ask every engine that takes a query for some words, again and again."""


@watch.command(epilog='Example: hearsay watch add "GPT-6.5"')
@click.argument("words")
def add(*, words: str) -> None:
    """Watch for WORDS."""
    from scrapers import watches

    _subscribe(watches.watching(words, console.now()))


@watch.command("list", epilog="Example: hearsay watch list")
def list_() -> None:
    """List what is watched for."""
    for words, watching in _watches().items():
        click.echo(f"{words}: {', '.join(one.publisher for one in watching)}")


@watch.command(epilog='Example: hearsay watch remove "GPT-6.5"')
@click.argument("words")
def remove(*, words: str) -> None:
    """Watch for WORDS no longer; what was found stays."""
    from app.store import writing
    from app.store.subscriptions import unsubscribe

    watching = _watches().get(words)
    if not watching:
        raise NotFoundError(f"nothing watches for {words!r}; see hearsay watch list")
    with writing(console.ledger()) as session:
        unsubscribe(session, [one.slug for one in watching])
    console.say(f"{len(watching)} sources are no longer visited")


@click.command(epilog="Example: hearsay doctor")
def doctor() -> None:
    """Say what a person should look at: silent sources, changed pages, damaged evidence.

    Exit 0: nothing. 3: something.
    """
    from app import checkup
    from app.settings import settings

    found = checkup.troubles(console.ledger(), settings(), console.now())
    for line in found:
        click.echo(line)
    if found:
        sys.exit(SOME_FAILED)
    click.echo("all is well")


@click.command(epilog="Example: hearsay record openai-news")
@click.argument("source", metavar="SOURCE")
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    type=options.PATH,
    help="A new folder; tests/samples/<source> if not given.",
)
@click.option(
    "--items",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="How many of each list to keep.",
)
def record(*, source: str, folder: Path | None, items: int) -> None:
    """Write the skeleton of a new sample from a live answer, with its words blanked.

    For whoever tests a scraper: structure, addresses, figures and days are kept, and of the
    texts only names. Nothing is saved in the ledger.
    """
    from app.settings import PROJECT
    from scrapers import samples

    with _collector() as collector:
        [wanted] = _named(collector.sources(), [source], "SOURCE")
        place = folder or PROJECT / "tests" / "samples" / wanted.slug.replace("-", "_")
        samples.refuse_existing(place)
        pages = samples.record(collector.fetcher, wanted)
    sample = samples.skeleton(wanted, pages, items)
    samples.write(sample, place)
    for line in _of_the_sample(sample, place):
        console.say(line)


COMMANDS: tuple[click.Command, ...] = (scrape, schedule, sources, watch, doctor, record)


def keep_collecting(stop: threading.Event) -> None:
    """Visit the sources until `stop` is set."""
    with _collector(stop) as collector:
        collector.for_ever(console.say)


@contextmanager
def _collector(stop: threading.Event | None = None) -> Iterator[Collector]:
    """A collector for this installation; SIGTERM and Ctrl-C end what it does cleanly."""
    from app.scheduling import Collector, known_rules
    from app.settings import settings

    engine = console.ledger()
    stopping = stop or threading.Event()
    with console.fetching(known_rules(engine, console.now())) as fetcher:

        def end(*_: object) -> None:
            stopping.set()
            fetcher.stop()

        with _on_signals(end):
            yield Collector(engine, fetcher, settings().archive_dir, console.now, stopping)


@contextmanager
def _on_signals(end: Callable[..., None]) -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, end) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _named(
    known: list[Subscription], slugs: Sequence[str], asked_by: str = "--source"
) -> list[Subscription]:
    """The sources of these slugs, all where none is given."""
    from difflib import get_close_matches

    names = [one.slug for one in known]
    for slug in slugs:
        if slug not in names:
            near = get_close_matches(slug, names, 3)
            hint = f"did you mean {' or '.join(near)}?" if near else "see hearsay sources"
            raise click.BadParameter(f"there is no source {slug!r}; {hint}", param_hint=asked_by)
    return [one for one in known if one.slug in slugs] if slugs else known


def _of_the_sample(sample: Sample, place: Path) -> Iterator[str]:
    """What was written, what is odd about it, and what is left to do."""
    yield f"{place}: {len(sample.pages)} pages, in which {len(sample.records)} records are found"
    if sample.fault:
        yield f"without its words the scraper cannot read it: {sample.fault}"
    for url in sample.missing:
        yield f"the scraper went on to {url}: write that page too, or end the list before it"
    yield (
        "now replace names, addresses and days by invented ones (tests visit on 2031-05-10), "
        "write what expected.json should say by reading the pages, and run "
        "pytest tests/test_scrapers.py"
    )


def _why_nothing(collector: Collector, sources: list[Subscription]) -> str:
    due = collector.next_due(sources)
    if due is None or due <= collector.now():
        return "another program is visiting the sources that are due"
    return f"nothing is due before {due:%Y-%m-%d %H:%M} UTC; --all visits every source now"


def _watched(collector: Collector, one: Pass) -> Counter[str]:
    """Run a pass with a bar on a terminal and plain lines elsewhere; what it came to."""
    from collections import Counter

    from app.scheduling import in_words

    counts: Counter[str] = Counter()

    def step(told: Callable[[str, int, int], None] | None) -> None:
        for run in collector.run(one):
            _count(counts, run)
            if told:
                told("visiting sources", counts["visited"], len(one.jobs))
            if (line := in_words(run)) and (told is None or run.error):
                console.say(line)

    console.with_progress(step)
    return counts


def _count(counts: Counter[str], run: ScrapeRun) -> None:
    kind = "barred" if run.failure is Failure.robots else str(run.status)
    counts.update({"visited": 1, kind: 1, "documents": run.documents, "facts": run.facts})


def _summary(counts: Counter[str]) -> str:
    return (
        f"{counts['visited']} sources visited: {counts['changed']} with something new, "
        f"{counts['unchanged']} without, {counts['failed']} failed; "
        f"{counts['documents']} new documents, {counts['facts']} new facts"
        + (f"; {counts['barred']} bar programs by their robots.txt" if counts["barred"] else "")
    )


def _subscribe(wanted: list[Subscription]) -> None:
    from app.store import writing
    from app.store.subscriptions import subscribe

    with writing(console.ledger()) as session:
        fresh = [one.slug for one in subscribe(session, wanted)]
    for one in fresh:
        click.echo(one)
    known = len(wanted) - len(fresh)
    console.say(f"{len(fresh)} sources added" + (f", {known} were there already" if known else ""))


def _watches() -> dict[str, list[Subscription]]:
    from app.store import reading
    from app.store.subscriptions import subscriptions

    found: dict[str, list[Subscription]] = {}
    with reading(console.ledger()) as session:
        for one in subscriptions(session):
            if one.watch:
                found.setdefault(one.watch, []).append(one)
    return found
