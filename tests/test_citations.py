from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.citations import REACH, Statement, against_the_record, distortion, links, named
from app.data_files import read_facts, read_history
from app.schema import Assertion, Claim, Conflict, Document, Fact, Proposition, Source
from app.verdicts import settle
from app.vocabulary import Authority, Confidence, ConflictKind, Polarity, Precision, Read, Sourcing

DAY = date(2030, 4, 21)
MODEL = "acme/orb-5"
SEPARATE = {"publisher", "day", "text", "url", "precision", "read", "revises"}


def spoken(
    source: str, attribute: str, value: Any, *, op: str = "eq", denied: bool = False, **more: Any
) -> Statement:
    """What a document of `source` says, on `DAY` by its author unless told otherwise."""
    own = {name: more.pop(name) for name in SEPARATE if name in more}
    day = own.pop("day", DAY)
    publisher = own.pop("publisher", Source(slug=source, name=source.title()).name)
    late = timedelta(days=90 if own.get("precision") is Precision.month else 0)
    document = Document.of(
        source=source,
        name=f"{source}-{day}",
        added_at=datetime.combine((day or DAY) + late, time(), UTC),
        published=day,
        **({"text": "", "statements": [{"n": repr((attribute, value, op, more))}]} | own),
    )
    said = {name: more.pop(name) for name in (*Proposition.model_fields,) if name in more}
    polarity = Polarity.denies if denied else Polarity.asserts
    fields = {"model": MODEL, "attribute": attribute, "op": op, "value": value, **said}
    proposition = Proposition.model_validate({**fields, "polarity": polarity})
    return Statement(Assertion.of(document, proposition, **more), document, publisher)


def cited(attribute: str, value: Any, **more: Any) -> Statement:
    """What another paper has The Harbour say, two days later unless told otherwise."""
    shown: dict[str, Any] = {
        "day": DAY + timedelta(2),
        "speaker": "Harbour",
        "sourcing": Sourcing.named,
    }
    return spoken("gazette", attribute, value, **(shown | more))


def told(attribute: str, value: Any, **more: Any) -> Statement:
    """What The Harbour itself says."""
    return spoken("harbour", attribute, value, **more)


def note(citing: Statement, *known: Statement) -> str | None:
    row = distortion(citing, known)
    return row.note if row else None


APRIL, MAY = ["2030-04-01", "2030-04-30"], ["2030-05-01", "2030-05-31"]

OTHERWISE = [
    (cited("context_window", 1_000_000), told("context_window", 400_000), "exclude"),
    (cited("price", 5, qualifier="input"), told("price", 2, qualifier="input"), "exclude"),
    (cited("context_window", 1_000_000), told("context_window", 500_000), "exclude"),
    (cited("price", 2, op="ge"), told("price", 1, op="le"), "exclude"),
    (cited("release_date", MAY, op="in"), told("release_date", APRIL, op="in"), "exclude"),
    (cited("official_name", "Orb Six"), told("official_name", "Globe"), "exclude"),
    (cited("license", "proprietary"), told("license", "open_weights"), "exclude"),
    (cited("modality", "audio"), told("modality", "audio", denied=True), "denies"),
    (cited("variant", "pro", denied=True), told("variant", "pro"), "denies"),
    (
        cited("release_date", "2030-04-25"),
        told("release_date", "2030-04-30", op="by", denied=True),
        "denies",
    ),
    (
        cited("release_stage", "released", denied=True),
        told("release_stage", "released"),
        "denies",
    ),
    (
        cited("serving", 10_000, unit="systems", qualifier="scale"),
        told("other", 10_000, unit="people", qualifier="users"),
        "counts people there, systems here",
    ),
    (
        cited("other", value=False, qualifier="price_disclosed"),
        told("price", 5, qualifier="input"),
        "disclosed",
    ),
]

