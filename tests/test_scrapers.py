"""Every scraper against its sample: pages of our own in the true shape, and what they say."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.errors import FetchError, ParseError
from app.schema import Document, Fact, Source
from app.vocabulary import Authority, Op
from scrapers.authorities import models_dev
from scrapers.authorities.listing import window_of
from scrapers.charset import find_charset
from scrapers.following import FULL_CHARS, MOST_FOLLOWED, follow
from scrapers.live import SCRAPERS
from scrapers.publishers import hacker_news
from scrapers.scraper import Fetch, Page, Scraper
from tests.language_samples import NEWS

SAMPLES = Path(__file__).parent / "samples"
VISIT = datetime(2031, 5, 10, 12, tzinfo=UTC)
SOURCE = Source(slug="loom", name="Daily Loom")


def page_of(url: str, body: bytes, content_type: str = "text/html") -> Page:
    return Page(url, url, body, content_type, find_charset(body), VISIT)


def replay(folder: Path) -> Fetch:
    """A `Fetch` of the pages of a sample; what is not there cannot be had."""
    urls = json.loads((folder / "urls.json").read_text())

    def fetch(url: str) -> Page:
        if url not in urls:
            raise FetchError(url, "the server answered 403")
        file, content_type = urls[url]
        return page_of(url, (folder / file).read_bytes(), content_type)

    return fetch


def serving(pages: dict[str, str]) -> Fetch:
    """A `Fetch` of these pages, by address."""

    def fetch(url: str) -> Page:
        if url not in pages:
            raise FetchError(url, "the server answered 404")
        return page_of(url, pages[url].encode())

    return fetch


def told(record: Source | Document | Fact) -> dict[str, Any]:
    """What a record says, without its id and without what was left at its default."""
    return record.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)


def name_of(scraper: Scraper) -> str:
    return scraper.scrape.__module__.rpartition(".")[2]


@pytest.mark.parametrize("scraper", SCRAPERS, ids=name_of)
def test_a_scraper_reads_its_sample_as_a_person_would(scraper: Scraper) -> None:
    folder = SAMPLES / name_of(scraper)
    expected = json.loads((folder / "expected.json").read_text())
    assert [told(record) for record in scraper.scrape(replay(folder))] == expected


@pytest.mark.parametrize("scraper", SCRAPERS, ids=name_of)
def test_a_second_visit_gives_the_same_ids(scraper: Scraper) -> None:
    folder = SAMPLES / name_of(scraper)
    first, second = (
        [record.id for record in scraper.scrape(replay(folder)) if not isinstance(record, Source)]
        for _ in range(2)
    )
    assert first == second
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("scraper", SCRAPERS, ids=name_of)
def test_a_source_that_cannot_be_had_is_a_named_error(scraper: Scraper) -> None:
    with pytest.raises(FetchError):
        list(scraper.scrape(serving({})))


@pytest.mark.parametrize("scraper", SCRAPERS, ids=name_of)
def test_a_source_that_answers_something_else_is_a_named_error(scraper: Scraper) -> None:
    def changed(url: str) -> Page:
        return page_of(url, b"<!doctype html><html><body>We have moved.</body></html>")

    with pytest.raises(ParseError):
        list(scraper.scrape(changed))


def test_every_module_of_a_scraper_is_in_the_list() -> None:
    packages = Path(models_dev.__file__).parents[1]
    files = [*packages.glob("publishers/*.py"), *packages.glob("authorities/*.py")]
    modules = {file.stem for file in files} - {"__init__", "curated", "listing"}
    assert {name_of(scraper) for scraper in SCRAPERS} == modules


def test_every_source_is_named_once() -> None:
    slugs = [scraper.source.slug for scraper in SCRAPERS]
    assert len(set(slugs)) == len(slugs)
    assert all(scraper.source.url for scraper in SCRAPERS)
    assert all(scraper.every >= timedelta(minutes=10) for scraper in SCRAPERS)


def feed_of(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>t</title>{"".join(items)}</channel></rss>'


def item(number: int, text: str = "A teaser.", day: str | None = None) -> str:
    printed = f"<pubDate>{day}</pubDate>" if day else ""
    return (
        f"<item><title>Post {number}</title><link>https://loom.example/{number}</link>"
        f"<description>{text}</description>{printed}</item>"
    )


ARTICLE = (
    f"<html><body><article><p>{'Zephyr 9 was seen in a barn. ' * 20}</p></article></body></html>"
)


def test_only_the_newest_teasers_are_followed() -> None:
    days = [f"{day:02} May 2031 08:00:00 GMT" for day in range(1, MOST_FOLLOWED + 4)]
    pages = {"feed": feed_of(*(item(n, day=day) for n, day in enumerate(days)))}
    pages |= {f"https://loom.example/{n}": ARTICLE for n in range(len(days))}
    found = list(follow(serving(pages), "feed", SOURCE))
    assert [document.published for document in found] == [
        date(2031, 5, day) for day in range(len(days), len(days) - MOST_FOLLOWED, -1)
    ]


def test_an_entry_with_its_whole_text_is_not_followed() -> None:
    whole = "Zephyr 9 was seen. " * (FULL_CHARS // 10)
    (found,) = follow(serving({"feed": feed_of(item(1, whole))}), "feed", SOURCE)
    assert found.text.startswith("Post 1\n\nZephyr 9 was seen.")


@pytest.mark.parametrize(
    "page", [None, "<html><body><div id='app'></div></body></html>"], ids=["refused", "empty"]
)
def test_an_article_that_cannot_be_had_leaves_its_teaser(page: str | None) -> None:
    pages = {"feed": feed_of(item(1))} | ({"https://loom.example/1": page} if page else {})
    (found,) = follow(serving(pages), "feed", SOURCE)
    assert (found.text, found.url) == ("Post 1\n\nA teaser.", "https://loom.example/1")


def test_data_behind_an_entry_is_no_article() -> None:
    def fetch(url: str) -> Page:
        if url == "feed":
            return page_of(url, feed_of(item(1)).encode())
        return page_of(
            url, b'{"rows": ["as long as any article, and no article"]}', "application/json"
        )

    (found,) = follow(fetch, "feed", SOURCE)
    assert found.text == "Post 1\n\nA teaser."


def test_the_article_gives_the_day_where_the_feed_has_none() -> None:
    head = '<html><head><meta name="date" content="2031-05-02"></head>'
    article = ARTICLE.replace("<html>", head)
    pages = {"feed": feed_of(item(1)), "https://loom.example/1": article}
    (found,) = follow(serving(pages), "feed", SOURCE)
    assert found.published == date(2031, 5, 2)


def test_an_entry_keeps_the_language_of_its_text() -> None:
    whole = feed_of(item(1, NEWS["fr"] * 10), item(2, "<p>A teaser.</p>"))
    french, short = follow(serving({"feed": whole}), "feed", SOURCE)
    assert (french.language, short.language) == ("fr", None)


def test_an_entry_without_an_address_is_no_document() -> None:
    feed = feed_of("<item><title>Post</title><description>words</description></item>")
    assert list(follow(serving({"feed": feed}), "feed", SOURCE)) == []


@pytest.mark.parametrize(
    "answer",
    ["[]", "{}", '{"hits": 3}', '{"hits": [{"title": "x"}]}', '{"hits": [7]}', "not json"],
)
def test_a_search_of_another_shape_is_a_named_error(answer: str) -> None:
    with pytest.raises(ParseError):
        list(hacker_news.scrape(lambda url: page_of(url, answer.encode())))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[]", "an object with providers"),
        ('{"resale-house": {}}', "an object with providers"),
        ('{"openai": {}}', "openai.models"),
        ('{"openai": {"models": {"x": {"name": "X"}}}}', "openai.models.x.release_date"),
    ],
)
def test_a_catalogue_of_another_shape_names_the_place(answer: str, expected: str) -> None:
    with pytest.raises(ParseError, match=expected):
        list(models_dev.scrape(lambda url: page_of(url, answer.encode())))


@pytest.mark.parametrize(
    ("said", "window"),
    [
        ("2031-04-02", ("2031-04-02", "2031-04-02")),
        ("2031-02", ("2031-02-01", "2031-02-28")),
        ("2031-13", None),
        ("2031", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_printed_day_or_month_is_a_window(
    said: str | None, window: tuple[str, str] | None
) -> None:
    days = window_of(said)
    assert (days and tuple(day.isoformat() for day in days)) == window


def test_the_day_a_fact_was_seen_is_no_part_of_its_id() -> None:
    body = (SAMPLES / "models_dev/api.json").read_bytes()

    def on(moment: datetime) -> list[Fact]:
        page = Page("u", "u", body, "application/json", "utf-8", moment)
        return list(models_dev.scrape(lambda _: page))

    today, tomorrow = on(VISIT), on(VISIT + timedelta(days=1))
    assert [fact.id for fact in today] == [fact.id for fact in tomorrow]
    assert {fact.known_at for fact in today} == {VISIT.date()}
    assert {fact.known_at for fact in tomorrow} == {VISIT.date() + timedelta(days=1)}


def real_catalogue(shared: Path) -> bytes:
    """The snapshot of the catalogue's source files, put together as its API does."""
    snapshot = json.loads((shared / "catalogues/models_dev_2026-07-02.json").read_text())
    providers: dict[str, Any] = defaultdict(lambda: {"models": {}})
    for path, own in snapshot["providers"].items():
        provider, _, file = path.removeprefix("providers/").partition("/models/")
        if file and "_raw" not in own:
            base = snapshot["models"].get(f"models/{own.get('base_model')}.toml", {})
            providers[provider]["models"][file.removesuffix(".toml")] = {**base, **own}
    return json.dumps(providers).encode()


