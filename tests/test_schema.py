from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlmodel import Session

from app.schema import (
    Assertion,
    Claim,
    Document,
    Fact,
    Proposition,
    ScrapeRun,
    Source,
    Verdict,
    record_id,
)
from app.store import save, writing
from app.vocabulary import Outcome, Polarity, Precision

NOT_RELEASED = Proposition(
    model="openai/gpt-5.5", attribute="release_stage", value="released", polarity=Polarity.denies
)
WINDOW = Proposition(
    model="openai/gpt-5.5", attribute="context_window", value=2_000_000, unit="tokens"
)


def _document(**said: Any) -> Document:
    now = datetime(2026, 5, 5, tzinfo=UTC)
    return Document.of(**{"source": "s", "name": "a.txt", "added_at": now, "text": "x", **said})


def test_an_id_is_a_hash_of_what_the_record_says() -> None:
    assert record_id("a", 1) == record_id("a", 1.0) != record_id("a", 2)
    assert record_id("a", [1.0, 2]) == record_id("a", (1, 2.0))


@given(st.integers(-(2**60), 2**60).map(float), st.text(max_size=8))
def test_a_whole_figure_has_one_id_however_it_is_written(figure: float, word: str) -> None:
    written, plain = ["x", (figure, {"y": word})], ("x", [int(figure), {"y": word}])
    assert record_id(word, figure, written) == record_id(word, int(figure), plain)
    assert record_id(word, figure + 0.5) != record_id(word, figure) or figure + 0.5 == figure


