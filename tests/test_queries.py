from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, inspect
from sqlmodel import Session, select

from app.errors import NotFoundError
from app.schema import (
    Assertion,
    Claim,
    Conflict,
    Document,
    Fact,
    Proposition,
    ScrapeRun,
    Source,
    Verdict,
)
from app.store import BATCH, queries, save, writing
from app.store.filters import public_by
from app.store.queries import Filters
from app.vocabulary import Outcome, Precision, Standing
from tests.conftest import NOW

WINDOW = Proposition(model="openai/gpt-5.5", attribute="context_window", value=2_000_000)
NAME = Proposition(model="openai/gpt-5.5", attribute="codename", value="Nimbus")
RIVAL = Proposition(model="anthropic/claude-9", attribute="codename", value="Cirrus")
SOURCES = [Source(slug="mill", name="Mill"), Source(slug="post", name="Post")]


def _document(source: str, name: str, published: date | None, **said: Any) -> Document:
    return Document.of(source=source, name=name, published=published, added_at=NOW, **said)


FIRST = _document("mill", "first.txt", date(2026, 4, 2), text="Nimbus", title="On Nimbus")
SECOND = _document("post", "second.txt", date(2026, 4, 20), text="2M", url="https://post.example/2")
UNDATED = _document("post", "undated.txt", None, text="Cirrus")
MONTH = _document("post", "month.txt", date(2026, 4, 1), precision=Precision.month, text="2M")


@pytest.fixture
def session(ledger: Engine, fact: Fact) -> Iterator[Session]:
    said = [(FIRST, NAME), (SECOND, NAME), (SECOND, WINDOW), (UNDATED, RIVAL), (MONTH, WINDOW)]
    claims = [Claim.of(each, None) for each in (NAME, WINDOW, RIVAL)]
    outcomes = (Outcome.confirmed, Outcome.refuted, Outcome.open)
    with writing(ledger) as session:
        save(session, [*SOURCES, FIRST, SECOND, UNDATED, MONTH, fact, *claims])
        save(session, [Assertion.of(doc, each, start=0, end=2) for doc, each in said])
        save(
            session,
            [
                Verdict(
                    claim_id=c.id,
                    outcome=o,
                    overdue=o is Outcome.open,
                    reason="r",
                    rule="r",
                    facts=[fact.id],
                )
                for c, o in zip(claims, outcomes, strict=True)
            ],
        )
        note = Conflict(id="x", claim_id=claims[0].id, document_id=SECOND.id, note="no")
        save(session, [note])
    with Session(ledger) as session:
        yield session


def _values(session: Session, **asked: Any) -> list[Any]:
    return [view.claim.value for view in queries.claims(session, Filters(**asked))]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Cirrus", "Nimbus", 2_000_000]),
        ({"model": "openai/gpt-5.5"}, ["Nimbus", 2_000_000]),
        ({"model": "gpt-5.5"}, ["Nimbus", 2_000_000]),
        ({"model": "gpt-5"}, []),
        ({"model": "%"}, []),
        ({"attribute": "codename"}, ["Cirrus", "Nimbus"]),
        ({"standing": Standing.refuted}, [2_000_000]),
        ({"standing": Standing.open}, []),
        ({"standing": Standing.overdue}, ["Cirrus"]),
        ({"doc": "second.txt"}, ["Nimbus", 2_000_000]),
        ({"doc": "https://post.example/2"}, ["Nimbus", 2_000_000]),
        ({"doc": UNDATED.id}, ["Cirrus"]),
        ({"text": "on nimbus"}, ["Nimbus"]),
        ({"text": "_nd"}, []),
        ({"as_of": date(2026, 4, 1)}, []),
        ({"as_of": date(2026, 4, 2)}, ["Nimbus"]),
        ({"as_of": date(2026, 4, 29)}, ["Nimbus", 2_000_000]),
        ({"as_of": date(2026, 4, 19), "text": "second"}, []),
        ({"as_of": date(2026, 4, 19), "doc": "second.txt"}, []),
        ({"as_of": NOW.date()}, ["Cirrus", "Nimbus", 2_000_000]),
    ],
)
def test_claims_pass_every_filter_that_is_set(
    session: Session, asked: dict[str, Any], expected: list[Any]
) -> None:
    assert _values(session, **asked) == expected


