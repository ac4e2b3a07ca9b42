"""The commands of collecting, in this process, over a web of this machine."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pytest_httpserver import HTTPServer

from app import cli, collect_commands
from app.errors import NotFoundError, WatchError
from app.options import INTERRUPTED
from app.settings import settings
from scrapers.watches import ENGINES
from tests.local_web import asked, place_of
from tests.replay import scraped
from tests.small_web import article_of, feed_of

SAID = "GPT-6 will have a context window of {} million tokens."


class Installation:
    """A data folder whose sources are feeds of this machine, and the commands run on it."""

    def __init__(self, folder: Path, web: HTTPServer) -> None:
        self.folder, self.web = folder, web
        web.expect_request("/robots.txt").respond_with_data("", status=404)

    def lists(self, *slugs: str, shape: str = "posts") -> None:
        entries = [
            f'[[source]]\nslug = "{slug}"\nshape = "{shape}"\npublisher = "{slug.title()}"\n'
            f'url = "{self.web.url_for(f"/{slug}.xml")}"\nhome = "https://{slug}.example/"\n'
            for slug in slugs
        ]
        (self.folder / "sources.toml").write_text("\n".join(entries))

    def serves(self, slug: str, *texts: str) -> None:
        feed = feed_of(*texts, host=slug)
        self.web.expect_request(f"/{slug}.xml").respond_with_data(
            feed, content_type="application/rss+xml"
        )

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(cli.app, words)

    def rows(self) -> dict[str, dict[str, Any]]:
        lines = self.run("sources", "--format", "jsonl").stdout.splitlines()
        return {row["source"]: row for row in map(json.loads, lines)}


@pytest.fixture
def here(data: Path, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.setenv("HEARSAY_ALLOW_HOSTS", place_of(httpserver))
    monkeypatch.setattr(httpserver, "no_handler_status_code", 404)
    monkeypatch.setenv("HEARSAY_PAUSE_S", "0")
    monkeypatch.setenv("HEARSAY_CONTACT", "https://contact.example/")
    monkeypatch.delenv("HEARSAY_DATABASE_URL", raising=False)
    settings.cache_clear()
    (data / "facts/openai.toml").unlink()
    installation = Installation(data, httpserver)
    installation.lists("loom", "mill")
    return installation


def test_a_pass_says_what_each_source_brought_and_what_it_came_to(here: Installation) -> None:
    here.serves("loom", SAID.format(2), "The oven is warm.")
    here.serves("mill", "Loaves are counted.")
    result = here.run("scrape")
    assert result.exit_code == 0, result.output
    assert "loom: 2 new documents\n" in result.stderr
    assert "mill: 1 new document\n" in result.stderr
    summary = "2 sources visited: 2 with something new, 0 without, 0 failed; 3 new documents"
    assert summary in result.stderr
    assert result.stdout == ""
    assert "2,000,000 tokens" in here.run("claims", "--model", "gpt-6").stdout


def test_a_source_that_is_not_due_is_left_alone_unless_all_are_wanted(here: Installation) -> None:
    here.serves("loom", "One.")
    here.serves("mill", "Two.")
    here.run("scrape")
    waiting = here.run("scrape")
    assert (waiting.exit_code, "nothing is due before" in waiting.stderr) == (0, True)
    assert asked(here.web, "/loom.xml") == 1
    again = here.run("scrape", "--all")
    assert "2 sources visited: 0 with something new, 2 without" in again.stderr
    assert asked(here.web, "/loom.xml") == 2


def test_one_source_can_be_visited_alone_due_or_not(here: Installation) -> None:
    here.serves("loom", "One.")
    for _ in range(2):
        assert "1 sources visited" in here.run("scrape", "--source", "loom").stderr
    assert asked(here.web, "/mill.xml") == 0


def test_sources_that_are_being_visited_elsewhere_are_left_to_whoever_does(
    here: Installation,
) -> None:
    here.serves("loom", "One.")
    here.serves("mill", "Two.")
    with collect_commands._collector() as other:
        other.lease(other.sources())
        assert "another program is visiting" in here.run("scrape").stderr


@pytest.mark.parametrize("words", [("scrape", "--source"), ("record",)])
def test_an_unknown_source_is_wrong_usage_with_a_hint(
    here: Installation, words: tuple[str, ...]
) -> None:
    near = here.run(*words, "lom")
    assert (near.exit_code, "did you mean loom?" in near.stderr) == (2, True)
    far = here.run(*words, "zeppelin")
    assert (far.exit_code, "see hearsay sources" in far.stderr) == (2, True)


def test_a_pass_in_which_some_sources_failed_exits_with_three(here: Installation) -> None:
    here.serves("loom", "One.")
    result = here.run("scrape")
    assert result.exit_code == 3
    assert "mill: could not fetch" in result.stderr
    assert "1 failed" in result.stderr
    assert here.rows()["mill"]["failures_in_a_row"] == 1


def test_a_pass_in_which_all_sources_failed_exits_with_one(here: Installation) -> None:
    result = here.run("scrape")
    assert (result.exit_code, "2 failed" in result.stderr) == (1, True)


def test_a_source_that_bars_programs_has_not_failed(here: Installation) -> None:
    here.web.clear()
    here.web.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /mill")
    here.serves("loom", "One.")
    result = here.run("scrape")
    assert (result.exit_code, "0 failed" in result.stderr) == (0, True)
    assert "1 bar programs by their robots.txt" in result.stderr
    assert asked(here.web, "/mill.xml") == 0


def test_robots_rules_are_asked_for_once_by_two_programs_in_a_row(here: Installation) -> None:
    here.serves("loom", "One.")
    here.serves("mill", "Two.")
    here.run("scrape")
    here.run("scrape", "--all")
    assert asked(here.web, "/robots.txt") == 1


def test_on_a_terminal_a_bar_moves_and_only_failures_are_told(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.serves("loom", "One.")
    bar: list[tuple[str, int, int]] = []
    monkeypatch.setattr("app.console.with_progress", lambda step: step(lambda *at: bar.append(at)))
    here.run("claims")
    bar.clear()
    said = here.run("scrape").stderr
    assert bar == [("visiting sources", 1, 2), ("visiting sources", 2, 2)]
    assert "mill: could not fetch" in said
    assert "loom: 1 new document" not in said


def test_a_pass_that_is_interrupted_keeps_what_it_had_and_says_so_by_its_exit(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.serves("loom", "One.")
    here.serves("mill", "Two.")
    said: list[str] = []

    def say(what: str) -> None:
        said.append(what)
        if "new document" in what:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr("app.console.say", say)
    result = here.run("scrape")
    assert result.exit_code == INTERRUPTED
    assert "sources visited: " in said[-1]
    assert sum(row["documents"] for row in here.rows().values()) in (1, 2)


def test_each_source_is_listed_with_how_it_went(here: Installation) -> None:
    here.serves("loom", SAID.format(3), "The oven is warm.")
    here.run("scrape")
    rows = here.rows()
    loom, mill = rows["loom"], rows["mill"]
    assert (loom["documents"], loom["documents_with_a_claim"], loom["claim_share"]) == (2, 1, 0.5)
    assert (loom["state"], loom["last_error"]) == ("something new", None)
    assert loom["last_success"] < loom["next_due"]
    assert (mill["state"], mill["claim_share"]) == ("failed once", None)
    assert "404" in mill["last_error"]
    table = here.run("sources").stdout
    assert "2 sources" in table
    assert "50%" in table


def test_sources_go_out_as_opml_and_come_in_again(here: Installation, tmp_path: Path) -> None:
    exported = here.run("sources", "export").stdout
    assert here.web.url_for("/loom.xml") in exported
    file = tmp_path / "feeds.opml"
    file.write_text(exported)
    assert (
        "0 sources added, 2 were there already" in here.run("sources", "import", str(file)).output
    )
    here.lists("loom")
    added = here.run("sources", "import", str(file))
    assert (added.stdout, "1 sources added" in added.stderr) == ("mill\n", True)
    assert set(here.rows()) == {"loom", "mill"}
    here.serves("mill", "Two.")
    assert here.run("scrape", "--source", "mill").exit_code == 0


def test_a_list_that_is_no_opml_is_a_named_error_and_adds_nothing(
    here: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text("<html><body>Loaves</body></html>")
    result = here.run("sources", "import", str(file))
    assert result.exit_code == 1
    assert type(result.exception).__module__ == "app.errors"
    assert set(here.rows()) == {"loom", "mill"}


def test_entries_of_a_list_that_name_no_feed_are_counted(
    here: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "feeds.opml"
    outlines = '<outline text="Loaves"/><outline text="Oven" xmlUrl="https://oven.example/feed"/>'
    file.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
    added = here.run("sources", "import", str(file))
    assert added.stdout == "oven\n"
    assert "1 entries name no address of a feed" in added.stderr


def test_a_watch_is_a_source_on_every_engine_until_it_is_removed(here: Installation) -> None:
    added = here.run("watch", "add", "GPT-6.5")
    assert len(added.stdout.splitlines()) == len(ENGINES)
    assert f"{len(ENGINES)} were there already" in here.run("watch", "add", "GPT-6.5").stderr
    here.run("watch", "add", "Quillon 3")
    listed = here.run("watch", "list").stdout.splitlines()
    assert [line.partition(":")[0] for line in listed] == ["GPT-6.5", "Quillon 3"]
    assert all(engine.publisher.name in listed[0] for engine in ENGINES)
    assert {row["watch"] for row in here.rows().values()} == {None, "GPT-6.5", "Quillon 3"}
    gone = here.run("watch", "remove", "GPT-6.5")
    assert f"{len(ENGINES)} sources are no longer visited" in gone.stderr
    assert len(here.run("watch", "list").stdout.splitlines()) == 1


def test_words_that_nobody_can_look_for_and_watches_that_are_not_there_are_named_errors(
    here: Installation,
) -> None:
    assert isinstance(here.run("watch", "add", "?!").exception, WatchError)
    missing = here.run("watch", "remove", "GPT-9")
    assert isinstance(missing.exception, NotFoundError)
    assert "nothing watches for 'GPT-9'" in str(missing.exception)


def test_the_doctor_finds_nothing_where_all_is_well(here: Installation) -> None:
    here.serves("loom", "One.")
    here.serves("mill", "Two.")
    here.run("scrape")
    result = here.run("doctor")
    assert (result.exit_code, result.stdout) == (0, "all is well\n")


def test_the_doctor_says_what_is_wrong_and_exits_with_three(here: Installation) -> None:
    here.serves("loom", "One.")
    here.web.expect_request("/mill.xml").respond_with_data(
        article_of("We have moved."), content_type="text/html"
    )
    here.run("scrape")
    result = here.run("doctor")
    assert result.exit_code == 3
    [line] = result.stdout.splitlines()
    assert line.startswith("mill: The page changed shape, a person must look")


def test_the_schedule_visits_until_it_is_told_to_stop(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.serves("loom", "One.")
    here.serves("mill", "Two.")
    visits = {"loom: 1 new document", "mill: 1 new document"}
    said: list[str] = []

    def say(what: str) -> None:
        said.append(what)
        if what in visits and visits <= set(said):
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("app.console.say", say)
    before = signal.getsignal(signal.SIGTERM)
    result = here.run("schedule")
    assert result.exit_code == 0, result.output
    assert "visiting 2 sources as they are due" in said
    assert said[-1] == "stopped; what was visited is saved"
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_sample_is_recorded_from_a_live_answer(here: Installation, tmp_path: Path) -> None:
    here.serves("loom", *(f"The quiet ferry leaves the harbour, loaf {n}." for n in range(9)))
    folder = tmp_path / "loom"
    result = here.run("record", "loom", "--to", str(folder), "--items", "2")
    assert result.exit_code == 0, result.output
    assert f"{folder}: 1 pages, in which 2 records are found" in result.stderr
    assert "replace names, addresses and days" in result.stderr
    assert len(scraped(folder)) == 2
    assert "ferry" not in (folder / "loom.xml").read_text()
    assert here.rows()["loom"]["state"] == "never visited"
    again = here.run("record", "loom", "--to", str(folder))
    assert "is there already" in str(again.exception)
    assert asked(here.web, "/loom.xml") == 1


def test_a_source_that_cannot_be_had_leaves_no_sample(here: Installation, tmp_path: Path) -> None:
    result = here.run("record", "loom", "--to", str(tmp_path / "loom"))
    assert "404" in str(result.exception)
    assert not (tmp_path / "loom").exists()


def test_a_page_that_its_scraper_cannot_read_is_recorded_and_said_to_be(
    here: Installation, tmp_path: Path
) -> None:
    here.web.expect_request("/loom.xml").respond_with_data(
        article_of("We have moved."), content_type="text/html"
    )
    result = here.run("record", "loom", "--to", str(tmp_path / "loom"))
    assert "without its words the scraper cannot read it" in result.stderr
    assert (tmp_path / "loom" / "loom.html").exists()


def test_what_a_sample_lacks_is_named(here: Installation, tmp_path: Path) -> None:
    hit = {"objectID": "1", "created_at": datetime.now(UTC).isoformat(), "comment_text": "Loaf."}
    here.web.expect_request("/search_by_date", query_string="query=loaf").respond_with_json(
        {"hits": [hit], "hitsPerPage": 1}
    )
    here.lists("loom", shape="hacker_news")
    listed = here.folder / "sources.toml"
    listed.write_text(listed.read_text().replace("/loom.xml", "/search_by_date?query=loaf"))
    result = here.run("record", "loom", "--to", str(tmp_path / "loom"))
    assert result.exit_code == 0, result.output
    assert "1 pages, in which 1 records are found" in result.stderr
    asked_for = here.web.url_for("/search_by_date?query=loaf&numericFilters=")
    assert f"the scraper went on to {asked_for}" in result.stderr
