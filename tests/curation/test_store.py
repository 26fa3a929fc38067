"""The corrections file: any text comes back, other bytes stay, every mistake is named, and a fault leaves the old file or the new one."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.curation.strategies import corrections
from timeline import curation
from timeline.curation import Address, Correction, Corrections, Pin, Redate, Retitle
from timeline.curation import store as module
from timeline.curation.emit import emit
from timeline.errors import CorrectionsError, OutputError
from timeline.when import from_edtf

HAND_WRITTEN = """\
# The corrections of the ferry story.
---
- do: retitle          # agreed by phone
  event: 3f2a1b9c8d7e
  title: 'The ferry: a loss'
  by: Jo Roe
  at: 2025-07-06

# About the pier
- # with a - in a comment
  at: 2025-07-07T09:30:00Z
  by: Jo Roe
  do: note
  event: {article: 01-ferry, quote: "It was old."}
  note: |
    Ask Kim.
    # not a comment
- {do: pin, event: 3f2a1b9c8d7e, by: Kim, at: 2025-07-08}
# the end
"""


def pin(key: str = "3f2a1b9c8d7e", by: str = "Kim") -> Pin:
    """A short correction."""
    return Pin(event=Address(key=key), by=by, at="2025-07-08")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file written by hand."""
    file = tmp_path / "corrections.yaml"
    file.write_text(HAND_WRITTEN, encoding="utf-8")
    return file


def said(read: Corrections) -> list[Correction]:
    """The corrections without their places."""
    return [entry.correction for entry in read.entries]


def test_a_file_by_hand(path: Path) -> None:
    """Comments, quoting and layout are the editor's own."""
    title, note, pinned = curation.load(path).entries
    assert isinstance(title.correction, Retitle)
    assert (title.correction.title, title.correction.by, title.line) == ("The ferry: a loss", "Jo Roe", 3)
    assert note.correction.event == Address(article="01-ferry", quote="It was old.")  # type: ignore[attr-defined]
    assert note.correction.note == "Ask Kim.\n# not a comment\n"  # type: ignore[attr-defined]
    assert pinned.correction == pin()


def test_no_file_and_an_empty_one_hold_nothing(tmp_path: Path) -> None:
    """A project without corrections needs no file."""
    path = tmp_path / "corrections.yaml"
    assert curation.load(path).entries == ()
    for text in ("", "# nothing yet\n", "---\n", "~\n"):
        path.write_text(text, encoding="utf-8")
        assert curation.load(path).entries == ()


@settings(max_examples=30)
@given(items=st.lists(corrections(), max_size=4))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, items: list[Correction]) -> None:
    """Quotation marks, line breaks, control characters and YAML in a field stay that field."""
    path = tmp_path_factory.mktemp("any") / "corrections.yaml"
    written = curation.append(path, *items)
    assert said(written) == items
    assert curation.load(path) == written


@settings(max_examples=30)
@given(item=corrections(), indent=st.integers(0, 8))
def test_a_correction_is_lines_that_a_plain_editor_shows(item: Correction, indent: int) -> None:
    """What is written can be read and edited by hand."""
    lines = emit(item, indent)
    assert all(sign.isprintable() for line in lines.split("\n") for sign in line)
    assert all(line.startswith(" " * indent) for line in lines.splitlines())


@settings(max_examples=30)
@given(data=st.data(), items=st.lists(corrections(), min_size=1, max_size=4))
def test_undo_gives_the_file_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, items: list[Correction]
) -> None:
    """Whatever was added, in whatever order it is undone."""
    path = tmp_path_factory.mktemp("undo") / "corrections.yaml"
    path.write_text(HAND_WRITTEN, encoding="utf-8")
    read = curation.append(path, *items)
    while len(read.entries) > 3:
        entry = data.draw(st.sampled_from(read.entries[3:]))
        read = curation.undo(path, entry.id, base=data.draw(st.sampled_from([read, None])))
        assert curation.load(path) == read
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN


