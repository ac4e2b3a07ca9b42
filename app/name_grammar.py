"""How the names of AI models are built: a head, then versions, sizes, dates and words.

"GPT-5.5 Pro" is the head `gpt`, the version `5.5` and the word `pro`; "Qwen3 235B A22B" the
head `qwen`, a version and two sizes. Spelling varies ("GPT 5.5", "gpt5.5", "gpt-5-5"), the
tokens do not, so names are compared token by token and versions exactly.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

MAX_TOKENS = 9
"""Tokens read after a head; the longest catalogue name has eight."""

LATEST_SPACED_MAJOR = 9
"""A whole number above it, after a space, is a count and no version ("Claude 20 people")."""

_PLAIN = (
    *((hyphen, "-") for hyphen in "\u2010\u2011\u2012\u2013\u2212"),
    *((space, " ") for space in "\u00a0\u202f\u2009\u2007"),
)
_BREAK_OF_SCRIPT = "\u2e80"
"""From here on writing systems put no space between words, so any neighbour is a boundary."""

_RUN_OF_LETTERS = r"(?P<joint>[ _-]?)(?P<run>[a-z0-9]{1,24}(?:\.[0-9]{1,3}[a-z]{0,2}){0,3}\+?)"
_RUN = re.compile(_RUN_OF_LETTERS)
_PART = re.compile(
    r"(?:(?P<apart>[ -])(?P<open>\()?)?"
    r"(?P<date>20[0-9]{2}-[0-9]{2}-[0-9]{2}|[01][0-9]-20[0-9]{2})\b(?(open)\)?)"
    r"|-(?P<day>[01][0-9]-[0-3][0-9])(?![0-9a-z]|[.-][0-9])"
    r"|(?P<hyphen>-?)(?P<slug>[0-9]-(?:0|[1-9][0-9]?))(?![0-9a-z]|\.[0-9])"
    rf"|{_RUN_OF_LETTERS}"
)
"""A part of a name: a date, a day, a version as slugs have it, else a run of letters."""

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT = rf"({'|'.join(_DIGITS)})"
_SPELT_VERSION = re.compile(rf"([ -]){_DIGIT}[ -]point[ -]{_DIGIT}\b")  # in transcripts
_VERSION = re.compile(r"[vrkm]?[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[onv]?")
_SIZE = re.compile(r"[0-9.]{1,5}(?:x[0-9.]{1,5})?[bt]|[ae][0-9.]{1,5}b|[0-9]{1,3}e")
_DATE = re.compile(
    r"20[2-3][0-9]{5}|2[3-9](?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
)
_VERSION_GOES_ON = re.compile(r"[.,][0-9]|\.x(?![a-z])")
_COUNTED = re.compile(
    r" (?:times|percent|points|people|users|companies|minutes|hours|days|weeks|months|years"
    r"|million|billion|trillion|thousand)\b"
)
_MEASURED = re.compile(r"[ -]?(?:\+|total|active|dense|param|tokens?\b|million|billion|users)")
_TITLE_GOES_ON = re.compile(r" [A-Z][a-z]")

SPOKEN_VARIANTS = frozenset(
    "mini nano pro turbo flash lite ultra sonnet opus haiku coder codex maverick scout".split()  # noqa: SIM905 -- a list of words reads best as words
)
"""Words that are a variant even in lower case after a space ("gpt-5 mini")."""

HEADLINE_WORDS = frozenset(
    "multimodal reasoning vision image audio live voice chat search code research math".split()  # noqa: SIM905 -- as above
)
"""Variants that are also what headlines speak of ("GPT-7 Vision Upgrade"): they end a name."""

_OTHER_VARIANTS = frozenset(
    "max thinking instant instruct heavy fast omni deep air edge".split()  # noqa: SIM905 -- as above
)
_TIERS_OF_ONE_MAKER = frozenset({"sonnet", "opus", "haiku", "coder", "codex", "maverick", "scout"})

VARIANTS = (SPOKEN_VARIANTS - _TIERS_OF_ONE_MAKER) | HEADLINE_WORDS | _OTHER_VARIANTS
"""Words that make a name of their own after any family, where printed as part of the name."""

_LIKENESS = frozenset(
    (
        *("level", "class", "tier", "style", "like", "quality", "grade", "type", "era", "sized"),
        *("powered", "based", "driven", "backed", "enabled", "native", "ready", "only"),
        *("beating", "killer", "rival", "wrapper", "compatible", "family", "series", "and", "vs"),
        *("the", "a", "is", "was", "to", "or", "for", "in", "on", "of", "with", "from", "by"),
    )
)
"""Words that hang on a name with a hyphen and are no part of it ("GPT-5-Powered Tools")."""

_ONE_WORD = frozenset({"deepmind", "deepseek", "minimax"})
"""Makers whose names begin with a variant word."""

SETTINGS = frozenset(["high", "low", "medium", "minimal", "xhigh"])
"""Reasoning efforts: part of what is printed, never of the id (CLAIMS.md, `model`)."""

STAGES = frozenset(["preview", "beta", "exp", "experimental", "latest"])
"""Words of a release stage: dropped from the id unless the registry has the name with them."""

_NO_PART_OF_ID = SETTINGS | STAGES
_AFTER_ANY_HEAD = VARIANTS | _NO_PART_OF_ID


class TokenKind(StrEnum):
    """What a part of a name is."""

    head = "head"
    version = "version"
    size = "size"
    date = "date"
    word = "word"


class Words(NamedTuple):
    """The words a family is known to use in names; `spoken` are so printed in lower case."""

    known: frozenset[str]
    spoken: frozenset[str]


class Token(NamedTuple):
    """One part of a name: `text` in lower case, `end` its offset, `joint` what is before it."""

    text: str
    end: int
    kind: TokenKind
    joint: str = ""
    capital: bool = False

    @property
    def shown(self) -> bool:
        """Whether it is printed as part of a name, not as a word beside it."""
        return self.capital or self.joint != " " or self.text in SPOKEN_VARIANTS

    @property
    def key(self) -> str:
        """What two spellings share: "3.0" is "3"."""
        return self.text.removesuffix(".0") if self.kind is TokenKind.version else self.text


def fold(text: str) -> str:
    """`text` in lower case with plain hyphens and spaces, every character at its place."""
    folded = text.lower()
    if text.isascii():
        return folded
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for exotic, plain in _PLAIN:
        folded = folded.replace(exotic, plain)
    return folded


def at_boundary(text: str, index: int) -> bool:
    """Whether no word runs on at `index` (0 to the length), seen from the other side of it."""
    if not 0 <= index < len(text):
        return True
    char = text[index]
    return not char.isalnum() or char >= _BREAK_OF_SCRIPT


def read_tokens(text: str, folded: str, start: int, end: int, words: Words | None) -> list[Token]:
    """The head `folded[start:end]` and what may belong to its name, at most `MAX_TOKENS` more.

    `words` are the variant words that the family is known to use; None takes any word, which
    reads a name that stands alone.
    """
    tokens = [Token(folded[start:end], end, TokenKind.head, "", text[start].isupper())]
    while len(tokens) <= MAX_TOKENS:
        token = _next_token(text, folded, tokens[-1], words)
        if token is None:
            break
        tokens.append(token)
    return tokens


def _next_token(text: str, folded: str, last: Token, words: Words | None) -> Token | None:
    """The token after `last`, or None where what follows is no part of a name."""
    part = _PART.match(folded, last.end)
    if part and part.lastgroup == "slug" and last.kind is TokenKind.version:
        part = _RUN.match(folded, last.end)
    if part is None:
        return None
    if part.lastgroup != "run":
        return _date_or_version(part)
    if part["run"] in _DIGITS and (spelt := _spelt_version(folded, last)):
        return spelt
    token = _token_of(part, text, folded, words)
    return token if token and (words is None or _belongs(folded, token, last, words)) else None


def _date_or_version(part: re.Match[str]) -> Token:
    """The token of a date with hyphens, or of a version whose dot a slug wrote as a hyphen."""
    if part["slug"]:
        version = part["slug"].replace("-", ".")
        return Token(version, part.end(), TokenKind.version, part["hyphen"])
    if part["day"]:
        return Token(part["day"], part.end(), TokenKind.date, "-")
    return Token(part["date"], part.end(), TokenKind.date, part["apart"] or "")


def _spelt_version(folded: str, last: Token) -> Token | None:
    """A version in words ("five point five")."""
    spelt = _SPELT_VERSION.match(folded, last.end)
    if spelt is None or last.kind is not TokenKind.head:
        return None
    version = f"{_DIGITS.index(spelt[2])}.{_DIGITS.index(spelt[3])}"
    return Token(version, spelt.end(), TokenKind.version, spelt[1])


def _token_of(run: re.Match[str], text: str, folded: str, words: Words | None) -> Token | None:
    """The token of a run; None where it goes on, or is a word that no name has."""
    joint, word = run.group("joint", "run")
    start, end = run.span("run")
    whole = True
    if words is not None and word not in words.known:
        if not text[start + 1 : end].islower():
            cut = _camel_cut(text, start, end)
            whole, end, word = cut == end, cut, word[: cut - start]
        if joint != "-" and word not in _AFTER_ANY_HEAD and kind_of(word) is TokenKind.word:
            return None
    if whole and not ends_cleanly(folded, end):
        return None
    return Token(word, end, kind_of(word), joint, text[start].isupper())


def ends_cleanly(folded: str, end: int) -> bool:
    """Whether a token may end here: no letter, digit or further version part runs on."""
    following = folded[end : end + 1]
    if following in {".", ","}:
        return _VERSION_GOES_ON.match(folded, end) is None
    return not following.isalnum() or following >= _BREAK_OF_SCRIPT


def _camel_cut(text: str, start: int, end: int) -> int:
    """Where a known word ends though the next one touches it, as in flattened tables."""
    for index in range(start + 1, end):
        if text[index].isupper() and text[index - 1].islower():
            first, whole = text[start:index].lower(), text[start:end].lower()
            return index if first in VARIANTS and whole not in _ONE_WORD else end
    return end


@lru_cache(maxsize=4096)
def kind_of(word: str) -> TokenKind:
    """What `word`, in lower case, is in a name."""
    for kind, pattern in (
        (TokenKind.size, _SIZE),
        (TokenKind.date, _DATE),
        (TokenKind.version, _VERSION),
    ):
        if pattern.fullmatch(word):
            return kind
    return TokenKind.word


def _belongs(folded: str, token: Token, last: Token, words: Words) -> bool:
    """Whether `token` reads as part of the name that `last` ends so far."""
    if token.kind is TokenKind.version:
        return _version_belongs(folded, token)
    if token.kind is TokenKind.size:
        return token.joint == "-" or not is_measured(folded, token.end)
    if token.kind is TokenKind.date:
        return token.joint == "-" or token.text[0] == "0" or last.kind is TokenKind.size
    return bool(token.joint) and (_word_belongs(token, words) or _is_hyphened(token, last))


def _is_hyphened(token: Token, last: Token) -> bool:
    """Whether a capitalised word hangs on a version ("V9-Brevis"): part of the name."""
    if last.kind is not TokenKind.version or token.joint != "-" or not token.capital:
        return False
    return token.text.isalpha() and token.text not in _LIKENESS


def _word_belongs(token: Token, words: Words) -> bool:
    if token.text in words.known or token.text in VARIANTS or token.text in STAGES:
        return token.shown or token.text in words.spoken
    return token.text in SETTINGS and token.joint == "-"


def is_measured(folded: str, end: int) -> bool:
    """Whether the number that ends at `end` counts something ("70B parameters")."""
    return _MEASURED.match(folded, end) is not None


def _version_belongs(folded: str, token: Token) -> bool:
    """A count after a space ("Llama 2 weeks") is no version."""
    if token.joint not in {" ", "_"}:
        return True
    if token.text.isdigit() and int(token.text) > LATEST_SPACED_MAJOR:
        return False
    return not (token.text.isdigit() and _COUNTED.match(folded, token.end))


def bare(tokens: list[Token]) -> list[Token]:
    """`tokens` without the settings and stages printed at their end."""
    kept = list(tokens)
    while len(kept) > 1 and kept[-1].text in _NO_PART_OF_ID:
        kept.pop()
    return kept


def is_new_name(text: str, tokens: list[Token]) -> bool:
    """Whether unregistered `tokens` can name a model all the same.

    It takes one version, or a size or date, and nothing that may be a word of the sentence.
    """
    kinds = [token.kind for token in tokens]
    versions = kinds.count(TokenKind.version)
    if versions > 1 or not (versions or {TokenKind.size, TokenKind.date} & set(kinds)):
        return False
    if not all(token.shown for token in tokens if token.kind is TokenKind.word):
        return False
    return not is_of_headline(text, tokens[-1])


def is_of_headline(text: str, token: Token) -> bool:
    """Whether `token` is rather a word of a headline that goes on ("GPT-7 Vision Upgrade")."""
    if token.text not in HEADLINE_WORDS or token.joint != " ":
        return False
    return _TITLE_GOES_ON.match(text, token.end) is not None
