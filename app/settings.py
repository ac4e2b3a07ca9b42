"""The environment, read once. Every variable starts with `HEARSAY_`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where the ledger and the shipped data are, and where the dashboard listens."""

    model_config = SettingsConfigDict(env_prefix="HEARSAY_", extra="ignore")

    data_dir: Path = PROJECT / "data"
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8501
    contact: str = ""
    """An address or page named in the user agent, for people whose pages we read."""
    allow_hosts: str = ""
    """Comma-separated `host:port` pairs that may be fetched though they are not public."""

    @property
    def ledger_url(self) -> str:
        """`HEARSAY_DATABASE_URL`, or SQLite in `data/hearsay.db`."""
        return self.database_url or f"sqlite:///{self.data_dir / 'hearsay.db'}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
