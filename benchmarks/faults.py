"""Kill a build at random moments, again and again, and look at what is left.

    python benchmarks/faults.py [KILLS]        (default 200)

Two sites take turns in one output folder. After each SIGKILL every file must be whole, one of the two builds' own; a foreign file must
stand untouched; and the next build must give exactly the bytes of an undisturbed one. Prints one table; exit code 1 where anything failed.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STORIES = (
    "Jo Roe resigned as mayor of Vantorp on {} July 2025. Kim Poe met Ann Loe in May 2025.",
    "Ann Loe sued Jo Roe on {} July 2025. Kim Poe was elected mayor of Vantorp in June 2025.",
)


def main(kills: int) -> int:
    """Run the kills and print what was found; the exit code."""
    chance = random.Random(kills)  # noqa: S311  moments, not secrets
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folders = [_articles(root / f"in{n}", text) for n, text in enumerate(STORIES)]
        clean = [_built(folder, root / f"clean{n}") for n, folder in enumerate(folders)]
        out = root / "out"
        started = time.monotonic()
        _build(folders[0], out)
        length = time.monotonic() - started
        (out / "mine.txt").write_text("mine", encoding="utf-8")
        for turn in range(kills):
            # most of a build is reading: half of the kills aim at its last third, where files are written
            moment = chance.uniform(0.6 * length, 1.05 * length) if turn % 2 else chance.uniform(0, length)
            seen["killed" if _killed(folders[turn % 2], out, moment) else "finished first"] += 1
            seen["torn files"] += _torn(out, clean)
            seen["foreign files lost"] += (out / "mine.txt").read_text(encoding="utf-8") != "mine"
            if turn % 10 == 9:  # noqa: PLR2004  every tenth kill, a build that may finish
                _build(folders[turn // 10 % 2], out)
                found = {path: data for path, data in _files(out).items() if path != "mine.txt"}
                seen["repaired" if found == clean[turn // 10 % 2] else "not repaired"] += 1
    for word in ("killed", "finished first", "torn files", "foreign files lost", "repaired", "not repaired"):
        print(f"{word:20}{seen[word]:6}")
    return 1 if seen["torn files"] or seen["foreign files lost"] or seen["not repaired"] else 0


def _articles(folder: Path, text: str) -> Path:
    folder.mkdir()
    for number in range(1, 9):
        (folder / f"a{number}.md").write_text(f"---\ndate: 2025-07-2{number}\n---\n\n{text.format(number)}\n", encoding="utf-8")
    return folder


def _command(folder: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "timeline", "build", str(folder), "--out", str(out), "--force"]


def _build(folder: Path, out: Path) -> None:
    subprocess.run(_command(folder, out), cwd=ROOT, check=True, stderr=subprocess.DEVNULL)


def _built(folder: Path, out: Path) -> dict[str, bytes]:
    _build(folder, out)
    return _files(out)


def _files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def _killed(folder: Path, out: Path, moment: float) -> bool:
    with subprocess.Popen(_command(folder, out), cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        return process.wait() < 0


def _torn(out: Path, clean: list[dict[str, bytes]]) -> int:
    """Files that are neither build's; the list of files changes with each build, and a half-written part is not a file of the site."""
    ours = {
        path: data for path, data in _files(out).items() if not path.startswith(".timeline-") and ".part" not in path and path != "mine.txt"
    }
    return sum(data not in (site.get(path) for site in clean) for path, data in ours.items())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", metavar="KILLS", nargs="?", type=int, default=200)
    sys.exit(main(parser.parse_args().kills))
