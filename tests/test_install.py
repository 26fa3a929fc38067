"""The program works from a source tree, an editable install and a wheel alike: each finds its templates and rules."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = "---\ntitle: Ferry sinks\ndate: 2025-07-06\n---\n\nThe ferry sank on Friday. Jo Roe resigned on 5 July 2025.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article, away from the source tree."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of this tree, and the wheel that was built from the sdist."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return out


@pytest.fixture(scope="module")
def wheel(packed: Path) -> Path:
    """The wheel."""
    return next(packed.glob("*.whl"))


def build(folder: Path, python: str | Path, **environment: str) -> str:
    """Build the article with a Python; the page of sources, and where the package was found."""
    around = {**{key: value for key, value in os.environ.items() if key != "PYTHONPATH"}, **environment}
    code = "import timeline.cli; print(timeline.__file__); timeline.cli.main(['build', 'articles', '--out', 'out'])"
    done = subprocess.run([python, "-c", code], cwd=folder, env=around, check=True, capture_output=True, text=True)
    assert "Ferry sinks" in (folder / "out" / "sources.html").read_text(encoding="utf-8")
    return done.stdout.strip()


def empty_environment(folder: Path) -> Path:
    """A Python that sees this one's libraries but not this project."""
    venv.create(folder, with_pip=False, symlinks=True)
    site = next((folder / "lib").glob("python*/site-packages"))
    libraries = next(Path(entry) for entry in sys.path if entry.endswith("site-packages"))
    for entry in libraries.iterdir():
        if entry.name != "timeline" and "sourced_timeline" not in entry.name and entry.suffix != ".pth":
            (site / entry.name).symlink_to(entry)
    return folder / "bin" / "python"


def test_the_wheel_holds_templates_rules_and_types(wheel: Path) -> None:
    """Everything the program reads at work is packed, and nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "timeline/templates/index.html",
        "timeline/rules/en/",
        "timeline/scaffold/project/pages.yml",
        "timeline/py.typed",
        "licenses/LICENSE",
        "entry_points.txt",
    ):
        assert any(needed in name for name in names), needed
    assert [] == [name for name in names if not name.startswith(("timeline/", "sourced_timeline-"))]


def test_the_sdist_holds_what_its_tests_need(packed: Path, tmp_path: Path) -> None:
    """All that git does not ignore but the built demo, and nothing else."""
    shutil.unpack_archive(next(packed.glob("*.tar.gz")), tmp_path)
    (root,) = tmp_path.iterdir()
    names = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} - {"PKG-INFO"}
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not in a repository of git")
    assert names == {name for name in listed.stdout.splitlines() if not name.startswith("site/") and (ROOT / name).exists()}


@pytest.mark.slow
def test_the_wheel_builds_a_timeline(wheel: Path, folder: Path) -> None:
    """Installed, away from its source tree, where it writes nothing: site-packages may be read-only."""
    python = empty_environment(folder / "env")
    site = next((folder / "env" / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)  # what an installer does with a wheel of plain Python
    installed = {path: path.read_bytes() for path in site.glob("timeline/**/*") if path.is_file()}
    assert str(site) in build(folder, python, PYTHONDONTWRITEBYTECODE="1")
    assert installed == {path: path.read_bytes() for path in site.glob("timeline/**/*") if path.is_file()}


@pytest.mark.slow
def test_the_source_tree_builds_a_timeline(folder: Path) -> None:
    """Not installed at all."""
    python = empty_environment(folder / "env")
    assert str(ROOT) in build(folder, python, PYTHONPATH=str(ROOT))


def test_the_editable_install_builds_a_timeline(folder: Path) -> None:
    """As developers have it, and the tests run."""
    assert str(ROOT) in build(folder, sys.executable)


def test_the_front_door_is_small_and_light(folder: Path) -> None:
    """Seven names, loaded when they are used; importing the package loads no stage."""
    code = "import sys, timeline; print(sorted(timeline.__all__), [m for m in sys.modules if m.startswith('timeline.')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True)
    assert "['Event', 'Timeline', 'TimelineError', 'When', 'build', 'resolve', 'tag'] []" == done.stdout.strip()
    everything = subprocess.run([sys.executable, "-c", "from timeline import *; print(build, tag, resolve)"], check=False, cwd=folder)
    assert everything.returncode == 0
