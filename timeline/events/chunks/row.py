"""A sentence while it is read into chunks, and the questions that all rooms ask about its tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.events.chunks.records import Chunk
from timeline.events.lexicon import Lexicon, Phrases
from timeline.events.names import Name
from timeline.events.tokens import Token
from timeline.quick import dataclass

_COUNTED = frozenset({"word", "verb"})
_DETERMINED = frozenset({"determiner", "possessive", "pronoun", "number"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """The tokens of a sentence, the name at each token that has one, and the chunks made of what lies to the left."""

    tokens: Sequence[Token]
    name_at: Mapping[int, Name]
    lexicon: Lexicon
    made: Sequence[Chunk] = ()

    def after(self, i: int) -> Token | None:
        """The token behind token `i`."""
        return self.tokens[i + 1] if i + 1 < len(self.tokens) else None

    def is_adverb(self, i: int) -> bool:
        """An adverb, or a time expression of one word that stands like one ("recently")."""
        token = self.tokens[i]
        return token.word_class == "adverb" or (token.word_class == "time" and token.text.isalpha() and token.text.islower())

    def has_object(self, i: int) -> bool:
        """Whether what begins behind token `i` can only be a noun phrase: a name, "the …", "him", "four …"."""
        following = self.after(i)
        return following is not None and (i + 1 in self.name_at or following.word_class in _DETERMINED)

    def is_torn(self, i: int) -> bool:
        """Whether a hyphen at token `i` stands in a compound with spaces around it: "a court - mandated stay"."""
        token, following = self.tokens[i], self.after(i)
        if token.text != "-" or following is None or not i or i - 1 in self.name_at:
            return False
        return self.tokens[i - 1].word_class in _COUNTED and following.can_be("VBN") and not self.has_object(i + 1)

    def phrase_at(self, at: int, phrases: Phrases) -> tuple[int, str]:
        """How many tokens the phrase takes that begins at token `at`, and its kind; 0 for none."""
        tokens, end = self.tokens, len(self.tokens)
        for words, kind in phrases.get(tokens[at].lower, ()):
            i = at
            for word in words:
                if i == end or tokens[i].lower != word:
                    break
                i += 1
            else:
                return len(words), kind
        return 0, ""
