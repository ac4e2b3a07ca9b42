from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from app.errors import GapError, ParseError
from app.schema import Document, Market, Source
from app.vocabulary import SourceKind
from scrapers.markets import MOST_PAGES, Question, asking, day_of, documents, listed, titled
from scrapers.publishers import kalshi, manifold, metaculus, polymarket
from scrapers.scraper import Fetch, Page, Target, UnchangedError
from tests.replay import VISIT, page_of, serving

VENUE = Source(slug="polymarket", name="Polymarket", kind=SourceKind.market)
PRICED = Question("https://m.example/q", "GPT-6 released by June 30?", "A beta is none.", 0.3)
NEXT_DAY = timedelta(days=1)


def answer(url: str, said: Any, at: datetime = VISIT) -> Page:
    page = page_of(url, json.dumps(said).encode(), "application/json")
    return Page(page.url, page.final_url, page.body, page.content_type, page.charset, at)


def told(question: Question, at: datetime = VISIT) -> list[Document]:
    return list(documents(answer("https://m.example/", [], at), VENUE, [question]))


# What a venue prints becomes documents


def test_a_price_is_kept_once_a_day_whatever_it_moves_to() -> None:
    morning, evening = told(PRICED), told(replace(PRICED, probability=0.7))
    tomorrow = told(PRICED, VISIT + NEXT_DAY)
    assert morning[0].id == evening[0].id
    assert morning[0].id != tomorrow[0].id


def test_an_outcome_is_not_lost_to_a_price_of_the_same_day() -> None:
    settled = replace(PRICED, resolution="yes", resolved_on=VISIT.date())
    assert told(settled)[0].id != told(PRICED)[0].id


def test_an_outcome_is_kept_once_however_long_it_is_listed() -> None:
    settled = replace(PRICED, resolution="no", resolved_on=date(2031, 5, 2))
    undated = replace(PRICED, resolution="no")
    for question in (settled, undated):
        assert told(question)[0].id == told(question, VISIT + NEXT_DAY)[0].id
    assert told(settled)[0].published == date(2031, 5, 2)
    assert told(settled)[0].text.endswith("A beta is none.\n\nResolved: no")
    assert told(undated)[0].published is None


def test_a_settled_market_has_an_outcome_and_no_price() -> None:
    settled = replace(PRICED, resolution="yes", volume=5.0)
    assert told(settled)[0].market == Market(resolution="yes", volume=5.0)


@pytest.mark.parametrize("price", [None, 0.0, 1.0])
def test_a_question_without_a_price_says_nothing_yet(price: float | None) -> None:
    assert told(replace(PRICED, probability=price)) == []


def test_the_text_holds_no_figure_that_moves() -> None:
    assert told(PRICED)[0].text == "GPT-6 released by June 30?\n\nA beta is none."


def test_a_part_is_added_to_the_words_of_its_question() -> None:
    assert titled(" When? ", "Before July") == "When? – Before July"
    assert titled("When?", None) == titled("When?", " ") == "When?"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2031-07-01T03:59:00Z", date(2031, 7, 1)),
        ("2031-05-01 06:14:20+00", date(2031, 5, 1)),
        ("2031-06-30T22:00:00-04:00", date(2031, 7, 1)),
        (1936180000000, date(2031, 5, 10)),
        (1e18, None),  # closes never
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_is_its_day_in_utc(moment: str | float | None, day: date | None) -> None:
    assert day_of(moment) == day


# Listings of several pages


def numbered(unchanged: int | None = None, last: int = 99) -> tuple[Fetch, list[str]]:
    asked_for: list[str] = []

    def fetch(url: str) -> Page:
        asked_for.append(url)
        if unchanged is not None and url.endswith(f"={unchanged}"):
            raise UnchangedError(url)
        number = int(url.rpartition("=")[2])
        return answer(url, number + 1 if number < last else None)

    return fetch, asked_for


def following(page: Page) -> str | None:
    return asking(page.url, page=page.json) if page.json else None


def test_a_listing_is_read_to_its_end() -> None:
    fetch, asked_for = numbered(last=3)
    assert len(list(listed(fetch, "https://m.example/?page=1", following))) == 3
    assert asked_for[-1] == "https://m.example/?page=3"


def test_a_listing_without_end_is_a_gap_and_not_silence() -> None:
    fetch, asked_for = numbered()
    pages = listed(fetch, "https://m.example/?page=1", following)
    taken = [next(pages) for _ in range(MOST_PAGES)]
    assert len(taken) == len(asked_for) == MOST_PAGES
    with pytest.raises(GapError):
        next(pages)


