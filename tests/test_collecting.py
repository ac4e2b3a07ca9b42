from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from app.collecting import HOSTS_AT_ONCE, HOSTS_DOWN, WAITING, NoNetworkError
from app.errors import FetchError, LedgerError
from app.schema import (
    Assertion,
    Document,
    Evidence,
    PageState,
    Record,
    Schedule,
    ScrapeRun,
)
from app.store import open_ledger, reading
from app.visiting import MOST_FOLLOWED, MOST_REREAD
from app.vocabulary import Failure, Read, RunStatus
from scrapers.archive import Archive
from scrapers.scraper import Page
from tests.small_web import LOAF, START, Web, article_of, feed_of, source

T = TypeVar("T", bound=Record)
CLAIM = "GPT-6.5 will have a context window of 3 million tokens."
NO_NAME = "the name has no address"


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")


def all_of(engine: Engine, table: type[T]) -> list[T]:
    with reading(engine) as session:
        return list(session.exec(select(table)))


def schedule(engine: Engine, slug: str = "loom") -> Schedule:
    with reading(engine) as session:
        return session.get_one(Schedule, slug)


def down(url: str) -> FetchError:
    return FetchError(url, NO_NAME, Failure.network)


def test_a_pass_keeps_the_words_the_claims_and_the_evidence(
    ledger: Engine, web: Web, tmp_path: Path
) -> None:
    web.pages["http://loom.example/feed"] = feed_of(CLAIM, LOAF)
    run = web.run(ledger, tmp_path, source())["loom"]
    assert (run.status, run.records, run.documents, run.facts) == (RunStatus.changed, 2, 2, 0)
    documents = {one.title: one for one in all_of(ledger, Document)}
    first = documents["Item 0"]
    assert (first.via, first.source, first.name) == ("loom", "loom", "http://loom.example/0")
    assert CLAIM in first.text
    assert [one.value for one in all_of(ledger, Assertion)] == [3_000_000]
    (evidence,) = all_of(ledger, Evidence)
    assert {one.evidence for one in documents.values()} == {evidence.id}
    kept = Archive(tmp_path).read(evidence)
    assert kept.body == feed_of(CLAIM, LOAF).encode()


def test_a_pass_over_what_did_not_change_saves_nothing_but_that(
    ledger: Engine, web: Web, tmp_path: Path
) -> None:
    web.pages["http://loom.example/feed"] = feed_of(CLAIM)
    web.run(ledger, tmp_path, source())
    web.later(hours=1)
    run = web.run(ledger, tmp_path, source())["loom"]
    assert (run.status, run.documents) == (RunStatus.unchanged, 0)
    assert len(all_of(ledger, Document)) == len(all_of(ledger, Evidence)) == 1
    assert len(all_of(ledger, ScrapeRun)) == 2
    assert schedule(ledger).succeeded_at == START + timedelta(hours=1)


def test_a_changed_feed_adds_what_is_new_alone(engine: Engine, web: Web, tmp_path: Path) -> None:
    web.pages["http://loom.example/feed"] = feed_of(LOAF)
    web.run(engine, tmp_path, source())
    web.pages["http://loom.example/feed"] = feed_of(LOAF, CLAIM)
    web.later(hours=1)
    run = web.run(engine, tmp_path, source())["loom"]
    assert (run.records, run.documents) == (2, 1)
    assert len(all_of(engine, Evidence)) == 2


def test_only_what_is_due_is_visited(engine: Engine, web: Web, tmp_path: Path) -> None:
    web.pages["http://loom.example/feed"] = feed_of(LOAF)
    assert list(web.pass_over(engine, tmp_path, source()))
    assert web.pass_over(engine, tmp_path, source()).jobs == []
    web.later(hours=2)
    assert len(web.pass_over(engine, tmp_path, source()).jobs) == 1