def test_the_time_of_adding_is_no_part_of_a_documents_id() -> None:
    later = _document(added_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert later.id == _document().id
    assert later.id != _document(text="y").id


def test_what_a_text_is_taken_for_is_no_part_of_its_documents_id(ledger: Engine) -> None:
    told, mended = _document(language="no"), _document(language="da")
    assert told.id == mended.id == _document().id
    with writing(ledger) as session:
        assert save(session, [Source(slug="s", name="S"), told])
    with writing(ledger) as session:
        assert save(session, [mended]) == []


def test_the_note_is_no_part_of_a_facts_id(fact: Fact) -> None:
    said = fact.model_dump(exclude={"id"})
    assert Fact.of(**(said | {"note": "read again"})).id == Fact.of(**said).id
    assert Fact.of(**(said | {"value": 1})).id != Fact.of(**said).id


@pytest.mark.parametrize(
    ("field", "value"),
    [("probability", 1.5), ("confidence", "sure"), ("sourcing", "gossip"), ("invented", 1)],
)
def test_an_assertion_outside_the_vocabulary_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        Assertion.of(_document(), WINDOW, **{field: value})


def test_a_denial_of_a_state_is_a_claim_about_its_day() -> None:
    april, june = date(2026, 4, 1), date(2026, 6, 1)
    assert Claim.of(NOT_RELEASED, april).id != Claim.of(NOT_RELEASED, june).id
    assert Claim.of(NOT_RELEASED, april).as_of == april


def test_any_other_claim_is_the_same_on_every_day() -> None:
    assert Claim.of(WINDOW, date(2026, 4, 1)).id == Claim.of(WINDOW, None).id
    no_audio = Proposition(
        model="openai/gpt-5.5", attribute="modality", value="audio", polarity=Polarity.denies
    )
    assert Claim.of(no_audio, date(2026, 4, 1)).as_of is None


def test_something_undisclosed_speaks_of_its_day() -> None:
    said = Proposition(
        model="openai/gpt-5.5", attribute="other", qualifier="price_disclosed", value=False
    )
    assert said.speaks_of_its_day


@pytest.mark.parametrize(
    ("outcome", "knowable", "published", "expected"),
    [
        (Outcome.refuted, date(2026, 4, 23), date(2026, 4, 24), True),
        (Outcome.refuted, date(2026, 4, 23), date(2026, 4, 23), True),
        (Outcome.refuted, date(2026, 4, 23), date(2026, 4, 22), False),
        (Outcome.refuted, date(2026, 4, 23), None, None),
        (Outcome.refuted, None, date(2026, 4, 23), None),
        (Outcome.confirmed, date(2026, 4, 23), date(2026, 4, 24), False),
        (Outcome.partly, date(2026, 4, 23), date(2026, 4, 24), False),
        (Outcome.open, None, date(2026, 4, 24), None),
        (Outcome.unverifiable, None, date(2026, 4, 24), None),
    ],
)
def test_already_false_means_refuted_by_what_was_known_that_day(
    outcome: Outcome, knowable: date | None, published: date | None, *, expected: bool | None
) -> None:
    verdict = Verdict(claim_id="c", outcome=outcome, knowable_from=knowable, reason="", rule="")
    assert verdict.false_when_published(published) is expected


@pytest.mark.parametrize(
    ("published", "precision", "expected"),
    [
        (date(2026, 4, 3), Precision.day, date(2026, 4, 3)),
        (date(2026, 4, 1), Precision.month, date(2026, 4, 30)),
        (date(2026, 12, 1), Precision.month, date(2026, 12, 31)),
        (date(2024, 2, 1), Precision.month, date(2024, 2, 29)),
        (None, Precision.day, date(2026, 5, 5)),
    ],
)
def test_a_document_is_surely_public_at_the_end_of_its_month(
    published: date | None, precision: Precision, expected: date
) -> None:
    one = _document(published=published, precision=precision, shipped=published is not None)
    assert one.public_on == expected


def test_what_was_read_was_public_by_then() -> None:
    this_month = _document(published=date(2026, 5, 1), precision=Precision.month)
    dated_ahead = _document(published=date(2026, 5, 6))
    read_later = _document(published=date(2026, 4, 1), precision=Precision.month)
    days = [one.public_on for one in (this_month, dated_ahead, read_later)]
    assert days == [date(2026, 5, 5), date(2026, 5, 5), date(2026, 4, 30)]


def test_an_instant_comes_back_as_the_same_aware_instant(ledger: Engine) -> None:
    abroad = datetime(2026, 5, 5, 8, 30, tzinfo=timezone(timedelta(hours=-7)))
    run = ScrapeRun(id="r", source="s", started_at=abroad, finished_at=abroad)
    with writing(ledger) as session:
        save(session, [run])
    with Session(ledger) as session:
        kept = session.get_one(ScrapeRun, "r").started_at
    assert kept == abroad
    assert kept.utcoffset() == timedelta(0)


def test_a_naive_instant_is_refused(ledger: Engine) -> None:
    naive = datetime(2026, 5, 5)  # noqa: DTZ001 - the very thing that must be refused
    run = ScrapeRun(id="r", source="s", started_at=naive, finished_at=naive)
    with pytest.raises(Exception, match="time zone"), writing(ledger) as session:
        save(session, [run])


def test_a_source_is_known_by_its_slug() -> None:
    assert Source(slug="a", name="A").kind == "unknown"


def test_a_checked_record_is_the_validated_one(article: Document, ledger: Engine) -> None:
    fields = article.model_dump()
    checked, validated = Document.checked(fields), Document.model_validate(fields)
    assert checked == validated
    assert checked.model_fields_set == validated.model_fields_set
    with Session(ledger) as session, session.begin():
        session.add(Source(slug=article.source, name="Rumour Mill"))
        session.flush()
        session.add(checked)
    with Session(ledger) as session:
        assert session.get_one(Document, article.id).text == article.text


def test_a_checked_record_refuses_what_is_not_of_its_kind(article: Document) -> None:
    with pytest.raises(ValidationError, match="published"):
        Document.checked(article.model_dump() | {"published": "soon"})
    with pytest.raises(ValidationError, match="colour"):
        Document.checked(article.model_dump() | {"colour": "red"})


def test_a_record_can_be_read_before_anything_else_was_done() -> None:
    program = (
        "from app.schema import Fact;"
        "print(Fact.of(model='a/b', attribute='price', value=1, valid_from='2031-01-01',"
        " authority='catalogue', url='u').attribute)"
    )
    done = subprocess.run(  # noqa: S603 - the words are this file's own
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout == "price\n", done.stderr