AS_SAID = [
    (cited("context_window", 1_000_000), told("context_window", 1_000_000)),
    (cited("context_window", 1_000_000), told("context_window", 1_048_576)),
    (cited("benchmark_score", 83), told("benchmark_score", 82.7)),
    (cited("parameter_count", 3e12), told("parameter_count", [2e12, 4e12], op="range")),
    (cited("parameter_count", [2e12, 3e12], op="range"), told("parameter_count", 2.5e12)),
    (cited("training", 500, op="approx"), told("training", 450)),
    (cited("release_date", "2030-04-25"), told("release_date", APRIL, op="in")),
    (cited("release_date", "2030-06-30", op="by"), told("release_date", MAY, op="in")),
    (cited("official_name", "Orb"), told("official_name", "orb-6")),
    (cited("variant", "pro"), told("variant", "mini")),
    (cited("modality", "audio", denied=True), told("modality", "video", denied=True)),
    (cited("release_stage", "released"), told("release_stage", "released", denied=True)),
    (cited("price", 5, qualifier="input"), told("price", 2, qualifier="output")),
    (cited("price", 5), told("context_window", 5)),
    (cited("serving", 10_000), told("other", 10_000, unit="people")),
    (cited("other", value=True, qualifier="price_disclosed"), told("price", 5)),
    (
        cited("other", value=False, qualifier="training_disclosed"),
        told("training", "at sea", qualifier="site"),
    ),
    (
        cited("context_window", 1_000_000, model="acme/orb-6"),
        told("context_window", 400_000),
    ),
]


@pytest.mark.parametrize(("citing", "known", "why"), OTHERWISE)
def test_who_credits_a_source_with_something_else_is_told_so(
    citing: Statement, known: Statement, why: str
) -> None:
    found = note(citing, known)
    assert found is not None
    assert why in found


@pytest.mark.parametrize(("citing", "known"), AS_SAID)
def test_who_repeats_roughly_or_in_part_or_something_else_is_left_alone(
    citing: Statement, known: Statement
) -> None:
    assert note(citing, known) is None


@pytest.mark.parametrize(("citing", "known", "_why"), OTHERWISE)
def test_one_of_several_things_said_is_enough(
    citing: Statement, known: Statement, _why: str
) -> None:
    """Whatever the source said besides: that it said this too is all that counts."""
    same = Statement(citing.assertion, known.document, known.publisher)
    assert note(citing, known, same) is None


def test_a_row_shows_both_statements_and_the_difference() -> None:
    citing, known = cited("context_window", 1_000_000), told("context_window", 400_000)
    row = distortion(citing, [known], lambda _: "Orb Five")
    assert isinstance(row, Conflict)
    assert (row.kind, row.claim_id) == (ConflictKind.distorted, citing.assertion.claim_id)
    assert (row.document_id, row.other_document_id) == (citing.document.id, known.document.id)
    assert row.note == (
        "Harbour is credited with this: Orb Five's context window is 1,000,000. Harbour said on "
        "21 April 2030: Orb Five's context window is 400,000. These exclude each other."
    )


CITING = cited("context_window", 1_000_000)
LATER, LONG_AGO = DAY + timedelta(3), DAY - REACH


@pytest.mark.parametrize(
    "known",
    [
        told("context_window", 400_000, day=LATER),
        told("context_window", 400_000, day=LONG_AGO),
        told("context_window", 400_000, day=None),
        told("context_window", 400_000, precision=Precision.month),
        told("context_window", 400_000, revises="0" * 16),
        told("context_window", 400_000, speaker="Jo Lind", sourcing=Sourcing.named),
        told("context_window", 400_000, speaker="crowd", sourcing=Sourcing.community),
        told("context_window", 400_000, text="… and then a window of 1M tokens, or 1,000K."),
        spoken("beacon", "context_window", 400_000),
    ],
)
def test_what_the_source_may_not_have_said_by_then_accuses_nobody(known: Statement) -> None:
    assert note(CITING, known) is None


