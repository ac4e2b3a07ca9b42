from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import past, pipeline, settling
from app.publish import lines
from app.schema import (
    Assertion,
    Claim,
    Document,
    Fact,
    LogEntry,
    Proposition,
    Source,
    Verdict,
    VerdictChange,
)
from app.store import audit, queries, save, writing
from app.store.queries import ClaimView, Filters
from app.vocabulary import Authority, Change, Outcome
from tests.conftest import FACTS, HISTORY, NOW, TODAY


@pytest.fixture
def filled(ledger: Engine, data: Path) -> Engine:
    """A ledger with the facts and the statement of `data`."""
    assert data.is_dir()
    pipeline.fill(ledger, TODAY)
    return ledger


def _views(ledger: Engine, **asked: Any) -> list[ClaimView]:
    with Session(ledger) as session:
        return queries.claims(session, Filters(**asked))


def _printed(ledger: Engine) -> str:
    return "\n".join(lines.line(lines.claim_row(view)) for view in _views(ledger))


def test_an_article_goes_in_and_settled_claims_come_out(
    filled: Engine, source: Source, article: Document
) -> None:
    added = pipeline.add(filled, source, article, TODAY)
    assert added.is_new
    by_attribute = {view.claim.attribute: view for view in _views(filled, doc="nimbus.txt")}
    window = by_attribute["context_window"]
    assert window.claim.value == 2_000_000
    assert window.verdict.outcome is Outcome.refuted
    assert [fact.value for fact in window.facts] == [1_050_000]
    assert window.spoken[0].assertion.confidence == "low"
    assert window.verdict.settled_on == TODAY
    release = by_attribute["release_date"]
    assert (release.claim.op, release.verdict.outcome) == ("by", Outcome.confirmed)


def test_every_quote_is_the_words_at_its_place(
    filled: Engine, source: Source, article: Document
) -> None:
    added = pipeline.add(filled, source, article, TODAY)
    quotes = {article.text[said.start : said.end] for said in added.assertions}
    assert "GPT-5.5 is rumored to have a 2-million-token context window." in quotes


def test_the_same_document_twice_changes_nothing(
    filled: Engine, source: Source, article: Document
) -> None:
    pipeline.add(filled, source, article, TODAY)
    before = _printed(filled)
    again = pipeline.add(filled, source, article, TODAY + timedelta(days=1))
    assert not again.is_new
    assert again.assertions
    assert _printed(filled) == before


def test_a_rebuild_gives_the_same_bytes(filled: Engine, source: Source, article: Document) -> None:
    pipeline.add(filled, source, article, TODAY)
    before = _printed(filled)
    told: list[tuple[str, int, int]] = []
    pipeline.rebuild(filled, TODAY, lambda *step: told.append(step))
    assert _printed(filled) == before
    assert {name for name, _, _ in told} == {"reading documents", "settling claims"}
    assert all(done <= total for _, done, total in told)


def test_statements_of_the_past_are_claims_like_others(filled: Engine) -> None:
    [view] = _views(filled)
    [spoken] = view.spoken
    assert view.verdict.outcome is Outcome.confirmed
    assert spoken.assertion.gist == "A million tokens is what people guess"
    assert spoken.assertion.start is None
    assert (spoken.source.name, spoken.document.published) == ("Old Mill", date(2026, 3, 1))


def test_filling_twice_changes_nothing(filled: Engine) -> None:
    before = _printed(filled)
    assert pipeline.fill(filled, TODAY) == 0
    assert _printed(filled) == before


def test_a_mended_entry_takes_the_place_of_the_old_one(
    filled: Engine, data: Path, source: Source, article: Document
) -> None:
    pipeline.add(filled, source, article, TODAY)
    facts, history = data / "facts/openai.toml", data / "history/openai.toml"
    facts.write_text(FACTS.replace("1050000", "2000000"))
    history.write_text(HISTORY.replace("value = 1000000", "value = 3000000"))
    assert pipeline.fill(filled, TODAY) == 2
    outcomes = {
        view.claim.value: view.verdict.outcome
        for view in _views(filled, attribute="context_window")
    }
    assert outcomes == {2_000_000: Outcome.confirmed, 3_000_000: Outcome.refuted}
    with Session(filled) as session:
        assert len(session.exec(select(Fact)).all()) == 2
        assert session.get(Document, article.id) is not None


