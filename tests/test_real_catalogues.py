"""Every catalogue's reader on the real snapshots, held against the facts that people entered."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app import pipeline, settling
from app.data_files import read_entered_facts, read_facts, read_history
from app.errors import FetchError
from app.schema import Claim, Fact, Source
from app.store import writing
from app.store.listings import taken_in
from app.verdicts import models_concerned, settle
from app.vocabulary import Authority, Op, Outcome
from scrapers.authorities import litellm, llm_prices, lmarena, models_dev, openrouter
from scrapers.scraper import Fetch, Listed, Page, Target
from tests.conftest import TODAY

SOURCE = Source(slug="catalogue", name="Catalogue")
PRICES = "https://raw.githubusercontent.com/simonw/llm-prices/main/data/"
COMMITS = (
    "https://api.github.com/repos/lmarena/arena-catalog/commits?path=data/leaderboard-text.json"
)
VERSIONS = "https://raw.githubusercontent.com/lmarena/arena-catalog/"
# What is a matter of when and how it is measured: builds, tiers and promotions that a person
# told apart. All others agree.
KNOWN_TO_DIFFER = {
    "openrouter": {
        ("anthropic/claude-sonnet-4", "context_window"),
        ("anthropic/claude-sonnet-4.5", "context_window"),
        ("anthropic/claude-sonnet-4.6", "max_output"),
        ("alibaba/qwen3-max", "max_output"),
        ("openai/gpt-5-nano", "price"),
        ("openai/gpt-5.6-luna", "price"),
        ("openai/gpt-5.6-terra", "price"),
    },
    "litellm": {
        ("deepseek/deepseek-v4-flash", "max_output"),
    },
}


def served(pages: dict[str, Any], day: str) -> Fetch:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)

    def fetch(url: str) -> Page:
        if url not in pages:
            raise FetchError(url, "the server answered 404")
        body = json.dumps(pages[url]).encode()
        return Page(url, url, body, "application/json", "utf-8", moment)

    return fetch


def facts_of(found: Iterable[Listed | Fact]) -> list[Fact]:
    return [one.fact if isinstance(one, Listed) else one for one in found]


def target(url: str) -> Target:
    return Target(url, SOURCE)


@pytest.fixture(scope="session")
def catalogues(shared: Path) -> Path:
    return shared / "catalogues"


@pytest.fixture(scope="session")
def of_models_dev(catalogues: Path) -> list[Fact]:
    """The snapshot of the catalogue's source files, put together as its API does."""
    snapshot = json.loads((catalogues / "models_dev_2026-07-02.json").read_text())
    providers: dict[str, Any] = defaultdict(lambda: {"models": {}})
    for path, own in snapshot["providers"].items():
        provider, _, file = path.removeprefix("providers/").partition("/models/")
        if file and "_raw" not in own:
            base = snapshot["models"].get(f"models/{own.get('base_model')}.toml", {})
            providers[provider]["models"][file.removesuffix(".toml")] = {**base, **own}
    fetch = served({"u": providers}, "2026-07-02")
    return facts_of(models_dev.scrape(fetch, target("u")))


def openrouter_on(catalogues: Path, day: str) -> list[Fact]:
    """What the snapshot that was the newest on that day says."""
    snapshot = "2026-05" if day < "2026-08-01" else "2026-08-01"
    answer = json.loads((catalogues / f"openrouter_api_v1_models_{snapshot}.json").read_text())
    return facts_of(openrouter.scrape(served({"u": answer}, day), target("u")))


@pytest.fixture(scope="session", params=["2026-05-15", "2026-08-01"])
def of_openrouter(catalogues: Path, request: pytest.FixtureRequest) -> list[Fact]:
    return openrouter_on(catalogues, request.param)


@pytest.fixture(scope="session")
def of_litellm(catalogues: Path) -> list[Fact]:
    answer = json.loads((catalogues / "litellm_model_prices_2026-07-24.json").read_text())
    return facts_of(litellm.scrape(served({"u": answer}, "2026-07-24"), target("u")))


@pytest.fixture(scope="session")
def of_llm_prices(catalogues: Path) -> list[Fact]:
    files = (catalogues / "llm-prices").glob("*.json")
    pages = {f"{PRICES}{file.name}": json.loads(file.read_text()) for file in files}
    return facts_of(llm_prices.scrape(served(pages, "2026-08-15"), target(PRICES)))


