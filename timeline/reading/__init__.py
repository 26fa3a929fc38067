"""Folders in, Articles and Problems out. A bad file becomes a Problem with its line, and the rest is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, count
from pathlib import Path
from posixpath import splitext

from timeline.errors import InputError
from timeline.model import Article, Problem, Severity
from timeline.reading.article import parse, read_article
from timeline.reading.by_hand import read_events
from timeline.reading.files import TEXT_ENDINGS, Source, read_bytes, walk
from timeline.reading.lines import LINES_HINT, is_lines, read_lines

__all__ = ["parse", "read", "read_events"]

_Made = tuple[Article, tuple[Problem, ...]]
Remember = Callable[[tuple[str | bytes, ...], Callable[[], _Made]], _Made]
_ENDINGS_HINT = f"articles are files that end in {', '.join(sorted(TEXT_ENDINGS))}"


def _forget(_: object, make: Callable[[], _Made]) -> _Made:
    return make()


def read(*roots: Path, language: str = "en", remember: Remember = _forget) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read all articles below the folders, in the order of their paths; a root may also be one file, or JSON Lines (`-`: standard input).

    Paths are relative to the root, and begin with its name where there are several. `language` is that of articles that do not say.
    `remember` is handed all that an article follows from, and what makes it of that; it may give what was made before. InputError if a
    root is missing or if nothing at all can be read.
    """
    sources, problems = _sources([root for root in roots if not is_lines(root)])
    articles: list[Article] = []
    for source, article_id in zip(sources, _ids([source.path for source in sources]), strict=True):
        try:
            article, found = _read(source, article_id, language, remember)
        except InputError as error:
            found = (_left_out(source, error),)
        else:
            articles.append(article)
        problems += found
    for article_or_none, found in chain.from_iterable(read_lines(root, language=language) for root in roots if is_lines(root)):
        articles += [article_or_none] if article_or_none else []
        problems += found
    if not articles:
        names = " and ".join(str(root) for root in roots)
        if not problems:
            raise InputError("holds no articles", path=names, hint=LINES_HINT if all(map(is_lines, roots)) else _ENDINGS_HINT)
        raise InputError("; ".join(_line(problem) for problem in problems[:5]), path=names, hint="nothing could be read")
    kept, doubles = _without_doubles(articles)
    return tuple(kept), (*problems, *doubles)


def _read(source: Source, article_id: str, language: str, remember: Remember) -> tuple[Article, tuple[Problem, ...]]:
    raw = read_bytes(source)
    make = partial(read_article, raw, source.path, article_id, language=language)
    return remember(("article", source.path, article_id, language, raw), make)


def _sources(roots: Sequence[Path]) -> tuple[list[Source], list[Problem]]:
    sources: list[Source] = []
    problems: list[Problem] = []
    names = Counter(root.resolve().name for root in roots)
    for root in roots:
        name = root.resolve().name
        prefix = "" if len(roots) == 1 else f"{name if names[name] == 1 else root.as_posix()}/"
        if root.is_file() and root.suffix.lower() in TEXT_ENDINGS:
            sources.append(Source(file=root, path=prefix.rstrip("/") or root.name))
        elif root.is_dir():
            found, refused = walk(root, prefix=prefix)
            sources += found
            problems += refused
        elif root.exists():
            raise InputError("is neither a folder nor an article", path=str(root), hint=_ENDINGS_HINT)
        else:
            raise InputError("does not exist", path=str(root), hint="name a folder that holds articles; `timeline init` begins a project")
    return sorted(sources, key=lambda source: source.path), problems


def _ids(paths: Iterable[str]) -> list[str]:
    """The paths without their endings; where two would be alike on a disk that ignores letter case, the later one keeps its ending."""
    ids: dict[str, str] = {}
    for path in paths:
        stem, _ = splitext(path)
        candidates = chain((stem, path), (f"{path}-{number}" for number in count(2)))
        chosen = next(candidate for candidate in candidates if candidate.casefold() not in ids)
        ids[chosen.casefold()] = chosen
    return list(ids.values())


def _without_doubles(articles: Sequence[Article]) -> tuple[list[Article], list[Problem]]:
    """One article for each text: the first, or the first one with a date. The others become questions."""
    kept: dict[str, Article] = {}
    for article in articles:
        known = kept.get(article.text_hash)
        if known is None or (known.published is None and article.published is not None):
            kept[article.text_hash] = article
    chosen = {article.id for article in kept.values()}
    problems = [
        Problem(
            severity=Severity.QUESTION,
            code="duplicate-text",
            message=f"has the same text as {kept[article.text_hash].path} and is left out",
            path=article.path,
            hint="is it the same article? if so, delete one",
        )
        for article in articles
        if article.id not in chosen
    ]
    return [article for article in articles if article.id in chosen], problems


def _left_out(source: Source, error: InputError) -> Problem:
    return Problem(severity=Severity.ERROR, code="unreadable", message=error.message, path=source.path, line=error.line, hint=error.hint)


def _line(problem: Problem) -> str:
    place, hint = f":{problem.line}" if problem.line else "", f" ({problem.hint})" if problem.hint else ""
    return f"{problem.path}{place} {problem.message}{hint}"
