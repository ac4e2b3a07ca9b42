from __future__ import annotations

from typing import Any

import pytest

from app.schema import Fact
from app.verdicts.members import thinking, variant_id
from app.vocabulary import ATTRIBUTES, Attribute, ValueKind
from tests.verdict_samples import LYNX, ORB, claim, fact, outcome, released, settled


def test_a_variant_is_settled_by_the_familys_facts() -> None:
    pro = claim("variant", "pro")
    assert outcome(pro, fact("variant", "Pro")) == "confirmed"
    assert outcome(pro, fact("variant", "pro", denied=True)) == "refuted"
    assert outcome(pro, fact("variant", "mini")) == "open"
    assert outcome(claim("variant", "pro", denied=True), fact("variant", "pro")) == "refuted"


def test_facts_on_the_variants_own_id_confirm_it() -> None:
    own = fact("price", 30, model=f"{ORB}-deep-think", qualifier="input")
    assert outcome(claim("variant", "Deep Think"), own) == "confirmed"


@pytest.mark.parametrize(
    ("known", "came_out"),
    [
        (fact("release_stage", "released", model=f"{ORB}-mini"), "confirmed"),
        (released(model=f"{ORB}-mini", qualifier="api"), "confirmed"),
        (released(model=f"{ORB}-mini", qualifier="announced"), "open"),
        (fact("release_stage", "delayed", model=f"{ORB}-mini"), "open"),
        (fact("release_stage", "released", model=f"{ORB}-mini", denied=True), "open"),
        (fact("other", "no", model=f"{ORB}-mini", qualifier="exists"), "open"),
    ],
)
def test_only_what_came_out_exists(known: Fact, came_out: str) -> None:
    assert outcome(claim("variant", "mini"), known) == came_out


@pytest.mark.parametrize("word", ["standard", "Base", "full"])
def test_the_plain_model_is_its_own_standard_variant(word: str) -> None:
    assert outcome(claim("variant", word), released()) == "confirmed"
    assert outcome(claim("variant", word)) == "open"


def test_a_line_up_read_in_full_refutes_what_it_lacks() -> None:
    whole = fact("other", "mini, pro", qualifier="variants_listed", known="2031-01-01")
    assert outcome(claim("variant", "turbo"), released(), whole) == "refuted"
    assert outcome(claim("variant", "turbo"), released()) == "open"


def test_nothing_can_be_so_of_a_variant_that_does_not_exist() -> None:
    absent = fact("variant", "turbo", denied=True)
    turbo = f"{ORB}-turbo"
    verdict = settled(claim("context_window", 8000, model=turbo), absent)
    assert (verdict.outcome.value, verdict.rule) == ("refuted", "no_such_variant")
    assert outcome(claim("release_stage", "released", model=turbo, denied=True), absent) == (
        "confirmed"
    )
    own = fact("context_window", 8000, model=turbo)
    assert outcome(claim("context_window", 8000, model=turbo), absent, own) == "confirmed"
    assert outcome(claim("context_window", 8000, model=f"{ORB}-mini"), absent) == "open"


@pytest.mark.parametrize(
    ("side", "known_side", "denied", "came_out"),
    [
        ("input", "input", False, "confirmed"),
        ("input", "input", True, "refuted"),
        ("input", None, False, "confirmed"),
        ("input", "output", False, "open"),
        (None, "output", False, "confirmed"),
        (None, "output", True, "refuted"),
    ],
)
def test_a_modality_is_settled_side_by_side(
    side: Any, known_side: Any, came_out: str, *, denied: bool
) -> None:
    known = fact("modality", "audio", qualifier=known_side, denied=denied)
    assert outcome(claim("modality", "audio", qualifier=side), known) == came_out


def test_another_modality_refutes_nothing() -> None:
    assert outcome(claim("modality", "video"), fact("modality", "text"), released()) == "open"


@pytest.mark.parametrize(
    ("said", "known", "came_out"),
    [
        ("moe", "moe", "confirmed"),
        ("dense", "moe", "refuted"),
        ("same_base", "new_pretraining", "refuted"),
        ("thinking model", "reasoning_modes", "confirmed"),
        ("reasoning_modes", "hybrid thinking", "confirmed"),
        ("new tokenizer", "a new tokenizer", "confirmed"),
        ("native_multimodal", "moe", "unverifiable"),
    ],
)
def test_traits_of_design_agree_exclude_or_say_nothing(
    said: str, known: str, came_out: str
) -> None:
    assert outcome(claim("architecture", said), fact("architecture", known), released()) == came_out


