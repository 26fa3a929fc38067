"""`timeline.toml` in, one frozen record of Options out; flags replace single fields of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import field, fields
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from timeline.errors import ConfigError
from timeline.quick import dataclass

CONFIG_NAME = "timeline.toml"
ORDERS = ("oldest", "newest")  # which event a page begins with
DOWNLOADS = (
    "timeline.json",
    "timeline.csv",
    "timeline.ics",
    "timeline.atom",
    "timeline.md",
    "timeline.timelinejs.json",
    "timeline.jsonld",
    "sources.csl.json",
)
BUILT_IN = "built-in"  # the parser that needs no model
CORRECTIONS_NAME = "corrections.yaml"
REDACTIONS_NAME = "redactions.txt"
HISTORY_NAME = "history.json"
_FONT_DEFAULTS = (("family", ""), ("weight", "400"), ("style", "normal"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActor:
    """A person or organisation the editor names: how to write it, and what else the articles call it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font of the editor's own: its file, the family name that the theme uses, and CSS' weight ("400", "100 900") and style."""

    file: Path
    family: str
    weight: str = "400"
    style: str = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoFile:
    """The publisher's mark above the title: its file, what it says to those who do not see it, and where it leads."""

    file: Path
    alt: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build may be told. Relative paths in a config file hang on the file's folder; every field has a default.

    `theme` sets CSS variables of the page, `templates` is a folder whose files stand in for ours. `not_same` holds groups of names that
    must stay apart. `top` is how many events a page shows (0: all). `page_language` is that of the page's own words, `language` that of
    articles that do not say. `events` is a folder of events written by hand. `corrections` is the file of the editor's corrections, which
    need not be there; by default it stands beside the config. `downloads` are the files written beside the pages.
    """

    title: str = ""
    description: str = ""
    base_url: str = ""
    language: str = "en"
    inputs: tuple[Path, ...] = (Path("seeds"),)
    output: Path = Path("site")
    corrections: Path | None = None
    minimum_salience: float = 0.0
    top: int = 0
    order: str = "oldest"
    parser: str = "built-in"
    actors: tuple[NamedActor, ...] = ()
    not_same: tuple[tuple[str, ...], ...] = ()
    theme: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    page_language: str = ""
    templates: Path | None = None
    fonts: tuple[Font, ...] = ()
    logo: LogoFile | None = None
    share_picture: bool = False
    events: Path | None = None
    downloads: tuple[str, ...] = DOWNLOADS


def find_config(folders: tuple[Path, ...]) -> Path | None:
    """The first `timeline.toml` in the folders, None if there is none."""
    return next((folder / CONFIG_NAME for folder in folders if (folder / CONFIG_NAME).is_file()), None)


def load(path: Path) -> Options:
    """Read and check a config file; ConfigError with file and line for what is not allowed in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", path=str(path), hint="check --config") from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8", path=str(path), hint="save it as UTF-8") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(f"is not TOML: {error}", path=str(path), line=int(line[1]) if line else 0) from error
    return _Reader(path, text).options(table)


