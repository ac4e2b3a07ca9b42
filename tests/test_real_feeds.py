"""Recorded feeds of labs, of the press and of other readers' tests, beside independent readings."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from app.errors import ParseError
from app.schema import Document, Source
from scrapers.feed import Entry, read_feed
from scrapers.publishers import feed
from scrapers.scraper import Lead, Target
from tests.replay import page_of

NOT_FEEDS = {"custom", "sqlite_releases.html"}  # a line of words, and a web page
UNDATED = {"no_encoding_ISO-8859-1.xml", "rdf_UTF8.xml"}  # where some items print no day
ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
SOURCE = Source(slug="loom", name="Daily Loom", url="https://loom.example/")


def recorded(shared: Path) -> list[Path]:
    files = [path for path in sorted((shared / "feeds").rglob("*")) if path.is_file()]
    return [*files, *sorted((shared / "api/youtube").glob("*.xml"))]


def entries_of(path: Path) -> list[Entry]:
    return read_feed(page_of("https://loom.example/feed", path.read_bytes(), "application/xml"))


def feeds(shared: Path) -> Iterator[tuple[Path, list[Entry]]]:
    for path in recorded(shared):
        if path.name not in NOT_FEEDS:
            yield path, entries_of(path)


def items_counted(body: bytes) -> int:
    """How many items there are by a tree that puts up with anything, and by a bare search."""
    if body.lstrip().startswith(b"{"):
        return sum(isinstance(item, dict) for item in json.loads(body)["items"])
    root = etree.fromstring(body, etree.XMLParser(recover=True))
    assert len(list(root.iter("{*}item", "{*}entry"))) == len(ITEM.findall(body))
    return len(ITEM.findall(body))


def test_every_item_of_every_recorded_feed_is_read(shared: Path) -> None:
    counted = {path.name: items_counted(path.read_bytes()) for path, _ in feeds(shared)}
    assert {path.name: len(entries) for path, entries in feeds(shared)} == counted
    assert sum(counted.values()) > 1800


@pytest.mark.parametrize("name", sorted(NOT_FEEDS))
def test_what_is_no_feed_is_a_named_error(shared: Path, name: str) -> None:
    (path,) = (path for path in recorded(shared) if path.name == name)
    with pytest.raises(ParseError, match="a feed"):
        entries_of(path)


def parsed(path: Path) -> list[Any]:
    """The entries by another parser, which knows nothing of ours."""
    return list(feedparser.parse(path.read_bytes()).entries)


def instant_of(entry: Any) -> datetime | None:
    said = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    return datetime.fromtimestamp(calendar.timegm(said), UTC) if said else None


def test_instants_are_those_of_an_independent_reading(shared: Path) -> None:
    for path, entries in feeds(shared):
        if path.suffix != ".json":
            found = [entry.published for entry in entries]
            assert found == [instant_of(entry) for entry in parsed(path)], path.name


def test_days_are_printed_ones_in_the_feeds_own_zone(shared: Path) -> None:
    for path, entries in feeds(shared):
        body = path.read_text(errors="replace")
        for entry in entries:
            if entry.published:
                day = entry.published
                forms = (f"{day:%Y-%m-%d}", f"{day:%d %b %Y}", f"{day.day} {day:%b %Y}")
                assert any(form in body for form in forms), (path.name, day)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_titles_and_links_are_those_of_an_independent_reading(shared: Path) -> None:
    for path, entries in feeds(shared):
        if path.suffix == ".json":
            continue
        for entry, other in zip(entries, parsed(path), strict=True):
            link = other.get("link") or ""  # may be relative, or a name that is no address
            assert not entry.link or entry.link.endswith(link), path.name
            assert entry.link or not link.startswith("http"), path.name
            title = unescape(re.sub(r"<[^>]*>", "", other.get("title", "")))
            assert words_of(entry.title) == words_of(title), path.name


def test_no_text_of_a_recorded_feed_is_lost(shared: Path) -> None:
    for path, entries in feeds(shared):
        if path.suffix == ".json":
            continue
        for entry, other in zip(entries, parsed(path), strict=True):
            contents = [part.value for part in other.get("content", ())]
            bodies = [etree.HTML(body) for body in (*contents, other.get("summary", "")) if body]
            shown = ("".join(body.itertext()) for body in bodies if body is not None)
            most = max((len(words_of(text)) for text in shown), default=0)
            assert len(words_of(entry.text)) >= 0.98 * most, (path.name, entry.title)


def test_no_recorded_feed_shows_markup_or_broken_characters(shared: Path) -> None:
    for path, entries in feeds(shared):
        if "malformed/reader" in str(path):
            continue  # those print tags as text, to see whether they come through
        for entry in entries:
            said = f"{entry.title}\n{entry.text}\n{entry.author}"
            assert not re.search(r"</?(?:p|div|b|i|a|span|img|br)\b|&(?:amp|lt|nbsp);", said)
            assert "\ufffd" not in said, path.name


def test_labs_and_press_are_dated_titled_and_linked(shared: Path) -> None:
    for path, entries in feeds(shared):
        if path.parent.name == "labs":
            assert all(entry.published and entry.title for entry in entries), path.name
            assert all((entry.link or "").startswith("https://") for entry in entries), path.name
            assert all(entry.publisher is None for entry in entries), path.name


@pytest.mark.parametrize(
    ("name", "authors"),
    [
        ("eienmosu_techcrunch.xml", 20),
        ("eienmosu_verge.xml", 10),
        ("large_atom.xml", 25),
        ("feedrs_youtube_1.xml", 1),
    ],
)
def test_authors_are_named_where_the_feed_names_them(shared: Path, name: str, authors: int) -> None:
    (entries,) = (entries for path, entries in feeds(shared) if path.name == name)
    assert sum(bool(entry.author) for entry in entries) == authors
    assert all("@" not in (entry.author or "") for entry in entries)


def test_a_video_is_its_title_and_its_description(shared: Path) -> None:
    (entries,) = (entries for path, entries in feeds(shared) if path.parent.name == "youtube")
    (video,) = entries
    assert (video.link or "").startswith("https://www.youtube.com/watch?v=")
    assert video.text.startswith("Check Out Weathered")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("full.rss", "http://example.com/source.xml"),
        ("full.atom", "http://example.org/source"),
    ],
)
def test_the_publisher_is_the_source_that_an_item_names(
    shared: Path, name: str, address: str
) -> None:
    first = entries_of(shared / "feeds/malformed/reader/tests/data" / name)[0]
    assert (first.publisher, first.publisher_url) == ("Source Title", address)


def scraped(path: Path) -> list[Source | Document | Lead]:
    page = page_of("https://loom.example/feed", path.read_bytes(), "application/xml")
    return list(feed.scrape(lambda _: page, Target(page.url, SOURCE)))


def test_every_item_that_says_something_becomes_a_document_of_its_own(shared: Path) -> None:
    for path, entries in feeds(shared):
        said = [entry for entry in entries if entry.link or entry.title or entry.text]
        found = [record for record in scraped(path) if not isinstance(record, Source)]
        documents = [one.teaser if isinstance(one, Lead) else one for one in found]
        assert len(documents) == len(said), path.name
        assert len({document.name for document in documents}) == len(said), path.name
        undated = sum(document.published is None for document in documents)
        assert undated == 0 or path.name in UNDATED or "malformed/reader" in str(path), path.name
