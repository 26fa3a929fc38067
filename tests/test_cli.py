"""The commands, as a user calls them."""

from __future__ import annotations

import ast
import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from timeline import exporting, view
from timeline.cli import COMMANDS, cli, main, talk
from timeline.cli.export import FORMATS
from timeline.options import DOWNLOADS

Run = Callable[..., tuple[int, str, str]]

ARTICLE = "---\ntitle: Ferry sinks\ndate: 2025-07-06\npublisher: Gazette\n---\n\nThe ferry sank on Friday. Nobody was hurt.\n"
LINE = {"doc": "d1", "dct": "2025-07-06", "text": "The ferry sank last Friday."}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in a fresh folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article."""
    path = tmp_path / "articles"
    path.mkdir()
    (path / "a.md").write_text(ARTICLE, encoding="utf-8")
    return path


def program(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m timeline` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(run: Run, command: str) -> None:
    """Each says what it does, and what each option is for."""
    assert (0, "") == run(command, "--help")[::2]
    found = cli.get_command(click.Context(cli), command)
    assert found
    assert found.help
    assert all(option.help for option in found.params if isinstance(option, click.Option))


def test_build_writes_a_site_and_says_where(run: Run, folder: Path, tmp_path: Path) -> None:
    """The talk goes to stderr; the page stands in the output folder."""
    code, out, err = run("build", str(folder), "--out", "out")
    assert (0, "") == (code, out)
    assert err.startswith("1 article (0 undated), ")
    assert "The page: out/index.html" in err
    assert "Ferry sinks" in (tmp_path / "out" / "sources.html").read_text(encoding="utf-8")
    written = json.loads((tmp_path / "out" / "timeline.json").read_text(encoding="utf-8"))
    assert ["a"] == [article["id"] for article in written["articles"]]


def test_only_the_wanted_downloads_are_written_and_linked(run: Run, folder: Path, tmp_path: Path) -> None:
    """All of them by default; those that the config names; none where it names none."""
    names = {link.href for link in view.DOWNLOADS}
    assert names == set(DOWNLOADS)
    for config, wanted in (("", names), ('downloads = ["timeline.csv"]\n', {"timeline.csv"}), ("downloads = []\n", set[str]())):
        (tmp_path / "timeline.toml").write_text(config, encoding="utf-8")
        assert 0 == run("build", str(folder), "--out", "out", "--config", "timeline.toml")[0]
        assert wanted == names & {path.name for path in (tmp_path / "out").iterdir()}
        index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
        assert wanted == {name for name in names if f'href="{name}"' in index}
        assert bool(wanted) == ("Download" in index)


def test_what_hosts_do_not_take_is_named(monkeypatch: pytest.MonkeyPatch, run: Run, folder: Path) -> None:
    """Each file that is too large, and the site as a whole."""
    assert "takes no" not in run("build", str(folder))[2]
    monkeypatch.setattr(talk, "_LARGEST_FILE", 1000)
    monkeypatch.setattr(talk, "_LARGEST_SITE", 10_000)
    said = run("build", str(folder))[2]
    assert "index.html has" in said
    assert "oembed.json has" not in said
    assert "The site has" in said


def test_a_second_build_changes_nothing(run: Run, folder: Path) -> None:
    """The same input is the same site."""
    run("build", str(folder))
    assert "0 files written" in run("build", str(folder))[2]


def test_every_way_of_building_gives_the_same_bytes(run: Run, folder: Path, tmp_path: Path) -> None:
    """With and without the cache, alone and in processes."""
    ways = {"cached": (), "again": (), "anew": ("--no-cache",), "parallel": ("--no-cache", "--jobs", "2")}
    pages = {}
    for name, flags in ways.items():
        assert 0 == run("build", str(folder), "--out", str(tmp_path / name), *flags)[0]
        pages[name] = {path.name: path.read_bytes() for path in sorted((tmp_path / name).rglob("*")) if path.is_file()}

    assert pages["cached"] == pages["again"] == pages["anew"] == pages["parallel"]


def test_timings_name_each_stage(run: Run, folder: Path, tmp_path: Path) -> None:
    """CPU and wall time of each, and how fast the whole was."""
    _, _, said = run("build", str(folder), "--out", str(tmp_path / "site"), "--timings")

    for stage in ("read files", "read articles", "merge", "order and compare", "view", "pages", "write", "all stages"):
        assert f"  {stage} " in said
    assert "articles and" in said


def test_an_unknown_engine_is_refused(run: Run, folder: Path) -> None:
    """The message names what there is."""
    code, _, said = run("build", str(folder), "--engine", "steam")

    assert 2 == code
    assert "write dask, or dask=ADDRESS" in said


def test_without_arguments_the_config_or_seeds_are_built(run: Run, folder: Path, tmp_path: Path) -> None:
    """`seeds` is the default; a timeline.toml here or beside the articles is found."""
    assert run("build")[0] == 2
    folder.rename(tmp_path / "seeds")
    (tmp_path / "seeds" / "timeline.toml").write_text('title = "Beside"\n', encoding="utf-8")
    assert 'title": "Beside"' in run("export", "json")[1]
    (tmp_path / "timeline.toml").write_text('title = "Here"\ninputs = ["seeds"]\noutput = "page"\n', encoding="utf-8")
    assert "page/index.html" in run("build")[2]
    assert 'title": "Beside"' in run("export", "json", "seeds")[1]
    assert 'title": "Here"' in run("export", "json", "--config", "timeline.toml")[1]


def test_an_output_folder_with_other_files_is_refused_unless_told(run: Run, folder: Path, tmp_path: Path) -> None:
    """What timeline did not write stays, whatever is asked."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine", encoding="utf-8")
    code, _, err = run("build", str(folder), "--out", "out")
    assert code == 2
    assert "thesis.txt" in err
    assert run("build", str(folder), "--out", "out", "--force")[0] == 0
    assert (tmp_path / "out" / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_strict_exits_one_on_warnings_but_not_on_questions(run: Run, folder: Path) -> None:
    """A bad date is a warning; an article without a date is only a question."""
    (folder / "b.md").write_text("Something else.\n", encoding="utf-8")
    assert run("check", str(folder), "--strict")[0] == 0
    (folder / "b.md").write_text("---\ndate: yesterday\n---\nSomething else.\n", encoding="utf-8")
    assert run("build", str(folder))[0] == 0
    code, out, _ = run("check", str(folder), "--strict")
    assert code == 1
    assert "b.md:2: warning: date: 'yesterday' is not a date (write 2025-07-06" in out


def test_check_asks_about_undated_articles(run: Run, folder: Path) -> None:
    """Data goes to stdout, one question a line."""
    (folder / "b.md").write_text("Something else.\n", encoding="utf-8")
    assert "b.md: question: has no date" in run("check", str(folder))[1]


def test_tag_reads_articles_lines_and_standard_input(run: Run, folder: Path, tmp_path: Path) -> None:
    """The same words, in an article, in a line of JSON and piped in."""
    (tmp_path / "lines.jsonl").write_text(json.dumps(LINE) + "\n\n", encoding="utf-8")
    rows = [json.loads(run(*arguments)[1]) for arguments in (("tag", str(folder / "a.md")), ("tag", "--jsonl", "lines.jsonl"))]
    command = [sys.executable, "-m", "timeline", "tag"]
    piped = subprocess.run(command, input="He left on Friday.", capture_output=True, text=True, check=True)
    rows.append(json.loads(piped.stdout))
    assert ["a", "d1", "-"] == [row["doc"] for row in rows]
    assert ["2025-07-04", "2025-07-04"] == [row["timexes"][0]["value"] for row in rows[:2]]
    assert rows[2]["timexes"][0]["text"] == "Friday"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "lines.jsonl:2: is not a line of JSON"),
        ('{"doc": "a"}', "lines.jsonl:2: has no text"),
        ("[1]", "lines.jsonl:2: has no text"),
        ('{"text": "x", "dct": "soon"}', "lines.jsonl:2: dct: 'soon' is not a date"),
        ("[" * 100_000, "lines.jsonl:2: is not a line of JSON"),
    ],
    ids=["broken", "no text", "a list", "bad date", "deep"],
)
def test_a_bad_line_is_named(run: Run, tmp_path: Path, line: str, words: str) -> None:
    """The number of the line is said, and what a line must hold."""
    (tmp_path / "lines.jsonl").write_text(json.dumps(LINE) + f"\n{line}\n", encoding="utf-8")
    code, _, err = run("tag", "--jsonl", "lines.jsonl")
    assert code == 2
    assert words in err


