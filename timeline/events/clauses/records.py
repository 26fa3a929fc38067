"""What a clause is, and what a parser of sentences promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from timeline.events.chunks import Chunk, VerbGroup
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.tokens import Token
from timeline.quick import dataclass, maker


@dataclass(frozen=True, slots=True, kw_only=True)
class Oblique:
    """A prepositional phrase: the preposition ("with", "following") and its noun phrase."""

    word: str
    phrase: Chunk


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One verb with what belongs to it. Chunk indices are into the sentence's chunks, token indices into its tokens.

    `role`: main, coordinate, complement ("said that …"), infinitive, gerund, relative, participle or subordinate. `governor` is the index
    of the clause whose verb governs this one, -1 for none; `link` the word that introduces it. `subjects` may be shared with the governor.
    `chunk` is the verb's. `first` and `last` are the tokens it spans, its own governed clauses not included; `after_verb` is the first
    token behind the verb.
    """

    index: int
    verb: VerbGroup
    role: str
    subjects: tuple[Chunk, ...]
    objects: tuple[Chunk, ...]
    obliques: tuple[Oblique, ...]
    governor: int
    link: str
    chunk: int
    first: int
    last: int
    after_verb: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parse:
    """A sentence read: its tokens, perhaps with a class put right, its chunks, and its clauses in the order of their verbs."""

    tokens: tuple[Token, ...]
    chunks: tuple[Chunk, ...]
    clauses: tuple[Clause, ...]


class Parser(Protocol):
    """Whoever says what the clauses of a sentence are: subject, verb, object, what is around them, and whether the verb is negated.

    It is given the tokens and names of one sentence. It must keep the number, order and offsets of the tokens. Chunks stand in the order of
    the text, do not overlap and carry the names they hold. A clause's `index` is its place in the tuple, its `governor` an earlier clause
    or -1; its subjects, objects and obliques are chunks of the same parse. Polarity is `verb.negated`. Same input, same answer.
    """

    def __call__(self, tokens: Sequence[Token], names: Sequence[Name], lexicon: Lexicon, /) -> Parse:
        """The parse of one sentence."""
        ...


make_oblique, make_clause = maker(Oblique), maker(Clause)