@pytest.mark.parametrize(
    "known",
    [
        told("context_window", 400_000, day=CITING.document.published),
        told("context_window", 400_000, speaker="staff", sourcing=Sourcing.anonymous),
        told("context_window", 400_000, speaker="Harbour", sourcing=Sourcing.named),
        told("context_window", 400_000, read=Read.secondhand),
        told("context_window", 400_000, text="… and then 400K tokens."),
    ],
)
def test_the_word_of_the_source_itself_counts(known: Statement) -> None:
    assert note(CITING, known)


@pytest.mark.parametrize(
    "more",
    [
        {"read": Read.secondhand},
        {"precision": Precision.month},
        {"revises": "0" * 16},
        {"day": None},
        {"speaker": "author"},
        {"speaker": "Gazette"},
    ],
)
def test_a_citation_whose_words_or_day_are_not_known_is_not_judged(more: dict[str, Any]) -> None:
    assert note(cited("context_window", 1_000_000, **more), told("context_window", 400_000)) is None


def test_a_page_read_in_two_ways_does_not_distort_itself() -> None:
    address = {"url": "https://gazette.example/orb"}
    known = told("context_window", 400_000, **address)
    assert note(cited("context_window", 1_000_000, **address), known) is None


def test_the_nearest_earlier_statement_is_shown() -> None:
    old = told("context_window", 400_000, day=DAY - timedelta(5))
    new = told("context_window", 500_000)
    found = note(CITING, new, old)
    assert found
    assert "500,000" in found


REPEATED = {"speaker": "author", "derived_from": "harbour-20300421-2"}


@pytest.mark.parametrize(
    ("how", "was", "found"),
    [
        (Confidence.certain, Confidence.moderate, True),
        (Confidence.high, Confidence.low, True),
        (Confidence.high, Confidence.moderate, False),
        (Confidence.certain, Confidence.certain, False),
        (Confidence.low, Confidence.certain, False),
    ],
)
def test_a_hedge_that_is_left_out_is_a_difference(
    how: Confidence, was: Confidence, *, found: bool
) -> None:
    citing = cited("variant", "pro", confidence=how, **REPEATED)
    assert bool(note(citing, told("variant", "pro", confidence=was))) is found


def test_a_lost_hedge_is_worded() -> None:
    citing = cited("variant", "pro", **REPEATED)
    assert note(citing, told("variant", "pro", confidence=Confidence.low)) == (
        "This is repeated after Harbour: Orb 5 has a variant “pro”. Harbour said on 21 April "
        "2030: Orb 5 has a variant “pro”. The same is put as certain here, as possible there."
    )


def test_who_leaves_more_room_may_be_surer() -> None:
    likely = told("release_date", "2030-09-10", confidence=Confidence.moderate)
    wide = ["2030-01-01", "2030-12-31"]
    assert note(cited("release_date", wide, op="in", **REPEATED), likely) is None
    assert note(cited("release_date", "2030-09-10", **REPEATED), likely)


def test_a_month_is_over_before_its_words_are_held_against_anybody() -> None:
    """Else a citation would be judged by what nobody could know on its day."""
    vague = told("context_window", 400_000, day=date(2030, 4, 1), precision=Precision.month)
    repeated = {"speaker": "author", "derived_from": "harbour-20300401-1"}
    assert note(cited("context_window", 1_000_000, **repeated), vague) is None
    for more in ({"day": date(2030, 5, 2)}, {"precision": Precision.month}):
        assert note(cited("context_window", 1_000_000, **repeated, **more), vague)


def test_what_may_have_come_true_in_between_is_rightly_surer() -> None:
    for when, found in (("2030-04-22", False), ("2030-09-10", True)):
        likely = told("release_date", when, confidence=Confidence.low)
        assert bool(note(cited("release_date", when), likely)) is found
    likely = told("variant", "pro", confidence=Confidence.low)
    assert note(cited("variant", "pro"), likely) is None


