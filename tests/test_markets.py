from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import GapError, ParseError
from app.markets import LONGEST, asked
from app.model_names import ModelNames
from app.schema import Document, Market, Source
from app.vocabulary import Confidence, Op, Polarity, SourceKind, Sourcing
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


def market_on(
    title: str, closes: str | None = "2026-12-31", price: float | None = 0.3, **more: Any
) -> Document:
    """A market's document as it stood on 10 March 2026."""
    market: dict[str, Any] = {"closes": closes} if closes else {}
    if price is not None:
        market["probability"] = price
    return Document.of(
        source="polymarket",
        name="https://m.example/q",
        title=title,
        text=f"{title}\n\nAnybody has to be able to use it by December 1, 2026.",
        published=date(2026, 3, 10),
        added_at=VISIT,
        market=market | more,
    )


@pytest.fixture(scope="module")
def names() -> ModelNames:
    return ModelNames.shipped()


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


# What a question claims

GPT_6 = "openai/gpt-6"
BY_JUNE = (GPT_6, "release_date", None, Op.by, "2026-06-30")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Will GPT-6 be released by June 30, 2026?", BY_JUNE),
        ("Will GPT-6 be released on or before June 30?", BY_JUNE),
        ("Will OpenAI release GPT-6 before July 1, 2026?", BY_JUNE),
        ("Will OpenAI publicly release GPT-6 no later than 30 June 2026?", BY_JUNE),
        ("Will GPT-6 be released to the public prior to July?", BY_JUNE),
        ("GPT-6 released by June 30?", BY_JUNE),
        ("GPT-6 out before July 2026?", BY_JUNE),
        ("Will GPT-6 come out by the end of June?", BY_JUNE),
        ("[Cup 2026] Will OpenAI's GPT-6 launch by June 30?", BY_JUNE),
        ("GPT-6 released by...? – June 30", BY_JUNE),
        ("GPT-6 released by ___ ? – June 30, 2026", BY_JUNE),
        ("When will OpenAI release GPT-6? – Before Jul 1, 2026", BY_JUNE),
        ("Will GPT-6 be released before July 2026? – Before Jul 1, 2026", BY_JUNE),
        ("Will GPT-6 be released by EOY?", (*BY_JUNE[:4], "2026-12-31")),
        ("Will GPT-6 be released by EOY 2026?", (*BY_JUNE[:4], "2026-12-31")),
        ("Will GPT-6 be released by the end of the year?", (*BY_JUNE[:4], "2026-12-31")),
        (
            "Will OpenAI announce GPT-6 by June 30?",
            (GPT_6, "release_date", "announced", Op.by, "2026-06-30"),
        ),
        (
            "Will GPT-6 be released on June 3?",
            (GPT_6, "release_date", None, Op.eq, "2026-06-03"),
        ),
        (
            "GPT-6 unveiled in Q3?",
            (GPT_6, "release_date", "announced", Op.in_, ["2026-07-01", "2026-09-30"]),
        ),
        (
            "When will GPT-6 be released? – June 2026",
            (GPT_6, "release_date", None, Op.in_, ["2026-06-01", "2026-06-30"]),
        ),
        (
            "GPT-6 release date? – Q3 2026",
            (GPT_6, "release_date", None, Op.in_, ["2026-07-01", "2026-09-30"]),
        ),
        (
            "Will GPT-6 be released between June 1 and June 15?",
            (GPT_6, "release_date", None, Op.in_, ["2026-06-01", "2026-06-15"]),
        ),
        (
            "Will GPT-6 have a context window of at least 2 million tokens?",
            (GPT_6, "context_window", None, Op.ge, 2_000_000),
        ),
        (
            "Will GPT-6 score 60% or higher on FrontierMath?",
            (GPT_6, "benchmark_score", "frontiermath", Op.ge, 60),
        ),
        (
            "Will GPT-6 outperform Claude Opus 5 on SWE-bench Verified?",
            (GPT_6, "benchmark_rank", "swe-bench-verified", Op.gt, "anthropic/claude-opus-5"),
        ),
        (
            "Will GPT-6 have more than 10 trillion parameters?",
            (GPT_6, "parameter_count", "total", Op.gt, 10**13),
        ),
        (
            "Will GPT-6 score above 60.5% on the FrontierMath benchmark?",
            (GPT_6, "benchmark_score", "frontiermath", Op.gt, 60.5),
        ),
        ("Will GPT-6 be open source?", (GPT_6, "license", None, Op.eq, "open_weights")),
        ("Will GPT-6 have open weights?", (GPT_6, "license", None, Op.eq, "open_weights")),
    ],
)
def test_a_question_is_a_claim_where_all_of_it_is_understood(
    title: str, said: tuple[Any, ...], names: ModelNames
) -> None:
    found = asked(market_on(title), names)
    assert [(a.model, a.attribute, a.qualifier, a.op, a.value) for a in found] == [said]
    assert found[0].polarity is Polarity.asserts


