"""An archive as JSON Lines reads as its articles would as files; a bad line is named, and the rest is read."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from timeline.errors import InputError
from timeline.model import ArticleKind
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
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, ROWS))))

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
