"""The extractor's floors: marks on labelled texts that only rise.

Three sets are our own: `own`, `later`, and `held_out`, whose misses nobody looks at, so that one
figure stays that of texts the rules have not seen.

`python -m tests.floors` (`make floors`) raises those of `data/floors.toml` to what the
extractor reaches now, rounded down, and never lowers one. Lowering a floor takes an edit by
hand, with its reason in the commit.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from pathlib import Path
from typing import Any

from app.evaluation import Report
from app.settings import PROJECT
from app.trial import try_out
from app.vocabulary import ATTRIBUTES

FILE = PROJECT / "data" / "floors.toml"
SHARED = PROJECT.parent / "shared"
OWN = PROJECT / "tests" / "labelled"
LABELS_ENOUGH = 10  # below ten labels, one statement moves an attribute's F1 by a tenth
STEP = 0.01
HEAD = """\
# The lowest marks that the extractor may have on labelled texts, 0-1, with the SHA-256 of the
# labels they were measured on. `make floors` raises them to the present marks, rounded down to
# two decimals, and never lowers one; `tests/test_extraction_floors.py` holds the extractor to
# them. `exact_f1` has the attributes with ten labels or more, without the soft ones.
"""


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Labels, the folder of their texts, and the texts' days."""

    labels: Path
    texts: Path
    documents: Path

    @property
    def digest(self) -> str:
        """SHA-256 of the labels, in hexadecimal digits."""
        return hashlib.sha256(self.labels.read_bytes()).hexdigest()


SETS = {
    **{
        name: LabelSet(texts / "labels.jsonl", texts, texts / "documents.jsonl")
        for name, texts in (("own", OWN), ("later", OWN / "later"), ("held_out", OWN / "held_out"))
    },
    **{
        name: LabelSet(
            SHARED / "gold" / f"{name}.jsonl",
            SHARED / name,
            SHARED / "gold" / "documents.jsonl",
        )
        for name in ("seeds", "corpus")
    },
}


@lru_cache(maxsize=len(SETS))
def report(name: str) -> Report:
    """The extractor's marks on one of `SETS`."""
    chosen = SETS[name]
    return try_out([chosen.labels], chosen.texts, chosen.documents)


def marks(measured: Report) -> dict[str, Any]:
    """The main figures, and under `exact_f1` those of the attributes."""
    return {
        "core_exact_f1": measured.core.exact.f1,
        "all_exact_f1": measured.checkable.exact.f1,
        "confidence_same": measured.levels.same,
        "confidence_kappa": measured.levels.kappa,
        "sourcing": measured.fields["sourcing"].same,
        "speaker": measured.fields["speaker"].same,
        "exact_f1": {
            name: finding.exact.f1
            for name, finding in measured.attributes.items()
            if finding.exact.labels >= LABELS_ENOUGH and not ATTRIBUTES[name].soft
        },
    }


def raised(floors: Mapping[str, Any], reached: Mapping[str, Any]) -> dict[str, Any]:
    """`reached`, rounded down, where that is higher than the floor; else the floor."""
    return {
        name: raised(floors.get(name, {}), mark)
        if isinstance(mark, Mapping)
        else max(floors.get(name, 0.0), _rounded_down(mark))
        for name, mark in reached.items()
    }


def fallen(floors: Mapping[str, Any], reached: Mapping[str, Any]) -> list[str]:
    """Each figure that is below its floor, in words."""
    below = []
    for name, mark in reached.items():
        if isinstance(mark, Mapping):
            below += fallen(floors[name], mark)
        elif mark < floors[name]:
            below.append(f"{name} is {mark:.3f}, its floor {floors[name]:.2f}")
    return below


def read() -> dict[str, Any]:
    """The floors of each label set; none where the file is not there yet."""
    return tomllib.loads(FILE.read_text()) if FILE.exists() else {}


def written(floors: Mapping[str, Mapping[str, Any]]) -> str:
    """The floors as the file has them."""
    return HEAD + "".join(_table(name, own) for name, own in floors.items())


def _table(name: str, entries: Mapping[str, Any]) -> str:
    plain = {key: entry for key, entry in entries.items() if not isinstance(entry, Mapping)}
    nested = {key: entry for key, entry in entries.items() if isinstance(entry, Mapping)}
    lines = [f"\n[{name}]", *(f"{key} = {_toml(entry)}" for key, entry in plain.items())]
    tables = (_table(f"{name}.{key}", entry) for key, entry in nested.items())
    return "\n".join(lines) + "\n" + "".join(tables)


def _toml(entry: float | str) -> str:
    return f'"{entry}"' if isinstance(entry, str) else f"{entry:.2f}"


def _rounded_down(mark: float) -> float:
    return floor(mark / STEP + 1e-9) * STEP  # 0.29 / 0.01 is a hair below 29


def main() -> None:
    """Raise the floors of every label set that is here."""
    floors = read()
    for name, labelled in SETS.items():
        if labelled.labels.exists():
            own = raised(floors.get(name, {}), marks(report(name)))
            floors[name] = {"digest": labelled.digest, **own}
        else:
            sys.stdout.write(f"{name}: {labelled.labels} is not here, its floors stay\n")
    FILE.write_text(written(floors))


if __name__ == "__main__":
    main()
