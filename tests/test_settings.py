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
            "HEARSAY_PROXY": "http://jo:secret@proxy.example:3128",
            "HEARSAY_PAUSE_S": "2.5",
        }
    )
    assert chosen == Settings(
        data_dir=Path("/kettles"),
        database_url="sqlite:///kettle.db",
        host="0.0.0.0",  # noqa: S104 - the same
        port=9000,
        contact="jo@kettle.example",
        allow_hosts="kettle.example:80",
        proxy="http://jo:secret@proxy.example:3128",
        pause_s=2.5,
    )
    assert chosen.ledger_url == "sqlite:///kettle.db"


def test_the_ledger_lies_with_the_data() -> None:
    assert (
        Settings.of({"HEARSAY_DATA_DIR": "/kettles"}).ledger_url == "sqlite:////kettles/hearsay.db"
    )


def test_the_archive_lies_with_the_data() -> None:
    chosen = Settings.of({"HEARSAY_DATA_DIR": "/kettles", "HEARSAY_DATABASE_URL": "sqlite:///k.db"})
    assert chosen.archive_dir == Path("/kettles/archive")


def test_an_empty_variable_is_not_set() -> None:
    assert Settings.of({"HEARSAY_PORT": "", "HEARSAY_DATA_DIR": ""}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("PORT", "http", "'http' is no whole number"),
        ("PAUSE_S", "soon", "'soon' is no number of seconds"),
        ("PAUSE_S", "-1", "'-1' is no number of seconds"),
        ("PAUSE_S", "nan", "'nan' is no number of seconds"),
        ("PAUSE_S", "inf", "'inf' is no number of seconds"),
        ("ALLOW_HOSTS", "kettle.example", "'kettle.example' is no host:port"),
        ("ALLOW_HOSTS", "a.example:80, b.example:x", "'b.example:x' is no host:port"),
        ("ALLOW_HOSTS", ":80", "':80' is no host:port"),
        ("PROXY", "proxy.example:3128", "is no http:// address of a proxy"),
        ("PROXY", "https://proxy.example", "is no http:// address of a proxy"),
        ("PROXY", "socks5://proxy.example", "is no http:// address of a proxy"),
        ("PROXY", "http://", "is no http:// address of a proxy"),
        ("PROXY", "http://proxy.example:port", "is no http:// address of a proxy"),
        ("PROXY", "http://proxy.example:99999", "is no http:// address of a proxy"),
        ("PROXY", "http://[::1", "is no http:// address of a proxy"),
    ],
)
def test_a_value_that_cannot_be_meant_is_named(variable: str, value: str, reason: str) -> None:
    with pytest.raises(SettingError, match=rf"HEARSAY_{variable}.*{reason}"):
        Settings.of({f"HEARSAY_{variable}": value})


@pytest.mark.parametrize("given", ["a.example:80", " a.example:80 , [::1]:8080,", "a.example:80,"])
def test_hosts_are_listed_with_their_ports(given: str) -> None:
    assert Settings.of({"HEARSAY_ALLOW_HOSTS": given}).allow_hosts == given


@pytest.mark.parametrize("given", ["0", "0.25", "30"])
def test_a_pause_may_be_any_number_of_seconds(given: str) -> None:
    assert Settings.of({"HEARSAY_PAUSE_S": given}).pause_s == float(given)
