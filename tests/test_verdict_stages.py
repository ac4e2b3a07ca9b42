from __future__ import annotations

from typing import Any

import pytest

from app.vocabulary import Authority
from tests.verdict_samples import claim, day, fact, outcome, released, settled


def stage(value: str, **more: Any) -> Any:
    return claim("release_stage", value, **more)


def reached(value: str, known: str = "2030-09-10", **more: Any) -> Any:
    return fact("release_stage", value, known=known, **more)


def place(value: Any, known: str, where: str = "api", **more: Any) -> Any:
    return fact("availability", value, qualifier=where, known=known, **more)


@pytest.mark.parametrize(
    "value", ["released", "announced", "preview", "training", "pretraining_complete"]
)
def test_being_out_implies_what_went_before(value: str) -> None:
    verdict = settled(stage(value), released())
    assert (verdict.outcome.value, verdict.knowable_from) == ("confirmed", day("2030-09-10"))


@pytest.mark.parametrize("value", ["limited_test", "red_teaming", "delayed"])
def test_being_out_does_not_tell_what_need_not_have_been(value: str) -> None:
    assert outcome(stage(value)) == "open"
    assert outcome(stage(value), released()) == "unverifiable"
    assert outcome(stage(value), reached(value, "2030-08-20"), released()) == "confirmed"


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("post_training", "red_teaming"),
        ("training", "pretraining_complete"),
        ("announced", "preview"),
        ("deprecated", "cancelled"),
    ],
)
def test_a_later_stage_implies_the_earlier(value: str, known: str) -> None:
    assert outcome(stage(value), reached(known)) == "confirmed"
    assert outcome(stage("released"), reached("announced")) == "open"


def test_a_closed_preview_is_no_release() -> None:
    closed = place(value=False, known="2030-09-10", where="general")
    verdict = settled(stage("released"), reached("preview"), closed)
    assert (verdict.outcome.value, verdict.knowable_from) == ("refuted", day("2030-09-10"))
    market = released("2031-01-10", authority=Authority.third_party)
    assert outcome(stage("released"), closed, market) == "refuted"
    assert outcome(stage("released"), closed, released("2031-01-10")) == "confirmed"


def test_absence_refutes_a_release_that_never_came() -> None:
    absent = reached("released", "2031-01-10", denied=True)
    assert outcome(stage("released"), absent) == "refuted"
    assert outcome(stage("released"), absent, released("2031-02-10")) == "confirmed"


@pytest.mark.parametrize("value", ["released", "announced"])
def test_not_out_yet_is_true_on_its_day_and_false_after(value: str) -> None:
    early = settled(stage(value, denied=True, said="2030-09-07"), released())
    assert (early.outcome.value, early.knowable_from) == ("confirmed", day("2030-09-10"))
    assert "True on its day" in early.reason
    late = settled(stage(value, denied=True, said="2030-10-01"), released())
    assert late.outcome == "refuted"
    assert late.false_when_published(day("2030-10-01")) is True


def test_a_denial_is_settled_by_the_absence_that_outlasts_it() -> None:
    denial = stage("released", denied=True, said="2030-08-01")
    absent = reached("released", "2031-01-10", denied=True)
    assert settled(denial, absent).knowable_from == day("2031-01-10")
    before = reached("released", "2030-07-01", denied=True)
    assert outcome(denial, before) == "confirmed"
    assert outcome(denial) == "open"


def test_a_denial_without_a_day_cannot_be_settled() -> None:
    verdict = settled(stage("released", denied=True, said=None), released())
    assert verdict.outcome == "unverifiable"
    assert "no day" in verdict.reason


def test_an_implied_stage_has_no_day_of_its_own() -> None:
    denial = stage("training", denied=True, said="2029-04-14")
    assert outcome(denial, released()) == "unverifiable"
    assert outcome(stage("training", denied=True, said="2030-10-01"), released()) == "refuted"


def test_a_plan_that_was_dropped_and_came_after_all_was_not_cancelled() -> None:
    verdict = settled(stage("cancelled", said="2030-02-12"), released())
    assert (verdict.outcome.value, verdict.knowable_from) == ("refuted", day("2030-09-10"))


@pytest.mark.parametrize(
    ("at", "came_out"),
    [("2030-09-10", "confirmed"), ("2030-09-09", "refuted"), ("2030-09-20", "refuted")],
)
def test_an_event_has_to_be_on_the_day_claimed(at: str, came_out: str) -> None:
    assert outcome(stage("released", at=day(at)), released()) == came_out
    assert outcome(stage("preview", at=day(at)), reached("preview")) == came_out


