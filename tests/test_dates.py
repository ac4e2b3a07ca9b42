"""Dates in words: CLAIMS § "Dates in words", one table a kind of phrase."""

from __future__ import annotations

from datetime import date

import pytest

from app.extract.dates import windows

SAID_ON = date(2026, 4, 21)  # a Tuesday
TODAY = ("eq", "2026-04-21")


def read(text: str, said_on: date | None = SAID_ON) -> list[tuple[str, object]]:
    """What is read in `text`, without its places."""
    return [(found.op.value, found.value) for found in windows(text, said_on)]


DAYS = [
    ("released 2026-04-23", "2026-04-23"),
    ("on April 23, 2026", "2026-04-23"),
    ("on Apr. 23rd, 2026", "2026-04-23"),
    ("on 23 April 2026", "2026-04-23"),
    ("on the 23rd of April, 2026", "2026-04-23"),
    ("on Tuesday, April 21, 2026", "2026-04-21"),
    ("on 04/23/2026", "2026-04-23"),
    ("on 23/04/2026", "2026-04-23"),
    ("am 23.04.2026", "2026-04-23"),
    ("December 31st, 2025", "2025-12-31"),
    ("on April 23 '26", "2026-04-23"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_printed_day_needs_no_day_of_saying(text: str, day: str) -> None:
    assert ("eq", day) in read(text, None)


WINDOWS = [
    ("in April 2026", "2026-04-01", "2026-04-30"),
    ("knowledge cutoff 2025-08", "2025-08-01", "2025-08-31"),
    ("April '26", "2026-04-01", "2026-04-30"),
    ("the June 2024 release", "2024-06-01", "2024-06-30"),
    ("20–25 April 2026", "2026-04-20", "2026-04-25"),
    ("April 20-25, 2026", "2026-04-20", "2026-04-25"),
    ("15 to 30 August 2025", "2025-08-15", "2025-08-30"),
    ("early April 2026", "2026-04-01", "2026-04-10"),
    ("mid-April 2026", "2026-04-11", "2026-04-20"),
    ("late April 2026", "2026-04-21", "2026-04-30"),
    ("the end of April 2026", "2026-04-21", "2026-04-30"),
    ("late February 2028", "2028-02-21", "2028-02-29"),
    ("early 2027", "2027-01-01", "2027-04-30"),
    ("mid-2027", "2027-05-01", "2027-08-31"),
    ("late 2026", "2026-09-01", "2026-12-31"),
    ("early to mid 2027", "2027-01-01", "2027-08-31"),
    ("in 2025", "2025-01-01", "2025-12-31"),
    ("the 2025-era family", "2025-01-01", "2025-12-31"),
    ("(2025-2026)", "2025-01-01", "2026-12-31"),
    ("2027–2028", "2027-01-01", "2028-12-31"),
    ("2027/28", "2027-01-01", "2028-12-31"),
    ("Q3 2026", "2026-07-01", "2026-09-30"),
    ("Q3–Q4 2026", "2026-07-01", "2026-12-31"),
    ("Q1 to Q2 of 2027", "2027-01-01", "2027-06-30"),
    ("Q1'27", "2027-01-01", "2027-03-31"),
    ("the first quarter of 2027", "2027-01-01", "2027-03-31"),
    ("early Q3 2026", "2026-07-01", "2026-07-31"),
    ("late Q3 2026", "2026-09-01", "2026-09-30"),
    ("H2 2026", "2026-07-01", "2026-12-31"),
    ("1H27", "2027-01-01", "2027-06-30"),
    ("the second half of 2026", "2026-07-01", "2026-12-31"),
    ("the last half of 2026", "2026-07-01", "2026-12-31"),
    ("spring 2027", "2027-03-01", "2027-05-31"),
    ("fall of 2026", "2026-09-01", "2026-11-30"),
    ("winter 2026", "2026-12-01", "2027-02-28"),
    ("between May and July 2026", "2026-05-01", "2026-07-31"),
    ("from April to June 2026", "2026-04-01", "2026-06-30"),
    ("November to January 2027", "2026-11-01", "2027-01-31"),
    ("late April to mid-May 2026", "2026-04-21", "2026-05-20"),
    ("May or June 2026", "2026-05-01", "2026-06-30"),
]


@pytest.mark.parametrize(("text", "first", "last"), WINDOWS)
def test_a_printed_window_needs_no_day_of_saying(text: str, first: str, last: str) -> None:
    assert read(text, None) == [("in", [first, last])]


RELATIVE = [
    ("out today", *TODAY),
    ("out this morning", *TODAY),
    ("released yesterday", "eq", "2026-04-20"),
    ("comes tomorrow", "eq", "2026-04-22"),
    ("coming soon", "by", "2026-05-21"),
    ("is imminent", "by", "2026-05-21"),
    ("launching imminently", "by", "2026-05-21"),
    ("any day now", "by", "2026-05-21"),
    ("around the corner", "by", "2026-05-21"),
    ("in the coming weeks", "by", "2026-05-21"),
    ("over the next days", "by", "2026-04-29"),
    ("in the coming months", "in", ["2026-05-21", "2026-10-21"]),
    ("in a few weeks", "in", ["2026-05-05", "2026-06-16"]),
    ('"a few weeks"', "in", ["2026-05-05", "2026-06-16"]),
    ("in several days", "in", ["2026-04-23", "2026-04-29"]),
    ("a few months away", "in", ["2026-06-21", "2026-12-21"]),
    ("weeks away", "in", ["2026-05-05", "2026-06-16"]),
    ("in 2 to 3 weeks", "in", ["2026-05-05", "2026-05-12"]),
    ("in three days", "eq", "2026-04-24"),
    ("in two weeks", "in", ["2026-04-28", "2026-05-12"]),
    ("in a couple of weeks", "in", ["2026-04-28", "2026-05-12"]),
    ("two months from now", "in", ["2026-06-01", "2026-06-30"]),
    ("in two years", "in", ["2028-01-01", "2028-12-31"]),
    ("in the next two weeks", "in", ["2026-04-21", "2026-05-05"]),
    ("in the next few weeks", "in", ["2026-05-05", "2026-06-16"]),
    ("over the next year", "in", ["2026-04-21", "2027-04-21"]),
    ("within two weeks", "by", "2026-05-05"),
    ("within weeks", "in", ["2026-05-05", "2026-06-16"]),
    ("within the coming weeks", "by", "2026-05-21"),
    ("within a few months", "by", "2026-10-21"),
    ("within the month", "by", "2026-04-30"),
    ("within the year", "by", "2026-12-31"),
    ("within a year", "by", "2027-04-21"),
    ("a year ago", "approx", "2025-04-21"),
    ("two months earlier", "approx", "2026-02-21"),
    ("three days ago", "eq", "2026-04-18"),
    ("a few weeks ago", "in", ["2026-02-24", "2026-04-07"]),
    ("this week", "in", ["2026-04-21", "2026-04-26"]),
    ("later this week", "in", ["2026-04-21", "2026-04-26"]),
    ("it was out this week", "in", ["2026-04-20", "2026-04-21"]),
    ("earlier this month", "in", ["2026-04-01", "2026-04-21"]),
    ("this month", "in", ["2026-04-21", "2026-04-30"]),
    ("late this month", "in", ["2026-04-21", "2026-04-30"]),
    ("this quarter", "in", ["2026-04-21", "2026-06-30"]),
    ("this summer", "in", ["2026-06-01", "2026-08-31"]),
    ("this spring", "in", ["2026-04-21", "2026-05-31"]),
    ("this fall", "in", ["2026-09-01", "2026-11-30"]),
    ("next spring", "in", ["2027-03-01", "2027-05-31"]),
    ("last fall", "in", ["2025-09-01", "2025-11-30"]),
    ("this year", "in", ["2026-04-21", "2026-12-31"]),
    ("later this year", "in", ["2026-04-21", "2026-12-31"]),
    ("later in 2026", "in", ["2026-04-21", "2026-12-31"]),
    ("next week", "in", ["2026-04-27", "2026-05-03"]),
    ("next month", "in", ["2026-05-01", "2026-05-31"]),
    ("next quarter", "in", ["2026-07-01", "2026-09-30"]),
    ("next year", "in", ["2027-01-01", "2027-12-31"]),
    ("early next year", "in", ["2027-01-01", "2027-04-30"]),
    ("late last year", "in", ["2025-09-01", "2025-12-31"]),
    ("last week", "in", ["2026-04-13", "2026-04-19"]),
    ("the end of the week", "eq", "2026-04-26"),
    ("the first half of next year", "in", ["2027-01-01", "2027-06-30"]),
    ("the end of the year", "in", ["2026-09-01", "2026-12-31"]),
    ("by the end of the year", "by", "2026-12-31"),
    ("before year-end", "by", "2026-12-31"),
    ("by EOY", "by", "2026-12-31"),
    ("mid-year", "in", ["2026-05-01", "2026-08-31"]),
    ("by mid-year", "by", "2026-06-30"),
    ("by the end of this month", "by", "2026-04-30"),
    ("by next week", "by", "2026-05-03"),
]


@pytest.mark.parametrize(("text", "op", "value"), RELATIVE)
def test_a_relative_phrase_counts_from_the_day_it_was_said(
    text: str, op: str, value: object
) -> None:
    assert read(text) == [(op, value)]


@pytest.mark.parametrize("text", [row[0] for row in RELATIVE if not any(map(str.isdigit, row[0]))])
def test_without_that_day_a_relative_phrase_says_nothing(text: str) -> None:
    assert read(text, None) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("it launches on Thursday", "2026-04-23"),
        ("it launched on Thursday", "2026-04-16"),
        ("it will launch Tuesday", "2026-04-21"),
        ("coming next Thursday", "2026-04-30"),
        ("coming this Friday", "2026-04-24"),
        ("shown last Tuesday", "2026-04-14"),
        ("by Friday", "2026-04-24"),
    ],
)
def test_a_weekday_is_the_nearest_in_the_direction_of_the_tense(text: str, day: str) -> None:
    assert [found.last or found.first for found in windows(text, SAID_ON)] == [
        date.fromisoformat(day)
    ]


