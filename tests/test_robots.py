from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scrapers.robots import MAX_BYTES, Robots

NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)
PAGE = "https://site.example/news/zephyr"


def rules(text: str) -> Robots:
    return Robots.of(200, text.encode(), NOON)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /news/*.pdf$", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Hearsay\nAllow: /", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: hearsay\nDisallow: /news", False),
        ("User-agent: OtherBot\nDisallow: /", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<html>not found</html>", True),
    ],
)
def test_the_rules_for_us_decide(text: str, *, allowed: bool) -> None:
    assert (rules(text).refusal(PAGE) is None) is allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_a_host_without_robots_txt_has_no_rules(status: int) -> None:
    assert Robots.of(status, b"User-agent: *\nDisallow: /", NOON).refusal(PAGE) is None


@pytest.mark.parametrize("status", [500, 502, 503, 599])
def test_a_host_that_fails_to_give_its_rules_is_left_alone(status: int) -> None:
    refusal = Robots.of(status, b"", NOON).refusal(PAGE)
    assert refusal is not None
    assert str(status) in refusal


def test_a_host_whose_rules_lead_astray_is_left_alone() -> None:
    assert Robots.led_astray("no route", NOON).refusal(PAGE) == "no route"


def test_a_rule_at_500_kib_still_counts() -> None:
    filler = "# filler\n" * (500 * 1024 // 9 - 10)
    assert rules(f"{filler}User-agent: *\nDisallow: /").refusal(PAGE)


def test_a_rule_that_the_cap_cuts_does_not_count() -> None:
    head = "User-agent: *\n"
    filler = "#" * (MAX_BYTES - len(head) - len("\nDisallow: /"))
    text = f"{head}{filler}\nDisallow: /private/only\n"
    assert len(text) > MAX_BYTES
    assert rules(text).refusal(PAGE) is None


@pytest.mark.parametrize(
    ("text", "pause_s"),
    [("User-agent: *\nCrawl-delay: 7", 7.0), ("User-agent: *\nDisallow:", 0.0), ("", 0.0)],
)
def test_the_pause_that_a_host_asks_for_is_known(text: str, pause_s: float) -> None:
    assert rules(text).pause_s == pause_s


def test_a_host_without_rules_asks_for_no_pause() -> None:
    assert Robots.of(404, b"", NOON).pause_s == 0


@pytest.mark.parametrize(("hours", "fresh"), [(0, True), (23, True), (24, False), (48, False)])
def test_rules_are_kept_for_a_day(hours: int, *, fresh: bool) -> None:
    assert rules("").is_fresh(NOON + timedelta(hours=hours)) is fresh


@pytest.mark.parametrize("failed", [Robots.of(503, b"", NOON), Robots.led_astray("why", NOON)])
def test_a_failure_is_not_kept_as_long_as_rules_are(failed: Robots) -> None:
    assert failed.is_fresh(NOON + timedelta(minutes=9))
    assert not failed.is_fresh(NOON + timedelta(minutes=10))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /news\nCrawl-delay: 4"),
        (404, b"User-agent: *\nDisallow: /"),
        (503, b""),
    ],
)
def test_rules_made_of_what_was_kept_are_the_same(status: int, body: bytes) -> None:
    first = Robots.of(status, body, NOON)
    again = Robots.of(first.status, first.body, first.read_at)
    assert again == first
    assert (again.refusal(PAGE), again.pause_s) == (first.refusal(PAGE), first.pause_s)


def test_a_pause_beyond_a_day_counts_as_a_day() -> None:
    assert rules(f"User-agent: *\nCrawl-delay: {'9' * 300}").pause_s == 86_400
