"""A new project builds at once, and nothing that stood in its folder is changed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from timeline import pipeline, scaffold
from timeline.errors import OutputError
from timeline.options import load


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_project_builds_at_once(tmp_path: Path) -> None:
    """Its config is valid, its article gives events with worked-out dates, and nothing in it is a problem."""
    project = scaffold.create(tmp_path / "new")
    timeline = pipeline.build(load(tmp_path / "new" / "timeline.toml"))
    assert () == project.kept
    assert () == timeline.problems
    assert {"stated", "resolved"} <= {event.basis.value for event in timeline.events}


def test_what_the_config_suggests_is_valid(tmp_path: Path) -> None:
    """Somebody who takes the marks away gets what the comment promises."""
    scaffold.create(tmp_path)
    config = tmp_path / "timeline.toml"
    lines = [line.removeprefix("# ") for line in config.read_text(encoding="utf-8").splitlines()]
    keys = [line for line in lines if re.match(r"\w+ = |\[", line)]
    config.write_text("\n".join(sorted(keys, key=lambda line: not line.startswith("not_same"))), encoding="utf-8")
    options = load(config)
    assert "https://example.org/timeline/" == options.base_url
    assert (("Ana Roe", "Jo Roe"),) == options.not_same
    assert [("Coastal Lines", ("the Lines",))] == [(actor.name, actor.aliases) for actor in options.actors]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Files that stand there are kept to the byte, a link that leads nowhere is not followed, and no example joins real articles."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "mine.md").write_text("Mine.", encoding="utf-8")
    (tmp_path / "timeline.toml").write_text('title = "Mine"\n', encoding="utf-8")
    (tmp_path / "corrections.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    project = scaffold.create(tmp_path)
    assert ("timeline.toml", "corrections.yaml") == project.kept
    assert (".gitignore", ".github/workflows/pages.yml") == project.written
    assert {"articles/mine.md": b"Mine.", "timeline.toml": b'title = "Mine"\n'}.items() <= contents(tmp_path).items()
    assert not (tmp_path / "elsewhere.yaml").exists()
    before = contents(tmp_path)
    assert () == scaffold.create(tmp_path).written
    assert before == contents(tmp_path)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file in the place of the folder."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="taken"):
        scaffold.create(tmp_path / "taken")


def test_the_workflow_publishes_only_the_built_folder(tmp_path: Path) -> None:
    """It builds with --publish, uploads public/ alone, and may write nothing but Pages."""
    scaffold.create(tmp_path)
    text = (tmp_path / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    steps = workflow["jobs"]["build"]["steps"]
    assert ["public"] == [step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", "")]
    assert any("timeline build --publish --out public" in step.get("run", "") for step in steps)
    assert {"contents": "read"} == workflow["permissions"]
    assert {"pages": "write", "id-token": "write"} == workflow["jobs"]["deploy"]["permissions"]


def test_git_leaves_drafts_and_articles_out(tmp_path: Path) -> None:
    """As a public repository needs it."""
    scaffold.create(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    listed = subprocess.run(["git", "ls-files", "--others", "--exclude-standard"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert [".github/workflows/pages.yml", ".gitignore", "corrections.yaml", "timeline.toml"] == sorted(listed.stdout.split())


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    """And what to do next."""
    command = [sys.executable, "-m", "timeline", "init", "new"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "written  timeline.toml" in done.stderr
    assert "cd new && timeline build" in done.stderr
