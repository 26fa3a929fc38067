"""An article with its sentences and times in, what merging reads of it out: its lines, sentences and headings alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline.events.gist import Gist
from timeline.model import Article, BlockKind, Resolution, Sentence, Unresolved
from timeline.quick import dataclass

Lines = tuple[Sentence, ...]
Results = tuple[Resolution | Unresolved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article and its gist. `read` gives its lines, and what each of its time expressions comes to: that is much, and rarely wanted."""

    article: Article
    gist: Gist
    read: Callable[[], tuple[Lines, Results]]
    key: str = ""  # a name for all that was read of the article


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
