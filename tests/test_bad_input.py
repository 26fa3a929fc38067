"""Broken and hostile input: one clear line with file and line, the rest is built, nothing is lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import build as build_timeline
from timeline.cli import main
from timeline.errors import ConfigError, InputError
from timeline.model import Problem, Severity
from timeline.options import Options
from timeline.reading import read

GOOD = "The ferry sank on 5 July 2025. Nobody was hurt.\n"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

# name: file name, content, what is said of it (severity, line, words), whether the article is kept
Case = tuple[str, bytes, tuple[Severity, int, str] | None, bool]
CASES: dict[str, Case] = {
    "not UTF-8": ("x.md", b"First.\nCaf\xe9 closed.", (WARNING, 2, "not UTF-8 (byte 0xe9 at position 10)"), True),
    "neither encoding": ("x.md", b"First.\nCaf\x81 closed.", (ERROR, 2, "neither UTF-8 nor Windows-1252"), False),
    "a byte order mark": ("x.md", b"\xef\xbb\xbf---\ntitle: Old\n---\nIt closed.", None, True),
    "UTF-16": ("x.txt", "It closed.".encode("utf-16"), None, True),
    "broken UTF-16": ("x.txt", b"\xff\xfe\x00", (ERROR, 0, "not UTF-16"), False),
    "broken YAML": ("x.md", b"---\ntitle: a\ndate: b: c\n---\nText.", (ERROR, 3, "mapping values are not allowed"), False),
    "quotes left open": ("x.md", b'---\ntitle: "The pier\ndate: 2025-07-06\n---\nText.', (ERROR, 2, "opened here and never closed"), False),
    "front matter as a list": ("x.md", b"---\n- a\n- b\n---\nText.", (ERROR, 2, "no list of fields"), False),
    "front matter as a text": ("x.md", b"---\nhello\n---\nText.", (ERROR, 2, "no list of fields"), False),
    "front matter left open": ("x.md", b"---\ntitle: a\n\nText.", (ERROR, 1, "not closed"), False),
    "endless front matter": ("x.md", b"---\n" + b"a: b\n" * 20_000 + b"---\nText.", (ERROR, 1, "longer than 65,536"), False),
    "a YAML bomb": ("x.md", b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n---\nText.", None, True),
    "an alias to nothing": ("x.md", b"---\ntitle: *nothing\n---\nText.", (ERROR, 2, "undefined alias"), False),
    "deep YAML": ("x.md", b"---\ntitle: " + b"[" * 20_000 + b"]" * 20_000 + b"\n---\nText.", (ERROR, 2, "nested too deeply"), False),
    "a Python object": ("x.md", b"---\ntitle: !!python/object/apply:os.system [ls]\n---\nText.", None, True),
    "date: yesterday": ("x.md", b"---\ndate: yesterday\n---\nText.", (WARNING, 2, "date: 'yesterday' is not a date"), True),
    "an impossible date": ("x.md", b"---\ntitle: a\ndate: 2025-13-40\n---\nText.", (WARNING, 3, "'2025-13-40' is not a date"), True),
    "a huge date": ("x.md", b"---\ndate: " + b"9" * 5000 + b"\n---\nText.", (WARNING, 2, "is not a date"), True),
    "a key nearly right": ("x.md", b"---\npublishr: a\n---\nText.", (WARNING, 2, "unknown key 'publishr'"), True),
    "a key of another program": ("x.md", b"---\npubDate: 2025-07-06\n---\nText.", (WARNING, 2, "did you mean 'date'?"), True),
    "TOML front matter": ("x.md", b"+++\ndate = 2025-07-06\n+++\nText.", (ERROR, 1, "front matter in TOML is not read"), False),
    "an unknown kind": ("x.md", b"---\nkind: song\n---\nText.", (WARNING, 2, "neither article nor note"), True),
    "a language that is none": ("x.md", b"---\nlanguage: the English one\n---\nText.", (WARNING, 2, "not a language code"), True),
    "a javascript: address": ("x.md", b"---\nurl: javascript:alert(1)\n---\nText.", (WARNING, 2, "not a web address"), True),
    "an address with a quote": ("x.md", b"---\nurl: 'https://a.example/\"onload=x'\n---\nText.", (WARNING, 2, "not a web address"), True),
    "an address that cannot be split": ("x.md", b"---\nurl: 'http://[a'\n---\nText.", (WARNING, 2, "not a web address"), True),
    "no body": ("x.md", b"---\ntitle: a\n---\n\n", (ERROR, 4, "has no text"), False),
    "an empty file": ("x.txt", b"", (ERROR, 1, "has no text"), False),
    "a binary": ("x.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", (ERROR, 3, "a binary file, not text"), False),
    "a binary without zeros": ("x.md", b"\x89PNG\x1a\x01\x02\x03", (ERROR, 1, "a binary file, not text"), False),
    "too large": ("x.txt", b"It closed. " * 1_000_000, (ERROR, 0, "too large for an article (11,000,000 bytes)"), False),
    "a page without an article": ("x.html", b"<nav><a href='/'>Home</a></nav>", (ERROR, 0, "no text that looks like an article"), False),
    "an empty page": ("x.htm", b"", (ERROR, 0, "no text that looks like an article"), False),
    "half a tag": ("x.html", b"<" * 50_000, (ERROR, 0, "no text that looks like an article"), False),
    "PDF": ("x.pdf", b"%PDF-1.4", (ERROR, 0, ".pdf files cannot be read"), False),
    "old line ends": ("x.txt", b"It closed.\rIt opened.", None, True),
    "control characters": ("x.txt", b"It \x1b[2Jclosed\x07.", None, True),
    "ten thousand brackets": ("x.md", b"[" * 10_000 + b"text" + b"](" * 10_000, None, True),
    "deep quotations": ("x.md", b">" * 5000 + b" text", None, True),
    "deep lists": ("x.md", b"\n".join(b" " * depth + b"- text" for depth in range(300)), None, True),
    "many stars": ("x.md", b"*a **a " * 10_000, None, True),
    "many backticks": ("x.md", b"".join(b"`" * n + b" a " for n in range(300)), None, True),
    "many quotation marks": ("x.txt", "“a (b. c” d) ".encode() * 20_000, None, True),
    "a title of 5,000 characters": ("x.md", b"---\ntitle: " + b"long " * 1000 + b"\n---\nText.", None, True),
    "a script in the title": ("x.md", b"---\ntitle: '</title><script>alert(1)</script>'\n---\nText.", None, True),
    "right to left": ("x.md", "---\ntitle: \u202eevil\n---\nשלום עולם. مرحبا.".encode(), None, True),
    "emoji and combining marks": ("x.txt", "A👩‍👩‍👧‍👦 e\u0301\u0301\u0301 \U0001f1e9\U0001f1ea.".encode(), None, True),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article."""
    path = tmp_path / "articles"
    path.mkdir()
    (path / "good.md").write_text(GOOD, encoding="utf-8")
    return path


