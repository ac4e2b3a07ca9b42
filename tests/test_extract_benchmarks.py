"""Benchmarks are found by name, whole and longest."""

from __future__ import annotations

import pytest

from app.extract.benchmarks import Benchmarks

CASES = [
    ("90% on MMLU today", ["mmlu"]),
    ("SWE-bench Pro and SWE-bench Verified", ["swe-bench-pro", "swe-bench-verified"]),
    ("swe-bench pro counts", ["swe-bench-pro"]),
    ("XMMLUX is none", []),
    ("do the math at home", []),
    ("ẞİ folds to more letters, MMLU", []),
]


@pytest.mark.parametrize(("text", "ids"), CASES)
def test_a_benchmark_is_a_whole_name(text: str, ids: list[str]) -> None:
    assert [named.id for named in Benchmarks.shipped().find(text)] == ids
