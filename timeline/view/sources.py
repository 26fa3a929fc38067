"""Articles → entries of the numbered reference list, and the chips that point at them."""

from __future__ import annotations

from collections.abc import Sequence

from timeline import wording
from timeline.model import Article, ArticleKind, Basis, Evidence, Timeline
from timeline.phrases import Phrases
from timeline.quick import dataclass
from timeline.view.records import Chip
from timeline.view.text import shorten, web_address
from timeline.when import When

_SHORT_LIMIT = 24  # the same on a closed card
_NAME_LIMIT = 60  # characters of a title that stands for a missing publisher


@dataclass(frozen=True, slots=True)
class References:
    """The articles of a timeline by id, each with its number (from 1) in the reference list."""

    articles: dict[str, Article]
    numbers: dict[str, int]
    words: Phrases
    made: dict[str, Chip]

    @classmethod
    def of(cls, timeline: Timeline, words: Phrases) -> References:
        """Number the articles in the order in which they stand."""
        return cls(
            {article.id: article for article in timeline.articles},
            {article.id: number for number, article in enumerate(timeline.articles, start=1)},
            words,
            {},
        )

    def chip(self, article_id: str) -> Chip:
        """The chip of an article, made when it is first asked for."""
        if article_id not in self.made:
            self.made[article_id] = _chip(self.articles[article_id], self.numbers[article_id], self.words)
        return self.made[article_id]

    def chips(self, evidence: tuple[Evidence, ...]) -> tuple[Chip, ...]:
        """One chip for each article the evidence comes from: the dated and named ones first, else in the order of the evidence."""
        articles = [self.articles[key] for key in dict.fromkeys(item.article for item in evidence)]
        ranked = sorted(articles, key=lambda article: (published(article) is None or is_inferred(article), not _publisher(article)))
        return tuple(self.chip(article.id) for article in ranked)

    def strength(self, evidence: tuple[Evidence, ...], origins: tuple[str, ...]) -> str:
        """How many reports stand behind the evidence: "1 report (The Wall Street Journal), through 4 articles"."""
        articles = [self.articles[key] for key in dict.fromkeys(item.article for item in evidence)]
        through = source_count(articles, self.words)
        reports = origins or tuple(dict.fromkeys(item.origin for item in evidence))
        named = tuple(name for name in reports if name not in self.articles)
        if len(reports) >= len(articles) and not named:
            return through
        behind = self.words.count(len(reports), "{number} report", "{number} reports")
        if not named:
            return self.words.say("{reports}, through {articles}", reports=behind, articles=through)
        names = named if len(named) == len(reports) else (*named, self.words.say("others"))
        return self.words.say("{reports} ({names}), through {articles}", reports=behind, names=self.words.listed(names), articles=through)


def _chip(article: Article, number: int, words: Phrases) -> Chip:
    return Chip(
        number=number,
        anchor=f"s{number}",
        name=source_name(article, words),
        short=_short_name(article, words),
        published=published_words(article, words),
        when=_short_date(article, words),
        inferred=is_inferred(article),
    )


def source_count(articles: Sequence[Article], words: Phrases) -> str:
    """So many articles, or source notes where there is nothing else."""
    if articles and all(article.kind is ArticleKind.NOTE for article in articles):
        return words.count(len(articles), "{number} source note", "{number} source notes")
    return words.count(len(articles), "{number} article", "{number} articles")


def source_name(article: Article, words: Phrases) -> str:
    """What an article is called on the page: its publisher, or for a note what it was written after."""
    if article.kind is ArticleKind.NOTE:
        if article.based_on and article.based_on.publisher:
            return words.say("Source note after {publisher}", publisher=shorten(article.based_on.publisher, _NAME_LIMIT))
        if article.based_on and article.based_on.title:
            return words.say("Source note on “{title}”", title=shorten(article.based_on.title, _NAME_LIMIT))
        return words.say("Source note “{title}”", title=shorten(article.title or article.id, _NAME_LIMIT))
    return article.publisher or _quoted_title(article.title, _NAME_LIMIT, words) or words.say("Unnamed article {id}", id=article.id)


def source_title(article: Article) -> str:
    """The title of an article, or of what a note was written after; "" where its name says it already."""
    if article.based_on and article.based_on.title:
        return article.based_on.title if article.based_on.publisher else ""
    return article.title if article.publisher else ""


def _publisher(article: Article) -> str:
    return article.publisher or (article.based_on.publisher if article.based_on else "")


def _short_name(article: Article, words: Phrases) -> str:
    if article.kind is ArticleKind.NOTE and article.based_on and article.based_on.publisher:
        return words.say("Note after {publisher}", publisher=article.based_on.publisher)
    named = article.publisher or (article.based_on.title if article.based_on else "") or article.title
    if article.kind is ArticleKind.NOTE:
        return words.say("Note on “{title}”", title=shorten(named or article.id, _SHORT_LIMIT))
    return article.publisher or _quoted_title(named, _SHORT_LIMIT, words) or words.say("Unnamed article {id}", id=article.id)


def _quoted_title(title: str, limit: int, words: Phrases) -> str:
    return words.say("“{title}”", title=shorten(title, limit)) if title else ""


def _short_date(article: Article, words: Phrases) -> str:
    """The date an article itself carries; what was inferred is told where there is room for its reasons."""
    return words.say("undated") if is_inferred(article) else published_words(article, words)


def address(article: Article) -> str:
    """Where the article (or what a note was written after) can be read: http and https only, else ""."""
    return web_address(article.url) or (web_address(article.based_on.url) if article.based_on else "")


def published_words(article: Article, words: Phrases) -> str:
    """The date of publication in words, "undated" where nothing is known. A note without a date shows that of its model."""
    when = published(article)
    return wording.published(when, words) if when else words.say("undated")


def published(article: Article) -> When | None:
    """The date an article carries, or what a note was written after carries."""
    return article.published or (article.based_on.date if article.based_on else None)


def is_inferred(article: Article) -> bool:
    """Whether the date of publication was worked out from what other articles say."""
    return article.published is not None and article.published_basis is Basis.INFERRED
