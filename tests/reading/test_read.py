"""From folders to articles: fields, blocks, ids and order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import InputError
from timeline.memo import Memo
from timeline.model import Article, ArticleKind, BasedOn, Basis, BlockKind, Severity
from timeline.reading import files, read
from timeline.reading.blocks import one_line
from timeline.reading.markdown import _parsed, _plain
from timeline.reads import Kept
from timeline.rendering import MANIFEST, write
from timeline.when import Day, on

FULL = """\
---
title: "The ferry: a loss"
date: 2025-07-06
updated: 7 July 2025
retrieved: 2025-08
publisher: Harbour Gazette
author: [Jo Roe, Kim Poe]
url: https://example.org/ferry
language: EN
license: CC BY 4.0
origin: The Coast Times
kind: note
based_on:
  publisher: The Coast Times
  title: NO
  date: 2025-07-05
---

The ferry sank on Friday.

It was old.
"""


def one(folder: Path, text: str, name: str = "a.md") -> Article:
    """The only article of a folder that holds one file."""
    (folder / name).write_text(text, encoding="utf-8")
    articles, problems = read(folder)
    assert not problems
    return articles[0]


def kinds(article: Article) -> list[tuple[str, str, int]]:
    """Kind, text and line of each block."""
    return [(block.kind.value, article.text[block.start : block.end], block.line) for block in article.blocks]


def test_front_matter_gives_every_field_as_typed(tmp_path: Path) -> None:
    """YAML's NO stays NO, a list of authors is one text, dates keep their grain."""
    article = one(tmp_path, FULL)
    assert ("The ferry: a loss", "Harbour Gazette", "Jo Roe, Kim Poe") == (article.title, article.publisher, article.author)
    assert ("2025-07-06", "2025-07-07", "2025-08") == tuple(map(str, (article.published, article.updated, article.retrieved)))
    assert (Basis.STATED, ("the front matter states 6 July 2025",)) == (article.published_basis, article.published_steps)
    assert ("https://example.org/ferry", "en", "CC BY 4.0") == (article.url, article.language, article.license)
    assert ("The Coast Times", ArticleKind.NOTE) == (article.origin, article.kind)
    assert BasedOn(publisher="The Coast Times", title="NO", date=on(Day.of(2025, 7, 5))) == article.based_on
    assert article.text == "The ferry sank on Friday.\n\nIt was old."
    assert [("paragraph", "The ferry sank on Friday.", 19), ("paragraph", "It was old.", 21)] == kinds(article)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("re\u00adsigned on Mon\u00adday", "resigned on Monday"),
        ("Ada\u200b Brook\ufeff left", "Ada Brook left"),
        ("on 5\u202fMay\u20092025", "on 5\u00a0May 2025"),
        ("mid\u2011June", "mid-June"),
        ("was \ufb01red, o\ufb03ce", "was fired, office"),
        ("re-\nsigned on Mon-\nday", "resigned on Monday"),
        ("re\u00ad\nsigned on Monday", "resigned on Monday"),
        ("a two-\nyear, well-\nknown feud", "a two-year, well-known feud"),
        ("Brook-\nVance, ex-\nmayor", "Brook-Vance, ex-mayor"),
        ("dock-work and dock-\nwork", "dock-work and dock-work"),
        ("first-\nand second-class", "first- and second-class"),
        ("from 3 - 9 May", "from 3 - 9 May"),
    ],
)
@pytest.mark.parametrize("ending", ["md", "txt"])
def test_what_word_processors_and_print_put_into_words_is_taken_out(tmp_path: Path, written: str, read_as: str, ending: str) -> None:
    """Soft hyphens, narrow blanks, ligatures, words broken at the end of a line: each is read as the word that it is."""
    (tmp_path / f"x.{ending}").write_text(f"It was told of the pier that {written} and nothing\nelse was said of it.", encoding="utf-8")
    ((article,), problems) = read(tmp_path)
    assert f"that {read_as} and" in article.text
    assert not problems


MARKDOWN = """\
# Ferry *sinks*

The [ferry](https://example.org) sank
on **Friday** & `nobody` was hurt\\*.

> “It was old,” said Roe.

1. It left.
2. It sank.

    It stayed there.

**What now**

![The wreck](wreck.jpg)

```
code
```

Photo: Harbour Gazette

Read more

<script>alert(1)</script> stays text.
"""


def test_markdown_becomes_plain_text_in_blocks_with_lines(tmp_path: Path) -> None:
    """Markup goes, words stay, each block knows its line; raw HTML is only characters."""
    assert [
        ("heading", "Ferry sinks", 1),
        ("paragraph", "The ferry sank on Friday & nobody was hurt*.", 3),
        ("quotation", "“It was old,” said Roe.", 6),
        ("item", "It left.", 8),
        ("item", "It sank.", 9),
        ("item", "It stayed there.", 11),
        ("heading", "What now", 13),
        ("caption", "The wreck", 15),
        ("boilerplate", "code", 17),
        ("caption", "Photo: Harbour Gazette", 21),
        ("boilerplate", "Read more", 23),
        ("paragraph", "<script>alert(1)</script> stays text.", 25),
    ] == kinds(one(tmp_path, MARKDOWN))


