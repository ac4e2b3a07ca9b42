"""Feeds that are made to keep a reader busy, or to break it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import ParseError
from scrapers.feed import read_feed
from tests.replay import page_of

URL = "https://loom.example/feed"
START = "<rss version='2.0'><channel><item>"
END = "</item></channel></rss>"


@pytest.mark.parametrize(
    "body",
    [
        START + "<title>" + "<a>" * 200_000,
        START + "<a>" * 100_000 + "</a>" * 100_000 + END,
        START + "<title>x</title></item><item>" * 20_000 + END,
        START + "<title>x & y</title></item><item>" * 3_000,
        START + "<description>" + "&lt;div&gt;" * 200_000 + "</description>" + END,
        START + "<description>" + "<" * 200_000,
        START + "<author>" + "a@" * 200_000 + "</author>" + END,
        START + "<pubDate>" + "1. " * 200_000 + "</pubDate>" + END,
        START + "<link>http://[x</link>" * 20_000 + END,
    ],
    ids=["open", "deep", "items", "broken", "markup", "brackets", "mail", "day", "links"],
)
def test_a_hostile_feed_is_read_or_refused_in_seconds(body: str) -> None:
    started = time.process_time()
    try:
        assert isinstance(read_feed(page_of(URL, body.encode())), list)
    except ParseError as error:
        assert error.url == URL  # noqa: PT017 - some are read, some refused
    assert time.process_time() - started < 20  # 3 s at most here


PIECES = (
    *("<item>", "</item>", "<entry>", "<title>", "</title>", "<link href='/a'/>", "<link>", "[x"),
    *("<guid>", "</guid>", "<source url='http://[x'>", "<pubDate>2031-13-99", "&", "&#0;", "]]>"),
    *("<content type='xhtml'>", "<content mode='base64'>=", "<![CDATA[", "<?x?>", "<!-- ", "\0"),
    *("<author><name>", "</rss>", "</feed>", "<a xmlns='urn:x'>", "<b xml:base='http://[' >", "x"),
)


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(["<rss><channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<RDF>"]),
    st.lists(st.sampled_from(PIECES), max_size=14),
)
def test_no_pieces_of_feeds_raise_anything_but_a_named_error(start: str, pieces: list[str]) -> None:
    try:
        entries = read_feed(page_of(URL, (start + "".join(pieces)).encode()))
    except ParseError:
        return
    assert all(entry.link is None or entry.link.startswith("http") for entry in entries)
