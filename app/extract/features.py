"""What happens to something of a model, or beside it, and so not to the model itself.

"We retired the token-window beta for X" retires no X, and "tool search is in beta on X" puts
no X in beta. The thing that an event happens to is the object behind a verb that has its actor
before it, else the subject before the verb. It is the model where it names one that no "for" or
"in" ties to something else, or where it is called a model, a version, a release.
"""

from __future__ import annotations

import re

from app.extract.anchors import Anchor, Part
from app.extract.patterns import caseless
from app.extract.reading import Reading

# Who acts, right before the verb: "we've", "we are also"; or an item begins with the verb.
_ACTOR = caseless(
    r"(?:^\W*|\bwe(?:['’](?:ve|re))?\s)(?:(?:have|are|now|also|just|today|newly)\s)*$"
)
_ACTS = caseless(r"\s(?:(?:has|have|is|now|also|just|today)\s)*$")  # behind a vendor's name
_VERB = caseless(
    r"\b(?:launch|releas|introduc|announc|add|roll|shipp|open|retir|deprecat|remov|sunsett"
    r"|discontinu|updat|expand|enabl|increas)(?:ed|ing|e?s)\b(?:\sout)?"
)
# What ends things' names: a preposition, a verb form, a bracket.
_THING = re.compile(
    r"\s*(?P<thing>(?:(?!(?:for|in|on|with|to|from|of|as|at|by|via|through|across|into|that|which"
    r"|is|are|was|were|today|(?:this|last|next)\s(?:week|month|quarter|year|spring|summer|fall))\b)[\w.+’'&/-]++,?\s?)*+)"
)
_GIVES = re.compile(r"(?:\s[\w-]+){0,3}?\s(?:support\sfor|access\sto)\s(?:the\s)?")
_LISTED = re.compile(r",\s|\sand\s")
_TIED = caseless(
    r"\b(?:of|for|in|on|with|to|from|inside|within|across|into)\s(?:[\w.’'-]+\s){0,3}$"
)
_IS_MODEL = caseless(
    r"\b(?:it|they|them|this|these|that|those|both|all|which|who|everyone|models?|llms?|versions?"
    r"|releases?|famil(?:y|ies)|series|flagships?|previews?|updates?|upgrades?|successors?"
    r"|generations?|line-?ups?|variants?|checkpoints?|weights|snapshots?|builds?|siblings?|access"
    r"|availability|announcements?|arrivals?|dates?|timelines?|targets?|rollouts?"
    r"|launch(?:es)?|debut|testing|name|one|status|stage|sizes?|editions?"
    r"|existence|introduction|unveiling|deprecation|retirement|removal|shutdown|end|rest"
    r"|most|some|many|parts?|tiers?|systems?|assistants?|reasoners?)"
    r"(?:\s(?:yet|ever|so\sfar|to\sdate))?\W*$"
)
_IS_ACTOR = caseless(  # who is to bring the model out, or to say when
    r"\b(?:compan(?:y|ies)|labs?|startups?|teams?|makers?|firms?|vendors?|developers?|executives?"
    r"|sources?|insiders?|markets?|traders?|bettors|analysts?|observers|people|employees|staff"
    r"|ceo|founders?|we|i|he|she|you|nobody|no\sone|users?|subscribers?|customers?)\W*$"
)
_LEADING = caseless(r"^\W*(?:[\w’'-]+:\s|(?:in|on|at|for|as|starting|with|after|today)\b[^,]*,\s)")
_STATE = caseless(
    r"(?P<subject>.*?)\s(?:is|are|was|were|remains?|remained|stays?|will\sbe|will\sremain|has\sbeen"
    r"|have\sbeen|becomes?|goes|went|comes?|moved?|moves|enter(?:s|ed))"
    r"(?:\s(?:now|still|also|currently|both|already|again|out|officially|fully|available"
    r"|accessible|live|\w+ly))*\s*$"
)
_JOINED = re.compile(r"\W*(?:(?:and|but|so|yet|or|also|which|that)\b\W*)+")
# "X fine-tuning was retired": what is named behind a model's name.
_OF_ITS = caseless(
    r"\s(?:[\w-]+\s)?(?:apis?|endpoints?|fine-tuning|modes?|tools?|apps?|voice|search|features?"
    r"|plug-?ins?|integrations?|sdks?|windows?|outputs?|inputs?|caching|streaming|headers?)\s*$"
)
_PREPOSITION = re.compile(r"(?<=\w)\s(?:for|in|on|with|to|from|at|by|via|across)\s")
_POSSESSES = re.compile(r"['’]s\s")
# "Acme Managed Agents": a product that has the family's name in its own.
_PRODUCT = re.compile(r"\s(?!Famil|Series|Line|Model|Is\b|In\b|On\b|For\b|And\b)[A-Z][A-Za-z]+")
_AT_PLACE = re.compile(
    r"\s(?:in|on|to)\s(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z]"
)


