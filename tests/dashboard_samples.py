"""A small ledger of invented statements, and the dashboard opened on it, for its tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.dashboard import main as entry
from app.schema import (
    Assertion,
    Claim,
    Conflict,
    Document,
    Fact,
    Proposition,
    Record,
    Source,
    Verdict,
)
from app.settings import settings
from app.store import open_ledger, save, writing
from app.vocabulary import Outcome, Precision, Read

MAIN = Path(entry.__file__)
PATIENCE_S = 60  # the first run of a process imports pandas
MODEL = "openai/gpt-5.5"
ADDED = datetime(2026, 11, 20, tzinfo=UTC)
PRESS = Source(slug="the-lantern", name="The Lantern")
FORUM = Source(slug="kettle-talk", name="Kettle Talk")
TEXT = (
    "Kettles were discussed first.\n"
    "GPT-5.5 is said to hold two million tokens at once.\n"
    "The evening ended with a song about kettles and spoons.\n"
)
WORDS = "GPT-5.5 is said to hold two million tokens at once."


def proposition(attribute: str, value: Any, **fields: Any) -> Proposition:
    said = {"model": MODEL, "attribute": attribute, "value": value, **fields}
    return Proposition.model_validate(said)


def document(**fields: Any) -> Document:
    usual: dict[str, Any] = {
        "source": PRESS.slug,
        "name": "kettles.txt",
        "title": "Kettles and tokens",
        "url": "https://lantern.example/kettles",
        "published": date(2026, 4, 2),
        "text": TEXT,
        "added_at": ADDED,
    }
    return Document.of(**usual | fields)


def verdict(claim: Claim, outcome: Outcome, **fields: Any) -> Verdict:
    usual: dict[str, Any] = {"reason": f"It is {outcome}.", "rule": "number"}
    return Verdict(claim_id=claim.id, outcome=outcome, **usual | fields)


WINDOW = proposition("context_window", 2_000_000, unit="tokens")
SPUD = proposition("codename", "Turnip")
PRICE = proposition("price", 7.5, unit="usd_per_mtok", qualifier="input")
SECRET = proposition("parameter_count", 9e12, unit="parameters", qualifier="total")
ABSENT = proposition("release_stage", "released", polarity="denies")

RECORDED = Fact.of(
    model=MODEL,
    attribute="context_window",
    value=1_050_000,
    unit="tokens",
    valid_from=date(2026, 3, 24),
    known_at=date(2026, 3, 25),
    authority="vendor",
    url="https://vendor.example/models",
    note="As the model page had it.",
)
UNCLAIMED = Fact.of(
    model=MODEL,
    attribute="max_output",
    value=128_000,
    unit="tokens",
    valid_from=date(2026, 4, 24),
    valid_to=date(2026, 9, 1),
    authority="catalogue",
    url="https://catalogue.example/rows",
)
CODENAME = Fact.of(
    model=MODEL,
    attribute="codename",
    value="Turnip",
    valid_from=date(2026, 4, 24),
    known_at=date(2026, 4, 24),
    authority="press",
    url="https://press.example/turnip",
)


def small_ledger() -> list[Record]:
    """Five claims, an outcome each, by two publishers."""
    article = document()
    start = TEXT.index(WORDS)
    window = Assertion.of(
        article,
        WINDOW,
        start=start,
        end=start + len(WORDS),
        confidence="low",
        speaker="Ada Quill",
        sourcing="named",
        cue="context window: said to hold",
    )
    talk = document(
        source=FORUM.slug,
        name="https://kettle.example/9",
        url="https://kettle.example/9",
        title=None,
        text="",
        precision=Precision.month,
        published=date(2026, 4, 1),
        read=Read.excerpt,
    )
    undated = document(name="undated.txt", url=None, published=None, title=None, text="")
    market = {"confidence": "high", "probability": 0.81, "explicit": True, "sourcing": "market"}
    assertions = [
        window,
        Assertion.of(talk, WINDOW, gist="Says it holds two million.", derived_from="The Lantern"),
        Assertion.of(
            talk,
            SPUD,
            gist="Calls it Turnip.",
            confidence="moderate",
            derived_from="the-lantern-20260325-1",
        ),
        Assertion.of(article, PRICE, start=0, end=29, **market),
        Assertion.of(article, ABSENT, start=0, end=29),
        Assertion.of(undated, SECRET, confidence="very_low"),
    ]
    outcomes = {
        Claim.of(WINDOW, None).id: Outcome.refuted,
        Claim.of(SPUD, None).id: Outcome.confirmed,
        Claim.of(PRICE, None).id: Outcome.open,
        Claim.of(SECRET, None).id: Outcome.unverifiable,
        Claim.of(ABSENT, article.published).id: Outcome.partly,
    }
    days = {row.id: row for row in (article, talk, undated)}
    claims = {
        claim.id: claim
        for row in assertions
        for claim in (Claim.of(row, days[row.document_id].published),)
    }
    facts = {Outcome.refuted: [RECORDED], Outcome.confirmed: [CODENAME]}
    verdicts = [
        verdict(
            claim,
            outcomes[claim.id],
            facts=[fact.id for fact in facts.get(outcomes[claim.id], [])],
            knowable_from=date(2026, 3, 25) if outcomes[claim.id] is Outcome.refuted else None,
            settled_on=ADDED.date(),
        )
        for claim in claims.values()
    ]
    note = Conflict(
        id="c1",
        claim_id=Claim.of(PRICE, None).id,
        document_id=article.id,
        note="81 % and 72 % cannot both hold.",
    )
    sources: list[Record] = [PRESS, FORUM]
    texts: list[Record] = [article, talk, undated]
    return [
        *(row.model_copy() for row in sources),
        *texts,
        *claims.values(),
        *assertions,
        *(fact.model_copy() for fact in (RECORDED, UNCLAIMED, CODENAME)),
        *verdicts,
        note,
    ]


def many(number: int) -> list[Record]:
    article = document()
    said = [Assertion.of(article, proposition("variant", f"model-{one}")) for one in range(number)]
    claims = [Claim.of(row, None) for row in said]
    verdicts = [verdict(claim, Outcome.open) for claim in claims]
    return [PRESS.model_copy(), article, *claims, *said, *verdicts]


def named_ledger(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of a new ledger in `folder`, as long as the settings name it."""
    named = f"sqlite:///{folder / 'ledger.db'}"
    patch.setenv("HEARSAY_DATABASE_URL", named)
    settings.cache_clear()
    yield named
    settings.cache_clear()


def fill(url: str, records: Sequence[Record]) -> None:
    engine = open_ledger(url)
    with writing(engine) as session:
        save(session, records)
    engine.dispose()


def browse(path: str = "", /, **query: str) -> AppTest:
    """A page of the dashboard with query parameters, as a browser opens it."""
    app = AppTest.from_file(MAIN, default_timeout=PATIENCE_S)
    if path:
        pages = app.run()._registered_pages
        app._page_hash = next(key for key, row in pages.items() if row["url_pathname"] == path)
    app.query_params.update(query)
    return app.run()


def shown(app: AppTest) -> str:
    """All HTML of the page, without its style and the script of its links."""
    assert not app.exception
    bodies = [row.proto.body for row in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<!-- Links")))


def text(app: AppTest) -> str:
    """What a reader sees of it."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", shown(app))).split())


def only(app: AppTest, kind: str) -> Any:
    """The one element of a kind that the test library has no type for."""
    (found,) = app.get(kind)
    return found