@pytest.fixture(scope="session")
def of_lmarena(catalogues: Path) -> list[Fact]:
    history = json.loads((catalogues / "lmarena_text_full_history.json").read_text())
    snapshots = history["snapshots"]
    pages: dict[str, Any] = {
        COMMITS: [
            {"sha": one["commit"], "commit": {"committer": {"date": one["time"]}}}
            for one in snapshots
        ]
    }
    for one in snapshots:
        file = f"{VERSIONS}{one['commit']}/data/leaderboard-text.json"
        pages[file] = {"full": one["full"], "coding": {}}
    return facts_of(lmarena.scrape(served(pages, "2026-08-15"), target(COMMITS)))


def agrees(listed: Fact, entered: Fact) -> bool:
    """Whether a listed value is the entered one; cutoffs by the month, licences by openness."""
    if listed.attribute == "license":
        return bool((listed.value == "proprietary") == (entered.value == "proprietary"))
    if listed.attribute == "knowledge_cutoff":
        first = listed.value[0] if listed.op is Op.in_ else listed.value
        return str(first)[:7] == str(entered.value)[:7]
    if listed.op is Op.in_:
        return bool(listed.value[0] <= entered.value <= listed.value[1])
    return bool(listed.value == entered.value)


def contradictions(found: Iterable[Fact]) -> set[tuple[str, str]]:
    """The models and attributes of which people entered values, and all of them others."""
    entered = defaultdict(list)
    for fact in read_entered_facts():
        if fact.op in (Op.eq, Op.in_):
            entered[fact.model, fact.attribute, fact.qualifier, fact.unit].append(fact)
    return {
        (fact.model, fact.attribute)
        for fact in found
        if (known := entered.get((fact.model, fact.attribute, fact.qualifier, fact.unit)))
        and not any(agrees(fact, one) for one in known)
    }


def values(facts: Iterable[Fact]) -> dict[tuple[str, str, str | None], Any]:
    return {(fact.model, fact.attribute, fact.qualifier): fact.value for fact in facts}


def test_models_dev_contradicts_nothing_that_people_entered(of_models_dev: list[Fact]) -> None:
    assert len(of_models_dev) > 1900
    assert contradictions(of_models_dev) == set()
    known = values(of_models_dev)
    assert known["openai/gpt-5.5", "context_window", None] == 1_050_000
    assert known["openai/gpt-5.5", "price", "output"] == 30
    assert known["moonshot/kimi-k2.5", "knowledge_cutoff", None] == ["2025-01-01", "2025-01-31"]
    assert sum(fact.attribute == "release_date" for fact in of_models_dev) == 1


def test_openrouter_contradicts_nothing_but_what_is_known(of_openrouter: list[Fact]) -> None:
    assert len(of_openrouter) > 1400
    assert contradictions(of_openrouter) <= KNOWN_TO_DIFFER["openrouter"]
    known = values(of_openrouter)
    assert known["openai/gpt-5.5", "price", "cached_input"] == 0.5
    assert known["anthropic/claude-opus-4.7", "context_window", None] == 1_000_000
    bought = [fact for fact in of_openrouter if fact.attribute in ("price", "max_output")]
    assert {fact.authority for fact in bought} == {Authority.third_party}


def test_litellm_contradicts_nothing_but_what_is_known(of_litellm: list[Fact]) -> None:
    assert len(of_litellm) > 700
    assert contradictions(of_litellm) <= KNOWN_TO_DIFFER["litellm"]
    known = values(of_litellm)
    assert known["openai/gpt-5.5", "price", "input"] == 5
    assert known["openai/gpt-5.5", "max_output", None] == 128_000


@pytest.mark.parametrize("vendor", ["openai", "anthropic", "google", "xai", "zhipu"])
def test_a_shipped_line_up_has_what_its_snapshot_gives_when_it_is_read_live(
    of_models_dev: list[Fact], catalogues: Path, vendor: str
) -> None:
    shipped = {
        (fact.url, str(fact.known_at)): set(fact.value)
        for fact in read_facts({vendor})
        if fact.qualifier == "lineup"
    }
    live = {
        "2026-07-02": of_models_dev,
        "2026-05-31": openrouter_on(catalogues, "2026-05-31"),
        "2026-08-01": openrouter_on(catalogues, "2026-08-01"),
    }
    for (_, day), models in shipped.items():
        (found,) = (
            set(fact.value)
            for fact in live[day]
            if fact.model == f"{vendor}/all-models" and fact.qualifier == "lineup"
        )
        assert found <= models
    assert {day for _, day in shipped} == set(live)


