"""Which texts count as having nearly the same words."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.near_duplicates import BANDS, FEWEST_WORDS, Words, bands, overlap, words_of

DICE = random.Random(7)  # noqa: S311 - invented words, no secrets
SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "so", "ti", "vu", "ze"]
LEXICON = ["".join(DICE.choices(SYLLABLES, k=3)) for _ in range(900)]


def prose(number: int, seed: int) -> list[str]:
    """`number` invented words; another seed, another text."""
    return random.Random(seed).choices(LEXICON, k=number)  # noqa: S311 - no secrets


def is_like(one: str, other: str) -> bool:
    return Words(one).is_like(Words(other))


ARTICLE = prose(300, 1)
COPIES = {
    "another headline": [*prose(9, 2), *ARTICLE[8:]],
    "page furniture around it": [*prose(30, 3), *ARTICLE, *prose(30, 4)],
    "cut by a third": ARTICLE[:200],
    "every twentieth word another": [
        "other" if place % 20 == 0 else word for place, word in enumerate(ARTICLE)
    ],
}


@pytest.mark.parametrize("words", COPIES.values(), ids=COPIES)
def test_a_copy_is_known_however_it_was_touched_up(words: list[str]) -> None:
    one, other = " ".join(ARTICLE), " ".join(words)
    assert is_like(one, other)
    first, second = bands([one, other])
    assert set(first) & set(second)


def test_texts_in_words_of_one_topic_are_not_alike() -> None:
    texts = [" ".join(prose(300, seed)) for seed in range(10, 60)]
    assert not any(is_like(one, other) for one, other in combinations(texts, 2))
    assert not any(set(one) & set(other) for one, other in combinations(bands(texts), 2))


def test_case_punctuation_and_quotes_make_no_difference() -> None:
    plain = " ".join(["it's", "“Quillon”", "—", "ready,", *ARTICLE])
    touched = " ".join(["IT’S", '"quillon"', "-", "ready", *ARTICLE])
    assert bands([plain])[0][0] == bands([touched])[0][0]
    assert words_of("It’s “ready”, …«now»") == [b"it", b"s", b"ready", b"now"]


def test_a_form_filled_in_anew_is_no_copy() -> None:
    form = "version {0} of the kettle is out with {1} fixes by {2} people " + " ".join(ARTICLE[:60])
    assert not is_like(form.format("3.1", 14, 6), form.format("4.2", 17, 9))
    assert is_like(form.format("3.1", 14, 6), "Update: " + form.format("3.1", 14, 6))


def test_a_short_text_is_a_copy_where_all_words_are_the_same() -> None:
    short = "Quillon 3 is to be shown in the harbour next Tuesday"
    assert is_like(short, short.upper() + "!")
    assert not is_like(short, short + " they say")
    assert len(bands([short])[0]) == 1
    assert bands([short]) == bands([short.upper() + "!"])


def test_what_anybody_may_say_is_no_copy() -> None:
    assert not is_like("When is Quillon 4?", "When is Quillon 4?")
    assert bands(["When is Quillon 4?", ""]) == [(), ()]


def test_writing_without_spaces_is_compared_by_its_characters() -> None:
    text = (
        "新しいモデルは来週の火曜日に公開される見込みで価格はまだ決まっていないと関係者は話した" * 2
    )
    assert len(words_of(text)) >= FEWEST_WORDS
    assert is_like(text, text.replace("。", "") + "続報を待つ")


def test_the_bands_are_the_same_in_every_process() -> None:
    said = " ".join(ARTICLE)
    program = (
        f"import json; from app.near_duplicates import bands; print(json.dumps(bands([{said!r}])))"
    )
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[1],
        env=os.environ | {"PYTHONHASHSEED": "99"},
    )
    assert [tuple(row) for row in json.loads(told.stdout)] == bands([said])


@given(st.lists(st.text(max_size=400), max_size=6))
def test_any_text_has_bands_that_a_database_can_hold(texts: list[str]) -> None:
    for text, row in zip(texts, bands(texts), strict=True):
        assert len(row) in (0, 1, BANDS)
        assert all(0 <= value < 2**63 for value in row)
        assert bands([text]) == [row]


@given(st.integers(0, 400), st.integers(0, 400))
def test_alike_is_the_same_from_either_side(cut: int, seed: int) -> None:
    one = " ".join(prose(300, 1)[cut:] + prose(50, seed))
    other = " ".join(prose(300, 1))
    assert is_like(one, other) == is_like(other, one)
    assert overlap(one, other) == overlap(other, one)


def test_overlap_is_the_share_of_the_shorter_text() -> None:
    assert overlap(" ".join(ARTICLE[:100]), " ".join(ARTICLE)) == 1.0
    assert overlap(" ".join(ARTICLE), " ".join(prose(300, 9))) == 0.0


def test_real_articles_are_like_their_copies_alone(shared: Path) -> None:
    right = json.loads((shared / "articles" / "ground-truth.json").read_text(encoding="utf-8"))
    topic = sorted([*(shared / "corpus").glob("*.txt"), *(shared / "seeds").glob("*.txt")])
    texts = [row["articleBody"] for row in right.values()]
    texts += [path.read_text(encoding="utf-8") for path in topic]
    texts = [text for text in texts if len(text.split()) >= 2 * FEWEST_WORDS]
    assert not any(is_like(one, other) for one, other in combinations(texts, 2))
    copies = [f"Another headline of nine words stands above it\n{text}" for text in texts]
    found = [
        bool(set(one) & set(other)) and is_like(text, copy)
        for text, copy, one, other in zip(texts, copies, bands(texts), bands(copies), strict=True)
    ]
    assert all(found)
