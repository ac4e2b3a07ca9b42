"""Listing pages of other shapes than the sample's: cards, JSON-LD, data of the page's scripts."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ParseError
from app.schema import Document, Source
from scrapers.page_data import objects, page_data
from scrapers.publishers import newsroom
from scrapers.scraper import Target
from tests.replay import page_of

LIST = "https://lab.example/en/blog/"


def posts(body: str) -> list[Document]:
    page = page_of(LIST, f"<html><body>{body}</body></html>".encode())
    target = Target(LIST, Source(slug="lab", name="Lab"))
    return [lead.teaser for lead in newsroom.scrape(lambda _: page, target)]


def briefly(body: str) -> list[tuple[str | None, str | None, date | None]]:
    return [(post.url, post.title, post.published) for post in posts(body)]


def test_cards_with_the_link_in_their_heading_are_posts() -> None:
    body = """<article><span>4 min</span><h3><a href="/en/blog/quillon">Quillon is out</a></h3>
    <a href="/authors/jo">Jo Farrow</a><time datetime="2031-05-02T08:00:00+02:00">2 days ago</time>
    <p>Two million tokens.</p></article>
    <article><h3><a href="heron">Heron</a></h3><div>2 May 2031</div></article>"""
    assert briefly(body) == [
        ("https://lab.example/en/blog/quillon", "Quillon is out", date(2031, 5, 2)),
        ("https://lab.example/en/blog/heron", "Heron", date(2031, 5, 2)),
    ]
    assert posts(body)[0].text == "Quillon is out\n\nTwo million tokens."


def test_a_link_without_a_day_is_no_post() -> None:
    body = """<a href="/careers">Careers</a>
    <a href="/en/blog/heron"><h3>Heron</h3><b>Wed, Sept 3rd, 2031</b></a>"""
    assert briefly(body) == [("https://lab.example/en/blog/heron", "Heron", date(2031, 9, 3))]


def test_a_day_that_may_belong_to_another_post_is_taken_for_none() -> None:
    body = """<div><time>May 2, 2031</time><time>May 3, 2031</time>
    <a href="/en/blog/heron">Heron</a><a href="/en/blog/quillon">Quillon</a></div>"""
    with pytest.raises(ParseError):
        posts(body)


def test_json_ld_lists_posts() -> None:
    stated = {
        "@graph": [
            {"@type": "WebPage", "name": "Blog", "url": LIST, "datePublished": "2029-01-01"},
            {
                "@type": "ItemList",
                "itemListElement": [
                    {
                        "@type": "BlogPosting",
                        "headline": "Heron &amp; Quillon",
                        "url": "/en/blog/heron",
                        "datePublished": "2031-05-02",
                        "description": "Both at once.",
                    }
                ],
            },
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    [post] = posts(script)
    assert (post.title, post.url) == ("Heron & Quillon", "https://lab.example/en/blog/heron")
    assert (post.published, post.published_from) == (date(2031, 5, 2), "data")
    assert post.text.endswith("Both at once.")


def test_names_of_pages_stand_where_the_links_that_are_shown_do() -> None:
    data = {"posts": [named("heron", "Heron"), named("old-heron", "Old Heron")]}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    shown = '<a href="/stories/heron?from=list">Heron</a>'
    assert [url for url, *_ in briefly(shown + script)] == [
        "https://lab.example/stories/heron?from=list",
        "https://lab.example/stories/old-heron",
    ]
    assert [url for url, *_ in briefly(script)] == [
        "https://lab.example/en/blog/heron",
        "https://lab.example/en/blog/old-heron",
    ]


def named(slug: str, title: str) -> dict[str, str]:
    return {"slug": slug, "title": title, "publishedAt": "2031-05-02T10:00:00Z"}


@pytest.mark.parametrize("address", ["javascript:void(0)", "mailto:a@lab.example", "http://[bad"])
def test_an_address_that_is_none_of_the_web_is_no_post(address: str) -> None:
    card = '<a href="{}"><h3>Heron</h3><time>May 2, 2031</time></a>'
    assert briefly(card.format(address) + card.format("/x")) == [
        ("https://lab.example/x", "Heron", date(2031, 5, 2))
    ]


def test_data_that_are_broken_do_not_hide_what_is_shown() -> None:
    body = """<script type="application/ld+json">{"headline": </script>
    <script>self.__next_f.push([1,"3:[broken\\n4:{}"])</script>
    <a href="/x"><h3>Heron</h3><time>May 2, 2031</time></a>"""
    assert briefly(body) == [("https://lab.example/x", "Heron", date(2031, 5, 2))]


@given(
    st.recursive(
        st.none() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_every_object_of_data_is_found_once(value: object) -> None:
    found = [id(entry) for entry in objects(value)]
    assert len(found) == json.dumps(value).count("{") - json.dumps(_texts(value)).count("{")
    assert len(set(found)) == len(found)


def _texts(value: object) -> list[str]:
    """All texts inside `value`, keys included."""
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def test_deep_data_are_read_without_end() -> None:
    depth = 900
    script = f'<script type="application/json">{"[" * depth}{{}}{"]" * depth}</script>'
    page = page_of(LIST, script.encode())
    assert [list(objects(value)) for value in page_data(page)] in ([[{}]], [])


def test_a_page_that_nests_without_end_is_read_as_far_as_cards_reach() -> None:
    card = '<a href="/x"><h3>Heron</h3><time>May 2, 2031</time></a>'
    assert briefly("<div>" * 5000 + card) == [("https://lab.example/x", "Heron", date(2031, 5, 2))]


@pytest.mark.parametrize(
    "streamed", ["a" * 500_000, "1:[" * 200_000, "1:{" * 200_000, '1:["' * 200_000]
)
def test_hostile_data_take_no_longer_than_other_data(streamed: str) -> None:
    script = f"<script>self.__next_f.push({json.dumps([1, streamed])})</script>"
    assert list(page_data(page_of(LIST, script.encode()))) == []