def test_open_claims_are_looked_at_again_on_a_later_day(
    ledger: Engine, data: Path, source: Source
) -> None:
    assert data.is_dir()
    text = "OpenAI will release GPT-7 by June 30, 2027."
    document = Document.of(
        source=source.slug, name="a.txt", published=TODAY, text=text, added_at=NOW
    )
    pipeline.add(ledger, source, document, TODAY)
    assert [view.verdict.outcome for view in _views(ledger)] == [Outcome.open]
    assert pipeline.refresh(ledger, TODAY) == 0
    late = date(2028, 6, 30)
    assert pipeline.refresh(ledger, late) == 1
    [view] = _views(ledger)
    assert view.verdict.settled_on == late
    assert view.verdict.outcome is not Outcome.confirmed


def test_the_past_shows_only_what_was_known_then(
    filled: Engine, source: Source, article: Document
) -> None:
    pipeline.add(filled, source, article, TODAY)
    day = date(2026, 4, 20)
    with Session(filled) as session:
        views = past.claims(session, Filters(), day)
    assert views
    assert {view.verdict.outcome for view in views} <= {Outcome.open, Outcome.unverifiable}
    assert not any(view.facts for view in views)


def test_propositions_are_settled_without_a_ledger(data: Path) -> None:
    assert data.is_dir()
    window = Proposition(
        model="openai/gpt-5.5", attribute="context_window", value=2_000_000, unit="tokens"
    )
    name = Proposition(model="openai/gpt-5.5", attribute="capability", value="wit")
    settled = list(settling.settle_shipped([(window, None), (name, None)], TODAY))
    (refuted, fact), (other, no_fact) = settled
    assert (refuted.outcome, fact and fact.value) == (Outcome.refuted, 1_050_000)
    assert other.outcome is not Outcome.confirmed
    assert no_fact is None


def _taken_in(ledger: Engine, *records: pipeline.Taken) -> pipeline.Fresh:
    with writing(ledger) as session:
        return pipeline.take_in(session, records, TODAY)


def test_a_new_fact_settles_the_claims_it_concerns_and_no_others(
    filled: Engine, fact: Fact
) -> None:
    other = Claim.of(Proposition(model="xai/grok-9", attribute="codename", value="Zed"), None)
    kept = Verdict(claim_id=other.id, outcome=Outcome.open, reason="kept", rule="kept")
    with writing(filled) as session:
        save(session, [other, kept])
    late = Fact.of(**(fact.model_dump(exclude={"id"}) | {"value": 5, "known_at": date(2026, 5, 1)}))
    assert [one.id for one in _taken_in(filled, late).facts] == [late.id]
    with Session(filled) as session:
        assert session.get_one(Verdict, other.id).reason == "kept"
        settled = session.exec(select(Verdict).where(Verdict.claim_id != other.id)).one()
    assert settled.settled_on == TODAY


def test_what_is_taken_in_twice_is_there_once(filled: Engine, article: Document) -> None:
    mill = article.model_copy(update={"source": "mill"})
    publisher = Source(slug="mill", name="Mill")
    assert [len(_taken_in(filled, publisher, mill).documents) for _ in range(2)] == [1, 0]
    with Session(filled) as session:
        assert session.exec(select(Assertion).where(Assertion.document_id == mill.id)).all()


def test_a_later_text_says_anew_only_what_the_earlier_one_did_not(
    filled: Engine, source: Source, article: Document
) -> None:
    pipeline.add(filled, source, article, TODAY)
    fields = article.model_dump(exclude={"id", "text", "added_at"}, exclude_defaults=True)
    more = f"{article.text}\n\nGPT-5.5 will support audio input."
    later = Document.of(**fields, text=more, added_at=NOW + timedelta(days=3))
    added = pipeline.add(filled, source, later, TODAY)
    with Session(filled) as session:
        assert session.get_one(Document, later.id).revises == article.id
    assert [said.attribute for said in added.assertions] == ["modality"]
    before = _printed(filled)
    pipeline.rebuild(filled, TODAY)
    assert _printed(filled) == before