def test_an_unchanged_first_page_is_an_unchanged_listing() -> None:
    fetch, _ = numbered(unchanged=1)
    with pytest.raises(UnchangedError):
        list(listed(fetch, "https://m.example/?page=1", following))


def test_an_unchanged_later_page_keeps_what_came_before() -> None:
    fetch, _ = numbered(unchanged=2)
    assert len(list(listed(fetch, "https://m.example/?page=1", following))) == 1


# Each venue's own rules


@pytest.mark.parametrize(
    ("bid", "ask", "last", "price"),
    [
        ("0.5800", "0.6200", "0.5000", 0.60),  # near: the middle
        ("0.5000", "0.6000", "0.9000", 0.55),  # 10 points are still near
        ("0.5000", "0.6100", "0.9000", 0.90),  # 11 are not: the last trade
        ("0.0000", "0.0100", "0.0000", 0.005),
        ("0.0000", "0.0000", "0.4000", 0.40),  # an empty book
        ("0.0000", "1.0000", "0.0000", None),  # nobody ever traded
    ],
)
def test_kalshis_price_is_the_middle_of_a_narrow_spread_else_the_last_trade(
    bid: str, ask: str, last: str, price: float | None
) -> None:
    strike = {
        "ticker": "KXQ-1",
        "title": "Will Quillon 3 be out?",
        "yes_bid_dollars": bid,
        "yes_ask_dollars": ask,
        "last_price_dollars": last,
    }
    page = answer("https://m.example/", {"cursor": "", "markets": [strike]})
    assert [question.probability for question in kalshi.questions(page)] == [price]


def entry(closed_on: str | None, price: str = "0.4", **more: Any) -> dict[str, Any]:
    settled = {"closed": True, "closedTime": f"{closed_on} 10:00:00+00"} if closed_on else {}
    prices = json.dumps(["0", "1"] if closed_on else [price, str(1 - float(price))])
    named = {"question": "Quillon 3 out?", "slug": "q", "outcomes": '["Yes", "No"]'}
    return named | {"outcomePrices": prices} | settled | more


@pytest.mark.parametrize(
    ("order", "since", "pages"),
    [
        ("closedTime", None, 1),
        ("closedTime", "2031-05-09", 2),
        ("closedTime", "2031-05-05", 3),
        ("closedTime", "2031-04-01", 4),
        ("endDate", "2031-05-09", 4),  # what was settled early may stand anywhere
    ],
)
def test_polymarkets_settled_questions_are_read_back_to_the_last_visit(
    order: str, since: str | None, pages: int
) -> None:
    listing = "https://gamma-api.polymarket.com/markets?closed=true"
    url = f"{listing}&order={order}&ascending=false&limit=1"
    days = ["2031-05-10", "2031-05-08", "2031-05-04"]
    listings = [json.dumps([entry(day)]) for day in days] + ["[]"]
    served = {asking(url, offset=number): said for number, said in enumerate(listings)}
    visits: list[str] = []

    def fetch(asked_for: str) -> Page:
        visits.append(asked_for)
        return serving(served | {url: listings[0]})(asked_for)

    last = datetime.fromisoformat(f"{since}T12:00:00Z") if since else None
    list(polymarket.scrape(fetch, Target(url, VENUE, last)))
    assert len(visits) == pages


def test_polymarkets_search_is_read_page_by_page() -> None:
    url = polymarket.search("Quillon 3")
    event = {"slug": "e", "title": "E", "markets": [entry(None)]}
    other = {"slug": "f", "title": "F", "markets": [entry(None)]}
    served = {
        url: json.dumps({"events": [event], "pagination": {"hasMore": True, "totalResults": 2}}),
        asking(url, page=2): json.dumps(
            {"events": [other], "pagination": {"hasMore": False, "totalResults": 2}}
        ),
    }
    found = list(polymarket.scrape(serving(served), Target(url, VENUE)))
    assert [document.url for document in found] == [
        "https://polymarket.com/event/e/q",
        "https://polymarket.com/event/f/q",
    ]


def test_polymarkets_price_is_that_of_yes_wherever_it_stands() -> None:
    swapped = entry(None, price="0.4", outcomes='["No", "Yes"]')
    page = answer("https://m.example/", [swapped])
    assert [question.probability for question in polymarket.questions(page)] == [0.6]


