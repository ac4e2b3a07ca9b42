"""When it counts that an authority is silent.

A catalogue's line-up lists all models of a vendor that it has, read in full on a day
(`app.verdicts.facts.LINE_UP`). What is not in it by then was not out, once the catalogue has
had the attribute's grace to take it up.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.schema import Claim, Fact
from app.verdicts.evidence import Evidence, asserting
from app.verdicts.facts import LINE_UP
from app.vocabulary import ATTRIBUTES

NUMBERED = re.compile(r"\d")


def line_up_of(claim: Claim) -> str:
    """The id under which the line-ups of the vendor of the claim's model stand."""
    return claim.model.partition("/")[0] + LINE_UP


def silence(evidence: Evidence, since: date, model: str | None = None) -> Fact | None:
    """The first line-up without `model`, read when the claim's grace after `since` had passed.

    `model` is the claim's own where it is not given. `None` where no line-up was read that
    late, or one of any day has the model, or its id is no name that a catalogue would list it
    under: a codename, or the vendor's next model.
    """
    wanted = model or evidence.claim.model
    if not NUMBERED.search(wanted.partition("/")[2]):
        return None
    told = asserting(evidence.line_ups(line_up_of(evidence.claim)))
    late = [fact for fact in told if fact.valid_from > _after_grace(evidence.claim, since)]
    if any(_lists(evidence, fact, wanted) for fact in told):  # what is old may be dropped again
        return None
    return min(late, key=lambda fact: fact.valid_from, default=None)


def _after_grace(claim: Claim, since: date) -> date:
    grace = ATTRIBUTES[claim.attribute].grace
    return since + grace if since < date.max - grace else date.max


def grace_in_words(claim: Claim) -> str:
    """The grace of the claim's attribute, as it stands in a reason."""
    grace: timedelta = ATTRIBUTES[claim.attribute].grace
    return f"{grace.days} days"


def _lists(evidence: Evidence, line_up: Fact, wanted: str) -> bool:
    """Whether a line-up has the model, under another of its ids, or as a build or variant."""
    ids = [wanted, *(model for model in evidence.facts if evidence.subject(model) == wanted)]
    return any(
        listed == one or str(listed).startswith(f"{one}-")
        for listed in line_up.value
        for one in ids
    )
