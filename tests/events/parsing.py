"""Invented sentences for the tests of grammar: text in, a parse, names or a cast out."""

from __future__ import annotations

from tests.events.reading import article
from timeline import events, rules, sentences, tagging
from timeline.events.cast import Cast, cast_of
from timeline.events.clauses import Parse, parse
from timeline.events.names import Name, find_names
from timeline.events.tokens import Token, tokenise


def parse_of(text: str) -> Parse:
    """The parse of a text of one sentence."""
    words = events.lexicon("en")
    tokens = tokenise(text, 0, words)
    (names,) = find_names([tokens], words)
    return parse(tokens, names, words)


def names_of(text: str) -> list[Name]:
    """The names of a text, in order, with its time expressions left out of them."""
    return [name for row in find_names(_rows(text), events.lexicon("en")) for name in row]


def cast_of_text(text: str) -> Cast:
    """The actors of a text."""
    rows, words = _rows(text), events.lexicon("en")
    return cast_of(rows, find_names(rows, words), words, text)


def _rows(text: str) -> list[tuple[Token, ...]]:
    parts = sentences.split(article(text))
    times = tagging.tag(text, parts, rules.load("en"))
    words = events.lexicon("en")
    return [tokenise(s.text, s.start, words, [(t.start, t.end) for t in times if t.sentence == s.index]) for s in parts]
