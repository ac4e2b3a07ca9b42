"""What the two generations of Metaculus's API answer: the keys that are read of them."""

from __future__ import annotations

from pydantic import BaseModel, TypeAdapter


class Forecast(BaseModel):
    """One aggregate; a value an option for a choice, else the centre alone."""

    centers: list[float | None] | None = None
    forecast_values: list[float | None] | None = None


class Aggregation(BaseModel):
    """One way of pooling what everybody forecast."""

    latest: Forecast | None = None


class Asked(BaseModel):
    """One question of a post; the keys that are read here."""

    id: int
    type: str
    label: str | None = None
    options: list[str] | None = None
    resolution_criteria: str | None = ""
    fine_print: str | None = ""
    scheduled_close_time: str | None = None
    resolution: str | None = None
    resolution_set_time: str | None = None
    aggregations: dict[str, Aggregation | None] = {}

    @property
    def latest(self) -> Forecast:
        """The newest forecast, by the venue's usual way of pooling first."""
        ways = sorted(self.aggregations, key=lambda way: way != "recency_weighted")
        known = (self.aggregations[way] for way in ways)
        return next((way.latest for way in known if way and way.latest), Forecast())


class Group(BaseModel):
    """Several questions under one title."""

    questions: list[Asked]


class Post(BaseModel):
    """A post; one without a question (an article, a pair of conditions) has neither."""

    id: int
    title: str
    slug: str
    question: Asked | None = None
    group_of_questions: Group | None = None


class Quartiles(BaseModel):
    """The older API's aggregate: its median."""

    q2: float | None = None


class Community(BaseModel):
    """The forecast of the community, in the older API."""

    full: Quartiles


class Old(BaseModel):
    """A question of the older API."""

    title: str
    page_url: str
    possibilities: dict[str, object]
    community_prediction: Community
    resolution: float | None
    resolution_criteria: str | None = ""
    fine_print: str | None = ""
    close_time: str | None = None
    resolve_time: str | None = None


class Results(BaseModel):
    """A page of a listing."""

    next: str | None = None
    results: list[Old | Post]


POSTS: TypeAdapter[Results | list[Old | Post]] = TypeAdapter(Results | list[Old | Post])
