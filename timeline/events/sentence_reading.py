"""One sentence and all that was read of it: the record that the finder and its headlines look at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import field

from timeline.events.cast import Parties, SentenceCast
from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.tokens import Token
from timeline.quick import dataclass

_SILENT = frozenset({"quote", "mark", "genitive"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAt:
    """A time expression at a token; `index` is its place among the sentence's; `places` tells that it can say when, unlike "for years".

    `length` is that of a bare duration in TIMEX3 ("P2D"), `end` the offset behind the expression; `ahead` tells that its words say by
    themselves that it lies behind the article's date: "next year", "later this month"; `definite` that they point at one time which is
    not the present: "on 3 May", "last week", "two days ago", and not "today" or "this week"; `fresh` that they name a day by how near it
    is to the news: "Friday", "yesterday".
    """

    index: int
    token: int
    places: bool
    length: str = ""
    end: int = 0
    ahead: bool = False
    definite: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SentenceReading:
    """The text of a sentence with its tokens, names, chunks and clauses, its time expressions, and whom it can mean.

    It knows nothing of its article but that: the same sentence about the same people reads alike wherever it stands. `before` is the
    sentence before it, for one that looks back by "he", "her" or "it" at one that has somebody in it; None for any other.
    """

    text: str
    tokens: Sequence[Token]
    names: Sequence[Name]
    chunks: Sequence[Chunk]
    clauses: Sequence[Clause]
    times: Sequence[TimeAt]
    cast: SentenceCast
    parties: Parties
    lexicon: Lexicon
    before: SentenceReading | None = field(repr=False)
    ends: Sequence[int] = field(repr=False)  # the last token of each chunk
    below: Mapping[int, list[Clause]] = field(repr=False)  # the clauses that each governs, by its index
    kinds: dict[int, str] = field(repr=False)  # the kinds of verbs that were asked for, by clause: each is asked for several times
    forms: dict[tuple[int, int], str] = field(repr=False)  # in the same way who a phrase is, by its first and last token
    dates: dict[int, tuple[tuple[int, ...], bool]] = field(repr=False)  # and the times of a clause
    holders: dict[int, int] = field(repr=False)  # and the clause that a token stands in

    def governor(self, clause: Clause) -> Clause | None:
        """The clause whose verb governs a clause."""
        return self.clauses[clause.governor] if 0 <= clause.governor < clause.index else None

    def children(self, clause: Clause) -> Sequence[Clause]:
        """The clauses that the verb of a clause governs."""
        return self.below.get(clause.index, ())

    def leader(self, clause: Clause) -> Clause | None:
        """The clause whose subject a coordinate clause shares."""
        if clause.role != "coordinate":
            return None
        earlier = reversed(self.clauses[: clause.index])
        return next((c for c in earlier if c.verb.finite and c.subjects == clause.subjects and c.link == clause.link), None)

    def position(self, phrase: Chunk) -> int:
        """The index of a chunk, or of the one that a part of it stands in."""
        return bisect_left(self.ends, phrase.first)

    def within(self, phrase: Chunk) -> Sequence[Token]:
        """The tokens of a chunk."""
        return self.tokens[phrase.first : phrase.last + 1]

    def holds_quoted(self, phrase: Chunk) -> bool:
        """Whether anything in a chunk stands inside quotation marks."""
        for token in self.within(phrase):  # noqa: SIM110  asked so often that a generator would cost more than the answer
            if token.quoted:
                return True
        return False

    def last_word(self, phrase: Chunk) -> int:
        """The token of the last word of a chunk, marks and genitives left out."""
        last = phrase.last
        while last > phrase.first and self.tokens[last].word_class in _SILENT:
            last -= 1
        return last

    def following(self, position: int) -> Chunk | None:
        """The chunk behind the one at a position."""
        return self.chunks[position + 1] if position + 1 < len(self.chunks) else None
