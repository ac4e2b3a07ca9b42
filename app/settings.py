"""The environment, read once. Every variable starts with `HEARSAY_`."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.errors import SettingError

PROJECT = Path(__file__).resolve().parent.parent
PREFIX = "HEARSAY_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the ledger and the shipped data are, and where the dashboard listens.

    The variable of a field is its name in capitals after `PREFIX`.
    """

    data_dir: Path = PROJECT / "data"
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8501
    contact: str = ""
    """An address or page named in the user agent, for people whose pages we read."""
    allow_hosts: str = ""
    """Comma-separated `host:port` pairs that may be fetched though they are not public."""
    proxy: str = ""
    """The `http://` URL of a proxy that all pages are fetched through; it then decides which
    addresses may be connected to. The usual variables for proxies are not read."""
    pause_s: float = 1.0
    """Seconds between two requests to one host; a host may ask for more."""
    name: str = ""
    """Who decides at the command line, where that is not the login name."""
    deciders: str = ""
    """Comma-separated accounts that may decide on the dashboard: mail addresses that the
    provider has verified, or the provider's own ids of accounts."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that `environment` makes; a variable that is empty is not set.

        Raises:
            SettingError: a variable has a value that cannot be meant.
        """
        variables = {field.name: PREFIX + field.name.upper() for field in fields(cls)}
        given = {
            name: environment[variable]
            for name, variable in variables.items()
            if environment.get(variable)
        }
        read: dict[str, Any] = {
            name: READ[name](variables[name], value) if name in READ else value
            for name, value in given.items()
        }
        return cls(**read)

    @property
    def ledger_url(self) -> str:
        """`HEARSAY_DATABASE_URL`, or SQLite in `data/hearsay.db`."""
        return self.database_url or f"sqlite:///{self.data_dir / 'hearsay.db'}"

    @property
    def archive_dir(self) -> Path:
        """Where the answers that records came of are kept."""
        return self.data_dir / "archive"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings.of(os.environ)


def _folder(_: str, given: str) -> Path:
    return Path(given)


def _number(variable: str, given: str) -> int:
    try:
        return int(given)
    except ValueError:
        raise SettingError(variable, f"{given!r} is no whole number") from None


def _seconds(variable: str, given: str) -> float:
    try:
        seconds = float(given)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise SettingError(variable, f"{given!r} is no number of seconds")
    return seconds


def _pairs(variable: str, given: str) -> str:
    for pair in filter(None, map(str.strip, given.split(","))):
        host, _, port = pair.rpartition(":")
        if not (host and port.isascii() and port.isdigit()):
            raise SettingError(variable, f"{pair!r} is no host:port")
    return given


def _proxy(variable: str, given: str) -> str:
    try:
        parts = urlsplit(given)
        is_proxy = parts.scheme == "http" and parts.hostname and parts.port != 0
    except ValueError:
        is_proxy = False
    if not is_proxy:
        raise SettingError(variable, f"{given!r} is no http:// address of a proxy")
    return given


READ: dict[str, Callable[[str, str], Any]] = {
    "data_dir": _folder,
    "port": _number,
    "allow_hosts": _pairs,
    "proxy": _proxy,
    "pause_s": _seconds,
}
"""How the text of a variable is read, for those that are more than text."""
