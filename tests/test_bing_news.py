"""Bing's links, and its items that are nobody's story."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ParseError
from app.schema import Source
from scrapers.publishers import bing_news
from scrapers.scraper import Lead, Target
from tests.replay import page_of

QUERY = bing_news.search("GPT-40")
THROUGH = "http://www.bing.com/news/apiclick.aspx?ref=FexRss&tid=1&url={}&c=2&mkt=en-us"


def found(link: str, publisher: str = "Mill") -> list[str | None]:
    item = f"<title>A</title><link>{escape(link)}</link><News:Source>{publisher}</News:Source>"
    feed = f'<rss xmlns:News="{escape(QUERY)}"><channel><item>{item}</item></channel></rss>'
    page = page_of(QUERY, feed.encode(), "text/xml")
    target = Target(QUERY, Source(slug="bing-news", name="Bing News"))
    records = bing_news.scrape(lambda _: page, target)
    return [record.teaser.url if isinstance(record, Lead) else record.name for record in records]


@given(st.text("abcdefgh-_.~%/?=0123456789", max_size=80))
def test_the_address_inside_a_link_is_that_of_the_story(path: str) -> None:
    address = f"https://mill.example/a{path}"
    _, url = found(THROUGH.format(quote(address, safe="")))
    assert (url or "").startswith("https://mill.example/a")


def test_a_link_that_is_not_bings_is_the_address() -> None:
    assert found("https://mill.example/a?url=no-address") == [
        "Mill",
        "https://mill.example/a?url=no-address",
    ]


@pytest.mark.parametrize(
    "link", ["", THROUGH.format(""), THROUGH.format("javascript:1"), "http://[bad", "/news"]
)
def test_a_link_without_an_address_of_the_web_is_no_story(link: str) -> None:
    assert found(link) == []


def test_who_published_a_story_is_named_without_the_portal() -> None:
    link = "https://www.msn.com/a"
    assert [found(link, name)[0] for name in ("Mill on MSN", "Mill via MSN", "The MSN")] == [
        "Mill",
        "Mill",
        "The MSN",
    ]
    assert found(link, "") == [link]


@pytest.mark.parametrize(
    "body",
    ["<feed xmlns='http://www.w3.org/2005/Atom'/>", "<rss><channel>", "", "<html><p>Blocked"],
)
def test_another_answer_is_a_named_error(body: str) -> None:
    page = page_of(QUERY, body.encode(), "text/xml")
    with pytest.raises(ParseError):
        list(bing_news.scrape(lambda _: page, Target(QUERY, Source(slug="b", name="B"))))


def test_entities_of_a_feeds_own_are_not_unfolded() -> None:
    item = "<item><title>&a;</title><link>&a;</link></item>"
    body = f'<!DOCTYPE r [<!ENTITY a "https://mill.example/">]><rss><channel>{item}</channel></rss>'
    page = page_of(QUERY, body.encode(), "text/xml")
    assert not list(bing_news.scrape(lambda _: page, Target(QUERY, Source(slug="b", name="B"))))
