"""The extractor against labels: how many statements it finds, and how well it reads them.

A prediction meets a label where both are of one document, their spans overlap, and model and
attribute agree: the label is *found*. The pair is *exact* where qualifier, operator, value and
polarity agree too. Each statement is used once; the pairing is the one with the most exact
pairs and, among those, the most pairs. The soft attributes are scored apart from the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.evaluation.pairing import Pair, pair
from app.evaluation.statements import FIELDS, Statement, agree
from app.vocabulary import ATTRIBUTES, Confidence

__all__ = [
    "Finding",
    "Levels",
    "Pair",
    "Report",
    "Score",
    "Share",
    "Statement",
    "evaluate",
    "kappa",
    "pair",
]


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the labels were hit, and how many of the predictions hit one."""

    labels: int
    predictions: int
    hits: int

    @property
    def precision(self) -> float:
        """0-1."""
        return self.hits / self.predictions if self.predictions else 0.0

    @property
    def recall(self) -> float:
        """0-1."""
        return self.hits / self.labels if self.labels else 0.0

    @property
    def f1(self) -> float:
        """0-1: the harmonic mean of precision and recall."""
        both = self.labels + self.predictions
        return 2 * self.hits / both if both else 0.0

    def row(self) -> dict[str, float]:
        """The three marks."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what was found and read exactly, of some attributes."""

    found: Score
    exact: Score

    def row(self) -> dict[str, Any]:
        """The counts and both scores."""
        return {
            "labels": self.found.labels,
            "predictions": self.found.predictions,
            "found": self.found.row(),
            "exact": self.exact.row(),
        }


@dataclass(frozen=True, slots=True)
class Levels:
    """How far the confidence levels of `n` pairs agree."""

    n: int
    same: float
    within_one: float
    kappa: float
    """Cohen's, with quadratic weights: 1 is full agreement, 0 is chance."""


@dataclass(frozen=True, slots=True)
class Share:
    """The share (0-1) of `n` pairs that agree in one field."""

    n: int
    same: float


@dataclass(frozen=True, slots=True)
class Report:
    """The extractor's marks. `levels` and `fields` are of the found pairs of `checkable`."""

    documents: int
    checkable: Finding
    core: Finding
    attributes: Mapping[str, Finding]
    levels: Levels
    fields: Mapping[str, Share]

    def rows(self) -> list[dict[str, Any]]:
        """A row for all checkable attributes, the core, each attribute, and each field.

        Rows of attributes have `labels`, `predictions`, `found` and `exact`; rows of fields
        have `n` and `same`.
        """
        findings = {"all": self.checkable, "core": self.core, **self.attributes}
        shares: dict[str, Levels | Share] = {"confidence": self.levels, **self.fields}
        return [
            *({"of": name, **finding.row()} for name, finding in findings.items()),
            *({"of": name, **asdict(share)} for name, share in shares.items()),
        ]


def evaluate(labels: Sequence[Statement], predictions: Sequence[Statement]) -> Report:
    """Compare `predictions` with `labels`; documents without a label are left out."""
    documents = {label.doc for label in labels}
    made = [prediction for prediction in predictions if prediction.doc in documents]
    pairs = pair(labels, made)
    checkable = {name for name, row in ATTRIBUTES.items() if not row.soft}
    core = {name for name, row in ATTRIBUTES.items() if row.core}
    named = {said.attribute for said in (*labels, *made)}
    agreed = [met for met in pairs if met.label.attribute in checkable]
    return Report(
        documents=len(documents),
        checkable=_finding(labels, made, pairs, checkable),
        core=_finding(labels, made, pairs, core),
        attributes={
            name: _finding(labels, made, pairs, {name}) for name in ATTRIBUTES if name in named
        },
        levels=_levels([(met.label.confidence, met.prediction.confidence) for met in agreed]),
        fields={name: _share(name, agreed) for name in FIELDS},
    )


def kappa(pairs: Sequence[tuple[Confidence, Confidence]]) -> float:
    """Cohen's kappa with quadratic weights; 0 without pairs, 1 where chance explains nothing."""
    if not pairs:
        return 0.0
    ours, theirs = (Counter(level.rank for level in side) for side in zip(*pairs, strict=True))
    observed = sum((one.rank - other.rank) ** 2 for one, other in pairs)
    by_chance = sum(
        n * m * (one - other) ** 2 for one, n in ours.items() for other, m in theirs.items()
    ) / len(pairs)
    return 1 - observed / by_chance if by_chance else 1.0


def _finding(
    labels: Sequence[Statement],
    made: Sequence[Statement],
    pairs: Sequence[Pair],
    attributes: set[str],
) -> Finding:
    there, given = (sum(said.attribute in attributes for said in side) for side in (labels, made))
    met = [found.exact for found in pairs if found.label.attribute in attributes]
    return Finding(Score(there, given, len(met)), Score(there, given, sum(met)))


def _levels(pairs: Sequence[tuple[Confidence, Confidence]]) -> Levels:
    apart = [abs(ours.rank - theirs.rank) for ours, theirs in pairs]
    same, within_one = (_mean([steps <= most for steps in apart]) for most in (0, 1))
    return Levels(len(pairs), same, within_one, kappa(pairs))


def _share(field: str, pairs: Sequence[Pair]) -> Share:
    agreed = [
        agree(field, met.label, met.prediction)
        for met in pairs
        if field != "probability" or met.label.probability is not None
    ]
    return Share(len(agreed), _mean(agreed))


def _mean(agreed: Sequence[bool]) -> float:
    return sum(agreed) / len(agreed) if agreed else 0.0
