"""The clauses of a sentence: how far a word reaches.

A clause ends at a semicolon, colon, dash or bracket, at a contrast or a new subject with its
own verb, and where a second verb phrase begins after "and". What stands in brackets is a
clause of its own inside the one around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from app.extract.patterns import caseless

_AUX = (
    r"(?:is|are|was|were|will|would|may|might|could|can|cannot|should|has|have|had|does|do|did|won[’']t"
    r"|isn[’']t|aren[’']t|hasn[’']t|haven[’']t|doesn[’']t|don[’']t|didn[’']t|can[’']t)"
)
_SUBJECT = (
    r"(?:it|they|he|she|we|you|i|this|that|these|those|there|users|the\s\w{1,20}"
    r"|[A-Z][\w.’'-]{0,30})"
)
_VERB = (
    rf"(?:{_AUX}|supports?|offers?|features?|includes?|runs?|costs?|scores?|scored|outperforms?"
    r"|outperformed|beats?|launched|released|shipped|announced|introduced|unveiled|reached|uses?"
    r"|delivers?|brings?|comes|came|gets?|got|makes?|made)"
)
_BOUNDARY = re.compile(
    rf"""
    (?=[;:!?.,\s()\[\]—―])(?:
      [;!?]\s | :\s | \s?[—―]\s? | \s[–-]{{1,2}}\s | [()\[\]] | [.]["”’']?\s(?=[A-Z"“*])
    | ,["”’]?\s(?=(?!have\s(?!been))(?!be\b|do\b){_AUX}\b)
    | (?P<back>,\s(?=(?:it|they|we|he|she|this)\s(?:\w{{1,20}}\s)?{_VERB}\b))
    | ,?\s(?=[a-zA])(?:
        (?:but|whereas|although|though|however|yet\s(?!to\b)|because|unlike|despite)\b
      | (?:especially\s)?given\b
      | while\s(?!(?:also\s|still\s)?\w{{2,20}}ing\b)
      | (?:and|or|nor)\s(?:(?={_SUBJECT}\s(?:\w{{1,20}}\s){{0,2}}{_VERB}\b)|(?P<verb>(?={_AUX}\b)))
      )
    | ,\sso\s(?!far|that|much|many)
    | ,\s(?:which|who|where|when|(?:just\s)?as)\b
    | (?P<apposed>,\s(?=an?\s(?:[\w.-]{{1,25}}\s){{0,4}}(?:model|variant|version)\b))
    | (?P<comma>,\s)
    )
    """,
    re.VERBOSE,
)
# Without the verbs that are as often nouns ("a 92 % score"): these do not make a clause.
_FINITE = caseless(
    rf"\b(?:{_AUX}|supports|offers|includes|delivers|brings|comes|came|makes|made|gets|got|launched"
    r"|released|shipped|announced|introduced|unveiled|reached|outperforms|outperformed)\b"
)


@dataclass(slots=True)
class Clause:
    """A clause at `[start, end)`; `depth` counts the brackets around it.

    `number` is its place in the sentence; `contrast`: it begins with a contrast or a full
    stop, over which nothing said before reaches; `resumes`: a bracket closed before it, so it
    goes on with the clause that the bracket interrupted; `joined`: a second verb of the same
    subject begins it.
    """

    number: int
    start: int
    end: int
    depth: int
    contrast: bool
    resumes: bool = False
    joined: bool = False


_CONTRAST = caseless(
    r"[;!?.]|\b(?:but|whereas|although|though|however|unlike|despite|while|given|as)\b"
)
_RELATIVE = frozenset((", which", ", who", ", where"))


def _next(clause: Clause, cut: re.Match[str]) -> Clause:
    """The clause that begins behind `cut`, not yet ended; an apposition is a kind of bracket."""
    mark = cut.group().strip()
    opens = mark in ("(", "[") or cut["apposed"] is not None
    closes = mark in (")", "]") or cut["comma"] is not None
    closes_aside = mark.strip('"”’') == "," and not closes
    return Clause(
        clause.number + 1,
        cut.end(),
        len(cut.string),
        max(0, clause.depth + opens - closes),
        contrast=closes_aside or _CONTRAST.search(mark) is not None,
        resumes=closes,
        joined=cut["verb"] is not None,
    )


class Clauses:
    """The clauses of one sentence, to be asked by place."""

    def __init__(self, sentence: str) -> None:
        """Cuts `sentence` at every boundary."""
        self._sentence = sentence
        self.all: list[Clause] = []
        clause = Clause(0, 0, len(sentence), 0, contrast=False)
        opened = ""
        for cut in _BOUNDARY.finditer(sentence):
            if (cut["back"] and opened != "relative") or (cut["comma"] and opened != "apposed"):
                continue
            self.all.append(replace(clause, end=cut.start()))
            clause = _next(clause, cut)
            opened = "relative" if cut.group().strip() in _RELATIVE else str(cut.lastgroup)
        self.all.append(clause)
        self._starts = [clause.start for clause in self.all]

    def at(self, place: int) -> Clause:
        """The clause that holds `place`, or the one that ended before it."""
        return self.all[max(0, bisect_right(self._starts, place) - 1)]

    def before(self, clause: Clause) -> Clause | None:
        """The clause that `clause` continues: the nearest earlier one not deeper in brackets."""
        for earlier in reversed(self.all[: clause.number]):
            if earlier.depth <= clause.depth and earlier.end > earlier.start:
                return earlier
        return None

    def parts(self, clause: Clause) -> list[Clause]:
        """`clause` and what it goes on with before a bracket, first part first."""
        parts = [clause]
        while parts[0].resumes and (earlier := self.before(parts[0])) is not None:
            if earlier.depth != clause.depth:
                break
            parts.insert(0, earlier)
        return parts

    def is_finite(self, clause: Clause) -> bool:
        """Whether `clause` has a verb of its own that says when or whether."""
        return _FINITE.search(self._sentence, clause.start, clause.end) is not None