def test_prices_move_and_are_not_compared() -> None:
    low = told("release_date", "2030-09-10", confidence=Confidence.low, probability=0.4)
    assert note(cited("release_date", "2030-09-10", **REPEATED), low) is None


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"speaker": "Harbour"}, [("harbour", DAY, False)]),
        ({"speaker": "author"}, []),
        ({"speaker": "Gazette"}, []),
        ({"derived_from": "harbour-20300401-2"}, [("harbour", date(2030, 4, 1), True)]),
        ({"derived_from": "harbour-20300601-2"}, [("harbour", DAY, True)]),
        ({"derived_from": "harbour-99999999-2"}, []),
        ({"derived_from": "The Harbour"}, [("the-harbour", DAY, False)]),
        (
            {"speaker": "Beacon", "derived_from": "harbour-20300401-2"},
            [("harbour", date(2030, 4, 1), True), ("beacon", DAY, False)],
        ),
    ],
)
def test_a_citation_points_to_whom_it_credits_and_whom_it_repeats(
    more: dict[str, Any], found: list[tuple[str, date, bool]]
) -> None:
    row = spoken("gazette", "variant", "pro", **more)
    pointed = links(row.assertion, row.document)
    assert [(link.source, link.until, link.exact) for link in pointed] == found


def test_a_publisher_is_repeated_by_its_printed_name_alone() -> None:
    citing = cited("variant", "pro", denied=True, speaker="author", derived_from="The Harbour")
    known = spoken("the-harbour", "variant", "pro", publisher="The Harbour")
    assert note(citing, known)
    assert note(citing, Statement(known.assertion, known.document, "the harbour")) is None
    assert named("The Harbour") == "the-harbour"
    assert named("the-harbour-20300421-1") == "the-harbour"


@given(st.integers(1, 10**13), st.sampled_from(["eq", "approx", "ge", "le"]))
def test_to_repeat_is_never_to_distort(figure: int, op: str) -> None:
    known = told("parameter_count", figure, op=op)
    assert note(cited("parameter_count", figure, op=op), known) is None


@given(st.permutations([400_000, 500_000, 600_000, 700_000]))
def test_the_order_of_what_is_known_is_no_matter(values: list[int]) -> None:
    known = [told("context_window", value) for value in values]
    assert note(CITING, *known) == note(CITING, *sorted(known, key=lambda one: one.assertion.id))


def fact(attribute: str, value: Any, **more: Any) -> Fact:
    shown = {
        "model": "openai/orb-5",
        "valid_from": DAY,
        "known_at": DAY,
        "authority": Authority.vendor,
        "url": "https://openai.com/orb-5",
    }
    return Fact.of(attribute=attribute, value=value, **(shown | more))


def recorded(citing: Statement, *facts: Fact) -> str | None:
    claim = Claim.of(citing.assertion, citing.document.published)
    verdict = settle(claim, facts, DAY + timedelta(90))
    return against_the_record(citing.assertion, citing.document, verdict, facts)


def official(attribute: str, value: Any, **more: Any) -> Statement:
    """What a paper has the maker say, two days after it put its facts on record."""
    shown = {"model": "openai/orb-5", "speaker": "OpenAI", "sourcing": Sourcing.official}
    return cited(attribute, value, **(shown | more))


WINDOW = {"unit": "tokens"}


def test_a_maker_credited_with_what_its_own_record_refutes() -> None:
    citing = official("context_window", 2_000_000, **WINDOW)
    assert recorded(citing, fact("context_window", 400_000, **WINDOW)) == (
        "OpenAI is credited with this: Orb 5's context window is 2,000,000 tokens. On its own "
        "record since 21 April 2030: Orb 5's context window is 400,000 tokens. These exclude "
        "each other."
    )


@pytest.mark.parametrize("speaker", ["OpenAI", "Sam Altman"])
def test_staff_speak_for_their_maker(speaker: str) -> None:
    citing = official("context_window", 2_000_000, speaker=speaker, **WINDOW)
    assert recorded(citing, fact("context_window", 400_000, **WINDOW))


