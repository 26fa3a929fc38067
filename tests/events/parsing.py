"""Invented sentences for the tests of grammar: text in, a parse, names or a cast out."""

from __future__ import annotations

from tests.events.reading import article
from timeline import events, rules, sentences, tagging
from timeline.events.cast import Cast, cast_of
from timeline.events.clauses import Parse, parse
from timeline.events.line import Line, line_of
from timeline.events.names import Name, find_names


def parse_of(text: str) -> Parse:
    """The parse of a text of one sentence."""
    words = events.lexicon("en")
    line = line_of(text, (), words)
    (names,) = find_names([line], words)
    return parse(line.tokens, names, words)


def names_of(text: str) -> list[Name]:
    """The names of a text, in order, with its time expressions left out of them."""
    return [name for row in find_names(_lines(text), events.lexicon("en")) for name in row]


def cast_of_text(text: str) -> Cast:
    """The actors of a text."""
    lines, words = _lines(text), events.lexicon("en")
    return cast_of(lines, find_names(lines, words), words)


def _lines(text: str) -> list[Line]:
    parts = sentences.split(article(text))
    times = tagging.tag(text, parts, rules.load("en"))
    words = events.lexicon("en")
    spans = [tuple((t.start - s.start, t.end - s.start) for t in times if t.sentence == s.index) for s in parts]
    return [line_of(s.text, own, words) for s, own in zip(parts, spans, strict=True)]
