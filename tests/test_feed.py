from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import ParseError
from scrapers.charset import find_charset
from scrapers.feed import Entry, read_feed
from scrapers.scraper import Page

URL = "https://loom.example/feed"
NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


def entries_of(body: str | bytes, content_type: str = "application/xml") -> list[Entry]:
    raw = body.encode() if isinstance(body, str) else body
    return read_feed(Page(URL, URL, raw, content_type, find_charset(raw), NOON))


def rss(item: str, head: str = "") -> str:
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Loom</title>'
        f"<link>https://loom.example/</link><item>{item}</item></channel></rss>"
    )


def atom(entry: str) -> str:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Loom</title>'
        f"<id>x</id><entry>{entry}</entry></feed>"
    )


def json_feed(**item: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]})


@pytest.mark.parametrize(
    "body",
    [
        rss(
            "<title>Zephyr &amp;amp; co</title><link>https://loom.example/9</link>"
            "<description>&lt;p&gt;It &lt;b&gt;ships&lt;/b&gt;.&lt;/p&gt;</description>"
            "<pubDate>Fri, 02 May 2031 08:30:00 +0200</pubDate><dc:creator>Ada</dc:creator>"
        ),
        atom(
            "<title>Zephyr &amp; co</title><link href='https://loom.example/9'/>"
            "<summary type='html'>&lt;p&gt;It ships.&lt;/p&gt;</summary>"
            "<published>2031-05-02T06:30:00Z</published><author><name>Ada</name></author>"
        ),
        json_feed(
            title="Zephyr & co",
            url="https://loom.example/9",
            content_html="<p>It <b>ships</b>.</p>",
            date_published="2031-05-02T08:30:00+02:00",
            authors=[{"name": "Ada"}],
        ),
    ],
    ids=["rss", "atom", "json"],
)
def test_an_entry_is_the_same_in_every_kind_of_feed(body: str) -> None:
    (entry,) = entries_of(body)
    moment = datetime(2031, 5, 2, 6, 30, tzinfo=UTC)
    assert entry == Entry("Zephyr & co", "https://loom.example/9", moment, "It ships.", "Ada")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("<pubDate>Thu, 01 May 2031 23:30:00 -0400</pubDate>", "2031-05-01"),
        ("<pubDate>Fri, 02 May 2031 03:30:00 GMT</pubDate>", "2031-05-02"),
        ("<pubDate>Fri, 02 May 2031 03:30:00</pubDate>", "2031-05-02"),
        ("<pubDate>2 May 2031</pubDate>", "2031-05-02"),
        ("<dc:date>2031-05-02</dc:date>", "2031-05-02"),
        ("<pubDate>soon</pubDate>", None),
        ("<pubDate>Fri, 99 May 2031 25:61:00 GMT</pubDate>", None),
        ("", None),
    ],
)
def test_the_day_is_the_one_that_was_printed(printed: str, day: str | None) -> None:
    (entry,) = entries_of(rss(f"<title>t</title>{printed}"))
    assert (entry.published and entry.published.date().isoformat()) == day


def test_an_updated_entry_keeps_its_first_day() -> None:
    both = "<published>2031-05-02T06:00:00Z</published><updated>2031-06-01T06:00:00Z</updated>"
    (entry,) = entries_of(atom(f"<title>t</title><id>1</id>{both}"))
    assert entry.published == datetime(2031, 5, 2, 6, tzinfo=UTC)


def test_a_day_of_update_is_better_than_none() -> None:
    (entry,) = entries_of(atom("<title>t</title><id>1</id><updated>2031-06-01T06:00:00Z</updated>"))
    assert entry.published == datetime(2031, 6, 1, 6, tzinfo=UTC)


def test_the_fuller_of_content_and_summary_counts() -> None:
    (entry,) = entries_of(
        rss(
            "<title>t</title><description>short</description>"
            "<content:encoded><![CDATA[<ul><li>one</li><li>two</li></ul>]]></content:encoded>"
        )
    )
    assert entry.text == "- one\n- two"


