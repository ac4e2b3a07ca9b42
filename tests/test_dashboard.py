"""The pages as Streamlit runs them, on ledgers that are empty, small, hostile or unusable."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.dashboard import claims as claims_page
from app.dashboard import main as entry
from app.dashboard.view import View
from app.errors import HearsayError
from app.schema import Assertion, Claim, Fact, Proposition, Record
from app.settings import settings
from app.store import open_ledger, reading, save, writing
from app.store.queries import Filters
from app.vocabulary import Outcome
from tests.dashboard_samples import (
    ABSENT,
    FORUM,
    MODEL,
    PRESS,
    PRICE,
    SECRET,
    SPUD,
    WINDOW,
    WORDS,
    document,
    proposition,
    small_ledger,
    verdict,
)

MAIN = Path(entry.__file__)
PATIENCE_S = 60  # the first run of a process imports pandas
Browse = Callable[..., AppTest]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of the ledger that the dashboard reads."""
    named = f"sqlite:///{tmp_path / 'ledger.db'}"
    monkeypatch.setenv("HEARSAY_DATABASE_URL", named)
    settings.cache_clear()
    yield named
    settings.cache_clear()


@pytest.fixture
def browse() -> Browse:
    """Opens a page of the dashboard with query parameters, as a browser does."""

    def open_page(path: str = "", /, **query: str) -> AppTest:
        app = AppTest.from_file(MAIN, default_timeout=PATIENCE_S)
        if path:
            pages = app.run()._registered_pages
            app._page_hash = next(key for key, row in pages.items() if row["url_pathname"] == path)
        app.query_params.update(query)
        return app.run()

    return open_page


@pytest.fixture
def filled(url: str) -> str:
    """A ledger of five claims, one of each outcome."""
    fill(url, small_ledger())
    return url


def fill(url: str, records: Sequence[Record]) -> None:
    engine = open_ledger(url)
    with writing(engine) as session:
        save(session, records)
    engine.dispose()


