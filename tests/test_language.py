"""English is known by its small words, other languages by a library, a table by neither."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.language import READ_CHARACTERS, is_english, language_of, name_of
from tests.extract_samples import claims
from tests.language_samples import NEWS, TRADE

ENGLISH = (
    "According to the company, Goldfinch 4 will be released in March. The model would have a "
    "context window of two million tokens and cost much less than its predecessor. Nobody knows "
    "yet whether it will run on a phone."
)
CLAIM = "GPT-6 costs $5 per million tokens."
UNTOLD = [
    "",
    "GPT-6 leaks",
    "GPT-6 | 1M | 90%",
    "Model | Vendor | Score\nGemini 4 Pro | Google | 91%\nQwen 5 | Alibaba | 88%",
    "def f(el):\n    del el[0]\n    return el\n\nconst del = (es) => es.map(el => el.src)",
    "ÀÉ = '[A-Za-zÀ-ÿ]' + '[A-Za-zÀ-ÿ]' + '[A-Za-zÀ-ÿ]'",
    "GPT-6 for $5 on AWS, as is, by May",
    "Lisa Su\nLisa Su\nLisa Su\nLisa Su",
    "José Peña, Zoë Brontë, André Citroën, Łukasz Kaiser",
    "1 000 2 000 3 000 € ½",
    "😀 😀 😀",
    "https://example.com/der/das/und/ist/eine/nicht",
]
SHORT = [
    ("The cat is in the house and die Maus ist im Haus.", "en"),
    ("Die Maus ist auf dem Tisch und das Haus ist nicht von der Stadt.", "de"),
    ("Le modèle est dans les mains des gens qui sont sur la route avec une idée.", "fr"),
    ("El modelo es para los que viven por el mar con una casa.", "es"),
    ("新しいモデルは来月に公開される予定です。", "ja"),
    ("Новая модель выйдет в мае.", "ru"),
]


@pytest.mark.parametrize("code", NEWS)
def test_news_is_told_to_be_in_its_language(code: str) -> None:
    assert language_of(NEWS[code]) == code


@pytest.mark.parametrize("code", TRADE)
def test_a_language_shows_among_names_and_words_of_the_trade(code: str) -> None:
    assert language_of(TRADE[code]) == code


@pytest.mark.parametrize("code", [*NEWS, *TRADE])
def test_a_text_in_another_language_yields_nothing(code: str) -> None:
    assert not claims(f"{NEWS[code]}\n\n{TRADE.get(code, '')}\n\n{CLAIM}")


def test_the_same_claim_is_found_among_english_words() -> None:
    assert claims(f"{ENGLISH}\n\n{CLAIM}")


@pytest.mark.parametrize(("text", "code"), SHORT)
def test_a_sentence_with_small_words_is_enough(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", UNTOLD)
def test_what_shows_no_language_is_read_as_english_is(text: str) -> None:
    assert language_of(text) is None
    assert is_english(text)


@pytest.mark.parametrize("code", NEWS)
def test_a_text_of_two_languages_counts_by_its_larger_part(code: str) -> None:
    assert language_of(f"{NEWS[code]}\n\n{ENGLISH * 4}") == "en"
    assert language_of(f"{ENGLISH}\n\n{NEWS[code] * 4}") == code


def test_the_head_of_a_long_page_does_not_speak_for_it() -> None:
    banner = NEWS["de"] * (READ_CHARACTERS // 4 // len(NEWS["de"]))
    assert language_of(banner + ENGLISH * 200) == "en"
    assert language_of(banner + NEWS["zh"] * 500) == "zh"


def test_languages_have_names() -> None:
    assert [name_of(code) for code in ("de", "gd", "zu")] == ["German", "Scottish Gaelic", "Zulu"]
    assert all(name_of(code) != code for code in NEWS)
    assert name_of("tlh") == "tlh"


@settings(deadline=None)  # the first one loads the library
@given(st.text(st.integers(0, 0x10FFFF).map(chr)))
def test_any_text_has_a_code_or_none(text: str) -> None:
    code = language_of(text)
    assert code is None or re.fullmatch("[a-z]{2,3}", code)
    assert is_english(text) is (code in {None, "en"})


@settings(deadline=None)  # the same
@given(st.lists(st.sampled_from([*NEWS.values(), ENGLISH, *UNTOLD, "\ud800", "\0"]), max_size=5))
def test_any_mixture_has_a_code_or_none(texts: list[str]) -> None:
    code = language_of(" ".join(texts))
    assert code is None or len(code) in {2, 3}
    assert is_english(" ".join(texts)) is (code in {None, "en"})


def test_english_loads_nothing_for_other_languages() -> None:
    told = (
        "import sys; from app.language import language_of;"
        f"assert language_of({ENGLISH!r}) == 'en'; assert language_of('GPT-6') is None;"
        "assert 'gcld3' not in sys.modules and 'numpy' not in sys.modules;"
        f"assert language_of({NEWS['de']!r}) == 'de'; assert 'gcld3' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", told], check=True, timeout=60)  # noqa: S603 - our own program
