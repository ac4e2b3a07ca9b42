"""Real pages and answers, where they are at hand: all of each is read, and read rightly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from app.data_files import read_facts
from app.errors import ParseError
from app.model_names import ModelNames
from app.schema import Document, Fact, Source
from app.verdicts.evidence import RELEASES
from scrapers.authorities import release_notes
from scrapers.printed_days import printed_day
from scrapers.publishers import arxiv, github_releases, newsroom, youtube
from scrapers.scraper import Lead, Shape, Target
from tests.replay import VISIT, page_of

VENDOR = Source(slug="anthropic", name="Anthropic")
NEWSROOM = "https://www.anthropic.com/news"
NOTES = "https://platform.claude.com/docs/en/release-notes/overview"


def read(shape: Shape, url: str, body: bytes, content_type: str = "text/html") -> list[object]:
    page = page_of(url, body, content_type)
    return list(shape(lambda _: page, Target(url, VENDOR)))


@pytest.fixture(scope="module")
def posts(shared: Path) -> dict[str, Document]:
    body = (shared / "pages/anthropic_newsroom_2026-05.html").read_bytes()
    leads = read(newsroom.scrape, NEWSROOM, body)
    return {lead.teaser.url or "": lead.teaser for lead in leads if isinstance(lead, Lead)}


@pytest.fixture(scope="module")
def notes(shared: Path) -> list[object]:
    body = (shared / "pages/anthropic_docs_api_release_notes_2026-05.html").read_bytes()
    return read(release_notes.scrape, NOTES, body)


@pytest.fixture(scope="module")
def facts(notes: list[object]) -> list[Fact]:
    return [record for record in notes if isinstance(record, Fact)]


def test_the_newsroom_gives_every_post_that_its_data_have(
    shared: Path, posts: dict[str, Document]
) -> None:
    text = (shared / "pages/anthropic_newsroom_2026-05.html").read_text()
    days = re.findall(r'\\"publishedOn\\":\\"', text)
    slugs = set(
        re.findall(r'\\"slug\\":\{\\"_type\\":\\"slug\\",\\"current\\":\\"([^\\]+)\\"\}', text)
    )
    named = {url.rpartition("/")[2] for url in posts}
    assert len(days) == 223  # three of which are shown a second time, on top
    assert len(named & slugs) == 220
    assert len(posts) == 222  # and two on top that stand elsewhere


def test_the_newsroom_gives_every_post_that_it_shows(
    shared: Path, posts: dict[str, Document]
) -> None:
    tree = html.fromstring((shared / "pages/anthropic_newsroom_2026-05.html").read_text())
    shown = [(link.get("href"), link.findtext(".//time")) for link in tree.xpath("//a[.//time]")]
    assert len(shown) == 15
    for address, day in shown:
        url = address if address.startswith("https") else f"https://www.anthropic.com{address}"
        assert posts[url].published == printed_day(day or "")


def test_the_newsroom_agrees_with_the_list_that_a_volunteer_makes_of_it(
    shared: Path, posts: dict[str, Document]
) -> None:
    feed = (shared / "feeds/labs/olshansk_anthropic_news.xml").read_text()
    item = r"<item>.*?<link>(.*?)</link>.*?<pubDate>(.*?)</pubDate>"
    theirs = {
        unescape(url): parsedate_to_datetime(day).date()
        for url, day in re.findall(item, feed, re.DOTALL)
    }
    both = theirs.keys() & posts.keys()
    assert len(both) > 200
    assert {url for url in both if theirs[url] != posts[url].published} == set()


def test_every_dated_section_of_release_notes_is_a_document(
    shared: Path, notes: list[object]
) -> None:
    page = (shared / "pages/anthropic_docs_api_release_notes_2026-05.html").read_text()
    tree = html.fromstring(page)
    days = [printed_day(" ".join(title.text_content().split())) for title in tree.xpath("//h3")]
    documents = [record for record in notes if isinstance(record, Document)]
    assert [document.published for document in documents] == [day for day in days if day]
    assert len(documents) == 93
    assert all(document.url and "#" in document.url for document in documents)
    assert len({document.name for document in documents}) == 93


def test_every_item_of_release_notes_is_in_some_document(shared: Path, notes: list[object]) -> None:
    page = (shared / "pages/anthropic_docs_api_release_notes_2026-05.html").read_text()
    items = html.fromstring(page).xpath("//*[@id='content-container']/ul/li")
    whole = "".join(record.text for record in notes if isinstance(record, Document))
    squeezed = re.sub(r"\s|-", "", whole)
    missing = [item for item in items if re.sub(r"\s|-", "", item.text_content()) not in squeezed]
    assert len(items) > 150
    assert missing == []


LAUNCHES = {
    "anthropic/claude-3.5-haiku": date(2024, 11, 4),
    "anthropic/claude-3.7-sonnet": date(2025, 2, 24),
    "anthropic/claude-opus-4": date(2025, 5, 22),
    "anthropic/claude-sonnet-4": date(2025, 5, 22),
    "anthropic/claude-opus-4.1": date(2025, 8, 5),
    "anthropic/claude-sonnet-4.5": date(2025, 9, 29),
    "anthropic/claude-haiku-4.5": date(2025, 10, 15),
    "anthropic/claude-opus-4.5": date(2025, 11, 24),
    "anthropic/claude-opus-4.6": date(2026, 2, 5),
    "anthropic/claude-sonnet-4.6": date(2026, 2, 17),
    "anthropic/claude-opus-4.7": date(2026, 4, 16),
}
ENDS = {
    ("anthropic/claude-1", date(2024, 9, 4)),
    ("anthropic/claude-2", date(2025, 1, 21)),
    ("anthropic/claude-2", date(2025, 7, 21)),
    ("anthropic/claude-2.1", date(2025, 1, 21)),
    ("anthropic/claude-2.1", date(2025, 7, 21)),
    ("anthropic/claude-3-sonnet", date(2025, 1, 21)),
    ("anthropic/claude-3-sonnet", date(2025, 7, 21)),
    ("anthropic/claude-3-opus", date(2025, 6, 30)),
    ("anthropic/claude-3-opus", date(2026, 1, 5)),
    ("anthropic/claude-3-haiku", date(2026, 2, 19)),
    ("anthropic/claude-3-haiku", date(2026, 4, 20)),
    ("anthropic/claude-3.5-sonnet", date(2025, 8, 13)),
    ("anthropic/claude-3.5-sonnet", date(2025, 10, 28)),
    ("anthropic/claude-3.5-haiku", date(2025, 12, 19)),
    ("anthropic/claude-3.5-haiku", date(2026, 2, 19)),
    ("anthropic/claude-3.7-sonnet", date(2025, 10, 28)),
    ("anthropic/claude-3.7-sonnet", date(2026, 2, 19)),
    ("anthropic/claude-opus-4", date(2026, 4, 14)),
    ("anthropic/claude-sonnet-4", date(2026, 4, 14)),
}
OTHERS = {
    ("anthropic/claude-mythos-preview", "release_stage", None, "preview", date(2026, 4, 7)),
    ("anthropic/claude-opus-4.6", "context_window", None, 1_000_000, date(2026, 3, 13)),
    ("anthropic/claude-sonnet-4.6", "context_window", None, 1_000_000, date(2026, 3, 13)),
    ("anthropic/claude-opus-4.7", "price", "input", 5, date(2026, 4, 16)),
    ("anthropic/claude-opus-4.7", "price", "output", 25, date(2026, 4, 16)),
}


def test_the_facts_of_release_notes_are_those_that_a_person_reads_there(facts: list[Fact]) -> None:
    launches = {fact.model: fact.valid_from for fact in facts if fact.attribute == "release_date"}
    assert launches == LAUNCHES
    ends = {(fact.model, fact.valid_from) for fact in facts if fact.value == "deprecated"}
    assert ends == ENDS
    others = [fact for fact in facts if fact.attribute != "release_date"]
    assert {
        (fact.model, fact.attribute, fact.qualifier, fact.value, fact.valid_from)
        for fact in others
        if fact.value != "deprecated"
    } == OTHERS
    assert len(facts) == len(LAUNCHES) + len(ENDS) + len(OTHERS)
    assert all(fact.known_at == fact.valid_from for fact in facts)


def test_the_facts_of_release_notes_contradict_none_that_people_entered(facts: list[Fact]) -> None:
    entered = [fact for fact in read_facts() if fact.model.startswith("anthropic/")]
    assert set(_contradictions(facts, entered)) == set()


def _contradictions(ours: list[Fact], entered: list[Fact]) -> Iterator[str]:
    for fact in ours:
        for other in (one for one in entered if one.model == fact.model):
            if fact.attribute == "release_date" == other.attribute and other.unit == "date":
                if other.qualifier in RELEASES and str(other.value) > str(fact.value):
                    yield f"{fact.model}: {fact.value} here, {other.value} entered"
            elif (fact.attribute, fact.qualifier) == (other.attribute, other.qualifier):
                same = fact.value == other.value
                if fact.attribute in ("price", "context_window") and not same:
                    yield f"{fact.model} {fact.attribute}: {fact.value}, {other.value} entered"


def test_release_notes_speak_of_models_that_are_registered(facts: list[Fact]) -> None:
    names = ModelNames.shipped()
    assert all(names.id_of(fact.model) == fact.model for fact in facts)


def test_every_video_of_the_recorded_feed_is_read(shared: Path) -> None:
    for file in sorted((shared / "api/youtube").iterdir()):
        body = file.read_bytes()
        videos = read(youtube.scrape, "https://www.youtube.com/feeds/videos.xml", body, "text/xml")
        assert len(videos) == body.count(b"<entry>") > 0
        for video in videos:
            assert isinstance(video, Document)
            assert video.title
            assert video.author
            assert video.published
            assert f"<yt:videoId>{(video.url or '').partition('v=')[2]}<".encode() in body
            assert len(video.text) > len(video.title)


def test_every_paper_of_the_recorded_answers_is_read(shared: Path) -> None:
    for file in sorted((shared / "api/arxiv").iterdir()):
        answer = json.loads(file.read_text())
        papers = read(arxiv.scrape, answer["url"], answer["body"].encode(), "application/atom+xml")
        entries = re.findall(r"<entry>(.*?)</entry>", answer["body"], re.DOTALL)
        assert len(papers) == len(entries) >= 10
        for paper, entry in zip(papers, entries, strict=True):
            assert isinstance(paper, Document)
            assert re.sub(r"v\d+</id>", "", entry.partition("/abs/")[2]).startswith(
                (paper.url or "").partition("/abs/")[2]
            )
            assert f"<published>{paper.published}T" in entry
            assert (paper.author or "").split(", ") == re.findall(r"<name>(.*?)</name>", entry)
            summary = " ".join(unescape(_inside(entry, "summary")).split())
            assert paper.text.endswith(summary)


def _inside(entry: str, element: str) -> str:
    return entry.partition(f"<{element}>")[2].partition(f"</{element}>")[0]


def test_every_release_of_the_recorded_answers_is_read(shared: Path) -> None:
    for file in sorted((shared / "api/github").iterdir()):
        body = file.read_bytes()
        releases = read(github_releases.scrape, "https://api.github.com/x", body)
        told = json.loads(body)
        assert len(releases) == len(told) > 0
        for release, entry in zip(releases, told, strict=True):
            assert isinstance(release, Document)
            assert release.url == entry["html_url"]
            assert str(release.published) == entry["published_at"][:10]
            words = entry["body"].split()
            assert release.text.split()[-len(words) :] == words


def test_a_page_of_something_else_is_a_named_error(shared: Path) -> None:
    body = (shared / "pages/anthropic_newsroom_2026-05.html").read_bytes()
    with pytest.raises(ParseError, match="headings that are days"):
        read(release_notes.scrape, NOTES, body)


def test_facts_are_of_days_before_the_visit(facts: list[Fact]) -> None:
    assert all(fact.valid_from <= VISIT.date() for fact in facts)
