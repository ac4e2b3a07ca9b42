from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.feed_entry import moment


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2031-05-02T06:30:00Z", "2031-05-02T06:30:00+00:00"),
        ("2031-05-02T06:30:00.123456789+02:00", "2031-05-02T06:30:00.123456+02:00"),
        ("2031-05-02 06:30", "2031-05-02T06:30:00+00:00"),
        ("20310502", "2031-05-02T00:00:00+00:00"),
        ("Fri,  02 May 2031\n06:30:00 GMT", "2031-05-02T06:30:00+00:00"),
        ("Fri, 2 May 31 06:30:00 EST", "2031-05-02T06:30:00-05:00"),
        ("02 May 2031 06:30 CEST", "2031-05-02T06:30:00+02:00"),
        ("Fri, 02 May 2031 06:30:00 +05:30", "2031-05-02T06:30:00+05:30"),
        ("Friday, May 2nd, 2031 at noon", "2031-05-02T00:00:00+00:00"),
        ("Sept. 2, 2031", "2031-09-02T00:00:00+00:00"),
        ("Fri, 02 May 2031 24:00:00 GMT", "2031-05-02T00:00:00+00:00"),
        ("2031-05", None),
        ("2031", None),
        ("05/02/2031", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_days_are_read_in_every_form_that_has_one_meaning(
    said: str | None, read: str | None
) -> None:
    found = moment(said)
    assert (found and found.isoformat()) == read


@given(st.text(max_size=40) | st.from_regex(r"\d{1,4}[-/. ]\w{1,5}[-/. ]\d{1,6}", fullmatch=True))
def test_no_day_raises(said: str) -> None:
    found = moment(said)
    assert found is None or found.tzinfo is not None
