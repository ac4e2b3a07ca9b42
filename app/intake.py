"""What a person hands in: a file, an address or a stream becomes a document.

The reading is bounded and says plainly what it cannot take: nothing empty, nothing binary,
nothing over `MAX_BYTES`. What only some of it needs is imported where it is needed: a plain
text loads neither the reader of HTML nor the tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import DataFileError, DocumentError
from app.vocabulary import ATTRIBUTES, PROPOSITION, Precision
from scrapers.charset import find_charset

if TYPE_CHECKING:
    from app.schema import Document, Proposition, Source
    from scrapers.article import Article
    from scrapers.scraper import Fetch

MAX_BYTES = 5_000_000  # a long book; pages that people claim things on are a thousandth of it
SUFFIXES = (".txt", ".md", ".html", ".htm")
BINARY_SHARE = 0.02  # control characters above this share are no text anybody wrote


@dataclass(frozen=True, slots=True)
class Day:
    """A day as given: `2026-04-21`, or a month, which is kept as its first day."""

    first: date | None = None
    precision: Precision = Precision.day

    @classmethod
    def of(cls, given: str | None) -> Day:
        """Read `given`; `None` is a day that nobody knows.

        Raises:
            ValueError: neither YYYY-MM-DD nor YYYY-MM.
        """
        if given is None:
            return cls()
        try:
            if len(given) == len("2026-04"):
                return cls(date.fromisoformat(f"{given}-01"), Precision.month)
            return cls(date.fromisoformat(given))
        except ValueError:
            raise ValueError(f"{given!r} is no day; expected YYYY-MM-DD or YYYY-MM") from None


@dataclass(frozen=True, slots=True)
class Text:
    """What was read: the text, and what the page itself says of title and day."""

    text: str
    title: str | None = None
    published: date | None = None
    precision: Precision = Precision.day
    site: str | None = None

    def on(self, day: Day) -> Text:
        """The same text, dated: a day that was given beats the page's own."""
        if day.first is None:
            return self
        return replace(self, published=day.first, precision=day.precision)


def read_file(path: Path) -> Text:
    """The text of a `.txt`, `.md` or `.html` file.

    Raises:
        DocumentError: missing, a folder, another kind of file, empty, binary or too large.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(str(path), f"is none of {', '.join(SUFFIXES)}")
    return read_bytes(str(path), bytes_of(path), html=path.suffix.lower() in (".html", ".htm"))


def bytes_of(path: Path) -> bytes:
    """What a file holds.

    Raises:
        DocumentError: missing, a folder, not to be read, or too large.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(str(path), size)
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(str(path), error.strerror or str(error)) from error


def read_bytes(name: str, raw: bytes, *, html: bool = False) -> Text:
    """The text in `raw`, decoded by its mark, as UTF-8, or by detection.

    Raises:
        DocumentError: empty, binary or too large.
    """
    if len(raw) > MAX_BYTES:
        raise _too_large(name, len(raw))
    text = _decoded(name, raw)
    read = _of_article(_article(text, None)) if html else Text(text)
    if not read.text.strip():
        raise DocumentError(name, "has no text in it")
    return read


def read_page(fetch: Fetch, url: str) -> Text:
    """The article at `url`.

    Raises:
        FetchError: it could not be had.
        DocumentError: it has no text.
    """
    page = fetch(url)
    article = _article(page.text, page.final_url)
    if not article.text.strip():
        raise DocumentError(url, "has no article text that could be told from the page around it")
    return _of_article(article)


def document(
    read: Text, *, name: str, publisher: str, url: str | None, added_at: datetime
) -> tuple[Source, Document]:
    """The records of a text that was handed in."""
    from app.language import language_of
    from app.schema import Document, Source, slug

    source = Source(slug=slug(publisher), name=publisher)
    return source, Document.of(
        source=source.slug,
        name=name,
        url=url,
        title=read.title,
        published=read.published,
        precision=read.precision,
        language=language_of(read.text),
        text=read.text,
        added_at=added_at,
    )


def read_days(path: Path) -> dict[str, Day]:
    """The `published` of each `doc` in JSON lines; a null is a day that nobody knows.

    Raises:
        DocumentError: the file cannot be read.
        DataFileError: a line has no `doc`, or its day is none.
    """
    days = {}
    for number, row in read_rows(path):
        if not isinstance(row.get("doc"), str):
            raise DataFileError(path, f"line {number}", "has no `doc`")
        try:
            days[Path(row["doc"]).name] = Day.of(row.get("published"))
        except (TypeError, ValueError) as error:
            raise DataFileError(path, f"line {number}", str(error)) from error
    return days


def read_assertions(path: Path) -> Iterator[tuple[dict[str, Any], Proposition]]:
    """Each line of a file of assertions, with the proposition that it puts forward.

    Raises:
        DocumentError: the file cannot be read.
        DataFileError: a line is no assertion.
    """
    from pydantic import ValidationError

    from app.schema import Proposition

    for number, row in read_rows(path):
        own = {key: value for key, value in row.items() if key in PROPOSITION}
        if own.get("attribute") not in ATTRIBUTES:
            known = ", ".join(ATTRIBUTES)
            raise DataFileError(path, f"line {number} attribute", f"is none of {known}")
        if isinstance(own.get("at"), list) and own["at"]:
            own["at"] = own["at"][-1]  # an event within a window had happened by its last day
        try:
            yield row, Proposition.model_validate(own)
        except ValidationError as error:
            first = error.errors()[0]
            where = f"line {number} {'.'.join(map(str, first['loc']))}"
            raise DataFileError(path, where, str(first["msg"])) from error


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and the object of each line of a JSON Lines file; blank lines are skipped.

    Raises:
        DocumentError: the file cannot be read.
        DataFileError: a line is no JSON object.
    """
    for number, line in enumerate(_lines(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataFileError(path, f"line {number}", f"is not JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise DataFileError(path, f"line {number}", "is not a JSON object")
        yield number, row


def _article(html: str, url: str | None) -> Article:
    from scrapers.article import read_article

    return read_article(html, url)


def _of_article(article: Article) -> Text:
    return Text(article.headed_text, article.title, article.published, site=article.site)


def _lines(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DocumentError(str(path), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise DocumentError(str(path), "is not UTF-8 text") from error


def _decoded(name: str, raw: bytes) -> str:
    if not raw.strip():
        raise DocumentError(name, "is empty")
    text = raw.decode(find_charset(raw), "replace")
    strange = sum((char < " " and char not in "\t\n\r\f\v") or char == "\ufffd" for char in text)
    if strange > BINARY_SHARE * len(text) or "\0" in text:
        raise DocumentError(
            name, "is binary, or in an encoding that cannot be told; save it as UTF-8"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _too_large(name: str, size: int) -> DocumentError:
    return DocumentError(
        name, f"is {size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB of text are read"
    )
