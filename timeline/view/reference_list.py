"""Articles → the numbered list of sources: each as an editor cites it, with what it says of each event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from timeline import wording
from timeline.model import Article, ArticleKind, Basis, Event, Timeline
from timeline.view.cards import Index
from timeline.view.leaves import WHOLE
from timeline.view.made import Made
from timeline.view.records import Source
from timeline.view.sources import address, is_inferred, published_words, source_name, source_title
from timeline.view.text import events as event_count
from timeline.view.text import sentences


def reference_list(timeline: Timeline, index: Index) -> Sequence[Source]:
    """All sources in the order of their numbers; each is made when it is asked for."""
    told: dict[str, list[tuple[Event, int]]] = {}
    for event in timeline.events:
        for number, item in enumerate(event.evidence):
            told.setdefault(item.article, []).append((event, number))

    @cache
    def source(number: int) -> Source:
        article = timeline.articles[number]
        return _source(article, told.get(article.id, ()), index)

    return Made(range(len(timeline.articles)), source)


def source_file(page: int) -> str:
    """The name of a page of sources, counted from 0."""
    return f"sources-{page + 1}.html" if page else "sources.html"


def lacks_date(article: Article) -> bool:
    """Whether an article carries no date of its own."""
    return article.published is None or article.published_basis in (Basis.INFERRED, Basis.UNKNOWN)


def _source(article: Article, told: Sequence[tuple[Event, int]], index: Index) -> Source:
    number, words = index.references.numbers[article.id], index.words
    return Source(
        file=source_file((number - 1) // WHOLE),
        anchor=f"s{number}",
        number=number,
        is_note=article.kind is ArticleKind.NOTE,
        name=source_name(article, words),
        title=source_title(article),
        language=index.other_language(article.language),
        author=article.author,
        published=published_words(article, words),
        inferred=is_inferred(article),
        steps=sentences(article.published_steps),
        href=address(article),
        retrieved=wording.label(article.retrieved, words) if article.retrieved else "",
        events=event_count(len({event.id for event, _ in told}), words),
        told=tuple(told),
    )
