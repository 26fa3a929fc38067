"""Power cuts, full disks, two builds at once, files that change meanwhile: every file left is whole, the next build repairs."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline import pipeline, rendering
from timeline.errors import OutputError, TimelineError
from timeline.options import Options
from timeline.reading import read
from timeline.rendering import writing

ROOT = Path(__file__).parents[2]
BEFORE = "Jo Roe resigned as mayor on {} July 2025. Kim Poe met Ann Loe in May 2025."
AFTER = "Jo Roe resigned as head of the port on {} July 2025. Kim Poe sued Ann Loe in June 2025."


def articles(folder: Path, text: str, count: int = 2) -> Options:
    """A folder of articles that tell the text, each with a day of its own."""
    folder.mkdir(exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"a{number}.md").write_text(f"---\ndate: 2025-07-2{number}\n---\n\n{text.format(number)}\n", encoding="utf-8")
    return Options(inputs=(folder,))


def files(folder: Path) -> dict[str, bytes]:
    """What stands in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def built(options: Options, out: Path) -> dict[str, bytes]:
    """The site that a build which nothing disturbs writes."""
    pipeline.publish(pipeline.build(options), options, out)
    return files(out)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The number of file operations that may still be done; then the process dies there, as far as the disk can tell."""
    left = [10**9]
    for name in ("replace", "unlink"):
        real = getattr(Path, name)

        def counted(self: Path, *arguments: object, _real: object = real, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise SystemExit(137)
            return _real(self, *arguments, **named)  # type: ignore[operator]

        monkeypatch.setattr(Path, name, counted)
    yield left
    left[0] = 10**9


def test_a_build_that_ends_at_any_step_leaves_whole_files_and_the_next_repairs(tmp_path: Path, steps: list[int]) -> None:
    """At each step in turn: every file is that of the old site or that of the new, and building again gives the new site exactly."""
    old = built(articles(tmp_path / "old", BEFORE), tmp_path / "a")
    options = articles(tmp_path / "new", AFTER, count=3)
    timeline = pipeline.build(options)
    new = built(options, tmp_path / "b")
    for stop in range(1000):
        out = tmp_path / f"out{stop}"
        _copy(old, out)
        steps[0] = stop
        try:
            pipeline.publish(timeline, options, out)
        except SystemExit:
            steps[0] = 10**9
        else:
            break
        for name, content in files(out).items():
            if name != writing.MANIFEST and not name.endswith(".part"):
                assert content in (old.get(name), new.get(name)), f"{name} after {stop} steps"
        pipeline.publish(timeline, options, out)
        assert new == files(out), f"after {stop} steps"
    assert stop > len({name for name in new if new[name] != old.get(name)})


def _copy(content: dict[str, bytes], out: Path) -> None:
    for name, data in content.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)


def test_a_full_disk_is_one_line_and_leaves_whole_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the file; the old page stands; with room again the next build goes through."""
    options = articles(tmp_path / "in", BEFORE)
    old = built(options, tmp_path / "out")
    articles(tmp_path / "in", AFTER)
    real = os.fdopen

    def full(handle: int, *rest: object) -> object:
        stream = real(handle, *rest)  # type: ignore[call-overload]
        stream.close()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", full)
        with pytest.raises(OutputError, match="No space left on device"):
            pipeline.publish(pipeline.build(options), options, tmp_path / "out")
    assert old == files(tmp_path / "out")
    new = built(options, tmp_path / "out")
    assert new == built(options, tmp_path / "other")


def test_two_builds_at_once_leave_nothing_foreign(tmp_path: Path) -> None:
    """Two processes with different articles into one folder, again and again: each ends well or says why, and the next build repairs."""
    one, two = articles(tmp_path / "one", BEFORE), articles(tmp_path / "two", AFTER, count=2)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "timeline", "build"]
    running = [
        subprocess.Popen([*command, str(folder), "--out", str(out)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for folder in (*one.inputs, *two.inputs) * 2
    ]
    ends = [(process.communicate()[1], process.returncode) for process in running]
    assert [] == [said for said, code in ends if code not in (0, 2) or "Traceback" in said or "a bug" in said]
    assert any(code == 0 for _, code in ends)
    assert built(one, out) == built(one, tmp_path / "alone")


def test_a_file_that_vanishes_or_grows_while_it_is_read_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was listed, then it is gone: named as a problem, the rest is built."""
    options = articles(tmp_path / "in", BEFORE)
    real = Path.read_bytes

    def vanishing(self: Path) -> bytes:
        if self.name == "a2.md":
            self.unlink(missing_ok=True)
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    monkeypatch.setattr(Path, "open", _vanishing_open(Path.open))
    found, problems = read(*options.inputs)
    assert ["a1"] == [article.id for article in found]
    assert ["a2.md"] == [problem.path for problem in problems]


def _vanishing_open(real: object) -> object:
    def opened(self: Path, *rest: object, **named: object) -> object:
        if self.name == "a2.md":
            self.unlink(missing_ok=True)
        return real(self, *rest, **named)  # type: ignore[operator]

    return opened


@pytest.mark.parametrize("moment", ["0", "253402300799", "4102444800", "-1"])
def test_a_clock_that_jumps_changes_no_byte(tmp_path: Path, moment: str) -> None:
    """Pages hang on the articles, not on file times: the same bytes whatever the files' dates say."""
    options = articles(tmp_path / "in", BEFORE)
    first = built(options, tmp_path / "a")
    for path in (tmp_path / "in").iterdir():
        os.utime(path, (min(int(moment), 2**31), min(int(moment), 2**31)))
    assert first == built(options, tmp_path / "b")


@pytest.mark.parametrize(
    "around",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "3", "TZ": "UTC", "PYTHONUTF8": "0", "LC_ALL": "de_DE.ISO-8859-1"},
    ],
    ids=["seed 1", "seed 2", "seed 3"],
)
def test_the_same_bytes_in_any_surroundings(tmp_path: Path, around: dict[str, str]) -> None:
    """Hash seed, time zone, locale, working folder and the order in which the disk lists files change nothing."""
    options = articles(tmp_path / "in", BEFORE)
    expected = built(options, tmp_path / "out")
    (tmp_path / "elsewhere").mkdir()
    for path in sorted((tmp_path / "in").iterdir(), reverse=True):
        (tmp_path / "elsewhere" / path.name).write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "timeline", "build", "elsewhere", "--out", "there"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **around}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert expected == files(tmp_path / "there")


def test_a_read_only_folder_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a read-only disk answers."""
    options = articles(tmp_path / "in", BEFORE)
    timeline = pipeline.build(options)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), "index.html")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(TimelineError, match="Read-only file system"):
        rendering.write({"index.html": b"x"}, tmp_path / "out")
    assert timeline.events
