"""In which charset a page was written: its mark, its header, its own word, else a guess."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

SNIFFED_BYTES = 4096  # browsers look for a declaration in the first 1024; some pages are late
GUESSED_BYTES = 65_536  # detection is slow, and that much of a text shows its charset
STRAY_SHARE = 0.002  # one broken byte in a page does not make its declared charset wrong

FALLBACK = "cp1252"  # what browsers take a page for that says nothing

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the mark of UTF-16, so it is tried before
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What pages call themselves and what browsers take that to mean (WHATWG Encoding, § 4.2).
MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
}

# Codecs of Python that no page is written in, or that run on escapes.
BARRED = frozenset(
    {"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs"}
)

DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)


def find_charset(body: bytes, header: str | None = None) -> str:
    """The codec that reads `body`; `header` is the charset that the server named.

    A byte order mark is certain, so it comes first; what is declared is believed where the
    bytes bear it out.
    """
    for mark, charset in MARKS:
        if body.startswith(mark):
            return charset
    for charset in _declared(body, header):
        if _reads(body, charset):
            return charset
    return _guess(body)


def _declared(body: bytes, header: str | None) -> Iterator[str]:
    labels = [header] if header else []
    if found := DECLARED.search(body[:SNIFFED_BYTES]):
        labels.append((found[1] or found[2]).decode("ascii", "replace"))
    for label in [*labels, "utf-8"]:
        if charset := known(label):
            yield charset


def known(label: str) -> str | None:
    """The codec that a label means, `None` where it means none that reads text."""
    try:
        codec = codecs.lookup(label.strip().strip("\"'"))
        b"a".decode(codec.name, "replace")  # refused where the codec is not one of text
    except (LookupError, ValueError):
        return None
    name = codec.name.replace("_", "-")
    return None if name in BARRED else MEANT.get(name, name)


def _reads(body: bytes, charset: str) -> bool:
    text = body.decode(charset, "replace")
    return text.count("\ufffd") <= len(text) * STRAY_SHARE


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most texts are UTF-8 and need no guess

    matches = from_bytes(body[:GUESSED_BYTES])
    best = matches.best()
    if best is None:
        return FALLBACK
    # Detection ties Western pages with Polish and Baltic ones: the web's own default decides.
    tied = (match for match in matches if match.chaos <= best.chaos)
    if any(FALLBACK in match.could_be_from_charset for match in tied):
        return FALLBACK
    return known(best.encoding) or FALLBACK
