"""Laws of settling: what a new fact touches, and that the order of arrival leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select
from sqlmodel import Session

from app import pipeline, settling
from app.model_names import ModelNames
from app.registries import ModelEntry, VendorEntry
from app.schema import (
    Assertion,
    Claim,
    Concern,
    Conflict,
    Decision,
    Document,
    Fact,
    Proposition,
    Source,
    Verdict,
    VerdictChange,
)
from app.store import insert, open_ledger, writing
from app.store.statements import table_of
from app.verdicts import models_concerned
from app.vocabulary import Authority, DecisionKind, Outcome
from tests.settling_samples import FAMILY, Said, line_up, on_record, pool

FIRST, LAST = date(2030, 3, 1), date(2030, 5, 20)
TODAY = date(2030, 12, 1)
PRESS = ("mill", "loom")
ORB, RIVAL, ALIAS = "acme/orb-5", "globex/lynx-2", "acme/orb-five"
MODELS = (*(f"acme/{name}" for name in FAMILY), RIVAL, ALIAS)
POOL = pool(RIVAL, "acme/orb-5", FIRST, LAST)
NAMES = ModelNames(
    [VendorEntry("acme", "Acme", model=(ModelEntry("orb-5", "Orb-5", also=("orb-five",)),))]
)

days = st.sampled_from([FIRST - timedelta(200), FIRST, LAST, TODAY - timedelta(9), TODAY])
claims = st.builds(
    lambda model, said, day: Claim.of(Proposition.model_validate({"model": model, **said}), day),
    st.sampled_from(MODELS),
    st.sampled_from(POOL),
    st.none() | days,
)
facts = st.builds(
    on_record,
    st.sampled_from(MODELS),
    st.sampled_from(POOL),
    days,
    late=st.sampled_from([0, 30, 400]),
    authority=st.sampled_from(list(Authority)),
)
line_ups = st.builds(
    line_up,
    st.just("acme"),
    st.lists(st.sampled_from([model for model in MODELS if model != RIVAL]), max_size=2),
    days,
)
decisions = st.builds(
    lambda claim, outcome: (claim, outcome), st.integers(0, 7), st.sampled_from(list(Outcome))
)


@pytest.fixture(autouse=True)
def own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry of invented models, one of which has another id."""
    for module in (settling, pipeline):
        monkeypatch.setattr(module, "names", lambda: NAMES)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    """A ledger, for many cases one after the other."""
    engine = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield engine
    engine.dispose()


def _emptied(ledger: Engine) -> None:
    with writing(ledger) as session:
        for table in (
            VerdictChange,
            Decision,
            Verdict,
            Conflict,
            Assertion,
            Concern,
            Claim,
            Document,
            Fact,
        ):
            session.execute(delete(table))


def _claimed(session: Session, said: list[Claim]) -> None:
    """Save claims as an extraction does, and settle them."""
    concerns = [
        Concern.of(claim.id, model) for claim in said for model in models_concerned(claim, NAMES)
    ]
    insert(session, [*said, *concerns])
    settling.settle_new(session, said, TODAY)


def _rows(ledger: Engine, table: type[Any]) -> list[Any]:
    """All rows of a table, by their first column."""
    with ledger.connect() as connection:
        return sorted(map(tuple, connection.execute(select(table_of(table)))), key=repr)


def _decided(claim: Claim, outcome: Outcome) -> Decision:
    return Decision.of(
        claim_id=claim.id,
        kind=DecisionKind.decides,
        outcome=outcome,
        because="I was there.",
        by="Ada",
        decided_at=datetime(2030, 11, 1, tzinfo=UTC),
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    said=st.lists(claims, min_size=1, max_size=8, unique_by=lambda claim: claim.id),
    known=st.lists(facts | line_ups, min_size=1, max_size=8),
    words=st.lists(decisions, max_size=2),
)
def test_facts_that_come_one_by_one_leave_the_verdicts_of_settling_all_anew(
    empty: Engine, said: list[Claim], known: list[Fact], words: list[tuple[int, Outcome]]
) -> None:
    _emptied(empty)
    with writing(empty) as session:
        insert(session, [_decided(said[n % len(said)], outcome) for n, outcome in words])
        _claimed(session, said)
    for fact in known:
        with writing(empty) as session:
            pipeline.take_in(session, [fact], TODAY)
    bit_by_bit = _rows(empty, Verdict)
    with writing(empty) as session:
        settling.settle_everything(session, TODAY)
    assert bit_by_bit == _rows(empty, Verdict)


DERIVED = (Claim, Concern, Assertion, Verdict, Conflict)
# What says of whom, and how sure, so that sources of one day do not fit with one another.
HOW: tuple[Said, ...] = (
    {},
    {"speaker": "Mill", "sourcing": "named"},
    {"speaker": "Loom", "sourcing": "named", "confidence": "low"},
    {"derived_from": "Loom"},
)
CLASHING: tuple[Said, ...] = (
    {"attribute": "context_window", "value": 400_000, "unit": "tokens"},
    {"attribute": "context_window", "value": 1_000_000, "unit": "tokens"},
    *(
        {"attribute": "release_date", "op": "by", "unit": "date", "value": day, "probability": odds}
        for day, odds in (("2030-06-03", 0.81), ("2030-06-30", 0.72), ("2030-07-30", 0.1))
    ),
)
Read = tuple[str, str, Said, Said, date]
readings = st.tuples(
    st.sampled_from(PRESS),
    st.sampled_from(MODELS),
    st.sampled_from(POOL),
    st.sampled_from(HOW),
    days,
) | st.tuples(
    st.sampled_from(PRESS),
    st.just(ORB),
    st.sampled_from(CLASHING),
    st.sampled_from(HOW),
    st.sampled_from([LAST, LAST + timedelta(3)]),
)


