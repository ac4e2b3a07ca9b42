"""What a question becomes by its answer: "Is X open source? No." says that it is not.

Pages of questions and answers state as much by "yes" and "most likely" as by their sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.extract.patterns import caseless
from app.vocabulary import Confidence

_ANSWER = caseless(
    r"\W*(?:a(?:nswer)?:\s)?(?:"
    r"(?P<unlikely>(?:very\s)?unlikely|probably\snot|most\slikely\snot|likely\snot|doubtful)"
    r"|(?P<never>almost\scertainly\snot|definitely\snot)"
    r"|(?P<likely>(?:most|very)\slikely|likely|probably|in\sall\slikelihood)"
    r"|(?P<surely>almost\scertainly|definitely|certainly)"
    r"|(?P<maybe>maybe|perhaps|possibly|potentially)"
    r"|(?P<no>no(?:pe)?|not\s(?:yet|right\snow|at\sthe\smoment))|(?P<yes>yes|yep|it\s(?:does|is|can)))"
    r"(?=\s?[,.!;:—–-]|\sbut\b|$)"
)
# A question that yes or no answers; one about the reader ("should I wait?") states nothing.
_YES_OR_NO = caseless(
    r"(?:\W*q(?:uestion)?(?:\s?\d+)?[:.]\s)?\W*(?:is|are|will|does|do|can|has|have|did|was|were|could|would)\s"
    r"(?!(?:i|we|you|my|there)\b)"
)
_AHEAD = caseless(r"\W*(?:\w{1,8}[:.]\s)?\W*(?:will|would)\b")
_CHOICE = re.compile(r"\bor\b")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer makes of its question: how sure, and whether it says no."""

    level: Confidence
    denies: bool


def answered(question: str, answer: str) -> Answer | None:
    """How `answer` settles a yes-or-no `question`; None where it does not."""
    if not _YES_OR_NO.match(question) or _CHOICE.search(question):
        return None
    found = _ANSWER.match(answer)
    if found is None:
        return None
    plain = Confidence.high if _AHEAD.match(question) else Confidence.certain
    level = {
        "unlikely": Confidence.low,
        "likely": Confidence.moderate,
        "maybe": Confidence.low,
        "surely": Confidence.high,
        "never": Confidence.high,
    }.get(str(found.lastgroup), plain)
    return Answer(level, denies=found.lastgroup in ("no", "never"))
