"""Whose facts settle a claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from app.schema import Claim
from app.verdicts.evidence import compared_with
from app.verdicts.members import variant_id
from app.verdicts.silence import line_up_of

# Of these a catalogue's silence tells: what is out is listed.
TOLD_BY_SILENCE = frozenset({"release_date", "release_stage", "variant"})


class OtherIds(Protocol):
    """Where the other ids of a model are known (`app.model_names.ModelNames`)."""

    def also(self, model: str) -> tuple[str, ...]:
        """The ids whose facts hold for `model` too."""


def models_concerned(claim: Claim, names: OtherIds | None = None) -> tuple[str, ...]:
    """The ids of all models whose facts `settle` needs for `claim`, its own first.

    They are the claim's model, those it is compared with, the other ids of each, the models
    that its own is a variant of, the id of a variant that it puts forward, and the line-ups of
    the vendor where its silence can settle the claim.
    """
    named = [claim.model, *compared_with(claim)]
    also = [other for name in named for other in (names.also(name) if names else ())]
    variant = [variant_id(claim.model, str(claim.value))] if claim.attribute == "variant" else []
    line_up = [line_up_of(claim)] if claim.attribute in TOLD_BY_SILENCE else []
    return tuple(dict.fromkeys([*named, *also, *_bases(claim.model), *variant, *line_up]))


def _bases(model: str) -> Iterator[str]:
    """The ids that `model` begins with, longest first: what it may be a variant of."""
    vendor, _, name = model.partition("/")
    parts = name.split("-")
    for length in range(len(parts) - 1, 0, -1):
        yield f"{vendor}/{'-'.join(parts[:length])}"
