"""A sentence in, the mentions out of what is planned of things in it: "another is planned for August", "seven, starting next year"."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.finding.attribution import attribution, leaning
from timeline.events.finding.kinds import noun_head
from timeline.events.finding.records import Mention, make_mention
from timeline.events.finding.times import holder
from timeline.events.finding.wording import content_words
from timeline.events.identify import form_of
from timeline.events.inflection import stem
from timeline.events.sentence_reading import SentenceReading
from timeline.events.tokens import Token
from timeline.model import Participant, Polarity, RoleName, Span, Stage, Tense

_WORD = "another"
_REACH = 5  # tokens behind the phrase in which its date begins: "is now planned for early August"
_NOMINAL = frozenset({"word", "verb", "number"})  # "seven night crossings"
_OTHER = "other"  # the kind of what no row of the rules describes


def planned_things(reading: SentenceReading, told: Collection[int]) -> Iterable[Mention]:
    """The mentions of what is planned of things that the sentence names; `told` are the clauses that have a mention."""
    yield from _others(reading, told)
    yield from _beginnings(reading, told)


def _others(reading: SentenceReading, told: Collection[int]) -> Iterable[Mention]:
    """What is called "another" only: the noun is that of the one thing named before it, and so is whose it is."""
    for position, phrase in enumerate(reading.chunks):
        if phrase.kind != "np" or phrase.names or reading.tokens[phrase.first].lower != _WORD or reading.tokens[phrase.first].quoted:
            continue
        clause = next((c for c in reading.clauses if any(phrase is s for s in c.subjects)), None)
        if (clause is not None and clause.index in told) or not _is_planned(reading, phrase, clause):
            continue
        thing = next((p for p in reversed(reading.chunks[:position]) if p.kind == "np" and _one(reading, p)), None)
        owner = _owner(reading, thing, told) if thing is not None else ""
        times = tuple(t.index for t in reading.times if t.places and phrase.last < t.token <= phrase.last + _REACH)
        if thing is None or not owner or not times:
            continue
        title = f"Another {_text(_one(reading, thing))} of {reading.cast.actor(owner).name} is planned"
        held = clause.index if clause is not None else holder(reading, phrase.first)
        yield _mention(reading, thing, owner, title, times, trigger=reading.tokens[reading.last_word(phrase)], held=held)


def _beginnings(reading: SentenceReading, told: Collection[int]) -> Iterable[Mention]:
    """“received seven ferries starting next year”: that they start is still to come, whatever the sentence tells of them."""
    for clause in reading.clauses:
        if clause.role != "gerund" or clause.link != "reduced" or clause.verb.lemma not in reading.lexicon.finding.beginning:
            continue
        times = tuple(t.index for t in reading.times if t.ahead and holder(reading, t.token) == clause.index)
        thing = clause.subjects[0] if len(clause.subjects) == 1 else None
        noun = _words(reading, thing) if thing is not None else []
        owner = _owner(reading, thing, told) if thing is not None else ""
        if thing is None or not times or not noun or not owner:
            continue
        title = f"{reading.cast.actor(owner).name}’s {_text(noun)} to {clause.verb.lemma}"
        yield _mention(reading, thing, owner, title, times, trigger=reading.tokens[clause.verb.token], held=clause.governor)


def _is_planned(reading: SentenceReading, phrase: Chunk, clause: Clause | None) -> bool:
    """“another is planned for …”, "another planned for …"."""
    rest = reading.tokens[phrase.first + 1 : phrase.last + 1]
    if clause is None or rest:
        return [token.lower in reading.lexicon.finding.planned_adjectives for token in rest] == [True]
    verb = clause.verb
    return verb.passive and not verb.negated and not verb.modal and reading.lexicon.stages.get(verb.lemma) is Stage.PLANNED


def _one(reading: SentenceReading, phrase: Chunk) -> list[Token]:
    """What a phrase counts one of: the words behind "a" or "a single"; none where it counts none, or many."""
    words = reading.lexicon.finding
    tokens = _words(reading, phrase)
    first = phrase.names[phrase.owner].last + 1 if phrase.owner >= 0 else phrase.first
    counts = any(token.lower in words.one_of for token in reading.tokens[first : phrase.last + 1])
    return [token for token in tokens if token.lower not in words.one_of] if counts and tokens else []


def _words(reading: SentenceReading, phrase: Chunk) -> list[Token]:
    """The words of a phrase without owner, determiner, intensifier and time; none where it holds more than plain words and numbers."""
    if len(phrase.names) > (phrase.owner >= 0):
        return []
    first = phrase.names[phrase.owner].last + 1 if phrase.owner >= 0 else phrase.first
    skipped = reading.lexicon.finding.vague_intensifiers
    tokens = [t for t in reading.tokens[first : phrase.last + 1] if t.word_class not in {"genitive", "time", "determiner", "adverb"}]
    tokens = [token for token in tokens if token.lower not in skipped]
    return tokens if all(token.word_class in _NOMINAL and not token.quoted for token in tokens) else []


def _text(tokens: Iterable[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _mention(
    reading: SentenceReading, thing: Chunk, owner: str, title: str, times: tuple[int, ...], *, trigger: Token, held: int
) -> Mention:
    source = attribution(reading, reading.clauses[held]) if held >= 0 else leaning(reading)
    return make_mention(
        article="",
        sentence=0,
        trigger=Span(start=trigger.start, end=trigger.end, text=trigger.text),
        kind=reading.lexicon.noun_kinds.get(noun_head(reading, thing), (_OTHER, ""))[0],
        stage=Stage.PLANNED,
        polarity=Polarity.AFFIRMED,
        participants=(Participant(actor=reading.cast.actor(owner), role=RoleName.AGENT),),
        title=title,
        words=content_words(reading, thing.first, thing.last) - {stem(trigger.lower)},
        speaker=source.speaker,
        relay=source.relay,
        said=source.verb,
        via=source.via,
        hedged=source.hedged,
        said_on=source.times,
        times=times,
        tense=Tense.FUTURE,
        head=trigger.lower,
    )


def _owner(reading: SentenceReading, thing: Chunk, told: Collection[int]) -> str:
    """Whose a thing is, or who did it by a clause that is told: what somebody denies they did is nobody's. No place owns anything."""
    if thing.owner >= 0:
        form = reading.cast.of(thing.names[thing.owner])
    else:
        doer = next((c for c in reading.clauses if c.index in told and any(thing is o for o in c.objects)), None)
        form = form_of(reading, doer.subjects[0]) if doer is not None and not doer.verb.passive and len(doer.subjects) == 1 else ""
    return form if form and not reading.cast.is_place(form) else ""
