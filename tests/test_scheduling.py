"""Pass after pass, on a clock of the tests: what is due is visited, and nothing ends the loop."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import scheduling
from app.collecting import NoNetworkError
from app.errors import FetchError, LedgerError
from app.pacing import SHORTEST_S
from app.scheduling import LONGEST_WAIT_S, Collector, in_words, known_rules, rows_of
from app.schema import Document, HostRules, Schedule, ScrapeRun, Subscription
from app.store import open_ledger, reading, save, writing
from app.store.subscriptions import keep_host_rules, subscriptions
from app.vocabulary import Failure
from scrapers.fetch import Fetcher
from scrapers.robots import KEPT_FOR, Robots
from tests.collecting_samples import run
from tests.local_web import Clock, asked, failed, fetcher_of, place_of
from tests.small_web import START, Web, feed_of, source

HOUR = timedelta(hours=1)
DOWN = "the name has no address"


class Night(threading.Event):
    """Waiting moves the clock of `web` on; morning comes at `ends`."""

    def __init__(self, web: Web, ends: datetime) -> None:
        super().__init__()
        self.web, self.ends, self.waits = web, ends, list[float]()

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout
        self.waits.append(timeout)
        self.web.later(seconds=timeout)
        if self.web.now >= self.ends:
            self.set()
        return self.is_set()


class RuledWeb(Web):
    """A web whose hosts have told their rules."""

    def __init__(self) -> None:
        super().__init__()
        self.rules = {"http://loom.example": Robots.of(404, b"", START)}

    def forget(self) -> None:
        """These few hosts are no burden."""


@pytest.fixture
def web() -> RuledWeb:
    return RuledWeb()


@pytest.fixture
def engine(data: Path, tmp_path: Path) -> Iterator[Engine]:
    """A ledger to which no source is shipped."""
    (data / "sources.toml").write_text("")
    opened = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield opened
    opened.dispose()


def collector(engine: Engine, web: RuledWeb, folder: Path, lasting: timedelta = HOUR) -> Collector:
    night = Night(web, START + lasting)
    return Collector(engine, cast("Fetcher", web), folder / "archive", lambda: web.now, night)


def subscribed(engine: Engine, *slugs: str) -> list[Subscription]:
    wanted = [source(slug) for slug in slugs]
    with writing(engine) as session:
        save(session, [one.model_copy() for one in wanted])
    return wanted


def told_by(one: Collector) -> list[str]:
    lines: list[str] = []
    one.for_ever(lines.append)
    return lines


def count(engine: Engine, table: type[Document | ScrapeRun]) -> int:
    with reading(engine) as session:
        return len(session.exec(select(table)).all())


def test_a_source_is_visited_when_it_is_due_and_not_before(
    engine: Engine, web: RuledWeb, tmp_path: Path
) -> None:
    subscribed(engine, "loom")
    visits: list[datetime] = []
    web.pages["http://loom.example/feed"] = feed_of("Loaf.")
    web.before = lambda _: visits.append(web.now)
    lines = told_by(collector(engine, web, tmp_path, 6 * HOUR))
    assert lines == ["loom: 1 new document"]
    gaps = [(after - before).total_seconds() for before, after in pairwise(visits)]
    assert len(gaps) >= 3
    assert all(SHORTEST_S <= gap <= 4000 for gap in gaps)


def test_it_waits_until_something_is_due_and_never_longer_than_a_minute(
    engine: Engine, web: RuledWeb, tmp_path: Path
) -> None:
    subscribed(engine, "loom")
    web.pages["http://loom.example/feed"] = feed_of("Loaf.")
    one = collector(engine, web, tmp_path)
    one.for_ever(lambda _: None)
    waits = cast("Night", one.stop).waits
    assert max(waits) == LONGEST_WAIT_S
    assert min(waits) >= scheduling.SHORTEST_WAIT_S


def test_a_source_that_another_program_adds_is_visited_within_a_minute(
    engine: Engine, web: RuledWeb, tmp_path: Path
) -> None:
    subscribed(engine, "loom")
    for slug in ("loom", "mill"):
        web.pages[f"http://{slug}.example/feed"] = feed_of("Loaf.", host=slug)

    def added_meanwhile(_: str) -> None:
        if "mill" not in slugs(engine):
            subscribed(engine, "mill")

    web.before = added_meanwhile
    one = collector(engine, web, tmp_path, timedelta(seconds=2 * LONGEST_WAIT_S))
    assert told_by(one) == ["loom: 1 new document", "mill: 1 new document"]


def slugs(engine: Engine) -> set[str]:
    with reading(engine) as session:
        return set(session.exec(select(Subscription.slug)))


def test_without_a_network_it_goes_on_until_there_is_one(
    engine: Engine, web: RuledWeb, tmp_path: Path
) -> None:
    names = [f"loom-{number}" for number in range(5)]
    subscribed(engine, *names)

    def weather(url: str) -> None:
        host = url.split("/")[2].removesuffix(".example")
        feed = feed_of("Loaf.", host=host)
        is_up = web.now > START + timedelta(minutes=5)
        web.pages[url] = feed if is_up else FetchError(url, DOWN, Failure.network)

    web.before = weather
    first, *later = told_by(collector(engine, web, tmp_path))
    assert first.startswith("no network: none of")
    assert sorted(later) == [f"{name}: 1 new document" for name in names]
    assert count(engine, Document) == len(names)


def test_a_ledger_that_is_locked_for_a_while_does_not_end_it(
    engine: Engine, web: RuledWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed(engine, "loom")
    web.pages["http://loom.example/feed"] = feed_of("Loaf.")
    refusals = [LedgerError("loom.db", "it is locked")]

    def locked_once(session: Session) -> list[Subscription]:
        if refusals:
            raise refusals.pop()
        return subscriptions(session)

    monkeypatch.setattr(scheduling, "subscriptions", locked_once)
    locked, visited = told_by(collector(engine, web, tmp_path))
    assert "loom.db cannot be used: it is locked" in locked
    assert visited == "loom: 1 new document"


def test_it_stops_in_the_middle_of_a_pass_and_gives_back_what_it_had_leased(
    engine: Engine, web: RuledWeb, tmp_path: Path
) -> None:
    wanted = subscribed(engine, *(f"loom-{number}" for number in range(20)))
    one = collector(engine, web, tmp_path, 9 * HOUR)
    web.before = lambda _: one.stop.set()
    one.for_ever(lambda _: None)
    assert web.now - START < timedelta(minutes=1)
    assert len(web.asked) < len(wanted)
    with reading(engine) as session:
        assert {row.leased_by for row in session.exec(select(Schedule))} == {None}


def test_open_claims_are_settled_again_once_a_day(
    engine: Engine, web: RuledWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[int] = []
    monkeypatch.setattr("app.pipeline.refresh", lambda _, day: days.append(day.day))
    monkeypatch.setattr(scheduling, "LONGEST_WAIT_S", HOUR.total_seconds())
    told_by(collector(engine, web, tmp_path, 26 * HOUR))
    assert days == [10, 11]


def test_the_next_that_is_due_is_the_first_of_those_asked_for(
    engine: Engine, web: RuledWeb, tmp_path: Path
) -> None:
    loom, mill, oven = subscribed(engine, "loom", "mill", "oven")
    one = collector(engine, web, tmp_path)
    assert one.next_due([loom, mill]) is None
    rows = [
        Schedule(slug=name, due_at=START + HOUR * n, every_s=600)
        for n, name in ((2, "mill"), (1, "oven"))
    ]
    with writing(engine) as session:
        save(session, rows)
    assert one.next_due([loom, mill]) == START + 2 * HOUR
    assert one.next_due([loom, mill, oven]) == START + HOUR


def test_rules_are_kept_even_where_a_pass_ends_without_a_network(
    engine: Engine, web: RuledWeb, tmp_path: Path
) -> None:
    wanted = subscribed(engine, "loom", "mill", "oven")
    for one in wanted:
        web.pages[one.url] = FetchError(one.url, DOWN, Failure.network)
    keeping = collector(engine, web, tmp_path)
    with pytest.raises(NoNetworkError):
        list(keeping.run(keeping.lease(wanted)))
    assert known_rules(engine, START) == web.rules


def test_a_host_is_asked_for_its_rules_once_a_day_by_all_programs_together(
    engine: Engine, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /shut")
    httpserver.expect_request("/open").respond_with_data("Loaf.", content_type="text/plain")
    clock = Clock()

    def program() -> None:
        """Starts, asks for two pages, and keeps the rules that it was told."""
        rules = known_rules(engine, clock.now())
        with fetcher_of(clock, place_of(httpserver), rules=rules) as fetcher:
            fetcher(httpserver.url_for("/open"))
            assert "robots.txt" in failed(fetcher, httpserver.url_for("/shut")).reason
            with writing(engine) as session:
                keep_host_rules(session, rows_of(fetcher.rules), clock.now() - KEPT_FOR)

    program()
    clock.ahead += KEPT_FOR - timedelta(minutes=1)
    program()
    assert asked(httpserver, "/robots.txt") == 1
    clock.ahead += timedelta(minutes=1)
    program()
    assert asked(httpserver, "/robots.txt") == 2
    assert asked(httpserver, "/shut") == 0


@given(st.sampled_from([200, 404, 503]), st.text(alphabet=st.characters(codec="utf-8")))
def test_rules_say_the_same_after_they_were_kept(status: int, said: str) -> None:
    rules = f"User-agent: *\nDisallow: /shut\n{said}".encode()
    before = Robots.of(status, rules, START)
    [row] = rows_of({"http://loom.example": before})
    after = Robots.of(row.status, row.body.encode(), row.read_at)
    for url in ("http://loom.example/shut", "http://loom.example/open"):
        assert after.refusal(url) == before.refusal(url)
    assert "\0" not in row.body


def test_rules_that_are_no_text_do_not_break_the_ledger() -> None:
    [row] = rows_of({"http://loom.example": Robots(200, b"User-agent: *\0\xff\n", START)})
    assert row.body == "User-agent: *\ufffd\n"


@pytest.mark.parametrize(
    ("documents", "facts", "said"),
    [
        (0, 0, None),
        (1, 0, "loom: 1 new document"),
        (0, 2, "loom: 2 new facts"),
        (3, 1, "loom: 3 new documents, 1 new fact"),
    ],
)
def test_a_visit_is_told_in_a_line(documents: int, facts: int, said: str | None) -> None:
    assert in_words(run("loom", documents=documents, facts=facts)) == said


def test_a_failed_visit_is_told_with_its_reason() -> None:
    assert in_words(run("loom", Failure.shape, documents=2)) == "loom: loom said shape"


def test_visits_without_news_are_kept_for_a_month_and_all_others_for_good(
    engine: Engine, web: RuledWeb, tmp_path: Path
) -> None:
    subscribed(engine, "loom")
    web.pages["http://loom.example/feed"] = feed_of("Loaf.")
    one = collector(engine, web, tmp_path)
    for days in (0, 1, 40):
        web.later(days=days)
        list(one.run(one.lease(one.sources(), even_if_not_due=True)))
    with reading(engine) as session:
        kept = session.exec(select(ScrapeRun).order_by(ScrapeRun.started_at)).all()  # type: ignore[arg-type]  # a column
    assert [(run.status, run.documents) for run in kept] == [("changed", 1), ("unchanged", 0)]
    assert kept[-1].started_at == web.now


def test_rules_that_are_too_old_leave_the_ledger(engine: Engine) -> None:
    old, new = (
        {f"http://{name}.example": Robots.of(404, b"", at)}
        for name, at in (("mill", START - 2 * KEPT_FOR), ("loom", START))
    )
    for rules in (old, new):
        with writing(engine) as session:
            keep_host_rules(session, rows_of(rules), START - KEPT_FOR)
    with reading(engine) as session:
        assert [row.origin for row in session.exec(select(HostRules))] == ["http://loom.example"]
