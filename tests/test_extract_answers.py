"""What a question says by its answer."""

from __future__ import annotations

import pytest

from app.extract.answers import Answer, answered
from app.vocabulary import Confidence
from tests.extract_samples import assertions, claims

CASES = [
    ("Is X open source?", "No.", Answer(Confidence.certain, denies=True)),
    ("Will X be open source?", "No, it will not.", Answer(Confidence.high, denies=True)),
    ("Will X be free?", "Most likely, but not for all.", Answer(Confidence.moderate, denies=False)),
    ("Will X be free?", "Almost certainly not: it is dear.", Answer(Confidence.high, denies=True)),
    ("Does X see?", "Yes, it does.", Answer(Confidence.certain, denies=False)),
    ("Q: Can X hear?", "A: Perhaps.", Answer(Confidence.low, denies=False)),
    ("Is X out?", "Unlikely!", Answer(Confidence.low, denies=False)),
    ("Is X open or closed?", "Yes.", None),
    ("What is X?", "No idea.", None),
    ("Should I buy X?", "No.", None),
    ("Is X out?", "Nobody knows.", None),
]


@pytest.mark.parametrize(("question", "answer", "expected"), CASES)
def test_an_answer_settles_its_question(
    question: str, answer: str, expected: Answer | None
) -> None:
    assert answered(question, answer) == expected


FAQ = "# FAQ on GPT-7\n\n**Will GPT-7 be open source?**\n{} That is all that is known of it."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("No.", {"not openai/gpt-7 license eq open_weights"}),
        ("Yes.", {"openai/gpt-7 license eq open_weights"}),
        ("Nobody knows.", set()),
    ],
)
def test_a_page_of_answers_says_what_its_questions_ask(answer: str, expected: set[str]) -> None:
    text = FAQ.format(answer)
    assert claims(text) == expected
    assert all(text.startswith(answer, each.start) for each in assertions(text))


def test_a_question_in_a_paragraph_is_answered_by_its_next_sentence() -> None:
    text = "GPT-7 is near. Will GPT-7 be open source? Probably. Nobody knows."
    assert [(each.confidence, each.value) for each in assertions(text)] == [
        ("moderate", "open_weights")
    ]