YEARLESS = [
    ("it ships April 30", date(2026, 4, 21), "2026-04-30"),
    ("it shipped April 30", date(2026, 4, 21), "2025-04-30"),
    ("it will ship January 5", date(2026, 12, 20), "2027-01-05"),
    ("it shipped December 5", date(2026, 1, 10), "2025-12-05"),
    ("was released on 22 April", date(2026, 4, 21), "2026-04-22"),
    ("April 30", date(2026, 4, 21), "2026-04-30"),
]


@pytest.mark.parametrize(("text", "said_on", "day"), YEARLESS)
def test_a_missing_year_is_the_nearest_in_the_direction_of_the_tense(
    text: str, said_on: date, day: str
) -> None:
    assert read(text, said_on) == [("eq", day)]


OPERATORS = [
    ("by June", "by", "2026-06-30"),
    ("by the end of June", "by", "2026-06-30"),
    ("by April 30, 2026", "by", "2026-04-30"),
    ("by early 2027", "by", "2027-04-30"),
    ("no later than June 5", "by", "2026-06-05"),
    ("June 5 at the latest", "by", "2026-06-05"),
    ("before July", "by", "2026-06-30"),
    ("before the end of June", "by", "2026-06-30"),
    ("not before 2027", "ge", "2027-01-01"),
    ("will not ship until Q4", "ge", "2026-10-01"),
    ("won't arrive before June", "ge", "2026-06-01"),
    ("at least May", "ge", "2026-05-01"),
    ("June at the earliest", "ge", "2026-06-01"),
    ("fall 2026 or later", "ge", "2026-09-01"),
    ("after April 30", "ge", "2026-05-01"),
    ("around April 23", "approx", "2026-04-23"),
    ("delayed until June", "in", ["2026-06-01", "2026-06-30"]),
    ("pushed to early 2027", "in", ["2027-01-01", "2027-04-30"]),
    ("slipped again to June at the earliest", "ge", "2026-06-01"),
]


