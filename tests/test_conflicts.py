from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checked_with
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlmodel import Session, select

from app.citations import Statement, distortion
from app.coherence import conflicts, conflicts_between
from app.schema import Assertion, Claim, Conflict, Document, Proposition, Source
from app.store import insert
from app.store.conflicts import renew
from app.vocabulary import Confidence, ConflictKind, Op, SourceKind

DAY = date(2030, 4, 21)
SOURCES = [
    Source(slug="wagerhall", name="Wagerhall", kind=SourceKind.market),
    Source(slug="harbour", name="Harbour", kind=SourceKind.press),
    Source(slug="gazette", name="Gazette", kind=SourceKind.press),
    Source(slug="square", name="Square", kind=SourceKind.forum),
]

Told = tuple[Document, list[Assertion]]


def text_of(source: str, number: int, *said: dict[str, Any], **more: Any) -> Told:
    """A document of `source`, of `DAY` plus `number` days, and what it says of orb-5."""
    day = DAY + timedelta(number)
    document = Document.of(
        source=source,
        name=f"{source}/{number}/{more.pop('page', 0)}",
        published=day,
        added_at=datetime.combine(day, time(9), UTC),
        **more,
    )
    rows = [_said(document, dict(row)) for row in said]
    return document, list({row.id: row for row in rows[::-1]}.values())  # as a ledger has them


def _said(document: Document, row: dict[str, Any]) -> Assertion:
    own = {name: row.pop(name) for name in (*Proposition.model_fields,) if name in row}
    return Assertion.of(document, Proposition.model_validate({"model": "acme/orb-5", **own}), **row)


def window(value: int, **more: Any) -> dict[str, Any]:
    return {"attribute": "context_window", "value": value, "unit": "tokens", **more}


def odds(day: str, chance: float, **more: Any) -> dict[str, Any]:
    shown = {"probability": chance, "speaker": "Wagerhall", "sourcing": "market"}
    return {"attribute": "release_date", "op": Op.by, "value": day, "unit": "date", **shown, **more}


def save(session: Session, some: Sequence[Told]) -> None:
    """Put these documents into the ledger as a visit does, and look at what does not fit."""
    insert(session, [document for document, _ in some])
    insert(session, [Claim.of(one, document.published) for document, said in some for one in said])
    insert(session, [one for _, said in some for one in said])
    renew(session, [document for document, _ in some])


def rows(session: Session) -> set[tuple[str, str, str | None, str, str]]:
    return {
        (row.claim_id, row.document_id, row.other_document_id, row.kind, row.note)
        for row in session.exec(select(Conflict))
    }


def after(ledger: Engine, *batches: Sequence[Told]) -> set[tuple[str, str, str | None, str, str]]:
    """The conflicts of a ledger that took these in, one batch after the other; then it forgets."""
    with Session(ledger) as session:
        insert(session, SOURCES)
        for some in batches:
            save(session, some)
        found = rows(session)
        session.rollback()
    return found


EARLY = text_of("wagerhall", 0, odds("2030-05-03", 0.81), page=1)
LATE = text_of("wagerhall", 0, odds("2030-05-30", 0.72), page=2)
NEXT_DAY = text_of("wagerhall", 1, odds("2030-05-30", 0.72), page=2)


def test_both_pages_of_a_day_are_marked_whichever_came_first(ledger: Engine) -> None:
    found = after(ledger, [EARLY], [LATE])
    assert {(row[1], row[2]) for row in found} == {
        (EARLY[0].id, LATE[0].id),
        (LATE[0].id, EARLY[0].id),
    }
    assert after(ledger, [LATE], [EARLY]) == found


def test_prices_of_two_days_are_not_held_together(ledger: Engine) -> None:
    assert after(ledger, [EARLY], [NEXT_DAY]) == set()


def test_the_price_that_a_page_had_last_on_a_day_counts(ledger: Engine) -> None:
    document, _ = text_of("wagerhall", 0, page=2, title="later")
    document.added_at += timedelta(hours=3)
    mended = document, [_said(document, odds("2030-05-30", 0.9))]
    assert after(ledger, [EARLY, LATE]) != set()
    assert after(ledger, [EARLY, LATE], [mended]) == set()


def test_the_many_of_a_forum_need_not_agree(ledger: Engine) -> None:
    early, late = odds("2030-05-03", 0.81), odds("2030-05-30", 0.72)
    split = [text_of("square", 0, early, page=1), text_of("square", 0, late, page=2)]
    assert after(ledger, split) == set()
    assert after(ledger, [text_of("square", 0, early, late)]) != set()


SAYS = text_of("harbour", 0, window(400_000))
CREDITS = text_of("gazette", 2, window(1_000_000, speaker="Harbour", sourcing="named"))
REPEATS = text_of("gazette", 2, window(1_000_000, derived_from="harbour-20300421-1"), page=1)


@pytest.mark.parametrize("citing", [CREDITS, REPEATS])
def test_a_citation_is_held_against_its_source_whichever_came_first(
    ledger: Engine, citing: Told
) -> None:
    [row] = after(ledger, [SAYS], [citing])
    assert row[:2] == (citing[1][0].claim_id, citing[0].id)
    assert row[2:4] == (SAYS[0].id, ConflictKind.distorted)
    assert after(ledger, [citing], [SAYS]) == {row}


