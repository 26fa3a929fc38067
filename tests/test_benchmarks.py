"""The benchmarks run on the samples that ship with the project and print their table."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline import pipeline
from timeline.options import Options

_ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["days", "events", "faults", "field", "harm", "review", "speed", "temporal"])
def test_a_benchmark_says_how_it_is_used(name: str) -> None:
    """`--help` is an answer, and no traceback."""
    ran = subprocess.run([sys.executable, str(_ROOT / "benchmarks" / f"{name}.py"), "--help"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout[:6], ran.stderr) == (0, "usage:", "")


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


def test_the_speed_benchmark_measures_its_own_articles_and_names_who_is_missing() -> None:
    """Cold and after a change, whatever else is installed."""
    command = [sys.executable, str(_ROOT / "benchmarks" / "speed.py"), "--sizes", "3,6", "--rounds", "1"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=_ROOT, env={**os.environ, "PATH": ""})

    assert ["3", "6"] == [line.split()[1] for line in ran.stdout.splitlines() if line.startswith("timeline")]
    assert "not measured: hugo, eleventy, pelican" in ran.stdout


def test_the_generated_articles_tell_events(tmp_path: Path) -> None:
    """About ten each, so that what is timed is the work on real news; and they are the same on every run."""
    command = [sys.executable, str(_ROOT / "benchmarks" / "speed.py"), "--sizes", "10", "--only-articles"]
    for name in ("one", "two"):
        subprocess.run([*command, str(tmp_path / name)], check=True, cwd=_ROOT)
    texts = [[path.read_text(encoding="utf-8") for path in sorted((tmp_path / name).rglob("*.md"))] for name in ("one", "two")]
    timeline = pipeline.build(Options(inputs=(tmp_path / "one",)))

    assert texts[0] == texts[1]
    assert 80 <= sum(len(event.evidence) for event in timeline.events)
    assert 2400 <= sum(map(len, texts[0])) / 10 <= 3600


def test_the_speed_benchmark_builds_an_archive_from_one_file() -> None:
    """Cold and after one changed line, with what each stage cost and how much was written."""
    command = [sys.executable, str(_ROOT / "benchmarks" / "speed.py"), "--sizes", "6", "--archive"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=_ROOT)
    cold, changed = ran.stdout.split("6 articles, one changed: ")

    assert cold.startswith("6 articles, cold: ")
    assert "read articles" in cold
    assert "all stages" in changed
    assert "timeline.json" in changed


def test_summed_salience_finds_the_days_that_mattered_better_than_counting_mentions() -> None:
    """In an invented collection whose important days are known, and whose loud days are soon forgotten."""
    command = [sys.executable, str(_ROOT / "benchmarks" / "days.py"), "1"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=_ROOT)
    shares = {line[:22].strip(): float(line[22:]) for line in ran.stdout.splitlines()}

    assert shares["summed salience"] > shares["mentions of the day"] > shares["articles of the day"]


def test_the_field_benchmark_counts_what_to_read_first_and_shows_it(tmp_path: Path) -> None:
    """A folder of articles is enough; a class is printed with headlines and quotes."""
    head = "---\npublisher: {}\ndate: 2031-05-12\n---\n\n"
    texts = ("Ada Brook met Omar Vance in Tessing on 9 May 2031.", "On 9 May 2031 Ada Brook met Omar Vance. It stood in the Tessing.")
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.md").write_text(head.format(f"Paper {number}") + text, encoding="utf-8")
    command = [sys.executable, str(_ROOT / "benchmarks" / "field.py"), str(tmp_path), "--show", "several"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=_ROOT)
    rows = {line.split()[0]: line.split()[1] for line in ran.stdout.splitlines() if line and not line.startswith(" ")}

    assert ("1", "0", "0") == (rows["several"], rows["nobody"], rows["voice"])
    assert texts[0] in ran.stdout
