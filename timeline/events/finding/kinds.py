"""A clause in, its kind of event out: by its verb, by the noun that a light verb carries, or by the noun that occurs."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.identify import form_of
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Tense

_TELLING_ROLES = frozenset({"main", "coordinate", "subordinate", "complement"})
_STRIKING = 0.9  # weight from which a noun is an event as the subject of any verb: "a crash closed the road"


_SUM = "€"  # among `not_objects` of a kind: any sum of money


def verb_kind(reading: SentenceReading, clause: Clause) -> str:
    """The kind id of a clause's verb, "" for none or where its object gives it another meaning; worked out once."""
    known = reading.kinds.get(clause.index)
    if known is None:
        known = reading.kinds[clause.index] = _verb_kind(reading, clause)
    return known


def _verb_kind(reading: SentenceReading, clause: Clause) -> str:
    lexicon, lemma = reading.lexicon, clause.verb.lemma
    affected = clause.subjects if clause.verb.passive else clause.objects
    if lemma in lexicon.longer_verbs:
        for phrase in (*affected[:1], *clause.objects[:1]):
            if (kind_id := lexicon.phrase_kinds.get(f"{lemma} {phrase.head}")) is not None:
                return kind_id  # "dropped the charges", "was shown the door"
        verb = f"{lemma} {clause.verb.particle}".rstrip()
        longer = (*(f"{lemma} {word}" for word in _predicates(reading, clause)), *(f"{verb} {o.word}" for o in clause.obliques[:1]))
        found = next((words for words in longer if words in lexicon.verb_kinds), verb)
    else:
        found = "" if clause.verb.particle else lemma
    kind = lexicon.kinds.get(lexicon.verb_kinds.get(found, ""))
    if kind is None or (clause.subjects and not clause.verb.passive and clause.subjects[0].head in kind.not_subjects):
        return ""
    if kind.symmetric and lemma in lexicon.grammar.naming and _gives_name(reading, clause):
        return "" if clause.verb.passive else lexicon.verb_kinds.get("say", "")  # "called the plan a betrayal" is no phone call
    if not affected and any(o.word in kind.not_links for o in clause.obliques):
        return ""  # "took over from Vance"
    if not kind.not_objects:
        return kind.id
    heads = {affected[0].head} if affected else set[str]()
    heads |= {o.phrase.head for o in clause.obliques if o.word in lexicon.finding.owning_links}
    heads |= {_SUM for phrase in clause.objects if reading.tokens[phrase.first].text.startswith(tuple(lexicon.figures.signs))}
    return "" if heads & kind.not_objects else kind.id


def _gives_name(reading: SentenceReading, clause: Clause) -> bool:
    """“called the plan a betrayal”, “called the plan "a betrayal"”, "is called Snap"."""
    if clause.verb.passive:
        return bool(clause.objects)
    if len(clause.objects) != 1:
        return bool(clause.objects)
    called = clause.objects[0]
    thing = not (is_somebody(reading, called) or called.names or called.pronoun or noun_kind(reading, called))
    return thing or reading.holds_quoted(called)


def _predicates(reading: SentenceReading, clause: Clause) -> Iterable[str]:
    """“found Reed not guilty”: the first words of what stands behind the first object."""
    return (reading.tokens[phrase.first].lower for phrase in clause.objects[1:] if not phrase.names)


def noun_head(reading: SentenceReading, phrase: Chunk) -> str:
    """The last word of a phrase, or the last two where the table knows them together ("phone call")."""
    last = reading.last_word(phrase)
    word = reading.tokens[last].lower
    if last == phrase.first or word not in reading.lexicon.longer_nouns:
        return word
    both = f"{reading.tokens[last - 1].lower} {word}"
    return both if both in reading.lexicon.noun_kinds else word


def noun_kind(reading: SentenceReading, phrase: Chunk) -> str:
    """The kind id of an event noun, "" for any other."""
    return reading.lexicon.noun_kinds.get(noun_head(reading, phrase), ("", ""))[0]


