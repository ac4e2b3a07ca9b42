"""What catalogues list, and what of it says nothing of a model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import FetchError, ParseError
from app.schema import Fact, Source
from app.vocabulary import Op
from scrapers.authorities import (
    hugging_face_models,
    litellm,
    llm_prices,
    lmarena,
    models_dev,
    openrouter,
)
from scrapers.authorities.figures import per_million, whole
from scrapers.authorities.listing import model_of, window_of
from scrapers.live import SHAPES
from scrapers.scraper import Fetch, Listed, Page, Scraped, Shape, Target, UnchangedError
from tests.replay import SAMPLES, VISIT, page_of, replay

SOURCE = Source(slug="catalogue", name="Catalogue")
ONE_PAGE = {
    "hugging_face_models": hugging_face_models.scrape,
    "litellm": litellm.scrape,
    "models_dev": models_dev.scrape,
    "openrouter": openrouter.scrape,
}


def target_of(name: str, since: datetime | None = None) -> Target:
    url = json.loads((SAMPLES / name / "target.json").read_text())["url"]
    return Target(url, SOURCE, since)


def facts_of(found: Scraped | Iterator[Listed] | Iterator[Listed | Fact]) -> list[Fact]:
    facts = [record.fact if isinstance(record, Listed) else record for record in found]
    assert all(isinstance(fact, Fact) for fact in facts)
    return [fact for fact in facts if isinstance(fact, Fact)]


def read(shape: Shape, answer: Any, moment: datetime = VISIT, url: str = "u") -> list[Fact]:
    body = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
    page = Page(url, url, body, "application/json", "utf-8", moment)
    return facts_of(shape(lambda _: page, Target(url, SOURCE)))


def later(fetch: Fetch, days: int) -> Fetch:
    def fetched(url: str) -> Page:
        page = fetch(url)
        moment = VISIT + timedelta(days=days)
        return Page(url, url, page.body, page.content_type, page.charset, moment)

    return fetched


@pytest.mark.parametrize(
    ("shape", "answer", "expected"),
    [
        (models_dev, "[]", "an object with providers"),
        (models_dev, '{"resale-house": {}}', "an object with providers"),
        (models_dev, '{"openai": {}}', "openai.models"),
        (
            models_dev,
            '{"openai": {"models": {"x": {"name": "X"}}}}',
            "openai.models.x.release_date",
        ),
        (openrouter, "[]", "data"),
        (openrouter, '{"data": [{"id": "openai/gpt-40"}]}', "data.0.name"),
        (litellm, "{}", "litellm_provider such as"),
        (litellm, '{"gpt-40": {"mode": "chat"}}', "litellm_provider such as"),
        (litellm, '{"gpt-40": {"mode": 7}}', "gpt-40.mode"),
        (hugging_face_models, '{"error": "gone"}', "list"),
        (hugging_face_models, '[{"id": "a/b"}]', "0.createdAt"),
        (llm_prices, '{"vendor": "openai"}', "models"),
        (lmarena, '{"message": "rate limit"}', "list"),
        (lmarena, '[{"sha": "a"}]', "0.commit"),
    ],
)
def test_a_catalogue_of_another_shape_names_the_place(
    shape: Any, answer: str, expected: str
) -> None:
    with pytest.raises(ParseError, match=expected):
        read(shape.scrape, answer)


@pytest.mark.parametrize(
    ("said", "window"),
    [
        ("2031-04-02", ("2031-04-02", "2031-04-02")),
        ("2031-02", ("2031-02-01", "2031-02-28")),
        ("2031-13", None),
        ("2031", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_printed_day_or_month_is_a_window(
    said: str | None, window: tuple[str, str] | None
) -> None:
    days = window_of(said)
    assert (days and tuple(day.isoformat() for day in days)) == window


@given(st.integers(1, 2**24))
def test_a_limit_one_short_of_a_power_of_two_is_that_power(limit: int) -> None:
    is_power = (limit + 1).bit_count() == 1
    assert whole(limit) == limit + is_power
    assert whole(whole(limit) if is_power else limit + 0.0) == whole(limit)


@pytest.mark.parametrize(
    ("usd", "price"),
    [
        ("0.0000006000000000000001", 0.6),
        (1.2500000000000001e-06, 1.25),
        ("0.00003", 30),
        ("0", None),
        ("-1", None),
        (None, None),
        ("30", None),
    ],
)
def test_a_price_of_a_token_is_a_price_of_a_million(usd: Any, price: float | None) -> None:
    assert per_million(Decimal(usd) if isinstance(usd, str) else usd) == price


@pytest.mark.parametrize(
    ("vendor", "names", "model"),
    [
        ("openai", ("GPT-40",), "openai/gpt-40"),
        ("openai", ("GPT-40 (Fast)", "gpt-40-fast"), "openai/gpt-40-fast"),
        ("zhipu", ("GLM-40",), "zhipu/glm-40"),
        ("openai", ("Claude Opus 40",), "openai/claude-opus-40"),
        ("openai", ("Lantern Nine",), "openai/lantern-nine"),
        ("openai", ("GPT-40 (Fast)",), None),
        ("openai", ("GPT-40 Latest",), None),
        ("openai", ("GPT-40", "gpt-40-chat-latest"), None),
    ],
)
def test_a_name_is_a_model_of_its_own_vendor(
    vendor: str, names: tuple[str, ...], model: str | None
) -> None:
    assert model_of(vendor, *names) == model


@pytest.mark.parametrize("name", ["models_dev", "llm_prices", "lmarena"])
def test_the_day_a_dated_fact_was_seen_is_no_part_of_its_id(name: str) -> None:
    shapes: dict[str, Callable[..., Any]] = {
        "models_dev": models_dev.scrape,
        "llm_prices": llm_prices.scrape,
        "lmarena": lmarena.scrape,
    }
    fetch, target = replay(SAMPLES / name), target_of(name)
    today, tomorrow = (facts_of(shapes[name](later(fetch, day), target)) for day in (0, 1))
    dated = {fact.id for fact in today if fact.valid_from < VISIT.date() - timedelta(days=3)}
    assert dated
    assert dated <= {fact.id for fact in tomorrow}


@pytest.mark.parametrize("name", ONE_PAGE)
def test_what_is_listed_is_known_from_the_day_it_was_seen(name: str) -> None:
    facts = facts_of(ONE_PAGE[name](replay(SAMPLES / name), target_of(name)))
    assert {fact.known_at for fact in facts} == {VISIT.date()}
    assert all(fact.valid_from <= VISIT.date() for fact in facts)


def released_on(day: str, seen: date) -> list[Any]:
    entry = {"name": "GPT-40", "release_date": day}
    catalogue = {"openai": {"models": {"gpt-40": entry}}}
    moment = datetime(seen.year, seen.month, seen.day, tzinfo=UTC)
    found = read(models_dev.scrape, catalogue, moment)
    return [fact.value for fact in found if fact.attribute == "release_date"]


@pytest.mark.parametrize(
    ("day", "seen", "read_as"),
    [
        ("2031-05-08", date(2031, 5, 10), ["2031-05-08"]),
        ("2031-05-08", date(2031, 5, 12), []),
        ("2031-05-08", date(2031, 5, 7), []),
        ("2031-04", date(2031, 5, 2), [["2031-04-01", "2031-04-30"]]),
        ("2031-04", date(2031, 5, 10), []),
    ],
)
def test_a_day_of_release_is_read_while_it_is_new(day: str, seen: date, read_as: list[Any]) -> None:
    assert released_on(day, seen) == read_as


def test_two_shelves_of_a_vendor_that_differ_say_nothing() -> None:
    facts = facts_of(models_dev.scrape(replay(SAMPLES / "models_dev"), target_of("models_dev")))
    glm = {fact.attribute for fact in facts if fact.model == "zhipu/glm-40"}
    assert glm == {"modality", "price"}


def line_ups(facts: list[Fact]) -> dict[str, list[str]]:
    """The models of each line-up, by its vendor."""
    return {
        fact.model.removesuffix("/all-models"): [model.partition("/")[2] for model in fact.value]
        for fact in facts
        if fact.qualifier == "lineup"
    }


@pytest.mark.parametrize("name", ["litellm", "models_dev", "openrouter"])
def test_a_line_up_has_every_model_that_is_told_of_the_vendor(name: str) -> None:
    facts = facts_of(ONE_PAGE[name](replay(SAMPLES / name), target_of(name)))
    models = line_ups(facts)
    assert models
    for fact in facts:
        vendor, _, model = fact.model.partition("/")
        assert model == "all-models" or model in models[vendor]


def test_a_line_up_has_what_is_left_out_elsewhere_but_no_name_for_the_newest() -> None:
    entries = [
        {"id": id_, "name": name, "architecture": {}, "pricing": {}, "top_provider": {}}
        for id_, name in (
            ("openai/gpt-40", "OpenAI: GPT-40"),
            ("openai/gpt-40:free", "OpenAI: GPT-40 (free)"),
            ("openai/gpt-41:free", "OpenAI: GPT-41 (free)"),
            ("openai/gpt-40-2031-04-20", "OpenAI: GPT-40"),
            ("openai/gpt-chat-latest", "OpenAI: GPT Chat Latest"),
            ("nobody-knows/gpt-43", "Nobody: GPT-43"),
        )
    ]
    facts = read(openrouter.scrape, {"data": entries})
    assert line_ups(facts) == {"openai": ["gpt-40", "gpt-40-2031-04-20", "gpt-41"]}


def test_a_line_up_is_of_all_modes_and_of_all_shelves_of_a_vendor() -> None:
    prices = {
        "gpt-40": {"litellm_provider": "openai", "mode": "chat"},
        "gpt-image-40": {"litellm_provider": "openai", "mode": "image_generation"},
        "azure/gpt-41": {"litellm_provider": "azure", "mode": "chat"},
    }
    assert line_ups(read(litellm.scrape, prices)) == {"openai": ["gpt-40", "gpt-image-40"]}
    shelves = {
        shelf: {"models": {name.lower(): {"name": name, "release_date": "2031-04-02"}}}
        for shelf, name in (("zai", "GLM-40"), ("zhipuai", "GLM-41"), ("resale", "GLM-42"))
    }
    assert line_ups(read(models_dev.scrape, shelves)) == {"zhipu": ["glm-40", "glm-41"]}


def test_a_line_up_is_of_the_day_it_was_read_and_has_a_value_of_its_own_each_month() -> None:
    facts = facts_of(litellm.scrape(replay(SAMPLES / "litellm"), target_of("litellm")))
    for fact in facts:
        if fact.qualifier == "lineup":
            assert fact.valid_from == fact.known_at == VISIT.date()
            assert fact.at == date(2031, 5, 1)


def weights_of(made: str, seen: datetime) -> Fact | None:
    repository = {"id": "zai-org/GLM-40", "createdAt": made, "tags": ["safetensors"]}
    found = read(hugging_face_models.scrape, [repository], seen)
    return next((fact for fact in found if fact.attribute == "release_date"), None)


def test_weights_came_out_between_their_repository_and_the_day_they_were_seen() -> None:
    same_day, next_day = (
        weights_of("2031-05-10T03:00:00.000Z", VISIT + timedelta(days=days)) for days in (0, 1)
    )
    assert same_day is not None
    assert (same_day.op, same_day.value) == (Op.eq, "2031-05-10")
    assert next_day is not None
    assert (next_day.op, next_day.value) == (Op.in_, ["2031-05-10", "2031-05-11"])


@pytest.mark.parametrize(
    "made", ["2022-03-02T23:29:04.000Z", "2031-05-01T00:00:00.000Z", "2031-05-11T00:00:00.000Z"]
)
def test_a_repository_made_long_before_it_was_seen_dates_nothing(made: str) -> None:
    assert weights_of(made, VISIT) is None


def test_prices_of_vendors_whose_files_did_not_change_are_left_as_they_were() -> None:
    folder = SAMPLES / "llm_prices"
    fetch = replay(folder)

    def some(url: str) -> Page:
        if "openai" not in url:
            raise UnchangedError(url)
        return fetch(url)

    facts = facts_of(llm_prices.scrape(some, target_of("llm_prices")))
    assert {fact.model.partition("/")[0] for fact in facts} == {"openai"}


def test_only_versions_since_the_last_visit_are_read() -> None:
    folder = SAMPLES / "lmarena"
    asked: list[str] = []

    def noting(url: str) -> Page:
        asked.append(url.rpartition("arena-catalog/")[2].partition("/")[0])
        return replay(folder)(url)

    since = datetime(2031, 5, 8, tzinfo=UTC)
    facts = facts_of(lmarena.scrape(noting, target_of("lmarena", since)))
    assert asked == ["commits?path=data", "d4"]
    assert {fact.valid_from for fact in facts} == {date(2031, 5, 2)}


@pytest.mark.parametrize(
    ("file", "day", "board"),
    [
        ("data/leaderboard-text.json", "2025-03-07", "lmarena-text"),
        ("data/leaderboard-text.json", "2025-12-11", None),
        ("data/leaderboard-text-style-control.json", "2025-03-07", "lmarena-text-style-control"),
        ("data/leaderboard-text-style-control.json", "2025-06-15", None),
        ("data/leaderboard-text-style-control.json", "2025-12-11", "lmarena-text"),
    ],
)
def test_a_board_counts_for_the_one_that_the_site_showed_then(
    file: str, day: str, board: str | None
) -> None:
    url = f"https://api.github.com/repos/lmarena/arena-catalog/commits?path={file}"
    when = {"committer": {"date": f"{day}T12:00:00Z"}}
    commits = json.dumps([{"sha": "a1", "commit": when}]).encode()
    version = json.dumps({"full": {"gpt-40": {"rating": 1500.4}}}).encode()

    def fetch(asked: str) -> Page:
        return page_of(asked, commits if asked == url else version, "application/json")

    facts = facts_of(lmarena.scrape(fetch, Target(url, SOURCE)))
    assert [(fact.qualifier, fact.value) for fact in facts] == ([(board, 1500)] if board else [])


@given(st.text(max_size=40))
def test_no_name_breaks_a_catalogue(name: str) -> None:
    model = model_of("openai", name)
    assert model is None or model.startswith("openai/")


HOSTILE: list[Any] = [
    None,
    -1,
    0,
    1e400,
    float("nan"),
    "",
    "x",
    "9" * 400,
    [],
    {},
    [[]],
    True,
    10**30,
]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield path
    if not isinstance(value, (dict, list)):
        return
    whole = value if isinstance(value, dict) else dict(enumerate(value))
    for key, part in whole.items():
        yield from places(part, (*path, key))


def with_place(value: Any, path: tuple[Any, ...], hostile: Any) -> Any:
    """`value` with something else at one place."""
    if not path:
        return hostile
    head, *rest = path
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[head] = with_place(value[head], tuple(rest), hostile)
    return changed


@pytest.mark.parametrize("name", [*ONE_PAGE, "llm_prices", "lmarena"])
@settings(deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_catalogue_is_read_or_a_named_error(
    name: str, data: st.DataObject
) -> None:
    target, sound = target_of(name), replay(SAMPLES / name)
    shape = SHAPES[name]
    hostile = data.draw(st.sampled_from(HOSTILE))

    def fetch(url: str) -> Page:
        page = sound(url)
        value = json.loads(page.text)
        path = data.draw(st.sampled_from(list(places(value))))
        body = json.dumps(with_place(value, path, hostile)).encode()
        return page_of(url, body, "application/json")

    try:
        facts = facts_of(shape(fetch, target))
    except (ParseError, FetchError):
        return
    for fact in facts:
        json.dumps(fact.value, allow_nan=False)
        assert fact.valid_to is None or fact.valid_from <= fact.valid_to
