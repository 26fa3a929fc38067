"""A clause in, what it tells out: an event of some kind and stage, with the clauses that only complete it. Most clauses tell nothing."""

from __future__ import annotations

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.finding.attribution import claim_noun, is_parenthetical
from timeline.events.finding.kinds import has_actor, has_somebody, is_generic, is_somebody, light_noun, noun_kind, occurring, verb_kind
from timeline.events.finding.stages import is_reported, stage_of
from timeline.events.finding.times import times_of
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Stage, Tense
from timeline.quick import dataclass, maker

_CONTACT = frozenset({"meet", "speak"})  # kinds
_TELLS_ITSELF = frozenset({"withdraw", "accuse"})  # kinds: a report taken back, an allegation
_TELLING_GERUNDS = frozenset({",", "saw", "with"})  # links of gerunds that tell something of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a clause tells. `stage` None: nothing happened, though the clauses of `covers` are not to be read by themselves either.

    `extra` are clauses whose objects belong to it ("threatened to withdraw …"), `noun` the event noun that a light verb carries.
    """

    clause: Clause
    kind: str
    stage: Stage | None
    extra: tuple[Clause, ...] = ()
    covers: frozenset[int] = frozenset()
    noun: Chunk | None = None
    denied: bool = False


_telling = maker(Telling)


def telling(reading: SentenceReading, clause: Clause) -> Telling | None:
    """What a clause tells, None for nothing."""
    if (
        _is_sorted(reading, clause)
        or _is_background(reading, clause)
        or is_parenthetical(reading, clause)
        or _is_disclaimed(reading, clause)
        or _may_describe(reading, clause)
    ):
        return None
    words, lemma, children = reading.lexicon.finding, clause.verb.lemma, reading.children(clause)
    infinitive = next((child for child in children if child.role == "infinitive"), None) if children else None
    if infinitive is not None and (is_reported(reading, clause) or lemma in words.aspect or lemma in words.seeming):
        return None  # "is said to have met": the infinitive tells it
    told = next((child for child in children if child.role in {"complement", "gerund"}), None) if children else None
    if told is not None and clause.verb.passive and lemma in reading.lexicon.grammar.convincing:
        return None  # "are convinced that Vance left": what they believe tells it
    if clause.verb.passive and lemma in words.announcing and clause.subjects and noun_kind(reading, clause.subjects[0]):
        return None  # "the death of Vance was announced": the noun tells it
    if told is not None and (lemma in words.denying or (lemma in words.dismissing and claim_noun(reading, told))):
        return _denial(reading, clause, told)
    stage = reading.lexicon.stages.get(lemma)
    if infinitive is not None and lemma in reading.lexicon.grammar.choosing and not clause.verb.passive:
        stage = Stage.PLANNED  # "elected to stay"
    if infinitive is not None and (stage is not None or _is_bound(clause)):
        return _governing(reading, clause, infinitive, stage or Stage.PLANNED)
    return _plain(reading, clause, infinitive)


def _is_named(clause: Clause) -> bool:
    """Whether a participle gives its subject another name."""
    return any(phrase.names for phrase in clause.objects if phrase not in clause.subjects)


def _is_sorted(reading: SentenceReading, clause: Clause) -> bool:
    """“Brook and Reed were acquitted and convicted, respectively”: which of them is not read."""
    for subject in clause.subjects:
        if subject.negated:
            return True  # "not Holt" sold it
    return len(clause.subjects) > 1 and any(token.lower in reading.lexicon.finding.sorting for token in reading.tokens)


def _is_background(reading: SentenceReading, clause: Clause) -> bool:
    """Relative clauses without a date, and gerunds that describe; but "responded by saying that …" tells."""
    if clause.role == "participle" and clause.verb.lemma in reading.lexicon.grammar.naming and _is_named(clause):
        return True  # "a biscuit called Snap"
    if clause.role == "relative" or clause.link == "reduced":
        return not times_of(reading, clause)[0]
    if clause.role != "gerund" or clause.link in _TELLING_GERUNDS:
        return False
    governor, speech = reading.governor(clause), reading.lexicon.speech
    says = governor is not None and governor.verb.lemma in speech and clause.verb.lemma in speech
    return not (says and clause.link in reading.lexicon.finding.agent_links)


def _may_describe(reading: SentenceReading, clause: Clause) -> bool:
    """“the late smuggler and convicted forger Rolf Dorn”: behind a phrase for a person and "and", it may say who the next one is."""
    at, chunks, words = clause.chunk, reading.chunks, reading.lexicon
    if not clause.verb.ambiguous or at < 2 or chunks[at - 1].kind != "conj" or not clause.objects:  # noqa: PLR2004
        return False
    before, behind = chunks[at - 2], clause.objects[0]
    kind = words.kinds.get(verb_kind(reading, clause))
    person = (
        before.head in words.roles or before.head in words.finding.people or (kind is not None and kind.sensitive and not clause.obliques)
    )
    opened = bool(behind.names) and behind.names[-1].first > behind.first and reading.tokens[behind.first].word_class == "word"
    return before.kind == "np" and not before.names and person and opened and behind.owner < 0


def _is_disclaimed(reading: SentenceReading, clause: Clause) -> bool:
    """“does not believe that Reed stole it”, "nobody says that …", "withdrew its report that …", "alleges that …": what is governed is no
    claim of its own.
    """
    governor, words = reading.governor(clause), reading.lexicon.finding
    if claim_noun(reading, clause) in words.claimed and not (
        governor is not None and governor.verb.lemma in reading.lexicon.grammar.supporting
    ):
        return True  # "rumours that …", "no truth in reports that …"
    if governor is None or clause.role != "complement":
        return False
    speaks = governor.verb.lemma in words.disbelieving or governor.verb.lemma in reading.lexicon.speech
    nobody = bool(governor.subjects) and reading.tokens[governor.subjects[0].first].lower in words.nobody
    takes_back = governor.verb.lemma in words.denying or verb_kind(reading, governor) in _TELLS_ITSELF
    return (speaks and (governor.verb.negated or nobody)) or takes_back or governor.verb.lemma in words.doubting


def _denial(reading: SentenceReading, clause: Clause, told: Clause) -> Telling:
    """“Brook denied meeting Vance”: the thing denied is no claim of its own; the denial is, and of that kind."""
    covers = {told.index}
    for below in reading.clauses[told.index + 1 :]:
        if below.governor in covers and below.governor < below.index:
            covers.add(below.index)
    extra = (told,) if told.role == "gerund" else ()
    kind = verb_kind(reading, told) or "deny"
    return _telling(clause=clause, kind=kind, stage=Stage.HAPPENED, extra=extra, covers=frozenset(covers), denied=True)


def _is_bound(clause: Clause) -> bool:
    """“is to open”, "is on track to launch", "is set to"."""
    return clause.verb.lemma == "be" and not clause.verb.negated and (not clause.objects or any(o.word == "on" for o in clause.obliques))


def _governing(reading: SentenceReading, clause: Clause, child: Clause, stage: Stage) -> Telling:
    """A verb that says how far another one has come: "threatened to withdraw", "plans to launch", "failed to agree"."""
    words, verb = reading.lexicon.finding, clause.verb
    if clause.link in words.conditions:
        return _telling(clause=clause, kind="", stage=None, covers=frozenset({child.index}))  # "whether he decided to leave"
    if verb.lemma in words.trying:
        kind = "attempt"
        stage = Stage.ONGOING if verb.progressive or verb.tense is Tense.PRESENT else Stage.HAPPENED
    elif stage in {Stage.THREATENED, Stage.PROPOSED} or verb.lemma in words.refusing:
        kind = reading.lexicon.verb_kinds.get(verb.lemma) or "call-for"
        stage = Stage.HAPPENED if verb.lemma in words.refusing or verb.lemma in words.asking else stage
    else:
        occurs = child.verb.lemma in words.occurring and bool(clause.subjects)
        kind = (noun_kind(reading, clause.subjects[0]) if occurs else "") or verb_kind(reading, child) or "plan"
    return _telling(clause=clause, kind=kind, stage=stage, extra=(child,), covers=frozenset({child.index}))


def _plain(reading: SentenceReading, clause: Clause, infinitive: Clause | None) -> Telling | None:
    """A verb that tells something by itself or through its object."""
    words, lemma, kind = reading.lexicon.finding, clause.verb.lemma, verb_kind(reading, clause)
    noun = light_noun(reading, clause)
    if noun is not None:
        kind = noun_kind(reading, noun)
    elif not clause.verb.passive:
        kind = occurring(reading, clause, kind)
    extra: tuple[Clause, ...] = ()
    if infinitive is not None and lemma in words.purpose and verb_kind(reading, infinitive) in _CONTACT:
        kind, extra = "meet", (infinitive,)
    stage = stage_of(reading, clause)
    if stage in {Stage.HAPPENED, Stage.ONGOING} and lemma in words.undone:
        stage = reading.lexicon.stages[lemma]
    if not kind and is_generic(reading, clause, dated=_is_dated(reading, clause)):
        kind = "other"
    if stage is not None and clause.verb.negated and kind and reading.lexicon.kinds[kind].looks_back and _is_record(reading, clause):
        stage = None  # "has never been convicted"
    if stage is Stage.HYPOTHETICAL and _is_musing(reading, clause):
        stage = None
    told, named = lemma in reading.lexicon.speech and _is_told(reading, clause), has_actor(reading, clause)
    if not kind or (kind == "say" and (told or not named)) or (told and not named):
        stage = None  # "sources revealed that Brook invited Vance": the invitation is the event
    covers = frozenset(child.index for child in extra)
    return _telling(clause=clause, kind=kind, stage=stage, extra=extra, covers=covers, noun=noun)


def _is_musing(reading: SentenceReading, clause: Clause) -> bool:
    """“Strife could offer Vance a chance”: what might come of something, at no date, in nobody's words, is no event."""
    somebody = has_actor(reading, clause) or any(is_somebody(reading, subject) for subject in clause.subjects)
    return not (clause.role == "complement" or somebody or times_of(reading, clause)[0])


