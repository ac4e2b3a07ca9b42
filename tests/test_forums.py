"""Forums and networks: odd answers, addresses of searches, and what is whose."""

from __future__ import annotations

import copy
import html
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import GapError, HearsayError, ParseError
from app.schema import Document, Source
from scrapers.live import SHAPES
from scrapers.markup import plain_text
from scrapers.publishers import bluesky, hacker_news, mastodon, reddit
from scrapers.quotes import mark_quotes
from scrapers.scraper import Page, Target
from tests.replay import SAMPLES, VISIT, page_of

FORUMS = ("bluesky", "hacker_news", "mastodon", "reddit")
ODD: tuple[Any, ...] = (None, -1e300, "x", [None], {"x": None}, "\ud800\x00")
SLOW_S = 20  # linear work takes about a second; what grows with the square takes minutes
ANSWERS = sorted(
    path
    for folder in SAMPLES.glob("*/target.json")
    if (shape := json.loads(folder.read_text())["shape"]) in FORUMS
    for path in folder.parent.glob("*.json")
    if path.stem not in ("target", "urls", "expected")
)


def read(shape: str, answer: Any, url: str = "https://example.com/list") -> list[Document]:
    """What a shape finds in one answer, which is all that can be had."""
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    records = SHAPES[shape](lambda asked: page_of(asked, body), Target(url, source_of(shape)))
    return [record for record in records if isinstance(record, Document)]


def source_of(shape: str) -> Source:
    return Source(slug=shape, name=shape)


def spoiled(value: Any) -> Iterator[Any]:
    """The answer with each of its parts in turn left out, or in place of something odd."""
    for path in paths(value):
        for odd in (*ODD, "gone"):
            changed = copy.deepcopy(value)
            holder = changed
            for step in path[:-1]:
                holder = holder[step]
            if odd == "gone":
                del holder[path[-1]]
            else:
                holder[path[-1]] = odd
            yield changed


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value[:2])
    for step, inner in items:
        yield (*path, step)
        yield from paths(inner, (*path, step))


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_odd_part_of_an_answer_is_read_around_or_named(path: Path) -> None:
    told = json.loads((path.parent / "target.json").read_text())
    since = told.get("since") and datetime.fromisoformat(told["since"])
    target = Target(told["url"], source_of(told["shape"]), since)
    for answer in spoiled(json.loads(path.read_text())):
        body = json.dumps(answer).encode()
        try:
            records = list(SHAPES[told["shape"]](partial(page_of, body=body), target))
        except HearsayError:
            continue
        for record in records:
            assert isinstance(record, Document)
            record.text.encode()
            assert record.text


@pytest.mark.parametrize("module", [bluesky, hacker_news, reddit])
def test_a_search_asks_for_the_words_in_their_order_newest_first(module: Any) -> None:
    asked = parse_qs(urlsplit(module.search('GPT-6.5 "Pro" & co')).query)
    (query,) = asked.get("q") or asked["query"]
    assert query == '"GPT-6.5  Pro  & co"'


def test_a_search_of_hacker_news_takes_in_comments() -> None:
    asked = parse_qs(urlsplit(hacker_news.search("GPT-6.5")).query)
    assert asked["tags"] == ["(story,comment)"]
    assert "/search_by_date?" in hacker_news.search("GPT-6.5")


def test_a_search_of_mastodon_is_a_tag() -> None:
    address = urlsplit(mastodon.search("GPT-6.5 Pro"))
    assert address.path == "/api/v1/timelines/tag/GPT65Pro"
    assert unquote(urlsplit(mastodon.search("通义 3")).path).endswith("/通义3")


@given(st.text())
def test_any_words_make_an_address_without_spaces(words: str) -> None:
    if words.encode("utf-8", "replace").decode() != words:
        return  # half a sign: no words
    for module in (bluesky, hacker_news, mastodon, reddit):
        address: str = module.search(words)
        assert address.isascii()
        assert not any(char.isspace() for char in address)


def test_a_comment_does_not_claim_what_the_title_above_it_claims() -> None:
    hit = {
        "objectID": "9",
        "created_at": "2031-05-09T12:00:00Z",
        "author": "ada",
        "story_title": "Quillon 3 has 70B parameters",
        "comment_text": "I doubt it.",
    }
    (document,) = read("hacker_news", {"hits": [hit], "hitsPerPage": 20})
    assert document.title == "Quillon 3 has 70B parameters"
    assert document.text == "I doubt it."


