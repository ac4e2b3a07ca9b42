"""Records as people read them in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.language import name_of
from app.model_names import ModelNames
from app.phrasing import (
    IS_RECORD,
    hindsight,
    inert,
    is_record,
    line_up,
    reason,
    sentence,
    value,
)
from app.registries import keeper
from app.schema import Document, Fact, Proposition, Source, Verdict
from app.store.queries import ClaimView, Spoken
from app.verdicts.conditions import conditions
from app.vocabulary import Outcome, Read, Standing

STANDINGS = {
    Standing.confirmed: ("✓ confirmed", "green"),
    Standing.partly: ("◐ partly", "cyan"),
    Standing.refuted: ("✗ refuted", "red"),
    Standing.open: ("○ open", "yellow"),
    Standing.overdue: ("◷ overdue", "bright_magenta"),
    Standing.unverifiable: ("? unverifiable", "magenta"),
}
UNSETTLED = frozenset({Outcome.open, Outcome.unverifiable})
SHORT_ID = 8  # hex digits: enough to tell a claim from four billion others
LEVELLED = ("within_one", "kappa")  # how far levels agree: for confidence alone
CONTEXT = 80  # characters shown on either side of a quote


def print_assertions(name: str, rows: Sequence[dict[str, Any]]) -> None:
    """What one text claims, a row an assertion."""
    table = _table(
        _safe(f"{name}: {_count(len(rows), 'assertion')}"), "place", "claim", "shown", "speaker"
    )
    for row in rows:
        said = _proposition(row)
        place = f"{row['start']}-{row['end']}"
        table.add_row(place, _sentence(said), _shown(row), _safe(_credited(row)))
    _print(table)


def print_settled(rows: Sequence[dict[str, Any]]) -> None:
    """Assertions with their verdicts."""
    table = _table(_count(len(rows), "assertion"), "claim", "verdict", "known", "why")
    for row in rows:
        table.add_row(
            _sentence(_proposition(row)),
            _outcome(row["verdict"], late=bool(row["false_when_published"])),
            _day(row["knowable_from"]),
            _safe(row["reason"]),
        )
    _print(table)


def print_evaluation(rows: Sequence[dict[str, Any]]) -> None:
    """How well the extractor does against labels: what it finds, and how well it reads it."""
    marks = ("precision", "recall", "f1")
    heads = ("labels", "made", "found f1", *(f"exact {mark}" for mark in marks))
    found = _table("against the labels", "", *heads)
    for row in (row for row in rows if "labels" in row):
        counts = (str(row["labels"]), str(row["predictions"]))
        figures = (row["found"]["f1"], *(row["exact"][mark] for mark in marks))
        found.add_row(row["of"], *counts, *(f"{figure:.3f}" for figure in figures))
    _print(found)
    agreed = _table("over the found pairs", "", "pairs", "same", "within one", "kappa")
    for row in (row for row in rows if "n" in row):
        shares = (f"{row[name]:.3f}" if name in row else "" for name in ("same", *LEVELLED))
        agreed.add_row(row["of"], str(row["n"]), *shares)
    _print(agreed)


def print_claims(views: Sequence[ClaimView], as_of: date | None = None) -> None:
    """The ledger's claims, a row a claim, under how many of them stand how."""
    table = _table(_summary(views, as_of), "id", "claim", "verdict", "said", "why")
    for view in views:
        table.add_row(
            view.claim.id[:SHORT_ID],
            _sentence(view.claim),
            _outcome(view.verdict.standing),
            _times(len(view.spoken)),
            _safe(_told(view.verdict.reason)),
        )
    _print(table)


def print_added(
    *, is_new: bool, document: Document, source: Source, views: Sequence[ClaimView]
) -> None:
    """What a document brought into the ledger."""
    when = document.published or "on a day nobody knows"
    known = "taken in" if is_new else "already known, nothing changed"
    foreign = document.language if document.language not in (None, "en") else None
    if foreign:
        known += f"; in {name_of(foreign)}: kept, not read"
    Console().print(_safe(f"{document.name}, {source.name}, {when}: {known}"))
    if views or not foreign:
        print_claims(views)


