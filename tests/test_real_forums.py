"""Recorded answers of forums and networks: each is read whole, or is no list of posts."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.errors import ParseError
from app.schema import Document, Source
from scrapers.live import SHAPES
from scrapers.scraper import Page, Target
from tests.replay import page_of

SOURCE = Source(slug="somewhere", name="Somewhere")
WORD = re.compile(r"[A-Za-z]{4,}")
EXCHANGE = re.compile(r"    uri: (\S+)\n  response:\n    body:\n      string: '((?:[^']|'')*)'")


def read(shape: str, body: bytes | str, url: str = "https://example.com/answer") -> list[Document]:
    """What a shape finds in one answer; what is older cannot be had."""
    raw = body.encode() if isinstance(body, str) else body

    def fetch(asked: str) -> Page:
        assert asked == url
        return page_of(url, raw, "application/json")

    records = list(SHAPES[shape](fetch, Target(url, SOURCE)))
    assert all(isinstance(record, Document) for record in records)
    return [record for record in records if isinstance(record, Document)]


def things(value: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Everything of a kind anywhere in an answer of Reddit, except copies of crossposts."""
    if isinstance(value, list):
        for item in value:
            yield from things(item, kind)
    elif isinstance(value, dict):
        if value.get("kind") == kind:
            yield value["data"]
        for key, item in value.items():
            if key != "crosspost_parent_list":
                yield from things(item, kind)


def day_of(second: float) -> str:
    return datetime.fromtimestamp(second, UTC).date().isoformat()


@pytest.mark.parametrize("name", ["eienmosu_hn.json", "keigo_hn_algolia_search.json"])
def test_every_hit_of_a_search_of_hacker_news_is_read(shared: Path, name: str) -> None:
    body = (shared / "api/hn" / name).read_bytes()
    hits = json.loads(body)["hits"]
    documents = read("hacker_news", body)
    assert len(documents) == len(hits) > 0
    for hit, document in zip(hits, documents, strict=True):
        assert document.url == f"https://news.ycombinator.com/item?id={hit['objectID']}"
        assert document.author == hit["author"]
        assert document.title == " ".join(hit["title"].split())
        assert str(document.published) == day_of(hit["created_at_i"])
        assert not re.search(r"</?(?:em|p|a|i|code|pre)\b", document.text)
        said = re.sub(r"<[^>]+>|https?:\S+", " ", html.unescape(hit.get("story_text") or ""))
        assert set(WORD.findall(said)) <= set(WORD.findall(document.text))


def test_every_item_of_hacker_news_is_read_and_what_is_no_item_is_named(shared: Path) -> None:
    path = shared / "api/hn/hackernews_api_readme_examples.json"
    read_types, others = [], []
    for example in json.loads(path.read_text()):
        try:
            (document,) = read("hacker_news", json.dumps(example))
        except ParseError:
            # A number, a user and a list of ids that changed say nothing of any model.
            others.append(sorted(example)[:1] if isinstance(example, dict) else example)
        else:
            read_types.append(example["type"])
            assert document.author == example["by"]
            assert str(document.published) == day_of(example["time"])
    assert read_types == ["story", "comment", "story", "job", "poll", "pollopt"]
    assert len(others) == 3


def test_a_list_of_papers_is_no_answer_of_hacker_news(shared: Path) -> None:
    with pytest.raises(ParseError):
        read("hacker_news", (shared / "api/hn/eienmosu_hf_daily_papers.json").read_bytes())


@pytest.mark.parametrize("name", ["anthropic", "claudeai"])
def test_every_post_of_a_listing_of_reddit_is_read(shared: Path, name: str) -> None:
    body = (shared / f"api/reddit/keigo_reddit_{name}_new.json").read_bytes()
    posts = list(things(json.loads(body), "t3"))
    documents = read("reddit", body)
    assert len(documents) == len(posts) == 10
    for post, document in zip(posts, documents, strict=True):
        assert document.url == "https://www.reddit.com" + post["permalink"]
        assert document.author == f"u/{post['author']}"
        assert str(document.published) == day_of(post["created_utc"])
        assert document.title == " ".join(html.unescape(post["title"]).split())
        assert said_in_markdown(post["selftext"]) <= set(WORD.findall(document.text))
        if not post["selftext"]:
            assert document.text == document.title
        assert not re.search(r"\*\*|\]\(http|&\w+;|</?\w+>", document.text)


