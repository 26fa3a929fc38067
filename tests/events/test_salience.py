"""Salience ranks what news comes back to above what it only reports, and grows with what speaks of an event."""

from __future__ import annotations

from tests.events.reading import article, events_of, timeline_of
from timeline import pipeline
from timeline.events import most_salient
from timeline.model import Event
from timeline.options import Options


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


_STORY = "Ada Brook invited Omar Vance to the fair, though Vance declined. Lena Holt died on 3 May 2031."


def test_the_top_events_take_their_answers_along() -> None:
    """A refusal stays with the invitation, whatever the number asked for; the order of the page is kept."""
    events = events_of(article(_STORY, published="2031-06-12"))
    invited = _one(events, "invite")
    others = {event.id for event in events} - {invited.id, *invited.answers}
    shown = most_salient(events, minimum=0.0, top=len(others) + 1)

    assert invited.answers
    assert [event.id for event in most_salient(events, minimum=0.0, top=0)] == [event.id for event in events]
    assert {event.id for event in shown} == {event.id for event in events}
    assert most_salient(events, minimum=1.0, top=0) == ()


def test_the_page_says_how_many_events_it_leaves_out() -> None:
    """And begins with the newest where that is asked for."""
    timeline = timeline_of(article("Ada Brook resigned on 3 May 2031. Omar Vance visited Tessing on 5 May 2031.", published="2031-06-12"))
    all_of_it = pipeline.site(timeline, Options(order="newest"))["index.html"].decode()
    best = pipeline.site(timeline, Options(top=1))["index.html"].decode()

    assert all_of_it.index("Omar Vance visits Tessing") < all_of_it.index("Ada Brook resigns")
    assert "1 event of less weight is left out here" in best
    assert "left out here" not in all_of_it
