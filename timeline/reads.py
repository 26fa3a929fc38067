"""An article in, what can be read of it without a look at any other out; and what is kept of a file from one build to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from timeline import events, resolving, rules, sentences, tagging
from timeline.caching import Cache, digest, dumps, forget_shared, loads, source_version
from timeline.engines import Engine
from timeline.memo import NO_MEMO, Memo
from timeline.model import Article, Basis, Problem, Resolution, Sentence, TimeExpression, Unresolved
from timeline.options import BUILT_IN
from timeline.quick import dataclass

# What an entry of the cache may hold.
_READ = ("events.evidence", "events.finding.records", "events.gist")
_MERGED = tuple(f"events.merging.{name}" for name in ("bags", "grouping", "neighbours", "remembering", "stock"))
_MADE = ("events.conflict", "events.copies", "events.order", "events.outlines", *_MERGED)
_RECORDS = frozenset(f"timeline.{name}" for name in ("model", "pieces", "readings", "when", *_READ, *_MADE))
_SHARED = frozenset(  # many are equal
    "Actor CalendarDate Day Participant When end head kind participants places prefix quote rule speaker start steps suffix text times"
    " title value words".split()
)

Track = Callable[[Sequence[Article]], Iterable[Article]]
Problems = tuple[Problem, ...]
Expressions = tuple[TimeExpression, ...]
Results = tuple[Resolution | Unresolved, ...]
_Text = tuple[tuple[int, ...], events.Times, Expressions]


def open_cache(folder: Path) -> Cache:
    """The cache of a folder for this version of the program and its rules."""
    return Cache.open(folder, source_version(), _RECORDS, _SHARED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of one article: nothing here depends on another. `name` is one for all of it, `packed` are the places of its sentences,
    the times that may keep these apart, and, where it has no date yet, its time expressions.
    """

    article: Article
    name: str
    told: tuple[events.Told, ...]
    gist: events.Gist
    packed: bytes

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""
        return sentences.at(self.article, _unpacked(self.packed)[0])

    @property
    def expressions(self) -> Expressions:
        """Its time expressions; those of an article with a date are found anew, since hardly anybody asks for them."""
        return _expressions(self.article, self.packed)

    def source(self, salt: str) -> events.Source:
        """What merging sees of it; `salt` names all that it sees beside that."""
        return events.Source(
            article=self.article,
            gist=self.gist,
            read=partial(_lines, self.article, self.packed),
            results=partial(_results, self.article, self.packed),
            key=digest(self.name, salt),
        )

    def compared(self) -> Read:
        """The same once its stories are known: without the words that it was compared by."""
        return replace(self, gist=self.gist.compared())

    def dated(self, inferred: events.Inferred) -> Read:
        """The same with a date that was inferred for the article."""
        basis = Basis.INFERRED if inferred.when is not None else Basis.UNKNOWN
        article = replace(self.article, published=inferred.when, published_basis=basis, published_steps=inferred.steps)
        expressions = self.expressions
        results = _resolved(article, expressions)
        told = events.tell(article, self.sentences, [item.mention for item in self.told], results)
        packed = _pack(self.sentences, results, expressions)
        return replace(self, article=article, name=digest(self.name, repr(inferred)), told=told, packed=packed)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Parts:
    """What a `Read` is made of, beside its article. It is written where it has to be kept, or to travel from one process to another, and
    once for both: `written` is what it was read from.
    """

    told: tuple[events.Told, ...]
    gist: events.Gist
    packed: bytes
    written: bytes = b""

    @classmethod
    def of(cls, content: object) -> _Parts | None:
        """From what `content` gives; None where it is something else."""
        found = loads(content, _RECORDS, _SHARED) if isinstance(content, bytes) else None
        if not isinstance(content, bytes) or not isinstance(found, tuple) or len(found) != 3:  # noqa: PLR2004  as below
            return None
        told, gist, packed = found
        return cls(told=told, gist=gist, packed=packed, written=content)

    @property
    def content(self) -> bytes:
        """All of it, as it is kept."""
        return self.written or dumps((self.told, self.gist, self.packed), _RECORDS)

    def __reduce__(self) -> tuple[Callable[[bytes], object], tuple[bytes]]:
        return _Parts.of, (self.content,)

    def read(self, article: Article, name: str) -> Read:
        """What was read of the article."""
        return Read(article=article, name=name, told=self.told, gist=self.gist, packed=self.packed)


def read_article(article: Article, parser: str = BUILT_IN) -> Read:
    """The per-article stage: sentences, time expressions, mentions, and the dates that the article's own date gives them.

    Pure; needs nothing but the article, the rules of its language, and the parser of that name. ConfigError where that cannot be had.
    """
    return _parts(article, parser).read(article, digest(repr(article), events.parser_version(parser)))


