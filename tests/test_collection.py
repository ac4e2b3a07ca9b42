"""What is asked of the ledger about sources, visits and documents."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import NotFoundError
from app.schema import Record
from app.store import collection, save, writing
from app.store.collection import Alarm, SourceState, Trouble
from app.vocabulary import Failure
from tests.collecting_samples import (
    ARCHIVED,
    COPY,
    EDITED,
    FIRST,
    HOUR,
    LANTERN,
    MIRROR,
    NOW,
    PRICE,
    collected,
    collected_ledger,
    failing,
    run,
    schedule,
    subscription,
)

SLUGS = ("lantern", "mirror", "market")


def keep(ledger: Engine, *records: Record) -> None:
    with writing(ledger) as session:
        save(session, records)


def states(ledger: Engine, *slugs: str) -> list[SourceState]:
    with Session(ledger) as session:
        return collection.sources(session, [subscription(slug) for slug in slugs], NOW)


def alarms(ledger: Engine, *slugs: str) -> list[Alarm]:
    return collection.alarms(states(ledger, *slugs))


def test_a_source_knows_how_it_stands(ledger: Engine) -> None:
    keep(
        ledger,
        schedule("lantern", changed_at=NOW - HOUR),
        schedule("mirror"),
        *failing("market", Failure.refused, 2),
        schedule("busy", leased_by="me", leased_until=NOW + HOUR),
        schedule("gone", leased_by="me", leased_until=NOW - HOUR),
        *failing("poor", Failure.slow),
    )
    found = states(ledger, "lantern", "mirror", "market", "busy", "gone", "poor", "new")
    assert [one.words for one in found] == [
        "something new",
        "nothing new",
        "failed 2 times in a row",
        "being visited now",
        "nothing new",
        "failed once",
        "never visited",
    ]
    assert [one.failed.error if one.failed else None for one in found][2] == "market said refused"


def test_a_source_knows_what_share_of_its_documents_held_a_claim(ledger: Engine) -> None:
    keep(ledger, *collected_ledger(), *(schedule(slug) for slug in SLUGS))
    found = {one.subscription.slug: one for one in states(ledger, *SLUGS, "new")}
    assert (found["lantern"].documents, found["lantern"].claiming) == (2, 2)
    assert (found["mirror"].share, found["new"].share) == (0.0, None)


def test_visits_come_the_latest_first_a_page_at_a_time(ledger: Engine) -> None:
    keep(ledger, *(run("lantern", ago=number * HOUR) for number in range(5)))
    keep(ledger, run("mirror", Failure.server, ago=2.5 * HOUR))
    with Session(ledger) as session:
        asked = collection.runs(session, limit=3, offset=1)
        assert [(NOW - one.finished_at) / HOUR for one in asked] == [1, 2, 2.5]
        assert len(collection.runs(session, "lantern", limit=9)) == 5
        (failed,) = collection.runs(session, failed_only=True, limit=9)
        assert failed.source == "mirror"
        assert collection.count_runs(session) == 6
        assert collection.count_runs(session, "mirror", failed_only=True) == 1


def test_what_goes_well_raises_no_alarm(ledger: Engine) -> None:
    keep(ledger, schedule("lantern"), *failing("mirror", Failure.server, 2), schedule("market"))
    assert alarms(ledger, *SLUGS, "new") == []


@pytest.mark.parametrize(
    ("failure", "trouble", "words"),
    [
        (Failure.shape, Trouble.shape, "The page changed shape, a person must look"),
        (Failure.content, Trouble.content, "It answers something else than it should"),
        (Failure.certificate, Trouble.certificate, "Its certificate is not valid"),
        (Failure.too_few, Trouble.too_few, "It has fewer entries than expected"),
    ],
)
def test_one_visit_is_enough_where_a_person_must_look(
    ledger: Engine, failure: Failure, trouble: Trouble, words: str
) -> None:
    keep(ledger, *failing("lantern", failure), schedule("mirror"))
    expected = Alarm(trouble, "lantern", f"{words}: lantern said {failure}")
    assert alarms(ledger, *SLUGS) == [expected]


def test_a_source_that_failed_three_times_is_silent(ledger: Engine) -> None:
    keep(ledger, *failing("lantern", Failure.server, 3), schedule("mirror"))
    (alarm,) = alarms(ledger, *SLUGS)
    assert alarm.trouble is Trouble.dead
    assert alarm.says == (
        "Silent since 2031-05-06 06:00 UTC, 3 visits failed in a row: lantern said server"
    )


def test_a_source_that_bars_programs_is_the_least_of_troubles(ledger: Engine) -> None:
    keep(
        ledger,
        *failing("lantern", Failure.robots, 1),
        *failing("mirror", Failure.server, 3),
    )
    dead, barred = alarms(ledger, *SLUGS)
    assert (dead.slug, dead.trouble, barred.slug) == ("mirror", Trouble.dead, "lantern")
    assert barred.says.startswith("It bars programs, and is left alone")


def test_a_source_that_never_answered_says_so(ledger: Engine) -> None:
    keep(ledger, *failing("lantern", Failure.server, 4, succeeded_at=None), schedule("mirror"))
    (alarm,) = alarms(ledger, *SLUGS)
    assert alarm.says.startswith("It never answered, 4 visits failed in a row")


def test_a_page_of_another_shape_for_long_says_both(ledger: Engine) -> None:
    keep(ledger, *failing("lantern", Failure.shape, 3), schedule("mirror"))
    (alarm,) = alarms(ledger, *SLUGS)
    assert alarm.trouble is Trouble.shape
    assert alarm.says == (
        "The page changed shape, a person must look (silent since 2031-05-06 06:00 UTC, "
        "3 visits failed in a row): lantern said shape"
    )


def test_a_source_that_is_passed_over_raises_an_alarm(ledger: Engine) -> None:
    late = NOW - timedelta(days=2)
    keep(
        ledger,
        schedule("lantern", due_at=late, visited_at=late - HOUR),
        schedule("mirror", due_at=late, visited_at=None, succeeded_at=None),
        schedule("market"),
    )
    assert [alarm.says for alarm in alarms(ledger, *SLUGS)] == [
        "Due 2031-05-04 12:00 UTC, but only others were visited.",
        "Due 2031-05-04 12:00 UTC, but only others were visited, and it never was.",
    ]


def test_no_pass_for_days_is_no_fault_of_the_sources(ledger: Engine) -> None:
    late = NOW - timedelta(days=2)
    keep(ledger, *(schedule(slug, due_at=late, visited_at=late - HOUR) for slug in SLUGS))
    assert alarms(ledger, *SLUGS) == []


def test_without_any_network_there_is_one_alarm(ledger: Engine) -> None:
    for slug in SLUGS:
        keep(ledger, *failing(slug, Failure.network, 3))
    (alarm,) = alarms(ledger, *SLUGS)
    assert (alarm.trouble, alarm.slug) == (Trouble.offline, "")
    assert alarm.says.startswith("None of 3 sources could be reached")


def test_the_gravest_alarm_comes_first(ledger: Engine) -> None:
    keep(
        ledger,
        *failing("lantern", Failure.server, 3),
        *failing("mirror", Failure.too_few),
        *failing("market", Failure.shape),
    )
    assert [alarm.slug for alarm in alarms(ledger, *SLUGS)] == ["market", "mirror", "lantern"]


def test_a_document_knows_where_it_comes_from(ledger: Engine) -> None:
    keep(ledger, *collected_ledger())
    with Session(ledger) as session:
        found = collection.document(session, FIRST.id)
        assert found.evidence == ARCHIVED
        assert found.source == LANTERN
        assert [row.id for row in found.texts] == [FIRST.id, EDITED.id]
        assert found.copies == ((COPY, MIRROR),)
        copy = collection.document(session, COPY.id)
        assert copy.first == (FIRST, LANTERN)
        assert copy.texts == (COPY,)
        assert collection.document(session, PRICE.id).copies == ()


def test_other_entries_at_the_same_address_are_no_texts_of_it(ledger: Engine) -> None:
    other = collected("Bread is baked.", title="Bread")
    again = collected("Again edited.", revises=EDITED.id, added_at=NOW)
    keep(ledger, *collected_ledger(), other, again)
    with Session(ledger) as session:
        for known in (FIRST, EDITED, again):
            texts = collection.document(session, known.id).texts
            assert [row.id for row in texts] == [FIRST.id, EDITED.id, again.id]
        assert len(collection.document(session, other.id).texts) == 1


def test_the_next_text_of_a_document_is_found(ledger: Engine) -> None:
    keep(ledger, *collected_ledger())
    with Session(ledger) as session:
        assert collection.later_texts(session, {FIRST.id, EDITED.id, COPY.id}) == {FIRST.id: EDITED}


def test_a_document_that_is_not_there_is_an_error(ledger: Engine) -> None:
    with Session(ledger) as session, pytest.raises(NotFoundError, match="no document"):
        collection.document(session, "nowhere")
