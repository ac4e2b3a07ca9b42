"""Invented makers and models for the tests of names."""

from __future__ import annotations

from datetime import date

from app.model_names import ModelNames
from app.registries import Codename, ModelEntry, VendorEntry

ACME = VendorEntry(
    vendor="acme",
    name="Acme",
    aliases=("Acme Labs",),
    prefixes=("Zed-", "q", "Zed-Open-"),
    shorthands={"ZedChat": "Zed-#", "Forge": "Zed-# Forge"},
    products=("Zed app", "Forge CLI", "Zed Plan API"),
    model=(
        ModelEntry(id="zed", name="Zed", family=True, common=("zed",)),
        ModelEntry(id="zed-4", name="Zed-4", released=date(2031, 3, 1)),
        ModelEntry(
            id="zed-5",
            name="Zed-5",
            codenames=(Codename(name="Turnip", coined=date(2031, 5, 1), common=True),),
        ),
        ModelEntry(id="zed-5-mini", name="Zed-5 mini"),
        ModelEntry(id="zed-5-forge", name="Zed-5 Forge"),
        ModelEntry(id="zed-5-forge-glow", name="Zed-5 Forge Glow"),
        ModelEntry(id="zed-open", name="Zed-Open", family=True, aliases=("Acme OS model",)),
        ModelEntry(id="zed-open-120b", name="Zed-Open-120B"),
        ModelEntry(id="zed-open-20b", name="Zed-Open-20B"),
        ModelEntry(id="q-series", name="q-series", family=True),
        ModelEntry(id="q1", name="q1", common=("Q1",)),
        ModelEntry(id="q1-mini", name="q1-mini"),
        ModelEntry(id="q1-preview", name="q1-preview"),
        ModelEntry(id="harbor", name="Harbor", codenames=(Codename(name="Harbor", common=True),)),
        ModelEntry(id="tape-alpha", name="tape-alpha", also=("zed-image-2",)),
    ),
)
BOREALIS = VendorEntry(
    vendor="borealis",
    name="Borealis AI",
    aliases=("Borealis",),
    prefixes=("Lyra ",),
    shorthands={"Solo": "Lyra Solo #", "Duo": "Lyra Duo #"},
    products=("Lyra Code", "Project Harbor"),
    model=(
        ModelEntry(id="lyra", name="Lyra", family=True),
        ModelEntry(id="lyra-3-solo", name="Lyra 3 Solo"),
        ModelEntry(id="lyra-3.5", name="Lyra 3.5", short=True),
        ModelEntry(id="lyra-3.5-duo", name="Lyra 3.5 Duo", aliases=("3.5 Duo",)),
        ModelEntry(id="lyra-solo-4", name="Lyra Solo 4"),
        ModelEntry(
            id="lyra-solo",
            name="Lyra Solo",
            aliases=("Solo",),
            common=("Solo", "solo"),
            family=True,
            short=True,
        ),
        ModelEntry(id="lyra-myth", name="Lyra Myth", short=True, also=("lyra-myth-preview",)),
        ModelEntry(id="lyra-myth-preview", name="Lyra Myth Preview"),
    ),
)
CORVID = VendorEntry(
    vendor="corvid",
    name="Corvid",
    prefixes=("Raven", "Rook "),
    model=(
        ModelEntry(id="raven", name="Raven", family=True, common=("raven",)),
        ModelEntry(id="raven3", name="Raven3", family=True),
        ModelEntry(id="raven3-max", name="Raven3 Max"),
        ModelEntry(id="rook-2.0", name="Rook 2.0"),
        ModelEntry(id="corvid", name="Corvid", family=True),
        ModelEntry(id="pip", name="Pip", family=True, common=("Pip", "pip")),
        ModelEntry(id="gem", name="Gem", family=True),
        ModelEntry(id="big-acme", name="Big Acme"),
        ModelEntry(id="croak-small", name="Croak Small"),
        ModelEntry(id="croak-small-24b-2507", name="Croak Small 24B 2507"),
    ),
)
NAMES = ModelNames([ACME, BOREALIS, CORVID])


def found(text: str) -> list[tuple[str, str]]:
    """What is printed and what it means, for every mention in `text`."""
    return [(mention.text, mention.model) for mention in NAMES.mentions(text)]
