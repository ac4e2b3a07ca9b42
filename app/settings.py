"""The environment, read once. Every variable starts with `HEARSAY_`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

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

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that `environment` makes; a variable that is empty is not set.

        Raises:
            SettingError: `HEARSAY_PORT` is no number.
        """
        variables = {field.name: PREFIX + field.name.upper() for field in fields(cls)}
        given: dict[str, Any] = {
            name: environment[variable]
            for name, variable in variables.items()
            if environment.get(variable)
        }
        if "data_dir" in given:
            given["data_dir"] = Path(given["data_dir"])
        if "port" in given:
            given["port"] = _number(variables["port"], given["port"])
        return cls(**given)

    @property
    def ledger_url(self) -> str:
        """`HEARSAY_DATABASE_URL`, or SQLite in `data/hearsay.db`."""
        return self.database_url or f"sqlite:///{self.data_dir / 'hearsay.db'}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings.of(os.environ)


def _number(variable: str, given: str) -> int:
    try:
        return int(given)
    except ValueError:
        raise SettingError(variable, f"{given!r} is no whole number") from None
