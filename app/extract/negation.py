"""Whether a sentence denies a statement in it: a negator that reaches the statement's words."""

from __future__ import annotations

import re

from app.extract.clauses import Clauses
from app.extract.patterns import caseless
from app.extract.triggers import Triggers

# Reaches to the end of its clause.
_CLAUSE_WIDE = (
    r"not|never|no(?=\s(?!doubt|matter|less|fewer|more|later|earlier|sooner|wonder|surprise|longer\sthan))"
    r"|none|neither|nor|nobody|nothing|cannot|\w{2,8}n[’']t|no\slonger|yet\sto|fail(?:s|ed)?\sto"
    r"|den(?:y|ies|ied|ying)|rul(?:es|ed|ing)\sout|lack(?:s|ed|ing)?(?:\sof)?|unable\sto"
    r"|declin(?:es|ed)\sto|refus(?:es|ed)\sto|debunk(?:s|ed)|refut(?:es|ed)|far\sfrom|absence\sof"
    r"|skip(?:s|ped|ping)"
)
# Reaches over its noun phrase.
_PHRASE_WIDE = r"without|rather\sthan|instead\sof|minus"
_NO_NEGATION = caseless(
    r"\s(?:only|just|merely|simply|solely|least|to\smention|chances?|until|till|before|earlier|later|sooner|less"
    r"|more\sthan|fewer|necessarily|surprising(?:ly)?|unlike(?:ly)?|unheard|clear\s(?:if|whether)"
    r"|known\s(?:if|whether)|to\sbe\s(?:named|identified|quoted)|authori[sz]ed\sto\s(?:speak|discuss)"
    r"|(?:any\s)?(?:external\s)?(?:tools?|tool\suse|web\ssearch|search|code\sexecution|test-time))\b"
)
_TRIGGERS = Triggers(
    [
        (
            *("not", "n't", "n’t", "never", "neither", "nor", "none", "nobody", "nothing"),
            *("no ", "deny", "deni", "ruled out", "rules out", "ruling out", "lack"),
            *("yet to", "fail", "unable", "declin", "refus", "debunk", "refut", "far from"),
            *("absence", "skip", "without", "rather than", "instead of", "minus", "cancel"),
            *("scrap", "abandon", "shelve", "too ", "remain", "unlike"),
        )
    ]
)
# Denies what follows, while its own words may be a statement in themselves ("was cancelled").
_ENDS = (
    r"(?:cancel(?:s|led|ed)?|scrap(?:s|ped)|abandon(?:s|ed)|shelve[sd])(?=\s(?:its|the|plans|any|a)\b)"
    r"|too\s\w{2,15}\s(?:for|to)"
)
_NEGATOR = caseless(
    rf"\b(?:(?P<clause>{_CLAUSE_WIDE})|(?P<phrase>{_PHRASE_WIDE})|(?P<ends>{_ENDS}))\b"
)
_PHRASE_END = re.compile(
    r"[,;:()\[\]—]|\s(?:but|and\s(?:is|are|will|has)|in|on|at|by|for|during)\b"
)
_BUT = caseless(r"\b(?:but|until|till|before|except|in\sfavou?r\sof)\b|,")
_BEHIND = caseless(
    r"\s(?:\w{1,16}\s){0,2}(?:is|are|was|were|has|have|had|will|would|can|could|do|does|did|may|might)?"
    r"(?:\s(?:\w{1,12}\s)?not\b|n[’']t\b|\snever\b|\sremains?\sun\w|\sno\slonger\b|\sden(?:y|ies|ied)\b)(?!\s(?:only|just))"
)


# "Neither A nor B does": one negation, though a clause begins at its "nor".
_NEITHER_NOR = caseless(r"\bneither\b[^.;,]{1,80}\bnor\b[^.;,]{0,80}$")


def denied(sentence: str, start: int, end: int, clauses: Clauses) -> bool:
    """Whether the statement whose words stand at `[start, end)` is denied.

    "Not only", "not until", "no doubt" deny nothing; two negators in one clause cancel out.
    """
    if not _TRIGGERS.of(sentence):
        return False
    if _NEITHER_NOR.search(sentence, 0, start):
        return True
    clause = clauses.at(start)
    reaching = [
        match
        for part in clauses.parts(clause)
        for match in _NEGATOR.finditer(sentence, part.start, max(min(part.end, end), part.start))
        if _reaches(sentence, match, start)
    ]
    if reaching:
        return len(reaching) % 2 == 1
    behind = _BEHIND.match(sentence, end, clause.end)
    return behind is not None


def _reaches(sentence: str, match: re.Match[str], start: int) -> bool:
    if _NO_NEGATION.match(sentence, match.end()):
        return False
    if match.start() >= start:
        return not match["ends"]
    if match["phrase"]:
        return _PHRASE_END.search(sentence, match.end(), start) is None
    return _BUT.search(sentence, match.end(), start) is None
