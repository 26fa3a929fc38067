"""An event noun in, a headline out: with its verb where the table has one ("resignation" → resigns), else the phrase itself."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks import Chunk
from timeline.events.headline.phrases import LONGEST, run
from timeline.events.sentence_reading import SentenceReading

_UNSAID = frozenset({"genitive", "determiner", "possessive", "time", "quote"})
_PAIR = 4  # chunks of "between A and B"


def noun_headline(reading: SentenceReading, position: int, verb: str, names: Sequence[str], *, symmetric: bool) -> str:
    """The headline of the event noun at a chunk; `names` are its participants, `verb` its lemma in the table of kinds, perhaps ""."""
    phrase, noun = reading.chunks[position], _noun_text(reading, reading.chunks[position])
    first, end = position + 1, _end(reading, position)
    if phrase.owner >= 0 and verb and not symmetric:
        head = f"{names[0]} {reading.lexicon.inflected.get(verb, {}).get('VBZ', verb)}"
    elif symmetric and len(names) > 1:
        head = f"{noun[:1].upper()}{noun[1:]} between {names[0]} and {names[1]}"
        first += _PAIR
    elif phrase.owner >= 0 or (phrase.pronoun and names):
        head = f"{names[0]}’s {noun}"
    else:
        head = noun[:1].upper() + noun[1:]
    return f"{head} {run(reading, first, end, LONGEST - len(head))}".strip()


def _end(reading: SentenceReading, position: int) -> int:
    """The last chunk of the prepositional phrases behind a noun."""
    chunks, end = reading.chunks, position
    while end + 2 < len(chunks) and chunks[end + 1].kind in {"prep", "sub", "conj"} and chunks[end + 2].kind == "np":
        word, clausal = chunks[end + 1].word, chunks[end + 1].kind == "sub"
        if word in reading.lexicon.finding.trailing or (clausal and word not in reading.lexicon.grammar.temporal_links):
            break  # "so that the latter would …"
        end += 2
    return end


def _noun_text(reading: SentenceReading, phrase: Chunk) -> str:
    """The noun phrase without determiner, owner and vague adjectives of size or time."""
    vague = reading.lexicon.finding
    first = phrase.names[phrase.owner].last + 1 if phrase.owner >= 0 else phrase.first
    words = [token for token in reading.tokens[first : phrase.last + 1] if token.word_class not in _UNSAID]
    while len(words) > 1 and words[0].lower in vague.vague_intensifiers:
        words = words[1:]
    return " ".join(token.text for token in words if token.lower not in vague.vague_adjectives)