@pytest.mark.parametrize(
    ("number", "gone", "kept"), [(0, "agreed by phone", "# About the pier"), (1, "with a - in", "{do: pin"), (2, "pin", "# the end")]
)
def test_what_a_person_wrote_can_be_cut_alone(path: Path, number: int, gone: str, kept: str) -> None:
    """Comments of the neighbours stay."""
    before = curation.load(path)
    after = curation.undo(path, before.entries[number].id)
    text = path.read_text(encoding="utf-8")
    assert gone not in text
    assert kept in text
    assert said(after) == [item for position, item in enumerate(said(before)) if position != number]
    assert curation.load(path) == after


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("\n", "\r\n"),
        lambda t: f"\ufeff{t}",
        lambda t: t.removesuffix("\n"),
        lambda t: "\n".join(f"  {line}" if not line.startswith(("#", "---")) else line for line in t.split("\n")),
    ],
)
def test_line_ends_marks_and_margins_of_other_editors(path: Path, change: object) -> None:
    """Lines are added in the manner of the file."""
    assert callable(change)
    path.write_bytes(change(HAND_WRITTEN).encode())
    before = path.read_bytes()
    read = curation.append(path, pin(by="Jo"))
    assert curation.load(path) == read
    assert said(read)[3:] == [pin(by="Jo")]
    assert path.read_bytes().startswith(before)


def test_all_mistakes_at_once_with_places_and_nearest_words(tmp_path: Path) -> None:
    """One run names them all."""
    path = tmp_path / "corrections.yaml"
    path.write_text(
        "- do: retitel\n  event: a\n"
        "- do: redate\n  event: {artcle: x}\n  date: 2025-02-30\n  reason: r\n  at: yesterday\n"
        "- do: set-stage\n  event: a\n  stage: hapened\n  by: Jo\n  at: 2025-07-06\n"
        "- do: set-kind\n  event: a\n  kind: resing\n  by: Jo\n  at: 2025-07-06\n  at: 2025-07-07\n"
        "- pin\n"
        "- do: merge\n  events: [a]\n  by: Jo\n  at: 2025-07-06\n",
        encoding="utf-8",
    )
    with pytest.raises(CorrectionsError) as caught:
        curation.load(path, kinds={"resign", "meet"})
    lines = [line.removeprefix(f"{path}:") for line in caught.value.lines]
    starts = [line.split("(")[0].strip() for line in lines]
    assert starts == [
        "1:7: `do: retitel` is not known",
        "3:3: `by` is missing",
        "3:3: `source` is missing",
        "4:11: unknown key `artcle`",
        "5:9: `date`: '2025-02-30' is not a possible date: month 2 of the year 2025 has no day 30",
        "7:7: `at: yesterday` is no day or time",
        "10:10: `stage: hapened` is not known",
        "15:9: there is no kind `resing`",
        "18:3: `at` stands twice",
        "19:3: is no list of `key: value`",
        "21:11: `events` needs at least 2",
    ]
    assert "did you mean `retitle`?" in lines[0]
    assert "did you mean `article`?" in lines[3]
    assert "did you mean `happened`? allowed: happened, ongoing" in lines[6]
    assert "did you mean `resign`?" in lines[7]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- do: [\n", "is not YAML"),
        ("a: b\n", "is a list"),
        ("- &a b\n- *a\n", "alias"),
        ("- a\n---\n- b\n", "second document"),
        ("[" * 2000, "nested too deeply"),
        ("- do: pin\n  event: \x07\n", "does not allow"),
    ],
)
def test_what_is_no_corrections_file(tmp_path: Path, text: str, said: str) -> None:
    """Broken or bombed files are refused with a place, and not touched."""
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionsError, match=r"corrections\.yaml:[0-9]") as caught:
        curation.load(path)
    assert said in "\n".join(caught.value.lines)
    with pytest.raises(CorrectionsError):
        curation.append(path, pin())
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text", ["- {do: pin, event: a, by: b, at: 2025}\n...\n", "[{do: pin, event: a, by: b, at: 2025-07-06}]\n", "[]\n"]
)
def test_a_file_to_which_nothing_can_be_added_is_left_alone(tmp_path: Path, text: str) -> None:
    """A list in brackets or a closed document is a person's to change."""
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionsError):
        curation.append(path, pin())
    assert path.read_text(encoding="utf-8") == text


def test_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    """The line is where the first bad byte is."""
    path = tmp_path / "corrections.yaml"
    path.write_bytes(b"# fine\n- do: \xff\n")
    with pytest.raises(CorrectionsError, match=r"corrections\.yaml:2: is not UTF-8"):
        curation.load(path)


# --- two writers -------------------------------------------------------------------------------------------------------------------------


def test_hand_edits_made_meanwhile_stay(path: Path) -> None:
    """The writer adds to what is there, not to what it once read."""
    base = curation.load(path)
    edited = HAND_WRITTEN.replace("Ask Kim.", "Ask Kim again.")
    path.write_text(edited, encoding="utf-8")
    read = curation.append(path, pin(by="Jo"), base=base)
    assert path.read_text(encoding="utf-8") == edited + emit(pin(by="Jo"))
    assert curation.load(path) == read


