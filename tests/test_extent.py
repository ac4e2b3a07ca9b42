from __future__ import annotations

from datetime import date
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extent import Window, day_window, is_number, month_of, span, window
from app.vocabulary import Op


def of(start: str, end: str) -> Window:
    return Window(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2030-04-23", of("2030-04-23", "2030-04-23")),
        (date(2030, 4, 23), of("2030-04-23", "2030-04-23")),
        ("2030-02", of("2030-02-01", "2030-02-28")),
        ("2032-02", of("2032-02-01", "2032-02-29")),
        ("2030", of("2030-01-01", "2030-12-31")),
        ("2030-13", None),
        ("2030-02-30", None),
        ("soon", None),
        ("1-2-3-4", None),
        (str(10**30), None),
        (None, None),
        (2030, None),
    ],
)
def test_a_day_a_month_and_a_year_cover_their_days(value: object, days: Window | None) -> None:
    assert day_window(value) == days


def test_the_month_of_a_day_ends_on_its_last_day() -> None:
    assert month_of(date(2030, 4, 23)) == of("2030-04-01", "2030-04-30")


@pytest.mark.parametrize(
    ("op", "value", "days"),
    [
        (Op.eq, "2030-04-23", of("2030-04-23", "2030-04-23")),
        (Op.approx, "2030-04-23", of("2030-04-01", "2030-04-30")),
        (Op.in_, ["2030-07-01", "2030-12-31"], of("2030-07-01", "2030-12-31")),
        (Op.range, ["2030-07", "2030-09"], of("2030-07-01", "2030-09-30")),
        (Op.in_, ("2030-07-01", "2030-12-31"), of("2030-07-01", "2030-12-31")),
        (Op.in_, ["2030-07-01", None], None),
        (Op.in_, ["2030-07-01"], None),
        (Op.in_, "2030-07-01", None),
        (Op.by, "2030-06", Window(date.min, date(2030, 6, 30))),
        (Op.le, "2030-06-30", Window(date.min, date(2030, 6, 30))),
        (Op.lt, "2030-06", Window(date.min, date(2030, 5, 31))),
        (Op.ge, "2030-06", Window(date(2030, 6, 1), date.max)),
        (Op.gt, "2030-06-30", Window(date(2030, 7, 1), date.max)),
        (Op.by, None, None),
    ],
)
def test_an_operator_opens_or_closes_the_window(op: Op, value: Any, days: Window | None) -> None:
    assert window(op, value) == days


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (of("2030-04-23", "2030-04-23"), "2030-04-23"),
        (of("2030-04-01", "2030-04-30"), "2030-04-01 to 2030-04-30"),
        (Window(date.min, date(2030, 4, 30)), "by 2030-04-30"),
        (Window(date(2030, 4, 30), date.max), "from 2030-04-30 on"),
    ],
)
def test_a_window_is_shown_as_people_write_it(days: Window, words: str) -> None:
    assert str(days) == words


@pytest.mark.parametrize(
    ("op", "value", "ends"),
    [
        (Op.eq, 5, (5, 5)),
        (Op.approx, 5.5, (5.5, 5.5)),
        (Op.ge, 5, (5, inf)),
        (Op.gt, 5, (5, inf)),
        (Op.le, 5, (-inf, 5)),
        (Op.lt, 5, (-inf, 5)),
        (Op.range, [2, 4], (2, 4)),
        (Op.range, [4, 2], (2, 4)),
        (Op.range, [2], None),
        (Op.range, ["2", 4], None),
        (Op.eq, "acme/orb-4", None),
        (Op.eq, True, None),
        (Op.eq, None, None),
    ],
)
def test_an_operator_opens_or_closes_the_span(op: Op, value: Any, ends: Any) -> None:
    assert span(op, value) == ends


@pytest.mark.parametrize(
    ("value", "plain"),
    [(5, True), (5.5, True), (True, False), ("5", False), (None, False), (nan, False)],
)
def test_flags_and_words_are_no_numbers(value: object, plain: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_number(value) is plain


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([Op.eq, Op.approx, Op.by, Op.ge]))
def test_a_window_holds_the_day_it_was_made_from(day: date, op: Op) -> None:
    days = window(op, day.isoformat())
    assert days is not None
    assert days.start <= day <= days.end


@given(st.text())
def test_no_text_makes_reading_a_day_fail(text: str) -> None:
    days = day_window(text)
    assert days is None or days.start <= days.end


@pytest.mark.parametrize(("op", "value"), [(Op.lt, "0001-01-01"), (Op.gt, "9999-12-31")])
def test_no_day_lies_beyond_the_calendar(op: Op, value: str) -> None:
    assert window(op, value) is None
