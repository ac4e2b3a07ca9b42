"""Puts the parts of extraction together: the path from a document to its assertions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from app.extract import (
    costs,
    cues,
    design,
    hardware,
    levels,
    margins,
    naming,
    pairs,
    plans,
    price_steps,
    reach,
    scores,
    sizes,
    speeds,
    structure,
    timing,
    told,
    training,
)
from app.extract.anchors import anchors_of
from app.extract.answers import answered
from app.extract.attribution import Credit
from app.extract.certainty import sure_of, wording
from app.extract.confidence import Shown
from app.extract.layout import Kind
from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import Rules
from app.extract.said import Said, Text
from app.extract.segments import Segment
from app.extract.subjects import Subject
from app.extract.tables import Statement, statements
from app.extract.whole import Whole, base_of, read
from app.language import is_english
from app.model_names import ModelNames
from app.vocabulary import Polarity, Sourcing

MOST_NAMES = 40  # of models; a sentence with more is a list of them, not a statement
RULES = Rules(
    (
        *timing.RULES,
        *naming.RULES,
        *sizes.RULES,
        *scores.RULES,
        *levels.RULES,
        *margins.RULES,
        *costs.RULES,
        *pairs.RULES,
        *price_steps.RULES,
        *speeds.RULES,
        *design.RULES,
        *structure.RULES,
        *reach.RULES,
        *hardware.RULES,
        *plans.RULES,
        *training.RULES,
        *told.RULES,
    )
)
"""All rules, family by family."""

_VARIANT_COLUMN = caseless(r"(?:variants?|versions?|editions?|tiers?)\b")
_ASKS = re.compile(r"\?[\"'”’)]*$")
_CONDITION = caseless(r"\b(?:if|whether|unless|once|until)\b(?:[^,;.]|\.(?=\d)){1,150}")
# A market prices what it asks: "a contract on whether X ships trades at 9 cents".
_BET = caseless(
    r"\b(?:contracts?|markets?|bets?|betting|odds|shares)\s(?:\w+\s)?(?:on|for|of|asks)\swhether\b"
)
_WISHED = caseless(
    r"\bwould\sbe\s(?:wild|cool|nice|great|awesome|amazing|insane|crazy|huge)\b|\b(?:pls|please)\W*$|^\W*we\sshould\b"
)
_MAYBE = caseless(r"\W*(?:maybe|perhaps|probably|possibly)\b")


def extract(document: Text, names: ModelNames | None = None) -> list[Said]:
    """The assertions of a document, in order of place; none where its text is not English."""
    names = names or ModelNames.shipped()
    if not names.may_name(document.text) or not is_english(document.text):
        return []
    whole = read(document, names)
    found: dict[tuple[str | int, ...], Said] = {}
    for subject in whole.subjects:
        for assertion in _assertions(whole, subject):
            found.setdefault(assertion.order, assertion)
    for asked, subject in pairwise(whole.subjects):
        for assertion in _answers(whole, asked, subject):
            found.setdefault(assertion.order, assertion)
    return [found[order] for order in sorted(found)]


def _assertions(whole: Whole, subject: Subject) -> Iterator[Said]:
    segment = subject.segment
    if segment.kind is Kind.row:
        if _states(segment):
            yield from _row_assertions(whole, subject)
    elif len(subject.mentions) > MOST_NAMES:
        return
    elif subject.anchors or subject.scope or segment.text.endswith(":"):
        reading = whole.reading(subject)
        findings = _findings(reading)
        if not findings or not _states(segment):
            return
        credit = whole.credit(subject, findings[0].end)
        for finding in findings:
            if segment.marks or credit.sourcing in (Sourcing.market, Sourcing.official):
                credit = whole.credit(subject, finding.end)
            told = whole.of_company(segment, finding.model, credit)
            sure = sure_of(whole, reading, finding, told, subject.heading)
            told = whole.priced_by(subject, told) if sure.probability is not None else told
            yield _assertion(segment, finding, sure, told)


def _answers(whole: Whole, asked: Subject, subject: Subject) -> Iterator[Said]:
    """What a sentence says by answering the question before it."""
    segment = subject.segment
    if not _is_asked(asked.segment, segment):
        return
    answer = answered(asked.segment.text, segment.text)
    if answer is None:
        return
    for finding in _findings(whole.reading(asked)):
        denies = answer.denies != (finding.polarity is Polarity.denies)
        rule = finding.rule.replace(": ", " asked: ", 1)
        positive = replace(finding, rule=rule, polarity=Polarity.asserts, settled=False)
        credit = whole.credit(subject, 0)
        yield _assertion(segment, positive, Shown(answer.level, denies=denies), credit)


def _is_asked(asked: Segment, answer: Segment) -> bool:
    """Whether one segment is a question that the other may answer."""
    if asked.kind is not Kind.question:
        return asked.block == answer.block and asked.text.endswith("?")
    return answer.first and answer.kind is Kind.prose


def _states(segment: Segment) -> bool:
    """Whether a segment puts anything forward: no question, wish or request."""
    if segment.kind is Kind.question or cues.NO_STATEMENT.match(segment.text):
        return False
    if _WISHED.search(segment.text):
        return False
    return not _ASKS.search(segment.text) or bool(_MAYBE.match(segment.text))


def _findings(reading: Reading) -> list[Finding]:
    """What the rules find, but for what is only a condition ("if X ships in May")."""
    found = RULES.find(reading)
    if not found:
        return found
    bets = _BET.search(reading.text) is not None
    conditions = [
        match.span()
        for match in _CONDITION.finditer(reading.text)
        if not (bets and match.group().startswith("whether"))
    ]
    return [
        one
        for one in found
        if not any(start <= one.start and one.end <= end for start, end in conditions)
    ]


def _assertion(segment: Segment, finding: Finding, sure: Shown, credit: Credit) -> Said:
    denies = (sure.denies and not finding.settled) or finding.polarity is Polarity.denies
    return Said(
        model=finding.model,
        attribute=finding.attribute,
        qualifier=finding.qualifier,
        op=finding.op,
        value=_plain(finding.value),
        baseline=finding.baseline,
        at=finding.at,
        unit=finding.unit,
        polarity=Polarity.denies if denies else Polarity.asserts,
        start=segment.start,
        end=segment.end,
        confidence=sure.level,
        probability=sure.probability,
        explicit=sure.explicit,
        speaker=credit.speaker,
        sourcing=credit.sourcing,
        cue=finding.rule,
    )


def _plain(value: Any) -> Any:
    """`value` with 5.0 as 5, so that a figure is one claim however it was written."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _row_assertions(whole: Whole, subject: Subject) -> Iterator[Said]:
    row = subject.segment

    def models_in(cell: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.model for m in whole.mentions_of(cell)))

    yield from _variant_rows(whole, subject)
    for statement in statements(row, models_in):
        yield from _told(whole, subject, statement)


