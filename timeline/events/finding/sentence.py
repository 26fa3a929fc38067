"""A sentence that was read in, its mentions out, in the order of its verbs, then of its nouns."""

from __future__ import annotations

from timeline.events.finding.counting import counted
from timeline.events.finding.links import Found, linked
from timeline.events.finding.mentions import complete_count, mention_of
from timeline.events.finding.nouns import noun_mentions
from timeline.events.finding.plans import planned_things
from timeline.events.finding.records import Mention
from timeline.events.finding.telling import saying, telling
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Stage


def mentions_of(reading: SentenceReading, earlier: list[Mention]) -> list[Mention]:
    """The mentions of a sentence; `earlier` are those of the article before it."""
    found = _from_clauses(reading)
    told = {clause.index for _, clause in found if clause is not None}
    found += [(mention, None) for mention in noun_mentions(reading, told, {mention.trigger.start for mention, _ in found})]
    found += [(mention, None) for mention in planned_things(reading, told)]
    tied = linked(reading, found, len(earlier), earlier[-1].sentence if earlier else None)
    return counted(reading, tied, [clause for _, clause in found], earlier)


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
