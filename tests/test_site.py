"""The committed demo is the build of seeds/, byte for byte."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built anew."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "seeds", folder / "seeds")  # what is published enters a history beside the corrections
    command = [sys.executable, "-m", "timeline", "build", "seeds", "--publish", "--out", "site"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return folder / "site"


def test_the_committed_site_is_what_seeds_build_to(rebuilt: Path) -> None:
    """If this fails on purpose, run `timeline build seeds --publish --out site` and commit the result with `seeds/history.json`."""
    expected, actual = files(ROOT / "site"), files(rebuilt)
    assert sorted(expected) == sorted(actual)
    assert [] == [name for name in expected if expected[name] != actual[name]]


def test_the_demo_holds_every_seed(rebuilt: Path) -> None:
    """No source note is left out."""
    built = json.loads((rebuilt / "timeline.json").read_text(encoding="utf-8"))
    assert sorted(path.stem for path in (ROOT / "seeds").glob("*.md")) == [article["id"] for article in built["articles"]]


def test_every_link_of_the_demo_leads_to_what_is_there() -> None:
    """On every page of it: the file, and in the file the place."""
    pages = {name: content.decode() for name, content in files(ROOT / "site").items() if name.endswith(".html")}
    anchors = {name: set(re.findall(r'\bid="([^"]+)"', page)) for name, page in pages.items()}
    links = [(name, unescape(link)) for name, page in pages.items() for link in re.findall(r'\b(?:href|src)="([^"]*)"', page)]
    inside = [(name, *link.partition("#")[::2]) for name, link in links if not re.match("[a-z]+:", link)]
    assert len(inside) > len(pages)
    assert [] == [(name, file) for name, file, _ in inside if not (ROOT / "site" / (file.partition("?")[0] or name)).is_file()]
    assert [] == [(name, file, place) for name, file, place in inside if place and place not in anchors[file.partition("?")[0] or name]]
