"""What is copied, or passed on from one report, counts once: in strength, salience, conflicts and exports."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.events.reading import article, timeline_of
from timeline.events.origins import trace
from timeline.model import Article, BlockKind, Event, Timeline

_WIRE = (
    "The ferry company Vance Lines sold three ferries to Brook Ferries on 3 May 2031 for a price that neither of them would name.\n\n"
    "The ships had carried passengers between Tessing and Marrow for twenty years before the company took them out of service.\n\n"
    "Crews on the pier heard of the sale from the harbour office, which had to change the berths overnight, and not from the owners.\n\n"
    "Omar Vance resigned as head of Vance Lines two weeks before the ships changed hands, and has not spoken to the crews since then."
)
_OWN = (
    "Three ferries have a new owner. Vance Lines sold three ferries to Brook Ferries on 3 May 2031.\n\n"
    "On the quay at Tessing the paint on the funnels was still wet when the last passengers of the season came down to look at them."
)


def _sale(timeline: Timeline) -> Event:
    return max((event for event in timeline.events if event.kind == "sell"), key=lambda event: len(event.evidence))


def _copies(articles: Sequence[Article]) -> dict[str, str]:
    return trace((), articles)[1].firsts()


def _paper(text: str, name: str, published: str, publisher: str = "") -> Article:
    return article(text, name=name, published=published, publisher=publisher)


def test_wire_copy_is_one_origin_through_all_papers_that_print_it() -> None:
    """Two papers that print the same text, one with a line of its own, are one report; a paper with its own words is another."""
    timeline = timeline_of(
        _paper(_WIRE, "a", "2031-05-04"), _paper(f"{_WIRE} The town is small.", "b", "2031-05-05"), _paper(_OWN, "c", "2031-05-05")
    )
    sale = _sale(timeline)

    assert {item.article for item in sale.evidence} == {"a", "b", "c"}
    assert sale.origins == ("a", "c")


def test_a_copy_adds_nothing_to_what_an_event_weighs_on_its_day() -> None:
    """Salience counts origins too."""
    once = _sale(timeline_of(_paper(_WIRE, "a", "2031-06-04")))
    twice = _sale(timeline_of(_paper(_WIRE, "a", "2031-06-04"), _paper(_WIRE + " Yes.", "b", "2031-06-04")))
    two = _sale(timeline_of(_paper(_WIRE, "a", "2031-06-04"), _paper(_OWN, "b", "2031-06-04")))

    assert once.salience == twice.salience < two.salience


@pytest.mark.parametrize(("name", "words"), [("The Tessing Pier Post", "the Tessing Pier Post"), ("Tessing Pier Post", "the Pier Post")])
def test_those_who_pass_a_report_on_share_its_origin_with_the_paper_itself(name: str, words: str) -> None:
    """The paper's own article, and two that name it, are one report, whether they name it in full or in short."""
    told = "Vance Lines sold three ferries to Brook Ferries on 3 May 2031"
    timeline = timeline_of(
        _paper(f"{told}, documents show.", "a", "2031-05-04", name),
        _paper(f"{told}, according to {words}.", "b", "2031-05-05", "The Harbour Times"),
        _paper(f"{told}, {words} reported.", "c", "2031-05-06", "The Lamp Courier"),
    )

    assert len(_sale(timeline).evidence) == 3
    assert len(_sale(timeline).origins) == 1


def test_two_papers_of_nearly_one_name_stay_two() -> None:
    """“the Pier Post” may be that of Tessing or of Marrow."""
    told = "Vance Lines sold three ferries to Brook Ferries on 3 May 2031"
    timeline = timeline_of(
        *(
            _paper(f"{told}, according to {paper}.", paper[-12:-11] + str(number), "2031-05-05")
            for number, paper in enumerate(("the Tessing Pier Post", "the Marrow Pier Post", "the Pier Post"))
        )
    )

    assert len(_sale(timeline).origins) == 3


def test_a_long_account_is_no_copy_of_the_note_it_holds() -> None:
    """A digest that prints two notes among much else makes neither a copy of the other."""
    rng = random.Random(7)  # noqa: S311  a text for a test
    other = " ".join("".join(rng.choices("abcdefgh", k=6)) for _ in range(600))
    digest = _paper(f"{_WIRE}\n\n{_OWN}\n\n{other}", "c", "2031-05-06")

    assert _copies((_paper(_WIRE, "a", "2031-05-04"), _paper(_OWN, "b", "2031-05-04"), digest)) == {}


def test_the_first_in_time_gives_the_origin_whatever_the_order_of_the_input() -> None:
    """An undated copy comes after the dated ones."""
    rows = [_paper(_WIRE, "z", "2031-05-04"), _paper(_WIRE, "a", ""), _paper(_WIRE, "b", "2031-05-05")]

    assert _copies(rows) == _copies(rows[::-1]) == {"a": "z", "b": "z"}


def test_copies_are_found_among_texts_that_share_stock_phrases() -> None:
    """A paper that cut a report is its copy; what all papers print under their texts makes none."""
    rng = random.Random(11)  # noqa: S311  texts for a test
    stock = [" ".join("".join(rng.choices("ijklm", k=6)) for _ in range(12)) for _ in range(6)]
    rows, expected = [], {}
    for number in range(30):
        own = ["".join(rng.choices("abcdefgh", k=6)) for _ in range(rng.choice((120, 300)))]
        for paper, words in (("a", own), ("b", own[: len(own) * 9 // 10])):
            text = f"{' '.join(words)}\n\n{' '.join(rng.sample(stock, 2))}"
            rows.append(_paper(text, f"{number}{paper}", "2031-05-04" if paper == "a" else "2031-05-05"))
        expected[f"{number}b"] = f"{number}a"

    assert _copies(rows) == expected


def test_captions_and_boilerplate_make_no_copy() -> None:
    """Only prose is compared."""

    def framed(own: str, name: str) -> Article:
        made = article(f"{_WIRE.replace(chr(10), ' ')}\n\n{own}", name=name, published="2031-05-04")
        return replace(made, blocks=(replace(made.blocks[0], kind=BlockKind.BOILERPLATE), *made.blocks[1:]))

    other = "A quite different story was told that evening in the harbour."

    assert _copies((framed(_OWN.replace("\n\n", " "), "a"), framed(other, "b"))) == {}