def light_noun(reading: SentenceReading, clause: Clause) -> Chunk | None:
    """“held talks”: the object that says what happened, for verbs that only carry one."""
    lexicon, lemma = reading.lexicon, clause.verb.lemma
    carries = lemma in lexicon.light or (lemma in lexicon.stages and not verb_kind(reading, clause))
    if not carries or clause.verb.passive:
        return None
    given = clause.objects[1:2] if clause.objects and form_of(reading, clause.objects[0]) else ()  # "made Vance an offer"
    return next((phrase for phrase in (*clause.objects[:1], *given) if noun_kind(reading, phrase)), None)


def occurring(reading: SentenceReading, clause: Clause, kind: str) -> str:
    """The kind of an event noun that is the subject ("a strike began") or where the subject goes ("went on trial"), else `kind`."""
    words, verb = reading.lexicon.finding, clause.verb
    subject = noun_kind(reading, clause.subjects[0]) if clause.subjects and not form_of(reading, clause.subjects[0]) else ""
    if subject and is_figurative(reading, clause.subjects[0], subject):
        return ""
    if subject and (verb.lemma in words.occurring or reading.lexicon.kinds[subject].weight >= _STRIKING):
        return subject
    if verb.lemma in words.going or (verb.lemma == "be" and verb.tense is Tense.PAST):
        for oblique in clause.obliques:
            if (
                oblique.word in (words.engaging_links if verb.lemma == "be" else words.place_links)
                and not oblique.phrase.names
                and (goal := noun_kind(reading, oblique.phrase))
            ):
                return goal
    return kind


def is_figurative(reading: SentenceReading, phrase: Chunk, kind: str) -> bool:
    """“the death of the family business”: what stands behind "of" gives the noun another meaning."""
    at, chunks = reading.position(phrase), reading.chunks
    owned = at + 2 < len(chunks) and chunks[at + 1].word in reading.lexicon.finding.owning_links
    return owned and chunks[at + 2].head in reading.lexicon.kinds[kind].not_subjects


def is_generic(reading: SentenceReading, clause: Clause, *, dated: bool) -> bool:
    """A finite verb of no known kind, in the past or announced, with somebody or a date in it and something that is done."""
    verb, words = clause.verb, reading.lexicon.finding
    if not verb.finite or verb.negated or clause.role not in _TELLING_ROLES or verb.lemma in words.vague:
        return False
    if verb.tense is Tense.FUTURE:
        return dated or has_somebody(reading, clause)
    if verb.modal or not (verb.tense is Tense.PAST or verb.passive) or verb.lemma in words.stative:
        return False
    children = reading.children(clause)
    if any(child.link == "saw" for child in children):
        return False  # "the spat saw Vance leave"
    does = clause.objects or verb.passive or any(o.phrase.names for o in clause.obliques) or any(c.role == "complement" for c in children)
    return bool(does or dated) and (dated or has_somebody(reading, clause))


def has_somebody(reading: SentenceReading, clause: Clause) -> bool:
    """Whether somebody who can act is a subject, or is named as the one who does it or to whom it is done."""
    words = reading.lexicon.finding
    if has_actor(reading, clause) or any(is_somebody(reading, subject) for subject in clause.subjects):
        return True
    agents = (o.phrase for o in clause.obliques if clause.verb.passive and o.word in words.agent_links)
    return any(form_of(reading, phrase) for phrase in (*clause.objects, *agents))


def is_somebody(reading: SentenceReading, phrase: Chunk) -> bool:
    """Whether a phrase stands for people or a body, if only by a pronoun or a common noun: "they", "the company", "analysts"."""
    lexicon = reading.lexicon
    if phrase.pronoun and phrase.head == phrase.pronoun:
        words = lexicon.finding
        return phrase.pronoun in words.person_pronouns or phrase.pronoun in words.group_pronouns
    head = phrase.head
    return head in lexicon.somebody or head.removesuffix("s") in lexicon.somebody


def has_actor(reading: SentenceReading, clause: Clause) -> bool:
    """Whether somebody who can act is a subject: a country can, a town cannot."""
    for subject in clause.subjects:
        form = form_of(reading, subject)
        if form and (form not in reading.lexicon.places or form in reading.lexicon.countries):
            return True
    return False
