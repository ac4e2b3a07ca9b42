"""JSON of a catalogue, held against the shape that its scraper knows."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from app.errors import ParseError
from scrapers.scraper import Page

T = TypeVar("T")


def checked(page: Page, shape: type[T], value: Any, *place: str) -> T:
    """`value`, which stands at `place` of the page, as what it is taken for.

    Raises:
        ParseError: it is of another shape; the first place that shows it is named.
    """
    try:
        return TypeAdapter(shape).validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, (*place, *first["loc"]))) or "the top"
        raise ParseError(page.url, f"{first['msg']} at {where}") from error
