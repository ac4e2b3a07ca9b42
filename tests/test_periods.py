"""The calendar behind dates in words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.periods import (
    Period,
    Tense,
    add_months,
    day_in,
    half_in,
    later,
    months_in,
    nearest_year,
    part_of,
    quarter_in,
    season_in,
    shifted,
    week_of,
    year_in,
)
from app.extract.tense import tense_around
from app.extract.triggers import Triggers

YEARS = st.integers(1990, 2090)
DAYS = st.dates()


@given(YEARS)
def test_quarters_and_halves_tile_the_year(year: int) -> None:
    quarters = [quarter_in(year, number) for number in (1, 2, 3, 4)]
    halves = [half_in(year, number) for number in (1, 2)]
    for tiles in (quarters, halves):
        assert (tiles[0].first, tiles[-1].last) == year_in(year)
        for one, other in pairwise(tiles):
            assert other.first == one.last + timedelta(1)


@given(YEARS, st.integers(1, 12))
def test_the_parts_of_a_month_tile_it(year: int, month: int) -> None:
    whole = months_in(year, month)
    early, mid, late = (part_of(whole, part) for part in ("early", "mid", "late"))
    assert (early.first, late.last) == whole
    assert (mid.first - early.last, late.first - mid.last) == (timedelta(1), timedelta(1))


@given(YEARS)
def test_the_parts_of_a_year_are_four_months_each(year: int) -> None:
    whole = year_in(year)
    assert part_of(whole, "early").last == date(year, 4, 30)
    assert part_of(whole, "mid") == (date(year, 5, 1), date(year, 8, 31))
    assert part_of(whole, "late").first == date(year, 9, 1)


@pytest.mark.parametrize(
    ("season", "first", "last"),
    [
        ("spring", date(2027, 3, 1), date(2027, 5, 31)),
        ("summer", date(2027, 6, 1), date(2027, 8, 31)),
        ("fall", date(2027, 9, 1), date(2027, 11, 30)),
        ("Autumn", date(2027, 9, 1), date(2027, 11, 30)),
        ("winter", date(2027, 12, 1), date(2028, 2, 29)),
    ],
)
def test_a_season_is_its_three_months(season: str, first: date, last: date) -> None:
    assert season_in(2027, season) == (first, last)


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday_around_its_day(day: date) -> None:
    week = week_of(day)
    assert week.first <= day <= week.last
    if day < date.max - timedelta(7):
        assert (week.last - week.first).days == 6


@given(DAYS, st.integers(-40_000, 40_000))
def test_moving_months_keeps_the_day_or_the_months_end(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert moved.day <= day.day


@given(DAYS, st.integers(-10_000_000, 10_000_000))
def test_moving_days_stays_inside_the_calendar(day: date, days: int) -> None:
    assert date.min <= shifted(day, days) <= date.max


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 30))
def test_later_is_never_earlier(day: date, count: int) -> None:
    for unit in ("day", "week", "month", "year"):
        assert later(day, count, unit) >= day >= later(day, -count, unit)


def test_no_calendar_has_such_a_day() -> None:
    assert day_in(2026, 2, 30) is None
    assert day_in(2028, 2, 29) == Period(date(2028, 2, 29), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("tense", "year"), [(Tense.past, 2025), (Tense.future, 2026), (Tense.unknown, 2025)]
)
def test_the_nearest_year_is_in_the_direction_of_the_tense(tense: Tense, year: int) -> None:
    found = nearest_year(lambda y: months_in(y, 11), date(2026, 1, 10), tense)
    assert found is not None
    assert found.first.year == year


def test_a_day_that_no_year_has_is_never_near() -> None:
    assert nearest_year(lambda _: None, date(2026, 1, 10), Tense.past) is None


@given(st.dates(), st.sampled_from(Tense))
def test_some_year_is_always_near(day: date, tense: Tense) -> None:
    assert nearest_year(year_in, day, tense) is not None


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("It was out on |", Tense.past),
        ("It will be out on |", Tense.future),
        ("It will be released on |", Tense.future),
        ("It was to be released on |", Tense.future),
        ("It has been delayed to |", Tense.future),
        ("It launched, and the next one comes by |", Tense.future),
        ("In |, we released it.", Tense.past),
        ("In |, we will release it.", Tense.future),
        ("In |, it would have been released.", Tense.future),
        ("|", Tense.unknown),
    ],
)
def test_the_verb_beside_a_date_gives_its_tense(text: str, tense: Tense) -> None:
    assert tense_around(text.replace("|", "June"), text.index("|")) is tense


def test_triggers_tell_rows_by_their_letters() -> None:
    triggers = Triggers([("may", "june"), ("week",), ("june",)])
    assert triggers.of("Nothing here") == 0
    assert triggers.of("In JUNE") == 0b101
    assert triggers.of("this week in May") == 0b011
    assert triggers.of("") == 0