def test_what_another_pass_visits_is_left_to_it(engine: Engine, web: Web, tmp_path: Path) -> None:
    web.pass_over(engine, tmp_path, source())
    assert web.pass_over(engine, tmp_path, source(), even_if_not_due=True).jobs == []


FAILURES: dict[str, tuple[str | Exception, Failure, str]] = {
    "shape": ("<html><body>We have moved.</body></html>", Failure.shape, "a feed"),
    "too_few": (feed_of(LOAF), Failure.too_few, "at least 2 records, found 1"),
    "certificate": (
        FetchError("u", "expired", Failure.certificate),
        Failure.certificate,
        "expired",
    ),
    "other": (RuntimeError("a defect of ours"), Failure.other, "a defect of ours"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_a_failure_is_a_run_with_its_reason_and_stops_nobody(
    engine: Engine, web: Web, tmp_path: Path, kind: str
) -> None:
    page, failure, reason = FAILURES[kind]
    web.pages["http://loom.example/feed"] = page
    web.pages["http://mill.example/feed"] = feed_of(LOAF)
    runs = web.run(engine, tmp_path, source(at_least=2), source("mill"))
    assert runs["mill"].status is RunStatus.changed
    assert (runs["loom"].status, runs["loom"].failure) == (RunStatus.failed, failure)
    assert reason in (runs["loom"].error or "")
    assert schedule(engine).failures == 1
    assert [one.source for one in all_of(engine, Document)] == ["mill"]


def test_a_failed_visit_keeps_no_validators_so_that_nothing_is_skipped(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    web.pages["http://loom.example/feed"] = feed_of(LOAF)
    web.run(engine, tmp_path, source(at_least=2))
    assert all_of(engine, PageState) == []
    web.later(hours=1)
    run = web.run(engine, tmp_path, source())["loom"]
    assert run.documents == 1


def test_teasers_lead_to_their_pages(engine: Engine, web: Web, tmp_path: Path) -> None:
    web.pages["http://loom.example/feed"] = feed_of("A teaser.", "Another.")
    web.pages["http://loom.example/0"] = article_of((LOAF * 10) + "\n" + CLAIM, "Item 0")
    web.run(engine, tmp_path, source(shape="feed"))
    documents = {one.title: one for one in all_of(engine, Document)}
    assert documents["Item 0"].read is Read.page
    assert CLAIM in documents["Item 0"].text
    assert (documents["Item 1"].read, documents["Item 1"].text) == (
        Read.excerpt,
        "Item 1\n\nAnother.",
    )
    assert len(all_of(engine, Evidence)) == 2


def test_more_pages_than_one_visit_reads_are_read_by_the_next_ones(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    count = MOST_FOLLOWED + MOST_REREAD + 3
    web.pages["http://loom.example/feed"] = feed_of(*["A teaser."] * count)
    for number in range(count):
        web.pages[f"http://loom.example/{number}"] = article_of(LOAF * 10, f"Item {number}")
    web.run(engine, tmp_path, source(shape="feed"))
    assert len(all_of(engine, Document)) == count
    for whole in (MOST_FOLLOWED, MOST_FOLLOWED + MOST_REREAD, count):
        pages = [one for one in all_of(engine, Document) if one.read is Read.page]
        assert len(pages) == whole
        assert schedule(engine).due_at == web.now + timedelta(minutes=10)
        web.later(minutes=10)
        web.run(engine, tmp_path, source(shape="feed"))
    teasers = {one.id for one in all_of(engine, Document) if one.read is Read.excerpt}
    assert {one.revises for one in all_of(engine, Document)} == {None, *teasers}
    assert len(set(web.asked)) == len(web.asked) - 3


def test_old_entries_of_a_feed_are_kept_as_they_stand_there(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    web.now = START + timedelta(days=90)
    web.pages["http://loom.example/feed"] = feed_of(*["A teaser."] * 40)
    web.run(engine, tmp_path, source(shape="feed"))
    assert len(all_of(engine, Document)) == 40
    assert web.asked == ["http://loom.example/feed"]


def test_a_page_that_changed_is_a_later_text_and_the_first_is_kept(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    text = LOAF * 10 + "\n" + CLAIM
    web.pages["http://loom.example/feed"] = feed_of("A teaser.")
    web.pages["http://loom.example/0"] = article_of(text, "Item 0")
    web.run(engine, tmp_path, source(shape="feed"))
    web.pages["http://loom.example/0"] = article_of(text.replace("3 million", "2 million"))
    web.later(days=1, minutes=1)
    web.run(engine, tmp_path, source(shape="feed"))
    first, later = sorted(all_of(engine, Document), key=lambda one: one.added_at)
    assert (first.revises, later.revises) == (None, first.id)
    assert "3 million" in first.text
    assert "2 million" in later.text
    values = {one.document_id: one.value for one in all_of(engine, Assertion)}
    assert values == {first.id: 3_000_000, later.id: 2_000_000}
    assert later.public_on == web.now.date()


def test_a_page_is_looked_at_again_under_the_address_it_gives_itself(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    def page(text: str) -> str:
        own = '<head><link rel="canonical" href="http://loom.example/own">'
        return article_of(text, "Item 0").replace("<head>", own)

    web.pages["http://loom.example/feed"] = feed_of("A teaser.")
    web.pages["http://loom.example/0"] = page(LOAF * 10)
    web.run(engine, tmp_path, source(shape="feed"))
    web.pages["http://loom.example/own"] = page(LOAF * 10 + "\n" + CLAIM)
    web.later(days=1, minutes=1)
    web.run(engine, tmp_path, source(shape="feed"))
    assert web.asked.count("http://loom.example/0") == 1
    first, later = sorted(all_of(engine, Document), key=lambda one: one.added_at)
    assert first.name == "http://loom.example/own"
    assert later.revises == first.id


def test_a_page_that_stays_as_it_is_is_looked_at_again_less_and_less(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    web.pages["http://loom.example/feed"] = feed_of("A teaser.")
    web.pages["http://loom.example/0"] = article_of(LOAF * 10, "Item 0")
    looks = []
    for _ in range(60):
        before = len(web.asked)
        web.run(engine, tmp_path, source(shape="feed"))
        if "http://loom.example/0" in web.asked[before:]:
            looks.append((web.now - START).days)
        web.later(days=1, seconds=1)
    assert looks == [0, 1, 4, 11, 41]
    assert len(all_of(engine, Document)) == 1


def test_a_page_that_two_sources_lead_to_is_fetched_once(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    for slug in ("loom", "mill"):
        web.pages[f"http://{slug}.example/feed"] = feed_of("A teaser.", host="pier")
    web.pages["http://pier.example/0"] = article_of(LOAF * 10, "Item 0")
    for _ in range(2):
        web.run(engine, tmp_path, source(shape="feed"), source("mill", shape="feed"))
        web.later(minutes=10)
    assert web.asked.count("http://pier.example/0") == 1


def test_with_no_network_nothing_is_changed_and_that_is_said(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    sources = [source(f"mill-{number}") for number in range(200)]
    for one in sources:
        web.pages[one.url] = down(one.url)
    with pytest.raises(NoNetworkError, match=NO_NAME):
        list(web.pass_over(engine, tmp_path, *sources))
    assert all_of(engine, ScrapeRun) == []
    states = all_of(engine, Schedule)
    assert {(one.failures, one.leased_by) for one in states} == {(0, None)}
    assert len(web.asked) <= HOSTS_DOWN + HOSTS_AT_ONCE + WAITING + 1


def test_one_host_that_is_down_is_its_own_failure(engine: Engine, web: Web, tmp_path: Path) -> None:
    sources = [source(f"mill-{number}") for number in range(8)]
    for one in sources:
        web.pages[one.url] = down(one.url)
    web.pages[sources[-1].url] = feed_of(LOAF)
    runs = web.run(engine, tmp_path, *sources[3:])
    assert sorted(run.status for run in runs.values()) == ["changed", *["failed"] * 4]
    assert schedule(engine, "mill-3").failures == 1


def test_one_source_out_of_reach_is_a_failure_of_that_source(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    web.pages["http://loom.example/feed"] = down("u")
    assert web.run(engine, tmp_path, source())["loom"].failure is Failure.network


def test_hosts_are_visited_at_once_and_one_host_one_page_at_a_time(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    together = threading.Barrier(2, timeout=10)
    busy: dict[str, int] = {"loom": 0, "mill": 0}

    def before(url: str) -> None:
        host = "loom" if "loom" in url else "mill"
        busy[host] += 1
        assert busy[host] == 1
        if url.endswith("feed"):
            together.wait()
        busy[host] -= 1

    web.before = before
    sources = [source(), source("mill")]
    sources += [
        source("loom-2", url="http://loom.example/2"),
        source("loom-3", url="http://loom.example/3"),
    ]
    for one in sources:
        web.pages[one.url] = feed_of(LOAF, host=one.slug)
    runs = web.run(engine, tmp_path, *sources)
    assert {run.error for run in runs.values()} == {None}


def test_a_pass_that_is_stopped_saves_what_it_has_and_gives_its_leases_back(
    engine: Engine, web: Web, tmp_path: Path
) -> None:
    sources = [source(f"loom-{n}", url=f"http://loom.example/{n}") for n in range(10)]
    for each in sources:
        web.pages[each.url] = feed_of(LOAF, host=each.slug)
    one = web.pass_over(engine, tmp_path, *sources)
    web.before = lambda url: one.stop.wait(10) if url.endswith("/7") else None
    runs = []
    for run in one:
        runs.append(run)
        if len(runs) == 3:
            one.stop.set()
    assert 3 <= len(runs) <= 8
    assert {row.leased_by for row in all_of(engine, Schedule)} == {None}
    assert len(all_of(engine, Document)) == len(runs)
    assert len(list(web.pass_over(engine, tmp_path, *sources))) == 10 - len(runs)


def test_a_visit_that_is_cut_off_is_no_failure(engine: Engine, web: Web, tmp_path: Path) -> None:
    one = web.pass_over(engine, tmp_path, source())

    def stopped(url: str) -> None:
        one.stop.set()
        raise FetchError(url, "stopped")

    web.before = stopped
    assert list(one) == []
    assert all_of(engine, ScrapeRun) == []
    assert (schedule(engine).failures, schedule(engine).leased_by) == (0, None)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_pass_whose_threads_die_ends_all_the_same(
    engine: Engine, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr("app.visiting.Visitor.visit", dies)
    assert list(web.pass_over(engine, tmp_path, source())) == []
    assert schedule(engine).leased_by is None


def test_what_cannot_be_saved_is_a_failure_of_its_source_alone(
    engine: Engine, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages |= {
        f"http://{slug}.example/feed": feed_of(LOAF, host=slug) for slug in ("loom", "mill")
    }
    one = web.pass_over(engine, tmp_path, source(), source("mill"))
    keep = Archive.keep

    def full(self: Archive, page: Page) -> Evidence:
        if "loom" in page.url:
            raise OSError("no space left on device")
        return keep(self, page)

    monkeypatch.setattr(Archive, "keep", full)
    runs = {run.source: run for run in one}
    assert (runs["loom"].failure, runs["loom"].error) == (Failure.other, "no space left on device")
    assert [document.source for document in all_of(engine, Document)] == ["mill"]
    assert [state.via for state in all_of(engine, PageState)] == ["mill"]


def test_a_ledger_that_is_gone_ends_the_pass(
    engine: Engine, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = web.pass_over(engine, tmp_path, source())
    monkeypatch.setattr("app.collecting.upsert", lambda *_: gone())

    def gone() -> None:
        raise LedgerError("x", "it is gone")

    with pytest.raises(LedgerError, match="it is gone"):
        list(one)
