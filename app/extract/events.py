"""To which model an event happens: the object of "OpenAI released X", the subject of "X was".

A doubtful event is nobody's: a release with no model in its own clause makes no assertion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.extract import cues
from app.extract.anchors import Anchor, Part
from app.extract.layout import Kind
from app.extract.patterns import caseless
from app.extract.reading import Reading

RELEASES = frozenset({"released", "announced"})
SUBJECT_WITHIN = 28  # characters between a model and the verb that tells what it does
OBJECT_WITHIN = 90  # characters from a verb to the model that it releases
DATE_BEHIND = 30  # characters from a verb to a date that makes it an event
FEW_WORDS = 2  # before a verb that may still have the section's model for its subject
ADJACENT = 2  # characters between a verb and what stands right behind it

_OWN_ARRIVAL = caseless(
    r"(?:ships|drops|lands?|landed|arriv\w+|debut\w*|c[ao]mes?\sout|coming\sout"
    r"|(?:is|are|went)\s.*|has\sarrived|drop|dropped|arrive)$"
)
_TAKES_OBJECT = caseless(r"introduc|announc|reveal|unveil|teas")
_NO_OBJECT = caseless(
    r"\s*(?:$|[,.;:!)(—–]|(?:in|on|at|by|with|for|to|as|last|this|earlier|today|yesterday"
    r"|alongside|and|but)\b)"
)
_KIN = re.compile(r"['’]s\s(?:\w+\s)?(?:predecessor|successor|rival|competitor)s?\b")
_APPOSED = re.compile(r"[\"”’*)]*,\s(?:which\s\w+\s|\w+ly\s|first\s)?")
_RELEASE_OF = caseless(  # "pushed back the launch of its X"
    r"\s(?:(?:back\s)?(?:the|its)\s(?:\w+\s)?(?:release|launch|rollout|debut|arrival|introduction)\s)?of\s"
    r"(?:its\s|the\s|their\s)?(?:\w+\s)?"
)
_NOT_OBJECT = re.compile(r"\b(?:that|which|with|who|to|as|and|but)\b|[.;,]\s")


@dataclass(frozen=True, slots=True)
class _Event:
    """A verb with the anchors around it: its nearest subject, and its possible objects."""

    reading: Reading
    cue: re.Match[str]
    subject: Anchor | None
    ahead: tuple[Anchor, ...]

    @property
    def gap(self) -> str:
        """The words between the subject and the verb."""
        return self.reading.text[self.subject.end : self.cue.start()] if self.subject else ""

    @property
    def lead(self) -> str:
        """The words of the clause before the verb."""
        left, _ = self.reading.clause(self.cue.start())
        return self.reading.text[left : self.cue.start()]

    @property
    def touches_object(self) -> bool:
        """Whether a model stands right behind the verb."""
        return bool(self.ahead) and self.ahead[0].start - self.cue.end() <= ADJACENT


def event_models(reading: Reading, cue: re.Match[str]) -> tuple[str, ...]:
    """The models to which the event of a match of `cues.STAGE_VERB` happens."""
    if not cues.STAGE_VERB.gave(cue):
        return reading.holders(*cue.span())
    if reading.below and not any(anchor.places for anchor in reading.anchors):
        return _listed(reading)
    event = _event(reading, cue)
    for rule in (_touched, _passive, _by_pronoun, _own, _object):
        models = rule(event)
        if models is not None:
            return models
    return _loose(event)


def _event(reading: Reading, cue: re.Match[str]) -> _Event:
    left, right = reading.clause(cue.start())
    named = [anchor for anchor in reading.anchors if anchor.part is not Part.rival]
    inside = [a for a in named if cue.start() < a.start and a.end < cue.end()]
    if inside:
        return _Event(reading, cue, inside[-1], ())
    ahead = tuple(
        anchor
        for anchor in named
        if cue.end() <= anchor.start < min(right, cue.end() + OBJECT_WITHIN)
        and not _NOT_OBJECT.search(reading.text[cue.end() : anchor.start])
    )
    before = [anchor for anchor in named if left <= anchor.start and anchor.end <= cue.start()]
    return _Event(reading, cue, before[-1] if before else None, ahead)


def _listed(reading: Reading) -> tuple[str, ...]:
    """The models of the list below; the family where the document is about it."""
    about = reading.about
    if about and all(model.startswith(about) for model in reading.below):
        return (about,)
    return reading.below


def _touched(event: _Event) -> tuple[str, ...] | None:
    if not event.ahead or event.ahead[0].pronoun:
        return None
    between = event.reading.text[event.cue.end() : event.ahead[0].start]
    if event.touches_object or _RELEASE_OF.fullmatch(between):
        return event.ahead[0].models
    return None


def _passive(event: _Event) -> tuple[str, ...] | None:
    if _KIN.match(event.gap):
        return ()
    passive = cues.PASSIVE.search(event.lead)
    if event.subject and (passive or _APPOSED.fullmatch(event.gap)):
        return event.subject.models
    if not passive or event.touches_object:
        return None
    reading = event.reading
    return reading.scope if not reading.anchors and reading.segment.poster else ()


def _by_pronoun(event: _Event) -> tuple[str, ...] | None:
    """“It released X": an active "it" is the vendor."""
    subject = event.subject
    if subject is None or not subject.pronoun or _OWN_ARRIVAL.match(event.cue.group()):
        return None
    if event.reading.text[subject.start : subject.end].lower() not in ("it", "they"):
        return None
    return event.ahead[0].models if event.ahead else ()


