"""The list of claims and the page of one claim, as Streamlit runs them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.dashboard import claims as claims_page
from app.dashboard.view import View
from app.schema import Assertion, Claim, Proposition
from app.store import open_ledger, reading
from app.store.queries import Filters
from app.vocabulary import Outcome, Standing
from tests.dashboard_samples import (
    ABSENT,
    ADDED,
    FORUM,
    MODEL,
    PRESS,
    PRICE,
    SECRET,
    SPUD,
    WINDOW,
    WORDS,
    browse,
    document,
    fill,
    many,
    named_ledger,
    only,
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


@pytest.mark.usefixtures("filled")
def test_the_first_page_counts_every_outcome() -> None:
    said = text(browse())
    for word in (
        "✓ Confirmed 1",
        "◐ Partly right 1",
        "✕ Refuted 1",
        "○ Open 1",
        "? Unverifiable 1",
    ):
        assert f"{word} 20% of 5 claims" in said
    assert "◷ Overdue 0 0% of 5 claims" in said


@pytest.mark.usefixtures("filled")
def test_claims_are_listed_in_plain_words() -> None:
    said = text(browse())
    assert (
        "✕ Refuted GPT-5.5 · context window is 2,000,000 tokens 2 assertions 2 publishers "
        "strongest: certain ●●●●● first said April 2026 (the day is not known)" in said
    )
    assert "GPT-5.5 · is not released (as of 2 April 2026)" in said


@pytest.mark.usefixtures("filled")
def test_a_claim_without_a_day_says_that_it_is_unknown() -> None:
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
def test_the_url_says_which_claims_are_shown(query: dict[str, str], words: str) -> None:
    app = browse(**query)
    assert "1 claim" in text(app)
    assert words in text(app)


@pytest.mark.usefixtures("filled")
def test_a_publisher_is_found_by_its_name() -> None:
    assert "2 claims" in text(browse(text=FORUM.name))


@pytest.mark.usefixtures("filled")
def test_a_choice_goes_into_the_url_and_can_be_taken_back() -> None:
    app = browse(page="1")
    app.selectbox(key="pick-verdict").set_value(Outcome.open.value).run()
    assert app.query_params == {"verdict": "open"}
    assert "1 claim" in text(app)
    app.selectbox(key="pick-verdict").set_value(None).run()
    assert app.query_params == {}


@pytest.mark.usefixtures("filled")
def test_words_to_search_for_go_into_the_url() -> None:
    app = browse()
    app.text_input(key="pick-text").set_value("nothing like it").run()
    assert app.query_params == {"text": "nothing like it"}
    assert "No claim fits." in text(app)


@pytest.mark.usefixtures("filled")
def test_an_unknown_choice_in_the_url_is_no_choice() -> None:
    assert "5 claims" in text(browse(model="nobody/nothing", verdict="maybe"))


def test_claims_come_twenty_five_a_page(url: str) -> None:
    fill(url, many(60))
    assert shown(browse()).count('class="says"') == 25
    assert shown(browse(page="3")).count('class="says"') == 10


@pytest.mark.parametrize("page", ["0", "99", "-1", "two", "²"])
def test_a_page_that_does_not_exist_is_the_nearest_one(url: str, page: str) -> None:
    fill(url, many(30))
    assert 5 <= shown(browse(page=page)).count('class="says"') <= 25


def test_turning_the_page_goes_into_the_url(url: str) -> None:
    fill(url, many(60))
    app = browse()
    only(app, "pagination").set_value(3).run()
    assert app.query_params == {"page": "3"}
    only(app, "pagination").set_value(1).run()
    assert app.query_params == {}


def test_another_choice_begins_at_its_first_page(url: str) -> None:
    fill(url, many(60))
    app = browse(page="2")
    app.selectbox(key="pick-attribute").set_value("variant").run()
    assert app.query_params == {"attribute": "variant"}


def test_the_same_claims_can_be_taken_away_as_csv(filled: str) -> None:
    assert only(browse(), "download_button").label == "Download as CSV"
    table = csv(filled, Filters(standing=Standing.refuted))
    header, row = table.splitlines()
    assert header.startswith("id,model,attribute,claim,verdict,")
    assert row.endswith(",refuted,2026-03-25,,,,It is refuted.,2,2,certain,2026-04-01")


def csv(url: str, filters: Filters, as_of: date | None = None) -> str:
    engine = open_ledger(url)
    with reading(engine) as session:
        return claims_page.csv_of(View(engine, session, ADDED, as_of), filters)


def claim_of(said: Proposition) -> str:
    return Claim.of(said, None).id


@pytest.mark.usefixtures("filled")
def test_a_claim_shows_its_verdict_and_what_it_rests_on() -> None:
    app = browse("claim", id=claim_of(WINDOW))
    said = text(app)
    assert "GPT-5.5's context window is 2,000,000 tokens" in said
    assert "✕ Refuted It is refuted." in said
    assert (
        "Context window: 1,050,000 tokens since 24 March 2026, public 25 March 2026 · "
        "the vendor, vendor.example ↗ As the model page had it." in said
    )
    assert "Could be known from 25 March 2026 Tolerance 10% of the figure on record" in said
    assert "rule: number · last looked at 20 November 2026" in said
    assert 'href="https://vendor.example/models"' in shown(app)


@pytest.mark.usefixtures("filled")
def test_a_claim_shows_everybody_who_said_it_the_oldest_first() -> None:
    said = text(browse("claim", id=claim_of(WINDOW)))
    assert "2 assertions by 2 publishers, the oldest first" in said
    assert said.index("Kettle Talk") < said.index("The Lantern 2 April 2026")
    assert "Sounds low ●●○○○ , by its wording Speaker Ada Quill Basis a named person" in said
    assert "Read as this claim by: context window: said to hold" in said


@pytest.mark.usefixtures("filled")
def test_a_quote_stands_marked_within_its_context() -> None:
    page = shown(browse("claim", id=claim_of(WINDOW)))
    assert f"first.\n<mark>{WORDS}</mark>\nThe evening" in page
    fragment = "GPT%2D5.5%20is%20said%20to%20hold%20two%20million%20tokens%20at%20once."
    assert f'href="https://lantern.example/kettles#:~:text={fragment}"' in page


@pytest.mark.usefixtures("filled")
def test_words_of_our_own_are_marked_as_ours() -> None:
    said = text(browse("claim", id=claim_of(WINDOW)))
    assert "Says it holds two million. In our words, read from an excerpt of it" in said
    assert "Repeats The Lantern" in said


@pytest.mark.usefixtures("filled")
def test_a_statement_whose_words_are_not_kept_says_so() -> None:
    said = text(browse("claim", id=claim_of(SECRET)))
    assert "The words themselves are not kept." in said
    assert "Unverifiable More than 30 days after GPT-5.5 came out, or was given up" in said


@pytest.mark.usefixtures("filled")
def test_what_was_known_to_be_false_when_it_was_published_is_marked() -> None:
    assert "already false when published" in text(browse("claim", id=claim_of(WINDOW)))
    assert "already false when published" not in text(browse("claim", id=claim_of(SPUD)))


@pytest.mark.usefixtures("filled")
def test_a_claim_that_came_out_without_a_fact_asks_for_none() -> None:
    absent = Claim.of(ABSENT, document().published).id
    said = text(browse("claim", id=absent))
    assert "◐ Partly right It is partly. What was to settle it" in said
    assert "On record" not in said


@pytest.mark.usefixtures("filled")
def test_an_open_claim_says_what_would_settle_it_and_what_cannot_both_hold() -> None:
    said = text(browse("claim", id=claim_of(PRICE)))
    assert (
        "What would settle it Confirmed A record puts its price (input) between 7.45 and 7.55 USD"
        in said
    )
    assert "Who can tell The vendor, its catalogue, other catalogues" in said
    assert "These cannot all hold. 81 % and 72 % cannot both hold." in said
    assert "Sounds high ●●●●○ , stated as 81%, by its own label" in said


@pytest.mark.parametrize("asked", ["zzz", "", "%", "<script>alert(1)</script>"])
@pytest.mark.usefixtures("filled")
def test_a_claim_that_does_not_exist_leads_back_to_all_claims(asked: str) -> None:
    page = shown(browse("claim", id=asked) if asked else browse("claim"))
    assert "Which claim?" in page
    assert "<script>alert" not in page


def test_a_cell_that_a_spreadsheet_would_compute_is_text(url: str) -> None:
    article = document()
    said = Assertion.of(article, SPUD)
    claim = Claim.of(said, None)
    danger = verdict(claim, Outcome.open, reason="=HYPERLINK(1)")
    fill(url, [PRESS.model_copy(), article, claim, said, danger])
    assert ",'=HYPERLINK(1)," in csv(url, Filters())


def test_no_claims_make_an_empty_table(url: str) -> None:
    assert not csv(url, Filters())


@pytest.mark.usefixtures("filled")
def test_a_statement_that_is_repeated_is_named_by_its_source_and_day() -> None:
    said = text(browse("claim", id=claim_of(SPUD)))
    assert "Repeats The Lantern, 25 March 2026" in said
