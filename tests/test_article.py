from __future__ import annotations

import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.article import Article, headed, read_article
from scrapers.markup import plain_text

WORDS = "The makers of Zephyr 9 told a small crowd in Turin that it is nearly done. " * 3
ARTICLE = f"""
<html><head><title>Zephyr 9 is near | Daily Loom</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/models">Models</a></li></ul></nav>
<article><h1>Zephyr 9 is near</h1>
<p>{WORDS}It has a <b>2M-token</b> window, writes <a href="/x">Ada</a>.</p>
<h2>What is known</h2>
<ul><li>Context: 2M tokens</li><li>Price: <em>$5</em> / $30</li></ul>
<table><thead><tr><th>Fact</th><th>Confidence</th></tr></thead>
<tbody><tr><td>Ships in June</td><td>Low</td></tr><tr><td>Has <b>audio</b></td><td>High</td></tr>
</tbody></table>
<p>{WORDS}</p></article>
<footer><p>Copyright 2031 Daily Loom. All rights reserved.</p></footer></body></html>
"""


def page_with(head: str, body: str = f"<article><p>{WORDS}</p></article>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def ld(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


@pytest.mark.parametrize(
    "line",
    [
        "What is known",
        "- Context: 2M tokens",
        "- Price: $5 / $30",
        "| Fact | Confidence |",
        "|---|---|",
        "| Ships in June | Low |",
        "| Has audio | High |",
    ],
)
def test_headings_items_and_rows_stand_on_lines_of_their_own(line: str) -> None:
    assert line in read_article(ARTICLE).text.splitlines()


@pytest.mark.parametrize("noise", ["Home", "Copyright", "Daily Loom", "<b>", "**"])
def test_what_is_not_the_article_is_left_out(noise: str) -> None:
    assert noise not in read_article(ARTICLE).text


def test_inline_markup_leaves_no_gap() -> None:
    assert "It has a 2M-token window, writes Ada." in read_article(ARTICLE).text


def test_the_headline_stands_over_the_text_once() -> None:
    article = read_article(ARTICLE)
    assert article.headed_text.splitlines()[0] == "Zephyr 9 is near"
    assert article.headed_text.count("Zephyr 9 is near") == 1


@pytest.mark.parametrize(
    ("title", "text", "whole"),
    [
        ("Zephyr 9", "It ships.", "Zephyr 9\n\nIt ships."),
        ("Zephyr 9", "Zephyr 9\nIt ships.", "Zephyr 9\nIt ships."),
        (None, "It ships.", "It ships."),
        ("Zephyr 9", "", "Zephyr 9"),
        ("", "It ships.", "It ships."),
    ],
)
def test_a_title_is_put_over_a_text_that_lacks_it(title: str | None, text: str, whole: str) -> None:
    assert headed(title, text) == whole


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("   \n ", ""),
        ("<!-- nothing -->", ""),
        ("Plain lines\n\n- stay < as & they are\n", "Plain lines\n\n- stay < as & they are"),
        ("\x00\x01\x02", ""),
        ("<p>half \ud800 a pair</p>", "half a pair"),
        ("<p>Zephyr 9 ships in May</p>", "Zephyr 9 ships in May"),
        ("<html><body><p>Soon.</p></body></html>", "Soon."),
        ("<table><tr><th>a</th></tr><tr><td>1</td></tr></table>", "| a |\n|---|\n| 1 |"),
        ("<?xml version='1.0' encoding='utf-8'?><html><body><p>Soon.</p></body></html>", "Soon."),
    ],
)
def test_a_page_of_few_words_keeps_them(markup: str, text: str) -> None:
    assert read_article(markup).text == text


