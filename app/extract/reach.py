"""Where a model can be had and what it runs and was trained on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract import cues
from app.extract.reading import Finding, Reading

_PLACE = re.compile(
    r"\b(?:in|on|via|through|with|inside|within|to|into|across|from)\s(?:the\s|its\s|OpenAI['’]s\s|Google['’]s\s|Anthropic['’]s\s)?"
    r"(?P<place>API|APIs|ChatGPT(?:\s(?:Plus|Pro|Team|Enterprise|Free))?|Codex|Hugging\s?Face|GitHub(?:\sCopilot)?|Copilot|AWS|Amazon\sBedrock|Bedrock|Azure(?:\sAI\sFoundry)?|Vertex\sAI|Google\sCloud|OpenRouter|Google\sAI\sStudio|AI\sStudio|Gemini\sapp|Claude\.ai|Claude\sCode|Ollama|LM\sStudio|Cursor|Perplexity|Together\sAI|Groq|Google\sSearch|Android|[a-z]+\.(?:com|ai|io))\b",
)


def find(reading: Reading) -> Iterator[Finding]:
    """Availability, serving and training hardware in one sentence."""
    yield from _availability(reading)
    yield from _hardware(reading)


def _availability(reading: Reading) -> Iterator[Finding]:
    seen: set[str] = set()
    for place in _PLACE.finditer(reading.text):
        before = reading.text[max(place.start() - 60, 0) : place.start()]
        name = place["place"].lower().removesuffix("s") if place["place"].startswith("API") else place["place"].lower()
        if not cues.AVAILABLE.search(before) or name in seen:
            continue
        seen.add(name)
        for model in reading.holders(place.start(), place.end()):
            yield Finding(model, "availability", True, place.start(), place.end(), f"available: {place.group()}", qualifier=name)


def _hardware(reading: Reading) -> Iterator[Finding]:
    for cue in cues.HARDWARE.finditer(reading.text):
        before = reading.text[max(cue.start() - 90, 0) : cue.start()]
        trains = cues.TRAINS.search(before)
        runs = cues.RUNS.search(before)
        if not trains and not runs:
            continue
        attribute = "training" if trains and not runs else "serving"
        for model in reading.holders(*cue.span()):
            value = cue.group().lower().replace("'s", "").replace("’s", "")
            yield Finding(model, attribute, value, cue.start(), cue.end(), f"hardware: {cue.group()}", qualifier="hardware")
