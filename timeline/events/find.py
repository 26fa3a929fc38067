"""An article's sentences and time expressions in, mentions out: what its clauses say happened, is planned, was threatened or denied.

One article at a time, without its date: times are links to expressions, to be resolved later. Rules of what counts stand in `events.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from timeline.events.cast import Parties, SentenceCast, cast_of
from timeline.events.clauses import Clause, Parser, parse
from timeline.events.finding.glance import concerns, tells
from timeline.events.finding.records import Mention, OrderLink
from timeline.events.finding.sentence import mentions_of
from timeline.events.lexicon import Lexicon
from timeline.events.line import Line, forget_long, kept, line_of
from timeline.events.names import Name, find_names
from timeline.events.sentence_reading import SentenceReading, TimeAt
from timeline.events.tokens import Token
from timeline.model import Article, BlockKind, RoleName, Sentence, Stage, Tense, TimeExpression
from timeline.readings import CalendarDate, Duration, Holiday, NamedUnit, Origin, Reading, Repeated, Shift, Side, TimeOfDay, Unit

__all__ = ("Mention", "OrderLink", "find", "withdrawals")

_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION})
_LOOSE_KINDS = frozenset({"say", "other"})  # they say too little to go on with


def find(
    article: Article, sentences: Sequence[Sentence], expressions: Sequence[TimeExpression], lexicon: Lexicon, parser: Parser = parse
) -> tuple[Mention, ...]:
    """The mentions of an article in the order of their sentences and verbs; `parser` reads the clauses of each sentence."""
    mentions: list[Mention] = []
    taken_back = {sentence.index for sentence in withdrawals(sentences, lexicon)}
    prose = [s for s in sentences if article.blocks[s.block].kind in _READ and s.index not in taken_back]
    parts = _parts(prose, expressions, lexicon)
    for sentence, part, reading in zip(prose, parts, _readings(parts, lexicon, parser), strict=True):
        if reading is not None:
            mentions += mentions_of(reading, sentence, part.indices, mentions)
    forget_long(prose)
    return tuple(_told_on(_carried(mentions, {sentence.index: sentence.block for sentence in sentences}), lexicon))


def withdrawals(sentences: Iterable[Sentence], lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentences in which a publisher takes back what it said: "An earlier version of this article said that Vance resigned"."""
    return (sentence for sentence in sentences if lexicon.withdrawn.search(sentence.text))


class _Time(NamedTuple):
    """What the finder asks of a time expression, as for `TimeAt`; `start` and `end` are counted from the start of its sentence."""

    start: int
    end: int
    places: bool
    length: str
    ahead: bool
    definite: bool
    fresh: bool


class _Part(NamedTuple):
    """A sentence before it is parsed: its line and its time expressions, with their indices in the article."""

    line: Line
    times: tuple[_Time, ...]
    indices: tuple[int, ...]


def _parts(prose: Iterable[Sentence], expressions: Sequence[TimeExpression], lexicon: Lexicon) -> list[_Part]:
    timed: dict[int, list[int]] = {}
    for index, expression in enumerate(expressions):
        timed.setdefault(expression.sentence, []).append(index)
    parts = []
    for sentence in prose:
        found = timed.get(sentence.index)
        if found is None:
            parts.append(_Part(line_of(sentence.text, (), lexicon), (), ()))
            continue
        times = tuple([_time(expressions[i], sentence.start) for i in found])
        line = line_of(sentence.text, tuple(sorted([(time.start, time.end) for time in times if time.places])), lexicon)
        parts.append(_Part(line, times, tuple(found)))
    return parts


def _time(expression: TimeExpression, start: int) -> _Time:
    reading = expression.reading
    length = reading.value if isinstance(reading, Duration) and not (reading.sign or expression.mod) else ""
    start, end = expression.start - start, expression.end - start
    return _Time(start, end, _places(expression), length, _is_ahead(expression), _is_definite(reading), _is_fresh(reading))


