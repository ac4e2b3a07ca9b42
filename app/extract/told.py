"""Attributes that their words alone tell: `cues.TOLD` has the words, this one rule reads them.

What is told is said of the model that holds the place of the words. An attribute that needs
more than words (a figure, a rival, a date) has a rule of its own in its family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from app.extract import cues
from app.extract.patterns import Choice
from app.extract.reading import Finding, Reading
from app.extract.rules import rule


def _told(attribute: str, words: Choice, reading: Reading) -> Iterator[Finding]:
    for cue in words.finditer(reading.text):
        option = str(cue.lastgroup)
        value = _words(cue) if option == cues.AS_SAID else option
        for model in reading.holders(*cue.span())[:1]:
            yield Finding(model, attribute, value, *cue.span(), f"{attribute}: {cue.group()}")


def _words(cue: re.Match[str]) -> str:
    """The words that are the value: the group "words", where the pattern names one."""
    return cue.groupdict().get("words") or cue.group()


RULES = tuple(
    rule(partial(_told, attribute, words), words) for attribute, words in cues.TOLD.items()
)
"""What words alone tell, one rule for each attribute of `cues.TOLD`."""