def test_a_gathering_feed_names_the_true_publisher() -> None:
    (entry,) = entries_of(rss("<title>t</title><source url='https://mill.example'>Mill</source>"))
    assert entry.publisher == "Mill"


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ({}, Entry("", None, None, "")),
        ({"title": 5, "url": ["x"]}, Entry("", None, None, "")),
        ({"url": "/a", "summary": " s "}, Entry("", "https://loom.example/a", None, "s")),
        ({"external_url": "https://m.example/"}, Entry("", "https://m.example/", None, "")),
        ({"content_text": "plain"}, Entry("", None, None, "plain")),
        ({"author": {"name": "Bo"}}, Entry("", None, None, "", "Bo")),
        ({"authors": 7, "date_published": "soon"}, Entry("", None, None, "")),
        ({"authors": [{"url": "x"}, "Ada"]}, Entry("", None, None, "")),
        (
            {"date_modified": "2031-05-02T06:00:00"},
            Entry("", None, datetime(2031, 5, 2, 6, tzinfo=UTC), ""),
        ),
    ],
)
def test_a_json_entry_may_lack_anything(item: dict[str, object], entry: Entry) -> None:
    assert entries_of(json_feed(**item)) == [entry]


def test_what_is_no_object_is_no_json_entry() -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": [3, None, {"title": "t"}]}
    assert [entry.title for entry in entries_of(json.dumps(feed))] == ["t"]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "&a{n - 1 or ""};&a{n - 1 or ""};">' for n in range(1, 30))
    + "]>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<!DOCTYPE html><html><body>hi</body></html>", "it is a web page"),
        ("\ufeff  <html lang='en'>", "it is a web page"),
        ("<!-- moved -->\n<HTML>", "it is a web page"),
        (rss("<title>&a29;</title>", BOMB), "entities"),
        (rss("<title>&a29;</title>", BOMB).encode("utf-16"), "entities"),
        ("", "a feed"),
        ("plain words", "a feed"),
        ('{"items": []}', "JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1"}', "JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "JSON Feed"),
        ("{broken", "JSON"),
    ],
)
def test_what_is_no_feed_is_a_named_error(body: str | bytes, expected: str) -> None:
    with pytest.raises(ParseError, match=expected):
        entries_of(body)


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (rss("<title>Fish & chips</title>"), ["Fish & chips"]),
        (rss("<title>one</title>").removesuffix("</item></channel></rss>"), ["one"]),
        (rss("<title>caf\u00e9</title>").encode("latin-1"), ["caf\u00e9"]),
        (
            rss(
                "<title>Новая модель</title>", '<?xml version="1.0" encoding="windows-1251"?>'
            ).encode("cp1251"),
            ["Новая модель"],
        ),
        (rss("<title>a\x00b\x0cc</title>"), ["abc"]),
        ('<rss version="2.0"><channel></channel></rss>', []),
    ],
    ids=["bare ampersand", "cut off", "wrong charset", "declared charset", "controls", "empty"],
)
def test_a_broken_feed_gives_what_it_has(body: str | bytes, titles: list[str]) -> None:
    assert [entry.title for entry in entries_of(body)] == titles


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"<rss><channel><item>", b'{"items": [', b"<feed><entry>"]),
)
def test_no_bytes_raise_anything_but_a_named_error(body: bytes, start: bytes) -> None:
    try:
        assert isinstance(entries_of(start + body), list)
    except ParseError as error:
        assert error.url == URL  # noqa: PT017 - most bytes are no feed, some are


REAL_ITEM = re.compile(rb"<(?:item|entry)[\s>]")


def test_real_feeds_give_every_item_or_a_named_error(shared: Path) -> None:
    files = [path for path in sorted((shared / "feeds").rglob("*")) if path.is_file()]
    assert files
    refused = set()
    for path in files:
        body = path.read_bytes()
        try:
            entries = entries_of(body)
        except ParseError:
            refused.add(path.name)
            continue
        if path.suffix in (".xml", ".rss", ".atom"):
            assert len(entries) == len(REAL_ITEM.findall(body)), path.name
    assert refused == {"custom", "sqlite_releases.html"}


def test_real_feeds_of_labs_and_press_are_dated_and_linked(shared: Path) -> None:
    for path in sorted((shared / "feeds/labs").glob("*.xml")):
        for entry in entries_of(path.read_bytes()):
            assert entry.published is not None, path.name
            assert entry.title, path.name
            assert (entry.link or "").startswith("http"), path.name
