"""What the question of a market claims."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.markets import LONGEST, asked, resolved
from app.model_names import ModelNames
from app.schema import Claim, Document, Proposition
from app.verdicts import settle
from app.vocabulary import Authority, Confidence, Op, Polarity, Sourcing
from tests.replay import VISIT


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


def settled_market(title: str, answer: str, day: str | None = "2026-07-01") -> Document:
    document = market_on(title, price=None, resolution=answer)
    document.url = document.name
    if day:
        document.market = (document.market or {}) | {"resolved_on": day}
    return document


@pytest.mark.parametrize(("answer", "polarity"), [("yes", "asserts"), ("no", "denies")])
def test_a_settled_market_puts_its_question_on_record_as_a_third_partys_word(
    names: ModelNames, answer: str, polarity: str
) -> None:
    fact = resolved(settled_market("Will GPT-6 be released by June 30, 2026?", answer), names)
    assert fact is not None
    said = (fact.model, fact.attribute, fact.qualifier, fact.op, fact.value)
    assert (said, fact.polarity) == (BY_JUNE, polarity)
    assert (fact.authority, fact.certainty) == (Authority.third_party, Confidence.high)
    assert fact.valid_from == fact.known_at == date(2026, 7, 1)
    assert fact.url == "https://m.example/q"


@pytest.mark.parametrize(
    "market",
    [
        settled_market("Will GPT-6 be released by June 30, 2026?", "annulled"),
        settled_market("Will GPT-6 be released by June 30, 2026?", "yes", day=None),
        settled_market("Will GPT-6 be released before GTA VI?", "yes"),
        market_on("Will GPT-6 be released by June 30, 2026?"),
    ],
)
def test_what_a_market_leaves_open_is_put_on_no_record(market: Document, names: ModelNames) -> None:
    assert resolved(market, names) is None


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (("release_date", None, Op.by, "2026-06-30"), "refuted"),
        (("release_date", None, Op.by, "2026-05-31"), "refuted"),
        (("release_date", None, Op.by, "2026-07-31"), "open"),
        (("release_date", "weights", Op.by, "2026-06-30"), "refuted"),
        (("release_date", "announced", Op.by, "2026-06-30"), "open"),
    ],
)
def test_a_market_that_closed_without_the_release_refutes_the_deadlines_before(
    names: ModelNames, said: tuple[str, str | None, Op, str], outcome: str
) -> None:
    fact = resolved(settled_market("Will GPT-6 be released by June 30, 2026?", "no"), names)
    assert fact is not None
    attribute, qualifier, op, value = said
    claim = Claim.of(
        Proposition(
            model=GPT_6, attribute=attribute, qualifier=qualifier, op=op, value=value, unit="date"
        ),
        date(2026, 3, 1),
    )
    assert settle(claim, [fact], date(2026, 7, 2)).outcome == outcome


def test_a_market_that_came_true_confirms_its_deadline_and_no_earlier_day(
    names: ModelNames,
) -> None:
    fact = resolved(settled_market("Will GPT-6 be released by June 30, 2026?", "yes"), names)
    assert fact is not None
    outcomes = []
    for value in ("2026-06-30", "2026-09-30", "2026-04-30"):
        said = Proposition(
            model=GPT_6, attribute="release_date", op=Op.by, value=value, unit="date"
        )
        claim = Claim.of(said, date(2026, 3, 1))
        outcomes.append(settle(claim, [fact], date(2026, 10, 2)).outcome.value)
    assert outcomes == ["confirmed", "confirmed", "open"]
