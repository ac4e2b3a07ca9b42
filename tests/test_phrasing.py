from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.phrasing import day, month, readable, reason, sentence, statement, topic, value
from app.schema import Claim, Proposition
from app.vocabulary import ATTRIBUTES, Op, Polarity

MODEL = "acme/zephyr-9"
NAMES = {MODEL: "Zephyr 9", "acme/zephyr-8": "Zephyr 8", "swe-bench-pro": "SWE-bench Pro"}


def said(attribute: str, value: Any, **fields: Any) -> Proposition:
    return Proposition.model_validate(
        {"model": MODEL, "attribute": attribute, "value": value, **fields}
    )


def name_of(identity: str) -> str:
    return NAMES.get(identity, identity)


NUMBERS = [
    (said("context_window", 9000, unit="tokens"), "Zephyr 9's context window is 9,000 tokens"),
    (
        said("context_window", 64000, unit="tokens", qualifier="codex", op="ge"),
        "Zephyr 9's context window (codex) is at least 64,000 tokens",
    ),
    (
        said("context_window", 16, unit="ratio", baseline="acme/zephyr-8"),
        "Zephyr 9's context window is 16 times that of Zephyr 8",
    ),
    (
        said("max_output", 4096, unit="tokens", op="le"),
        "Zephyr 9's maximum output is at most 4,096 tokens",
    ),
    (
        said("parameter_count", 1.8e12, unit="parameters", qualifier="total", op="approx"),
        "Zephyr 9's total parameter count is about 1.8 trillion",
    ),
    (
        said("parameter_count", [7e9, 14e9], unit="parameters", qualifier="active", op="range"),
        "Zephyr 9's active parameter count is between 7 billion and 14 billion",
    ),
    (
        said("parameter_count", 350000, unit="parameters"),
        "Zephyr 9's parameter count is 350,000",
    ),
    (
        said("parameter_count", "acme/zephyr-8", qualifier="total", op="gt"),
        "Zephyr 9's total parameter count is above that of Zephyr 8",
    ),
    (
        said("benchmark_score", [77, 89], unit="percent", qualifier="swe-bench-pro", op="range"),
        "Zephyr 9's score on SWE-bench Pro is between 77 and 89%",
    ),
    (
        said("benchmark_score", 58.6, unit="percent", qualifier="other-bench"),
        "Zephyr 9's score on other-bench is 58.6%",
    ),
    (
        said("benchmark_score", 1500, unit="elo", qualifier="arena", op="lt"),
        "Zephyr 9's score on arena is less than 1,500 Elo",
    ),
    (
        said("price", 2.5, unit="usd_per_mtok", qualifier="input"),
        "Zephyr 9's input price is $2.50 per million tokens",
    ),
    (
        said("price", 0.0625, unit="usd_per_mtok", qualifier="cached_input"),
        "Zephyr 9's cached input price is $0.0625 per million tokens",
    ),
    (
        said("price", 200, unit="usd_per_month", qualifier="subscription"),
        "Zephyr 9's subscription price is $200 a month",
    ),
    (
        said("price_change", [0.5, 0.7], unit="ratio", op="range", baseline="acme/zephyr-8"),
        "Zephyr 9's price is between 0.5 and 0.7 times that of Zephyr 8",
    ),
    (
        said("price_change", 1, unit="ratio", op="lt"),
        "Zephyr 9's price is below the earlier one",
    ),
    (
        said("price_change", 1, unit="ratio", op="eq"),
        "Zephyr 9's price is level with the earlier one",
    ),
    (
        said("speed", 500, unit="tokens_per_second", qualifier="throughput", op="gt"),
        "Zephyr 9's throughput is more than 500 tokens a second",
    ),
    (
        said("speed", [30, 120], unit="seconds", qualifier="latency", op="range"),
        "Zephyr 9's latency is between 30 and 120 seconds",
    ),
    (
        said("speed", 1.5, unit="ratio", qualifier="turbo_mode"),
        "Zephyr 9's speed (turbo mode) is 1.5 times the earlier one",
    ),
    (
        said("training", 2.5e8, unit="usd", qualifier="cost", op="approx"),
        "Zephyr 9's training cost is about $250 million",
    ),
    (
        said("serving", 10000, unit="systems", qualifier="scale", op="gt"),
        "Zephyr 9's serving scale is more than 10,000 systems",
    ),
]

