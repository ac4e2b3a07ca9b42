"""What a command loads before it does anything: reading a text file must stay light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Acme says that GPT-7 will arrive on 5 June 2027 with a context window of 2M tokens.\n"
MOST_MEMORY_MB = 150

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "streamlit",
    "altair",
    "pandas",
    "numpy",
    "trafilatura",
    "htmldate",
    "bs4",
    "lxml",
    "feedparser",
    "httpx",
    "httpcore",
    "stamina",
    "charset_normalizer",
    "gcld3",
    "pydantic",
    "rich",
    "app.schema",
    "app.data_files",
    "app.store",
    "app.pipeline",
    "scrapers.live",
)
"""What no text file needs: databases, pages, tables for people, the dashboard."""

PROGRAM = """
import re, sys
from pathlib import Path
from app import cli
sys.argv = ["hearsay", "extract", *sys.argv[1:]]
try:
    cli.main()
finally:
    status = Path("/proc/self/status")  # getrusage would tell of the parent's memory as well
    peak = re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1] if status.exists() else 0
    print(peak, *sys.modules, file=sys.stderr)
"""


def run(path: Path, *words: str) -> tuple[str, int, set[str]]:
    """What `hearsay extract` prints, its peak memory in KB (0: not told here), its modules."""
    program = [sys.executable, "-c", PROGRAM, str(path), *words]
    done = subprocess.run(program, check=True, capture_output=True, text=True, timeout=120)  # noqa: S603 - our own program
    memory, *modules = done.stderr.split()
    return done.stdout, int(memory), set(modules)


@pytest.fixture(params=["article.txt", "article.md"])
def article(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path: Path = tmp_path / request.param
    path.write_text(TEXT)
    return path


def test_a_text_file_is_read_without_tables_pages_or_sources(article: Path) -> None:
    printed, _, modules = run(article)
    assert '"attribute": "context_window"' in printed
    assert modules.isdisjoint(HEAVY), sorted(modules & set(HEAVY))


def test_what_people_read_loads_what_lines_do_not(article: Path) -> None:
    """The names above are spelled as they are loaded: here they are."""
    _, _, modules = run(article, "--format", "table")
    assert {"rich", "sqlmodel", "sqlalchemy", "app.schema"} <= modules


def test_a_long_text_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 3000)  # 0.25 MB and 6000 claims
    _, memory, _ = run(path)
    if not memory:
        pytest.skip("this system does not tell a process's peak memory in /proc")
    assert memory < MOST_MEMORY_MB * 1024
