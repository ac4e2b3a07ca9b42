"""How far a word reaches: clauses, and the wordings that govern the ⟦statement⟧ in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.clauses import Clauses
from tests.marked_statements import level

SCOPES = [
    # the statement's own clause wins
    ("low", "Nimbus 3 may have ⟦2M tokens⟧, but Cirrus has 1M."),
    ("certain", "Nimbus 3 may have 2M tokens, but Cirrus has ⟦1M tokens⟧."),
    ("certain", "Nimbus 3 may have 2M tokens; Cirrus has ⟦1M tokens⟧."),
    ("certain", "Nimbus 3 may have 2M tokens, while Cirrus has ⟦1M tokens⟧."),
    ("low", "Nimbus 3 has 1M tokens, whereas Cirrus might have ⟦2M tokens⟧."),
    ("certain", "Nimbus 3 may be cheap, and it has ⟦1M tokens⟧."),
    ("high", "The weights may be open and will cost ⟦nothing⟧."),
    ("low", "The weights may be ⟦open⟧ and will cost nothing."),
    ("certain", "Acme may pick another name, just as it released ⟦Cirrus⟧ in 2024."),
    ("certain", "Nimbus 3, which may read video, has ⟦1M tokens⟧, as the page says."),
    # a list stays under the word at its head
    ("moderate", "It is expected to read ⟦text⟧, images, audio, and video."),
    ("moderate", "It is expected to read text, images, audio, and ⟦video⟧."),
    ("moderate", "It is expected to beat Cirrus: a ⟦92%⟧ score, a larger window."),
    ("low", "It could be cheaper, while offering ⟦better scores⟧."),
    # an adverb inside a list governs its item
    ("moderate", "It is expected to read ⟦audio⟧, and possibly video."),
    ("low", "It is expected to read audio, and possibly ⟦video⟧ as well."),
    ("low", "It has many parts (perhaps ⟦100 billion⟧) at work."),
    # an adjective governs its noun
    ("certain", "A ⟦2M token⟧ window and a rumored 92% score help."),
    ("low", "A 2M token window and a rumored ⟦92%⟧ score help."),
    ("moderate", "It has a likely ⟦2027⟧ horizon."),
    ("certain", "Its planned sequel is big, a ⟦2T parameter⟧ model."),
    ("moderate", "Acme reportedly dropped Cirrus, a big model, for ⟦two⟧ reasons."),
    ("low", "Cirrus, in theory, would keep ⟦audio⟧."),
    ("low", "It is a hypothetical ⟦2T parameter⟧ model."),
    ("certain", "It is a hypothetical successor, with ⟦audio⟧ in mind."),
    # behind the statement
    ("moderate", "A ⟦Q3⟧ launch is expected."),
    ("high", "⟦120B⟧ and 20B will be available."),
    ("certain", "The ⟦2M⟧ window could help with long files."),
    # words inside one another: the weakest
    ("low", "The file suggests that it will have ⟦2M tokens⟧."),
    ("low", "Users speculate that it might have ⟦2M tokens⟧."),
    ("moderate", "It is reportedly going to have ⟦2M tokens⟧."),
    # brackets
    ("certain", "Cirrus (released in ⟦2024⟧) may go."),
    ("low", "Cirrus may (for once) have ⟦2M tokens⟧."),
]


@pytest.mark.parametrize(("expected", "text"), SCOPES)
def test_a_wording_reaches_as_far_as_its_clause(expected: str, text: str) -> None:
    assert level(text) == expected


CUTS = [
    ("It is fast.", ["It is fast."]),
    ("It is fast; it is cheap.", ["It is fast", "it is cheap."]),
    ("It is fast, but it is dear.", ["It is fast", "it is dear."]),
    ("It is fast but dear.", ["It is fast", "dear."]),
    ("It is fast and it is cheap.", ["It is fast", "it is cheap."]),
    ("It is fast and cheap.", ["It is fast and cheap."]),
    ("It is fast and will be cheap.", ["It is fast", "will be cheap."]),
    ("It reads text, images, and audio.", ["It reads text, images, and audio."]),
    ("It is new: a model.", ["It is new", "a model."]),
    ("It is new — a model.", ["It is new", "a model."]),
    ("It (the model) is new.", ["It", "the model", "is new."]),
    ("It is 3:1 and at 18:30.", ["It is 3:1 and at 18:30."]),
    ("It is new, while others are old.", ["It is new", "others are old."]),
    ("It is new, while costing less.", ["It is new, while costing less."]),
    ("Acme, which is small, is here.", ["Acme", "is small", "is here."]),
    ("Acme has a mid-tier plan.", ["Acme has a mid-tier plan."]),
    ("It ended. Acme left.", ["It ended", "Acme left."]),
    ("It is 3.5 now.", ["It is 3.5 now."]),
    ("It is so far so good, so it stays.", ["It is so far so good", "it stays."]),
]


@pytest.mark.parametrize(("sentence", "expected"), CUTS)
def test_a_sentence_is_cut_at_its_boundaries(sentence: str, expected: list[str]) -> None:
    clauses = Clauses(sentence)
    assert [sentence[clause.start : clause.end].strip() for clause in clauses.all] == expected


def test_a_place_is_in_its_clause() -> None:
    clauses = Clauses("It is fast; it is cheap.")
    assert clauses.at(0).number == 0
    assert clauses.at(15).number == 1
    assert clauses.at(500).number == 1


def test_what_stands_in_brackets_is_deeper() -> None:
    assert [clause.depth for clause in Clauses("It (or (it) is) new.").all] == [0, 1, 2, 1, 0]


def test_a_clause_goes_on_after_a_bracket() -> None:
    clauses = Clauses("It (the model) is new.")
    assert [part.number for part in clauses.parts(clauses.all[2])] == [0, 2]
    assert [part.number for part in clauses.parts(clauses.all[1])] == [1]


def test_a_clause_continues_the_one_before_it() -> None:
    clauses = Clauses("It is new: a model.")
    earlier = clauses.before(clauses.all[1])
    assert earlier is not None
    assert earlier.number == 0
    assert clauses.before(earlier) is None


def test_only_a_verb_makes_a_clause_finite() -> None:
    clauses = Clauses("It is new: a 92% score.")
    assert [clauses.is_finite(clause) for clause in clauses.all] == [True, False]


@given(
    st.text() | st.lists(st.sampled_from(["(", ")", ", and it is", "; ", "but", " "])).map("".join)
)
def test_clauses_are_ordered_and_inside_the_sentence(sentence: str) -> None:
    end = 0
    for clause in Clauses(sentence).all:
        assert end <= clause.start <= clause.end <= len(sentence)
        end = clause.end
