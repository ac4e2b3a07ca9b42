"""Lists of posts, newest first: nothing between two visits is lost, or it is said."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FetchError, GapError
from app.schema import Document, Source
from scrapers import newest_first
from scrapers.newest_first import MOST_PAGES, SETTLING, Post, read_back
from scrapers.publishers import hacker_news
from scrapers.scraper import Fetch, Page, Target, UnchangedError
from tests.replay import VISIT, page_of

SOURCE = Source(slug="somewhere", name="Somewhere")
LIST = "https://example.com/new"
ASKED = f"{hacker_news.SEARCH}?query=Quillon&tags=%28story%2Ccomment%29&hitsPerPage=4"
NOW = int(VISIT.timestamp())


def post(number: int, at: datetime, text: str = "Quillon 3 is late.") -> Post:
    return Post(f"{LIST}/{number}", at, "list", text=text)


def numbered(posts: list[list[Post]], since: datetime | None) -> list[str | None]:
    """What is read of pages that each know the next one."""
    target = Target(LIST, SOURCE, since)
    places = [LIST, *(f"{LIST}?page={number}" for number in range(1, len(posts)))]

    def older(url: str, page: Page, _: list[Post]) -> str | None:
        assert url == LIST
        following = places.index(page.url) + 1
        return places[following] if following < len(places) else None

    documents = read_back(
        lambda url: page_of(url, b"[]"),
        target,
        lambda page: posts[places.index(page.url)],
        older,
    )
    return [document.url for document in documents]


def index_of(times: list[int]) -> Fetch:
    """A search of Hacker News over comments of these seconds, some pages of it at a time."""
    hits = [
        {
            "objectID": str(number),
            "created_at": datetime.fromtimestamp(second, UTC).isoformat(),
            "created_at_i": second,
            "comment_text": "Quillon 3 is late.",
            "story_title": "Quillon",
            "author": "ada",
        }
        for number, second in enumerate(times)
    ]
    hits.sort(key=lambda hit: -int(str(hit["created_at_i"])))

    def fetch(url: str) -> Page:
        asked = parse_qs(urlsplit(url).query)
        until = asked.get("numericFilters", ["created_at_i<=99999999999"])[0].split("<=")[1]
        size = int(asked["hitsPerPage"][0])
        found = [hit for hit in hits if int(str(hit["created_at_i"])) <= int(until)][:size]
        return page_of(url, json.dumps({"hits": found, "hitsPerPage": size}).encode())

    return fetch


@given(
    st.lists(st.integers(0, 4000), max_size=40, unique=True),
    st.integers(0, 3600),
    st.sampled_from([1, 2, 3]),
)
def test_whatever_was_said_since_the_last_visit_is_read_once(
    minutes: list[int], last_visit: int, at_once: int
) -> None:
    times = [NOW - minute * 60 for minute in minutes for _ in range(at_once)]
    since = VISIT - timedelta(minutes=last_visit)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hacker_news, "MOST_HITS", 4)
        patch.setattr(newest_first, "MOST_PAGES", 1000)
        read = list(hacker_news.scrape(index_of(times), Target(ASKED, SOURCE, since)))
    found = [int((document.url or "").rpartition("=")[2]) for document in read]
    assert len(found) == len(set(found))
    assert {number for number, second in enumerate(times) if second >= since.timestamp()} <= {
        *found
    }


def test_a_first_visit_to_hacker_news_goes_a_month_back() -> None:
    times = [NOW - day * 86_400 for day in range(60)]
    read = list(hacker_news.scrape(index_of(times), Target(ASKED, SOURCE)))
    days = {(VISIT.date() - document.published).days for document in read if document.published}
    assert days >= set(range(31))


def test_more_than_can_be_read_in_one_visit_is_said_after_what_was_read() -> None:
    times = [NOW - minute * 60 for minute in range(MOST_PAGES * 4 + 100)]
    read: list[Document] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hacker_news, "MOST_HITS", 4)
        found = hacker_news.scrape(index_of(times), Target(ASKED, SOURCE, VISIT - timedelta(9)))
        with pytest.raises(GapError, match="last visit") as told:
            read.extend(found)
    assert isinstance(told.value, FetchError)
    assert MOST_PAGES * 3 <= len(read) <= MOST_PAGES * 4


def test_a_list_is_read_until_a_post_that_was_there_at_the_last_visit() -> None:
    hours = [VISIT - timedelta(hours=hour) for hour in range(9)]
    pages = [
        [post(2 * page, hours[2 * page]), post(2 * page + 1, hours[2 * page + 1])]
        for page in range(4)
    ]
    settled = VISIT - timedelta(hours=1)
    assert len(numbered(pages, settled)) == 6
    assert len(numbered(pages, None)) == 2


def test_an_old_post_pinned_to_the_top_does_not_end_a_list() -> None:
    pinned = post(99, VISIT - timedelta(days=900))
    pages = [[pinned, post(1, VISIT)], [post(2, VISIT)], [post(3, VISIT - timedelta(days=9))]]
    assert len(numbered(pages, VISIT - SETTLING)) == 4


def test_a_list_that_gives_the_same_again_ends() -> None:
    fetched = count()

    def fetch(url: str) -> Page:
        next(fetched)
        return page_of(url, b"[]")

    same = [post(1, VISIT)]
    target = Target(LIST, SOURCE, VISIT - timedelta(days=3))
    assert len(list(read_back(fetch, target, lambda _: same, lambda *_: f"{LIST}?more"))) == 1
    assert next(fetched) == 2


def test_a_list_that_has_not_changed_says_so() -> None:
    def fetch(url: str) -> Page:
        raise UnchangedError(url)

    with pytest.raises(UnchangedError):
        list(read_back(fetch, Target(LIST, SOURCE), lambda _: [], lambda *_: None))


def test_an_unchanged_page_further_back_ends_the_list() -> None:
    def fetch(url: str) -> Page:
        if url != LIST:
            raise UnchangedError(url)
        return page_of(url, b"[]")

    target = Target(LIST, SOURCE, VISIT - timedelta(days=3))
    posts = [post(1, VISIT)]
    assert len(list(read_back(fetch, target, lambda _: posts, lambda *_: f"{LIST}?2"))) == 1


def test_a_post_without_words_is_no_document() -> None:
    silent = Post(f"{LIST}/1", VISIT, "list", title="The thread it answers", own_title=False)
    assert numbered([[silent, post(2, VISIT, ""), post(3, VISIT)]], None) == [f"{LIST}/3"]


def test_signs_that_no_ledger_can_keep_are_left_out() -> None:
    target = Target(LIST, SOURCE)
    odd = Post(f"{LIST}/1", VISIT, "list", title="Quillon\x00 3", text="late\ud800")
    (document,) = read_back(
        lambda url: page_of(url, b"[]"), target, lambda _: [odd], lambda *_: None
    )
    assert document.text == "Quillon 3\n\nlate"


def test_a_field_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        Post(f"{LIST}/1", VISIT, "list", title=5)  # type: ignore[arg-type] # what a server may send
