"""The layers hold, the rooms are small, nothing below the commands knows the clock."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from timeline.events.word_lists import FigureWords, FindingWords, GrammarWords, PlaceWords

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "timeline").rglob("*.py"))
CLOCK = ROOT / "timeline" / "cli" / "clock.py"
CLOCKS = {"today", "now", "utcnow", "time", "localtime", "gmtime", "getmtime", "st_mtime"}


def test_imports_point_down() -> None:
    """The layers contract of pyproject.toml is kept, and no module stands outside it."""
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [path for path in MODULES if path != CLOCK], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_asks_the_clock(path: Path) -> None:
    """The same input gives the same bytes on every day; only commands may ask, through one module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
    assert set() == called & CLOCKS


@pytest.mark.parametrize("lists", [GrammarWords, FindingWords, PlaceWords, FigureWords])
def test_every_word_list_has_a_reader(lists: type) -> None:
    """What nothing asks for is not kept in the tables."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert [] == [field.name for field in fields(lists) if not re.search(rf"\.{field.name}\b", code)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """A docstring opens each module."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
