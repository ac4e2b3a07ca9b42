"""How sure a sentence is of a statement in it: the statement stands in ⟦brackets⟧ here."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.confidence import Shown, labelled, shown
from app.vocabulary import Confidence
from tests.marked_statements import level, marked

GRADES = [
    # plain
    ("certain", "Nimbus 3 has ⟦2M tokens⟧ of context."),
    ("certain", "Acme has officially announced ⟦Nimbus 3⟧."),
    ("certain", "Acme released ⟦Nimbus 3⟧ in June."),
    ("certain", "It can read ⟦video⟧."),
    # high
    ("high", "Nimbus 3 will have ⟦2M tokens⟧ of context."),
    ("high", "Nimbus 3 will almost certainly share ⟦the base⟧."),
    ("high", "It is highly likely to read ⟦video⟧."),
    ("high", "It is very likely that it reads ⟦video⟧."),
    ("high", "The launch is scheduled for ⟦June⟧."),
    ("high", "The launch slipped to ⟦June⟧."),
    ("high", "The makers promise to ship ⟦weights⟧."),
    # moderate
    ("moderate", "Nimbus 3 is expected to ship in ⟦late 2027⟧."),
    ("moderate", "Nimbus 3 reportedly has ⟦2M tokens⟧."),
    ("moderate", "According to reports, it has ⟦2M tokens⟧."),
    ("moderate", "It has ⟦2M tokens⟧, according to reports."),
    ("moderate", "It has ⟦2M tokens⟧, reportedly."),
    ("moderate", "It likely has ⟦2M tokens⟧."),
    ("moderate", "It will likely have ⟦2M tokens⟧."),
    ("moderate", "It would likely have ⟦2M tokens⟧."),
    ("moderate", "It probably has ⟦2M tokens⟧."),
    ("moderate", "It would have ⟦2M tokens⟧."),
    ("moderate", "It should read ⟦video⟧."),
    ("moderate", "It allegedly reads ⟦video⟧."),
    ("moderate", "It supposedly reads ⟦video⟧."),
    ("moderate", "It purportedly reads ⟦video⟧."),
    ("moderate", "It appears to read ⟦video⟧."),
    ("moderate", "It is said to read ⟦video⟧."),
    ("moderate", "Sources say it reads ⟦video⟧."),
    ("moderate", "The makers plan to ship ⟦weights⟧."),
    ("moderate", "Signals point toward ⟦Q3 2026⟧."),
    # low
    ("low", "It is rumored to have ⟦2M tokens⟧."),
    ("low", "It is rumoured to have ⟦2M tokens⟧."),
    ("low", "It may have ⟦2M tokens⟧."),
    ("low", "It might have ⟦2M tokens⟧."),
    ("low", "It could have ⟦2M tokens⟧."),
    ("low", "It is unlikely to have ⟦2M tokens⟧."),
    ("low", "Everyone is doubtful that it has ⟦2M tokens⟧."),
    ("low", "Perhaps it has ⟦2M tokens⟧."),
    ("low", "The file hints at ⟦2M tokens⟧."),
    ("low", "The file suggests that it has ⟦2M tokens⟧."),
    ("low", "There is speculation about ⟦2M tokens⟧."),
    ("low", "There is chatter about ⟦2M tokens⟧."),
    ("low", "It has the potential for ⟦2M tokens⟧."),
    ("low", "In theory it reads ⟦video⟧."),
    ("low", "A June launch of ⟦Nimbus⟧ cannot be ruled out."),
    # very low
    ("very_low", "It is pure speculation that it has ⟦2M tokens⟧."),
    ("very_low", "It is very unlikely to have ⟦2M tokens⟧."),
    ("very_low", "There is almost no chance of ⟦2M tokens⟧."),
    ("very_low", "It is highly unlikely to have ⟦2M tokens⟧."),
]


@pytest.mark.parametrize(("expected", "text"), GRADES)
def test_each_wording_shows_its_level(expected: str, text: str) -> None:
    assert level(text) == expected


NO_HEDGES = [
    "It launches in May with ⟦2M tokens⟧.",
    "By May 2026 it has ⟦2M tokens⟧.",
    "Will Moss of Acme says it has ⟦2M tokens⟧.",
    "It scored higher than expected, ⟦92%⟧.",
    "As expected, it has ⟦2M tokens⟧.",
    "Perhaps the most striking part is its ⟦2M window⟧.",
    "The Ledger reports that it has ⟦2M tokens⟧.",
    "Ada Reed claims that it has ⟦2M tokens⟧.",
]


@pytest.mark.parametrize("text", NO_HEDGES)
def test_words_that_only_look_like_a_hedge_leave_a_statement_plain(text: str) -> None:
    assert shown(*marked(text)) == Shown(Confidence.certain)


QUESTIONS = [
    "Will Nimbus 3 have ⟦2M tokens⟧?",
    "Maybe around ⟦200B parameters⟧?",
    "If the file is right, it has ⟦2M tokens⟧.",
    "It has ⟦2M tokens⟧ if the file is right.",
    "If history is a guide, it could be ⟦30% cheaper⟧.",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_or_condition_is_low(text: str) -> None:
    assert level(text) == "low"


def test_advice_to_the_reader_is_no_condition() -> None:
    assert level("It has ⟦2M tokens⟧ if you need them.") == "certain"
    assert level("Even if it is late, it has ⟦2M tokens⟧.") == "certain"


# --- who speaks, and how plain a plain statement is --------------------------------------------


def test_a_vendor_that_expects_is_surer_than_an_onlooker() -> None:
    words = marked("Acme expects to ship in ⟦June⟧.")
    assert shown(*words).level is Confidence.moderate
    assert shown(*words, vendor=True).level is Confidence.high


def test_a_named_reporter_makes_a_plan_surer() -> None:
    words = marked("Acme plans to ship in ⟦June⟧.")
    assert shown(*words).level is Confidence.moderate
    assert shown(*words, named=True).level is Confidence.high
    assert shown(*words, vendor=True).level is Confidence.high


def test_a_disclaimer_lowers_only_what_no_wording_governs() -> None:
    plain = marked("Nimbus 3 has ⟦2M tokens⟧.")
    sure = marked("Nimbus 3 will almost certainly have ⟦2M tokens⟧.")
    assert shown(*plain, plain=Confidence.moderate).level is Confidence.moderate
    assert shown(*sure, plain=Confidence.moderate).level is Confidence.high


# --- explicit --------------------------------------------------------------------------------

PROBABILITIES = [
    ("There is an 81% chance that it is out by ⟦June⟧.", 0.81, "high"),
    ("Polymarket puts ⟦June⟧ at 72%.", 0.72, "moderate"),
    ("The odds of ⟦June⟧ are at 15 percent.", 0.15, "very_low"),
    ("I am 90% sure it has ⟦2M tokens⟧.", 0.9, "high"),
    ("A 30-50% chance of ⟦June⟧.", 0.4, "low"),
    ("Kalshi prices ⟦June⟧ at 99%.", 0.99, "high"),
    ("⟦June⟧ has a 20% chance, and July has a 70% chance.", 0.2, "very_low"),
]


@pytest.mark.parametrize(("text", "probability", "expected"), PROBABILITIES)
def test_a_chance_in_figures_beats_the_wording(
    text: str, probability: float, expected: str
) -> None:
    found = shown(*marked(text))
    assert found.probability == pytest.approx(probability)
    assert (found.level.value, found.explicit) == (expected, True)


NO_PROBABILITIES = [
    "It scores ⟦92%⟧ on the test.",
    "It is ⟦30% cheaper⟧ than before.",
    "On certain tests it reaches ⟦92%⟧.",
    "It has ⟦2M tokens⟧ and a market share of 20%.",
    "It scores ⟦60⟧ with a 95% confidence interval.",
    "A 400% chance of ⟦June⟧.",
]


@pytest.mark.parametrize("text", NO_PROBABILITIES)
def test_another_percentage_is_no_chance(text: str) -> None:
    assert shown(*marked(text)).probability is None


LABELS = [
    ("Nimbus 3 has ⟦2M tokens⟧ (unconfirmed).", "low"),
    ("Nimbus 3 has ⟦2M tokens⟧ (rumor).", "low"),
    ("Nimbus 3 has ⟦2M tokens⟧ [estimate].", "low"),
    ("Nimbus 3 has ⟦2M tokens⟧ (confirmed).", "certain"),
    ("Unconfirmed: Nimbus 3 has ⟦2M tokens⟧.", "low"),
    ("**Rumor:** Nimbus 3 has ⟦2M tokens⟧.", "low"),
    ("Still unconfirmed, Nimbus 3 has ⟦2M tokens⟧.", "low"),
    ("With high confidence: it has ⟦2M tokens⟧.", "high"),
    ("My guess is that it has ⟦2M tokens⟧.", "low"),
    ("IMO it has ⟦2M tokens⟧.", "low"),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_a_label_beats_the_wording(text: str, expected: str) -> None:
    found = shown(*marked(text))
    assert (found.level.value, found.explicit) == (expected, True)


def test_an_effort_in_brackets_is_no_label() -> None:
    assert not shown(*marked("It scores ⟦60%⟧ (high).")).explicit


CELLS = [
    ("High (two separate reports)", "high", None),
    ("**High**", "high", None),
    ("Very low (talk of the crowd)", "very_low", None),
    ("Medium", "moderate", None),
    ("Low: depends on tests", "low", None),
    ("Highly likely, and soon", "high", None),
    ("Unconfirmed", "low", None),
    ("Confirmed", "certain", None),
    ("Rumored", "low", None),
    ("81%", "high", 0.81),
    ("~ 72 %", "moderate", 0.72),
    ("60-70%", "moderate", 0.65),
    ("93¢", "high", 0.93),
]


@pytest.mark.parametrize(("cell", "expected", "probability"), CELLS)
def test_a_cell_labels_its_row(cell: str, expected: str, probability: float | None) -> None:
    found = labelled(cell)
    assert found is not None
    assert (found.level.value, found.probability, found.explicit) == (expected, probability, True)


@pytest.mark.parametrize("cell", ["", "Internal", "Nimbus 3", "128K", "300%", "–", "| |"])
def test_another_cell_is_no_label(cell: str) -> None:
    assert labelled(cell) is None


# --- denial, in full in test_negation.py ------------------------------------------------------


def test_a_denial_keeps_the_level_of_its_wording() -> None:
    assert shown(*marked("It may not read ⟦audio⟧.")) == Shown(
        Confidence.low, cue="may", denies=True
    )
    assert level("It won't read ⟦audio⟧.") == "high"


def test_the_deciding_wording_is_named() -> None:
    assert shown(*marked("It is rumoured to have ⟦2M tokens⟧.")).cue == "rumored"


# --- laws ------------------------------------------------------------------------------------

PIECES = (
    "may",
    "not",
    "reportedly",
    "(unconfirmed)",
    "81% chance of",
    "if",
    "?",
    ", and it is",
    ": ",
    "—",
    "(",
    ")",
    "suggests that",
    " ",
)
MESSY = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=15).map(" ".join)


@given(MESSY, st.integers(0, 80), st.integers(0, 80))
def test_any_sentence_shows_something(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = shown(text, start, end)
    assert found.level in Confidence
    assert found.probability is None or 0 <= found.probability <= 1
    assert found.explicit or found.probability is None


@given(st.text())
def test_arbitrary_unicode_never_raises(text: str) -> None:
    assert isinstance(shown(text, 0, len(text)), Shown)
    assert labelled(text) is None or labelled(text) is not None


@given(st.sampled_from([text for _, text in GRADES]))
def test_no_forecast_is_above_the_plain_level_but_by_its_own_words(text: str) -> None:
    found = shown(*marked(text), plain=Confidence.very_low)
    assert found.cue is not None or found.level is Confidence.very_low


@pytest.mark.parametrize("piece", ["not ", "chance of ", "(", "if ", ", and it is ", " ", "may "])
def test_hostile_repetition_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        shown(text, size // 2, size // 2 + 3)
        labelled(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(400_000) < 40 * max(seconds(10_000), 0.02)


@pytest.mark.parametrize(
    ("sentence", "probability"),
    [
        ("There is a one in four chance that GPT-9 ships by May.", 0.25),
        ("I give it a 3-in-5 chance that GPT-9 ships by May.", 0.6),
        ("One in nine that GPT-9 ships by May.", 0.1111),
        ("Five in four chances say that GPT-9 ships by May.", None),
    ],
)
def test_odds_in_words_are_a_probability(sentence: str, probability: float | None) -> None:
    place = sentence.index("ships")
    assert shown(sentence, place, place + 5).probability == probability


def test_a_condition_ends_where_the_reason_begins() -> None:
    sentence = "If GPT-9 fails nobody cares, since GPT-8 scores 80 on MMLU."
    place = sentence.index("80")
    assert shown(sentence, place, place + 2).level is Confidence.certain


def test_an_estimate_of_ones_own_is_a_guess() -> None:
    sentence = "My own estimate would be 2T in total."
    place = sentence.index("2T")
    assert shown(sentence, place, place + 2) == Shown(
        Confidence.low, explicit=True, cue="my guess is"
    )


def test_no_chance_denies_nothing_twice() -> None:
    sentence = "There is no chance that it beats GPT-9."
    place = sentence.index("beats")
    found = shown(sentence, place, place + 5)
    assert (found.level, found.denies) == (Confidence.very_low, False)
