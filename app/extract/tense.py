"""The direction in which the words around a date look: to what was, or to what will be."""

from __future__ import annotations

from app.extract.patterns import caseless
from app.extract.periods import Tense

_FUTURE = caseless(
    r"\b(?:(?:release|launch)\sdate\sis"
    r"|will|won[’']t|shall|going to|expect\w*|slated|set|due|plan\w*|coming|upcoming|aim\w*"
    r"|target\w*|may(?=\s(?!\d|or\b|and\b|to\b|of\b)[a-z])|might|could|should|would|schedul\w*|poised|likely|launch(?:es|ing)"
    r"|arriv(?:es|ing)|releas(?:es|ing)|ship(?:s|ping)|drop(?:s|ping)|land(?:s|ing)|by|until|delay\w*"
    r"|postpon\w*|push\w*|slip\w*|mov\w*|anticipat\w*|predict\w*|forecast\w*|bet|odds|before|rumou?r\w*|hope\w*"
    r"|next|soon|for|as early as"
    r"|to (?:be|launch|release|ship|arrive|come|debut|drop|land|unveil|announce|start))\b"
)
_PAST = caseless(
    r"(?<!be )\b(?:(?:was|were)\s(?:originally\s)?(?:supposed|meant|due|slated|scheduled"
    r"|expected|planned)\sto(?:\s(?:be|launch|release|ship|arrive|come|debut|drop|land))?|released|launched|announced|shipped|unveiled|introduced|debuted|arrived"
    r"|came|dropped|rolled out|was|were|had|been|went|appeared"
    r"|landed|started|began|finished|completed"
    r"|did|made|published|posted|said|told|wrote|reported|since|revealed|leaked|spotted|ago|earlier|saw)\b"
)
_REACH = 80  # characters before a date in which its verb is looked for, and after it if need be


def tense_around(text: str, place: int) -> Tense:
    """The direction of the verb nearest before `place`, else of the first one after it."""
    before = text[max(0, place - _REACH) : place]
    future = max((match.end() for match in _FUTURE.finditer(before)), default=-1)
    past = max((match.end() for match in _PAST.finditer(before)), default=-1)
    if future != past:
        return Tense.future if future > past else Tense.past
    coming = _FUTURE.search(text, place, place + _REACH)
    gone = _PAST.search(text, place, place + _REACH)
    if coming is None and gone is None:
        return Tense.unknown
    if coming is None or (gone is not None and gone.start() < coming.start()):
        return Tense.past
    return Tense.future
