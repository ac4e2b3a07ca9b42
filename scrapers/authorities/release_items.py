"""What a section of release notes states so plainly that it is a fact.

Right or silent: a sentence counts only where the whole of its beginning has one of the forms
of `scrapers.authorities.release_forms` and names each model in full. Read are a launch in an
API, a preview, a deprecation, a retirement (the end of a deprecation), a context window that
became generally available, and the window and the price in a sentence on one model. A day for
which something is planned is no fact: it often moves. General availability after a preview is
no release, a price for a while no price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from app.model_names import Mention, MentionKind, ModelNames
from app.vocabulary import Stage
from scrapers.authorities.release_forms import (
    ENDS,
    HAS_WINDOW,
    IDS,
    LAUNCHES,
    MARKS,
    MASKED,
    OF_A_PREVIEW,
    OF_ANOTHER,
    PREVIEW,
    PRICES,
    SENTENCE,
    SUPPORTS,
    TIMES,
    UNSURE,
    WINDOW,
    WORD,
)

Stated = tuple[str, dict[str, Any]]


def stated(text: str, vendor: str, launched: date | None) -> Iterator[Stated]:
    """What `text` states of the models of `vendor`, as propositions with what happened.

    `launched`: the day of a launch in the API, `None` where the notes are of something else.
    """
    masked, models = _masked(MARKS.sub("", text), vendor)
    for sentence in SENTENCE.split(masked):
        yield from _of(sentence.strip().removeprefix("- "), models, launched)


def previewed(text: str, vendor: str) -> set[str]:
    """The models of `vendor` of which `text` names a preview."""
    names = ((mention.text, mention.model) for mention in ModelNames.shipped().mentions(text))
    return {
        OF_A_PREVIEW.split(model)[0]
        for name, model in names
        if model.startswith(f"{vendor}/") and OF_A_PREVIEW.search(f"-{name}".replace(" ", "-"))
    }


def _masked(text: str, vendor: str) -> tuple[str, list[str]]:
    """`text` with numbers for its models that are named in full, and what they stand for."""
    parts: list[str] = []
    models: list[str] = []
    cursor = 0
    for mention in ModelNames.shipped().mentions(text):
        if mention.vendor == vendor and _is_whole(mention):
            parts += [text[cursor : mention.start], f"\ue000{len(models)}\ue001"]
            models.append(mention.model)
            cursor = mention.start + len(mention.text.rstrip(")"))
    return IDS.sub("", "".join([*parts, text[cursor:]])), models


def _is_whole(mention: Mention) -> bool:
    """Whether the printed name says no more than the id: a preview of a model is not it."""
    printed, known = (set(WORD.findall(name.lower())) for name in (mention.text, mention.model))
    return mention.kind is MentionKind.name and printed <= known | {"0"}  # "2.0" is also 2


def _of(sentence: str, models: list[str], launched: date | None) -> Iterator[Stated]:
    if found := PREVIEW.match(sentence):
        yield from _staged("preview", Stage.preview, _models(found, models))
    elif found := _first(ENDS, sentence):
        event = "deprecation" if "deprecat" in found[0].lower() else "retirement"
        yield from _staged(event, Stage.deprecated, _models(found, models))
    elif not UNSURE.search(sentence) and (found := _first(LAUNCHES, sentence)):
        yield from _launched(sentence, _models(found, models), launched)
    elif not UNSURE.search(sentence) and (found := SUPPORTS.match(sentence)):
        yield from _figures("what it supports", sentence, _models(found, models))
    elif not UNSURE.search(sentence) and (found := WINDOW.match(sentence)):
        for model in _models(found, models):
            yield ("general availability", _window(model, found))


def _first(forms: tuple[re.Pattern[str], ...], sentence: str) -> re.Match[str] | None:
    return next((found for one in forms if (found := one.match(sentence))), None)


def _models(found: re.Match[str], models: list[str]) -> list[str]:
    return [models[int(number)] for number in MASKED.findall(found["models"])]


def _staged(event: str, stage: Stage, models: list[str]) -> Iterator[Stated]:
    for model in models:
        yield (event, {"model": model, "attribute": "release_stage", "value": stage.value})


def _launched(sentence: str, models: list[str], day: date | None) -> Iterator[Stated]:
    said = {"attribute": "release_date", "qualifier": "api", "value": str(day), "unit": "date"}
    for model in models if day else ():
        yield ("launch", {"model": model, **said})
    yield from _figures("launch", sentence, models)


def _figures(event: str, sentence: str, models: list[str]) -> Iterator[Stated]:
    """The window and the prices in a sentence on one model."""
    if len(models) > 1 or OF_ANOTHER.search(sentence):
        return
    if found := _only(HAS_WINDOW, sentence):
        yield (event, _window(models[0], found))
    if found := _only(PRICES, sentence):
        for side in ("input", "output"):
            price = {"attribute": "price", "value": float(found[side]), "unit": "usd_per_mtok"}
            yield (event, {"model": models[0], "qualifier": side, **price})


def _only(form: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    """What `form` finds in a sentence where it finds one thing."""
    found = list(form.finditer(sentence))
    return found[0] if len(found) == 1 else None


def _window(model: str, found: re.Match[str]) -> dict[str, Any]:
    size = float(found["size"].replace(",", "")) * TIMES[found["times"].lower()]
    return {"model": model, "attribute": "context_window", "value": round(size), "unit": "tokens"}
