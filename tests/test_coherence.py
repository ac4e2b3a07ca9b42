from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.coherence import conflicts, conflicts_between
from app.schema import Assertion, Conflict, Document, Proposition
from app.vocabulary import Confidence, Op, Polarity, Precision, Sourcing

NOON = datetime(2030, 4, 21, 12, tzinfo=UTC)
DOCUMENT = Document.of(
    source="weekly", name="weekly.txt", added_at=datetime(2030, 4, 21, tzinfo=UTC), text="…"
)


def said(attribute: str, value: Any, op: str = "eq", **more: Any) -> Assertion:
    """A statement of the document on orb-5, by its author and certain unless told otherwise."""
    denied = more.pop("denied", False)
    named = {name: more.pop(name) for name in (*Proposition.model_fields,) if name in more}
    proposition = Proposition.model_validate(
        {
            "model": "acme/orb-5",
            "attribute": attribute,
            "op": Op(op),
            "value": value,
            "polarity": Polarity.denies if denied else Polarity.asserts,
            **named,
        }
    )
    return Assertion.of(DOCUMENT, proposition, **more)


def priced(value: Any, chance: float, op: str = "by", **more: Any) -> Assertion:
    """What the market gives a release."""
    return said(
        "release_date",
        value,
        op,
        unit="date",
        **{
            "probability": chance,
            "speaker": "Wagerhall",
            "confidence": Confidence.of_probability(chance),
            "sourcing": Sourcing.market,
            **more,
        },
    )


def notes(*assertions: Assertion) -> list[str]:
    return sorted({row.note for row in conflicts(DOCUMENT, assertions)})


def test_an_earlier_deadline_cannot_be_likelier_than_a_later_one() -> None:
    early, late = priced("2030-04-23", 0.81), priced("2030-04-30", 0.72)
    rows = conflicts(DOCUMENT, [early, late, priced("2030-05-31", 0.93)])
    assert {row.claim_id for row in rows} == {early.claim_id, late.claim_id}
    assert {row.note for row in rows} == {
        (
            "Wagerhall gives Orb 5 81 % by 23 April 2030 and 72 % by 30 April 2030; these "
            "cannot both hold, because the first implies the second."
        )
    }


def test_the_order_in_the_text_does_not_matter() -> None:
    early, late = priced("2030-04-23", 0.81), priced("2030-04-30", 0.72)
    assert notes(early, late) == notes(late, early) != []


def test_rows_are_the_same_for_the_same_document() -> None:
    pair = [priced("2030-04-23", 0.81), priced("2030-04-30", 0.72)]
    first, second = conflicts(DOCUMENT, pair), conflicts(DOCUMENT, pair)
    assert [row.id for row in first] == [row.id for row in second]
    assert all(isinstance(row, Conflict) and row.document_id == DOCUMENT.id for row in first)


@pytest.mark.parametrize(
    "pair",
    [
        [priced("2030-04-23", 0.72), priced("2030-04-30", 0.81)],
        [priced("2030-04-23", 0.81), priced("2030-04-30", 0.80)],
        [priced("2030-04-23", 0.81), priced("2030-04-23", 0.40)],
        [priced("2030-04-23", 0.81), priced("2030-04-30", 0.72, speaker="Oddsmoor")],
        [priced("2030-04-23", 0.81), priced("2030-04-30", 0.72, model="acme/orb-6")],
        [priced("2030-04-23", 0.81), priced("2030-04-30", 0.72, qualifier="api")],
        [priced("2030-04-23", 0.81), priced(None, 0.72)],
        [priced("2030-04-23", 0.81, sourcing=Sourcing.community), priced("2030-04-30", 0.7)],
    ],
)
def test_what_can_hold_together_is_no_conflict(pair: list[Assertion]) -> None:
    assert notes(*pair) == []


def test_a_window_inside_another_cannot_be_likelier() -> None:
    inner = priced(["2030-05-01", "2030-05-31"], 0.6, "in")
    outer = priced(["2030-04-01", "2030-06-30"], 0.4, "in")
    (note,) = notes(inner, outer)
    assert "60 % for 1 May 2030 to 31 May 2030" in note


def test_a_denied_deadline_is_priced_by_what_is_left() -> None:
    no = priced("2030-04-30", 0.7, denied=True)
    (note,) = notes(priced("2030-04-23", 0.5), no)
    assert "50 % by 23 April 2030 and 30 % by 30 April 2030" in note


def test_an_open_end_is_worded() -> None:
    inner = priced("2030-06-01", 0.6, "ge")
    (note,) = notes(inner, priced("2030-05-01", 0.4, "ge"))
    assert "60 % from 1 June 2030 on and 40 % from 1 May 2030 on" in note


def test_windows_apart_share_a_hundred_percent() -> None:
    spring = priced(["2030-04-01", "2030-06-30"], 0.6, "in")
    summer = priced(["2030-07-01", "2030-09-30"], 0.7, "in")
    (note,) = notes(spring, summer)
    assert "together 130 %" in note
    assert notes(spring, priced(["2030-07-01", "2030-09-30"], 0.4, "in")) == []
    assert notes(spring, priced(["2030-06-01", "2030-09-30"], 0.7, "in")) == []


