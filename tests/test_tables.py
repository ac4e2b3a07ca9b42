from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from app.publish import lines, tables
from app.schema import Assertion, Decision, Document, Source, VerdictChange
from app.store.queries import ClaimView, Spoken
from app.vocabulary import Outcome, Read
from tests.conftest import NOW
from tests.test_lines import WINDOW, view

__all__ = ["view"]  # a fixture is found by its name


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")


def test_assertions_are_shown_with_their_place_and_confidence(
    view: ClaimView, capsys: pytest.CaptureFixture[str]
) -> None:
    spoken = view.spoken[0]
    tables.print_assertions("a.txt", [lines.assertion_row(spoken.assertion, spoken.document.name)])
    shown = capsys.readouterr().out
    assert re.search(r"a\.txt: 1 assertion\s", shown)
    assert "36-97" in shown
    assert "2,000,000 tokens" in shown
    assert "low (40%)" in shown


def test_settled_lines_are_shown_with_verdict_and_reason(
    view: ClaimView, capsys: pytest.CaptureFixture[str]
) -> None:
    spoken = view.spoken[0]
    row = lines.assertion_row(spoken.assertion, spoken.document.name)
    settled = lines.settled_row(view.verdict, None, spoken.document.published)
    tables.print_settled([row | settled])
    shown = capsys.readouterr().out
    assert "✗ refuted, already false when published" in shown
    assert "The record says 1,050,000 tokens." in shown
    assert "knowable from 2026-04-01" in shown


def test_claims_are_shown_one_a_row(view: ClaimView, capsys: pytest.CaptureFixture[str]) -> None:
    tables.print_claims([view, replace(view, spoken=view.spoken * 2)])
    shown = capsys.readouterr().out
    assert view.claim.id[:8] in shown
    counts = "0 confirmed, 0 partly, 2 refuted, 0 open, 0 overdue, 0 unverifiable"
    assert f"2 claims: {counts}" in shown
    assert "once" in shown
    assert "2 times" in shown
    assert "✗ refuted" in shown


def test_what_was_added_is_told(
    view: ClaimView, article: Document, source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    tables.print_added(is_new=True, document=article, source=source, views=[view])
    assert "nimbus.txt, Rumour Mill, 2026-04-02: taken in" in capsys.readouterr().out
    tables.print_added(is_new=False, document=article, source=source, views=[view])
    assert "already known, nothing changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "told"),
    [("de", "taken in; in German: kept, not read"), ("en", "taken in\n"), (None, "taken in\n")],
)
def test_a_document_that_is_not_in_english_is_said_to_be_kept_but_not_read(
    code: str | None,
    told: str,
    article: Document,
    source: Source,
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = article.model_copy(update={"language": code})
    tables.print_added(is_new=True, document=document, source=source, views=[])
    shown = capsys.readouterr().out
    assert told in shown
    assert ("not read" in shown) is (code == "de")


def test_one_claim_is_shown_with_its_quote_its_facts_and_its_conflicts(
    view: ClaimView, capsys: pytest.CaptureFixture[str]
) -> None:
    tables.print_claim(view)
    shown = capsys.readouterr().out
    assert "cannot both hold" in shown
    assert "https://example.com/models/gpt-5.5" in shown
    assert "2-million-token context window" in shown
    assert "already false when published" in shown


def test_a_statement_without_its_text_is_said_to_be_in_our_words(
    view: ClaimView, article: Document, source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    said = Assertion.of(article, WINDOW, gist="two million, they say", sourcing="named")
    tables.print_claim(replace(view, spoken=(Spoken(said, article, source),)))
    shown = capsys.readouterr().out
    assert "in our words: two million, they say" in shown
    assert "author (named)" in shown


def test_markup_in_a_text_stays_text(
    view: ClaimView, article: Document, source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    said = Assertion.of(article, WINDOW, gist="[red]alarm[/red] \x1b[2J")
    tables.print_claim(replace(view, spoken=(Spoken(said, article, source),)))
    shown = capsys.readouterr().out
    assert "[red]alarm[/red]" in shown
    assert "\x1b[2J" not in shown


def test_an_open_claim_says_what_would_settle_it_and_a_settled_one_does_not(
    view: ClaimView, capsys: pytest.CaptureFixture[str]
) -> None:
    tables.print_claim(view)
    assert "would confirm" not in capsys.readouterr().out
    late = {"outcome": Outcome.open, "overdue": True, "deadline": date(2026, 4, 3)}
    tables.print_claim(replace(view, verdict=view.verdict.model_copy(update=late)))
    shown = capsys.readouterr().out
    assert "would confirm it: A record puts its context window between 1,818,190" in shown
    assert "◷ overdue" in shown
    assert "its time runs until 2026-04-03" in shown


def test_facts_that_say_otherwise_and_the_words_of_people_are_shown(
    view: ClaimView, capsys: pytest.CaptureFixture[str]
) -> None:
    word = Decision.of(
        claim_id=view.claim.id,
        kind="decides",
        outcome="partly",
        because="Half of it.",
        by="Ada",
        decided_at=NOW,
    )
    change = VerdictChange(
        claim_id=view.claim.id,
        before=Outcome.open,
        after=Outcome.refuted,
        changed_on=NOW.date(),
        reason="r",
    )
    told = replace(view, dissent=view.facts, decisions=(word,), changes=(change,))
    tables.print_claim(told, date(2026, 11, 20))
    shown = capsys.readouterr().out
    assert "as it stood on 2026-11-20" in shown
    assert "otherwise: 1,050,000 tokens (vendor" in shown
    assert "Ada 2026-11-20 12:00: partly, Half of it." in shown
    assert "2026-11-20: open → refuted" in shown


def test_what_was_read_second_hand_counts_for_its_speaker_only(
    view: ClaimView, capsys: pytest.CaptureFixture[str]
) -> None:
    spoken = view.spoken[0]
    document = spoken.document.model_copy(update={"read": Read.secondhand})
    tables.print_claim(replace(view, spoken=(replace(spoken, document=document),)))
    assert "counts for its speaker only" in capsys.readouterr().out