def build(folder: Path, capfd: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """Build beside the folder: exit code and what was said."""
    with pytest.raises(SystemExit) as left:
        main(["build", str(folder), "--out", str(folder.parent / "out"), *more])
    return int(left.value.code or 0), capfd.readouterr().err


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_bad_article_is_named_and_the_rest_is_built(folder: Path, capfd: pytest.CaptureFixture[str], case: Case) -> None:
    """File, line, what is wrong; the good article stands on the page, and no script runs there."""
    name, content, said, kept = case
    (folder / name).write_bytes(content)
    code, err = build(folder, capfd)
    assert code == 0, err
    if said:
        severity, line, words = said
        assert re.search(rf"^  {name}:{line}: {severity}: " if line else rf"^  {name}: {severity}: ", err, re.MULTILINE), err
        assert words in err
    assert ("0 problems" in err) == (said is None)
    assert (1 + kept) == len(read(folder)[0])
    page = (folder.parent / "out" / "sources.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "javascript:" not in page


def test_a_link_that_leads_out_is_refused(folder: Path) -> None:
    """Neither a file nor a folder outside is read through a link; one inside may be read."""
    (folder.parent / "secret.md").write_text("Secret.", encoding="utf-8")
    (folder.parent / "secrets").mkdir()
    (folder.parent / "secrets" / "s.md").write_text("Secret too.", encoding="utf-8")
    (folder / "a.md").symlink_to(folder.parent / "secret.md")
    (folder / "b").symlink_to(folder.parent / "secrets")
    (folder / "c.md").symlink_to(folder / "good.md")
    (folder / "circle").symlink_to(folder)
    (folder / "d.md").symlink_to(folder / "d.md")
    (folder / "e.md").symlink_to(folder / "missing.md")
    articles, problems = read(folder)
    assert len(articles) == 1
    assert "Secret" not in articles[0].text
    said = {problem.path: problem.code for problem in problems}
    assert {"a.md": "symlink", "b": "symlink", "d.md": "unreadable", "e.md": "unreadable", "good.md": "duplicate-text"} == said


def test_odd_names_are_read_and_shown(folder: Path) -> None:
    """Spaces, newlines, dots, bytes that are no UTF-8, names that Windows reserves: all are read, ids differ."""
    for number, name in enumerate((b"a b.md", b"a\nb.md", b"..c.md.md", b"caf\xe9.md", b"CON.md", b"-x.md", b"x.MD")):
        with open(os.path.join(os.fsencode(folder), name), "w", encoding="utf-8") as stream:  # noqa: PTH118, PTH123  the name is bytes
            stream.write(f"Number {number}.")
    articles, problems = read(folder)
    assert () == problems
    assert ["-x", "CON", "a\nb", "a b", r"caf\xe9", "good", "x"] == [article.id for article in articles]
    assert all(article.path.encode() for article in articles)


def test_a_file_of_fifty_megabytes_is_not_even_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is enough to refuse it."""
    with (folder / "huge.md").open("wb") as stream:
        stream.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", _only_good(Path.read_bytes))
    articles, problems = read(folder)
    assert ["good"] == [article.id for article in articles]
    assert ["is too large for an article (50,000,000 bytes)"] == [problem.message for problem in problems]


def _only_good(real: Callable[[Path], bytes]) -> Callable[[Path], bytes]:
    def opened(path: Path) -> bytes:
        assert path.name == "good.md"
        return real(path)

    return opened


def test_what_is_no_file_is_left_alone(folder: Path) -> None:
    """A pipe or a folder named like an article stops nothing."""
    os.mkfifo(folder / "pipe.md")
    (folder / "folder.md").mkdir()
    assert ((), 1) == (read(folder)[1], len(read(folder)[0]))


def test_a_folder_of_nothing_but_broken_articles_is_an_error_that_names_them(tmp_path: Path) -> None:
    """Nothing to build is said with every reason."""
    (tmp_path / "a.md").write_bytes(b"\0")
    (tmp_path / "b.md").write_bytes(b"")
    with pytest.raises(InputError, match=r"a\.md:1 holds zero bytes: .* \(is the ending of its name right\?\); b\.md:1 has no text"):
        read(tmp_path)


@pytest.mark.parametrize("language", ["tlh", "de"])
def test_an_article_without_rules_for_its_language_stays_a_source(folder: Path, capfd: pytest.CaptureFixture[str], language: str) -> None:
    """No English rule reads it, and it is listed; so is one in a language of which only the dates are read."""
    (folder / "x.md").write_text(f"---\nlanguage: {language}\ntitle: Hegh\n---\nHe died on 5 May 2024.\n", encoding="utf-8")
    _, err = build(folder, capfd)
    assert f"x.md: error: is in a language without rules for events ({language})" in err
    out = folder.parent / "out"
    assert "Hegh" in (out / "sources.html").read_text(encoding="utf-8")
    assert "He died" not in (out / "index.html").read_text(encoding="utf-8")


def test_a_language_without_rules_for_events_is_refused_as_that_of_all_articles(tmp_path: Path) -> None:
    """The message names the languages there are, and the key that was meant perhaps."""
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"no rules for events in the language 'de' \(there are for en; `page_language` is"):
        build_timeline(Options(inputs=(tmp_path,), language="de"))


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its articles are missing, which nobody should have to find out; those beside it are read."""

    def scandir(folder: str) -> object:
        if folder.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    listed = os.scandir
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(os, "scandir", scandir)
    articles, (problem,) = read(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert (ERROR, "closed", "the folder cannot be read: Permission denied") == (problem.severity, problem.path, problem.message)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read and write everything")
def test_no_permission_is_one_line(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An article that may not be read, and an output that may not be written."""
    (folder / "x.md").write_text(GOOD, encoding="utf-8")
    (folder / "x.md").chmod(0)
    assert "x.md: error: cannot be read: Permission denied" in build(folder, capfd)[1]
    (folder.parent / "out").chmod(0o500)
    (folder / "good.md").write_text("It closed on 5 July 2025.", encoding="utf-8")
    code, err = build(folder, capfd)
    assert code == 2
    assert "Permission denied" in err


def test_an_output_that_cannot_be_a_folder_is_one_line(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file in the place of the output folder, or of one above it."""
    (folder.parent / "out").write_text("mine", encoding="utf-8")
    code, err = build(folder, capfd)
    assert code == 2
    assert err.startswith("timeline: ")
    with pytest.raises(SystemExit) as left:
        main(["build", str(folder), "--out", str(folder.parent / "out" / "deeper")])
    assert left.value.code == 2
    assert (folder.parent / "out").read_text(encoding="utf-8") == "mine"


NASTY = st.text(alphabet=st.sampled_from("---\n\n: ab.#>*_[](){}\"'`\\\t\0\r<&!|~1.\u2028\u202e😀é“”")) | st.text()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(["x.md", "x.txt"]), NASTY | st.builds(lambda matter, body: f"---\n{matter}\n---\n{body}", NASTY, NASTY))
def test_any_text_is_read_or_refused(tmp_path: Path, name: str, text: str) -> None:
    """Whatever a file holds, it becomes an article whose blocks lie in its text, or a Problem."""
    (tmp_path / name).write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    try:
        articles, problems = read(tmp_path / name)
    except InputError:
        return
    finally:
        (tmp_path / name).unlink()
    assert all(isinstance(problem, Problem) and problem.path == name for problem in problems)
    for article in articles:
        pieces = [article.text[block.start : block.end] for block in article.blocks]
        assert article.text == "\n\n".join(pieces)
        assert all(piece.strip() for piece in pieces)
        lines = [block.line for block in article.blocks]
        assert lines == sorted(lines)
        assert lines[-1] <= text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").count("\n") + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary())
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    """No bytes bring the reader down."""
    (tmp_path / "x.md").write_bytes(content)
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    articles, problems = read(tmp_path)
    assert "good" in {article.id for article in articles}
    assert len(articles) == 2 or any(problem.path == "x.md" for problem in problems)
