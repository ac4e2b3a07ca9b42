"""Days as pages print them: a text that is a day and nothing else."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

FORMS = ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y %m %d")  # 3/4/2031 is two days
MAX_CHARS = 40  # "Wednesday, September 10th, 2031" has 31

WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE
)
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
SEPT = re.compile(r"\bsept\b", re.IGNORECASE)  # of the short names the one with four letters
MARKS = re.compile(r"[\s,.\-]+")


def printed_day(text: str) -> date | None:
    """The day that `text` is, `None` where it says anything more or less than one."""
    text = " ".join(text.split())
    if not text or len(text) > MAX_CHARS:
        return None
    with suppress(ValueError):
        return datetime.fromisoformat(text).date()
    bare = ORDINAL.sub("", WEEKDAY.sub("", text))
    bare = SEPT.sub("sep", MARKS.sub(" ", bare).strip())
    for form in FORMS:
        with suppress(ValueError):
            return datetime.strptime(bare, form).date()  # noqa: DTZ007 - a day has no zone
    return None
