"""Laws that hold for every phrase of a date on every day."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.dates import Window, windows
from app.vocabulary import Op
from tests.test_dates import DAYS, OPERATORS, RELATIVE, SAID_ON, WINDOWS, read

ANY_DAY = st.dates(date(1990, 1, 1), date(2099, 12, 31))
PHRASES = [str(row[0]) for row in (*DAYS, *WINDOWS, *RELATIVE, *OPERATORS)]


def bounds(text: str, said_on: date) -> tuple[date, date]:
    (found,) = windows(text, said_on)
    return found.first or date.min, found.last or date.max


@given(st.sampled_from(PHRASES), ANY_DAY)
def test_a_window_is_ordered_on_any_day(text: str, said_on: date) -> None:
    for found in windows(text, said_on):
        assert 0 <= found.start < found.end <= len(text)
        if found.first and found.last:
            assert found.first <= found.last
        if found.op is Op.eq:
            assert found.first == found.last


SHARPER = [
    ("in early April 2026", "in April 2026"),
    ("on April 7, 2026", "in early April 2026"),
    ("in April 2026", "in Q2 2026"),
    ("in Q2 2026", "in H1 2026"),
    ("in H1 2026", "in 2026"),
    ("in late 2026", "in 2026"),
    ("in summer 2026", "in 2026"),
    ("in 2026", "2026-2027"),
    ("by May 5, 2026", "by May 2026"),
    ("tomorrow", "in the next two weeks"),
    ("in three days", "within two weeks"),
    ("early next year", "next year"),
]


@given(st.sampled_from(SHARPER), ANY_DAY)
def test_a_sharper_phrase_lies_inside_a_vaguer_one(pair: tuple[str, str], said_on: date) -> None:
    first, last = bounds(pair[0], said_on)
    from_, to = bounds(pair[1], said_on)
    assert from_ <= first <= last <= to


@given(ANY_DAY, st.integers(1, 60))
def test_a_deadline_moves_with_the_day_said(said_on: date, days: int) -> None:
    (found,) = windows(f"within {days} days", said_on)
    assert found.last == said_on + timedelta(days)


@given(ANY_DAY)
def test_an_iso_day_is_read_back(day: date) -> None:
    assert read(f"out on {day.isoformat()}.", None) == [("eq", day.isoformat())]


MESSY = st.lists(
    st.sampled_from([*PHRASES, " ", ", ", "-", " to ", " or ", "by ", "not before "])
    | st.text(max_size=5),
    max_size=8,
).map("".join)


@given(MESSY, st.none() | st.dates())
def test_any_text_on_any_day_gives_windows_inside_it(text: str, said_on: date | None) -> None:
    for found in windows(text, said_on):
        assert isinstance(found, Window)
        assert 0 <= found.start < found.end <= len(text)
        assert found.value


@given(st.text())
def test_arbitrary_unicode_never_raises(text: str) -> None:
    assert isinstance(windows(text, SAID_ON), list)


@pytest.mark.parametrize(
    "piece", ["1", "May ", "April 2026 to ", "in a few weeks ", "Q3–", "2026-"]
)
def test_hostile_repetition_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        windows(text, SAID_ON)
        return time.process_time() - start

    seconds(1000)
    assert seconds(40_000) < 16 * max(seconds(10_000), 0.02)