def test_a_design_on_record_beats_the_silence_about_the_rest() -> None:
    silence = fact("other", "none published", qualifier="vendor_figure:architecture")
    modes = fact("architecture", "reasoning_modes")
    assert outcome(claim("architecture", "reasoning_modes"), silence, modes) == "confirmed"
    verdict = settled(claim("architecture", "moe"), silence, modes)
    assert verdict.outcome == "unverifiable"
    assert verdict.facts == [silence.id]


def test_a_trait_denied_on_record_is_refuted() -> None:
    denied = fact("architecture", "same_base", denied=True)
    assert outcome(claim("architecture", "same_base"), denied) == "refuted"
    assert outcome(claim("architecture", "new_pretraining"), denied) == "open"


def test_active_beside_total_parameters_show_a_mixture_of_experts() -> None:
    sizes = [
        fact("parameter_count", 49 * 10**9, qualifier="active", unit="parameters"),
        fact("parameter_count", 16 * 10**11, qualifier="total", unit="parameters"),
    ]
    assert outcome(claim("architecture", "moe"), *sizes) == "confirmed"
    assert outcome(claim("architecture", "dense"), *sizes) == "refuted"
    assert outcome(claim("architecture", "moe"), sizes[1]) == "open"
    assert outcome(claim("architecture", "native_multimodal"), *sizes) == "open"


@pytest.mark.parametrize(
    ("said", "known", "came_out"),
    [
        ("open_weights", "MIT", "confirmed"),
        ("open_weights", "proprietary", "refuted"),
        ("proprietary", "open_weights", "refuted"),
        ("mit", "MIT", "confirmed"),
        ("Apache-2.0", "MIT", "refuted"),
        ("Apache-2.0", "open_weights", "open"),
    ],
)
def test_a_licence_is_open_closed_or_its_own_terms(said: str, known: str, came_out: str) -> None:
    assert outcome(claim("license", said), fact("license", known)) == came_out


def test_weights_that_came_out_are_open() -> None:
    weights = released(qualifier="weights")
    assert outcome(claim("license", "open_weights"), weights) == "confirmed"
    assert outcome(claim("license", "proprietary"), weights) == "refuted"
    assert outcome(claim("license", "MIT"), weights) == "open"
    assert outcome(claim("license", "open_weights"), released()) == "open"


def test_a_licence_denied_on_record_is_refuted() -> None:
    kept = fact("license", "open_weights", denied=True)
    assert outcome(claim("license", "open_weights"), kept) == "refuted"
    assert outcome(claim("license", "MIT"), kept) == "open"


@pytest.mark.parametrize(
    ("trait", "is_thinking"),
    [
        ("deliberative reasoning loop", True),
        ("thinking model", True),
        ("loop", False),
        ("moe", False),
    ],
)
def test_reasoning_goes_by_many_words(trait: str, *, is_thinking: bool) -> None:
    assert thinking(trait) is is_thinking


def test_a_variant_has_an_id_of_its_own() -> None:
    assert variant_id(LYNX, "Deep Think") == "globex/lynx-2-deep-think"


def test_a_new_attribute_is_settled_by_the_facts_that_name_its_members(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ATTRIBUTES, "watermark", Attribute("watermark", ValueKind.member))
    assert outcome(claim("watermark", "synthid"), fact("watermark", "SynthID")) == "confirmed"
    denied = fact("watermark", "synthid", denied=True)
    assert outcome(claim("watermark", "synthid"), denied) == "refuted"
    assert outcome(claim("watermark", "synthid"), fact("watermark", "visible")) == "open"


@pytest.mark.parametrize("passing", ["Preview", "beta", "early access"])
def test_a_passing_build_is_not_refuted_by_a_list_of_a_later_day(passing: str) -> None:
    line_up = fact("other", "orb-5, orb-5 pro", qualifier="variants_listed")
    assert outcome(claim("variant", passing), released(), line_up) == "unverifiable"
    assert outcome(claim("variant", "nano"), released(), line_up) == "refuted"


@pytest.mark.parametrize("words", ["chain-of-thought reasoning", "inference-time reasoning"])
def test_a_capability_to_think_first_is_settled_by_the_design_on_record(words: str) -> None:
    design = fact("architecture", "reasoning_modes")
    assert outcome(claim("capability", words), released(), design) == "confirmed"
    assert outcome(claim("capability", "reasoning about tides"), released(), design) == (
        "unverifiable"
    )
