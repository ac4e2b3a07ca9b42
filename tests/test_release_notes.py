"""What items of release notes are facts, and above all what is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.schema import Document, Fact, Source
from scrapers.authorities import release_notes
from scrapers.authorities.release_items import stated
from scrapers.scraper import Target
from tests.replay import page_of

DAY = date(2031, 5, 2)
API_NOTES = "https://platform.openai.com/docs/changelog"
APP_NOTES = "https://help.openai.com/en/articles/6825453-release-notes"


def said(text: str, launched: date | None = DAY) -> list[tuple[Any, ...]]:
    fields = ("model", "attribute", "qualifier", "value")
    return [
        (event, *(one.get(field) for field in fields))
        for event, one in stated(text, "openai", launched)
    ]


def launch(model: str) -> tuple[Any, ...]:
    return ("launch", f"openai/{model}", "release_date", "api", "2031-05-02")


def ended(event: str, model: str) -> tuple[Any, ...]:
    return (event, f"openai/{model}", "release_stage", None, "deprecated")


def window(event: str, model: str, tokens: int) -> tuple[Any, ...]:
    return (event, f"openai/{model}", "context_window", None, tokens)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("- We've launched GPT-40, our best model.", [launch("gpt-40")]),
        ("We’ve released GPT-40 and GPT-40 mini.", [launch("gpt-40"), launch("gpt-40-mini")]),
        ("Released GPT-40 in the API.", [launch("gpt-40")]),
        ("GPT-40 is now available in the API.", [launch("gpt-40")]),
        ("GPT-40, the new one, is now available on the Responses API.", [launch("gpt-40")]),
        (
            "We launched GPT-40, a model with a 1,050,000-token context window.",
            [launch("gpt-40"), window("launch", "gpt-40", 1_050_000)],
        ),
        (
            "Introduced GPT-40, a model at $1.5 per 1M input tokens and $6 per 1M output tokens.",
            [
                launch("gpt-40"),
                ("launch", "openai/gpt-40", "price", "input", 1.5),
                ("launch", "openai/gpt-40", "price", "output", 6),
            ],
        ),
        (
            "We've retired the GPT-38 model (gpt-38-2029-11-05) and GPT-37.",
            [ended("retirement", "gpt-38"), ended("retirement", "gpt-37")],
        ),
        ("GPT-38 has been deprecated.", [ended("deprecation", "gpt-38")]),
        ("The GPT-38 model has been shut down.", [ended("retirement", "gpt-38")]),
        (
            "GPT-40 supports a 2M token context window and costs no more: $5 / $25 per MTok.",
            [
                window("what it supports", "gpt-40", 2_000_000),
                ("what it supports", "openai/gpt-40", "price", "input", 5),
                ("what it supports", "openai/gpt-40", "price", "output", 25),
            ],
        ),
        (
            "We announced the deprecation of the GPT-37, GPT-38, and GPT-38 mini models.",
            [ended("deprecation", f"gpt-{name}") for name in ("37", "38", "38-mini")],
        ),
        (
            "The 1.5M token context window is now generally available for GPT-40 at no extra cost.",
            [window("general availability", "gpt-40", 1_500_000)],
        ),
        (
            "We've launched GPT-40 in public preview.",
            [("preview", "openai/gpt-40", "release_stage", None, "preview")],
        ),
    ],
)
def test_what_is_stated_plainly_is_a_fact(text: str, facts: list[tuple[Any, ...]]) -> None:
    assert said(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        # of a model, but not the model itself
        "We've launched batch mode for GPT-40.",
        "We've launched GPT-40 fine-tuning.",
        "We've released a new tokenizer for GPT-40.",
        "We've retired the 1M token context window beta for GPT-39 and GPT-38.",
        "We've retired GPT-38 fine-tuning.",
        "We've deprecated the functions parameter for GPT-38.",
        "GPT-40 is now available for fine-tuning.",
        # not for everybody, not in the API, not the first time
        "We've launched GPT-40 for select partners.",
        "We've launched GPT-40, a model that trusted testers can try in beta.",
        "We've launched GPT-40, the stable version of our best model.",
        "We've launched GPT-40, an upgraded model.",
        "We've launched GPT-40 on Amazon Bedrock.",
        "We've launched GPT-40, now also at our partners.",
        "GPT-40 is now available on Azure.",
        "GPT-40 is now generally available in the API.",
        "GPT-40, our best model, just got better and is now available in the API.",
        "We've launched GPT-40 in preview on Azure.",
        # not yet, or not at all
        "We will launch GPT-40, our best model.",
        "We have not launched GPT-40.",
        "We're retiring GPT-38 on June 15, 2031.",
        "GPT-38 will be retired on June 15, 2031.",
        "If we've retired GPT-38, requests fail.",
        "The 1M token context window is now available in beta for GPT-40.",
        "GPT-40 supports fast tokens and a 1M token context window.",
        "GPT-40 supports a 1M token context window in beta.",
        # of something else, or of more than is named
        "We've launched Claude Opus 40, a rival's model.",
        "We've launched GPT-40, Claude Opus 40 and others.",
        "We've retired the GPT-38 and Instant models.",
        "Released gpt-40-preview.",
        "Released GPT-40 Preview.",
        "Shut down gpt-38-audio-preview.",
        "We've released the GPT family.",
        "Our rival has released GPT-40.",
        "People say that we've launched GPT-40.",
        "\ue0007\ue001 is now available.",
    ],
)
def test_what_is_not_stated_plainly_is_no_fact(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We've launched GPT-40, a model at $4 / $20 per MTok, down from $8 / $40 per MTok.",
        "We've launched GPT-40, a model with prices from $4 / $20 per MTok.",
        "We've launched GPT-40, a model at an introductory price of $4 / $20 per MTok.",
        "We've launched GPT-40, a model at $4 / $20 per MTok through August 31, 2031.",
        "We've launched GPT-40, a model with a larger window than a 1M token context window.",
        "We've launched GPT-40 and GPT-40 mini, our models at $4 / $20 per MTok.",
    ],
)
def test_a_figure_that_may_be_of_something_else_is_none_of_the_launch(text: str) -> None:
    assert {attribute for _, _, attribute, *_ in said(text)} == {"release_date"}


def test_a_launch_that_may_be_in_one_product_alone_has_no_day() -> None:
    text = "We've launched GPT-40, our best model with a 1M token context window."
    assert said(text, None) == [window("launch", "gpt-40", 1_000_000)]


@given(st.text(max_size=200))
def test_no_item_is_too_odd_to_be_looked_at(text: str) -> None:
    list(stated(f"We've launched GPT-40{text}", "openai", DAY))


def records(body: str, url: str = API_NOTES, publisher: str = "OpenAI") -> list[Document | Fact]:
    page = page_of(url, f"<html><body>{body}</body></html>".encode())
    target = Target(url, Source(slug="s", name=publisher))
    return list(release_notes.scrape(lambda _: page, target))


NOTES = '<h2 id="a">May 2, 2031</h2><p>We launched GPT-40.</p>'


def test_facts_are_of_the_day_of_their_section() -> None:
    fact = records(NOTES)[1]
    assert isinstance(fact, Fact)
    assert (fact.valid_from, fact.known_at) == (DAY, DAY)
    assert fact.url == f"{API_NOTES}#a"


def test_notes_of_an_app_or_of_nobody_known_date_no_launch() -> None:
    assert [type(one) for one in records(NOTES, APP_NOTES)] == [Document]
    assert [type(one) for one in records(NOTES, publisher="Old Mill")] == [Document]


def test_sections_end_where_the_next_day_or_part_begins() -> None:
    body = """<h2>May 2, 2031</h2><h3>Models</h3><p>One.</p><h3>Prices</h3><p>Two.</p>
    <section><h3>May 1, 2031</h3><p>Three.</p></section><p>Four.</p><h2>About</h2><p>Five.</p>"""
    texts = [record.text for record in records(body) if isinstance(record, Document)]
    assert texts == ["May 2, 2031\n\nModels\nOne.\nPrices\nTwo.", "May 1, 2031\n\nThree."]


def test_headings_in_frames_of_their_own_have_what_follows_the_frame() -> None:
    body = """<div><div class="head"><h2>May 2, 2031</h2></div><p>One.</p>
    <div class="head"><h2>May 1, 2031</h2></div><p>Two.</p></div>"""
    texts = [record.text for record in records(body) if isinstance(record, Document)]
    assert texts == ["May 2, 2031\n\nOne.", "May 1, 2031\n\nTwo."]


def test_text_outside_of_any_element_is_part_of_its_section() -> None:
    body = "<h2>May 2, 2031</h2>One &lt; two.<!-- three --><br>Four.<h2>May 1, 2031</h2>Five."
    texts = [record.text for record in records(body) if isinstance(record, Document)]
    assert texts == ["May 2, 2031\n\nOne < two.\nFour.", "May 1, 2031\n\nFive."]


def test_two_sections_of_one_day_are_two_documents() -> None:
    body = "<h2>May 2, 2031</h2><p>One.</p><h2>May 2, 2031</h2><p>Two.</p>"
    assert [record.url for record in records(body)] == [
        f"{API_NOTES}#2031-05-02",
        f"{API_NOTES}#2031-05-02-2",
    ]


def test_a_fact_that_is_said_twice_is_one() -> None:
    body = "<h2>May 2, 2031</h2><p>We launched GPT-40.</p><p>Released GPT-40.</p>"
    assert [type(one) for one in records(body)] == [Document, Fact]


@pytest.mark.parametrize("name", ["GPT-40 Preview", "gpt-40-preview-04-01", "gpt-40-exp"])
def test_a_launch_after_a_preview_is_not_the_first(name: str) -> None:
    earlier = f"<h2>April 1, 2031</h2><p>Released {name}, our newest.</p>"
    days = [one.valid_from for one in records(NOTES + earlier) if isinstance(one, Fact)]
    assert DAY not in days
    later = f"<h2>May 3, 2031</h2><p>Shut down {name}, as announced.</p>"
    assert DAY in [one.valid_from for one in records(later + NOTES) if isinstance(one, Fact)]
