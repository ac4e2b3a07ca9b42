"""How a text looks in hindsight, and whether it is itself the record."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.phrasing import hindsight, is_record
from app.schema import Assertion, Document, Proposition, Verdict
from app.vocabulary import Outcome, Precision
from tests.verdict_samples import ORB, day, fact

PAGE = "https://acme.example/orb-5"


def text(published: str | None, **more: Any) -> Document:
    return Document.of(
        source="mill",
        name="a",
        added_at=datetime(2031, 1, 1, tzinfo=UTC),
        published=day(published) if published else None,
        **({"url": PAGE} | more),
    )


def verdict(outcome: str, **days: str) -> Verdict:
    known: dict[str, Any] = {name: day(value) for name, value in days.items()}
    return Verdict(claim_id="1", outcome=Outcome(outcome), reason="", rule="r", **known)


def stated(document: Document, confidence: str) -> Assertion:
    said = Proposition(model=ORB, attribute="release_stage", value="released")
    return Assertion.of(document, said, confidence=confidence, gist="It is out.")


@pytest.mark.parametrize(
    ("judged", "published", "told"),
    [
        (verdict("refuted", knowable_from="2030-05-01"), "2030-05-01", "false"),
        (verdict("refuted", knowable_from="2030-05-01"), "2030-04-30", None),
        (verdict("confirmed", stale_since="2030-05-01"), "2030-05-01", "stale"),
        (verdict("confirmed", stale_since="2030-05-01"), "2030-04-30", None),
        (verdict("confirmed", true_from="2030-05-01"), "2030-04-30", "early"),
        (verdict("confirmed", true_from="2030-05-01"), "2030-05-01", None),
        (verdict("confirmed", true_from="2030-05-01"), None, None),
        (verdict("open"), "2030-05-01", None),
    ],
)
def test_a_text_is_judged_by_its_own_day(
    judged: Verdict, published: str | None, told: str | None
) -> None:
    document = text(published)
    found = hindsight(judged, stated(document, "certain"), document)
    assert (found.name if found else None) == told


def test_who_only_expected_what_came_true_was_not_early_but_right() -> None:
    document = text("2030-04-30")
    judged = verdict("confirmed", true_from="2030-05-01")
    assert hindsight(judged, stated(document, "high"), document) is None


def test_a_month_may_have_been_the_day_it_came_true() -> None:
    document = text("2030-05-01", precision=Precision.month)
    judged = verdict("confirmed", true_from="2030-05-20")
    assert hindsight(judged, stated(document, "certain"), document) is None


@pytest.mark.parametrize(
    ("url", "published", "is_its_own"),
    [
        (PAGE, "2030-09-10", True),
        (PAGE, "2030-09-09", False),
        ("https://mill.example/orb-5", "2030-09-10", False),
        (None, "2030-09-10", False),
    ],
)
def test_a_page_is_the_record_from_the_day_on_which_it_put_the_fact_there(
    url: str | None,
    published: str,
    is_its_own: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    facts = [fact("context_window", 9000, unit="tokens", url=PAGE, known="2030-09-10")]
    assert is_record(text(published, url=url), facts) is is_its_own
    assert date(2030, 9, 10) == facts[0].known_at
