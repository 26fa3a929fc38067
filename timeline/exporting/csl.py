"""Timeline in, CSL-JSON out: its sources for Zotero, Pandoc and every other program that cites."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.exporting.words import line, source_words
from timeline.model import Article, ArticleKind, Basis, Timeline
from timeline.pieces import Part, Piece, content
from timeline.view.names import NO_NAMES, Names
from timeline.when import Precision, When

_UNITS = (Precision.MONTH, Precision.YEAR)
Json = dict[str, object]


def to_csl(timeline: Timeline) -> str:
    """The numbered reference list as CSL-JSON items, in its order: `s1`, `s2` …; an item a line."""
    return b"".join(map(content, csl_parts(timeline, NO_NAMES))).decode()


def csl_parts(timeline: Timeline, names: Names) -> Iterator[Part]:
    """The same, part by part."""
    yield b"["
    for number, article in enumerate(timeline.articles, start=1):
        name = names.of_article(article.id)
        yield Piece(name and name + b"%d" % number, _piece, (article, number))
    yield b"]\n"


def _piece(of: tuple[Article, int]) -> bytes:
    article, number = of
    return (b",\n" if number > 1 else b"") + line(_item(article, number)).encode("utf-8", "replace")


def _item(article: Article, number: int) -> Json:
    is_note = article.kind is ArticleKind.NOTE
    data: Json = {
        "id": f"s{number}",
        "citation-key": f"s{number}",
        "type": "document" if is_note else "article-newspaper",
        "title": article.title or source_words(article),
        "container-title": "" if is_note else article.publisher,
        "author": [{"literal": article.author}] if article.author else [],
        "issued": _date(article.published, circa=article.published_basis is Basis.INFERRED),
        "accessed": _date(article.retrieved),
        "URL": article.url if article.url.startswith(("http://", "https://")) else "",
        "language": article.language,
        "note": source_words(article) if is_note else "",
    }
    return {key: value for key, value in data.items() if value}


def _date(when: When | None, *, circa: bool = False) -> Json:
    """The day, the month or the year that holds a date, else its ends: never finer than what is known, "circa" where it is coarser."""
    if when is None:
        return {}
    ends = [list(day.ymd) for day in (when.first, when.last) if day is not None]
    shared = ends[0][: _shared(ends[0], ends[-1])] if when.is_bounded else []
    date: Json = {"date-parts": [shared] if shared else ends}
    exact = when.is_day or when.precision in _UNITS
    return date if exact and when.is_bounded and not (circa or when.approximate or when.uncertain) else date | {"circa": True}


def _shared(first: list[int], last: list[int]) -> int:
    """How many of year, month and day two dates share from the front."""
    return next((position for position, pair in enumerate(zip(first, last, strict=True)) if pair[0] != pair[1]), len(first))
