"""What people decide: appended, settled at once, given back, shipped, seen as of a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete
from sqlmodel import col, select

from app import past, pipeline
from app.errors import DataFileError, DecisionError, NotFoundError
from app.schema import Assertion, Claim, Concern, Decision, Verdict, VerdictChange
from app.settings import PROJECT
from app.settling import settle_shipped
from app.shipped_decisions import CorrectionEntry, read_decisions
from app.store import reading, writing
from app.store.decisions import decisions, decisions_of
from app.verdicts import decided, last_word
from app.vocabulary import DecisionKind, Outcome
from tests.deciding_samples import (
    DAY,
    NOON,
    ORB,
    PAGE,
    SIZE,
    claim_id,
    dispute,
    fact,
    fill,
    say,
    text,
    verdict_of,
)

WINDOW: dict[str, Any] = {"attribute": "context_window", "value": 1_000_000, "unit": "tokens"}
RECORDED = fact("context_window", 400_000, unit="tokens")
ENTRY = f"""
[[correction]]
model = "{ORB}"
attribute = "parameter_count"
value = 2e12
unit = "parameters"
outcome = "partly"
because = "The paper gives active parameters alone."
evidence = "{PAGE}"
by = "The editors"
decided_at = 2031-05-01
known_on = 2030-10-01
"""


@pytest.fixture
def filled(ledger: Engine) -> Engine:
    """A ledger where one publisher states a size and a window, and the window is on record."""
    fill(ledger, text(), text("The Lantern", **WINDOW), RECORDED)
    return ledger


def made(outcome: str | None, hours: float, kind: str = "decides", by: str = "Ann") -> Decision:
    return Decision.of(
        claim_id="c",
        kind=kind,
        outcome=outcome,
        because="So it is",
        by=by,
        decided_at=NOON + timedelta(hours=hours),
    )


def test_a_decision_stands_in_the_place_of_the_rules_verdict(filled: Engine) -> None:
    assert verdict_of(filled).outcome is Outcome.open
    told = say(filled, "confirmed", known_on=date(2030, 10, 1))
    assert told.before
    assert told.after
    assert (told.before.outcome, told.after.outcome) == (Outcome.open, Outcome.confirmed)
    now = verdict_of(filled)
    assert (now.outcome, now.rule, now.decision) == ("confirmed", "decision", told.decision.id)
    assert now.knowable_from == date(2030, 10, 1)
    assert now.reason.startswith(
        "Ann decided on 2031-06-01: The page says so. The rule number says"
    )


def test_what_became_of_the_verdict_is_put_down(filled: Engine) -> None:
    told = say(filled, "confirmed")
    with reading(filled) as session:
        [change] = session.exec(select(VerdictChange)).all()
    assert (change.before, change.after) == (Outcome.open, Outcome.confirmed)
    assert (change.decision, change.changed_on) == (told.decision.id, DAY)


def test_a_later_word_stands_and_the_earlier_one_is_kept(filled: Engine) -> None:
    say(filled, "confirmed")
    say(filled, "refuted", after=1, by="Ben")
    assert verdict_of(filled).outcome is Outcome.refuted
    with reading(filled) as session:
        kept = decisions_of(session, claim_id())
    assert [(one.by, one.outcome) for one in kept] == [("Ann", "confirmed"), ("Ben", "refuted")]


def test_words_of_one_instant_keep_the_order_in_which_they_came(filled: Engine) -> None:
    for outcome in ("confirmed", "refuted", "partly", "open"):
        say(filled, outcome)
    assert verdict_of(filled).outcome is Outcome.open
    with reading(filled) as session:
        kept = [one.outcome for one in decisions_of(session, claim_id())]
    assert kept == ["confirmed", "refuted", "partly", "open"]


def test_the_word_can_be_given_back_to_the_rule(filled: Engine) -> None:
    known = claim_id(**WINDOW)
    before = verdict_of(filled, known)
    say(filled, "confirmed", known)
    back = say(filled, None, known, after=1)
    now = verdict_of(filled, known)
    assert back.after
    assert (now.outcome, now.rule, now.decision) == (Outcome.refuted, "number", None)
    assert (now.reason, now.facts) == (before.reason, before.facts)


def test_a_dispute_changes_no_verdict(filled: Engine) -> None:
    before = verdict_of(filled)
    told = dispute(filled)
    assert told.decision.kind is DecisionKind.disputes
    assert verdict_of(filled).model_dump() == before.model_dump()


def test_a_dispute_can_be_answered_in_favour_of_the_rule(filled: Engine) -> None:
    dispute(filled)
    assert say(filled, None, after=1).decision.outcome is None
    assert verdict_of(filled).decision is None


@pytest.mark.parametrize(
    ("word", "lacks"),
    [
        ({"because": "  \n "}, "say because of what"),
        ({"by": " "}, "say who decides"),
        ({"evidence": None}, "needs an address"),
        ({"evidence": "  "}, "needs an address"),
        ({"evidence": "acme.example/orb-5"}, "no http"),
        ({"evidence": "javascript:alert(1)"}, "no http"),
        ({"evidence": "ftp://acme.example/orb"}, "no http"),
        ({"evidence": "https://"}, "no http"),
        ({"evidence": "https://[broken"}, "no http"),
        ({"evidence": "https://acme.example/a b"}, "no http"),
        ({"evidence": "https://acme.example/" + "x" * 2000}, "no http"),
        ({"because": "long " * 401}, "at most 2,000"),
        ({"by": "A" * 201}, "at most"),
        ({"known_on": DAY + timedelta(1)}, "yet to come"),
    ],
)
def test_a_word_that_lacks_something_is_refused_and_changes_nothing(
    filled: Engine, word: dict[str, Any], lacks: str
) -> None:
    with pytest.raises(DecisionError, match=lacks):
        say(filled, "refuted", **word)
    with reading(filled) as session:
        assert decisions(session) == []
    assert verdict_of(filled).outcome is Outcome.open


@pytest.mark.parametrize("outcome", ["open", "unverifiable"])
def test_what_no_page_could_bear_out_needs_none(filled: Engine, outcome: str) -> None:
    say(filled, outcome, evidence=None)
    now = verdict_of(filled)
    assert (now.outcome, now.knowable_from, now.rule) == (outcome, None, "decision")


def test_the_same_word_twice_in_a_row_is_refused(filled: Engine) -> None:
    say(filled, "confirmed")
    with pytest.raises(DecisionError, match="Ann said just that last, on 2031-06-01"):
        say(filled, "confirmed", after=1, because=" The  page says so. ")
    dispute(filled, after=2)
    say(filled, "confirmed", after=3)
    with reading(filled) as session:
        assert len(decisions(session)) == 3


@pytest.mark.parametrize("times", [0, 1])
def test_the_rule_is_not_given_back_what_it_has(filled: Engine, times: int) -> None:
    if times:
        say(filled, "confirmed")
        say(filled, None, after=1)
    with pytest.raises(DecisionError, match="the rule has the word already"):
        say(filled, None, after=2, by="Ben")


@pytest.mark.parametrize("known", ["", "zzzz", "%"])
def test_an_unknown_claim_is_an_error(filled: Engine, known: str) -> None:
    with pytest.raises(NotFoundError):
        say(filled, "confirmed", known or "\u2014")


def test_a_claim_is_found_by_how_its_id_begins(filled: Engine) -> None:
    assert say(filled, "confirmed", claim_id()[:9]).decision.claim_id == claim_id()


def test_a_decision_outlives_its_claim_and_can_be_given_back(filled: Engine) -> None:
    say(filled, "confirmed")
    drop(filled, claim_id())
    with pytest.raises(NotFoundError):
        say(filled, "refuted", after=1)
    told = say(filled, None, after=1)
    assert (told.claim, told.before, told.after) == (None, None, None)
    with reading(filled) as session:
        assert [claim for _, claim in decisions(session)] == [None, None]


def drop(engine: Engine, known: str) -> None:
    with writing(engine) as session:
        for table in (Verdict, Assertion, Concern):
            session.execute(delete(table).where(col(table.claim_id) == known))
        session.execute(delete(Claim).where(col(Claim.id) == known))


def test_a_decision_survives_a_rebuild(filled: Engine) -> None:
    say(filled, "confirmed")
    before = verdict_of(filled).model_dump()
    pipeline.rebuild(filled, DAY)
    assert verdict_of(filled).model_dump() == before


def test_nobody_sees_a_decision_before_its_day(filled: Engine) -> None:
    say(filled, "confirmed")
    with reading(filled) as session:
        yesterday = past.claim(session, claim_id(), DAY - timedelta(1)).verdict
        assert (yesterday.outcome, yesterday.decision) == (Outcome.open, None)
        assert past.claim(session, claim_id(), DAY).verdict.outcome is Outcome.confirmed
        assert decisions(session, DAY - timedelta(1)) == []
        assert decisions_of(session, claim_id(), DAY - timedelta(1)) == []
        assert len(decisions_of(session, claim_id(), DAY)) == 1


@given(st.lists(st.tuples(st.sampled_from([*Outcome, None]), st.integers(-9, 9)), max_size=6))
def test_the_last_word_is_that_of_the_latest_by_the_day_whatever_their_order(
    words: list[tuple[Outcome | None, int]],
) -> None:
    made_by = {hours * 24: outcome for outcome, hours in words}
    known = [made(outcome, hours) for hours, outcome in made_by.items()]
    known += [made(None, 1000, "disputes")]
    by_now = {hours: outcome for hours, outcome in made_by.items() if hours <= 0}
    expected = by_now[max(by_now)] if by_now else None
    found = last_word(known, DAY)
    assert (found.outcome if found else None) == expected


def ruling(outcome: str, **more: Any) -> Verdict:
    usual = {"claim_id": "c", "reason": "It was seen.", "rule": "number"}
    return Verdict.checked({"outcome": outcome, **usual, **more})


def test_facts_stay_with_a_word_that_they_bear_out() -> None:
    day = date(2030, 9, 10)
    seen = ruling("confirmed", facts=["a"], dissent=["b"], true_from=day, stale_since=DAY)
    found = decided(seen, made("confirmed", 0))
    assert (found.facts, found.dissent) == (["a"], ["b"])
    assert (found.true_from, found.stale_since) == (day, DAY)


@pytest.mark.parametrize(
    ("rule_says", "outweighed"), [("refuted", ["a", "b"]), ("unverifiable", ["b"])]
)
def test_facts_that_settled_it_otherwise_are_outweighed(
    rule_says: str, outweighed: list[str]
) -> None:
    seen = ruling(rule_says, facts=["a"], dissent=["b"], true_from=DAY)
    found = decided(seen, made("confirmed", 0))
    assert (found.facts, found.dissent, found.true_from) == ([], outweighed, None)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_is_open_can_be_overdue(outcome: Outcome) -> None:
    seen = ruling("open", overdue=True, deadline=DAY)
    found = decided(seen, made(outcome, 0))
    assert found.overdue is (outcome is Outcome.open)
    assert found.deadline == DAY


def corrections(data: Path, text: str) -> None:
    (data / "corrections.toml").write_text(text)


def test_a_shipped_decision_finds_its_claim_by_what_it_says(data: Path) -> None:
    corrections(data, ENTRY)
    [one] = read_decisions()
    assert (one.claim_id, one.by, one.shipped) == (claim_id(), "The editors", True)
    assert one.decided_at.isoformat() == "2031-05-01T00:00:00+00:00"


def test_a_shipped_decision_comes_and_goes_with_its_file(data: Path, ledger: Engine) -> None:
    fill(ledger, text())
    corrections(data, ENTRY)
    pipeline.fill(ledger, DAY)
    now = verdict_of(ledger)
    assert (now.outcome, now.knowable_from) == (Outcome.partly, date(2030, 10, 1))
    assert pipeline.fill(ledger, DAY) == 0
    corrections(data, "")
    pipeline.fill(ledger, DAY)
    assert verdict_of(ledger).decision is None
    with reading(ledger) as session:
        assert decisions(session) == []


def test_a_persons_decision_stays_when_the_shipped_ones_change(data: Path, ledger: Engine) -> None:
    fill(ledger, text())
    say(ledger, "refuted")
    corrections(data, ENTRY)
    pipeline.fill(ledger, DAY)
    assert verdict_of(ledger).outcome is Outcome.refuted
    corrections(data, "")
    pipeline.fill(ledger, DAY)
    assert verdict_of(ledger).outcome is Outcome.refuted


@pytest.mark.parametrize(("day", "outcome"), [("2031-05-01", "partly"), ("2031-04-30", "open")])
def test_a_line_without_a_ledger_is_settled_by_the_shipped_decision_too(
    data: Path, day: str, outcome: str
) -> None:
    corrections(data, ENTRY)
    said = CorrectionEntry.model_validate(
        SIZE | {"outcome": "open", "because": "x", "by": "y", "decided_at": DAY}
    ).proposition()
    [(verdict, deciding)] = settle_shipped([(said, date(2030, 8, 1))], date.fromisoformat(day))
    assert (verdict.outcome, deciding) == (outcome, None)


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        ("outcome =", "verdict =", "outcome: Field required"),
        ('"partly"', '"maybe"', "outcome"),
        ('"parameter_count"', '"colour"', "unknown attribute"),
        (f'evidence = "{PAGE}"\n', "", "needs its evidence"),
        (PAGE, "acme", "evidence"),
        ("The paper gives active parameters alone.", "", "because"),
        ("known_on = 2030-10-01", "known_on = 2031-10-01", "is after decided_at"),
        ("known_on = 2030-10-01", "as_of = 2030-10-01", "does not speak of its day"),
        ("known_on = 2030-10-01", ENTRY, "the same day"),
    ],
)
def test_an_entry_that_breaks_the_schema_names_file_and_place(
    data: Path, changed: str, to: str, said: str
) -> None:
    corrections(data, ENTRY.replace(changed, to))
    with pytest.raises(DataFileError, match=said) as error:
        read_decisions()
    assert error.value.path.name == "corrections.toml"
    assert error.value.entry.startswith("correction ")


def test_the_day_of_a_text_tells_denials_apart() -> None:
    entry = {
        "model": ORB,
        "attribute": "release_stage",
        "value": "released",
        "polarity": "denies",
        "outcome": "unverifiable",
        "because": "x",
        "by": "y",
        "decided_at": DAY,
    }
    one, other = (
        CorrectionEntry.model_validate(entry | {"as_of": date(2030, month, 1)}).record()
        for month in (4, 6)
    )
    assert one.claim_id != other.claim_id


def test_every_shipped_decision_says_who_why_and_where() -> None:
    assert (PROJECT / "data" / "corrections.toml").exists()
    for one in read_decisions():
        assert one.by
        assert one.because.endswith(".")
        assert one.evidence or one.outcome in (Outcome.open, Outcome.unverifiable)
