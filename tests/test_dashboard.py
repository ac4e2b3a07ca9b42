"""The pages on ledgers that are empty, hostile or unusable; models and their board."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.dashboard.view import View
from app.errors import HearsayError
from app.schema import Assertion, Claim, Fact, Record
from app.store import open_ledger, reading
from app.vocabulary import Outcome
from tests.dashboard_samples import (
    MODEL,
    PRESS,
    SPUD,
    browse,
    document,
    fill,
    many,
    named_ledger,
    only,
    proposition,
    shown,
    small_ledger,
    text,
    verdict,
)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of the ledger that the dashboard reads."""
    yield from named_ledger(tmp_path, monkeypatch)


@pytest.fixture
def filled(url: str) -> str:
    """A ledger of five claims, one of each outcome."""
    fill(url, small_ledger())
    return url


PAGES = [
    ("", {}),
    ("model", {}),
    ("claim", {}),
    ("claim", {"id": "abc"}),
    ("model", {"model": "x"}),
]


@pytest.mark.parametrize(("page", "query"), PAGES)
@pytest.mark.usefixtures("url")
def test_an_empty_ledger_explains_itself(page: str, query: dict[str, str]) -> None:
    said = text(browse(page, **query))
    assert "make run" in said or "Which claim?" in said


@pytest.mark.usefixtures("filled")
def test_the_board_has_every_model() -> None:
    app = browse("model")
    assert "1 model, the most talked of first." in text(app)
    assert "GPT-5.5 5 ✓ Confirmed: 1 ◐ Partly right: 1" in text(app)
    assert f'href="model?model={MODEL.replace("/", "%2F")}"' in shown(app)


@pytest.mark.usefixtures("filled")
def test_a_model_shows_rumor_against_record() -> None:
    said = text(browse("model", model=MODEL))
    assert "Codenames on record: Turnip" in said
    assert (
        "Context window ✕ Refuted: 2,000,000 tokens 2 times by 2 publishers "
        "1,050,000 tokens since 24 March 2026" in said
    )
    assert (
        "Max output nobody has claimed anything 128,000 tokens since 24 April 2026 until "
        "1 September 2026, public on a day unknown · a catalogue" in said
    )
    assert "Price ○ Open: input: $7.50 per million tokens once nothing on record yet" in said


def test_a_name_that_the_record_denies_is_no_name(url: str) -> None:
    denied = Fact.of(**proposition("codename", "Radish", polarity="denies").model_dump(), **SINCE)
    fill(url, [*small_ledger(), denied])
    said = text(browse("model", model=MODEL))
    assert "Codenames on record: Turnip" in said
    assert "not Radish since" in said
    assert "Radish" not in said.partition("Rumor against record")[0]


@pytest.mark.usefixtures("filled")
def test_a_model_has_a_timeline_with_the_same_in_words() -> None:
    app = browse("model", model=MODEL)
    words = "5 dated assertions from 1 April 2026 to 2 April 2026, most of them in April 2026 (5)."
    assert words in text(app)
    assert "1 more bear no day." in text(app)
    assert words in only(app, "vega_lite_chart").proto.alt
    assert only(app, "download_button").label == "Download as CSV"


def test_a_long_list_of_values_is_folded(url: str) -> None:
    fill(url, many(9))
    page = text(browse("model", model=MODEL))
    assert "3 more" in page


def test_a_model_without_any_day_has_no_timeline(url: str) -> None:
    article = document(published=None)
    said = Assertion.of(article, SPUD)
    claim = Claim.of(said, None)
    fill(url, [PRESS.model_copy(), article, claim, said, verdict(claim, Outcome.open)])
    app = browse("model", model=MODEL)
    assert "None of these statements has a day." in text(app)
    assert not app.get("vega_lite_chart")


SINCE = {"valid_from": date(2026, 4, 24), "authority": "press", "url": "https://press.example/x"}


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> **bold** :red[red] $x$ "
    "[click](javascript:alert(3)) \u202egnirts\u202c \u0000\u0007 =1+1 & \"quoted\" 'single' "
)


def hostile_ledger() -> list[Record]:
    """Records with markup, scripts, marks that turn writing around, and very long words."""
    source = PRESS.model_copy(update={"name": HOSTILE + "n" * 5000})
    article = document(
        title=HOSTILE * 50,
        text=HOSTILE + "w" * 100_000,
        url="javascript:alert(4)",
        name=HOSTILE,
    )
    names = [proposition("codename", HOSTILE), proposition(HOSTILE, HOSTILE, qualifier=HOSTILE)]
    shows = {"speaker": HOSTILE, "cue": HOSTILE, "derived_from": HOSTILE}
    said = [Assertion.of(article, one, start=0, end=90_000, **shows) for one in names]
    said.append(Assertion.of(article, SPUD, gist=HOSTILE * 100))
    claims = [Claim.of(row, None) for row in said]
    fact = Fact.of(
        model=MODEL,
        attribute="codename",
        value=HOSTILE,
        valid_from=article.published,
        authority="press",
        url="javascript:alert(5)",
        note=HOSTILE * 20,
    )
    verdicts = [
        verdict(claim, Outcome.refuted, reason=HOSTILE, rule=HOSTILE, facts=[fact.id])
        for claim in claims
    ]
    return [source, article, *claims, *said, fact, *verdicts]


@pytest.mark.parametrize("page", ["", "model", "claim"])
def test_hostile_text_is_shown_and_never_interpreted(url: str, page: str) -> None:
    records = hostile_ledger()
    fill(url, records)
    one = next(row.id for row in records if isinstance(row, Claim))
    app = browse(page, model=MODEL) if page != "claim" else browse(page, id=one)
    html = shown(app)
    assert "&lt;script&gt;alert(1)" in html
    for harm in ("<script>alert", "<img", 'href="javascript', "\u202e", "\u0000"):
        assert harm not in html
    assert not [row for row in app.markdown if "alert" in row.value]
    assert len(html) < 60_000


@pytest.mark.usefixtures("url")
def test_a_ledger_that_is_no_database_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"this is a shopping list, not a database" * 99)
    said = text(browse())
    assert "The ledger cannot be read." in said
    assert "ledger.db" in said
    assert "HEARSAY_DATABASE_URL" in said


def test_a_ledger_of_a_newer_program_is_named(url: str, tmp_path: Path) -> None:
    open_ledger(url).dispose()
    with sqlite3.connect(tmp_path / "ledger.db") as ledger:
        ledger.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "update the program" in text(browse())


@pytest.mark.usefixtures("filled")
def test_a_ledger_that_breaks_while_it_is_read_is_named(tmp_path: Path) -> None:
    browse()
    with sqlite3.connect(tmp_path / "ledger.db") as ledger:
        ledger.execute("DROP TABLE claim")
    assert "The ledger cannot be read." in text(browse())


@pytest.mark.usefixtures("filled")
def test_any_other_failure_of_ours_is_told(monkeypatch: pytest.MonkeyPatch) -> None:

    def refuse(_: View, __: str) -> str:
        raise HearsayError("names.toml, row 3: unknown key 'colour'")

    monkeypatch.setattr(View, "name_of", refuse)
    said = text(browse())
    assert "This cannot be shown. names.toml, row 3: unknown key 'colour'" in said


def test_names_of_benchmarks_and_unknown_ids_are_readable(filled: str) -> None:
    engine = open_ledger(filled)
    with reading(engine) as session:
        view = View(engine, session, document().added_at)
        assert view.name_of("nobody/zephyr-9")
        assert view.name_of("no-such-benchmark") == "no-such-benchmark"
        assert view.name_of("all") == "all others"