EVENTS = """
Will GPT-6 be released
GPT-6 released
Will OpenAI release GPT-6
OpenAI releases GPT-6
Will GPT-6 launch
Will the GPT-6 model come out
Will GPT-6 be out
Will GPT-6 be generally available
Will OpenAI's GPT-6 be made public
Will GPT-6 be released to the public
Will OpenAI ship GPT-6
Will GPT-6 debut
"""
TIMES: dict[str, Any] = {
    "by May 31": "2026-05-31",
    "by Sept. 30th, 2026": "2026-09-30",
    "on or before 1 March 2026": "2026-03-01",
    "before March": "2026-02-28",
    "before Q2 2026": "2026-03-31",
    "by the end of August": "2026-08-31",
    "before the end of the year": "2026-12-31",
    "in May": ["2026-05-01", "2026-05-31"],
    "during H2 2026": ["2026-07-01", "2026-12-31"],
    "between March 3 and March 9": ["2026-03-03", "2026-03-09"],
}


@pytest.mark.parametrize("event", EVENTS.strip().splitlines())
def test_every_wording_of_a_release_goes_with_every_wording_of_a_time(
    event: str, names: ModelNames
) -> None:
    on_new_year = {"published": date(2026, 1, 1)}
    found = {
        when: [
            (said.model, said.attribute, said.value)
            for said in asked(market_on(f"{event} {when}?").model_copy(update=on_new_year), names)
        ]
        for when in TIMES
    }
    assert found == {when: [(GPT_6, "release_date", day)] for when, day in TIMES.items()}


@pytest.mark.parametrize(
    "title",
    [
        "Will GPT-6 be released before GTA VI?",
        "Will GPT-6 or a similar model be released by June 30?",
        "Will GPT-6 or GPT-5.9 be released by June 30?",
        "Will GPT-6 be released before Claude 6?",
        "Will GPT-6 not be released by June 30?",
        "Will GPT-6 be released with open weights by June 30?",
        "Will GPT-6 be released by June 30 and be free?",
        "Will GPT-6 be released by June 30? (read the description)",
        "Will Microsoft release GPT-6 by June 30?",
        "Will OpenAI release a new model by June 30?",
        "Will GPT-6 be available on the free plan by June 30?",
        "Will Google have the best AI model at the end of June?",
        "Which company has the best AI model at the end of June? – OpenAI",
        "When will GPT-6 be released? – Later",
        "When will GPT-6 be released? – June 30",  # on that day, or by it?
        "When will GPT-6 be released? – After 2026",
        "GPT-6 released by...? – Never",
        "Will GPT-6 be released before 2027? – Before Oct 1, 2026",
        "Will GPT-6 be released before 2027? – In Europe",
        "Will GPT-6 be released this year?",
        "Will GPT-6 be #1 on LMArena by June 30?",
        "Will GPT-6 have a context window of at least 2 million tokens by June 30?",
        "Will GPT-6 have a context window of 2 million tokens or be free?",
        "Will GPT-6 have a context window of at least 2 million tokens like Gemini 3?",
        "Will GPT-6 have more than 10 trillion parameters or not?",
        "Will GPT-6 be open source within a year?",
        "Will GPT-6 be open source at launch?",
        "Will GPT-6 score at least 60% on FrontierMath unaided?",
        "Will GPT-6 outperform Claude Opus 5 on SWE-bench Verified and FrontierMath?",
        "Will GPT-6 score 60% on FrontierMath?",
        "Will GPT-6 have a context window of 2 million tokens?",
        "Will GPT-6 score at least 60% on FrontierMath at launch prices?",
        "Will GPT-6 score more than 1500 on LMArena?",
        "Will GPT-6 be better than Claude Opus 5?",
        "Will GPT-6 be able to write a novel?",
        "Will the model be released by June 30?",
    ],
)
def test_a_question_that_asks_for_something_else_is_no_claim(title: str, names: ModelNames) -> None:
    assert asked(market_on(title), names) == []


