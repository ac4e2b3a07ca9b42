"""What the rest of a text says about a name in it."""

from __future__ import annotations

import pytest

from tests.name_samples import NAMES, found


@pytest.mark.parametrize(
    "text",
    [
        "Turnip is what Acme trains.",
        "Turnip runs on Zed-4 data.",
        'It is "turnip", says Acme.',
        "Acme has `turnip` ready.",
        "Acme's Turnip is near.",
        "We all hear that Acme Turnip is near.",
        "Acme Says Big Turnip Comes Soon",
        "It is codenamed Turnip by Acme.",
        "TURNIP BY ACME? Acme is silent.",
    ],
)
def test_an_everyday_word_is_a_model_as_a_name_beside_its_vendor(text: str) -> None:
    assert "acme/zed-5" in [model for _, model in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Turnip soup is good.",
        "TURNIP SOUP IS GOOD.",
        "Acme eats turnip soup.",
        "Borealis has a Turnip.",
        "We went to the Winter Turnip in Acme country, which was nice.",
        "A visit of Borealis to their Project Harbor, with Acme as guest.",
    ],
)
def test_an_everyday_word_is_none_in_other_company_or_in_another_name(text: str) -> None:
    assert not {"acme/zed-5", "acme/harbor"} & {model for _, model in found(text)}


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("both gem and pip do audio", ["corvid/gem", "corvid/pip"]),
        ("pip, Zed-5 and raven", ["corvid/pip", "acme/zed-5", "corvid/raven"]),
        ("Q1 vs. Zed-5", ["acme/q1", "acme/zed-5"]),
        ("pip or raven", []),
        ("gem, as I was told yesterday, and pip", ["corvid/gem"]),
        ("In Q1 the sales rose.", []),
        ("Acme sold more in Q1.", ["acme/q1"]),
        ("raven > pip (gem)", ["corvid/raven", "corvid/pip", "corvid/gem"]),
    ],
)
def test_what_stands_beside_a_model_in_a_list_is_a_model(text: str, models: list[str]) -> None:
    assert [model for _, model in found(text)] == models


def test_a_word_once_shown_as_a_name_stays_one_in_lower_case() -> None:
    text = "Acme tests Turnip. Some like turnip, some do not."
    assert found(text) == [("Turnip", "acme/zed-5"), ("turnip", "acme/zed-5")]


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("Lyra 3.5 Duo is out. Lyra 3.5 is fast.", ["borealis/lyra-3.5-duo"] * 2),
        ("Lyra 3.5 is fast.", ["borealis/lyra-3.5"]),
        (
            "Lyra 3.5 Duo and Lyra 3.5 Nano; Lyra 3.5",
            ["borealis/lyra-3.5-duo", "borealis/lyra-3.5-nano", "borealis/lyra-3.5"],
        ),
        ("Lyra Solo 4 came. Solo won.", ["borealis/lyra-solo-4"] * 2),
        ("Croak-Small-24B-2507 is here, Croak Small rocks", ["corvid/croak-small-24b-2507"] * 2),
        ("Zed-Open-20B and Zed-Open", ["acme/zed-open-20b", "acme/zed-open"]),
        ("Zed-5 and Zed-5 Pro", ["acme/zed-5", "acme/zed-5-pro"]),
        ("Raven3 and Raven3 30B", ["corvid/raven3", "corvid/raven3-30b"]),
    ],
)
def test_a_short_name_is_the_one_longer_name_that_is_printed(text: str, models: list[str]) -> None:
    assert [model for _, model in found(text)] == models


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        (
            "Zed-Open leaks: the 120B and 20b are near.",
            [("120B", "acme/zed-open-120b"), ("20b", "acme/zed-open-20b")],
        ),
        ("Zed-Open has 20B parameters.", []),
        ("Zed-Open is like a 20B model.", []),
        ("Zed-Open costs $20B or 1.20B.", []),
        ("Zed-Open has a 7B.", []),
        ("Raven3 and its 20B", []),
        ("Zed-4 is out and the 7B is fast.", [("7B", "acme/zed-4-7b")]),
        ("Zed-4 in 7B and 9B sizes beats q1; the 9B is fast.", [("9B", "acme/zed-4-9b")]),
        ("Raven3 30B and 70B", [("70B", "corvid/raven3-70b")]),
        ("Raven3 is near, with a small 9B version.", []),
    ],
)
def test_a_bare_size_is_the_model_of_that_size_in_the_family(
    text: str, sizes: list[tuple[str, str]]
) -> None:
    assert [mention for mention in found(text) if mention[0][0].isdigit()] == sizes


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Acme's next model is near.", "Acme's next model"),
        (
            "Acme Labs\u2019 upcoming flagship reasoning model",
            "Acme Labs\u2019 upcoming flagship reasoning model",
        ),
        ("Acme open source LLM", "Acme open source LLM"),
        ("Acme's next-gen frontier model", "Acme's next-gen frontier model"),
        ("Acme's long awaited open-weight model", "Acme's long awaited open-weight model"),
    ],
)
def test_the_unnamed_next_model_of_a_vendor_is_one(text: str, mention: str) -> None:
    assert found(text) == [(mention, "acme/next")]


@pytest.mark.parametrize(
    "text",
    [
        "Acme's next model, Zed-6, is near.",
        'Acme\'s next model called "Turnip"',
        "Acme's next Zed-6 model",
        "Turnip is the codename for Acme's next model.",
        "Acme's next office is a model of its kind.",
        "The next model is near.",
        "Big Acme upcoming model",
    ],
)
def test_a_next_model_that_has_a_name_there_is_no_unnamed_one(text: str) -> None:
    assert "acme/next" not in [model for _, model in found(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Corvid's Gem is cheap.", [("Gem", "corvid/gem")]),
        ("Corvid is cheap.", [("Corvid", "corvid/corvid")]),
        ("Lyra's price fell.", [("Lyra", "borealis/lyra")]),
    ],
)
def test_a_company_named_like_its_family_is_no_model_where_it_owns_one(
    text: str, mentions: list[tuple[str, str]]
) -> None:
    assert found(text) == mentions


def test_all_mentions_come_in_the_order_of_the_text() -> None:
    text = "Acme's next model beats Zed-Open; the 20B is codenamed Figgy, and Zed-5 waits."
    starts = [mention.start for mention in NAMES.mentions(text)]
    assert starts == sorted(starts)
    assert len(starts) == 5