def saying(reading: SentenceReading, clause: Clause) -> Telling | None:
    """A statement, for a sentence in which nothing else is told: somebody said something, whatever it was."""
    verb = clause.verb
    says = verb_kind(reading, clause) == "say" or verb.lemma in reading.lexicon.grammar.inverting
    plain = verb.finite and not (verb.negated or verb.modal or verb.passive) and clause.role in {"main", "coordinate"}
    if not (says and plain and clause.subjects and has_somebody(reading, clause)):
        return None
    return _telling(clause=clause, kind="say", stage=Stage.HAPPENED)


def _is_record(reading: SentenceReading, clause: Clause) -> bool:
    """Whether a negation speaks of all time so far and not of something that was not done."""
    group = reading.chunks[clause.chunk]
    return clause.verb.perfect or any(token.lower in reading.lexicon.finding.never for token in reading.within(group))


def _is_dated(reading: SentenceReading, clause: Clause) -> bool:
    times, carried = times_of(reading, clause)
    return bool(times) and not carried


def _is_told(reading: SentenceReading, clause: Clause) -> bool:
    """Whether what a verb of speech says is told by a clause of its own."""
    said = (child for child in reading.children(clause) if child.role in {"complement", "gerund"})
    return any(verb_kind(reading, child) or is_generic(reading, child, dated=_is_dated(reading, child)) for child in said)
