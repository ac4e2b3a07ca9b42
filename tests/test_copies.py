"""Copies and later texts, as they are marked when documents are saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.schema import Band, Document, Source
from app.store import copies, open_ledger, save, writing
from app.vocabulary import Read
from tests.test_near_duplicates import prose

FIRST = datetime(2031, 5, 3, 12, tzinfo=UTC)
STORY = " ".join(prose(120, 1))
OTHER = " ".join(prose(120, 2))


def told(publisher: str, text: str = STORY, day: int = 3, **fields: Any) -> Document:
    usual: dict[str, Any] = {
        "name": f"https://{publisher}.example/quillon",
        "published": date(2031, 5, day),
        "added_at": FIRST,
    }
    return Document.of(source=publisher, text=text, **usual | fields)


def take_in(ledger: Engine, documents: Sequence[Document]) -> None:
    with writing(ledger) as session:
        save(session, [Source(slug=row.source, name=row.source) for row in documents])
        copies.revise(session, documents)
        copies.mark(session, documents)
        save(session, documents)


def firsts(ledger: Engine) -> dict[str, str | None]:
    """By document the one that it is a copy of."""
    with Session(ledger) as session:
        return dict(session.exec(select(Document.id, Document.copy_of)).all())


def test_a_copy_points_to_the_first(ledger: Engine) -> None:
    first, copy, other = told("lantern"), told("mirror", day=4), told("mill", OTHER)
    take_in(ledger, [first, other])
    take_in(ledger, [copy])
    assert firsts(ledger) == {first.id: None, copy.id: first.id, other.id: None}


def test_copies_that_came_together_are_marked_too(ledger: Engine) -> None:
    first, copy = told("lantern"), told("mirror", day=4)
    take_in(ledger, [copy, first])
    assert firsts(ledger) == {first.id: None, copy.id: first.id}


def test_a_first_that_comes_late_takes_the_copies_over(ledger: Engine) -> None:
    early, late = told("mirror", day=4), told("mill", STORY + " and so on", day=5)
    first = told("lantern", day=2)
    for document in (early, late, first):
        take_in(ledger, [document])
    assert firsts(ledger) == {first.id: None, early.id: first.id, late.id: first.id}


def test_a_document_without_a_day_counts_from_when_it_was_added(ledger: Engine) -> None:
    undated = told("lantern", published=None)
    later, earlier = told("mirror", day=4), told("mill", day=2)
    for document in (undated, later, earlier):
        take_in(ledger, [document])
    assert firsts(ledger) == {earlier.id: None, undated.id: earlier.id, later.id: earlier.id}


TEXTS = {
    number: told(
        f"paper-{number}",
        " ".join([*prose(40, 100 + number), *STORY.split()[number * 12 :]]),
        day=number % 3 + 1,
    )
    for number in range(4)
} | {number: told(f"paper-{number}", " ".join(prose(80, number)), day=1) for number in (4, 5)}


def marked(numbers: Sequence[int], at_once: int) -> dict[str, str | None]:
    """Who is whose copy when these of `TEXTS` come in this order, so many at a time."""
    ledger = open_ledger("sqlite://")
    for begin in range(0, len(numbers), at_once):
        some = [TEXTS[number].model_copy() for number in numbers[begin : begin + at_once]]
        take_in(ledger, some)
    return firsts(ledger)


@cache
def expected() -> dict[str, str | None]:
    return marked(sorted(TEXTS), 1)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(sorted(TEXTS)), st.integers(1, 6))
def test_who_copied_whom_does_not_depend_on_the_order(order: list[int], at_once: int) -> None:
    assert len(set(expected().values())) > 1
    assert marked(order, at_once) == expected()


def test_a_later_text_of_a_page_revises_it_and_is_no_copy(ledger: Engine) -> None:
    first = told("lantern")
    edited = told("lantern", STORY + " Edited.", added_at=FIRST + timedelta(days=1))
    again = told("lantern", STORY + " Edited again.", added_at=FIRST + timedelta(days=2))
    for document in (first, edited, again):
        take_in(ledger, [document])
    assert (first.revises, edited.revises, again.revises) == (None, first.id, edited.id)
    assert set(firsts(ledger).values()) == {None}


def test_a_copy_of_a_later_text_is_a_copy_of_the_first(ledger: Engine) -> None:
    first = told("lantern")
    edited = told("lantern", STORY + " Edited.", added_at=FIRST + timedelta(days=1))
    copy = told("mirror", STORY + " Edited.", day=5)
    for document in (first, edited, copy):
        take_in(ledger, [document])
    assert firsts(ledger) == {first.id: None, edited.id: None, copy.id: first.id}


def test_the_later_text_of_a_copy_is_a_copy_too(ledger: Engine) -> None:
    copy, first = told("mirror", day=4), told("lantern", day=2)
    edited = told("mirror", STORY + " Edited.", day=4, added_at=FIRST + timedelta(days=1))
    for document in (copy, edited, first):
        take_in(ledger, [document])
    assert firsts(ledger) == {first.id: None, copy.id: first.id, edited.id: first.id}
    assert edited.revises == copy.id


def test_a_page_revises_its_teaser(ledger: Engine) -> None:
    teaser = told("lantern", "Soon, and more than that.", read=Read.excerpt)
    page = told("lantern", added_at=FIRST + timedelta(hours=1))
    take_in(ledger, [teaser])
    take_in(ledger, [page])
    assert page.revises == teaser.id


def test_texts_that_share_an_address_in_one_visit_stand_side_by_side(ledger: Engine) -> None:
    entries = [told("lantern", text, title=text[:9]) for text in (STORY, OTHER, STORY + " more")]
    take_in(ledger, entries)
    assert [row.revises for row in entries] == [None, None, None]


def test_prices_of_another_day_are_neither_copies_nor_later_texts(ledger: Engine) -> None:
    prices = [
        told("market", day=day, added_at=FIRST + timedelta(days=day), market={"probability": 0.5})
        for day in (1, 2)
    ]
    for price in prices:
        take_in(ledger, [price])
    assert firsts(ledger) == {price.id: None for price in prices}
    assert prices[1].revises is None


def test_marking_again_changes_nothing(ledger: Engine) -> None:
    documents = [told("lantern"), told("mirror", day=4)]
    take_in(ledger, documents)
    before = firsts(ledger)
    take_in(ledger, [told("mirror", day=4), told("lantern")])
    assert firsts(ledger) == before


def test_a_thousand_copies_cost_no_more_bands_than_a_few(ledger: Engine) -> None:
    take_in(ledger, [told(f"mirror-{number}", day=number % 28 + 1) for number in range(60)])
    with Session(ledger) as session:
        rows = session.exec(select(Band).order_by(col(Band.value))).all()
    assert len(rows) == copies.MOST_IN_BAND * len({row.value for row in rows})
    assert len(set(firsts(ledger).values()) - {None}) == 1


def test_a_band_of_a_document_that_is_gone_is_no_matter(ledger: Engine) -> None:
    first = told("lantern")
    take_in(ledger, [first])
    with writing(ledger) as session:
        session.delete(session.get(Document, first.id))
    copy = told("mirror", day=4)
    take_in(ledger, [copy])
    assert firsts(ledger) == {copy.id: None}


def test_nothing_is_asked_for_nothing(ledger: Engine) -> None:
    take_in(ledger, [])
    assert firsts(ledger) == {}
