"""Sentences in, clauses out: who does what to whom, in which role, under which verb."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.events.parsing import parse_of
from tests.events.reading import article
from timeline import rules, sentences, tagging
from timeline.events import find, lexicon
from timeline.events.chunks import Chunk
from timeline.events.clauses import Parse, parse
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.tokens import Token

Row = tuple[str, str, str, str]  # role, subjects, lemma, objects


def _read(text: str) -> list[Row]:
    made = parse_of(text)

    def words(phrases: Sequence[Chunk]) -> str:
        return " + ".join(text[made.tokens[p.first].start : made.tokens[p.last].end] for p in phrases)

    return [(c.role, words(c.subjects), c.verb.lemma, words(c.objects)) for c in made.clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Brook met Omar Vance.", [("main", "Ada Brook", "meet", "Omar Vance")]),
        ("Ada Brook and Omar Vance signed the lease.", [("main", "Ada Brook + Omar Vance", "sign", "the lease")]),
        ("Ada Brook sold the pier and left.", [("main", "Ada Brook", "sell", "the pier"), ("coordinate", "Ada Brook", "leave", "")]),
        (
            "Ada Brook said that Omar Vance left.",
            [("main", "Ada Brook", "say", ""), ("complement", "Omar Vance", "leave", "")],
        ),
        (
            "Ada Brook asked Omar Vance to sell the pier.",
            [("main", "Ada Brook", "ask", "Omar Vance"), ("infinitive", "Omar Vance", "sell", "the pier")],
        ),
        (
            "Ada Brook threatened to sell the pier.",
            [("main", "Ada Brook", "threaten", ""), ("infinitive", "Ada Brook", "sell", "the pier")],
        ),
        (
            "Omar Vance, who owns the pier, sued Ada Brook.",
            [("relative", "Omar Vance", "own", "the pier"), ("main", "Omar Vance", "sue", "Ada Brook")],
        ),
        (
            "While Omar Vance waited, Ada Brook sold the pier.",
            [("subordinate", "Omar Vance", "wait", ""), ("main", "Ada Brook", "sell", "the pier")],
        ),
        (
            "Ada Brook praised Omar Vance, resigned and left.",
            [
                ("main", "Ada Brook", "praise", "Omar Vance"),
                ("coordinate", "Ada Brook", "resign", ""),
                ("coordinate", "Ada Brook", "leave", ""),
            ],
        ),
        ("The lease, Ada Brook said, would fail.", [("main", "Ada Brook", "say", ""), ("main", "The lease", "fail", "")]),
        (
            "The ferry sank, killing twelve people.",
            [("main", "The ferry", "sink", ""), ("gerund", "The ferry", "kill", "twelve people")],
        ),
        (
            "Since its launch, Vance Lines has sold 12 boats.",
            [("main", "Vance Lines", "sell", "12 boats")],
        ),
    ],
)
def test_each_verb_makes_a_clause(text: str, expected: list[Row]) -> None:
    """Role, subjects, verb and objects are those a reader would give."""
    assert expected == _read(text)


def test_what_is_confirmed_to_somebody_is_what_is_said() -> None:
    """“that” behind "to the Post" tells what was confirmed and describes no newspaper."""
    roles = [row[0] for row in _read("Ada Brook confirmed to the Tessing Post that Vance had left.")]

    assert "complement" in roles


def test_what_is_said_needs_no_that() -> None:
    """A name behind a verb of speech and before another verb is the subject of what is said."""
    assert ("complement", "Omar Vance", "leave", "") in _read("Ada Brook said Omar Vance left.")


def test_who_blamed_whom_stays_open_where_the_sentence_leaves_it_open() -> None:
    """Behind what somebody says, a verb without a subject may belong to either: it gets none."""
    assert ("coordinate", "", "blame", "Lena Holt") in _read("Ada Brook said Omar Vance had left and blamed Lena Holt.")


def test_prepositional_phrases_keep_their_word() -> None:
    """With whom, in what."""
    (clause,) = parse_of("Ada Brook spoke with Omar Vance about the pier.").clauses

    assert [("with", "vance"), ("about", "pier")] == [(o.word, o.phrase.head) for o in clause.obliques]


def test_a_clause_knows_what_governs_it() -> None:
    """The index of the governing clause is that of the verb above."""
    clauses = parse_of("Ada Brook said that Omar Vance planned to leave.").clauses

    assert [-1, 0, 1] == [clause.governor for clause in clauses]


def test_another_parser_can_stand_in() -> None:
    """`find` reads clauses through the parser it is given: one that finds none leaves no verb to tell anything."""
    made = article("Ada Brook resigned on Monday.")
    parts = sentences.split(made)
    times = tagging.tag(made.text, parts, rules.load("en"))

    def without_clauses(tokens: Sequence[Token], names: Sequence[Name], words: Lexicon) -> Parse:
        whole = parse(tokens, names, words)
        return Parse(tokens=whole.tokens, chunks=whole.chunks, clauses=())

    assert ["resign"] == [m.kind for m in find(made, parts, times, lexicon("en"))]
    assert () == find(made, parts, times, lexicon("en"), without_clauses)
