"""`timeline.toml`: what it may hold, and how it says what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import ConfigError
from timeline.options import NamedActor, Options, find_config, load

FULL = """\
title = "The ferry"
description = "How it sank"
base_url = "https://example.org/ferry/"
language = "en"
inputs = ["articles", "notes"]
output = "out"
minimum_salience = 0.25
top = 40
order = "newest"
parser = "spacy:some_model"
not_same = [["Jo Roe", "Jo Roe Jr."]]

[[actors]]
name = "Jo Roe"
aliases = ["Capt. Roe"]

[theme]
accent = "#245"
"""

WRONG = {
    "an unknown key": ('title = "a"\ntitel = "b"\n', 2, "did you mean 'title'?"),
    "an unknown key with no near one": ("zzz = 1\n", 1, "known keys: title,"),
    "an unknown key of an actor": ('[[actors]]\nname = "Jo"\nalias = ["J"]\n', 3, "did you mean 'aliases'?"),
    "a number for a text": ("\ntitle = 5\n", 2, "title must be text in quotes, not 5"),
    "no web address": ('base_url = "javascript:1"\n', 1, "base_url must be a web address"),
    "a share above one": ("minimum_salience = 7\n", 1, "from 0 to 1, not 7"),
    "a truth value for a share": ("minimum_salience = true\n", 1, "from 0 to 1, not True"),
    "a negative number of events": ("top = -1\n", 1, "0 for all, not -1"),
    "an unknown download": ('downloads = ["timeline.json", "timeline.pdf"]\n', 1, "there is no download 'timeline.pdf'"),
    "an unknown order": ('order = "latest"\n', 1, "'oldest' or 'newest', not 'latest'"),
    "an unknown parser": ('parser = "spacy"\n', 1, "the name of a model, not 'spacy'"),
    "a text for a list": ('inputs = "articles"\n', 1, "inputs must be a list"),
    "an empty list of folders": ("inputs = []\n", 1, "inputs names no folder"),
    "an empty folder name": ('output = ""\n', 1, "output names no folder"),
    "an actor that is a text": ('actors = ["Jo"]\n', 1, "write [[actors]]"),
    "an actor without a name": ('[[actors]]\naliases = ["J"]\n', 1, "one of the actors has no name"),
    "one name to keep apart": ('not_same = [["Jo"]]\n', 1, "two or more names"),
    "names without groups": ('not_same = "Jo"\n', 1, "two or more names"),
    "a theme of numbers": ("[theme]\naccent = 5\n", 1, "theme must be a table of texts"),
    "broken TOML": ('title = "a"\nb = = 1\n', 2, "is not TOML"),
}


def test_a_full_file_gives_every_field(tmp_path: Path) -> None:
    """All keys are read, and relative folders hang on the file's own."""
    path = tmp_path / "timeline.toml"
    path.write_text(FULL, encoding="utf-8")
    expected = Options(
        title="The ferry",
        description="How it sank",
        base_url="https://example.org/ferry/",
        inputs=(tmp_path / "articles", tmp_path / "notes"),
        output=tmp_path / "out",
        corrections=tmp_path / "corrections.yaml",
        minimum_salience=0.25,
        top=40,
        order="newest",
        parser="spacy:some_model",
        actors=(NamedActor(name="Jo Roe", aliases=("Capt. Roe",)),),
        not_same=(("Jo Roe", "Jo Roe Jr."),),
        theme={"accent": "#245"},
    )
    assert expected == load(path)


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    """Nothing has to be configured."""
    (tmp_path / "timeline.toml").touch()
    assert Options(corrections=tmp_path / "corrections.yaml") == load(tmp_path / "timeline.toml")


@pytest.mark.parametrize(("text", "line", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_value_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    """Each mistake is one line that begins with its place."""
    path = tmp_path / "timeline.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)


@pytest.mark.parametrize("content", [b"title = '\xff'", None], ids=["not UTF-8", "missing"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    """A config file that is not text, or not there, is a ConfigError with its path."""
    path = tmp_path / "timeline.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"timeline\.toml: (is not UTF-8|cannot be read)"):
        load(path)


def test_the_articles_folder_is_looked_at_first(tmp_path: Path) -> None:
    """The config beside the articles wins over the one in the working folder; none is fine."""
    near, far = tmp_path / "near", tmp_path / "far"
    for folder in (near, far):
        folder.mkdir()
        (folder / "timeline.toml").touch()
    assert near / "timeline.toml" == find_config((near, far))
    assert far / "timeline.toml" == find_config((tmp_path, far))
    assert find_config((tmp_path,)) is None