@pytest.mark.parametrize(("text", "op", "value"), OPERATORS)
def test_the_words_before_a_date_give_its_operator(text: str, op: str, value: object) -> None:
    assert read(text) == [(op, value)]


NO_DATES = [
    "it may run and march on",
    "it may 5 times",
    "the Q4 quantisation, an H100 and H2O",
    "128K context in 2000 tokens",
    "a 2048-token window",
    "scores 2026 points",
    "as soon as it can; sooner or later, soon after",
    "shortly after that",
    "as of April 2026",
    "three months later",
    "trained for two weeks",
    "the fall of a giant; they fall short",
    "2026年",
    "version 2026.1",
    "31 February 2026",
    "2026-13-01",
    "in 2026-2019",
    "",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == []


def test_a_move_from_one_date_to_another_names_two() -> None:
    assert [value for _, value in read("It moved from May 2026 to July 2026.")] == [
        ["2026-05-01", "2026-05-31"],
        ["2026-07-01", "2026-07-31"],
    ]


def test_two_years_in_a_list_stay_two() -> None:
    assert len(read("They shipped in 2024 and 2025.")) == 2


def test_words_said_on_a_day_count_from_that_day() -> None:
    assert read('She wrote "a few weeks" on March 3.') == [("in", ["2026-03-17", "2026-04-28"])]


def test_a_day_of_saying_with_nothing_relative_stays_a_date() -> None:
    assert read("She said so on March 3.") == [("eq", "2026-03-03")]


def test_what_comes_later_counts_from_the_date_before_it() -> None:
    text = "Nimbus 1 shipped in March 2024, Nimbus 2 only three months later."
    assert read(text, None) == [
        ("in", ["2024-03-01", "2024-03-31"]),
        ("in", ["2024-06-01", "2024-06-30"]),
    ]


def test_the_next_day_counts_from_the_day_before_it() -> None:
    assert read("Shown on May 4, 2026 and shipped the next day.", None) == [
        ("eq", "2026-05-04"),
        ("eq", "2026-05-05"),
    ]


def test_two_weeks_later_is_about_then() -> None:
    assert read("Shown on May 4, 2026 and shipped two weeks later.", None)[1] == (
        "in",
        ["2026-05-11", "2026-05-25"],
    )


def test_a_span_holds_its_operator() -> None:
    text = "It is due by the end of June, they say."
    (found,) = windows(text, SAID_ON)
    assert text[found.start : found.end] == "by the end of June"


def test_a_masked_span_is_never_a_date() -> None:
    text = "Model 2026 in 2027"
    assert [found.value for found in windows(text, None, [(0, 10)])] == [
        ["2027-01-01", "2027-12-31"]
    ]
