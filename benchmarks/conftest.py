"""What the benchmarks share: the texts at hand, and the table that they end with."""

from __future__ import annotations

import pytest
from _pytest.terminal import TerminalReporter

from benchmarks.figures import Figures
from benchmarks.texts import Library

FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    """Lay the table out."""
    config.stash[FIGURES] = Figures()


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Print the table."""
    terminalreporter.section("what was measured")
    for line in config.stash[FIGURES].table():
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    """The table, to write figures down in."""
    return pytestconfig.stash[FIGURES]


@pytest.fixture(scope="session")
def library() -> Library:
    """The texts at hand."""
    return Library.at_hand()
