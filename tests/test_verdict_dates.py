from __future__ import annotations

from typing import Any

import pytest

from app.vocabulary import Authority
from tests.verdict_samples import claim, day, fact, outcome, released, settled


def date_claim(value: Any, op: str = "eq", **more: Any) -> Any:
    return claim("release_date", value, op, unit="date", **more)


@pytest.mark.parametrize(
    ("op", "value", "came_out", "knowable"),
    [
        ("eq", "2030-09-10", "confirmed", "2030-09-10"),
        ("eq", "2030-09-11", "refuted", "2030-09-10"),
        ("eq", "2030-09-09", "refuted", "2030-09-10"),
        ("eq", "2030-09", "confirmed", "2030-09-10"),
        ("approx", "2030-09-28", "confirmed", "2030-09-10"),
        ("approx", "2030-11-28", "refuted", "2030-09-10"),
        ("in", ["2030-09-01", "2030-12-31"], "confirmed", "2030-09-10"),
        ("in", ["2030-10-01", "2030-12-31"], "refuted", "2030-09-10"),
        ("in", ["2030-07-01", "2030-08-31"], "refuted", "2030-09-01"),
        ("by", "2030-09-30", "confirmed", "2030-09-10"),
        ("by", "2030-08-31", "refuted", "2030-09-01"),
        ("ge", "2030-09-01", "confirmed", "2030-09-10"),
        ("ge", "2031-01-01", "refuted", "2030-09-10"),
    ],
)
def test_a_day_on_record_settles_windows_and_deadlines(
    op: str, value: Any, came_out: str, knowable: str
) -> None:
    verdict = settled(date_claim(value, op), released())
    assert (verdict.outcome.value, verdict.knowable_from) == (came_out, day(knowable))


def test_a_missed_deadline_is_known_the_day_after_it() -> None:
    verdict = settled(date_claim("2030-08-31", "by"), released())
    assert verdict.false_when_published(day("2030-08-01")) is False
    assert verdict.false_when_published(day("2030-09-01")) is True


def test_a_denied_deadline_is_the_mirror() -> None:
    assert outcome(date_claim("2030-08-31", "by", denied=True), released()) == "confirmed"
    assert outcome(date_claim("2030-09-30", "by", denied=True), released()) == "refuted"


def test_a_future_window_is_open_until_it_ends() -> None:
    verdict = settled(date_claim(["2031-01-01", "2031-12-31"], "in"))
    assert verdict.outcome == "open"
    assert "2031-12-31" in verdict.reason
    assert outcome(date_claim("2031-01-01", "ge")) == "open"


def test_a_window_that_passed_in_silence_is_overdue() -> None:
    verdict = settled(date_claim("2031-01-01", "by"))
    assert verdict.outcome == "open"
    assert verdict.reason.startswith("Overdue")


@pytest.mark.parametrize(
    "seen",
    [
        fact("release_stage", "released", denied=True, known="2031-03-01"),
        fact("release_stage", "training", known="2031-03-01"),
        fact("availability", value=False, qualifier="general", known="2031-03-01"),
    ],
)
def test_whoever_saw_the_deadline_pass_refutes_it(seen: Any) -> None:
    verdict = settled(date_claim("2031-01-01", "by"), seen)
    assert (verdict.outcome.value, verdict.knowable_from) == ("refuted", day("2031-01-02"))
    assert outcome(date_claim("2031-03-31", "by"), seen) == "open"


def test_an_announcement_is_no_watch_over_an_announcement() -> None:
    announced = fact("release_stage", "announced", known="2031-03-01")
    assert outcome(date_claim("2031-01-01", "by", qualifier="announced"), announced) == "open"
    silent = fact("release_stage", "announced", denied=True, known="2031-03-01")
    assert outcome(date_claim("2031-01-01", "by", qualifier="announced"), silent) == "refuted"


def test_a_model_given_up_refutes_its_windows_once_that_is_known() -> None:
    ended = fact("release_stage", "cancelled", known="2030-06-01")
    assert settled(date_claim("2030-12-31", "by"), ended).knowable_from == day("2030-06-01")
    assert settled(date_claim("2030-03-31", "by"), ended).knowable_from == day("2030-04-01")
    assert outcome(date_claim("2030-12-31", "ge"), ended) == "unverifiable"


