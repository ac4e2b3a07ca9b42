"""Which model a name means, in running text and alone."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model_names import Mention, MentionKind, ModelNames
from tests.name_samples import NAMES, found

PIECES = (
    "Zed-5|zed|Acme|Acme's next model|q1|Lyra |3.5| Duo|-|.| |120B|Turnip|codenamed |\"|Harbor"
    "|and |Raven3|\u2011|(|\n|9|https://"
    "|\u0130|\u212a|\u200f|\u00a0|\u4e2d|codename|model called |.com/|next |20B"
)
CODE_POINTS = st.integers(0, 0x10FFFF).map(chr)  # lone surrogates too
TEXTS = st.one_of(
    st.text(CODE_POINTS, max_size=80),
    st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map("".join),
    st.lists(st.one_of(CODE_POINTS, st.sampled_from(PIECES.split("|")))).map("".join),
)


@pytest.mark.parametrize(
    ("printed", "model"),
    [
        ("Zed-5", "acme/zed-5"),
        ("Zed 5", "acme/zed-5"),
        ("zed5", "acme/zed-5"),
        ("Zed\u20115", "acme/zed-5"),
        ("Zed\u00a05", "acme/zed-5"),
        ("Zed-5.0", "acme/zed-5"),
        ("ZedChat-5", "acme/zed-5"),
        ("Forge 5", "acme/zed-5-forge"),
        ("Zed-5 Forge Glow", "acme/zed-5-forge-glow"),
        ("zed-5-mini", "acme/zed-5-mini"),
        ("Zed-5 mini", "acme/zed-5-mini"),
        ("Zed-5 Mini", "acme/zed-5-mini"),
        ("q1", "acme/q1"),
        ("q1-mini-high", "acme/q1-mini"),
        ("q1-preview", "acme/q1-preview"),
        ("q-series", "acme/q-series"),
        ("Zed-5-preview", "acme/zed-5"),
        ("Zed-Open-20B", "acme/zed-open-20b"),
        ("Acme OS model", "acme/zed-open"),
        ("Lyra 3 Solo", "borealis/lyra-3-solo"),
        ("Lyra Solo 3", "borealis/lyra-3-solo"),
        ("Lyra 4 Solo", "borealis/lyra-solo-4"),
        ("Solo 4", "borealis/lyra-solo-4"),
        ("lyra-solo-4", "borealis/lyra-solo-4"),
        ("3.5 Duo", "borealis/lyra-3.5-duo"),
        ("lyra-3-5-duo-20310901", "borealis/lyra-3.5-duo-20310901"),
        ("Raven 3", "corvid/raven3"),
        ("RAVEN3-MAX", "corvid/raven3-max"),
        ("Rook 2", "corvid/rook-2.0"),
    ],
)
def test_every_usual_spelling_means_the_registered_model(printed: str, model: str) -> None:
    assert found(f"They say {printed}, it seems.") == [(printed, model)]


@pytest.mark.parametrize(
    ("printed", "model"),
    [
        ("Zed-7", "acme/zed-7"),
        ("Zed-5.5", "acme/zed-5.5"),
        ("Zed-5.50", "acme/zed-5.50"),
        ("Zed-4o", "acme/zed-4o"),
        ("Zed-6 Pro", "acme/zed-6-pro"),
        ("Zed-6 Multimodal", "acme/zed-6-multimodal"),
        ("Zed-5 Turbo", "acme/zed-5-turbo"),
        ("Zed-5-0731", "acme/zed-5-0731"),
        ("Zed-5 (2031-08-06)", "acme/zed-5-2031-08-06"),
        ("Forge 6.1", "acme/zed-6.1-forge"),
        ("Zed-6 Forge", "acme/zed-6-forge"),
        ("Zed-Open-2-7b", "acme/zed-open-2-7b"),
        ("Lyra Solo 6.1", "borealis/lyra-solo-6.1"),
        ("Lyra 6 Solo", "borealis/lyra-solo-6"),
        ("Duo 5", "borealis/lyra-duo-5"),
        ("Raven4-Max", "corvid/raven4-max"),
        ("Raven 4 Max", "corvid/raven4-max"),
        ("Raven3 30B A3B", "corvid/raven3-30b-a3b"),
        ("Raven3-30B-2507", "corvid/raven3-30b-2507"),
        ("Rook 2.0 Nano", "corvid/rook-2.0-nano"),
        ("Croak Small 2510", "corvid/croak-small"),
        ("Croak-Small-2510", "corvid/croak-small-2510"),
    ],
)
def test_a_name_never_seen_gets_the_id_that_its_family_gives(printed: str, model: str) -> None:
    assert [meant for _, meant in found(f"They say {printed}, it seems.")] == [model]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Zed-5.5 is out.", [("Zed-5.5", "acme/zed-5.5")]),
        ("Zed-4o is out.", [("Zed-4o", "acme/zed-4o")]),
        ("Zed-5.", [("Zed-5", "acme/zed-5")]),
        ("Zed-5's", [("Zed-5", "acme/zed-5")]),
        ("(Zed-5)", [("Zed-5", "acme/zed-5")]),
        ("pre-Zed-5", [("Zed-5", "acme/zed-5")]),
        ("Zed-5-class", [("Zed-5", "acme/zed-5")]),
        ("\u6211\u7528Zed-5\u3002", [("Zed-5", "acme/zed-5")]),
        ("Zed-5.x", [("Zed", "acme/zed")]),
        ("Zed-5.5.5.5.5.5", [("Zed", "acme/zed")]),
        ("Zeds and Zedder, azed, Zed5all", []),
        ("q1x and xq1", []),
        ("Lyra 20 people", [("Lyra", "borealis/lyra")]),
        ("Lyra 2 weeks later", [("Lyra", "borealis/lyra")]),
        ("Raven3 70B parameters", [("Raven3", "corvid/raven3")]),
        ("Zed-7 Vision Upgrade", [("Zed-7", "acme/zed-7")]),
        ("Zed-7 vision is good", [("Zed-7", "acme/zed-7")]),
        ("Zed-7 TurboHigh load", [("Zed-7 Turbo", "acme/zed-7-turbo")]),
        (
            "Lyra 3.5 Duo Solo 4",
            [("Lyra 3.5 Duo", "borealis/lyra-3.5-duo"), ("Solo 4", "borealis/lyra-solo-4")],
        ),
    ],
)
def test_versions_are_exact_and_names_end_where_words_do(
    text: str, mentions: list[tuple[str, str]]
) -> None:
    assert found(text) == mentions


@pytest.mark.parametrize(
    "text",
    [
        "The Zed app, Forge CLI, Lyra Code and Zed Plan API shipped.",
        "https://acme.example.com/zed-5 and www.x.org/zed-5/more",
        "see acme.com/blog/zed-5-is-here for more",
        "zed.ai, lyra.cpp and raven.js",
        "Forge is a tool.",
    ],
)
def test_products_addresses_and_files_are_no_models(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zed-5", MentionKind.name),
        ("Zed-5 family", MentionKind.family),
        ("the Zed-5 series", MentionKind.family),
        ("Lyra", MentionKind.family),
        ("Raven3", MentionKind.name),
        ('Acme has "Turnip"', MentionKind.codename),
        ("Acme's next flagship model", MentionKind.vendor_next),
    ],
)
def test_a_mention_says_how_the_model_is_meant(text: str, kind: MentionKind) -> None:
    assert [mention.kind for mention in NAMES.mentions(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("It was retired (gpt-4o-2024-08-06).", "gpt-4o-2024-08-06"),
        ("GPT-4o (2024-08-06) was retired.", "GPT-4o (2024-08-06)"),
        ("GPT-4o (2024-08-06, the second) was retired.", "GPT-4o (2024-08-06"),
        ("It (or gpt-4o 2024-08-06) was retired.", "gpt-4o 2024-08-06"),
    ],
)
def test_a_bracket_that_closes_is_of_a_name_where_it_opened_in_it(text: str, printed: str) -> None:
    assert [m.text for m in ModelNames.shipped().mentions(text)] == [printed]


def test_the_middle_of_a_slug_is_no_name() -> None:
    text = "Send the header long-answers-3-5-sonnet-2024-07-15 with it."
    assert ModelNames.shipped().mentions(text) == []


def test_offsets_count_code_points() -> None:
    text = "\U0001f954\u0130 \u201cZed\u20115 Pro\u201d"
    assert NAMES.mentions(text) == [Mention(4, 13, "acme/zed-5-pro", "Zed\u20115 Pro")]


def test_a_mention_knows_its_vendor() -> None:
    assert NAMES.mentions("Lyra 9")[0].vendor == "borealis"


@pytest.mark.parametrize(
    ("text", "vendors"),
    [
        ("Acme and Borealis AI met Corvid.", ["acme", "borealis", "corvid"]),
        ("Acme Labs hired.", ["acme"]),
        ("Acme's, Borealis\u2019", ["acme", "borealis"]),
        ("acme and ACME and Acmeist", []),
    ],
)
def test_vendors_are_found_in_their_usual_printings(text: str, vendors: list[str]) -> None:
    mentions = NAMES.vendor_mentions(text)
    assert [mention.vendor for mention in mentions] == vendors
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("Zed-5", "acme/zed-5"),
        (" zed 5 ", "acme/zed-5"),
        ("Turnip", "acme/zed-5"),
        ("acme/zed-5.0", "acme/zed-5"),
        ("acme/harbor", "acme/harbor"),
        ("acme/Thing", "acme/thing"),
        ("acme/lyra-4", "acme/lyra-4"),
        ("other-slug/lyra-solo-4", "borealis/lyra-solo-4"),
        ("other-slug/thing", None),
        ("Zed-5 and more", None),
        ("Zed app", None),
        ("Thing", None),
        ("", None),
    ],
)
def test_a_name_alone_has_an_id_or_none(name: str, model: str | None) -> None:
    assert NAMES.id_of(name) == model


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("acme/zed-5-mini", "Zed-5 mini"),
        ("acme/zed-9-pro", "Zed-9 Pro"),
        ("borealis/lyra-solo-7", "Lyra Solo 7"),
        ("corvid/raven3-30b", "Raven3 30B"),
        ("acme/next", "Acme's next model"),
        ("nobody/next", "nobody's next model"),
        ("nobody/blue-kite", "Blue Kite"),
    ],
)
def test_a_model_is_printed_by_its_name(model: str, name: str) -> None:
    assert NAMES.name_of(model) == name


@pytest.mark.parametrize(
    ("model", "variant"),
    [
        ("acme/zed-5-mini", ("acme/zed-5", "mini")),
        ("acme/zed-5", None),
        ("borealis/lyra-solo-4", None),
        ("corvid/raven3-30b", None),
        ("acme/harbor", None),
    ],
)
def test_a_variant_tells_its_base(model: str, variant: tuple[str, str] | None) -> None:
    assert NAMES.variant_of(model) == variant


def test_facts_of_another_id_may_hold_too() -> None:
    assert NAMES.also("borealis/lyra-myth") == ("borealis/lyra-myth-preview",)
    assert NAMES.also("acme/zed-5") == NAMES.also("acme/zed-99") == ()


def test_the_day_of_release_is_known_or_not() -> None:
    assert NAMES.released("acme/zed-4") == date(2031, 3, 1)
    assert NAMES.released("acme/zed-5") is None
    assert NAMES.released("acme/zed-77") is None


def test_vendors_are_listed_with_their_names() -> None:
    assert NAMES.vendors() == {"acme": "Acme", "borealis": "Borealis AI", "corvid": "Corvid"}


def test_the_shipped_registry_is_read_once() -> None:
    assert ModelNames.shipped() is ModelNames.shipped()


@given(TEXTS)
def test_any_text_gives_mentions_in_order_inside_it_that_do_not_meet(text: str) -> None:
    for mentions in NAMES.mentions_and_vendors(text):
        spans = [(mention.start, mention.end) for mention in mentions]
        assert [text[start:end] for start, end in spans] == [item.text for item in mentions]
        assert all(start < end for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(TEXTS)
def test_models_and_vendors_are_the_same_searched_for_together_or_apart(text: str) -> None:
    together = NAMES.mentions_and_vendors(text)
    assert together == (NAMES.mentions(text), NAMES.vendor_mentions(text))


@given(TEXTS)
def test_any_text_alone_names_one_model_or_none(text: str) -> None:
    model = NAMES.id_of(text)
    assert model is None or "/" in model


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("DeepSeek V9-Brevis is here.", ["deepseek/deepseek-v9-brevis"]),
        ("The GPT-7-Powered Tools of OpenAI", ["openai/gpt-7"]),
        ("Qwen9-Math is out.", ["alibaba/qwen9-math"]),
    ],
)
def test_a_word_that_hangs_on_a_version_is_part_of_the_name(text: str, models: list[str]) -> None:
    assert [mention.model for mention in ModelNames.shipped().mentions(text)] == models
