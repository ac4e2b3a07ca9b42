from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.data_files import read_subscriptions
from app.errors import HearsayError, WatchError
from app.schema import Subscription
from scrapers import publishers
from scrapers.live import SHAPES
from scrapers.watches import ENGINES, watching

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)


def test_a_watch_asks_every_engine_that_takes_a_query() -> None:
    modules = Path(publishers.__path__[0]).glob("[a-z]*.py")
    names = [f"scrapers.publishers.{file.stem}" for file in modules]
    taking = {name for name in names if hasattr(import_module(name), "search")}
    assert {engine.search.__module__ for engine in ENGINES} == taking
    assert [engine.shape for engine in ENGINES] == sorted({engine.shape for engine in ENGINES})


def test_each_engine_is_asked_for_the_words_hourly_from_now_on() -> None:
    found = watching(" GPT-6.5 \n", NOW)
    assert "watch-gpt-6-5-hacker-news" in {each.slug for each in found}
    assert len({each.slug for each in found}) == len({each.url for each in found}) == len(ENGINES)
    assert {each.shape for each in found} <= set(SHAPES)
    for each in found:
        assert (each.watch, each.every_s, each.at_least) == ("GPT-6.5", 3600, 0)
        assert each.added_at == NOW
        assert each.note
        asked = unquote_plus(each.url).lower()
        assert "gpt-6.5" in asked or "gpt65" in asked  # a tag has letters and digits alone


def test_an_engine_is_the_same_source_as_in_the_shipped_list() -> None:
    shipped = {each.publisher: each.source() for each in read_subscriptions()}
    for engine in ENGINES:
        known = shipped.get(engine.publisher.name, engine.publisher)
        assert engine.publisher.model_dump() == known.model_dump()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "no letter or digit"),
        (" \t\n", "no letter or digit"),
        ("?!", "no letter or digit"),
        ("a" * 101, "101 characters"),
        ("GPT\x00-6", "cannot be printed"),
        ("GPT\u200b6", "cannot be printed"),
    ],
)
def test_what_nobody_can_look_for_is_refused_with_the_reason(words: str, reason: str) -> None:
    with pytest.raises(WatchError, match=reason) as caught:
        watching(words, NOW)
    assert isinstance(caught.value, HearsayError)


def test_words_in_another_alphabet_have_a_slug_that_can_be_typed() -> None:
    first, second = watching("通义千问", NOW), watching("智谱", NOW)
    assert all(each.slug.isascii() for each in first)
    assert not {each.slug for each in first} & {each.slug for each in second}


@given(st.text(max_size=120))
def test_any_words_make_valid_sources_or_a_named_error(words: str) -> None:
    try:
        found = watching(words, NOW)
    except WatchError:
        return
    for each in found:
        Subscription.model_validate(each.model_dump())
        assert each.url.isascii()
