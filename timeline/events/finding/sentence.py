"""A sentence that was read in, its mentions out, in the order of its verbs, then of its nouns.

They are found once for each reading, as if the sentence stood alone: offsets are counted from its start, times and links among its own.
`mentions_of` puts them in their place in an article.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.clauses import Clause
from timeline.events.finding.counting import counted
from timeline.events.finding.links import Found, linked
from timeline.events.finding.mentions import complete_count, mention_of
from timeline.events.finding.nouns import noun_mentions
from timeline.events.finding.plans import planned_things
from timeline.events.finding.records import Mention
from timeline.events.finding.telling import saying, telling
from timeline.events.line import kept
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Figure, Sentence, Span, Stage
from timeline.quick import altered, maker

_span = maker(Span)


def mentions_of(reading: SentenceReading, sentence: Sentence, times: Sequence[int], earlier: Sequence[Mention]) -> list[Mention]:
    """The mentions of a sentence of an article; `times` are the indices of its expressions, `earlier` the article's mentions before it."""
    found, clauses = _found(reading)
    first = len(earlier)
    follows = bool(earlier) and earlier[-1].sentence == sentence.index - 1
    return [_placed(mention, sentence, times, first, follows=follows) for mention in counted(reading, found, clauses, earlier)]


def _placed(mention: Mention, sentence: Sentence, times: Sequence[int], first: int, *, follows: bool) -> Mention:
    """A mention in its article, `first` being the index of the sentence's first one; what is "later" is so than one that it `follows`."""
    start, trigger, total = sentence.start, mention.trigger, mention.total
    links = mention.links and tuple([altered(link, other=link.other + first) for link in mention.links if link.other >= 0 or follows])
    return altered(
        mention,
        article=sentence.article,
        sentence=sentence.index,
        trigger=_span(start=start + trigger.start, end=start + trigger.end, text=trigger.text),
        figures=mention.figures and tuple([_shifted(figure, start) for figure in mention.figures]),
        total=total and altered(total, figure=_shifted(total.figure, start)),
        times=mention.times and tuple([times[i] for i in mention.times]),
        said_on=mention.said_on and tuple([times[i] for i in mention.said_on]),
        links=links,
        answers=mention.answers if mention.answers < 0 else mention.answers + first,
    )


def _shifted(figure: Figure, start: int) -> Figure:
    return altered(figure, start=figure.start + start, end=figure.end + start)


@kept
def _found(reading: SentenceReading) -> tuple[list[Mention], list[Clause | None]]:
    """The mentions of a sentence as if it stood alone, and the clause that tells each, None for a noun's."""
    found = _from_clauses(reading)
    told = {clause.index for _, clause in found if clause is not None}
    found += [(mention, None) for mention in noun_mentions(reading, told, {mention.trigger.start for mention, _ in found})]
    found += [(mention, None) for mention in planned_things(reading, told)]
    return linked(reading, found), [clause for _, clause in found]


def _from_clauses(reading: SentenceReading) -> list[Found]:
    """Clause by clause; what one clause covers is not read again."""
    found: list[Found] = []
    covered: set[int] = set()
    for clause in reading.clauses:
        told = telling(reading, clause) if clause.index not in covered else None
        if told is None:
            continue
        covered |= told.covers
        mention = mention_of(reading, told, told.stage) if told.stage is not None else None
        if mention is None:
            continue
        if found and not (told.extra or told.denied):
            mention = complete_count(reading, clause, mention, found[-1][0])
        found.append((mention, clause))
    return found or _statement(reading)


def _statement(reading: SentenceReading) -> list[Found]:
    """The first statement of a sentence that tells nothing else."""
    for clause in reading.clauses:
        told = saying(reading, clause)
        mention = mention_of(reading, told, Stage.HAPPENED) if told is not None else None
        if mention is not None:
            return [(mention, clause)]
    return []
