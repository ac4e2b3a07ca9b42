"""Days as pages print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.printed_days import printed_day

SECOND = date(2031, 5, 2)


@pytest.mark.parametrize(
    "text",
    [
        "May 2, 2031",
        " May  2nd,\n2031 ",
        "2 May 2031",
        "MAY 2 2031",
        "Friday, May 2, 2031",
        "Fri 2 May 2031",
        "2031-05-02",
        "2031-05-02T23:30:00-08:00",
        "2031-05-02T10:00:00.000Z",
        "2031/05/02".replace("/", "."),
    ],
)
def test_a_day_is_read_in_its_usual_forms(text: str) -> None:
    assert printed_day(text) == SECOND


def test_short_months_may_have_a_full_stop() -> None:
    assert printed_day("Sept. 3, 2031") == date(2031, 9, 3)
    assert printed_day("Dec. 31, 2031") == date(2031, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 2031",
        "May 2",
        "02/05/2031",
        "May 32, 2031",
        "Until May 2, 2031",
        "2031",
        "May",
        "v3",
    ],
)
def test_what_is_more_or_less_than_a_day_is_none(text: str) -> None:
    assert printed_day(text) is None


@given(st.text())
def test_no_text_is_too_odd_to_be_looked_at(text: str) -> None:
    printed_day(text)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%B %d, %Y", "%d %b %Y", "%Y-%m-%d"]))
def test_a_day_that_was_printed_is_read_again(day: date, form: str) -> None:
    assert printed_day(day.strftime(form)) == day
