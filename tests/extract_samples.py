"""Documents for the extractor's tests, and claims said in one line each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from app.extract import Said, extract
from app.schema import Document

SHARED = Path(__file__).parents[1].parent / "shared"
SAID_ON = date(2026, 4, 1)


def document(text: str, published: date | None = SAID_ON) -> Document:
    """A document that says `text`."""
    added_at = datetime(2026, 4, 2, tzinfo=UTC)
    return Document.of(source="x", name="t", published=published, text=text, added_at=added_at)


def assertions(text: str, published: date | None = SAID_ON) -> list[Said]:
    """What is extracted from `text`."""
    return extract(document(text, published))


def line(assertion: Said) -> str:
    """A claim in one line: "not vendor/model attribute[qualifier] op value than baseline"."""
    denies = "not " if assertion.polarity == "denies" else ""
    qualifier = f"[{assertion.qualifier}]" if assertion.qualifier else ""
    compared = assertion.baseline if assertion.baseline != assertion.value else None
    baseline = f" than {compared}" if compared else ""
    what = f"{assertion.model} {assertion.attribute}{qualifier}"
    return f"{denies}{what} {assertion.op} {assertion.value}{baseline}"


def claims(text: str, published: date | None = SAID_ON) -> set[str]:
    """The claims of `text`, each in one line."""
    return {line(assertion) for assertion in assertions(text, published)}


def shared_texts() -> list[Path]:
    """The real texts at hand; none where they are not."""
    return sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/*.txt")])