def test_what_a_market_asks_is_claimed_at_its_price(filled: Engine, source: Source) -> None:
    asked = "Will GPT-5.5 be released by June 30, 2026?"
    priced = Document.of(
        source=source.slug,
        name="https://market.example/1",
        title=asked,
        text=f"{asked}\n\nThis resolves to Yes if it is.",
        published=date(2026, 3, 1),
        market={"probability": 0.81, "closes": "2026-06-30"},
        added_at=NOW,
    )
    _taken_in(filled, source, priced)
    [view] = _views(filled, doc=priced.name)
    said = view.spoken[0].assertion
    assert (view.claim.op, view.claim.value, said.probability) == ("by", "2026-06-30", 0.81)
    assert priced.text[said.start : said.end] == asked
    assert view.verdict.outcome is Outcome.confirmed


def test_a_settled_market_puts_its_outcome_on_record_and_settles_in_the_same_pass(
    ledger: Engine, data: Path, source: Source
) -> None:
    assert data.is_dir()
    asked = "Will GPT-7 be released by June 30, 2026?"
    fields: dict[str, Any] = {
        "source": source.slug,
        "name": "https://market.example/7",
        "url": "https://market.example/7",
        "title": asked,
        "added_at": NOW,
    }
    priced = Document.of(
        **fields,
        text=asked,
        published=date(2026, 3, 1),
        market={"probability": 0.2, "closes": "2026-06-30"},
    )
    closed = {"resolution": "no", "resolved_on": "2026-07-01", "closes": "2026-06-30"}
    settled = Document.of(
        **fields, text=f"{asked}\n\nResolved: no", published=date(2026, 7, 1), market=closed
    )
    _taken_in(ledger, source, priced)
    assert [view.verdict.overdue for view in _views(ledger)] == [True]
    [fact] = _taken_in(ledger, settled).facts
    [view] = _views(ledger)
    assert (view.verdict.outcome, view.verdict.facts) == (Outcome.refuted, [fact.id])
    with Session(ledger) as session:
        [change] = session.exec(select(VerdictChange)).all()
    assert (change.before, change.after) == (Outcome.open, Outcome.refuted)
    before = _printed(ledger)
    pipeline.rebuild(ledger, TODAY)
    assert _printed(ledger) == before


def test_a_shipped_fact_that_ended_is_the_same_fact_with_its_end(
    filled: Engine, data: Path
) -> None:
    path = data / "facts/openai.toml"
    ended = FACTS.replace('note = ""', "").rstrip() + "\nvalid_to = 2026-12-31\n"
    path.write_text(ended)
    with Session(filled) as session:
        before = {fact.id: fact.valid_to for fact in session.exec(select(Fact))}
    assert pipeline.fill(filled, TODAY) == 0
    with Session(filled) as session:
        after = {fact.id: fact.valid_to for fact in session.exec(select(Fact))}
        amended = session.exec(select(LogEntry).where(LogEntry.change == Change.amended)).all()
        assert list(audit.verify(session)) == []
    assert after.keys() == before.keys()
    assert [day for day in after.values() if day] == [date(2026, 12, 31)]
    assert len(amended) == 1


def test_what_was_announced_settles_claims_on_the_day_it_comes_true(
    ledger: Engine, data: Path, source: Source
) -> None:
    assert data.is_dir()
    later = TODAY + timedelta(days=30)
    shut = Fact.of(
        model="openai/gpt-5.5",
        attribute="release_stage",
        value="deprecated",
        valid_from=later,
        known_at=TODAY,
        authority=Authority.vendor,
        url="https://openai.example/shutdown",
    )
    text = "GPT-5.5 is deprecated."
    said = Document.of(source=source.slug, name="a.txt", published=TODAY, text=text, added_at=NOW)
    _taken_in(ledger, source, shut, said)
    assert {view.verdict.outcome for view in _views(ledger)} == {Outcome.open}
    pipeline.refresh(ledger, later - timedelta(days=1))
    assert {view.verdict.outcome for view in _views(ledger)} == {Outcome.open}
    pipeline.refresh(ledger, later)
    assert {view.verdict.outcome for view in _views(ledger)} == {Outcome.confirmed}