@given(st.text(alphabet=st.sampled_from("ab .,:;'\"()\n\t 1é–@$%{}/?")))
def test_the_short_way_through_plain_markdown_gives_the_same(body: str) -> None:
    """A body without markup is split at blank lines just as the parser would."""
    body = "\n".join(line.strip() for line in body.split("\n"))
    digits = any(line[:1].isdigit() for line in body.split("\n"))
    expected = [(part.text, part.line) for part in _parsed(body, 1) if part.text]
    assert digits or expected == [(part.text, part.line) for part in _plain(body, 1) if part.text]


@given(st.text(max_size=60))
def test_one_line_has_no_line_ends(text: str) -> None:
    """A block is one line of text."""
    assert "\n" not in one_line(text)


HEADS = {
    "a label and a number": ("date 2025-07-06 403\nFerry sinks\n(HBR) The ferry sank.\n", "2025-07-06", "Ferry sinks", "HBR", ""),
    "a byline with a date": ("Ferry sinks\n\nBy Jo Roe | July 6, 2025\n\nThe ferry sank.\n", "2025-07-06", "Ferry sinks", "", "Jo Roe"),
    "a published line": ("Ferry sinks\n\nPosted: Sun, 6 July 2025, 9:15 a.m. ET\n\nThe ferry sank.\n", "2025-07-06", "Ferry sinks", "", ""),
    "a dateline with year": ("PORT ROE, July 6, 2025 (Reuters) - The ferry sank.\n\nIt was old.\n", "2025-07-06", "", "Reuters", ""),
    "a dateline without year": ("PORT ROE, July 6 — The ferry sank.\n\nIt was old.\n", "None", "", "", ""),
    "an ambiguous date": ("Ferry sinks\n\n05/06/2025\n\nThe ferry sank.\n", "None", "Ferry sinks", "", ""),
    "prose with a date": ("July 6, 2025 was a dark day for Port Roe.\n\nThe ferry sank.\n", "None", "", "", ""),
    "a date further down": ("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\nJuly 6, 2025\n\nSeven.\n", "None", "", "", ""),
}