@pytest.mark.parametrize(
    ("when", "closes", "by"),
    [
        ("by December 31", "2027-01-01", "2026-12-31"),  # midnight of New York
        ("by November 30", "2026-12-31", "2026-11-30"),  # one of a group
        ("by March 31", "2027-04-01", "2027-03-31"),
        ("by December 31", "2027-06-30", None),  # of which year?
        ("by January 31", "2026-12-31", None),  # long over, or next year's?
        ("by June 30", None, None),
        ("by June", "2026-06-30", "2026-06-30"),
        ("by June", "2026-06-01", "2026-05-31"),
        ("by June", "2026-12-31", None),
        ("by 2027", "2027-01-01", "2026-12-31"),
        ("by 2027", "2027-12-31", "2027-12-31"),
        ("by 2027", "2029-01-01", None),
        ("by June 30, 2026", "2029-01-01", "2026-06-30"),
        ("by June 30, 2026", None, "2026-06-30"),
    ],
)
def test_the_day_of_closing_settles_what_the_words_leave_open(
    when: str, closes: str | None, by: str | None, names: ModelNames
) -> None:
    found = asked(market_on(f"Will GPT-6 be released {when}?", closes), names)
    assert [said.value for said in found] == ([by] if by else [])


@pytest.mark.parametrize(
    ("price", "confidence"),
    [
        (0.03, Confidence.very_low),
        (0.4, Confidence.low),
        (0.62, Confidence.moderate),
        (0.99, Confidence.high),  # a forecast is never certain
    ],
)
def test_a_price_is_the_probability_of_the_claim_and_never_a_denial(
    price: float, confidence: Confidence, names: ModelNames
) -> None:
    (said,) = asked(market_on("Will GPT-6 be released by June 30?", price=price), names)
    assert (said.probability, said.confidence) == (price, confidence)
    assert said.polarity is Polarity.asserts
    assert (said.explicit, said.speaker, said.sourcing) == (True, "Polymarket", Sourcing.market)
    assert said.cue == "market question: released by June 30"


def test_the_place_of_a_claim_is_the_question(names: ModelNames) -> None:
    title = "Will GPT-6 be released by June 30?"
    document = market_on(title)
    (said,) = asked(document, names)
    assert document.text[said.start : said.end] == title


def test_a_settled_market_claims_nothing(names: ModelNames) -> None:
    title = "Will GPT-6 be released by June 30?"
    assert asked(market_on(title, price=None, resolution="yes"), names) == []
    assert asked(market_on(title, price=None), names) == []


VOCABULARY = """
Will will GPT-6 Claude OpenAI OpenAI's be released release by before in on June 30 2026 Q3 the end
of year? ? – … when have score at least 60% FrontierMath or not 2 million tokens context window
Before Jul 1, [ ]
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=16).map(" ".join) | st.text(max_size=LONGEST + 50))
def test_no_question_raises_and_each_makes_one_claim_at_most(title: str) -> None:
    document = market_on(title)
    found = asked(document, ModelNames.shipped())
    assert len(found) <= 1
    assert all(0 <= said.start < said.end <= len(document.text) for said in found)
