"""The pages as of a day, and what a claim shows of its verdict beside the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.schema import Assertion, Claim, Conflict, Decision, Fact, VerdictChange
from app.store import open_ledger, writing
from app.vocabulary import ConflictKind, Outcome, Read
from tests.dashboard_samples import (
    MODEL,
    PRESS,
    WINDOW,
    browse,
    document,
    fill,
    named_ledger,
    proposition,
    shown,
    small_ledger,
    text,
    verdict,
)

OVERDUE = proposition("release_date", "2026-04-10", op="by", unit="date")


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of the ledger that the dashboard reads."""
    yield from named_ledger(tmp_path, monkeypatch)


@pytest.fixture
def filled(url: str) -> str:
    """A ledger of five claims, one of each outcome."""
    fill(url, small_ledger())
    return url


def claim_of(said: Any) -> str:
    return Claim.of(said, None).id


def known(value: Any, **more: Any) -> Fact:
    usual = {"valid_from": date(2026, 3, 24), "authority": "vendor"}
    return Fact.of(
        **WINDOW.model_dump() | usual | {"value": value, "url": "https://a.example"} | more
    )


@pytest.mark.usefixtures("filled")
def test_a_day_of_the_past_counts_and_lists_what_was_public_then() -> None:
    said = text(browse(as_of="2026-04-02"))
    assert "The ledger as it stood on 2 April 2026" in said
    assert "3 claims" in said
    assert "codename" not in said.partition("claims")[2]
    assert "4 claims" in text(browse(as_of="2026-04-30"))


@pytest.mark.usefixtures("filled")
def test_all_links_keep_the_day_but_the_one_back_to_today() -> None:
    page = shown(browse(as_of="2026-05-01", model=MODEL, page="1"))
    links = [part.partition('"')[0] for part in page.split('href="')[1:]]
    assert len(links) > 8
    [back] = [link for link in links if "as_of" not in link]
    assert back == "?model=openai%2Fgpt-5.5"


@pytest.mark.parametrize("asked", ["tomorrow", "2026-13-01", "1066-10-14", "9999-01-01", ""])
@pytest.mark.usefixtures("filled")
def test_what_is_no_day_of_the_past_is_today(asked: str) -> None:
    said = text(browse(as_of=asked))
    assert "as it stood" not in said
    assert "5 claims" in said


@pytest.mark.usefixtures("filled")
def test_a_chosen_day_goes_into_the_url_and_can_be_taken_back() -> None:
    app = browse(page="1")
    app.date_input(key="pick-as_of").set_value(date(2026, 4, 2)).run()
    assert app.query_params == {"as_of": "2026-04-02"}
    assert "3 claims" in text(app)
    app.date_input(key="pick-as_of").set_value(None).run()
    assert app.query_params == {}


@pytest.mark.usefixtures("filled")
def test_a_claim_as_of_a_day_shows_no_later_fact_and_no_later_text() -> None:
    said = text(browse("claim", id=claim_of(WINDOW), as_of="2026-04-29"))
    assert "1 assertion by 1 publisher" in said
    assert "Kettle Talk" not in said
    missing = text(browse("claim", id=claim_of(WINDOW), as_of="2026-04-01"))
    assert "No single claim that anybody had made by 1 April 2026" in missing


@pytest.mark.usefixtures("filled")
def test_a_model_and_the_board_show_the_day() -> None:
    assert "1 model, the most talked of first." in text(browse("model", as_of="2026-04-02"))
    said = text(browse("model", model=MODEL, as_of="2026-04-02"))
    assert "1,050,000 tokens since 24 March 2026" in said
    assert "Turnip" not in said
    assert "128,000" not in said
    later = text(browse("model", model=MODEL, as_of="2026-05-01"))
    assert "128,000 tokens since 24 April 2026, public" in later


@pytest.mark.usefixtures("filled")
def test_a_document_that_was_not_public_is_not_shown() -> None:
    asked = document().id
    assert "3 claims in it" in text(browse("document", id=asked, as_of="2026-04-02"))
    assert "Which document?" in text(browse("document", id=asked, as_of="2026-04-01"))


@pytest.mark.parametrize("page", ["runs", "queue"])
@pytest.mark.usefixtures("filled")
def test_pages_that_know_today_alone_do_not_say_that_they_show_another_day(page: str) -> None:
    assert "as it stood" not in text(browse(page, as_of="2026-04-02"))


def said_once(url: str, claim: Claim, *more: Any, **verdict_fields: Any) -> None:
    article = document()
    fields = {"outcome": Outcome.confirmed} | verdict_fields
    record = verdict(claim, **fields)
    fill(url, [PRESS.model_copy(), article, claim, Assertion.of(article, claim), *more, record])