@pytest.mark.parametrize("case", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_the_first_lines_are_read(tmp_path: Path, name: str, case: tuple[str, str, str, str, str]) -> None:
    """Datelines, bylines and agencies are found; a day without its year, or in two possible orders, is no date."""
    text, date, title, publisher, author = case
    text = text.replace("\n", "\n\n") if name == "a.md" else text
    article = one(tmp_path, text, name)
    assert (date, title, publisher, author) == (str(article.published), article.title, article.publisher, article.author)
    assert "The ferry sank." in [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.PARAGRAPH] or "Seven" in text


def test_a_date_of_the_first_lines_says_where_it_stands(tmp_path: Path) -> None:
    """The derivation quotes the line."""
    article = one(tmp_path, "date 2025-07-06 403\nThe ferry sank.\n", "a.txt")
    assert ("the line “date 2025-07-06 403” states 6 July 2025",) == article.published_steps


def test_front_matter_wins_over_the_first_lines(tmp_path: Path) -> None:
    """What the editor typed above the text stands."""
    article = one(tmp_path, "---\ndate: 2025-07-08\npublisher: Gazette\n---\n(HBR) The ferry sank.\n\nJuly 6, 2025\n")
    assert ("2025-07-08", "Gazette") == (str(article.published), article.publisher)


TEXTS = {
    "paragraphs on lines": ("It sank at noon.\nNobody was hurt.\n", ["It sank at noon.", "Nobody was hurt."]),
    "blank lines": ("It sank.\n\nNobody was hurt.\n", ["It sank.", "Nobody was hurt."]),
    "wrapped by hand": (
        "The ferry left the port at noon with forty people and\nsank an hour later in calm water near it,\nsaid Roe.\n\nIt was old.\n",
        ["The ferry left the port at noon with forty people and sank an hour later in calm water near it, said Roe.", "It was old."],
    ),
    "a heading over a line": ("What now\nThe wreck stays where it is for long.\n", ["What now", "The wreck stays where it is for long."]),
    "Windows line ends": ("It sank.\r\n\r\nNobody was hurt.\r\n", ["It sank.", "Nobody was hurt."]),
    "a form feed": ("It sank.\fNobody was hurt.", ["It sank.", "Nobody was hurt."]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "paragraphs"), TEXTS.values(), ids=TEXTS)
def test_plain_text_is_cut_into_paragraphs(tmp_path: Path, text: str, paragraphs: list[str]) -> None:
    """Blank lines part paragraphs; without them each line is one, unless lines are wrapped by hand."""
    (tmp_path / "a.txt").write_bytes(text.encode())
    article = read(tmp_path)[0][0]
    assert paragraphs == [article.text[block.start : block.end] for block in article.blocks]


def test_headings_are_short_lines_before_text_only(tmp_path: Path) -> None:
    """A last line without a stop, and lines of a text that has no stops at all, stay paragraphs."""
    stops = one(tmp_path, "It sank.\n\nWhat now\n\nIt stays.\n\nNobody knows why\n", "a.txt")
    assert ["paragraph", "heading", "paragraph", "paragraph"] == [kind for kind, _, _ in kinds(stops)]
    without = one(tmp_path, "it sank\n\nnobody was hurt\n\nit was old\n", "a.txt")
    assert ["paragraph"] * 3 == [kind for kind, _, _ in kinds(without)]


def test_files_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """All folders are entered; hidden ones, companions and other kinds of file are left alone."""
    for name in ("b.md", "a/z.txt", "a/b.markdown", ".hidden.md", ".git/x.md", "README.md", "LICENSE.txt", "picture.png", "timeline.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"About {name}.", encoding="utf-8")
    articles, problems = read(tmp_path)
    assert [("a/b", "a/b.markdown"), ("a/z", "a/z.txt"), ("b", "b.md")] == [(article.id, article.path) for article in articles]
    assert () == problems


def test_ids_differ_even_where_letter_case_does_not_count(tmp_path: Path) -> None:
    """Two names that one disk could not hold keep two ids."""
    for name in ("a.md", "A.md", "a.txt"):
        (tmp_path / name).write_text(f"About {name.encode().hex()}.", encoding="utf-8")
    ids = [article.id for article in read(tmp_path)[0]]
    assert ["A", "a.md", "a.txt"] == ids


def test_several_roots_keep_their_names(tmp_path: Path) -> None:
    """Two folders may hold the same file name."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text(f"About {folder}.", encoding="utf-8")
    assert ["one/a", "two/a"] == [article.id for article in read(tmp_path / "one", tmp_path / "two")[0]]


def test_roots_of_one_name_keep_their_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where names do not tell folders apart, their paths do; a file among the roots is called by its name."""
    monkeypatch.chdir(tmp_path)
    for name in ("one/notes/a.md", "two/notes/a.md", "b.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"About {name}.", encoding="utf-8")
    articles, problems = read(Path("one/notes"), Path("two/notes"), Path("b.md"))
    assert ["b", "one/notes/a", "two/notes/a"] == [article.id for article in articles]
    assert () == problems


def test_a_built_site_among_the_articles_is_not_read(tmp_path: Path) -> None:
    """Building into a folder inside the articles' does not feed pages back."""
    (tmp_path / "a.md").write_text("It sank.", encoding="utf-8")
    write({"index.html": b"<p>It sank.</p>", "pages/b.txt": b"It sank."}, tmp_path / "site")
    assert (("a",), ()) == (tuple(article.id for article in read(tmp_path)[0]), read(tmp_path)[1])
    assert files.MANIFEST == MANIFEST


def test_a_single_file_may_be_read(tmp_path: Path) -> None:
    """A root may be an article."""
    (tmp_path / "a.md").write_text("It sank.", encoding="utf-8")
    assert ["a"] == [article.id for article in read(tmp_path / "a.md")[0]]


def test_a_repeated_text_is_one_article_and_a_question(tmp_path: Path) -> None:
    """The same words under another name count once; the copy that has a date is kept."""
    (tmp_path / "a.md").write_text("“It   sank,” said Roe.", encoding="utf-8")
    (tmp_path / "b.md").write_text('---\ndate: 2025-07-06\n---\n"It sank," said Roe.', encoding="utf-8")
    articles, problems = read(tmp_path)
    assert ["b"] == [article.id for article in articles]
    assert [("a.md", Severity.QUESTION, "has the same text as b.md and is left out")] == [(p.path, p.severity, p.message) for p in problems]


@pytest.mark.parametrize(
    ("make", "words"), [("nothing", "does not exist"), ("folder", "holds no articles"), ("file", "neither a folder nor")]
)
def test_nothing_to_read_is_an_error(tmp_path: Path, make: str, words: str) -> None:
    """A missing or empty folder, or a file of another kind, cannot be worked on."""
    root = tmp_path / "x.png"
    if make == "folder":
        root.mkdir()
    elif make == "file":
        root.touch()
    with pytest.raises(InputError, match=words):
        read(root)


def test_a_file_that_holds_what_it_held_gives_the_very_article(tmp_path: Path) -> None:
    """However often it is written; another text, name or language gives another."""
    memo, file = Memo(), tmp_path / "harbour.md"
    file.write_text("Ada Brook left Tessing.\n", encoding="utf-8")
    (first,), _ = read(tmp_path, remember=Kept(memo=memo).file)
    memo.turn()

    file.write_text("Ada Brook left Tessing.\n", encoding="utf-8")
    (same,), _ = read(tmp_path, remember=Kept(memo=memo).file)
    (spoken,), _ = read(tmp_path, language="de", remember=Kept(memo=memo).file)
    file.write_text("Ada Brook left Marrow.\n", encoding="utf-8")
    (changed,), _ = read(tmp_path, remember=Kept(memo=memo).file)

    assert same is first
    assert (spoken.language, changed.text) == ("de", "Ada Brook left Marrow.")