def print_claim(view: ClaimView, as_of: date | None = None) -> None:
    """One claim with all that is known of it."""
    out = Console()
    out.print(_sentence(view.claim), style="bold")
    out.print(f"id {view.claim.id}" + (f", as it stood on {as_of}" if as_of else ""))
    out.print(_outcome(view.verdict.standing), *_days(view.verdict))
    out.print(_safe(f"{_told(view.verdict.reason)} [rule: {view.verdict.rule}]"))
    for line in _foretold(view):
        out.print(_safe(f"  {line}", style="dim"))
    for note in sorted({_told(conflict.note) for conflict in view.conflicts}):
        out.print(_safe(f"! {note}", style="yellow"))
    for fact in view.facts:
        out.print(_safe(f"  on record: {_fact(fact)}"))
    for fact in view.dissent:
        out.print(_safe(f"  otherwise: {_fact(fact)}"))
    for one in view.decisions:
        what = one.outcome or one.kind
        out.print(_safe(f"  {one.by} {one.decided_at:%Y-%m-%d %H:%M}: {what}, {one.because}"))
    for change in view.changes:
        out.print(_safe(f"  {change.changed_on}: {change.before} → {change.after}"))
    out.print(f"\nsaid {_times(len(view.spoken))}:")
    for spoken in view.spoken:
        out.print(_spoken(spoken, view))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _safe(said: str, style: str = "") -> Text:
    return Text(inert(said, kept="\n"), style=style)


def _table(title: str | Text, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", expand=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _print(table: Table) -> None:
    Console().print(table)


def _proposition(row: dict[str, Any]) -> Proposition:
    own = {key: kept for key, kept in row.items() if key in Proposition.model_fields}
    return Proposition.model_validate(own)


def _sentence(said: Proposition) -> Text:
    return _safe(sentence(said, ModelNames.shipped().name_of(said.model)))


def _shown(row: dict[str, Any]) -> str:
    stated = row["probability"]
    return row["confidence"] if stated is None else f"{row['confidence']} ({stated:.0%})"


def _credited(row: dict[str, Any]) -> str:
    return row["speaker"] if row["sourcing"] == "none" else f"{row['speaker']} ({row['sourcing']})"


def _summary(views: Sequence[ClaimView], as_of: date | None) -> str:
    """How many there are, and how many of them stand how, every standing."""
    found = Counter(view.verdict.standing for view in views)
    standings = ", ".join(f"{found[standing]} {standing}" for standing in Standing)
    day = f" as they stood on {as_of}" if as_of else ""
    return f"{_count(len(views), 'claim')}{day}: {standings}"


def _told(text: str) -> str:
    names = ModelNames.shipped()
    return reason(text, names.name_of, names.vendors())


def _days(verdict: Verdict) -> list[str]:
    """The days of a verdict, as far as it has them."""
    known = {
        "knowable from": verdict.knowable_from,
        "true from": verdict.true_from,
        "stale since": verdict.stale_since,
        "its time runs until": verdict.deadline,
    }
    return [f"{name} {day}" for name, day in known.items() if day]


def _foretold(view: ClaimView) -> list[str]:
    """What would settle a claim, as long as nothing did."""
    if view.verdict.outcome not in UNSETTLED:
        return []
    ends = conditions(view.claim)
    said = {
        "would confirm it": ends.confirms,
        "would make it right in part": ends.partly,
        "would refute it": ends.refutes,
        "would leave it unsettled": ends.unverifiable,
    }
    lines = [f"{name}: {_told(text)}" for name, text in said.items() if text]
    until = f", silence counts after {ends.grace_until}" if ends.grace_until else ""
    tolerance = f", tolerance {ends.tolerance:.0%}" if ends.tolerance else ""
    return [*lines, f"who can tell: {ends.where}{until}{tolerance}"]


def _outcome(standing: str, *, late: bool = False) -> Text:
    words, colour = STANDINGS[Standing(standing)]
    return _safe(f"{words}, already false when published" if late else words, style=colour)


def _day(day: date | None) -> str:
    return f"knowable from {day}" if day else ""


def _fact(fact: Fact) -> str:
    known = f", known {fact.known_at}" if fact.known_at else ""
    names = ModelNames.shipped()
    said = line_up(fact, keeper(fact.url), names.vendors()) or value(fact, names.name_of)
    return f"{said} ({fact.authority}, {keeper(fact.url)}{known}) {fact.url}"


def _spoken(spoken: Spoken, view: ClaimView) -> Text:
    assertion, document = spoken.assertion, spoken.document
    row = assertion.model_dump()
    head = f"  {document.published or 'undated'}  {spoken.source.name}  {document.name}"
    late = hindsight(view.verdict, assertion, document)
    mark = f"  ({late})" if late else ""
    if is_record(document, view.facts):
        mark += f"  ({IS_RECORD})"
    if document.read is Read.secondhand:
        mark += "  (read second hand: counts for its speaker only)"
    told = _safe(f"{head}: {_shown(row)}, {_credited(row)}{mark}\n    ")
    return told.append_text(_quote(assertion.gist, assertion.start, assertion.end, document.text))


def _quote(gist: str | None, start: int | None, end: int | None, text: str) -> Text:
    if start is None or end is None:
        return _safe(f"in our words: {gist}", style="italic")
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    quoted = _safe("…" + before.replace("\n", " "), style="dim")
    quoted.append(text[start:end].replace("\n", " "), style="bold not dim")
    return quoted.append(after.replace("\n", " ") + "…")