def test_llm_prices_contradicts_nothing_that_people_entered(of_llm_prices: list[Fact]) -> None:
    assert len(of_llm_prices) > 250
    assert contradictions(of_llm_prices) == set()
    luna = [
        (fact.value, str(fact.valid_from), fact.valid_to and str(fact.valid_to))
        for fact in of_llm_prices
        if fact.model == "openai/gpt-5.6-luna" and fact.qualifier == "input"
    ]
    assert sorted(luna, key=str) == [
        (0.2, "2026-07-30", None),
        (1.0, "2026-07-09", "2026-07-29"),
    ]


def test_lmarena_is_read_where_its_board_is_the_one_that_was_shown(
    of_lmarena: list[Fact],
) -> None:
    days = Counter(str(fact.valid_from) for fact in of_lmarena)
    assert list(days) == sorted(days)
    assert (min(days), max(days), len(days)) == ("2025-03-07", "2025-05-06", 7)
    assert all(700 < fact.value < 1500 for fact in of_lmarena)
    assert {fact.qualifier for fact in of_lmarena} == {"lmarena-text"}
    grok = [fact.value for fact in of_lmarena if fact.model == "xai/grok-3-preview-02-24"]
    assert grok[:3] == [1412, 1407, 1406]


def test_no_fact_is_given_twice(
    of_models_dev: list[Fact],
    of_openrouter: list[Fact],
    of_litellm: list[Fact],
    of_llm_prices: list[Fact],
    of_lmarena: list[Fact],
) -> None:
    for found in (of_models_dev, of_openrouter, of_litellm, of_llm_prices, of_lmarena):
        assert len({fact.id for fact in found}) == len(found)


@pytest.fixture(scope="session")
def of_all(
    of_models_dev: list[Fact],
    of_litellm: list[Fact],
    of_llm_prices: list[Fact],
    of_lmarena: list[Fact],
    catalogues: Path,
) -> list[Fact]:
    """What all of them say, OpenRouter at its later day."""
    router = openrouter_on(catalogues, "2026-08-01")
    return [*of_models_dev, *of_litellm, *of_llm_prices, *of_lmarena, *router]


def test_no_verdict_on_what_people_entered_turns_over(of_all: list[Fact]) -> None:
    entered, with_catalogues = defaultdict(list), defaultdict(list)
    for fact in read_entered_facts():
        entered[fact.model].append(fact)
        with_catalogues[fact.model].append(fact)
    for fact in of_all:
        with_catalogues[fact.model].append(fact)
    settled = 0
    for _, document in read_history():
        for said in pipeline.read(document):
            claim = Claim.of(said, document.published)
            before, after = (
                settle(claim, facts_on(by_model, claim), TODAY).outcome
                for by_model in (entered, with_catalogues)
            )
            assert after is before or before is Outcome.open, claim
            settled += before is not Outcome.open
    assert settled > 400


def facts_on(by_model: dict[str, list[Fact]], claim: Claim) -> list[Fact]:
    concerned = models_concerned(claim, settling.names())
    return [fact for model in concerned for fact in by_model.get(model, ())]


def test_what_a_real_catalogue_changed_in_eleven_weeks_is_a_few_facts(
    ledger: Engine, catalogues: Path
) -> None:
    changed = []
    for day in ("2026-05-15", "2026-08-01", "2026-08-02"):
        facts = openrouter_on(catalogues, day)
        with writing(ledger) as session:
            fresh = taken_in(session, facts, date.fromisoformat(day))
        changed.append([fact for fact in fresh if "until then" in fact.note])
    assert [len(some) for some in changed] == [0, 15, 0]
    cheaper = next(fact for fact in changed[1] if "grok-4.20" in fact.model)
    assert (cheaper.value, cheaper.valid_from, cheaper.known_at) == (
        1.25,
        date(2026, 8, 1),
        date(2026, 8, 1),
    )