def shown(app: AppTest) -> str:
    """All HTML of the page, without its style and the script of its links."""
    assert not app.exception
    bodies = [row.proto.body for row in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<!-- Links")))


def text(app: AppTest) -> str:
    """What a reader sees of it."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", shown(app))).split())


def only(app: AppTest, kind: str) -> Any:
    """The one element of a kind that the test library has no type for."""
    (found,) = app.get(kind)
    return found


PAGES = [
    ("", {}),
    ("model", {}),
    ("claim", {}),
    ("claim", {"id": "abc"}),
    ("model", {"model": "x"}),
]


@pytest.mark.parametrize(("page", "query"), PAGES)
@pytest.mark.usefixtures("url")
def test_an_empty_ledger_explains_itself(browse: Browse, page: str, query: dict[str, str]) -> None:
    said = text(browse(page, **query))
    assert "make run" in said or "Which claim?" in said


@pytest.mark.usefixtures("filled")
def test_the_first_page_counts_every_outcome(browse: Browse) -> None:
    said = text(browse())
    for word in (
        "✓ Confirmed 1",
        "◐ Partly right 1",
        "✕ Refuted 1",
        "○ Open 1",
        "? Unverifiable 1",
    ):
        assert f"{word} 20% of 5 claims" in said


@pytest.mark.usefixtures("filled")
def test_claims_are_listed_in_plain_words(browse: Browse) -> None:
    said = text(browse())
    assert (
        "✕ Refuted GPT-5.5 · context window is 2,000,000 tokens 2 assertions 2 publishers "
        "strongest: certain ●●●●● first said April 2026 (the day is not known)" in said
    )
    assert "GPT-5.5 · is not released (as of 2 April 2026)" in said


@pytest.mark.usefixtures("filled")
def test_a_claim_without_a_day_says_that_it_is_unknown(browse: Browse) -> None:
    assert "first said day unknown" in text(browse(verdict="unverifiable"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"verdict": "refuted"}, "context window is"),
        ({"attribute": "codename"}, "has the codename “Turnip”"),
        ({"model": MODEL, "attribute": "price"}, "input price is $7.50 per million tokens"),
        ({"text": "turnip"}, "has the codename “Turnip”"),
        ({"text": "ada quill"}, "context window is"),
    ],
)
@pytest.mark.usefixtures("filled")
def test_the_url_says_which_claims_are_shown(
    browse: Browse, query: dict[str, str], words: str
) -> None:
    app = browse(**query)
    assert "1 claim" in text(app)
    assert words in text(app)


@pytest.mark.usefixtures("filled")
def test_a_publisher_is_found_by_its_name(browse: Browse) -> None:
    assert "2 claims" in text(browse(text=FORUM.name))


@pytest.mark.usefixtures("filled")
def test_a_choice_goes_into_the_url_and_can_be_taken_back(browse: Browse) -> None:
    app = browse(page="1")
    app.selectbox(key="pick-verdict").set_value(Outcome.open.value).run()
    assert app.query_params == {"verdict": "open"}
    assert "1 claim" in text(app)
    app.selectbox(key="pick-verdict").set_value(None).run()
    assert app.query_params == {}


@pytest.mark.usefixtures("filled")
def test_words_to_search_for_go_into_the_url(browse: Browse) -> None:
    app = browse()
    app.text_input(key="pick-text").set_value("nothing like it").run()
    assert app.query_params == {"text": "nothing like it"}
    assert "No claim fits." in text(app)


@pytest.mark.usefixtures("filled")
def test_an_unknown_choice_in_the_url_is_no_choice(browse: Browse) -> None:
    assert "5 claims" in text(browse(model="nobody/nothing", verdict="maybe"))


def many(number: int) -> list[Record]:
    article = document()
    said = [Assertion.of(article, proposition("variant", f"model-{one}")) for one in range(number)]
    claims = [Claim.of(row, None) for row in said]
    verdicts = [verdict(claim, Outcome.open) for claim in claims]
    return [PRESS.model_copy(), article, *claims, *said, *verdicts]


def test_claims_come_twenty_five_a_page(url: str, browse: Browse) -> None:
    fill(url, many(60))
    assert shown(browse()).count('class="says"') == 25
    assert shown(browse(page="3")).count('class="says"') == 10


@pytest.mark.parametrize("page", ["0", "99", "-1", "two", "²"])
def test_a_page_that_does_not_exist_is_the_nearest_one(url: str, browse: Browse, page: str) -> None:
    fill(url, many(30))
    assert 5 <= shown(browse(page=page)).count('class="says"') <= 25


def test_turning_the_page_goes_into_the_url(url: str, browse: Browse) -> None:
    fill(url, many(60))
    app = browse()
    only(app, "pagination").set_value(3).run()
    assert app.query_params == {"page": "3"}
    only(app, "pagination").set_value(1).run()
    assert app.query_params == {}


def test_another_choice_begins_at_its_first_page(url: str, browse: Browse) -> None:
    fill(url, many(60))
    app = browse(page="2")
    app.selectbox(key="pick-attribute").set_value("variant").run()
    assert app.query_params == {"attribute": "variant"}


def test_the_same_claims_can_be_taken_away_as_csv(filled: str, browse: Browse) -> None:
    assert only(browse(), "download_button").label == "Download as CSV"
    table = claims_page.csv_of(open_ledger(filled), Filters(outcome=Outcome.refuted), str)
    header, row = table.splitlines()
    assert header.startswith("id,model,attribute,claim,verdict,")
    assert row.endswith(",refuted,2026-03-25,It is refuted.,2,2,certain,2026-04-01")


def claim_of(said: Proposition) -> str:
    return Claim.of(said, None).id


@pytest.mark.usefixtures("filled")
def test_a_claim_shows_its_verdict_and_what_it_rests_on(browse: Browse) -> None:
    app = browse("claim", id=claim_of(WINDOW))
    said = text(app)
    assert "GPT-5.5's context window is 2,000,000 tokens" in said
    assert "✕ Refuted It is refuted." in said
    assert (
        "Context window: 1,050,000 tokens since 24 March 2026, public 25 March 2026 · "
        "the vendor ↗ As the model page had it." in said
    )
    assert "Could be known from 25 March 2026 · rule: number · last looked at 20 November" in said
    assert 'href="https://vendor.example/models"' in shown(app)


@pytest.mark.usefixtures("filled")
def test_a_claim_shows_everybody_who_said_it_the_oldest_first(browse: Browse) -> None:
    said = text(browse("claim", id=claim_of(WINDOW)))
    assert "2 assertions by 2 publishers, the oldest first" in said
    assert said.index("Kettle Talk") < said.index("The Lantern 2 April 2026")
    assert "Sounds low ●●○○○ , by its wording Speaker Ada Quill Basis a named person" in said
    assert "Read as this claim by: context window: said to hold" in said


@pytest.mark.usefixtures("filled")
def test_a_quote_stands_marked_within_its_context(browse: Browse) -> None:
    page = shown(browse("claim", id=claim_of(WINDOW)))
    assert f"first.\n<mark>{WORDS}</mark>\nThe evening" in page
    fragment = "GPT%2D5.5%20is%20said%20to%20hold%20two%20million%20tokens%20at%20once."
    assert f'href="https://lantern.example/kettles#:~:text={fragment}"' in page


@pytest.mark.usefixtures("filled")
def test_words_of_our_own_are_marked_as_ours(browse: Browse) -> None:
    said = text(browse("claim", id=claim_of(WINDOW)))
    assert "Says it holds two million. In our words, read from an excerpt of it" in said
    assert "Repeats The Lantern" in said


@pytest.mark.usefixtures("filled")
def test_a_statement_whose_words_are_not_kept_says_so(browse: Browse) -> None:
    said = text(browse("claim", id=claim_of(SECRET)))
    assert "The words themselves are not kept." in said
    assert "No public record is likely ever to settle this." in said


@pytest.mark.usefixtures("filled")
def test_what_was_known_to_be_false_when_it_was_published_is_marked(browse: Browse) -> None:
    assert "already false when published" in text(browse("claim", id=claim_of(WINDOW)))
    assert "already false when published" not in text(browse("claim", id=claim_of(SPUD)))


@pytest.mark.usefixtures("filled")
def test_a_claim_that_came_out_without_a_fact_asks_for_none(browse: Browse) -> None:
    absent = Claim.of(ABSENT, document().published).id
    said = text(browse("claim", id=absent))
    assert "◐ Partly right It is partly. rule: number" in said


@pytest.mark.usefixtures("filled")
def test_an_open_claim_says_what_is_missing_and_what_cannot_both_hold(browse: Browse) -> None:
    said = text(browse("claim", id=claim_of(PRICE)))
    assert "Missing: a statement on record" in said
    assert "These cannot all hold. 81 % and 72 % cannot both hold." in said
    assert "Sounds high ●●●●○ , stated as 81%, by its own label" in said


@pytest.mark.parametrize("asked", ["zzz", "", "%", "<script>alert(1)</script>"])
@pytest.mark.usefixtures("filled")
def test_a_claim_that_does_not_exist_leads_back_to_all_claims(browse: Browse, asked: str) -> None:
    page = shown(browse("claim", id=asked) if asked else browse("claim"))
    assert "Which claim?" in page
    assert "<script>alert" not in page


@pytest.mark.usefixtures("filled")
def test_the_board_has_every_model(browse: Browse) -> None:
    app = browse("model")
    assert "1 model, the most talked of first." in text(app)
    assert "GPT-5.5 5 ✓ Confirmed: 1 ◐ Partly right: 1" in text(app)
    assert f'href="model?model={MODEL.replace("/", "%2F")}"' in shown(app)


@pytest.mark.usefixtures("filled")
def test_a_model_shows_rumor_against_record(browse: Browse) -> None:
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


@pytest.mark.usefixtures("filled")
def test_a_model_has_a_timeline_with_the_same_in_words(browse: Browse) -> None:
    app = browse("model", model=MODEL)
    words = "5 dated assertions from 1 April 2026 to 2 April 2026, most of them in April 2026 (5)."
    assert words in text(app)
    assert "1 more bear no day." in text(app)
    assert words in only(app, "vega_lite_chart").proto.alt
    assert only(app, "download_button").label == "Download as CSV"


def test_a_long_list_of_values_is_folded(url: str, browse: Browse) -> None:
    fill(url, many(9))
    page = text(browse("model", model=MODEL))
    assert "3 more" in page


def test_a_model_without_any_day_has_no_timeline(url: str, browse: Browse) -> None:
    article = document(published=None)
    said = Assertion.of(article, SPUD)
    claim = Claim.of(said, None)
    fill(url, [PRESS.model_copy(), article, claim, said, verdict(claim, Outcome.open)])
    app = browse("model", model=MODEL)
    assert "None of these statements has a day." in text(app)
    assert not app.get("vega_lite_chart")


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
def test_hostile_text_is_shown_and_never_interpreted(url: str, browse: Browse, page: str) -> None:
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


def test_a_cell_that_a_spreadsheet_would_compute_is_text(url: str) -> None:
    article = document()
    said = Assertion.of(article, SPUD)
    claim = Claim.of(said, None)
    danger = verdict(claim, Outcome.open, reason="=HYPERLINK(1)")
    fill(url, [PRESS.model_copy(), article, claim, said, danger])
    assert ",'=HYPERLINK(1)," in claims_page.csv_of(open_ledger(url), Filters(), str)


def test_no_claims_make_an_empty_table(url: str) -> None:
    assert not claims_page.csv_of(open_ledger(url), Filters(), str)


@pytest.mark.usefixtures("url")
def test_a_ledger_that_is_no_database_is_named_with_what_to_do(
    tmp_path: Path, browse: Browse
) -> None:
    (tmp_path / "ledger.db").write_bytes(b"this is a shopping list, not a database" * 99)
    said = text(browse())
    assert "The ledger cannot be read." in said
    assert "ledger.db" in said
    assert "HEARSAY_DATABASE_URL" in said


def test_a_ledger_of_a_newer_program_is_named(url: str, tmp_path: Path, browse: Browse) -> None:
    open_ledger(url).dispose()
    with sqlite3.connect(tmp_path / "ledger.db") as ledger:
        ledger.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "update the program" in text(browse())


@pytest.mark.usefixtures("filled")
def test_a_ledger_that_breaks_while_it_is_read_is_named(tmp_path: Path, browse: Browse) -> None:
    browse()
    with sqlite3.connect(tmp_path / "ledger.db") as ledger:
        ledger.execute("DROP TABLE claim")
    assert "The ledger cannot be read." in text(browse())


@pytest.mark.usefixtures("filled")
def test_any_other_failure_of_ours_is_told(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:

    def refuse(_: View, __: str) -> str:
        raise HearsayError("names.toml, row 3: unknown key 'colour'")

    monkeypatch.setattr(View, "name_of", refuse)
    said = text(browse())
    assert "This cannot be shown. names.toml, row 3: unknown key 'colour'" in said


def test_names_of_benchmarks_and_unknown_ids_are_readable(filled: str) -> None:
    engine = open_ledger(filled)
    with reading(engine) as session:
        view = View(engine, session, document().public_on)
        assert view.name_of("nobody/zephyr-9")
        assert view.name_of("no-such-benchmark") == "no-such-benchmark"
        assert view.name_of("all") == "all others"
