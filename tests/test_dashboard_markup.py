from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dashboard.markup import element, is_web, join, link, path, short, visible


def test_text_is_escaped_and_elements_are_not() -> None:
    inner = element("b", "1 < 2 & 'x'")
    assert element("p", inner, " <i>") == "<p><b>1 &lt; 2 &amp; &#x27;x&#x27;</b> &lt;i&gt;</p>"


def test_what_is_none_is_left_out() -> None:
    assert element("p", "a", None, class_=None) == "<p>a</p>"


def test_attributes_are_escaped_and_named_as_in_html() -> None:
    made = element("a", "x", class_='"><script>', aria_hidden="true")
    assert made == '<a class="&quot;&gt;&lt;script&gt;" aria-hidden="true">x</a>'


def test_elements_without_content_have_no_end() -> None:
    assert element("br") == "<br>"


def test_a_link_of_the_web_opens_beside_the_dashboard() -> None:
    made = link("https://a.example/?b=1&c=2", "there")
    assert made == '<a href="https://a.example/?b=1&amp;c=2" target="_blank">there</a>'


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//a.example", "", None]
)
def test_any_other_link_is_plain_text(url: str | None) -> None:
    assert link(url, "there") == "<span>there</span>"


@pytest.mark.parametrize(
    ("url", "web"),
    [
        ("https://a.example", True),
        ("http://a.example:80/x", True),
        ("HTTPS://a.example", True),
        ("https://", False),
        ("ftp://a.example", False),
        ("http://[", False),
    ],
)
def test_a_browser_may_follow_pages_of_the_web_alone(url: str, web: bool) -> None:  # noqa: FBT001 - a row of the table above
    assert is_web(url) is web


@pytest.mark.parametrize(
    ("page", "query", "address"),
    [
        ("claim", {"id": "a/b c"}, "claim?id=a%2Fb+c"),
        ("", {"model": None}, "./"),
        ("", {"verdict": "open", "model": None}, "./?verdict=open"),
        ("model", {}, "model"),
    ],
)
def test_an_address_within_the_dashboard_is_relative(
    page: str, query: dict[str, str | None], address: str
) -> None:
    assert path(page, **query) == address


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("bell\u0007 null\u0000", "bell null"),
        ("joined \u200d letters", "joined \u200d letters"),
        ("half \ud83d", "half \ufffd"),
        ("水壶 é", "水壶 é"),
    ],
)
def test_characters_that_steer_the_writing_are_left_out(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_a_long_text_is_cut_to_one_line() -> None:
    assert short("a\n b  c") == "a b c"
    assert short("x" * 500, 10) == "x" * 9 + "…"


class Reader(HTMLParser):
    """What a browser would see: elements and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text())
def test_any_text_comes_out_as_text(text: str) -> None:
    reader = Reader()
    reader.feed(join(element("p", text, title=text)))
    reader.close()
    assert reader.tags == ["p"]
    assert reader.text == html.unescape(html.escape(visible(text)))
    assert reader.attributes["title"] == visible(text)
