"""The past of texts: what was read, said again, credited, printed again or mended later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, StaticPool, create_engine
from sqlmodel import Session, SQLModel, select

from app import past, pipeline, settling
from app.model_names import ModelNames
from app.publish import lines
from app.registries import ModelEntry, VendorEntry
from app.schema import Claim, Decision, Document, Fact, Record, Source, VerdictChange
from app.store import insert, open_ledger, queries, writing
from app.store.filters import public_by
from app.store.queries import Filters
from app.verdicts import public_on
from app.vocabulary import DecisionKind, Outcome, Precision, SourceKind

FIRST, DAY, TODAY = date(2030, 4, 1), date(2030, 4, 20), date(2030, 12, 1)
MODEL = "acme/orb-5"
NAMES = ModelNames([VendorEntry("acme", "Acme", model=(ModelEntry("orb-5", "Orb-5"),))])
SOURCES = [
    Source(slug="mill", name="Mill", kind=SourceKind.press),
    Source(slug="loom", name="Loom", kind=SourceKind.press),
    Source(slug="square", name="Square", kind=SourceKind.forum),
]

SENTENCES = (
    "Orb-5 has a context window of 400,000 tokens.",
    "Orb-5 will have a context window of 1 million tokens.",
    "Orb-5 is not released yet.",
    "There is an 81% chance that Orb-5 is released by May 3, 2030.",
    "There is a 72% chance that Orb-5 is released by May 30, 2030.",
    "Kettles are quiet on the hill above the harbour this year, say those who live there.",
)
WINDOW = {"model": MODEL, "attribute": "context_window", "unit": "tokens", "gist": "as told"}
RELEASE = {"model": MODEL, "attribute": "release_date", "op": "by", "unit": "date"}
WINDOW_SAID = {"model": MODEL, "attribute": "context_window", "value": 400_000, "unit": "tokens"}
STATED: tuple[dict[str, Any], ...] = (
    WINDOW | {"value": 1_000_000, "speaker": "Loom", "sourcing": "named"},
    WINDOW | {"value": 400_000, "speaker": "Mill", "sourcing": "named"},
    WINDOW | {"value": 1_000_000, "derived_from": "loom-20300418-1"},
    WINDOW | {"value": 400_000, "derived_from": "Mill"},
    WINDOW | {"value": 400_000, "confidence": "low"},
    RELEASE | {"value": "2030-05-03", "probability": 0.81, "gist": "likely"},
    RELEASE | {"value": "2030-05-30", "probability": 0.72, "gist": "less so"},
)
R = TypeVar("R", bound=Record)
published = st.sampled_from([FIRST, *(DAY + timedelta(n) for n in (-9, -2, -1, 0, 1, 2, 11))])


def _document(
    source: str,
    page: int,
    title: str | None,
    day: date | None,
    precision: Precision,
    later: int,
    said: list[str],
    stated: list[dict[str, Any]],
) -> Document:
    read = (day or FIRST) + timedelta(later)
    return Document.of(
        source=source,
        name=f"{source}/{page}",
        title=title,
        published=day and (day.replace(day=1) if precision is Precision.month else day),
        precision=precision,
        text="\n".join(said),
        statements=stated,
        added_at=datetime.combine(read, time(9), UTC),
    )


documents = st.builds(
    _document,
    st.sampled_from([one.slug for one in SOURCES]),
    st.integers(0, 1),
    st.sampled_from([None, "Orb", "Hill"]),
    st.none() | published,
    st.sampled_from(list(Precision)),
    st.sampled_from([0, 1, 19, 40]),
    st.lists(st.sampled_from(SENTENCES), max_size=4),
    st.lists(st.sampled_from(STATED), max_size=2),
)


def _fact(value: int, since: date, late: int, lasts: int | None) -> Fact:
    return Fact.of(
        model=MODEL,
        attribute="context_window",
        value=value,
        unit="tokens",
        authority="vendor",
        url="https://vendor.example/orb-5",
        valid_from=since,
        known_at=since + timedelta(late),
        valid_to=None if lasts is None else since + timedelta(lasts),
    )


facts = st.builds(
    _fact,
    st.sampled_from([400_000, 1_000_000]),
    published,
    st.sampled_from([0, 5]),
    st.sampled_from([None, 0, 2, 30]),
)
Word = tuple[int, DecisionKind, Outcome, date]
Turn = tuple[int, Outcome, Outcome, date]
words = st.tuples(
    st.integers(0, 20),
    st.sampled_from(list(DecisionKind)),
    st.sampled_from(list(Outcome)),
    published,
)
turns = st.tuples(
    st.integers(0, 20), st.sampled_from(list(Outcome)), st.sampled_from(list(Outcome)), published
)


@pytest.fixture(autouse=True)
def own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry of one invented model."""
    for module in (settling, pipeline):
        monkeypatch.setattr(module, "names", lambda: NAMES)
    past._known._days.clear()


