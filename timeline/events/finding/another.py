"""A sentence in, the mentions out of a thing like the one it has just named: "flew a cargo mission, and another is planned for August"."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.finding.attribution import attribution, leaning
from timeline.events.finding.kinds import noun_head
from timeline.events.finding.records import Mention
from timeline.events.finding.times import holder
from timeline.events.finding.wording import content_words
from timeline.events.identify import form_of
from timeline.events.inflection import stem
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Participant, Polarity, RoleName, Span, Stage, Tense

_WORD = "another"
_REACH = 5  # tokens behind the phrase in which its date begins: "is now planned for early August"
_NOMINAL = frozenset({"word", "verb"})  # "a night crossing"
_OTHER = "other"  # the kind of what no row of the rules describes


def planned_others(reading: SentenceReading, told: Collection[int]) -> Iterable[Mention]:
    """The mentions of what is planned and called "another" only, in order; `told` are the clauses that have a mention.

    The noun is that of the thing named before it, and so is whose it is.
    """
    for position, phrase in enumerate(reading.chunks):
        if phrase.kind != "np" or phrase.names or reading.tokens[phrase.first].lower != _WORD or reading.tokens[phrase.first].quoted:
            continue
        clause = next((c for c in reading.clauses if any(phrase is s for s in c.subjects)), None)
        before = _thing_before(reading, position)
        if before is None or (clause is not None and clause.index in told) or not _is_planned(reading, phrase, clause):
            continue
        if (mention := _mention(reading, phrase, before, clause, told)) is not None:
            yield mention


def _is_planned(reading: SentenceReading, phrase: Chunk, clause: Clause | None) -> bool:
    """“another is planned for …”, "another planned for …"."""
    rest = reading.tokens[phrase.first + 1 : phrase.last + 1]
    if clause is None or rest:
        return [token.lower in reading.lexicon.finding.planned_adjectives for token in rest] == [True]
    verb = clause.verb
    return verb.passive and not verb.negated and not verb.modal and reading.lexicon.stages.get(verb.lemma) is Stage.PLANNED


def _thing_before(reading: SentenceReading, position: int) -> Chunk | None:
    """The nearest phrase before a chunk that counts one thing: "a single cargo mission", "Vance's one trial"."""
    for phrase in reversed(reading.chunks[:position]):
        if phrase.kind == "np" and (len(phrase.names) <= 1) and _noun(reading, phrase):
            return phrase
    return None


def _noun(reading: SentenceReading, phrase: Chunk) -> str:
    """What a phrase counts one of: the words behind "a" or "a single", without its time; "" where it counts none, or many."""
    words = reading.lexicon.finding
    first = phrase.names[phrase.owner].last + 1 if phrase.owner >= 0 else phrase.first
    tokens = [t for t in reading.tokens[first : phrase.last + 1] if t.word_class not in {"genitive", "time"}]
    counted = tokens[:1] and tokens[0].lower in words.one_of
    while tokens and tokens[0].lower in words.one_of:
        tokens = tokens[1:]
    plain = all(token.word_class in _NOMINAL and not token.quoted for token in tokens)
    return " ".join(token.text for token in tokens) if counted and tokens and plain else ""


def _mention(reading: SentenceReading, phrase: Chunk, thing: Chunk, clause: Clause | None, told: Collection[int]) -> Mention | None:
    held = clause.index if clause is not None else holder(reading, phrase.first)
    times = tuple(t.index for t in reading.times if t.places and phrase.last < t.token <= phrase.last + _REACH)
    owner = _owner(reading, thing, told)
    if not times or not owner or reading.cast.is_place(owner):
        return None
    source = attribution(reading, reading.clauses[held]) if held >= 0 else leaning(reading)
    trigger, actor = reading.tokens[reading.last_word(phrase)], reading.cast.actor(owner)
    kind = reading.lexicon.noun_kinds.get(noun_head(reading, thing), (_OTHER, ""))[0]
    noun = _noun(reading, thing)
    return Mention(
        article=reading.article.id,
        sentence=reading.sentence.index,
        trigger=Span(start=trigger.start, end=trigger.end, text=trigger.text),
        kind=kind,
        stage=Stage.PLANNED,
        polarity=Polarity.AFFIRMED,
        participants=(Participant(actor=actor, role=RoleName.AGENT),),
        title=f"Another {noun} of {actor.name} is planned",
        words=content_words(reading, thing.first, thing.last) - {stem(trigger.lower)},
        speaker=source.speaker,
        relay=source.relay,
        said=source.verb,
        via=source.via,
        hedged=source.hedged,
        said_on=source.times,
        times=times,
        tense=Tense.FUTURE,
        head=_WORD,
    )


def _owner(reading: SentenceReading, thing: Chunk, told: Collection[int]) -> str:
    """Whose the thing before is, or who did it by a clause that is told: what somebody denies they did is nobody's."""
    if thing.owner >= 0:
        return reading.cast.of(thing.names[thing.owner])
    doer = next((c for c in reading.clauses if c.index in told and any(thing is o for o in c.objects)), None)
    return form_of(reading, doer.subjects[0]) if doer is not None and not doer.verb.passive and len(doer.subjects) == 1 else ""