DATES = [
    (said("release_date", "2026-04-23", unit="date"), "Zephyr 9 is released on 23 April 2026"),
    (
        said("release_date", "2026-04-23", unit="date", op="by"),
        "Zephyr 9 is released by 23 April 2026",
    ),
    (
        said("release_date", "2026-04-23", unit="date", op="approx"),
        "Zephyr 9 is released around 23 April 2026",
    ),
    (
        said("release_date", "2026-04-23", op="ge", qualifier="weights"),
        "Zephyr 9 has its weights released no earlier than 23 April 2026",
    ),
    (
        said("release_date", ["2026-07-01", "2026-12-31"], op="in"),
        "Zephyr 9 is released between July and December 2026",
    ),
    (said("release_date", ["2026-01-01", "2026-12-31"], op="in"), "Zephyr 9 is released in 2026"),
    (
        said("release_date", ["2026-02-01", "2026-02-28"], op="in"),
        "Zephyr 9 is released in February 2026",
    ),
    (
        said("release_date", ["2026-12-01", "2027-01-31"], op="in", qualifier="announced"),
        "Zephyr 9 is announced between December 2026 and January 2027",
    ),
    (
        said("release_date", ["2026-05-02", "2026-06-13"], op="in", qualifier="api"),
        "Zephyr 9 is released in the API between 2 May 2026 and 13 June 2026",
    ),
    (
        said("release_date", ["2026-05-02", "2026-05-02"], op="in"),
        "Zephyr 9 is released on 2 May 2026",
    ),
    (
        said("release_date", ["spring", "2026-05-02"], op="in"),
        "Zephyr 9 is released between spring and 2026-05-02",
    ),
    (
        said("release_date", "2026-04-23", polarity="denies", op="by"),
        "Zephyr 9 is not released by 23 April 2026",
    ),
    (
        said("release_date", "2026-04-23", qualifier="full_size"),
        "Zephyr 9 is released (full size) on 23 April 2026",
    ),
    (said("release_date", None, op="approx"), "Zephyr 9 is released on a day not said"),
    (said("knowledge_cutoff", "2025-06"), "Zephyr 9's knowledge cutoff is June 2025"),
    (said("knowledge_cutoff", "2025-13"), "Zephyr 9's knowledge cutoff is 2025-13"),
    (
        said("knowledge_cutoff", "2025-06-30", op="gt"),
        "Zephyr 9's knowledge cutoff is after 30 June 2025",
    ),
]

STATES = [
    (said("release_stage", "released", polarity="denies"), "Zephyr 9 is not released"),
    (said("release_stage", "released", op="lt"), "Zephyr 9 is not yet released"),
    (said("release_stage", "limited_test"), "Zephyr 9 is in a limited test"),
    (
        said("release_stage", "pretraining_complete", at=date(2026, 3, 24)),
        "Zephyr 9 is through with pre-training on 24 March 2026",
    ),
    (said("availability", value=True, qualifier="chatgpt"), "Zephyr 9 is available in ChatGPT"),
    (
        said("availability", value=True, qualifier="general", polarity="denies"),
        "Zephyr 9 is not generally available",
    ),
    (
        said("availability", value=False, qualifier="atlantis"),
        "Zephyr 9 is not available in atlantis",
    ),
    (
        said("availability", "students", qualifier="api"),
        "Zephyr 9 is available through the API: “students”",
    ),
    (
        said("other", value=False, qualifier="price_disclosed"),
        "Zephyr 9's price is not disclosed",
    ),
    (said("other", value=True, qualifier="price_disclosed"), "Zephyr 9's price is disclosed"),
    (
        said("other", value=True, qualifier="ships_with_a_kettle"),
        "Zephyr 9 fulfils “ships with a kettle”",
    ),
    (
        said("other", value=True, qualifier="official_word", polarity="denies"),
        "Zephyr 9 does not fulfil “official word”",
    ),
    (said("other", 12, qualifier="pilots", unit="people"), "Zephyr 9's pilots is 12 people"),
    (said("other", "brass"), "Zephyr 9's other is “brass”"),
]

