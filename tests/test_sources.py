"""The shipped list of sources: whole, consistent, polite."""

from __future__ import annotations

from collections import Counter, defaultdict
from urllib.parse import urlsplit

import pytest

from app.data_files import read_history, read_subscriptions
from app.schema import Subscription
from app.vocabulary import SourceKind
from scrapers.canonical import canonical
from scrapers.live import SHAPES

SHIPPED = read_subscriptions()
MOST_A_HOUR = {"api.github.com": 60}  # what a host allows a reader without an account


def slug_of(source: Subscription) -> str:
    return source.slug


def test_there_are_sources_of_every_shape_and_of_no_other() -> None:
    assert len(SHIPPED) >= 40
    assert {source.shape for source in SHIPPED} == set(SHAPES)


def test_no_source_and_no_address_is_listed_twice() -> None:
    assert Counter(source.slug for source in SHIPPED).most_common(1)[0][1] == 1
    assert Counter(canonical(source.url) for source in SHIPPED).most_common(1)[0][1] == 1


@pytest.mark.parametrize("source", SHIPPED, ids=slug_of)
def test_a_source_says_where_it_stands_and_who_runs_it(source: Subscription) -> None:
    for address in (source.url, source.home or ""):
        parts = urlsplit(address)
        assert parts.scheme == "https"
        assert parts.netloc == parts.netloc.lower()
        assert "." in parts.netloc
        assert not parts.fragment
    assert source.url.isascii()
    assert source.note.endswith((".", ")"))
    assert source.watch is None
    assert source.added_at is None


def test_sources_are_visited_between_every_ten_minutes_and_once_a_day() -> None:
    assert all(600 <= source.every_s <= 86_400 for source in SHIPPED)


def test_no_host_is_asked_more_often_than_it_allows() -> None:
    hourly: dict[str, float] = defaultdict(float)
    for source in SHIPPED:
        hourly[urlsplit(source.url).netloc] += 3600 / source.every_s
    assert all(hourly[host] <= most for host, most in MOST_A_HOUR.items())
    assert max(hourly.values()) <= 10


def test_a_publisher_is_one_source_wherever_its_words_stand() -> None:
    told = {source.publisher: source.source().model_dump() for source in SHIPPED}
    assert all(source.source().model_dump() == told[source.publisher] for source in SHIPPED)
    slugs = [each["slug"] for each in told.values()]
    assert len(set(slugs)) == len(slugs)


def test_a_publisher_bears_the_name_and_the_kind_that_it_has_in_the_history() -> None:
    history: dict[str, set[tuple[str, SourceKind]]] = defaultdict(set)
    for source, _ in read_history():
        history[source.slug].add((source.name, source.kind))
    for each in SHIPPED:
        known = history.get(each.source().slug)
        assert not known or (each.publisher, each.kind) in known


def test_nobody_is_of_no_known_kind() -> None:
    assert SourceKind.unknown not in {source.kind for source in SHIPPED}
