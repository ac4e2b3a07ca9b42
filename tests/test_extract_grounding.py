"""No assertion without its words: each value is read again from the quote that carries it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.extract import Said
from scrapers.article import read_article
from tests.extract_samples import SAID_ON
from tests.grounding import DATED, NAMED, STEMS, Page, grounded, is_named, ungrounded

OWN = Path(__file__).parent / "labelled"
# What a rule calls by a name of its own, and not by words of the sentence.
RULES_OWN_WORDS = frozenset(("beside", "throughput", "latency", ">", "lacking"))
YEAR_AND_DAY = slice(0, 10)


def _days(documents: Path) -> dict[str, date]:
    rows = map(json.loads, documents.read_text(encoding="utf-8").splitlines())
    return {
        row["doc"]: date.fromisoformat(f"{row['published']}-01"[YEAR_AND_DAY])
        for row in rows
        if row["published"]
    }


def _pages(folder: Path, documents: Path) -> Iterator[tuple[str, Page]]:
    days = _days(documents)
    for path in sorted(folder.iterdir()):
        if path.suffix in (".txt", ".md"):
            yield path.name, Page(path.read_text(encoding="utf-8"), days.get(path.name))


OWN_PAGES = {
    name: page
    for texts in (OWN, OWN / "later", OWN / "held_out")
    for name, page in _pages(texts, texts / "documents.jsonl")
}


def _check(name: str, page: Page) -> int:
    """Holds every assertion of a page against its quote; how many there are."""
    assert [(s.model, s.attribute, s.value, s.cue) for s in ungrounded(page)] == [], name
    for said in page.said:
        assert 0 <= said.start < said.end <= len(page.text)
        assert page.text[said.start : said.end].strip() == page.text[said.start : said.end]
        assert said.cue.strip()
    return len(page.said)


@pytest.mark.parametrize("name", OWN_PAGES)
def test_values_are_read_again_from_quotes_of_our_texts(name: str) -> None:
    assert _check(name, OWN_PAGES[name]) > 0


@pytest.mark.parametrize("folder", ["seeds", "corpus"])
def test_values_are_read_again_from_quotes_of_real_texts(shared: Path, folder: str) -> None:
    documents = shared / "gold" / "documents.jsonl"
    assert sum(_check(*page) for page in _pages(shared / folder, documents)) > 0


def test_values_are_read_again_from_quotes_of_real_pages(shared: Path) -> None:
    paths = sorted((shared / "articles" / "html").glob("*.html*"))
    assert paths
    for path in paths:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        article = read_article(raw.decode("utf-8", "replace"))
        _check(path.name, Page(article.text, article.published or SAID_ON))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_cue_names_its_rule_and_the_words_it_rests_on(name: str) -> None:
    page = OWN_PAGES[name]
    for said in page.said:
        rule, _, words = said.cue.partition(": ")
        assert rule, said
        own = RULES_OWN_WORDS & set(words.split())
        there = " ".join((*page.evidence(said).lines, page.text if "list" in rule else "")).lower()
        assert own or " ".join(words.lower().split()) in " ".join(there.split()), said


def _moved(day: str) -> str:
    """The same day of the month after, or the last that every month has."""
    then = date.fromisoformat(day)
    months = 12 * then.year + then.month
    return date(months // 12, months % 12 + 1, min(then.day, 28)).isoformat()


def _wrong(said: Said) -> Iterator[Any]:
    """Values that `said` does not have: other figures, another month, other letters."""
    value = said.value
    if said.attribute in DATED:
        yield [_moved(day) for day in value] if isinstance(value, list) else _moved(value)
    elif isinstance(value, list):
        yield [end + 1 for end in value]
        yield [end * 1.37 + 0.01 for end in value]
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value * 1.37 + 0.01
        if said.unit != "ratio":  # a ratio may be told from either side
            yield value + 1
    elif isinstance(value, str) and value not in STEMS.get(said.attribute, {}) and value != "all":
        yield f"{value[:-2]}qz"
        yield f"{value}-7.9"


def _is_printed(value: Any, quote: str) -> bool:
    """Whether a quote prints `value` of something else: "$0.25 in and $1.25 out"."""
    return isinstance(value, (int, float)) and f"{value:g}" in quote


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_wrong_value_is_not_found_in_the_quote(name: str) -> None:
    page = OWN_PAGES[name]
    wrong = [
        replace(said, value=value)
        for said in page.said
        for value in _wrong(said)
        if not _is_printed(value, page.text[said.start : said.end])
    ]
    assert wrong
    assert [(s.attribute, s.value, s.cue) for s in wrong if grounded(s, page)] == []


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_wrong_model_is_not_found_in_the_text(name: str) -> None:
    page = OWN_PAGES[name]
    models = {said.model for said in page.said}
    assert models
    assert not any(is_named(page, f"{model}-7.9") for model in models)
    assert not any(is_named(page, f"nobody/{model.partition('/')[2]}") for model in models)


# One fact a sentence: any other value of its attribute must be refused.
PLAIN = (
    ("modality", "GPT-6 accepts images."),
    ("modality", "GPT-6 generates audio."),
    ("license", "GPT-6 is open-source."),
    ("license", "GPT-6 is proprietary."),
    ("license", "GPT-6 is released under the MIT license."),
    ("architecture", "GPT-6 is a mixture-of-experts model."),
    ("architecture", "GPT-6 is natively multimodal."),
    ("release_stage", "GPT-6 was deprecated."),
    ("release_stage", "GPT-6 is in red teaming."),
    ("release_stage", "OpenAI cancelled GPT-6."),
    ("release_stage", "OpenAI launched GPT-6."),
)


@pytest.mark.parametrize(("attribute", "sentence"), PLAIN)
def test_another_word_for_the_attribute_is_not_found_in_the_quote(
    attribute: str, sentence: str
) -> None:
    page = Page(sentence, SAID_ON)
    said = next(said for said in page.said if said.attribute == attribute)
    assert grounded(said, page)
    others = [replace(said, value=value) for value in STEMS[attribute] if value != said.value]
    found = {other.value for other in others if grounded(other, page)}
    assert found <= ({"multimodal"} if said.value == "native_multimodal" else set())


def test_a_quote_that_is_no_unit_of_the_text_is_refused() -> None:
    page = Page("GPT-6 has 2T parameters. It is out.", SAID_ON)
    said = next(iter(page.said))
    with pytest.raises(KeyError):
        grounded(replace(said, end=said.end + 3), page)


def test_a_moved_event_day_is_not_found_in_the_quote() -> None:
    page = Page("OpenAI finished pretraining GPT-6 on March 24, 2026.", SAID_ON)
    said = next(said for said in page.said if said.at)
    assert grounded(said, page)
    assert not grounded(replace(said, at=_moved(str(said.at))), page)


def test_names_are_found_as_they_are_printed() -> None:
    page = Page('GPT-6 is codenamed "Spud".', SAID_ON)
    said = next(said for said in page.said if said.attribute in NAMED)
    assert grounded(said, page)
    assert not grounded(replace(said, value="spud"), page)
    assert not grounded(replace(said, value="Spu"), page)