def test_an_event_that_did_not_happen_on_its_day_was_seen_not_to() -> None:
    verdict = settled(stage("released", at=day("2030-08-15"), said="2030-08-15"), released())
    assert verdict.knowable_from == day("2030-08-15")
    assert verdict.false_when_published(day("2030-08-15")) is True
    assert verdict.false_when_published(day("2030-08-14")) is False


def test_a_state_has_to_hold_on_the_day_claimed() -> None:
    trained = reached("pretraining_complete", "2030-03-24")
    later = settled(stage("pretraining_complete", at=day("2030-03-31")), trained)
    assert (later.outcome.value, later.knowable_from) == ("confirmed", day("2030-03-24"))
    assert outcome(stage("pretraining_complete", at=day("2030-03-24")), trained) == "confirmed"
    earlier = stage("pretraining_complete", at=day("2030-03-01"))
    assert outcome(earlier, trained) == "unverifiable"
    assert outcome(earlier, trained, today=day("2030-03-25")) == "open"


def test_a_day_to_come_is_open_and_a_day_missed_is_refuted() -> None:
    assert outcome(stage("deprecated", at=day("2031-12-11")), released()) == "open"
    waiting = reached("training", "2031-01-10")
    assert outcome(stage("released", at=day("2030-12-01")), waiting) == "refuted"


def test_a_forecast_of_a_state_is_not_known_false_before_its_day() -> None:
    forecast = claim("availability", value=True, qualifier="eu", at=day("2030-10-22"))
    facts = [place(value=False, known="2030-10-12", where="eu")]
    verdict = settled(forecast, *facts)
    assert (verdict.outcome.value, verdict.knowable_from) == ("refuted", day("2030-10-22"))


@pytest.mark.parametrize(
    ("said", "came_out"), [("2030-09-10", "confirmed"), ("2030-09-12", "refuted")]
)
def test_not_in_the_api_speaks_of_its_day(said: str, came_out: str) -> None:
    facts = [place(value=False, known="2030-09-10"), place(value=True, known="2030-09-11")]
    assert (
        outcome(claim("availability", value=False, qualifier="api", said=said), *facts) == came_out
    )
    denied = claim("availability", value=True, qualifier="api", said=said, denied=True)
    assert outcome(denied, *facts) == came_out


def test_available_is_true_once_it_ever_was() -> None:
    api = claim("availability", value=True, qualifier="api")
    facts = [place(value=False, known="2030-09-10"), place(value=True, known="2030-09-11")]
    assert settled(api, *facts).knowable_from == day("2030-09-11")
    assert outcome(api, place(value=False, known="2030-09-10")) == "refuted"
    assert outcome(api) == "open"


@pytest.mark.parametrize(
    ("where", "kind"), [("api", "api"), ("chatgpt", "chat"), ("general", None), (None, "chat")]
)
def test_a_release_makes_a_model_available_there(where: str | None, kind: str | None) -> None:
    assert outcome(
        claim("availability", value=True, qualifier=where), released(qualifier=kind)
    ) == ("confirmed")
    assert outcome(claim("availability", value=True, qualifier="moon"), released()) == "open"


def test_terms_of_access_are_settled_by_like_words_alone() -> None:
    plans = claim("availability", "paid plans", qualifier="chat")
    assert outcome(plans, place("paid plans only", "2030-09-10", "chat")) == "confirmed"
    assert outcome(plans, place("paid plans", "2030-09-10", "chat", denied=True)) == "refuted"
    assert outcome(plans, place("by invitation", "2030-09-10", "chat")) == "open"
    assert outcome(plans, released(), released(qualifier="chat")) == "open"


def test_at_launch_speaks_of_the_launch_whenever_it_was_said() -> None:
    launch = {"qualifier": "chat-at-launch", "said": "2030-08-01"}
    there = place(value=True, known="2030-09-10", where="chat-at-launch")
    assert outcome(claim("availability", value=False, **launch), there) == "refuted"
    assert outcome(claim("availability", value=True, **launch), there) == "confirmed"


def test_a_preview_is_out_but_not_generally_available() -> None:
    preview = fact("release_stage", "preview")
    general = claim("availability", value=True, qualifier="general")
    assert outcome(general, released(), preview) == "open"
    assert outcome(general, released(), preview, fact("release_stage", "released")) == "confirmed"
    assert outcome(general, released()) == "confirmed"


def test_a_model_that_came_out_was_not_given_up() -> None:
    verdict = settled(claim("release_stage", "cancelled"), released())
    assert verdict.outcome == "refuted"
    assert verdict.reason.startswith("It came out on 2030-09-10")
