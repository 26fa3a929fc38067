"""A published timeline and the articles as they are now in, what became of each quote out.

By hash where the article is unchanged, by the quote's selector (its exact words, and the words before and after) where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from timeline.model import Article
from timeline.published import Published, PublishedArticle, PublishedEvent, PublishedEvidence
from timeline.quick import dataclass
from timeline.reading.article import plain

_TELLING = 4  # words; fewer may stand anywhere


class Outcome(StrEnum):
    """What became of a quote."""

    SAME = "same"  # the article is unchanged and says these words in this place
    MOVED = "moved"  # the article was changed, and still says these words
    GONE = "gone"  # the article does not say these words
    MISSING = "missing"  # the article is not there


LOST = frozenset({Outcome.GONE, Outcome.MISSING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One quote of one event, and what became of it; `path` is that of its article when the timeline was built."""

    event: PublishedEvent
    evidence: PublishedEvidence
    path: str
    outcome: Outcome


def verify(published: Published, articles: Sequence[Article]) -> Iterator[Check]:
    """Look for every quote in the article it was taken from."""
    known = {article.id: article for article in published.articles}
    now = {article.id: article for article in articles}
    changed = {article.id: plain(article.text) for article in articles if not _is_known(article, known)}
    for event in published.events:
        for item in event.evidence:
            path = known[item.article].path if item.article in known else item.article
            yield Check(event=event, evidence=item, path=path, outcome=_outcome(item, now.get(item.article), changed))


def _is_known(article: Article, known: Mapping[str, PublishedArticle]) -> bool:
    return article.id in known and article.text_hash == known[article.id].text_hash


def _outcome(item: PublishedEvidence, article: Article | None, changed: Mapping[str, str]) -> Outcome:
    if article is None:
        return Outcome.MISSING
    if article.id not in changed and article.text[item.start : item.end] == item.quote:
        return Outcome.SAME
    return Outcome.MOVED if _stands_in(changed.get(article.id, plain(article.text)), item) else Outcome.GONE


def _stands_in(text: str, item: PublishedEvidence) -> bool:
    """Whether the words of the quote still stand in a text; where they are few, what stood before or after them must be there too."""
    quote, before, after = plain(item.quote), plain(item.prefix), plain(item.suffix)
    if not quote or quote not in text:
        return False
    return len(quote.split()) >= _TELLING or f"{before} {quote}" in text or f"{quote} {after}" in text
