"""The past is what was public then: the whole ledger as of a day, and one that knows no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from app import intake, past, pipeline, settling
from app.model_names import ModelNames
from app.publish import lines
from app.registries import ModelEntry, VendorEntry
from app.schema import Claim, Decision, Document, Fact, Proposition, Record, Source
from app.shipped_decisions import read_decisions
from app.store import insert, open_ledger, queries, writing
from app.store.queries import Filters
from app.verdicts import public_on
from app.vocabulary import Authority, DecisionKind, Outcome, Precision
from scrapers.authorities import curated
from tests.conftest import NOW
from tests.settling_samples import FAMILY, line_up, on_record, pool

FIRST, LAST = date(2030, 3, 1), date(2030, 5, 20)
DAY, TODAY = date(2030, 5, 10), date(2030, 12, 1)
RIVAL = "globex/lynx-2"
MODELS = (*(f"acme/{name}" for name in FAMILY), RIVAL, "acme/orb-five")
POOL = pool(RIVAL, "acme/orb-5", FIRST, LAST)
NAMES = ModelNames(
    [VendorEntry("acme", "Acme", model=(ModelEntry("orb-5", "Orb-5", also=("orb-five",)),))]
)
SOURCES = [Source(slug="mill", name="Mill"), Source(slug="loom", name="Loom")]

said = st.builds(
    lambda model, words, how: {"model": model, "gist": "as told", **how, **words},
    st.sampled_from(MODELS),
    st.sampled_from(POOL),
    st.sampled_from([{}, {"confidence": "low"}, {"speaker": "Loom"}, {"probability": 0.3}]),
)
days = st.sampled_from(
    [DAY - timedelta(300), FIRST, DAY - timedelta(1), DAY, DAY + timedelta(1), LAST, TODAY]
)


def _document(
    number: int,
    source: str,
    day: date | None,
    precision: Precision,
    later: int,
    rows: list[dict[str, Any]],
) -> Document:
    read = (day or FIRST) + timedelta(later)
    return Document.of(
        source=source,
        name=f"{number}.html",
        published=day and (day.replace(day=1) if precision is Precision.month else day),
        precision=precision,
        statements=[
            {
                key: value.isoformat() if isinstance(value, date) else value
                for key, value in row.items()
            }
            for row in rows
        ],
        added_at=datetime.combine(read, time(9), UTC),
    )


documents = st.builds(
    _document,
    st.integers(0, 3),
    st.sampled_from(["mill", "loom"]),
    st.none() | days,
    st.sampled_from(list(Precision)),
    st.sampled_from([0, 90]),
    st.lists(said, min_size=1, max_size=3),
)


def _fact(fact: Fact, lasts: int | None) -> Fact:
    ends = None if lasts is None else fact.valid_from + timedelta(lasts)
    return Fact.checked(fact.model_dump() | {"valid_to": ends})


facts = st.builds(
    _fact,
    st.builds(
        on_record,
        st.sampled_from(MODELS),
        st.sampled_from(POOL),
        days,
        late=st.sampled_from([0, 30]),
        authority=st.sampled_from(list(Authority)),
    )
    | st.builds(line_up, st.just("acme"), st.just(["acme/orb-6"]), days),
    st.sampled_from([None, 0, 60, 400]),
)
words = st.tuples(st.integers(0, 20), st.sampled_from(list(Outcome)), days)


@pytest.fixture
def own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry of invented models, one of which has another id."""
    for module in (settling, pipeline):
        monkeypatch.setattr(module, "names", lambda: NAMES)


