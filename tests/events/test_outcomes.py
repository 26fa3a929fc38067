"""Outcomes that exclude each other stand side by side as a conflict, and on the cards of both; the proofs of the table are tried."""

from __future__ import annotations

import pytest

from tests.events.reading import article, timeline_of
from timeline import pipeline
from timeline.events import most_salient
from timeline.model import Conflict, ConflictKind, Timeline
from timeline.options import Options
from timeline.rules import read_table

_ROWS = read_table("en", "events_outcomes")["outcome"]
_CONVICTED, _ACQUITTED = "A court convicted Omar Vance of theft on Friday.", "Omar Vance was acquitted of theft on Friday."


def _told(one: str, other: str) -> Timeline:
    return timeline_of(
        article(one, name="one", published="2031-06-17", publisher="The Harbour Times"),
        article(other, name="two", published="2031-06-18", publisher="The Pier Post"),
    )


def _between(timeline: Timeline) -> list[Conflict]:
    return [conflict for conflict in timeline.conflicts if conflict.kind is ConflictKind.OUTCOME]


@pytest.mark.parametrize(
    ("row", "pair"),
    [(row, pair) for row in _ROWS for pair in row["examples"]],
    ids=lambda value: value["id"] if isinstance(value, dict) else value[0][:30],
)
def test_reports_that_cannot_both_hold_are_a_conflict(row: dict[str, str], pair: tuple[str, str]) -> None:
    """Each side has its words, its evidence, and neither is preferred where as many report it; the order of the articles plays no part."""
    (conflict,) = _between(_told(*pair))
    (turned,) = _between(_told(*reversed(pair)))

    assert row["id"]
    assert conflict.shown is None
    assert len({key for claim in conflict.claims for key in claim.evidence}) == 2
    assert {claim.value for claim in conflict.claims} == {claim.value for claim in turned.claims}


@pytest.mark.parametrize(
    "pair", [pair for row in _ROWS for pair in row["rejects"]], ids=lambda value: value["id"] if isinstance(value, dict) else value[0][:30]
)
def test_reports_that_can_both_hold_are_none(pair: tuple[str, str]) -> None:
    """Another charge, another person, another day, or a mere possibility contradicts nothing."""
    assert not _between(_told(*pair))


def test_one_article_that_tells_both_is_no_conflict() -> None:
    """It knows of both, and says so itself."""
    assert not _between(timeline_of(article(f"{_CONVICTED} {_ACQUITTED}", published="2031-06-17")))


def test_the_outcome_that_more_reports_tell_is_shown() -> None:
    """Two origins against one; retellings of one report would count once."""
    timeline = timeline_of(
        article(_CONVICTED, name="one", published="2031-06-17"),
        article(_ACQUITTED, name="two", published="2031-06-18"),
        article("A court acquitted Omar Vance of theft on Friday.", name="three", published="2031-06-18"),
    )
    (conflict,) = _between(timeline)

    assert conflict.shown == 0
    assert conflict.claims[0].value == "acquitted"
    assert len(conflict.claims[0].evidence) == 2


def test_both_events_carry_the_conflict_at_any_top() -> None:
    """Whichever of the two is shown, the other comes along, and its quote stands on the card."""
    timeline = _told(_CONVICTED, _ACQUITTED)
    page = pipeline.site(timeline, Options(top=1))["index.html"].decode()

    assert len(most_salient(timeline.events, minimum=0.0, top=1)) == len(timeline.events) == 2
    assert all(event.conflicts for event in timeline.events)
    assert page.count("Sources disagree on the outcome") == 2
    assert "Sources differ on 1 point" in page
    assert page.count(_CONVICTED) >= 2
