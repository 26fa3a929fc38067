"""Salience ranks what news comes back to above what it only reports, and grows with what speaks of an event."""

from __future__ import annotations

from tests.events.reading import article, events_of
from timeline.model import Event


def _one(events: tuple[Event, ...], kind: str) -> Event:
    return max((event for event in events if event.kind == kind), key=lambda event: len(event.evidence))


def test_what_later_articles_come_back_to_matters_more() -> None:
    """The same words weigh more weeks later than on the next day, and least without a date."""
    later = _one(events_of(article("Ada Brook resigned on 3 May 2031.", published="2031-06-12")), "resign")
    fresh = _one(events_of(article("Ada Brook resigned on 3 May 2031.", published="2031-05-04")), "resign")
    undated = _one(events_of(article("Ada Brook resigned.", published="2031-05-04")), "resign")

    assert later.salience > fresh.salience > undated.salience > 0


def test_more_reports_and_graver_kinds_weigh_more() -> None:
    """A second origin adds to an event; a death outweighs a statement."""
    text = "Ada Brook resigned on 3 May 2031."
    once = _one(events_of(article(text, published="2031-05-04")), "resign")
    twice = _one(events_of(article(text, published="2031-05-04"), article(text, name="pier", published="2031-05-05")), "resign")
    said, died = events_of(article("Omar Vance said the pier is safe. Ada Brook died.", published="2031-05-04"))[::1]

    assert twice.salience > once.salience
    assert {event.kind: event.salience for event in (said, died)}["die"] > {e.kind: e.salience for e in (said, died)}["say"]


def test_plans_and_possibilities_weigh_less() -> None:
    """What may happen weighs less than what is planned, and that less than what happened."""
    texts = ("Ada Brook resigned on Monday.", "Ada Brook will resign on Monday.", "Ada Brook may resign on Monday.")
    happened, planned, possible = (events_of(article(text, published="2031-05-14"))[0].salience for text in texts)

    assert happened > planned > possible
