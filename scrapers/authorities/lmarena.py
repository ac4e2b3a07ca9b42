"""LMArena: ratings of its text board, from the versions of the file that it publishes.

`target.url` is GitHub's list of the commits that changed the file (`…/commits?path=FILE`); each
version is read at its commit, and its day is the commit's: the file itself bears none. Under
`full` stand the ratings over all prompts. Quirks that are rules here:

* there are two boards, with and without control of style, and two files. The site showed the
  plain one first, then by default the other; what texts call LMArena is the one shown. Between
  `PLAIN_UNTIL` and `CONTROLLED_FROM` neither is taken for it, as the day is not on record;
* an effort ("gpt-5-high") is a setting of a model: its plainest entry is the model's;
* a version holds for its own day. A rating that is still the same is no new fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict

from app.model_names import ModelNames
from app.schema import Fact
from app.vocabulary import Authority
from scrapers.authorities.checked import checked
from scrapers.authorities.listing import plainest
from scrapers.scraper import Fetch, Page, Target

PLAIN_UNTIL = date(2025, 5, 6)  # the last version before the site was rebuilt
CONTROLLED_FROM = date(2025, 8, 21)  # ratings quoted that day are those under control of style
STYLE_CONTROL = "-style-control"
PUSHED_LATE = timedelta(days=7)  # a commit may be older than the visit that did not see it
RAW = "https://raw.githubusercontent.com"


class Committer(BaseModel):
    """When a version was made."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    date: datetime


class Committed(BaseModel):
    """The part of a commit that Git knows."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    committer: Committer


class Version(BaseModel):
    """One version of the file."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    sha: str
    commit: Committed

    @property
    def day(self) -> date:
        """The day of the commit, in its own time zone."""
        return self.commit.committer.date.date()


class Rating(BaseModel):
    """One model's rating; its interval is not read."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)

    rating: float


class Board(BaseModel):
    """The file: one table a kind of prompt."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    full: dict[str, Rating]


def scrape(fetch: Fetch, target: Target) -> Iterator[Fact]:
    """The ratings of every version since the last visit, the oldest first, once a day.

    Raises:
        ParseError: the list or a version is not of the shape above.
    """
    page = fetch(target.url)
    repository, path = _file(target.url)
    since = (target.since - PUSHED_LATE).date() if target.since else date.min
    versions = checked(page, list[Version], page.json)
    # The list has the newest first: of one day's versions that one stays.
    by_day = {version.day: version for version in reversed(versions) if version.day >= since}
    last: dict[str, int] = {}
    for day, version in sorted(by_day.items()):
        if board := _board(path, day):
            page = fetch(f"{RAW}/{repository}/{version.sha}/{path}")
            yield from _ratings(page, board, day, last)


def _file(url: str) -> tuple[str, str]:
    """The repository and the path that a list of commits is about."""
    parts = urlsplit(url)
    path = parse_qs(parts.query).get("path", [""])[0]
    return "/".join(parts.path.split("/")[2:4]), path


def _board(path: str, day: date) -> str | None:
    """The benchmark that a version of the file has the scores of; `None` where that is open."""
    if STYLE_CONTROL in path and day <= PLAIN_UNTIL:
        return f"lmarena-text{STYLE_CONTROL}"
    if STYLE_CONTROL in path:
        return "lmarena-text" if day >= CONTROLLED_FROM else None
    return "lmarena-text" if day <= PLAIN_UNTIL else None


def _ratings(page: Page, board: str, day: date, last: dict[str, int]) -> Iterator[Fact]:
    told: set[str] = set()
    full = checked(page, Board, page.json).full
    for name in sorted(full, key=plainest):
        model, rating = ModelNames.shipped().id_of(name), round(full[name].rating)
        if model is None or model in told:
            continue
        told.add(model)
        if last.get(model) != rating:
            last[model] = rating
            yield Fact.of(
                model=model,
                attribute="benchmark_score",
                qualifier=board,
                value=rating,
                unit="elo",
                valid_from=day,
                known_at=day,
                authority=Authority.third_party,
                url=page.url,
                note=f"rated as {name}",
                evidence=page.evidence or None,
            )
