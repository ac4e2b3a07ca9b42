"""`data/wording.toml`: every wording has a level, a starting probability in its band, a source."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from app.extract.wording import cell_wording, cues
from app.registries import WordingEntry, read_wording
from app.vocabulary import Confidence
from tests.conftest import SHARED

ENTRIES = read_wording()
# ICD-203, widened by what its neighbours leave open (45-55 is "even odds", CLAIMS: low).
BANDS = {
    Confidence.certain: (0.95, 1.0),
    Confidence.high: (0.80, 0.95),
    Confidence.moderate: (0.55, 0.80),
    Confidence.low: (0.20, 0.55),
    Confidence.very_low: (0.0, 0.20),
}
SURVEY = re.compile(r"survey of 5174 people: ([A-Z][A-Za-z ]+?)(?:,|$)")
IDS = [entry.phrase for entry in ENTRIES]


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_starting_probability_lies_in_the_band_of_its_level(entry: WordingEntry) -> None:
    low, high = BANDS[entry.level]
    assert low <= entry.probability <= high


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_figure_has_a_source_and_a_level_of_its_own_has_the_levels_point(
    entry: WordingEntry,
) -> None:
    assert entry.source
    if entry.source == "level":
        assert entry.probability == entry.level.point


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_vendor_or_a_named_source_is_no_less_sure_than_anybody(entry: WordingEntry) -> None:
    for level in (entry.vendor, entry.named):
        assert level is None or level.rank >= entry.level.rank


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_wording_is_in_lower_case_with_plain_apostrophes(entry: WordingEntry) -> None:
    for phrase in (entry.phrase, *entry.aliases):
        assert phrase == phrase.lower().strip()
        assert "’" not in phrase


def test_no_wording_stands_twice() -> None:
    counted = Counter(
        (phrase, entry.scope == "cell")
        for entry in ENTRIES
        for phrase in (entry.phrase, *entry.aliases)
    )
    assert [phrase for phrase, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.scope != "cell"], ids=lambda e: e.phrase)
def test_every_wording_is_found_in_a_sentence(entry: WordingEntry) -> None:
    for phrase in (entry.phrase, *entry.aliases):
        found = cues(f"It, {phrase}, that.")
        assert [cue.entry.phrase for cue in found] == [entry.phrase], phrase


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.scope == "cell"], ids=lambda e: e.phrase)
def test_every_label_is_found_in_a_cell(entry: WordingEntry) -> None:
    for phrase in (entry.phrase, *entry.aliases):
        assert cell_wording(phrase.capitalize()) == entry


def test_the_table_of_the_law_is_covered() -> None:
    law = {
        "certain": ["officially", "announced"],
        "high": ["will", "almost certainly"],
        "moderate": ["expected to", "reportedly", "according to reports", "likely", "probably"],
        "low": ["rumored", "may", "might", "could", "suggests", "unlikely", "doubtful"],
        "very_low": ["pure speculation", "very unlikely", "almost no chance"],
    }
    levels = {p: e.level.value for e in ENTRIES for p in (e.phrase, *e.aliases)}
    for level, phrases in law.items():
        assert {phrase: levels[phrase] for phrase in phrases} == dict.fromkeys(phrases, level)


@pytest.mark.parametrize("word", ["maybelline", "couldron", "willow", "mighty", "unlikelyish"])
def test_part_of_another_word_is_no_wording(word: str) -> None:
    assert cues(f"A {word} here") == []


def test_the_longest_wording_wins() -> None:
    assert [cue.entry.phrase for cue in cues("It is very unlikely to run.")] == ["very unlikely"]


def test_typography_and_case_change_nothing() -> None:
    for text in ("It WILL run", "It won’t run", "It won't run", "It\nwill run", "İt will run"):
        (cue,) = cues(text)
        assert cue.entry.phrase == "will"
        assert text[cue.start : cue.end].lower() in {"will", "won't", "won’t"}


def test_the_figures_are_those_of_the_survey() -> None:
    path = SHARED / "language" / "phrase_probabilities.csv"
    if not path.exists():
        pytest.skip(f"the survey is not at {path}")
    with path.open(encoding="utf-8") as lines:
        medians = {row["phrase"]: float(row["median"]) / 100 for row in csv.DictReader(lines)}
    quoted = {
        match[1]: entry.probability
        for entry in ENTRIES
        if (match := SURVEY.search(entry.source)) and not entry.source.startswith("ICD")
    }
    assert len(quoted) > 10
    assert quoted == {phrase: medians[phrase] for phrase in quoted}
