"""The words of the tracker: what may be claimed, how sure a source sounds, how it came out.

Three things are kept apart everywhere:

* an *assertion* is one source saying one thing at one place of one document, with the
  confidence it showed;
* a *claim* is the proposition itself, shared by every assertion of it;
* a *fact* is what an authority put on record; a *verdict* joins a claim to the facts that
  settle it.

A statement counts as a claim when it is about a particular model (or a vendor's next one),
says something that a record could settle, and the document puts it forward.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Op(StrEnum):
    """How the value of a claim is meant. `in` and `by` are for dates alone."""

    eq = "eq"
    approx = "approx"
    ge = "ge"
    le = "le"
    gt = "gt"
    lt = "lt"
    range = "range"
    in_ = "in"
    by = "by"


class Polarity(StrEnum):
    """A negation is always `denies` with the positive value."""

    asserts = "asserts"
    denies = "denies"


class Confidence(StrEnum):
    """How sure the source sounds of this very statement, weakest first."""

    very_low = "very_low"
    low = "low"
    moderate = "moderate"
    high = "high"
    certain = "certain"

    @property
    def point(self) -> float:
        """A starting probability inside the level's ICD-203 band, 0-1."""
        return CONFIDENCE_POINTS[self]

    @property
    def rank(self) -> int:
        """0 for `very_low` to 4 for `certain`."""
        return list(Confidence).index(self)

    @classmethod
    def of_probability(cls, probability: float) -> Confidence:
        """The level whose point is nearest; a forecast is never above `high`."""
        forecasts = [level for level in cls if level is not cls.certain]
        return min(forecasts, key=lambda level: abs(level.point - probability))


CONFIDENCE_POINTS = {
    Confidence.certain: 0.97,
    Confidence.high: 0.85,
    Confidence.moderate: 0.65,
    Confidence.low: 0.40,
    Confidence.very_low: 0.15,
}


class Sourcing(StrEnum):
    """What a statement rests on, as the document shows it. Never folded into confidence."""

    official = "official"
    named = "named"
    anonymous = "anonymous"
    artifact = "artifact"
    market = "market"
    community = "community"
    none = "none"


class SourceKind(StrEnum):
    """What kind of publisher a document comes from."""

    official = "official"
    press = "press"
    newsletter = "newsletter"
    blog = "blog"
    analyst = "analyst"
    forum = "forum"
    social = "social"
    aggregator = "aggregator"
    market = "market"
    catalogue = "catalogue"
    unknown = "unknown"


class RunStatus(StrEnum):
    """How a visit to a source went."""

    changed = "changed"
    unchanged = "unchanged"
    failed = "failed"


class Failure(StrEnum):
    """Why a visit failed, as far as it matters for what to do about it."""

    network = "network"
    """no name, no connection, or it broke off: perhaps it is our own network"""
    slow = "slow"
    certificate = "certificate"
    robots = "robots"
    refused = "refused"
    """the address may not be asked for, or the answer was a 4xx"""
    server = "server"
    """a 5xx or 429 that did not go away"""
    content = "content"
    """too large, broken, or of a kind that is not read"""
    shape = "shape"
    """not what its scraper knows: a person must look"""
    too_few = "too_few"
    other = "other"


class Authority(StrEnum):
    """Who put a fact on record, strongest first."""

    vendor = "vendor"
    vendor_catalogue = "vendor_catalogue"
    catalogue = "catalogue"
    press = "press"
    third_party = "third_party"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return AUTHORITY_RANKS[self]


AUTHORITY_RANKS = {authority: rank for rank, authority in enumerate(Authority)}


class Outcome(StrEnum):
    """How a claim came out."""

    confirmed = "confirmed"
    partly = "partly"
    refuted = "refuted"
    open = "open"
    unverifiable = "unverifiable"


class Standing(StrEnum):
    """How a claim stands: its outcome, where those still open are told from the overdue."""

    confirmed = "confirmed"
    partly = "partly"
    refuted = "refuted"
    open = "open"
    """nothing on record yet, and its time has not run out"""
    overdue = "overdue"
    """its time ran out, and no authority says what came of it"""
    unverifiable = "unverifiable"


class DecisionKind(StrEnum):
    """What a person does about a verdict."""

    decides = "decides"
    """puts their own in its place"""
    disputes = "disputes"
    """asks that others look at it"""


class ConflictKind(StrEnum):
    """In which way a document does not fit."""

    incoherent = "incoherent"
    """statements of one source that cannot all hold"""
    distorted = "distorted"
    """it credits somebody who said something else"""


class Change(StrEnum):
    """What happened to a record that is kept for ever."""

    added = "added"
    amended = "amended"
    """its end was written down: another value took its place"""
    withdrawn = "withdrawn"
    """it left the shipped files"""


class Stage(StrEnum):
    """Where a model is on its way to release (and after it)."""

    training = "training"
    pretraining_complete = "pretraining_complete"
    post_training = "post_training"
    red_teaming = "red_teaming"
    limited_test = "limited_test"
    preview = "preview"
    announced = "announced"
    released = "released"
    delayed = "delayed"
    cancelled = "cancelled"
    deprecated = "deprecated"


