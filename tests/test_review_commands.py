"""What needs a person, and the commands by which people decide."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, delete

from app import cli
from app.phrasing import readable
from app.review import PLAUSIBLE, Case, Need, Said, Why, needs
from app.schema import Assertion, Claim, Concern, Conflict, Document, Proposition, Verdict
from app.settings import settings
from app.store import insert, open_ledger, reading, writing
from app.store import review as store
from app.vocabulary import Outcome
from tests.deciding_samples import (
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

RELEASED = fact("release_date", "2030-09-10", unit="date")
BY: dict[str, Any] = {
    "attribute": "release_date",
    "op": "by",
    "value": "2031-01-01",
    "unit": "date",
}
WINDOW: dict[str, Any] = {"attribute": "context_window", "value": 1_000_000, "unit": "tokens"}
CLAIM = Claim.of(Proposition.model_validate(SIZE), None)


def queue(engine: Engine) -> list[Need]:
    with reading(engine) as session:
        return needs(store.cases(session), readable)


def whys(engine: Engine) -> list[tuple[str, str]]:
    return [(need.why.name, need.case.claim_id) for need in queue(engine)]


def test_what_is_as_it_should_be_needs_nobody(ledger: Engine) -> None:
    fill(ledger, text(), text("The Lantern", **WINDOW), fact(**WINDOW))
    assert queue(ledger) == []


def test_a_dispute_stands_in_the_queue_until_somebody_decides(ledger: Engine) -> None:
    fill(ledger, text())
    dispute(ledger)
    dispute(ledger, after=1, by="Cem")
    [need] = queue(ledger)
    assert need.why is Why.disputed
    assert need.says == "Cem disputes it since 1 June 2031: That is another model."
    assert need.command.startswith(f"hearsay decide {claim_id()} VERDICT --because")
    say(ledger, "refuted", after=2)
    assert queue(ledger) == []
    dispute(ledger, after=3)
    assert whys(ledger) == [("disputed", claim_id())]
    say(ledger, None, after=4)
    assert queue(ledger) == []


@pytest.mark.parametrize(
    ("other", "even"), [("vendor_catalogue", True), ("catalogue", False), ("third_party", False)]
)
def test_authorities_of_like_rank_that_disagree_need_a_person(
    ledger: Engine, other: str, *, even: bool
) -> None:
    against = fact("context_window", 400_000, unit="tokens", authority=other, url=f"{PAGE}/2")
    fill(ledger, text(**WINDOW), fact(**WINDOW), against)
    known = claim_id(**WINDOW)
    assert verdict_of(ledger, known).dissent
    assert whys(ledger) == ([("conflicting", known)] if even else [])
    if even:
        told = "The vendor has 1,000,000 tokens; the vendor's catalogue has 400,000 tokens"
        assert queue(ledger)[0].says == f"{told}: which of them is right?"
        say(ledger, "confirmed", known)
        assert queue(ledger) == []


@pytest.mark.parametrize(("publishers", "popular"), [(2, False), (3, True)])
def test_what_no_rule_can_settle_and_many_say_needs_a_person(
    ledger: Engine, publishers: int, *, popular: bool
) -> None:
    fill(ledger, RELEASED, *(text(f"Paper {number}") for number in range(publishers)))
    assert verdict_of(ledger).outcome is Outcome.unverifiable
    assert whys(ledger) == ([("popular", claim_id())] if popular else [])
    say(ledger, "unverifiable", evidence=None)
    assert queue(ledger) == []


@pytest.mark.parametrize(("publishers", "pressing"), [(1, False), (2, True)])
def test_what_is_overdue_and_was_repeated_needs_a_person(
    ledger: Engine, publishers: int, *, pressing: bool
) -> None:
    named = [text(f"Paper {number}", **BY) for number in range(publishers)]
    fill(ledger, *named, day=date(2031, 1, 20))
    known = claim_id(**BY)
    assert verdict_of(ledger, known).overdue
    assert whys(ledger) == ([("overdue", known)] if pressing else [])
    if pressing:
        assert "2 publishers said it, and its time ran out on 1 January 2031" in (
            queue(ledger)[0].says
        )


def test_a_decision_whose_claim_is_gone_needs_a_person_until_it_is_given_back(
    ledger: Engine,
) -> None:
    fill(ledger, text())
    say(ledger, "confirmed")
    with writing(ledger) as session:
        for table in (Verdict, Assertion, Concern):
            session.execute(delete(table))
        session.execute(delete(Claim))
    [need] = queue(ledger)
    assert need.why is Why.orphaned
    assert "Ann decided it on 1 June 2031 (confirmed)" in need.says
    assert need.command == f'hearsay decide {claim_id()} rule --because "…"'
    say(ledger, None, after=1)
    assert queue(ledger) == []


def read_text(claim: Claim, published: date = date(2030, 12, 1), **shown: Any) -> list[Any]:
    """A document out of which the extractor read `claim`, and its assertion."""
    words = "Orb-5 was spoken of."
    document = Document.of(
        source="old-mill", name="orb.txt", published=published, text=words, added_at=NOON
    )
    usual = {"start": 0, "end": len(words), "confidence": "certain", "sourcing": "official"}
    return [document, Assertion.of(document, claim, **usual | shown)]


def put(engine: Engine, claim: Claim, verdict: Verdict, *records: Any) -> None:
    fill(engine, text("Old Mill", attribute="variant", value="orb-5-mini", unit=None))
    with writing(engine) as session:
        insert(session, [claim, verdict, *records])


def ruling(claim: Claim, outcome: str = "refuted", **more: Any) -> Verdict:
    usual = {"claim_id": claim.id, "outcome": outcome, "reason": "Seen.", "rule": "number"}
    return Verdict.checked({**usual, "knowable_from": date(2030, 9, 10), **more})


@pytest.mark.parametrize(
    ("changed", "doubtful"),
    [
        ({}, True),
        ({"sourcing": "none"}, False),
        ({"confidence": "high"}, False),
        ({"start": None, "end": None, "gist": "A person read it."}, False),
        ({"published": date(2030, 8, 1)}, False),
        ({"authority": "press"}, False),
        ({"outcome": "confirmed"}, False),
    ],
)
def test_what_a_vendor_is_said_to_say_against_its_own_record_is_a_doubtful_reading(
    ledger: Engine, changed: dict[str, Any], *, doubtful: bool
) -> None:
    shown = dict(changed)
    against = fact("parameter_count", 1e12, authority=shown.pop("authority", "vendor"))
    verdict = ruling(CLAIM, shown.pop("outcome", "refuted"), facts=[against.id])
    put(ledger, CLAIM, verdict, against, *read_text(CLAIM, **shown))
    assert whys(ledger) == ([("doubtful", CLAIM.id)] if doubtful else [])


@pytest.mark.parametrize(
    ("changed", "doubtful"),
    [
        ({}, True),
        ({"other_document_id": True}, False),
        ({"kind": "distorted"}, False),
        ({"probability": 0.7}, False),
        ({"decision": "somebodys"}, False),
    ],
)
def test_a_text_that_contradicts_itself_may_have_been_misread(
    ledger: Engine, changed: dict[str, Any], *, doubtful: bool
) -> None:
    shown = dict(changed)
    probability = shown.pop("probability", None)
    document, said = read_text(CLAIM, probability=probability, sourcing="none")
    other = document.id if shown.pop("other_document_id", False) else None
    verdict = ruling(CLAIM, "open", knowable_from=None, decision=shown.pop("decision", None))
    note = Conflict.checked(
        {
            "id": "n",
            "claim_id": CLAIM.id,
            "document_id": document.id,
            "other_document_id": other,
            "note": "Two sizes.",
            **shown,
        }
    )
    put(ledger, CLAIM, verdict, document, said, note)
    assert whys(ledger) == ([("doubtful", CLAIM.id)] if doubtful else [])


FIGURES = [
    ("context_window", "tokens", 2, True),
    ("context_window", "tokens", 2_000_000, False),
    ("context_window", "ratio", 2, False),
    ("benchmark_score", "percent", 140.5, True),
    ("benchmark_score", "percent", 14, False),
    ("benchmark_score", "points", 1400, False),
    ("price", "usd_per_mtok", -3, True),
    ("price", "usd_per_mtok", "7", False),
    ("parameter_count", "parameters", 70, True),
]


@pytest.mark.parametrize(("attribute", "unit", "value", "doubtful"), FIGURES)
def test_a_figure_that_cannot_be_was_misread(
    ledger: Engine, attribute: str, unit: str, value: Any, *, doubtful: bool
) -> None:
    said = {"model": ORB, "attribute": attribute, "unit": unit, "value": value}
    claim = Claim.of(Proposition.model_validate(said), None)
    put(ledger, claim, ruling(claim, "open", knowable_from=None), *read_text(claim))
    assert whys(ledger) == ([("doubtful", claim.id)] if doubtful else [])


def test_every_bound_leaves_room_for_what_was_ever_claimed() -> None:
    assert all(low < high for low, high in PLAUSIBLE.values())


@pytest.mark.parametrize("value", [[100, 2_000_000], [2_000_000, 1e12]])
def test_a_range_is_no_better_than_its_worse_end(value: list[float]) -> None:
    claim = Claim.of(Proposition.model_validate({"model": ORB, **WINDOW, "value": value}), None)
    case = Case(claim.id, claim, ruling(claim, "open", knowable_from=None))
    assert [need.why for need in needs([case], readable)] == [Why.doubtful]


def case_of(name: str, why: Why, publishers: int) -> Case:
    """A case that has exactly the reason `why`."""
    claim = Claim.of(Proposition.model_validate({**SIZE, "model": f"acme/{name}"}), None)
    document = read_text(claim)[0]
    said = [
        Said(Assertion.of(document, claim, gist="x"), f"paper-{number}", None)
        for number in range(publishers)
    ]
    verdicts = {
        Why.popular: ruling(claim, "unverifiable", knowable_from=None),
        Why.overdue: ruling(claim, "open", knowable_from=None, overdue=True),
    }
    return Case(claim.id, claim, verdicts[why], said)


def test_the_most_pressing_comes_first_then_what_most_publishers_said() -> None:
    cases = [
        case_of("one", Why.overdue, 9),
        case_of("two", Why.popular, 3),
        case_of("three", Why.popular, 4),
    ]
    found = needs(cases, readable)
    assert [need.case for need in found] == [cases[2], cases[1], cases[0]]


def test_a_claim_stands_in_the_queue_once(ledger: Engine) -> None:
    fill(ledger, RELEASED, *(text(f"Paper {number}") for number in range(3)))
    dispute(ledger)
    assert whys(ledger) == [("disputed", claim_id())]


def test_no_kind_of_need_fills_the_queue(ledger: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST", 2)
    sizes: list[dict[str, Any]] = [{"value": 1e12 + number} for number in range(3)]
    named = [text(f"Paper {size['value']}", **size) for size in sizes]
    fill(ledger, *named)
    for size in sizes:
        dispute(ledger, claim_id(**size))
    assert len(queue(ledger)) == 2


@pytest.fixture
def here(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The ledger that the commands open: one claim by three publishers that no rule settles."""
    assert data.is_dir()
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    monkeypatch.setenv("HEARSAY_DATABASE_URL", url)
    monkeypatch.setenv("HEARSAY_NAME", "Ann")
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setattr("app.console.now", lambda: NOON)
    settings.cache_clear()
    engine = open_ledger(url)
    fill(engine, RELEASED, *(text(f"Paper {number}") for number in range(3)))
    yield engine
    engine.dispose()


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def rows(*words: object) -> list[dict[str, Any]]:
    found = run(*words, "--format", "jsonl")
    assert found.exit_code == 0, found.output
    return [json.loads(line) for line in found.stdout.splitlines()]


