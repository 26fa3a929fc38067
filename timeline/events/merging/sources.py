"""An article with its sentences and times in, what merging reads of it out: its lines, sentences and headings alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from timeline.events.gist import Gist
from timeline.model import Article, BlockKind, Resolution, Sentence, Unresolved
from timeline.quick import dataclass
from timeline.when import When

_MONTH = 31  # days: times wider than that keep nothing apart

Lines = tuple[Sentence, ...]
Results = tuple[Resolution | Unresolved, ...]
Times = tuple[tuple[int, When | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article and its gist. `read` gives its lines and their times, `results` what each of its time expressions comes to: that is read
    anew, and rarely wanted.
    """

    article: Article
    gist: Gist
    read: Callable[[], tuple[Lines, Times]]
    results: Callable[[], Results]
    key: str = ""  # a name for all that was read of the article


def times(results: Iterable[Resolution | Unresolved]) -> Times:
    """The index of a sentence for each time in it, with the days that may keep it apart from others; None where they are too many."""
    return tuple([(result.expression.sentence, _narrow(result.when)) for result in results if isinstance(result, Resolution)])


def _narrow(when: When | None) -> When | None:
    if when is None or when.first is None or when.last is None or when.last.days_since(when.first) >= _MONTH:
        return None
    return when


def lines(article: Article, sentences: Sequence[Sentence]) -> Lines:
    """The sentences of an article and, with indices below 0, its headings, in the order of the text."""
    headings = (
        Sentence(
            article=article.id,
            index=-number - 1,
            block=number,
            start=block.start,
            end=block.end,
            text=article.text[block.start : block.end],
        )
        for number, block in enumerate(article.blocks)
        if block.kind is BlockKind.HEADING
    )
    return tuple(sorted((*sentences, *headings), key=lambda line: line.start))
