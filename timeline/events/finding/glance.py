"""A sentence's tokens and names in, whether a closer look can find a mention in it out: what is left out here is never parsed.

A mention needs somebody or something to tell of (`concerns`), and a verb or noun that tells (`tells`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from timeline.events.cast import Cast
from timeline.events.finding.mentions import STRONG
from timeline.events.lexicon import Lexicon
from timeline.events.line import Line, kept
from timeline.events.names import Name
from timeline.events.tokens import Token
from timeline.quick import dataclass

_DETERMINING = frozenset({"determiner", "possessive"})


def concerns(line: Line, names: Sequence[Name], cast: Cast, lexicon: Lexicon) -> bool:
    """Whether a sentence has somebody in it, a date, or an event that speaks for itself."""
    return bool(names) or not line.words.isdisjoint(cast.by_role) or _speaks(line, lexicon)


@kept
def _speaks(line: Line, lexicon: Lexicon) -> bool:
    if not line.words.isdisjoint(_somebody(lexicon)):
        return True
    for token in line.tokens:  # noqa: SIM110  asked of every sentence, where a generator would cost more than the answer
        if token.word_class == "time" or token.lower.endswith("ing"):  # what ends so may be read as a verb yet
            return True
    return False


@kept
def tells(line: Line, lexicon: Lexicon) -> bool:
    """Whether a sentence has a verb or a noun of a known kind, or any verb of the past, of the future or in the passive."""
    signs, tokens, words = _signs(lexicon), line.tokens, line.words
    if not words.isdisjoint(signs.alone):
        return True
    if not words.isdisjoint(signs.verbs) and any(_may_be_verb(tokens, i) for i, token in enumerate(tokens) if token.lower in signs.verbs):
        return True
    for first, second in signs.together:
        if not (words.isdisjoint(second) or words.isdisjoint(first)):
            return True
    if "to" in words and any(token.word_class == "be" and _may_be_bound(tokens, i, words, lexicon) for i, token in enumerate(tokens)):
        return True
    for token in tokens:  # noqa: SIM110  as above
        if token.readings and token.can_be("VBD"):
            return True  # a verb the tables do not know
    return False


def _may_be_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a form that is not past can be a verb: not right behind "the", "a", "his"."""
    return not i or tokens[i - 1].word_class not in _DETERMINING


def _may_be_bound(tokens: Sequence[Token], i: int, words: AbstractSet[str], lexicon: Lexicon) -> bool:
    """Whether a form of "be" can go on to an infinitive: "is to leave", "is set to", "is on track to", but not "is hard to compare"."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    plain = following is not None and following.word_class == "word" and following.lower not in lexicon.openers
    return not plain or "on" in words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Signs:
    """Words that tell `alone`, `verbs` that do unless they are nouns there, and pairs of lists of words that tell `together`: "plan to",
    "step down", "reject the claim".
    """

    alone: frozenset[str]
    verbs: frozenset[str]
    together: tuple[tuple[frozenset[str], frozenset[str]], ...]


@lru_cache(maxsize=8)
def _signs(lexicon: Lexicon) -> _Signs:
    finding, grammar = lexicon.finding, lexicon.grammar
    pairs = [verb.split() for verb in lexicon.verb_kinds if " " in verb]
    verbs = lexicon.verb_kinds.keys() | {verb.partition(" ")[0] for verb in lexicon.phrase_kinds}
    nouns = lexicon.noun_kinds.keys() | {noun.rpartition(" ")[2] for noun in lexicon.noun_kinds}
    past = {form for form, readings in lexicon.forms.items() if any(reading.tag in {"VBD", "VBN"} for reading in readings)}
    past |= {word for word in lexicon.classes if word.removesuffix("n't") in grammar.past_auxiliaries}
    modals = {word for word, name in lexicon.classes.items() if name == "modal"}
    return _Signs(
        alone=frozenset(nouns | past | modals),
        verbs=_forms(lexicon, verbs | finding.denying | grammar.inverting) - nouns - past - modals,
        together=(
            (_forms(lexicon, lexicon.stages.keys() | grammar.choosing), frozenset({"to"})),
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
