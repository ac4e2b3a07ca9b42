"""What every test gets: no network but this machine, and ledgers of both kinds."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as settings_of_laws
from sqlalchemy import Engine, create_engine, text

from app.schema import Document, Fact, Source
from app.settings import PROJECT, settings
from app.store import open_ledger

SHARED = Path(__file__).parents[1].parent / "shared"
LOOPBACK = ("127.", "::1", "localhost", "/")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()

FACTS = """
[[fact]]
model = "openai/gpt-5.5"
attribute = "context_window"
value = 1050000
unit = "tokens"
valid_from = 2026-04-24
known_at = 2026-04-24
authority = "vendor"
url = "https://example.com/models/gpt-5.5"

[[fact]]
model = "openai/gpt-5.5"
attribute = "release_date"
value = 2026-04-23
unit = "date"
valid_from = 2026-04-23
known_at = 2026-04-23
authority = "vendor"
url = "https://example.com/news/gpt-5.5"
"""
HISTORY = """
[[statement]]
key = "mill-1"
publisher = "Old Mill"
kind = "blog"
url = "https://mill.example/gpt-5.5"
published = 2026-03-01
model = "openai/gpt-5.5"
attribute = "context_window"
value = 1000000
unit = "tokens"
confidence = "low"
sourcing = "community"
speaker = "community"
gist = "A million tokens is what people guess"
read = "page"
"""

# Half of the library's own number: a run of all tests has to stay under a quarter of an hour.
settings_of_laws.register_profile("quick", max_examples=50)
settings_of_laws.load_profile("quick")

# Tests make hundreds of ledgers, and each commit of one waits for the disk: where there is a file
# system in memory with room, they lie there.
MEMORY = Path("/dev/shm")  # noqa: S108 - the place of it on Linux
ROOM = 2_000_000_000  # bytes; a run of all tests takes a quarter of that


def pytest_configure() -> None:
    """Put temporary files into memory, unless somebody said where they belong."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


_connect = socket.socket.connect


def _refuse(self: socket.socket, address: Any) -> None:
    host = address[0] if isinstance(address, tuple) else str(address)
    if self.family != socket.AF_UNIX and not str(host).startswith(LOOPBACK):
        raise OSError(f"tests reach no network: {address!r}")
    _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Connections to anything but this machine fail."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", _refuse)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material; tests on it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real material (../shared) is not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server's URL: the one of TEST_DATABASE_URL, or one started for the tests."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries or os.geteuid() != 0 or not Path("/usr/sbin/runuser").exists():
        pytest.skip("no PostgreSQL: set TEST_DATABASE_URL, or install Debian's postgresql")
    # Outside pytest's own folders: those are closed to the user that PostgreSQL runs as.
    root = os.environ.get("PYTEST_DEBUG_TEMPROOT")
    data = Path(tempfile.mkdtemp(prefix="hearsay-postgres-", dir=root))
    shutil.chown(data, "postgres")
    port = free_port()
    _as_postgres(binaries[-1] / "initdb", "-D", data, "-A", "trust", "-U", "postgres")
    control = binaries[-1] / "pg_ctl"
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {data} -c fsync=off"
    _as_postgres(control, "-D", data, "-o", options, "-l", data / "log", "-w", "start")
    yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    _as_postgres(control, "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(data)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger on SQLite, to be copied: the migrations take longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "ledger.db"
    engine = open_ledger(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def empty_database(postgres: str) -> Iterator[str]:
    """The name of an empty ledger on PostgreSQL, to be copied for the same reason."""
    with _database(postgres) as url:
        open_ledger(url).dispose()
        yield url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a ledger that was not made yet, on each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    with _database(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty ledger, on each kind of database."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("empty_file"), tmp_path / "ledger.db")
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    template = request.getfixturevalue("empty_database")
    with _database(request.getfixturevalue("postgres"), template) as url:
        yield url


@contextmanager
def _database(server: str, template: str = "template1") -> Iterator[str]:
    """The URL of a new database that is dropped in the end."""
    name = f"hearsay_{uuid.uuid4().hex}"
    admin = create_engine(
        server.replace("postgresql://", "postgresql+psycopg://", 1), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield f"{server.rpartition('/')[0]}/{name}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Engine]:
    """An empty ledger, on each kind of database."""
    engine = open_ledger(ledger_url)
    yield engine
    engine.dispose()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder with the shipped registries, two facts and one statement."""
    folder = tmp_path / "data"
    entered = ("facts", "history", "catalogues*", "lineups", "corrections.toml")
    kinds = shutil.ignore_patterns(*entered, "*.db*", "archive")
    shutil.copytree(PROJECT / "data", folder, ignore=kinds)
    for name in ("catalogues.toml", "corrections.toml"):
        (folder / name).touch()
    for name, entries in (("facts", FACTS), ("history", HISTORY)):
        (folder / name).mkdir()
        (folder / name / "openai.toml").write_text(entries)
    monkeypatch.setenv("HEARSAY_DATA_DIR", str(folder))
    settings.cache_clear()
    yield folder
    settings.cache_clear()


@pytest.fixture
def source() -> Source:
    return Source(slug="rumour-mill", name="Rumour Mill")


@pytest.fixture
def article(source: Source) -> Document:
    """An article of our own about an unreleased model, with claims of several kinds."""
    text = (
        "Nimbus is the codename of GPT-5.5.\n"
        "GPT-5.5 is rumored to have a 2-million-token context window.\n"
        "OpenAI will release GPT-5.5 by June 30, 2026.\n"
    )
    return Document.of(
        source=source.slug,
        name="nimbus.txt",
        published=date(2026, 4, 2),
        text=text,
        added_at=NOW,
    )


@pytest.fixture
def fact() -> Fact:
    return Fact.of(
        model="openai/gpt-5.5",
        attribute="context_window",
        value=1_050_000,
        unit="tokens",
        valid_from=date(2026, 4, 24),
        known_at=date(2026, 4, 24),
        authority="vendor",
        url="https://example.com/models/gpt-5.5",
    )


def _as_postgres(*command: str | Path) -> None:
    subprocess.run(  # noqa: S603 - the words are this file's own
        ["/usr/sbin/runuser", "-u", "postgres", "--", *map(str, command)],
        check=True,
        capture_output=True,
        timeout=60,
        cwd="/",
    )


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
