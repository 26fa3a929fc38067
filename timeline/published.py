"""A built site or its `timeline.json` in, small records of what it says out: the border at which foreign JSON becomes types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from timeline.errors import InputError
from timeline.quick import dataclass

NAME = "timeline.json"
_VERSION = 1
_MAX_BYTES = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedArticle:
    """A source as the site names it; `text_hash` is that of its text when the site was built."""

    id: str
    path: str
    name: str
    text_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEvidence:
    """A quote with its selector: it stood at `text[start:end]` of its article, after `prefix` and before `suffix`."""

    key: str
    article: str
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEvent:
    """An event; `when` is EDTF, empty where it is not placed, and `label` and `basis` say the same in words."""

    id: str
    title: str
    when: str
    label: str
    basis: str
    evidence: tuple[PublishedEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedConflict:
    """Claims that differ; `shown` is the index of the one the event stands at, None where none is preferred."""

    id: str
    kind: str
    event: str
    claims: tuple[str, ...]
    shown: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A timeline as it was published."""

    title: str
    articles: tuple[PublishedArticle, ...]
    events: tuple[PublishedEvent, ...]
    conflicts: tuple[PublishedConflict, ...]


def read(path: Path) -> Published:
    """Read a `timeline.json`, or that of a site's folder; InputError where there is none, or it is of another kind."""
    file = path / NAME if path.is_dir() else path
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise InputError("is too large for a timeline", path=str(file))
        data = json.loads(file.read_bytes())
    except OSError as error:
        hint = f"name a built site or its {NAME}"
        raise InputError(f"cannot be read: {error.strerror}", path=str(file), hint=hint) from error
    except (ValueError, RecursionError) as error:
        raise InputError("is not JSON", path=str(file), hint=f"name a built site or its {NAME}") from error
    if not isinstance(data, dict) or data.get("version") != _VERSION:
        raise InputError(f"is not a timeline of version {_VERSION}", path=str(file), hint="build it again with `timeline build`")
    try:
        return _timeline(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError("does not hold what a timeline holds", path=str(file), hint="build it again with `timeline build`") from error


def _timeline(data: Any) -> Published:  # noqa: ANN401  JSON, typed here
    return Published(
        title=str(data["title"]),
        articles=tuple(_article(row) for row in data["articles"]),
        events=tuple(_event(row) for row in data["events"]),
        conflicts=tuple(_conflict(row) for row in data["conflicts"]),
    )


def _article(row: Any) -> PublishedArticle:  # noqa: ANN401  JSON, typed here
    name = row["publisher"] or row["title"] or row["path"]
    return PublishedArticle(id=str(row["id"]), path=str(row["path"]), name=str(name), text_hash=str(row["text_hash"]))


def _event(row: Any) -> PublishedEvent:  # noqa: ANN401  JSON, typed here
    when = row["when"] or {"edtf": "", "label": "no date", "basis": "unknown"}
    return PublishedEvent(
        id=str(row["id"]),
        title=str(row["title"]),
        when=str(when["edtf"]),
        label=str(when["label"]),
        basis=str(when["basis"]),
        evidence=tuple(_evidence(item) for item in row["evidence"]),
    )


def _evidence(row: Any) -> PublishedEvidence:  # noqa: ANN401  JSON, typed here
    words = {name: str(row[name]) for name in ("key", "article", "quote", "prefix", "suffix")}
    start, end = row["start"], row["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError("offsets are whole numbers")
    return PublishedEvidence(**words, start=start, end=end)


def _conflict(row: Any) -> PublishedConflict:  # noqa: ANN401  JSON, typed here
    claims = tuple(" ".join(filter(None, (str(claim["value"]), str(claim["measure"])))) for claim in row["claims"])
    shown = row["shown"] if isinstance(row["shown"], int) else None
    return PublishedConflict(id=str(row["id"]), kind=str(row["kind"]), event=str(row["event"]), claims=claims, shown=shown)