@pytest.fixture
def ledgers(tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """Two ledgers, for many cases one after the other."""
    both = tuple(open_ledger(f"sqlite:///{tmp_path / name}.db") for name in ("all", "then"))
    yield both[0], both[1]
    for ledger in both:
        ledger.dispose()


def _filled(ledger: Engine, records: Sequence[Record], today: date) -> None:
    """Put these records alone into a ledger."""
    past._known._days.clear()
    with writing(ledger) as session:
        for table in reversed(SQLModel.metadata.sorted_tables):
            session.execute(table.delete())
        decisions = [one for one in records if isinstance(one, Decision)]
        others = [one for one in records if isinstance(one, Source | Document | Fact)]
        copies = [type(one).checked(one.model_dump()) for one in [*SOURCES, *others]]
        insert(session, decisions)
        pipeline.take_in(session, copies, today)


def _public(records: Iterable[Record], day: date) -> list[Record]:
    """What of these records anybody could know on a day, as it stood then."""
    return [
        past.fact_on(record, day) if isinstance(record, Fact) else record
        for record in records
        if (public := _public_on(record)) and public <= day
    ]


def _public_on(record: Record) -> date | None:
    if isinstance(record, Fact):
        return public_on(record)
    if isinstance(record, Document):
        return record.public_on
    return record.decided_at.date() if isinstance(record, Decision) else None


def _as_of(ledger: Engine, day: date) -> list[dict[str, Any]]:
    with Session(ledger) as session:
        return [lines.claim_row(view) for view in past.claims(session, Filters(), day)]


def _now(ledger: Engine) -> list[dict[str, Any]]:
    with Session(ledger) as session:
        return [lines.claim_row(view) for view in queries.claims(session, Filters())]


def _decisions(read: list[Document], drawn: list[tuple[int, Outcome, date]]) -> list[Decision]:
    claims = [
        Claim.id_of(Proposition.model_validate(own), document.published)
        for document in read
        for row in document.statements
        for own in [{key: row[key] for key in row if key in Proposition.model_fields}]
    ]
    return [
        Decision.of(
            claim_id=claims[number % len(claims)],
            kind=DecisionKind.decides,
            outcome=outcome,
            because="I was there.",
            by="Ada",
            decided_at=datetime.combine(day, time(8), UTC),
        )
        for number, outcome, day in drawn
    ]


@pytest.mark.usefixtures("own_names")
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    read=st.lists(documents, min_size=1, max_size=5, unique_by=lambda one: (one.source, one.name)),
    known=st.lists(facts, max_size=7, unique_by=lambda fact: fact.id),
    drawn=st.lists(words, max_size=2),
)
def test_the_past_of_the_ledger_is_the_ledger_of_the_past(
    ledgers: tuple[Engine, Engine],
    read: list[Document],
    known: list[Fact],
    drawn: list[tuple[int, Outcome, date]],
) -> None:
    everything, then = ledgers
    records: list[Record] = [*read, *known, *_decisions(read, drawn)]
    _filled(everything, records, TODAY)
    _filled(then, _public(records, DAY), DAY)
    seen = _as_of(everything, DAY)
    assert seen == _as_of(then, DAY)
    assert seen == _now(then)


def test_the_shipped_past_is_the_ledger_of_what_was_public_then(
    ledgers: tuple[Engine, Engine],
) -> None:
    _hold(ledgers, [*curated.scrape(), *read_decisions()], date(2026, 4, 20))


def test_the_past_of_the_shipped_data_and_real_texts_is_the_ledger_of_then(
    ledgers: tuple[Engine, Engine], shared: Path
) -> None:
    entered = [*curated.scrape(), *read_decisions(), *_real_texts(shared)]
    _hold(ledgers, entered, date(2026, 2, 14), date(2026, 4, 20), date(2026, 6, 30))


def _hold(ledgers: tuple[Engine, Engine], entered: list[Record], *days: date) -> None:
    """Whether the past of all that was entered is, to the byte, the ledger of each of `days`."""
    everything, then = ledgers
    sources = [record for record in entered if isinstance(record, Source)]
    _filled(everything, entered, date(2026, 11, 20))
    for day in days:
        _filled(then, [*sources, *_public(entered, day)], day)
        seen = [lines.line(row) for row in _as_of(everything, day)]
        assert len(seen) > 150
        assert seen == [lines.line(row) for row in _as_of(then, day)]
        assert seen == [lines.line(row) for row in _now(then)]


def _real_texts(shared: Path) -> Iterator[Record]:
    """The articles of the real material, each published on its day and read today."""
    days = intake.read_days(shared / "gold" / "documents.jsonl")
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = intake.read_file(path).on(days[path.name])
        yield from intake.document(
            text, name=path.name[:3], publisher="dev.to", url=None, added_at=NOW
        )
