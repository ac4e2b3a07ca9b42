"""What a catalogue changes is a new fact; what it repeats or drops is none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.listings import key_of
from app.schema import Claim, Fact, ListedValue, Proposition
from app.store import open_ledger, reading, save, writing
from app.store.listings import taken_in
from app.verdicts import settle
from app.vocabulary import Op, Outcome

FIRST = date(2031, 5, 10)
NEXT, LATER = FIRST + timedelta(days=3), FIRST + timedelta(days=9)
MANY = 5000


def listed(value: Any = 5, **said: Any) -> Fact:
    return Fact.of(
        **{
            "model": "openai/gpt-40",
            "attribute": "price",
            "qualifier": "input",
            "value": value,
            "unit": "usd_per_mtok",
            "valid_from": date(2031, 4, 23),
            "authority": "catalogue",
            "url": "https://catalogue.example/api.json",
            **said,
        }
    )


def released(value: Any, op: Op = Op.eq) -> Fact:
    return listed(value, attribute="release_date", qualifier=None, unit="date", op=op)


def visit(ledger: Engine, day: date, *facts: Fact) -> list[Fact]:
    with writing(ledger) as session:
        return taken_in(session, facts, day)


def on_record(ledger: Engine) -> list[Fact]:
    with reading(ledger) as session:
        return sorted(session.exec(select(Fact)), key=lambda fact: (fact.valid_from, str(fact)))


def told(facts: Iterable[Fact]) -> list[tuple[Any, date, date | None]]:
    return [(fact.value, fact.valid_from, fact.valid_to) for fact in facts]


def test_a_value_seen_for_the_first_time_is_a_fact_as_it_was_read(ledger: Engine) -> None:
    fact = listed()
    assert visit(ledger, FIRST, fact) == [fact]
    assert told(on_record(ledger)) == [(5, date(2031, 4, 23), None)]


def test_the_same_value_on_another_day_is_no_news(ledger: Engine) -> None:
    visit(ledger, FIRST, listed())
    assert visit(ledger, NEXT, listed()) == []
    assert len(on_record(ledger)) == 1


def test_another_value_holds_from_the_day_it_was_seen_and_ends_the_one_before(
    ledger: Engine,
) -> None:
    visit(ledger, FIRST, listed(5))
    (fresh,) = visit(ledger, NEXT, listed(4, note="listed as gpt-40"))
    assert (fresh.value, fresh.valid_from, fresh.known_at) == (4, NEXT, NEXT)
    assert fresh.note == f"listed as gpt-40; 5 was listed from {FIRST} until then"
    assert told(on_record(ledger)) == [
        (5, date(2031, 4, 23), NEXT - timedelta(days=1)),
        (4, NEXT, None),
    ]
    assert visit(ledger, NEXT, listed(4)) == []
    assert visit(ledger, LATER, listed(4)) == []


def test_a_value_that_comes_back_is_a_third_fact(ledger: Engine) -> None:
    visit(ledger, FIRST, listed(5))
    visit(ledger, NEXT, listed(4))
    visit(ledger, LATER, listed(5))
    assert told(on_record(ledger)) == [
        (5, date(2031, 4, 23), NEXT - timedelta(days=1)),
        (4, NEXT, LATER - timedelta(days=1)),
        (5, LATER, None),
    ]


def test_values_that_go_back_and_forth_within_a_day_leave_the_last_one_standing(
    ledger: Engine,
) -> None:
    for value in (5, 4, 5, 4):
        visit(ledger, FIRST, listed(value))
    assert [fact.value for fact in on_record(ledger) if fact.valid_to is None] == [4]


def test_a_fact_never_ends_before_it_began(ledger: Engine) -> None:
    visit(ledger, FIRST, listed(5, valid_from=FIRST))
    visit(ledger, FIRST, listed(4, valid_from=FIRST))
    assert all(fact.valid_to in (None, FIRST) for fact in on_record(ledger))


def test_what_is_no_longer_listed_is_not_unsaid(ledger: Engine) -> None:
    visit(ledger, FIRST, listed(5), listed(20, qualifier="output"))
    assert visit(ledger, NEXT, listed(5)) == []
    assert [fact.valid_to for fact in on_record(ledger)] == [None, None]


def test_a_second_kind_of_input_does_not_replace_the_first(ledger: Engine) -> None:
    text, image = (listed(kind, attribute="modality", unit=None) for kind in ("text", "image"))
    visit(ledger, FIRST, text)
    assert visit(ledger, NEXT, text, image) == [image]
    assert [fact.valid_to for fact in on_record(ledger)] == [None, None]


def test_two_catalogues_do_not_replace_each_other(ledger: Engine) -> None:
    other = listed(4, url="https://other.example/models")
    visit(ledger, FIRST, listed(5))
    assert visit(ledger, NEXT, other) == [other]


def test_a_model_listed_twice_with_two_values_does_not_change_at_each_visit(
    ledger: Engine,
) -> None:
    assert visit(ledger, FIRST, listed(5), listed(4)) == [listed(5)]
    assert visit(ledger, NEXT, listed(4), listed(5)) == []


def test_a_listing_older_than_the_one_known_says_nothing_of_now(ledger: Engine) -> None:
    visit(ledger, NEXT, listed(4))
    assert visit(ledger, FIRST, listed(5)) == []


def test_a_day_that_was_corrected_keeps_its_own_place_in_time(ledger: Engine) -> None:
    visit(ledger, FIRST, released("2031-04-23"))
    (fresh,) = visit(ledger, NEXT, released("2031-04-24"))
    assert (fresh.valid_from, fresh.known_at) == (date(2031, 4, 23), NEXT)


@pytest.mark.parametrize(
    ("value", "op", "is_news"),
    [
        (["2031-04-01", "2031-04-30"], Op.in_, False),
        (["2031-05-01", "2031-05-31"], Op.in_, True),
        ("2031-04-24", Op.eq, True),
    ],
)
def test_a_window_around_the_day_known_is_no_news(
    ledger: Engine, value: Any, op: Op, *, is_news: bool
) -> None:
    visit(ledger, FIRST, released("2031-04-23"))
    assert bool(visit(ledger, NEXT, released(value, op))) is is_news


def test_a_day_within_the_window_known_is_news(ledger: Engine) -> None:
    visit(ledger, FIRST, released(["2031-04-01", "2031-04-30"], Op.in_))
    assert [fact.value for fact in visit(ledger, NEXT, released("2031-04-23"))] == ["2031-04-23"]


def test_what_a_person_wrote_down_is_not_ended_by_a_catalogue(ledger: Engine) -> None:
    shipped = listed(5)
    shipped.shipped = True
    with writing(ledger) as session:
        save(session, [shipped])
    visit(ledger, FIRST, listed(5))
    visit(ledger, NEXT, listed(4))
    assert told(on_record(ledger)) == [(5, date(2031, 4, 23), None), (4, NEXT, None)]


def test_a_value_whose_fact_left_the_ledger_is_taken_in_again(ledger: Engine) -> None:
    visit(ledger, FIRST, listed(5))
    with writing(ledger) as session:
        session.delete(session.exec(select(Fact)).one())
    assert visit(ledger, NEXT, listed(5)) == [listed(5)]
    assert len(on_record(ledger)) == 1


def test_a_visit_that_fails_after_it_was_taken_in_leaves_nothing(ledger: Engine) -> None:
    visit(ledger, FIRST, listed(5))
    with reading(ledger) as session:  # never committed, as if it was killed
        assert taken_in(session, [listed(4)], NEXT)
    assert told(on_record(ledger)) == [(5, date(2031, 4, 23), None)]
    assert [fact.value for fact in visit(ledger, NEXT, listed(4))] == [4]


def test_what_a_catalogue_lists_can_be_seen_in_the_ledger(ledger: Engine) -> None:
    visit(ledger, FIRST, listed(5))
    (fresh,) = visit(ledger, NEXT, listed(4))
    with reading(ledger) as session:
        row = session.exec(select(ListedValue)).one()
    assert (row.key, row.fact_id, row.seen_on) == (key_of(listed(9)), fresh.id, NEXT)


def test_of_thousands_of_values_that_did_not_change_none_is_news(ledger: Engine) -> None:
    facts = [listed(number, model=f"openai/gpt-{number}") for number in range(MANY)]
    assert len(visit(ledger, FIRST, *facts)) == MANY
    assert visit(ledger, NEXT, *facts) == []


@pytest.fixture(scope="module")
def memory() -> Engine:
    """One ledger for many examples: each is rolled back."""
    return open_ledger("sqlite://")


@settings(deadline=None)  # the first example waits for the tables
@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=2), min_size=1, max_size=8))
def test_after_any_visits_one_value_stands_and_it_is_listed(
    memory: Engine, visits: list[list[int]]
) -> None:
    with Session(memory) as session:
        for number, values in enumerate(visits):
            day = FIRST + timedelta(days=number // 2)
            taken_in(session, [listed(value) for value in values], day)
            standing = [fact for fact in session.exec(select(Fact)) if fact.valid_to is None]
            assert len(standing) == 1
            assert standing[0].value in values


def price_claim(value: float) -> Claim:
    said = Proposition(
        model="openai/gpt-40",
        attribute="price",
        qualifier="input",
        value=value,
        unit="usd_per_mtok",
    )
    return Claim.of(said, FIRST)


@pytest.mark.parametrize(
    ("value", "day", "outcome"),
    [
        (5, FIRST, Outcome.confirmed),
        (4, FIRST, Outcome.refuted),
        (5, LATER, Outcome.confirmed),
        (4, LATER, Outcome.confirmed),
        (3, LATER, Outcome.refuted),
    ],
)
def test_a_price_that_was_right_stays_right_when_the_price_is_lowered(
    ledger: Engine, value: float, day: date, outcome: Outcome
) -> None:
    visit(ledger, FIRST, listed(5))
    visit(ledger, NEXT, listed(4))
    assert settle(price_claim(value), on_record(ledger), day).outcome is outcome


@pytest.mark.parametrize(
    ("value", "outcome"),
    [(5, Outcome.confirmed), (4, Outcome.confirmed), (3, Outcome.refuted)],
)
def test_a_price_cut_that_a_catalogue_saw_is_not_denied_by_the_page_of_the_launch(
    ledger: Engine, value: float, outcome: Outcome
) -> None:
    visit(ledger, FIRST, listed(5))
    visit(ledger, NEXT, listed(4))
    launch = listed(5, authority="vendor", url="https://openai.example/launch")
    facts = [*on_record(ledger), launch]
    assert settle(price_claim(value), facts, LATER).outcome is outcome


def test_a_catalogue_that_never_had_the_vendors_price_does_not_overrule_it(
    ledger: Engine,
) -> None:
    visit(ledger, FIRST, listed(6))
    visit(ledger, NEXT, listed(4))
    launch = listed(5, authority="vendor", url="https://openai.example/launch")
    facts = [*on_record(ledger), launch]
    assert settle(price_claim(4), facts, LATER).outcome is Outcome.refuted


@pytest.mark.parametrize(("day", "outcome"), [(FIRST, Outcome.confirmed), (LATER, Outcome.refuted)])
@pytest.mark.parametrize("attribute", ["release_date", "knowledge_cutoff"])
def test_a_day_that_its_catalogue_corrected_settles_nothing_any_more(
    ledger: Engine, attribute: str, day: date, outcome: Outcome
) -> None:
    wrong, right = (
        listed(value, attribute=attribute, qualifier=None, unit="date")
        for value in ("2031-01-23", "2031-04-24")
    )
    visit(ledger, FIRST, wrong)
    visit(ledger, NEXT, right)
    said = Proposition(model="openai/gpt-40", attribute=attribute, value="2031-01-23", unit="date")
    assert settle(Claim.of(said, FIRST), on_record(ledger), day).outcome is outcome


def line_up(day: date, *names: str) -> Fact:
    fact = listed(
        [f"openai/{name}" for name in names],
        model="openai/all-models",
        attribute="other",
        qualifier="lineup",
        unit=None,
        at=day.replace(day=1),
        valid_from=day,
    )
    fact.known_at = day
    return fact


@pytest.mark.parametrize(
    ("day", "names", "note"),
    [
        (NEXT, ("gpt-40", "gpt-41"), None),
        (NEXT, ("gpt-40", "gpt-42"), f"since {FIRST} new: openai/gpt-42; gone: openai/gpt-41"),
        (NEXT, ("gpt-40",), f"since {FIRST} gone: openai/gpt-41"),
        (NEXT, ("gpt-40", "gpt-41", "o9"), f"since {FIRST} new: openai/o9"),
        (date(2031, 6, 2), ("gpt-40", "gpt-41"), f"since {FIRST} the same"),
    ],
)
def test_a_line_up_is_put_on_record_when_it_changes_and_once_a_month(
    ledger: Engine, day: date, names: tuple[str, ...], note: str | None
) -> None:
    visit(ledger, FIRST, line_up(FIRST, "gpt-40", "gpt-41"))
    news = visit(ledger, day, line_up(day, *names))
    assert [fact.note for fact in news] == ([] if note is None else [note])
    assert all((fact.valid_from, fact.known_at) == (day, day) for fact in news)
    if news:
        assert on_record(ledger)[0].valid_to == day - timedelta(days=1)
