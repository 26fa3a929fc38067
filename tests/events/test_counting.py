"""“Two days after the vote” gives a date where the vote has one and only one event can be meant, and says how; else only an order."""

from __future__ import annotations

import pytest

from tests.events.reading import article, events_of
from timeline.model import Basis, Event

_VOTE = "The dockers of Tessing voted on 3 June 2031."


def _event(text: str, kind: str, *, published: str = "2031-07-01") -> Event:
    return next(event for event in events_of(article(text, published=published)) if event.kind == kind)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (f"{_VOTE} Ada Brook resigned two days after the vote.", "resign", "2031-06-05"),
        (f"{_VOTE} Ada Brook resigned three days before the vote.", "resign", "2031-05-31"),
        (f"{_VOTE} Ada Brook resigned two weeks after the vote.", "resign", "[2031-06-14~..2031-06-20~]"),
        (f"{_VOTE} Ada Brook resigned two months before the vote.", "resign", "2031-04"),
        ("Ada Brook resigned on 5 June 2031, two days after the dockers of Tessing voted.", "elect", "2031-06-03"),
        (f"{_VOTE} Ada Brook will resign four weeks after the vote.", "resign", "[2031-06-28~..2031-07-04~]"),
    ],
)
def test_what_is_counted_from_a_dated_event_has_a_date(text: str, kind: str, expected: str) -> None:
    """Days to the day, weeks about, months to the month; the step names the event counted from and its date."""
    event = _event(text, kind, published="2031-06-06" if "will" in text else "2031-07-01")

    assert str(event.when) == expected
    assert event.basis is Basis.INHERITED
    assert "is counted from “" in event.steps[0]
    assert "June 2031)" in event.steps[0]


def test_a_count_may_be_counted_from_in_turn() -> None:
    """Each step names the event before it, back to a date that somebody states."""
    text = f"{_VOTE} Ada Brook resigned two days after the vote. Omar Vance was arrested a day after the resignation."

    assert str(_event(text, "resign").when) == "2031-06-05"
    assert str(_event(text, "arrest").when) == "2031-06-06"


@pytest.mark.parametrize(
    "text",
    [
        # two votes
        f"{_VOTE} The council of Marrow voted on 20 June 2031. Ada Brook resigned two days after the vote.",
        # no date to count from
        "The dockers of Tessing voted. Ada Brook resigned two days after the vote.",
        # not so long
        f"{_VOTE} Ada Brook resigned within two days after the vote.",
        f"{_VOTE} Ada Brook resigned about two days after the vote.",
        # a vote that never was
        "The dockers of Tessing may vote on 3 June 2031. Ada Brook resigned two days after the vote.",
        # more than the vote's own length
        "The dockers of Tessing voted in 2030. Ada Brook resigned two days after the vote.",
    ],
)
def test_what_cannot_be_counted_has_no_such_date(text: str) -> None:
    """Where several can be meant, or the date is not known, or the words are not exact, no date is made."""
    assert _event(text, "resign").basis is not Basis.INHERITED


def test_a_date_of_its_own_goes_before_what_could_be_counted() -> None:
    """A stated day stays, whatever the words would come to."""
    event = _event(f"{_VOTE} Ada Brook resigned on 9 June 2031, two days after the vote.", "resign")

    assert (str(event.when), event.basis) == ("2031-06-09", Basis.STATED)


def test_the_order_is_known_even_where_the_date_is_not() -> None:
    """“two days after the vote” puts the resignation behind an undated vote."""
    events = events_of(article("The dockers of Tessing voted. Ada Brook resigned two days after the vote.", published="2031-07-01"))
    voted, resigned = (next(event for event in events if event.kind == kind) for kind in ("elect", "resign"))

    assert resigned.after == (voted.id,)
