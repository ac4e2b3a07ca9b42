"""The queue and the page to decide, as Streamlit runs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.dashboard import signing
from app.schema import Claim, Decision
from app.settings import settings
from app.store import open_ledger, reading, save, writing
from app.store.decisions import decisions, decisions_of
from app.vocabulary import Outcome
from tests.dashboard_samples import (
    ADDED,
    PRICE,
    SPUD,
    WINDOW,
    browse,
    fill,
    named_ledger,
    shown,
    small_ledger,
    text,
)

WINDOW_ID, PRICE_ID = Claim.of(WINDOW, None).id, Claim.of(PRICE, None).id
PAGE = "https://vendor.example/models"
ANN = {
    "is_logged_in": True,
    "name": "Ann Quill",
    "email": "ann@example.org",
    "email_verified": True,
    "sub": "provider|7",
}


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The ledger of the dashboard: five claims, and a dispute of one of them."""
    for named in named_ledger(tmp_path, monkeypatch):
        fill(named, small_ledger())
        yield named


def doubt(url: str, claim_id: str = WINDOW_ID, **said: Any) -> None:
    usual: dict[str, Any] = {
        "claim_id": claim_id,
        "kind": "disputes",
        "because": "That <b>page</b> is of another model.",
        "by": "Ben",
        "decided_at": ADDED,
    }
    with writing(open_ledger(url)) as session:
        save(session, [Decision.of(**usual | said)])


def sign_in(patch: pytest.MonkeyPatch, deciders: str = "ann@example.org", **told: Any) -> None:
    """The provider says who it is; the settings say who may decide."""
    patch.setattr(signing, "_told", lambda: ANN | told)
    patch.setenv("HEARSAY_DECIDERS", deciders)
    settings.cache_clear()


def made(url: str) -> list[tuple[str, str, str | None]]:
    """What was decided, the latest first: who, of which kind, which outcome."""
    with reading(open_ledger(url)) as session:
        return [(one.by, one.kind, one.outcome) for one, _ in decisions(session)]


def send(app: AppTest, choice: str | None, because: str = "", evidence: str = "") -> AppTest:
    app.selectbox(key="choice").set_value(choice)
    app.text_area(key="because").set_value(because)
    app.text_input(key="evidence").set_value(evidence)
    return app.button(key="sent").click().run()


def test_the_queue_shows_what_needs_a_person_and_leads_to_it(url: str) -> None:
    doubt(url)
    app = browse("queue")
    said = text(app)
    assert "1 claim Disputed GPT-5.5 · context window is 2,000,000 tokens" in said
    assert "Ben disputes it since 20 November 2026: That <b>page</b> is of" in said
    assert f'href="claim?id={WINDOW_ID}"' in shown(app)
    assert f'href="decide?id={WINDOW_ID}"' in shown(app)
    assert "<b>page" not in shown(app)


@pytest.mark.usefixtures("url")
def test_an_empty_queue_says_so() -> None:
    assert "Nothing needs a person." in text(browse("queue"))


def test_a_decision_whose_claim_is_gone_comes_with_its_command(url: str) -> None:
    doubt(url, "0123456789abcdef", kind="decides", outcome="refuted", evidence=PAGE)
    said = text(browse("queue"))
    assert "Decided, and gone A claim that is no longer in the ledger" in said
    assert 'hearsay decide 0123456789abcdef rule --because "…"' in said


@pytest.mark.parametrize("page", ["queue", "decide"])
@pytest.mark.usefixtures("url")
def test_without_a_provider_the_page_says_how_to_decide(page: str) -> None:
    app = browse(page, id=WINDOW_ID)
    assert "signing in here is not set up" in text(app)
    assert not app.button
    assert not app.text_area


@pytest.mark.usefixtures("url")
def test_a_visitor_is_asked_to_sign_in_where_a_provider_is_set_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("streamlit.login", lambda: asked.append("provider"))
    monkeypatch.setattr(signing, "_told", lambda: {"is_logged_in": False})
    app = browse("decide", id=WINDOW_ID)
    assert not app.text_area
    app.button(key="sign-in").click().run()
    assert asked == ["provider"]


@pytest.mark.parametrize(("secrets", "told"), [({"client_id": "x"}, "True"), ({}, "False")])
def test_secrets_with_a_provider_set_signing_in_up(
    monkeypatch: pytest.MonkeyPatch, secrets: dict[str, str], told: str
) -> None:
    monkeypatch.setattr("streamlit.user_info.get_secrets_auth_section", lambda: secrets)
    app = AppTest.from_function(_whether_set_up).run()
    assert [row.value for row in app.text] == [f"{told} None"]


def _whether_set_up() -> None:
    import streamlit as st  # noqa: PLC0415 - the test library runs this as a script

    from app.dashboard import signing  # noqa: PLC0415 - the same

    st.text(f"{signing.is_set_up()} {signing.person()}")


