"""An archive as JSON Lines reads as its articles would as files; a bad line is named, and the rest is read."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import InputError
from timeline.exporting import to_json
from timeline.model import ArticleKind, Timeline
from timeline.options import Options
from timeline.pipeline import build
from timeline.reading import read
from timeline.when import to_edtf

ROWS = (
    {
        "id": "harbour",
        "title": "Ferry sinks",
        "date": "2031-05-02",
        "publisher": "Harbour Times",
        "text": "A ferry sank.\n\nNobody was hurt.",
    },
    {"date": 2031, "text": "Ada Brook resigned.", "kind": "note", "based_on": {"publisher": "Coast Times", "date": "2031-05-03"}},
)

NAMES = ("Brook", "Holt", "Weir")


def written(tmp_path: Path, *lines: str) -> Path:
    """A file of lines."""
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_line_is_an_article_with_the_fields_of_front_matter(tmp_path: Path) -> None:
    """Paragraphs stand between blank lines; what has no id is called by its line."""
    (one, two), problems = read(written(tmp_path, *map(json.dumps, ROWS)))

    assert ("harbour", "archive.jsonl#harbour", "Ferry sinks", "Harbour Times", 2) == (
        one.id,
        one.path,
        one.title,
        one.publisher,
        len(one.blocks),
    )
    assert one.published
    assert "2031-05-02" == to_edtf(one.published)
    assert ("archive-2", ArticleKind.NOTE, "Coast Times") == (two.id, two.kind, two.based_on.publisher if two.based_on else "")
    assert not problems


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` stands for what a program writes."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\n".join(map(json.dumps, ROWS)).encode())))

    assert ["harbour", "line-2"] == [article.id for article in read(Path("-"))[0]]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not a line of JSON"),
        ("[]", "has no text"),
        ('{"text": 1}', "has no text"),
        ('{"text": " "}', "has no text"),
        ("[" * 99999, "JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, line: str, words: str) -> None:
    """The problem has the file, the line and a hint."""
    articles, problems = read(written(tmp_path, json.dumps(ROWS[0]), line, json.dumps(ROWS[1])))

    assert 2 == len(articles)
    assert [("archive.jsonl", 2)] == [(problem.path, problem.line) for problem in problems]
    assert words in problems[0].message
    assert problems[0].hint


def test_a_bad_field_names_its_line(tmp_path: Path) -> None:
    """The article stays, without its date."""
    articles, problems = read(written(tmp_path, json.dumps(ROWS[0]), json.dumps({**ROWS[1], "date": "soon"})))

    assert articles[1].published is None
    assert [("archive.jsonl", 2, "bad-date")] == [(problem.path, problem.line, problem.code) for problem in problems]


def test_ids_stay_unique(tmp_path: Path) -> None:
    """Two lines of one id are two articles."""
    lines = [json.dumps({"id": name, "text": f"Ada Brook left {name} {number}."}) for number, name in enumerate(("a", "A", "a"))]

    assert ["a", "A-2", "a-3"] == [article.id for article in read(written(tmp_path, *lines))[0]]


def test_ids_that_were_asked_for_are_kept_beside_those_that_were_made(tmp_path: Path) -> None:
    """Also where one is what another would have been called."""
    lines = [json.dumps({"id": name, "text": f"Ada Brook left {number} times."}) for number, name in enumerate(("a", "a-2", "a", "a-2"))]

    assert ["a", "a-2", "a-3", "a-2-2"] == [article.id for article in read(written(tmp_path, *lines))[0]]


def test_a_mark_of_the_encoding_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    """Some programs write one."""
    path = tmp_path / "archive.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(ROWS[0]).encode())

    assert ["harbour"] == [article.id for article in read(path)[0]]


def test_an_old_encoding_is_read_and_named_with_its_line(tmp_path: Path) -> None:
    """As for a file; the other lines are as they are."""
    path = tmp_path / "archive.jsonl"
    path.write_bytes(b'{"text": "Zo\xc3\xab Brook resigned."}\n{"text": "Zo\xeb Brook came back."}\n')
    articles, problems = read(path)

    assert ["Zoë Brook resigned.", "Zoë Brook came back."] == [article.text for article in articles]
    assert [("encoding", "archive.jsonl", 2)] == [(problem.code, problem.path, problem.line) for problem in problems]


def test_a_line_too_long_for_an_article_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and the lines behind it are read, and counted as they stand."""
    monkeypatch.setattr("timeline.reading.lines._MOST", 500)
    long = json.dumps({"text": "Ada Brook resigned. " * 200})
    articles, problems = read(written(tmp_path, json.dumps(ROWS[0]), long, "{", json.dumps(ROWS[1])))

    assert ["harbour", "archive-4"] == [article.id for article in articles]
    assert [2, 3] == [problem.line for problem in problems]
    assert "too large" in problems[0].message


def test_an_archive_takes_the_memory_of_its_articles_not_of_its_file(tmp_path: Path) -> None:
    """What stands in a line beside the article is let go with the line."""
    path = tmp_path / "archive.jsonl"
    with path.open("w") as stream:
        for number in range(200):
            stream.write(json.dumps({"text": f"Ada Brook met {number} people.", "page": "x" * 100_000}) + "\n")
    tracemalloc.start()
    articles, _ = read(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert 200 == len(articles)
    assert most < path.stat().st_size / 10


def test_an_archive_gives_the_timeline_of_its_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As files, as lines of a file, as lines that a program writes: all but the places they are found in is the same."""
    rows = [
        {"id": f"paper-{number:02}", "date": f"2031-05-{1 + number:02}", "publisher": f"Harbour Times {number % 3}", "text": text}
        for number, text in enumerate(f"Ada {name} met Omar Vance on {day} May 2031 in Tessing." for day in range(1, 5) for name in NAMES)
    ]
    folder = tmp_path / "papers"
    folder.mkdir()
    for row in rows:
        head = f"date: {row['date']}\npublisher: {row['publisher']}"
        (folder / f"{row['id']}.md").write_text(f"---\n{head}\n---\n{row['text']}")
    lines = written(tmp_path, *map(json.dumps, rows))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.read_bytes())))

    one, *others = (_without_paths(build(Options(inputs=(root,)))) for root in (folder, lines, Path("-")))

    assert one["events"]
    assert [one, one] == others


def _without_paths(timeline: Timeline) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(timeline))
    for item in (*found["articles"], *found["problems"]):
        del item["path"]
    return found


def test_lines_of_which_none_can_be_read_are_an_error(tmp_path: Path) -> None:
    """The message shows what is wrong."""
    with pytest.raises(InputError, match="not a line of JSON"):
        read(written(tmp_path, "{"))


def test_half_a_character_is_a_blank(tmp_path: Path) -> None:
    """JSON can spell half a character, which no file can hold: in the id, a field or the text."""
    row = r'{"id": "a\ud800b", "title": "Ferry \udfff sinks", "based_on": {"title": "x\ud800"}, "text": "Ada Brook \ud800 left."}'
    (article,), problems = read(written(tmp_path, row))

    assert ("a b", "Ferry   sinks", "Ada Brook left.") == (article.id, article.title, " ".join(article.text.split()))
    assert article.based_on
    assert all(text.encode() for text in (article.id, article.path, article.title, article.text, article.based_on.title))
    assert not problems


def test_an_empty_archive_says_what_its_lines_hold(tmp_path: Path) -> None:
    """And not which endings the files of a folder have."""
    (tmp_path / "a.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match=r'a\.jsonl: holds no articles \(write \{"id": …'):
        read(tmp_path / "a.jsonl")