@pytest.mark.parametrize(
    ("citing", "known"),
    [
        (official("context_window", 400_000, **WINDOW), {}),
        (official("context_window", 2_000_000, speaker="author", **WINDOW), {}),
        (official("context_window", 2_000_000, speaker="Jo Lind", **WINDOW), {}),
        (official("context_window", 2_000_000, speaker="Anthropic", **WINDOW), {}),
        (official("context_window", 2_000_000, day=DAY - timedelta(1), **WINDOW), {}),
        (official("context_window", 2_000_000, day=None, **WINDOW), {}),
        (
            official("context_window", 2_000_000, **WINDOW),
            {"authority": Authority.press, "url": "https://beacon.example/orb"},
        ),
    ],
)
def test_nobody_is_held_against_a_record_that_is_not_theirs_or_not_yet_there(
    citing: Statement, known: dict[str, Any]
) -> None:
    assert recorded(citing, fact("context_window", 400_000, **WINDOW, **known)) is None


def test_an_outlet_is_held_against_what_stands_on_its_own_site() -> None:
    citing = official("context_window", 2_000_000, speaker="TechCrunch", **WINDOW)
    own = {"authority": Authority.press, "url": "https://techcrunch.com/orb"}
    assert recorded(citing, fact("context_window", 400_000, **WINDOW, **own))


def test_a_figure_that_counts_something_else_on_the_record() -> None:
    citing = official("serving", 10_000, op="gt", unit="systems", speaker="NVIDIA Blog")
    blog = {"url": "https://blogs.nvidia.com/orb", "unit": "people", "qualifier": "users"}
    found = recorded(citing, fact("other", 10_000, **blog))
    assert found
    assert "it counts people there, systems here" in found
    same = fact("serving", 12_000, unit="systems", url="https://blogs.nvidia.com/orb")
    assert recorded(citing, fact("other", 10_000, **blog), same) is None


def test_a_price_on_record_was_disclosed() -> None:
    citing = official("other", value=False, qualifier="price_disclosed")
    assert recorded(citing, fact("price", 5, unit="usd_per_mtok", qualifier="input"))
    assert recorded(citing, fact("context_window", 400_000, **WINDOW)) is None


# Who put a thing as certain that the other had put as likely or less, each checked by a person.
SHIPPED = {
    ("adam-holter", "the-verge"),
    ("ai-today-news-blogstival", "newsvot"),
    ("avenkara", "cnbc"),
    ("besthub", "newsvot"),
    ("feishare", "newsvot"),
    ("notebookcheck", "the-wall-street-journal"),
    ("pc-tablet", "ai-business"),
}


def as_assertion(document: Document, row: dict[str, Any]) -> Assertion:
    own = {name: value for name, value in row.items() if name in Proposition.model_fields}
    shown = {name: value for name, value in row.items() if name not in own}
    return Assertion.of(document, Proposition.model_validate(own), **shown)


def test_the_shipped_history_accuses_whom_a_person_found_at_fault_and_nobody_else() -> None:
    every = [
        Statement(as_assertion(document, row), document, source.name)
        for source, document in read_history()
        for row in document.statements
    ]
    publishers = {one.document.id: one.document.source for one in every}
    found = [row for citing in every if (row := distortion(citing, every))]
    pairs = {(publishers[row.document_id], publishers[str(row.other_document_id)]) for row in found}
    assert pairs == SHIPPED


def test_a_labelled_text_is_held_against_the_blog_and_the_launch_that_it_credits(
    shared: Path,
) -> None:
    rows = [json.loads(line) for line in (shared / "gold/seeds.jsonl").open()]
    own = [row for row in rows if row.pop("doc") == "004_84b106ac9c735efb.txt"]
    document = Document.of(
        source="digest",
        name="digest.txt",
        added_at=datetime(2026, 4, 24, tzinfo=UTC),
        published=date(2026, 4, 24),
    )
    model = "openai/gpt-5.5"
    facts = [fact for fact in read_facts() if fact.model == model]
    said = [as_assertion(document, row) for row in own if row["model"] == model]
    told = [recorded(Statement(one, document, "Digest"), *facts) for one in said]
    notes = {note for note in told if note}
    assert len(notes) == 2
    assert any("10,000 systems" in note and "10,000 people" in note for note in notes)
    assert any("price is not disclosed" in note for note in notes)
