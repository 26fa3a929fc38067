"""A sentence's tokens and names in, whether a closer look can find a mention in it out: what is left out here is never parsed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from timeline.events.cast import Cast
from timeline.events.finding.mentions import STRONG
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.tokens import Token


def may_tell(tokens: Sequence[Token], names: Sequence[Name], cast: Cast, lexicon: Lexicon) -> bool:
    """Whether a sentence has what a mention needs: somebody in it, a date, or an event that speaks for itself."""
    if names:
        return True
    strong, words = _strong(lexicon), {token.lower for token in tokens}
    if not (words.isdisjoint(_somebody(lexicon)) and words.isdisjoint(strong) and cast.by_role.keys().isdisjoint(words)):
        return True
    return any(
        token.word_class == "time"
        or token.lower.endswith("ing")  # may be read as a verb yet
        or (token.readings and any(reading.lemma in strong for reading in token.readings))
        for token in tokens
    )


@lru_cache(maxsize=8)
def _somebody(lexicon: Lexicon) -> frozenset[str]:
    """Words that may stand for people or a body without a name."""
    words = lexicon.finding
    pronouns = words.person_pronouns | words.person_possessives | words.group_pronouns
    nouns = lexicon.roles | lexicon.organisation_leads | lexicon.organisation_words | words.people
    return pronouns | nouns | {f"{noun}s" for noun in nouns}


@lru_cache(maxsize=8)
def _strong(lexicon: Lexicon) -> frozenset[str]:
    """Lemmas and nouns of the events that count though nobody is named: "the vote was held", "a fire broke out"."""
    verbs = {verb.partition(" ")[0] for verb, kind in lexicon.verb_kinds.items() if lexicon.kinds[kind].weight >= STRONG}
    nouns = {noun.rpartition(" ")[2] for noun, (kind, _) in lexicon.noun_kinds.items() if lexicon.kinds[kind].weight >= STRONG}
    # what these verbs govern may be a denial or a meeting of its own
    return frozenset(verbs | nouns) | lexicon.finding.denying | lexicon.finding.purpose
