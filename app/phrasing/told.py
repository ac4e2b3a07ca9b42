"""What the tracker says of its own: reasons, and how a text looks in hindsight, in plain words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum

from app.phrasing.values import NameOf, day, is_line_up, month
from app.schema import Assertion, Document, Fact, Verdict
from app.vocabulary import Confidence, Outcome

_DAY = re.compile(r"(?<![\w/.:-])\d{4}-\d\d(?:-\d\d)?(?![\w/-])")
_ID = re.compile(
    r"(?<![\w/.:-])(?P<vendor>[a-z0-9-]+)/[a-z0-9](?:[a-z0-9.*+-]*[a-z0-9*+])?(?![\w/])"
)


class Hindsight(StrEnum):
    """What can be told of a text's statement since the verdict is known."""

    false = "already false when published"
    stale = "stale when published"
    early = "not yet so when published"


def reason(text: str, name_of: NameOf, vendors: Collection[str]) -> str:
    """A reason, a condition or a note, with days and models as people write them.

    What looks like a model's id is one where it begins with one of `vendors`.
    """

    def named(found: re.Match[str]) -> str:
        return name_of(found[0]) if found["vendor"] in vendors else found[0]

    return _ID.sub(named, _DAY.sub(lambda found: _calendar(found[0]), text))


def inert(said: str, *, kept: str = "") -> str:
    """Text of others as a terminal may show it: escapes and direction marks stay without effect.

    `kept` are signs that stay as they are though they cannot be printed, such as a line's end.
    """
    return "".join(
        char if char.isprintable() or char in kept else "\N{REPLACEMENT CHARACTER}" for char in said
    )


IS_RECORD = "itself the record that decided"


def is_record(document: Document, facts: Iterable[Fact]) -> bool:
    """Whether a text is itself the page of one of `facts`: nobody else bore it out by that.

    A page that put the fact on record later than it said so, as a market does that is settled,
    was not the record then.
    """
    said = document.public_on
    return any(
        fact.url == document.url and (fact.known_at or fact.valid_from) <= said for fact in facts
    )


def hindsight(verdict: Verdict, said: Assertion, document: Document) -> Hindsight | None:
    """How the statement of a document stood on its day, `None` where it stood well or nobody knows.

    What came true later is told of those alone who put it forward as a fact of their day.
    """
    if verdict.false_when_published(document.published):
        return Hindsight.false
    if verdict.stale_when_published(document.published):
        return Hindsight.stale
    if verdict.outcome is not Outcome.confirmed or document.published is None:
        return None
    later = verdict.true_from is not None and verdict.true_from > document.public_on
    return Hindsight.early if later and said.confidence is Confidence.certain else None


def line_up(fact: Fact, keeper: str, vendors: Mapping[str, str]) -> str | None:
    """A list of a vendor's models as a sentence, `None` where the fact is none.

    `vendors`: their printed names by slug.
    """
    if not is_line_up(fact):
        return None
    slug = fact.model.partition("/")[0]
    number = len(fact.value)
    return (
        f"{keeper} listed {number:,} model{'' if number == 1 else 's'} of {vendors.get(slug, slug)}"
    )


def _calendar(text: str) -> str:
    """A day or a month of ISO form in words; what is none stays."""
    is_month = len(text) == len("2026-04")
    try:
        found = date.fromisoformat(f"{text}-01" if is_month else text)
    except ValueError:
        return text
    return month(found) if is_month else day(found)
