from __future__ import annotations

import dataclasses
import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import ParseError
from scrapers import feed as reading
from scrapers.charset import find_charset
from scrapers.feed import Entry, read_feed
from scrapers.feed_tree import tree_entries
from scrapers.scraper import Page
from tests.replay import page_of

URL = "https://loom.example/feed"
XHTML = "xmlns='http://www.w3.org/1999/xhtml'"
NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


def entries_of(body: str | bytes, content_type: str = "application/xml") -> list[Entry]:
    raw = body.encode() if isinstance(body, str) else body
    return read_feed(Page(URL, URL, raw, content_type, find_charset(raw), NOON))


def rss(item: str, head: str = "") -> str:
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Loom</title>'
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
        ("<pubDate>Fri, 02 May 2031 03:30:00 CEST</pubDate>", "2031-05-02"),
        ("<pubDate>Fri, 02 May 2031 23:30:00 -04:00</pubDate>", "2031-05-02"),
        ("<pubDate>May 2, 2031</pubDate>", "2031-05-02"),
        ("<pubDate>2031/05/02 11:00</pubDate>", "2031-05-02"),
        ("<atom:published>2031-05-02T23:30:00-07:00</atom:published>", "2031-05-02"),
        ("<pubDate>02/05/2031</pubDate>", None),
        ("<pubDate>1935477000</pubDate>", None),
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
    assert (entry.publisher, entry.publisher_url) == ("Mill", "https://mill.example")


def test_an_entry_gathered_into_an_atom_feed_names_its_publisher_and_author() -> None:
    source = (
        "<source><title>Mill</title><link rel='self' href='https://mill.example/feed'/>"
        "<link href='https://mill.example/'/><author><name>Bo</name></author></source>"
    )
    (entry,) = entries_of(atom(f"<title>t</title><id>1</id>{source}"))
    assert (entry.publisher, entry.publisher_url, entry.author) == (
        "Mill",
        "https://mill.example/",
        "Bo",
    )


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
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html/>", "it is a web page"),
        ("<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>", "a feed"),
        (gzip.compress(rss("<title>t</title>").encode()), "a feed"),
        (b"\x1f\x8b\x08" + bytes(range(256)) * 400, "a feed"),
        ("[]", "a feed"),
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


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<link> https://loom.example/9 </link>", "https://loom.example/9"),
        ("<link><![CDATA[https://loom.example/9]]></link>", "https://loom.example/9"),
        ("<link>/9</link>", "https://loom.example/9"),
        ("<link xml:base='https://mill.example/a/'>9</link>", "https://mill.example/a/9"),
        ("<atom:link rel='self' href='/feed'/><link>/9</link>", "https://loom.example/9"),
        ("<atom:link href='https://loom.example/9'/>", "https://loom.example/9"),
        ("<guid>https://loom.example/9</guid>", "https://loom.example/9"),
        ("<guid isPermaLink='true'>https://loom.example/9</guid>", "https://loom.example/9"),
        ("<guid isPermaLink='false'>https://loom.example/9</guid>", None),
        ("<guid>tag:loom.example,2031:9</guid>", None),
        ("<link></link><guid>https://loom.example/9</guid>", "https://loom.example/9"),
        ("<link>javascript:go()</link>", None),
        ("<link>http://[loom/9</link>", None),
        ("<link>mailto:ada@loom.example</link>", None),
        ("", None),
    ],
)
def test_the_address_of_an_item_is_absolute_or_none(item: str, link: str | None) -> None:
    (entry,) = entries_of(rss(f"<title>t</title>{item}"))
    assert entry.link == link


def test_links_of_a_copied_feed_start_from_its_site() -> None:
    body = rss("<title>t</title><link>/9</link>").encode()
    page = dataclasses.replace(page_of("https://copies.example/loom.xml", body), charset="utf-8")
    assert read_feed(page)[0].link == "https://loom.example/9"