def test_names_share_a_hundred_percent() -> None:
    five, six = (
        said("official_name", name, probability=0.7, confidence=Confidence.high)
        for name in ("Orb 5", "Orb 6")
    )
    (note,) = notes(five, six)
    assert "70 % to Orb 5, 70 % to Orb 6: together 140 %" in note
    assert notes(five, five) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("context_window", 400_000), said("context_window", 1_000_000)),
        (said("parameter_count", [2, 4], "range"), said("parameter_count", [7, 9], "range")),
        (said("context_window", 200_000, "le"), said("context_window", 400_000, "ge")),
        (said("release_date", "2030-04-23"), said("release_date", "2030-04-25")),
        (said("official_name", "Orb 5"), said("official_name", "Orb 6")),
        (said("release_stage", "released"), said("release_stage", "released", denied=True)),
    ],
)
def test_certain_statements_that_exclude_each_other_are_marked(
    one: Assertion, other: Assertion
) -> None:
    rows = conflicts(DOCUMENT, [one, other])
    assert {row.claim_id for row in rows} == {one.claim_id, other.claim_id}
    assert all("these exclude each other" in row.note for row in rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("context_window", 1_000_000), said("context_window", 1_050_000)),
        (said("context_window", 400_000), said("context_window", 1_000_000, qualifier="api")),
        (said("context_window", 16, unit="ratio"), said("context_window", 1_000_000)),
        (said("context_window", "large"), said("context_window", 1_000_000)),
        (said("variant", "pro"), said("variant", "mini")),
        (said("official_name", "Orb 5"), said("official_name", "orb-5")),
        (said("official_name", "Orb 5"), said("official_name", "Orb 6", denied=True)),
        (said("variant", "pro", denied=True), said("variant", "mini", denied=True)),
        (said("release_date", "2030-04"), said("release_date", "2030-04-25")),
        (said("release_date", None), said("release_date", "2030-04-25")),
        (
            said("context_window", 400_000, confidence=Confidence.low),
            said("context_window", 1_000_000),
        ),
        (
            said("context_window", 400_000, confidence=Confidence.moderate, speaker="Jo Lind"),
            said("context_window", 1_000_000, confidence=Confidence.moderate, speaker="Jo Lind"),
        ),
        (
            said("context_window", 400_000, speaker="insiders", sourcing=Sourcing.anonymous),
            said("context_window", 1_000_000, speaker="insiders", sourcing=Sourcing.anonymous),
        ),
        (
            said("context_window", 400_000, speaker="Jo Lind"),
            said("context_window", 1_000_000),
        ),
    ],
)
def test_statements_that_can_both_be_so_are_left_alone(one: Assertion, other: Assertion) -> None:
    assert notes(one, other) == []


def test_a_conflict_names_values_as_people_write_them() -> None:
    (note,) = notes(
        said("parameter_count", [2_000, 4_000], "range", qualifier="total"),
        said("parameter_count", 9_000, "ge", qualifier="total"),
    )
    assert "Orb 5's total parameter count is between 2,000 and 4,000" in note
    assert "Orb 5's total parameter count is at least 9,000" in note


def test_a_document_without_statements_has_no_conflicts() -> None:
    assert conflicts(DOCUMENT, []) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("parameter_count", [2, 4], "range"), said("parameter_count", [7, 9], "range")),
        (said("context_window", 400_000), said("context_window", 1_000_000)),
        (said("variant", "pro"), said("variant", "pro", denied=True)),
    ],
)
def test_what_an_author_thinks_likely_must_not_exclude_itself(
    one: Assertion, other: Assertion
) -> None:
    likely = [
        Assertion.of(DOCUMENT, as_proposition(row), confidence=Confidence.moderate)
        for row in (one, other)
    ]
    assert notes(*likely)
    possible = [
        Assertion.of(DOCUMENT, as_proposition(row), confidence=Confidence.low)
        for row in (one, other)
    ]
    assert notes(*possible) == []


def as_proposition(row: Assertion) -> Proposition:
    fields = {name: getattr(row, name) for name in Proposition.model_fields}
    return Proposition.model_validate(fields)


def test_a_note_bears_the_printed_name_of_the_model() -> None:
    pair = [said("context_window", 400_000), said("context_window", 1_000_000)]
    (note,) = {row.note for row in conflicts(DOCUMENT, pair, lambda _: "Orb Five")}
    assert "Orb Five's context window is 400,000" in note
    assert "acme/" not in note


WINDOWS = (400_000, 1_000_000)


def printed(*sentences: str) -> tuple[Document, list[tuple[int, int]]]:
    """A document of these sentences, and where each of them stands."""
    text, places = "", []
    for sentence in sentences:
        places.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return Document.of(source="weekly", name="a.txt", added_at=NOON, text=text), places


