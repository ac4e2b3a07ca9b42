"""Whether a sentence denies the statement in ⟦brackets⟧."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.clauses import Clauses
from app.extract.negation import denied
from tests.marked_statements import marked


def is_denied(text: str) -> bool:
    sentence, start, end = marked(text)
    return denied(sentence, start, end, Clauses(sentence))


DENIALS = [
    "Acme has not ⟦released⟧ it.",
    "Acme hasn't ⟦released⟧ it.",
    "Acme hasn’t ⟦released⟧ it.",
    "It never ⟦shipped⟧.",
    "It will not run on ⟦phones⟧.",
    "It may not come out ⟦this month⟧.",
    "No model is called ⟦Nimbus 3⟧.",
    "Acme has yet to ⟦announce⟧ it.",
    "Acme denied a launch in ⟦June⟧.",
    "It lacks ⟦audio⟧.",
    "The lack of ⟦audio⟧ is odd.",
    "It comes without ⟦audio⟧.",
    "It was named Nimbus rather than ⟦Cirrus⟧ that year.",
    "It has text instead of ⟦audio⟧.",
    "⟦Audio⟧ is not supported.",
    "⟦Audio⟧ will no longer be there.",
    "Acme scrapped its plan for ⟦weights⟧.",
    "It is too big for ⟦phones⟧.",
    "Neither of them reads ⟦audio⟧.",
    "It cannot read ⟦audio⟧.",
]


@pytest.mark.parametrize("text", DENIALS)
def test_a_negator_that_reaches_a_statement_denies_it(text: str) -> None:
    assert is_denied(text)


ASSERTIONS = [
    "It does not just read text, it has ⟦audio⟧.",
    "It doesn't only read ⟦text⟧.",
    "No doubt it reads ⟦audio⟧.",
    "It will not ship until ⟦Q4⟧.",
    "It reads not text but ⟦audio⟧.",
    "It does not read text, and it has ⟦audio⟧.",
    "Acme has not said so, but it has ⟦audio⟧.",
    "It was named Nimbus rather than Cirrus in ⟦2024⟧.",
    "It skips 5.0 in favor of ⟦5.5⟧.",
    "Acme ⟦cancelled⟧ it.",
    "It is not that it does not read ⟦audio⟧.",
    "It reads ⟦audio⟧ and not video.",
    "It costs no more than ⟦$5⟧.",
    "It reads ⟦audio⟧.",
]


@pytest.mark.parametrize("text", ASSERTIONS)
def test_a_negator_elsewhere_denies_nothing(text: str) -> None:
    assert not is_denied(text)


MORE_DENIALS = [
    "Acme isn't going to add ⟦audio⟧.",
    "Acme never said that it reads ⟦audio⟧.",
    "There is no ⟦audio⟧ in it.",
    "None of the files mention ⟦audio⟧.",
    "Nothing points to ⟦June⟧.",
    "It fails to read ⟦audio⟧.",
    "They ruled out ⟦June⟧.",
    "It is far from ⟦ready⟧.",
    "They declined to add ⟦audio⟧.",
    "It is unable to read ⟦audio⟧.",
    "⟦Audio⟧ isn't there.",
    "⟦Audio⟧ has not been added.",
    "Acme denies that ⟦June⟧ is planned.",
    "It (the small one) does not read ⟦audio⟧.",
    "It does not (for now) read ⟦audio⟧.",
]

MORE_ASSERTIONS = [
    "There is no reason to wait; it reads ⟦audio⟧.",
    "No later than June it reads ⟦audio⟧.",
    "It is not merely cheap, it reads ⟦audio⟧.",
    "It is not only fast but reads ⟦audio⟧.",
    "Not surprisingly it reads ⟦audio⟧.",
    "Acme has not denied ⟦June⟧.",
    "They have not ruled out ⟦June⟧.",
    "It reads ⟦audio⟧, not video.",
    "It reads ⟦audio⟧ (not video).",
    "Acme scrapped ⟦Cirrus⟧.",
    "It reads ⟦audio⟧ without delay.",
    "A tester who asked not to be named says that it reads ⟦audio⟧.",
    "Somebody not authorized to speak for Acme says that it reads ⟦audio⟧.",
    "It gets ⟦31 percent without tools⟧.",
    "The note (which was not signed) names ⟦June⟧.",
    "Nobody was surprised, but it reads ⟦audio⟧.",
]


@pytest.mark.parametrize("text", MORE_DENIALS)
def test_other_words_of_denial_deny(text: str) -> None:
    assert is_denied(text)


@pytest.mark.parametrize("text", MORE_ASSERTIONS)
def test_other_words_near_a_negator_assert(text: str) -> None:
    assert not is_denied(text)


@given(st.sampled_from([*ASSERTIONS, *MORE_ASSERTIONS]))
def test_two_negators_in_one_clause_cancel_out(text: str) -> None:
    sentence, start, end = marked(text)
    twice = "It is not true that it does not hold that "
    assert not denied(
        twice + sentence[start:end],
        len(twice),
        len(twice) + end - start,
        Clauses(twice + sentence[start:end]),
    )


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_place_of_any_text_is_denied_or_not(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert denied(text, start, end, Clauses(text)) in (True, False)