def of_feature(reading: Reading, start: int, end: int) -> bool:
    """Whether what the words at `[start, end)` tell happens to a thing that is no model."""
    if any(start <= anchor.start and anchor.end <= end for anchor in reading.anchors):
        return False
    left, right = reading.clause(start)
    acts = _is_acted(reading, left, start) and _VERB.match(reading.text, start, end)
    if acts or reading.text.endswith(" of", start, end):
        return _is_thing(reading, end, right)
    if verb := _main_verb(reading, left, start):
        return _is_thing(reading, verb.end(), start)
    return _has_other_subject(reading, left, start)


def _main_verb(reading: Reading, left: int, place: int) -> re.Match[str] | None:
    """The verb with an actor that opens the clause of `place`."""
    verb = _VERB.search(reading.text, left, place)
    return verb if verb and _is_acted(reading, left, verb.start()) else None


def _is_acted(reading: Reading, left: int, verb: int) -> bool:
    """Whether the one who acts stands right before a verb."""
    if _ACTOR.search(reading.text[max(left, reading.segment.body) : verb]):
        return True
    return any(
        left <= vendor.start
        and vendor.end < verb
        and _ACTS.fullmatch(reading.text, vendor.end, verb)
        for vendor in reading.vendors
    )


def _is_thing(reading: Reading, start: int, end: int) -> bool:
    """Whether the object that begins at `start` is named, and is no model."""
    found = _THING.match(reading.text, start, end)
    thing = found["thing"].strip() if found else ""
    stop = found.end() if found else start
    inside = [a for a in reading.anchors if start <= a.start < stop and not _is_owner(reading, a)]
    if inside:
        return _is_product(reading.text, inside[-1])
    if not thing or reading.text.startswith("of ", stop):
        return False
    if any(_GIVES.fullmatch(reading.text, start, a.start) for a in reading.anchors):
        return False
    return not any(_IS_MODEL.search(one) for one in _LISTED.split(thing))


def _is_owner(reading: Reading, anchor: Anchor) -> bool:
    """Whether an anchor only says whose a thing is: "its upload API"."""
    return anchor.pronoun and reading.text[anchor.start : anchor.end].lower() in ("its", "their")


def _has_other_subject(reading: Reading, left: int, place: int) -> bool:
    """Whether the subject of "is", "remains" before `place` is named, and is no model."""
    text = reading.text
    if leading := _LEADING.match(text, left, place):
        left = leading.end()
    state = _STATE.fullmatch(text, left, place)
    if state is None:
        return False
    end = state.end("subject")
    inside = [a for a in reading.anchors if left <= a.start < end]
    if inside:
        return all(_is_beside(text, left, end, anchor) for anchor in inside)
    acts = any(left <= vendor.start < end for vendor in reading.vendors)
    return not acts and _is_other(_JOINED.sub("", text[left:end]).strip())


def _is_other(subject: str) -> bool:
    """Whether a subject in which no model is named is neither a model nor one who acts."""
    if not subject or "," in subject or _IS_ACTOR.search(subject):
        return False
    return not (_IS_MODEL.search(subject) or _IS_MODEL.search(_head(subject)))


def _head(words: str) -> str:
    """The words of a subject before what else is said of it: "retirement" of "... in the API"."""
    return _PREPOSITION.split(words, maxsplit=1)[0]


def _is_beside(text: str, left: int, end: int, anchor: Anchor) -> bool:
    """Whether a model in a subject is only what something else is for, or in."""
    if _is_product(text, anchor) or _OF_ITS.match(text, anchor.end, end):
        return True
    if _POSSESSES.match(text, anchor.end, end):
        return not _IS_MODEL.search(_head(text[anchor.end : end]))
    tie = _TIED.search(text, left, anchor.start)
    what = text[left : tie.start()].strip() if tie else ""
    return bool(what) and anchor.part is Part.oblique and not _IS_MODEL.search(what)


def _is_product(text: str, anchor: Anchor) -> bool:
    if not anchor.family:
        return False
    return bool(_PRODUCT.match(text, anchor.end) or _AT_PLACE.match(text, anchor.end))
