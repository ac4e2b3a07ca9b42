from __future__ import annotations

import xml.etree.ElementTree as ET
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.data_files import read_subscriptions
from app.errors import DocumentError
from app.opml import imported, read, write
from app.schema import Subscription, free_slug
from app.vocabulary import SourceKind

MADE = datetime(2031, 5, 4, 12, tzinfo=UTC)
LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0">
  <head><title>What I read</title></head>
  <body>
    <outline text="AI">
      <outline text="Labs" title="Labs">
        <outline type="rss" text="Quillon Labs" xmlUrl="https://quillon.example/feed.xml"
                 htmlUrl="https://quillon.example/"/>
      </outline>
      <outline type="rss" text="x" title="Old  Mill" XMLURL="feed://mill.example/rss"/>
    </outline>
    <outline type="rss" text="Quillon again" xmlUrl="https://quillon.example/feed.xml"/>
    <outline type="link" text="A page" url="https://page.example/"/>
    <outline type="rss" text="Old Mill" xmlUrl="https://mill.example/comments"/>
    <outline type="rss" text="" xmlUrl="http://bare.example/rss.xml?a=1&amp;b=2"/>
    <outline type="rss" text="A file" xmlUrl="file:///etc/passwd"/>
    <outline type="rss" text="Off" isComment="true" xmlUrl="https://off.example/rss"/>
  </body>