@pytest.mark.parametrize(
    ("head", "day", "place"),
    [
        (ld(**{"@type": "NewsArticle", "datePublished": "2031-04-02"}), "2031-04-02", "json-ld"),
        (
            ld(**{"@type": ["Thing", "BlogPosting"], "datePublished": "2031-04-02T23:30:00-07:00"}),
            "2031-04-02",
            "json-ld",
        ),
        (
            ld(
                **{
                    "@graph": [
                        {"@type": "WebSite"},
                        {"@type": "Article", "datePublished": "20310402"},
                    ]
                }
            ),
            "2031-04-02",
            "json-ld",
        ),
        (
            '<meta property="article:published_time" content="2031-04-02T08:00:00Z">',
            "2031-04-02",
            "meta article:published_time",
        ),
        (
            '<meta itemprop="datePublished" content="2031-04-02">',
            "2031-04-02",
            "meta datepublished",
        ),
        ('<meta name="DC.date.issued" content="2031-04-02">', "2031-04-02", "meta dc.date.issued"),
        (
            ld(**{"@type": "Article", "datePublished": "2031-04-02"})
            + '<meta property="article:published_time" content="2031-04-09">',
            "2031-04-02",
            "json-ld",
        ),
        (
            ld(**{"@type": "Article", "datePublished": "yesterday"})
            + '<meta name="date" content="2031-04-09">',
            "2031-04-09",
            "meta date",
        ),
        ('<script type="application/ld+json">{broken</script>', None, None),
        (ld(**{"@type": "Article", "datePublished": "2031-13-45"}), None, None),
        (ld(**{"@type": "Article", "datePublished": "1970-01-01"}), None, None),
        (ld(**{"@type": "Article", "datePublished": 20310402}), None, None),
        (ld(**{"@type": "Product", "datePublished": "2031-04-02"}), None, None),
    ],
)
def test_the_day_is_read_where_the_page_states_it(
    head: str, day: str | None, place: str | None
) -> None:
    article = read_article(page_with(head))
    assert article.published == (date.fromisoformat(day) if day else None)
    assert article.published_from == place


def test_the_day_is_searched_for_where_the_page_does_not_state_it() -> None:
    body = f"<article><p class='date'>Published: 2 April 2024</p><p>{WORDS}</p></article>"
    article = read_article(page_with("", body))
    assert (article.published, article.published_from) == (date(2024, 4, 2), "htmldate")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024/04/02/zephyr-9", date(2024, 4, 2)),
        ("2024/apr/2/zephyr-9", date(2024, 4, 2)),
        ("news/2024-04-02-zephyr-9.html", date(2024, 4, 2)),
        ("2024/13/02/zephyr-9", None),
        ("2024/04/zephyr-9", None),
        ("zephyr-9?day=/2024/04/02/", None),
    ],
)
def test_the_day_may_stand_in_the_address(path: str, day: date | None) -> None:
    article = read_article(page_with(""), f"https://loom.example/{path}")
    found = article.published if article.published_from == "address" else None
    assert found == day


def test_a_day_after_the_visit_is_not_believed() -> None:
    head = ld(**{"@type": "Article", "datePublished": "2031-04-02"})
    article = read_article(page_with(head), latest=date(2031, 4, 1))
    assert (article.published, article.published_from) == (None, None)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Zephyr 9</title>", "Zephyr 9"),
        ("<title>\n Zephyr\n 9 </title>", "Zephyr 9"),
        ('<meta property="og:title" content="Zephyr 9"><title>Other</title>', "Zephyr 9"),
        (ld(**{"@type": "NewsArticle", "headline": "Zephyr 9 &amp; more"}), "Zephyr 9 & more"),
        ('<title>Zephyr 9 | Loom</title><meta property="og:site_name" content="Loom">', "Zephyr 9"),
        ('<title>Zephyr 9 - Loom</title><meta property="og:site_name" content="Loom">', "Zephyr 9"),
        ("<title>Zephyr 9 | Loom</title>", "Zephyr 9 | Loom"),
        ("<title>Zephyr 9 | Loom</title><body><h1>Zephyr 9</h1>", "Zephyr 9"),
        ("", None),
    ],
)
def test_the_title_is_the_headline_without_the_site(head: str, title: str | None) -> None:
    assert read_article(page_with(head)).title == title


