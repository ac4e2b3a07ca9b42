"""What four venues really answered, where the folder of real material is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.errors import ParseError
from app.extract import Said
from app.markets import asked
from app.model_names import ModelNames
from app.schema import Document, Source
from scrapers.manifold_markets import MARKET
from scrapers.markets import Question, documents, read_as
from scrapers.publishers import kalshi, manifold, metaculus, polymarket
from scrapers.scraper import Page, Target
from tests.replay import page_of

QUESTIONS_FILE = "markets/forecastbench_ai_questions.jsonl"


def recorded(shared: Path, path: str) -> Page:
    body = (shared / "api" / path).read_bytes()
    return page_of(f"https://recorded.example/{path}", body, "application/json")


def taken(page: Page, questions: list[Question]) -> list[Document]:
    return list(documents(page, Source(slug="venue", name="Venue"), questions))


def test_polymarkets_events_are_read_with_their_outcomes(shared: Path) -> None:
    page = recorded(shared, "polymarket/bobaoxu2001_gamma_events.json")
    found = list(polymarket.questions(page))
    assert len(found) == sum(len(event["markets"]) for event in page.json) == 8
    assert [q.resolution for q in found if q.resolution] == ["no"] * 5
    assert [q.probability for q in found if q.priced] == [0.265, 0.0035]
    assert all(q.resolved_on for q in found if q.resolution)
    assert all(q.rules and q.closes for q in found)
    unread = [q for q in found if not q.priced and not q.resolution]
    assert [q.volume for q in unread] == [0.0]  # not opened: it has no price
    assert len(taken(page, found)) == 7


def test_polymarkets_markets_are_read_with_their_prices(shared: Path) -> None:
    page = recorded(shared, "polymarket/bobaoxu2001_gamma_markets.json")
    found = list(polymarket.questions(page))
    assert [q.probability for q in found] == [0.0025, 0.7355, 0.9975]
    events = [market["events"][0]["slug"] for market in page.json]
    assert [q.url.split("/")[-2] for q in found] == events
    assert len(taken(page, found)) == 3


def test_kalshis_events_are_read_with_the_middle_of_their_spread(shared: Path) -> None:
    page = recorded(shared, "kalshi/bobaoxu2001_kalshi_events.json")
    found = list(kalshi.questions(page))
    assert len(found) == sum(len(event["markets"]) for event in page.json["events"]) == 9
    assert found[0].probability == 0.125
    assert found[0].closes == date(2099, 8, 1)
    assert not any(" – " in q.title for q in found)  # these name their strikes themselves
    assert len(taken(page, found)) == 9


def test_kalshis_markets_are_read_with_their_strikes(shared: Path) -> None:
    page = recorded(shared, "kalshi/bobaoxu2001_kalshi_markets.json")
    found = list(kalshi.questions(page))
    strikes = [market["yes_sub_title"] for market in page.json["markets"]]
    assert [q.title.rpartition(" – ")[2] for q in found] == strikes
    assert {q.probability for q in found} == {0.005}
    assert len({document.id for document in taken(page, found)}) == 3


@pytest.mark.parametrize(
    ("venue", "path"),
    [
        (polymarket, "polymarket/bobaoxu2001_gamma_book.json"),
        (kalshi, "kalshi/bobaoxu2001_kalshi_orderbook.json"),
        (kalshi, "kalshi/bobaoxu2001_kalshi_series.json"),
        (kalshi, "kalshi/bobaoxu2001_kalshi_trades.json"),
    ],
)
def test_what_lists_no_questions_is_a_named_error(shared: Path, venue: Any, path: str) -> None:
    with pytest.raises(ParseError, match="expected a list of events"):
        list(venue.questions(recorded(shared, path)))


def test_manifolds_markets_are_read_whole_from_their_listing(shared: Path) -> None:
    page = recorded(shared, "manifold/akrolsmir_futarchy_markets_full.json")
    target = Target(page.url, Source(slug="manifold", name="Manifold"))
    found = list(manifold.scrape({page.url: page}.__getitem__, target))
    assert len(found) == len(page.json) == 24
    assert [(d.market or {})["probability"] for d in found] == [
        market["probability"] for market in page.json
    ]
    assert len({document.name for document in found}) == 24


def test_manifolds_market_of_many_answers_is_a_question_for_each(shared: Path) -> None:
    page = recorded(shared, "manifold/manifold_docs_examples.json")
    example = page.json["GET /v0/market/[marketId]"][0]
    market = page_of(page.url, json.dumps(example).encode(), "application/json")
    found = list(manifold.questions(read_as(market, MARKET, "a market")))
    assert len(found) == len(example["answers"]) == 4
    assert {q.resolution for q in found} == {"mkt"}  # it paid by shares
    assert {q.resolved_on for q in found} == {date(2022, 6, 15)}


def test_metaculus_questions_are_read_and_say_nothing_while_the_forecast_is_hidden(
    shared: Path,
) -> None:
    page = recorded(shared, "metaculus/metaculus_posts_api_json.json")
    found = list(metaculus.questions(page))
    assert [q.title for q in found] == [post["title"] for post in page.json]
    assert all(q.rules and q.closes for q in found)
    assert not any(q.priced or q.resolution for q in found)
    assert taken(page, found) == []


def benchmark(shared: Path) -> Iterator[tuple[str, list[Said]]]:
    """What each of ForecastBench's questions on AI claims, by its id."""
    names = ModelNames.shipped()
    for line in (shared / QUESTIONS_FILE).read_text().splitlines():
        said = json.loads(line)["question"]
        day = date.fromisoformat(said["freeze_datetime"][:10])
        title = said["question"].strip()
        document = Document.of(
            source=said["source"],
            name=said["url"],
            title=title,
            text=f"{title}\n\n{said['background']}",
            published=day,
            added_at=datetime(day.year, day.month, day.day, tzinfo=UTC),
            market={
                "probability": float(said["freeze_datetime_value"]),
                "closes": said["market_info_close_datetime"][:10],
            },
        )
        yield said["id"], asked(document, names)


def test_questions_of_the_benchmark_are_claims_exactly_where_a_person_reads_one(
    shared: Path,
) -> None:
    found = list(benchmark(shared))
    assert len(found) == 115
    claims = {
        (a.model, a.attribute, a.qualifier, str(a.op), str(a.value))
        for _, said in found
        for a in said
    }
    by = ("release_date", None, "by")
    rival = "anthropic/claude-opus-4.6"
    quarter = "['2024-10-01', '2024-12-31']"
    assert claims == {
        ("openai/gpt-5", "release_date", "announced", "in", quarter),
        ("openai/gpt-5.4", "benchmark_rank", "metr-time-horizon-50", "gt", rival),
        ("openai/gpt-5.5", *by, "2026-04-30"),
        ("google/gemini-3-flash", *by, "2025-11-30"),
        ("google/gemini-3-flash", *by, "2025-12-18"),
        ("google/gemini-3-flash", *by, "2025-12-31"),
        ("anthropic/claude-5", *by, "2026-03-15"),
        ("anthropic/claude-5", *by, "2026-03-30"),
        ("anthropic/claude-5", *by, "2026-03-31"),
        ("anthropic/claude-5", *by, "2026-04-30"),
    }
