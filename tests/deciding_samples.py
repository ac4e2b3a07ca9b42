"""Claims of an invented model in a ledger, for the tests of what people decide."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import select

from app import deciding
from app.deciding import Decided, Word
from app.pipeline import take_in
from app.schema import Assertion, Claim, Document, Fact, Proposition, Source, Verdict
from app.store import reading, writing
from app.vocabulary import DecisionKind, Outcome

NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
DAY = NOON.date()
ORB = "acme/orb-5"
PAGE = "https://acme.example/orb-5"
SIZE = {"model": ORB, "attribute": "parameter_count", "value": 2e12, "unit": "parameters"}


def text(publisher: str = "Old Mill", published: date = date(2030, 8, 1), **said: Any) -> Document:
    """A document in which a person read one statement of orb-5."""
    row = {"confidence": "high", "gist": "In our words.", **SIZE, **said}
    return Document.of(
        source=publisher.lower().replace(" ", "-"),
        name=f"https://{publisher.lower().replace(' ', '')}.example/{row['attribute']}",
        published=published,
        statements=[row],
        added_at=datetime(2030, 8, 1, tzinfo=UTC),
    )


def fact(attribute: str, value: Any, **more: Any) -> Fact:
    """What was put on record of orb-5 on the day it came out."""
    usual: dict[str, Any] = {
        "valid_from": date(2030, 9, 10),
        "known_at": date(2030, 9, 10),
        "authority": "vendor",
        "url": PAGE,
    }
    return Fact.of(**{"model": ORB, "attribute": attribute, "value": value} | usual | more)


def fill(engine: Engine, *records: Document | Fact, day: date = DAY) -> None:
    """Take documents, their publishers and facts into the ledger."""
    sources = {one.source for one in records if isinstance(one, Document)}
    named = [Source(slug=slug, name=slug.replace("-", " ").title()) for slug in sorted(sources)]
    with writing(engine) as session:
        take_in(session, [*named, *records], day)


def claim_id(**said: Any) -> str:
    """The id of the claim that `text` of the same fields makes."""
    return Claim.id_of(Proposition.model_validate(SIZE | said), None)


def say(
    engine: Engine, outcome: str | None, known: str = "", after: float = 0, **more: Any
) -> Decided:
    """Ann's word on a claim, `after` hours past noon; `None` gives the word back."""
    usual: dict[str, Any] = {"because": "The page says so.", "by": "Ann", "evidence": PAGE}
    word = Word(outcome=Outcome(outcome) if outcome else None, **usual | more)
    with writing(engine) as session:
        now = NOON + timedelta(hours=after)
        return deciding.decide(session, known or claim_id(), word, now)


def dispute(engine: Engine, known: str = "", after: float = 0, by: str = "Ben") -> Decided:
    """Ben's doubt of a verdict."""
    more = {"kind": DecisionKind.disputes, "because": "That is another model.", "evidence": None}
    return say(engine, None, known, after, by=by, **more)


def verdict_of(engine: Engine, known: str = "") -> Verdict:
    """The verdict on a claim, as the ledger has it."""
    with reading(engine) as session:
        return session.exec(select(Verdict).where(Verdict.claim_id == (known or claim_id()))).one()


def said_of(engine: Engine) -> list[Assertion]:
    """All assertions of the ledger."""
    with reading(engine) as session:
        return list(session.exec(select(Assertion)))
