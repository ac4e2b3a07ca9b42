"""A live answer becomes the skeleton of a sample: its structure stays, its words do not."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FetchError, ParseError
from app.schema import Document, Subscription
from scrapers import samples
from scrapers.article import read_article
from scrapers.blanks import blanked, phrase, prose
from scrapers.feed import read_feed
from scrapers.live import scrape
from scrapers.samples import MOST_PAGES, Record, SampleError
from scrapers.scraper import Fetch, Lead, Page
from tests.replay import page_of, replay, scraped, serving, subscription_of
from tests.small_web import article_of, feed_of, source
from tests.test_scrapers import FOLDERS, name_of

RUN = 4  # so many words in a row are a piece of somebody's sentence
NAMES = 6  # on a page of tags, two names stand beside each other and stay
SOME = 4  # of the real articles every fourth, which takes three seconds
TAG = re.compile(r"<[^<>]*>")
IN_PROSE = {"release_notes"}  # its facts are read in sentences: without words there are none
SAID = "Nobody heard the quiet ferry leave"
TOLD = "the harbour before the second bell"


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    """Every `length` words of letters alone that follow each other."""
    plain = [word.strip(".,;:!?()[]{}\"'“”‘’<>/\\*-—…=").lower() for word in text.split()]
    found = zip(*(plain[start:] for start in range(length)), strict=False)
    return {run for run in found if all(word.replace("'", "").isalpha() for word in run)}


def shown(body: bytes) -> str:
    """All words of a page: those in attributes, and those between tags, however often escaped."""
    text = body.decode()
    for _ in range(3):
        text = f"{text}\n{TAG.sub(' ', unescape(text))}"
    return text.replace("\\n", " ").replace("\\u", " ")


def words_of(records: Iterable[Record]) -> set[tuple[str, ...]]:
    documents = [one.teaser if isinstance(one, Lead) else one for one in records]
    texts = [one.text for one in documents if isinstance(one, Document)]
    return set().union(*map(runs, texts))


def first_visit(subscription: Subscription, fetch: Fetch) -> list[Record]:
    found: list[Record] = []
    with suppress(FetchError):  # some samples hold the pages of a later visit alone
        found.extend(scrape(fetch, subscription))
    return found


def kinds(records: Iterable[Record]) -> Counter[str]:
    return Counter(type(one).__name__ for one in records)


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_without_its_words_a_page_still_gives_as_many_records(folder: Path) -> None:
    subscription, _ = subscription_of(folder)
    before = kinds(first_visit(subscription, replay(folder)))
    pages = samples.record(replay(folder), subscription)
    found = samples.skeleton(subscription, pages, None)
    after = kinds(found.records)
    assert found.fault is None
    for kind in ("Source", "Document", "Lead"):
        assert after[kind] == before[kind], kind
    if subscription.shape not in IN_PROSE:
        assert after["Fact"] >= before["Fact"]
        assert after["Listed"] >= before["Listed"]


@pytest.mark.parametrize("items", [None, 3])
@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_no_piece_of_a_sentence_is_left(folder: Path, items: int | None) -> None:
    subscription, _ = subscription_of(folder)
    told = words_of(first_visit(subscription, replay(folder)))
    pages = samples.record(replay(folder), subscription)
    for page in samples.skeleton(subscription, pages, items).pages.values():
        assert not told & runs(shown(page.body))


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_skeleton_is_a_sample_that_the_tests_can_replay(folder: Path, tmp_path: Path) -> None:
    subscription, _ = subscription_of(folder)
    pages = samples.record(replay(folder), subscription)
    sample = samples.skeleton(subscription, pages, 3)
    place = tmp_path / folder.name
    samples.write(sample, place)
    if not sample.missing:
        expected = json.loads((place / "expected.json").read_text())
        assert [samples.told(one) for one in scraped(place)] == expected
    assert subscription_of(place)[0].model_dump() == subscription.model_dump()


DATA = json.dumps({"headline": SAID, "parts": [{"text": TOLD}]})
STREAM = json.dumps(["$", "p", None, {"children": ["Nobody heard", "the quiet ferry"]}])
PARAGRAPH = "<p xmlns='http://www.w3.org/1999/xhtml'>Nobody <b>heard the</b> quiet ferry</p>"
HIDDEN = [
    (f"<p>{SAID}</p>", "text/html"),
    (f"<p>Nobody <b>heard</b> the <i>quiet</i> ferry leave {TOLD}</p>", "text/html"),
    (f"<p><a href='/a' title='{SAID}' aria-label='{TOLD}'>x</a></p>", "text/html"),
    (f'<p>x</p><meta content="They say "{SAID} {TOLD}" and more">', "text/html"),
    (f"<p onclick='say(\"{SAID}\")'>x</p><!-- {TOLD} -->", "text/html"),
    (f"<p>x</p><script>let a = '{SAID}'</script><style>/* {TOLD} */</style>", "text/html"),
    (
        f"<p>x</p><script type='application/ld+json'>{DATA}</script>",
        "text/html",
    ),
    (
        f"<p>x</p><script>self.__next_f.push({json.dumps([1, '6:' + STREAM])})</script>",
        "text/html",
    ),
    (f'<div data-props=\'{{"said": "{SAID}"}}\'>x</div>', "text/html"),
    (json.dumps({"a": [SAID, {"html": f"<p>{TOLD}</p>"}], "b": json.dumps([SAID])}), "text/json"),
    (json.dumps({"content": [{"text": "Nobody heard"}, {"text": "the quiet ferry"}]}), "text/json"),
    (f"<rss><channel><item><title>{SAID}</title></item></channel></rss>", "application/rss+xml"),
    (f"<rss><item><a><![CDATA[<p>{SAID}</p>]]></a></item></rss>", "text/xml"),
    (f"<rss><item><a>&lt;p&gt;{SAID}&lt;/p&gt;</a><!-- {TOLD} --></item></rss>", "text/xml"),
    (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><a>{PARAGRAPH}</a></entry></feed>",
        "application/atom+xml",
    ),
    (f"{SAID}\n{TOLD}", "text/plain"),
]


@pytest.mark.parametrize(("text", "kind"), HIDDEN)
def test_words_are_blanked_wherever_they_stand(text: str, kind: str) -> None:
    told = runs(f"{SAID} {TOLD}")
    body = blanked(page_of("https://a.example/", text.encode(), kind))
    assert body.strip()
    assert not told & runs(shown(body))
    assert b"<script>let" not in body


@given(st.text())
def test_a_word_becomes_one_of_as_many_letters_in_the_same_case(text: str) -> None:
    before, after = text.split(), prose(text).split()
    assert list(map(len, before)) == list(map(len, after))
    for word, blank in zip(before, after, strict=True):
        if word.isalpha() and word.isascii():
            assert (word.isupper(), word[0].isupper()) == (blank.isupper(), blank[0].isupper())


@pytest.mark.parametrize(
    "kept",
    [
        "2031-05-10T12:00:00Z",
        "Sat, 10 May 2031 11:58:00 GMT",
        "https://a.example/how-the-ferry-left",
        "$4 / 24.5",
        "Quillon 3 mini",
        "GPT-40",
        "resolved_yes",
        "tag:a.example,2031:7",
        "May 12, 2031",
    ],
)
def test_days_figures_addresses_and_names_stay(kept: str) -> None:
    assert phrase(kept) == kept


def test_the_same_word_is_blanked_alike_each_time() -> None:
    first, second = prose("Bread for the ferry").split(), prose("the ferry, bread for").split()
    assert (first[2], first[3] + ",") == (second[0], second[1])


def test_of_each_list_only_the_first_items_are_kept() -> None:
    subscription = source("loom", "feed")
    page = feed_of(*(f"Loaf {number}" for number in range(20)))
    fetch = serving({subscription.url: page})
    sample = samples.skeleton(subscription, samples.record(fetch, subscription), 3)
    assert len(sample.records) == 3
    whole = samples.skeleton(subscription, samples.record(fetch, subscription), None)
    assert len(whole.records) == 20


def test_a_list_that_its_scraper_needs_whole_is_not_cut() -> None:
    subscription = source("loom", "newsroom")
    blank = "".join(f"<li class='x'><a href='/n/{number}'>Loaf</a></li>" for number in range(4))
    card = "<li class='x'><a href='/post'><h3>The bread</h3><time>May 9, 2031</time></a></li>"
    page = f"<html><body><ul>{blank}{card}</ul></body></html>"
    pages = samples.record(serving({subscription.url: page}), subscription)
    sample = samples.skeleton(subscription, pages, 3)
    assert (len(sample.records), sample.fault) == (1, None)


def test_a_page_that_changed_shape_is_kept_all_the_same() -> None:
    subscription = source("loom", "newsroom")
    fetch = serving({subscription.url: article_of("We have moved.")})
    sample = samples.skeleton(subscription, samples.record(fetch, subscription), 3)
    assert sample.fault is not None
    assert "changed shape" in sample.fault
    assert list(sample.pages) == [subscription.url]


def test_a_source_that_cannot_be_had_makes_no_sample() -> None:
    with pytest.raises(FetchError):
        samples.record(serving({}), source("loom", "feed"))


def test_a_list_without_end_is_not_read_to_its_end() -> None:
    asked: list[str] = []

    def fetch(url: str) -> Page:
        asked.append(url)
        hit = {"objectID": str(len(asked)), "created_at": f"2031-05-10T10:{59 - len(asked)}:00Z"}
        hit |= {"comment_text": "Loaf", "author": "ada", "created_at_i": "1"}
        body = json.dumps({"hits": [hit] * 2, "hitsPerPage": 2})
        return page_of(url, body.encode(), "application/json")

    subscription = source(
        "loom", "hacker_news", url="https://hn.algolia.com/api/v1/search_by_date?query=loaf"
    )
    pages = samples.record(fetch, subscription)
    assert len(pages) == len(asked) == MOST_PAGES
    whole = samples.skeleton(subscription, pages, None)
    assert len(whole.records) == MOST_PAGES
    [next_page] = whole.missing
    assert next_page not in asked
    cut = samples.skeleton(subscription, pages, 1)
    assert (len(cut.pages), cut.missing) == (1, ())  # a page that is not full ends the list


def test_nothing_is_written_over(tmp_path: Path) -> None:
    subscription = source("loom", "feed")
    pages = samples.record(serving({subscription.url: feed_of("Loaf")}), subscription)
    with pytest.raises(SampleError, match="is there already"):
        samples.write(samples.skeleton(subscription, pages, 3), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    subscription = source("loom", "feed")
    pages = samples.record(serving({subscription.url: feed_of("Loaf")}), subscription)
    with pytest.raises(SampleError, match="cannot be written"):
        samples.write(samples.skeleton(subscription, pages, 3), tmp_path / "file" / "new")


def test_of_real_feeds_the_items_stay_and_the_words_go(shared: Path) -> None:
    seen = 0
    for file in sorted(path for path in (shared / "feeds").rglob("*") if path.is_file()):
        page = page_of("https://a.example/feed", file.read_bytes(), "application/rss+xml")
        with suppress(ParseError):
            entries = read_feed(page)
            blank = page_of(page.url, blanked(page), page.content_type)
            assert len(read_feed(blank)) == len(entries), file
            told = [runs(text) for entry in entries for text in (entry.title, entry.text)]
            assert not set().union(*told) & runs(shown(blank.body)), file
            seen += 1
    assert seen > 30


def test_of_real_articles_no_words_stay(shared: Path) -> None:
    files = sorted((shared / "articles/html").glob("*.html.gz"))
    for file in files[::SOME]:
        page = page_of("https://a.example/1", gzip.decompress(file.read_bytes()))
        told = runs(read_article(page.text).text, NAMES)
        assert not told & runs(shown(blanked(page)), NAMES), file