def _variant_rows(whole: Whole, subject: Subject) -> Iterator[Said]:
    """A table of variants names one a row."""
    row = subject.segment
    if row.header or not row.cells or not _VARIANT_COLUMN.match(row.cells[0].column):
        return
    first = row.cells[0].text
    for mention in whole.names.mentions(first)[:1]:
        base = base_of(set(whole.printed.values()), mention.model)
        name = mention.model.removeprefix(base).strip("-")
        others = re.findall(r"[A-Z][\w-]+", first[mention.end :])
        for variant in [name, *others] if name else others:
            finding = Finding(
                base, "variant", variant.lower(), 0, len(first), f"variant table: {first}"
            )
            sure = wording(whole, first, finding, Credit())
            yield _assertion(row, finding, sure, Credit())


def _told(whole: Whole, subject: Subject, statement: Statement) -> Iterator[Said]:
    """The assertions of one statement of a row."""
    row = subject.segment
    line = replace(row, text=statement.text, kind=Kind.item, cells=(), marks=())
    cell = replace(line, text=statement.credit or statement.text)
    for finding in _line_findings(whole, subject, statement, line):
        credit = whole.sources.credit(cell, 0, subject.heading, "")
        sure = wording(whole, statement.text, finding, credit)
        if statement.sure is not None:
            sure = replace(statement.sure, denies=sure.denies)
        elif statement.hedge and finding.attribute != "release_stage":
            sure = replace(sure, level=statement.hedge, explicit=True)
        if statement.denies:
            sure = replace(sure, denies=not sure.denies)
        if sure.probability is not None:
            credit = whole.priced_by(subject, credit)
        yield _assertion(row, finding, sure, credit)


def _line_findings(
    whole: Whole, subject: Subject, statement: Statement, line: Segment
) -> Iterable[Finding]:
    """What the rules find in one statement, read as a line of its own."""
    mentions = whole.mentions_of(statement.text)
    anchors = () if statement.models else tuple(anchors_of(statement.text, mentions))
    scope = statement.models or subject.scope
    if not scope and not anchors:
        return ()
    if statement.released is not None:
        return (_out_or_not(scope[0], statement),)
    inner = Subject(
        subject.index, line, anchors, tuple(mentions), scope, subject.heading, line=True
    )
    return _findings(whole.reading(inner))


def _out_or_not(model: str, statement: Statement) -> Finding:
    return Finding(
        model,
        "release_stage",
        "released",
        0,
        len(statement.text),
        f"table: {statement.text}",
        polarity=Polarity.asserts if statement.released else Polarity.denies,
    )
