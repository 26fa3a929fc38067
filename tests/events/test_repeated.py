"""The same sentence in several articles, and several times in one: it is read once, and means what it means where it stands."""

from __future__ import annotations

import gc

import pytest

from tests.events.reading import mentions_of
from timeline.events.line import Line


@pytest.mark.parametrize(
    ("sentence", "stories"),
    [
        ("He met Ada Brook.", {"Omar Vance owns a ferry.": "Omar Vance", "Rolf Dorn owns a ferry.": "Rolf Dorn"}),
        ("Holt resigned on Monday.", {"Lena Holt runs the pier.": "Lena Holt", "Karl Holt runs the pier.": "Karl Holt"}),
        ("The mayor resigned on Monday.", {"Mayor Lena Holt was late.": "Lena Holt", "Mayor Karl Reed was late.": "Karl Reed"}),
        (
            "The founder of Vance Lines resigned on Monday.",
            {
                "Omar Vance, the founder of Vance Lines, was late.": "Omar Vance",
                "Ada Reed, the founder of Vance Lines, was late.": "Ada Reed",
            },
        ),
    ],
)
def test_who_is_meant_is_told_by_the_article_around(sentence: str, stories: dict[str, str]) -> None:
    """However often the sentence was read elsewhere."""
    for _ in range(2):
        for before, name in stories.items():
            assert name == mentions_of(f"{before} {sentence}")[-1].participants[0].actor.name


def test_what_looks_back_twice_means_who_is_named_before() -> None:
    """From one pronoun to the next, as far as the sentence that names somebody."""
    for name in ("Omar Vance", "Rolf Dorn", "Omar Vance"):
        last = mentions_of(f"{name} won the race on Monday. He sold the ferry. He left the town.")[-1]

        assert [name] == [participant.actor.name for participant in last.participants]


def test_each_time_it_has_its_own_place() -> None:
    """Offsets of what tells it and of its figures, and the date beside it, are those of where it stands."""
    again = "Ada Brook sold 40 ferries on 3 May 2031."
    text = f"{again} It rains a lot in the town. {again}"
    first, second = mentions_of(text)

    assert second.trigger.start - first.trigger.start == text.rindex(again)
    assert ["40 ferries", "40 ferries"] == [text[m.figures[0].start : m.figures[0].end] for m in (first, second)]
    assert [(0, (0,)), (2, (1,))] == [(m.sentence, m.times) for m in (first, second)]


def test_it_answers_and_follows_what_stands_around_it() -> None:
    """“later” and the answer to an invitation point at the mention before, wherever the sentence stands."""
    text = "Ada Brook invited Omar Vance to the fair. Omar Vance later resigned."
    for opening, first in (("", 0), ("Lena Holt sued the port on Monday. ", 1)):
        last = mentions_of(opening + text)[-1]

        assert [first] == [link.other for link in last.links]


def test_a_sentence_as_long_as_a_page_is_let_go() -> None:
    """What is kept for copies is bounded by the number of sentences, so that none of them may be large."""
    mentions_of(f"Omar Vance sold the ferry. He met Ada Brook on Monday {'and a clerk of the port ' * 200}.")

    assert not [line for line in gc.get_objects() if isinstance(line, Line)]