@pytest.mark.parametrize(
    ("deciders", "told", "may"),
    [
        ("ann@example.org", {}, True),
        ("ben@example.org, Ann@Example.org ", {}, True),
        ("provider|7", {"email_verified": None}, True),
        ("", {}, False),
        (",", {"email": None, "sub": None}, False),
        ("ben@example.org", {}, False),
        ("Ann Quill", {}, False),
        ("ann@example.org", {"email_verified": False}, False),
        ("ann@example.org", {"email_verified": "true"}, False),
        ("ann@example.org", {"email_verified": None}, False),
        ("ann@example.org", {"is_logged_in": False}, False),
    ],
)
def test_only_accounts_that_the_settings_name_may_decide(
    monkeypatch: pytest.MonkeyPatch, deciders: str, told: dict[str, Any], *, may: bool
) -> None:
    sign_in(monkeypatch, deciders, **told)
    who = signing.person()
    assert bool(who and who.may_decide) is may
    settings.cache_clear()


def test_who_may_not_decide_is_told_so_and_gets_no_form(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, deciders="ben@example.org")
    app = browse("decide", id=WINDOW_ID)
    assert "Signed in as Ann Quill, who may look and not decide" in text(app)
    assert "does not name ann@example.org" in text(app)
    assert not app.text_area
    assert made(url) == []


def test_a_decision_is_put_on_record_and_shown_at_once(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch)
    doubt(url)
    app = browse("decide", id=WINDOW_ID)
    assert "✕ Refuted" in text(app)
    app = send(app, "confirmed", "The <i>page</i> had it.", PAGE)
    said = text(app)
    assert "It is on record. Said by Ann Quill." in said
    assert "Ann Quill decided on" in said
    assert "Ben disputes the verdict 20 November 2026, 00:00 UTC" in said
    assert "Ann Quill ✓ Confirmed" in said
    assert f'href="{PAGE}"' in shown(app)
    assert "<i>page" not in shown(app)
    assert not app.text_area
    assert made(url) == [("Ann Quill", "decides", "confirmed"), ("Ben", "disputes", None)]
    assert "Nothing needs a person." in text(browse("queue"))


@pytest.mark.parametrize(
    ("choice", "kind", "outcome"),
    [
        ("unverifiable", "decides", Outcome.unverifiable),
        ("dispute", "disputes", None),
    ],
)
def test_what_needs_no_evidence_can_be_said_without(
    url: str, monkeypatch: pytest.MonkeyPatch, choice: str, kind: str, outcome: str | None
) -> None:
    sign_in(monkeypatch)
    send(browse("decide", id=PRICE_ID), choice, "It is so.")
    assert made(url) == [("Ann Quill", kind, outcome)]


def test_the_word_can_be_given_back_to_the_rule(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(monkeypatch)
    send(browse("decide", id=PRICE_ID), "refuted", "It is so.", PAGE)
    app = send(browse("decide", id=PRICE_ID), "rule", "It is not.")
    assert "Ann Quill leaves it to the rule" in text(app)
    with reading(open_ledger(url)) as session:
        assert len(decisions_of(session, PRICE_ID)) == 2


@pytest.mark.parametrize(
    ("filled", "lacks"),
    [
        ((None, "It is so.", PAGE), "choose how it came out"),
        (("refuted", "  ", PAGE), "say because of what"),
        (("refuted", "It is so.", ""), "refuted needs an address that bears it out"),
        (("refuted", "It is so.", "javascript:alert(1)"), "is no http(s) address"),
        (("rule", "It is so."), "the rule has the word already"),
    ],
)
def test_what_lacks_something_is_refused_and_the_form_stays(
    url: str, monkeypatch: pytest.MonkeyPatch, filled: tuple[str, ...], lacks: str
) -> None:
    sign_in(monkeypatch)
    app = send(browse("decide", id=PRICE_ID), *filled)
    assert "Not on record." in text(app)
    assert lacks in text(app)
    assert app.text_area(key="because").value == filled[1]
    assert made(url) == []


def test_a_right_that_was_taken_away_meanwhile_counts_no_more(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch)
    app = browse("decide", id=PRICE_ID)
    sign_in(monkeypatch, deciders="")
    send(app, "refuted", "It is so.", PAGE)
    assert made(url) == []


@pytest.mark.parametrize("asked", ["", "zzz", "<script>"])
@pytest.mark.usefixtures("url")
def test_an_unknown_claim_leads_back_to_the_queue(asked: str) -> None:
    app = browse("decide", id=asked) if asked else browse("decide")
    assert "Which claim? Choose one from what needs a person" in text(app)


def test_a_claim_is_found_by_how_its_id_begins(url: str) -> None:
    assert url
    assert "Turnip" in text(browse("decide", id=Claim.of(SPUD, None).id[:10]))


def test_the_queue_stands_in_the_navigation(url: str) -> None:
    assert url
    names = [row["url_pathname"] for row in browse().run()._registered_pages.values()]
    assert "queue" in names
