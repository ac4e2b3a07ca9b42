"""Charts, each with the same in words for those who do not see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from app.dashboard.markup import short
from app.dashboard.wording import CONFIDENCE, MARKS, counted
from app.phrasing import NameOf, day, month, statement, topic
from app.store.queries import ClaimView
from app.vocabulary import Standing

ROW_HEIGHT = 56  # room for the six signs below each other
AXIS_HEIGHT = 30
SIGN_SIZE = 12
TOPIC_WIDTH = 110
MOST_TOPICS = 10  # rows of the chart; the rest shares one
REST = "the rest"


@dataclass(frozen=True, slots=True)
class Point:
    """One dated assertion on the timeline."""

    day: date
    topic: str
    standing: Standing
    publisher: str
    says: str
    confidence: str


def points(views: Sequence[ClaimView], name_of: NameOf) -> list[Point]:
    """The dated assertions of these claims, oldest first."""
    found = [
        Point(
            row.document.published,
            topic(view.claim.attribute),
            view.verdict.standing,
            short(row.source.name),
            short(statement(view.claim, name_of)),
            CONFIDENCE[row.assertion.confidence],
        )
        for view in views
        for row in view.spoken
        if row.document.published
    ]
    return sorted(found, key=lambda point: (point.day, point.topic, point.says, point.publisher))


def timeline(said: Sequence[Point], *, is_dark: bool) -> alt.Chart:
    """Assertions by day and by what they are about, as the signs of their claims' verdicts."""
    topics = _topics(said)
    words = [mark.word for mark in MARKS.values()]
    colors = [mark.on_dark if is_dark else mark.on_light for mark in MARKS.values()]
    chart: alt.Chart = (
        alt.Chart({"values": [_datum(point, topics) for point in said]})
        .mark_text(size=SIGN_SIZE, fontWeight="bold")
        .encode(
            x=alt.X(
                "day:T",
                title=None,
                axis=alt.Axis(tickCount=5, labelOverlap=True),
                scale=alt.Scale(padding=SIGN_SIZE),
            ),
            y=alt.Y("topic:N", title=None, sort=topics, axis=_rows()),
            yOffset=alt.YOffset("verdict:N", sort=words, scale=alt.Scale(domain=words, padding=1)),
            text="sign:N",
            color=alt.Color("verdict:N", scale=alt.Scale(domain=words, range=colors), legend=None),
            tooltip=["says:N", "verdict:N", "publisher:N", "confidence:N", alt.Tooltip("day:T")],
        )
        .properties(height=ROW_HEIGHT * len(topics) + AXIS_HEIGHT)
    )
    return chart


def in_words(said: Sequence[Point]) -> str:
    """What the timeline shows, for those who do not see it."""
    months = Counter((point.day.year, point.day.month) for point in said)
    (year, number), most = max(months.items(), key=lambda row: (row[1], row[0]))
    standings = Counter(point.standing for point in said)
    counts = ", ".join(
        f"{standings[standing]:,} {MARKS[standing].word.lower()}"
        for standing in MARKS
        if standings[standing]
    )
    return (
        f"{counted(len(said), 'dated assertion')} from {day(said[0].day)} to {day(said[-1].day)}, "
        f"most of them in {month(date(year, number, 1))} ({most:,}). "
        f"By the verdict on what they say: {counts}. "
        "What is dated by its month alone stands on the first day of it."
    )


def _topics(said: Sequence[Point]) -> list[str]:
    """What is talked of, the most first; what has no room stands as the rest."""
    names = [name for name, _ in Counter(point.topic for point in said).most_common()]
    return names if len(names) <= MOST_TOPICS else [*names[: MOST_TOPICS - 1], REST]


def _rows() -> alt.Axis:
    """A line between what is talked of, not through it."""
    return alt.Axis(labelLimit=TOPIC_WIDTH, grid=True, tickBand="extent", ticks=False)


def _datum(point: Point, topics: Sequence[str]) -> dict[str, Any]:
    return {
        "day": point.day.isoformat(),
        "topic": point.topic if point.topic in topics else REST,
        "verdict": MARKS[point.standing].word,
        "sign": MARKS[point.standing].glyph,
        "publisher": point.publisher,
        "says": point.says,
        "confidence": point.confidence,
    }