@pytest.mark.parametrize(
    ("sentences", "found"),
    [
        (("Orb 5 reads 400K tokens.", "Later it says that Orb-5 reads a million."), True),
        (("Orb 5 reads 400K tokens.", "The large one reads a million."), False),
    ],
)
def test_a_sentence_that_does_not_name_the_model_accuses_nobody(
    sentences: tuple[str, str], *, found: bool
) -> None:
    document, places = printed(*sentences)
    rows = [
        of(document, "context_window", value, start=start, end=end)
        for value, (start, end) in zip(WINDOWS, places, strict=True)
    ]
    assert bool(conflicts(document, rows)) is found


def test_a_choice_within_one_sentence_is_no_contradiction() -> None:
    document, [(start, end)] = printed("Orb 5 reads 400K tokens, or is it a million?")
    rows = [of(document, "context_window", value, start=start, end=end) for value in WINDOWS]
    assert conflicts(document, rows) == []


def test_a_value_that_a_sentence_gives_to_two_models_is_doubtful() -> None:
    document, places = printed("Orb 5 and Orb 6 read 400K tokens.", "Orb 5 reads a million.")
    both, alone = ({"start": start, "end": end} for start, end in places)
    own = of(document, "context_window", 400_000, **both)
    other = of(document, "context_window", 400_000, model="acme/orb-6", **both)
    late = of(document, "context_window", 1_000_000, **alone)
    assert conflicts(document, [own, late])
    assert conflicts(document, [own, other, late]) == []


EARLY, LATE = ("2030-04-23", 0.81), ("2030-04-30", 0.72)


def page(name: str, **more: Any) -> Document:
    return Document.of(
        source="wagerhall",
        name=name,
        text="…",
        **{"added_at": NOON, "published": NOON.date(), **more},
    )


def of(document: Document, attribute: str, value: Any, **more: Any) -> Assertion:
    row = said(attribute, value, model=more.pop("model", "acme/orb-5"))
    return Assertion.of(document, as_proposition(row), **more)


def price(document: Document, value: str, chance: float, **more: Any) -> Assertion:
    row = priced(value, chance)
    shown = {
        "probability": chance,
        "speaker": "Wagerhall",
        "confidence": Confidence.of_probability(chance),
        "sourcing": Sourcing.market,
    }
    return Assertion.of(document, as_proposition(row), **(shown | more))


def test_prices_on_two_pages_of_a_day_are_held_together_on_both() -> None:
    first, second = page("first"), page("second")
    early, late = price(first, *EARLY), price(second, *LATE)
    rows = conflicts_between([(first, [early]), (second, [late])])
    assert {(row.document_id, row.other_document_id, row.claim_id) for row in rows} == {
        (first.id, second.id, early.claim_id),
        (second.id, first.id, late.claim_id),
    }
    (note,) = {row.note for row in rows}
    assert note == (
        "Wagerhall gives Orb 5 81 % by 23 April 2030 and 72 % by 30 April 2030; these cannot "
        "both hold, because the first implies the second."
    )


def test_three_pages_that_share_out_more_than_there_is_are_all_marked() -> None:
    months = [
        ["2030-04-01", "2030-04-30"],
        ["2030-05-01", "2030-05-31"],
        ["2030-06-01", "2030-06-30"],
    ]
    spoken = []
    for number, window in enumerate(months):
        document = page(str(number))
        row = as_proposition(priced(window, 0.6, "in"))
        spoken.append((document, [Assertion.of(document, row, probability=0.6, speaker="W")]))
    rows = conflicts_between(spoken)
    assert {row.document_id for row in rows} == {document.id for document, _ in spoken}
    assert all(row.other_document_id != row.document_id for row in rows)


def test_the_order_of_the_documents_is_no_matter() -> None:
    first, second = page("first"), page("second")
    spoken = [(first, [price(first, *EARLY)]), (second, [price(second, *LATE)])]
    ids = {row.id for row in conflicts_between(spoken)}
    assert ids == {row.id for row in conflicts_between(spoken[::-1])}


@pytest.mark.parametrize(
    ("first", "second", "chance"),
    [
        (page("first"), page("second"), 0.77),
        (page("first"), page("first", added_at=NOON.replace(hour=15)), 0.72),
        (page("first"), page("second", precision=Precision.month), 0.72),
        (page("first"), page("second", revises=page("first").id), 0.72),
    ],
)
def test_prices_that_may_have_moved_in_between_are_no_conflict(
    first: Document, second: Document, chance: float
) -> None:
    early, late = price(first, *EARLY), price(second, LATE[0], chance)
    assert conflicts_between([(first, [early]), (second, [late])]) == []


def test_what_one_document_says_alone_is_not_told_of_two() -> None:
    first, second = page("first"), page("second")
    alone = [price(first, *EARLY), price(first, *LATE)]
    assert conflicts(first, alone)
    assert conflicts_between([(first, alone), (second, [])]) == []


def test_two_authors_of_one_paper_may_differ() -> None:
    first, second = page("first", author="Ann Reed"), page("second", author="Bo Hale")
    rows = [price(first, *EARLY, speaker="author"), price(second, *LATE, speaker="author")]
    assert conflicts_between([(first, rows[:1]), (second, rows[1:])]) == []
    second.author = first.author
    assert conflicts_between([(first, rows[:1]), (second, rows[1:])])