def test_explain_derives_a_date_or_says_what_is_missing(run: Run) -> None:
    """With a date there is a result; without one it says so."""
    assert "June 2025" in run("explain", "They met in June", "--date", "2025-07-06")[1]
    assert "--date" in run("explain", "They met in June")[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain",), "Give a TEXT or an --event ID"),
        (("explain", "x", "--date", "soon"), "--date: 'soon' is not a date"),
        (("build", "--base-url", "javascript:1", "articles"), "--base-url: 'javascript:1' is not a web address"),
        (("build", "nowhere"), "nowhere: does not exist"),
        (("export", "yaml"), "'yaml' is not one of"),
        (("build", "articles", "--config", "none.toml"), "none.toml: cannot be read"),
        (("tag", "nowhere.md"), "nowhere.md: does not exist"),
        (("explain", "--event", "zzz", "--articles", "articles"), "0 events have an id or key that begins with 'zzz'"),
        (("export", "json", "articles", "--out", "no/such/folder"), "cannot be written"),
        (("dance",), "No such command 'dance'"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
@pytest.mark.usefixtures("folder")
def test_wrong_use_is_one_clear_line_and_exit_two(run: Run, arguments: tuple[str, ...], words: str) -> None:
    """No traceback, nothing on stdout."""
    code, out, err = run(*arguments)
    assert (2, "") == (code, out)
    assert words in err
    assert "Traceback" not in err


def test_an_event_of_the_timeline_is_explained(run: Run, folder: Path) -> None:
    """By the first characters of its id or of the key of one of its quotes."""
    event = json.loads(run("export", "json", str(folder))[1])["events"][0]
    code, out, _ = run("explain", "--event", event["id"][:8], "--articles", str(folder))
    assert code == 0
    assert out.startswith(f"{event['title']}\n  4 July 2025 (resolved), id {event['id']}\n")
    assert "words: “on Friday”, rule " in out or "words: “Friday”, rule " in out


def test_an_interrupted_build_leaves_whole_pages_and_later_ones_finish_it(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C whenever three files stand in their places: what is there is whole, nothing is left half-written, the next build goes on."""
    run("build", str(folder), "--out", "whole")
    whole = files(Path("whole"))
    code, builds = 130, 0
    while code == 130:
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", interrupting(after=3))
            code, _, err = run("build", str(folder), "--out", "out")
        builds += 1
        assert code == 0 or err.strip() == "Interrupted."
        assert [] == [name for name, content in files(Path("out")).items() if name != ".timeline-files.json" and content != whole[name]]
    assert builds > 3
    assert whole == files(Path("out"))


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def interrupting(*, after: int) -> Callable[[Path, Path], Path]:
    """`Path.replace` that is interrupted after some calls."""
    put, left = Path.replace, after

    def replace(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return put(self, target)

    return replace


def test_every_export_can_be_asked_for(run: Run, folder: Path) -> None:
    """The formats the command names are those there are, and each prints something."""
    assert sorted(exporting.FORMATS) == sorted(FORMATS)
    assert all(run("export", name, str(folder))[1].strip() for name in FORMATS)


def test_export_writes_to_stdout_or_to_a_file(run: Run, folder: Path, tmp_path: Path) -> None:
    """Both hold the same."""
    code, out, _ = run("export", "csv", str(folder))
    run("export", "csv", str(folder), "--out", "t.csv")
    assert code == 0
    assert out.encode() == (tmp_path / "t.csv").read_bytes()


def test_an_export_that_does_not_fit_leaves_the_old_one(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills while it is written: the file is as it was, and no half of a new one lies there."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "t.csv").write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", full)
    code, _, err = run("export", "csv", str(folder), "--out", "t.csv")
    assert (2, "timeline: t.csv: cannot be written: No space left on device (choose another file with --out)\n") == (code, err)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "t.csv"]


@pytest.mark.parametrize("command", ["add", "import"])
@pytest.mark.parametrize("name", ["nowhere.md", "folder.md"])
def test_a_file_that_cannot_be_read_is_named(run: Run, tmp_path: Path, command: str, name: str) -> None:
    """One line, and the file in it."""
    (tmp_path / "folder.md").mkdir()
    code, _, err = run(command, name)
    assert code == 2
    assert err.startswith(f"timeline: {name}: cannot be read: ")


def test_an_article_is_added_beside_what_is_none(run: Run, folder: Path, tmp_path: Path) -> None:
    """A folder with a note to the reader, and one with a file that is broken, take an article like any other."""
    (tmp_path / "to").mkdir()
    (tmp_path / "to/README.md").write_text("What lies here.", encoding="utf-8")
    (tmp_path / "to/b.md").write_bytes(b"\0")
    assert run("add", str(folder / "a.md"), "--to", "to")[0] == 0
    assert len(list((tmp_path / "to").iterdir())) == 3


def test_who_has_no_name_is_asked_for_it(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container nobody knows who reviews; that is no bug, and no matter of the port."""

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr("getpass.getuser", nobody)
    code, _, err = run("serve", str(folder))
    assert (2, "timeline: the system does not say who you are (say who reviews with --by NAME)") == (code, err.splitlines()[-1])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_output_that_nobody_can_take_is_no_bug(folder: Path, tmp_path: Path) -> None:
    """A full disk behind stdout is one line and exit 2; talk that nobody hears, and streams that are closed, stop nothing."""

    def shell(command: str) -> subprocess.CompletedProcess[str]:
        command = f'"{sys.executable}" -m timeline {command}'
        return subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)

    for command in (f'export json "{folder}"', "explain 'last Friday'", "--help"):
        done = shell(f"{command} >/dev/full")
        assert (2, "timeline: cannot write the output: No space left on device\n") == (done.returncode, done.stderr)
    assert shell(f'build "{folder}" --out one 2>/dev/full').returncode == 0
    assert shell(f'build "{folder}" --out two 2>&-').returncode == 0
    assert shell("explain 'last Friday' >&-").returncode == 0
    assert (tmp_path / "one/index.html").read_bytes() == (tmp_path / "two/index.html").read_bytes()


def test_a_bug_is_one_line_unless_a_traceback_is_asked_for(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 70, the kind of error and its place; the variable brings the traceback back."""

    def broken(*_: object, **__: object) -> None:
        raise KeyError("x\x1b[2J")

    monkeypatch.setattr("timeline.pipeline.build", broken)
    code, _, err = run("build", str(folder))
    assert code == 70
    assert err.startswith("timeline: a bug, KeyError in test_cli.py:")
    assert "\x1b" not in err
    monkeypatch.setenv("TIMELINE_TRACEBACK", "1")
    with pytest.raises(KeyError):
        main(["build", str(folder)])


def test_names_cannot_steer_the_terminal(run: Run, folder: Path) -> None:
    """Control characters of a file name are written out."""
    (folder / "a\n\x1b[2Jb.md").write_text("---\ndate: yesterday\n---\nText.\n", encoding="utf-8")
    err = run("build", str(folder))[2]
    assert "\x1b" not in err
    assert r"a\n\x1b[2Jb.md:2: warning" in err


def test_an_interrupt_is_exit_130_and_leaves_whole_pages(tmp_path: Path, folder: Path) -> None:
    """Ctrl-C while a build waits for its input: one word, no traceback, no output."""
    os.mkfifo(folder / "pipe")
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell that runs the tests in the background has it ignored, by children too
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", "tag", "--jsonl", str(folder / "pipe")], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    with (folder / "pipe").open("w", encoding="utf-8") as pipe:  # opened once the program reads
        pipe.write(json.dumps(LINE) + "\n")
        pipe.flush()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert (130, "Interrupted.") == (process.returncode, err.strip())


def test_a_closed_pipe_is_no_error(folder: Path, tmp_path: Path) -> None:
    """`timeline export json | head -c 1` ends quietly."""
    (folder / "b.md").write_text("Something else. " * 5000, encoding="utf-8")
    command = f'"{sys.executable}" -m timeline export json "{folder}" | head -c 1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (0, "{") == (done.returncode, done.stdout)
    assert "Error" not in done.stderr


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """`timeline --help` stays quick: no stage is imported for it."""
    code = "import sys; from timeline.cli import cli; cli.main(['--help'], standalone_mode=False); print([*sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    loaded = [
        name for name in ast.literal_eval(done.splitlines()[-1]) if name.startswith("timeline.") and not name.startswith("timeline.cli")
    ]
    assert ["timeline.errors"] == sorted(loaded)


def test_builds_do_not_depend_on_the_surroundings(folder: Path, tmp_path: Path) -> None:
    """Hash seed, time zone, locale and working folder change no byte."""
    (folder / "b.txt").write_text("July 5, 2025\nThe ferry left on Thursday. Jo Roe resigned after the loss.\n", encoding="utf-8")
    outputs = []
    for number, environment in enumerate(
        [{"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"}]
    ):
        here = tmp_path / f"here{number}"
        here.mkdir()
        assert program("build", str(folder), "--out", "out", cwd=here, **environment).returncode == 0
        outputs.append({str(path.relative_to(here)): path.read_bytes() for path in sorted(here.rglob("*")) if path.is_file()})
    assert outputs[0] == outputs[1]
