"""Markup off, offsets kept: the plain words of a stretch of raw text and where each stood."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

BREAK = "\n"
"""Stands in plain text where markup ends one unit and begins another."""

# A link's address, a tag and a post's tally are bounded, so that no hostile text makes the
# search for their ends long.
_MARKUP = re.compile(
    r"""
    (?=[!(\[\]<&*_`~hw \t\n\r\x0b\x0c\x85\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad])
    (?:
      (?P<image>!\[[^\[\]]{0,200}\]\([^()\s]{0,1000}\))
    | (?P<meta>\(\[?(?:Score|Activity|Points
    |Upvotes)\s*:[^()\n]{0,60}(?:\([^()\s]{0,500}\))?\)\s*:?)
    | (?P<code>\[(?:link|comments?)\]\([^()\s]{0,500}\))
    | (?P<mark>(?:\[\^?\d{1,3}\](?!\())+)
    | (?P<tail>\](?:\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s"[^"\n]{0,200}")?\)
        |\[[\w-]{0,60}\]))
    | (?P<open>\[(?=[^\[\]]{1,400}\][(\[]))
    | (?P<wrap>(?<![ \t])[ \t]*[\n\r\x0b\x0c\x85\u2028\u2029][ \t]*)
    | (?P<ends></?(?:br|p|div|li|ul|ol|tr|td|th|h\d|table|tbody|thead|blockquote)\b[^<>]{0,300}>)
    | (?P<tag></?[a-zA-Z][^<>]{0,500}>|<!--.{0,500}?-->)
    | (?P<entity>&(?:[a-zA-Z]{2,8}|\#\d{1,6}|\#x[0-9a-fA-F]{1,6});)
    | (?P<url>(?:https?://|www\.)[^\s<>()\[\]"']{1,2000})
    | (?P<stars>\*{1,3}|__|`{1,3}|~~|[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad])
    )
    """,
    re.VERBOSE,
)
# Without one of these signs and words there is no markup; most sentences have none.
_SIGN = re.compile(
    r"[!\[\]<&*_`~\n\r\x0b\x0c\x85\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]"
)
_SIGN_WORDS = ("://", "www.", "Score", "Activity", "Points", "Upvotes")


@dataclass(slots=True)
class Plain:
    """Plain text of a stretch of raw text.

    `marks` are citation marks: (place in `text`, number). `raw(i)` is the raw offset of
    character `i`; `raw_end(i)` the raw offset after character `i - 1`.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    _plain_starts: tuple[int, ...]
    _raw_starts: tuple[int, ...]

    def raw(self, index: int) -> int:
        """The raw offset of the character at `index`."""
        piece = max(bisect_right(self._plain_starts, index) - 1, 0)
        return self._raw_starts[piece] + index - self._plain_starts[piece]

    def raw_end(self, index: int) -> int:
        """The raw offset just after the character before `index`."""
        return self.raw(index - 1) + 1 if index > 0 else self.raw(0)


def strip_markup(source: str, start: int, end: int) -> Plain:
    """The plain text of `source[start:end]`."""
    if not _SIGN.search(source, start, end) and all(
        source.find(word, start, end) < 0 for word in _SIGN_WORDS
    ):
        return Plain(source[start:end], (), (0,), (start,))
    pieces: list[str] = []
    plain_starts, raw_starts, marks = [0], [start], []
    length, at = 0, start
    for match in _MARKUP.finditer(source, start, end):
        pieces.append(source[at : match.start()])
        length += match.start() - at
        shown = _shown(match)
        if match.lastgroup == "mark":
            marks += [(length, int(number)) for number in re.findall(r"\d+", match.group())]
        if shown:
            plain_starts.append(length)
            raw_starts.append(match.start())
            pieces.append(shown)
            length += len(shown)
        at = match.end()
        plain_starts.append(length)
        raw_starts.append(at)
    pieces.append(source[at:end])
    return Plain("".join(pieces), tuple(marks), tuple(plain_starts), tuple(raw_starts))


def _shown(match: re.Match[str]) -> str:
    """What a piece of markup leaves in the plain text."""
    if match.lastgroup in ("meta", "ends"):
        return BREAK
    if match.lastgroup == "wrap":
        return " "
    if match.lastgroup == "entity":
        character = html.unescape(match.group())
        return character if len(character) == 1 else ""
    return ""
