"""A sentence's tokens and names in, whether a closer look can find a mention in it out: what is left out here is never parsed.

A mention needs somebody or something to tell of (`concerns`), and a verb or noun that tells (`tells`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cast import Cast
from timeline.events.finding.mentions import STRONG
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.tokens import Token


def concerns(tokens: Sequence[Token], words: AbstractSet[str], names: Sequence[Name], cast: Cast) -> bool:
    """Whether a sentence has somebody in it, a date, or an event that speaks for itself; `words` are its tokens in small letters."""
    if names or not (words.isdisjoint(_somebody(cast.lexicon)) and words.isdisjoint(cast.by_role)):
        return True
    return any(token.word_class == "time" or token.lower.endswith("ing") for token in tokens)  # what ends so may be read as a verb yet


def tells(tokens: Sequence[Token], words: AbstractSet[str], lexicon: Lexicon) -> bool:
    """Whether a sentence has a verb or a noun of a known kind, or any verb of the past, of the future or in the passive."""
    signs = _signs(lexicon)
    if not words.isdisjoint(signs.alone):
        return True
    if any(not (words.isdisjoint(first) or words.isdisjoint(second)) for first, second in signs.together):
        return True
    return any(reading.tag == "VBD" for token in tokens for reading in token.readings)  # a verb the tables do not know


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Signs:
    """Words that tell `alone`, and pairs of lists of words that tell `together`: "is to leave", "step down", "reject the claim"."""

    alone: frozenset[str]
    together: tuple[tuple[frozenset[str], frozenset[str]], ...]


@lru_cache(maxsize=8)
def _signs(lexicon: Lexicon) -> _Signs:
    finding, grammar = lexicon.finding, lexicon.grammar
    pairs = [verb.split() for verb in lexicon.verb_kinds if " " in verb]
    verbs = lexicon.verb_kinds.keys() | {verb.partition(" ")[0] for verb in lexicon.phrase_kinds}
    nouns = lexicon.noun_kinds.keys() | {noun.rpartition(" ")[2] for noun in lexicon.noun_kinds}
    past = {form for form, readings in lexicon.forms.items() if any(reading.tag in {"VBD", "VBN"} for reading in readings)}
    past |= {word for word in lexicon.classes if word.removesuffix("n't") in grammar.past_auxiliaries}
    modals, being = ({word for word, name in lexicon.classes.items() if name == wanted} for wanted in ("modal", "be"))
    return _Signs(
        alone=_forms(lexicon, verbs | finding.denying | grammar.inverting) | nouns | past | modals,
        together=(
            (_forms(lexicon, lexicon.stages.keys() | grammar.choosing) | being, frozenset({"to"})),
            (_forms(lexicon, {pair[0] for pair in pairs}), frozenset(pair[1] for pair in pairs)),
            (_forms(lexicon, finding.dismissing), grammar.claim_nouns),
        ),
    )


def _forms(lexicon: Lexicon, lemmas: Collection[str]) -> frozenset[str]:
    return frozenset(lemmas) | {form for form, readings in lexicon.forms.items() if any(r.lemma in lemmas for r in readings)}


@lru_cache(maxsize=8)
def _somebody(lexicon: Lexicon) -> frozenset[str]:
    """Words that may stand for people or a body without a name, and those of events that count though nobody is named.

    "The vote was held", "a fire broke out": what such verbs govern may be a denial or a meeting of its own.
    """
    words = lexicon.finding
    pronouns = words.person_pronouns | words.person_possessives | words.group_pronouns
    verbs = {verb.partition(" ")[0] for verb, kind in lexicon.verb_kinds.items() if lexicon.kinds[kind].weight >= STRONG}
    events = {noun.rpartition(" ")[2] for noun, (kind, _) in lexicon.noun_kinds.items() if lexicon.kinds[kind].weight >= STRONG}
    people = lexicon.somebody | {f"{noun}s" for noun in lexicon.somebody}
    return pronouns | people | _forms(lexicon, verbs | events | words.denying | words.purpose)
