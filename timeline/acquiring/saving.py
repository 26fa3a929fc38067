"""A draft in, a file among the articles out; never over another one, never the same text twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from timeline.acquiring.composing import Draft
from timeline.acquiring.timelinejs import WrittenDraft
from timeline.errors import OutputError
from timeline.model import Article
from timeline.whole import create

_LONGEST = 60  # characters of a name


def save(draft: Draft, folder: Path, known: Iterable[Article] = ()) -> Path:
    """Write the draft into a folder under a name made of its date, publisher and title; the path that was written.

    OutputError where one of the `known` articles has its text, or the folder cannot be written.
    """
    for article in known:
        if article.text_hash == draft.article.text_hash:
            raise OutputError(f"the same text is there already, as {article.path}", path=str(folder), hint="nothing was written")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _written(draft.text, folder, file_name(draft.article), draft.ending)
    except OSError as error:
        raise OutputError(
            f"the article cannot be saved: {error.strerror}", path=str(folder), hint="choose another folder with --to"
        ) from error


def save_event(event: WrittenDraft, folder: Path) -> tuple[Path, bool]:
    """Write an event under a name made of its title: the path, and False where the same text stands there already.

    OutputError where the folder cannot be written.
    """
    name = _slug(event.title) or "event"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for known in sorted(folder.glob(f"{name}*.md")):
            if known.read_bytes() == event.text.encode():
                return known, False
        return _written(event.text, folder, name, ".md"), True
    except OSError as error:
        raise OutputError(f"events cannot be saved: {error.strerror}", path=str(folder), hint="choose another folder with --to") from error


def file_name(article: Article) -> str:
    """The name of an article's file without its ending: plain letters and hyphens, whatever the page called itself.

    >>> file_name(Article(id="a", path="a", text="", text_hash="", blocks=(), title="../Ferry “Éclair” sinks!", publisher="Gazette"))
    'gazette-ferry-eclair-sinks'
    """
    day = str(article.published.first) if article.published and article.published.first else ""
    return _slug(f"{day} {article.publisher} {article.title}")


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug if len(slug) <= _LONGEST else slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]


def _written(text: str, folder: Path, name: str, ending: str) -> Path:
    """Write under the first of NAME, NAME-2 … that is free."""
    names = (f"{name or 'article'}{'' if number == 1 else f'-{number}'}{ending}" for number in count(1))
    for candidate in names:
        target = folder / candidate
        try:
            create(target, text.encode())
        except FileExistsError:
            continue
        return target
    raise AssertionError("there is always a next number")
