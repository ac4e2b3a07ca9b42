"""What can go wrong, drawn as a tree. Each error carries what is needed to act.

    HearsayError
    ├── FetchError(url, reason, failure)    network, status, robots, size: try again next run
    │   └── GapError(url, reason)           all that could be had was read, and it is not all
    ├── ParseError(url, expected)           the page changed shape: a person must look
    │   └── TooFewError(url, least, found)  fewer records than it always has
    ├── DataFileError(path, entry, reason)  a file under data/ breaks its schema
    ├── DocumentError(name, reason)         a text handed in cannot be read
    ├── WatchError(words, reason)           nobody can look for these words
    ├── SettingError(variable, reason)      an environment variable has no such value
    ├── LedgerError(ledger, reason)         the database cannot be used
    ├── ArchiveError(path, reason)          a file of kept answers cannot be used
    ├── DecisionError(reason)               what a person decided cannot stand as it is
    └── NotFoundError(what)                 nothing in the ledger answers to that name

What extraction cannot read is no error: it yields no assertion.
"""

from __future__ import annotations

from pathlib import Path

from app.vocabulary import Failure


class HearsayError(Exception):
    """Anything the program can explain to the person who runs it."""


class FetchError(HearsayError):
    """A page could not be had: network, status, robots, size or address."""

    def __init__(self, url: str, reason: str, failure: Failure = Failure.other) -> None:
        self.url, self.reason, self.failure = url, reason, failure
        super().__init__(f"could not fetch {url}: {reason}")


class GapError(FetchError):
    """A list does not go back to the last visit: what it gave holds, what lies between is lost.

    Raised after the last record, so that those before it may be kept.
    """


class ParseError(HearsayError):
    """A page does not have the shape that its scraper knows."""

    def __init__(self, url: str, expected: str) -> None:
        self.url, self.expected = url, expected
        super().__init__(f"{url} changed shape: expected {expected}")


class TooFewError(ParseError):
    """A page gave fewer records than its source always has."""

    def __init__(self, url: str, least: int, found: int) -> None:
        self.least, self.found = least, found
        super().__init__(url, f"at least {least} records, found {found}")


class DataFileError(HearsayError):
    """A file under `data/`, or one handed in by a person, breaks its schema."""

    def __init__(self, path: Path | str, entry: str, reason: str) -> None:
        self.path, self.entry, self.reason = Path(path), entry, reason
        where = f"{path}, {entry}" if entry else str(path)
        super().__init__(f"{where}: {reason}")


class DocumentError(HearsayError):
    """A file, page or stream handed in is no text that can be read."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name}: {reason}")


class WatchError(HearsayError):
    """What is to be watched for cannot be asked of any engine."""

    def __init__(self, words: str, reason: str) -> None:
        self.words, self.reason = words, reason
        super().__init__(f"cannot watch for {words[:60]!r}: {reason}")


class SettingError(HearsayError):
    """A variable of the environment has a value that cannot be meant."""

    def __init__(self, variable: str, reason: str) -> None:
        self.variable, self.reason = variable, reason
        super().__init__(f"the environment's {variable} cannot be used: {reason}")


class LedgerError(HearsayError):
    """The database cannot be used: unreachable, locked, too new, or not a database."""

    def __init__(self, ledger: str, reason: str) -> None:
        self.ledger, self.reason = ledger, reason
        super().__init__(f"the ledger {ledger} cannot be used: {reason}")


class ArchiveError(HearsayError):
    """A file of kept answers is missing, damaged, or cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"the archive's {path}: {reason}")


class DecisionError(HearsayError):
    """What a person wants to decide lacks something, or was decided so already."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"not decided: {reason}")


class NotFoundError(HearsayError):
    """Nothing in the ledger answers to the name that was asked for."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)
