"""What becomes of the entries of a feed: leads, documents, parts of a page, other publishers'."""

from __future__ import annotations

from datetime import date

import pytest

from app.schema import Document, Source
from scrapers.publishers.feed import FULL_CHARS, scrape
from scrapers.scraper import Lead, Target
from tests.language_samples import NEWS
from tests.replay import page_of

URL = "https://loom.example/feed"
LOOM = Source(slug="loom", name="Daily Loom", url="https://loom.example/")


def scraped(*items: str) -> list[Source | Document | Lead]:
    body = "</item><item>".join(items)
    feed = f"<rss version='2.0'><channel><title>t</title><item>{body}</item></channel></rss>"
    page = page_of(URL, feed.encode(), "application/rss+xml")
    return list(scrape(lambda _: page, Target(URL, LOOM)))


def document(record: object) -> Document:
    found = record.teaser if isinstance(record, Lead) else record
    assert isinstance(found, Document)
    return found


def item(number: int, text: str = "A teaser.", rest: str = "") -> str:
    link = f"https://loom.example/{number}"
    return f"<title>Post {number}</title><link>{link}</link><description>{text}</description>{rest}"


def test_a_teaser_leads_to_its_page_and_a_whole_text_is_a_document() -> None:
    whole = "Zephyr 9 was seen. " * (FULL_CHARS // 10)
    short, full = scraped(item(1), item(2, whole))
    assert isinstance(short, Lead)
    assert (short.teaser.name, short.teaser.text) == (
        "https://loom.example/1",
        "Post 1\n\nA teaser.",
    )
    assert document(full).text.startswith("Post 2\n\nZephyr 9 was seen.")


def test_an_entry_keeps_the_language_of_its_text() -> None:
    french, short = scraped(item(1, NEWS["fr"] * 10), item(2))
    assert (document(french).language, document(short).language) == ("fr", None)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("<guid isPermaLink='false'>a/9</guid><title>Zephyr 9</title>", f"{URL}#a%2F9"),
        ("<title>Zephyr 9</title>", f"{URL}#Zephyr%209"),
        ("<description>It ships.</description>", f"{URL}#It%20ships."),
    ],
)
def test_an_item_without_a_link_is_a_part_of_the_feed(words: str, name: str) -> None:
    (found,) = scraped(words)
    assert isinstance(found, Document)
    assert found.name == name


def test_an_item_that_says_nothing_and_leads_nowhere_is_none() -> None:
    assert scraped("<guid isPermaLink='false'>9</guid>") == []


def test_entries_on_one_page_are_parts_of_it() -> None:
    changes = (
        "<title>May</title><link>https://loom.example/log#may</link>",
        "<title>June</title><link>https://loom.example/log#june</link>",
        "<title>July</title><link>https://loom.example/log</link><guid>july</guid>",
    )
    found = scraped(*changes)
    assert all(isinstance(one, Document) for one in found)
    assert [document(one).name for one in found] == [
        f"https://loom.example/log#{name}" for name in ("may", "june", "july")
    ]


def test_an_entry_alone_on_its_page_has_the_address_of_the_page() -> None:
    (found,) = scraped("<title>t</title><link>https://loom.example/9?utm_source=rss#atom</link>")
    assert document(found).name == "https://loom.example/9"


def test_an_item_that_is_listed_twice_is_one_document() -> None:
    found = scraped(item(1, rest="<guid>9</guid>"), item(1, "New.", rest="<guid>9</guid>"))
    assert {document(one).name for one in found} == {"https://loom.example/1"}


def test_an_entry_of_another_publisher_is_that_ones() -> None:
    gathered = item(1, rest="<source url='https://mill.example/feed'>The Mill</source>")
    source, found = scraped(gathered)
    assert source == Source(slug="the-mill", name="The Mill", url="https://mill.example/feed")
    assert document(found).source == "the-mill"


@pytest.mark.parametrize(
    "source",
    [
        "<source url='https://www.loom.example/feed'>Loom: all news</source>",
        "<source>daily loom</source>",
        "<source url='https://mill.example/'></source>",
    ],
)
def test_a_feed_that_names_itself_is_no_other_publisher(source: str) -> None:
    (found,) = scraped(item(1, rest=source))
    assert document(found).source == "loom"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Fri, 02 May 2031 08:00:00 GMT", date(2031, 5, 2)),
        ("Sun, 11 May 2031 08:00:00 +1400", date(2031, 5, 11)),
        ("Sat, 10 May 2036 08:00:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
    ],
)
def test_placeholders_and_days_to_come_are_no_days(printed: str, day: date | None) -> None:
    (found,) = scraped(item(1, rest=f"<pubDate>{printed}</pubDate>"))
    assert document(found).published == day
    assert document(found).published_from == ("feed" if day else None)