def _readings(parts: Sequence[_Part], lexicon: Lexicon, parser: Parser) -> Iterable[SentenceReading | None]:
    """The reading of each sentence that may tell something, None for the others; names need all of them first."""
    lines = [part.line for part in parts]
    names = find_names(lines, lexicon)
    cast = cast_of(lines, names, lexicon)
    concerned = [concerns(line, named, cast, lexicon) for line, named in zip(lines, names, strict=True)]
    telling = [concern and tells(line, lexicon) for concern, line in zip(concerned, lines, strict=True)]
    asked = _asked(lines, concerned, telling)
    before: SentenceReading | None = None
    for part, named, tell, ask in zip(parts, names, telling, asked, strict=True):
        reading = None
        if tell or ask:
            earlier = before if part.line.looks_back else None
            parties = cast.parties(part.line, named, earlier.parties) if earlier is not None else cast.parties(part.line, named)
            reading = _read(part.line, named, parties, part.times, earlier, lexicon, parser)
        yield reading if tell else None
        before = reading


def _asked(lines: Sequence[Line], concerned: Sequence[bool], telling: Sequence[bool]) -> list[bool]:
    """Which sentences are asked for by the one behind them, that is read and looks back; one without anybody in it never is."""
    asked, ask = [False] * len(lines), False
    for i in range(len(lines) - 1, -1, -1):
        asked[i] = ask and concerned[i]
        ask = (asked[i] or telling[i]) and lines[i].looks_back
    return asked


@kept
def _read(
    line: Line,
    names: tuple[Name, ...],
    parties: Parties,
    times: tuple[_Time, ...],
    before: SentenceReading | None,
    lexicon: Lexicon,
    parser: Parser,
) -> SentenceReading:
    """The reading of a sentence."""
    parsed = parser(line.tokens, names, lexicon)
    return SentenceReading(
        text=line.text,
        tokens=parsed.tokens,
        names=names,
        chunks=parsed.chunks,
        clauses=parsed.clauses,
        times=tuple(_times_at(line.tokens, times)),
        cast=SentenceCast.of_parties(parties, names, lexicon),
        parties=parties,
        lexicon=lexicon,
        before=before,
        ends=[made.last for made in parsed.chunks],
        below=_below(parsed.clauses),
        kinds={},
        forms={},
        dates={},
        holders={},
    )


def _below(clauses: Iterable[Clause]) -> Mapping[int, list[Clause]]:
    """The clauses behind each that hang on it."""
    found: dict[int, list[Clause]] = {}
    for clause in clauses:
        if 0 <= clause.governor < clause.index:
            found.setdefault(clause.governor, []).append(clause)
    return found


def _times_at(tokens: Sequence[Token], times: Iterable[_Time]) -> Iterable[TimeAt]:
    for index, time in enumerate(times):
        token = next((i for i, token in enumerate(tokens) if token.start <= time.start < token.end), None)
        if token is not None:
            yield TimeAt(
                index=index,
                token=token,
                places=time.places,
                length=time.length,
                end=time.end,
                ahead=time.ahead,
                definite=time.definite,
                fresh=time.fresh,
            )


def _is_ahead(expression: TimeExpression) -> bool:
    """“next year”, "later this month": behind the article's date, whatever the verb; "opens on Friday" is so by what its verb means."""
    match expression.reading:
        case NamedUnit(offset=offset, side=side, origin=Origin.PUBLISHED):
            return offset > 0 or (not offset and side is Side.AFTER)
        case CalendarDate(year=None, turn=turn) | Holiday(year=None, turn=turn):
            return turn == 1 or (turn is None and expression.tense is Tense.FUTURE)
    return False


def _is_definite(reading: Reading) -> bool:
    """“on 3 May”, "last week", "two days ago": one time that is not the present."""
    match reading:
        case TimeOfDay(day=day):
            return day is not None and not reading.across and _is_definite(day)
        case NamedUnit(offset=offset, unit=unit):
            return offset != 0 or unit is Unit.WEEKEND
        case CalendarDate(turn=turn):
            return turn != 0
        case Shift() | Holiday():
            return True
    return False


def _is_fresh(reading: Reading) -> bool:
    """“Friday”, "yesterday", "last night": a day named by how near it is to the news."""
    match reading:
        case TimeOfDay(day=day):
            return day is not None and _is_fresh(day)
        case NamedUnit(unit=unit):
            return unit is Unit.DAY
        case CalendarDate(weekday=weekday, month=month):
            return weekday is not None and month is None
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
