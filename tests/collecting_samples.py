"""Invented sources with their schedules and visits, and documents that were collected."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.schema import (
    Assertion,
    Claim,
    Document,
    Evidence,
    Fact,
    Proposition,
    Record,
    Schedule,
    ScrapeRun,
    Source,
    Subscription,
    Verdict,
)
from app.vocabulary import Failure, Outcome, RunStatus, SourceKind

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MODEL = "openai/gpt-5.5"


def subscription(slug: str, **fields: Any) -> Subscription:
    usual = {"shape": "feed", "url": f"https://{slug}.example/feed.xml", "publisher": slug.title()}
    return Subscription.model_validate({"slug": slug, **usual, **fields})


def schedule(slug: str, **fields: Any) -> Schedule:
    """Of a source that was visited an hour ago, without anything new."""
    usual: dict[str, Any] = {
        "due_at": NOW + HOUR,
        "every_s": 3600,
        "visited_at": NOW - HOUR,
        "succeeded_at": NOW - HOUR,
        "records": 20,
    }
    return Schedule(slug=slug, **usual | fields)


def run(
    slug: str, failure: Failure | None = None, *, ago: timedelta = HOUR, **fields: Any
) -> ScrapeRun:
    usual: dict[str, Any] = {
        "id": f"{slug}-{ago}",
        "source": slug,
        "started_at": NOW - ago - timedelta(seconds=1.5),
        "finished_at": NOW - ago,
        "status": RunStatus.failed if failure else RunStatus.unchanged,
        "failure": failure,
        "error": f"{slug} said {failure}" if failure else None,
    }
    return ScrapeRun(**usual | fields)


def failing(slug: str, failure: Failure, times: int = 1, **fields: Any) -> list[Record]:
    """A source whose last visits failed."""
    never = {"succeeded_at": NOW - times * 2 * HOUR, "records": 0}
    return [schedule(slug, failures=times, **never | fields), run(slug, failure)]


LANTERN = Source(slug="the-lantern", name="The Lantern", kind=SourceKind.press)
MIRROR = Source(slug="mirror-daily", name="Mirror Daily")
BEFORE = (
    "GPT-5.5 comes in May.\nIt will hold two million tokens.\nKettles are quiet.\nRain is near."
)
AFTER = (
    "GPT-5.5 comes in June.\nIt will hold two million tokens.\nKettles are quiet.\nRain is near."
)


def collected(text: str = BEFORE, **fields: Any) -> Document:
    usual: dict[str, Any] = {
        "source": LANTERN.slug,
        "name": "https://lantern.example/gpt",
        "url": "https://lantern.example/gpt",
        "title": "Kettles and tokens",
        "published": date(2031, 5, 1),
        "added_at": NOW - 72 * HOUR,
        "language": "en",
        "via": "lantern",
    }
    return Document.of(text=text, **usual | fields)


ARCHIVED = Evidence(
    id="urn:uuid:2f0c",
    url="https://lantern.example/gpt",
    file="2031-05-03.warc.gz",
    offset=4096,
    length=1234,
    digest="sha256:c0ffee",
    fetched_at=NOW - 72 * HOUR,
)
FIRST = collected(evidence=ARCHIVED.id, author="Ada Quill", published_from="json-ld")
EDITED = collected(AFTER, revises=FIRST.id, added_at=NOW - 24 * HOUR)
COPY = collected(
    source=MIRROR.slug,
    name="https://mirror.example/9",
    url="https://mirror.example/9",
    title="Tokens, they say",
    published=date(2031, 5, 2),
    copy_of=FIRST.id,
    via="mirror",
)
PRICE = collected(
    "Resolves yes on the vendor's word.",
    source=MIRROR.slug,
    name="https://market.example/7",
    url="https://market.example/7",
    title="Will it come in May?",
    market={"probability": 0.81, "closes": "2031-06-01", "resolution": "no", "volume": 125_000.0},
    via="market",
)
RELEASED = Fact.of(
    model=MODEL,
    attribute="release_date",
    value="2031-05-04",
    unit="date",
    valid_from=date(2031, 5, 4),
    authority="vendor",
    url="https://vendor.example/news",
)
SAID = Proposition(model=MODEL, attribute="context_window", value=2_000_000, unit="tokens")


def collected_ledger() -> list[Record]:
    """Two texts of one article, a copy of the first, a price; a claim that both texts make."""
    rows = [row.model_copy() for row in (FIRST, EDITED, COPY, PRICE)]
    said = [Assertion.of(row, SAID, start=22, end=54) for row in rows[:2]]
    claim = Claim.of(SAID, None)
    verdict = Verdict(
        claim_id=claim.id, outcome=Outcome.open, reason="Nobody knows.", rule="number"
    )
    kept = [row.model_copy() for row in (LANTERN, MIRROR, ARCHIVED, RELEASED)]
    return [*kept, *rows, claim, *said, verdict]