def _own(event: _Event) -> tuple[str, ...] | None:
    """“X launched": the model right before the verb, unless the verb has another object."""
    subject, cue = event.subject, event.cue
    if subject is None or len(event.gap) > SUBJECT_WITHIN or "," in event.gap:
        return None
    if _is_possessive(event, subject):
        return subject.models if _owns(event, subject) else ()
    if subject.part is Part.oblique and cue.lastgroup in RELEASES:
        return None
    if vendor_acts(event.reading, subject.end, cue.start()):
        return None
    if _TAKES_OBJECT.match(cue.group()) and not _NO_OBJECT.match(event.reading.text, cue.end()):
        return ()
    return subject.models


def _is_possessive(event: _Event, subject: Anchor) -> bool:
    """Whether the subject is something of the model: "its latency", "GPT-5's price"."""
    words = event.reading.text[subject.start : subject.end].lower()
    return words in ("its", "their") or event.gap.startswith(("'s", "’s"))


def _owns(event: _Event, subject: Anchor) -> bool:
    """Whether what the subject has is the event itself: "its pretraining", "X's launch"."""
    gap = event.gap.removeprefix("'s").removeprefix("’s")
    return not gap.strip() and (event.cue.lastgroup not in RELEASES or bool(subject.places))


def _object(event: _Event) -> tuple[str, ...] | None:
    if event.ahead and not _OWN_ARRIVAL.match(event.cue.group()):
        return event.ahead[0].models
    return None


def _loose(event: _Event) -> tuple[str, ...]:
    """Whose an event is that has no model in its clause."""
    reading, cue = event.reading, event.cue
    left, _ = reading.clause(cue.start())
    dated = any(0 <= w.start - cue.end() < DATE_BEHIND for w in reading.windows)
    if dated and not reading.anchors and len(event.lead.split()) > FEW_WORDS:
        return ()  # something else has come out: the sentence has a subject that is no model
    if cue.lastgroup not in RELEASES or dated:
        by_vendor = vendor_acts(reading, left, cue.start()) and event.subject is None
        return reading.below if by_vendor else reading.holders(*cue.span())
    opens = reading.segment.kind is not Kind.prose and cue.start() == 0
    return reading.scope if opens and not reading.anchors else ()


def vendor_acts(reading: Reading, start: int, end: int) -> bool:
    """Whether a vendor is named between, as the one who acts ("OpenAI's" is not)."""
    return any(
        start <= vendor.start
        and vendor.end <= end
        and reading.text[vendor.end : vendor.end + 2] not in ("'s", "’s")
        for vendor in reading.vendors
    )