def test_a_real_catalogue_becomes_facts(shared: Path) -> None:
    page = Page("u", "u", real_catalogue(shared), "application/json", "utf-8", VISIT)
    facts = list(models_dev.scrape(lambda _: page))
    assert len(facts) > 2000
    assert len({fact.id for fact in facts}) > 0.95 * len(facts)  # one vendor is listed twice
    assert {fact.authority for fact in facts} == {Authority.catalogue}
    known = {(fact.model, fact.attribute, fact.qualifier): fact for fact in facts}
    assert known["openai/gpt-5.5", "context_window", None].value == 1_050_000
    assert known["openai/gpt-5.5", "price", "output"].value == 30
    assert known["anthropic/claude-opus-4.5", "release_date", None].value == "2025-11-24"
    cutoff = known["moonshot/kimi-k2.5", "knowledge_cutoff", None]
    assert (cutoff.op, cutoff.value) == (Op.in_, ["2025-01-01", "2025-01-31"])


BODY = "<html><body><p class='x'>one</p><p>two</p></body></html>"


def test_a_page_offers_its_text_its_tree_and_its_json() -> None:
    assert page_of("u", BODY.encode()).text == BODY
    assert page_of("u", "\ufeffü".encode()).text == "ü"
    assert page_of("u", BODY.encode()).one("p.x").text == "one"
    assert page_of("u", b'{"a": [1]}').json == {"a": [1]}


@pytest.mark.parametrize("selector", ["p", "h1"])
def test_one_element_is_exactly_one(selector: str) -> None:
    with pytest.raises(ParseError, match="exactly one"):
        page_of("u", BODY.encode()).one(selector)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000])
def test_what_is_no_json_is_a_named_error(body: bytes) -> None:
    with pytest.raises(ParseError, match="JSON"):
        page_of("u", body).json  # noqa: B018 - reading it is the test
