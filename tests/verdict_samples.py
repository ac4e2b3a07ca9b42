"""Invented models, claims and facts for the tests of verdicts."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.schema import Claim, Fact, Proposition, Verdict
from app.verdicts import settle
from app.vocabulary import Authority, Op, Polarity

TODAY = date(2031, 6, 1)
OUT = date(2030, 9, 10)
"""The day on which orb-5 came out."""

ORB = "acme/orb-5"
LYNX = "globex/lynx-2"


def day(text: str) -> date:
    """A day from ISO text."""
    return date.fromisoformat(text)


def claim(
    attribute: str, value: Any, op: str = "eq", *, said: str | None = "2030-08-01", **more: Any
) -> Claim:
    """What a text of the day `said` puts forward of orb-5."""
    denied = more.pop("denied", False)
    fields = {
        "model": ORB,
        "attribute": attribute,
        "op": Op(op),
        "value": value,
        "polarity": Polarity.denies if denied else Polarity.asserts,
        **more,
    }
    return Claim.of(Proposition.model_validate(fields), day(said) if said else None)


def fact(attribute: str, value: Any, op: str = "eq", *, known: str = "", **more: Any) -> Fact:
    """What the vendor put on record of orb-5, public on `known`."""
    denied = more.pop("denied", False)
    since = day(more.pop("since", known or OUT.isoformat()))
    fields = {
        "model": ORB,
        "attribute": attribute,
        "op": Op(op),
        "value": value,
        "polarity": Polarity.denies if denied else Polarity.asserts,
        "valid_from": since,
        "known_at": day(known) if known else OUT,
        "authority": Authority.vendor,
        "url": "https://acme.example/orb-5",
        **more,
    }
    return Fact.of(**fields)


def released(on: str = "2030-09-10", **more: Any) -> Fact:
    """The vendor's fact that orb-5 came out on a day."""
    return fact("release_date", on, unit="date", known=on, **more)


def settled(on: Claim, *facts: Fact, today: date = TODAY) -> Verdict:
    """The verdict on a claim by these facts."""
    return settle(on, facts, today)


def outcome(on: Claim, *facts: Fact, today: date = TODAY) -> str:
    """How a claim came out, as a word."""
    return settled(on, *facts, today=today).outcome.value