def test_what_the_press_says_was_given_up_may_come_yet_until_its_day_has_passed() -> None:
    told = fact("release_stage", "cancelled", known="2030-06-01", authority=Authority.press)
    assert settled(date_claim("2030-12-31", "by"), told).knowable_from == day("2031-01-01")
    assert settled(date_claim("2030-03-31", "by"), told).knowable_from == day("2030-06-01")


def test_each_kind_of_release_has_its_own_day() -> None:
    facts = [released(), released("2030-09-12", qualifier="api")]
    assert outcome(date_claim("2030-09-12", qualifier="api"), *facts) == "confirmed"
    assert outcome(date_claim("2030-09-10", qualifier="api"), *facts) == "refuted"
    assert outcome(date_claim("2030-09-10", qualifier="chat"), *facts) == "confirmed"
    assert outcome(date_claim("2030-09-10", qualifier="announced"), *facts) == "confirmed"
    assert outcome(date_claim("2030-09-10", qualifier="moon"), *facts) == "open"


def test_first_availability_is_the_earliest_of_all_kinds() -> None:
    facts = [released("2030-09-12", qualifier="api"), released("2030-09-11", qualifier="chat")]
    assert outcome(date_claim("2030-09-11"), *facts) == "confirmed"
    announced = released("2030-09-01", qualifier="announced")
    assert outcome(date_claim("2030-09-01"), announced) == "open"


def test_weights_need_a_licence_that_gives_them() -> None:
    weights = date_claim("2030-09-10", qualifier="weights")
    assert outcome(weights, released(), fact("license", "MIT")) == "confirmed"
    assert outcome(weights, released(), fact("license", "proprietary")) == "refuted"
    assert outcome(weights, released()) == "open"
    assert "as weights" in settled(weights, released(qualifier="weights")).reason


def test_weights_still_kept_back_refute_the_promise() -> None:
    kept = fact("availability", value=False, qualifier="weights", known="2031-03-01")
    assert outcome(date_claim("2031-01-01", "by", qualifier="weights"), kept) == "refuted"


def test_the_stronger_authority_has_the_day_and_the_other_is_named() -> None:
    press = released("2030-09-11", authority=Authority.press)
    verdict = settled(date_claim("2030-09-11"), press, released())
    assert verdict.outcome == "refuted"
    assert "2030-09-11 says the press" in verdict.reason


@pytest.mark.parametrize(
    ("op", "value", "came_out"),
    [
        ("by", "2030-09-24", "confirmed"),
        ("by", "2030-09-23", "open"),
        ("ge", "2030-09-25", "refuted"),
        ("in", ["2030-09-01", "2030-09-20"], "open"),
    ],
)
def test_a_day_known_only_as_no_later_settles_what_it_can(
    op: str, value: Any, came_out: str
) -> None:
    latest = fact("release_date", "2030-09-24", "by", unit="date", known="2030-09-24")
    assert outcome(date_claim(value, op), latest) == came_out


def test_without_any_day_nothing_can_be_worked_out() -> None:
    verdict = settled(date_claim(None, "approx", said=None), released())
    assert verdict.outcome == "unverifiable"
    assert verdict.false_when_published(None) is None


@pytest.mark.parametrize(
    ("value", "came_out"),
    [
        ("2030-01", "confirmed"),
        ("2030-01-31", "confirmed"),
        ("2030-02", "partly"),
        ("2029-12-15", "partly"),
        ("2029-06", "refuted"),
    ],
)
def test_a_knowledge_cutoff_is_compared_by_the_month(value: str, came_out: str) -> None:
    cutoff = fact("knowledge_cutoff", "2030-01-01", unit="date")
    assert outcome(claim("knowledge_cutoff", value, unit="date"), cutoff) == came_out
    assert outcome(claim("knowledge_cutoff", value, unit="date")) == "open"


def test_facts_of_the_future_are_not_known_yet() -> None:
    said = date_claim("2030-12-31", "by")
    assert outcome(said, released(), today=day("2030-09-09")) == "open"
    assert outcome(said, released(), today=day("2030-09-10")) == "confirmed"


def test_a_fact_whose_page_bears_no_day_counts_from_the_day_it_was_true() -> None:
    undated = released(known_at=None)
    verdict = settled(date_claim("2030-12-31"), undated)
    assert verdict.knowable_from == day("2030-09-10")
    assert outcome(date_claim("2031-12-31"), undated, today=day("2030-09-09")) == "open"