DECIDE = ("decide", claim_id(), "confirmed", "--because", "The page says so.", "--evidence", PAGE)


def test_decide_prints_what_the_verdict_was_and_is(here: Engine) -> None:
    shown = run(*DECIDE, "--known", "2030-10-01").stdout
    assert "Ann decides confirmed" in shown
    assert "was: unverifiable." in shown
    assert "is: confirmed, knowable from 2030-10-01. Ann decided on 2031-06-01" in shown
    assert verdict_of(here).outcome is Outcome.confirmed


def test_who_decides_is_the_name_given_the_setting_or_the_login(
    here: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Ann decides" in run(*DECIDE).stdout
    assert "Ben decides" in run(*DECIDE, "--by", "Ben").stdout
    monkeypatch.delenv("HEARSAY_NAME")
    settings.cache_clear()
    monkeypatch.setattr(getpass, "getuser", lambda: "cem")
    assert "cem decides" in run(*DECIDE).stdout
    assert verdict_of(here).reason.startswith("cem decided")


def test_a_system_that_knows_no_name_asks_for_one(
    here: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise OSError

    monkeypatch.delenv("HEARSAY_NAME")
    settings.cache_clear()
    monkeypatch.setattr(getpass, "getuser", unknown)
    assert "say who decides" in str(run(*DECIDE).exception)
    assert verdict_of(here).decision is None


@pytest.mark.usefixtures("here")
def test_wrong_usage_is_told_apart_from_what_went_wrong() -> None:
    assert run("decide", claim_id(), "maybe", "--because", "x").exit_code == 2
    assert run("decide", claim_id(), "open").exit_code == 2
    assert run(*DECIDE, "--known", "soon").exit_code == 2
    assert "needs an address" in str(
        run("decide", claim_id(), "refuted", "--because", "x").exception
    )


def test_a_dispute_and_its_answer_are_listed_the_latest_first(here: Engine) -> None:
    run("dispute", claim_id()[:8], "--because", "That is another model.", "--by", "Ben")
    run("decide", claim_id(), "rule", "--because", "It is this one.")
    found = rows("decisions")
    assert [(row["by"], row["kind"], row["outcome"]) for row in found] == [
        ("Ann", "decides", None),
        ("Ben", "disputes", None),
    ]
    assert rows("decisions", claim_id()[:4]) == found
    assert rows("decisions", "zz") == []
    assert rows("decisions", "--as-of", "2031-05-31") == []
    shown = run("decisions").stdout
    assert "gives the word back to the rule" in shown
    assert "2 trillion" in shown
    assert verdict_of(here).decision is None


@pytest.mark.usefixtures("here")
def test_the_queue_says_what_to_look_at_and_the_command_to_decide_it() -> None:
    [row] = rows("queue")
    assert row["why"] == "unverifiable by rule"
    assert (row["claim"], row["publishers"], row["verdict"]) == (claim_id(), 3, "unverifiable")
    shown = run("queue").stdout
    assert "3 publishers said it, and no rule can settle it." in shown
    assert row["command"] in shown
    run(*DECIDE)
    assert rows("queue") == []


@pytest.mark.usefixtures("here")
def test_words_that_steer_a_terminal_are_inert() -> None:
    shown = run(*DECIDE[:4], "a\x1b[31m\u202eb", "--evidence", PAGE).stdout
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown


def test_a_decision_is_logged(here: Engine) -> None:
    run(*DECIDE)
    assert here.url.database
    assert run("verify").exit_code == 0
