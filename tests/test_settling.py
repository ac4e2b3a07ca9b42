"""Laws of settling: what a new fact touches, and that the order of arrival leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
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
    Claim,
    Concern,
    Decision,
    Fact,
    Proposition,
    Verdict,
    VerdictChange,
)
from app.store import insert, open_ledger, writing
from app.store.statements import table_of
from app.verdicts import models_concerned
from app.vocabulary import Authority, DecisionKind, Outcome
from tests.settling_samples import FAMILY, line_up, on_record, pool

FIRST, LAST = date(2030, 3, 1), date(2030, 5, 20)
TODAY = date(2030, 12, 1)
RIVAL, ALIAS = "globex/lynx-2", "acme/orb-five"
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
        for table in (VerdictChange, Decision, Verdict, Concern, Claim, Fact):
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
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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
