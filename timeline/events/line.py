"""The text of a sentence in, its line out: the tokens, counted from its start, and the words that every later question begins with.

A line depends on nothing but the text and its time expressions, so that what is written twice is cut once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

from timeline.events.lexicon import Lexicon
from timeline.events.tokens import Token, tokenise, words_met
from timeline.model import Sentence
from timeline.quick import dataclass

_KEPT = 1 << 9  # sentences: copies of a report lie close to each other, and what is kept of one takes some 12 kB
_LONGEST = 2_000  # characters of a sentence that may be kept
_Answer = TypeVar("_Answer")
_Given = ParamSpec("_Given")
_keepers: list[Callable[[], None]] = []
_word_keepers: list[Callable[[], None]] = [words_met.cache_clear]
_OPENING_MARKS = frozenset({":", "—", "–", "(", "."})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """A sentence cut into tokens. `words` are all its words in small letters, `small` those that it writes small.

    `capitals` are the tokens that begin with a capital, `openings` the words of those that may do so for where they stand only, `large`
    those of the others. `looks_back` tells that it may mean somebody of the sentence before it.
    """

    text: str
    tokens: tuple[Token, ...]
    words: frozenset[str]
    small: tuple[str, ...]
    capitals: tuple[int, ...]
    openings: frozenset[str]
    large: tuple[str, ...]
    looks_back: bool


def kept(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """The same function of a sentence, whose last answers are kept for when the sentence is met again."""
    keeper = lru_cache(maxsize=_KEPT)(function)
    _keepers.append(keeper.cache_clear)
    return cast(Callable[_Given, _Answer], keeper)


def forget_long(sentences: Iterable[Sentence]) -> None:
    """Let go all that is kept of sentences where any of these is long: so many of such length would fill the memory."""
    if any(len(sentence.text) > _LONGEST for sentence in sentences):
        for clear in _keepers:
            clear()


def forget() -> None:
    """Let go all that is kept of sentences and of their words, for when no article is read any more."""
    for clear in (*_keepers, *_word_keepers):
        clear()


def words_kept(keeper: Callable[[Lexicon], _Answer]) -> Callable[[Lexicon], _Answer]:
    """The same function of a language, whose answer is what is known of the words that were met."""
    known = lru_cache(maxsize=8)(keeper)
    _word_keepers.append(known.cache_clear)
    return known


@kept
def line_of(text: str, times: tuple[tuple[int, int], ...], lexicon: Lexicon) -> Line:
    """The line of a sentence; `times` are spans of time expressions in it, in order."""
    tokens = tokenise(text, lexicon, times)
    capitals = [i for i, token in enumerate(tokens) if token.case == "A"]
    openings = {i for i in capitals if opens(tokens, i)}
    words = frozenset([token.lower for token in tokens])
    return Line(
        text=text,
        tokens=tokens,
        words=words,
        small=tuple([token.lower for token in tokens if token.case == "a"]),
        capitals=tuple(capitals),
        openings=frozenset([tokens[i].lower for i in openings]),
        large=tuple([tokens[i].lower for i in capitals if i not in openings]),
        looks_back=not words.isdisjoint(_back_words(lexicon)),
    )


@lru_cache(maxsize=8)
def _back_words(lexicon: Lexicon) -> frozenset[str]:
    words = lexicon.finding
    return words.person_pronouns | words.person_possessives | words.body_pronouns


def opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether a capital here may be due to position only."""
    return i == 0 or tokens[i - 1].word_class == "quote" or tokens[i - 1].text in _OPENING_MARKS
