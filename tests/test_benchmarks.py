"""The benchmarks run and print every figure they promise; the figures themselves prove nothing."""

import importlib.util
import subprocess
import sys

import pytest

from tests.conftest import ROOT, absent


@pytest.mark.parametrize(
    ("name", "promised"),
    [
        ("rendering.py", ["goal 70", "goal 40", "goal 2.5", "validate", "write", "peak memory"]),
        ("batches.py", ["goal 3 ", "goal 70", "goal 1.8", "overlay", "write", "child"]),
        ("start_up.py", ["vanban --help", "goal 0.50"]),
        ("checking.py", ["goal 60", "goal 3000", "observe", "recognise", "rules", "python-docx"]),
    ],
)
def test_a_benchmark_runs(name: str, promised: list[str]) -> None:
    if importlib.util.find_spec("docxtpl") is None:
        absent("docxtpl")
    sizes = ["120", "120"] if name == "batches.py" else ["2"]
    command = [sys.executable, str(ROOT / "benchmarks" / name), *sizes]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert [figure for figure in promised if figure not in shown] == []
