"""The one way by which text becomes HTML: everything is escaped that was not made here."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urlencode, urlsplit

ELLIPSIS = "…"
LABEL_LENGTH = 160  # a title or a value; what is longer is cut, the page keeps its shape

_VOID = frozenset({"br", "hr"})
# Line breaks and tabs; the joiners that scripts and emoji are written with.
_KEPT_CONTROLS = frozenset("\n\t\u200c\u200d")
_MANGLED = re.compile(r"[\ud800-\udfff]")


class Markup(str):
    """HTML that was made here, and may go out as it is."""

    __slots__ = ()


Inside = Markup | str | int | None


def element(name: str, *inside: Inside, **attributes: str | None) -> Markup:
    """An HTML element around text (escaped) and other elements; `None` is left out.

    Attributes are written with `class_` for `class` and `_` for `-`.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{said}>")
    return Markup(f"<{name}{said}>{join(*inside)}</{name}>")


def join(*inside: Inside) -> Markup:
    """Text (escaped) and elements after each other."""
    return Markup("".join(_escaped(part) for part in inside if part is not None))


def link(url: str | None, *inside: Inside, class_: str | None = None) -> Markup:
    """A link to a page of the web in a new tab; plain text where the URL is none of the web."""
    if not is_web(url):
        return element("span", *inside, class_=class_)
    return element("a", *inside, href=url, target="_blank", class_=class_)


def path(page: str, **query: str | None) -> str:
    """The address of another page of this dashboard, relative, so that any base path works."""
    said = urlencode({key: value for key, value in query.items() if value})
    return f"{page or './'}?{said}" if said else page or "./"


def is_web(url: str | None) -> bool:
    """Whether this is an address that a browser may follow: http or https, with a host."""
    if not url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def visible(text: str) -> str:
    """`text` without characters that steer the writing instead of being written.

    Control characters, marks that turn the direction of the text around, and halves of
    surrogate pairs: they could make a page say what nobody wrote.
    """
    steering = {
        char
        for char in set(text)
        if unicodedata.category(char) in ("Cc", "Cf") and char not in _KEPT_CONTROLS
    }
    kept = "".join(char for char in text if char not in steering) if steering else text
    return _MANGLED.sub("\N{REPLACEMENT CHARACTER}", kept)


def short(text: str, length: int = LABEL_LENGTH) -> str:
    """`text` on one line, cut at `length` characters."""
    line = " ".join(text[: length * 2].split())
    return line if len(line) <= length else line[: length - 1].rstrip() + ELLIPSIS


def _escaped(part: Inside) -> str:
    return part if isinstance(part, Markup) else html.escape(visible(str(part)))


def _attribute(key: str, value: str | None) -> str:
    if value is None:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f' {name}="{html.escape(visible(value))}"'
