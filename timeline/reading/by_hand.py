"""A folder of events written by hand in, WrittenEvents and Problems out: one Markdown file an event, its sources in the front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import cast

import yaml

from timeline.dates import HINT, written_date
from timeline.errors import InputError
from timeline.model import Problem, Severity, Stage, WrittenEvent, WrittenSource
from timeline.reading import frontmatter
from timeline.reading.files import printable, read_text, walk
from timeline.when import When

_KEYS = ("title", "date", "stage", "kind", "speaker", "actors", "sources")
_SOURCE_KEYS = ("url", "publisher", "title", "date", "quote")


def read_events(folder: Path) -> tuple[tuple[WrittenEvent, ...], tuple[Problem, ...]]:
    """Read all events of a folder in the order of their paths. One that cannot be used is left out with a Problem."""
    sources, refused = walk(folder, prefix=f"{folder.name}/")
    events: list[WrittenEvent] = []
    problems = list(refused)
    for source in sorted(sources, key=lambda item: item.path):
        try:
            text, found = read_text(source)
            problems += found
            events.append(_event(text, source.path))
        except InputError as error:
            problems.append(
                Problem(severity=Severity.ERROR, code="event", message=error.message, path=source.path, line=error.line, hint=error.hint)
            )
    return tuple(events), tuple(problems)


def _event(text: str, path: str) -> WrittenEvent:
    matter = frontmatter.split(text)
    fields = _fields(text[: matter.body])
    for key in fields:
        _check(key, _KEYS)
    sources = tuple(_sources(fields.get("sources", [])))
    if not _words(fields.get("title")):
        raise InputError("has no title", line=1, hint="write `title:` between lines ---")
    if not sources:
        raise InputError("has no sources", line=1, hint="list at least one below `sources:`, each with a url or a publisher")
    actors = fields.get("actors", [])
    return WrittenEvent(
        path=path,
        title=_words(fields["title"]),
        summary=" ".join(text[matter.body :].split()),
        when=_date(fields.get("date")),
        stage=_stage(_words(fields.get("stage"))),
        kind=_words(fields.get("kind")) or "other",
        speaker=_words(fields.get("speaker")),
        actors=tuple(_words(name) for name in actors) if isinstance(actors, list) else (_words(actors),),
        sources=sources,
    )


def _fields(matter: str) -> Mapping[str, object]:
    """The front matter with its lists of mappings, every value as typed; `frontmatter.split` has found it whole and shallow."""
    data = yaml.load(matter.strip().strip("-"), Loader=yaml.CBaseLoader)  # noqa: S506  it makes texts, lists and mappings only
    return cast("Mapping[str, object]", data) if isinstance(data, dict) else {}


def _sources(listed: object) -> Iterator[WrittenSource]:
    for item in listed if isinstance(listed, list) else [listed]:
        row = {"url": item} if isinstance(item, str) else item
        if not isinstance(row, dict):
            raise InputError("one of its sources is neither an address nor fields", hint=f"a source has {', '.join(_SOURCE_KEYS)}")
        for key in row:
            _check(key, _SOURCE_KEYS)
        words = {key: _words(row.get(key)) for key in ("url", "publisher", "title", "quote")}
        if not (words["url"] or words["publisher"]):
            raise InputError("one of its sources has neither url nor publisher", hint="say at least who published it")
        yield WrittenSource(**words, date=_date(row.get("date")))


def _check(key: str, known: tuple[str, ...]) -> None:
    if key not in known:
        near = get_close_matches(key, known, n=1, cutoff=0.5)
        raise InputError(f"unknown field {key!r}", hint=f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}")


def _date(value: object) -> When | None:
    words = _words(value)
    if not words:
        return None
    when = written_date(words)
    if when is None:
        raise InputError(f"{words!r} is not a date", hint=HINT)
    return when


def _stage(words: str) -> Stage:
    try:
        return Stage(words or "happened")
    except ValueError:
        raise InputError(f"{words!r} is no stage", hint=f"stages are {', '.join(Stage)}") from None


def _words(value: object) -> str:
    return " ".join(printable(value).split()) if isinstance(value, str) else ""
