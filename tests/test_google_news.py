"""Google's links, and what is known of a story whose address only Google knows."""

from __future__ import annotations

import base64
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.publishers import arxiv, bing_news, google_news
from scrapers.publishers.google_news import publisher_address

LINK = "https://news.google.com/rss/articles/{}?oc=5"


def token(text: bytes) -> str:
    """The token of an old link: field 1 is 19, field 4 the text with its length in sevens."""
    length, size = b"", len(text)
    while size >= 0x80:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    message = b"\x08\x13\x22" + length + bytes([size]) + text + b"\xd2\x01\x00"
    return base64.urlsafe_b64encode(message).decode().rstrip("=")


@given(st.text("abcdefghijklmnop/-_.~%0123456789", min_size=1, max_size=400))
def test_an_address_inside_a_link_is_found_however_long(path: str) -> None:
    address = f"https://mill.example/{path}"
    assert publisher_address(LINK.format(token(address.encode()))) == address


@pytest.mark.parametrize("kind", ["articles", "rss/articles", "read", "__i/rss/articles"])
def test_all_kinds_of_googles_links_are_known(kind: str) -> None:
    link = f"https://news.google.com/{kind}/{token(b'https://mill.example/a')}?hl=en"
    assert publisher_address(link) == "https://mill.example/a"


@pytest.mark.parametrize(
    "inside", [b"AU_yqLInventedToken", b"", b"ftp://mill.example/a", b"https://", b"javascript:1"]
)
def test_a_token_without_an_address_gives_none(inside: bytes) -> None:
    assert publisher_address(LINK.format(token(inside))) is None


@given(st.text("abcXYZ019-_", max_size=60))
def test_no_token_is_too_odd_to_be_looked_at(said: str) -> None:
    found = publisher_address(LINK.format(said))
    assert found is None or found.startswith("http")


def test_a_link_that_is_not_googles_is_the_address() -> None:
    assert publisher_address("https://mill.example/a") == "https://mill.example/a"


@pytest.mark.parametrize("search", [google_news.search, arxiv.search, bing_news.search])
@pytest.mark.parametrize("words", ["GPT-6.5", 'an "odd" & long  name', "日本語"])
def test_a_search_asks_for_the_words_in_this_order(
    search: Callable[[str], str], words: str
) -> None:
    asked = parse_qs(urlsplit(search(words)).query)
    query = (asked.get("q") or asked["search_query"])[0]
    assert f'"{" ".join(words.replace(chr(34), " ").split())}"' in query
