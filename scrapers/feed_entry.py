"""One item of a feed, and how feeds write its day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from scrapers.markup import plain_text

WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)

LONGEST = 300  # characters of a name or a day are read
BRACKETED = re.compile(r"\S+@\S+\s+\((?P<name>[^()]+)\)")  # RSS wants mail first, then the name
MAIL = re.compile(r"\S+@\S+")

# Zones that feeds name and RFC 5322 does not, in hours; any other counts as UTC.
ZONES = {"BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9}
ZONE = re.compile(r"\d\s+([A-Z]{3,4})\s*$")
OFFSET = re.compile(r"([+-]\d\d):(\d\d)$")  # RFC 5322 has none with a colon, feeds do

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Days in neither standard's form. Only what can be read in one way: not "02/05/2031".
ODD_DAYS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?P<name>[a-z]{3,9})\.?,?[\s-]+(?P<year>\d{4})\b",
        r"\b(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b",
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `text` is the fuller of its content and its summary, without markup.

    `link` is absolute, `None` where it has no address of the web. `published` is aware, `None`
    where the feed gives no day that can be read. `publisher` is who the entry is really from,
    where the feed gathers from others (RSS and Atom `source`), `publisher_url` where they are.
    `guid` is what the feed calls the item by.
    """

    title: str
    link: str | None
    published: datetime | None
    text: str
    author: str | None = None
    publisher: str | None = None
    publisher_url: str | None = None
    guid: str | None = None


def web_address(said: str | None, base: str) -> str | None:
    """`said` as an absolute address of the web; `None` where it is none ("urn:uuid:…")."""
    try:
        address = said.strip() if said else ""
        if address and not WEB.match(address):
            address = urljoin(base, address)
        is_web = WEB.match(address) and urlsplit(address).hostname
    except ValueError:  # brackets that hold no address of a host
        return None
    return address if is_web else None


def person(said: str | None) -> str:
    """The name in what feeds say of an author; an address of mail is nobody's name."""
    said = " ".join(plain_text((said or "")[:LONGEST]).split())
    bracketed = BRACKETED.fullmatch(said)
    return bracketed["name"] if bracketed else MAIL.sub("", said).strip(" <>()-,;")


def moment(said: str | None) -> datetime | None:
    """A date of any kind of feed, in the zone that was printed, UTC where none was.

    What is in the form of neither RFC 3339 nor RFC 5322 gives its day alone, at midnight.
    """
    said = " ".join((said or "")[:LONGEST].split())
    if len(said) < len("2 May 31"):
        return None
    for read in (_iso, _rfc_5322):
        try:
            found = read(said)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=_zone(said))
    return next(_odd_days(said), None)


def _iso(said: str) -> datetime:
    if not said[:4].isdecimal() or (said.isdecimal() and len(said) != len("20310502")):
        raise ValueError(said)
    return datetime.fromisoformat(said)


def _rfc_5322(said: str) -> datetime:
    if said[:4].isdecimal():
        raise ValueError(said)
    return parsedate_to_datetime(OFFSET.sub(r"\1\2", said))


def _zone(said: str) -> timezone:
    named = ZONE.search(said)
    return timezone(timedelta(hours=ZONES[named[1]])) if named and named[1] in ZONES else UTC


def _odd_days(said: str) -> Iterator[datetime]:
    for form in ODD_DAYS:
        for found in form.finditer(said):
            parts = found.groupdict()
            name = (parts.get("name") or "")[:3].lower()
            month = MONTHS.index(name) + 1 if name in MONTHS else int(parts.get("month") or 0)
            try:
                yield datetime(int(parts["year"]), month, int(parts["day"]), tzinfo=UTC)
            except ValueError:
                continue
