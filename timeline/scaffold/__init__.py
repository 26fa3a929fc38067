"""A folder in, a new project in it out: config, an example article, corrections, a publishing workflow. Nothing is ever overwritten."""

from __future__ import annotations

from pathlib import Path

from timeline.errors import OutputError
from timeline.quick import dataclass
from timeline.whole import create as create_file

_KEPT_AT = Path(__file__).parent / "project"
_EXAMPLE = "articles/2025-07-06-harbour-gazette.md"
# Path in the new project → the file it is made from. Names with a leading dot would have a meaning of their own in this repository.
_FILES = {
    "timeline.toml": "timeline.toml",
    "corrections.yaml": "corrections.yaml",
    _EXAMPLE: "article.md",
    ".gitignore": "gitignore",
    ".github/workflows/pages.yml": "pages.yml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Paths relative to the project: what was written, and what stood there already and was kept."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def create(folder: Path) -> Project:
    """Put the files of a new project into a folder, which need not exist; those that stand there already are kept.

    The example article is left out where there are articles. OutputError where the folder cannot be written.
    """
    wanted = {name: kept for name, kept in _FILES.items() if name != _EXAMPLE or not _holds_files((folder / name).parent)}
    try:
        done = {name: _written(folder / name, (_KEPT_AT / kept).read_bytes()) for name, kept in wanted.items()}
    except OSError as error:
        place = Path(error.filename).name if error.filename else folder.name
        raise OutputError(f"cannot write {place}: {error.strerror}", path=str(folder), hint="choose another folder") from error
    return Project(written=tuple(name for name in done if done[name]), kept=tuple(name for name in done if not done[name]))


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _written(target: Path, content: bytes) -> bool:
    """Whether the file was made; False where something has its name, be it a link that leads nowhere."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        create_file(target, content)
    except FileExistsError:
        return False
    return True
