from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import SettingError
from app.settings import PROJECT, Settings


def test_nothing_set_means_the_shipped_data_and_this_machine() -> None:
    chosen = Settings.of({"HOME": "/home/jo", "DATA_DIR": "/else"})
    assert (chosen.data_dir, chosen.host, chosen.port) == (PROJECT / "data", "127.0.0.1", 8501)
    assert chosen.ledger_url == f"sqlite:///{PROJECT / 'data' / 'hearsay.db'}"


def test_each_variable_sets_its_own() -> None:
    chosen = Settings.of(
        {
            "HEARSAY_DATA_DIR": "/kettles",
            "HEARSAY_DATABASE_URL": "sqlite:///kettle.db",
            "HEARSAY_HOST": "0.0.0.0",  # noqa: S104 - only read, nothing listens
            "HEARSAY_PORT": "9000",
            "HEARSAY_CONTACT": "jo@kettle.example",
            "HEARSAY_ALLOW_HOSTS": "kettle.example:80",
        }
    )
    assert chosen == Settings(
        data_dir=Path("/kettles"),
        database_url="sqlite:///kettle.db",
        host="0.0.0.0",  # noqa: S104 - the same
        port=9000,
        contact="jo@kettle.example",
        allow_hosts="kettle.example:80",
    )
    assert chosen.ledger_url == "sqlite:///kettle.db"


def test_the_ledger_lies_with_the_data() -> None:
    assert (
        Settings.of({"HEARSAY_DATA_DIR": "/kettles"}).ledger_url == "sqlite:////kettles/hearsay.db"
    )


def test_an_empty_variable_is_not_set() -> None:
    assert Settings.of({"HEARSAY_PORT": "", "HEARSAY_DATA_DIR": ""}) == Settings()


def test_a_port_that_is_no_number_is_named() -> None:
    with pytest.raises(SettingError, match=r"HEARSAY_PORT.*'http' is no whole number"):
        Settings.of({"HEARSAY_PORT": "http"})