def _documents(read: list[Read]) -> list[pipeline.Taken]:
    """A document for each statement; several may say the same, or what does not fit."""
    found: list[pipeline.Taken] = []
    for number, (source, model, words, how, day) in enumerate(read):
        at = {"at": words["at"].isoformat()} if "at" in words else {}
        row = {"model": model, "gist": "as told", **how, **words, **at}
        added = datetime(2030, 6, 1, number, tzinfo=UTC)
        page: dict[str, Any] = {"published": day, "statements": [row]}
        found.append(Document.of(source=source, name=f"{number}.html", added_at=added, **page))
    return found


def _arrived(ledger: Engine, records: list[pipeline.Taken]) -> None:
    """Take these into a ledger that holds nothing else, one after the other."""
    _emptied(ledger)
    with writing(ledger) as session:
        pipeline.take_in(session, [Source(slug=one, name=one.title()) for one in PRESS], TODAY)
    for record in records:
        assert isinstance(record, Document | Fact)
        with writing(ledger) as session:
            pipeline.take_in(session, [type(record).checked(record.model_dump())], TODAY)


def _same_rows(
    ledger: Engine, records: list[pipeline.Taken], otherwise: list[pipeline.Taken]
) -> int:
    """Hold derived rows of two orders, and of rebuilds, to be the same; how many conflicts."""
    found = []
    for order in (records, otherwise):
        _arrived(ledger, order)
        found.append([_rows(ledger, table) for table in DERIVED])
        pipeline.rebuild(ledger, TODAY)
        found.append([_rows(ledger, table) for table in DERIVED])
    assert found[0] == found[1] == found[2] == found[3]
    return len(found[0][-1])


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    read=st.lists(readings, max_size=6),
    known=st.lists(facts | line_ups, max_size=6, unique_by=lambda fact: fact.id),
    chance=st.randoms(use_true_random=False),
)
def test_a_rebuild_and_another_order_of_arrival_leave_the_same_rows(
    empty: Engine, read: list[Read], known: list[Fact], chance: Random
) -> None:
    records = [*_documents(read), *known]
    _same_rows(empty, records, chance.sample(records, len(records)))


def test_they_do_on_every_database_and_with_conflicts(ledger: Engine) -> None:
    read: list[Read] = [
        (source, ORB, words, how, LAST) for source in PRESS for words in CLASHING for how in HOW[:2]
    ]
    price = {"attribute": "context_window", "value": 400_000, "unit": "tokens"}
    known = [on_record(ORB, price, LAST), line_up("acme", [RIVAL], TODAY)]
    records = [*_documents(read), *known]
    assert _same_rows(ledger, records, records[::-1]) > 0


def test_a_price_settles_prices_again_and_nothing_else(empty: Engine) -> None:
    said = [Claim.of(Proposition.model_validate({"model": ORB, **one}), FIRST) for one in POOL]
    price = on_record(ORB, {"attribute": "price", "value": 2, "unit": "usd_per_mtok"}, FIRST)
    with writing(empty) as session:
        _claimed(session, said)
        touched = settling.touched_by(session, [price])
    secret = {"price_disclosed"}
    told = {(claim.attribute, claim.qualifier in secret) for claim in said if claim.id in touched}
    assert {attribute for attribute, _ in told} == {
        "price",
        "price_change",
        "variant",
        "benchmark_rank",
        "other",
    }
    assert ("other", False) not in told


def test_a_line_up_settles_only_what_waits_for_it(empty: Engine) -> None:
    waits = {"attribute": "release_date", "unit": "date", "op": "by", "value": "2030-03-01"}
    not_yet = waits | {"value": "2031-03-01"}
    other = {"attribute": "context_window", "unit": "tokens", "value": 5}
    said = [
        Claim.of(Proposition.model_validate({"model": ORB, **one}), FIRST)
        for one in (waits, not_yet, other)
    ]
    shelf = line_up("acme", ["acme/orb-4"], TODAY)
    with writing(empty) as session:
        _claimed(session, said)
        assert settling.touched_by(session, [shelf]) == {said[0].id}
        pipeline.take_in(session, [shelf], TODAY)
        session.flush()
        assert session.get_one(Verdict, said[0].id).outcome is Outcome.refuted
        assert settling.touched_by(session, [shelf]) == {said[0].id}


def test_a_fact_on_a_model_is_no_news_of_its_variants(empty: Engine) -> None:
    words = {"attribute": "price", "value": 2, "unit": "usd_per_mtok"}
    said = [
        Claim.of(Proposition.model_validate({"model": model, **words, **more}), FIRST)
        for model, more in (
            (ORB, {}),
            ("acme/orb-5-pro", {}),
            ("acme/orb-5-pro", {"unit": "ratio", "baseline": ORB}),
            ("acme/orb-5-pro", {"value": ORB, "op": "gt"}),
        )
    ]
    with writing(empty) as session:
        _claimed(session, said)
        touched = settling.touched_by(session, [on_record(ORB, words, FIRST)])
    assert touched == {claim.id for claim in said if claim is not said[1]}
