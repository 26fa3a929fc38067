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
Times = tuple[tuple[int, When], ...]


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
    """The index of a sentence and some days that it speaks of, for each time that may keep two lines apart."""
    placed = [(result.expression.sentence, result.when) for result in results if isinstance(result, Resolution)]
    return tuple([(sentence, when) for sentence, when in placed if when is not None and _is_narrow(when)])


def _is_narrow(when: When) -> bool:
    return when.first is not None and when.last is not None and when.last.days_since(when.first) < _MONTH


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
