"""The benchmarks run on the samples that ship with the project and print their table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent


def test_the_events_benchmark_scores_its_sample_beside_the_baseline() -> None:
    """Better than putting every sentence on its article's day."""
    ran = subprocess.run([sys.executable, str(_ROOT / "benchmarks" / "events.py")], capture_output=True, text=True, check=True, cwd=_ROOT)
    rows = {line.split()[2]: line.split() for line in ran.stdout.splitlines() if line.startswith("harbour")}

    assert float(rows["timeline"][5]) > float(rows["baseline"][5])
    assert float(rows["timeline"][6]) >= 0.5


def test_the_temporal_benchmark_finds_its_sample() -> None:
    """Every expression of the invented sample with its ends, type and value."""
    command = [sys.executable, str(_ROOT / "benchmarks" / "temporal.py"), "--no-peers"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=_ROOT)
    row = next(line.split() for line in ran.stdout.splitlines() if line.startswith("temporal.jsonl"))

    assert ["100.00"] * 4 == row[4:8]
