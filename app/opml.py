"""Lists of sources as OPML, the format in which feed readers exchange them.

What `write` says, `read` gives back; other readers see the feeds of it. What only Hearsay
knows stands in attributes of its own (http://opml.org/spec2.opml allows more than it names).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from pydantic import ValidationError

from app.errors import DocumentError
from app.schema import Subscription, free_slug

FEED = "feed"
SLUG_CHARS = 60  # slugs are typed and stand in tables
OWN = {  # our attributes, and what they are of a subscription
    "hearsaySlug": "slug",
    "hearsayShape": "shape",
    "hearsayKind": "kind",
    "hearsayEvery": "every_s",
    "hearsayAtLeast": "at_least",
    "hearsayWatch": "watch",
    "hearsayNote": "note",
    "hearsayAddedAt": "added_at",
}
SHAPE = "hearsayshape"  # an outline that has it is one of ours; names are read in lower case
UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, § 2.2


@dataclass(slots=True)
class Imported:
    """The sources of a list, each address once, and how many outlines named none."""

    subscriptions: list[Subscription] = field(default_factory=list)
    skipped: int = 0


def read(text: bytes, name: str = "OPML") -> list[Subscription]:
    """The sources that a list names; see `imported`."""
    return imported(text, name).subscriptions


def imported(text: bytes, name: str = "OPML") -> Imported:
    """The sources that a list names, in its order, folders opened.

    An outline with `xmlUrl` is a feed, published by its title; slugs are made from titles.

    Args:
        text: the file.
        name: what the file is called in an error.

    Raises:
        DocumentError: it is no XML or no OPML, or declares entities; with the line.
    """
    reading = _Reading(name)
    try:
        reading.parser.Parse(text, True)  # noqa: FBT003 - expat takes it by place: all is there
    except expat.ExpatError as error:
        reading.refuse(f"is no XML ({expat.ErrorString(error.code)})")
    except (ValueError, LookupError) as error:  # an encoding that is not known, or not kept to
        reading.refuse(f"cannot be decoded ({error})")
    return reading.found


def write(
    subscriptions: Iterable[Subscription], created: datetime, title: str = "Sources of Hearsay"
) -> str:
    """A list of `subscriptions` under a `title`, as made at `created` (aware)."""
    lines = "".join(f"    <outline{_attributes(each)}/>\n" for each in subscriptions)
    day = format_datetime(created)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"  <head>\n    <title>{escape(_sayable(title))}</title>\n"
        f"    <dateCreated>{day}</dateCreated>\n  </head>\n"
        f"  <body>\n{lines}  </body>\n</opml>\n"
    )


class _Reading:
    """One pass over a list; expat calls it back, so that depth costs nothing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found = Imported()
        self.addresses: set[str] = set()
        self.slugs: set[str] = set()
        self.open: list[bool] = []  # of each open outline: is it a source, or has it outlines
        self.begun = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = self.entity

    def refuse(self, reason: str) -> NoReturn:
        line = self.parser.CurrentLineNumber
        raise DocumentError(self.name, f"{reason}, line {line}")

    def entity(self, *_: object) -> None:
        self.refuse("declares entities, which are not read")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.begun and tag.lower() != "opml":
            self.refuse(f"is no OPML: it begins with <{tag[:40]}>")
        self.begun = True
        if tag.lower() == "outline":
            if self.open:
                self.open[-1] = True
            said = {key.lower(): value for key, value in attributes.items()}
            self.open.append(self.take(said))

    def end(self, tag: str) -> None:
        if tag.lower() == "outline" and not self.open.pop():
            self.found.skipped += 1

    def take(self, said: dict[str, str]) -> bool:
        """Keeps the source that an outline names; whether it names one."""
        url = _address(said.get("xmlurl") or (said.get("url", "") if SHAPE in said else ""))
        if not url or said.get("iscomment", "").lower() == "true":
            return False
        if url not in self.addresses:
            self.addresses.add(url)
            source = self.checked(_own(said) if SHAPE in said else _feed(said, url), url)
            source.slug = free_slug(source.slug, self.slugs)
            self.slugs.add(source.slug)
            self.found.subscriptions.append(source)
        return True

    def checked(self, said: dict[str, str], url: str) -> Subscription:
        try:
            return Subscription.model_validate(said | {"url": url})
        except ValidationError as error:
            first = error.errors()[0]
            self.refuse(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")


def _address(url: str) -> str:
    """`url` as http or https (some readers write feed://), empty where it is neither."""
    url = re.sub(r"^feed:(?://)?(?=https?:)", "", url.strip())
    url = re.sub(r"^feed://", "http://", url)
    return url if re.fullmatch(r"https?://\S+", url) else ""


def _feed(said: dict[str, str], url: str) -> dict[str, str]:
    host = re.split("[/?#]", url, maxsplit=3)[2].lower()
    title = " ".join((said.get("title") or said.get("text") or "").split()) or host
    fields = {"slug": _plain(title) or _plain(host) or "source", "shape": FEED, "publisher": title}
    home = _address(said.get("htmlurl", ""))
    return fields | ({"home": home} if home else {})


def _own(said: dict[str, str]) -> dict[str, str]:
    fields = {known: said[key.lower()] for key, known in OWN.items() if key.lower() in said}
    fields["publisher"] = said.get("text", "")
    return fields | ({"home": said["htmlurl"]} if "htmlurl" in said else {})


def _plain(title: str) -> str:
    """`title` as a slug: letters and digits of ASCII in lower case, hyphens between."""
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:SLUG_CHARS].rstrip("-")


def _attributes(source: Subscription) -> str:
    is_feed = source.shape == FEED
    said = {
        "type": "rss" if is_feed else "link",
        "text": source.publisher,
        "title": source.publisher,
        "xmlUrl" if is_feed else "url": source.url,
        "htmlUrl": source.home,
        **{key: _word(getattr(source, known)) for key, known in OWN.items()},
    }
    return "".join(
        f" {key}={quoteattr(_sayable(value))}" for key, value in said.items() if value is not None
    )


def _word(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _sayable(text: str) -> str:
    """`text` without the characters that XML has no way to say."""
    return UNSAYABLE.sub("", text)
