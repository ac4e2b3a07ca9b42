"""Metaculus: what its community forecasts of models, through its API.

Run by Metaculus. `/api/posts/?search=…` lists posts, each with one question, with a group of
them or with none; the older `/api2/questions/` lists questions alone. Both are read. Moments are
UTC. The forecast of the community is left out for a while after a question opens, and for
readers without an account: such a question has no price yet.

A question for a day or a figure has a forecast spread over all values: no one probability that
something named in the question comes true. Of those only yes-or-no questions and the options
of a choice are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus, urlsplit

from app.schema import Document, slug
from scrapers.markets import (
    ANNULLED,
    Question,
    asking,
    day_of,
    documents,
    listed,
    read_as,
    titled,
)
from scrapers.metaculus_posts import POSTS, Asked, Old, Post, Results
from scrapers.scraper import Fetch, Page, Target

SITE = "https://www.metaculus.com"
OLD_WORDS = {1.0: "yes", 0.0: "no", -1.0: "ambiguous", -2.0: ANNULLED}


def search(words: str) -> str:
    """The address of the newest posts with these words."""
    return f"{SITE}/api/posts/?search={quote_plus(words)}&order_by=-published_at&with_cp=true"


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """Today's forecast, or the outcome, of every question listed."""
    for page in listed(fetch, target.url, _following):
        yield from documents(page, target.source, questions(page))


def questions(page: Page) -> Iterator[Question]:
    """The yes-or-no questions of one answer, in its order."""
    answer = _answer(page)
    for post in answer.results if isinstance(answer, Results) else answer:
        if isinstance(post, Old):
            yield from _old(post)
            continue
        grouped = post.group_of_questions.questions if post.group_of_questions else []
        for asked in [post.question] if post.question else grouped:
            yield from _questions(post, asked)


def _answer(page: Page) -> Results | list[Old | Post]:
    return read_as(page, POSTS, "a list of posts")


def _questions(post: Post, asked: Asked) -> Iterator[Question]:
    if asked.type == "binary":
        centres = asked.latest.centers or [None]
        grouped = post.question is None
        part = asked.label if grouped else None
        yield _question(post, asked, part, centres[0], asked.resolution)
    elif asked.type == "multiple_choice":
        options = asked.options or []
        values = asked.latest.forecast_values or [None] * len(options)
        for option, value in zip(options, values, strict=False):
            yield _question(post, asked, option, value, _chosen(asked, option))


def _question(
    post: Post, asked: Asked, part: str | None, probability: float | None, resolution: str | None
) -> Question:
    url = f"{SITE}/questions/{post.id}/{post.slug}/"
    return Question(
        url=url if post.question else asking(url, **{"sub-question": asked.id}),
        title=titled(post.title, part),
        rules=_rules(asked),
        probability=probability,
        part=slug(part) if part and post.question else None,
        closes=day_of(asked.scheduled_close_time),
        resolution=resolution,
        resolved_on=day_of(asked.resolution_set_time) if resolution else None,
    )


def _chosen(asked: Asked, option: str) -> str | None:
    """How an option came out: a choice is settled by the name of one of them."""
    if asked.resolution in (asked.options or []):
        return "yes" if asked.resolution == option else "no"
    return asked.resolution


def _old(post: Old) -> Iterator[Question]:
    if post.possibilities.get("type") != "binary":
        return
    said = post.resolution
    yield Question(
        url=f"{SITE}{post.page_url}",
        title=post.title,
        rules=_rules(post),
        probability=post.community_prediction.full.q2,
        closes=day_of(post.close_time),
        resolution=None if said is None else OLD_WORDS.get(said, ANNULLED),
        resolved_on=None if said is None else day_of(post.resolve_time),
    )


def _rules(asked: Asked | Old) -> str:
    return "\n\n".join(filter(None, (asked.resolution_criteria, asked.fine_print)))


def _following(page: Page) -> str | None:
    answer = _answer(page)
    further = answer.next if isinstance(answer, Results) else None
    return further if further and urlsplit(further).hostname == urlsplit(SITE).hostname else None