@pytest.fixture
def ledgers(tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """Two ledgers, for many cases one after the other."""
    both = tuple(open_ledger(f"sqlite:///{tmp_path / name}.db") for name in ("all", "then"))
    yield both[0], both[1]
    for ledger in both:
        ledger.dispose()


def _emptied(session: Session) -> None:
    for table in reversed(SQLModel.metadata.sorted_tables):
        session.execute(table.delete())


def _filled(
    ledger: Engine,
    read: Sequence[Document],
    known: Sequence[Fact],
    today: date,
    words: Sequence[Decision] = (),
) -> None:
    """Put these alone into a ledger: texts visit by visit, as they were read, after facts."""
    with writing(ledger) as session:
        for table in reversed(SQLModel.metadata.sorted_tables):
            session.execute(table.delete())
        insert(session, [*_copies(SOURCES), *_copies(words)])
        pipeline.take_in(session, _copies(known), today)
        in_order = sorted(read, key=lambda one: (one.added_at, one.id))
        for _, visit in groupby(in_order, key=lambda one: (one.source, one.added_at)):
            pipeline.take_in(session, _copies(visit, revises=None, copy_of=None), today)


def _copies(records: Iterable[R], **anew: Any) -> list[R]:
    return [type(one).checked(one.model_dump() | anew) for one in records]


def _put_down(ledger: Engine, words: Sequence[Decision], turned: Sequence[VerdictChange]) -> None:
    """Write down what people said and how verdicts turned, and settle nothing."""
    with writing(ledger) as session:
        insert(session, _copies(words))
        session.add_all(_copies(turned))


def _of_day(ledger: Engine, day: date) -> list[dict[str, Any]]:
    with Session(ledger) as session:
        return [lines.claim_row(view) for view in past.claims(session, Filters(), day)]


def _now(ledger: Engine) -> list[dict[str, Any]]:
    with Session(ledger) as session:
        return [lines.claim_row(view) for view in queries.claims(session, Filters())]


def _claims(ledger: Engine) -> list[str]:
    with Session(ledger) as session:
        return sorted(session.exec(select(Claim.id)))


def _decisions(claims: list[str], drawn: list[Word]) -> list[Decision]:
    return [
        Decision.of(
            claim_id=claims[number % len(claims)],
            kind=kind,
            outcome=outcome if kind is DecisionKind.decides else None,
            because="I was there.",
            by="Ada",
            decided_at=datetime.combine(day, time(23, 59), UTC),
        )
        for number, kind, outcome, day in (drawn if claims else [])
    ]


def _changes(claims: list[str], drawn: list[Turn]) -> list[VerdictChange]:
    return [
        VerdictChange(
            claim_id=claims[number % len(claims)],
            before=before,
            after=after,
            changed_on=day,
            reason="It turned.",
        )
        for number, before, after, day in (drawn if claims else [])
    ]


def _read(ledger: Engine) -> list[Document]:
    with Session(ledger) as session:
        found = list(session.exec(select(Document)))
        session.expunge_all()
    return found


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    read=st.lists(documents, min_size=1, max_size=7, unique_by=lambda one: one.id),
    known=st.lists(facts, max_size=3, unique_by=lambda fact: fact.id),
    drawn=st.lists(words, max_size=2, unique_by=lambda one: one[:1]),
    turned=st.lists(turns, max_size=2),
)
def test_the_past_of_texts_is_the_ledger_of_the_texts_of_the_past(
    ledgers: tuple[Engine, Engine],
    read: list[Document],
    known: list[Fact],
    drawn: list[Word],
    turned: list[Turn],
) -> None:
    everything, then = ledgers
    _filled(everything, read, known, TODAY)
    claims = _claims(everything)
    said, changed = _decisions(claims, drawn), _changes(claims, turned)
    _put_down(everything, said, changed)
    public = [one for one in _read(everything) if one.public_on <= DAY]
    on_record = [past.fact_on(one, DAY) for one in known if public_on(one) <= DAY]
    _filled(then, public, on_record, DAY, [one for one in said if one.decided_at.date() <= DAY])
    _put_down(then, [], [one for one in changed if one.changed_on <= DAY])
    seen = _of_day(everything, DAY)
    assert seen == _of_day(then, DAY)
    assert seen == _now(then)


def test_a_day_is_that_of_universal_time_whatever_zone_the_database_keeps(
    ledger_url: str,
) -> None:
    abroad = "?options=-c%20TimeZone%3DPacific/Auckland"
    ledger = open_ledger(ledger_url + (abroad if ledger_url.startswith("postgresql") else ""))
    late = datetime.combine(DAY, time(23, 30), UTC)
    text = Document.of(source="mill", name="late", text=SENTENCES[0], added_at=late)
    _filled(ledger, [text], [], TODAY)
    [kept] = _read(ledger)
    assert (kept.added_at.utcoffset(), kept.public_on) == (timedelta(), DAY)
    assert _of_day(ledger, DAY - timedelta(1)) == []
    [row] = _of_day(ledger, DAY)
    assert len(row["assertions"]) == 1
    ledger.dispose()


