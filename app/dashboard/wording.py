"""What the pages call things: verdicts, confidence, sourcing, authorities; and CSV rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from app.phrasing import NameOf, day, month, sentence
from app.schema import Document
from app.store.queries import ClaimView, Spoken
from app.vocabulary import (
    Authority,
    Confidence,
    ConflictKind,
    Failure,
    Precision,
    Read,
    RunStatus,
    Sourcing,
    Standing,
)


class Mark(NamedTuple):
    """How the standing of a claim is shown: never by its colour alone.

    The colours are Okabe and Ito's, which people with any colour vision tell apart, darkened
    or lightened until text in them reaches a contrast of 4.5 on the page.
    """

    word: str
    glyph: str
    on_light: str
    on_dark: str


MARKS = {
    Standing.confirmed: Mark("Confirmed", "✓", "#00694c", "#4fd1a5"),
    Standing.partly: Mark("Partly right", "◐", "#7a5600", "#f0c04a"),
    Standing.refuted: Mark("Refuted", "✕", "#a83a00", "#ff9a62"),
    Standing.open: Mark("Open", "○", "#00568c", "#7cc0f2"),
    Standing.overdue: Mark("Overdue", "◷", "#8f3a7b", "#e89fd0"),
    Standing.unverifiable: Mark("Unverifiable", "?", "#595959", "#b4b4b4"),
}

CONFIDENCE = {
    Confidence.certain: "certain",
    Confidence.high: "high",
    Confidence.moderate: "moderate",
    Confidence.low: "low",
    Confidence.very_low: "very low",
}

SOURCING = {
    Sourcing.official: "official: the vendor or its named staff",
    Sourcing.named: "a named person or outlet",
    Sourcing.anonymous: "unnamed insiders",
    Sourcing.artifact: "a leaked page, screenshot or API string",
    Sourcing.market: "a prediction market",
    Sourcing.community: "talk of the crowd",
    Sourcing.none: "nobody is credited",
}

AUTHORITY = {
    Authority.vendor: "the vendor",
    Authority.vendor_catalogue: "the vendor's catalogue",
    Authority.catalogue: "a catalogue",
    Authority.press: "the press",
    Authority.third_party: "a third party",
}

READ = {
    Read.page: "from the page itself",
    Read.excerpt: "from an excerpt of it",
    Read.secondhand: "second hand, from another text about it",
}

CONFLICT = {
    ConflictKind.incoherent: "These cannot all hold.",
    ConflictKind.distorted: "It credits somebody who said it otherwise.",
}

RESULT = {
    RunStatus.changed: ("+", "something new"),
    RunStatus.unchanged: ("=", "nothing new"),
    RunStatus.failed: ("✕", "failed"),
}

FAILURE = {
    Failure.network: "no connection",
    Failure.slow: "too slow",
    Failure.certificate: "bad certificate",
    Failure.robots: "robots.txt forbids it",
    Failure.refused: "refused",
    Failure.server: "server error",
    Failure.content: "unreadable answer",
    Failure.shape: "changed shape",
    Failure.too_few: "fewer than expected",
    Failure.other: "other failure",
}

UNDATED = "day unknown"


def published(document: Document) -> str:
    """The day of a document, as exactly as it is known."""
    if document.published is None:
        return UNDATED
    if document.precision is Precision.month:
        return f"{month(document.published)} (the day is not known)"
    about = "about " if document.precision is Precision.day_approx else ""
    return about + day(document.published)


def moment(when: datetime | None) -> str:
    """An instant to the minute, in UTC; the pages say so once."""
    return f"{day(when.date())}, {when:%H:%M}" if when else "never"


def first_said(view: ClaimView) -> str:
    """When the first dated text said it."""
    dated = [row.document for row in view.spoken if row.document.published]
    return published(dated[0]) if dated else UNDATED


def publishers(spoken: Iterable[Spoken]) -> int:
    """How many publishers said it."""
    return len({row.source.slug for row in spoken})


def strongest(view: ClaimView) -> Confidence | None:
    """The surest anybody sounded."""
    shown = [row.assertion.confidence for row in view.spoken]
    return max(shown, key=lambda level: level.rank, default=None)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "2,000 claims"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def claim_row(view: ClaimView, name_of: NameOf) -> dict[str, str]:
    """A claim as a row of a table to take away."""
    claim, sure = view.claim, strongest(view)
    return {
        "id": claim.id,
        "model": claim.model,
        "attribute": claim.attribute,
        "claim": sentence(claim, name_of(claim.model), name_of),
        "verdict": view.verdict.standing.value,
        "knowable_from": _iso(view.verdict.knowable_from),
        "true_from": _iso(view.verdict.true_from),
        "stale_since": _iso(view.verdict.stale_since),
        "deadline": _iso(view.verdict.deadline),
        "reason": view.verdict.reason,
        "assertions": str(len(view.spoken)),
        "publishers": str(publishers(view.spoken)),
        "strongest_confidence": sure.value if sure else "",
        "first_published": _iso(_first_day(view)),
    }


def assertion_row(view: ClaimView, row: Spoken, name_of: NameOf) -> dict[str, str]:
    """An assertion as a row of a table to take away."""
    said = row.assertion
    return {
        "published": _iso(row.document.published),
        "precision": row.document.precision.value,
        "publisher": row.source.name,
        "claim": sentence(view.claim, name_of(said.model), name_of),
        "attribute": said.attribute,
        "confidence": said.confidence.value,
        "probability": "" if said.probability is None else str(said.probability),
        "speaker": said.speaker,
        "sourcing": said.sourcing.value,
        "verdict": view.verdict.standing.value,
        "read": row.document.read.value,
        "document": row.document.url or row.document.name,
    }


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows of the same columns; a cell that a spreadsheet would compute begins with a quote."""
    out = io.StringIO()
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _harmless(cell) for key, cell in row.items()})
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _first_day(view: ClaimView) -> date | None:
    return min(
        (row.document.published for row in view.spoken if row.document.published), default=None
    )


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""
