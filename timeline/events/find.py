"""An article's sentences and time expressions in, mentions out: what its clauses say happened, is planned, was threatened or denied.

One article at a time, without its date: times are links to expressions, to be resolved later. Rules of what counts stand in `events.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from timeline.events.cast import Cast, cast_of
from timeline.events.clauses import Parser, parse
from timeline.events.finding.glance import concerns, tells
from timeline.events.finding.records import Mention, OrderLink
from timeline.events.finding.sentence import mentions_of
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name, find_names
from timeline.events.sentence_reading import SentenceReading, TimeAt
from timeline.events.tokens import Token, tokenise
from timeline.model import Article, BlockKind, RoleName, Sentence, Stage, TimeExpression
from timeline.readings import Duration, NamedUnit, Origin, Repeated, Side

__all__ = ("Mention", "OrderLink", "find")

_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION})
_LOOSE_KINDS = frozenset({"say", "other"})  # they say too little to go on with


def find(
    article: Article, sentences: Sequence[Sentence], expressions: Sequence[TimeExpression], lexicon: Lexicon, parser: Parser = parse
) -> tuple[Mention, ...]:
    """The mentions of an article in the order of their sentences and verbs; `parser` reads the clauses of each sentence."""
    mentions: list[Mention] = []
    for reading in _readings(article, sentences, expressions, lexicon, parser):
        mentions += mentions_of(reading, mentions)
    return tuple(_told_on(_carried(mentions, {sentence.index: sentence.block for sentence in sentences}), lexicon))


def _readings(
    article: Article, sentences: Sequence[Sentence], expressions: Sequence[TimeExpression], lexicon: Lexicon, parser: Parser
) -> Iterable[SentenceReading]:
    """The sentences of an article's prose that may tell something, each read; names need all of them first."""
    prose = [sentence for sentence in sentences if article.blocks[sentence.block].kind in _READ]
    timed: dict[int, list[tuple[int, TimeExpression]]] = {}
    for index, expression in enumerate(expressions):
        timed.setdefault(expression.sentence, []).append((index, expression))
    rows = [tokenise(s.text, s.start, lexicon, sorted((e.start, e.end) for _, e in timed.get(s.index, ()) if _places(e))) for s in prose]
    names = find_names(rows, lexicon)
    cast = cast_of(rows, names, lexicon, article.text)
    read: _Unread | None = None
    for sentence, row, named in zip(prose, rows, names, strict=True):
        words = {token.lower for token in row}
        concerned = concerns(row, words, named, cast)
        part = _Part(sentence, row, named, timed.get(sentence.index, ()))
        read = _Unread(partial(_read, article, part, cast, lexicon, parser if concerned else None, read))
        if concerned and tells(row, words, lexicon):
            yield read()


class _Part(NamedTuple):
    """A sentence before it is parsed; `expressions` are numbered through the article."""

    sentence: Sentence
    tokens: Sequence[Token]
    names: Sequence[Name]
    expressions: Sequence[tuple[int, TimeExpression]]


class _Unread:
    """A sentence that is read when it is first asked for. It holds on to none but those before it, so that all are let go with the last."""

    __slots__ = ("_made", "_reading")

    def __init__(self, made: Callable[[], SentenceReading]) -> None:
        self._made = made
        self._reading: SentenceReading | None = None

    def __call__(self) -> SentenceReading:
        if self._reading is None:
            self._reading = self._made()
        return self._reading


def _read(
    article: Article, part: _Part, cast: Cast, lexicon: Lexicon, parser: Parser | None, preceding: Callable[[], SentenceReading] | None
) -> SentenceReading:
    """The reading of a sentence; without a parser it has no clauses."""
    parse = parser(part.tokens, part.names, lexicon) if parser is not None else None
    return SentenceReading(
        article=article,
        sentence=part.sentence,
        tokens=part.tokens if parse is None else parse.tokens,
        names=part.names,
        chunks=() if parse is None else parse.chunks,
        clauses=() if parse is None else parse.clauses,
        times=tuple(_times_at(part.tokens, part.expressions)),
        cast=cast,
        lexicon=lexicon,
        preceding=preceding,
        kinds={},
        forms={},
    )


def _times_at(tokens: Sequence[Token], expressions: Iterable[tuple[int, TimeExpression]]) -> Iterable[TimeAt]:
    for index, expression in expressions:
        token = next((i for i, token in enumerate(tokens) if token.start <= expression.start < token.end), None)
        if token is not None:
            length = reading.value if isinstance(reading := expression.reading, Duration) and not (reading.sign or expression.mod) else ""
            yield TimeAt(
                index=index, token=token, places=_places(expression), length=length, end=expression.end, ahead=_is_ahead(expression)
            )


def _is_ahead(expression: TimeExpression) -> bool:
    """“next year”, "later this month": behind the article's date, whatever the verb."""
    match expression.reading:
        case NamedUnit(offset=offset, side=side, origin=Origin.PUBLISHED):
            return offset > 0 or (not offset and side is Side.AFTER)
    return False


def _places(expression: TimeExpression) -> bool:
    """Whether an expression can say when; "four years in prison" and "weekly" say no such thing and belong to the wording."""
    return not isinstance(expression.reading, Repeated) and not (isinstance(expression.reading, Duration) and not expression.reading.sign)


def _carried(mentions: Iterable[Mention], block_of: Mapping[int, int]) -> Iterable[Mention]:
    """What goes on with the same kind of event takes the date of the clause or sentence before it, in the same paragraph."""
    earlier: Mention | None = None
    for mention in mentions:
        goes_on = earlier is not None and earlier.times and not mention.times and mention.kind not in _LOOSE_KINDS
        if goes_on and earlier is not None and _goes_on(earlier, mention, block_of):
            mention = replace(mention, times=earlier.times, carried=True)  # noqa: PLW2901  it stands for the one before the next
        yield mention
        earlier = mention


def _goes_on(earlier: Mention, mention: Mention, block_of: Mapping[int, int]) -> bool:
    near = mention.sentence - earlier.sentence <= 1 and block_of[earlier.sentence] == block_of[mention.sentence]
    alike = (earlier.kind, earlier.stage, earlier.tense) == (mention.kind, mention.stage, mention.tense)
    return near and alike and mention.stage is Stage.HAPPENED


def _told_on(mentions: Iterable[Mention], lexicon: Lexicon) -> Iterable[Mention]:
    """What somebody goes on to say without a date was said when the last of it was: "Brook said on Monday … Brook also said …"."""
    said: dict[str, tuple[int, ...]] = {}
    for mention in mentions:
        speaker = _speaker(mention, lexicon)
        when = mention.said_on or (mention.times if mention.head in lexicon.speech and not mention.carried else ())
        if when and speaker:
            said[speaker] = when
        goes_on = not when and speaker in said and mention.stage is not Stage.HYPOTHETICAL
        yield replace(mention, said_on=said[speaker]) if goes_on else mention


def _speaker(mention: Mention, lexicon: Lexicon) -> str:
    """Who says it, or who makes the statement that it is; empty for none."""
    if mention.speaker or mention.head not in lexicon.speech:
        return mention.speaker
    return next((p.actor.name for p in mention.participants if p.role is RoleName.AGENT), "")