def test_manifold_asks_for_no_page_of_a_market_that_did_not_move() -> None:
    url = manifold.search("Quillon 3")
    still = {
        "id": "a1",
        "question": "Will Quillon 3 be out?",
        "url": "https://manifold.markets/x/a1",
        "outcomeType": "BINARY",
        "probability": 0.4,
        "isResolved": False,
        "lastUpdatedTime": 1936000000000,  # 8 May 2031
    }
    since = datetime(2031, 5, 9, tzinfo=UTC)
    with pytest.raises(UnchangedError):
        list(manifold.scrape(serving({url: json.dumps([still])}), Target(url, VENUE, since)))


@pytest.mark.parametrize(
    ("url", "since", "pages"),
    [
        (manifold.search("Quillon 3"), date(2031, 5, 8), 3),
        (manifold.search("Quillon 3"), date(2031, 5, 10), 2),
        (manifold.search("Quillon 3"), None, 1),
        ("https://api.manifold.markets/v0/markets", date(2031, 5, 8), 1),  # by their making
    ],
)
def test_manifolds_markets_are_read_back_to_the_last_visit(
    url: str, since: date | None, pages: int
) -> None:
    whole = {
        "question": "Will Quillon 3 be out?",
        "url": "https://manifold.markets/x/a1",
        "outcomeType": "BINARY",
        "isResolved": False,
        "textDescription": "",
    }
    moves = [1936180000000, 1936100000000]  # 10 and 9 May 2031
    listings = [json.dumps([whole | {"id": "a1", "lastUpdatedTime": move}]) for move in moves]
    served = {asking(url, offset=number): said for number, said in enumerate([*listings, "[]"])}
    visits: list[str] = []

    def fetch(asked_for: str) -> Page:
        visits.append(asked_for)
        return serving(served | {url: listings[0]})(asked_for)

    last = datetime(since.year, since.month, since.day, tzinfo=UTC) if since else None
    list(manifold.scrape(fetch, Target(url, VENUE, last)))
    assert len(visits) == pages


def test_manifold_leaves_out_a_market_whose_page_has_not_changed() -> None:
    url = manifold.search("Quillon 3")
    lite = {
        "id": "a1",
        "question": "Will Quillon 3 be out?",
        "url": "https://manifold.markets/x/a1",
        "outcomeType": "BINARY",
        "probability": 0.4,
        "isResolved": False,
    }

    def fetch(asked_for: str) -> Page:
        if asked_for == url:
            return answer(url, [lite])
        raise UnchangedError(asked_for)

    assert list(manifold.scrape(fetch, Target(url, VENUE))) == []


def test_metaculus_follows_no_listing_to_another_host() -> None:
    url = metaculus.search("Quillon 3")
    served = {url: json.dumps({"next": "https://elsewhere.example/api/posts/", "results": []})}
    assert list(metaculus.scrape(serving(served), Target(url, VENUE))) == []


def test_metaculus_choice_is_settled_by_the_name_of_an_option() -> None:
    question = {
        "id": 1,
        "type": "multiple_choice",
        "options": ["Vantor", "Ostrel"],
        "resolution": "Ostrel",
        "resolution_set_time": "2031-05-04T09:00:00Z",
    }
    post = {"id": 2, "title": "Who is first?", "slug": "first", "question": question}
    found = list(metaculus.questions(answer("https://m.example/", [post])))
    assert [(q.title, q.resolution) for q in found] == [
        ("Who is first? – Vantor", "no"),
        ("Who is first? – Ostrel", "yes"),
    ]


@pytest.mark.parametrize("engine", [polymarket, manifold, metaculus])
@pytest.mark.parametrize("words", ["GPT-6.5", "Quillon 3 & Ostrel", "o5 #1?"])
def test_a_search_asks_for_the_words_as_they_are(engine: Any, words: str) -> None:
    query = parse_qs(urlsplit(engine.search(words)).query)
    assert [words] in query.values()


@pytest.mark.parametrize(
    "said", [{}, {"error": "not found"}, 7, "busy", [{"id": 1}], {"events": [{}]}, {"results": 3}]
)
@pytest.mark.parametrize("venue", [polymarket, kalshi, metaculus])
def test_another_shape_is_named_with_what_was_expected(venue: Any, said: Any) -> None:
    with pytest.raises(ParseError, match="expected a list of"):
        list(venue.questions(answer("https://m.example/", said)))
