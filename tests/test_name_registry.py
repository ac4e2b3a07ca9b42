"""Registered names, and the ids of new ones."""

from __future__ import annotations

import pytest

from app.name_registry import MOST_KEPT, MentionKind, Registry, slug_of
from app.registries import Codename, ModelEntry, VendorEntry
from tests.name_samples import ACME, BOREALIS, CORVID

REGISTRY = Registry.of([ACME, BOREALIS, CORVID])


def resolved(name: str) -> tuple[str | None, int] | None:
    """The model of a name that stands alone, and how many tokens it takes."""
    read = REGISTRY.resolve(name, REGISTRY.read(name))
    return (read.name.model, read.length) if read else None


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Zed-5 mini", ["zed", "5", "mini"]),
        ("Raven3", ["raven", "3"]),
        ("q1-mini", ["q", "1", "mini"]),
        ("q-series", ["q", "series"]),
        ("Quince", ["quince"]),
        ("3.5 Duo", ["3.5", "duo"]),
        ("K*", ["k*"]),
        ("-", []),
    ],
)
def test_a_name_is_read_into_head_and_tokens(name: str, tokens: list[str]) -> None:
    assert [token.text for token in REGISTRY.read(name) if token.text] == tokens or name == "-"


@pytest.mark.parametrize(
    ("name", "model", "length"),
    [
        ("Zed-5 mini", "acme/zed-5-mini", 3),
        ("Zed-5 high", "acme/zed-5", 3),
        ("q1-preview", "acme/q1-preview", 3),
        ("q1-mini-preview", "acme/q1-mini", 4),
        ("Zed app", None, 2),
        ("Zed-9-api", "acme/zed-9", 2),
        ("Zed-9 Forge Forge", "acme/zed-9-forge", 3),
        ("Turnip", "acme/zed-5", 1),
        ("Turnip 7B", "acme/zed-5", 1),
        ("Raven3 30B", "corvid/raven3-30b", 3),
        ("Lyra 3 Solo 4", "borealis/lyra-3-solo", 3),
    ],
)
def test_the_longest_reading_wins(name: str, model: str | None, length: int) -> None:
    assert resolved(name) == (model, length)


def test_what_no_family_has_is_no_name() -> None:
    assert resolved("Quince 5") is None
    assert resolved("Lyra Code Pro") == (None, 2)


def test_a_new_name_with_a_short_head_is_guessed() -> None:
    guesses = [REGISTRY.resolve(name, REGISTRY.read(name)) for name in ("q7", "Zed-7", "q1")]
    assert [guess.guessed for guess in guesses if guess] == [True, False, False]


def test_a_word_of_headlines_is_judged_by_what_follows_each_time() -> None:
    texts = ("Zed-7 Vision Upgrade", "Zed-7 Vision, says", "Zed-7 Vision Upgrade")
    ends = [REGISTRY.resolve(text, REGISTRY.read(text)[:3]) for text in texts]
    assert [read.name.model for read in ends if read] == [
        "acme/zed-7",
        "acme/zed-7-vision",
        "acme/zed-7",
    ]


def test_readings_are_kept_up_to_a_number() -> None:
    registry = Registry.of([ACME])
    for number in range(MOST_KEPT + 10):
        name = f"Zed-7-{number + 100}b"
        assert registry.resolve(name, registry.read(name)) is not None
    assert 0 < len(registry.readings) <= MOST_KEPT


def test_prose_is_only_searched_for_beginnings_that_mean_something() -> None:
    heads = REGISTRY.heads()
    assert heads["q3"] == heads["q-series"] == "q"
    assert heads["acme os"] == heads["acme-os"] == "acme"
    assert not {"q", "acme", "3.5", "project"} & set(heads)


def test_everyday_words_are_doubtful_in_every_casing_but_capitals_of_others() -> None:
    name = REGISTRY.names["turnip",]
    assert name.common == {"Turnip", "turnip", "TURNIP"}
    assert name.kind is MentionKind.codename
    assert REGISTRY.names["zed",].common == {"zed", "ZED"}


def test_the_first_vendor_keeps_a_name_that_two_give() -> None:
    other = VendorEntry(vendor="other", name="Other", model=(ModelEntry(id="t", name="Turnip"),))
    both = Registry.of([ACME, other])
    assert both.names["turnip",].model == "acme/zed-5"


def test_a_codename_that_is_the_name_is_a_codename() -> None:
    entry = ModelEntry(id="fig", name="Fig", codenames=(Codename(name="Fig"),))
    registry = Registry.of([VendorEntry(vendor="v", name="V", model=(entry,))])
    assert registry.names["fig",].kind is MentionKind.codename


@pytest.mark.parametrize(
    ("vendor", "slug", "printed"),
    [
        ("acme", "zed-7-pro", "Zed-7 Pro"),
        ("acme", "q5-mini", "q5 Mini"),
        ("borealis", "lyra-solo-7", "Lyra Solo 7"),
        ("borealis", "lyra-7", "Lyra 7"),
        ("corvid", "raven4-30b", "Raven4 30B"),
        ("corvid", "blue-kite", "Blue Kite"),
        ("nobody", "zed-7", "Zed 7"),
    ],
)
def test_an_id_is_printed_as_its_family_would(vendor: str, slug: str, printed: str) -> None:
    assert REGISTRY.printed(vendor, slug) == printed


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Zed-5.5 Pro", "zed-5.5-pro"), ("Big Brain", "big-brain"), ("Q*", "q"), ("Z\u00e9d", "z-d")],
)
def test_an_id_has_hyphens_and_dots_alone(name: str, slug: str) -> None:
    assert slug_of(name) == slug
