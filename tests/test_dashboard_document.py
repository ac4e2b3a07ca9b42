"""The page of one document, and what the page of a claim says of changed texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.schema import Claim, Document, Record
from app.vocabulary import Read
from tests.collecting_samples import (
    BEFORE,
    COPY,
    EDITED,
    FIRST,
    NOW,
    PRICE,
    RELEASED,
    SAID,
    collected,
    collected_ledger,
)
from tests.dashboard_samples import browse, fill, named_ledger, shown, text


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of the ledger that the dashboard reads."""
    yield from named_ledger(tmp_path, monkeypatch)


@pytest.fixture
def filled(url: str) -> str:
    """A ledger of an article that was edited, a copy of it and a market's price."""
    fill(url, collected_ledger())
    return url


def page(of: Document) -> str:
    return text(browse("document", id=of.id))


@pytest.mark.usefixtures("filled")
def test_a_document_shows_where_it_comes_from() -> None:
    assert (
        "Kettles and tokens Publisher The Lantern (press) Author Ada Quill "
        "Published 1 May 2031 (its day as in: json-ld) Address https://lantern.example/gpt ↗ "
        "Language en Found by lantern Read 3 May 2031, 12:00 UTC" in page(FIRST)
    )
    assert 'href="runs?source=lantern"' in shown(browse("document", id=FIRST.id))


@pytest.mark.usefixtures("filled")
def test_a_document_shows_its_archived_answer() -> None:
    assert (
        "The archived answer File 2031-05-03.warc.gz Bytes 1,234 from 4,096 "
        "SHA-256 sha256:c0ffee Captured 3 May 2031, 12:00 UTC Record urn:uuid:2f0c" in page(FIRST)
    )
    assert "archived answer" not in page(COPY)


@pytest.mark.usefixtures("filled")
def test_a_changed_text_shows_what_was_added_and_removed() -> None:
    said = page(EDITED)
    assert "2 texts of this page, the earliest first Read on 3 May 2031, 12:00 UTC" in said
    assert "Read on 5 May 2031, 12:00 UTC (this one)" in said
    assert "− removed: GPT-5.5 comes in May." in said
    assert "+ added: GPT-5.5 comes in June." in said
    assert "It will hold two million tokens. … 2 sentences as before …" in said
    html = shown(browse("document", id=EDITED.id))
    assert "<del><bdi>GPT-5.5 comes in May.</bdi></del>" in html
    assert "<ins><bdi>GPT-5.5 comes in June.</bdi></ins>" in html


@pytest.mark.usefixtures("filled")
def test_the_first_text_leads_to_the_later_one() -> None:
    html = shown(browse("document", id=FIRST.id))
    assert f'href="document?id={EDITED.id}"' in html
    assert "What changed until 5 May 2031" in html


@pytest.mark.usefixtures("filled")
def test_copies_and_their_first_lead_to_each_other() -> None:
    assert (
        "Nearly the same words in 1 other document Tokens, they say · Mirror Daily · 2 May 2031"
        in page(FIRST)
    )
    assert (
        "A copy: nearly the same words stood elsewhere first. "
        "Kettles and tokens · The Lantern · 1 May 2031" in page(COPY)
    )


@pytest.mark.usefixtures("filled")
def test_a_market_shows_its_price_and_how_it_was_resolved() -> None:
    assert "Price of yes 81% Closes 2031-06-01 Resolved as no Volume 125,000" in page(PRICE)


@pytest.mark.usefixtures("filled")
def test_a_document_shows_its_claims_with_their_verdicts() -> None:
    said = page(EDITED)
    assert "1 claim in it ○ Open GPT-5.5 · context window is 2,000,000 tokens" in said
    assert "0 claims in it" in page(PRICE)


def edited(url: str, *texts: Document, also: Sequence[Record] = ()) -> str:
    """The page of the last of these texts."""
    records = [row for row in collected_ledger() if not isinstance(row, Document)]
    sources = [row for row in records if type(row).__name__ in ("Source", "Evidence")]
    fill(url, [*sources, *texts, *also])
    return page(texts[-1])


def test_a_page_after_its_teaser_says_so(url: str) -> None:
    teaser = collected("Soon.", read=Read.excerpt)
    whole = collected(added_at=NOW, revises=teaser.id)
    said = edited(url, teaser, whole)
    assert "First only the teaser was read, then the page." in said
    assert "12:00 UTC, only the teaser" in said
    assert "removed:" not in said


def test_a_text_that_changed_its_title_alone_says_so(url: str) -> None:
    again = collected(title="Tokens and kettles", added_at=NOW, revises=FIRST.id)
    assert "The words are the same; title or day are not." in edited(url, collected(), again)


def test_a_long_difference_is_cut(url: str) -> None:
    later = "\n".join(f"Loaf {number}." for number in range(300))
    again = collected(later, added_at=NOW, revises=collected().id)
    assert "… and 104 lines more" in edited(url, collected(BEFORE), again)


def test_words_that_are_markup_stay_words(url: str) -> None:
    danger = "<script>alert(1)</script>"
    again = collected(danger, title=danger, added_at=NOW, revises=collected().id)
    edited(url, collected(), again)
    html = shown(browse("document", id=again.id))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("asked", ["", "nowhere", "%", "<script>alert(1)</script>"])
@pytest.mark.usefixtures("filled")
def test_a_document_that_does_not_exist_leads_to_the_claims(asked: str) -> None:
    html = shown(browse("document", id=asked) if asked else browse("document"))
    assert "Which document?" in html
    assert "<script>alert" not in html


CLAIM = Claim.of(SAID, None).id


@pytest.mark.usefixtures("filled")
def test_a_claim_says_that_its_article_changed_after_the_launch() -> None:
    app = browse("claim", id=CLAIM)
    first = text(app).index("This article changed after the launch, on 5 May 2031: what changed")
    assert first < text(app).index("This is how the article read on 5 May 2031: its earlier text")
    assert f'href="document?id={FIRST.id}"' in shown(app)


def test_before_a_launch_a_changed_article_is_just_changed(url: str) -> None:
    fill(url, [row for row in collected_ledger() if row != RELEASED])
    said = text(browse("claim", id=CLAIM))
    assert "This article changed after it was first read, on 5 May 2031: what changed" in said
