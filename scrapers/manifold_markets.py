"""What Manifold's API answers of a market: the keys that are read of it."""

from __future__ import annotations

from pydantic import TypeAdapter

from scrapers.markets import Camel


class Answer(Camel):
    """One answer of a market that has several."""

    id: str
    text: str
    probability: float | None = None
    resolution: str | None = None
    resolution_time: float | None = None


class Entry(Camel):
    """One market; the keys that are read here."""

    id: str
    question: str
    url: str
    outcome_type: str
    probability: float | None = None
    is_resolved: bool
    resolution: str | None = None
    resolution_time: float | None = None
    close_time: float | None = None
    last_updated_time: float | None = None
    volume: float | None = None
    text_description: str | None = None
    description: str | dict[str, object] | None = None
    answers: list[Answer] | None = None

    @property
    def moved(self) -> float:
        """When it was last traded, edited or settled; 0 where that is not said."""
        return max(self.last_updated_time or 0, self.resolution_time or 0)

    @property
    def whole(self) -> bool:
        """Whether it was listed with its rules."""
        return self.text_description is not None or self.description is not None

    @property
    def rules(self) -> str:
        """Its rules as plain text."""
        plain = self.description if isinstance(self.description, str) else ""
        return self.text_description or plain


LISTING: TypeAdapter[list[Entry]] = TypeAdapter(list[Entry])
MARKET: TypeAdapter[Entry] = TypeAdapter(Entry)
