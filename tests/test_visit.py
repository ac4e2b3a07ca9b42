from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from app.errors import FetchError
from app.vocabulary import Failure
from scrapers.scraper import Page, UnchangedError
from scrapers.visit import Known, NotModifiedError, Visit, validators

FEED = "https://quillon.example/feed.xml"
MOVED = "https://news.quillon.example/feed.xml"
BODY = b"<rss>Quillon 3</rss>"
DIGEST = sha256(BODY).hexdigest()
NOON = datetime(2031, 5, 10, 12, tzinfo=UTC)


class Web:
    """Answers from a list, in turn; remembers what was asked for and what was known of it."""

    def __init__(self, *answers: Page | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, Known | None]] = []

    def __call__(self, url: str, known: Mapping[str, Known]) -> Page:
        self.asked.append((url, known.get(url)))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def page_of(
    body: bytes = BODY, url: str = FEED, final_url: str | None = None, **headers: str
) -> Page:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    found = f"urn:uuid:{len(body)}"
    kind = "application/rss+xml"
    return Page(url, final_url or url, body, kind, "utf-8", NOON, headers=named, evidence=found)


def test_a_page_that_was_not_known_is_given_and_learned() -> None:
    page = page_of(etag='"a"', last_modified="Sat, 10 May 2031 12:00:00 GMT")
    visit = Visit(Web(page), {})
    assert visit(FEED) is page
    assert visit.pages == {page.evidence: page}
    assert visit.learned == {FEED: Known('"a"', "Sat, 10 May 2031 12:00:00 GMT", DIGEST)}


def test_what_is_known_is_passed_on() -> None:
    known = Known('"a"', None, "0" * 64)
    web = Web(page_of())
    Visit(web, {FEED: known})(FEED)
    assert web.asked == [(FEED, known)]


@pytest.mark.parametrize("etag", [None, '"a"', '"b"'])
def test_the_same_body_is_unchanged_whatever_the_server_says(etag: str | None) -> None:
    page = page_of(etag=etag) if etag else page_of()
    visit = Visit(Web(page), {FEED: Known('"a"', None, DIGEST)})
    with pytest.raises(UnchangedError, match="feed"):
        visit(FEED)
    assert visit.pages == {}
    assert visit.learned == ({} if etag == '"a"' else {FEED: Known(etag, None, DIGEST)})


def test_another_body_is_a_change_though_the_validators_are_the_same() -> None:
    visit = Visit(Web(page_of(b"other", etag='"a"')), {FEED: Known('"a"', None, DIGEST)})
    assert visit(FEED).body == b"other"
    assert visit.learned[FEED].digest == sha256(b"other").hexdigest()


@pytest.mark.parametrize(
    ("etag", "learned"),
    [(None, {}), ('"a"', {}), ('"b"', {FEED: Known('"b"', None, DIGEST)})],
)
def test_not_modified_is_unchanged_and_may_bring_new_validators(
    etag: str | None, learned: dict[str, Known]
) -> None:
    visit = Visit(Web(NotModifiedError(FEED, FEED, etag, None)), {FEED: Known('"a"', None, DIGEST)})
    with pytest.raises(UnchangedError):
        visit(FEED)
    assert visit.learned == learned


def test_a_page_asked_for_twice_is_fetched_once() -> None:
    web = Web(page_of())
    visit = Visit(web, {})
    assert visit(FEED) is visit(FEED)
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    "error", [FetchError(FEED, "gone", Failure.refused), NotModifiedError(FEED, FEED, None, None)]
)
def test_a_page_that_could_not_be_had_is_not_asked_for_again(error: Exception) -> None:
    web = Web(error)
    visit = Visit(web, {})
    for _ in range(2):
        with pytest.raises(type(error)):
            visit(FEED)
    assert len(web.asked) == 1


def test_a_failure_teaches_nothing() -> None:
    visit = Visit(Web(FetchError(FEED, "gone")), {FEED: Known('"a"', None, DIGEST)})
    with pytest.raises(FetchError):
        visit(FEED)
    assert (visit.learned, visit.pages) == ({}, {})


def test_validators_belong_to_where_a_redirect_led() -> None:
    visit = Visit(Web(page_of(final_url=MOVED, etag='"a"')), {FEED: Known('"old"', None, "0")})
    visit(FEED)
    assert visit.learned == {
        FEED: Known(None, None, DIGEST),
        MOVED: Known('"a"', None, DIGEST),
    }


def test_a_visit_after_a_redirect_sends_what_the_first_one_learned() -> None:
    first = Visit(Web(page_of(final_url=MOVED, etag='"a"')), {})
    first(FEED)
    assert validators(first.learned, FEED, FEED) is None
    assert validators(first.learned, FEED, MOVED) == Known('"a"', None, DIGEST)
    second = Visit(Web(NotModifiedError(FEED, MOVED, '"b"', None)), first.learned)
    with pytest.raises(UnchangedError):
        second(FEED)
    assert second.learned == {MOVED: Known('"b"', None, DIGEST)}


@pytest.mark.parametrize("held", [Known('"a"'), Known(None, "Sat, 10 May 2031 12:00:00 GMT")])
def test_either_validator_is_worth_sending(held: Known) -> None:
    assert validators({FEED: held}, FEED, FEED) == held


@pytest.mark.parametrize(
    "known",
    [
        {},
        {FEED: Known(None, None, "1" * 64)},
        {MOVED: Known('"a"', None, DIGEST)},
        {FEED: Known(None, None, "1" * 64), MOVED: Known('"a"', None, DIGEST)},
        {FEED: Known(), MOVED: Known('"a"')},
    ],
)
def test_validators_of_another_page_are_not_sent(known: dict[str, Known]) -> None:
    assert validators(known, FEED, MOVED) is None