def test_a_list_in_a_text_of_hacker_news_keeps_its_lines() -> None:
    text = "What we know:\n- Quillon 3 has 70B\nparameters\n- 1M tokens\n2) June"
    item = {"type": "story", "id": 9, "by": "ada", "time": 1936008000, "title": "So", "text": text}
    (document,) = read("hacker_news", item)
    assert document.text.splitlines()[2:] == [
        "What we know:",
        "- Quillon 3 has 70B parameters",
        "- 1M tokens",
        "2) June",
    ]


def test_an_item_of_hacker_news_that_was_deleted_says_nothing() -> None:
    gone = {"type": "comment", "id": 9, "time": 1936008000, "deleted": True, "parent": 8}
    assert read("hacker_news", gone) == []


def test_a_title_of_hacker_news_keeps_its_angle_brackets() -> None:
    item = {"type": "story", "id": 9, "by": "ada", "time": 1936008000, "title": "Vec<T> & <em>"}
    (document,) = read("hacker_news", item)
    assert document.title == "Vec<T> & <em>"


@pytest.mark.parametrize(
    ("created", "indexed", "day", "place"),
    [
        ("2031-05-09T23:30:00.000Z", "2031-05-10T00:10:00.000Z", "2031-05-09", "createdAt"),
        ("2031-05-09T22:30:00-03:00", "2031-05-10T01:31:00.000Z", "2031-05-10", "createdAt"),
        ("2021-05-09T12:00:00.000Z", "2031-05-10T00:10:00.000Z", "2031-05-10", "indexedAt"),
        ("2099-01-01T00:00:00.000Z", "2031-05-10T00:10:00.000Z", "2031-05-10", "indexedAt"),
        ("yesterday", "2031-05-10T00:10:00.000Z", "2031-05-10", "indexedAt"),
        ("2031-05-09T10:17:40.298101", None, "2031-05-09", "createdAt"),
        (None, None, "None", None),
    ],
)
def test_the_day_of_a_post_of_bluesky_is_not_its_authors_alone_to_say(
    created: str | None, indexed: str | None, day: str, place: str | None
) -> None:
    view = bluesky_view("Quillon 3 is late.")
    view["record"]["createdAt"], view["indexedAt"] = created, indexed
    (document,) = read("bluesky", {"posts": [view]})
    assert (str(document.published), document.published_from) == (day, place)


def bluesky_view(text: str, facets: Any = None) -> dict[str, Any]:
    return {
        "uri": "at://did:plc:ada/app.bsky.feed.post/3mfa01",
        "author": {"did": "did:plc:ada", "handle": "ada.example"},
        "record": {"text": text, "createdAt": "2031-05-09T12:00:00Z", "facets": facets},
    }


@pytest.mark.parametrize(("start", "end"), [(0, 0), (7, 3), (-4, -1), (1, 10_000), (2, 3)])
def test_a_link_that_stands_nowhere_changes_no_word_of_bluesky(start: int, end: int) -> None:
    text = "«Quillon 3» is late, says loom."
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": "https://loom.example/a"}
    facet = {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}
    (document,) = read("bluesky", {"posts": [bluesky_view(text, [facet])]})
    assert document.text == text


def test_a_thread_of_bluesky_is_read_from_its_top_without_what_is_hidden() -> None:
    def node(key: str, **more: Any) -> dict[str, Any]:
        view = bluesky_view(f"Post {key}")
        return {"post": view | {"uri": f"at://did:plc:ada/app.bsky.feed.post/{key}"}, **more}

    hidden = {"$type": "app.bsky.feed.defs#blockedPost", "uri": "at://x", "blocked": True}
    thread = node(
        "c",
        parent=node("b", parent=node("a", parent=hidden)),
        replies=[node("d", replies=[node("e")]), hidden, node("f")],
    )
    texts = [document.text for document in read("bluesky", {"thread": thread})]
    assert texts == [f"Post {key}" for key in "abcdef"]


