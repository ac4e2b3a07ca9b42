"""The page of sources and visits, as Streamlit runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.vocabulary import Failure
from tests.collecting_samples import HOUR, collected_ledger, failing, run, schedule
from tests.dashboard_samples import browse, fill, named_ledger, shown, text

ENTRY = """
[[source]]
slug = "{0}"
shape = "feed"
url = "https://{0}.example/feed.xml"
publisher = "The {0}"
kind = "press"
note = "Days of the {0} are in UTC."
"""
SLUGS = ("lantern", "market", "mirror")


@pytest.fixture
def url(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of the ledger that the dashboard reads; three sources are shipped."""
    (data / "sources.toml").write_text("".join(ENTRY.format(slug) for slug in SLUGS))
    yield from named_ledger(tmp_path, monkeypatch)


@pytest.fixture
def visited(url: str) -> str:
    """A ledger where one source went well, one changed its shape, one was never visited."""
    fill(url, collected_ledger())
    fill(url, [schedule("lantern"), run("lantern"), *failing("market", Failure.shape)])
    return url


@pytest.mark.usefixtures("url")
def test_before_the_first_pass_every_source_is_listed() -> None:
    said = text(browse("runs"))
    assert "3 sources" in said
    assert said.count("never visited") == 3
    assert "at the next pass" in said
    assert "No visit yet: hearsay scrape makes them." in said
    assert "alarm" not in said


@pytest.mark.usefixtures("visited")
def test_alarms_come_first() -> None:
    said = text(browse("runs"))
    alarm = "1 alarm: a person should look. market : The page changed shape, a person must look"
    assert alarm in said
    assert said.index(alarm) < said.index("3 sources")


@pytest.mark.usefixtures("visited")
def test_a_source_says_how_it_stands_in_utc() -> None:
    said = text(browse("runs"))
    assert "All times are UTC." in said
    assert (
        "lantern nothing new 6 May 2031, 11:00 6 May 2031, 13:00 20 100% of 2 "
        "market failed once market said shape 6 May 2031, 10:00" in said
    )


@pytest.mark.usefixtures("visited")
def test_the_latest_visits_say_how_they_went() -> None:
    said = text(browse("runs"))
    assert "The latest visits" in said
    assert "market ✕ failed: changed shape market said shape 0 1.5 s" in said
    assert "lantern = nothing new 0 1.5 s" in said


@pytest.mark.usefixtures("visited")
def test_a_source_opens_to_its_visits() -> None:
    app = browse("runs", source="lantern")
    said = text(app)
    assert "Days of the lantern are in UTC." in said
    assert "Publisher The lantern Read as feed Address https://lantern.example/feed.xml" in said
    assert "1 visit " in said
    assert "changed shape" not in said
    assert 'href="runs?source=lantern"' in shown(app)


@pytest.mark.usefixtures("visited")
def test_only_the_alarm_of_the_chosen_source_is_shown() -> None:
    assert "1 alarm" in text(browse("runs", source="market"))
    assert "alarm" not in text(browse("runs", source="lantern"))


@pytest.mark.usefixtures("visited")
def test_failed_visits_can_be_seen_alone() -> None:
    said = text(browse("runs", visits="failed"))
    assert "1 failed visit " in said
    assert "nothing new 0" not in said


def test_visits_come_fifty_a_page(url: str) -> None:
    fill(url, [run("lantern", ago=number * HOUR) for number in range(60)])
    rows = [shown(browse("runs", source="lantern", page=page)) for page in ("1", "2")]
    assert [html.count("nothing new") for html in rows] == [50, 10]


@pytest.mark.usefixtures("visited")
def test_an_unknown_source_in_the_url_is_no_choice() -> None:
    assert "3 sources" in text(browse("runs", source="<script>"))


def test_many_alarms_are_counted(url: str, data: Path) -> None:
    slugs = [f"paper-{number}" for number in range(14)]
    (data / "sources.toml").write_text("".join(ENTRY.format(slug) for slug in slugs))
    fill(url, [record for slug in slugs for record in failing(slug, Failure.too_few)])
    said = text(browse("runs"))
    assert "14 alarms" in said
    assert "and 2 more" in said


def test_what_a_server_said_is_shown_as_text(url: str) -> None:
    fill(url, [run("lantern", Failure.server, error="<script>alert(1)</script>" * 40)])
    page = shown(browse("runs"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