NAMED = [
    (said("official_name", "Zephyr 9"), "Zephyr 9's official name is “Zephyr 9”"),
    (
        said("official_name", "Zephyr X", polarity="denies"),
        "Zephyr 9's official name is not “Zephyr X”",
    ),
    (said("codename", "Turnip"), "Zephyr 9 has the codename “Turnip”"),
    (
        said("codename", "Turnip", polarity="denies"),
        "Zephyr 9 does not have the codename “Turnip”",
    ),
    (said("variant", "pro"), "Zephyr 9 has a variant “pro”"),
    (said("variant", "pro", polarity="denies"), "Zephyr 9 has no variant “pro”"),
    (said("architecture", "moe"), "Zephyr 9 is a mixture-of-experts model"),
    (said("architecture", "moe", polarity="denies"), "Zephyr 9 is not a mixture-of-experts model"),
    (said("architecture", "reasoning_modes"), "Zephyr 9 has reasoning modes"),
    (said("architecture", "clockwork"), "Zephyr 9's architecture is “clockwork”"),
    (said("modality", "video", qualifier="input"), "Zephyr 9 accepts video"),
    (
        said("modality", "audio", qualifier="output", polarity="denies"),
        "Zephyr 9 does not produce audio",
    ),
    (said("modality", "text", qualifier="sideways"), "Zephyr 9 handles text"),
    (said("license", "open_weights"), "Zephyr 9 is an open-weights model"),
    (said("license", "MIT"), "Zephyr 9 has the license MIT"),
    (said("license", "proprietary", polarity="denies"), "Zephyr 9 is not proprietary"),
    (said("lineage", "acme/zephyr-8"), "Zephyr 9 follows on from Zephyr 8"),
    (
        said("lineage", "acme/zephyr-8", polarity="denies"),
        "Zephyr 9 does not follow on from Zephyr 8",
    ),
    (said("compatibility", "backward_compatible"), "Zephyr 9 is backward compatible"),
    (said("compatibility", "old plugs"), "Zephyr 9's compatibility is “old plugs”"),
    (said("capability", "juggling"), "Zephyr 9 has the capability “juggling”"),
    (said("safety", "a red button"), "Zephyr 9's safety is “a red button”"),
    (
        said("training", "steam", qualifier="method"),
        "Zephyr 9's training method is “steam”",
    ),
    (said("unheard_of", "thing"), "Zephyr 9's unheard of is “thing”"),
    (said("unheard_of", None), "Zephyr 9's unheard of is not said"),
    (said("unheard_of", [1, "x", 2]), "Zephyr 9's unheard of is [1, 'x', 2]"),
]

RANKS = [
    (
        said("benchmark_rank", "acme/zephyr-8", op="gt", qualifier="swe-bench-pro"),
        "Zephyr 9 ranks above Zephyr 8 on SWE-bench Pro",
    ),
    (said("benchmark_rank", "acme/zephyr-8", op="lt"), "Zephyr 9 ranks below Zephyr 8"),
    (
        said("benchmark_rank", "acme/zephyr-8", op="approx", polarity="denies"),
        "Zephyr 9 does not rank level with Zephyr 8",
    ),
    (
        said("benchmark_rank", 3, qualifier="arena", at=date(2026, 5, 31)),
        "Zephyr 9 ranks #3 on arena on 31 May 2026",
    ),
]


@pytest.mark.parametrize(("proposition", "words"), NUMBERS + DATES + STATES + NAMED + RANKS)
def test_a_proposition_is_a_sentence_that_anybody_can_read(
    proposition: Proposition, words: str
) -> None:
    assert sentence(proposition, "Zephyr 9", name_of) == words


def test_the_rival_of_everybody_is_called_all_others() -> None:
    first = said("benchmark_rank", "all", op="ge", qualifier="arena")
    assert sentence(first, "Zephyr 9") == "Zephyr 9 ranks level with or above all others on arena"


def test_a_statement_is_the_sentence_without_its_model() -> None:
    assert (
        statement(said("context_window", 9000, unit="tokens")) == "context window is 9,000 tokens"
    )
    assert statement(said("release_stage", "preview")) == "is in preview"