def test_a_text_goes_back_to_the_one_it_edits_whatever_came_to_stand_there_meanwhile(
    ledgers: tuple[Engine, Engine],
) -> None:
    def text(title: str, said: str, day: date) -> Document:
        at = datetime.combine(day, time(9), UTC)
        return Document.of(
            source="mill", name="log", title=title, published=day, text=said, added_at=at
        )

    first = text("Windows", SENTENCES[0], FIRST)
    other = text("Kettles", SENTENCES[5], FIRST + timedelta(2))
    again = text("Windows", SENTENCES[1], FIRST + timedelta(4))
    _filled(ledgers[0], [first, other, again], [], TODAY)
    assert {one.id: one.revises for one in _read(ledgers[0])} == {
        first.id: None,
        other.id: None,
        again.id: first.id,
    }


def _same_past(ledgers: tuple[Engine, Engine], read: Sequence[Document]) -> list[dict[str, Any]]:
    """Hold the past of these texts to the ledger of those public by then; its claims."""
    everything, then = ledgers
    _filled(everything, read, [], TODAY)
    _filled(then, [one for one in _read(everything) if one.public_on <= DAY], [], DAY)
    seen = _of_day(everything, DAY)
    assert seen == _of_day(then, DAY) == _now(then)
    return seen


@pytest.mark.parametrize("precision", list(Precision))
@pytest.mark.parametrize("ahead", [0, 12])
def test_what_an_edited_page_said_first_was_public_when_it_was_read(
    ledgers: tuple[Engine, Engine], precision: Precision, ahead: int
) -> None:
    """The month that the page names is not over, or its own day has not come."""
    dated, read = DAY + timedelta(ahead), datetime.combine(DAY - timedelta(3), time(9), UTC)
    page = {"source": "mill", "name": "orb", "precision": precision}
    first = Document.of(**page, published=dated, text=SENTENCES[0], added_at=read)
    edited = Document.of(
        source="mill",
        name="orb",
        published=DAY - timedelta(2),
        text="\n".join(SENTENCES[:2]),
        added_at=read + timedelta(1),
    )
    seen = _same_past(ledgers, [first, edited])
    said = sorted((row["value"], len(row["assertions"])) for row in seen)
    assert said == [(400_000, 1), (1_000_000, 1)]


@given(documents, published)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_ledger_asks_for_what_was_public_as_the_record_tells(
    ledgers: tuple[Engine, Engine], one: Document, day: date
) -> None:
    kept = Document.checked(one.model_dump() | {"shipped": one.title == "Hill"})
    with Session(ledgers[0]) as session:
        insert(session, [*_copies(SOURCES), kept])
        found = session.exec(select(Document.id).where(public_by(day))).all()
        session.rollback()
    assert found == ([kept.id] if kept.public_on <= day else [])


def test_conflicts_of_texts_are_those_of_the_day(ledgers: tuple[Engine, Engine]) -> None:
    """Two prices of one day exclude each other; a credit of a later text is not told yet."""

    def told(source: str, page: int, row: dict[str, Any], day: date) -> Document:
        return _document(source, page, None, day, Precision.day, 0, [], [row])

    lower, higher, credited, says = STATED[6], STATED[5], STATED[0], STATED[4]
    early = DAY - timedelta(2)
    read = [
        told("mill", 0, lower, early),
        told("mill", 1, higher, early),
        told("loom", 0, says, early),
        told("mill", 2, credited, DAY + timedelta(1)),
    ]
    seen = _same_past(ledgers, read)
    assert sum(len(row["conflicts"]) for row in seen) == 2
    assert sum(len(row["conflicts"]) for row in _of_day(ledgers[0], DAY + timedelta(1))) == 3


def test_two_ledgers_at_one_address_share_nothing_that_differs() -> None:
    """The same address, day and claims: other facts, an end put right, another decision."""
    fact = _fact(400_000, DAY - timedelta(9), 0, None)
    ended = _fact(400_000, DAY - timedelta(9), 0, 2)
    text = Document.of(
        source="mill",
        name="orb",
        published=DAY,
        text=SENTENCES[0],
        added_at=datetime.combine(DAY, time(9), UTC),
    )
    claim = Claim.id_of(Claim.checked({"id": "", **WINDOW_SAID}), DAY)
    words = [
        _decisions([claim], [(0, DecisionKind.decides, outcome, DAY)])
        for outcome in (Outcome.refuted, Outcome.partly)
    ]
    stood = []
    for known, said in (([], []), ([fact], []), ([ended], []), *(([fact], one) for one in words)):
        ledger = create_engine("sqlite://", poolclass=StaticPool)
        SQLModel.metadata.create_all(ledger)
        with Session(ledger) as session:
            insert(session, [*_copies(SOURCES), *_copies(known), *_copies(said)])
            pipeline.take_in(session, _copies([text]), TODAY)
            totals = past.totals(session, DAY)
            stood.append([standing for standing, number in totals.items() if number])
            [view] = past.claims(session, Filters(), DAY)
            assert stood[-1] == [view.verdict.standing]
        ledger.dispose()
    assert [one for [one] in stood] == ["open", "confirmed", "confirmed", "refuted", "partly"]