def test_a_search_of_bluesky_that_does_not_go_back_far_enough_is_said() -> None:
    answer = {"posts": [bluesky_view("Quillon 3 is late.")], "cursor": "100"}
    target = Target(bluesky.search("Quillon 3"), source_of("bluesky"), VISIT - timedelta(days=3))
    found = bluesky.scrape(lambda url: page_of(url, json.dumps(answer).encode()), target)
    assert next(found).text == "Quillon 3 is late."
    with pytest.raises(GapError):
        next(found)


def test_the_end_of_what_reddit_lists_is_said_where_more_was_posted() -> None:
    def fetch(url: str) -> Page:
        first = int(parse_qs(urlsplit(url).query).get("count", ["0"])[0])
        posts = [reddit_post(number) for number in range(first, first + 100)]
        after = f"t3_p{first + 99}" if first < 900 else None
        return page_of(url, json.dumps({"data": {"children": posts, "after": after}}).encode())

    url = "https://www.reddit.com/r/loomwatch/new.json?limit=100"
    found = reddit.scrape(fetch, Target(url, source_of("reddit"), VISIT - timedelta(days=3)))
    read: list[Document] = []
    with pytest.raises(GapError, match="900"):
        read.extend(found)
    assert len({document.url for document in read}) == len(read) == 900


def reddit_post(number: int) -> dict[str, Any]:
    link = f"/r/loomwatch/comments/p{number}/late/"
    second = datetime(2031, 5, 10, tzinfo=UTC).timestamp() - number
    return {"kind": "t3", "data": {"permalink": link, "title": "Late", "created_utc": second}}


def test_a_feed_of_reddit_is_asked_for_what_follows_its_last_post() -> None:
    body = (SAMPLES / "reddit/search.xml").read_bytes()
    asked: list[str] = []

    def fetch(url: str) -> Page:
        asked.append(url)
        return page_of(url, body, "application/atom+xml")

    url = "https://www.reddit.com/search.rss?q=Quillon&sort=new"
    list(reddit.scrape(fetch, Target(url, source_of("reddit"), VISIT - timedelta(days=3))))
    assert asked == [url, f"{url}&count=3&after=t3_1aa008"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a</p>", "a"),
        ("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "> a\n> b\nc"),
        ("<blockquote>a</blockquote>b", "> a\nb"),
        ('<blockquote class="x"><ul><li>a</li></ul></blockquote>', "> - a"),
        (
            "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote><p>c</p>",
            "> a\n> > b\nc",
        ),
        ("<blockquote><p>never closed", "never closed"),
    ],
)
def test_what_a_post_quotes_is_marked(markup: str, text: str) -> None:
    assert plain_text(mark_quotes(markup)) == text


@given(st.lists(st.sampled_from(["<blockquote>", "</blockquote>", "<p>", "a ", "</p>"])))
def test_marking_quotes_loses_no_words(pieces: list[str]) -> None:
    markup = "".join(pieces)
    assert mark_quotes(markup).count("a ") == markup.count("a ")


@pytest.mark.parametrize(
    "piece", ["<blockquote>", "<blockquote ", "<p ", "<li", "\n", "<!-- SC_OFF -->"]
)
def test_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * 50_000
    began = perf_counter()
    assert mark_quotes(text).count(piece[:2]) == 50_000
    item = {"type": "comment", "id": 9, "by": "eve", "time": 1936008000, "text": text}
    read("hacker_news", item)
    comment = {"permalink": "/r/a/comments/b/c/d/", "created_utc": 1, "body_html": text}
    read("reddit", {"data": {"children": [{"kind": "t1", "data": comment}]}})
    entry = (
        f"<entry><link href='/r/a/comments/b/c/'/><content>{html.escape(text)}</content></entry>"
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title>{entry}{"<content" * 9999}'
    with suppress(ParseError):
        read("reddit", feed.encode())
    assert perf_counter() - began < SLOW_S


def test_a_feed_of_reddit_that_breaks_off_is_read_as_far_as_it_goes_or_named() -> None:
    body = (SAMPLES / "reddit/search.xml").read_bytes()
    found = set()
    for end in range(1, len(body), 61):
        try:
            found.add(len(read("reddit", body[:end])))
        except ParseError:
            found.add(-1)
    assert {-1, 3} <= found <= {-1, 0, 1, 2, 3}
