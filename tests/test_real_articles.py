"""Recorded article pages beside their right text, and what is known of them otherwise."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from scrapers.article import Article, read_article
from scrapers.charset import find_charset

TOKEN_F1 = 0.974  # mean over 91 pages; measured 0.976
SHINGLE_F1 = 0.972  # of four words, means of precision and recall, as the collection has it: 0.974
WORST_F1 = 0.80  # of a page whose right text is cut off; measured 0.83

# On how many of the 91 each is given, and how many days in addresses are the day that is read.
TITLES, AUTHORS, DAYS, SITES = 91, 80, 91, 81
DAYS_AS_IN_ADDRESS = 20  # of 22; the other two are dated in UTC, where it was past midnight


@cache
def pages(folder: Path) -> dict[str, tuple[str, Article]]:
    """The right text and what is read, by address."""
    read = {}
    for name, truth in json.loads((folder / "ground-truth.json").read_text()).items():
        body = gzip.decompress((folder / f"html/{name}.html.gz").read_bytes())
        markup = body.decode(find_charset(body), "replace")
        read[truth["url"]] = (truth["articleBody"], read_article(markup, truth["url"]))
    return read


def shingles(text: str, length: int) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    last = max(len(words) - length, 0)
    return Counter(tuple(words[at : at + length]) for at in range(last + 1))


def rates(right: str, read: str, length: int) -> tuple[float, float]:
    """Precision and recall."""
    wanted, found = shingles(right, length), shingles(read, length)
    both = (wanted & found).total()
    return both / (found.total() or 1), both / (wanted.total() or 1)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / ((precision + recall) or 1)


def test_the_words_of_articles_are_told_from_those_around_them(shared: Path) -> None:
    scores = [
        f1(*rates(right, found.text, 1)) for right, found in pages(shared / "articles").values()
    ]
    assert sum(scores) / len(scores) >= TOKEN_F1
    assert min(scores) >= WORST_F1


def test_runs_of_four_words_of_articles_are_kept_whole(shared: Path) -> None:
    scored = [rates(right, found.text, 4) for right, found in pages(shared / "articles").values()]
    precision, recall = (sum(rate) / len(scored) for rate in zip(*scored, strict=True))
    assert f1(precision, recall) >= SHINGLE_F1


@pytest.mark.parametrize(
    ("field", "least"),
    [("title", TITLES), ("author", AUTHORS), ("published", DAYS), ("site", SITES)],
)
def test_articles_are_titled_signed_and_dated(shared: Path, field: str, least: int) -> None:
    given = [getattr(found, field) for _, found in pages(shared / "articles").values()]
    assert sum(value is not None for value in given) >= least


def test_a_day_goes_with_the_place_where_it_was_read(shared: Path) -> None:
    places = Counter(found.published_from for _, found in pages(shared / "articles").values())
    assert places["json-ld"] >= 50
    assert None not in places


ADDRESS = re.compile(r"/(20\d\d)/(\d\d?|nov|jul)/(\d\d?)/")


def test_days_are_those_in_the_addresses(shared: Path) -> None:
    agree = []
    for url, (_, found) in pages(shared / "articles").items():
        if day := ADDRESS.search(url):
            month = {"nov": "11", "jul": "7"}.get(day[2], day[2])
            printed = f"{day[1]}-{month:0>2}-{day[3]:0>2}"
            agree.append(found.published is not None and found.published.isoformat() == printed)
    assert len(agree) == 22
    assert sum(agree) >= DAYS_AS_IN_ADDRESS


def test_no_page_gives_markup_in_title_or_author(shared: Path) -> None:
    for url, (_, found) in pages(shared / "articles").items():
        assert not re.search(r"[<>]|&\w+;|https?:", f"{found.title} {found.author}"), url


@pytest.mark.parametrize(
    "name", ["anthropic_newsroom_2026-05", "anthropic_docs_api_release_notes_2026-05"]
)
def test_a_vendors_recorded_page_gives_text_and_title(shared: Path, name: str) -> None:
    article = read_article((shared / f"pages/{name}.html").read_text())
    assert len(article.text) > 500
    assert article.title
