"""The mentions of a sentence in, the same out with what their words count from: "two days after the vote"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.finding.kinds import noun_head
from timeline.events.finding.records import Counted, Mention
from timeline.events.finding.times import holder
from timeline.events.inflection import stem
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Polarity, Stage

_SIDES = frozenset({"after", "before"})
_LONGEST = 60  # characters of the words that count
_REAL = frozenset({Stage.HAPPENED, Stage.PLANNED, Stage.ONGOING})


def counted(
    reading: SentenceReading, mentions: Sequence[Mention], clauses: Sequence[Clause | None], earlier: Sequence[Mention]
) -> list[Mention]:
    """The mentions with what they are counted from. `clauses` tell them, None for a noun's; `earlier` are the article's before them."""
    out = list(mentions)
    for first, last, length in _lengths(reading):
        if last + 2 >= len(reading.tokens) or not _is_exact(reading, first):
            continue
        relation = reading.lexicon.order_words.get(word := reading.tokens[last + 1].lower, "")
        told = holder(reading, first)
        number = next((i for i, clause in enumerate(clauses) if clause is not None and clause.index == told and _is_real(out[i])), None)
        if relation not in _SIDES or number is None:
            continue
        others = tuple(i for i in _meant(reading, last + 2, out, clauses, earlier) if i != len(earlier) + number)
        if others:
            start, end = reading.tokens[first].start, _phrase_end(reading, last + 2)
            said = reading.text[start:end]
            words = said if len(said) <= _LONGEST else f"{reading.text[start : reading.tokens[last].end]} {word}"
            out[number] = replace(out[number], counted=Counted(relation=relation, others=others, length=length, words=words))
    return out


def _lengths(reading: SentenceReading) -> Iterable[tuple[int, int, str]]:
    """The first and last token of each length, and its value: "two days", "the day"."""
    tokens, units = reading.tokens, reading.lexicon.lengths
    for time in reading.times:
        if time.length:
            yield time.token, next((i for i, token in enumerate(tokens) if token.end >= time.end), len(tokens)), time.length
    for i in range(1, len(tokens)):
        if tokens[i].lower in units and tokens[i - 1].lower in reading.lexicon.finding.definite:
            yield i - 1, i, units[tokens[i].lower]


def _is_exact(reading: SentenceReading, token: int) -> bool:
    """Whether a length is told as it is: "within two days after", "for two days after" and "about two days after" count nothing out."""
    before = reading.tokens[token - 1] if token else None
    return before is None or (before.word_class != "preposition" and before.lower not in reading.lexicon.figures.qualifiers)


def _is_real(mention: Mention) -> bool:
    return mention.stage in _REAL and mention.polarity is Polarity.AFFIRMED


def _phrase_end(reading: SentenceReading, token: int) -> int:
    phrase = next((made for made in reading.chunks if made.last >= token), None)
    return reading.tokens[phrase.last if phrase is not None else token].end


def _meant(
    reading: SentenceReading, token: int, mentions: Sequence[Mention], clauses: Sequence[Clause | None], earlier: Sequence[Mention]
) -> list[int]:
    """The indices of the mentions that the words from a token on may mean: the clause they begin, the noun itself, or what it names."""
    behind = next((i for i, clause in enumerate(clauses) if clause is not None and clause.first in {token - 1, token}), None)
    if behind is not None:
        return [len(earlier) + behind] if _is_real(mentions[behind]) else []
    phrase = next((made for made in reading.chunks if made.first == token and made.kind == "np"), None)
    if phrase is None or noun_head(reading, phrase) not in reading.lexicon.noun_kinds:
        return []
    start = reading.tokens[reading.last_word(phrase)].start
    own = next((i for i, mention in enumerate(mentions) if mention.trigger.start == start), None)
    if own is not None:
        return [len(earlier) + own] if _is_real(mentions[own]) else []
    bare = not phrase.names and not phrase.pronoun and reading.tokens[phrase.first].lower in reading.lexicon.finding.definite
    return _named(reading, phrase, [*earlier, *mentions]) if bare else []


def _named(reading: SentenceReading, phrase: Chunk, mentions: Sequence[Mention]) -> list[int]:
    """Those that "the vote" can name: of its word where there are such, else of its kind."""
    noun = noun_head(reading, phrase)
    kind, verb = reading.lexicon.noun_kinds[noun]
    alike = [i for i, mention in enumerate(mentions) if mention.kind == kind and _is_real(mention)]
    words = {stem(noun), stem(verb)} - {""}
    of_word = [i for i in alike if {stem(mentions[i].head), stem(mentions[i].trigger.text.casefold())} & words]
    return of_word or alike