class Precision(StrEnum):
    """How exactly the day of a document is known; a month is kept as its first day."""

    day = "day"
    day_approx = "day_approx"
    month = "month"


class Read(StrEnum):
    """How close to its source a statement entered by hand was read."""

    page = "page"
    excerpt = "excerpt"
    secondhand = "secondhand"


class ValueKind(StrEnum):
    """What sort of value an attribute has; each kind has one rule in `app.verdicts`."""

    date = "date"
    stage = "stage"
    name = "name"
    flag = "flag"
    number = "number"
    score = "score"
    rank = "rank"
    member = "member"
    ratio = "ratio"
    model = "model"
    phrase = "phrase"


@dataclass(frozen=True, slots=True)
class Attribute:
    """What can be said of a model.

    `units`: the units a value may bear (`None` where it bears none), the usual one first.
    `qualifiers`: the usual words for "which one of several"; others are allowed.
    `core`: what a release tracker must get right; `soft`: scored apart from the rest.
    `tolerance`: how far, as a share of the fact, a number may miss and still be `partly`.
    `grace`: how long after a deadline, or after a release, an authority that would know may be
    silent before its silence counts.
    """

    name: str
    kind: ValueKind
    units: tuple[str | None, ...] = (None,)
    qualifiers: tuple[str | None, ...] = (None,)
    core: bool = False
    soft: bool = False
    tolerance: float = 0.0
    grace: timedelta = timedelta(days=30)


ATTRIBUTES: dict[str, Attribute] = {
    row.name: row
    for row in (
        # Of 108 models that models.dev took up since June 2025 it had half a day after their
        # release, and nine of ten within 60 days.
        Attribute(
            "release_date",
            ValueKind.date,
            ("date",),
            (None, "announced", "chat", "api", "weights"),
            core=True,
            grace=timedelta(days=60),
        ),
        Attribute("release_stage", ValueKind.stage, core=True, grace=timedelta(days=60)),
        Attribute("official_name", ValueKind.name, core=True),
        Attribute("codename", ValueKind.name, core=True),
        # Pro and mini models followed their base by up to three months.
        Attribute("variant", ValueKind.member, core=True, grace=timedelta(days=90)),
        Attribute("availability", ValueKind.flag, qualifiers=("general", "api", "chatgpt")),
        Attribute(
            "context_window", ValueKind.number, ("tokens", "ratio"), core=True, tolerance=0.1
        ),
        Attribute("max_output", ValueKind.number, ("tokens", "ratio"), core=True, tolerance=0.1),
        Attribute(
            "parameter_count",
            ValueKind.number,
            ("parameters", "ratio"),
            ("total", "active"),
            core=True,
            tolerance=0.1,
        ),
        Attribute("architecture", ValueKind.member),
        Attribute("modality", ValueKind.member, qualifiers=(None, "input", "output"), core=True),
        Attribute(
            "benchmark_score",
            ValueKind.score,
            ("percent", "points", "elo", "index"),
            core=True,
            tolerance=0.02,
            grace=timedelta(days=90),  # others run a model for some months after its release
        ),
        Attribute("benchmark_rank", ValueKind.rank, core=True, grace=timedelta(days=90)),
        Attribute(
            "speed",
            ValueKind.number,
            ("tokens_per_second", "ratio", "seconds", "minutes"),
            ("throughput", "latency"),
            core=True,
            tolerance=0.1,
        ),
        Attribute(
            "price",
            ValueKind.number,
            ("usd_per_mtok", "usd_per_month"),
            (None, "input", "output", "cached_input", "subscription"),
            core=True,
            tolerance=0.1,
        ),
        Attribute(
            "price_change",
            ValueKind.ratio,
            ("ratio",),
            (None, "input", "output"),
            core=True,
            tolerance=0.1,
        ),
        Attribute("knowledge_cutoff", ValueKind.date, ("date",), core=True),
        Attribute(
            "training",
            ValueKind.phrase,
            (None, "tokens", "usd", "gpus", "years", "ratio"),
            ("hardware", "site", "compute", "data", "duration", "cost", "method"),
        ),
        Attribute("serving", ValueKind.phrase, (None, "systems"), ("hardware", "scale", "site")),
        Attribute("license", ValueKind.member, core=True),
        Attribute("lineage", ValueKind.model),
        Attribute("compatibility", ValueKind.phrase),
        Attribute("safety", ValueKind.phrase, (None, "ratio")),
        Attribute("capability", ValueKind.phrase, soft=True),
        Attribute(
            "other",
            ValueKind.phrase,
            (None, "usd", "percent", "ratio", "date", "downloads", "languages", "people"),
            soft=True,
        ),
    )
}

# A denial of one of these speaks of its own day ("not released yet"), so the day is part
# of what is claimed; a denial of anything else ("it will not have audio") is not.
DATED_WHEN_DENIED = frozenset({"release_stage", "availability", "official_name", "other"})

PROPOSITION = (
    "model",
    "attribute",
    "qualifier",
    "op",
    "value",
    "baseline",
    "at",
    "unit",
    "polarity",
)
"""The fields of what is said of a model, in the order of the definition (CLAIMS.md)."""
