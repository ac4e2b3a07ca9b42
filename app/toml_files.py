"""Where the files under `data/` are and what stands in them, before any of it is checked.

tomli is the standard library's reader compiled: the registries take it 23 ms and tomllib
78 ms, which every `hearsay extract` would wait for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import tomli

from app.errors import DataFileError
from app.settings import settings


def files(name: str) -> list[Path]:
    """The file `name` of the data folder; where it has no suffix, the TOML files of that folder."""
    place = settings().data_dir / name
    return [place] if place.suffix else sorted(place.glob("*.toml"))


def load(path: Path) -> dict[str, Any]:
    """All that a file says. Raises `DataFileError` where it is missing or no TOML."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataFileError(path, "", "is missing") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(path, "", f"is not TOML: {error}") from error


def tables(
    name: str, key: str, stems: Collection[str] | None = None
) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    """Each `[[key]]` of `files(name)`: its file, its place there ("fact 3", from 1), its keys.

    Where `stems` are given, only the files that are called so are read.

    Raises:
        DataFileError: a file is missing, no TOML, or has anything else in it.
    """
    for path in files(name):
        if stems is not None and path.stem not in stems:
            continue
        found = load(path)
        if unknown := set(found) - {key}:
            raise DataFileError(path, "", f"unknown table {sorted(unknown)}; expected [[{key}]]")
        rows = found.get(key, [])
        if not isinstance(rows, list):
            raise DataFileError(path, key, f"expected a list of tables, each under [[{key}]]")
        for number, table in enumerate(rows, 1):
            yield path, f"{key} {number}", table