@pytest.mark.parametrize(
    ("entry", "link"),
    [
        ("<link rel='enclosure' href='https://loom.example/9.mp3'/>", None),
        (
            "<link type='application/json' href='/9.json'/><link type='text/html' href='/9'/>",
            "https://loom.example/9",
        ),
        ("<link rel='alternate' href='9'/>", "https://loom.example/9"),
        ("<id>https://loom.example/9</id>", "https://loom.example/9"),
        ("<id>urn:uuid:9</id>", None),
    ],
)
def test_an_atom_entry_is_where_its_page_is(entry: str, link: str | None) -> None:
    (found,) = entries_of(atom(f"<title>t</title>{entry}"))
    assert found.link == link


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<description>one &lt;b&gt;two&lt;/b&gt;</description>", "one two"),
        ("<description><p>one</p><p>two</p></description>", "one\ntwo"),
        ("<description><![CDATA[AT&T &amp; <i>co</i>]]></description>", "AT&T & co"),
        ("<description>don\x92t</description>", "don\u2019t"),
        ("<description></description><itunes:summary>sum</itunes:summary>", "sum"),
        (
            "<media:group><media:description>one\ntwo</media:description></media:group>",
            "one\ntwo",
        ),
        (
            "<content:encoded>&lt;hr id='abc'&gt;</content:encoded><description>seen</description>",
            "seen",
        ),
    ],
)
def test_the_words_of_an_item_are_read_wherever_they_stand(body: str, text: str) -> None:
    (entry,) = entries_of(rss(f"<title>t</title>{body}"))
    assert entry.text == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<content>a &lt;b c\nd</content>", "a <b c\nd"),
        ("<content type='text'>a &lt;think&gt; b</content>", "a <think> b"),
        ("<content>a &lt;p&gt;b&lt;/p&gt;</content>", "a\nb"),
        ("<content type='html'>a &amp;lt;b&amp;gt;</content>", "a <b>"),
        (
            f"<content type='xhtml'><div {XHTML}><p>a</p><p>b <em>c</em></p></div></content>",
            "a\nb c",
        ),
        ("<content type='application/octet-stream'>YSA8Yj5iPC9iPg==</content>", "a b"),
        ("<content type='image/png'>iVBORw0KGgo=</content><summary>s</summary>", "s"),
    ],
)
def test_an_atom_entry_says_of_what_type_its_text_is(content: str, text: str) -> None:
    (entry,) = entries_of(atom(f"<title>t</title><id>1</id>{content}"))
    assert entry.text == text


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("<author>ada@loom.example (Ada Quill)</author>", "Ada Quill"),
        ("<author>Ada Quill &lt;ada@loom.example&gt;</author>", "Ada Quill"),
        ("<author>ada@loom.example</author>", None),
        ("<dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator>", "Ada, Bo"),
        ("<dc:creator><![CDATA[Ada &amp; Bo]]></dc:creator>", "Ada & Bo"),
        ("<itunes:author>Ada</itunes:author>", "Ada"),
        ("<author/><dc:creator>Ada</dc:creator>", "Ada"),
    ],
)
def test_an_author_is_a_name(said: str, author: str | None) -> None:
    (entry,) = entries_of(rss(f"<title>t</title>{said}"))
    assert entry.author == author


def test_an_atom_entry_without_an_author_is_by_the_author_of_the_feed() -> None:
    body = atom("<title>t</title><id>1</id>").replace(
        "<entry>", "<author><name>Ada</name></author><entry>"
    )
    assert entries_of(body)[0].author == "Ada"


def test_items_before_the_cut_are_read() -> None:
    items = "".join(
        f"<item><title>{n}</title><description>{n} words</description></item>" for n in range(9)
    )
    whole = f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"
    cut = whole[: whole.index("<description>6")]
    assert [entry.title for entry in entries_of(cut)][:6] == list("012345")


SAID = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(SAID, SAID), max_size=4))
def test_a_tree_and_the_parser_for_broken_feeds_read_the_same(items: list[tuple[str, str]]) -> None:
    shown = "".join(
        f"<item><title><![CDATA[{title.replace(']]>', '')}]]></title><link>https://loom.example/{n}"
        f"</link><description><![CDATA[{text.replace(']]>', '')}]]></description></item>"
        for n, (title, text) in enumerate(items)
    )
    body = f"<rss version='2.0'><channel><title>t</title>{shown}</channel></rss>"
    page = page_of(URL, body.encode())
    found = tree_entries(page.text, URL)
    assert found is not None
    assert [entry.link for entry in found] == [
        entry.link for entry in reading._broken_entries(page)
    ]
    assert len(found) == len(items)
