"""A clause or an event noun in, the total it gives out: how often somebody did something, with nothing but a time around it.

A number of things may be of one deed; a number of deeds is a sum. Whether it is that of a whole period only its date tells, later.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.figures import find_figures
from timeline.events.finding.participants import complements
from timeline.events.finding.records import Total
from timeline.events.sentence_reading import SentenceReading
from timeline.events.tokens import Token

_TIMES = frozenset({"time"})
_NARROWING = frozenset({"relative", "participle", "gerund"})  # "two missions that carried crews", "carrying crews"
_NOMINAL = frozenset({"word", "verb"})


def total_of(reading: SentenceReading, clause: Clause) -> Total | None:
    """The deeds that the object, or the subject of a passive, counts: “flew a single orbital mission”; None where more is said of them."""
    passive, words = clause.verb.passive, reading.lexicon.finding
    counted = clause.subjects if passive else clause.objects
    if len(counted) != 1 or (passive and clause.objects):
        return None
    total = _total(reading, counted[0], clause.verb.lemma)
    if total is None:
        return None
    narrowed = any(o.phrase.kind not in _TIMES and not (passive and o.word in words.agent_links) for o in clause.obliques)
    narrowed |= any(child.role in _NARROWING for child in reading.children(clause))
    return None if narrowed else total


def total_of_noun(reading: SentenceReading, position: int) -> Total | None:
    """“Vance Lines's single orbital mission last year”: the deeds of the noun's owner."""
    phrase = reading.chunks[position]
    total = _total(reading, phrase, "") if phrase.owner >= 0 else None
    return total if total is not None and all(other.kind in _TIMES for _, other in complements(reading, position)) else None


def _total(reading: SentenceReading, phrase: Chunk, verb: str) -> Total | None:
    lexicon, last = reading.lexicon, reading.tokens[reading.last_word(phrase)]
    deed = _deed(reading, last.lower, verb)
    if not deed:
        return None
    tokens = reading.within(phrase)
    found = find_figures([_counting(token, reading) for token in tokens], lexicon.figures)
    whole = len(found) == 1 and found[0].end == last.end and not _is_partial(reading, tokens, found[0].measure)
    return Total(deed=deed, figure=found[0]) if whole else None


def _deed(reading: SentenceReading, noun: str, verb: str) -> str:
    """The id of what was done so often, "" for nothing that is counted; "" as the verb of a noun that stands by itself."""
    if noun in reading.lexicon.figures.occasions:
        return reading.lexicon.repeated.get(verb, "")
    deed = reading.lexicon.deeds.get(noun)
    return deed.id if deed is not None and (not verb or verb in deed.verbs) else ""


def _is_partial(reading: SentenceReading, tokens: Sequence[Token], measure: str) -> bool:
    """Whether a number counts only some of them, or such as did not come about: "another two", "two more", "two failed"."""
    words = reading.lexicon.finding
    outside = reading.lexicon.figures.partial | words.unreal_adjectives | words.planned_adjectives
    return any(token.lower in outside for token in tokens) or not words.comparatives.isdisjoint(measure.split())


def _counting(token: Token, reading: SentenceReading) -> Token:
    """A word of a noun phrase that may be a verb elsewhere ("one launch") as a noun, and “single” as the number it stands for."""
    number = "one" if token.lower in reading.lexicon.figures.sole else token.lower
    return token._replace(lower=number, word_class="word" if token.word_class in _NOMINAL else token.word_class)