def test_a_denial_of_a_state_names_the_day_it_speaks_of() -> None:
    denial = said("release_stage", "released", polarity="denies")
    claim = Claim.of(denial, date(2026, 4, 21))
    assert sentence(claim, "Zephyr 9") == "Zephyr 9 is not released (as of 21 April 2026)"


@pytest.mark.parametrize(
    ("proposition", "words"),
    [
        (said("context_window", 9000, unit="tokens"), "9,000 tokens"),
        (said("release_date", "2026-04-23"), "23 April 2026"),
        (said("release_date", ["2026-01-01", "2026-12-31"], op="in"), "2026"),
        (said("release_date", "2026-04-23", op="by"), "by 23 April 2026"),
        (said("codename", "Turnip"), "Turnip"),
        (said("codename", "Turnip", polarity="denies"), "not Turnip"),
        (said("architecture", "native_multimodal"), "native multimodal"),
        (said("release_stage", "released", op="lt"), "not yet released"),
        (said("availability", value=True, qualifier="api"), "yes"),
        (said("availability", value=True, qualifier="api", polarity="denies"), "no"),
        (said("availability", value=False, qualifier="api", polarity="denies"), "yes"),
        (said("lineage", "acme/zephyr-8"), "Zephyr 8"),
        (said("benchmark_rank", 2), "#2"),
    ],
)
def test_a_value_stands_alone_in_a_table(proposition: Proposition, words: str) -> None:
    assert value(proposition, name_of) == words


@pytest.mark.parametrize(
    ("attribute", "qualifier", "words"),
    [
        ("context_window", None, "Context window"),
        ("price", "cached_input", "Price (cached input)"),
        ("benchmark_score", "swe-bench-pro", "Benchmark (SWE-bench Pro)"),
        ("benchmark_rank", None, "Rank"),
    ],
)
def test_a_topic_is_a_heading(attribute: str, qualifier: str | None, words: str) -> None:
    assert topic(attribute, qualifier, name_of) == words


@pytest.mark.parametrize(
    ("identity", "name"),
    [
        ("acme/gpt-5.5-pro", "GPT-5.5 Pro"),
        ("acme/zephyr-9", "Zephyr 9"),
        ("acme/o-series", "O Series"),
        ("acme/next", "the next model of Acme"),
        ("all", "all others"),
        ("swe-bench-pro", "swe-bench-pro"),
    ],
)
def test_an_id_without_a_registered_name_is_still_readable(identity: str, name: str) -> None:
    assert readable(identity) == name


def test_days_and_months_are_written_out() -> None:
    assert day(date(2026, 4, 3)) == "3 April 2026"
    assert month(date(2026, 4, 3)) == "April 2026"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


PROPOSITIONS = st.builds(
    Proposition,
    model=st.just(MODEL),
    attribute=st.sampled_from([*ATTRIBUTES, "unheard_of"]),
    qualifier=st.none() | st.text(),
    op=st.sampled_from(Op),
    value=JSON | st.integers(min_value=10**400),
    unit=st.sampled_from([None, "tokens", "usd", "ratio", "date", "parameters", "bananas"]),
    polarity=st.sampled_from(Polarity),
)


@given(PROPOSITIONS)
def test_any_value_is_put_into_words(proposition: Proposition) -> None:
    assert sentence(proposition, "Zephyr 9").startswith("Zephyr 9")
    assert isinstance(value(proposition), str)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It came out on 2026-04-23.", "It came out on 23 April 2026."),
        ("in 2026-04, by the month", "in April 2026, by the month"),
        ("acme/zephyr-9 follows acme/zephyr-8.", "Zephyr 9 follows Zephyr 8."),
        ("input/output and https://acme/zephyr-9/2026-04-23", None),
        ("build 2026-04-23-a of 2026-13-45", None),
        ("read at /acme/zephyr-9", None),
    ],
)
def test_days_and_models_of_a_reason_are_written_as_people_write_them(
    text: str, shown: str | None
) -> None:
    assert reason(text, name_of, {"acme"}) == (shown or text)


@given(st.text())
def test_a_reason_of_any_text_is_told(text: str) -> None:
    assert reason(text, name_of, ()) is not None