def test_a_claim_brings_its_assertions_oldest_first(session: Session, fact: Fact) -> None:
    [view] = queries.claims(session, Filters(attribute="codename", model="openai/gpt-5.5"))
    assert [row.document.name for row in view.spoken] == ["first.txt", "second.txt"]
    assert [row.source.name for row in view.spoken] == ["Mill", "Post"]
    assert view.facts == (fact,)
    assert [conflict.note for conflict in view.conflicts] == ["no"]


def test_what_was_not_public_yet_is_not_in_the_view(session: Session) -> None:
    [view] = queries.claims(session, Filters(as_of=date(2026, 4, 19)))
    assert [row.document.name for row in view.spoken] == ["first.txt"]
    assert view.conflicts == ()


def test_pages_follow_one_another(session: Session) -> None:
    pages = [queries.claims(session, Filters(), offset=n, limit=1) for n in range(4)]
    assert [view.claim.value for page in pages for view in page] == _values(session)
    assert queries.count_claims(session, Filters()) == 3
    assert queries.count_claims(session, Filters(attribute="codename")) == 2


def test_a_claim_is_found_by_how_its_id_begins(session: Session) -> None:
    claim = Claim.of(NAME, None)
    assert queries.claim(session, claim.id[:8]).claim == claim
    assert queries.claim(session, claim.id, date(2026, 4, 2)).spoken[0].document == FIRST


@pytest.mark.parametrize(
    ("asked", "as_of", "said"),
    [
        ("zzz", None, "no claim"),
        ("%", None, "no claim"),
        ("", None, "more than one"),
        (Claim.of(NAME, None).id, date(2026, 1, 1), "nobody had said"),
    ],
)
def test_an_id_that_names_no_one_claim_is_refused(
    session: Session, asked: str, as_of: date | None, said: str
) -> None:
    with pytest.raises(NotFoundError, match=said):
        queries.claim(session, asked, as_of)


def test_models_are_summed_up_the_most_claimed_first(session: Session) -> None:
    first, second = queries.models(session)
    assert (first.model, first.claims, first.last_said) == (
        "openai/gpt-5.5",
        2,
        date(2026, 4, 20),
    )
    assert first.outcomes == {Standing.confirmed: 1, Standing.refuted: 1}
    assert (second.model, second.last_said) == ("anthropic/claude-9", None)


def test_totals_name_every_standing_and_tell_the_overdue_from_the_open(session: Session) -> None:
    assert queries.totals(session) == {
        Standing.confirmed: 1,
        Standing.partly: 0,
        Standing.refuted: 1,
        Standing.open: 0,
        Standing.overdue: 1,
        Standing.unverifiable: 0,
    }


@pytest.mark.parametrize("day", [date(2026, 4, 29), date(2026, 4, 30), NOW.date()])
def test_sql_holds_a_text_public_on_the_day_that_its_record_does(
    session: Session, day: date
) -> None:
    later = _document("mill", "first.txt", date(2026, 4, 2), text="again", revises=FIRST.id)
    known = [FIRST, SECOND, UNDATED, MONTH, later]
    save(session, [later])
    found = session.exec(select(Document.id).where(public_by(day))).all()
    assert set(found) == {row.id for row in known if row.public_on <= day}


def test_a_list_loads_no_texts(session: Session) -> None:
    [view] = queries.claims(session, Filters(attribute="codename", model="openai/gpt-5.5"))
    assert "text" in inspect(view.spoken[0].document).unloaded
    full = queries.claim(session, view.claim.id)
    assert full.spoken[0].document.text == "Nimbus"


def test_sizes_and_attributes_are_counted(session: Session) -> None:
    assert queries.sizes(session) == {
        "source": 2,
        "document": 4,
        "assertion": 5,
        "claim": 3,
        "fact": 1,
    }
    assert queries.attributes(session) == ["codename", "context_window"]


def test_facts_are_found_for_more_models_than_one_query_takes(session: Session, fact: Fact) -> None:
    many = [f"vendor/model-{number}" for number in range(BATCH + 1)]
    assert queries.facts_of(session, [*many, fact.model]) == [fact]


def test_the_last_visit_to_each_source_is_known(ledger: Engine) -> None:
    runs = [
        ScrapeRun(
            id=f"{slug}{day}",
            source=slug,
            started_at=NOW + timedelta(days=day),
            finished_at=NOW + timedelta(days=day),
        )
        for slug, day in (("mill", 0), ("mill", 2), ("post", 1))
    ]
    with writing(ledger) as session:
        save(session, runs)
    with Session(ledger) as session:
        assert [run.id for run in queries.last_runs(session)] == ["mill2", "post1"]