class Kept:
    """What a build knows of its files: an entry of the cache holds the article of a file, what is wrong with it, and what was read of it.

    An article that is not as a file gave it has an entry of its own.
    """

    def __init__(self, cache: Cache | None = None, memo: Memo = NO_MEMO, parser: str = BUILT_IN) -> None:
        """Without a `cache` nothing is kept beyond this process, without a `memo` nothing beyond this build."""
        self._cache, self._memo, self._parser = cache, memo, parser
        self._version = events.parser_version(parser)
        self._new: dict[str, tuple[str, Article, Problems]] = {}
        self._reads: dict[str, Read] = {}

    def file(self, said: tuple[str | bytes, ...], make: Callable[[], tuple[Article, Problems]]) -> tuple[Article, Problems]:
        """What `make` gives of a file, of which `said` is all that it follows from."""
        return self._memo.of(said, (), partial(self._file, said, make))

    def _file(self, said: tuple[str | bytes, ...], make: Callable[[], tuple[Article, Problems]]) -> tuple[Article, Problems]:
        if self._cache is None:
            return make()
        name = digest(*said, self._version)
        match self._cache.get(name):
            case (Article() as article, tuple() as problems, content) if parts := _Parts.of(content):
                self._reads[article.id] = parts.read(article, name)
                return article, problems
        article, problems = make()
        self._new[article.id] = name, article, problems
        return article, problems

    def read_all(self, articles: Sequence[Article], track: Track, engine: Engine) -> Iterator[Read]:
        """What can be read of articles, in order: what is kept, and the others by the engine."""
        found = {article.id: self._kept(article) for article in articles}
        made = iter(engine(partial(_parts, parser=self._parser), [article for article in articles if found[article.id] is None]))
        with self._cache.putting() if self._cache is not None else nullcontext() as put:
            for article in track(articles):
                yield found.pop(article.id) or self._keep(article, next(made), put)
        if self._memo is NO_MEMO:
            events.forget()
            forget_shared()

    def _kept(self, article: Article) -> Read | None:
        read = self._reads.pop(article.id, None)
        if read is not None and read.article is article:
            return read
        if self._cache is None or article.id in self._new:
            return None
        name = self._name(article)
        parts = _Parts.of(self._cache.get(name))
        return parts.read(article, name) if parts is not None else None

    def _keep(self, article: Article, parts: _Parts, put: Callable[[str, object], None] | None) -> Read:
        name, known, problems = self._new.pop(article.id, ("", None, ()))
        name = name if known is article else self._name(article)
        if put is not None:
            put(name, (article, problems, parts.content) if known is article else parts.content)
        return parts.read(article, name)

    def _name(self, article: Article) -> str:
        return digest(repr(article), self._version)


def language_of(article: Article) -> str:
    """The folder of rules for its language."""
    return article.language.partition("-")[0]


def _parts(article: Article, parser: str) -> _Parts:
    language = language_of(article)
    parts = sentences.split(article)
    expressions = tagging.tag(article.text, parts, rules.load(language), messages=False)
    lexicon = events.lexicon(language)
    mentions = events.find(article, parts, expressions, lexicon, events.parser_of(parser))
    results = _resolved(article, expressions)
    told = events.tell(article, parts, mentions, results)
    gist = events.gist(article, events.lines(article, parts), told, lexicon)
    return _Parts(told=told, gist=gist, packed=_pack(parts, results, () if article.published else expressions))


def _resolved(article: Article, expressions: Expressions) -> Results:
    return resolving.resolve(
        expressions,
        published=article.published,
        published_basis=article.published_basis,
        text=article.text,
        blocks=article.blocks,
        language=language_of(article),
    )


def _pack(found: Sequence[Sentence], results: Results, expressions: Expressions) -> bytes:
    text: _Text = (sentences.places(found), events.times(results), expressions)
    return dumps(text, _RECORDS)


def _unpacked(packed: bytes) -> _Text:
    return cast("_Text", loads(packed, _RECORDS))


def _lines(article: Article, packed: bytes) -> tuple[tuple[Sentence, ...], events.Times]:
    """The sentences and headings of an article, and the times in them."""
    places, times, _ = _unpacked(packed)
    return events.lines(article, sentences.at(article, places)), times


def _expressions(article: Article, packed: bytes) -> Expressions:
    places, _, expressions = _unpacked(packed)
    return expressions or tagging.tag(article.text, sentences.at(article, places), rules.load(language_of(article)), messages=False)


def _results(article: Article, packed: bytes) -> Results:
    """What the time expressions of an article come to."""
    return _resolved(article, _expressions(article, packed))