@pytest.mark.parametrize(
    ("head", "author", "site"),
    [
        ("", None, None),
        ('<meta name="author" content="By Ada Quill, May 2, 2031">', "Ada Quill", None),
        ('<meta name="author" content="admin">', None, None),
        ('<meta name="author" content="April May">', "April May", None),
        (
            ld(
                **{
                    "@graph": [
                        {"@type": "Article", "author": {"@id": "#ada"}, "publisher": {"@id": "#x"}},
                        {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
                    ]
                }
            ),
            "Ada Quill",
            None,
        ),
        ('<meta name="author" content="Ada Quill">', "Ada Quill", None),
        ('<meta property="article:author" content="https://social.example/ada">', None, None),
        ('<meta property="og:site_name" content="Daily Loom">', None, "Daily Loom"),
        (
            ld(
                **{
                    "@type": "NewsArticle",
                    "author": [{"name": "Ada Quill"}, {"name": "Bo Reed"}, {"url": "/c"}],
                    "publisher": {"@type": "Organization", "name": "Daily Loom"},
                }
            ),
            "Ada Quill, Bo Reed",
            "Daily Loom",
        ),
        (ld(**{"@type": "NewsArticle", "author": "Ada Quill", "publisher": 7}), "Ada Quill", None),
    ],
)
def test_author_and_site_are_read_where_they_are_named(
    head: str, author: str | None, site: str | None
) -> None:
    article = read_article(page_with(head))
    assert (article.author, article.site) == (author, site)


def test_the_author_is_looked_for_under_the_headline() -> None:
    line = "<p class='byline author'>By Ada Quill</p>"
    body = f"<article><h1>Zephyr 9</h1>{line}<p>{WORDS}</p></article>"
    assert read_article(page_with("", body)).author == "Ada Quill"


def test_of_several_described_articles_the_one_at_the_address_counts() -> None:
    other = {
        "@type": "Article",
        "headline": "Other",
        "datePublished": "2031-04-09",
        "url": "/other",
    }
    own = {"@type": "Article", "headline": "Own", "datePublished": "2031-04-02"}
    own["mainEntityOfPage"] = "https://www.loom.example/own?utm_source=x"
    head = ld(**{"@graph": [other, own]})
    found = read_article(page_with(head), "https://www.loom.example/own")
    assert (found.title, found.published) == ("Own", date(2031, 4, 2))


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://loom.example/b?utm_id=1">', "https://loom.example/b"),
        ('<meta property="og:url" content="/b">', "https://loom.example/b"),
        ('<link rel="canonical" href="https://mill.example/b">', None),
        ('<link rel="canonical" href="https://loom.example/">', None),
        ('<link rel="canonical" href="http://[loom">', None),
        ('<link rel="amphtml" href="https://loom.example/b">', None),
        ("", None),
    ],
)
def test_a_page_says_its_own_address_on_its_own_site(head: str, address: str | None) -> None:
    assert read_article(page_with(head), "https://m.loom.example/a").canonical == address


def test_the_posts_that_an_article_shows_are_part_of_it() -> None:
    post = (
        "<div class='social-embed'><blockquote class='twitter-tweet'><p>Zephyr 9 is mine now.</p>"
        "Ada (@ada) <a href='/1'>May 2</a></blockquote><script>go()</script></div>"
    )
    body = f"<article><p>{WORDS}</p>{post}<p>{WORDS}</p></article>"
    assert "Zephyr 9 is mine now." in read_article(page_with("", body)).text


def test_a_headline_on_top_of_the_text_is_not_repeated_there() -> None:
    body = f"<article><p>{WORDS}</p></article>"
    head = "<title>Zephyr 9</title>"
    doubled = body.replace("<article>", "<article><h1>Zephyr&nbsp;9</h1><p>ZEPHYR 9</p>")
    assert read_article(page_with(head, doubled)).text == read_article(page_with(head, body)).text


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a b</p>" * 60_000,
        "<div>" * 200_000 + "x",
        "<" * 2_000_000,
        "<table>" + "<tr><td>a</td><td>b</td></tr>" * 20_000,
        '<script type="application/ld+json">' + "[" * 1_000_000 + "</script>",
        "<p>" + "word " * 2_000_000,
    ],
    ids=["paragraphs", "depth", "brackets", "rows", "nesting", "ten megabytes"],
)
def test_a_hostile_page_is_read_in_seconds(markup: str) -> None:
    started = time.monotonic()
    assert isinstance(read_article(markup), Article)
    assert time.monotonic() - started < 30


@settings(deadline=None, max_examples=50)
@given(
    st.text(st.characters())
    | st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<table>", "<tr>", "<td>", "<li>", "</", "x", "&", "<!--", "]]>"]
        )
    ).map("".join)
)
def test_no_markup_raises(markup: str) -> None:
    assert isinstance(read_article(markup), Article)
    assert isinstance(plain_text(markup), str)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words", "plain words"),
        ("Fish &amp; chips", "Fish & chips"),
        ("one &nbsp;\n two", "one two"),
        ("don\x92t", "don\u2019t"),
        ("<p>don\x92t</p>", "don\u2019t"),
        ("a &#1; b < c", "a b < c"),
        ("a<br>b", "a\nb"),
        ("one <b>two</b>\n three", "one two three"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<div><div>one</div></div>", "one"),
        ("<ul><li>one</li><li>two <i>2</i></li></ul>", "- one\n- two 2"),
        ("<script>x()</script><style>p{}</style>words", "words"),
        ("<!-- aside -->words", "words"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td> </td></tr></table>",
            "| a | b |\n|---|---|\n| 1\\|2 | |",
        ),
        ("<table><tr></tr></table>", "| |"),
        ("<![CDATA[", ""),
        ("", ""),
        ("\x00", ""),
        ("half \ud800 a pair", "half a pair"),
    ],
)
def test_a_piece_of_markup_becomes_lines(markup: str, text: str) -> None:
    assert plain_text(markup) == text
