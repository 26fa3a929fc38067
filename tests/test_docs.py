"""What the documents show is what happens: their files are written, their commands run, their Python executed, their links followed."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import click
import pytest

from timeline.cli import cli
from timeline.options import NamedActor, Options, load

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_FENCE = re.compile(r"^```(?P<language>\w+)(?: file=(?P<file>\S+))?\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_REFERENCE_HEAD = """\
# Commands

Made from the code; `--help` prints the same. Data goes to stdout, talk to stderr.

Exit codes: 0 fine, 1 errors or warnings under `--strict`, 2 wrong use, unreadable input or unwritable output, 70 a bug, 130 interrupted.
"""
_LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def names(path: Path) -> str:
    """The name of a document in a report."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", [path for path in DOCS if _FENCE.search(path.read_text(encoding="utf-8"))], ids=names)
def test_every_example_does_what_it_shows(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are worked through from top to bottom in an empty folder; "…" in an output stands for anything."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    scope: dict[str, object] = {}
    for block in _FENCE.finditer(document.read_text(encoding="utf-8")):
        if block["file"]:
            (tmp_path / block["file"]).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / block["file"]).write_text(block["code"], encoding="utf-8")
        elif block["language"] == "console":
            check_console(block["code"])
        elif block["language"] == "python":
            check_python(block["code"], scope)


def check_console(code: str) -> None:
    """Run each command of a session and compare what it prints, on both streams."""
    for session in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        command, _, shown = session.partition("\n")
        done = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        pattern = ".*".join(re.escape(part) for part in shown.strip().split("…"))
        assert re.fullmatch(pattern, done.stdout.strip(), re.DOTALL), f"$ {command}\n{done.stdout}"


def check_python(code: str, scope: dict[str, object]) -> None:
    """Run a doctest whose names live on in the next block."""
    test = doctest.DocTestParser().get_doctest(code, scope, "example", None, None)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    runner.run(test, out=report.append, clear_globs=False)
    scope.update(test.globs)
    assert runner.failures == 0, "".join(report)


@pytest.mark.parametrize("document", DOCS, ids=names)
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link names a file of this repository."""
    targets = _LINK.findall(document.read_text(encoding="utf-8"))
    assert [] == [target for target in targets if not (document.parent / target).exists()]


def _headings(document: Path) -> list[tuple[int, str, bool]]:
    """Level, words and whether something stands below, for each heading."""
    text = _FENCE.sub("…", document.read_text(encoding="utf-8"))
    lines = [line for line in text.split("\n") if line.strip()]
    found = [(len(line) - len(line.lstrip("#")), line.lstrip("# ").strip(), at) for at, line in enumerate(lines) if re.match("#+ ", line)]
    following = {at: level for level, _, at in found}
    return [(level, words, at + 1 < len(lines) and following.get(at + 1, level + 1) > level) for level, words, at in found]


@pytest.mark.parametrize("document", DOCS, ids=names)
def test_every_heading_has_something_to_say(document: Path) -> None:
    """No section is empty."""
    assert [] == [words for _, words, filled in _headings(document) if not filled]


@pytest.mark.parametrize("document", DOCS, ids=names)
def test_links_to_sections_lead_to_them(document: Path) -> None:
    """By the address that GitHub gives a heading."""
    for file, section in re.findall(r"\]\((?!https?://)([^)#]*)#([^)]+)\)", document.read_text(encoding="utf-8")):
        target = (document.parent / file).resolve() if file else document
        plain = (re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for _, words, _ in _headings(target))
        assert section in set(plain), f"{file}#{section}"


def test_the_reference_of_commands_is_their_help(request: pytest.FixtureRequest) -> None:
    """`docs/reference/cli.md` is made from the code; renew it with `pytest tests/test_docs.py --renew`."""
    path = ROOT / "docs" / "reference" / "cli.md"
    if request.config.getoption("--renew"):
        path.write_text(command_reference(), encoding="utf-8")
    assert command_reference() == path.read_text(encoding="utf-8")


def command_reference() -> str:
    """All help texts as one page."""
    context = click.Context(cli, info_name="timeline", terminal_width=100, help_option_names=["-h", "--help"])
    parts = [_REFERENCE_HEAD]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, terminal_width=100)
        parts.append(f"\n## timeline {name}\n\n```text\n{command.get_help(inner)}\n```\n")
    return "".join(parts)


def test_every_option_has_a_heading_and_is_shown() -> None:
    """The page on timeline.toml explains each key, and its example holds them all."""
    path = ROOT / "docs" / "reference" / "configuration.md"
    headings = re.findall(r"^## (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert [item.name for item in fields(Options)] == sorted(headings, key=[item.name for item in fields(Options)].index)


def test_the_example_of_a_config_is_valid(tmp_path: Path) -> None:
    """Every key of it is read."""
    text = (ROOT / "docs" / "reference" / "configuration.md").read_text(encoding="utf-8")
    example = next(block for block in _FENCE.finditer(text) if block["file"] == "timeline.toml")["code"]
    (tmp_path / "timeline.toml").write_text(example, encoding="utf-8")
    for name in ("my-templates", "events"):
        (tmp_path / name).mkdir()
    for name in re.findall(r'^file = "(.*)"$', example, re.MULTILINE):
        (tmp_path / name).touch()
    options = load(tmp_path / "timeline.toml")
    assert (NamedActor(name="Coastal Lines", aliases=("the Lines", "CL")),) == options.actors
    assert all(item.name in example for item in fields(Options))


def test_the_readme_names_commands_that_exist() -> None:
    """Both commands of the first screen are tasks of bootstrap.py."""
    tasks = re.findall(r"python3 bootstrap\.py (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    done = subprocess.run([sys.executable, ROOT / "bootstrap.py", "--help"], capture_output=True, text=True, check=True)
    assert tasks == ["demo", "test"]
    assert all(f"\n{task} " in done.stdout for task in tasks)