def test_every_comment_of_a_thread_of_reddit_is_read(shared: Path) -> None:
    body = (shared / "api/reddit/localllama_comments_1mepz8z.json").read_bytes()
    thread = json.loads(body)
    comments = list(things(thread, "t1"))
    kept = {one["permalink"]: one for one in comments if one["body"] != "[deleted]"}
    documents = read("reddit", body)
    assert (len(comments), len(kept), len(documents)) == (139, 138, 139)
    assert [one.url for one in documents[1:]] == ["https://www.reddit.com" + link for link in kept]
    for document in documents[1:]:
        said = kept[(document.url or "").removeprefix("https://www.reddit.com")]
        assert document.title == documents[0].title
        assert document.text != document.title
        assert said_in_markdown(said["body"]) <= set(WORD.findall(document.text))
        quoted = sum(line.startswith(("&gt;", ">")) for line in said["body"].splitlines())
        assert sum(line.startswith(">") for line in document.text.splitlines()) == quoted


def said_in_markdown(source: str) -> set[str]:
    """The words of Markdown that are shown: not those of addresses, nor cut by their marks."""
    shown = re.sub(r"\]\([^)]*\)|https?:\S+|r/\w+", " ", html.unescape(source))
    return set(WORD.findall(re.sub(r"[*_\\`~]+|&#?\w+;", " ", shown)))


def exchanges(path: Path) -> Iterator[tuple[str, str]]:
    """The addresses and JSON bodies of a cassette: YAML with single-quoted, folded strings."""
    found = EXCHANGE.findall(path.read_text())
    assert len(found) == path.read_text().count("- request:")
    for url, body in found:
        yield url, re.sub(r"\s*\n\s+", " ", body).replace("''", "'")


@pytest.mark.parametrize(
    ("name", "timelines", "posts"),
    [
        ("hashtag_tl", 1, 1),
        ("list_timeline", 1, 7),
        ("pagination_iterator", 9, 50),
        ("search", 3, 0),
    ],
)
def test_every_post_of_a_timeline_of_mastodon_is_read(
    shared: Path, name: str, timelines: int, posts: int
) -> None:
    found = [0, 0]
    for url, body in exchanges(shared / f"api/social/mastodonpy_test_{name}.yaml"):
        if "/timelines/" not in url and "/search" not in url:
            # Posts sent and deleted, accounts, lists and settings: nobody's timeline.
            with pytest.raises(ParseError):
                read("mastodon", body, url)
            continue
        answer = json.loads(body)
        statuses = answer["statuses"] if isinstance(answer, dict) else answer
        documents = read("mastodon", body, url)
        assert [one.url for one in documents] == [status["url"] for status in statuses]
        for status, document in zip(statuses, documents, strict=True):
            assert document.author == f"{status['account']['acct']}@localhost:3000"
            assert str(document.published) == status["created_at"][:10]
            assert document.text == html.unescape(re.sub(r"<[^>]+>", "", status["content"]))
        found = [found[0] + 1, found[1] + len(documents)]
    assert found == [timelines, posts]


def test_a_thread_of_bluesky_is_read_without_what_it_quotes(shared: Path) -> None:
    folder = shared / "api/social"
    body = (folder / "atproto_thread_view_post_with_embed_media.json").read_text()
    # Its one post has a picture, quotes another post, and says nothing itself.
    assert body.count('"$type": "app.bsky.feed.post"') == 2
    assert read("bluesky", body) == []
    words = body.replace('"text": ""', '"text": "A picture of it"')
    (document,) = read("bluesky", words)
    assert document.text == "A picture of it"
    assert document.url == "https://bsky.app/profile/test.marshal.dev/post/3kaheyt6vpc22"
    assert str(document.published) == "2023-09-28"


@pytest.mark.parametrize("name", ["atproto_feed_record.json", "atproto_get_follows.json"])
def test_what_is_no_list_of_posts_of_bluesky_is_named(shared: Path, name: str) -> None:
    with pytest.raises(ParseError):
        read("bluesky", (shared / "api/social" / name).read_bytes())