def test_a_hand_edit_that_broke_the_file_stops_the_writer(path: Path) -> None:
    """Nothing is added to a broken file."""
    base = curation.load(path)
    path.write_text(HAND_WRITTEN + "- do: [", encoding="utf-8")
    with pytest.raises(CorrectionsError):
        curation.append(path, pin(), base=base)
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN + "- do: ["


def test_what_another_has_undone_cannot_be_undone_again(path: Path) -> None:
    """A second window is told so."""
    base = curation.load(path)
    curation.undo(path, base.entries[0].id, base=base)
    with pytest.raises(CorrectionsError, match="not there any more"):
        curation.undo(path, base.entries[0].id, base=base)


def test_replacing_is_one_step(path: Path) -> None:
    """The old correction goes as the new one comes."""
    base = curation.load(path)
    assert isinstance(base.entries[0].correction, Retitle)
    new = Retitle(event=Address(key="3f2a1b9c8d7e"), title="The ferry is lost", by="Kim", at="2025-07-09")
    read = curation.append(path, new, base=base, replacing={base.entries[0].id})
    assert said(read)[-1] == new
    assert len(read.entries) == 3
    assert curation.load(path) == read


def test_many_writers_lose_nothing(path: Path) -> None:
    """Writers wait for each other."""
    base = curation.load(path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: curation.append(path, pin(by=f"Writer {number}"), base=base), range(40)))
    assert {item.by for item in said(curation.load(path))} >= {f"Writer {number}" for number in range(40)}


def test_five_thousand_corrections_and_one_more_reads_nothing_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A click costs one write of the file, and no parsing."""
    date = Redate(event=Address(key="a"), date=from_edtf("2025-07"), reason="r", source="s", by="Jo", at="2025-07-09")
    base = curation.append(path, *(replace(date, reason=f"reason {n}") for n in range(5000)))
    assert len(curation.load(path).entries) == 5003
    monkeypatch.setattr(module, "compose", None)  # a click parses nothing
    more = curation.append(path, pin(by="Jo"), base=base)
    less = curation.undo(path, more.entries[2500].id, base=more)
    monkeypatch.undo()
    assert curation.load(path) == less


# --- faults ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["mkstemp", "fdopen", "fsync", "chmod", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failure_at_any_step_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int) -> None:
    """Whatever the system refuses."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    owner = {"mkstemp": tempfile, "chmod": Path, "replace": Path}.get(step, os)
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(OutputError, match="is as it was"):
        curation.append(path, pin())
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN
    assert [file.name for file in path.parent.iterdir() if step != "fdopen"] in ([path.name], [])


def test_a_full_disk_in_the_middle_of_a_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file is swept away, and never in the place of the whole one."""

    class Full:
        def __init__(self, handle: int, _mode: str) -> None:
            self.handle = handle

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            os.close(self.handle)

        def writelines(self, parts: Iterable[bytes]) -> None:
            os.write(self.handle, b"".join(parts)[:100])
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", Full)
    with pytest.raises(OutputError, match="No space left"):
        curation.append(path, pin())
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_read_only_file_is_respected(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rename would get round it."""
    path.chmod(stat.S_IRUSR)
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests may be allowed everything
    with pytest.raises(OutputError, match="read-only"):
        curation.append(path, pin())
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    """The file behind the link changes."""
    real = tmp_path / "elsewhere" / "real.yaml"
    real.parent.mkdir()
    real.write_text(HAND_WRITTEN, encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "corrections.yaml"
    link.symlink_to(real)
    curation.append(link, pin())
    assert link.is_symlink()
    assert len(curation.load(real).entries) == 4
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_killed_writer_leaves_the_old_file_or_the_new_one(path: Path) -> None:
    """At whatever moment; the next writer sweeps up."""
    program = (
        "import sys; from pathlib import Path; from timeline import curation\n"
        "path = Path(sys.argv[1]); n = 0\n"
        "while True:\n"
        "    n += 1\n"
        "    read = curation.append(path, curation.Pin(event=curation.Address(key='a'), by=f'{n}' * 50, at='2025-07-08'))\n"
        "    curation.undo(path, read.entries[-1].id, base=read)\n"
        "    print(n, flush=True)\n"
    )
    for turn in range(6):
        with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in range(turn + 1):  # it goes on writing meanwhile
                writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
        read = curation.load(path)
        assert path.read_text(encoding="utf-8").startswith(HAND_WRITTEN)
        assert len(read.entries) - 3 in {0, 1}
        for entry in read.entries[3:]:
            curation.undo(path, entry.id)
    curation.append(path, pin())
    assert [file.name for file in path.parent.iterdir()] == [path.name]  # what killed writers left is swept