</opml>
"""

SAYABLE = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))
TEXT = st.text(SAYABLE | st.sampled_from("\t\n\r<>&\"'"), min_size=1, max_size=30)
ADDRESS = st.from_regex(r"https?://[a-z]{1,8}\.example/[!-~é]{0,20}", fullmatch=True)
INSTANT = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


def subscription_from(fields: dict[str, Any]) -> Subscription:
    return Subscription.model_validate(fields)


SUBSCRIPTION = st.fixed_dictionaries(
    {
        "slug": st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True),
        "shape": st.sampled_from(["feed", "reddit", "models_dev"]),
        "url": ADDRESS,
        "publisher": TEXT,
        "kind": st.sampled_from(list(SourceKind)),
        "home": st.none() | ADDRESS,
        "every_s": st.integers(600, 86_400),
        "at_least": st.integers(0, 500),
        "watch": st.none() | TEXT,
        "note": TEXT | st.just(""),
        "added_at": st.none() | INSTANT,
    }
).map(subscription_from)


def dumped(subscriptions: list[Subscription]) -> list[dict[str, Any]]:
    return [subscription.model_dump() for subscription in subscriptions]


def opml(body: str) -> bytes:
    return f'<opml version="2.0"><body>{body}</body></opml>'.encode()


def test_feeds_are_found_in_folders_at_any_depth() -> None:
    found = read(LIST)
    assert [(each.slug, each.publisher, each.url, each.home) for each in found] == [
        (
            "quillon-labs",
            "Quillon Labs",
            "https://quillon.example/feed.xml",
            "https://quillon.example/",
        ),
        ("old-mill", "Old Mill", "http://mill.example/rss", None),
        ("old-mill-2", "Old Mill", "https://mill.example/comments", None),
        ("bare-example", "bare.example", "http://bare.example/rss.xml?a=1&b=2", None),
    ]
    assert {(each.shape, each.kind) for each in found} == {("feed", SourceKind.unknown)}


def test_outlines_that_name_no_feed_are_counted_and_folders_are_not() -> None:
    assert imported(LIST).skipped == 3  # the page, the file, the one commented out
    assert imported(opml('<outline text="empty"/>')).skipped == 1


def test_a_deep_list_is_read_like_a_flat_one() -> None:
    folds = 20_000
    feed = '<outline text="a" xmlUrl="https://a.example/rss"/>'
    deep = '<outline text="f">' * folds + feed + "</outline>" * folds
    assert [each.slug for each in read(opml(deep))] == ["a"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Café Größe", "cafe-groe"),
        ("量子位", "feed-example"),
        ("---", "feed-example"),
        ("GPT-6.5 & more", "gpt-6-5-more"),
        ("a" * 200, "a" * 60),
    ],
)
def test_a_slug_is_made_from_the_title_in_ascii(title: str, slug: str) -> None:
    title = title.replace("&", "&amp;")
    body = f'<outline text="{title}" xmlUrl="https://feed.example/rss"/>'
    assert [each.slug for each in read(opml(body))] == [slug]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "is no XML .*line 1"),
        (b"<opml><body>\n<outline>\n</body></opml>", "is no XML .*line 3"),
        (b"<html><body/></html>", "is no OPML: it begins with <html>, line 1"),
        (
            b'<!DOCTYPE opml [\n<!ENTITY a "aaaa">]><opml><body/></opml>',
            "declares entities.*line 2",
        ),
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml/>',
            "declares entities.*line 2",
        ),
        (b'<?xml version="1.0" encoding="klingon"?><opml/>', "line 1"),
        (b"\xff\xfe\x00", "is no XML"),
        (
            (
                b'<opml><body>\n<outline text="a" hearsayShape="feed" hearsaySlug="a"'
                b' hearsayEvery="soon" xmlUrl="https://a.example"/></body></opml>'
            ),
            "every_s: .*line 2",
        ),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(text: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=f"mine.opml: .*{reason}"):
        read(text, "mine.opml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1251"])
def test_a_list_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    title = "Мельница" if encoding == "windows-1251" else "Mühle"
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><opml version="2.0"><body>'
        f'<outline text="{title}" xmlUrl="https://mill.example/rss"/></body></opml>'
    )
    (found,) = read(text.encode(encoding))
    assert found.publisher == title


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_list_or_a_named_error(text: bytes) -> None:
    with suppress(DocumentError):
        read(text)


@given(
    st.lists(
        SUBSCRIPTION,
        max_size=5,
        unique_by=(lambda each: each.url, lambda each: each.slug),
    )
)
def test_what_is_written_is_read_back_the_same(subscriptions: list[Subscription]) -> None:
    found = imported(write(subscriptions, MADE).encode())
    assert dumped(found.subscriptions) == dumped(subscriptions)
    assert found.skipped == 0


def test_the_shipped_sources_survive_export_and_import() -> None:
    shipped = read_subscriptions()
    assert dumped(read(write(shipped, MADE).encode())) == dumped(shipped)


def test_other_readers_find_the_feeds_and_only_the_feeds() -> None:
    feed = Subscription(
        slug="mill",
        shape="feed",
        url="https://mill.example/rss?a=1&b=2",
        publisher="Mill <& Sons>",
        home="https://mill.example/",
    )
    query = Subscription(
        slug="forum", shape="reddit", url="https://forum.example/new", publisher="Forum"
    )
    root = ET.fromstring(write([feed, query], MADE, "Mine & yours"))  # noqa: S314 - written by us
    assert root.get("version") == "2.0"
    assert root.findtext("head/title") == "Mine & yours"
    assert root.findtext("head/dateCreated") == "Sun, 04 May 2031 12:00:00 +0000"
    rss, link = root.findall("body/outline")
    assert (rss.get("type"), rss.get("xmlUrl")) == ("rss", feed.url)
    assert (rss.get("text"), rss.get("htmlUrl")) == ("Mill <& Sons>", feed.home)
    assert (link.get("type"), link.get("url")) == ("link", query.url)
    assert link.get("xmlUrl") is None


def test_what_xml_cannot_say_is_left_out() -> None:
    odd = Subscription(
        slug="odd", shape="feed", url="https://odd.example/rss", publisher="O\x00d\ufffed"
    )
    (found,) = read(write([odd], MADE, "A\x07").encode())
    assert found.publisher == "Odd"


def test_a_taken_slug_gets_the_first_free_number() -> None:
    assert free_slug("mill", set()) == "mill"
    assert free_slug("mill", {"mill", "mill-2"}) == "mill-3"
