from __future__ import annotations

from typing import Any

import pytest

from app.verdicts.likeness import alike, stem, words_of
from app.vocabulary import Authority
from tests.verdict_samples import LYNX, claim, day, fact, outcome, released, settled


def site(value: Any, **more: Any) -> Any:
    return claim("training", value, qualifier="site", **more)


def test_enough_words_in_common_confirm_a_phrase() -> None:
    known = fact("training", "Northfield campus, Oslo, Norway", qualifier="site")
    assert outcome(site("northfield (oslo)"), known) == "confirmed"
    assert outcome(site("Oslo and Bergen and Tromsø"), known) == "open"
    assert outcome(site("Oslo and Bergen and Tromsø"), known, released()) == "unverifiable"
    assert outcome(claim("training", "oslo", qualifier="hardware"), known) == "open"
    assert outcome(claim("training", "oslo"), known) == "confirmed"


def test_a_phrase_denied_on_record_is_refuted() -> None:
    denied = fact("training", "Oslo", qualifier="site", denied=True)
    assert outcome(site("Oslo"), denied) == "refuted"
    assert outcome(site("Oslo", denied=True), denied) == "confirmed"


def test_a_phrase_borne_out_and_denied_is_partly_so() -> None:
    yes = fact("compatibility", "backward_compatible")
    no = fact("compatibility", "backward_compatible", denied=True, known="2030-10-01")
    verdict = settled(claim("compatibility", "backward_compatible"), yes, no)
    assert (verdict.outcome.value, verdict.knowable_from) == ("partly", day("2030-10-01"))


def test_what_an_ability_is_worth_only_a_record_can_say() -> None:
    tools = claim("capability", "tool use")
    assert outcome(tools) == "unverifiable"
    assert outcome(tools, fact("capability", "use of tools in the browser")) == "confirmed"


@pytest.mark.parametrize(
    ("value", "op", "came_out"),
    [
        (100_000, "gt", "confirmed"),
        (120_000, "eq", "confirmed"),
        (125_000, "eq", "partly"),
        (200_000, "ge", "refuted"),
    ],
)
def test_numbers_among_phrases_are_compared_as_numbers(
    value: float, op: str, came_out: str
) -> None:
    chips = fact("training", 120_000, qualifier="hardware", unit="gpus")
    said = claim("training", value, op, qualifier="hardware", unit="gpus")
    assert outcome(said, chips) == came_out
    assert outcome(claim("training", value, op, qualifier="cost", unit="usd"), chips) == "open"


def test_where_tests_were_made_stands_in_the_qualifier_of_safety() -> None:
    known = fact("safety", "yes", qualifier="external_evaluations")
    assert outcome(claim("safety", "external evaluations"), known) == "confirmed"


SECRET: dict[str, Any] = {"qualifier": "price_disclosed"}


@pytest.mark.parametrize(
    ("said", "came_out"),
    [("2030-09-09", "confirmed"), ("2030-09-10", "refuted"), (None, "unverifiable")],
)
def test_a_secret_is_true_until_the_day_it_is_told(said: str | None, came_out: str) -> None:
    price = fact("price", 5, qualifier="input", unit="usd_per_mtok")
    verdict = settled(claim("other", value=False, said=said, **SECRET), price)
    assert verdict.outcome == came_out
    assert outcome(claim("other", value=True, denied=True, said=said, **SECRET), price) == came_out
    assert outcome(claim("other", value=True, said=said, **SECRET), price) == "confirmed"


def test_a_secret_never_told_stays_true() -> None:
    never = fact("other", "none published", qualifier="vendor_figure:training_data")
    secret = claim("other", value=False, qualifier="training_disclosed")
    assert outcome(secret, never) == "confirmed"
    assert outcome(claim("other", value=True, qualifier="training_disclosed"), never) == "refuted"
    told = fact("training", "Oslo", qualifier="site")
    assert outcome(secret, never, told) == "confirmed"
    assert outcome(secret) == "open"


@pytest.mark.parametrize(
    ("value", "known", "came_out"),
    [(True, True, "confirmed"), (True, False, "refuted"), (False, False, "confirmed")],
)
def test_flags_under_a_free_name_are_compared(came_out: str, *, value: bool, known: bool) -> None:
    said = claim("other", value=value, qualifier="won_the_cup")
    assert outcome(said, fact("other", known, qualifier="won_the_cup")) == came_out
    assert outcome(said, fact("other", known, qualifier="won_the_bowl")) == "open"
    assert outcome(said, fact("other", "maybe", qualifier="won_the_cup")) == "open"


def test_words_and_figures_under_a_free_name_are_compared() -> None:
    staff = fact("other", 10_000, "gt", qualifier="staff_using_it", unit="people")
    said = claim("other", 10_000, "gt", qualifier="staff_using_it", unit="people")
    assert outcome(said, staff) == "confirmed"
    systems = claim("other", 10_000, "gt", qualifier="systems", unit="people")
    assert outcome(systems, staff) == "open"
    reason = fact("other", "a shortage of chips", qualifier="why_late")
    assert outcome(claim("other", "shortage of chips", qualifier="why_late"), reason) == "confirmed"


def test_the_stronger_authority_settles_a_phrase() -> None:
    weak = fact("training", "Bergen", qualifier="site", authority=Authority.third_party)
    strong = fact("training", "Oslo", qualifier="site")
    assert outcome(site("Bergen"), weak, strong) == "confirmed"


@pytest.mark.parametrize(
    ("said", "known", "same"),
    [
        ("coherence across longer contexts", "coherence in a longer context", True),
        ("self-correct", "corrects itself: self-correction", True),
        ("tool use", "tooling", False),
        ("", "anything", False),
        ("the of and", "the of and", False),
    ],
)
def test_phrases_are_alike_by_their_content_words(said: str, known: str, *, same: bool) -> None:
    assert alike(said, known) is same


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("agents", "agent"),
        ("studies", "study"),
        ("trained", "train"),
        ("gpus", "gpus"),
        ("use", "use"),
    ],
)
def test_endings_are_taken_off_long_words(word: str, bare: str) -> None:
    assert stem(word) == bare


def test_version_numbers_and_other_scripts_stay_whole() -> None:
    assert words_of("orb_5.5 盘古") == {"orb", "5.5", "盘古"}


def test_a_rival_in_a_phrase_is_no_rival() -> None:
    assert outcome(claim("other", LYNX, qualifier="teacher"), released(model=LYNX)) == "open"


def test_what_is_denied_of_a_narrower_matter_is_not_denied_of_a_wider_one() -> None:
    trained = fact("training", "Globex tensor boards", qualifier="hardware")
    not_only = fact(
        "training", "Globex tensor boards of model nine only", qualifier="hardware", denied=True
    )
    said = claim("training", "Globex tensor boards", qualifier="hardware")
    assert outcome(said, trained, not_only) == "confirmed"
    assert outcome(claim("training", not_only.value, qualifier="hardware"), not_only) == "refuted"
