from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from app.schema import Document, Source
from app.vocabulary import Precision, Read
from scrapers.documents import document_of
from scrapers.following import read_lead, reread
from scrapers.scraper import Lead, Page
from tests.language_samples import NEWS
from tests.replay import page_of

URL = "https://loom.example/2031/zephyr-9"
LOOM = Source(slug="loom", name="Daily Loom")
DAY = date(2031, 5, 1)
WORDS = "Zephyr 9 was seen in a barn near Turin, and it is said to cost five dollars. "


def page(markup: str, *, url: str = URL, content_type: str = "text/html") -> Page:
    return dataclasses.replace(page_of(URL, markup.encode(), content_type), final_url=url)


def article(body: str = WORDS * 6, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article><p>{body}</p></article></body></html>"


def teaser(text: str = "A teaser.", **said: object) -> Document:
    known = {"title": "A barn", "published": DAY, "published_from": "feed", "read": Read.excerpt}
    return document_of(page(""), LOOM, text=text, **{"url": URL, **known, **said})  # type: ignore[arg-type]  # a table of cases


def test_a_lead_becomes_the_article_behind_it() -> None:
    found = read_lead(Lead(teaser(author="Ada")), page(article()))
    assert found.text == f"A barn\n\n{(WORDS * 6).strip()}"
    assert (found.name, found.source, found.read) == (URL, "loom", Read.page)
    assert (found.published, found.published_from, found.author) == (DAY, "feed", "Ada")


WALLS = {
    "a program": "<html><body><div id='app'></div><script>go()</script></body></html>",
    "JavaScript": article("Please enable JavaScript and cookies to continue. " + "Thanks. " * 30),
    "a check": article("Checking that you are human. " + "Verify you are not a bot. " * 10),
    "a browser check": article(
        "We need to check your browser before you can go on to the page. " * 4,
        "<title>Just a moment...</title>",
    ),
    "consent": article(
        "Before you continue: we use cookies to measure what you read. Accept all. Reject all. "
        + "Advertising partners learn what you like. " * 20
    ),
    "a login": article("Sign in to continue reading. " + "It is free of charge for a week. " * 8),
    "a lost page": article("Page not found. " + "Try our search, or go to the front page. " * 6),
    "refusal": article("Access denied. You have no right to see it. " + "Reference 18.2 " * 12),
    "a caption": article("A barn near Turin, seen from the road on Thursday evening."),
}


@pytest.mark.parametrize("markup", WALLS.values(), ids=WALLS)
def test_a_page_that_is_no_article_leaves_the_teaser(markup: str) -> None:
    assert read_lead(Lead(teaser()), page(markup)) == teaser()


@pytest.mark.parametrize(
    "words",
    [
        "The makers say that Zephyr 9 solves a captcha, and asks readers to accept all of it. ",
        "Access denied, said the barn door of Zephyr 9, and not one of them was a human. ",
    ],
)
def test_an_article_about_walls_is_an_article(words: str) -> None:
    found = read_lead(Lead(teaser()), page(article(words + WORDS * 20)))
    assert found.read is Read.page


def test_an_article_that_says_less_than_its_teaser_leaves_it() -> None:
    long = teaser(WORDS * 10)
    assert read_lead(Lead(long), page(article(WORDS * 5))) == long


@pytest.mark.parametrize("content_type", ["application/json", "application/pdf", "image/png"])
def test_data_behind_a_lead_are_no_article(content_type: str) -> None:
    assert read_lead(Lead(teaser()), page(article(), content_type=content_type)) == teaser()


@pytest.mark.parametrize(
    "url", ["https://loom.example/", "https://www.loom.example", "https://consent.loom.example/x"]
)
def test_whoever_is_sent_to_the_front_page_or_to_a_form_keeps_the_teaser(url: str) -> None:
    assert read_lead(Lead(teaser()), page(article(), url=url)) == teaser()


def test_the_article_gives_day_author_and_title_where_the_lead_has_none() -> None:
    head = (
        '<title>A barn near Turin</title><meta name="date" content="2031-05-02">'
        '<meta name="author" content="Bo">'
    )
    bare = teaser(title=None, published=None, published_from=None)
    found = read_lead(Lead(bare), page(article(head=head)))
    assert (found.published, found.published_from) == (date(2031, 5, 2), "meta date")
    assert (found.author, found.title) == ("Bo", "A barn near Turin")


@pytest.mark.parametrize("day", ["2031-05-09", "2031-04-01"])
def test_the_day_of_the_feed_comes_before_another_day_on_the_page(day: str) -> None:
    head = f'<meta name="date" content="{day}">'
    found = read_lead(Lead(teaser()), page(article(head=head)))
    assert (found.published, found.published_from) == (DAY, "feed")


def test_a_day_after_the_visit_is_no_day() -> None:
    head = '<meta name="date" content="2031-06-01">'
    found = read_lead(Lead(teaser(published=None)), page(article(head=head)))
    assert found.published is None


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://loom.example/zephyr", "https://loom.example/zephyr"),
        ("https://www.loom.example/zephyr?utm_source=x", "https://www.loom.example/zephyr"),
        ("/zephyr", "https://loom.example/zephyr"),
        ("https://mill.example/zephyr", URL),
        ("https://loom.example/", URL),
        ("", URL),
        ("http://[loom", URL),
    ],
)
def test_an_article_stands_where_its_own_site_says(link: str, name: str) -> None:
    head = f'<link rel="canonical" href="{link}">'
    assert read_lead(Lead(teaser()), page(article(head=head))).name == name


def test_an_article_that_another_site_led_to_stands_at_its_own_address() -> None:
    url = "https://mill.example/barn?utm_source=loom"
    found = read_lead(Lead(teaser()), page(article(), url=url))
    assert found.name == "https://mill.example/barn"


def test_an_article_keeps_the_language_of_its_text() -> None:
    found = read_lead(Lead(teaser()), page(article(NEWS["fr"] * 3)))
    assert (teaser().language, found.language) == (None, "fr")


def test_a_page_that_is_as_it_was_has_no_later_text() -> None:
    first = read_lead(Lead(teaser()), page(article()))
    assert reread(first, page(article())) is None
    assert reread(first, page(WALLS["a login"])) is None


def test_a_page_that_changed_gives_its_later_text_under_the_same_name() -> None:
    first = read_lead(Lead(teaser(precision=Precision.month)), page(article()))
    assert first.precision is Precision.month
    later = reread(first, page(article(WORDS * 6 + "Correction: it costs six.")))
    assert later is not None
    assert later.text.endswith("Correction: it costs six.")
    assert later.id != first.id
    same = ("name", "source", "title", "published", "published_from", "precision")
    assert [getattr(later, field) for field in same] == [getattr(first, field) for field in same]
