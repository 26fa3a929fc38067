"""Sentences in, chunks out: whether a word is a verb here, how far a noun phrase reaches, what the auxiliaries say."""

from __future__ import annotations

import pytest

from tests.events.parsing import parse_of
from timeline.events.chunks import VerbGroup
from timeline.model import Tense


def _chunks(text: str) -> list[tuple[str, str]]:
    tokens, chunks = parse_of(text).tokens, parse_of(text).chunks
    return [(made.kind, text[tokens[made.first].start : tokens[made.last].end]) for made in chunks]


def _verb(text: str) -> VerbGroup:
    return next(made.verb for made in parse_of(text).chunks if made.verb is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Brook met Omar Vance.", ["np Ada Brook", "vg met", "np Omar Vance"]),
        ("The planned talks collapsed.", ["np The planned talks", "vg collapsed"]),
        ("Ada Brook calls Omar Vance.", ["np Ada Brook", "vg calls", "np Omar Vance"]),
        ("Her calls angered Omar Vance.", ["np Her calls", "vg angered", "np Omar Vance"]),
        ("Ada Brook denied meeting Omar Vance.", ["np Ada Brook", "vg denied", "vg meeting", "np Omar Vance"]),
        ("Ada Brook left the meeting.", ["np Ada Brook", "vg left", "np the meeting"]),
        ("Ada Brook reportedly visited Omar Vance.", ["np Ada Brook", "vg reportedly visited", "np Omar Vance"]),
        ("Ada Brook stepped down.", ["np Ada Brook", "vg stepped down"]),
        ("Ada Brook wants to leave.", ["np Ada Brook", "vg wants", "vg to leave"]),
        ("Ada Brook bought at least 28 boats.", ["np Ada Brook", "vg bought", "np at least 28 boats"]),
        ("Ada Brook gave Omar Vance contracts.", ["np Ada Brook", "vg gave", "np Omar Vance", "np contracts"]),
        ("Omar Vance's chief of staff resigned.", ["np Omar Vance's chief of staff", "vg resigned"]),
        ("Ada Brook speaks for accused", ["np Ada Brook", "vg speaks", "np accused"]),
        ("The 12 signed a letter.", ["np The 12", "vg signed", "np a letter"]),
        ("Ada Brook angered Omar Vance by selling his boat.", ["np Ada Brook", "vg angered", "np Omar Vance", "vg selling", "np his boat"]),
        ("While Ada Brook still faces old charges, it rained.", ["np Ada Brook", "vg still faces", "np old charges", "np it", "vg rained"]),
        (
            "While tensions between Brook and Vance rise, it rained.",
            ["np tensions", "np Brook", "np Vance", "vg rise", "np it", "vg rained"],
        ),
        (
            "Ada Brook praised her old captains Weir and Stoll.",
            ["np Ada Brook", "vg praised", "np her old captains Weir", "np Stoll"],
        ),
        ("Ada Brook sold the pier, but that boat sank.", ["np Ada Brook", "vg sold", "np the pier", "np that boat", "vg sank"]),
    ],
)
def test_a_sentence_falls_into_chunks(text: str, expected: list[str]) -> None:
    """Nouns and verbs that look alike are told apart by what stands around them."""
    assert expected == [f"{kind} {words}" for kind, words in _chunks(text) if kind in {"np", "vg"}]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("In the wake of the vote, Ada Brook left.", "sub", "In the wake of"),
        ("Ada Brook left, according to Omar Vance.", "prep", "according to"),
        ("Following the vote, Ada Brook left.", "sub", "Following"),
        ("Ada Brook told Omar Vance that the pier burned.", "comp", "that"),
        ("The boat that sank was new.", "rel", "that"),
    ],
)
def test_words_that_link_are_known_for_what_they_do(text: str, kind: str, words: str) -> None:
    """Several words may act as one; "that" may tell or describe."""
    assert (kind, words) in _chunks(text)


def test_following_behind_an_article_is_an_adjective() -> None:
    """“The following report” follows nothing."""
    assert "sub" not in [kind for kind, _ in _chunks("Ada Brook read the following report.")]


def test_an_owner_is_not_the_head() -> None:
    """“Omar Vance's boat” is a boat."""
    phrase = parse_of("Omar Vance's boat sank.").chunks[0]

    assert ("boat", 0) == (phrase.head, phrase.owner)


@pytest.mark.parametrize(
    ("text", "lemma", "said"),
    [
        ("Ada Brook met Omar Vance.", "meet", {"finite"}),
        ("Ada Brook was met by Omar Vance.", "meet", {"finite", "passive"}),
        ("Ada Brook has met Omar Vance.", "meet", {"finite", "perfect"}),
        ("Ada Brook is suing Omar Vance.", "sue", {"finite", "progressive"}),
        ("Ada Brook did not meet Omar Vance.", "meet", {"finite", "negated"}),
        ("Ada Brook won't meet Omar Vance.", "meet", {"finite", "negated"}),
        ("Ada Brook has never been met.", "meet", {"finite", "perfect", "passive", "negated"}),
    ],
)
def test_auxiliaries_are_read(text: str, lemma: str, said: set[str]) -> None:
    """Voice, aspect and negation stand on the verb they belong to."""
    verb = _verb(text)
    flags = ("finite", "passive", "perfect", "progressive", "negated", "infinitive", "gerund", "participle")

    assert (lemma, said) == (verb.lemma, {flag for flag in flags if getattr(verb, flag)})


@pytest.mark.parametrize(
    ("text", "tense", "modal"),
    [
        ("Ada Brook resigned.", Tense.PAST, ""),
        ("Ada Brook had resigned.", Tense.PAST, ""),
        ("Ada Brook resigns the post.", Tense.PRESENT, ""),
        ("Ada Brook will resign.", Tense.FUTURE, "will"),
        ("Ada Brook may resign.", Tense.PRESENT, "may"),
    ],
)
def test_tense_and_modal_are_kept(text: str, tense: Tense, modal: str) -> None:
    """What may be or will be is never past."""
    assert (tense, modal) == (_verb(text).tense, _verb(text).modal)
