"""A date that belongs to something else in the sentence is not the day of the event: it is counted from, or bounds it."""

from __future__ import annotations

import pytest

from tests.events.reading import article, events_of

_PUBLISHED = "2031-07-10"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Brook resigned two days after the vote on 5 May 2031.", "2031-05-07"),
        ("Two days after the vote on 5 May 2031, Ada Brook resigned.", "2031-05-07"),
        ("Ada Brook resigned two days after the 5 May 2031 vote.", "2031-05-07"),
        ("Ada Brook resigned ten days before the vote of 5 May 2031.", "2031-04-25"),
        ("Ada Brook resigned two weeks after the vote on 5 May 2031.", "[2031-05-16~..2031-05-22~]"),
        ("Ada Brook resigned a month after the vote on 5 May 2031.", "2031-06"),
        ("Ada Brook resigned ten minutes before midnight on 5 May 2031.", "2031-05-05"),
        ("Ada Brook resigned hours after the vote on 5 May 2031.", "[2031-05-05..2031-05-06]"),
        ("Ada Brook resigned 36 hours before the vote on 5 May 2031.", "[2031-05-03..2031-05-05]"),
    ],
)
def test_a_length_before_the_date_of_something_else_is_counted_from_it(text: str, expected: str) -> None:
    """Days to the day, weeks to a few days, months to the month; hours may reach the day beside."""
    (event,) = events_of(article(text, published=_PUBLISHED))

    assert expected == str(event.when)
    assert any("is counted from" in step for step in event.steps)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Brook resigned after the vote on 5 May 2031.", "[2031-05-05..2031-07-10]"),
        ("Ada Brook resigned before the vote on 5 May 2031.", "[..2031-05-05]"),
        ("Ada Brook resigned after the 5 May 2031 vote.", "[2031-05-05..2031-07-10]"),
        ("Ada Brook resigned about two days after the vote on 5 May 2031.", "[2031-05-05..2031-07-10]"),
        ("Ada Brook resigned a few days before the vote on 5 May 2031.", "[..2031-05-05]"),
        ("Ada Brook resigned after 5 May 2031.", "[2031-05-06..2031-07-10]"),
        ("Ada Brook resigned following 5 May 2031.", "[2031-05-06..2031-07-10]"),
        ("Ada Brook will resign after the vote on 5 August 2031.", "[2031-08-05..]"),
        ("Ada Brook resigned a week after the vote on Wednesday.", "[..2031-07-10]"),
    ],
)
def test_without_an_exact_length_it_only_bounds_the_event(text: str, expected: str) -> None:
    """The day itself stays possible where nobody says whose day it is; what would lie behind the article is not believed."""
    (event,) = events_of(article(text, published=_PUBLISHED))

    assert expected == str(event.when)


@pytest.mark.parametrize(
    "text",
    ["Ada Brook resigned on 5 May 2031 after the vote.", "On 5 May 2031, after the vote, Ada Brook resigned."],
)
def test_a_date_of_its_own_stays_a_day(text: str) -> None:
    """What stands behind the date changes nothing."""
    (event,) = events_of(article(text, published=_PUBLISHED))

    assert "2031-05-05" == str(event.when)


def test_what_happened_in_the_phrase_keeps_its_day() -> None:
    """“After the board dismissed him on 5 May" dates the dismissal."""
    made = events_of(article("Ada Brook left town after the council fired Omar Vance on 5 May 2031.", published=_PUBLISHED))
    fired = next(event for event in made if event.kind == "dismiss" or "fire" in event.title.lower())

    assert "2031-05-05" == str(fired.when)
