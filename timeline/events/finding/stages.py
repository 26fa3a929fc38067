"""A clause in, how far it says the thing has come out: happened, ongoing, planned, hypothetical, or no event at all."""

from __future__ import annotations

from timeline.events.clauses import Clause
from timeline.events.finding.kinds import has_actor, is_somebody, verb_kind
from timeline.events.finding.times import times_of
from timeline.events.identify import form_of
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Stage, Tense

_NEWS = 0.5  # weight from which a present tense tells news, as in headlines
_TOLD = frozenset({",", "saw", "with", "by"})  # links of gerunds that tell what happened


def stage_of(reading: SentenceReading, clause: Clause) -> Stage | None:
    """How far the clause itself says it has come; None for a state or a general truth, which is no event."""
    verb, words = clause.verb, reading.lexicon.finding
    if clause.link in words.conditions:
        return None  # "if Brook resigns" tells nothing
    if clause.link in words.deadlines and verb.tense is Tense.PRESENT:
        return None  # "until Brook pays": she has not yet
    if clause.link in words.forestalling and verb.modal:
        return None  # "before he could flee"
    if clause.verb.token and reading.tokens[clause.verb.token - 1].lower in words.missing:
        return None  # "nearly drowned" did not drown
    if verb.modal and (stage := _modal_stage(reading, clause)) is not None:
        return stage
    if verb.ambiguous and not clause.objects and _shares_modal(reading, clause):
        return Stage.HYPOTHETICAL
    if verb.tense is Tense.FUTURE:
        return Stage.PLANNED
    if clause.role == "infinitive":
        return _infinitive_stage(reading, clause)
    if clause.role == "gerund":
        return _gerund_stage(reading, clause)
    if verb.progressive:
        return Stage.ONGOING
    if verb.tense is Tense.PAST or verb.passive or clause.role == "participle":
        return Stage.HAPPENED
    return _present_stage(reading, clause)


def _present_stage(reading: SentenceReading, clause: Clause) -> Stage | None:
    """“meets Vance next week” is planned, "meets Vance" is news."""
    if any(reading.times[index].ahead for index in times_of(reading, clause)[0]):
        return Stage.PLANNED
    kind = reading.lexicon.kinds.get(verb_kind(reading, clause))
    return Stage.HAPPENED if kind is not None and kind.weight >= _NEWS and _has_doer(reading, clause) else None


def _modal_stage(reading: SentenceReading, clause: Clause) -> Stage | None:
    """What "would", "may" or "will" says; None where the tense does."""
    modal, words = clause.verb.modal, reading.lexicon.finding
    conditional = any(c.link in words.conditions and c.link not in words.alternatives for c in reading.clauses)
    if modal in words.conditional_modals and not conditional and _is_announced(reading, clause):
        return Stage.PLANNED  # "said it would buy"
    return Stage.HYPOTHETICAL if conditional or modal in words.unreal_modals else None


def _shares_modal(reading: SentenceReading, clause: Clause) -> bool:
    """“firms would be fined and their directors jailed”: the auxiliaries of the verb before count for this one."""
    previous = reading.clauses[clause.index - 1] if clause.index else None
    joined = any(made.kind == "conj" and previous is not None and previous.last < made.first < clause.verb.token for made in reading.chunks)
    return previous is not None and joined and previous.verb.passive and bool(previous.verb.modal)


def _has_doer(reading: SentenceReading, clause: Clause) -> bool:
    """Whether a subject can do something: an actor, or people with somebody they do it to ("two nurses accuse Marsh")."""
    if has_actor(reading, clause):
        return True
    return any(is_somebody(reading, subject) for subject in clause.subjects) and any(form_of(reading, other) for other in clause.objects)


def _is_announced(reading: SentenceReading, clause: Clause) -> bool:
    governor = reading.governor(clause)
    return clause.role == "complement" and governor is not None and governor.verb.lemma in reading.lexicon.finding.announcing


def _infinitive_stage(reading: SentenceReading, clause: Clause) -> Stage | None:
    """“is said to have met”, "began to meet"; any other infinitive tells nothing by itself."""
    if clause.verb.perfect:
        return Stage.HAPPENED
    governor = reading.governor(clause)
    if governor is None or not (is_reported(reading, governor) or governor.verb.lemma in reading.lexicon.finding.aspect):
        return None
    if governor.verb.lemma in reading.lexicon.finding.aspect and (governor.verb.negated or governor.verb.modal):
        return None if governor.verb.negated else stage_of(reading, governor)  # "will not begin to fall", "will begin to fall"
    return Stage.ONGOING if clause.verb.progressive else Stage.HAPPENED


def is_reported(reading: SentenceReading, clause: Clause) -> bool:
    """“is said to”, "was reported to"."""
    lemma, lexicon = clause.verb.lemma, reading.lexicon
    return clause.verb.passive and (lemma in lexicon.speech or lemma in lexicon.finding.rumouring)


def _gerund_stage(reading: SentenceReading, clause: Clause) -> Stage | None:
    """“…, killing twelve” is told by the clause it follows; other gerunds of a known kind have come as far as what governs them."""
    if clause.verb.lemma in reading.lexicon.finding.consequences and not has_actor(reading, clause):
        return None
    if clause.link not in _TOLD or not verb_kind(reading, clause):
        return None
    governor, words = reading.governor(clause), reading.lexicon.finding
    if governor is not None and governor.verb.lemma in words.stative - words.possessing:
        return None  # "remains the largest yard, launching ferries …": what it does all the time
    return stage_of(reading, governor) if governor is not None else Stage.HAPPENED
