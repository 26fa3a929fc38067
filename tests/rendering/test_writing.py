"""Writing a site touches only what is ours and leaves every file whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from timeline.errors import OutputError
from timeline.rendering import MANIFEST, write

SITE = {"index.html": b"<p>one</p>", "assets/style.1.css": b"p{}", "about.html": b"about"}


def held(folder: Path) -> dict[str, bytes]:
    """All files of a folder but the manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST
    }


def test_a_folder_is_made_and_filled(tmp_path: Path) -> None:
    """A first build makes the folder, nested ones too."""
    report = write(SITE, tmp_path / "deep" / "site")
    assert held(tmp_path / "deep" / "site") == SITE
    assert sorted(SITE) == sorted(report.written)


def test_the_index_is_written_last(tmp_path: Path) -> None:
    """A page never refers to what is not there yet."""
    assert ("assets/style.1.css", "about.html", "index.html") == write(SITE, tmp_path / "site").written


def test_what_is_unchanged_is_not_written_again(tmp_path: Path) -> None:
    """A second build of the same leaves files alone, their times too."""
    write(SITE, tmp_path)
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in SITE}
    report = write({**SITE, "about.html": b"new"}, tmp_path)
    assert ("about.html",) == report.written
    assert before["index.html"] == (tmp_path / "index.html").stat().st_mtime_ns


def test_what_a_build_left_behind_is_removed(tmp_path: Path) -> None:
    """Old assets go, and folders that are then empty."""
    write(SITE, tmp_path)
    report = write({"index.html": b"two"}, tmp_path)
    assert ("about.html", "assets/style.1.css") == report.removed
    assert {"index.html": b"two"} == held(tmp_path)
    assert not (tmp_path / "assets").exists()


def test_a_left_over_file_that_somebody_changed_is_kept(tmp_path: Path) -> None:
    """What is not as we wrote it is somebody's work."""
    write(SITE, tmp_path)
    (tmp_path / "about.html").write_bytes(b"mine now")
    write({"index.html": b"two"}, tmp_path)
    assert b"mine now" == (tmp_path / "about.html").read_bytes()


@pytest.mark.parametrize("name", ["thesis.doc", "assets/photo.jpg", ".hidden"])
def test_foreign_files_are_refused_by_name_and_kept(tmp_path: Path, name: str) -> None:
    """A folder with other people's files is not built into, and the message says which and what to do."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"precious")
    with pytest.raises(OutputError, match=name) as refusal:
        write(SITE, tmp_path)
    assert "--out" in str(refusal.value)
    assert {name: b"precious"} == held(tmp_path)


def test_force_builds_beside_foreign_files(tmp_path: Path) -> None:
    """Told to go on, the build keeps them and says so."""
    (tmp_path / "CNAME").write_bytes(b"example.org")
    report = write(SITE, tmp_path, force=True)
    assert ("CNAME",) == report.kept
    assert {**SITE, "CNAME": b"example.org"} == held(tmp_path)


def test_a_foreign_file_in_the_place_of_a_page_is_kept_even_when_forced(tmp_path: Path) -> None:
    """No flag overwrites what we did not write."""
    (tmp_path / "index.html").write_bytes(b"my home page")
    with pytest.raises(OutputError, match=r"index\.html"):
        write(SITE, tmp_path, force=True)
    assert {"index.html": b"my home page"} == held(tmp_path)


@pytest.mark.parametrize("name", ["../up.html", "/etc/passwd", "a/../../b", "a\\b", "", "c:/x", "a//b", MANIFEST])
def test_no_path_leaves_the_folder(tmp_path: Path, name: str) -> None:
    """A name that points elsewhere is refused before anything is written."""
    with pytest.raises(OutputError):
        write({"index.html": b"", name: b""}, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_linked_folder_is_not_written_through(tmp_path: Path) -> None:
    """A symbolic link in the output cannot lead a file out of it."""
    outside, out = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    out.mkdir()
    (out / "assets").symlink_to(outside)
    with pytest.raises(OutputError, match="assets"):
        write(SITE, out, force=True)
    assert [] == list(outside.iterdir())


def test_an_interruption_leaves_every_page_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped before the index, the old index stands, nothing half-written is left, and the next build carries on."""
    write(SITE, tmp_path)
    real = Path.replace

    def stopped(self: Path, target: Path) -> Path:
        if target.name == "index.html":
            raise KeyboardInterrupt
        return real(self, target)

    new = {"index.html": b"<p>two</p>", "assets/style.2.css": b"a{}", "about.html": b"about two"}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            write(new, tmp_path)
    assert {**SITE, **new, "index.html": SITE["index.html"]} == held(tmp_path)
    write(new, tmp_path)
    assert new == held(tmp_path)


def test_no_permission_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be written is named, without a traceback."""

    def refused(**where: Path) -> None:
        raise PermissionError(13, "Permission denied", str(where["dir"]))

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(OutputError, match="cannot write assets: Permission denied"):
        write(SITE, tmp_path / "site")


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    """A file in the way of the path is told, without a traceback."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot write"):
        write(SITE, tmp_path / "file" / "site")


def test_a_file_in_the_place_of_the_folder_is_one_clear_line(tmp_path: Path) -> None:
    """The output must be a folder."""
    (tmp_path / "site").write_bytes(b"")
    with pytest.raises(OutputError, match="not a folder"):
        write(SITE, tmp_path / "site")


def test_a_damaged_manifest_deletes_nothing(tmp_path: Path) -> None:
    """Who cannot know what is theirs stops."""
    write(SITE, tmp_path)
    (tmp_path / MANIFEST).write_text('{"files": {"../x": "1"}}', encoding="utf-8")
    with pytest.raises(OutputError):
        write({"index.html": b"two"}, tmp_path)
    assert held(tmp_path) == SITE


def test_a_file_is_on_the_disk_before_it_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a power cut a page is the old one or the new one, not an empty one."""
    done: list[str] = []
    sync, put = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("synced")
        sync(handle)

    def placed(self: Path, target: Path) -> Path:
        done.append("placed")
        return put(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", placed)
    report = write({"index.html": b"x", "a.html": b"y"}, tmp_path / "out")
    listed = ["synced", "placed"]  # what says which files are ours
    assert [*["synced"] * len(report.written), *listed, *["placed"] * len(report.written)] == done