def test_an_overdue_claim_has_a_mark_a_filter_and_its_days(url: str) -> None:
    claim = Claim.of(OVERDUE, None)
    late = {"overdue": True, "deadline": date(2026, 4, 10), "outcome": Outcome.open}
    said_once(url, claim, **late)
    assert "◷ Overdue 1 100% of 1 claim" in text(browse())
    assert "1 claim" in text(browse(verdict="overdue"))
    assert "No claim fits." in text(browse(verdict="open"))
    said = text(browse("claim", id=claim.id))
    assert "◷ Overdue" in said
    assert "Its time ran until 10 April 2026 Silence counts after 9 June 2026" in said
    assert (
        "Confirmed A record puts its first public availability on 10 April 2026 or earlier" in said
    )


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"true_from": date(2026, 4, 3)}, "not yet so when published"),
        ({"stale_since": date(2026, 4, 2)}, "stale when published"),
        ({"true_from": date(2026, 4, 2), "stale_since": date(2026, 4, 3)}, None),
    ],
)
def test_a_statement_tells_how_it_stood_on_its_day(
    url: str, days: dict[str, date], told: str | None
) -> None:
    said_once(url, Claim.of(WINDOW, None), **days)
    said = text(browse("claim", id=claim_of(WINDOW)))
    assert (told in said) if told else ("when published" not in said)
    if "stale_since" in days:
        assert f"Stale since {days['stale_since'].day} April 2026" in said


def test_facts_that_say_otherwise_stand_apart(url: str) -> None:
    lead, other = known(2_000_000), known(1, authority="press", url="https://b.example/x")
    facts = {"facts": [lead.id], "dissent": [other.id]}
    said_once(url, Claim.of(WINDOW, None), lead, other, **facts)
    said = text(browse("claim", id=claim_of(WINDOW)))
    before, _, after = said.partition("On record, and otherwise")
    assert "2,000,000 tokens since" in before
    assert "1 tokens since" in after
    assert "the press, b.example" in after


def test_what_people_decided_and_how_the_verdict_changed_is_shown(url: str) -> None:
    claim = Claim.of(WINDOW, None)
    word = Decision.of(
        claim_id=claim.id,
        kind="decides",
        outcome="partly",
        because="Half of it is so.",
        by="Ada Quill",
        decided_at=datetime(2026, 5, 1, 9, 30, tzinfo=UTC),
    )
    said_once(url, claim, word)
    change = VerdictChange(
        claim_id=claim.id,
        before=Outcome.open,
        after=Outcome.confirmed,
        changed_on=date(2026, 5, 2),
        reason="On 2026-05-02 openai/gpt-5.5 had it.",
    )
    engine = open_ledger(url)
    with writing(engine) as session:
        session.add(change)
    said = text(browse("claim", id=claim.id))
    assert "Ada Quill ◐ Partly right 1 May 2026, 09:30 UTC Half of it is so." in said
    assert "2 May 2026: ○ Open → ✓ Confirmed On 2 May 2026 GPT-5.5 had it." in said
    early = text(browse("claim", id=claim.id, as_of="2026-04-30"))
    assert "Ada Quill" not in early
    assert "How the verdict changed" not in early


def test_a_conflict_leads_to_the_other_document(url: str) -> None:
    claim, other = Claim.of(WINDOW, None), document(name="other.txt")
    note = Conflict(
        id="d",
        claim_id=claim.id,
        document_id=document().id,
        other_document_id=other.id,
        kind=ConflictKind.distorted,
        note="It says 2; the credited text of 2026-04-02 says 1.",
    )
    said_once(url, claim, other, note)
    app = browse("claim", id=claim.id)
    assert "It credits somebody who said it otherwise." in text(app)
    assert "the credited text of 2 April 2026 says 1" in text(app)
    assert f'href="document?id={other.id}"' in shown(app)
    assert "this document · the other one" in text(app)


def test_what_was_read_second_hand_counts_for_its_speaker_only(url: str) -> None:
    article = document(read=Read.secondhand, text="")
    claim = Claim.of(WINDOW, None)
    said = Assertion.of(article, claim, gist="Two million.", speaker="Ada Quill")
    fill(url, [PRESS.model_copy(), article, claim, said, verdict(claim, Outcome.open)])
    assert "second hand, from another text about it: it counts for Ada Quill only" in text(
        browse("claim", id=claim.id)
    )


def test_values_that_follow_one_another_are_shown_with_their_days(url: str) -> None:
    first = known(1_000_000, valid_to=date(2026, 5, 1))
    second = known(2_000_000, valid_from=date(2026, 5, 1))
    fill(url, [*small_ledger(), first, second])
    said = text(browse("model", model=MODEL))
    assert "1 earlier value 1,000,000 tokens since 24 March 2026 until 1 May 2026" in said
    assert said.index("2,000,000 tokens since 1 May 2026") < said.index("1 earlier value")


def test_a_line_up_reads_as_a_sentence(url: str) -> None:
    listed = Fact.of(
        model="openai/all-models",
        attribute="other",
        qualifier="lineup",
        value=[f"openai/gpt-{one}" for one in range(83)],
        valid_from=date(2026, 6, 1),
        authority="catalogue",
        url="https://models.dev/api.json",
    )
    said_once(url, Claim.of(WINDOW, None), listed, facts=[listed.id])
    assert "models.dev listed 83 models of OpenAI" in text(browse("claim", id=claim_of(WINDOW)))
