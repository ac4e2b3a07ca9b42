"""README, CONTRIBUTING and docs say only what is there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import pytest

from app import cli
from app.schema import Subscription
from app.settings import PREFIX, PROJECT, Settings
from app.vocabulary import ATTRIBUTES, Authority
from scrapers.live import SHAPES

GUIDES = ("README.md", "CONTRIBUTING.md", "docs/running.md", "docs/verdicts.md")
FOLDERS = ("app", "scrapers", "tests", "data", "docs", "benchmarks")
NAMED = re.compile(rf"\b(?:{'|'.join(FOLDERS)})/[\w./-]*\w/?")
MADE = ("data/hearsay.db", "data/archive")  # by runs


def text_of(guide: str) -> str:
    return (PROJECT / guide).read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_is_named_is_there(guide: str) -> None:
    text = re.sub(r"https?://\S+|<[^>]*>\S*|/opt/\S+", " ", text_of(guide))
    named = {found for found in NAMED.findall(text) if not found.startswith(MADE)}
    assert named
    missing = {found for found in named if not (PROJECT / found).exists()}
    # What somebody is told to make is named after an example.
    assert {found for found in missing if "some_blog" not in found} == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_that_is_shown_exists(guide: str) -> None:
    named = re.findall(r"(?:^|`)hearsay ([a-z]+)", text_of(guide), re.MULTILINE)
    assert set(named) <= set(cli.app.commands)


def test_every_variable_of_the_environment_is_in_the_readme() -> None:
    said = set(re.findall(rf"{PREFIX}[A-Z_]+", text_of("README.md")))
    assert said == {PREFIX + field.name.upper() for field in fields(Settings)}


def test_the_source_that_is_shown_is_one_that_can_be_added() -> None:
    [shown] = re.findall(r"```toml\n(\[\[source\]\].*?)```", text_of("CONTRIBUTING.md"), re.DOTALL)
    [entry] = tomllib.loads(shown)["source"]
    assert Subscription.model_validate(entry).shape in SHAPES


def test_every_attribute_is_listed_with_its_tolerance_and_its_grace() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (\S+) \| (\d+) days \|$", *_of_verdicts())
    assert rows == [
        (row.name, row.kind, f"{row.tolerance:.0%}" if row.tolerance else "–", str(row.grace.days))
        for row in ATTRIBUTES.values()
    ]


def test_every_authority_is_listed_strongest_first() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", *_of_verdicts())
    assert listed[: len(Authority)] == list(Authority)


def _of_verdicts() -> tuple[str, re.RegexFlag]:
    return text_of("docs/verdicts.md"), re.MULTILINE
