from __future__ import annotations

from typing import Any

import pytest

from app.verdicts.names import folded, generation, names_in
from app.vocabulary import Authority
from tests.verdict_samples import LYNX, claim, day, fact, outcome, released, settled


def name(value: str, **more: Any) -> Any:
    return claim("official_name", value, **more)


NAMED = fact("official_name", "Orb 5")


@pytest.mark.parametrize(
    ("value", "came_out"),
    [
        ("Orb 5", "confirmed"),
        ("orb-5", "confirmed"),
        ("Acme Orb 5", "confirmed"),
        ("Orb 6", "refuted"),
        ("Orb 5 Pro", "refuted"),
    ],
)
def test_a_model_bears_one_official_name(value: str, came_out: str) -> None:
    assert outcome(name(value), NAMED) == came_out


def test_a_release_under_its_id_is_a_record_of_the_name() -> None:
    assert outcome(name("Orb 5"), released()) == "confirmed"
    assert outcome(name("Orb 6"), released()) == "refuted"
    assert outcome(name("Orb 5")) == "open"


def test_a_model_given_up_never_bore_a_name() -> None:
    ended = fact("release_stage", "cancelled")
    assert outcome(name("Orb 5"), ended) == "refuted"
    assert outcome(name("Orb 5", denied=True), ended) == "open"


@pytest.mark.parametrize(
    ("value", "said", "came_out"),
    [
        ("Orb 5", "2030-09-01", "confirmed"),
        ("Orb 5", "2030-10-01", "refuted"),
        ("Orb 5", None, "refuted"),
        ("Orb 5 Pro", "2030-09-01", "confirmed"),
        ("Orb 5 Pro", None, "confirmed"),
    ],
)
def test_a_denied_name_speaks_of_its_day(value: str, said: str | None, came_out: str) -> None:
    verdict = settled(name(value, denied=True, said=said), NAMED)
    assert (verdict.outcome.value, verdict.knowable_from) == (came_out, day("2030-09-10"))


def test_another_codename_refutes_nothing() -> None:
    spoon, fork = claim("codename", "Spoon"), fact("codename", "Fork")
    assert outcome(spoon) == "open"
    assert outcome(spoon, fork) == "open"
    assert outcome(spoon, fork, released()) == "unverifiable"
    assert outcome(spoon, fact("codename", "spoon")) == "confirmed"


def test_a_name_known_to_be_another_models_refutes_the_codename() -> None:
    listed = claim("codename", "tin-alpha, lead-alpha or zinc-alpha")
    theirs = fact("codename", "metals (tin-alpha, lead-alpha, zinc-alpha)", denied=True)
    assert outcome(listed, theirs) == "refuted"
    mine = fact("codename", "metals (tin-alpha, lead-alpha, zinc-alpha)")
    assert outcome(listed, mine) == "confirmed"
    assert outcome(claim("codename", "Spoon", denied=True), fact("codename", "Spoon")) == "refuted"


@pytest.mark.parametrize(
    ("value", "came_out"),
    [
        ("acme/orb-4.4", "confirmed"),
        ("acme/orb-4", "partly"),
        ("acme/orb-3", "refuted"),
        ("acme/disc-4", "refuted"),
        ("acme/disc", "refuted"),
    ],
)
def test_an_earlier_model_of_the_generation_is_right_in_part(value: str, came_out: str) -> None:
    assert outcome(claim("lineage", value), fact("lineage", "acme/orb-4.4")) == came_out


def test_lineage_is_settled_by_ids_alone() -> None:
    follows = claim("lineage", LYNX)
    assert outcome(follows, fact("lineage", LYNX, denied=True)) == "refuted"
    assert outcome(follows, fact("lineage", "acme/orb-4", denied=True)) == "open"
    assert outcome(follows, fact("lineage", "hands questions to globex/lynx-2")) == "open"
    assert outcome(follows, released()) == "unverifiable"
    assert "same generation" not in settled(follows, fact("lineage", LYNX)).reason


def test_the_stronger_authority_settles_a_name() -> None:
    rumour = fact("official_name", "Orb 6", authority=Authority.press)
    assert outcome(name("Orb 6"), rumour, NAMED) == "refuted"


@pytest.mark.parametrize(("one", "other"), [("GPT 5.5", "gpt-5.5"), ("Q*", "q*"), ("Ä-B", "äb")])
def test_names_are_folded_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("o3", "o3+"), ("盘古", "悟空"), ("4.5", "45")])
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_list_of_names_is_taken_apart() -> None:
    assert names_in("tin, lead or zinc (metal)") == {"tin", "lead", "zinc", "metal"}


@pytest.mark.parametrize(
    ("model", "kin"),
    [
        ("acme/orb-5.4", ("acme/orb", "5")),
        ("acme/o3-mini", ("acme/o", "3")),
        ("acme/disc", None),
    ],
)
def test_a_generation_is_family_and_major_number(model: str, kin: Any) -> None:
    assert generation(model) == kin


@pytest.mark.parametrize(
    ("official", "came_out"),
    [("Orb 5 Preview", "partly"), ("Orb 5 (beta)", "partly"), ("Orb 5 Pro", "refuted")],
)
def test_a_name_that_lacks_but_the_word_for_a_passing_build_is_right_in_part(
    official: str, came_out: str
) -> None:
    assert outcome(claim("official_name", "Orb 5"), fact("official_name", official)) == came_out
