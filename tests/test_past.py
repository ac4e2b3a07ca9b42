"""The ledger as of a day: no text, fact, verdict, decision or count of a later one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session, SQLModel, select

from app import past
from app.errors import NotFoundError
from app.schema import (
    Assertion,
    Claim,
    Conflict,
    Decision,
    Document,
    Fact,
    Proposition,
    Source,
    Verdict,
    VerdictChange,
)
from app.settling import settle_new
from app.store import collection, queries, save
from app.store.queries import Filters
from app.vocabulary import ConflictKind, Standing

TODAY = date(2026, 11, 20)
EARLY, MIDDLE, LATE = date(2026, 4, 10), date(2026, 5, 10), date(2026, 7, 10)
MODEL = "openai/gpt-5.5"


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def said(attribute: str, value: Any, **more: Any) -> Proposition:
    return Proposition.model_validate(
        {"model": MODEL, "attribute": attribute, "value": value, **more}
    )


WINDOW = said("context_window", 2_000_000, unit="tokens")
BY_MAY = said("release_date", "2026-05-01", op="by", unit="date")
RIVAL = Proposition(model="anthropic/claude-9", attribute="codename", value="Cirrus")


def document(name: str, published: date | None, **more: Any) -> Document:
    return Document.of(source="mill", name=name, published=published, added_at=at(TODAY), **more)


FIRST = document("first", EARLY, text="two million by May")
SECOND = document("second", LATE, text="two million", title="Later words")
COPY = document("copy", LATE, text="two million by May").model_copy(update={"copy_of": FIRST.id})
AGAIN = document("first", EARLY, text="one million", revises=FIRST.id)


def fact(value: Any, known: date, **more: Any) -> Fact:
    usual = {**WINDOW.model_dump(), "value": value, "valid_from": known, "known_at": known}
    usual |= {"authority": "vendor", "url": "https://vendor.example/window"}
    return Fact.of(**usual | more)


SMALL = fact(1_000_000, MIDDLE, valid_to=LATE)
LARGE = fact(2_000_000, LATE, authority="catalogue", url="https://catalogue.example/window")


@pytest.fixture
def session() -> Iterator[Session]:
    """A ledger of three claims by two texts, two facts, a word of a person and a conflict."""
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        claims = [Claim.of(one, None) for one in (WINDOW, BY_MAY, RIVAL)]
        save(session, [Source(slug="mill", name="Mill"), FIRST, SECOND, COPY, AGAIN, *claims])
        spoken = [(FIRST, WINDOW), (FIRST, BY_MAY), (SECOND, WINDOW), (SECOND, RIVAL)]
        save(session, [Assertion.of(text, one, start=0, end=3) for text, one in spoken])
        save(session, [SMALL, LARGE])
        settle_new(session, claims, TODAY)
        yield session


def claim_of(one: Proposition) -> str:
    return Claim.of(one, None).id


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 4, 9), {}),
        (EARLY, {Standing.open: 2}),
        (date(2026, 5, 2), {Standing.open: 1, Standing.overdue: 1}),
        (MIDDLE, {Standing.refuted: 1, Standing.overdue: 1}),
        (LATE, {Standing.refuted: 1, Standing.overdue: 1, Standing.open: 1}),
    ],
)
def test_every_count_is_of_the_day(
    session: Session, day: date, counts: dict[Standing, int]
) -> None:
    totals = past.totals(session, day)
    assert totals == {standing: counts.get(standing, 0) for standing in Standing}
    assert past.count(session, Filters(), day) == sum(counts.values())
    assert sum(row.claims for row in past.models(session, day)) == sum(counts.values())
    for standing in Standing:
        found = past.claims(session, Filters(standing=standing), day)
        assert (
            len(found) == past.count(session, Filters(standing=standing), day) == totals[standing]
        )


def test_a_model_is_spoken_of_from_its_first_text_on(session: Session) -> None:
    [row] = past.models(session, EARLY)
    assert (row.model, row.last_said) == (MODEL, EARLY)
    assert {row.model: row.last_said for row in past.models(session, LATE)} == {
        MODEL: LATE,
        "anthropic/claude-9": LATE,
    }
    assert past.attributes(session, EARLY) == ["context_window", "release_date"]


def test_pages_follow_one_another_the_last_said_of_the_day_first(session: Session) -> None:
    def asked(day: date, **page: Any) -> list[Any]:
        found = past.claims(session, Filters(), day, newest_first=True, **page)
        return [view.claim.attribute for view in found]

    assert asked(LATE) == ["codename", "context_window", "release_date"]
    assert [one for n in range(4) for one in asked(LATE, offset=n, limit=1)] == asked(LATE)
    assert asked(EARLY) == ["context_window", "release_date"]


def test_a_search_finds_no_words_of_a_later_text(session: Session) -> None:
    assert past.count(session, Filters(text="Later words"), MIDDLE) == 0
    assert past.count(session, Filters(text="Later words"), LATE) == 2


def test_a_verdict_is_that_of_the_day_with_the_facts_as_they_stood(session: Session) -> None:
    early = past.claim(session, claim_of(WINDOW), EARLY)
    assert (early.verdict.standing, early.facts, len(early.spoken)) == (Standing.open, (), 1)
    middle = past.claim(session, claim_of(WINDOW), MIDDLE)
    assert middle.verdict.standing is Standing.refuted
    assert [one.valid_to for one in middle.facts] == [None]
    assert middle.dissent == ()


def test_facts_are_those_public_by_the_day_without_their_later_end(session: Session) -> None:
    assert past.facts_of(session, [MODEL], EARLY) == []
    assert [one.valid_to for one in past.facts_of(session, [MODEL], MIDDLE)] == [None]
    assert [one.value for one in past.facts_of(session, [MODEL], LATE)] == [1_000_000, 2_000_000]
    assert past.fact_on(SMALL, date(2026, 7, 11)).valid_to == LATE


def test_a_claim_that_nobody_had_made_is_not_there(session: Session) -> None:
    with pytest.raises(NotFoundError, match="nobody had said"):
        past.claim(session, claim_of(RIVAL), MIDDLE)


def test_what_is_known_of_a_day_is_known_no_more_when_its_record_changes(session: Session) -> None:
    assert past.totals(session, MIDDLE)[Standing.refuted] == 1
    save(session, [fact(2_000_000, MIDDLE, url="https://vendor.example/other")])
    assert past.totals(session, MIDDLE)[Standing.refuted] == 0
    assert past.totals(session, MIDDLE)[Standing.confirmed] == 1


def test_a_later_record_leaves_an_earlier_day_as_it_was(session: Session) -> None:
    before = past._record(session, MIDDLE)
    save(session, [fact(7, LATE, url="https://vendor.example/later")])
    assert past._record(session, MIDDLE) == before
    assert past._record(session, LATE) != before


def test_days_are_forgotten_when_others_are_asked_for() -> None:
    known = past._Known()
    kept = known.of(("ledger", EARLY, 1))
    kept["claim"] = Standing.open
    assert known.of(("ledger", EARLY, 1)) is kept
    for number in range(past.MOST_DAYS):
        known.of(("ledger", MIDDLE, number))
    assert known.of(("ledger", EARLY, 1)) == {}
    assert len(known._days) == past.MOST_DAYS


def test_the_word_of_a_person_and_a_change_count_from_their_day(session: Session) -> None:
    one = claim_of(WINDOW)
    word: dict[str, Any] = {"kind": "decides", "outcome": "partly", "because": "Half.", "by": "Ada"}
    save(session, [Decision.of(claim_id=one, decided_at=at(LATE), **word)])
    change: dict[str, Any] = {"before": "open", "after": "refuted", "changed_on": LATE}
    session.add(VerdictChange(claim_id=one, reason="r", **change))
    session.flush()
    before = past.claim(session, one, date(2026, 7, 9))
    assert (before.decisions, before.changes) == ((), ())
    assert before.verdict.standing is Standing.refuted
    after = past.claim(session, one, LATE)
    assert (len(after.decisions), len(after.changes)) == (1, 1)
    assert past.totals(session, LATE)[Standing.partly] == 1


def test_a_conflict_with_a_later_text_is_not_told(session: Session) -> None:
    shown: dict[str, Any] = {
        "claim_id": claim_of(WINDOW),
        "document_id": FIRST.id,
        "note": "cannot both hold",
    }
    kind = ConflictKind.incoherent
    save(session, [Conflict(id="a", kind=kind, other_document_id=SECOND.id, **shown)])
    save(session, [Conflict(id="b", kind=kind, **shown)])
    assert [one.id for one in past.claim(session, claim_of(WINDOW), MIDDLE).conflicts] == ["b"]
    assert len(past.claim(session, claim_of(WINDOW), LATE).conflicts) == 2


def test_a_document_has_no_later_texts_and_copies(session: Session) -> None:
    found = collection.document(session, FIRST.id)
    assert (len(found.texts), len(found.copies)) == (2, 1)
    early = past.document(found, EARLY)
    assert (early.texts, early.copies, early.evidence) == ((FIRST,), (), None)
    assert len(past.document(found, TODAY).texts) == 2
    copy = past.document(collection.document(session, COPY.id), LATE)
    assert copy.first is not None
    with pytest.raises(NotFoundError, match="not public by"):
        past.document(collection.document(session, SECOND.id), MIDDLE)


def test_a_market_is_not_resolved_before_its_day(session: Session) -> None:
    market = {"probability": 0.4, "resolution": "yes", "resolved_on": "2026-05-01"}
    asked = document("market", EARLY, market=market)
    save(session, [asked])
    found = collection.document(session, asked.id)
    assert past.document(found, EARLY).document.market == {"probability": 0.4}
    assert past.document(found, MIDDLE).document.market == market
    assert found.document.market == market


def test_the_whole_ledger_of_today_is_that_of_the_queries(session: Session) -> None:
    assert past.totals(session, TODAY) == queries.totals(session)
    assert past.models(session, TODAY) == queries.models(session)
    stood = {row.claim_id: row for row in session.exec(select(Verdict))}
    for view in past.claims(session, Filters(), TODAY):
        assert view.verdict.model_dump() == stood[view.claim.id].model_dump()
