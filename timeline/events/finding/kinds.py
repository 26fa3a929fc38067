"""A clause in, its kind of event out: by its verb, by the noun that a light verb carries, or by the noun that occurs."""

from __future__ import annotations

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.identify import form_of
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Tense

_STRIKING = 0.9  # weight from which a noun is an event as the subject of any verb: "a crash closed the road"


def verb_kind(reading: SentenceReading, clause: Clause) -> str:
    """The kind id of a clause's verb, "" for none or where its object gives it another meaning."""
    verb = f"{clause.verb.lemma} {clause.verb.particle}".rstrip()
    kind = reading.lexicon.kinds.get(reading.lexicon.verb_kinds.get(verb, ""))
    affected = clause.subjects if clause.verb.passive else clause.objects
    return "" if kind is None or (affected and affected[0].head in kind.not_objects) else kind.id


def noun_head(reading: SentenceReading, phrase: Chunk) -> str:
    """The last word of a phrase, or the last two where the table knows them together ("phone call")."""
    last = reading.last_word(phrase)
    words = [token.lower for token in reading.tokens[max(phrase.first, last - 1) : last + 1]]
    return both if (both := " ".join(words)) in reading.lexicon.noun_kinds else words[-1]


def noun_kind(reading: SentenceReading, phrase: Chunk) -> str:
    """The kind id of an event noun, "" for any other."""
    return reading.lexicon.noun_kinds.get(noun_head(reading, phrase), ("", ""))[0]


def light_noun(reading: SentenceReading, clause: Clause) -> Chunk | None:
    """“held talks”: the object that says what happened, for verbs that only carry one."""
    lexicon, lemma = reading.lexicon, clause.verb.lemma
    carries = lemma in lexicon.light or (lemma in lexicon.stages and not verb_kind(reading, clause))
    return clause.objects[0] if carries and clause.objects and not clause.verb.passive and noun_kind(reading, clause.objects[0]) else None


def occurring(reading: SentenceReading, clause: Clause, kind: str) -> str:
    """The kind of an event noun that is the subject ("a strike began") or where the subject goes ("went on trial"), else `kind`."""
    words, verb = reading.lexicon.finding, clause.verb
    subject = noun_kind(reading, clause.subjects[0]) if clause.subjects and not form_of(reading, clause.subjects[0]) else ""
    if subject and (verb.lemma in words.occurring or reading.lexicon.kinds[subject].weight >= _STRIKING):
        return subject
    if verb.lemma in words.going or (verb.lemma == "be" and verb.tense is Tense.PAST):
        for oblique in clause.obliques:
            if oblique.word in words.place_links and not oblique.phrase.names and (goal := noun_kind(reading, oblique.phrase)):
                return goal
    return kind


def is_generic(reading: SentenceReading, clause: Clause) -> bool:
    """A finite past-tense verb of no known kind, with an actor as its subject and something it does."""
    verb, words = clause.verb, reading.lexicon.finding
    if not verb.finite or verb.negated or verb.modal or not (verb.tense is Tense.PAST or verb.passive):
        return False
    if clause.role not in {"main", "coordinate", "subordinate", "complement"} or verb.lemma in words.stative or verb.lemma in words.vague:
        return False
    children = reading.children(clause)
    if any(child.link == "saw" for child in children):
        return False  # "the spat saw Vance leave"
    does = clause.objects or any(o.phrase.names for o in clause.obliques) or any(child.role == "complement" for child in children)
    return bool(does) and has_actor(reading, clause)


def has_actor(reading: SentenceReading, clause: Clause) -> bool:
    """Whether somebody who can act is a subject: a country can, a town cannot."""
    forms = [form_of(reading, subject) for subject in clause.subjects]
    return any(form and (form not in reading.lexicon.places or form in reading.lexicon.countries) for form in forms)