class _Reader:
    """Checks one parsed file, and finds the line to complain about."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def options(self, table: Mapping[str, Any]) -> Options:
        readers: dict[str, Callable[[str, Any], Any]] = {
            "title": self._string,
            "description": self._string,
            "base_url": self._url,
            "language": self._string,
            "inputs": self._paths,
            "output": self._path_of,
            "corrections": self._path_of,
            "minimum_salience": self._share,
            "top": self._count,
            "order": self._order,
            "parser": self._parser,
            "actors": self._actors,
            "not_same": self._groups,
            "theme": self._theme,
            "page_language": self._string,
            "templates": self._folder,
            "fonts": self._fonts,
            "logo": self._logo,
            "share_picture": self._switch,
            "events": self._folder,
            "downloads": self._downloads,
        }
        self._check_keys(table, tuple(readers))
        beside = {"corrections": self._path.parent / CORRECTIONS_NAME}
        return Options(**beside | {key: readers[key](key, value) for key, value in table.items()})

    def _wrong(self, key: str, message: str, hint: str = "") -> ConfigError:
        return ConfigError(message, path=str(self._path), line=self._line(key), hint=hint)

    def _line(self, key: str) -> int:
        found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(key)}[\"']?[ \t]*(?:[=\].])", self._text, re.MULTILINE)
        return self._text.count("\n", 0, found.start()) + 1 if found else 0

    def _check_keys(self, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, n=1, cutoff=0.5)
                raise self._wrong(key, f"unknown key {key!r}", f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}")

    def _string(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self._wrong(key, f"{key} must be text in quotes, not {value!r}")
        return value

    def _strings(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self._wrong(key, f'{key} must be a list of texts, such as ["one", "two"]')
        return tuple(value)

    def _url(self, key: str, value: object) -> str:
        url = self._string(key, value)
        if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc):
            raise self._wrong(key, f"{key} must be a web address that begins with https:// or http://, not {url!r}")
        return url

    def _path_of(self, key: str, value: object) -> Path:
        text = self._string(key, value)
        if not text:
            raise self._wrong(key, f"{key} names no folder")
        return self._path.parent / text

    def _paths(self, key: str, value: object) -> tuple[Path, ...]:
        paths = tuple(self._path_of(key, item) for item in self._strings(key, value))
        if not paths:
            raise self._wrong(key, f"{key} names no folder")
        return paths

    def _folder(self, key: str, value: object) -> Path:
        folder = self._path_of(key, value)
        if not folder.is_dir():
            raise self._wrong(key, f"{key} names {value!r}, which is no folder")
        return folder

    def _file(self, key: str, value: object) -> Path:
        file = self._path_of(key, value)
        if not file.is_file():
            raise self._wrong(key, f"{key} names {value!r}, which is no file")
        return file

    def _switch(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            raise self._wrong(key, f"{key} must be true or false, not {value!r}")
        return value

    def _fonts(self, key: str, value: object) -> tuple[Font, ...]:
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self._wrong(key, f"{key} must be tables", f"write [[{key}]] and a file and a family below it")
        return tuple(self._font(key, row) for row in value)

    def _font(self, key: str, row: Mapping[str, Any]) -> Font:
        self._check_keys(row, tuple(item.name for item in fields(Font)))
        family, weight, style = (self._string(name, row.get(name, default)) for name, default in _FONT_DEFAULTS)
        if not re.fullmatch(r"[\w -]+", family) or not re.fullmatch(r"\d{1,4}( \d{1,4})?", weight) or style not in ("normal", "italic"):
            raise self._wrong(key, f"{key} need a family name, a weight such as 400 or 100 900, and the style normal or italic")
        return Font(file=self._file("file", row.get("file", "")), family=family, weight=weight, style=style)

    def _logo(self, key: str, value: object) -> LogoFile:
        if not isinstance(value, dict):
            raise self._wrong(key, f"{key} must be a table", f"write [{key}] and a file below it")
        self._check_keys(value, tuple(item.name for item in fields(LogoFile)))
        file = self._file("file", value.get("file", ""))
        return LogoFile(file=file, alt=self._string("alt", value.get("alt", "")), href=self._url("href", value.get("href", "")))

    def _share(self, key: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self._wrong(key, f"{key} must be a number from 0 to 1, not {value!r}")
        return float(value)

    def _count(self, key: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(key, f"{key} must be a whole number, 0 for all, not {value!r}")
        return value

    def _order(self, key: str, value: object) -> str:
        if value not in ORDERS:
            raise self._wrong(key, f"{key} must be {' or '.join(map(repr, ORDERS))}, not {value!r}")
        return str(value)

    def _downloads(self, key: str, value: object) -> tuple[str, ...]:
        names = self._strings(key, value)
        if unknown := [name for name in names if name not in DOWNLOADS]:
            raise self._wrong(key, f"there is no download {unknown[0]!r}", f"there are {', '.join(DOWNLOADS)}")
        return names

    def _parser(self, key: str, value: object) -> str:
        name = self._string(key, value)
        if name != BUILT_IN and not re.fullmatch(r"spacy:\S+", name):
            raise self._wrong(key, f'{key} must be "{BUILT_IN}" or "spacy:" and the name of a model, not {value!r}')
        return name

    def _actors(self, key: str, value: object) -> tuple[NamedActor, ...]:
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self._wrong(key, f"{key} must be tables", f"write [[{key}]] and a name below it")
        for row in value:
            self._check_keys(row, tuple(item.name for item in fields(NamedActor)))
            if not self._string("name", row.get("name", "")):
                raise self._wrong(key, f"one of the {key} has no name")
        return tuple(NamedActor(name=row["name"], aliases=self._strings("aliases", row.get("aliases", []))) for row in value)

    def _groups(self, key: str, value: object) -> tuple[tuple[str, ...], ...]:
        groups = tuple(self._strings(key, group) for group in value) if isinstance(value, list) else ()
        if not isinstance(value, list) or any(len(set(group)) < 2 for group in groups):  # noqa: PLR2004  one name cannot be kept apart
            raise self._wrong(key, f"{key} must be a list of lists of two or more names")
        return groups

    def _theme(self, key: str, value: object) -> Mapping[str, str]:
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise self._wrong(key, f"{key} must be a table of texts", 'write [theme] and, below it, accent = "#245"')
        return MappingProxyType(dict(value))