def test_a_source_that_turns_out_to_have_said_so_takes_the_blame_away(ledger: Engine) -> None:
    said_too = text_of("harbour", 1, window(1_000_000))
    assert after(ledger, [SAYS, CREDITS]) != set()
    assert after(ledger, [SAYS, CREDITS], [said_too]) == set()


def test_what_fits_and_what_has_no_day_is_no_trouble(ledger: Engine) -> None:
    undated = Document.of(source="gazette", name="x", added_at=datetime(2030, 5, 1, tzinfo=UTC))
    said = _said(undated, window(5, speaker="Harbour", derived_from="harbour-20300421-1"))
    same = text_of("gazette", 2, window(400_000, speaker="Harbour"))
    assert after(ledger, [(undated, []), (same[0], same[1]), SAYS]) == set()
    assert after(ledger, [(undated, [said])]) == set()
    assert after(ledger, []) == set()


def test_to_look_again_changes_nothing(ledger: Engine) -> None:
    every = [EARLY, LATE, SAYS, CREDITS, REPEATS]
    with Session(ledger) as session:
        insert(session, SOURCES)
        save(session, every)
        before = rows(session)
        for document, _ in every:
            renew(session, [document])
        assert rows(session) == before
        assert len(before) == 4


def test_a_note_bears_the_printed_names(ledger: Engine) -> None:
    with Session(ledger) as session:
        insert(session, SOURCES)
        save(session, [SAYS, CREDITS])
        renew(session, [CREDITS[0]], lambda _: "Orb Five")
        [row] = session.exec(select(Conflict)).all()
        assert "Orb Five's context window is 1,000,000 tokens" in row.note


statements = st.one_of(
    st.builds(window, st.sampled_from([400_000, 1_000_000])),
    st.builds(
        window,
        st.sampled_from([400_000, 1_000_000]),
        speaker=st.sampled_from(["Harbour", "Gazette", "Wagerhall"]),
        confidence=st.sampled_from([Confidence.low, Confidence.certain]),
    ),
    st.builds(
        window,
        st.sampled_from([400_000, 1_000_000]),
        derived_from=st.sampled_from(["harbour-20300422-1", "Gazette", "gazette-20300421-7"]),
    ),
    st.builds(
        odds, st.sampled_from(["2030-05-03", "2030-05-30"]), st.sampled_from([0.2, 0.5, 0.9])
    ),
)


@st.composite
def ledgers(draw: st.DrawFn) -> list[list[Told]]:
    """A few documents of a few days, in any order and in batches of any size."""
    sources = st.sampled_from([source.slug for source in SOURCES])
    places = draw(st.lists(st.tuples(sources, st.integers(0, 2)), max_size=6))
    told = [
        text_of(source, day, *draw(st.lists(statements, max_size=3)), page=page)
        for page, (source, day) in enumerate(places)
    ]
    order = draw(st.permutations(told))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), max_size=3)))
    edges = [0, *cuts, len(order)]
    return [list(order[start:end]) for start, end in pairwise(edges)]


def by_hand(every: Sequence[Told]) -> set[tuple[str, str, str | None, str, str]]:
    """All that does not fit, found by holding everything against everything."""
    name_of = {source.slug: source for source in SOURCES}
    found = [row for document, said in every for row in conflicts(document, said)]
    days: dict[tuple[str, date | None], list[Told]] = defaultdict(list)
    for document, said in every:
        if name_of[document.source].kind is not SourceKind.forum:
            days[document.source, document.published].append((document, said))
    found += [row for some in days.values() for row in conflicts_between(some)]
    spoken = [
        Statement(one, document, name_of[document.source].name)
        for document, said in every
        for one in said
    ]
    found += [row for citing in spoken if (row := distortion(citing, spoken))]
    return {
        (row.claim_id, row.document_id, row.other_document_id, row.kind, row.note) for row in found
    }


@given(batches=ledgers())
@checked_with(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_order_and_the_batches_of_arrival_are_no_matter(
    ledger: Engine, batches: list[list[Told]]
) -> None:
    every = [one for some in batches for one in some]
    assert after(ledger, *batches) == by_hand(every)


def test_a_document_reads_no_more_of_a_larger_ledger(ledger: Engine) -> None:
    """Neither more queries, nor more rows of those who speak of other models or other days."""
    counts = [_asked(ledger, size) for size in (10, 200)]
    assert counts[0] == counts[1]


def _asked(ledger: Engine, size: int) -> int:
    """How many queries one new document takes beside `size` that it has nothing to do with."""
    asked: list[str] = []
    far = [
        text_of(source, -100 - number, window(number + 1, speaker="Harbour"))
        for number, source in product(range(size), ("harbour", "gazette"))
    ]
    with Session(ledger) as session:
        insert(session, SOURCES)
        save(session, far)
        save(session, [SAYS])
        connection = session.connection()

        def count(*said: Any) -> None:
            asked.append(said[2])

        event.listen(connection, "before_cursor_execute", count)
        save(session, [CREDITS])
        assert len(rows(session)) == 1
        event.remove(connection, "before_cursor_execute", count)
        session.rollback()
    return len(asked)
